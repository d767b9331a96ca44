"""`minerflow disclosures add`: a document to be read, or figures that somebody has read in one."""

import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from monitor.cli.amounts import typed_day, typed_place
from monitor.cli.desk import Desk, desk_of
from monitor.cli.documents import documents_of, parts_of
from monitor.cli.entry import in_loop, settings_of
from monitor.cli.figure_options import (
    AveragePrice,
    FirstDay,
    HeldAfter,
    LastDay,
    Proceeds,
    Quantity,
    Stated,
)
from monitor.cli.issuers import require_known
from monitor.cli.options import AsJson, Config, Who, Why
from monitor.cli.printing import console, print_json, styled, words
from monitor.cli.taken import (
    gap_document,
    print_gaps,
    print_revisions,
    print_taken,
    revision_documents,
    taken_document,
)
from monitor.clock import utcnow
from monitor.config.settings import Settings
from monitor.disclosures.plausible import contradiction, future_day, not_over, told_before_it_began
from monitor.disclosures.statement import Statement, StatementKind
from monitor.errors import EXIT_FAILED, EXIT_OK, DocumentRefused, Rule, StoreMissing, UsageError
from monitor.feeds.documents import LONGEST_DOCUMENT
from monitor.opening import known_entities
from monitor.pipeline.disclose import Disclosed
from monitor.pipeline.received import Received
from monitor.pipeline.take_document import Taken
from monitor.pipeline.whose import issuer_of_address
from monitor.store.originals import How, Outcome, Place


def add(
    who: Who,
    document: Annotated[
        str | None,
        typer.Argument(
            metavar="URL|FILE",
            help="A document to be read, - for standard input; without it, give its figures.",
        ),
    ] = None,
    issuer: Annotated[str | None, typer.Option(metavar="SLUG", help="Who stated it.")] = None,
    published: Annotated[
        date | None, typer.Option(metavar="YYYY-MM-DD", parser=typed_day, help="Day of the document.")
    ] = None,
    url: Annotated[
        str | None, typer.Option(metavar="URL", parser=typed_place, help="Where others find the document.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what is read; keep nothing.")] = False,
    statement: Stated = None,
    start: FirstDay = None,
    end: LastDay = None,
    sats: Quantity = None,
    proceeds: Proceeds = None,
    avg_price: AveragePrice = None,
    holdings_after: HeldAfter = None,
    purpose: Annotated[str | None, typer.Option(metavar="TEXT", help="What it was for, as stated.")] = None,
    approx: Annotated[bool, typer.Option("--approx", help="The quantity is an approximation.")] = False,
    evidence: Annotated[str | None, typer.Option(metavar="TEXT", help="The words it rests on.")] = None,
    why: Why = "entered by hand",
    config: Config = None,
    as_json: AsJson = False,
) -> int:
    """Take in a document with what it states, or a statement by its figures, and lay it beside the flags."""
    figures = _Figures(
        statement, start, end, sats, proceeds, avg_price, holdings_after, purpose, approx, evidence
    )
    if document is None:
        figures.require(issuer, url, dry_run=dry_run)
        _keep_figures(figures.stated(str(issuer), str(url), published), who, why, config, as_json=as_json)
        return EXIT_OK
    figures.refuse_beside(document)
    wanted = _Wanted(document, issuer, published, url, who)
    taken = in_loop(_previewed(wanted, config) if dry_run else _taken_in(wanted, config))
    if as_json:
        print_json(taken_document(taken))
    else:
        print_taken(taken, preview=dry_run)
    return EXIT_FAILED if taken.outcome is Outcome.UNREADABLE else EXIT_OK


