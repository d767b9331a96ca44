"""Which files something was made from, and whether they still hold what they held then, mostly without reading them.

As git does it for its index: a file whose size, times and inode are as they were has the same content, unless it was
written so shortly before it was read that a later change may bear the same times. Such a file, and one whose state
differs in anything, is read and its content compared.
"""

import io
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1 << 20
_TICK_NS = 2_000_000_000
"""No file system in use counts times in longer steps than FAT does, which has two seconds (nanoseconds)."""


@dataclass(frozen=True, slots=True)
class State:
    """What a file system says of a file. Nobody can write to a file and keep its change time, whatever the tool."""

    size: int
    modified: int
    """Nanoseconds since 1970, like `changed`, the time when its content or any of this last changed."""
    changed: int
    inode: int


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file as it was when it was read."""

    path: str
    state: State
    settled: bool
    """Whether its state vouches for its content: it had not changed for long enough before it was read."""
    sha256: str
    """Of its content, in hex."""


class Readings:
    """What is read from which file. Make it before any of them is opened."""

    def __init__(self) -> None:
        self._sources: dict[Path, FileSource] = {}
        self._settled_before = 0
        # The clock of a file system, since that is what files' times are taken from; without it no file is settled.
        with suppress(OSError), tempfile.TemporaryFile() as fresh:
            self._settled_before = os.fstat(fresh.fileno()).st_mtime_ns - _TICK_NS

    @contextmanager
    def open(self, file: Path) -> Iterator[BinaryIO]:
        """A file to be read from its beginning; what is read is what is noted.

        Raises:
            OSError: it cannot be read.
        """
        with file.open("rb", buffering=0) as raw:
            before = _state(os.fstat(raw.fileno()))
            summed = _Summed(raw)
            with io.BufferedReader(summed, _CHUNK) as stream:
                yield stream
                while stream.read(_CHUNK):
                    pass
            settled = (
                before == _state(file.stat()) and max(before.modified, before.changed) < self._settled_before
            )
            self._sources[file] = FileSource(str(file), before, settled, summed.content.hexdigest())

    def of(self, files: Iterable[Path]) -> tuple[FileSource, ...]:
        """What was read of files; each must have been."""
        return tuple(self._sources[file] for file in files)


class _Summed(io.RawIOBase):
    """A file that sums up what is read from it."""

    def __init__(self, raw: io.FileIO) -> None:
        self._raw = raw
        self.content = sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # a buffered reader gives a memoryview
        size = self._raw.readinto(buffer)
        self.content.update(buffer[:size])
        return size


def unchanged(noted: Sequence[FileSource], files: Sequence[Path]) -> tuple[FileSource, ...] | None:
    """The sources as they are now, if they are these files and hold what they held; else None.

    Only what cannot be told from a file's state is read.

    Raises:
        OSError: a file cannot be read.
    """
    if [source.path for source in noted] != [str(file) for file in files]:
        return None
    now: list[FileSource] = []
    for source, file in zip(noted, files, strict=True):
        if not file.is_file():
            return None
        if source.settled and _state(file.stat()) == source.state:
            now.append(source)
            continue
        readings = Readings()
        with readings.open(file):
            pass
        (found,) = readings.of((file,))
        if found.sha256 != source.sha256:
            return None
        now.append(found)
    return tuple(now)


def pack_sources(sources: Iterable[FileSource], context: str) -> bytes:
    """Sources as bytes, with what else something depends on."""
    content = json.dumps({"context": context, "files": [asdict(source) for source in sources]}).encode()
    return sha256(content).hexdigest().encode() + content


def unpack_sources(raw: bytes, context: str) -> tuple[FileSource, ...] | None:
    """The sources in such bytes; None where they are damaged, or something else depends on something else."""
    digest, content = raw[:64], raw[64:]
    if sha256(content).hexdigest().encode() != digest:
        return None
    noted = json.loads(content)
    if noted["context"] != context:
        return None
    return tuple(FileSource(**{**each, "state": State(**each["state"])}) for each in noted["files"])


def _state(found: os.stat_result) -> State:
    return State(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
