"""What the payload tells beside the episode itself: times by other clocks, and what the coins are worth."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from monitor.flows.explain.explanation import Explanation
from monitor.flows.flag import Flag
from monitor.flows.trails.account import TrailAccount
from monitor.market.price import Price, slot_of, usd_of
from monitor.market.state import MarketState


@dataclass(frozen=True, slots=True)
class Worth:
    """An amount in dollars, and the price that makes it so."""

    usd: Decimal
    price: Decimal
    """Of one bitcoin; of several transfers, the mean by amount."""
    source: str
    at: datetime
    """The moment that the price is of; of several, the latest."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was known when the payload was made. Whatever is missing is told as unknown."""

    first_seen: Mapping[str, datetime] = field(default_factory=dict)
    """By txid."""
    median_times: Mapping[str, datetime] = field(default_factory=dict)
    """By block hash."""
    prices: Mapping[datetime, Price] = field(default_factory=dict)
    """By slot."""
    market: MarketState | None = None
    explanations: Mapping[tuple[str, str], tuple[Explanation, ...]] = field(default_factory=dict)
    """By episode and counterparty, those of the largest amount of an episode first."""
    hearsay: Collection[str] = frozenset()
    """Ids of episodes that nothing but articles confirms, until their companies say so themselves."""
    trails: Sequence[TrailAccount] = ()
    """Of the miners concerned: those that are open, and those behind flags."""

    def explanations_of(self, episode_id: str, to_entity: str | None = None) -> tuple[Explanation, ...]:
        """The explanations of what an episode moved to one counterparty; by default, to the one that got most."""
        found = (
            explanations
            for (episode, counterparty), explanations in self.explanations.items()
            if episode == episode_id and to_entity in {None, counterparty}
        )
        return next(found, ())

    def median_time_of(self, flag: Flag) -> datetime | None:
        """Median time past with the block of a flag."""
        return self.median_times.get(flag.block.block_hash or "")

    def price_of(self, flag: Flag) -> Price | None:
        """The price at the time of a flag."""
        return self.prices.get(slot_of(flag.block.time))

    def worth(self, flags: Iterable[Flag]) -> Worth | None:
        """What flags are worth together, each at the price of its time; None unless every price is known."""
        priced = [(flag, self.price_of(flag)) for flag in flags]
        known = [(flag, price) for flag, price in priced if price is not None]
        if not known or len(known) < len(priced):
            return None
        sats = sum(flag.sats for flag, _ in known)
        usd = sum((usd_of(flag.sats, price.usd) for flag, price in known), Decimal(0))
        return Worth(
            usd=usd,
            price=sum((flag.sats * price.usd for flag, price in known), Decimal(0)) / sats,
            source=", ".join(dict.fromkeys(price.source for _, price in known)),
            at=max(price.at for _, price in known),
        )


NOTHING_KNOWN = Facts()
