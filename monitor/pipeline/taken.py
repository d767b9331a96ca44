"""A block on its way into the store, and what past ones came to there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor.flows.scan import Findings
from monitor.flows.trails.follow import TrailFindings
from monitor.flows.trails.trail import Step
from monitor.labels.book import LabelBook
from monitor.store.chain import ScannedBlock


@dataclass(frozen=True, slots=True)
class Taken:
    """A block that was proven and scanned, and is not kept yet."""

    block: ScannedBlock
    findings: Findings
    source: str
    """Whoever served it."""
    book: LabelBook
    """The labels that it was scanned with."""
    scanned: bool = True
    """False where only its header is known, because addresses are polled."""
    trails: TrailFindings = field(default_factory=TrailFindings)
    """What it does to trails."""
    stood: Mapping[str, Step] = field(default_factory=dict)
    """By txid, what a block that is scanned again is known to have done to trails that stand."""

    @property
    def tells(self) -> bool:
        """Whether somebody waits for what it holds."""
        return bool(self.findings.hits or self.trails)


@dataclass(frozen=True, slots=True)
class AddedPast:
    """What blocks below the checkpoint added."""

    coins: int
    """Coins of miners' scripts that were not known."""
    lost_sight: int
    """Parts of trails that are open behind the last of them, and not followed further."""
