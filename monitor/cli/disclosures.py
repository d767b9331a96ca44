"""`minerflow disclosures`: what companies stated, and the documents in which they did."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from monitor.cli.desk import open_desk
from monitor.cli.entry import in_loop
from monitor.cli.issuers import require_known
from monitor.cli.options import AsJson, Config
from monitor.cli.passages import print_unclear, unclear_documents
from monitor.cli.printing import complaints, console, moment, print_json, print_table, styled, table, words
from monitor.disclosures.statement import Statement
from monitor.disclosures.unclear import UnclearDocument
from monitor.money import btc_for_people
from monitor.pipeline.disclose import statement_view
from monitor.store.disclosures import Document
from monitor.store.filings import Filing
from monitor.store.originals import Original, Outcome, Place
from monitor.store.transaction import Transaction

BY_HAND = "figures"
"""The origin of statements that were entered by their figures."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A document that states something, and where it came from."""

    document: Document
    statements: Sequence[Statement]
    origin: str
    passages: int = 0
    """How many passages about selling of it were not understood."""


@dataclass(frozen=True, slots=True)
class _Came:
    """A document as it was received, and the first place where it was found."""

    original: Original
    place: Place


@dataclass(frozen=True, slots=True)
class _Beside:
    """What a list of documents says besides: what cannot be had, and what has to be read."""

    lacking: Sequence[Filing]
    unclear: Sequence[UnclearDocument]

    def as_json(self) -> dict[str, Any]:
        return {
            "lacking": [_lacking_document(each) for each in self.lacking],
            "not_understood": unclear_documents(self.unclear),
        }


def list_documents(
    issuer: Annotated[str | None, typer.Option(metavar="SLUG", help="Only this issuer's.")] = None,
    received: Annotated[
        bool, typer.Option("--received", help="Everything that was received, also what states nothing.")
    ] = False,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """List documents and their statements, latest first."""

    async def stated() -> tuple[list[_Listed], _Beside]:
        async with open_desk(config) as desk, desk.store.read() as tx:
            documents = await tx.disclosures.documents(issuer)
            if issuer is not None and not documents:
                require_known(issuer, desk.entities, desk.settings.labels.entities)
            passages = await tx.originals.passages()
            listed = [
                _Listed(
                    each,
                    await tx.disclosures.statements_in(each.document_id),
                    await _origin(tx, each),
                    passages.get(each.digest or "", 0),
                )
                for each in documents
            ]
            return listed, await _beside(tx, issuer)

    async def came() -> tuple[list[_Came], _Beside]:
        async with open_desk(config) as desk, desk.store.read() as tx:
            originals = await tx.originals.listed(issuer)
            if issuer is not None and not originals:
                require_known(issuer, desk.entities, desk.settings.labels.entities)
            listed = [_Came(each, (await tx.originals.places(each.digest))[0]) for each in originals]
            return listed, await _beside(tx, issuer)

    if received:
        _show_received(*in_loop(came()), as_json=as_json)
    else:
        _show_stated(*in_loop(stated()), as_json=as_json)


async def _beside(tx: Transaction, issuer: str | None) -> _Beside:
    return _Beside(await tx.filings.lacking(issuer), await tx.originals.unclear(issuer))


async def _origin(tx: Transaction, document: Document) -> str:
    if document.digest is None:
        return BY_HAND
    places = await tx.originals.places(document.digest)
    return next((place.how.value for place in places if place.url == document.url), BY_HAND)


def _show_stated(documents: Sequence[_Listed], beside: _Beside, *, as_json: bool) -> None:
    if as_json:
        print_json({"documents": [_stated_document(each) for each in documents], **beside.as_json()})
        return
    _show_lacking(beside.lacking)
    if not documents:
        console().print(
            "No such statement is kept; `minerflow disclosures list --received` shows every document."
        )
        print_unclear(beside.unclear)
        return
    made = table(
        "statement", "issuer", "what", "period", "BTC", "proceeds USD", "origin", "document", "address",
        right=("BTC", "proceeds USD"),
    )  # fmt: skip
    for listed in documents:
        for each in listed.statements:
            made.add_row(
                each.statement_id[:8],
                styled(listed.document.issuer, ""),
                words(each.kind.value),
                f"{each.period_start} to {each.period_end}",
                "" if each.sats is None else btc_for_people(each.sats),
                "" if each.proceeds_usd is None else f"{each.proceeds_usd:,}",
                listed.origin,
                styled(listed.document.document_id, ""),
                styled(listed.document.url, ""),
            )
    print_table(made)
    print_unclear(beside.unclear)


def _stated_document(listed: _Listed) -> dict[str, Any]:
    document = listed.document
    return {
        "document_id": document.document_id,
        "issuer": document.issuer,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
        "added_at": document.added_at.isoformat(),
        "added_by": document.added_by,
        "origin": listed.origin,
        "digest": document.digest,
        "passages_not_understood": listed.passages,
        "statements": [statement_view(each).model_dump(mode="json") for each in listed.statements],
    }


def _show_received(documents: Sequence[_Came], beside: _Beside, *, as_json: bool) -> None:
    if as_json:
        print_json({"received": [_received_document(each) for each in documents], **beside.as_json()})
        return
    _show_lacking(beside.lacking)
    if not documents:
        console().print("No such document was received.")
        return
    made = table("id", "read", "issuer", "origin", "form", "dated", "outcome", "why", "address")
    styles = {Outcome.STATED: "green", Outcome.UNREADABLE: "red"}
    for each in documents:
        original, place = each.original, each.place
        made.add_row(
            original.digest[:12],
            moment(original.read_at),
            styled(place.issuer or "", ""),
            place.how.value,
            styled(" ".join(part for part in (place.form, place.exhibit) if part), ""),
            str(place.filed or ""),
            styled(original.outcome.value, styles.get(original.outcome, "")),
            styled(original.reason or "", ""),
            styled(place.url, ""),
        )
    print_table(made)
    print_unclear(beside.unclear)


def _show_lacking(filings: Sequence[Filing]) -> None:
    """What EDGAR lists and does not serve, on stderr: it is none of the documents."""
    for each in filings:
        complaints().print(styled(f"Lacking: {each.lack}", "yellow"))


def _lacking_document(filing: Filing) -> dict[str, Any]:
    return {
        "issuer": filing.issuer,
        "form": filing.form,
        "accession": filing.accession,
        "filed": filing.filed.isoformat(),
        "state": filing.state.value,
        "tries": filing.tries,
        "asked_again_at": filing.retry_at.isoformat() if filing.retry_at else None,
        "reason": filing.reason,
    }


def _received_document(came: _Came) -> dict[str, Any]:
    original, place = came.original, came.place
    return {
        "digest": original.digest,
        "size": original.size,
        "read_at": original.read_at.isoformat(),
        "outcome": original.outcome.value,
        "reason": original.reason,
        "passages_not_understood": len(original.not_understood),
        "issuer": place.issuer,
        "origin": place.how.value,
        "url": place.url,
        "form": place.form,
        "exhibit": place.exhibit,
        "accession": place.accession,
        "filed": place.filed.isoformat() if place.filed else None,
    }
