"""Whose turn it is: of many scripts, those few that a look into a mempool is spent on."""

from collections.abc import Collection, Iterable, Mapping
from heapq import nlargest

_HOT = 20
"""How much sooner the turn of a script comes that has something pending."""


class Rota:
    """Ranks scripts by how long they have waited, times how much they matter; none is forgotten for ever.

    Args:
        scripts: all that may be asked for.
        at_once: how many a turn may take at most.
    """

    def __init__(self, scripts: Iterable[bytes], at_once: int) -> None:
        self._weights = dict.fromkeys(scripts, 1)
        self._asked: dict[bytes, int] = {}
        self._turn = 0
        self._most = at_once
        self._at_once = at_once

    def __len__(self) -> int:
        return len(self._weights)

    @property
    def at_once(self) -> int:
        """How many the next turn may take: halved by each refusal, one more after each turn without."""
        return self._at_once

    def watch(self, scripts: Iterable[bytes]) -> None:
        """Other scripts may be asked for from now on; those that stay keep their weight and their turn."""
        self._weights = {script: self._weights.get(script, 1) for script in scripts}
        self._asked = {script: turn for script, turn in self._asked.items() if script in self._weights}

    def weigh(self, weights: Mapping[bytes, int]) -> None:
        """How much each script matters, 1 where it is not said."""
        self._weights = {script: weights.get(script, 1) for script in self._weights}

    def turn(self, hot: Collection[bytes] = ()) -> list[bytes]:
        """The scripts to ask for now; they count as asked. `hot` ones, where something goes on, wait far less."""
        self._turn += 1
        chosen = nlargest(
            self._at_once,
            self._weights,
            key=lambda script: self._urgency(script) * (_HOT if script in hot else 1),
        )
        self._asked |= dict.fromkeys(chosen, self._turn)
        return chosen

    def called(self, scripts: Iterable[bytes]) -> list[bytes]:
        """Of scripts that somebody calls for, those that may be asked for now; they count as asked."""
        chosen = [script for script in scripts if script in self._weights][: self._at_once]
        self._asked |= dict.fromkeys(chosen, self._turn)
        return chosen

    def favourites(self, count: int) -> list[bytes]:
        """Those that matter most."""
        return nlargest(count, self._weights, key=lambda script: self._weights[script])

    def refused(self) -> None:
        """The sources had enough."""
        self._at_once = max(1, self._at_once // 2)

    def answered(self) -> None:
        """A whole turn was answered."""
        self._at_once = min(self._most, self._at_once + 1)

    def _urgency(self, script: bytes) -> int:
        return (self._turn - self._asked.get(script, 0)) * self._weights[script]
