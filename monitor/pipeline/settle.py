"""What a block decides about the transactions that are remembered, inside the transaction that keeps the block."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.bitcoin.transaction import outpoint
from monitor.flows.agreement import Agreement
from monitor.flows.attribute import miners_scripts
from monitor.flows.flag import Flag, Stage
from monitor.flows.relabel import labels_stand
from monitor.flows.scan import Findings, Hit
from monitor.flows.trails.trail import Step
from monitor.flows.unsettled import Changes, State, Unsettled, settled_by_block, undone
from monitor.labels.book import LabelBook
from monitor.pipeline.absorb import News
from monitor.store.transaction import Transaction


async def settle(
    tx: Transaction,
    findings: Findings,
    flags: Sequence[Flag],
    *,
    steps: Iterable[Step],
    book: LabelBook,
    source: str,
    now: datetime,
) -> News:
    """The news of one block: its flags, and what it decides of transactions seen before.

    Every coin that a remembered transaction spends is looked up, whether or not the spender concerns anybody.

    Args:
        tx: the block's transaction; what is remembered is brought up to date in it.
        findings: what the block holds that matters.
        flags: the flags that its transfers raise, and what trails brought.
        steps: what it does to trails.
        book: the labels.
        source: who served the block.
        now: the present moment.
    """
    block = findings.block
    assert block.block_hash is not None
    remembered = {row.txid: row for row in await tx.unsettled.all()}
    coins = {coin for row in remembered.values() for coin in row.outpoints}
    changes = settled_by_block(remembered.values(), findings.spends.spenders(coins), block.block_hash)
    told = {flag.txid for flag in flags} - remembered.keys()
    changes |= {hit.txid: _mined(hit, book, now) for hit in findings.hits if hit.txid in told}
    told -= changes.keys()
    changes |= {step.txid: _moved(step, block.block_hash, now) for step in steps if step.txid in told}
    await tx.unsettled.keep(changes.values())
    mined = {txid for txid, row in changes.items() if row.state is State.MINED and txid in remembered}
    missing = [
        flag
        for flag in await _missing(tx, mined, flags)
        if flag.hops or labels_stand(flag, remembered[flag.txid], book)
    ]
    shown = {hit.txid for hit in findings.hits}
    word = Agreement((source,), since=now)
    unseen = [
        replace(flag, stage=Stage.INCLUDED, block=block, replaced_by=None, agreement=word)
        for flag in missing
        if flag.txid not in shown and not flag.hops
    ]
    lost, gone = lost_and_gone(changes, remembered)
    return News(
        word=str(block),
        flags=[*flags, *unseen],
        replaced=lost,
        withdrawn=gone
        | {
            flag.txid: f"{block} shows no such transfer in it"
            for flag in missing
            if flag.txid in shown or flag.hops
        },
    )


async def reopen(tx: Transaction, block_hashes: Collection[str]) -> None:
    """What these blocks decided is open again, as they have left the best chain."""
    await tx.unsettled.keep(undone(await tx.unsettled.all(), block_hashes).values())


def lost_and_gone(changes: Changes, before: Mapping[str, Unsettled]) -> tuple[dict[str, str], dict[str, str]]:
    """Of what changed, who took the coins of those that lost them, and why others are nowhere any more."""
    lost = {txid: row.rival for txid, row in changes.items() if row.state is State.REPLACED and row.rival}
    gone = {
        txid: "it spends what a transaction made that was replaced"
        for txid, row in changes.items()
        if row.state is State.GONE and txid in before and before[txid].state is State.PENDING
    }
    return lost, gone


async def _missing(tx: Transaction, mined: Collection[str], flags: Sequence[Flag]) -> list[Flag]:
    """Flags that mempools showed of transactions of this block, and that the block itself does not show.

    Either it does not tell who sent (taproot by key path, a coin older than the scan), or a sender that was
    only derived has turned out to be somebody else's.
    """
    found = {flag.flag_id for flag in flags}
    episodes = await tx.episodes.with_transactions(mined)
    return [
        flag
        for episode in episodes
        for flag in episode.flags
        if flag.txid in mined and flag.flag_id not in found
    ]


def _moved(step: Step, block_hash: str, now: datetime) -> Unsettled:
    return Unsettled(
        txid=step.txid,
        outpoints=step.outpoints,
        scripts=tuple(dict.fromkeys(coin.script_pubkey for coin in step.spent)),
        state=State.MINED,
        first_seen=now,
        last_seen=now,
        block_hash=block_hash,
    )


def _mined(hit: Hit, book: LabelBook, now: datetime) -> Unsettled:
    return Unsettled(
        txid=hit.txid,
        outpoints=frozenset(outpoint(each.txid, each.vout) for each in hit.inputs),
        scripts=miners_scripts(hit, book),
        state=State.MINED,
        first_seen=now,
        last_seen=now,
        block_hash=hit.block.block_hash,
    )
