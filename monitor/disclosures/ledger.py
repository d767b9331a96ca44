"""An issuer's statements beside what was seen on chain, row by row and in sum."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from monitor.disclosures.identity import Identity, identities
from monitor.disclosures.labelled import LabelledPeriod
from monitor.disclosures.learned import learned_habit
from monitor.disclosures.periods import replacements
from monitor.disclosures.reconcile import (
    Candidate,
    OpenTrail,
    Reconciliation,
    ReconciliationPolicy,
    reconcile,
)
from monitor.disclosures.statement import Statement, StatementKind, each_once
from monitor.disclosures.taken_back import authority
from monitor.labels.entity import DisclosureHabit, Entity


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One statement and what became of it. All amounts are satoshis."""

    statement: Statement
    own_sats: int
    """What it adds to more specific statements; 0 where it is superseded or tells no quantity."""
    confirmed_sats: int
    """What of that was seen on chain."""
    superseded: bool
    """Another statement about the same period counts instead."""
    repeated: bool = False
    """That one tells the same in another document: nothing is taken back."""
    contradicted_by: tuple[str, ...] = ()
    """Statements of the same issuer that cannot be true together with this one; somebody should look."""
    on_its_way_sats: int = 0
    """What of the gap may be among coins that left the miner and are still on their way; none of it is confirmed."""
    pinned: bool = False
    """A reviewer said which coins it, or a part of it, is about."""

    @property
    def corrected(self) -> bool:
        """Whether a reviewer corrected what was read."""
        return self.statement.corrected and self.statement.only is None

    @property
    def gap_sats(self) -> int:
        """What was disclosed and not seen."""
        return self.own_sats - self.confirmed_sats


@dataclass(frozen=True, slots=True)
class SeenFlag:
    """Coins that were seen moving to a platform, and what the issuer's statements make of them."""

    episode_id: str
    at: datetime
    """Block time."""
    sats: int
    confirmed_sats: int
    refuted: bool

    @property
    def open_sats(self) -> int:
        """What no statement speaks of: neither confirmed nor refuted."""
        return 0 if self.refuted else self.sats - self.confirmed_sats


@dataclass(frozen=True, slots=True)
class IssuerLedger:
    """Everything one issuer stated. All amounts are satoshis, and no coin is counted twice."""

    issuer: str
    statements: tuple[Statement, ...]
    """Everything it stated, of every kind, by period."""
    rows: tuple[LedgerRow, ...]
    """Those of them that tell of sales or holdings."""
    flags: tuple[SeenFlag, ...]
    """What was seen moving to platforms, by time."""
    identities: tuple[Identity, ...] = ()
    """Its figures against each other, for every period between two balances."""
    habit: DisclosureHabit | None = None
    """How it discloses now, with the lag that it has shown; None where it has not shown enough."""

    @property
    def moved_sats(self) -> int:
        """What was seen moving to platforms."""
        return sum(flag.sats for flag in self.flags)

    @property
    def refuted_sats(self) -> int:
        """What of that the issuer says it did not sell."""
        return sum(flag.sats for flag in self.flags if flag.refuted)

    @property
    def disclosed_sats(self) -> int:
        """What the issuer says it sold."""
        return sum(row.own_sats for row in self.rows)

    @property
    def confirmed_sats(self) -> int:
        """What of that was seen on chain."""
        return sum(row.confirmed_sats for row in self.rows)

    @property
    def gap_sats(self) -> int:
        """What was disclosed and not seen: where labels are missing."""
        return sum(row.gap_sats for row in self.rows)

    @property
    def unconfirmed_sats(self) -> int:
        """What moved and no disclosure speaks of: neither confirmed nor refuted."""
        return sum(flag.open_sats for flag in self.flags)

    @property
    def holdings_after_sats(self) -> int | None:
        """The latest holdings that the issuer stated."""
        stated = [row.statement for row in self.rows if row.statement.held_sats is not None]
        return max(stated, key=_as_of).held_sats if stated else None


