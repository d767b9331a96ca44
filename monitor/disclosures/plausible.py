"""What cannot be stated: days that are not yet, and figures that contradict each other."""

from datetime import date, timedelta
from decimal import Decimal

from monitor.disclosures.statement import Statement, StatementKind
from monitor.money import btc_from_sats, btc_text

_OFF = Decimal("0.1")
"""How far price times quantity may be from the proceeds, all three being rounded; documents are read by it too."""
EAST = timedelta(days=1)
"""It is tomorrow already where some companies publish."""
_TO_COME = frozenset({StatementKind.INTENT, StatementKind.PLEDGE})
"""What may be told of days that have not begun."""


def future_day(published: date | None, today: date) -> str | None:
    """Why a document cannot have been published on a day; None where it can.

    Args:
        published: the day that is told; None tells nothing.
        today: the present day, UTC.
    """
    if published is None or published <= today + EAST:
        return None
    return f"it cannot have been published on {published}, which lies in the future; give its true day"


def told_before_it_began(stated: Statement, today: date, slack: timedelta = timedelta(0)) -> str | None:
    """Why a statement cannot have been told when it was; None where it can.

    Args:
        stated: any statement; those of intents and pledges may speak of what is to come.
        today: the present day, UTC; by then it was told at the latest.
        slack: how much later than its own date it may have been told: EDGAR's days are New York's.
    """
    told = stated.published + slack if stated.published else today + EAST
    if stated.kind in _TO_COME or stated.period_start <= told:
        return None
    when = f"the document of {stated.published}" if stated.published else f"today, {today}"
    what = stated.kind.value.replace("_", " ")
    return f"{what} of {stated.dated} cannot be told before that begins, and {when} is earlier"


def not_over(stated: Statement, today: date) -> str | None:
    """Why nobody can know yet what a statement tells; None where its period is over, or it tells of what is to come.

    Args:
        stated: any statement.
        today: the present day, UTC.
    """
    if stated.kind in _TO_COME or stated.period_end <= today + EAST:
        return None
    what = stated.kind.value.replace("_", " ")
    return f"{what} of {stated.dated} is not over: {stated.period_end} lies in the future"


def contradiction(stated: Statement) -> str | None:
    """Why quantity, proceeds and average price cannot all be right; None where they can, or one is not told."""
    sats, proceeds, price = stated.sats, stated.proceeds_usd, stated.avg_price_usd
    if sats is None or proceeds is None or price is None:
        return None
    product = btc_from_sats(sats) * price
    if abs(product - proceeds) <= _OFF * max(product, proceeds):
        return None
    return (
        f"{btc_text(sats)} BTC at an average of {price:,f} USD come to {product.normalize():,f} USD, and the proceeds "
        f"are given as {proceeds:,f} USD: they contradict each other by more than 10 %; leave out the one that is wrong"
    )
