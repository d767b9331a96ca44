"""`minerflow labels lookup` and `stats`: whose an address is, and how many labels there are."""

from datetime import UTC, date, datetime, time
from typing import Annotated, Any

import typer
from rich.markup import escape

from monitor.bitcoin.address import address_for_script, script_for_address
from monitor.bitcoin.network import Network
from monitor.cli.amounts import typed_day
from monitor.cli.entry import settings_of
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import console, print_json, print_table, styled, table, words
from monitor.clock import utcnow
from monitor.errors import AddressError, UsageError
from monitor.labels.book import Attribution, LabelBook
from monitor.labels.derivation import derivations_as_text
from monitor.labels.label import Label
from monitor.labels.stats import entity_stats, markdown, without_labels
from monitor.opening import label_book


def lookup(
    script: Annotated[str, typer.Argument(metavar="ADDRESS|SCRIPT", help="An address, or a script in hex.")],
    at: Annotated[
        date | None,
        typer.Option(
            metavar="YYYY-MM-DD", parser=typed_day, help="Whose it was on this day; by default today."
        ),
    ] = None,
    known_at: Annotated[
        date | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            parser=typed_day,
            help="As it was known on this day; by default as it is known now.",
        ),
    ] = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Show every label of an address, and whose it is held to be."""
    settings = settings_of(config)
    network = Network(settings.network)
    wanted = _script(script, network)
    day = at or utcnow().date()
    book, _ = label_book(settings)
    found = book.attribute(wanted, _noon(day), _noon(known_at) if known_at else None)
    now = book.attribute(wanted, _noon(day))
    claims = book.scripts.get(wanted, ())
    if as_json:
        print_json(
            {
                "script_pubkey": wanted.hex(),
                "address": address_for_script(wanted, network),
                "at": day.isoformat(),
                "known_at": known_at.isoformat() if known_at else None,
                "entity": found.entity if found else None,
                "category": found.category.value if found else None,
                "confidence": found.confidence if found else None,
                "conflicted": found.conflicted if found else False,
                "known_now": {
                    "entity": now.entity if now else None,
                    "category": now.category.value if now else None,
                    "confidence": now.confidence if now else None,
                    "conflicted": now.conflicted if now else False,
                },
                "claims": [_document(claim, book, network) for claim in claims],
            }
        )
        return
    if known_at is None:
        console().print(styled(_sentence(script, now), "bold"))
    else:
        console().print(styled(_sentence(f"As known on {known_at}: {script}", found), "bold"))
        console().print(styled(_sentence(f"As known now: {script}", now), "bold"))
    if claims:
        _print_claims(claims, book, network)


def stats(
    as_markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown tables.")] = False,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Count the labels of every entity, with their sources, confidence and age."""
    book, _ = label_book(settings_of(config))
    today = utcnow().date()
    if as_markdown:
        print(markdown(book, today), end="")
        return
    found = entity_stats(book, today)
    nameless = without_labels(book, found)
    if as_json:
        print_json(
            {
                "labels": book.counts.labels,
                "scripts": book.counts.scripts,
                "conflicts": book.counts.conflicts,
                "label_set": book.digest,
                "entities": [
                    {
                        "entity": each.entity.slug, "labels": each.labels, "ended": each.ended,
                        "categories": [category.value for category in each.categories],
                        "confidence": list(each.confidence), "sources": list(each.sources),
                        "known_since": [day.isoformat() for day in each.known_since or ()],
                    }
                    for each in found
                ],
                "without_labels": [entity.slug for entity in nameless],
            }
        )  # fmt: skip
        return
    made = table("entity", "used as", "labels", "ended", "confidence", "sources", right=("labels", "ended"))
    for each in found:
        low, high = each.confidence
        made.add_row(
            escape(each.entity.slug), ", ".join(map(words, each.categories)), str(each.labels), str(each.ended or ""),
            str(low) if low == high else f"{low} to {high}", escape(", ".join(each.sources)),
        )  # fmt: skip
    out = console()
    print_table(made, out)
    counts = book.counts
    out.print(f"\n{counts.labels} labels of {counts.scripts} scripts, {counts.conflicts} of them contested.")
    if nameless:
        out.print(
            f"No script is known of {len(nameless)} entities: {', '.join(each.slug for each in nameless)}."
        )


def _script(text: str, network: Network) -> bytes:
    if not text.strip():
        raise UsageError("no address is given")
    try:
        return bytes.fromhex(text)
    except ValueError:
        pass
    try:
        return script_for_address(text, network)
    except AddressError as error:
        raise UsageError(str(error)) from error


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def _sentence(shown: str, found: Attribution | None) -> str:
    if found is None:
        return f"{shown}: no label holds."
    contested = ", contested" if found.conflicted else ""
    return f"{shown}: {found.name} ({words(found.category.value)}), {found.confidence} %{contested}"


def _print_claims(claims: tuple[Label, ...], book: LabelBook, network: Network) -> None:
    made = table(
        "entity", "used as", "role", "%", "true", "known", "derived from", "note", "source", "where",
        right=("%",),
    )  # fmt: skip
    for claim in claims:
        known = _span(claim.known_since, claim.withdrawn)
        fallen = "" if claim.withdrawn or book.stands(claim) else ", fell with what it was derived from"
        made.add_row(
            escape(claim.entity), words(claim.category.value), escape(claim.role or ""), str(claim.confidence),
            _span(claim.valid_from, claim.valid_to), known + fallen,
            derivations_as_text(claim.derived_from, network), escape(claim.note), escape(claim.source),
            escape(claim.where),
        )  # fmt: skip
    print_table(made)


def _span(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return f"since {first}" if first else f"until {last}" if last else "always"
    return f"{first} to {last}"


def _document(claim: Label, book: LabelBook, network: Network) -> dict[str, Any]:
    return {
        "entity": claim.entity,
        "category": claim.category.value,
        "role": claim.role,
        "confidence": claim.confidence,
        "source": claim.source,
        "valid_from": claim.valid_from.isoformat() if claim.valid_from else None,
        "valid_to": claim.valid_to.isoformat() if claim.valid_to else None,
        "known_since": claim.known_since.isoformat() if claim.known_since else None,
        "withdrawn": claim.withdrawn.isoformat() if claim.withdrawn else None,
        "stands": book.stands(claim),
        "derived_from": derivations_as_text(claim.derived_from, network),
        "note": claim.note,
        "where": claim.where,
    }
