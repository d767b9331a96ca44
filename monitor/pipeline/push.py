"""Listens to a push channel and has the scripts looked up that it names. It shortens a delay and decides nothing."""

import asyncio
import random
from collections.abc import Iterable
from contextlib import aclosing

import structlog

from monitor.errors import SourceError, StoreError
from monitor.pipeline.health import Health
from monitor.pipeline.mempool import MempoolWatch
from monitor.pipeline.ports import Push

log = structlog.get_logger()

LOOKS = 3
"""So often a script is looked up that was named: the lists of an explorer follow its push by some seconds."""
SPACING_SECONDS = 5.0
"""Between two of these looks, however often the channel calls."""
FIRST_PAUSE_SECONDS = 2.0
LONGEST_PAUSE_SECONDS = 900.0
LASTED_SECONDS = 60.0
"""A connection that held so long was a good one: the pauses begin anew."""


class PushListener:
    """The long-lived task of one channel."""

    def __init__(self, push: Push, watch: MempoolWatch, health: Health) -> None:
        self._push = push
        self._watch = watch
        self._health = health
        self._looks_left: dict[bytes, int] = {}
        self._called = asyncio.Event()
        self._lost = False

    async def run(self) -> None:
        """Listen and look for ever. A channel that is lost is opened again, after growing pauses."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._listen())
            tasks.create_task(self._heed())

    async def _listen(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        loop = asyncio.get_running_loop()
        while True:
            begun = loop.time()
            try:
                async with aclosing(self._push.calls(self._watch.favourites)) as calls:
                    async for scripts in calls:
                        self._note(scripts)
            except SourceError as error:
                self._note_loss(error)
            except StoreError as error:
                self._health.trouble("store", str(error))
            lasted = loop.time() - begun >= LASTED_SECONDS
            pause = FIRST_PAUSE_SECONDS if lasted else min(LONGEST_PAUSE_SECONDS, pause * 2)
            await asyncio.sleep(pause * random.uniform(0.5, 1.0))

    def _note(self, scripts: Iterable[bytes]) -> None:
        if self._lost:
            log.info("push.recovered", source=self._push.name)
            self._lost = False
        self._looks_left |= dict.fromkeys(scripts, LOOKS)
        self._called.set()

    def _note_loss(self, error: SourceError) -> None:
        # No trouble of the house: the sweep goes on without it.
        if not self._lost:
            log.warning("push.lost", source=self._push.name, reason=str(error))
        self._lost = True

    async def _heed(self) -> None:
        while True:
            await self._called.wait()
            try:
                await self._watch.hurry(list(self._looks_left))
            except StoreError as error:
                self._health.trouble("store", str(error))
            left = {script: looks - 1 for script, looks in self._looks_left.items()}
            self._looks_left = {script: looks for script, looks in left.items() if looks}
            if not self._looks_left:
                self._called.clear()
            await asyncio.sleep(SPACING_SECONDS)
