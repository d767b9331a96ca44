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
        last, below = known.lowest - 1, known.prev_of_lowest
        first = max(self._wanted(known), known.lowest - _PER_TURN)
        if below is None or first > last:
            return
        members = self._sources.members()
        try:
            with bulk():
                found = await headers_down(members[0], below, first, last)
        except SourceError as error:
            self._note(str(error))
            return
        self._note(None)
        async with self._store.write() as tx:
            await tx.headers.add(zip(range(first, last + 1), found, strict=True))
        # The follower may have read its headers anew meanwhile; those of the database include these.
        if self._intake.headers is known and known.prev_of_lowest == below:
            for header in reversed(found):
                known.put_below(header)
            self._progress.headers_from = known.lowest

    def _wanted(self, known: KnownHeaders) -> int:
        """As far down as the first block of the present retarget period, and the median time before it."""
        start = known.top - known.top % RETARGET_BLOCKS if self._params.retargets else known.top
        return max(0, start - MEDIAN_SPAN)

    def _note(self, reason: str | None) -> None:
        if reason is not None and self._refused is None:
            log.info("headers.waiting", reason=reason)
        self._refused = reason
