"""The ledger on a terminal of 80 columns or more: one table for each question."""

from collections.abc import Iterable
from itertools import groupby

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from monitor.cli.ledger_labelled import labelled_holdings, labelled_table
from monitor.cli.ledger_statements import statement_table
from monitor.cli.ledger_words import Documents, btc_rounded, days_text, percent_text
from monitor.cli.printing import print_hanging, print_rows, styled, table
from monitor.disclosures.ledger_breadth import Awaited, Breadth, Word
from monitor.disclosures.ledger_production import MonthlyShare, SoldOfProduced
from monitor.disclosures.ledger_sums import Sums
from monitor.disclosures.ledger_whole import IssuerPage, Ledger

_WORDS = {
    Word.SELLS: "sell",
    Word.SELLS_WITHIN_LONGER: "sold in a longer time",
    Word.HOLDS: "hold",
    Word.NO_WORD_OF_SALES: "no word of sales",
    Word.NOT_DUE: "not due yet",
    Word.SILENT: "silent",
}


def print_ledger(out: Console, ledger: Ledger) -> None:
    """Every table of the ledger, and the documents that they name by number."""
    documents = Documents()
    question = ledger.question
    window = question.window
    of_days = f", {days_text(window.first, window.last)}" if window else ""
    known = "only what was known by then" if question.as_of else "everything that is known"
    out.print(f"The ledger on {question.day}, {known}. BTC to a hundredth; ~ is a company's approximation.")
    _section(out, f"Seen moving to platforms{of_days}", _moved(ledger))
    _section(
        out, f"Disclosed sales{of_days}, what was seen of them on chain, and holdings", _disclosed(ledger)
    )
    _section(out, f"What companies told{of_days}", statement_table(ledger, documents))
    _section(
        out,
        "To be read: what speaks of selling and was not understood, beside open episodes",
        _unclear(ledger),
    )
    _section(out, f"The largest sales of {question.year}", _largest(ledger, documents))
    _section(out, f"Sold of what was produced in {question.year}", _production(ledger))
    _section(out, "What the companies' own figures leave unexplained", _unexplained(ledger))
    held = list(labelled_holdings(ledger))
    if held:
        out.print(styled("\nWhat labelled scripts hold of it", "bold"))
    for line in held:
        out.print(escape(line))
    _section(out, f"What labelled scripts did{of_days}", labelled_table(ledger))
    _section(out, "Who sells", _breadth(ledger.breadth))
    for each in ledger.breadth:
        _print_names(out, each)
    if documents.listed():
        out.print(styled("\nDocuments, for `minerflow disclosures show`", "bold"))
    for number, name, url in documents.listed():
        out.print(f"{number:>3}  {escape(name)}  {escape(url)}", soft_wrap=True)


def _section(out: Console, title: str, made: Table) -> None:
    if made.row_count:
        out.print(styled(f"\n{title}", "bold"))
        print_rows(made, out)


def _moved(ledger: Ledger) -> Table:
    numbers = ("moved", "confirmed", "refuted", "no word yet", "expired")
    made = table("issuer", *numbers, right=numbers)
    moving = [page for page in ledger.pages if page.selected.moved_sats]
    for page in moving:
        made.add_row(escape(page.issuer), *_moved_cells(page.selected))
    if len(moving) > 1:
        made.add_row("together", *_moved_cells(ledger.selected))
    return made


def _moved_cells(sums: Sums) -> Iterable[str]:
    amounts = (sums.moved_sats, sums.matched_sats, sums.refuted_sats, sums.indicative_sats, sums.expired_sats)
    return map(btc_rounded, amounts)


def _disclosed(ledger: Ledger) -> Table:
    numbers = ("sold", "seen", "gap", "covered", "held", "change")
    made = table("issuer", *numbers, right=numbers)
    telling = [page for page in ledger.pages if page.selected.disclosed_sats or page.holdings]
    for page in telling:
        made.add_row(escape(page.issuer), *_disclosed_cells(page.selected), *_held_cells(page))
    if len(telling) > 1:
        made.add_row("together", *_disclosed_cells(ledger.selected))
    return made


def _disclosed_cells(sums: Sums) -> Iterable[str]:
    sold = btc_rounded(sums.disclosed_sats, approximate=sums.approximate)
    return sold, btc_rounded(sums.seen_sats), btc_rounded(sums.gap_sats), percent_text(sums.coverage_pct)


def _held_cells(page: IssuerPage) -> Iterable[str]:
    if not page.holdings:
        return "", ""
    latest = page.holdings[-1]
    held = btc_rounded(latest.sats, approximate=latest.approximate)
    return held, percent_text(latest.change_pct, sign=True)


