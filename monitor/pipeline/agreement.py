"""The second opinion: what independent sources say of a block and of the transactions in it that were flagged."""

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from monitor.clock import Clock
from monitor.errors import SourceCannot, SourceError
from monitor.flows import revisions
from monitor.flows.agreement import ONLY_SOURCE, Agreement, Dissent
from monitor.flows.episode import Episode
from monitor.flows.flag import Flag
from monitor.pipeline.ports import Source, Sources
from monitor.pipeline.record import Recorder
from monitor.store.store import Store

log = structlog.get_logger()

LATE = "no second source told of it in time"
"""Why a flag is waived that others could have told of."""
MAX_FLAGS = 200
"""Flags asked about in one turn; the rest waits for the next."""


@dataclass(frozen=True, slots=True)
class AgreementPolicy:
    """How long a second source is waited for."""

    patience: timedelta = timedelta(seconds=2)
    """Before a flag is told at all: most second sources answer within it, and one message is enough."""
    page_after: timedelta = timedelta(minutes=2)
    """Before it pages on one source's word."""


class Witness(Protocol):
    """Gives flags of one block the word of the sources on them, before they are told."""

    async def heard(self, flags: Sequence[Flag], served_by: str) -> Sequence[Flag]:
        """The same flags with what the sources say of them."""


class OnlySource:
    """The witness of a house with one source: there is nobody to ask, and nothing to wait for."""

    async def heard(self, flags: Sequence[Flag], served_by: str) -> Sequence[Flag]:
        """See `Witness`."""
        return [replace(flag, agreement=Agreement((served_by,), waived=ONLY_SOURCE)) for flag in flags]


class SecondOpinion:
    """Asks every other operator's sources at once, each for as long as patience lasts. Fulfils `Witness`.

    Args:
        sources: all there are.
        policy: how long they are waited for.
        clock: tells when a flag's agreement was first asked for.
        operators: who runs a source, by its name; one that is not listed is nobody else's.
    """

    def __init__(
        self,
        sources: Sources,
        policy: AgreementPolicy,
        clock: Clock,
        operators: Mapping[str, str] | None = None,
    ) -> None:
        self._sources = sources
        self._operators = operators or {}
        self._policy = policy
        self._clock = clock

    async def heard(self, flags: Sequence[Flag], served_by: str) -> Sequence[Flag]:
        """See `Witness`."""
        if not flags:
            return flags
        asked = [replace(flag, agreement=Agreement((served_by,), since=self._clock())) for flag in flags]
        words = await self.on(asked)
        return [replace(flag, agreement=words[flag.flag_id]) for flag in asked]

    async def on(self, flags: Iterable[Flag]) -> Mapping[str, Agreement]:
        """What the sources say by now, by flag id. Whoever is silent, behind or unable is no dissent."""
        flags = list(flags)
        opinions = await asyncio.gather(*(self._asked(flag) for flag in flags))
        return dict(zip((flag.flag_id for flag in flags), opinions, strict=True))

    def _operator(self, source: str) -> str:
        return self._operators.get(source, source)

    async def _asked(self, flag: Flag) -> Agreement:
        before = flag.agreement
        heard = {self._operator(name) for name in before.by}
        others = [source for source in self._sources.members() if self._operator(source.name) not in heard]
        tasks = [asyncio.create_task(_word(source, flag)) for source in others]
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=self._policy.patience.total_seconds())
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        words = [task.result() for task in tasks if not task.cancelled()]
        against = tuple(word for word in words if isinstance(word, Dissent))
        for dissent in against:
            if dissent not in before.against:
                log.warning("agreement.dissent", txid=flag.txid, source=dissent.source, says=dissent.says)
        by = (*before.by, *(word for word in words if isinstance(word, str)))
        return replace(before, by=by, against=against)


async def _word(source: Source, flag: Flag) -> str | Dissent | None:
    """The name of a source that agrees, its dissent, or None while it has nothing to say."""
    block = flag.block
    try:
        if block.block_hash is None:
            # No block to agree on: that it has the transaction as well is all that can be said of a mempool.
            await source.raw_transaction(flag.txid)
            return source.name
        if block.height is not None:
            theirs = await source.block_hash(block.height)
            if theirs != block.block_hash:
                return Dissent(source.name, f"has block {theirs} at height {block.height}")
        found = await source.block_of(flag.txid)
    except SourceCannot:
        # It keeps no index of transactions. The same block hash proves the same transactions all the same.
        return source.name if block.height is not None else None
    except SourceError:
        return None
    if found is None:
        return None
    if found != block.block_hash:
        return Dissent(source.name, f"has {flag.txid} in block {found}")
    return source.name


@dataclass(frozen=True, slots=True)
class AgreementDesk:
    """Asks again about flags that nobody else has told of yet, until somebody does or the time is over."""

    store: Store
    recorder: Recorder
    opinion: SecondOpinion
    policy: AgreementPolicy
    clock: Clock
    on_revisions: Callable[[], None]
    """Called after a commit that left something in the outbox."""

    async def turn(self) -> int:
        """Ask about every open flag; how many episodes that changed.

        Raises:
            StoreError: the database refuses.
        """
        async with self.store.read() as tx:
            waiting = await tx.episodes.awaiting_agreement()
        flags = [flag for episode in waiting for flag in episode.live_flags if flag.agreement.open]
        if not flags:
            return 0
        asked = {flag.flag_id: flag for flag in flags[:MAX_FLAGS]}
        words = await self.opinion.on(asked.values())
        now = self.clock()
        async with self.store.write() as tx:
            made = [
                revisions.corroborated(episode, self._said(episode, asked, words, now), now)
                for episode in await tx.episodes.with_flags(list(words))
            ]
            told = [revision for revision in made if revision is not None]
            await self.recorder.record(tx, told, now)
        if told:
            self.on_revisions()
        return len(told)

    def _said(
        self, episode: Episode, asked: Mapping[str, Flag], words: Mapping[str, Agreement], now: datetime
    ) -> Mapping[str, Agreement]:
        """What was said of the flags as they stand: a reorg may have moved one since it was asked about."""
        return {
            flag.flag_id: self._waived(words[flag.flag_id], now)
            for flag in episode.live_flags
            if flag.flag_id in asked and flag.block == asked[flag.flag_id].block and flag.agreement.open
        }

    def _waived(self, word: Agreement, now: datetime) -> Agreement:
        over = word.since is None or now - word.since >= self.policy.page_after
        return replace(word, waived=LATE) if over and word.open else word
