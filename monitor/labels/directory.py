"""Label and entity files on disk: found, read, and put together into a label book."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from monitor.bitcoin.network import Network
from monitor.errors import ConfigError, Problem
from monitor.labels.book import LabelBook
from monitor.labels.contradictions import contradictions
from monitor.labels.entities_file import read_entities
from monitor.labels.entity import Entity
from monitor.labels.intake import Intake
from monitor.labels.table import read_table
from monitor.labels.tagpack import read_tagpack

_MISSING = "there is no such file or directory"
_READERS = {".yaml": read_tagpack, ".yml": read_tagpack, ".csv": read_table}


def load_label_book(
    entities_file: Path | None, label_paths: Sequence[Path], network: Network
) -> tuple[LabelBook, tuple[Problem, ...]]:
    """Read all entities and labels.

    Args:
        entities_file: the entities file, or None where label files name their entities' types themselves.
        label_paths: label files (.yaml, .yml, .csv) and directories of them; a directory's files are read
            in the order of their names, its subdirectories are not.
        network: the network that every address must belong to.

    Returns:
        The book, and what deserves a warning: duplicates, conflicts, odd categories, files passed over.

    Raises:
        ConfigError: something is wrong; it lists every fatal problem of every file, with file and line.
    """
    problems: list[Problem] = []
    entities = _entities(entities_file, problems) if entities_file is not None else ()
    intake = Intake(network, entities, problems)
    for file in _files(label_paths, problems):
        text = _text(file, problems)
        if text is not None:
            _READERS[file.suffix.lower()](text, str(file), intake)
    fatal = [problem for problem in problems if problem.fatal]
    if fatal:
        raise ConfigError(fatal)
    book = LabelBook.build(intake.entities.values(), intake.labels)
    return book, (*problems, *contradictions(book.scripts, network))


def load_entities(file: Path) -> tuple[Entity, ...]:
    """Read an entities file alone, for whoever needs no labels.

    Raises:
        ConfigError: everything that is wrong in it.
    """
    problems: list[Problem] = []
    entities = _entities(file, problems)
    fatal = [problem for problem in problems if problem.fatal]
    if fatal:
        raise ConfigError(fatal)
    return entities


def _entities(file: Path, problems: list[Problem]) -> tuple[Entity, ...]:
    text = _text(file, problems)
    if text is None:
        return ()
    entities, noted = read_entities(text, str(file))
    problems.extend(noted)
    return entities


def _files(paths: Sequence[Path], problems: list[Problem]) -> Iterable[Path]:
    """Every label file once, under the first path that leads to it."""
    files: dict[Path, Path] = {}
    for path in paths:
        try:
            for file in _files_at(path, problems):
                files.setdefault(file.resolve(), file)
        except (OSError, RuntimeError) as error:  # before Python 3.13, a loop of links is a RuntimeError
            problems.append(Problem(str(path), f"cannot be read: {error}"))
    return files.values()


def _files_at(path: Path, problems: list[Problem]) -> list[Path]:
    if path.is_dir():
        return _files_in(path, problems)
    if path.suffix.lower() not in _READERS:
        what = "a label file must end in .yaml, .yml or .csv" if path.exists() else _MISSING
        problems.append(Problem(str(path), what))
        return []
    return [path]


def _files_in(directory: Path, problems: list[Problem]) -> list[Path]:
    inside = sorted(path for path in directory.iterdir() if path.is_file() and not path.name.startswith("."))
    files = [path for path in inside if path.suffix.lower() in _READERS]
    if not files:
        problems.append(
            Problem(str(directory), "the directory holds no .yaml, .yml or .csv file", fatal=False)
        )
    for path in inside:
        if path not in files:
            what = "passed over: a label file ends in .yaml, .yml or .csv"
            problems.append(Problem(str(path), what, fatal=False))
    return files


def _text(file: Path, problems: list[Problem]) -> str | None:
    """The text of a file, or None and a problem. A byte order mark is dropped."""
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        problems.append(Problem(str(file), _MISSING))
        return None
    except OSError as error:
        problems.append(Problem(str(file), f"cannot be read: {error.strerror}"))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(Problem(f"{file}:{line}", f"not UTF-8: byte {raw[error.start]:#04x}"))
        return None
