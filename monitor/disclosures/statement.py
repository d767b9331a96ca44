"""One thing an issuer stated about one period."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from monitor.disclosures.rounding import slack_of
from monitor.money import MAX_SATS, btc_from_sats

_FIRST_BLOCK = date(2009, 1, 3)
_CENT = Decimal("0.01")
_MAX_USD = Decimal(10) ** 15
"""More than every coin has ever been worth."""


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
        ValueError: the values cannot be, or contradict each other; the message says how.
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
    proceeds_usdt: Decimal | None = None
    """Of a sale for USDT, which is not counted as dollars."""
    derived: frozenset[str] = frozenset()
    """Names of the fields that were computed and are nowhere printed, such as "sats"."""
    rule: str = ""
    """Which rule found it in its document; empty for what somebody entered by hand."""
    only_episode: str | None = None
    """A reviewer's confirmation speaks of this episode alone."""
    only_flag: str | None = None
    """Likewise of this flag alone."""
    known_as: str | None = None
    """The id of the statement in whose place this one stands: a reviewer changed or divided it, or the document was
    read again."""
    corrected: bool = False
    """A reviewer changed what was read."""
    hearsay: bool = field(default=False, compare=False)
    """Somebody else than the issuer tells it: an article that a person handed in. Of where the document was found, and
    no part of what is stated."""
    statement_id: str = field(init=False, repr=False, compare=False)
    """A hash of what is stated, where and when: the same statement twice has the same id.

    The evidence is left out, because a longer quotation is no other statement. What stands in another's place has
    the id of that one.
    """

    def __post_init__(self) -> None:
        if not self.issuer:
            raise ValueError("a statement needs an issuer")
        if not self.url:
            raise ValueError("a statement needs the URL of its document")
        _check_period(self)
        for name, sats in (("amount", self.sats), ("holdings", self.holdings_after_sats)):
            _check_sats(name, sats)
        for name, usd in (("proceeds", self.proceeds_usd), ("average price", self.avg_price_usd)):
            _check_usd(name, usd)
        _check_usd("proceeds", self.proceeds_usdt)
        _check_kind(self)
        # Worked out once: whoever lays statements beside each other asks for it again and again.
        object.__setattr__(self, "statement_id", self.known_as or _digest(self))

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.period_end - self.period_start).days + 1

    @property
    def dated(self) -> str:
        """The period in words: "2026-07-10", "2026-07-01 to 2026-07-31"."""
        return f"{self.period_start}" if self.days == 1 else f"{self.period_start} to {self.period_end}"

    @property
    def when(self) -> str:
        """The period in a sentence: "on 2026-07-10", "in 2026-07-01 to 2026-07-31"."""
        return f"on {self.dated}" if self.days == 1 else f"in {self.dated}"

    @property
    def last_day(self) -> date:
        """The last day it can speak of: nobody tells what happens after the document is out."""
        if self.published is None or self.published >= self.period_end:
            return self.period_end
        return max(self.published, self.period_start)

    @property
    def slack_sats(self) -> int:
        """How far the true quantity may lie above or below the told one; 0 where none is told."""
        return slack_of(self.sats or 0, approximate=self.approximate)

    @property
    def only(self) -> str | None:
        """The flag or episode that it speaks of alone; None where it speaks of the issuer."""
        return self.only_flag or self.only_episode

    @property
    def implied_price_usd(self) -> Decimal | None:
        """USD per BTC: as stated, else proceeds over quantity, to the cent."""
        if self.avg_price_usd is not None:
            return self.avg_price_usd
        if self.proceeds_usd is None or not self.sats:
            return None
        return (self.proceeds_usd / btc_from_sats(self.sats)).quantize(_CENT)

    @property
    def held_sats(self) -> int | None:
        """What was held when the period ended, if stated; 0 is an answer, None is none."""
        if self.holdings_after_sats is None and self.kind is StatementKind.HOLDINGS:
            return self.sats
        return self.holdings_after_sats

    def covers(self, day: date) -> bool:
        """Whether a day lies in the period, and the document can speak of it."""
        return self.period_start <= day <= self.last_day


def _digest(stated: Statement) -> str:
    """A hash of what is stated, where and when: the same statement twice has the same id.

    The evidence and how it was found are left out, because a longer quotation is no other statement.
    """
    content = [
        stated.issuer, stated.kind.value, str(stated.period_start), str(stated.period_end),
        stated.sats or None, stated.approximate, _plain(stated.proceeds_usd), _plain(stated.avg_price_usd),
        stated.holdings_after_sats, stated.purpose, stated.url, str(stated.published), stated.only_episode,
    ]  # fmt: skip
    if stated.proceeds_usdt is not None:
        content.append(_plain(stated.proceeds_usdt))
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()[:24]


def each_once(statements: Iterable["Statement"]) -> list["Statement"]:
    """The statements and their pinned parts, each once, in an order that does not depend on the given one.

    Of two with the same id the later published counts, then the corrected one and the company's own.
    """
    found = {(each.statement_id, each.only or ""): each for each in sorted(statements, key=_weight)}
    return [found[key] for key in sorted(found)]


def _weight(statement: "Statement") -> tuple[date, bool, bool, str]:
    return statement.published or date.min, statement.corrected, not statement.hearsay, statement.evidence


def _check_period(stated: Statement) -> None:
    if stated.period_end < stated.period_start:
        raise ValueError(f"the period ends ({stated.period_end}) before it starts ({stated.period_start})")
    if stated.period_start < _FIRST_BLOCK:
        raise ValueError(f"the period starts on {stated.period_start}; the first block is of {_FIRST_BLOCK}")


def _check_sats(name: str, sats: int | None) -> None:
    if sats is not None and not 0 <= sats <= MAX_SATS:
        raise ValueError(f"the {name} of {sats} sats is not between 0 and 21 million BTC")


def _check_usd(name: str, usd: Decimal | None) -> None:
    if usd is None:
        return
    if not usd.is_finite() or not 0 <= usd <= _MAX_USD:
        raise ValueError(f"the {name} of {usd} USD cannot be")
    if usd != usd.quantize(_CENT):
        raise ValueError(f"the {name} of {usd} USD is finer than a cent; round it")


def _check_kind(stated: Statement) -> None:
    match stated.kind:
        case StatementKind.SALE if stated.sats == 0:
            raise ValueError("a sale of nothing is a no_sale statement")
        case StatementKind.NO_SALE if stated.sats or stated.proceeds_usd or stated.avg_price_usd:
            raise ValueError("a no_sale statement has no amount, no proceeds and no price")
        case StatementKind.HOLDINGS if stated.held_sats is None:
            raise ValueError("a holdings statement needs the amount that was held")
        case StatementKind.HOLDINGS if stated.sats not in {None, stated.held_sats}:
            raise ValueError(
                f"a holdings statement of {stated.sats} sats cannot leave {stated.held_sats} held"
            )
    if stated.only is not None and stated.kind is not StatementKind.SALE:
        raise ValueError("only a sale can be pinned to an episode")


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount.normalize():f}"
