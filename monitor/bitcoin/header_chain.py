"""One branch of headers, each proven by those before it (Bitcoin Core, `ContextualCheckBlockHeader`).

What a branch claims is decided by headers alone: whoever serves one has paid the work that its bits demand,
and the branch with the most work is the chain, whatever its height and whoever else says otherwise.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from monitor.bitcoin.difficulty import Ancestor, check_bits_follow, nothing_known, work
from monitor.bitcoin.header import Header
from monitor.bitcoin.network import ChainParams
from monitor.bitcoin.proof import check_header
from monitor.errors import HeaderTooNew, ProofError

MEDIAN_SPAN: Final = 11
MAX_AHEAD_SECONDS: Final = 2 * 60 * 60


def median_time_past(times: Sequence[int]) -> int:
    """The time that a block proves to have passed: the median of the last eleven header times (BIP113).

    Args:
        times: of consecutive headers up to and including the block's, oldest first, at least one; only the last
            eleven count. Fewer are right only for the first blocks of a chain.
    """
    last = sorted(times[-MEDIAN_SPAN:])
    return last[len(last) // 2]


def branch_work(headers: Iterable[Header]) -> int:
    """The hashes that headers took on average, summed.

    Raises:
        ProofError: bits are no target.
    """
    return sum(work(header.bits) for header in headers)


def check_follows(
    header: Header, height: int, prev: Header, ancestor: Ancestor, params: ChainParams, *, now: int
) -> bool:
    """Check everything that can be said of a header which stands behind another.

    Args:
        header: the header.
        height: its height.
        prev: the header before, proven.
        ancestor: the headers before on the same branch, proven, as far as they are at hand. Ten before `prev`
            are needed to check the time, and see `expected_bits` for the difficulty.
        params: of the network.
        now: seconds since 1970.

    Returns:
        Whether the exact difficulty rule was applied; False where only its bound was, see `check_bits_follow`.

    Raises:
        HeaderTooNew: all is well but that it is dated more than two hours after `now`.
        ProofError: too little work, another link, wrong bits, or a time not later than the median time past.
    """
    check_header(header, params)
    if header.prev_hash != prev.block_hash:
        raise ProofError(f"header {header.block_hash} follows {header.prev_hash}, not {prev.block_hash}")
    exact = check_bits_follow(prev, header, height, params, ancestor)
    passed = _median_time_past(height - 1, prev, ancestor)
    if passed is not None and header.time <= passed:
        raise ProofError(f"header {header.block_hash} is dated {header.time}, not after the median {passed}")
    if header.time > now + MAX_AHEAD_SECONDS:
        raise HeaderTooNew(
            f"header {header.block_hash} is dated {header.time - now} seconds ahead of our clock"
        )
    return exact


def _median_time_past(height: int, header: Header, ancestor: Ancestor) -> int | None:
    """The median time past of `header` at `height`, None where a header that it needs is not at hand."""
    before = [ancestor(each) for each in range(max(0, height - MEDIAN_SPAN + 1), height)]
    known = [each.time for each in before if each is not None]
    return median_time_past([*known, header.time]) if len(known) == len(before) else None


class HeaderChain:
    """An anchor that is taken as given, and the headers proven above it, in memory; `start` is the anchor's height."""

    def __init__(
        self, anchor: Header, height: int, params: ChainParams, below: Ancestor = nothing_known
    ) -> None:
        """Begin at an anchor, proven or trusted.

        Args:
            anchor: the lowest header of the chain.
            height: of the anchor.
            params: of the network.
            below: the anchor's ancestors, as far as they are at hand.
        """
        self._headers = [anchor]
        self.start = height
        self._params = params
        self._below = below
        self.bounded: list[int] = []
        """Heights whose difficulty was checked by its bound alone."""

    @property
    def tip(self) -> Header:
        """The highest header."""
        return self._headers[-1]

    @property
    def height(self) -> int:
        """Of the tip."""
        return self.start + len(self._headers) - 1

    def append(self, header: Header, *, now: int) -> None:
        """Put a header on top of the tip, if it proves to belong there.

        Raises:
            HeaderTooNew, ProofError: as `check_follows`; the chain stays as it is.
        """
        height = self.height + 1
        if not check_follows(header, height, self.tip, self.at, self._params, now=now):
            self.bounded.append(height)
        self._headers.append(header)

    def at(self, height: int) -> Header | None:
        """The header at a height; an `Ancestor`. None above the tip, and where it is not at hand."""
        if height < self.start:
            return self._below(height)
        above = height - self.start
        return self._headers[above] if above < len(self._headers) else None

    def above(self, height: int) -> Sequence[Header]:
        """The headers from above a height, not below the anchor's, up to the tip."""
        return self._headers[max(0, height + 1 - self.start) :]

    def median_time_past(self, height: int) -> int | None:
        """The median time past of the block at a height, None where it cannot be known."""
        header = self.at(height)
        return None if header is None else _median_time_past(height, header, self.at)
