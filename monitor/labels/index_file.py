"""Index files on disk: made aside, opened at once, mapped into memory, removed where they turn out to be damaged."""

import mmap
import os
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NoReturn, cast

from monitor.errors import ConfigError, LabelIndexDamaged, Problem
from monitor.labels.index import ScriptIndex
from monitor.labels.index_format import UnusableIndexError, read_header
from monitor.labels.index_pages import Damaged
from monitor.labels.sources import FileSource, pack_sources, unchanged, unpack_sources


def spool(beside: Path | None = None) -> BinaryIO:
    """A temporary file that goes with the process.

    Args:
        beside: a file that will be about as large; there is room for it where that one lies, which the common place
            for temporary files, memory on many machines, may not have. None where it is not to be written.
    """
    if beside is not None and os.access(beside.parent, os.W_OK):
        return cast("BinaryIO", tempfile.TemporaryFile(dir=beside.parent))
    return cast("BinaryIO", tempfile.TemporaryFile())


def open_index(path: Path, files: Sequence[Path], context: str) -> ScriptIndex | None:
    """The index of these files, where it is there and they hold what it was made from.

    Nothing of it is read but its header, what it says of itself, and the checksums of its pages; of the files
    nothing but their state, unless that has changed.

    Args:
        path: where it lies.
        files: what it should be made from.
        context: what else it should be made for.
    """
    try:
        with path.open("rb") as file:
            raw = _mapped(file)
            end = read_header(raw).end
            file.seek(end)
            noted = unpack_sources(file.read(), context)
            now = None if noted is None else unchanged(noted, files)
            if now is None:
                return None
            if now != noted:
                _note_again(path, file, end, pack_sources(now, context))
            return ScriptIndex(raw, _remover(path, file))
    except (OSError, UnusableIndexError, LabelIndexDamaged):
        return None


def write_index(
    path: Path | None, write: Callable[[BinaryIO], None], sources: Sequence[FileSource], context: str
) -> ScriptIndex:
    """The index that `write` fills a file with.

    Args:
        path: where it shall lie; the file takes its place there only when it is complete. None for one that goes
            with the process, as it does where this user may not write.
        write: fills the file.
        sources: what it was made from.
        context: what else it was made for.

    Raises:
        ConfigError: it cannot be written.
    """
    try:
        if path is None:
            with spool() as file:
                write(file)
                file.flush()
                return ScriptIndex(_mapped(file))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(path.parent, os.W_OK):
            return write_index(None, write, (), context)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as aside:
            file = cast("BinaryIO", aside)
            try:
                write(file)
                file.write(pack_sources(sources, context))
                file.flush()
                os.fsync(file.fileno())
                index = ScriptIndex(_mapped(file), _remover(path, file))
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink()
                raise
            return index
    except OSError as error:
        place = path or Path(tempfile.gettempdir())
        what = f"the index of the labels cannot be written: {error.strerror}"
        raise ConfigError([Problem(str(place), what)]) from error


def _mapped(file: BinaryIO) -> mmap.mmap:
    try:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except ValueError as error:
        raise UnusableIndexError("it is empty") from error


def _note_again(path: Path, file: BinaryIO, end: int, content: bytes) -> None:
    """Write down the new state of files that still hold the same, so that they are not read the next time.

    What stands there has a checksum of its own; whoever finds it half written makes the index anew. Another user's
    index stays as it is.
    """
    with suppress(OSError), path.open("r+b", buffering=0) as again:
        if os.path.sameopenfile(file.fileno(), again.fileno()):
            os.pwrite(again.fileno(), content, end)
            os.truncate(again.fileno(), end + len(content))


def _remover(path: Path, file: BinaryIO) -> Damaged:
    """What to do about damage in an open index file: take it away, so that the next one who wants it makes it anew."""
    identity = os.fstat(file.fileno())

    def damaged(offset: int) -> NoReturn:
        what = f"the label index {path} is damaged at byte {offset}"
        try:
            with suppress(FileNotFoundError):
                if os.path.samestat(path.stat(), identity):
                    path.unlink()
        except OSError as error:
            raise LabelIndexDamaged(f"{what}; delete it, and it is made anew ({error.strerror})") from error
        raise LabelIndexDamaged(f"{what}; it was removed, and is made anew from the label files")

    return damaged
