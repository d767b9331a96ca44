"""Text line by line, and where in it a string stands."""

import re
from collections.abc import Iterator
from functools import partial
from typing import TextIO

MAX_LINE = 2**20
"""Characters of a line; no label is that long."""
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\n')


def bounded_lines(stream: TextIO) -> Iterator[str]:
    """The lines of a text with their ends. What is longer than `MAX_LINE` is cut there, and its rest is skipped."""
    for line in iter(partial(stream.readline, MAX_LINE), ""):
        yield line
        rest = line
        while len(rest) == MAX_LINE and not rest.endswith("\n"):
            rest = stream.readline(MAX_LINE)


def lines_of_strings(text: str) -> dict[str, int]:
    """The line, from 1, on which each double-quoted string first stands."""
    lines: dict[str, int] = {}
    line = 1
    for match in _QUOTED.finditer(text):
        if match[1] is None:
            line += 1
        else:
            lines.setdefault(match[1], line)
    return lines
