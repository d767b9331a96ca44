"""Whether a tip that is not ours ends a better branch: proven headers decide, whoever serves them."""

from collections.abc import Iterable, Sequence
from typing import Final

from monitor.bitcoin.header import Header, parse_header
from monitor.bitcoin.header_chain import HeaderChain, branch_work
from monitor.bitcoin.network import ChainParams
from monitor.bitcoin.proof import check_header
from monitor.errors import BlockError, SourceDataError, SourceLacks, SourceUnproven
from monitor.pipeline.known_headers import KnownHeaders
from monitor.pipeline.ports import Source

_BEFORE_GENESIS: Final = "00" * 32
_REMEMBERED: Final = 64
"""Tips that were refused."""


class NoMeeting(SourceDataError):
    """A source's branch does not meet our chain as far as a reorg may reach."""


class NoRoot(NoMeeting):
    """A source's branch rests on a block that it does not serve; another of its machines may."""


class Branches:
    """Finds where a source's branch forks from ours, and weighs the two. A tip is weighed once."""

    def __init__(self, params: ChainParams, max_depth: int) -> None:
        """`max_depth` is how many blocks of ours a reorg may leave behind."""
        self._params = params
        self._max_depth = max_depth
        self._refused: dict[str, str | NoMeeting] = {}

    async def better(self, source: Source, tip_hash: str, known: KnownHeaders) -> HeaderChain | str:
        """The branch that ends in a tip, from its fork from ours on, if it carries more work; else why not.

        Raises:
            SourceUnproven: a header fails its proof.
            NoMeeting: the branch does not meet our chain within the permitted depth.
            SourceError: the source does not serve the headers.
        """
        refused = self._refused.get(tip_hash)
        if isinstance(refused, str):
            return refused
        if refused is not None:
            raise NoMeeting(source.name, refused.what)
        try:
            branch = await self._find(source, tip_hash, known)
        except NoMeeting as error:
            if not isinstance(error, NoRoot):
                self._refuse(tip_hash, error)
            raise
        if self._heavier(branch, known):
            return branch
        count = branch.height - branch.start
        blocks = "1 block" if count == 1 else f"{count} blocks"
        reason = f"{blocks} above height {branch.start}, with no more work than ours; ours stands"
        self._refuse(tip_hash, reason)
        return reason

    def forget(self) -> None:
        """Our chain is another one: every tip is to be weighed anew."""
        self._refused.clear()

    def _refuse(self, tip_hash: str, reason: str | NoMeeting) -> None:
        self._refused[tip_hash] = reason
        if len(self._refused) > _REMEMBERED:
            del self._refused[next(iter(self._refused))]

    async def _find(self, source: Source, tip_hash: str, known: KnownHeaders) -> HeaderChain:
        """The branch that ends in a tip, as a chain that begins at its fork from ours; all of it is proven.

        Headers are asked for by hash, from the tip down, so that heights of another chain cannot mislead.
        """
        found: list[Header] = []
        block_hash = tip_hash
        while (fork := known.height_of(block_hash)) is None:
            if len(found) > self._max_depth or block_hash == _BEFORE_GENESIS:
                raise self._no_meeting(source, tip_hash)
            raw = await self._served(source, block_hash, found)
            found.append(self._header(source, raw, block_hash))
            block_hash = found[-1].prev_hash
            if len(found) > known.top - known.lowest:
                await self._look_deeper(source, known)
        if known.top - fork > self._max_depth:
            raise self._no_meeting(source, tip_hash)
        return self._linked(source, fork, found[::-1], known)

    async def _served(self, source: Source, block_hash: str, above: Sequence[Header]) -> bytes:
        try:
            return await source.header(block_hash)
        except SourceLacks as error:
            if not above:
                raise  # the tip itself: one machine told of it, another has not heard yet
            child = above[-1].block_hash
            what = f"its block {child} follows {block_hash}, which it does not serve"
            raise NoRoot(source.name, what) from error

    def _heavier(self, branch: HeaderChain, known: KnownHeaders) -> bool:
        """Whether there is more work above the fork on the branch than on our chain."""
        ours = (known.at(height) for height in range(branch.start + 1, known.top + 1))
        theirs = branch_work(branch.above(branch.start))
        return theirs > branch_work(header for header in ours if header is not None)

    async def _look_deeper(self, source: Source, known: KnownHeaders) -> None:
        """One more header below ours, for a fork that lies below where we began."""
        below = known.prev_of_lowest
        if below is None:
            return
        try:
            raw = await source.header(below)
        except SourceLacks:
            return
        known.put_below(self._header(source, raw, below))

    def _header(self, source: Source, raw: bytes, block_hash: str) -> Header:
        try:
            header = parse_header(raw)
            check_header(header, self._params, expected_hash=block_hash)
        except BlockError as error:
            raise SourceUnproven(source.name, f"header of {block_hash}: {error}") from error
        return header

    def _linked(
        self, source: Source, fork: int, headers: Iterable[Header], known: KnownHeaders
    ) -> HeaderChain:
        anchor = known.at(fork)
        assert anchor is not None, "the fork is a header of ours"
        chain = HeaderChain(anchor, fork, self._params, known.at)
        for header in headers:
            try:
                chain.append(header, now=header.time)  # work counts whatever our clock says
            except BlockError as error:
                what = f"header {chain.height + 1} {header.block_hash}: {error}"
                raise SourceUnproven(source.name, what) from error
        return chain

    def _no_meeting(self, source: Source, tip_hash: str) -> NoMeeting:
        return NoMeeting(
            source.name,
            f"its tip {tip_hash} does not meet our chain within {self._max_depth} blocks; "
            "it serves another chain, or the reorg is deeper than follow.max_reorg_depth",
        )
