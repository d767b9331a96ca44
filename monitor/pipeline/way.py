"""The way in which the chain is followed: by whole blocks, or by polling addresses."""

from dataclasses import dataclass, field
from typing import Literal

import structlog

log = structlog.get_logger()

Mode = Literal["auto", "blocks", "addresses"]

_REFUSALS = 3
"""So many turns in a row nobody may serve raw blocks before `auto` gives up on them: a public explorer is many
machines, of which one may be set up otherwise."""


@dataclass(slots=True)
class Way:
    """Which way is taken. `auto` is by blocks until no source serves any, and then by addresses until the end."""

    mode: Mode = "auto"
    by_blocks: bool = field(init=False)
    _refusals: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.by_blocks = self.mode != "addresses"

    def blocks_served(self) -> None:
        """A turn came to its end."""
        self._refusals = 0

    def blocks_refused(self, reason: str) -> bool:
        """No source serves raw blocks; whether there is another way to go."""
        if self.mode != "auto" or not self.by_blocks:
            return False
        self._refusals += 1
        if self._refusals >= _REFUSALS:
            log.warning("follow.by_addresses", reason=reason)
            self.by_blocks = False
        return True
