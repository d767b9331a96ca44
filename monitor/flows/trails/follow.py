"""Every trail through one block, in the block's own order: a coin may be made and spent again within it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

from monitor.bitcoin.block import Block
from monitor.bitcoin.hashes import internal
from monitor.flows.scan import Hit, hits_of, spenders_of
from monitor.flows.trails.advance import advance
from monitor.flows.trails.outflow import Outflow, outflows_of
from monitor.flows.trails.trail import Step, Trail, TrailCoin, TrailPolicy
from monitor.flows.transfer import BlockRef
from monitor.labels.book import Attribution, LabelBook


@dataclass(frozen=True, slots=True)
class TrailFindings:
    """What one block does to trails: those that begin in it, and each further step, in the block's order."""

    outflows: tuple[Outflow, ...]
    steps: tuple[Step, ...]


def follow_trails(  # noqa: PLR0917 - a block, and all that it is held against
    block: Block,
    ref: BlockRef,
    sent: Iterable[Hit],
    coins: Mapping[bytes, Sequence[TrailCoin]],
    trails: Mapping[str, Trail],
    book: LabelBook,
    policy: TrailPolicy,
) -> TrailFindings:
    """Follow what trails hold through a block, and begin those that miners' payments in it make.

    Args:
        block: the parsed block.
        ref: which block that is.
        sent: its transactions with a miner among the senders, their prevouts as far as known.
        coins: what trails held before the block, by outpoint.
        trails: the trails of those coins, by id.
        book: the labels.
        policy: what is followed and how far.
    """
    walk = _BlockWalk(block, ref, {hit.txid: hit for hit in sent}, book, policy)
    walk.hold(coin for parts in coins.values() for coin in parts)
    return walk.done(dict(trails))


class _BlockWalk:
    """The transactions still to be looked at, in the block's order, and what trails hold meanwhile."""

    def __init__(
        self, block: Block, ref: BlockRef, sent: Mapping[str, Hit], book: LabelBook, policy: TrailPolicy
    ) -> None:
        self._block = block
        self._ref = ref
        self._sent = sent
        self._book = book
        self._policy = policy
        self._coins: dict[bytes, list[TrailCoin]] = {}
        self._waiting: list[int] = []

    def hold(self, coins: Iterable[TrailCoin]) -> None:
        """Take coins in, and note who spends them in this block."""
        fresh: set[bytes] = set()
        for coin in coins:
            self._coins.setdefault(coin.outpoint, []).append(coin)
            fresh.add(coin.outpoint)
        for transaction in spenders_of(self._block, fresh):
            heappush(self._waiting, transaction)

    def done(self, trails: dict[str, Trail]) -> TrailFindings:
        """Look at everything that waits."""
        outflows: list[Outflow] = []
        steps: list[Step] = []
        for txid in self._sent:
            heappush(self._waiting, self._block.txids.index(internal(txid)))
        for transaction in self._in_order():
            (read,) = hits_of(self._block, [transaction], self._ref)
            hit = self._sent.get(read.txid, read)
            if any(each.outpoint in self._coins for each in hit.inputs):
                step = advance(hit, self._coins, trails, self._attribute, self._policy)
                steps.append(step)
                for coin in step.spent:
                    self._coins.pop(coin.outpoint, None)
                self.hold(step.created)
            if hit.txid in self._sent:
                begun = outflows_of(hit, self._attribute, self._policy)
                outflows.extend(begun)
                trails.update((outflow.trail.trail_id, outflow.trail) for outflow in begun)
                self.hold(coin for outflow in begun for coin in outflow.created)
        return TrailFindings(tuple(outflows), tuple(steps))

    def _in_order(self) -> Iterator[int]:
        last = -1
        while self._waiting:
            transaction = heappop(self._waiting)
            if transaction != last:
                yield transaction
            last = transaction

    def _attribute(self, script_pubkey: bytes) -> Attribution | None:
        return self._book.attribute(script_pubkey, self._ref.time)
