"""`minerflow labels lint`, `import` and `export`: label files in every format."""

import sys
from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path
from typing import Annotated

import typer

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.network import Network
from monitor.cli.desk import settings_of
from monitor.cli.options import Config
from monitor.clock import utcnow
from monitor.config.shipped import shipped
from monitor.errors import EXIT_FAILED, EXIT_OK, Problem, UsageError
from monitor.labels.book import LabelBook
from monitor.labels.contradictions import contradictions
from monitor.labels.directory import load_label_book, read_file, write_text
from monitor.labels.formats.actorpack import read_actorpack, write_actorpack, write_entities
from monitor.labels.formats.defaults import Defaults
from monitor.labels.formats.registry import BY_ENDING, FORMATS, Format
from monitor.labels.intake import Intake
from monitor.labels.label import Label
from monitor.labels.lint import doubts
from monitor.labels.merge import Merge, merged
from monitor.opening import label_book

_ACTORPACK = "actorpack"
_SHOWN = 200
"""So many lines of a diff are printed."""

FormatName = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="NAME", help=f"{', '.join(FORMATS)}; by default after the file's ending."
    ),
]
OnNetwork = Annotated[Network, typer.Option(help="The network that addresses must belong to.")]
Entities = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Who the companies are; by default what is shipped.")
]


def check_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Label files.")],
    form: FormatName = None,
    network: OnNetwork = Network.MAIN,
    entities: Entities = None,
) -> int:
    """Report every problem of label files, with file and line; the exit code is 1 where one is fatal."""
    known = _known(network, entities)
    failed = False
    for file in files:
        intake = Intake(network, known.entities.values())
        read_file(file, _format(form, file), intake)
        book = LabelBook.build(intake.entities.values(), intake.labels)
        found = [
            *intake.problems,
            *contradictions(book.scripts, network),
            *doubts(intake.labels, intake.problems, _other_than(known, file), utcnow().date(), network),
        ]
        for problem in sorted(found, key=_place):
            print(f"{'error' if problem.fatal else 'warning'}: {problem}")
        if intake.unlisted:
            print(f"error: {file}: {intake.unlisted} problems more are not listed")
        fatal = sum(problem.fatal for problem in found)
        failed = failed or fatal > 0
        print(f"{file}: {len(intake.labels)} labels, {fatal} errors, {len(found) - fatal} warnings")
    return EXIT_FAILED if failed else EXIT_OK


def import_labels(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What to import.")],
    into: Annotated[Path, typer.Option(metavar="FILE", help="The file to put it into: .csv or .jsonl.")],
    form: FormatName = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would change.")] = False,
    skip_wrong: Annotated[
        bool, typer.Option("--skip-wrong", help="Import the rest where something is wrong.")
    ] = False,
    entity: Annotated[str | None, typer.Option(metavar="SLUG", help="Whose they are.")] = None,
    category: Annotated[str | None, typer.Option(metavar="NAME", help="What they are used for.")] = None,
    confidence: Annotated[str | None, typer.Option(metavar="PERCENT", help="How sure they are.")] = None,
    source: Annotated[str | None, typer.Option(metavar="URL", help="Where they come from.")] = None,
    alias: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=SLUG", help="Whom a name of the file means; may be repeated."),
    ] = None,
    columns: Annotated[
        str | None,
        typer.Option(
            "--map", metavar="FIELD=COLUMN,...", help="Columns of a CSV of other makers: address=addr,…"
        ),
    ] = None,
    network: OnNetwork = Network.MAIN,
    entities: Entities = None,
) -> int:
    """Import labels into a file of yours: nothing that is there is removed, nothing is left out silently."""
    if form == _ACTORPACK:
        return _import_actors(file, into, dry_run, _known(network, entities))
    given = {
        "entity": entity, "category": category, "confidence": confidence, "source": source,
        "known_since": utcnow().date().isoformat(),
    }  # fmt: skip
    defaults = Defaults(
        {key: text for key, text in given.items() if text},
        dict(_pair(text, "--alias") for text in alias or ()),
        dict(_pair(text.strip(), "--map") for text in columns.split(",")) if columns else {},
    )
    target = _target(into)
    known = _known(network, entities)
    there = Intake(network, known.entities.values())
    if into.exists():
        read_file(into, target, there)
    if any(problem.fatal for problem in there.problems):
        return _refused(there.problems, f"{into} is wrong; nothing was imported")
    coming = Intake(network, there.entities.values())
    read_file(file, _format(form, file), coming, defaults)
    for problem in coming.problems:
        print(f"minerflow: {problem}", file=sys.stderr)
    wrong = sum(problem.fatal for problem in coming.problems) + coming.unlisted
    if wrong and not skip_wrong:
        return _refused((), f"{wrong} errors; nothing was imported (--skip-wrong imports the rest)")
    merge = merged(there.labels, coming.labels)
    _print_diff(merge, network)
    if not dry_run and (merge.added or merge.changed):
        assert target.write is not None  # both that can be a target are written
        write_text(into, target.write(merge.labels, coming.entities, network))
    return EXIT_FAILED if wrong else EXIT_OK


