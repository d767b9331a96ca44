"""`minerflow ledger`: what companies stated, what was seen of it, and what was not."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from monitor.cli.desk import in_loop, open_desk
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import console, print_json, table, words
from monitor.disclosures.ledger import IssuerLedger, LedgerRow
from monitor.money import btc_for_people, btc_text
from monitor.pipeline.ledgers import ledgers


def register(app: typer.Typer) -> None:
    """Add the ledger command."""
    app.command("ledger")(ledger)


def ledger(
    issuer: Annotated[str | None, typer.Option(metavar="SLUG", help="Only this issuer's.")] = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Show confirmed sales per miner, what still waits for a word, and the coverage gap."""

    async def read() -> Sequence[IssuerLedger]:
        async with open_desk(config) as desk, desk.store.read() as tx:
            return await ledgers(tx, desk.disclosures.reconciliation, issuer)

    found = in_loop(read())
    if as_json:
        print_json({"issuers": [_document(each) for each in found]})
        return
    _print(found)


_SUMS = ("moved", "disclosed", "confirmed", "gap", "refuted", "no word yet", "held after")


def _print(found: Sequence[IssuerLedger]) -> None:
    out = console()
    sums = table("issuer", *_SUMS, right=_SUMS)
    rows = table(
        "issuer", "period", "statement", "BTC", "seen", "gap", "USD per BTC", "document",
        right=("BTC", "seen", "gap", "USD per BTC"),
    )  # fmt: skip
    for each in found:
        held = each.holdings_after_sats
        amounts = (
            each.moved_sats,
            each.disclosed_sats,
            each.confirmed_sats,
            each.gap_sats,
            each.refuted_sats,
            each.unconfirmed_sats,
        )
        sums.add_row(each.issuer, *map(btc_for_people, amounts), "" if held is None else btc_for_people(held))
        for row in each.rows:
            rows.add_row(*_cells(row))
    out.print(sums)
    out.print()
    out.print(rows)


def _cells(row: LedgerRow) -> tuple[str, ...]:
    stated, price = row.statement, row.statement.implied_price_usd
    kind = words(stated.kind.value) + (" (superseded)" if row.superseded else "")
    kind += " (contradicted)" if row.contradicted_by else ""
    return (
        stated.issuer,
        f"{stated.period_start} to {stated.period_end}",
        kind,
        "" if stated.sats is None else btc_for_people(stated.sats),
        btc_for_people(row.confirmed_sats),
        btc_for_people(row.gap_sats),
        "" if price is None else f"{price:,}",
        stated.url,
    )


def _document(each: IssuerLedger) -> dict[str, Any]:
    held = each.holdings_after_sats
    return {
        "issuer": each.issuer,
        "moved_sats": each.moved_sats,
        "disclosed_sats": each.disclosed_sats,
        "confirmed_sats": each.confirmed_sats,
        "gap_sats": each.gap_sats,
        "unconfirmed_sats": each.unconfirmed_sats,
        "refuted_sats": each.refuted_sats,
        "holdings_after_btc": None if held is None else btc_text(held),
        "statements": [
            {
                "statement_id": row.statement.statement_id,
                "statement": row.statement.kind.value,
                "period_start": row.statement.period_start.isoformat(),
                "period_end": row.statement.period_end.isoformat(),
                "sats": row.statement.sats,
                "own_sats": row.own_sats,
                "confirmed_sats": row.confirmed_sats,
                "gap_sats": row.gap_sats,
                "superseded": row.superseded,
                "contradicted_by": list(row.contradicted_by),
                "url": row.statement.url,
            }
            for row in each.rows
        ],
    }
