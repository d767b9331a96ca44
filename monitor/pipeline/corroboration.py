"""Whether two operators, each by itself, know of no more of a script than we hold: then none kept a coin from us."""

from collections.abc import Awaitable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import Enum, auto
from typing import Protocol

import structlog

from monitor.clock import Clock
from monitor.errors import SourceError
from monitor.pipeline.allowance import Frugal
from monitor.pipeline.history import Mismatch, difference
from monitor.pipeline.ports import Sources
from monitor.store.chain import ScannedBlock
from monitor.store.histories import HistoryState, ScriptRecord
from monitor.store.store import Store

log = structlog.get_logger()

OPERATORS = 2
"""So many must agree."""
UNHEARD = timedelta(hours=1)
"""After this time it is asked again where too few could answer."""
CONTRADICTED = timedelta(days=1)
"""After this time it is asked again where somebody said otherwise."""


class Says(Enum):
    """How what a source says of a script stands to what we hold of it."""

    THE_SAME = auto()
    MORE = auto()
    OTHER_COINS = auto()
    """It counts the same, and lists a coin that is not held."""
    OTHERWISE = auto()
    NOTHING = auto()
    """It is on another chain, or its answer cannot be compared for now."""


@dataclass(frozen=True, slots=True)
class Word:
    """What a source says of a script, for people."""

    says: Says
    what: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What we hold of a script whose history is complete at our checkpoint."""

    base: ScannedBlock
    record: ScriptRecord
    blocks: Mapping[str, str]
    """The block of each of its transactions, by txid."""
    coins: frozenset[tuple[str, int]]
    """Its outputs that are known, (txid, vout); of those spent long ago some are missing."""

    @property
    def counts(self) -> tuple[int, int, int]:
        """Transactions, outputs, spent outputs."""
        return self.record.transactions, self.record.funded, self.record.spent


class Read(Protocol):
    """Reads a script's history from a source up to the checkpoint."""

    def __call__(self, source: Frugal, *, anew: bool) -> Awaitable[None]:
        """Read it; `anew` without relying on what is held."""


def _others_first(sources: Sequence[Frugal], held: Held) -> Sequence[Frugal]:
    """Whoever told the history last: what it kept from us it will hardly tell now."""
    return sorted(sources, key=lambda each: each.name == held.record.source)


async def word_of(source: Frugal, held: Held) -> Word:
    """Ask a source what it counts, and then which coins it lists: counts alone could be met by made-up coins.

    Raises:
        SourceError, AllowanceSpent: it cannot be asked.
    """
    script = held.record.script_pubkey
    if await source.block_hash(held.base.height) != held.base.block_hash:
        return Word(Says.NOTHING)
    totals = await source.totals(script)
    fault = difference(held.counts, totals)
    if fault is not None:
        more = (totals.transactions, totals.funded or 0) > held.counts[:2]
        what = f"{source.name} counts another history: {fault}"
        return Word(Says.MORE if more else Says.OTHERWISE, what)
    if totals.pending:
        return Word(Says.NOTHING)  # explorers list no coin that an unconfirmed transaction spends
    listed = {(each.txid, each.vout) for each in await source.unspent(script)}
    unknown = listed - held.coins
    if unknown:
        return Word(Says.OTHER_COINS, f"{source.name} lists {len(unknown):,} coin(s) that are not held")
    return Word(Says.THE_SAME)


