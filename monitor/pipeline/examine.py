"""One block after another: proven, then looked up among the labels."""

import asyncio
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, datetime

import structlog

from monitor.bitcoin.block import Block, parse_block
from monitor.bitcoin.difficulty import RETARGET_BLOCKS, Ancestor
from monitor.bitcoin.header import Header, parse_header
from monitor.bitcoin.header_chain import MAX_AHEAD_SECONDS, check_follows
from monitor.bitcoin.network import ChainParams
from monitor.bitcoin.proof import check_header, prove_block
from monitor.errors import BlockError, SourceUnproven
from monitor.flows.coins import Coin
from monitor.flows.learning.candidate import LearningPolicy
from monitor.flows.learning.payouts import PayoutWatch
from monitor.flows.scan import Findings, scan_block
from monitor.flows.trails.follow import TrailFindings, follow_trails
from monitor.flows.trails.held import Held
from monitor.flows.trails.stopped import stopped
from monitor.flows.trails.trail import Ending, TrailPolicy
from monitor.flows.transfer import BlockRef
from monitor.labels.book import LabelBook
from monitor.pipeline.fetch_ahead import Arrival
from monitor.pipeline.payouts import payouts_of
from monitor.pipeline.ports import Source
from monitor.pipeline.prevouts import proven, shared_spends
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.taken import Taken
from monitor.store.chain import ScannedBlock

log = structlog.get_logger()


@dataclass(slots=True)
class Watched:
    """What a scan knows of the miners' coins, and of those that were theirs."""

    coins: dict[bytes, Coin]
    """The unspent ones by outpoint."""
    unseeded: AbstractSet[bytes] | None
    """The scripts of which some may be missing; None where that is not known, see `scan_block`."""
    trails: Held = field(default_factory=Held)
    """What is followed of miners' outflows."""
    known_trails: AbstractSet[str] = frozenset()
    """Ids of trails that are followed elsewhere and do not begin again."""
    payouts: PayoutWatch = field(default_factory=PayoutWatch)
    """What pools and coinbases paid to scripts without a label."""

    def move(self, findings: Findings) -> None:
        """Become what is known after a block."""
        for coin in findings.spent:
            self.coins.pop(coin.outpoint, None)
        self.coins.update((coin.outpoint, coin) for coin in findings.created)


@dataclass(frozen=True, slots=True)
class _Read:
    """A block, or a header alone, that is proven."""

    header: Header
    exact: bool
    findings: Findings
    block: Block | None = None


