"""The early warning: scripts of miners and of trails are looked up in the sources' mempools, a few at each turn.

A mempool is one source's word. What it shows is told as such, and a block has the last word on it.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import timedelta

import structlog

from monitor.clock import Clock
from monitor.errors import SourceCannot, SourceError, SourceLacks, SourceUnavailable
from monitor.flows.unsettled import Look, State, Unsettled
from monitor.labels.vocabulary import Category
from monitor.pipeline.health import Health
from monitor.pipeline.ports import Source, Sources
from monitor.pipeline.rota import Rota
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.sightings import Sighting, Spotter
from monitor.pipeline.unconfirmed import Unconfirmed
from monitor.pipeline.urgency import bulk
from monitor.store.store import Store

log = structlog.get_logger()

PART = "mempool"
MAX_READ = 25
"""Transactions read for one script at one turn: anybody can have hundreds listed there, for a fee."""
MAX_STRANGERS = 10_000
"""Txids that are remembered as none of ours, so that they are not read again at every turn."""
MAX_GIVEN_UP = 5
"""Transactions at one turn that every source is asked about before they are given up."""
FAILED_TURNS = 3
"""So many turns in a row may fail before that counts as trouble; a mempool backend fails for seconds at times."""
RECENT = timedelta(days=30)
MAY_RETURN = timedelta(hours=6)
"""How long something is expected of a transaction that is gone: a reorg gives most of them back at once."""
MAX_TRAILED = 1_000
"""Scripts of trails that are looked up, those that hold most: each takes a turn from the others."""
_HOLDS = 4
_PAID_RECENTLY = 15
_TRAILED = 15
"""What left a miner for nobody known often goes on within hours."""


class MempoolWatch:
    """Looks scripts up, decides which, and hands what is found to `Unconfirmed`.

    Args:
        shelf: where the labels lie; the scripts of miners are looked up, and those where trails hold something.
        vanish_after: how long no source may have shown a transaction before it is withdrawn.
    """

    def __init__(
        self,
        *,
        sources: Sources,
        store: Store,
        spotter: Spotter,
        unconfirmed: Unconfirmed,
        shelf: LabelShelf,
        rota: Rota,
        vanish_after: timedelta,
        clock: Clock,
        health: Health,
    ) -> None:
        self._sources = sources
        self._store = store
        self._spotter = spotter
        self._unconfirmed = unconfirmed
        self._shelf = shelf
        self._labels: str | None = None
        self._miners: Sequence[bytes] = ()
        self._trailed: Sequence[bytes] = ()
        self._rota = rota
        self._vanish_after = vanish_after
        self._clock = clock
        self._health = health
        self._one_at_a_time = asyncio.Lock()
        self._strangers: OrderedDict[str, None] = OrderedDict()
        self._ranked = False
        self._ranked_at: str | None = None
        """The block at which it was ranked last."""
        self._failed = 0

    async def turn(self) -> None:
        """Ask for the scripts whose turn it is, and give up what nobody shows any more.

        Raises:
            StoreError: the database refuses; the next turn tries again.
        """
        async with self._one_at_a_time:
            if not await self._has_begun():
                return
            with bulk():
                hot = await self._rank()
                if await self._look_at(self._rota.turn(hot)):
                    await self._give_up()

    async def hurry(self, scripts: Iterable[bytes]) -> None:
        """Ask for some scripts at once, as somebody says that something happened there.

        Raises:
            StoreError: the database refuses.
        """
        async with self._one_at_a_time:
            if not await self._has_begun():
                return
            self._heed_labels()
            with bulk():
                await self._look_at(self._rota.called(scripts))

    async def _has_begun(self) -> bool:
        """Whether blocks are followed: before that nobody has made sure that the sources are of our network."""
        async with self._store.read() as tx:
            return await tx.chain.tip() is not None

    async def favourites(self, count: int) -> Sequence[bytes]:
        """The scripts that matter most, for a push channel that takes only so many.

        Raises:
            StoreError: the database refuses.
        """
        hot = await self._rank()
        return list(dict.fromkeys((*sorted(hot), *self._rota.favourites(count))))[:count]

    async def _rank(self) -> frozenset[bytes]:
        """Bring the order of the scripts up to date; those where something goes on.

        They are ranked anew with each block: where it leaves a trail, the next hop may wait already.
        """
        self._heed_labels()
        now = self._clock()
        async with self._store.read() as tx:
            remembered = await tx.unsettled.all()
            tip = await tx.chain.tip()
            at = tip.block_hash if tip else None
            first = not self._ranked
            if first or at != self._ranked_at:
                paid = await tx.chain.senders_since(now - RECENT)
                weights = dict.fromkeys(await tx.coins.holders(), 1 + _HOLDS)
                weights |= {script: weights.get(script, 1) + _PAID_RECENTLY for script in paid}
                self._trailed = await tx.trails.richest_scripts(MAX_TRAILED)
                weights |= dict.fromkeys(self._trailed, 1 + _TRAILED)
                self._rota.watch((*self._miners, *self._trailed))
                self._rota.weigh(weights)
                self._ranked, self._ranked_at = True, at
            if first:
                log.info("mempool.watching", scripts=len(self._rota), at_once=self._rota.at_once)
        return frozenset(
            script
            for row in remembered
            if row.state is State.PENDING
            or (row.state is State.GONE and row.place_is_open and now - row.last_seen < MAY_RETURN)
            for script in row.scripts
        )

    def _heed_labels(self) -> None:
        """Go over to the miners' scripts of the labels in force; who was a stranger may be one of them.

        What trails hold is looked up at the next ranking.
        """
        book = self._shelf.book
        if self._labels != book.digest:  # candidates are no miners' scripts yet, and come with every block
            self._labels = book.digest
            self._miners = book.scripts_of(Category.MINER)
            self._rota.watch((*self._miners, *self._trailed))
            self._strangers.clear()
            self._ranked = False

    async def _look_at(self, scripts: Sequence[bytes]) -> bool:
        """Whether the sources answered for all of these scripts."""
        for script in scripts:
            try:
                source, listed = await self._listed(script)
            except SourceCannot as error:
                self._note_useless(error)
                return False
            except SourceError as error:
                self._note_failure(error)
                return False
            await self._take_in(script, source, listed)
        self._note_answers()
        return True

    async def _listed(self, script: bytes) -> tuple[Source, Sequence[str]]:
        """What the first source that answers lists under a script, and which one that is.

        The one that serves the blocks is asked last: it has enough to do, and each has a budget of its own.
        """
        failures: list[SourceError] = []
        members = self._sources.members()
        for source in (*members[1:], *members[:1]):
            try:
                return source, await source.pending(script)
            except SourceError as error:
                failures.append(error)
        raise _none_answered(failures)

    async def _take_in(self, script: bytes, source: Source, listed: Sequence[str]) -> None:
        async with self._store.read() as tx:
            known = {row.txid: row for row in await tx.unsettled.all()}
        look = Look(source.name, script, frozenset(listed), self._clock())
        unread = [txid for txid in dict.fromkeys(listed) if self._is_news(txid, known.get(txid))]
        sightings = []
        for txid in unread[:MAX_READ]:
            try:
                sighting = await self._read(txid, known.get(txid), source)
            except SourceUnavailable as error:
                log.info("mempool.reading_stopped", txid=txid, reason=str(error))
                break
            except SourceError as error:
                # Listed a moment ago, and not served: replaced meanwhile, or by a server that has not heard yet.
                log.info("mempool.unread", txid=txid, reason=str(error))
                continue
            if sighting is None:
                self._remember_stranger(txid)
            else:
                sightings.append(sighting)
        await self._unconfirmed.look(look, sightings)

    def _is_news(self, txid: str, known: Unsettled | None) -> bool:
        if known is None:
            return txid not in self._strangers
        return known.state is not State.PENDING and known.place_is_open

    async def _read(self, txid: str, known: Unsettled | None, source: Source) -> Sighting | None:
        if known is not None and known.raw is not None:
            return await self._spotter.again(known, source, self._clock())
        return await self._spotter.spot(txid, source, self._clock())

    def _remember_stranger(self, txid: str) -> None:
        self._strangers[txid] = None
        if len(self._strangers) > MAX_STRANGERS:
            self._strangers.popitem(last=False)

    async def _give_up(self) -> None:
        """Ask every source about what was not seen for long; what none of them shows is withdrawn.

        That a source still serves a transaction as "not confirmed" proves nothing: nodes with an index remember
        those that fell out of their mempool. Only a list of what waits counts, and only that of a source whose
        blocks were all scanned: the transaction may be in the next one.
        """
        overdue = await self._unconfirmed.overdue(self._vanish_after)
        for row in overdue[:MAX_GIVEN_UP]:
            asked: list[str] = []
            for source in self._sources.members():
                try:
                    listed = await source.pending(row.scripts[0])
                    tip = await source.tip_hash()
                except SourceError:
                    continue
                if row.txid in listed:
                    await self._take_in(row.scripts[0], source, listed)
                    break
                if await self._was_scanned(tip):
                    asked.append(source.name)
            else:
                if asked:
                    await self._unconfirmed.give_up(row, asked)

    async def _was_scanned(self, block_hash: str) -> bool:
        async with self._store.read() as tx:
            return await tx.chain.on_best_chain(block_hash) is not None

    def _note_answers(self) -> None:
        self._failed = 0
        self._rota.answered()
        self._health.well(PART)

    def _note_failure(self, error: SourceError) -> None:
        self._failed += 1
        self._rota.refused()
        if self._failed >= FAILED_TURNS:
            self._health.trouble(PART, f"no early warning: {error}")

    def _note_useless(self, error: SourceCannot) -> None:
        if not self._failed:
            log.warning("mempool.no_source", reason=str(error))
        self._failed += 1


def _none_answered(failures: Sequence[SourceError]) -> SourceError:
    # Whoever has no such path answers 404, as if it lacked the script.
    unable = (SourceCannot, SourceLacks)
    serious = [failure for failure in failures if not isinstance(failure, unable)]
    if failures and not serious:
        return SourceCannot("no source", "; ".join(map(str, failures)))
    if len(serious) == 1:
        return serious[0]
    return SourceUnavailable("all sources", "; ".join(map(str, serious)) or "all are in quarantine")
