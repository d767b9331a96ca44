"""Prose that was broken into lines of one width, as in plain text and on the pages of a PDF, made whole again."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

_NARROWEST, _WIDEST = 40, 160
"""Characters of the longest line of a paragraph that was set to a width."""
_FULL = 0.86
"""A line is full where the next word would have brought it beyond this share of the longest; letters differ."""
_RUNNING_ON = 0.4
"""Of the breaks of wrapped prose at least so many stand before a small letter; of a list hardly one does."""
_CELLS = re.compile(r"[|\t]|\S {2,}\S|[\d%)] \(?[$\d(]")
_ITEM = re.compile(r"[-•*–·●▪] |\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)] ")
"""How an item of a list begins."""
_LEAST_WORDS = 5
"""Of the first line of a paragraph."""


class _Line(NamedTuple):
    start: int
    end: int
    words: str


def unwrapped(text: str) -> str:
    """The text with a blank for every line break that only a full line made; no place in it moves.

    A paragraph counts as wrapped where it has two such breaks at least, or one in a text that has others of its width.
    """
    if text.count("\n") < 1:
        return text
    widths: set[int] = set()
    breaks: list[int] = []
    single: list[Sequence[_Line]] = []
    for lines in _paragraphs(text):
        if len(lines) == 2:  # noqa: PLR2004 - one break tells nothing by itself
            single.append(lines)
            continue
        found = _breaks(lines, max(len(line.words) for line in lines))
        if found:
            widths.add(max(len(line.words) for line in lines))
            breaks += found
    for first, second in single:
        width = max((each for each in widths if each >= len(first.words)), default=0)
        if width and _is_full(first, second, width):
            breaks.append(first.end)
    if not breaks:
        return text
    letters = list(text)
    for place in breaks:
        letters[place] = " "
    return "".join(letters)


def _breaks(lines: Sequence[_Line], width: int) -> list[int]:
    """Where a paragraph was broken; nothing where it is a list, or lines of their own."""
    if not _NARROWEST <= width <= _WIDEST:
        return []
    pairs = [(line, after) for line, after in pairwise(lines) if _is_full(line, after, width)]
    running = sum(after.words[0].islower() for _, after in pairs)
    if len(pairs) * 2 < len(lines) - 1 or running < max(1, len(pairs) * _RUNNING_ON):
        return []
    return [line.end for line, _ in pairs]


def _is_full(line: _Line, after: _Line, width: int) -> bool:
    return len(line.words) + 1 + len(after.words.split(" ", 1)[0]) > width * _FULL


def _paragraphs(text: str) -> Iterator[list[_Line]]:
    """Lines of words that follow each other, two at least; an item of a list begins anew."""
    lines: list[_Line] = []
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = end if end >= 0 else len(text)
        words = text[start:end].strip()
        goes_on = _is_prose(words) and not _ITEM.match(words)
        if not goes_on or not lines:
            if len(lines) > 1:
                yield lines
            begins = _is_prose(words) and words.count(" ") >= _LEAST_WORDS - 1
            lines = [_Line(start, end, words)] if begins else []
        else:
            lines.append(_Line(start, end, words))
        start = end + 1
    if len(lines) > 1:
        yield lines


def _is_prose(words: str) -> bool:
    return 0 < len(words) <= _WIDEST and _CELLS.search(words) is None
