"""`minerflow disclosures`: what companies stated."""

import difflib
from typing import Annotated

import typer

from monitor.cli import overrides
from monitor.cli.amounts import day_argument, sats_argument, url_argument, usd_argument
from monitor.cli.desk import in_loop, open_desk
from monitor.cli.options import AsJson, Config, Who, Why
from monitor.cli.printing import console, print_json, styled, table, words
from monitor.disclosures.statement import Statement, StatementKind
from monitor.errors import UsageError
from monitor.flows.flag import Standing
from monitor.labels.book import LabelBook
from monitor.money import btc_for_people, btc_text
from monitor.opening import read_labels
from monitor.pipeline.disclose import Disclosed, statement_view
from monitor.store.disclosures import Document


def register(app: typer.Typer) -> None:
    """Add the disclosure commands."""
    group = typer.Typer(help="What companies stated: add it, list it.", no_args_is_help=True)
    group.command("add")(add)
    group.command("list")(list_documents)
    overrides.register(group)
    app.add_typer(group, name="disclosures")


def add(
    issuer: Annotated[str, typer.Option(metavar="SLUG", help="Who stated it.")],
    statement: Annotated[StatementKind, typer.Option(help="What is stated.")],
    url: Annotated[str, typer.Option(help="The document.")],
    start: Annotated[str, typer.Option("--from", metavar="YYYY-MM-DD", help="First day of the period, UTC.")],
    end: Annotated[str, typer.Option("--to", metavar="YYYY-MM-DD", help="Last day of the period.")],
    who: Who,
    btc: Annotated[str | None, typer.Option(help="The stated quantity.")] = None,
    proceeds: Annotated[str | None, typer.Option(metavar="USD", help="What it brought.")] = None,
    avg_price: Annotated[str | None, typer.Option(metavar="USD", help="Average price of a BTC.")] = None,
    holdings_after: Annotated[
        str | None, typer.Option(metavar="BTC", help="What was held afterwards.")
    ] = None,
    purpose: Annotated[str | None, typer.Option(help="What it was for, as stated.")] = None,
    approx: Annotated[bool, typer.Option("--approx", help="The quantity is an approximation.")] = False,
    published: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Day of the document.")] = None,
    evidence: Annotated[str, typer.Option(help="The words it rests on.")] = "",
    why: Why = "entered by hand",
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Keep a statement and reconcile it with what was flagged."""
    try:
        stated = Statement(
            issuer=issuer,
            kind=statement,
            period_start=day_argument("--from", start),
            period_end=day_argument("--to", end),
            sats=None if btc is None else sats_argument("--btc", btc),
            approximate=approx,
            proceeds_usd=None if proceeds is None else usd_argument("--proceeds", proceeds),
            avg_price_usd=None if avg_price is None else usd_argument("--avg-price", avg_price),
            holdings_after_sats=None
            if holdings_after is None
            else sats_argument("--holdings-after", holdings_after),
            purpose=purpose,
            url=url_argument("--url", url),
            published=None if published is None else day_argument("--published", published),
            evidence=evidence,
        )
    except ValueError as error:
        raise UsageError(str(error)) from error

    async def keep() -> Disclosed:
        async with open_desk(config, create=True) as desk:
            _known(issuer, read_labels(desk.settings))
            return await desk.disclosures.add(stated, who=who, why=why)

    _report(in_loop(keep()), stated, as_json)


def _known(issuer: str, book: LabelBook) -> None:
    if issuer in book.entities:
        return
    near = difflib.get_close_matches(issuer, book.entities, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "see config/entities.yaml"
    raise UsageError(f"there is no entity {issuer!r}; {hint}")


def _report(done: Disclosed, stated: Statement, as_json: bool) -> None:
    confirmed = {
        each.episode.episode_id: each.episode.confirmed_sats
        for each in done.revisions
        if each.episode.standing in {Standing.CONFIRMED, Standing.PARTIALLY_CONFIRMED}
    }
    if as_json:
        print_json(
            {
                "document_id": done.document_id,
                "statement_id": done.statement_id,
                "new": done.new,
                "episodes": [
                    {
                        "id": each.episode.episode_id, "kind": each.kind.value,
                        "standing": each.episode.standing.value,
                        "confirmed_sats": each.episode.confirmed_sats,
                    }
                    for each in done.revisions
                ],
                "gap_sats": done.gap.sats if done.gap else 0,
            }
        )  # fmt: skip
        return
    out = console()
    if not done.new:
        out.print("Exactly this was stated before; nothing has changed.")
        return
    out.print(
        styled(f"Kept {words(stated.kind.value)} statement {done.statement_id} of {stated.issuer}.", "")
    )
    for revision in done.revisions:
        episode = revision.episode
        amount = confirmed.get(episode.episode_id)
        detail = f", {btc_for_people(amount)} BTC confirmed" if amount else ""
        out.print(styled(f"{episode.episode_id}: {words(episode.standing.value)}{detail}", ""))
    if done.gap:
        out.print(f"{btc_text(done.gap.sats)} BTC of it was not seen on chain: a coverage gap.")


def list_documents(
    issuer: Annotated[str | None, typer.Option(metavar="SLUG", help="Only this issuer's.")] = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """List documents and their statements, latest first."""

    async def read() -> list[tuple[Document, list[Statement]]]:
        async with open_desk(config) as desk, desk.store.read() as tx:
            return [
                (document, list(await tx.disclosures.statements_in(document.document_id)))
                for document in await tx.disclosures.documents(issuer)
            ]

    documents = in_loop(read())
    if as_json:
        print_json(
            {
                "documents": [
                    {
                        "document_id": document.document_id, "issuer": document.issuer, "url": document.url,
                        "published": document.published.isoformat() if document.published else None,
                        "added_at": document.added_at.isoformat(), "added_by": document.added_by,
                        "statements": [statement_view(each).model_dump(mode="json") for each in statements],
                    }
                    for document, statements in documents
                ]
            }
        )  # fmt: skip
        return
    made = table(
        "id",
        "issuer",
        "statement",
        "period",
        "BTC",
        "proceeds USD",
        "document",
        right=("BTC", "proceeds USD"),
    )
    for document, statements in documents:
        for each in statements:
            made.add_row(
                each.statement_id[:8], document.issuer, words(each.kind.value),
                f"{each.period_start} to {each.period_end}",
                "" if each.sats is None else btc_for_people(each.sats),
                "" if each.proceeds_usd is None else f"{each.proceeds_usd:,}", document.url,
            )  # fmt: skip
    console().print(made)
