"""Prices of a bitcoin in US dollars: one provider's word each, and what of it is believed.

No price can be proven. So a provider is held against its own limits, against the others, and against what was
believed shortly before; what does not fit is refused and said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Final

from monitor.money import btc_from_sats

SLOT: Final = timedelta(minutes=10)
"""One price is kept for each of these: about as often as there is a block."""
NOTABLE_PCT: Final = Decimal(2)
"""Providers that are further apart than this are worth a word."""

_LEAST, _MOST = Decimal("0.01"), Decimal(100_000_000)
_FACTOR: Final = 2
"""Nothing moves by more than this factor between two providers, or within the hours after a known price."""
_OLDEST: Final = timedelta(days=8)
"""Mempool backends have one price a week for the early years."""
_COMPARABLE: Final = timedelta(hours=1)
_CENT = Decimal("0.01")
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Price:
    """What one bitcoin cost. `usd` is in dollars, `at` the moment it is the price of, `source` who says so."""

    usd: Decimal
    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A price that is not believed, and why."""

    price: Price
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """Several providers' prices for one moment, sorted out."""

    believed: tuple[Price, ...]
    """The one to use first."""
    refused: tuple[Refused, ...]


def slot_of(moment: datetime) -> datetime:
    """The beginning of the slot that a moment lies in."""
    seconds = int(SLOT.total_seconds())
    return datetime.fromtimestamp(int(moment.timestamp()) // seconds * seconds, UTC)


def usd_of(sats: int, usd: Decimal) -> Decimal:
    """What satoshis are worth in dollars, to the cent, at `usd` for a bitcoin."""
    return (btc_from_sats(sats) * usd).quantize(_CENT, ROUND_HALF_UP)


def judge(prices: Sequence[Price], moment: datetime, known: Price | None) -> Judged:
    """Sort out what providers say of one moment.

    Prices within a factor of two of each other are believed. Where they contradict each other by more, those
    that fit `known` are, or, without it, those that fit the median of three or more; of two, none. A single price
    must fit `known`, too. The one nearest in time, by whole slots, goes first; then the order given counts.

    Args:
        prices: at most one of each provider, in the order of the configuration.
        moment: when they are asked for.
        known: what was believed within a day of it, if anything was.
    """
    refused = [Refused(price, fault) for price in prices if (fault := _fault(price, moment))]
    sound = [price for price in prices if not _fault(price, moment)]
    measure = _measure(sound, known)
    if measure is None and not _agree(sound):
        refused += [Refused(price, f"providers contradict each other: {_listed(sound)}") for price in sound]
        sound = []
    elif measure is not None:
        refused += [
            Refused(price, f"it is far from {_shown(measure)}, which is known")
            for price in sound
            if not _near(price.usd, measure)
        ]
        sound = [price for price in sound if _near(price.usd, measure)]
    sound.sort(key=lambda price: max(moment - price.at, timedelta()) // SLOT)
    return Judged(tuple(sound), tuple(refused))


def disagreement_pct(prices: Sequence[Price]) -> Decimal | None:
    """How far the dearest is above the cheapest, in percent, among those within an hour of the first; None for one."""
    alike = [price.usd for price in prices if abs(price.at - prices[0].at) <= _COMPARABLE]
    if len(alike) < 2:  # noqa: PLR2004 - it takes two to disagree
        return None
    return ((max(alike) / min(alike) - 1) * 100).quantize(_TENTH, ROUND_HALF_UP)


def _fault(price: Price, moment: datetime) -> str:
    """What is wrong with a price by itself; empty if nothing is."""
    if not price.usd.is_finite() or not _LEAST <= price.usd <= _MOST:
        return f"{_shown(price.usd)} is no price of a bitcoin"
    if price.at > moment + SLOT:
        return f"it is dated {price.at:%Y-%m-%d %H:%M}Z, after the moment asked for"
    if price.at < moment - _OLDEST:
        return f"it is dated {price.at:%Y-%m-%d}, too long before the moment asked for"
    return ""


def _measure(sound: Sequence[Price], known: Price | None) -> Decimal | None:
    """What prices that may contradict each other are held against; None where there is nothing or no need."""
    if len(sound) > 1 and _agree(sound):
        return None
    if known is not None:
        return known.usd
    return median(price.usd for price in sound) if len(sound) > 2 else None  # noqa: PLR2004 - two have no middle


def _agree(prices: Sequence[Price]) -> bool:
    return all(_near(a.usd, b.usd) for a in prices for b in prices)


def _near(a: Decimal, b: Decimal) -> bool:
    return max(a, b) <= _FACTOR * min(a, b)


def _listed(prices: Sequence[Price]) -> str:
    return ", ".join(f"{price.source} {_shown(price.usd)}" for price in prices)


def _shown(usd: Decimal) -> str:
    return f"${usd:,.2f}" if usd.is_finite() and abs(usd) < _MOST * 10 else f"${usd:.3e}"
