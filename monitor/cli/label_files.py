"""`minerflow labels lint` and `export`, and what all commands over label files share."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from monitor.bitcoin.network import Network
from monitor.cli.entry import settings_of
from monitor.cli.label_options import ACTORPACK, Entities, FormatName, OnNetwork
from monitor.cli.options import Config
from monitor.clock import utcnow
from monitor.config.shipped import shipped
from monitor.errors import EXIT_FAILED, EXIT_OK, ConfigError, Problem, UsageError
from monitor.labels.book import LabelBook
from monitor.labels.contradictions import contradictions
from monitor.labels.directory import files_at, load_label_book, read_file, read_whole
from monitor.labels.formats.actorpack import read_actorpack, write_actorpack
from monitor.labels.formats.registry import BY_ENDING, FORMATS, Format
from monitor.labels.intake import Intake
from monitor.labels.label import Label
from monitor.labels.lint import doubts
from monitor.opening import label_book

_ACTORS_LOST = "CIKs, tickers, listings, forms, disclosure habits, notes, and the dates of roles and names"


def check_files(
    paths: Annotated[list[Path], typer.Argument(metavar="FILE", help="Label files, or folders of them.")],
    form: FormatName = None,
    network: OnNetwork = Network.MAIN,
    entities: Entities = None,
) -> int:
    """Report every problem of label files, with file and line; the exit code is 1 where one is fatal."""
    known = known_labels(network, entities)
    for path in paths:
        require_file(path)
    failed = False
    for path in paths:
        noted: list[Problem] = []
        files = files_at(path, noted) if path.is_dir() else [path]
        for problem in noted:
            print(f"{'error' if problem.fatal else 'warning'}: {problem}")
        for file in files:
            if form == ACTORPACK:
                failed = _check_actors(file) or failed
            else:
                failed = _check(file, format_of(form, file), known, network) or failed
    return EXIT_FAILED if failed else EXIT_OK


def export_labels(
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            help=", ".join([*(name for name, each in FORMATS.items() if each.write), ACTORPACK]),
        ),
    ],
    config: Config = None,
) -> None:
    """Print the labels of the configuration in a format; what it has no place for is left out, and said."""
    settings = settings_of(config)
    network = Network(settings.network)
    if form == ACTORPACK:
        _put(write_actorpack(label_book(settings)[0].entities.values()))
        print(f"minerflow: left out, for which {form} has no place: {_ACTORS_LOST}", file=sys.stderr)
        return
    asked = named_format(form)
    if asked.write is None:
        raise UsageError(f"{form} can only be imported")
    book, _ = label_book(settings)
    left = Counter[bool]()

    def carried() -> Iterator[Label]:
        for claims in book.scripts.values():
            for label in claims:
                fits = asked.carries(label, network)
                left[fits] += 1
                if fits:
                    yield label

    _put(asked.write(carried(), book.entities, network))
    if asked.lost:
        what = f"{left[False]} labels, and of the other {left[True]} {asked.lost}"
        print(f"minerflow: left out, for which {form} has no place: {what}", file=sys.stderr)


def require_file(path: Path) -> None:
    """See to it that a file that the command line names is there: one that is not is wrong use, for every command.

    Raises:
        UsageError: it is not.
    """
    if not path.exists():
        raise UsageError(f"{path}: there is no such file")


def known_labels(network: Network, entities: Path | None) -> LabelBook:
    """What is known without the configuration: the shipped labels, on the network they are of.

    Raises:
        UsageError: there is no such file of entities.
    """
    if entities is not None:
        require_file(entities)
    labels = [shipped("labels")] if network is Network.MAIN and entities is None else []
    return load_label_book(entities or shipped("entities.yaml"), labels, network)[0]


def format_of(name: str | None, file: Path) -> Format:
    """The format of a file: the one that is named, or that of its ending."""
    if name is not None:
        return named_format(name)
    found = BY_ENDING.get(file.suffix.lower())
    if found is None and not file.exists():
        raise UsageError(f"{file}: there is no such file")
    if found is None:
        raise UsageError(f"{file}: say what it is with --format: {', '.join(FORMATS)} or {ACTORPACK}")
    return FORMATS[found]


def named_format(name: str) -> Format:
    """The format of a name."""
    found = FORMATS.get(name)
    if found is None:
        raise UsageError(f"there is no format {name!r}; there are {', '.join(FORMATS)} and {ACTORPACK}")
    return found


def by_place(problem: Problem) -> tuple[str, int]:
    """The order in which problems are read: by file and line."""
    file, _, line = problem.where.rpartition(":")
    return (file, int(line)) if line.isdecimal() else (problem.where, 0)


def _check(file: Path, form: Format, known: LabelBook, network: Network) -> bool:
    """Report the problems of one file; whether one of them is fatal."""
    intake = Intake(network, known.entities.values())
    read_file(file, form, intake)
    book = LabelBook.build(intake.entities.values(), intake.labels)
    found = [
        *intake.problems,
        *contradictions(book.scripts, network),
        *doubts(intake.labels, intake.problems, _other_than(known, file), utcnow().date(), network),
    ]
    if intake.unlisted:
        found.append(Problem(str(file), f"{intake.unlisted} problems more are not listed"))
    return _report(file, f"{len(intake.labels)} labels", found)


def _check_actors(file: Path) -> bool:
    try:
        actors, found = read_actorpack(read_whole(file), str(file))
    except ConfigError as error:
        actors, found = (), tuple(error.problems)
    return _report(file, f"{len(actors)} actors", found)


def _report(file: Path, what: str, found: Iterable[Problem]) -> bool:
    fatal = warnings = 0
    for problem in sorted(found, key=by_place):
        print(f"{'error' if problem.fatal else 'warning'}: {problem}")
        fatal, warnings = fatal + problem.fatal, warnings + (not problem.fatal)
    print(f"{file}: {what}, {fatal} errors, {warnings} warnings")
    return fatal > 0


def _put(parts: Iterable[str]) -> None:
    for part in parts:
        sys.stdout.write(part)


def _other_than(known: LabelBook, file: Path) -> LabelBook:
    """The known labels without those of a file, which cannot speak for itself."""
    path = file.resolve()
    labels = [
        label for claims in known.scripts.values() for label in claims if Path(label.file).resolve() != path
    ]
    return known if len(labels) == known.counts.labels else LabelBook.build(known.entities.values(), labels)
