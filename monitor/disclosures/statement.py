"""One thing an issuer stated about one period."""

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from monitor.money import MAX_SATS, btc_from_sats


class StatementKind(StrEnum):
    """What is stated. Only `sale` and `no_sale` decide about flags; an intent never does."""

    SALE = "sale"
    NO_SALE = "no_sale"
    HOLDINGS = "holdings"
    PRODUCTION = "production"
    PLEDGE = "pledge"
    PURCHASE = "purchase"
    INTENT = "intent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one document says. The period is in UTC days, both ends included.

    Raises:
        ValueError: the values contradict each other; the message says how.
    """

    issuer: str
    kind: StatementKind
    period_start: date
    period_end: date
    sats: int | None = None
    """None where the document gives no quantity: nothing is invented."""
    approximate: bool = False
    proceeds_usd: Decimal | None = None
    avg_price_usd: Decimal | None = None
    holdings_after_sats: int | None = None
    purpose: str | None = None
    url: str
    published: date | None = None
    evidence: str = ""
    """The words it rests on."""
    only_episode: str | None = None
    """A reviewer's confirmation speaks of this episode alone."""

    def __post_init__(self) -> None:
        if self.period_end < self.period_start:
            raise ValueError(f"the period ends ({self.period_end}) before it starts ({self.period_start})")
        if not self.issuer:
            raise ValueError("a statement needs an issuer")
        if not self.url:
            raise ValueError("a statement needs the URL of its document")
        for name, amount in (("amount", self.sats), ("holdings", self.holdings_after_sats)):
            if amount is not None and not 0 <= amount <= MAX_SATS:
                raise ValueError(f"the {name} of {amount} sats is not between 0 and 21 million BTC")
        for name, usd in (("proceeds", self.proceeds_usd), ("average price", self.avg_price_usd)):
            if usd is not None and (not usd.is_finite() or usd < 0):
                raise ValueError(f"the {name} of {usd} USD cannot be")
        if self.kind is StatementKind.SALE and self.sats == 0:
            raise ValueError("a sale of nothing is a no_sale statement")
        if self.kind is StatementKind.NO_SALE and self.sats:
            raise ValueError("a no_sale statement has no amount")

    @property
    def statement_id(self) -> str:
        """A hash of everything that is stated: the same statement twice has the same id."""
        content = "\n".join(
            str(part)
            for part in (
                self.issuer, self.kind.value, self.period_start, self.period_end, self.sats,
                self.approximate, _plain(self.proceeds_usd), _plain(self.avg_price_usd),
                self.holdings_after_sats, self.purpose, self.url, self.only_episode,
            )
        )  # fmt: skip
        return hashlib.sha256(content.encode()).hexdigest()[:24]

    @property
    def implied_price_usd(self) -> Decimal | None:
        """USD per BTC: as stated, else proceeds over quantity, to the cent."""
        if self.avg_price_usd is not None:
            return self.avg_price_usd
        if self.proceeds_usd is None or not self.sats:
            return None
        return (self.proceeds_usd / btc_from_sats(self.sats)).quantize(Decimal("0.01"))

    def covers(self, day: date) -> bool:
        """Whether a day lies in the period."""
        return self.period_start <= day <= self.period_end


def _plain(amount: Decimal | None) -> str:
    return "" if amount is None else f"{amount.normalize():f}"
