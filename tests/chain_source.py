"""A simulated chain as a source without HTTP in between, and a follower on it."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from monitor.alerts.topics import Topics
from monitor.bitcoin.network import PARAMS, Network
from monitor.disclosures.habit import expires_at
from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.errors import SourceCannot, SourceDataError, SourceLacks
from monitor.flows.learning.candidate import LearningPolicy
from monitor.flows.policy import Policy
from monitor.flows.trails.trail import TrailPolicy
from monitor.labels.book import LabelBook
from monitor.pipeline.agreement import OnlySource
from monitor.pipeline.allowance import Allowance
from monitor.pipeline.backfill import Backfill, Backfilled
from monitor.pipeline.commit import Committer
from monitor.pipeline.corroboration import Corroboration
from monitor.pipeline.disclose import Disclosures
from monitor.pipeline.examine import Examiner
from monitor.pipeline.follow import Follower, FollowPolicy
from monitor.pipeline.health import Health
from monitor.pipeline.histories import Histories
from monitor.pipeline.history import HistoryReader
from monitor.pipeline.learning import Learner
from monitor.pipeline.mempool import MempoolWatch
from monitor.pipeline.past import PastTaker
from monitor.pipeline.ports import HistoryEntry, HistoryPage, Totals, Utxo
from monitor.pipeline.progress import Progress, Reckoner
from monitor.pipeline.record import Recorder
from monitor.pipeline.relabel import Relabelling
from monitor.pipeline.review import ReviewDesk
from monitor.pipeline.rota import Rota
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.sightings import Spotter
from monitor.pipeline.sweeps import SweepDesk
from monitor.pipeline.unconfirmed import Unconfirmed
from monitor.pipeline.way import Mode, Way
from monitor.simulation.block import MinedBlock, scripthash
from monitor.simulation.chain import Chain
from monitor.simulation.habits import Habits
from monitor.simulation.view import Known, View
from monitor.store.store import Store, open_store
from tests.empty_store import empty_store


class ChainSource:
    """`Sources` of one, which answers from a chain. `view` fixes its tip at a block, as a lagging node would."""

    name = "chain"

    def __init__(self, chain: Chain) -> None:
        self.chain = chain
        self.view: MinedBlock | None = None
        self.habits = Habits()
        self.lists_whole = True
        """Whether a listing holds the transactions themselves."""
        self.tells_heights = True
        self.serves_blocks = True
        self.quarantined: list[tuple[str, str]] = []
        self.shows: Callable[[str], bool] = lambda _: True
        """Which unmined transactions it knows, by txid."""

    def members(self) -> Sequence["ChainSource"]:
        return [self]

    def pass_over(self) -> None:
        pass

    def quarantine(self, source: str, reason: str) -> None:
        self.quarantined.append((source, reason))

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
        if not self.serves_blocks:
            raise SourceCannot(self.name, "serves no raw blocks")
        return self._block(block_hash).raw

    async def raw_transaction(self, txid: str) -> bytes:
        known = self._view().find(txid)
        if known is None:
            raise SourceLacks(self.name, f"no transaction {txid}")
        return known.transaction.serialize()

    async def block_of(self, txid: str) -> str | None:
        found = (block.block_hash for block in self._best() if txid in block.positions)
        return next(found, None)

    async def unspent(self, script_pubkey: bytes) -> Sequence[Utxo]:
        coins = self.chain.unspent(script_pubkey, self._best()[-1])
        return [Utxo(coin.txid, coin.vout, coin.sats) for coin in coins]

    async def history(self, script_pubkey: bytes, cursor: str | None = None) -> HistoryPage:
        hashed, view = scripthash(script_pubkey), self._view()
        rows = self.habits.page(view, hashed, cursor)
        if rows is None:
            raise SourceDataError(self.name, f"422 after_txid {cursor} not found")
        entries = tuple(self._entry(known) for known in rows)
        return HistoryPage(entries, entries[-1].txid if entries else None)

    def _entry(self, known: Known) -> HistoryEntry:
        block = known.block
        return HistoryEntry(
            known.txid,
            block.block_hash if block else None,
            height=block.height if block and self.tells_heights else None,
            raw=known.transaction.serialize() if self.lists_whole else None,
            time=block.time if block else None,
        )

    async def totals(self, script_pubkey: bytes) -> Totals:
        view, hashed = self._view(), scripthash(script_pubkey)
        funded, spent = view.moved(hashed)
        return Totals(len(list(view.history(hashed))), len(view.waiting(hashed)), len(funded), len(spent))

    async def pending(self, script_pubkey: bytes) -> Sequence[str]:
        return [known.txid for known in self._view().waiting(scripthash(script_pubkey))]

    def _view(self) -> View:
        return self.chain.view(len(self.chain.tree.best) - len(self._best()), self.shows)

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
    histories: Histories
    way: Way
    health: Health
    disclosures: Disclosures
    review: ReviewDesk
    recorder: Recorder
    times: "Times"
    committer: Committer
    watch: MempoolWatch
    shelf: LabelShelf
    relabelling: Relabelling
    trails: TrailPolicy | None
    sweeps: SweepDesk

    async def backfill(self, first: int, last: int | None = None, *, again: bool = False) -> Backfilled:
        """Past blocks, as the command does it."""
        params = PARAMS[Network.REGTEST]
        examiner = Examiner(
            sources=self.source, shelf=self.shelf, params=params, now=self.times, trails=self.trails,
            learning=self.committer.learner.policy,
        )  # fmt: skip
        return await Backfill(
            sources=self.source,
            store=self.store,
            examiner=examiner,
            committer=self.committer,
            reckoner=Reckoner(),
        ).run(first, last, again=again)


class Times:
    """A clock that stands until it is set."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def seconds(self) -> float:
        return self.now.timestamp()


