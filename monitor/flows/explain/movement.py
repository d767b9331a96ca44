"""What is to be explained: everything that one episode moved to one counterparty."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.flows.episode import Episode
from monitor.flows.flag import Flag
from monitor.labels.vocabulary import Category


@dataclass(frozen=True, slots=True)
class Movement:
    """The flags of an episode that stand and name one counterparty, by block time; never empty."""

    flags: tuple[Flag, ...]

    @property
    def to_entity(self) -> str:
        """Slug of the counterparty."""
        return self.flags[0].to_entity

    @property
    def to_type(self) -> Category:
        """What the address that got the most is used for."""
        return max(self.flags, key=lambda flag: flag.sats).to_type

    @property
    def sats(self) -> int:
        """What moved there in all: tranches of one story are one amount."""
        return sum(flag.sats for flag in self.flags)

    @property
    def at(self) -> datetime:
        """When the first of it moved."""
        return self.flags[0].block.time

    @property
    def confirmed_sats(self) -> int:
        """What disclosures account for."""
        return sum(flag.confirmed_sats for flag in self.flags)


def movements_of(episode: Episode) -> tuple[Movement, ...]:
    """What an episode moved to each counterparty, the largest amount first."""
    flags: dict[str, list[Flag]] = defaultdict(list)
    for flag in episode.live_flags:
        flags[flag.to_entity].append(flag)
    return tuple(sorted((Movement(tuple(each)) for each in flags.values()), key=_largest_first))


def _largest_first(movement: Movement) -> tuple[int, str]:
    return -movement.sats, movement.to_entity


def earlier_than(movement: Movement, dealings: Sequence[Flag]) -> tuple[Flag, ...]:
    """The flags among a miner's dealings with the counterparty that came before and still stand."""
    own = {flag.flag_id for flag in movement.flags}
    return tuple(
        flag
        for flag in dealings
        if flag.to_entity == movement.to_entity
        and flag.live
        and flag.flag_id not in own
        and flag.block.time <= movement.at
    )
