"""What the tables of a text tell together.

Of the same days one may count coins and another dollars; of totals that begin on the same day the difference is a
quarter that nobody prints.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from monitor.disclosures.extract.found import Found
from monitor.disclosures.extract.periods.calendars import months_before
from monitor.disclosures.extract.tables.values.plausible import plausible_price
from monitor.disclosures.statement import StatementKind
from monitor.money import btc_from_sats

_CLOSE = 50
"""Amounts of money are the same if they differ by less than such a part."""

_LONGER = timedelta(days=120)
"""A total to date is longer than a quarter."""

_Days = tuple[str | None, date | None, date | None]


def once(found: Sequence[Found]) -> list[Found]:
    """The statements, each once, and of the sales of the same days those that tell coins and money as one."""
    told = {
        (each.kind, each.entity, each.period_start, each.period_end, each.sats, each.proceeds_usd): each
        for each in reversed(found)
    }
    kept = list(reversed(told.values()))
    by_days: dict[_Days, list[Found]] = {}
    for each in kept:
        if each.kind is StatementKind.SALE:
            by_days.setdefault((each.entity, each.period_start, each.period_end), []).append(each)
    merged = {id(each): one for group in by_days.values() if len(group) > 1 for each, one in _together(group)}
    return [one for each in kept if (one := merged.get(id(each), each)) is not None]


def _together(sales: Sequence[Found]) -> Iterable[tuple[Found, Found | None]]:
    """Of the sales of the same days what becomes of each; None for one that another tells more fully."""
    coins = [each for each in sales if each.sats is not None]
    money = [each for each in sales if each.sats is None and each.proceeds_usd is not None]
    vague = [each for each in sales if each.sats is None and each.proceeds_usd is None]
    yield from ((each, None) for each in vague[0 if coins or money else 1 :])
    if len(coins) != 1:
        return
    [one] = coins
    same = [each for each in money if _is_same(one, each)]
    if same and one.proceeds_usd is None and one.avg_price_usd is None:
        yield one, replace(one, proceeds_usd=same[0].proceeds_usd)
    yield from ((each, None) for each in same)


def _is_same(coins: Found, money: Found) -> bool:
    """Whether money can be what coins were sold for."""
    usd, btc = money.proceeds_usd or Decimal(0), btc_from_sats(coins.sats or 0)
    told = coins.proceeds_usd or (coins.avg_price_usd and coins.avg_price_usd * btc)
    if told:
        return abs(usd - told) * _CLOSE <= told
    return btc > 0 and plausible_price(usd / btc, coins.period_start, coins.period_end)


def quarters_between(found: Sequence[Found]) -> Iterator[Found]:
    """Sales of a quarter that follow from totals, such as nine months less six; what is printed is not repeated.

    The later total is the evidence. Proceeds are derived where both totals have them; that nothing was sold in the
    quarter follows from equal totals.
    """
    printed = {(each.entity, each.period_start, each.period_end): each for each in found if _is_total(each)}
    for later in list(printed.values()):
        if later.period_start is None or later.period_end is None or later.kind is not StatementKind.SALE:
            continue
        start = months_before(later.period_end, 3)
        earlier = printed.get((later.entity, later.period_start, start - timedelta(days=1)))
        longer = later.period_end - later.period_start > _LONGER
        if earlier is None or not longer or (later.entity, start, later.period_end) in printed:
            continue
        if (later.sats or 0) >= (earlier.sats or 0):
            yield _difference(earlier, later, start)


def _is_total(each: Found) -> bool:
    return (each.kind is StatementKind.SALE and each.sats is not None) or each.kind is StatementKind.NO_SALE


def _difference(earlier: Found, later: Found, start: date) -> Found:
    sats = (later.sats or 0) - (earlier.sats or 0)
    proceeds = None
    before = earlier.proceeds_usd if earlier.kind is StatementKind.SALE else Decimal(0)
    if sats and before is not None and later.proceeds_usd is not None:
        proceeds = later.proceeds_usd - before
    return replace(
        later,
        kind=StatementKind.SALE if sats else StatementKind.NO_SALE,
        period_start=start,
        sats=sats or None,
        avg_price_usd=None,
        proceeds_usd=proceeds if proceeds is not None and proceeds > 0 else None,
        derived=frozenset({"sats"} if proceeds is None else {"sats", "proceeds_usd"}),
        rule="table.quarter",
    )
