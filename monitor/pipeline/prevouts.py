"""What inputs really spend, read from the transactions that made it: a txid proves the bytes behind it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import structlog

from monitor.bitcoin.transaction import parse_transaction
from monitor.errors import BlockError, SourceError
from monitor.flows.attribute import unproven_inputs
from monitor.flows.coins import Coin, names_no_sender
from monitor.flows.scan import Findings, Hit, Prevout, SpentInput
from monitor.labels.book import LabelBook
from monitor.labels.vocabulary import Category
from monitor.pipeline.ports import Source
from monitor.store.store import Store

log = structlog.get_logger()

MAX_LOOKUPS = 50
"""Transactions asked for to prove one hit; a consolidation of thousands of inputs stays derived."""


async def proven(findings: Findings, source: Source, book: LabelBook) -> Findings:
    """The same findings after every claimed sender was looked up, as far as the source helps.

    A source that fails here delays nothing: the flag is raised all the same, marked as derived.
    """
    hits = [await proven_hit(hit, source, unproven_inputs(hit, book)) for hit in findings.hits]
    return replace(findings, hits=tuple(hits))


async def proven_hit(hit: Hit, source: Source, inputs: Iterable[SpentInput]) -> Hit:
    """The same hit after the outputs that these inputs of it spend were looked up, as far as the source helps."""
    known: dict[tuple[str, int], Prevout] = {}
    for txid in list(dict.fromkeys(each.txid for each in inputs))[:MAX_LOOKUPS]:
        try:
            outputs = await _outputs(source, txid)
        except (SourceError, BlockError) as error:
            log.warning("senders.unproven", txid=hit.txid, prevout_txid=txid, reason=str(error))
            break
        known.update({(txid, vout): prevout for vout, prevout in enumerate(outputs)})
    resolved = hit.with_prevouts(known)
    for before, after in zip(hit.inputs, resolved.inputs, strict=True):
        if after.prevout and before.derived is not None and after.prevout.script_pubkey != before.derived:
            log.warning("senders.forged", txid=hit.txid, prevout=f"{after.txid}:{after.vout}")
    return resolved


async def _outputs(source: Source, txid: str) -> list[Prevout]:
    transaction = parse_transaction(await source.raw_transaction(txid))
    if transaction.txid != txid:
        raise BlockError(f"the bytes served as {txid} hash to {transaction.txid}")
    return [Prevout(output.script_pubkey, output.sats) for output in transaction.outputs]


async def seed_coins(source: Source, store: Store, book: LabelBook, now: datetime) -> None:
    """Ask once for the older coins of miners' scripts whose inputs do not name them (P2TR, P2PK).

    What the source lists is kept only where the transaction behind it proves it. A source that cannot
    answer is asked again at the next start; until then such spends of old coins go unseen, which the log says.
    """
    async with store.read() as tx:
        done = await tx.coins.seeded()
    for script in book.scripts_of(Category.MINER):
        if script in done or not names_no_sender(script):
            continue
        try:
            coins = await _unspent_coins(source, script)
        except (SourceError, BlockError) as error:
            log.warning("coins.not_seeded", script_pubkey=script.hex(), reason=str(error))
            continue
        async with store.write() as tx:
            await tx.coins.add(coins, None)
            await tx.coins.mark_seeded(script, len(coins), now)
        log.info("coins.seeded", script_pubkey=script.hex(), coins=len(coins))


async def _unspent_coins(source: Source, script_pubkey: bytes) -> list[Coin]:
    coins = []
    for utxo in await source.unspent(script_pubkey):
        outputs = await _outputs(source, utxo.txid)
        if utxo.vout >= len(outputs) or outputs[utxo.vout].script_pubkey != script_pubkey:
            raise BlockError(f"{utxo.txid}:{utxo.vout} does not pay the script it is listed under")
        coins.append(Coin(utxo.txid, utxo.vout, script_pubkey, outputs[utxo.vout].sats))
    return coins
