"""Asks the price sources, keeps what is believed, and lets nobody wait for it."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog

from monitor.errors import SourceError, SourceLacks
from monitor.market.price import NOTABLE_PCT, Judged, Price, disagreement_pct, judge, slot_of
from monitor.pipeline.health import Health
from monitor.pipeline.ports import PriceSource
from monitor.pipeline.unbroken import unbroken
from monitor.store.store import Store

log = structlog.get_logger()

GRACE_SECONDS = 0.5
"""So long an alert waits for a price that is being asked for; not at all while they come more slowly than that."""
PROMPT_SECONDS = 0.2
"""What has answered by then is used; the others are only held against it."""
MOST_WANTED = 100
_ALL = "all sources"
_KNOWN_WITHIN = timedelta(days=1)


class PriceDesk:
    """Every price is asked for once per slot and source, and the first one that is believed is kept for good."""

    def __init__(self, sources: Sequence[PriceSource], store: Store, health: Health) -> None:
        self.sources = sources
        """None where nobody is to be asked; then `ask` is not called."""
        self._store = store
        self._health = health
        self._wanted: dict[datetime, tuple[datetime, asyncio.Event]] = {}
        self._prompt = True
        self._odd: dict[str, str] = {}
        self.wake = asyncio.Event()
        """Set when somebody wants a price."""

    async def at_hand(self, moment: datetime) -> None:
        """Return when the price of a moment is in the store, or after a very short while without it.

        It then comes with a later revision. Where sources are slow or dead, nothing is waited for.

        Raises:
            StoreError: the database cannot be read.
        """
        slot = slot_of(moment)
        if not self.sources:
            return
        async with self._store.read() as tx:
            if await tx.market.prices((slot,)):
                return
        come = self.want(moment)
        if come is None or not self._prompt:
            return
        try:
            async with asyncio.timeout(GRACE_SECONDS):
                await come.wait()
        except TimeoutError:
            self._prompt = False

    def want(self, moment: datetime) -> asyncio.Event | None:
        """Have the price of a moment asked for; what is set when that is done. None where too many are wanted."""
        slot = slot_of(moment)
        if slot not in self._wanted and len(self._wanted) >= MOST_WANTED:
            return None  # it is found again by its flag
        _, come = self._wanted.setdefault(slot, (moment, asyncio.Event()))
        self.wake.set()
        return come

    def wanted(self) -> list[datetime]:
        """The moments that somebody waits for, the latest first."""
        return sorted((moment for moment, _ in self._wanted.values()), reverse=True)

    async def ask(self, moment: datetime, *, present: bool = False) -> None:
        """Ask every source for the price of a moment, and keep what is believed.

        Args:
            moment: when.
            present: whether it is now, so that having no price is a trouble worth telling.

        Raises:
            StoreError: the database refuses.
        """
        slot = slot_of(moment)
        failures: dict[str, str] = {}
        asked = [
            asyncio.create_task(self._from(source, moment, failures), name=f"price of {source.name}")
            for source in self.sources
        ]
        try:
            await asyncio.wait(asked, timeout=PROMPT_SECONDS)
            # What is late, and may never come, must not hold back what is there.
            kept = await self._keep(slot, moment, asked, present=present)
            self._prompt = self._prompt or kept
            for late in asyncio.as_completed([each for each in asked if not each.done()]):
                await late
                kept = await self._keep(slot, moment, asked, present=present) or kept
        finally:
            for each in asked:
                each.cancel()
            self._come(slot)
        if present:
            self._tell(kept=kept, failures=failures)

    async def _from(self, source: PriceSource, moment: datetime, failures: dict[str, str]) -> Price | None:
        try:
            return await source.usd_at(moment)
        except SourceLacks as error:
            failures[source.name] = str(error)
        except SourceError as error:
            failures[source.name] = str(error)
            log.debug("price.unavailable", reason=str(error))
        return None

    async def _keep(
        self,
        slot: datetime,
        moment: datetime,
        asked: Sequence[asyncio.Task[Price | None]],
        *,
        present: bool,
    ) -> bool:
        """Judge the prices that have come and keep those that are believed; whether there are any."""
        prices = _prices(asked)
        if not prices:
            return False
        judged = await unbroken(self._judged(slot, moment, prices))
        self._note(judged, "" if present else " (past)")
        if judged.believed:
            self._come(slot)
        return bool(judged.believed)

    async def _judged(self, slot: datetime, moment: datetime, prices: Sequence[Price]) -> Judged:
        async with self._store.write() as tx:
            judged = judge(prices, moment, await tx.market.near(slot, _KNOWN_WITHIN))
            await tx.market.keep_prices(slot, judged.believed)
        return judged

    def _come(self, slot: datetime) -> None:
        if slot in self._wanted:
            self._wanted.pop(slot)[1].set()

    def _note(self, judged: Judged, which: str) -> None:
        """Log what is odd when it begins and when it ends, of the present and of the past apart."""
        for refused in judged.refused:
            self._begin(refused.price.source + which, "price.refused", refused.reason)
        for price in judged.believed:
            self._end(price.source + which)
        apart = disagreement_pct(judged.believed) if judged.believed else None
        if apart is not None and apart > NOTABLE_PCT:
            prices = ", ".join(f"{price.source} {price.usd}" for price in judged.believed)
            self._begin(_ALL + which, "price.disagreement", prices)
        elif apart is not None:
            self._end(_ALL + which)

    def _begin(self, what: str, event: str, reason: str) -> None:
        if what not in self._odd:
            log.warning(event, source=what, reason=reason)
        self._odd[what] = reason

    def _end(self, what: str) -> None:
        if self._odd.pop(what, None) is not None:
            log.info("price.well_again", source=what)

    def _tell(self, *, kept: bool, failures: dict[str, str]) -> None:
        if kept:
            self._health.well("price")
            return
        names = [source.name for source in self.sources]
        refused = {name: f"{name}: {self._odd[name]}" for name in names if name in self._odd}
        said = {**refused, **failures}.values()
        self._health.trouble("price", f"no dollars in alerts: {'; '.join(said) or 'no source answers'}")


def _prices(asked: Sequence[asyncio.Task[Price | None]]) -> list[Price]:
    """The answers that are there, in the order of the sources."""
    answers = [each.result() for each in asked if each.done()]
    return [price for price in answers if price is not None]
