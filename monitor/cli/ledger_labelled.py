"""What labelled scripts hold of what companies state, and what they did in the time of their figures."""

from collections.abc import Iterable

from rich.markup import escape
from rich.table import Table

from monitor.cli.ledger_words import btc_rounded, days_text, percent_text
from monitor.cli.printing import table
from monitor.disclosures.identity import Identity
from monitor.disclosures.ledger_whole import IssuerPage, Ledger


def labelled_holdings(ledger: Ledger) -> Iterable[str]:
    """A sentence for each company that states a balance: what labelled scripts held of it, or why nobody knows."""
    return (_sentence(page) for page in ledger.pages if page.holdings)


def _sentence(page: IssuerPage) -> str:
    beside = page.labelled
    if beside is None:
        return (
            f"{page.issuer}: not known. No script is labelled as its own, or the day is not over, "
            "or nothing was worked out yet."
        )
    stated, labelled, day = beside.stated, beside.labelled, beside.stated.day
    if not labelled.known:
        return f"{page.issuer}: not known of {day}. Of {labelled.scripts} labelled scripts no history reaches it."
    held = btc_rounded(stated.sats, approximate=stated.approximate)
    scripts = f"{labelled.known} of {labelled.scripts} script{'s' if labelled.scripts > 1 else ''}"
    return (
        f"{page.issuer}: labelled scripts held {btc_rounded(labelled.after_sats)} of {held} BTC stated on {day}, "
        f"{percent_text(beside.share_pct)} ({scripts} known)."
    )


def labelled_table(ledger: Ledger) -> Table:
    """The chain's side of each time between two balances, where coins came, left or were flagged; by issuer and day."""
    numbers = ("held", "came", "from pools", "left", "flagged", "now", "untold")
    made = table("issuer, days", *numbers, right=numbers)
    window = ledger.question.window
    for page in ledger.pages:
        for each in page.ledger.identities:
            if _says_something(each) and (window is None or each.last_day in window):
                made.add_row(
                    escape(f"{each.issuer}, {days_text(each.first_day, each.last_day)}"), *_cells(each)
                )
    return made


def _says_something(identity: Identity) -> bool:
    seen = identity.labelled
    return seen is not None and seen.known > 0 and bool(seen.came_sats or seen.left_sats)


def _cells(identity: Identity) -> Iterable[str]:
    seen = identity.labelled
    assert seen is not None  # only such are shown
    amounts = (
        seen.before_sats,
        seen.came_sats,
        seen.mined_sats,
        seen.left_sats,
        identity.moved_sats,
        seen.after_sats,
    )
    loss = identity.labelled_loss_sats
    return (*map(btc_rounded, amounts), btc_rounded(loss) if loss else "")