@dataclass(frozen=True, slots=True)
class _Figures:
    """What somebody has read in a document, as far as it was typed."""

    statement: StatementKind | None
    start: date | None
    end: date | None
    sats: int | None
    proceeds: Decimal | None
    avg_price: Decimal | None
    holdings_after: int | None
    purpose: str | None
    approx: bool
    evidence: str | None

    def refuse_beside(self, document: str) -> None:
        """None of them goes with a document that is to be read.

        Raises:
            UsageError: there are some.
        """
        given = {
            "--statement": self.statement, "--from": self.start, "--to": self.end, "--btc": self.sats,
            "--proceeds": self.proceeds, "--avg-price": self.avg_price, "--holdings-after": self.holdings_after,
            "--purpose": self.purpose, "--approx": self.approx or None, "--evidence": self.evidence,
        }  # fmt: skip
        if names := [name for name, value in given.items() if value is not None]:
            raise UsageError(f"{document} is read for its figures; leave out {', '.join(names)}")

    def require(self, issuer: str | None, url: str | None, *, dry_run: bool) -> None:
        """Without a document they must be complete.

        Raises:
            UsageError: they are not; the message names what is missing.
        """
        needed = {
            "--issuer": issuer, "--statement": self.statement, "--url": url, "--from": self.start, "--to": self.end,
        }  # fmt: skip
        if missing := [name for name, value in needed.items() if value is None]:
            raise UsageError(
                f"name a document (URL or FILE) to be read, or give its figures: {', '.join(missing)} missing"
            )
        if dry_run:
            raise UsageError("--dry-run shows what is read of a document, and there is none")

    def stated(self, issuer: str, url: str, published: date | None) -> Statement:
        """The statement that they make.

        Raises:
            UsageError: they cannot be, or contradict each other.
        """
        assert self.statement is not None
        assert self.start is not None
        assert self.end is not None
        try:
            return Statement(
                issuer=issuer,
                kind=self.statement,
                period_start=self.start,
                period_end=self.end,
                sats=self.sats,
                approximate=self.approx,
                proceeds_usd=self.proceeds,
                avg_price_usd=self.avg_price,
                holdings_after_sats=self.holdings_after,
                purpose=self.purpose,
                url=url,
                published=published,
                evidence=self.evidence or "",
            )
        except ValueError as error:
            raise UsageError(str(error)) from error


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A document as it is named on the command line."""

    name: str
    issuer: str | None
    published: date | None
    url: str | None
    who: str


@dataclass(frozen=True, slots=True)
class _Handed:
    """A document that need not be fetched."""

    raw: bytes
    name: str
    url: str


async def _previewed(wanted: _Wanted, config: Path | None) -> Taken:
    settings = settings_of(config)
    handed = _handed_in(wanted, settings)
    try:
        return await _previewed_with(settings, wanted, handed, create=False)
    except StoreMissing:  # nothing is kept, so no database is made either
        with TemporaryDirectory() as directory:
            store = settings.store.model_copy(update={"url": f"sqlite:///{directory}/preview.sqlite3"})
            elsewhere = settings.model_copy(update={"store": store})
            return await _previewed_with(elsewhere, wanted, handed, create=True)


async def _previewed_with(
    settings: Settings, wanted: _Wanted, handed: _Handed | None, *, create: bool
) -> Taken:
    async with desk_of(settings, create=create) as desk:
        with as_wrong_use():
            taken, _ = await documents_of(desk).preview(await _received(wanted, handed, desk))
        return taken


async def _taken_in(wanted: _Wanted, config: Path | None) -> Taken:
    settings = settings_of(config)
    handed = _handed_in(wanted, settings)
    async with desk_of(settings, create=True) as desk:
        received = await _received(wanted, handed, desk)
        with as_wrong_use():
            return await documents_of(desk).take(received)


@contextmanager
def as_wrong_use() -> Iterator[None]:
    """What is refused since the command says wrongly whose a document is, or of which day, is wrong use.

    Raises:
        UsageError: it is refused for that.
    """
    try:
        yield
    except DocumentRefused as refused:
        if refused.rule in {Rule.ISSUER, Rule.DAY}:
            raise UsageError(str(refused)) from refused
        raise


async def _received(wanted: _Wanted, handed: _Handed | None, desk: Desk) -> Received:
    """The document, which is fetched where it is not at hand.

    Raises:
        DocumentRefused: it must not be fetched.
        SourceError: it cannot be had.
    """
    issuer = wanted.issuer
    now = utcnow()
    if handed is None:
        async with parts_of(desk) as parts:
            fetched = await parts.documents.document(wanted.name)
        raw, media_type, name = fetched.body, fetched.content_type, fetched.url
        url = wanted.url or fetched.url
        issuer = issuer or issuer_of_address(url, desk.entities)
    else:
        raw, name, url = handed.raw, handed.name, handed.url
        media_type = ""
    place = Place(
        url=url, how=How.HAND, issuer=issuer, filed=wanted.published, fetched_at=now, fetched_by=wanted.who
    )
    return Received(raw=raw, place=place, media_type=media_type, name=name)


_STDIN = "-"


def _handed_in(wanted: _Wanted, settings: Settings) -> _Handed | None:
    """The document on standard input or in a file, before any database is made for it; None of one on the web.

    Raises:
        UsageError: there is no such company or file, or of standard input nobody would know where others find it.
    """
    if wanted.issuer is not None:
        require_known(wanted.issuer, known_entities(settings), settings.labels.entities)
    if "://" in wanted.name:
        return None
    if wanted.name != _STDIN:
        raw, at = _file(Path(wanted.name))
        return _Handed(raw, wanted.name, wanted.url or at)
    if wanted.url is None:
        raise UsageError("give --url: of what comes on standard input nobody else knows where to find it")
    return _Handed(_standard_input(), "standard input", wanted.url)


def _standard_input() -> bytes:
    raw = sys.stdin.buffer.read(LONGEST_DOCUMENT + 1)
    if len(raw) > LONGEST_DOCUMENT:
        raise UsageError(f"standard input: it has more than {LONGEST_DOCUMENT:,} bytes")
    return raw


def _file(path: Path) -> tuple[bytes, str]:
    """Its bytes, and its address on this machine."""
    try:
        info = path.stat()
        if stat.S_ISFIFO(info.st_mode) or stat.S_ISCHR(info.st_mode):
            raise UsageError(f"{path}: it is no file; name one, or an address that begins with https://")
        if info.st_size > LONGEST_DOCUMENT:
            raise UsageError(f"{path}: it has more than {LONGEST_DOCUMENT:,} bytes")
        return path.read_bytes(), path.absolute().as_uri()
    except OSError as error:
        what = "name a file or an address that begins with https://"
        raise UsageError(f"{path}: {error.strerror}; {what}") from error


def _require_plausible(stated: Statement, today: date) -> None:
    """See to it that figures can be.

    Raises:
        UsageError: they are of days to come, or contradict each other.
    """
    early = told_before_it_began(stated, today) or not_over(stated, today)
    if early:
        early += "; give the true day of publication (--published) or period (--from, --to)"
    if wrong := future_day(stated.published, today) or early or contradiction(stated):
        raise UsageError(wrong)


def _keep_figures(stated: Statement, who: str, why: str, config: Path | None, *, as_json: bool) -> None:
    async def keep() -> Disclosed:
        settings = settings_of(config)
        require_known(stated.issuer, known_entities(settings), settings.labels.entities)
        _require_plausible(stated, utcnow().date())
        async with desk_of(settings, create=True) as desk:
            return await desk.disclosures.add(stated, who=who, why=why)

    done = in_loop(keep())
    if as_json:
        print_json(
            {
                "document_id": done.document_id,
                "statement_id": done.statement_id,
                "new": done.new,
                "episodes": revision_documents(done.revisions),
                **gap_document((done.gap,) if done.gap else ()),
            }
        )
        return
    if not done.new:
        console().print("Exactly this was stated before; nothing has changed.")
        return
    kept = f"Kept {words(stated.kind.value)} statement {done.statement_id} of {stated.issuer}."
    console().print(styled(kept, ""))
    print_revisions(done.revisions)
    print_gaps((done.gap,) if done.gap else ())
