"""What trails hold at one moment: the parts that are followed or lie parked, by the output they sit in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from monitor.flows.trails.trail import Ending, Trail, TrailCoin, TrailEnd, TrailPolicy


class Held:
    """The parts of all trails that still sit somewhere. Several trails may hold parts of one output.

    A part that lay still for too long is told as parked. It stays here: whoever spends it, however late, moves it on.
    """

    def __init__(
        self,
        trails: Iterable[Trail] = (),
        coins: Iterable[TrailCoin] = (),
        parked: Iterable[TrailCoin] = (),
    ) -> None:
        self._trails = {trail.trail_id: trail for trail in trails}
        self._coins: dict[bytes, dict[str, TrailCoin]] = {}
        self._open: dict[str, int] = {}
        """How many parts each trail has; one that has none left is forgotten."""
        self._oldest: datetime | None = None
        """No part that is not parked is older."""
        self._parked: set[tuple[bytes, str]] = set()
        """By outpoint and trail."""
        self.add(coins)
        self._park(parked)

    def __len__(self) -> int:
        return sum(self._open.values())

    @property
    def outpoints(self) -> AbstractSet[bytes]:
        """The outputs that hold something."""
        return self._coins.keys()

    @property
    def coins(self) -> Sequence[TrailCoin]:
        """Every open part: those that are not parked."""
        return [coin for coin in self._all() if not self._is_parked(coin)]

    @property
    def parked(self) -> Sequence[TrailCoin]:
        """Every part that lies parked."""
        return [coin for coin in self._all() if self._is_parked(coin)] if self._parked else []

    @property
    def trails(self) -> Mapping[str, Trail]:
        """The trails that are open, and those that were when the block began which is being looked at."""
        return self._trails

    def at(self, outpoint: bytes) -> Sequence[TrailCoin]:
        """What sits in an output (36 bytes)."""
        parts = self._coins.get(outpoint)
        return tuple(parts.values()) if parts else ()

    def begin(self, trail: Trail) -> None:
        """A trail begins."""
        self._trails[trail.trail_id] = trail

    def add(self, coins: Iterable[TrailCoin]) -> None:
        """Parts of trails that are known. One that is held already changes nothing."""
        for coin in coins:
            parts = self._coins.setdefault(coin.outpoint, {})
            self._open[coin.trail_id] = self._open.get(coin.trail_id, 0) + (coin.trail_id not in parts)
            parts[coin.trail_id] = coin
            if self._oldest is None or coin.block.time < self._oldest:
                self._oldest = coin.block.time

    def is_touched_by(self, outpoints: Sequence[bytes]) -> bool:
        """Whether any of these outputs holds something."""
        return bool(self._coins) and not self._coins.keys().isdisjoint(outpoints)

    def has_to_stop(self, now: datetime, policy: TrailPolicy) -> bool:
        """Whether at a time something may have sat still for too long, or too much is held."""
        old = self._oldest is not None and now - self._oldest > policy.max_age
        return old or len(self) > policy.max_coins

    def spend(self, coins: Iterable[TrailCoin]) -> None:
        """Parts whose output was spent."""
        for coin in coins:
            self._drop(coin.outpoint, coin.trail_id)

    def stop(self, ends: Iterable[TrailEnd]) -> None:
        """Parts that are parked from now on, or not followed any more although they still sit there."""
        for end in ends:
            if end.outpoint is None:
                continue
            if end.ending is Ending.PARKED:
                self._parked.add((end.outpoint, end.trail_id))
            else:
                self._drop(end.outpoint, end.trail_id)
        self._oldest = min((coin.block.time for coin in self.coins), default=None)
        self.forget_ended()

    def forget_ended(self) -> None:
        """Forget trails of which nothing is left."""
        for trail_id in [each for each in self._trails if not self._open.get(each)]:
            del self._trails[trail_id]
            self._open.pop(trail_id, None)

    def _all(self) -> Iterator[TrailCoin]:
        return (coin for parts in self._coins.values() for coin in parts.values())

    def _is_parked(self, coin: TrailCoin) -> bool:
        return bool(self._parked) and (coin.outpoint, coin.trail_id) in self._parked

    def _park(self, coins: Iterable[TrailCoin]) -> None:
        oldest, given = self._oldest, list(coins)
        self.add(given)
        self._oldest = oldest
        self._parked.update((coin.outpoint, coin.trail_id) for coin in given)

    def _drop(self, outpoint: bytes, trail_id: str) -> None:
        self._parked.discard((outpoint, trail_id))
        parts = self._coins.get(outpoint, {})
        if parts.pop(trail_id, None) is not None:
            self._open[trail_id] -= 1
        if not parts:
            self._coins.pop(outpoint, None)
