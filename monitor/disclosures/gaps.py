"""What companies tell and the chain did not show, as a story of its own: it appears, changes and closes."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from monitor.disclosures.periods import Claim
from monitor.disclosures.reconcile import CoverageGap, Reconciliation
from monitor.disclosures.statement import Statement


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
    said_by: str | None = None
    """The statement that counts by now, where that of another document does; None where it is this one."""

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
        one, two = (replace(each, revision=0, on_its_way_sats=0, said_by=None) for each in (self, other))
        return one == two


def watched(statement: Statement, since: date | None, until: date | None = None) -> bool:
    """Whether the chain was followed on any day of which a statement speaks: else that nothing was seen says nothing.

    Args:
        statement: the statement.
        since: the day of the first block that was scanned; None before any.
        until: the day of the last one; None where the rest is still to come.
    """
    begun = since is not None and since <= statement.last_day
    return begun and (until is None or statement.period_start <= until)


def gap_news(
    before: Mapping[str, Gap],
    result: Reconciliation,
    retold: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> tuple[Gap, ...]:
    """The next revisions of an issuer's gaps: of those that are new, those that changed and those that closed.

    Args:
        before: the latest revision of every gap there ever was, by statement.
        result: what reconciliation makes of everything now.
        retold: by the statement that counts, those that tell the same: the story of their gap goes on as it began.
    """
    story = _stories(before, result, retold)
    seen = Counter[str]()
    for allocation in result.allocations:
        seen[story(allocation.statement_id)] += allocation.sats
    missing = {story(gap.statement_id): gap for gap in result.gaps}
    claims = {story(claim.statement.statement_id): claim for claim in result.claims}
    found = (
        _gap(name, before, claims.get(name), seen[name], gap)
        for name, gap in {**dict.fromkeys(before), **missing}.items()
    )
    return tuple(_news(found, before))


def _stories(
    before: Mapping[str, Gap], result: Reconciliation, retold: Mapping[str, Collection[str]]
) -> Callable[[str], str]:
    """Under which statement the gap of each one is told: its own, or the first that told the same."""
    known = {
        claim.statement.statement_id: sorted(
            each
            for each in retold.get(claim.statement.statement_id, ())
            if each in before and before[each].open
        )
        for claim in result.claims
        if claim.statement.statement_id not in before
    }
    return lambda name: next(iter(known.get(name, ())), name)


def _gap(
    statement_id: str, before: Mapping[str, Gap], claim: Claim | None, seen: int, missing: CoverageGap | None
) -> Gap:
    told = claim.own_sats if claim else 0
    said_by = claim.statement.statement_id if claim else statement_id
    kind = GapKind.COVERAGE_GAP if seen else GapKind.DISCLOSED_UNSEEN
    return Gap(
        statement_id,
        before[statement_id].revision + 1 if statement_id in before else 1,
        kind if told > seen else GapKind.GAP_CLOSED,
        told,
        seen,
        missing.on_its_way_sats if missing else 0,
        None if said_by == statement_id else said_by,
    )


def _news(found: Iterable[Gap], before: Mapping[str, Gap]) -> Iterable[Gap]:
    for gap in found:
        known = before.get(gap.statement_id)
        if known is None or not (known.tells_as(gap) or (not known.open and not gap.open)):
            yield gap
