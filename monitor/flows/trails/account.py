"""Where every satoshi of a trail is: what still sits somewhere, and what came to an end, and how."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.flows.trails.trail import Ending, Trail, TrailCoin, TrailEnd


@dataclass(frozen=True, slots=True)
class Ended:
    """What ended in one way. `entity` is whose label it reached, where it reached one."""

    ending: Ending
    entity: str | None
    sats: int


@dataclass(frozen=True, slots=True)
class TrailAccount:
    """A trail and all of its parts. `sitting` and what `ended` add up to `trail.sats`, always."""

    trail: Trail
    coins: tuple[TrailCoin, ...]
    """What is still followed, the largest part first."""
    ended: tuple[Ended, ...]
    """The largest part first."""

    @property
    def sitting(self) -> int:
        """Satoshis that are still followed and have not moved on."""
        return sum(coin.sats for coin in self.coins)

    def sats_of(self, ending: Ending) -> int:
        """Satoshis that ended in one way."""
        return sum(each.sats for each in self.ended if each.ending is ending)


def account_of(trail: Trail, coins: Iterable[TrailCoin], ends: Iterable[TrailEnd]) -> TrailAccount:
    """The account of a trail from its open parts and its ends."""
    sums: dict[tuple[Ending, str | None], int] = defaultdict(int)
    for end in ends:
        sums[end.ending, end.entity] += end.sats
    ended = (Ended(ending, entity, sats) for (ending, entity), sats in sums.items())
    return TrailAccount(
        trail,
        tuple(sorted(coins, key=lambda coin: (-coin.sats, coin.outpoint))),
        tuple(sorted(ended, key=lambda each: (-each.sats, each.ending, each.entity or ""))),
    )