class Corroboration:
    """Seeks a second operator's word on complete histories, one script at a time.

    Args:
        sources: whom to ask.
        store: what is held.
        clock: tells when it is time to ask again.
        operators: who runs a source, by its name; one that is not listed is nobody else's.
    """

    def __init__(
        self, sources: Sources, store: Store, clock: Clock, operators: Mapping[str, str] | None = None
    ) -> None:
        self._sources = sources
        self._store = store
        self._clock = clock
        self._operators = operators or {}

    async def due(self) -> Sequence[bytes]:
        """The complete scripts that nobody else was asked about lately; none where there is nobody else.

        Raises:
            StoreError: the database refuses.
        """
        if len({self._operator(each.name) for each in self._sources.members()}) < OPERATORS:
            return ()
        async with self._store.read() as tx:
            return await tx.histories.alone(self._clock())

    async def seek(self, script_pubkey: bytes, sources: Sequence[Frugal], read: Read) -> None:
        """Ask about a script that was just brought up to the checkpoint, and note what comes of it.

        Whoever knows of more is read from: that can only add coins, and one too many does no harm.

        Args:
            script_pubkey: which script.
            sources: whom to ask.
            read: takes in what a source has of the script.

        Raises:
            AllowanceSpent: it is asked anew next time.
            StoreError: the database refuses.
        """
        held = await self._held(script_pubkey)
        agreeing: dict[str, str] = {}
        dissent: list[str] = []
        for source in _others_first(sources, held) if held else ():
            assert held is not None
            operator = self._operator(source.name)
            if operator in agreeing:
                continue
            try:
                word = await word_of(source, held)
                if word.says in {Says.MORE, Says.OTHER_COINS}:
                    await self._read_more(source, held, word, read)
                    return
            except Mismatch as error:
                word = Word(Says.OTHERWISE, str(error))
            except SourceError:
                continue  # who is away or unable says nothing; the follower tells of it
            if word.says is Says.THE_SAME:
                agreeing[operator] = source.name
            elif word.says is Says.OTHERWISE:
                dissent.append(word.what)
        if held and len(agreeing) >= OPERATORS:
            await self._agreed(held, agreeing.values())
        else:
            await self._put_off(script_pubkey, "; ".join(dissent))

    def _operator(self, source: str) -> str:
        return self._operators.get(source, source)

    async def _held(self, script_pubkey: bytes) -> Held | None:
        async with self._store.read() as tx:
            base = await tx.chain.tip()
            record = await tx.histories.record(script_pubkey)
            if base is None or record.upto_hash != base.block_hash:
                return None  # the checkpoint has moved on
            blocks = await tx.histories.blocks(script_pubkey)
            return Held(base, record, blocks, await tx.coins.paying(script_pubkey))

    async def _read_more(self, source: Frugal, held: Held, word: Word, read: Read) -> None:
        """Take in what a source knows better: what stands in newer blocks is none, what is older was kept from us."""
        script = held.record.script_pubkey
        await read(source, anew=word.says is Says.OTHER_COINS)
        async with self._store.read() as tx:
            same_chain = await tx.chain.on_best_chain(held.base.block_hash) is not None
            newer = {block.block_hash for block in await tx.chain.above(held.base.height)}
            after = await tx.histories.blocks(script)
        hidden = [each for each, block in after.items() if each not in held.blocks and block not in newer]
        if hidden and same_chain:
            what = f"{word.what}; {held.record.source} told of {len(hidden):,} transaction(s) fewer"
            await self._put_off(script, what)
        else:
            await self._put_off(script, "")

    async def _agreed(self, held: Held, sources: Iterable[str]) -> None:
        script, names = held.record.script_pubkey, ", ".join(sources)
        async with self._store.write() as tx:
            record = await tx.histories.record(script)
            stands = await tx.chain.on_best_chain(held.base.block_hash) is not None
            if not stands or record.upto_hash != held.base.block_hash:
                return
            await tx.histories.note(replace(record, corroborated_by=names, dissent=None, ask_at=None))
            await tx.chain.coins_changed()  # whoever scans shall know
        log.info("history.corroborated", script_pubkey=script.hex(), sources=names, height=held.base.height)

    async def _put_off(self, script_pubkey: bytes, dissent: str) -> None:
        wait = CONTRADICTED if dissent else UNHEARD
        async with self._store.write() as tx:
            record = await tx.histories.record(script_pubkey)
            if record.state is not HistoryState.COMPLETE:
                return
            known = record.dissent
            told = replace(record, dissent=dissent or known, ask_at=self._clock() + wait)
            await tx.histories.note(told)
        if dissent and dissent != known:
            log.warning("history.contradicted", script_pubkey=script_pubkey.hex(), reason=dissent)
