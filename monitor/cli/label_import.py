"""`minerflow labels import`: labels and entities of others, put into a file of ours."""

import sys
from collections.abc import Callable, Iterable
from itertools import chain, islice
from pathlib import Path
from typing import Annotated

import typer

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.network import Network
from monitor.cli.label_files import (
    by_place,
    format_of,
    known_labels,
    named_format,
    require_file,
)
from monitor.cli.label_options import ACTORPACK, Entities, FormatName, OnNetwork
from monitor.clock import utcnow
from monitor.errors import EXIT_FAILED, EXIT_OK, ConfigError, Problem, UsageError
from monitor.labels.book import LabelBook
from monitor.labels.directory import read_file, read_whole, write_text
from monitor.labels.entities_file import read_entities
from monitor.labels.formats.actorpack import read_actorpack, write_entities
from monitor.labels.formats.defaults import Defaults
from monitor.labels.formats.fields import texts_of
from monitor.labels.formats.registry import BY_ENDING, FORMATS, Format
from monitor.labels.formats.table import FIELDS
from monitor.labels.intake import Intake
from monitor.labels.label import Label
from monitor.labels.merge import Merge, merged
from monitor.labels.vocabulary import category_from_text, confidence_from_text

_SHOWN = 200
"""So many lines of a diff are printed."""


