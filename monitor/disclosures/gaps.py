"""What companies tell and the chain did not show, as a story of its own: it appears, changes and closes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from monitor.disclosures.reconcile import Reconciliation


class GapKind(StrEnum):
    """What a revision of a gap tells; the last level of its event topic."""

    DISCLOSED_UNSEEN = "disclosed_unseen"
    """Nothing of a disclosed sale was flagged."""
    COVERAGE_GAP = "coverage_gap"
    """A part of it was not."""
    GAP_CLOSED = "gap_closed"
    """Everything was flagged by now, or the statement does not say so any more."""


@dataclass(frozen=True, slots=True)
class Gap:
    """How much of what one statement tells is missing. All amounts are satoshis."""

    statement_id: str
    revision: int
    kind: GapKind
    told_sats: int
    """What the statement adds to more specific ones."""
    seen_sats: int
    on_its_way_sats: int = 0
    """What of the missing may be among coins that left the miner and are still on their way."""

    @property
    def sats(self) -> int:
        """What is missing."""
        return self.told_sats - self.seen_sats

    @property
    def open(self) -> bool:
        """Whether anything is missing."""
        return self.kind is not GapKind.GAP_CLOSED

    def tells_as(self, other: "Gap") -> bool:
        """Whether two revisions tell the same; where coins on their way are is no news of its own."""
        return replace(self, revision=0, on_its_way_sats=0) == replace(other, revision=0, on_its_way_sats=0)


def gap_news(before: Mapping[str, Gap], result: Reconciliation) -> tuple[Gap, ...]:
    """The next revisions of an issuer's gaps: of those that are new, those that changed and those that closed.

    Args:
        before: the latest revision of every gap there ever was, by statement.
        result: what reconciliation makes of everything now.
    """
    seen = Counter[str]()
    for allocation in result.allocations:
        seen[allocation.statement_id] += allocation.sats
    missing = {gap.statement_id: gap for gap in result.gaps}
    told = {claim.statement.statement_id: claim.own_sats for claim in result.claims}
    found = (
        _gap(name, before, told.get(name, 0), seen[name], gap.on_its_way_sats if gap else 0)
        for name, gap in {**dict.fromkeys(before), **missing}.items()
    )
    return tuple(_news(found, before))


def _gap(statement_id: str, before: Mapping[str, Gap], told: int, seen: int, on_its_way: int) -> Gap:
    kind = GapKind.COVERAGE_GAP if seen else GapKind.DISCLOSED_UNSEEN
    number = before[statement_id].revision + 1 if statement_id in before else 1
    return Gap(statement_id, number, kind if told > seen else GapKind.GAP_CLOSED, told, seen, on_its_way)


def _news(found: Iterable[Gap], before: Mapping[str, Gap]) -> Iterable[Gap]:
    for gap in found:
        known = before.get(gap.statement_id)
        if known is None or not (known.tells_as(gap) or (not known.open and not gap.open)):
            yield gap
