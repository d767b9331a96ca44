"""Arguments from the chain: the way the coins took, how many they are, when they moved."""

from collections.abc import Iterator
from datetime import UTC, datetime

from monitor.flows.explain.background import Background
from monitor.flows.explain.explanation import Argument, Meaning, speaks_against, speaks_for
from monitor.flows.explain.movement import Movement
from monitor.money import SATS_PER_BTC, btc_for_people

_ROUND = 50 * SATS_PER_BTC
"""Whole multiples of this are amounts that people agree upon."""
_MUCH_OF_HOLDINGS = 10
"""Percent of what the company holds, from which on it is no everyday amount."""
_MONTHS = 3
"""More than so many months' production is no everyday amount either."""
_TRANCHES = 3
"""So many earlier transfers at the same time of the week are a habit."""
_HOURS = 2
_DAY = 24


def from_way(moved: Movement, _: Background) -> Iterator[Argument]:
    """Through how many hands, and in whose company."""
    hops = max(flag.hops for flag in moved.flags)
    mixed = any(flag.mixed_inputs and not flag.co_spent_sats for flag in moved.flags)
    if hops and mixed:
        says = "they were gathered with the coins of others on the way, as deposits of customers are"
        yield from speaks_for(Meaning.MARKET, says=says)
    elif hops:
        between = f"{hops} unlabelled transfer{'s' if hops > 1 else ''}"
        says = f"they came there by {between}, and whoever held them in between may not be the miner"
        yield from speaks_for(Meaning.OTC, says=says)
        yield from speaks_against(Meaning.MARKET, says=says)
    elif mixed:
        says = "coins of others moved in the same transaction, as a keeper of many customers' coins does"
        yield from speaks_for(Meaning.CUSTODY, says=says)


def from_size(moved: Movement, known: Background) -> Iterator[Argument]:
    """How much it is, beside what the company mines in a month and what it holds."""
    production, holdings = known.word.production, known.word.holdings
    if production is not None and production.sats:
        # To a hundredth: of a quarter it is a third, with more digits than anybody means.
        month = f"{btc_for_people(round(production.sats, -6))} BTC (as of {production.as_of})"
        if moved.sats <= production.sats:
            says = f"it is no more than the company mines in a month, {month}"
            yield from speaks_for(Meaning.MARKET, says=says)
        elif moved.sats > production.sats * _MONTHS:
            says = f"it is more than {_MONTHS} months' production at {month}"
            yield from speaks_for(Meaning.COLLATERAL, Meaning.CUSTODY, says=says)
            yield from speaks_against(Meaning.MARKET, says=says)
    if holdings is not None and holdings.sats and moved.sats * 100 >= holdings.sats * _MUCH_OF_HOLDINGS:
        percent = moved.sats * 100 // holdings.sats
        held = f"{btc_for_people(holdings.sats)} BTC on {holdings.as_of}"
        says = f"it is {percent} % of what the company held, {held}"
        yield from speaks_for(Meaning.COLLATERAL, Meaning.CUSTODY, Meaning.OTC, says=says)
    if any(flag.sats >= _ROUND and not flag.sats % _ROUND for flag in moved.flags):
        says = "a round amount, as contracts name them"
        yield from speaks_for(Meaning.COLLATERAL, Meaning.OTC, says=says)


def from_time(moved: Movement, known: Background) -> Iterator[Argument]:
    """Whether it came at the hour of earlier tranches, or right after the company had published."""
    alike = [flag for flag in known.before if _same_hour(flag.block.time, moved.at)]
    if len(alike) >= _TRANCHES and len(alike) * 2 >= len(known.before):
        says = (
            f"{len(alike)} of {len(known.before)} earlier transfers there came on a {moved.at:%A} about this hour, "
            "as regular tranches do"
        )
        yield from speaks_for(Meaning.MARKET, Meaning.OTC, says=says)
    if known.word.filed is not None:
        says = f"the company had published on {known.word.filed}, after which its hands are free"
        yield from speaks_for(Meaning.MARKET, says=says)


def _same_hour(one: datetime, other: datetime) -> bool:
    """The same weekday in UTC, at most so many hours apart."""
    one, other = one.astimezone(UTC), other.astimezone(UTC)
    apart = abs((one.hour * 60 + one.minute) - (other.hour * 60 + other.minute)) / 60
    return one.weekday() == other.weekday() and min(apart, _DAY - apart) <= _HOURS