def import_labels(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What to import.")],
    into: Annotated[
        Path,
        typer.Option(
            metavar="FILE", help=f"The file to put it into: .csv or .jsonl; of {ACTORPACK}, an entities file."
        ),
    ],
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
    given = {"entity": entity, "category": category, "confidence": confidence, "source": source}
    fields = {key: text for key, text in given.items() if text is not None}
    aliases = dict(_pair(text, "--alias") for text in alias or ())
    if form == ACTORPACK:
        _refuse_options(form, [*fields, *(["alias"] if aliases else []), *(["map"] if columns else [])])
        return _import_actors(file, into, dry_run, known_labels(network, entities))
    _check_value("--category", category, category_from_text)
    _check_value("--confidence", confidence, confidence_from_text)
    reader, target = _reader(form, file, columns), _target(into)
    defaults = Defaults(fields, aliases, _columns(columns) if columns else {})
    require_file(file)
    there = Intake(network, known_labels(network, entities).entities.values())
    if into.exists():
        read_file(into, target, there)
    if any(problem.fatal for problem in there.problems):
        return _refused(there.problems, f"{into} is wrong; nothing was imported")
    coming = Intake(network, there.entities.values(), aliases=aliases)
    read_file(file, reader, coming, defaults)
    for problem in sorted(coming.problems, key=by_place):
        print(f"minerflow: {problem}", file=sys.stderr)
    wrong = sum(problem.fatal for problem in coming.problems) + coming.unlisted
    if wrong and not skip_wrong:
        return _refused((), f"{wrong} errors; nothing was imported (--skip-wrong imports the rest)")
    merge = merged(there.labels, coming.labels, utcnow().date())
    if not dry_run and (merge.added or merge.changed):
        assert target.write is not None  # both that can be a target are written
        _write(into, target.write(merge.labels, coming.entities, network))
    _print_diff(merge, network)
    return EXIT_FAILED if wrong else EXIT_OK


def _import_actors(file: Path, into: Path, dry_run: bool, known: LabelBook) -> int:
    """Append the actors that an entities file does not have. Those that it has are left as they are."""
    require_file(file)
    try:
        found, problems = read_actorpack(read_whole(file), str(file))
        text = read_whole(into) if into.exists() else ""
    except ConfigError as error:
        return _refused(error.problems, "nothing was imported")
    there, wrong = read_entities(text, str(into)) if text.strip() else ((), ())
    if any(problem.fatal for problem in wrong):
        return _refused(wrong, f"{into} is wrong; nothing was imported")
    if any(problem.fatal for problem in problems):
        return _refused(problems, "nothing was imported")
    for problem in problems:
        print(f"minerflow: {problem}", file=sys.stderr)
    slugs = {entity.slug for entity in there}
    new = [entity for entity in found if entity.slug not in slugs]
    if new and not dry_run:
        _write(into, [text if not text or text.endswith("\n") else text + "\n", *write_entities(new)])
    for entity in new:
        print(f"+ {entity.slug}: {entity.name} ({entity.category})")
    print(f"{len(new)} added, {len(found) - len(new)} there already")
    elsewhere = [entity.slug for entity in new if entity.slug in known.entities]
    if elsewhere:
        print(f"minerflow: known from elsewhere, too: {', '.join(elsewhere)}", file=sys.stderr)
    return EXIT_OK


def _reader(form: str | None, file: Path, columns: str | None) -> Format:
    if columns is None:
        return format_of(form, file)
    if form not in {None, "csv"}:
        _refuse_options(str(form), ["map"])
    return named_format("csv")


def _target(into: Path) -> Format:
    name = BY_ENDING.get(into.suffix.lower())
    if name not in {"csv", "jsonl"}:
        raise UsageError(f"{into}: import writes .csv or .jsonl, which lose nothing; name such a file")
    return FORMATS[name]


def _columns(text: str) -> dict[str, str]:
    """The file's column for each field of the intake."""
    pairs = [_pair(pair.strip(), "--map") for pair in text.split(",")]
    found = {FIELDS.get(field, field): column for field, column in pairs}
    unknown = [field for field in found if field not in FIELDS.values()]
    if unknown:
        what = f"there is no field {unknown[0]!r}; there are {', '.join(FIELDS.values())}"
        raise typer.BadParameter(what, param_hint="--map")
    if "address" not in found:
        raise typer.BadParameter("name the column of the addresses: address=…", param_hint="--map")
    if len(found) < len(pairs) or len(set(found.values())) < len(pairs):
        raise typer.BadParameter("each field and each column may be named but once", param_hint="--map")
    return found


def _pair(text: str, option: str) -> tuple[str, str]:
    name, separator, value = text.partition("=")
    if not separator or not name or not value:
        raise typer.BadParameter(f"{text!r} is no pair; write it like name=value", param_hint=option)
    return name, value


def _check_value(option: str, text: str | None, parse: Callable[[str], object]) -> None:
    try:
        if text is not None:
            parse(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def _refuse_options(form: str, names: Iterable[str]) -> None:
    given = [f"--{name}" for name in names]
    if given:
        raise UsageError(
            f"{', '.join(given)} {'says' if len(given) == 1 else 'say'} nothing of {form}; leave it out"
        )


def _refused(problems: Iterable[Problem], what: str) -> int:
    for problem in problems:
        print(f"minerflow: {problem}", file=sys.stderr)
    print(f"minerflow: {what}", file=sys.stderr)
    return EXIT_FAILED


def _write(into: Path, parts: Iterable[str]) -> None:
    try:
        write_text(into, parts)
    except ConfigError as error:
        raise UsageError(str(error.problems[0])) from error


def _print_diff(merge: Merge, network: Network) -> None:
    added = (f"+ {_line(label, network)}" for label in merge.added)
    changed = (line for before, after in merge.changed for line in _change(before, after, network))
    for line in islice(chain(added, changed), _SHOWN):
        print(line)
    count = len(merge.added) + 2 * len(merge.changed)
    if count > _SHOWN:
        print(f"… and {count - _SHOWN} lines more")
    print(f"{len(merge.added)} added, {len(merge.changed)} changed, {merge.same} there already")


def _change(before: Label, after: Label, network: Network) -> tuple[str, str]:
    """A label before and after, with whatever else of it has changed."""
    old, new = texts_of(before, network), texts_of(after, network)
    others = [key for key in old if old[key] != new[key] and key not in {"category", "confidence"}]

    def line(sign: str, label: Label, texts: dict[str, str]) -> str:
        said = "".join(f"; {key}: {texts[key] or 'none'}" for key in others)
        return f"{sign} {_line(label, network)}{said}"

    return line("-", before, old), line("+", after, new)


def _line(label: Label, network: Network) -> str:
    address = address_for_script(label.script_pubkey, network) or label.script_pubkey.hex()
    role = f"/{label.role}" if label.role else ""
    return f"{address} {label.entity} [{label.category}{role}] {label.confidence} % {label.source}".rstrip()
