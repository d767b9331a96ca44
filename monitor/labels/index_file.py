"""Index files on disk: made aside, checked when opened, mapped into memory."""

import mmap
import os
import tempfile
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, cast

from monitor.errors import ConfigError, Problem
from monitor.labels.index import ScriptIndex
from monitor.labels.index_format import HEADER_SIZE, VERSION, UnusableIndexError, read_header

_CHUNK = 1 << 20


def spool() -> BinaryIO:
    """A temporary file that goes with the process."""
    return cast("BinaryIO", tempfile.TemporaryFile())


def sources_digest(files: Iterable[Path], context: str) -> bytes:
    """SHA-256 over the content of files, and of what else an index depends on; a missing file counts as empty."""
    whole = sha256(f"{VERSION}\0{context}".encode())
    for file in files:
        content = sha256()
        with suppress(OSError), file.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                content.update(chunk)
        whole.update(str(file).encode() + b"\0" + content.digest())
    return whole.digest()


def open_index(path: Path, sources: bytes) -> ScriptIndex | None:
    """The index of these sources, where the file is there, whole, and made from them."""
    try:
        with path.open("rb") as file:
            return _mapped(file, sources)
    except (OSError, UnusableIndexError):
        return None


def write_index(path: Path | None, write: Callable[[BinaryIO], None]) -> ScriptIndex:
    """The index that `write` fills a file with.

    Args:
        path: where it shall lie; the file takes its place there only when it is complete. None for one that goes
            with the process, as it does where this user may not write.
        write: fills the file.

    Raises:
        ConfigError: it cannot be written.
    """
    try:
        if path is None:
            with spool() as file:
                write(file)
                return _mapped(file, None)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(path.parent, os.W_OK):
            return write_index(None, write)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
            try:
                write(cast("BinaryIO", file))
                file.flush()
                os.fsync(file.fileno())
                index = _mapped(cast("BinaryIO", file), None)
                Path(file.name).replace(path)
            except BaseException:
                Path(file.name).unlink()
                raise
            return index
    except OSError as error:
        place = path or Path(tempfile.gettempdir())
        what = f"the index of the labels cannot be written: {error.strerror}"
        raise ConfigError([Problem(str(place), what)]) from error


def _mapped(file: BinaryIO, sources: bytes | None) -> ScriptIndex:
    """The index in an open file; its checksum is proven where it was not written just now."""
    file.flush()
    size = os.fstat(file.fileno()).st_size
    file.seek(0)
    header = read_header(file.read(HEADER_SIZE), size)
    if sources is not None:
        if header.sources != sources:
            raise UnusableIndexError("it was made from other files")
        crc = 0
        while chunk := file.read(_CHUNK):
            crc = zlib.crc32(chunk, crc)
        if crc != header.crc:
            raise UnusableIndexError("it is damaged")
    return ScriptIndex(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