def issuer_ledger(
    issuer: str,
    statements: Iterable[Statement],
    candidates: Iterable[Candidate],
    policy: ReconciliationPolicy,
    trails: Iterable[OpenTrail] = (),
    *,
    labelled: Iterable[LabelledPeriod] = (),
    entity: Entity | None = None,
    day: date | None = None,
) -> IssuerLedger:
    """Put one issuer's ledger together, statements by period.

    Args:
        issuer: slug.
        statements: everything it stated.
        candidates: its live flags that no reviewer dismissed.
        policy: as for reconciliation, whose result this shows.
        trails: its coins that are still on their way.
        labelled: what its labelled scripts did in the times of its figures.
        entity: the issuer, where it is known.
        day: from which it is looked back; None where its habit is not asked for.
    """
    known = each_once(statements)
    flags = {flag.flag_id: flag for flag in candidates}.values()
    result = reconcile(known, flags, policy, trails)
    whole = _undivided(known)
    return IssuerLedger(
        issuer,
        statements=whole,
        rows=_rows(filter(_is_shown, whole), result, known),
        flags=_flags(flags, result),
        identities=identities(known, flags, result, labelled),
        habit=_shown(entity, day, known, flags, result) if day else None,
    )


def _shown(
    entity: Entity | None,
    day: date,
    statements: Iterable[Statement],
    candidates: Iterable[Candidate],
    result: Reconciliation,
) -> DisclosureHabit | None:
    habit, rests_on = learned_habit(entity, day, tuple(statements), candidates, result.allocations)
    return habit if rests_on else None


def _undivided(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Statements without the parts of them that a reviewer pinned somewhere, by period."""
    whole: dict[str, Statement] = {}
    for each in statements:
        if each.only is None or each.statement_id not in whole:
            whole[each.statement_id] = each
    return tuple(sorted(whole.values(), key=_by_period))


def _pinned(statements: Iterable[Statement]) -> frozenset[str]:
    return frozenset(each.statement_id for each in statements if each.only and each.known_as)


def _flags(candidates: Iterable[Candidate], result: Reconciliation) -> tuple[SeenFlag, ...]:
    refuted = {refutation.flag_id for refutation in result.refutations}
    confirmed = Counter[str]()
    for allocation in result.allocations:
        confirmed[allocation.flag_id] += allocation.sats
    return tuple(
        SeenFlag(flag.episode_id, flag.at, flag.sats, confirmed[flag.flag_id], flag.flag_id in refuted)
        for flag in sorted(candidates, key=_by_time)
    )


def _rows(
    statements: Iterable[Statement],
    result: Reconciliation,
    known: Collection[Statement],
) -> tuple[LedgerRow, ...]:
    replaced = {each.statement_id: each.same for each in replacements(known)}
    pinned = _pinned(known)
    own = {claim.statement.statement_id: claim.own_sats for claim in result.claims}
    on_its_way = {gap.statement_id: gap.on_its_way_sats for gap in result.gaps}
    against: dict[str, list[str]] = defaultdict(list)
    for each in result.contradictions:
        against[each.sale_id].append(each.no_sale_id)
        against[each.no_sale_id].append(each.sale_id)
    for overrun in result.overruns:
        against[overrun.whole_id] += overrun.part_ids
        for part in overrun.part_ids:
            against[part].append(overrun.whole_id)
    confirmed = Counter[str]()
    for allocation in result.allocations:
        confirmed[allocation.statement_id] += allocation.sats
    return tuple(
        LedgerRow(
            statement=each,
            own_sats=own.get(each.statement_id, 0),
            confirmed_sats=confirmed[each.statement_id],
            superseded=each.statement_id in replaced,
            repeated=replaced.get(each.statement_id, False),
            contradicted_by=tuple(against[each.statement_id]),
            on_its_way_sats=on_its_way.get(each.statement_id, 0),
            pinned=each.statement_id in pinned,
        )
        for each in statements
    )


def _is_shown(statement: Statement) -> bool:
    decides = statement.kind in {StatementKind.SALE, StatementKind.NO_SALE}
    return decides or statement.held_sats is not None


def _by_period(statement: Statement) -> tuple[date, date, str, str]:
    return statement.period_start, statement.period_end, statement.kind, statement.statement_id


def _by_time(flag: Candidate) -> tuple[datetime, str]:
    return flag.at, flag.flag_id


def _as_of(statement: Statement) -> tuple[date, tuple[bool, date], str]:
    return statement.period_end, authority(statement), statement.statement_id
