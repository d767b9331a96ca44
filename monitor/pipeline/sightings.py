"""Transactions that a source shows as unconfirmed: fetched, proven as far as that goes, made into flags."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from monitor.bitcoin.hashes import internal
from monitor.bitcoin.transaction import Transaction, parse_transaction
from monitor.errors import BlockError, SourceDataError
from monitor.flows.attribute import (
    miners_scripts,
    nameless_inputs,
    transfers_of,
    unproven_inputs,
)
from monitor.flows.co_spend import platforms_inputs
from monitor.flows.flag import Flag
from monitor.flows.policy import Policy
from monitor.flows.scan import Hit, Prevout
from monitor.flows.sighting import hit_of
from monitor.flows.trails.arrivals import arrivals, worth_telling
from monitor.flows.trails.follow import with_held
from monitor.flows.trails.held import Held
from monitor.flows.trails.trail import TrailPolicy
from monitor.flows.trails.unmined import unmined_step
from monitor.flows.transfer import BlockRef
from monitor.flows.unsettled import State, Unsettled
from monitor.labels.book import LabelBook
from monitor.labels.vocabulary import PLATFORMS
from monitor.pipeline.ports import Source
from monitor.pipeline.prevouts import prove_hit
from monitor.pipeline.shelf import LabelShelf
from monitor.store.store import Store


@dataclass(frozen=True, slots=True)
class Sighting:
    """An unconfirmed transaction that spends coins of a miner or of a trail, and the flags that it raises."""

    transaction: Unsettled
    """As it was found: `GONE` until it is decided what it means."""
    flags: tuple[Flag, ...]
    book: LabelBook
    """The labels by which it was read."""


@dataclass(frozen=True, slots=True)
class Spotter:
    """Reads transactions that a source lists. Their bytes hash to their txid; that they are valid, nobody proves."""

    store: Store
    shelf: LabelShelf
    policy: Policy
    trails: TrailPolicy | None = None
    """None: trails are not followed."""

    async def spot(self, txid: str, source: Source, now: datetime) -> Sighting | None:
        """What a listed transaction is; None where it spends no coin that matters, as when it only pays a miner.

        Raises:
            SourceError: the source does not serve it, or something else.
        """
        return await self._read(await source.raw_transaction(txid), txid, source, now, first_seen=now)

    async def again(self, known: Unsettled, source: Source, now: datetime) -> Sighting | None:
        """The same for one that is remembered with its bytes; only what it spends may still be asked for."""
        assert known.raw is not None
        return await self._read(known.raw, known.txid, source, now, first_seen=known.first_seen)

    async def _read(
        self, raw: bytes, txid: str, source: Source, now: datetime, *, first_seen: datetime
    ) -> Sighting | None:
        book, transaction = self.shelf.book, _parsed(raw, txid, source)
        place = BlockRef(None, None, first_seen, source.name)
        outpoints = frozenset(each.outpoint for each in transaction.inputs)
        coins, spent_block, contested = await self._remembered(outpoints)
        held = await self._held(outpoints)
        hit = await _proven(with_held(hit_of(transaction, place, coins), held), source, book)
        trailed = (coin.script_pubkey for coin in held.coins)
        scripts = tuple(dict.fromkeys((*miners_scripts(hit, book), *trailed))) or contested
        if not scripts:
            return None
        return Sighting(
            Unsettled(
                txid=txid,
                outpoints=outpoints,
                scripts=scripts,
                state=State.GONE,
                first_seen=first_seen,
                last_seen=now,
                raw=raw,
                source=source.name,
                block_hash=spent_block,
            ),
            self._flags(hit, held, book),
            book,
        )

    async def _held(self, outpoints: frozenset[bytes]) -> Held:
        """What trails hold in the spent outputs."""
        if self.trails is None:
            return Held()
        async with self.store.read() as tx:
            return await tx.trails.held_at(outpoints)

    def _flags(self, hit: Hit, held: Held, book: LabelBook) -> tuple[Flag, ...]:
        step = unmined_step(hit, held, book, self.trails) if self.trails else None
        arrived = arrivals(step.ended, held.trails, hit.block, book.attribute) if step else ()
        return tuple(worth_telling(transfers_of(hit, book, step), arrived, self.policy))

    async def _remembered(
        self, outpoints: frozenset[bytes]
    ) -> tuple[dict[bytes, Prevout], str | None, tuple[bytes, ...]]:
        """What is known of the spent outputs without asking anybody.

        Returns:
            the outputs; the block that has spent one of them already; and the miners' scripts of remembered
            transactions that spend one of them, too.
        """
        async with self.store.read() as tx:
            watched = await tx.coins.at(outpoints)
            remembered = await tx.unsettled.all()
        coins = {outpoint: Prevout(coin.script_pubkey, coin.sats) for outpoint, (coin, _) in watched.items()}
        spent = (block_hash for _, block_hash in watched.values() if block_hash is not None)
        contested = {
            script: None
            for row in remembered
            if not row.outpoints.isdisjoint(outpoints)
            for script in row.scripts
        }
        return _made_by(remembered, outpoints) | coins, next(spent, None), tuple(contested)


async def _proven(hit: Hit, source: Source, book: LabelBook) -> Hit:
    """Look up who claims to be a miner, and, where a platform is paid, whoever does not say who he is."""
    inputs = unproven_inputs(hit, book)
    if _pays_platform(hit, book):
        theirs = platforms_inputs(hit, partial(book.attribute, at=hit.block.time))
        inputs = (*inputs, *theirs, *nameless_inputs(hit))
    return await prove_hit(hit, source, inputs)


def _pays_platform(hit: Hit, book: LabelBook) -> bool:
    receivers = (book.attribute(each.script_pubkey, hit.block.time) for each in hit.outputs)
    return any(receiver is not None and receiver.category in PLATFORMS for receiver in receivers)


def _parsed(raw: bytes, txid: str, source: Source) -> Transaction:
    try:
        transaction = parse_transaction(raw)
    except BlockError as error:
        raise SourceDataError(source.name, f"transaction {txid}: {error}") from error
    if transaction.txid != txid:
        raise SourceDataError(source.name, f"the bytes served as {txid} hash to {transaction.txid}")
    return transaction


def _made_by(remembered: Iterable[Unsettled], wanted: Iterable[bytes]) -> dict[bytes, Prevout]:
    """The wanted outputs that remembered transactions make: an unconfirmed parent needs no source."""
    makers = {internal(row.txid): row.raw for row in remembered if row.raw is not None}
    found = {}
    for outpoint in wanted:
        raw = makers.get(outpoint[:32])
        if raw is None:
            continue
        outputs, vout = parse_transaction(raw).outputs, int.from_bytes(outpoint[32:], "little")
        if vout < len(outputs):
            found[outpoint] = Prevout(outputs[vout].script_pubkey, outputs[vout].sats)
    return found
