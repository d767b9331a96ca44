"""HTML to lines, in one pass over the events of the parser; no tree is built.

The parser is libxml2's through lxml. It repairs broken markup without making more of it than was written: HTML5's own
rules for repair reopen formatting elements in every paragraph, and so let 40 KB become a tree of gigabytes.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, cast

from lxml import etree

from monitor.disclosures.text.characters import plain, raised
from monitor.disclosures.text.limits import MOST_CELLS, MOST_CHARACTERS, MOST_DEPTH, MOST_NESTED_TABLES
from monitor.disclosures.text.tables import GridCell, Table

_DROPPED = frozenset(
    "head script style template noscript nav svg math iframe object embed applet canvas audio video select textarea"
    " button datalist map ix:header ix:hidden".split()
)
_BLOCKS = frozenset(
    "div section article main header footer aside address center form fieldset legend details summary figure"
    " figcaption li dt dd body html caption tr td th tbody thead tfoot page".split()
)
_APART = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl blockquote hr pre xmp listing table".split())
_VERBATIM = frozenset({"pre", "xmp", "listing"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_INLINE = re.compile(r"display\s*:\s*inline\b", re.IGNORECASE)
_RAISED = re.compile(
    r"vertical-align\s*:\s*(?:super|text-top)|position\s*:\s*relative\s*;\s*top\s*:\s*-", re.IGNORECASE
)
_NUMBER = re.compile(r"\s*(\d{1,6})")
_ADVICE = "save the part that matters as plain text, and give that"
_PIECE = 65_536
_MOST_STYLES = 1_000
"""Different styles of one document that are kept; more than a thousand are nobody's."""


class TooMuch(Exception):
    """A limit is reached; the message says which."""


def html_lines(characters: str) -> list[str]:
    """The lines of an HTML document; see the package for their form. Raises TooMuch, and nothing else."""
    reader = _Reader()
    parser = etree.HTMLParser(target=cast("Any", reader), encoding="utf-8", no_network=True, huge_tree=True)
    for start in range(0, len(characters), _PIECE):
        parser.feed(characters[start : start + _PIECE].encode("utf-8", "replace"))
    if characters:
        parser.close()
    return reader.finish()


class _Style(NamedTuple):
    """What a reader sees of an element's style."""

    hidden: bool = False
    inline: bool = False
    raised: bool = False


_PLAIN = _Style()


def _style_of(css: str) -> _Style:
    return _Style(
        hidden=_HIDDEN.search(css) is not None,
        inline=_INLINE.search(css) is not None,
        raised=_RAISED.search(css) is not None,
    )


