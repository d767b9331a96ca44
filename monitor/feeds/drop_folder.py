"""The drop folder: what lies in it, when it is complete, and where it goes.

A file is taken only when it has not changed for a few seconds, so one that is still being written is waited for. Who
writes slowly, or over a network, gives it a name that is passed over and renames it at the end: one that begins with
a dot (as rsync does by itself) or ends in `.part`, `.tmp`, `.partial`, `.crdownload`, `.swp` or `~`.

Whose document it is, and of which day, stands in its name, as in `cango--2026-02-09.html` or
`cango--2026-02-09--january.pdf`, or in a text beside it that was there before: `january.pdf.toml` with the keys
`issuer`, `published` and `url`.

Names are hostile: files are opened relative to the folder, without following links, and only ordinary files are read.
"""

import errno
import os
import re
import stat
import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from monitor.errors import DocumentRefused, Rule, SourceUnavailable
from monitor.feeds.documents import LONGEST_DOCUMENT
from monitor.pipeline.documents import Dropped

SETTLED_AFTER = timedelta(seconds=5)
"""A file that has not changed for so long is complete."""
EMPTY_FOR = timedelta(minutes=1)
"""An empty file is waited for so long."""
MOST_FILES = 200
"""Files that are looked at in one turn; the rest waits for the next."""
BESIDE = ".toml"
"""Ending of the text that describes the file of the same name without it."""
TAKEN, REFUSED, WHY = "taken", "refused", ".why"
_UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download", ".swp", "~")
_LONGEST_BESIDE = 10_000
_LONGEST_NAME = 180
"""Bytes of a name in `taken` and `refused`; the file systems allow 255, and endings are added."""
_TELLS = re.compile(r"(?P<issuer>[a-z0-9][a-z0-9-]*?)--(?P<day>\d{4}-\d{2}-\d{2})(?:--.*|\..*)?", re.DOTALL)
_TELLS_ISSUER = re.compile(r"(?P<issuer>[a-z0-9][a-z0-9-]*?)--.*", re.DOTALL)
_KEYS = frozenset({"issuer", "published", "url"})
_NAME = "drop folder"


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was at the first look that found it like this."""

    look: "_Look"
    since: float


_Look = tuple[int, int, int]
"""Inode, size and time of the last change in nanoseconds."""


class DropFolder:
    """A folder into which documents are put: the port `DropBox`."""

    def __init__(
        self, path: Path, monotonic: Callable[[], float], settled: timedelta = SETTLED_AFTER
    ) -> None:
        """Prepare it; nothing is read yet.

        Args:
            path: the folder; `taken` and `refused` are made in it.
            monotonic: seconds of a clock that never jumps.
            settled: how long a file must not have changed.
        """
        self._path = path
        self._now = monotonic
        self._settled = settled.total_seconds()
        self._seen: dict[str, _Seen] = {}
        self._read: dict[str, _Look] = {}
        """What was read, so that nothing is moved that came under the same name since."""

    def look(self) -> Sequence[str]:
        """Names of files that are complete, in alphabetical order; those that cannot be read are among them.

        Raises:
            SourceUnavailable: the folder cannot be read or written.
        """
        now = self._now()
        with self._open() as folder:
            names = sorted(name for name in os.listdir(folder) if not _is_passed_over(name))  # noqa: PTH208
            present = set(names)
            seen: dict[str, _Seen] = {}
            ready = []
            for name in names[: 2 * MOST_FILES]:
                info = _stat(name, folder)
                if info is None or _describes(name, present):
                    continue
                look = _look(info)
                before = self._seen.get(name)
                seen[name] = before if before and before.look == look else _Seen(look, now)
                wait = self._settled
                if stat.S_ISREG(info.st_mode) and (not info.st_size or name.endswith(BESIDE)):
                    wait = max(wait, EMPTY_FOR.total_seconds())
                if now - seen[name].since >= wait:
                    ready.append(name)
            self._seen = seen
        return ready[:MOST_FILES]

    def read(self, name: str) -> Dropped:
        """A file, and what its name or the text beside it says of it.

        Raises:
            DocumentRefused: it is no ordinary file, empty, too long, or what is said of it cannot be.
            SourceUnavailable: it cannot be read now.
        """
        with self._open() as folder:
            if (info := _stat(name, folder)) is not None:
                self._read[name] = _look(info)
            raw = _read(name, folder, LONGEST_DOCUMENT)
            said = _described(name, folder)
        if not raw:
            raise DocumentRefused(name, "it is empty", Rule.SIZE)
        if name.endswith(BESIDE):
            what = f"it describes {name.removesuffix(BESIDE)}, which is not there; put the description first"
            raise DocumentRefused(name, what, Rule.FILE)
        issuer, published = _told_by_name(name)
        return Dropped(
            name=name,
            raw=raw,
            issuer=said.get("issuer", issuer),
            published=said.get("published", published),
            url=said.get("url"),
        )

    def place_of(self, name: str) -> str:
        """The address at which it will lie when it was taken, as in "file:///…/taken/x.html"."""
        return (self._path.absolute() / TAKEN / _plain(name)).as_uri()

    def take(self, name: str) -> None:
        """Lay a file, and the text beside it, with those that were taken.

        Raises:
            SourceUnavailable: it cannot be moved.
        """
        self._move(name, TAKEN)

    def refuse(self, name: str, why: str) -> None:
        """Lay a file with those that were refused, and the reason beside it as a text that ends in `.why`.

        Raises:
            SourceUnavailable: it cannot be moved.
        """
        self._move(name, REFUSED, why)

    def _move(self, name: str, where: str, why: str | None = None) -> None:
        self._seen.pop(name, None)
        read = self._read.pop(name, None)
        with self._open() as folder, _subfolder(folder, where) as target:
            info = _stat(name, folder)
            if info is None or (read is not None and _look(info) != read):
                return  # it was taken away, or another one has come in its place: that one's turn comes
            free = _free_name(_plain(name), target)
            if why is not None:
                _write(free + WHY, f"{why}\n", target)
            _rename(name, folder, free, target)
            if _stat(name + BESIDE, folder) is not None:
                _rename(name + BESIDE, folder, free + BESIDE, target)

    @contextmanager
    def _open(self) -> Iterator[int]:
        """The folder, open: what is done in it is done in this very one, whatever its path comes to mean."""
        try:
            folder = os.open(self._path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            what = (
                f"{self._path} cannot be opened: {error.strerror}; make it, for the user that runs Minerflow"
            )
            raise SourceUnavailable(_NAME, what) from error
        try:
            yield folder
        except OSError as error:
            raise SourceUnavailable(_NAME, f"{self._path}: {error.strerror}") from error
        finally:
            os.close(folder)


def _is_passed_over(name: str) -> bool:
    return name in {TAKEN, REFUSED} or name.startswith(".") or name.lower().endswith(_UNFINISHED)


def _describes(name: str, present: set[str]) -> bool:
    """Whether it is the text beside a file that is there; it goes where that one goes."""
    return name.endswith(BESIDE) and name.removesuffix(BESIDE) in present


def _look(info: os.stat_result) -> _Look:
    return info.st_ino, info.st_size, info.st_mtime_ns


def _stat(name: str, folder: int) -> os.stat_result | None:
    """What lies under a name, links not followed; None where nothing does."""
    try:
        return os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            return None  # nothing can be called like that
        raise


def _read(name: str, folder: int, most: int) -> bytes:
    """The bytes of an ordinary file. It is opened without waiting, so that a pipe nobody writes to hangs nothing."""
    try:
        descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=folder)
    except OSError as error:
        what = "it is a link" if error.errno == errno.ELOOP else f"it cannot be opened: {error.strerror}"
        raise DocumentRefused(name, f"{what}; only ordinary files are read", Rule.FILE) from error
    try:
        info = os.fstat(descriptor)
        if not stat.S_ISREG(info.st_mode):
            kind = "a folder" if stat.S_ISDIR(info.st_mode) else "a pipe or device"
            raise DocumentRefused(name, f"it is {kind}; only ordinary files are read", Rule.FILE)
        if info.st_size > most:
            raise DocumentRefused(name, f"it has {info.st_size:,} bytes, more than {most:,}", Rule.SIZE)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            raw = file.read(most + 1)
    finally:
        os.close(descriptor)
    if len(raw) > most:
        raise DocumentRefused(name, f"it has more than {most:,} bytes", Rule.SIZE)
    return raw


def _told_by_name(name: str) -> tuple[str | None, date | None]:
    """Issuer and day, as far as a name tells them; refused where the day is none."""
    if told := _TELLS.fullmatch(name):
        try:
            return told["issuer"], date.fromisoformat(told["day"])
        except ValueError:
            what = f"its name says {told['day']}, which is no day"
            raise DocumentRefused(name, what, Rule.FILE) from None
    told = _TELLS_ISSUER.fullmatch(name)
    return (told["issuer"] if told else None), None


def _described(name: str, folder: int) -> dict[str, Any]:
    """What the text beside a file says of it; empty where there is none."""
    beside = name + BESIDE
    if _stat(beside, folder) is None:
        return {}
    try:
        said = tomllib.loads(_read(beside, folder, _LONGEST_BESIDE).decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise DocumentRefused(beside, f"it is no TOML: {error}", Rule.FILE) from error
    if unknown := sorted(said.keys() - _KEYS):
        what = f"it has {unknown[0]!r}; there are only issuer, published and url"
        raise DocumentRefused(beside, what, Rule.FILE)
    said = {key: value for key, value in said.items() if value != ""}
    if isinstance(said.get("published"), str):
        said["published"] = _day(beside, said["published"])
    for key, kind, example in (
        ("issuer", str, '"cango"'), ("published", date, "2026-02-09"), ("url", str, '"https://…"')
    ):  # fmt: skip
        if key in said and not isinstance(said[key], kind):
            raise DocumentRefused(beside, f"its {key} should be like {example}", Rule.FILE)
    if "url" in said and urlsplit(said["url"]).scheme not in {"http", "https"}:
        raise DocumentRefused(beside, 'its url should be like "https://…"', Rule.FILE)
    return said


def _day(beside: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise DocumentRefused(beside, f"its published is {text!r}, which is no day", Rule.FILE) from None


def _plain(name: str) -> str:
    """A name that is safe to print, to type and to keep, and as near to the given one as that allows."""
    printable = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    kept = re.sub(r"[^\w.+@ -]", "_", printable).strip(" ") or "_"
    stem, dot, ending = kept.rpartition(".")
    if not dot or len(ending) > 10:  # noqa: PLR2004 - longer than any ending that says something
        stem, ending = kept, ""
    room = _LONGEST_NAME - len(f"{dot}{ending}".encode())
    return stem.encode()[:room].decode("utf-8", "ignore") + (f".{ending}" if ending else "")


def _free_name(name: str, folder: int) -> str:
    """The name, with a number before its ending if something is called so already."""
    free, number = name, 1
    while any(_stat(each, folder) is not None for each in (free, free + BESIDE, free + WHY)):
        number += 1
        stem, dot, ending = name.rpartition(".")
        free = f"{stem}-{number}.{ending}" if dot else f"{name}-{number}"
    return free


@contextmanager
def _subfolder(folder: int, name: str) -> Iterator[int]:
    """A folder of ours in the drop folder, made where it is not; never a link to elsewhere."""
    with suppress(FileExistsError):
        os.mkdir(name, 0o700, dir_fd=folder)
    flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(name, flags, dir_fd=folder)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _rename(name: str, folder: int, free: str, target: int) -> None:
    with suppress(FileNotFoundError):  # whoever put it there took it away again
        os.rename(name, free, src_dir_fd=folder, dst_dir_fd=target)


def _write(name: str, text: str, folder: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with os.fdopen(
        os.open(name, flags, 0o600, dir_fd=folder), "w", encoding="utf-8", errors="replace"
    ) as file:
        file.write(text)
