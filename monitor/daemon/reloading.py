"""Labels are read anew while the daemon runs: all of them, or none."""

import asyncio
from collections.abc import Callable, Sequence

import structlog

from monitor.daemon.systemd import Notifier
from monitor.errors import ConfigError, Problem, StoreError
from monitor.labels.book import LabelBook
from monitor.pipeline.health import LABELS, Health
from monitor.pipeline.histories import Histories
from monitor.pipeline.relabel import Relabelling

log = structlog.get_logger()

RETRY_SECONDS = 5.0
"""How long to wait with labels that are good for a database that is not."""
_SHOWN = 20
"""So many problems are logged."""

Load = Callable[[], tuple[LabelBook, Sequence[Problem]]]
"""Reads all label files; raises ConfigError where one is wrong."""


class Reloading:
    """Waits to be asked for a reload. A wrong file changes nothing: the labels stay, and the status says why."""

    def __init__(
        self, load: Load, relabelling: Relabelling, histories: Histories, notifier: Notifier, health: Health
    ) -> None:
        self._load = load
        self.relabelling = relabelling
        self._histories = histories
        self._notifier = notifier
        self._health = health

    async def run(self, asked: asyncio.Event) -> None:
        """Reload for ever, whenever `asked` is set; being asked meanwhile means once more."""
        while True:
            await asked.wait()
            asked.clear()
            self._notifier.reloading()
            said = await self.reload()
            self._notifier.ready(said)

    async def reload(self) -> str:
        """Read the labels and put them in force; what came of it, in a few words."""
        try:
            book, problems = await asyncio.to_thread(self._load)
        except ConfigError as error:
            self._refused(error)
            return "the labels could not be read and are as before"
        for problem in problems[:_SHOWN]:
            log.warning("labels.problem", where=problem.where, what=problem.what)
        revised = await self._adopted(book)
        self._health.well(LABELS)
        log.info("labels.reloaded", labels=book.counts.labels, label_set=book.digest, revisions=revised)
        return f"{book.counts.labels} labels reloaded"

    async def _adopted(self, book: LabelBook) -> int:
        while True:
            try:
                revised = await self.relabelling.adopt(book)
                await self._histories.expect_all()
            except StoreError as error:
                self._health.trouble(LABELS, f"good labels wait for the database: {error}")
                await asyncio.sleep(RETRY_SECONDS)
            else:
                return revised

    def _refused(self, error: ConfigError) -> None:
        for problem in error.problems[:_SHOWN]:
            log.error("labels.refused", where=problem.where, what=problem.what)
        more = f" (and {len(error.problems) - 1} problems more)" if len(error.problems) > 1 else ""
        self._health.trouble(LABELS, f"the labels are as before the reload: {error.problems[0]}{more}")
