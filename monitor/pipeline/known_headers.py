"""The headers of our best chain that are at hand, for the rules that look back and for finding a fork."""

from typing import Final, Self

from monitor.bitcoin.difficulty import RETARGET_BLOCKS
from monitor.bitcoin.header import Header, parse_header
from monitor.store.store import Store

KEPT: Final = 2 * RETARGET_BLOCKS + 1_000
"""Headers kept in memory: at 80 bytes each, those of the present retarget period and of the one before,
which a reorg of any permitted depth may reach into."""


class KnownHeaders:
    """An unbroken run of proven headers up to the checkpoint, by height and by hash."""

    def __init__(self) -> None:
        self._raw: dict[int, bytes] = {}
        self._heights: dict[str, int] = {}
        self.lowest = 0
        self.top = -1
        """The greatest height; below `lowest` where there is no header at all."""

    @classmethod
    async def of(cls, store: Store) -> Self:
        """The headers that the database holds, from its checkpoint down to the first one that is missing.

        Raises:
            StoreError: the database refuses.
        """
        known = cls()
        async with store.read() as tx:
            tip = await tx.chain.tip()
            if tip is None:
                return known
            rows = await tx.headers.above(tip.height - KEPT)
        known.put(tip.height, tip.header)
        while (raw := rows.get((known.lowest - 1, known._prev_hash))) is not None:
            known.put_below(parse_header(raw))
        return known

    def at(self, height: int) -> Header | None:
        """The header at a height, None where it is not at hand: an `Ancestor` of the difficulty rules."""
        raw = self._raw.get(height)
        return None if raw is None else parse_header(raw)

    def height_of(self, block_hash: str) -> int | None:
        """The height of a block of our best chain, None where it is not known to be one."""
        return self._heights.get(block_hash)

    def put(self, height: int, raw: bytes) -> None:
        """Put the next header on top; the first one of all may have any height."""
        if not self._raw:
            self.lowest = height
        self._keep(height, parse_header(raw))
        self.top = height
        while self.top - self.lowest >= KEPT:
            self._drop(self.lowest)
            self.lowest += 1

    def put_below(self, header: Header) -> None:
        """Put the header below the lowest one, which links to it.

        Raises:
            ValueError: it does not link.
        """
        if header.block_hash != self._prev_hash:
            raise ValueError(f"header {header.block_hash} is not {self._prev_hash}")
        self.lowest -= 1
        self._keep(self.lowest, header)

    def cut(self, height: int) -> None:
        """Forget everything above a height that is at hand."""
        while self.top > height:
            self._drop(self.top)
            self.top -= 1

    @property
    def prev_of_lowest(self) -> str | None:
        """The hash of the header below the lowest one; None where nothing is known or that is the genesis block."""
        return self._prev_hash if self._raw and self.lowest > 0 else None

    @property
    def _prev_hash(self) -> str:
        return parse_header(self._raw[self.lowest]).prev_hash

    def _keep(self, height: int, header: Header) -> None:
        self._raw[height] = header.raw
        self._heights[header.block_hash] = height

    def _drop(self, height: int) -> None:
        del self._heights[parse_header(self._raw.pop(height)).block_hash]