class _Flow:
    """Lines that are being written: of the document, or of a cell."""

    __slots__ = ("holds_rows", "lines", "parts")

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.parts: list[str] = []
        self.holds_rows = False

    def end_line(self, *, verbatim: bool = False) -> None:
        text = plain("".join(self.parts))
        self.parts.clear()
        if verbatim:
            self.lines += [line.rstrip() for line in text.split("\n")]
        elif line := " ".join(text.split()):
            self.lines.append(line)

    def apart(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")


class _Reader:
    """The target of the parser: what to do at each start, end and text. Starts and ends come in pairs."""

    def __init__(self) -> None:
        self._flow = _Flow()
        self._outermost = self._flow
        self._ends: list[Callable[[], None] | None] = []
        self._dropping = 0
        self._verbatim = 0
        self._tables: list[Table] = []
        self._characters = 0
        self._cells = 0
        self._styles: dict[str, _Style] = {"": _PLAIN}  # a document has few, each of them hundreds of times

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        if len(self._ends) + self._dropping >= MOST_DEPTH:
            raise TooMuch(f"more than {MOST_DEPTH} elements lie inside each other; {_ADVICE}")
        if self._dropping:
            self._dropping += 1
            return
        css = attributes.get("style", "")
        if (style := self._styles.get(css)) is None:
            style = _style_of(css)
            if len(self._styles) < _MOST_STYLES:
                self._styles[css] = style
        if style.hidden or tag in _DROPPED or "hidden" in attributes:
            self._dropping = 1
            return
        self._ends.append(self._begin(tag, attributes, style))

    def end(self, tag: str) -> None:
        """The innermost element ends."""
        del tag
        if self._dropping:
            self._dropping -= 1
        elif self._ends and (end := self._ends.pop()) is not None:
            end()

    def data(self, text: str) -> None:
        """Text, in pieces of any length."""
        if not self._dropping:
            self._flow.parts.append(text)

    def comment(self, text: str) -> None:
        """Nothing that a reader sees."""

    def close(self) -> None:
        """The parser is done."""

    def finish(self) -> list[str]:
        """The lines of all that was read."""
        self._end_line()
        return self._outermost.lines

    def _begin(self, tag: str, attributes: Mapping[str, str], style: _Style) -> Callable[[], None] | None:
        if tag == "br":
            self._flow.parts.append("\n") if self._verbatim else self._end_line()
            return None
        if tag == "table" and len(self._tables) < MOST_NESTED_TABLES:
            return self._begin_table()
        if self._tables and tag in {"td", "th"}:
            return self._begin_cell(attributes)
        if self._tables and tag == "tr":
            self._tables[-1].row()
            return None
        if tag in _APART or (tag in _BLOCKS and not style.inline):
            return self._begin_block(tag)
        if tag == "sup" or style.raised:
            return self._begin_raised()
        return None

    def _begin_block(self, tag: str) -> Callable[[], None]:
        self._end_line()
        if tag in _APART:
            self._flow.apart()
        self._verbatim += tag in _VERBATIM

        def end() -> None:
            self._end_line()
            if tag in _APART:
                self._flow.apart()
            self._verbatim -= tag in _VERBATIM

        return end

    def _begin_raised(self) -> Callable[[], None]:
        flow, start = self._flow, len(self._flow.parts)

        def end() -> None:
            if self._flow is flow and len(flow.parts) > start:
                flow.parts[start:] = [raised("".join(flow.parts[start:]))]

        return end

    def _begin_table(self) -> Callable[[], None]:
        self._end_line()
        outer = self._flow
        self._tables.append(Table())

        def end() -> None:
            self._end_line()
            self._flow = outer
            lines, has_rows = self._close_table()
            outer.apart()
            outer.lines += lines
            outer.apart()
            outer.holds_rows = outer.holds_rows or has_rows

        return end

    def _close_table(self) -> tuple[list[str], bool]:
        table = self._tables.pop()
        self._cells += table.cells
        lines, has_rows = table.lines()
        self._characters += sum(map(len, lines))
        if self._characters > MOST_CHARACTERS:
            raise TooMuch(f"its tables give more than {MOST_CHARACTERS:,} characters; {_ADVICE}")
        return lines, has_rows

    def _begin_cell(self, attributes: Mapping[str, str]) -> Callable[[], None]:
        self._end_line()
        if self._cells + self._tables[-1].cells > MOST_CELLS:
            raise TooMuch(f"its tables have more than {MOST_CELLS:,} cells; {_ADVICE}")
        outer, self._flow = self._flow, _Flow()
        cell: GridCell = self._tables[-1].place(
            _count(attributes.get("colspan")), _count(attributes.get("rowspan")), self._flow.lines
        )

        def end() -> None:
            self._end_line()
            cell.holds_rows = self._flow.holds_rows
            self._flow = outer

        return end

    def _end_line(self) -> None:
        if self._flow.parts:
            self._flow.end_line(verbatim=self._verbatim > 0)


def _count(value: str | None) -> int:
    """A number of columns or rows as an attribute gives it; 1 where it gives none."""
    found = _NUMBER.match(value) if value else None
    return max(1, int(found[1])) if found else 1
