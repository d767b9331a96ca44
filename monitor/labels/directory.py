"""Label and entity files on disk: found, read, and put together into a label book."""

import io
import os
from codecs import BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO

from monitor.bitcoin.network import Network
from monitor.errors import ConfigError, Problem
from monitor.labels.book import LabelBook
from monitor.labels.contradictions import contradictions
from monitor.labels.entities_file import read_entities
from monitor.labels.entity import Entity
from monitor.labels.formats.defaults import Defaults
from monitor.labels.formats.registry import BY_ENDING, FORMATS, Format
from monitor.labels.index import ScriptIndex
from monitor.labels.index_build import IndexBuilder
from monitor.labels.index_file import open_index, spool, write_index
from monitor.labels.index_words import Spool
from monitor.labels.intake import Intake, Kept
from monitor.labels.sources import FileSource, Readings
from monitor.labels.standing import fell

INDEX_FROM = 50_000
"""Labels from which on a book is an index on disk instead of a dict in memory."""

_MISSING = "there is no such file or directory"
_IRREGULAR = "is no regular file"
_NO_DEFAULTS = Defaults()
_MAX_WHOLE = 16 * 2**20
"""Bytes of a file that is read in one piece; as YAML it takes fifteen times as many in memory."""
_PART = 2**20
"""Bytes of a file that are read at a time."""


def load_label_book(
    entities_file: Path | None,
    label_paths: Sequence[Path],
    network: Network,
    index: Path | None = None,
    *,
    index_from: int = INDEX_FROM,
) -> tuple[LabelBook, tuple[Problem, ...]]:
    """Read all entities and labels.

    Args:
        entities_file: the entities file, or None where label files name their entities' types themselves.
        label_paths: label files (.yaml, .yml, .csv, .jsonl) and directories of them; a directory's files are read
            in the order of their names, its subdirectories are not.
        network: the network that every address must belong to.
        index: where the index of a large label set lies, and is found again as long as the files are the same;
            by default it goes with the process.
        index_from: labels from which on there is one.

    Returns:
        The book, and what deserves a warning: duplicates, conflicts, odd categories, files passed over.

    Raises:
        ConfigError: something is wrong; it lists every fatal problem of every file, with file and line.
    """
    problems: list[Problem] = []
    readings = Readings()
    entities = _entities(entities_file, problems, readings) if entities_file is not None else ()
    files = tuple(_files(label_paths, problems))
    sources = (*files, entities_file) if entities_file is not None else files
    if index is not None and not any(problem.fatal for problem in problems):
        found = open_index(index, sources, network)
        if found is not None:
            return LabelBook.over(found, (*entities, *found.entities)), found.problems
    with closing(_Shelf(network, index_from, partial(spool, index))) as shelf:
        intake = Intake(network, entities, problems, shelf.keep)
        for file in files:
            read_file(file, FORMATS[BY_ENDING[file.suffix.lower()]], intake, readings=readings)
        fatal = [problem for problem in problems if problem.fatal]
        if fatal:
            raise ConfigError([*fatal, *_unlisted(intake)])
        book = shelf.book(intake, index, readings.of(sources))
    if isinstance(book.scripts, ScriptIndex):
        return book, book.scripts.problems
    return book, (*problems, *_fallen(book), *contradictions(book.scripts, network))


class _Shelf:
    """Where labels go: into memory, and from so many on into an index."""

    def __init__(self, network: Network, index_from: int, spool: Spool) -> None:
        self._network = network
        self._spool = spool
        self._index_from = index_from
        self._labels: list[Kept] = []
        self._builder: IndexBuilder | None = None

    def keep(self, labels: Sequence[Kept]) -> None:
        if self._builder is not None:
            self._builder.keep(labels)
            return
        self._labels += labels
        if len(self._labels) >= self._index_from:
            self._builder = IndexBuilder(self._network, self._spool)
            self._builder.keep(self._labels)
            self._labels.clear()

    def close(self) -> None:
        if self._builder is not None:
            self._builder.close()

    def book(self, intake: Intake, index: Path | None, sources: Sequence[FileSource]) -> LabelBook:
        builder = self._builder
        if builder is None:
            labels = (claim.at(script, line) for script, claim, line in self._labels)
            return LabelBook.build(intake.entities.values(), labels)

        def write(out: BinaryIO) -> None:
            builder.finish(out, intake.entities.values(), intake.problems)

        return LabelBook.over(write_index(index, write, sources, self._network), intake.entities.values())


def read_file(
    file: Path,
    form: Format,
    intake: Intake,
    defaults: Defaults = _NO_DEFAULTS,
    readings: Readings | None = None,
) -> None:
    """Read one label file into an intake; what is wrong with it becomes the intake's problems.

    Args:
        file: the file.
        form: its format.
        intake: where labels and problems go.
        defaults: what holds where the file says nothing.
        readings: takes note of what was read.
    """
    try:
        with _opened(file, _MAX_WHOLE if form.whole else None, readings or Readings()) as text:
            form.read(text, str(file), intake, defaults)
    except ConfigError as error:
        for problem in error.problems:
            intake.note(problem)


def read_whole(file: Path, readings: Readings | None = None) -> str:
    """The text of a file that is read in one piece.

    Raises:
        ConfigError: it cannot be read, is too large, or is not UTF-8.
    """
    with _opened(file, _MAX_WHOLE, readings or Readings()) as text:
        return text.read()


