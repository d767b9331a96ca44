"""The whole history of one script from one source: paged to the end, and held against the source's own totals."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from monitor.bitcoin.transaction import Transaction, parse_transaction
from monitor.errors import BlockError, SourceDataError
from monitor.flows.script_history import Account, PastTransaction, account_of, funds_of
from monitor.pipeline.allowance import Frugal
from monitor.pipeline.paging import pages
from monitor.pipeline.ports import HistoryEntry, HistoryPage, Totals
from monitor.store.histories import HistoryState
from monitor.store.store import Store

log = structlog.get_logger()

MAX_TRANSACTIONS = 50_000
"""A script with more is a service's, not a treasury: at 25 a page it would take the requests of eight hours."""
_SLACK = 1_000
"""So many more than were counted may be listed by the time the last page is read; beyond that it is no history."""


class Mismatch(SourceDataError):
    """What a source lists of a script is not what it counts: its answer was cut short, or it contradicts itself."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is held of a script after it was read, and what that adds up to."""

    script_pubkey: bytes
    past: Sequence[PastTransaction]
    parsed: Mapping[str, Transaction]
    """The transactions that may spend, by txid."""
    account: Account

    @property
    def counts(self) -> tuple[int, int, int]:
        """Transactions, outputs that paid the script, and those of them that are spent."""
        return len(self.past), len(self.account.coins), len(self.account.spenders)


def reading_of(script_pubkey: bytes, past: Sequence[PastTransaction]) -> Reading:
    """Transactions of a script, read and added up."""
    parsed = {each.txid: parse_transaction(each.raw) for each in past if each.raw is not None}
    return Reading(script_pubkey, past, parsed, account_of(past, parsed))


def difference(counts: tuple[int, int, int], totals: Totals) -> str | None:
    """What is counted otherwise than it is held, in words; a count that the source does not keep is no evidence.

    Args:
        counts: transactions, outputs, and spent outputs that are held.
        totals: what the source counts.
    """
    kinds = ("transactions", "outputs", "spent outputs")
    told = (totals.transactions, totals.funded, totals.spent)
    faults = [
        f"{held:,} {kind} of {count:,}"
        for kind, held, count in zip(kinds, counts, told, strict=True)
        if count is not None and count != held
    ]
    return ", ".join(faults) or None


class HistoryReader:
    """Reads histories into the store, page by page: what was read survives a stop, a crash and a lost source."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def read(self, source: Frugal, script_pubkey: bytes, totals: Totals) -> Reading:
        """Bring what is held of a script to what the source has.

        The pages are read from the newest one to the first that holds nothing new; at the first time that is
        the last one of all. Where the numbers do not agree then, transactions came while the pages were
        turned: once more from the top. If that does not help, what is held is dropped and read anew.

        Args:
            source: whom to ask.
            script_pubkey: whose history.
            totals: what the source counts, asked a moment ago.

        Raises:
            Mismatch: the source lists another history than it counts.
            AllowanceSpent: reading goes on from here next time.
            SourceError: the source does not answer, or answers nonsense.
        """
        if totals.transactions > MAX_TRANSACTIONS:
            what = f"counts {totals.transactions:,} transactions; histories are read to {MAX_TRANSACTIONS:,}"
            raise Mismatch(source.name, what)
        reading = await self._held(script_pubkey)
        if difference(reading.counts, totals) is None:
            return reading
        cursor = await self._begin(source, script_pubkey, totals)
        for anew in (False, False, True, False):
            if anew:
                await self.forget(script_pubkey)
            await self._turn_pages(source, script_pubkey, cursor, totals.transactions)
            reading = await self._held(script_pubkey)
            totals = await source.totals(script_pubkey)
            if difference(reading.counts, totals) is None:
                return reading
            cursor = None
        raise Mismatch(
            source.name, f"lists another history than it counts: {difference(reading.counts, totals)}"
        )

    async def forget(self, script_pubkey: bytes) -> None:
        """Drop the transactions that are held of a script. To take one in again changes nothing."""
        async with self._store.write() as tx:
            await tx.histories.forget(script_pubkey)
            record = await tx.histories.record(script_pubkey)
            await tx.histories.note(replace(record, cursor=None))

    async def _held(self, script_pubkey: bytes) -> Reading:
        async with self._store.read() as tx:
            past = await tx.histories.past(script_pubkey)
        # Thousands of transactions to parse are a second of pure computing.
        return await asyncio.to_thread(reading_of, script_pubkey, past)

    async def _begin(self, source: Frugal, script_pubkey: bytes, totals: Totals) -> str | None:
        """Note that it is being read; where to go on."""
        async with self._store.write() as tx:
            record = await tx.histories.record(script_pubkey)
            goes_on = record.state is HistoryState.READING and record.source == source.name
            record = replace(
                record,
                state=HistoryState.READING,
                source=source.name,
                cursor=record.cursor if goes_on else None,
                expected=totals.transactions,
            )
            await tx.histories.note(record)
        if not goes_on and record.upto_hash is None:
            log.info(
                "history.reading", script_pubkey=script_pubkey.hex(), transactions=totals.transactions,
                source=source.name,
            )  # fmt: skip
        return record.cursor

    async def _turn_pages(
        self, source: Frugal, script_pubkey: bytes, start: str | None, counted: int
    ) -> None:
        async with self._store.read() as tx:
            known = await tx.histories.blocks(script_pubkey)
        held = dict(known)
        async for page in pages(source, script_pubkey, start, known):
            new = _news(page, held)
            past = [await _past(source, script_pubkey, entry) for entry in new]
            async with self._store.write() as tx:
                await tx.histories.hold(script_pubkey, past)
                record = await tx.histories.record(script_pubkey)
                await tx.histories.note(replace(record, cursor=page.cursor))
            held.update((each.txid, each.block_hash) for each in past)
            if len(held) > counted + _SLACK:
                what = f"lists {len(held):,} transactions of a script, and counted {counted:,}"
                raise Mismatch(source.name, what)


def _news(page: HistoryPage, held: Mapping[str, str]) -> Iterable[HistoryEntry]:
    """The confirmed transactions of a page that are not held as they stand there, each once."""
    confirmed = {entry.txid: entry for entry in page.entries if entry.block_hash is not None}
    return [entry for entry in confirmed.values() if held.get(entry.txid) != entry.block_hash]


async def _past(source: Frugal, script_pubkey: bytes, entry: HistoryEntry) -> PastTransaction:
    raw = entry.raw or await source.raw_transaction(entry.txid)
    try:
        transaction = parse_transaction(raw)
    except BlockError as error:
        raise SourceDataError(source.name, f"transaction {entry.txid}: {error}") from error
    if transaction.txid != entry.txid:
        what = f"the bytes served as transaction {entry.txid} hash to {transaction.txid}"
        raise SourceDataError(source.name, what)
    assert entry.block_hash is not None  # only confirmed ones come here
    return PastTransaction(
        txid=entry.txid,
        block_hash=entry.block_hash,
        told_height=entry.height,
        funds=funds_of(script_pubkey, transaction, entry.txid),
        raw=raw,
        told_time=entry.time,
    )
