"""What several tables of a text tell of the same days, put together: one may count coins, another dollars."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from monitor.disclosures.extract.found import Found
from monitor.disclosures.extract.tables.plausible import plausible_price
from monitor.disclosures.statement import StatementKind
from monitor.money import btc_from_sats

_CLOSE = 50
"""Amounts of money are the same if they differ by less than such a part."""

_Days = tuple[str | None, date | None, date | None]


def once(found: Sequence[Found]) -> list[Found]:
    """The statements, each once, and of the sales of the same days those that tell coins and money as one.

    Args:
        found: what the tables of a text tell, in reading order.
    """
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
    if coins or money:
        yield from ((each, None) for each in vague)
    elif len(vague) > 1:
        yield from ((each, None) for each in vague[1:])
    if len(coins) != 1:
        return
    [one] = coins
    same = [each for each in money if _is_same(one, each)]
    if same and one.proceeds_usd is None and one.avg_price_usd is None:
        yield one, replace(one, proceeds_usd=same[0].proceeds_usd)
    yield from ((each, None) for each in same)


def _is_same(coins: Found, money: Found) -> bool:
    """Whether money can be what coins were sold for."""
    if money.proceeds_usd is None or not coins.sats:
        return False
    if coins.proceeds_usd is not None:
        return abs(money.proceeds_usd - coins.proceeds_usd) * _CLOSE <= coins.proceeds_usd
    price = money.proceeds_usd / btc_from_sats(coins.sats)
    if coins.avg_price_usd is not None:
        return abs(price - coins.avg_price_usd) * _CLOSE <= coins.avg_price_usd
    return plausible_price(price, coins.period_start, coins.period_end)
