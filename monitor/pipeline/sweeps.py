"""Who filled the scripts that were swept: looked up in the background, for what was learned from sweeps."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from monitor.bitcoin.transaction import Transaction, parse_transaction
from monitor.errors import BlockError, SourceDataError, SourceError, SourceLacks
from monitor.flows.co_spend import Attribute
from monitor.flows.learning.candidate import Candidate, LearningPolicy
from monitor.flows.learning.hands import hands_behind
from monitor.flows.learning.learn import deposits_in, reviewed_only, sweep_in, with_trailed
from monitor.flows.scan import Hit, Prevout
from monitor.flows.sighting import hit_of
from monitor.flows.trails.trail import TrailCoin
from monitor.flows.transfer import BlockRef
from monitor.pipeline.allowance import Allowance, AllowanceSpent, Frugal
from monitor.pipeline.learning import open_labels
from monitor.pipeline.ports import Sources
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.urgency import bulk
from monitor.store.candidates import KeptCandidate
from monitor.store.store import Store

_PER_TURN = 10
"""Sweeps that are looked up before what they say is kept."""
_MOST_NAMELESS = 40
"""Transactions behind inputs that name nobody which are looked up of one sweep."""
_MOST_FILLINGS = 16
"""Fillings that are looked up to find enough hands behind them."""

_Fillings = dict[str, Transaction]
"""The transactions that filled swept scripts, by txid."""


@dataclass(frozen=True, slots=True)
class _Answer:
    """What looking one sweep up has shown."""

    txid: str
    candidates: Sequence[Candidate] = ()
    doubt: str | None = None
    """Why the scripts may be no customers'."""


@dataclass(slots=True)
class SweepDesk:
    """The use case, one turn at a time. What nobody answers waits for the next one."""

    sources: Sources
    store: Store
    shelf: LabelShelf
    allowance: Allowance
    on_request: Callable[[], None]
    policy: LearningPolicy

    async def turn(self) -> None:
        """Look up as many of the latest sweeps as requests reach for.

        Raises:
            StoreError: the database refuses.
        """
        members = self.sources.members()
        if not members:
            return  # all are in quarantine
        async with self.store.read() as tx:
            waiting = await tx.sweeps.waiting(_PER_TURN)
        source = Frugal(members[0], self.allowance, self.on_request)
        answers: list[_Answer] = []
        try:
            with bulk():
                for txid, block in waiting:
                    answers.append(await self._looked_up(source, txid, block))
        except (AllowanceSpent, SourceError):
            pass  # a source that is away is the follower's to tell of
        if answers:
            await self._keep(answers)

    async def _looked_up(self, source: Frugal, txid: str, block: BlockRef) -> _Answer:
        """What the transactions behind one sweep say.

        Raises:
            AllowanceSpent: no request is left.
            SourceError: the source is away.
        """
        async with self.store.read() as tx:
            trailed = await tx.trails.spent_by(txid)
        whole = await _transaction(source, txid)
        if whole is None:
            return _Answer(txid)
        hit, fillings = with_trailed(hit_of(whole, block, {}), trailed), _Fillings()
        for parent in _in_order(each.txid for each in hit.inputs if each.script_pubkey is None)[
            :_MOST_NAMELESS
        ]:
            await _add(fillings, source, parent)
        hit = _with_fillings(hit, fillings)
        for parent in _in_order(each.txid for each in hit.inputs):
            if len(fillings) >= _MOST_FILLINGS or self._is_settled(hit, fillings):
                break
            await _add(fillings, source, parent)
        return self._judged(_with_fillings(hit, fillings), fillings, trailed)

    def _is_settled(self, hit: Hit, fillings: _Fillings) -> bool:
        """Whether nothing more can come of looking further."""
        sweep = sweep_in(hit, self._attribute(hit))
        if sweep is None or sweep.signed:
            return True
        return hands_behind(hit, sweep.scripts, fillings) >= self.policy.sweep_scripts

    def _judged(self, hit: Hit, fillings: _Fillings, trailed: Sequence[TrailCoin]) -> _Answer:
        attribute = self._attribute(hit)
        sweep = sweep_in(hit, attribute)
        if sweep is None:
            return _Answer(hit.txid, (), "but it is no sweep, by coins that were looked up")
        candidates = deposits_in(hit, attribute, self.policy, trailed)
        enough = len(fillings) >= min(_MOST_FILLINGS, len({each.txid for each in hit.inputs}))
        if not enough or self._is_settled(hit, fillings):
            return _Answer(hit.txid, candidates)
        hands = hands_behind(hit, sweep.scripts, fillings)
        found = f"{hands} hand{'' if hands == 1 else 's'}"
        doubt = (
            f"but {found} made the {len(fillings)} transactions that filled them, so they may be one owner's"
        )
        return _Answer(hit.txid, candidates, doubt)

    def _attribute(self, hit: Hit) -> Attribute:
        return reviewed_only(partial(self.shelf.book.attribute, at=hit.block.time))

    async def _keep(self, answers: Sequence[_Answer]) -> None:
        async with self.shelf.lock:
            news: list[KeptCandidate] = []
            async with self.store.write() as tx:
                # What a reorg took away meanwhile waits no longer.
                waited = await tx.sweeps.done([each.txid for each in answers])
                for answer in answers:
                    block = waited.get(answer.txid)
                    if block is not None:
                        news += await tx.candidates.note(answer.candidates, block)
                        news += await tx.candidates.doubt(answer.txid, answer.doubt) if answer.doubt else ()
            self.shelf.learn(open_labels(news))


async def _add(fillings: _Fillings, source: Frugal, txid: str) -> None:
    found = None if txid in fillings else await _transaction(source, txid)
    if found is not None:
        fillings[txid] = found


async def _transaction(source: Frugal, txid: str) -> Transaction | None:
    """A transaction that hashes to a txid; None where the source serves none."""
    try:
        found = parse_transaction(await source.raw_transaction(txid))
    except (BlockError, SourceDataError, SourceLacks):
        return None
    return found if found.txid == txid else None


def _with_fillings(hit: Hit, fillings: _Fillings) -> Hit:
    """The same transaction, with all of what it spends that was looked up."""
    return hit.with_prevouts(
        {
            (txid, vout): Prevout(output.script_pubkey, output.sats)
            for txid, filling in fillings.items()
            for vout, output in enumerate(filling.outputs)
        }
    )


def _in_order(txids: Iterable[str]) -> list[str]:
    """Each once, as nobody who makes them would have them in order."""
    return sorted(set(txids), key=lambda txid: sha256(txid.encode()).digest())
