"""A transaction that no block holds yet and that spends what trails hold: what it would bring to platforms."""

from monitor.flows.flag import Flag
from monitor.flows.scan import Hit
from monitor.flows.trails.advance import advance
from monitor.flows.trails.arrivals import arrivals
from monitor.flows.trails.follow import with_held
from monitor.flows.trails.held import Held
from monitor.flows.trails.trail import TrailPolicy
from monitor.labels.book import LabelBook


def unmined_arrivals(hit: Hit, held: Held, book: LabelBook, policy: TrailPolicy) -> tuple[Flag, ...]:
    """The flags of a waiting transaction that moves trails on, of whatever amount; nothing is held otherwise by it.

    Args:
        hit: the transaction, its prevouts as far as known.
        held: what trails hold at the checkpoint, at least of the outputs that it spends.
        book: the labels.
        policy: what is followed and how far.
    """
    coins = {each.outpoint: parts for each in hit.inputs if (parts := held.at(each.outpoint))}
    if not coins:
        return ()
    step = advance(
        with_held(hit, held),
        coins,
        held.trails,
        lambda script: book.attribute(script, hit.block.time),
        policy,
    )
    return arrivals(step.ended, held.trails, hit.block)
