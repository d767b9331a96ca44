"""What companies told, issuer by issuer, as one table for a terminal."""

from collections.abc import Iterable

from rich.markup import escape
from rich.table import Table

from monitor.cli.ledger_words import Documents, btc_rounded, days_text, percent_text
from monitor.cli.printing import styled, table
from monitor.disclosures.ledger import LedgerRow
from monitor.disclosures.ledger_holdings import Holding, holding_after
from monitor.disclosures.ledger_sales import Sale
from monitor.disclosures.ledger_whole import IssuerPage, Ledger
from monitor.disclosures.statement import Statement, StatementKind
from monitor.money import usd_for_people

_NUMBERS = ("BTC", "USD", "per BTC", "seen")
_TOLD_TOO, _SUPERSEDED = "told in another document, too", "superseded by another word"


def statement_table(ledger: Ledger, documents: Documents) -> Table:
    """Every statement about sales or holdings whose period ends in the days that were asked for."""
    made = table("issuer, days", *_NUMBERS, "note", "doc", right=(*_NUMBERS, "doc"))
    for column in made.columns:
        column.no_wrap = column.header != "note"
        column.overflow = "fold"
    window = ledger.question.window
    for page in ledger.pages:
        sales = {sale.statement.statement_id: sale for sale in page.sales}
        rows = [
            row
            for row in page.ledger.rows
            if (window is None or row.statement.period_end in window) and not _folded(row, sales)
        ]
        if rows:
            made.add_row(styled(page.issuer, "bold"))
        for row in rows:
            sale = sales.get(row.statement.statement_id)
            number = str(documents.number(row.statement))
            made.add_row(*_amounts(row, sale), escape("; ".join(_notes(row, sale, page))), number)
    return made


def _folded(row: LedgerRow, sales: dict[str, Sale]) -> bool:
    """Whether it is a reviewer's confirmation that a statement of the company covers altogether."""
    return row.statement.only is not None and row.statement.statement_id not in sales


def _amounts(row: LedgerRow, sale: Sale | None) -> Iterable[str]:
    stated, price = row.statement, row.statement.implied_price_usd
    amount = ""
    if stated.kind is StatementKind.NO_SALE:
        amount = "" if row.superseded else "none"
    elif sale is not None and stated.sats is not None:
        counted = stated.sats if _is_whole(sale) else sale.counted_sats
        amount = btc_rounded(counted, approximate=stated.approximate)
    return (
        f"  {days_text(stated.period_start, stated.period_end)}",
        amount,
        "" if stated.proceeds_usd is None else usd_for_people(stated.proceeds_usd),
        "" if price is None else f"{price:,.0f}",
        btc_rounded(sale.seen_sats) if sale and sale.counted_sats else "",
    )


def _notes(row: LedgerRow, sale: Sale | None, page: IssuerPage) -> Iterable[str]:
    stated = row.statement
    if stated.purpose:
        yield stated.purpose
    if stated.proceeds_usdt is not None:
        yield f"for {stated.proceeds_usdt:,.0f} USDT"
    yield from _of_the_amount(row, sale)
    if stated.hearsay:
        yield "told by an article"
    yield from _by_reviewers(row)
    if row.contradicted_by:
        yield "contradicted by another statement"
    if row.on_its_way_sats:
        yield f"{btc_rounded(row.on_its_way_sats)} may be on its way"
    holding = _holding(row, page)
    if holding is not None:
        yield _held(holding, after=stated.kind is StatementKind.SALE)
    elif stated.kind is StatementKind.HOLDINGS and stated.held_sats is not None:
        same = any((each.day, each.sats) == (stated.period_end, stated.held_sats) for each in page.holdings)
        held = btc_rounded(stated.held_sats, approximate=stated.approximate)
        yield f"held {held}, {_TOLD_TOO if same else _SUPERSEDED}"


def _by_reviewers(row: LedgerRow) -> Iterable[str]:
    said = (
        ("confirmed by a reviewer", row.statement.only is not None),
        ("pinned by a reviewer", row.pinned),
        ("corrected by a reviewer", row.corrected),
    )
    return (words for words, applies in said if applies)


def _of_the_amount(row: LedgerRow, sale: Sale | None) -> Iterable[str]:
    stated = row.statement
    if "sats" in stated.derived:
        yield "the amount is computed"
    if row.superseded:
        yield f"{_stated(stated)}, {_TOLD_TOO if row.repeated else _SUPERSEDED}"
    elif sale is not None and stated.sats is None:
        yield "a sale without a quantity"
    elif sale is not None and not _is_whole(sale):
        yield f"of {btc_rounded(stated.sats or 0)} stated; the rest is in other statements"


def _stated(stated: Statement) -> str:
    if stated.kind is StatementKind.NO_SALE:
        return "none"
    return "some" if stated.sats is None else btc_rounded(stated.sats, approximate=stated.approximate)


def _is_whole(sale: Sale) -> bool:
    """Whether all that is stated counts, but for rounding."""
    return abs((sale.statement.sats or 0) - sale.counted_sats) <= sale.statement.slack_sats


def _holding(row: LedgerRow, page: IssuerPage) -> Holding | None:
    stated = row.statement
    if stated.kind is StatementKind.SALE:
        return None if row.superseded else holding_after(stated, page.holdings)
    mine = (holding for holding in page.holdings if holding.statement is stated)
    return next(mine, None)


def _held(holding: Holding, *, after: bool) -> str:
    change = "" if holding.change_pct is None else f" ({percent_text(holding.change_pct, sign=True)})"
    return f"held {btc_rounded(holding.sats, approximate=holding.approximate)}{' after' if after else ''}{change}"
