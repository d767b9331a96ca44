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
    """Which way is taken.

    `auto` is by blocks; only where no source ever served one since the start does it become by addresses, and stay
    so. Once blocks came, a source that lacks one is in trouble, and no reason to look at less.
    """

    mode: Mode = "auto"
    by_blocks: bool = field(init=False)
    undecided: bool = field(init=False)
    """Whether it may still turn out that no source serves raw blocks."""
    _refusals: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self.by_blocks = self.mode != "addresses"
        self.undecided = self.mode == "auto"

    def blocks_served(self) -> None:
        """A block came."""
        self.undecided = False

    def blocks_refused(self, reason: str) -> bool:
        """No source serves raw blocks; whether there is, or may be, another way to go."""
        if not self.undecided:
            return False
        self._refusals += 1
        if self._refusals >= _REFUSALS:
            log.warning("follow.by_addresses", reason=reason)
            self.by_blocks = self.undecided = False
        return True
