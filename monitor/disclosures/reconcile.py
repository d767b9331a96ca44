"""What an issuer stated against what was flagged: pure, and from scratch every time.

Because nothing is carried over, neither the order of arrival nor repetition can change the result. The rules
are explained with worked examples in docs/reconciliation.md.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from monitor.disclosures.periods import Claim, nested_claims
from monitor.disclosures.quiet import Contradiction, QuietDays
from monitor.disclosures.statement import Statement, StatementKind


@dataclass(frozen=True, slots=True)
class ReconciliationPolicy:
    """How statements are laid beside flags.

    Raises:
        ValueError: a negative lead.
    """

    lead: timedelta = timedelta(0)
    """Coins move before they are sold: a flag may be so much earlier than the stated period."""

    def __post_init__(self) -> None:
        if self.lead < timedelta(0):
            raise ValueError(f"the lead is {self.lead}; coins cannot be sold before they move")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A flag that a statement may be about.

    Raises:
        ValueError: a time without time zone, or nothing that moved.
    """

    flag_id: str
    episode_id: str
    at: datetime
    """Block time."""
    sats: int
    venue_rank: int
    """Lower is the likelier place of a sale: 0 a place of trade, 1 a custodian, 2 a lender."""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"{self.flag_id}: the block time {self.at} has no time zone")
        if self.sats <= 0:
            raise ValueError(f"{self.flag_id}: a flag of {self.sats} sats moves nothing")


class Reason(StrEnum):
    """Why a statement accounts for a flag, or refutes it."""

    REVIEWER_PINNED = "reviewer_pinned"
    EXACT_AMOUNT = "exact_amount"
    WITHIN_PERIOD = "within_period"
    AMOUNT_EXHAUSTED = "amount_exhausted"
    NO_SALE_IN_PERIOD = "no_sale_in_period"

    @property
    def text(self) -> str:
        """The reason in words, for people."""
        return _TEXTS[self]


_TEXTS = {
    Reason.REVIEWER_PINNED: "a reviewer confirmed this episode by this document",
    Reason.EXACT_AMOUNT: "the flag lies in the period, and its amount is the stated one",
    Reason.WITHIN_PERIOD: "the flag lies in the period, and the stated amount covers all that was left of it",
    Reason.AMOUNT_EXHAUSTED: "the flag lies in the period, but the stated amount covers only a part of it",
    Reason.NO_SALE_IN_PERIOD: "the issuer states that it sold nothing in the period",
}


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
    """The most specific statement that says so."""
    flag_id: str
    reason: Reason = Reason.NO_SALE_IN_PERIOD


@dataclass(frozen=True, slots=True)
class CoverageGap:
    """Satoshis that a statement tells and the chain did not show, beyond what more specific ones tell."""

    statement_id: str
    sats: int


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The whole result for one issuer."""

    allocations: tuple[Allocation, ...]
    refutations: tuple[Refutation, ...]
    """At most one for each flag."""
    gaps: tuple[CoverageGap, ...]
    """Those above zero."""
    claims: tuple[Claim, ...]
    """The sale statements that counted, in the order in which they were allocated."""
    contradictions: tuple[Contradiction, ...]


@dataclass(slots=True)
class _Flag:
    """A candidate while it is being filled."""

    candidate: Candidate
    first_day: int
    """Ordinal of the day of its block."""
    last_day: int
    """Ordinal of the last day on which its coins may have been sold."""
    left_sats: int


def reconcile(
    statements: Iterable[Statement], candidates: Iterable[Candidate], policy: ReconciliationPolicy
) -> Reconciliation:
    """Allocate every sale statement of one issuer to its flags.

    Args:
        statements: everything the issuer stated, in any order, repetitions allowed.
        candidates: its live flags that no reviewer dismissed, in any order, repetitions allowed.
        policy: the tolerance in time.

    Raises:
        ValueError: statements of several issuers, or one flag id with two contents.
    """
    known = _of_one_issuer(statements)
    flags = [_flag(candidate, policy) for candidate in _distinct(candidates)]
    quiet = QuietDays.of(known)
    claims = nested_claims(known)
    allocations: list[Allocation] = []
    gaps: list[CoverageGap] = []
    for claim in claims:
        made = _allocate(claim, [flag for flag in flags if flag.left_sats], quiet)
        allocations.extend(made)
        missing = claim.own_sats - sum(allocation.sats for allocation in made)
        if missing:
            gaps.append(CoverageGap(claim.statement.statement_id, missing))
    silent = [flag.candidate for flag in flags if flag.left_sats == flag.candidate.sats]
    refutations = _refute(known, silent, quiet)
    return Reconciliation(tuple(allocations), refutations, tuple(gaps), tuple(claims), quiet.contradictions)


def _of_one_issuer(statements: Iterable[Statement]) -> list[Statement]:
    known = {statement.statement_id: statement for statement in statements}
    issuers = sorted({statement.issuer for statement in known.values()})
    if len(issuers) > 1:
        raise ValueError(f"statements of {' and '.join(issuers)} cannot be reconciled together")
    return list(known.values())


def _distinct(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates in the order in which a statement prefers them."""
    known: dict[str, Candidate] = {}
    for candidate in candidates:
        if known.setdefault(candidate.flag_id, candidate) != candidate:
            raise ValueError(f"two different candidates are called {candidate.flag_id}")
    return sorted(known.values(), key=lambda flag: (flag.venue_rank, flag.at, flag.flag_id))