@asynccontextmanager
async def open_house(
    place: Path | str,
    source: ChainSource,
    book: LabelBook,
    now: datetime,
    *,
    start: int | str = "tip",
    depth: int = 6,
    mode: Mode = "auto",
    requests_per_hour: int = 1_000_000,
    max_candidates: int | None = 100,
    trails: TrailPolicy | None = None,
) -> AsyncIterator[House]:
    """Everything but HTTP and MQTT, on a real database: an SQLite file, or what a URL names."""
    url = place if isinstance(place, str) else empty_store(place)
    policy = Policy(final_depth=depth)
    recorder = Recorder(policy, Topics())
    times = Times(now)
    shelf = LabelShelf(book)
    async with open_store(url, policy) as store:
        committer = Committer(
            store=store,
            shelf=shelf,
            network="regtest",
            policy=policy,
            recorder=recorder,
            reconciliation=ReconciliationPolicy(),
            deadline=lambda _, at: expires_at(at, None),
            clock=times,
            witness=OnlySource(),
            on_revisions=lambda: None,
            learner=None if max_candidates is None else Learner(most=max_candidates),
        )
        way, health, params = Way(mode), Health(), PARAMS[Network.REGTEST]
        histories = Histories(
            sources=source,
            store=store,
            committer=committer,
            reader=HistoryReader(store),
            taker=PastTaker(store, committer, params),
            way=way,
            allowance=Allowance(requests_per_hour, times.seconds),
            health=health,
            on_request=lambda: None,
            corroboration=Corroboration(source, store, times),
        )
        follower = Follower(
            sources=source,
            store=store,
            shelf=shelf,
            params=params,
            policy=FollowPolicy(start=start),
            committer=committer,
            progress=Progress(),
            way=way,
            on_block=lambda _: None,
            trails=trails,
        )
        disclosures = Disclosures(store, recorder, ReconciliationPolicy(), times)
        watch = MempoolWatch(
            sources=source,
            store=store,
            spotter=Spotter(store, shelf, policy, trails),
            unconfirmed=Unconfirmed(
                store=store,
                shelf=shelf,
                policy=policy,
                recorder=recorder,
                deadline=committer.deadline,
                clock=times,
                witness=OnlySource(),
                on_revisions=lambda: None,
            ),
            shelf=shelf,
            rota=Rota((), 10),
            vanish_after=timedelta(minutes=30),
            clock=times,
            health=Health(),
        )
        yield House(
            store,
            source,
            follower,
            histories,
            way,
            health,
            disclosures,
            ReviewDesk(store, recorder, times, disclosures),
            recorder,
            times,
            committer,
            watch,
            shelf,
            Relabelling(store=store, shelf=shelf, committer=committer),
            trails,
            SweepDesk(
                sources=source,
                store=store,
                shelf=shelf,
                allowance=Allowance(requests_per_hour, times.seconds),
                on_request=lambda: None,
                policy=LearningPolicy(),
            ),
        )
