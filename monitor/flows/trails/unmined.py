"""A transaction that no block holds yet and that spends what trails hold: where it would move them."""

from functools import partial

from monitor.flows.scan import Hit
from monitor.flows.trails.advance import advance
from monitor.flows.trails.follow import with_held
from monitor.flows.trails.held import Held
from monitor.flows.trails.trail import Step, TrailPolicy
from monitor.labels.book import LabelBook


def unmined_step(hit: Hit, held: Held, book: LabelBook, policy: TrailPolicy) -> Step | None:
    """What a waiting transaction would do to trails, None where it spends nothing of theirs; nothing is done by it.

    Args:
        hit: the transaction, its prevouts as far as known.
        held: what trails hold at the checkpoint, at least of the outputs that it spends.
        book: the labels.
        policy: what is followed and how far.
    """
    coins = {each.outpoint: parts for each in hit.inputs if (parts := held.at(each.outpoint))}
    if not coins:
        return None
    attribute = partial(book.attribute, at=hit.block.time)
    return advance(with_held(hit, held), coins, held.trails, attribute, policy)
