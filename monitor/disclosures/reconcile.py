"""What an issuer stated against what was flagged: pure, and from scratch every time.

Because nothing is carried over, neither the order of arrival nor repetition can change the result. The rules
are explained with worked examples in docs/reconciliation.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.disclosures.periods import Claim, nested_claims
from monitor.disclosures.statement import Statement, StatementKind


@dataclass(frozen=True, slots=True)
class ReconciliationPolicy:
    """How statements are laid beside flags."""

    lead: timedelta = timedelta(0)
    """Coins move before they are sold: a flag may be so much earlier than the stated period."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A flag that a statement may be about."""

    flag_id: str
    episode_id: str
    at: datetime
    """Block time."""
    sats: int
    venue_rank: int
    """Lower is the likelier place of a sale: 0 a place of trade, 1 a custodian, 2 a lender."""


class Reason(StrEnum):
    """Why a statement accounts for a flag, or refutes it."""

    REVIEWER_PINNED = "reviewer_pinned"
    """A reviewer confirmed this episode by this document."""
    EXACT_AMOUNT = "exact_amount"
    """The flag lies in the period and its amount is the stated one."""
    WITHIN_PERIOD = "within_period"
    """The flag lies in the period, and the stated amount covers all of it."""
    AMOUNT_EXHAUSTED = "amount_exhausted"
    """The flag lies in the period, but the stated amount covers only a part of it."""
    NO_SALE_IN_PERIOD = "no_sale_in_period"
    """The issuer states that it sold nothing in the period."""


@dataclass(frozen=True, slots=True)
class Allocation:
    """So much of a flag is accounted for by a statement."""

    statement_id: str
    flag_id: str
    sats: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Refutation:
    """A statement of no sale covers a flag that no sale accounts for."""

    statement_id: str
    flag_id: str
    reason: Reason = Reason.NO_SALE_IN_PERIOD


@dataclass(frozen=True, slots=True)
class CoverageGap:
    """Satoshis that a statement tells and the chain did not show, beyond what nested statements tell."""

    statement_id: str
    sats: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The whole result for one issuer."""

    allocations: tuple[Allocation, ...]
    refutations: tuple[Refutation, ...]
    gaps: tuple[CoverageGap, ...]


def reconcile(
    statements: Iterable[Statement], candidates: Iterable[Candidate], policy: ReconciliationPolicy
) -> Reconciliation:
    """Allocate every sale statement of one issuer to its flags.

    Args:
        statements: everything the issuer stated, in any order, repetitions allowed.
        candidates: its live flags that no reviewer dismissed, in any order.
        policy: the tolerance in time.
    """
    known = {statement.statement_id: statement for statement in statements}
    flags = sorted(
        {candidate.flag_id: candidate for candidate in candidates}.values(),
        key=lambda flag: (flag.venue_rank, flag.at, flag.flag_id),
    )
    left = {flag.flag_id: flag.sats for flag in flags}
    allocations: list[Allocation] = []
    gaps: list[CoverageGap] = []
    for claim in nested_claims(known.values()):
        made = _allocate(claim, flags, left, policy)
        allocations.extend(made)
        missing = claim.own_sats - sum(allocation.sats for allocation in made)
        if missing:
            gaps.append(CoverageGap(claim.statement.statement_id, missing))
    refutations = _refute(known.values(), flags, {allocation.flag_id for allocation in allocations})
    return Reconciliation(tuple(allocations), refutations, tuple(gaps))


def _allocate(
    claim: Claim, flags: Sequence[Candidate], left: dict[str, int], policy: ReconciliationPolicy
) -> list[Allocation]:
    """Fill flags from one claim; `left` is what earlier claims left of each flag, and is reduced."""
    statement = claim.statement
    fitting = [flag for flag in flags if left[flag.flag_id] and _fits(statement, flag, policy)]
    fitting.sort(key=lambda flag: flag.sats != statement.sats)  # stable: an exact amount goes first
    rest = claim.own_sats
    made: list[Allocation] = []
    for flag in fitting:
        if not rest:
            break
        sats = min(rest, left[flag.flag_id])
        made.append(Allocation(statement.statement_id, flag.flag_id, sats, _reason(statement, flag, sats)))
        left[flag.flag_id] -= sats
        rest -= sats
    return made


def _fits(statement: Statement, flag: Candidate, policy: ReconciliationPolicy) -> bool:
    if statement.only_episode is not None:
        return flag.episode_id == statement.only_episode
    return statement.period_start <= (flag.at + policy.lead).date() and flag.at.date() <= statement.period_end


def _reason(statement: Statement, flag: Candidate, sats: int) -> Reason:
    if statement.only_episode is not None:
        return Reason.REVIEWER_PINNED
    if statement.sats == flag.sats == sats:
        return Reason.EXACT_AMOUNT
    return Reason.WITHIN_PERIOD if sats == flag.sats else Reason.AMOUNT_EXHAUSTED


def _refute(
    statements: Iterable[Statement], flags: Sequence[Candidate], accounted: set[str]
) -> tuple[Refutation, ...]:
    denials = sorted(
        (statement for statement in statements if statement.kind is StatementKind.NO_SALE),
        key=lambda statement: (statement.period_start, statement.period_end, statement.statement_id),
    )
    return tuple(
        Refutation(statement.statement_id, flag.flag_id)
        for flag in flags
        if flag.flag_id not in accounted
        for statement in denials
        if statement.covers(flag.at.date())
    )
