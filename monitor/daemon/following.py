"""One turn of following the chain, and what its failure means for source and health."""

from typing import Protocol

import structlog

from monitor.errors import SourceCannot, SourceDataError, SourceLacks
from monitor.pipeline.follow import Follower
from monitor.pipeline.health import Health
from monitor.pipeline.way import Way

log = structlog.get_logger()

LACKING_TURNS = 3
"""So many turns in a row nobody may have what was told of before that counts as trouble."""


class Sources(Protocol):
    """What serves the follower: one of several sources at a time."""

    def pass_over(self) -> None:
        """Let the next one serve."""


class Following:
    """The follower with its sources. A source that lags, lacks or lies is passed over at the next turn.

    Where no source serves raw blocks, `auto` goes on by addresses.
    """

    def __init__(self, follower: Follower, sources: Sources, health: Health, way: Way) -> None:
        self._follower = follower
        self._sources = sources
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
            await self._follower.advance()
        except SourceLacks as error:
            self._sources.pass_over()
            # Public explorers are many machines, and the one that is asked may not have heard yet.
            self._lacking += 1
            if self._lacking >= LACKING_TURNS:
                raise
            log.info("follow.source_behind", reason=str(error))
            return
        except SourceDataError:
            self._sources.pass_over()
            raise
        except SourceCannot as error:
            if not self._way.blocks_refused(str(error)):
                raise
            return
        self._way.blocks_served()
        self._lacking = 0
        self._health.well("source")
        self._health.well("store")
