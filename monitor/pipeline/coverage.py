"""What was scanned, for which labels, from whom; and what was not."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from monitor.store.coverage import Reach, Scans
from monitor.store.histories import HistoryCoverage


@dataclass(frozen=True, slots=True)
class Span:
    """Blocks in a row that were scanned alike."""

    first: int
    last: int
    label_sets: tuple[str, ...]
    """Digests of every label book that they were looked up in."""
    sources: tuple[str, ...]
    """Everybody who served them."""

    @property
    def blocks(self) -> int:
        """How many blocks it is."""
        return self.last - self.first + 1


@dataclass(frozen=True, slots=True)
class Gap:
    """Blocks in a row that the present labels were not looked up in."""

    first: int
    last: int
    scanned: bool
    """Whether they were scanned with other labels at least."""

    def __str__(self) -> str:
        return "scanned with other labels only" if self.scanned else "never scanned"


async def spans(blocks: AsyncIterator[Scans]) -> list[Span]:
    """The ledger in runs of equal lines, lowest first."""
    made: list[Span] = []
    async for block in blocks:
        label_sets = tuple(sorted({label_set for label_set, _ in block.scans}))
        sources = tuple(sorted({source for _, source in block.scans}))
        last = made[-1] if made else None
        if last and (last.last + 1, last.label_sets, last.sources) == (block.height, label_sets, sources):
            made[-1] = Span(last.first, block.height, label_sets, sources)
        else:
            made.append(Span(block.height, block.height, label_sets, sources))
    return made


def gaps(ledger: Sequence[Span], label_set: str) -> list[Gap]:
    """What the ledger lacks for a label set, between its lowest and its highest block.

    Scans are one way in which a script's past can be known; what its complete history adds is for the caller.
    """
    found: list[Gap] = []
    for number, span in enumerate(ledger):
        after = ledger[number - 1].last + 1 if number else span.first
        if after < span.first:
            found.append(Gap(after, span.first - 1, scanned=False))
        if label_set not in span.label_sets:
            last = found[-1] if found else None
            if last and last.scanned and last.last + 1 == span.first:
                found[-1] = Gap(last.first, span.last, scanned=True)
            else:
                found.append(Gap(span.first, span.last, scanned=True))
    return found


def coverage_text(scripts: int, reach: Reach | None, polled: HistoryCoverage | None = None) -> str:
    """One sentence for the status: how far all scripts of the present labels were looked up, and on whose blocks.

    Args:
        scripts: how many there are, of miners and of platforms.
        reach: the blocks that were scanned for them.
        polled: how far the miners' addresses were read, told where no block was scanned.
    """
    if reach is None and polled is not None and polled.upto_height is not None:
        return (
            f"{polled.complete:,} of {polled.scripts:,} miners' scripts read by their addresses "
            f"to block {polled.upto_height}; no block was scanned"
        )
    if reach is None:
        return f"no block was scanned for these {scripts:,} scripts yet"
    by = f"{len(reach.sources)} source{'s' * (len(reach.sources) != 1)}"
    return f"all {scripts:,} scripts scanned from block {reach.lowest} to block {reach.highest} by {by}"
