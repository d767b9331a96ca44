"""What inputs really spend, read from the transactions that made it: a txid proves the bytes behind it."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import partial

import structlog

from monitor.bitcoin.block import Block
from monitor.bitcoin.transaction import parse_transaction
from monitor.errors import BlockError, SourceError
from monitor.flows.attribute import miners_scripts, nameless_inputs, unproven_inputs
from monitor.flows.co_spend import platforms_inputs
from monitor.flows.scan import Findings, Hit, Prevout, SpentInput, hits_of, spenders_of
from monitor.labels.book import LabelBook
from monitor.pipeline.allowance import Transactions
from monitor.pipeline.ports import Source

log = structlog.get_logger()

MAX_LOOKUPS = 50
"""Transactions asked for to prove one hit; a consolidation of thousands of inputs stays derived."""


async def proven(findings: Findings, source: Source, book: LabelBook) -> Findings:
    """The same findings after every claimed sender was looked up, as far as the source helps.

    So are the inputs beside a miner's that name nobody: they may spend coins of the miner that are older than what we
    have scanned, and whose they are decides how much of the payment is the miner's. And so are those of a platform
    that is paid, which gets them back. A source that fails here delays nothing: the flag is raised all the same,
    marked as derived.
    """
    hits = [await _proven(hit, source, book) for hit in findings.hits]
    return replace(findings, hits=tuple(hits))


async def shared_spends(
    block: Block, findings: Findings, held: AbstractSet[bytes], source: Source
) -> tuple[Hit, ...]:
    """The transactions that spend what trails hold beside inputs which name nobody, these looked up.

    Whose they are decides how much of the outputs is a trail's, and whether a platform spends a coin of its own
    there. Where all goes one way nothing depends on it.

    Args:
        block: the parsed block.
        findings: what is read of it already.
        held: the outpoints (36 bytes) that trails hold.
        source: the source.
    """
    known = {hit.txid for hit in findings.hits}
    shared = [
        (hit, nameless)
        for hit in hits_of(block, spenders_of(block, held), findings.block)
        if (nameless := [each for each in nameless_inputs(hit) if each.outpoint not in held])
        and hit.txid not in known
        and sum(bool(output.sats) for output in hit.outputs) > 1
    ]
    return tuple([await prove_hit(hit, source, nameless) for hit, nameless in shared])


async def _proven(hit: Hit, source: Source, book: LabelBook) -> Hit:
    hit = await prove_hit(hit, source, unproven_inputs(hit, book))
    if not miners_scripts(hit, book):
        return hit
    theirs = platforms_inputs(hit, partial(book.attribute, at=hit.block.time))
    return await prove_hit(hit, source, (*theirs, *nameless_inputs(hit)))


async def prove_hit(hit: Hit, source: Transactions, inputs: Iterable[SpentInput]) -> Hit:
    """The same transaction after what these inputs of it spend was looked up, as far as the source helps."""
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


async def _outputs(source: Transactions, txid: str) -> list[Prevout]:
    transaction = parse_transaction(await source.raw_transaction(txid))
    if transaction.txid != txid:
        raise BlockError(f"the bytes served as {txid} hash to {transaction.txid}")
    return [Prevout(output.script_pubkey, output.sats) for output in transaction.outputs]
