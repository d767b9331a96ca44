"""One block after another: proven, then looked up among the labels."""

import asyncio
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import UTC, datetime

import structlog

from monitor.bitcoin.block import parse_block
from monitor.bitcoin.difficulty import RETARGET_BLOCKS, Ancestor
from monitor.bitcoin.header import Header, parse_header
from monitor.bitcoin.header_chain import MAX_AHEAD_SECONDS, check_follows
from monitor.bitcoin.network import ChainParams
from monitor.bitcoin.proof import check_header, prove_block
from monitor.errors import BlockError, SourceUnproven
from monitor.flows.coins import Coin
from monitor.flows.learning.candidate import LearningPolicy
from monitor.flows.scan import Findings, scan_block
from monitor.flows.transfer import BlockRef
from monitor.labels.book import LabelBook
from monitor.pipeline.commit import Taken
from monitor.pipeline.fetch_ahead import Arrival
from monitor.pipeline.ports import Source
from monitor.pipeline.prevouts import proven
from monitor.pipeline.shelf import LabelShelf
from monitor.store.chain import ScannedBlock

log = structlog.get_logger()


@dataclass(slots=True)
class Watched:
    """What a scan knows of the miners' coins."""

    coins: dict[bytes, Coin]
    """The unspent ones by outpoint."""
    unseeded: AbstractSet[bytes] | None
    """The scripts of which some may be missing; None where that is not known, see `scan_block`."""

    def move(self, findings: Findings) -> None:
        """Become what is known after a block."""
        for coin in findings.spent:
            self.coins.pop(coin.outpoint, None)
        self.coins.update((coin.outpoint, coin) for coin in findings.created)


class Examiner:
    """Proves and scans one block after another."""

    def __init__(
        self,
        *,
        sources: Source,
        shelf: LabelShelf,
        params: ChainParams,
        now: Callable[[], datetime],
        learning: LearningPolicy | None = None,
    ) -> None:
        self._sources = sources
        self._shelf = shelf
        self._params = params
        self._now = now
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
            header, exact, findings = await asyncio.to_thread(
                self._prove_and_scan, arrival, source, ancestor, watched, book
            )
        else:
            header, exact, findings = self._prove_header(arrival, source, ancestor)
        if not exact:
            self._note_bounded(arrival.height // RETARGET_BLOCKS)
        self._note_time(header)
        findings = await proven(findings, self._sources, book)
        watched.move(findings)
        block = ScannedBlock(
            arrival.block_hash,
            arrival.height,
            header.prev_hash,
            header.raw,
            findings.block.time,
            findings.reward_sats,
        )
        return Taken(block, findings, source, book, scanned=arrival.whole)

    def _prove_header(
        self, arrival: Arrival, source: str, ancestor: Ancestor
    ) -> tuple[Header, bool, Findings]:
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
        return header, exact, Findings(at, hits=(), created=(), spent=())

    def _prove_and_scan(
        self, arrival: Arrival, source: str, ancestor: Ancestor, watched: Watched, book: LabelBook
    ) -> tuple[Header, bool, Findings]:
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
            block, arrival.height, book, watched.coins, watched.unseeded, learning=self._learning
        )
        return block.header, exact, findings

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
