"""A simulated chain as a source without HTTP in between, and a follower on it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from monitor.alerts.topics import Topics
from monitor.bitcoin.network import PARAMS, Network
from monitor.disclosures.habit import expires_at
from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.errors import SourceLacks
from monitor.flows.policy import Policy
from monitor.labels.book import LabelBook
from monitor.pipeline.commit import Committer
from monitor.pipeline.disclose import Disclosures
from monitor.pipeline.follow import Follower, FollowPolicy
from monitor.pipeline.ports import HistoryEntry, HistoryPage, Totals, Utxo
from monitor.pipeline.record import Recorder
from monitor.pipeline.relabel import Relabelling
from monitor.pipeline.review import ReviewDesk
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.status import Progress
from monitor.simulation.block import MinedBlock, scripthash
from monitor.simulation.chain import Chain
from monitor.simulation.view import View
from monitor.store.store import Store, open_store


class ChainSource:
    """A `Source` that answers from a chain. `view` fixes its tip at a block, as a lagging node would."""

    name = "chain"

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.view: MinedBlock | None = None

    def _best(self) -> Sequence[MinedBlock]:
        if self.view is None:
            return self.chain.tree.best
        return list(self.view.ancestry())[::-1]

    async def tip_hash(self) -> str:
        return self._best()[-1].block_hash

    async def tip_height(self) -> int:
        return self._best()[-1].height

    async def block_hash(self, height: int) -> str:
        if height >= len(self._best()):
            raise SourceLacks(self.name, f"no block at height {height}")
        return self._best()[height].block_hash

    async def header(self, block_hash: str) -> bytes:
        return self._block(block_hash).raw[:80]

    async def headers(self, first: int, count: int) -> Sequence[bytes]:
        if first >= len(self._best()):
            raise SourceLacks(self.name, f"no block at height {first}")
        return [block.raw[:80] for block in self._best()[first : first + count]]

    async def raw_block(self, block_hash: str) -> bytes:
        return self._block(block_hash).raw

    async def raw_transaction(self, txid: str) -> bytes:
        for block in self.chain.tree:
            for transaction in block.transactions:
                if transaction.txid == txid:
                    return transaction.serialize()
        raise SourceLacks(self.name, f"no transaction {txid}")

    async def block_of(self, txid: str) -> str | None:
        found = (block.block_hash for block in self._best() if txid in block.positions)
        return next(found, None)

    async def unspent(self, script_pubkey: bytes) -> Sequence[Utxo]:
        coins = self.chain.unspent(script_pubkey, self._best()[-1])
        return [Utxo(coin.txid, coin.vout, coin.sats) for coin in coins]

    async def history(self, script_pubkey: bytes, cursor: str | None = None) -> HistoryPage:
        places = list(self._view().history(scripthash(script_pubkey)))
        return HistoryPage(tuple(HistoryEntry(b.txids[at], b.block_hash) for b, at in places), None)

    async def totals(self, script_pubkey: bytes) -> Totals:
        view, hashed = self._view(), scripthash(script_pubkey)
        funded, spent = view.moved(hashed)
        return Totals(len(list(view.history(hashed))), 0, len(funded), len(spent))

    async def pending(self, script_pubkey: bytes) -> Sequence[str]:
        return []

    def _view(self) -> View:
        return View(self.chain.tree, len(self.chain.tree.best) - len(self._best()))

    def _block(self, block_hash: str) -> MinedBlock:
        block = self.chain.tree.get(block_hash)
        if block is None:
            raise SourceLacks(self.name, f"no block {block_hash}")
        return block


@dataclass
class House:
    """Store, follower and use cases over one source, with a clock that the test sets."""

    store: Store
    source: ChainSource
    follower: Follower
    disclosures: Disclosures
    review: ReviewDesk
    recorder: Recorder
    times: "Times"
    relabelling: Relabelling
    shelf: LabelShelf


class Times:
    """A clock that stands until it is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def open_house(
    path: Path,
    source: ChainSource,
    book: LabelBook,
    now: datetime,
    *,
    start: int | str = "tip",
    depth: int = 6,
) -> AsyncIterator[House]:
    """Everything but HTTP and MQTT, on a real database."""
    policy = Policy(final_depth=depth)
    recorder = Recorder(policy, Topics())
    times = Times(now)
    shelf = LabelShelf(book)
    async with open_store(f"sqlite:///{path}", policy) as store:
        committer = Committer(
            store=store,
            shelf=shelf,
            network="regtest",
            policy=policy,
            recorder=recorder,
            reconciliation=ReconciliationPolicy(),
            deadline=lambda _, at: expires_at(at, None),
            clock=times,
            on_revisions=lambda: None,
        )
        follower = Follower(
            source=source,
            store=store,
            shelf=shelf,
            params=PARAMS[Network.REGTEST],
            policy=FollowPolicy(start=start),
            committer=committer,
            progress=Progress(),
            on_block=lambda _: None,
        )
        disclosures = Disclosures(store, recorder, ReconciliationPolicy(), times)
        yield House(
            store,
            source,
            follower,
            disclosures,
            ReviewDesk(store, recorder, times, disclosures),
            recorder,
            times,
            Relabelling(store=store, shelf=shelf, committer=committer),
            shelf,
        )
