"""The market at one moment: price, difficulty, what a block pays, hashprice and its change."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from monitor.market.mining import hashprice, is_worth_telling
from monitor.market.price import Price

CHANGE_SPAN: Final = timedelta(days=30)
SCANNED: Final = "scanned blocks"
"""The source of fees that were read from blocks which proved themselves."""
STORED: Final = "our own record"
"""What a change rests on where the earlier value was computed and kept at its time."""
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Fees:
    """What blocks paid in fees: `sats` is the mean of `blocks` blocks."""

    sats: Decimal
    blocks: int
    source: str
    """`SCANNED`, or the name of the source whose word it is."""


@dataclass(frozen=True, slots=True)
class Past:
    """What one source says of mining at a moment in the past. `reward_sats` is the mean of a block there."""

    height: int
    difficulty: Decimal
    reward_sats: Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """How hashprice changed in `CHANGE_SPAN`, and what the earlier value rests on: `STORED`, or a source's name."""

    pct: Decimal
    rests_on: str


@dataclass(frozen=True, slots=True)
class MarketState:
    """The market at one moment. What is not known is None."""

    at: datetime
    difficulty: Decimal
    subsidy_sats: int
    fees: Fees | None
    price: Price | None
    disagreement_pct: Decimal | None = None
    """How far the providers were apart; None where only one spoke."""
    change: Change | None = None
    rests_on: str = STORED
    """`STORED` for what was computed at its time, else the source that told of it afterwards."""

    @property
    def hashprice(self) -> Decimal | None:
        """Dollars per PH/s and day."""
        if self.fees is None or self.price is None or not is_worth_telling(self.difficulty):
            return None
        return hashprice(self.difficulty, self.subsidy_sats + self.fees.sats, self.price.usd)


def change_between(before: MarketState | None, now: MarketState) -> Change | None:
    """The change of hashprice; None where either is unknown."""
    if before is None or before.hashprice is None or now.hashprice is None:
        return None
    pct = ((now.hashprice / before.hashprice - 1) * 100).quantize(_TENTH)
    return Change(pct, before.rests_on)