@contextmanager
def _opened(file: Path, most: int | None, readings: Readings) -> Iterator[TextIO]:
    """A file as text, of at most so many bytes; whatever keeps it from being read is a ConfigError."""
    try:
        if _irregular(file):
            raise ConfigError([Problem(str(file), _IRREGULAR)])
        if most is not None and file.stat().st_size > most:
            what = f"larger than {most >> 20} MiB; so many labels are written as .csv or .jsonl"
            raise ConfigError([Problem(str(file), what)])
        with readings.open(file) as raw:
            text = io.TextIOWrapper(raw, "utf-8-sig", newline="")
            try:
                yield text
            finally:
                text.detach()  # the rest of the file is still to be noted
    except FileNotFoundError:
        raise ConfigError([Problem(str(file), _MISSING)]) from None
    except OSError as error:
        raise ConfigError([Problem(str(file), f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError:
        raise ConfigError([_not_utf8(file)]) from None


def write_text(file: Path, parts: Iterable[str]) -> None:
    """Write a file as a whole: it has its old content or its new one, whatever happens.

    Raises:
        ConfigError: it cannot be written.
    """
    aside = file.with_name(f".{file.name}.new")
    try:
        with aside.open("w", encoding="utf-8", newline="") as out:
            out.writelines(parts)
            out.flush()
            os.fsync(out.fileno())
        if file.exists():
            aside.chmod(file.stat().st_mode & 0o777)
        aside.replace(file)
    except OSError as error:
        with suppress(OSError):  # where nothing can be written, there is mostly nothing to be removed
            aside.unlink(missing_ok=True)
        raise ConfigError([Problem(str(file), f"cannot be written: {error.strerror}")]) from error


def _not_utf8(file: Path) -> Problem:
    """Where a file is not UTF-8; its lines may be of any length."""
    decoder = getincrementaldecoder("utf-8")()
    line = 1
    with file.open("rb") as raw:
        if raw.peek(2)[:2] in {BOM_UTF16_LE, BOM_UTF16_BE}:
            return Problem(f"{file}:1", "it is UTF-16; save it as UTF-8")
        while part := raw.read(_PART):
            try:
                line += decoder.decode(part).count("\n")
            except UnicodeDecodeError as error:
                line += error.object.count(b"\n", 0, error.start)
                return Problem(f"{file}:{line}", f"not UTF-8: byte {error.object[error.start]:#04x}")
    return Problem(f"{file}:{line}", "not UTF-8: it ends within a character")


def _fallen(book: LabelBook) -> Iterable[Problem]:
    for claims in book.scripts.values() if book.ends else ():
        for label in claims:
            if fell(label, book.ends):
                yield Problem(
                    label.where, "withdrawn: what it was derived from no longer stands", fatal=False
                )


def _unlisted(intake: Intake) -> Iterable[Problem]:
    if intake.unlisted:
        yield Problem("labels", f"{intake.unlisted} problems more are not listed")


def load_entities(file: Path) -> tuple[Entity, ...]:
    """Read an entities file alone, for whoever needs no labels.

    Raises:
        ConfigError: everything that is wrong in it.
    """
    problems: list[Problem] = []
    entities = _entities(file, problems, Readings())
    fatal = [problem for problem in problems if problem.fatal]
    if fatal:
        raise ConfigError(fatal)
    return entities


def _entities(file: Path, problems: list[Problem], readings: Readings) -> tuple[Entity, ...]:
    try:
        text = read_whole(file, readings)
    except ConfigError as error:
        problems.extend(error.problems)
        return ()
    entities, noted = read_entities(text, str(file))
    problems.extend(noted)
    return entities


def _files(paths: Sequence[Path], problems: list[Problem]) -> Iterable[Path]:
    """Every label file once, under the first path that leads to it."""
    files: dict[Path, Path] = {}
    for path in paths:
        try:
            for file in files_at(path, problems):
                files.setdefault(file.resolve(), file)
        except (OSError, RuntimeError) as error:  # before Python 3.13, a loop of links is a RuntimeError
            problems.append(Problem(str(path), f"cannot be read: {error}"))
    return files.values()


def files_at(path: Path, problems: list[Problem]) -> list[Path]:
    """The label files that a path means: itself, or those in the directory that it is."""
    if path.is_dir():
        return _files_in(path, problems)
    if path.suffix.lower() not in BY_ENDING:
        what = f"a label file must end in {_ENDINGS}" if path.exists() else _MISSING
        problems.append(Problem(str(path), what))
        return []
    if _irregular(path):
        problems.append(Problem(str(path), _IRREGULAR))
        return []
    return [path]


def _irregular(path: Path) -> bool:
    """Whether reading a path may never end, as of a pipe or a device."""
    return path.exists() and not (path.is_file() or path.is_dir())


_ENDINGS = ".yaml, .yml, .csv or .jsonl"


def _files_in(directory: Path, problems: list[Problem]) -> list[Path]:
    inside = sorted(path for path in directory.iterdir() if path.is_file() and not path.name.startswith("."))
    files = [path for path in inside if path.suffix.lower() in BY_ENDING]
    if not files:
        problems.append(Problem(str(directory), f"the directory holds no {_ENDINGS} file", fatal=False))
    for path in inside:
        if path not in files:
            what = f"passed over: a label file ends in {_ENDINGS}"
            problems.append(Problem(str(path), what, fatal=False))
    return files