def _flag(candidate: Candidate, policy: ReconciliationPolicy) -> _Flag:
    at = candidate.at.astimezone(UTC)
    return _Flag(candidate, at.toordinal(), (at + policy.lead).toordinal(), candidate.sats)


def _allocate(claim: Claim, flags: Sequence[_Flag], quiet: QuietDays) -> list[Allocation]:
    """Fill flags from one claim, in the order given but for one of exactly its amount, which goes first."""
    rest = claim.own_sats
    if not rest:
        return []
    fits = _fits(claim.statement, quiet)
    fitting = [flag for flag in flags if fits(flag)]
    fitting.sort(key=lambda flag: not _exact(claim, flag))
    made: list[Allocation] = []
    for flag in fitting:
        if not rest:
            break
        sats = min(rest, flag.left_sats)
        reason = _reason(claim, flag, sats)
        made.append(Allocation(claim.statement.statement_id, flag.candidate.flag_id, sats, reason))
        flag.left_sats -= sats
        rest -= sats
    return made


def _fits(statement: Statement, quiet: QuietDays) -> Callable[[_Flag], bool]:
    """Whether a flag can be what a statement speaks of."""
    if statement.only_episode is not None:
        return lambda flag: flag.candidate.episode_id == statement.only_episode
    spans = quiet.outside(statement)
    first, last = spans[0][0], spans[-1][1]
    if len(spans) == 1:
        return lambda flag: flag.first_day <= last and first <= flag.last_day
    return lambda flag: any(start <= flag.last_day and flag.first_day <= end for start, end in spans)


def _exact(claim: Claim, flag: _Flag) -> bool:
    return claim.own_sats == flag.left_sats == flag.candidate.sats


def _reason(claim: Claim, flag: _Flag, sats: int) -> Reason:
    if claim.statement.only_episode is not None:
        return Reason.REVIEWER_PINNED
    if _exact(claim, flag):
        return Reason.EXACT_AMOUNT
    return Reason.WITHIN_PERIOD if sats == flag.left_sats else Reason.AMOUNT_EXHAUSTED


def _refute(
    statements: Iterable[Statement], silent: Iterable[Candidate], quiet: QuietDays
) -> tuple[Refutation, ...]:
    """Refute the flags on quiet days among those that no sale accounts for."""
    denials = sorted(
        (statement for statement in statements if statement.kind is StatementKind.NO_SALE),
        key=lambda statement: (statement.days, statement.period_start, statement.statement_id),
    )
    return tuple(_refutation(flag, denials) for flag in silent if flag.at.astimezone(UTC).date() in quiet)


def _refutation(flag: Candidate, denials: Collection[Statement]) -> Refutation:
    day = flag.at.astimezone(UTC).date()
    said = next(statement for statement in denials if statement.covers(day))
    return Refutation(said.statement_id, flag.flag_id)
