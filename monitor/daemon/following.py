"""One turn of following the chain, and what its failure means for source and health."""

import structlog

from monitor.errors import SourceCannot, SourceLacks
from monitor.pipeline.follow import Follower
from monitor.pipeline.health import Health
from monitor.pipeline.way import Way

log = structlog.get_logger()

PART = "source"
"""What its troubles are told under."""
LACKING_TURNS = 3
"""So many turns in a row nobody may have what was told of before that counts as trouble."""


class Following:
    """The follower, and how patient we are with sources that have not heard of a block yet."""

    def __init__(self, follower: Follower, health: Health, way: Way) -> None:
        self._follower = follower
        self._health = health
        self._way = way
        self._lacking = 0

    async def turn(self) -> None:
        """Advance to the tip.

        Raises:
            SourceError: no source serves what is needed; nothing is lost, the next turn tries again.
            StoreError: the database refuses.
        """
        try:
            taken = await self._follower.advance()
        except SourceLacks as error:
            # Public explorers are many machines, and the one that is asked may not have heard yet; behind an address
            # where that happens at every other turn it shall not fill the journal.
            self._lacking += 1
            if self._lacking >= LACKING_TURNS:
                raise
            log.debug("follow.source_behind", reason=str(error))
            return
        except SourceCannot as error:
            if not self._way.blocks_refused(str(error)):
                raise
            return
        if taken and self._way.by_blocks:
            self._way.blocks_served()
        self._lacking = 0
        self._health.well(PART)
        self._health.well("store")
