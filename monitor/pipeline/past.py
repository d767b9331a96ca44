"""A script's past into the store: its coins, its transfers, and what they mean, in one transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import structlog

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.header import Header, parse_header
from monitor.bitcoin.network import ChainParams
from monitor.flows.attribute import nameless_inputs, transfers_of, unproven_inputs
from monitor.flows.co_spend import platforms_inputs
from monitor.flows.coins import Coin
from monitor.flows.script_history import PastTransaction, hit_of, pays_a_platform
from monitor.flows.transfer import Transfer
from monitor.labels.book import LabelBook
from monitor.pipeline.allowance import Frugal
from monitor.pipeline.commit import Committer
from monitor.pipeline.history import Reading, reading_of
from monitor.pipeline.placing import PlaceFinder
from monitor.pipeline.prevouts import prove_hit
from monitor.store.chain import ScannedBlock
from monitor.store.coins import PastCoin
from monitor.store.histories import HistoryState, ScriptRecord
from monitor.store.store import Store
from monitor.store.transaction import Transaction as Tx

log = structlog.get_logger()

_MARGIN = 10
"""A told height may be wrong by some blocks; further from our first block than this, it need not be checked."""
_NEAR_BLOCKS = 2 * _MARGIN + 1
"""So far below our first block may stand what is told to be within the margin of it."""
_MOST_PARENTS = 1_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """A reading of which everything is known that must be asked for."""

    reading: Reading
    """Only what stands on our chain, or below our first block."""
    held: Mapping[str, ScannedBlock]
    """Those of its blocks that we hold, by hash."""
    transfers: Sequence[Transfer]
    book: LabelBook
    """The labels by which they are transfers."""


class PastTaker:
    """Takes readings in. What is taken in twice changes nothing."""

    def __init__(self, store: Store, committer: Committer, params: ChainParams) -> None:
        self._store = store
        self._committer = committer
        self._params = params
        # What was asked for once is not asked for again when the allowance cuts a turn short.
        self._below: dict[str, list[Header]] = {}
        self._parents: dict[str, bytes] = {}

    async def take(self, source: Frugal, reading: Reading, base: ScannedBlock) -> bool:
        """Take in a reading that holds everything up to a block; False where checkpoint or labels have moved on.

        Then blocks may have been scanned that spend coins which nobody knew yet: what is read now holds them.

        Args:
            source: whose reading it is.
            reading: the history, read after the source was seen to hold `base`.
            base: our checkpoint before it was read.

        Raises:
            SourceError, AllowanceSpent: not all that it rests on could be looked up; what could is kept.
        """
        prepared = await self._prepared(source, reading, self._committer.book)
        now = self._committer.clock()
        cause = f"found in the history of {self._address(reading.script_pubkey)}"
        async with self._committer.steady, self._committer.shelf.lock, self._store.write() as tx:
            if prepared.book is not self._committer.book or await tx.chain.tip() != base:
                return False
            made = await self._committer.add_history(tx, _past_coins(prepared), prepared.transfers, cause)
            await self._note(tx, prepared, source.name, base, now)
        if made:
            self._committer.on_revisions()
        log.info(
            "history.complete", script_pubkey=reading.script_pubkey.hex(), source=source.name,
            transactions=len(prepared.reading.past), transfers=len(prepared.transfers), revisions=len(made),
            height=base.height,
        )  # fmt: skip
        return True

    async def confirm(self, record: ScriptRecord, base: ScannedBlock) -> bool:
        """Note that a complete history is still complete at a block; False where the checkpoint has moved on."""
        now = self._committer.clock()
        async with self._store.write() as tx:
            if await tx.chain.tip() != base:
                return False
            state = HistoryState.COMPLETE
            await tx.histories.note(
                replace(
                    record, state=state, upto_hash=base.block_hash, upto_height=base.height, checked_at=now
                )
            )
        return True

    async def _prepared(self, source: Frugal, reading: Reading, book: LabelBook) -> Prepared:
        async with self._store.read() as tx:
            held = await tx.chain.held({each.block_hash for each in reading.past})
            first = await tx.chain.foot()
        assert first is not None  # there is a checkpoint
        ours = [each for each in reading.past if await self._is_ours(source, each, held, first)]
        reading = _narrowed(reading, ours)
        finder = PlaceFinder(source, self._params)
        placed: list[PastTransaction] = []
        lost: set[str] = set()
        for past in _to_take_in(reading, book):
            found = await self._placed(finder, reading.script_pubkey, past, held)
            if found is None:
                lost.add(past.txid)
            else:
                placed.append(found)
        reading = _narrowed(reading, [each for each in reading.past if each.txid not in lost])
        transfers = [each for past in placed for each in await self._transfers(source, reading, past, book)]
        return Prepared(reading, held, transfers, book)

    async def _is_ours(
        self,
        source: Frugal,
        past: PastTransaction,
        held: Mapping[str, ScannedBlock],
        first: ScannedBlock,
    ) -> bool:
        """Whether a transaction stands on our chain or below it; else in a block that is still to come to us.

        A told height decides where it cannot be wrong by a few blocks; near our first block its ancestors do.
        Times do not: a block may be dated before the one that it follows.
        """
        if past.block_hash in held:
            return True
        told = past.told_height
        if told is not None and abs(told - first.height) > _MARGIN:
            return told < first.height
        below = await self._near_below(source, first)
        if any(header.block_hash == past.block_hash for header in below):
            return True
        # What follows our first block is dated later than most of these.
        header = parse_header(await source.header(past.block_hash))
        return header.time < min((each.time for each in below), default=0)

    async def _near_below(self, source: Frugal, first: ScannedBlock) -> Sequence[Header]:
        """The nearest headers below our first block, by the links between them."""
        below = self._below.setdefault(first.block_hash, [])
        while len(below) < min(_NEAR_BLOCKS, first.height):
            prev_hash = below[-1].prev_hash if below else first.prev_hash
            below.append(parse_header(await source.header(prev_hash)))
        return below

    async def _placed(
        self,
        finder: PlaceFinder,
        script_pubkey: bytes,
        past: PastTransaction,
        held: Mapping[str, ScannedBlock],
    ) -> PastTransaction | None:
        if past.place is not None:
            return past
        place = await finder.place(past.txid, past.block_hash, past.told_height, held.get(past.block_hash))
        if place is None:
            return None
        placed = past.placed(place.block, proven=place.proven)
        async with self._store.write() as tx:
            await tx.histories.hold(script_pubkey, (placed,))
        return placed

    async def _transfers(
        self, source: Frugal, reading: Reading, past: PastTransaction, book: LabelBook
    ) -> tuple[Transfer, ...]:
        assert past.place is not None
        transaction = reading.parsed[past.txid]
        async with self._store.read() as tx:
            others = await tx.coins.among((txin.txid, txin.vout) for txin in transaction.inputs)
        coins: dict[bytes, Coin] = {coin.outpoint: coin for coin in others} | dict(reading.account.coins)
        hit = hit_of(transaction, past.txid, past.place, coins, proven_inclusion=past.proven)
        theirs = platforms_inputs(hit, partial(book.attribute, at=hit.block.time))
        wanted = (*unproven_inputs(hit, book), *theirs, *nameless_inputs(hit))
        return transfers_of(await prove_hit(hit, _Remembering(source, self._parents), wanted), book)

    async def _note(self, tx: Tx, prepared: Prepared, source: str, base: ScannedBlock, now: datetime) -> None:
        reading = prepared.reading
        script, spending = reading.script_pubkey, reading.account.spending
        label_set = prepared.book.digest
        await tx.histories.keep_only(script, {each.txid for each in reading.past})
        light = [each.txid for each in reading.past if each.raw and each.txid not in spending]
        await tx.histories.lighten(script, light)
        await tx.histories.take(script, spending, label_set)
        transactions, funded, spent = reading.counts
        await tx.histories.note(
            ScriptRecord(
                script,
                HistoryState.COMPLETE,
                source=source,
                expected=transactions,
                transactions=transactions,
                funded=funded,
                spent=spent,
                upto_hash=base.block_hash,
                upto_height=base.height,
                label_set=label_set,
                checked_at=now,
            )
        )

    def _address(self, script_pubkey: bytes) -> str:
        return address_for_script(script_pubkey, self._params.network) or script_pubkey.hex()


@dataclass(frozen=True, slots=True)
class _Remembering:
    """A source whose transactions are asked for once."""

    source: Frugal
    known: dict[str, bytes]

    async def raw_transaction(self, txid: str) -> bytes:
        """See `Source`."""
        if txid not in self.known:
            if len(self.known) >= _MOST_PARENTS:
                self.known.clear()
            self.known[txid] = await self.source.raw_transaction(txid)
        return self.known[txid]


def _to_take_in(reading: Reading, book: LabelBook) -> Iterable[PastTransaction]:
    """What may be a transfer and was not taken in under these labels, block by block."""
    found = (
        each
        for each in reading.past
        if each.txid in reading.account.spending
        and each.taken != book.digest
        and pays_a_platform(reading.parsed[each.txid], book)
    )
    return sorted(found, key=lambda each: (each.told_height or 0, each.block_hash))


def _narrowed(reading: Reading, past: Sequence[PastTransaction]) -> Reading:
    return reading if len(past) == len(reading.past) else reading_of(reading.script_pubkey, past)


def _past_coins(prepared: Prepared) -> Iterable[PastCoin]:
    """The coins that are still to be spent, and those whose spend a reorg of ours could take back."""
    account = prepared.reading.account
    blocks = {
        each.txid: each.block_hash for each in prepared.reading.past if each.block_hash in prepared.held
    }
    for outpoint, coin in account.coins.items():
        spender = account.spenders.get(outpoint)
        if spender is None or spender in blocks:
            yield PastCoin(coin, blocks.get(coin.txid), blocks[spender] if spender else None)