def _unclear(ledger: Ledger) -> Table:
    """The documents that may tell what became of episodes of which nobody has spoken."""
    made = table(
        "issuer", "episode", "since", "BTC", "told", "passages", "document", right=("BTC", "passages")
    )
    for page in ledger.pages:
        for episode in page.open_episodes:
            for each in episode.unclear:
                made.add_row(
                    escape(page.issuer),
                    escape(episode.episode_id),
                    f"{episode.since:%Y-%m-%d}",
                    btc_rounded(episode.sats),
                    str(each.published),
                    str(each.passages),
                    each.digest[:12],
                )
    return made


def _largest(ledger: Ledger, documents: Documents) -> Table:
    made = table("issuer", "days", "BTC", "purpose", "doc", right=("BTC", "doc"))
    for sale in ledger.largest:
        stated = sale.statement
        made.add_row(
            escape(stated.issuer),
            days_text(stated.period_start, stated.period_end),
            btc_rounded(sale.counted_sats, approximate=stated.approximate),
            escape(stated.purpose or ""),
            str(documents.number(stated)),
        )
    return made


def _production(ledger: Ledger) -> Table:
    numbers = ("produced", "sold", "share")
    made = table("days", "issuer", *numbers, "note", right=numbers)
    year = ledger.question.year
    for page in ledger.pages:
        for row in page.production:
            if row.last.year == year:
                sold = "" if row.sold_sats is None else btc_rounded(row.sold_sats)
                made.add_row(
                    days_text(row.first, row.last),
                    escape(row.issuer),
                    btc_rounded(row.produced_sats, approximate=row.approximate),
                    sold,
                    percent_text(row.share_pct),
                    _production_note(row),
                )
    for month in ledger.production:
        if len(month.issuers) > 1:
            made.add_row(
                str(month.month),
                f"together, {len(month.issuers)}",
                btc_rounded(month.produced_sats, approximate=month.approximate),
                btc_rounded(month.sold_sats),
                percent_text(month.share_pct),
                _production_note(month),
            )
    return made


def _production_note(row: SoldOfProduced | MonthlyShare) -> str:
    if isinstance(row, SoldOfProduced) and row.sold_sats is None:
        return "a sale without a quantity" if row.without_quantity else "no word of sales"
    return "" if row.complete else "at least: not all days are told"


def _unexplained(ledger: Ledger) -> Table:
    """The periods whose figures do not add up by more than rounding, the largest remainder first."""
    window = ledger.question.window
    found = [
        identity
        for page in ledger.pages
        for identity in page.ledger.identities
        if identity.unexplained_sats and (window is None or identity.last_day in window)
    ]
    # Few put coins aside; where none did, the table has no column for it.
    aside = ("pledged",) if any(each.put_aside_sats for each in found) else ()
    numbers = ("held before", "mined", "bought", "sold", *aside, "held after", "left")
    made = table("issuer, days", *numbers, right=numbers)
    for each in sorted(found, key=lambda each: (-abs(each.unexplained_sats), each.issuer, each.first_day)):
        told = (each.opening, each.mined, each.bought, each.sold)
        made.add_row(
            escape(f"{each.issuer}, {days_text(each.first_day, each.last_day)}"),
            *("" if amount is None else btc_rounded(amount.sats) for amount in told),
            *(btc_rounded(each.put_aside_sats) if each.put_aside_sats else "" for _ in aside),
            btc_rounded(each.closing.sats),
            btc_rounded(each.unexplained_sats),
        )
    return made


def _breadth(months: Iterable[Breadth]) -> Table:
    heads = tuple(text.removeprefix("sold ") for text in _WORDS.values())  # all of them in 80 columns
    made = table("month", *heads, right=heads)
    for each in months:
        made.add_row(str(each.month), *(str(len(each.of(word))) for word in _WORDS))
    return made


def _print_names(out: Console, breadth: Breadth) -> None:
    """Who is behind the numbers."""
    told = {text: breadth.of(word) for word, text in _WORDS.items()}
    told[_WORDS[Word.SILENT]] = tuple(map(_awaited, breadth.awaited_as(Word.SILENT)))
    told[_WORDS[Word.NOT_DUE]] = tuple(_not_due(breadth.awaited_as(Word.NOT_DUE)))
    named = [f"{text}: {', '.join(names)}" for text, names in told.items() if names]
    if named:
        print_hanging(out, f"{breadth.month}  ", f"{'; '.join(named)}.")


def _not_due(awaited: Iterable[Awaited]) -> Iterable[str]:
    """First whose coins moved, then the others by the day on which they are due."""
    known = list(awaited)
    yield from (_awaited(each) for each in known if each.moved_sats)
    for due, alike in groupby((each for each in known if not each.moved_sats), key=lambda each: each.due):
        yield f"{', '.join(each.issuer for each in alike)} (due {due})"


def _awaited(silent: Awaited) -> str:
    moved = f" (moved {btc_rounded(silent.moved_sats)}, due {silent.due})" if silent.moved_sats else ""
    return silent.issuer + moved
