"""Every trail through one block, in the block's own order: a coin may be made and spent again within it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from monitor.bitcoin.block import Block
from monitor.bitcoin.hashes import internal
from monitor.flows.flag import Flag
from monitor.flows.scan import Hit, Prevout, hits_of, inputs_by_outpoint, spenders_of
from monitor.flows.trails.advance import advance
from monitor.flows.trails.arrivals import arrivals
from monitor.flows.trails.held import Held
from monitor.flows.trails.outflow import Outflow, outflows_of
from monitor.flows.trails.stopped import let_lie
from monitor.flows.trails.trail import Step, TrailCoin, TrailEnd, TrailPolicy
from monitor.flows.transfer import BlockRef
from monitor.labels.book import Attribution, LabelBook

_MANY = 5
"""From so many questions on a table of the block's inputs costs less than to go through them each time."""


@dataclass(frozen=True, slots=True)
class TrailFindings:
    """What one block does to trails."""

    outflows: tuple[Outflow, ...] = ()
    """Those that begin in it."""
    steps: tuple[Step, ...] = ()
    """Each transaction that moves one on, in the block's order."""
    stopped: tuple[TrailEnd, ...] = ()
    """Parts that are not followed beyond it although they still sit where they are."""
    arrived: tuple[Flag, ...] = ()
    """What the steps brought to platforms, of whatever amount."""

    def __bool__(self) -> bool:
        return bool(self.outflows or self.steps or self.stopped)


def follow_trails(  # noqa: PLR0917 - a block, and all that it is held against
    block: Block,
    ref: BlockRef,
    sent: Iterable[Hit],
    held: Held,
    book: LabelBook,
    policy: TrailPolicy,
    known: Collection[str] = (),
) -> TrailFindings:
    """Follow what trails hold through a block, and begin those that miners' payments in it make.

    Args:
        block: the parsed block.
        ref: which block that is.
        sent: its transactions with a miner among the senders, and others of which more than they show is known,
            with their prevouts as far as known.
        held: what trails held before the block; it is what they hold after it then.
        book: the labels.
        policy: what is followed and how far.
        known: ids of trails that are followed elsewhere already and do not begin again.
    """
    placed = {block.txids.index(internal(hit.txid)): hit for hit in sent}
    return _BlockWalk(block, ref, placed, held, book, policy).done(known)


class _BlockWalk:
    """The transactions still to be looked at, in the block's order, and what trails hold meanwhile."""

    def __init__(  # noqa: PLR0917 - as above
        self,
        block: Block,
        ref: BlockRef,
        sent: Mapping[int, Hit],
        held: Held,
        book: LabelBook,
        policy: TrailPolicy,
    ) -> None:
        self._block = block
        self._ref = ref
        self._sent = sent
        self._held = held
        self._book = book
        self._policy = policy
        self._inputs: Mapping[bytes, int] | None = None
        self._asked = 0
        self._waiting = sorted({*sent, *self._spenders(held.outpoints)})

    def done(self, known: Collection[str]) -> TrailFindings:
        """Look at everything that waits."""
        outflows: list[Outflow] = []
        steps: list[Step] = []
        for transaction in self._in_order():
            hit = self._hit(transaction)
            step = self._advanced(hit)
            if step is not None:
                steps.append(step)
                self._hold(step.created)
            if transaction in self._sent:
                taken = _taken(hit, step)
                trailed = () if step is None else step.spent
                begun = outflows_of(hit, self._attribute, self._policy, taken, trailed)
                begun = tuple(each for each in begun if each.trail.trail_id not in known)
                outflows.extend(begun)
                for outflow in begun:
                    self._held.begin(outflow.trail)
                    self._hold(outflow.created)
        ended = [end for step in steps for end in step.ended]
        arrived = arrivals(ended, self._held.trails, self._ref, self._book.attribute)
        stopped: tuple[TrailEnd, ...] = ()
        if self._held.has_to_stop(self._ref.time, self._policy):
            stopped = let_lie(self._held.coins, self._held.parked, self._ref.time, self._policy)
            self._held.stop(stopped)
        self._held.forget_ended()
        return TrailFindings(tuple(outflows), tuple(steps), stopped, arrived)

    def _advanced(self, hit: Hit) -> Step | None:
        coins = {each.outpoint: parts for each in hit.inputs if (parts := self._held.at(each.outpoint))}
        if not coins:
            return None
        step = advance(hit, coins, self._held.trails, self._attribute, self._policy)
        self._held.spend(step.spent)
        return step

    def _hold(self, coins: Collection[TrailCoin]) -> None:
        """Take coins in, and note who spends them in this block."""
        self._held.add(coins)
        for transaction in self._spenders({coin.outpoint for coin in coins}):
            heappush(self._waiting, transaction)

    def _spenders(self, outpoints: AbstractSet[bytes]) -> list[int]:
        """The transactions that spend any of some outputs. For many such questions a table pays, for a few not."""
        self._asked += 1
        if self._asked == _MANY:
            self._inputs = inputs_by_outpoint(self._block)
        return spenders_of(self._block, outpoints, self._inputs)

    def _in_order(self) -> Iterator[int]:
        last = -1
        while self._waiting:
            transaction = heappop(self._waiting)
            if transaction != last:
                yield transaction
            last = transaction

    def _hit(self, transaction: int) -> Hit:
        """A transaction, in which the outputs that trails hold are known, whatever the inputs show."""
        hit = self._sent.get(transaction) or hits_of(self._block, [transaction], self._ref)[0]
        return with_held(hit, self._held)

    def _attribute(self, script_pubkey: bytes) -> Attribution | None:
        return self._book.attribute(script_pubkey, self._ref.time)


def with_held(hit: Hit, held: Held) -> Hit:
    """A transaction, in which the outputs that trails hold are known to be what is spent."""
    return replace(
        hit,
        inputs=tuple(
            replace(each, prevout=Prevout(parts[0].script_pubkey, parts[0].value_sats))
            if (parts := held.at(each.outpoint))
            else each
            for each in hit.inputs
        ),
    )


def _taken(hit: Hit, step: Step | None) -> list[int]:
    """What the step's trails hold, or brought, of each output."""
    taken = [0] * len(hit.outputs)
    parts: list[TrailCoin | TrailEnd] = [] if step is None else [*step.created, *step.ended]
    for part in parts:
        if part.vout is not None:
            taken[part.vout] += part.sats
    return taken
