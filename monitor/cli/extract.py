"""`minerflow extract`: what a document states, without taking it in."""

import errno
import os
import stat
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from monitor.cli.amounts import typed_day
from monitor.cli.issuers import require_known
from monitor.cli.options import AsJson
from monitor.cli.passages import passage_documents, print_passages
from monitor.cli.printing import console, print_json, print_table, table, words
from monitor.clock import utcnow
from monitor.config.shipped import shipped
from monitor.disclosures.belonging import stranger
from monitor.disclosures.extract.companies.eras import renamings
from monitor.disclosures.extract.companies.names import known_names
from monitor.disclosures.extract.extract import reading_of
from monitor.disclosures.extract.found import About, Found
from monitor.disclosures.plausible import future_day
from monitor.disclosures.text.document import document_text
from monitor.disclosures.text.limits import MOST_BYTES
from monitor.errors import UsageError
from monitor.labels.directory import load_entities
from monitor.labels.entity import Entity
from monitor.log import configure_logging
from monitor.money import btc_for_people, btc_text, usd_for_people

_SHOWN_EVIDENCE = 160


def _readable(file: str) -> str:
    """Refuse what cannot be opened before anything is imported that reads it; a pipe is left alone."""
    try:
        kind = 0 if file == "-" else Path(file).stat().st_mode
    except OSError as fault:
        raise _unreadable(file, fault.strerror) from fault
    except ValueError as fault:  # a null byte in the name
        raise UsageError(f"{file!r} is no name of a file") from fault
    if stat.S_ISDIR(kind):
        raise _unreadable(file, os.strerror(errno.EISDIR))
    if file != "-" and not os.access(file, os.R_OK):
        raise _unreadable(file, os.strerror(errno.EACCES))
    return file


def _unreadable(file: str, why: str | None) -> UsageError:
    return UsageError(f"{file}: {why}; give a file that can be read, or -")


def extract(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", callback=_readable, help="HTML, PDF or plain text; - is standard input."
        ),
    ],
    issuer: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Who filed it; of an article leave it out.")
    ] = None,
    published: Annotated[
        date | None,
        typer.Option(
            metavar="YYYY-MM-DD", parser=typed_day, help="When, so that `last month` has a meaning."
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show every statement of a document, with the rule that found it and the words it rests on.

    Below them stands what speaks of selling and no rule understood: read that yourself.
    """
    configure_logging("error")  # what libraries grumble of is in our own complaint
    named_in = shipped("entities.yaml")
    entities = load_entities(named_in)
    known = {entity.slug: entity for entity in entities}
    if issuer is not None:
        require_known(issuer, known, named_in)
    text = document_text(_bytes(file), name="standard input" if file == "-" else file)
    about = About(
        issuer=issuer,
        names=known_names(entities),
        renamed=renamings(entities),
        published=published,
        read=utcnow().date(),
    )
    reading = reading_of(text, about)
    _warn(file, text, about, known)
    if reading.unread:
        print(
            f"{file}: the last {reading.unread:,} of {len(text):,} characters are too many to be read as a whole; give "
            "the part that matters",
            file=sys.stderr,
        )
    if as_json:
        print_json(
            {
                "statements": [_document(each) for each in reading.found],
                "not_understood": passage_documents(reading.not_understood),
            }
        )
    else:
        _print(reading.found)
        print_passages(reading.not_understood)


def _warn(file: str, text: str, about: About, entities: Mapping[str, Entity]) -> None:
    """Say what would keep the document from being taken in as what it is said to be."""
    day = None if about.read is None else future_day(about.published, about.read)
    whose = None if about.issuer is None else stranger(text, about.issuer, entities, about.names)
    for wrong in filter(None, (day, whose)):
        print(f"minerflow: {file}: {wrong}; `minerflow disclosures add` refuses it so", file=sys.stderr)


def _bytes(file: str) -> bytes:
    try:
        with nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as opened:
            raw = opened.read(MOST_BYTES + 1)
    except OSError as fault:
        raise _unreadable(file, fault.strerror) from fault
    if len(raw) > MOST_BYTES:
        raise UsageError(f"{file}: it has more than {MOST_BYTES:,} bytes; give the part that matters")
    return raw


def _document(found: Found) -> dict[str, Any]:
    """One statement as JSON: amounts are text in plain decimal."""
    return {
        "statement": found.kind.value,
        "entity": found.entity,
        "period_start": _iso(found.period_start),
        "period_end": _iso(found.period_end),
        "btc": _btc(found.sats),
        "approx": found.approximate,
        "avg_price_usd": _plain(found.avg_price_usd),
        "proceeds_usd": _plain(found.proceeds_usd),
        "holdings_after_btc": _btc(found.holdings_after_sats),
        "purpose": found.purpose,
        "evidence": found.evidence,
        "proceeds_usdt": _plain(found.proceeds_usdt),
        "derived": sorted("btc" if name == "sats" else name for name in found.derived),
        "rule": found.rule,
        "start": found.start,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _btc(sats: int | None) -> str | None:
    return None if sats is None else btc_text(sats)


def _plain(amount: object) -> str | None:
    return None if amount is None else f"{amount:f}"


def _print(found: tuple[Found, ...]) -> None:
    if not found:
        console().print(
            "This document states nothing about bitcoin that was sold, held, mined, bought or pledged."
        )
        return
    rows = table(
        "statement", "who", "period", "BTC", "USD", "USD per BTC", "held after", "purpose", "rule", "evidence",
        right=("BTC", "USD", "USD per BTC", "held after"),
    )  # fmt: skip
    for each in found:
        rows.add_row(*(escape(cell) for cell in _cells(each)))
    print_table(rows)


def _cells(found: Found) -> tuple[str, ...]:
    amount = "" if found.sats is None else btc_for_people(found.sats)
    about = "~" if found.approximate else ""
    computed = " (computed)" if "sats" in found.derived else ""
    held = found.holdings_after_sats
    price = found.avg_price_usd
    evidence = " ".join(found.evidence.split())
    return (
        words(found.kind.value),
        found.entity or "?",
        _period(found),
        f"{about}{amount}{computed}",
        "" if found.proceeds_usd is None else usd_for_people(found.proceeds_usd),
        "" if price is None else f"{price:,}",
        "" if held is None else btc_for_people(held),
        found.purpose or "",
        found.rule,
        evidence if len(evidence) <= _SHOWN_EVIDENCE else f"{evidence[:_SHOWN_EVIDENCE]}…",
    )


def _period(found: Found) -> str:
    if found.period_end is None:
        return "?"
    if found.period_start is None:
        return f"by {found.period_end}"
    if found.period_start == found.period_end:
        return str(found.period_end)
    return f"{found.period_start} to {found.period_end}"
