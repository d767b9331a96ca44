"""What readers of label files have in common: text comes in, an intake takes what it says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TextIO

from monitor.labels.formats.jsonl import read_jsonl
from monitor.labels.formats.table import read_table
from monitor.labels.formats.tagpack import read_tagpack
from monitor.labels.intake import Intake


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one format."""

    read: Callable[[TextIO, str, Intake], None]
    """Takes a text without byte order mark, its file's name, and where labels and problems go."""
    whole: bool = True
    """Whether it needs the text in one piece, and not line by line."""


_TAGPACK = Reader(lambda stream, file, intake: read_tagpack(stream.read(), file, intake))
OWN_READERS: Mapping[str, Reader] = {
    ".csv": Reader(read_table, whole=False),
    ".jsonl": Reader(read_jsonl, whole=False),
    ".yaml": _TAGPACK,
    ".yml": _TAGPACK,
}
"""The formats that label paths may hold, by the ending of a file's name."""
