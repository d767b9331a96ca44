"""Cells of one row that belong together are made one.

EDGAR's writers put the currency sign, the figure and the closing parenthesis into cells of their own, so that figures
stand flush: `$` `(1,371` `)`. Read cell by cell, that would be three columns.
"""

import re
from typing import NamedTuple

_DASH = "-\u2013\u2014"
_CURRENCY = r"(?:US|CA?|AU?|CAD|HK)?\s?[$€£¥₿]"
_OPENS = re.compile(rf"[(\[]?\s?(?:{_CURRENCY})?\s?[(\[]?", re.IGNORECASE)
_CLOSES = re.compile(r"[)\]]?\s?%?\s?[)\]]?")
_MARKS = re.compile(r"(?:\[(?:\w{1,3}|[*†‡§]{1,3})\]\s?)+")
_FIGURE_START = re.compile(
    rf"[(\[]?\s?[{_DASH}+~]?\s?(?:{_CURRENCY})?\s?[{_DASH}(]?\s?(?:[.\d]|[{_DASH}]|nil\b)", re.IGNORECASE
)
_FIGURE = re.compile(rf"(?:US|CA?|AU?|CAD|HK)?[{_DASH}\s$€£¥₿()\[\]\d.,%+~]+", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_INNER_SPACE = re.compile(r"(?<=[(\[$€£¥₿])\s|\s(?=[)%])")
_BULLET = re.compile(rf"\(?(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]|[{_DASH}•·▪●◦■o*†‡§]|\[\w{{1,3}}\]")
_BARE_MARK = re.compile(r"\((?:\d{1,2}|[a-z])\)")
_LONGEST_SIGN = 6
_LONGEST_MARKS = 12
_LONGEST_FIGURE = 60


class Cell(NamedTuple):
    """One cell with text; columns are counted from 0, `end` is not included."""

    start: int
    end: int
    text: str


def is_figure(text: str) -> bool:
    """Whether a text is nothing but a figure, or the dash that stands for none."""
    if text.isdecimal() or len(text) > _LONGEST_FIGURE:
        return text.isdecimal()
    return _FIGURE.fullmatch(text) is not None and _FIGURE_START.match(text) is not None


def is_year(text: str) -> bool:
    """Whether a text is the year at the head of a column, which looks like a figure and is none."""
    return _YEAR.fullmatch(text) is not None


def is_bullet(text: str) -> bool:
    """Whether a text is only the sign before an item: a bullet, a number, the mark of a footnote."""
    return len(text) <= _LONGEST_SIGN and _BULLET.fullmatch(text) is not None


def is_bare_mark(text: str) -> bool:
    """Whether a text may be the mark of a footnote, `(1)` or `(a)`; it may also be a loss of 1."""
    return len(text) <= _LONGEST_SIGN and _BARE_MARK.fullmatch(text) is not None


def tidy(text: str) -> str:
    """A figure without the spaces inside it: `( 1,371 )` → `(1,371)`, `$ 5` → `$5`. Other text as it is."""
    return _INNER_SPACE.sub("", text) if " " in text and is_figure(text) else text


def glued(cells: list[Cell]) -> list[Cell]:
    """The cells of a row from left to right, each with the signs that belong to it."""
    joined: list[Cell] = []
    opening: Cell | None = None
    for cell in cells:
        if opening is not None:
            if _FIGURE_START.match(cell.text):
                cell = Cell(opening.start, cell.end, opening.text + cell.text)  # noqa: PLW2901 - one cell from now on
            else:
                joined.append(opening)
            opening = None
        if _is_sign(_OPENS, cell.text):
            opening = cell
        elif joined and _belongs_to(cell.text, joined[-1].text):
            space = " " if _MARKS.fullmatch(cell.text) else ""
            joined[-1] = Cell(joined[-1].start, cell.end, joined[-1].text + space + cell.text)
        else:
            joined.append(cell)
    if opening is not None:
        joined.append(opening)
    return [cell._replace(text=tidy(cell.text)) if " " in cell.text else cell for cell in joined]


def _belongs_to(text: str, before: str) -> bool:
    if len(text) <= _LONGEST_MARKS and _MARKS.fullmatch(text):
        return True
    return _is_sign(_CLOSES, text) and not is_year(before) and bool(_FIGURE_START.match(before))


def _is_sign(form: re.Pattern[str], text: str) -> bool:
    return 0 < len(text) <= _LONGEST_SIGN and form.fullmatch(text) is not None