def export_labels(
    form: Annotated[str, typer.Option("--format", metavar="NAME", help="See import; and actorpack.")],
    config: Config = None,
) -> None:
    """Print the labels of the configuration in a format; what the format cannot carry is left out."""
    settings = settings_of(config)
    book, _ = label_book(settings)
    labels = (label for claims in book.scripts.values() for label in claims)
    if form == _ACTORPACK:
        parts: Iterable[str] = write_actorpack(book.entities.values())
    else:
        write = _named(form).write
        if write is None:
            raise UsageError(f"{form} can only be imported")
        parts = write(labels, book.entities, Network(settings.network))
    for part in parts:
        sys.stdout.write(part)


def _import_actors(file: Path, into: Path, dry_run: bool, known: LabelBook) -> int:
    """Append the actors that an entities file does not have. Those that it has are left as they are."""
    try:
        found, problems = read_actorpack(file.read_text(encoding="utf-8"), str(file))
        text = into.read_text(encoding="utf-8") if into.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot be read: {error}") from error
    if problems:
        return _refused(problems, "nothing was imported")
    there = load_label_book(into, (), Network.MAIN)[0].entities if text.strip() else {}
    new = [entity for entity in found if entity.slug not in there]
    for entity in new:
        print(f"+ {entity.slug}: {entity.name} ({entity.category})")
    print(f"{len(new)} added, {len(found) - len(new)} there already")
    elsewhere = [entity.slug for entity in new if entity.slug in known.entities]
    if elsewhere:
        print(f"minerflow: known from elsewhere, too: {', '.join(elsewhere)}", file=sys.stderr)
    if new and not dry_run:
        write_text(into, [text if not text or text.endswith("\n") else text + "\n", *write_entities(new)])
    return EXIT_OK


def _known(network: Network, entities: Path | None) -> LabelBook:
    """What is known without the configuration: the shipped labels, on the network they are of."""
    labels = [shipped("labels")] if network is Network.MAIN and entities is None else []
    return load_label_book(entities or shipped("entities.yaml"), labels, network)[0]


def _other_than(known: LabelBook, file: Path) -> LabelBook:
    """The known labels without those of a file, which cannot speak for itself."""
    path = file.resolve()
    labels = [
        label for claims in known.scripts.values() for label in claims if Path(label.file).resolve() != path
    ]
    return known if len(labels) == known.counts.labels else LabelBook.build(known.entities.values(), labels)


def _format(name: str | None, file: Path) -> Format:
    if name is not None:
        return _named(name)
    found = BY_ENDING.get(file.suffix.lower())
    if found is None:
        raise UsageError(f"{file}: say what it is with --format: {', '.join(FORMATS)}")
    return FORMATS[found]


def _named(name: str) -> Format:
    found = FORMATS.get(name)
    if found is None:
        raise UsageError(f"there is no format {name!r}; there are {', '.join(FORMATS)} and {_ACTORPACK}")
    return found


def _target(into: Path) -> Format:
    name = BY_ENDING.get(into.suffix.lower())
    if name not in {"csv", "jsonl"}:
        raise UsageError(f"{into}: import writes .csv or .jsonl, which lose nothing; name such a file")
    return FORMATS[name]


def _pair(text: str, option: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator or not name or not value:
        raise typer.BadParameter(f"{text!r} is no pair; write it like name=value", param_hint=option)
    return name, value


def _refused(problems: Iterable[Problem], what: str) -> int:
    for problem in problems:
        print(f"minerflow: {problem}", file=sys.stderr)
    print(f"minerflow: {what}", file=sys.stderr)
    return EXIT_FAILED


def _print_diff(merge: Merge, network: Network) -> None:
    pairs = [pair for before, after in merge.changed for pair in (("-", before), ("+", after))]
    lines = chain((("+", label) for label in merge.added), pairs)
    for sign, label in islice(lines, _SHOWN):
        print(f"{sign} {_line(label, network)}")
    count = len(merge.added) + len(pairs)
    if count > _SHOWN:
        print(f"… and {count - _SHOWN} lines more")
    print(f"{len(merge.added)} added, {len(merge.changed)} changed, {merge.same} there already")


def _line(label: Label, network: Network) -> str:
    address = address_for_script(label.script_pubkey, network) or label.script_pubkey.hex()
    role = f"/{label.role}" if label.role else ""
    return f"{address} {label.entity} [{label.category}{role}] {label.confidence} % {label.source}".rstrip()


def _place(problem: Problem) -> tuple[str, int]:
    file, _, line = problem.where.rpartition(":")
    return (file, int(line)) if line.isdecimal() else (problem.where, 0)
