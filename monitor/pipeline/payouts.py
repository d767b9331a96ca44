"""What blocks show of payouts for mining: kept with the block, summed up into clusters when somebody asks."""

from collections.abc import Iterator

from monitor.flows.learning.candidate import LearningPolicy
from monitor.flows.learning.payouts import Payout, PayoutWatch, joins_in, outpoints_of, payouts_in
from monitor.flows.scan import Findings
from monitor.labels.book import LabelBook
from monitor.store.transaction import Transaction

_A_CANDIDATE = 10
"""So many payouts are kept for each candidate that may be."""
_EVERY = 16
"""Blocks from one look at how many there are to the next; it reads an index from end to end."""
_TWO = 2


def payouts_of(findings: Findings, book: LabelBook, policy: LearningPolicy) -> Iterator[Payout]:
    """The payouts of a block, oldest first."""
    at = findings.block.time
    for hit in findings.lessons:
        yield from payouts_in(hit, lambda script: book.attribute(script, at), policy)


async def watched_payouts(tx: Transaction) -> PayoutWatch:
    """The payouts whose spenders are looked for."""
    watch = PayoutWatch()
    watch.add(await tx.payouts.watched(watch.most))
    return watch


async def keep_payouts(
    tx: Transaction, findings: Findings, book: LabelBook, policy: LearningPolicy, candidates: int
) -> None:
    """Keep what a block shows of payouts and of who spends them together.

    Args:
        tx: the block's transaction.
        findings: the block.
        book: the labels that it was scanned with.
        policy: what is a payout, and what is no co-spend.
        candidates: how many candidates of each kind there may be; it bounds what is kept.
    """
    payouts = list(payouts_of(findings, book, policy))
    await tx.payouts.add(payouts)
    at = findings.block.time
    for hit in findings.lessons:
        spent = [
            outpoint for outpoint, each in zip(outpoints_of(hit), hit.inputs, strict=True) if each.prevout
        ]
        if len(spent) >= _TWO:
            paid = await tx.payouts.scripts_at(spent)
            joins = joins_in(hit, paid, lambda script: book.attribute(script, at), policy)
            await tx.payouts.join(joins, findings.block)
    if candidates and (findings.block.height or 0) % _EVERY == 0:
        await tx.payouts.keep_at_most(candidates * _A_CANDIDATE)
