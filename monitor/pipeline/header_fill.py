"""Headers below what was scanned, page by page downwards; each is proven by the hash that the one above names."""

from typing import Final

import structlog

from monitor.bitcoin.difficulty import RETARGET_BLOCKS
from monitor.bitcoin.header import Header, parse_header
from monitor.bitcoin.header_chain import MEDIAN_SPAN
from monitor.bitcoin.network import ChainParams
from monitor.errors import BlockError, SourceDataError, SourceError
from monitor.pipeline.known_headers import KnownHeaders
from monitor.pipeline.ports import Source, Sources
from monitor.pipeline.progress import Progress
from monitor.pipeline.taking_in import Intake
from monitor.pipeline.urgency import bulk
from monitor.store.store import Store

log = structlog.get_logger()

_PER_TURN: Final = 60
"""A page of an explorer holds ten or fifteen, and what is left of its budget is meant for blocks."""


async def headers_down(source: Source, below: str, first: int, last: int) -> list[Header]:
    """The headers of heights `first` to `last`, lowest first, of which `below` names the highest by its hash.

    Raises:
        SourceDataError: the source's headers do not lead up to that hash.
        SourceError: it does not serve them.
    """
    found: list[bytes] = []
    while len(found) <= last - first:
        found += await source.headers(first + len(found), last - first + 1 - len(found))
    headers: list[Header] = []
    for height, raw in zip(range(last, first - 1, -1), reversed(found[: last - first + 1]), strict=True):
        try:
            header = parse_header(raw)
        except BlockError as error:
            raise SourceDataError(source.name, f"header {height}: {error}") from error
        if header.block_hash != below:
            what = f"its header {height} is {header.block_hash}, and our chain has {below} there"
            raise SourceDataError(source.name, what)
        headers.append(header)
        below = header.prev_hash
    return headers[::-1]


async def fill_down(source: Source, store: Store, known: KnownHeaders, first: int) -> None:
    """Put the headers from height `first` up to the lowest one at hand below it, in the database and in memory.

    Raises:
        SourceError: the source does not serve them, or others; nothing has changed.
        StoreError: the database refuses.
    """
    last, below = known.lowest - 1, known.prev_of_lowest
    if below is None or first > last:
        return
    found = await headers_down(source, below, first, last)
    async with store.write() as tx:
        await tx.headers.add(zip(range(first, last + 1), found, strict=True))
    if known.prev_of_lowest == below:  # somebody else may have filled it meanwhile
        for header in reversed(found):
            known.put_below(header)


class HeaderFill:
    """Keeps the headers at hand that the difficulty rule looks back to, a few at each turn until all are there."""

    def __init__(
        self, *, sources: Sources, store: Store, params: ChainParams, intake: Intake, progress: Progress
    ) -> None:
        self._sources = sources
        self._store = store
        self._params = params
        self._intake = intake
        self._progress = progress
        self._refused: str | None = None

    async def turn(self) -> None:
        """Fetch the next few; what fails is tried again at the next turn, and keeps nobody waiting.

        Raises:
            StoreError: the database refuses.
        """
        known = self._intake.headers
        first = max(self._wanted(known), known.lowest - _PER_TURN)
        if known.prev_of_lowest is None or first >= known.lowest:
            return
        try:
            with bulk():
                await fill_down(self._sources.members()[0], self._store, known, first)
        except SourceError as error:
            self._note(str(error))
            return
        self._note(None)
        # The follower may have read its headers anew meanwhile; those of the database include these.
        if self._intake.headers is known:
            self._progress.headers_from = known.lowest

    def _wanted(self, known: KnownHeaders) -> int:
        """As far down as the first block of the present retarget period, and the median time before it."""
        start = known.top - known.top % RETARGET_BLOCKS if self._params.retargets else known.top
        return max(0, start - MEDIAN_SPAN)

    def _note(self, reason: str | None) -> None:
        if reason is not None and self._refused is None:
            log.info("headers.waiting", reason=reason)
        self._refused = reason