class Examiner:
    """Proves and scans one block after another, and follows trails through it where there is a policy for that."""

    def __init__(
        self,
        *,
        sources: Source,
        shelf: LabelShelf,
        params: ChainParams,
        now: Callable[[], datetime],
        trails: TrailPolicy | None = None,
        learning: LearningPolicy | None = None,
    ) -> None:
        self._sources = sources
        self._shelf = shelf
        self._params = params
        self._now = now
        self._trails = trails
        self._learning = learning
        self._ahead_of_us = False
        self.bounded: int | None = None
        """The last retarget period whose difficulty could be checked by its bound alone."""

    async def examine(self, arrival: Arrival, source: str, ancestor: Ancestor, watched: Watched) -> Taken:
        """Prove and scan a block; `watched` is then as after it. Of a header alone only the proof is done.

        One book of labels is used for all of it, that in force at the beginning.

        Args:
            arrival: the block as a source served it.
            source: the source's name.
            ancestor: the proven headers before; without the one that the block follows it is taken as the first.
            watched: the coins of miners' scripts.

        Raises:
            SourceUnproven: the block fails its proof.
        """
        book = self._shelf.book
        if arrival.whole:
            # Proof and scan take tens of milliseconds of pure computing; the loop must go on answering.
            read = await asyncio.to_thread(self._prove_and_scan, arrival, source, ancestor, watched, book)
        else:
            read = self._prove_header(arrival, source, ancestor)
        header = read.header
        if not read.exact:
            self._note_bounded(arrival.height // RETARGET_BLOCKS)
        self._note_time(header)
        findings = await proven(read.findings, self._sources, book)
        watched.move(findings)
        if self._learning is not None:
            watched.payouts.add(each.coin for each in payouts_of(findings, book, self._learning))
        trails = await self._followed(read.block, findings, watched, book)
        block = ScannedBlock(
            arrival.block_hash,
            arrival.height,
            header.prev_hash,
            header.raw,
            findings.block.time,
            findings.reward_sats,
        )
        return Taken(block, findings, source, book, scanned=arrival.whole, trails=trails)

    async def _followed(
        self, block: Block | None, findings: Findings, watched: Watched, book: LabelBook
    ) -> TrailFindings:
        """What the block does to trails. One that is not looked into loses sight of them all."""
        held = watched.trails
        if block is None or self._trails is None:
            lost = tuple(stopped(coin, Ending.UNSEEN) for coin in (*held.coins, *held.parked))
            held.stop(lost)
            return TrailFindings(stopped=lost)
        concerned = (
            findings.hits
            or held.is_touched_by(block.outpoints)
            or held.has_to_stop(findings.block.time, self._trails)
        )
        if not concerned:
            return TrailFindings()
        read = await shared_spends(block, findings, held.outpoints, self._sources)
        return await asyncio.to_thread(
            follow_trails,
            block,
            findings.block,
            (*findings.hits, *read),
            held,
            book,
            self._trails,
            watched.known_trails,
        )

    def _prove_header(self, arrival: Arrival, source: str, ancestor: Ancestor) -> _Read:
        prev, exact = ancestor(arrival.height - 1), True
        try:
            header = parse_header(arrival.raw)
            check_header(header, self._params, expected_hash=arrival.block_hash)
            if prev is not None:
                exact = _follows(header, arrival.height, prev, ancestor, self._params)
        except BlockError as error:
            what = f"header {arrival.height} {arrival.block_hash}: {error}"
            raise SourceUnproven(source, what) from error
        at = BlockRef(arrival.height, arrival.block_hash, datetime.fromtimestamp(header.time, UTC))
        return _Read(header, exact, Findings(at, hits=(), created=(), spent=()))

    def _prove_and_scan(
        self, arrival: Arrival, source: str, ancestor: Ancestor, watched: Watched, book: LabelBook
    ) -> _Read:
        prev, exact = ancestor(arrival.height - 1), True
        try:
            block = parse_block(arrival.raw)
            prove_block(block, self._params, expected_hash=arrival.block_hash)
            if prev is not None:
                exact = _follows(block.header, arrival.height, prev, ancestor, self._params)
        except BlockError as error:
            what = f"block {arrival.height} {arrival.block_hash}: {error}"
            raise SourceUnproven(source, what) from error
        findings = scan_block(
            block, arrival.height, book, watched.coins, watched.unseeded,
            outflow_sats=self._trails.min_sats if self._trails else None,
            learning=self._learning, payouts=watched.payouts.coins,
        )  # fmt: skip
        return _Read(block.header, exact, findings, block)

    def _note_bounded(self, period: int) -> None:
        if period != self.bounded:
            log.warning(
                "difficulty.bounded",
                period=period,
                reason="the header that began the period before is missing",
            )
        self.bounded = period

    def _note_time(self, header: Header) -> None:
        ahead_of_us = header.time > self._now().timestamp() + MAX_AHEAD_SECONDS
        if ahead_of_us and not self._ahead_of_us:
            log.warning(
                "clock.behind", block_hash=header.block_hash, block_time=header.time,
                reason="a proven block is dated more than two hours ahead of this machine's clock",
            )  # fmt: skip
        self._ahead_of_us = ahead_of_us


def _follows(header: Header, height: int, prev: Header, ancestor: Ancestor, params: ChainParams) -> bool:
    """Whether a header follows another by the exact rules; False where a bound was all that could be checked.

    The present time is left out of it: the header's work is proven whatever our clock says, and a clock that was
    set wrong must not keep us from following.

    Raises:
        ProofError: it does not.
    """
    return check_follows(header, height, prev, ancestor, params, now=header.time)
