"""What an issuer stated against what was flagged: pure, and from scratch every time.

Because nothing is carried over, neither the order of arrival nor repetition can change the result. The rules
are explained with worked examples in docs/reconciliation.md.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from monitor.disclosures.filling import Candidate, Filled, Rack, Vessel, fill, overlaps, sold_between
from monitor.disclosures.learned import lead_learned
from monitor.disclosures.outcome import (
    Allocation,
    CoverageGap,
    Hint,
    Possibility,
    Reason,
    Reconciliation,
    Refutation,
)
from monitor.disclosures.periods import Claim, is_report, nested_claims, overruns, share_days
from monitor.disclosures.quiet import QuietDays, Span
from monitor.disclosures.statement import Statement, StatementKind, each_once
from monitor.disclosures.taken_back import standing

__all__ = [
    "Allocation",
    "Candidate",
    "CoverageGap",
    "Hint",
    "OpenTrail",
    "Possibility",
    "Reason",
    "Reconciliation",
    "ReconciliationPolicy",
    "Refutation",
    "reconcile",
]


def _as_everybody(_: str) -> timedelta | None:
    return None


@dataclass(frozen=True, slots=True)
class ReconciliationPolicy:
    """How statements are laid beside flags.

    Raises:
        ValueError: a negative lead.
    """

    lead: timedelta = timedelta(0)
    """Coins move before they are sold: a flag may be so much earlier than the stated period."""
    own_lead: Callable[[str], timedelta | None] = _as_everybody
    """The lead of an issuer, by slug, that is known to take another time; None where none is known."""

    def __post_init__(self) -> None:
        if self.lead < timedelta(0):
            raise ValueError(f"the lead is {self.lead}; coins cannot be sold before they move")

    def lead_of(self, issuer: str) -> timedelta:
        """How long before they are sold an issuer's coins may move."""
        own = self.own_lead(issuer)
        return self.lead if own is None else own


@dataclass(frozen=True, slots=True)
class OpenTrail:
    """Coins that left the miner to unlabelled scripts and are still on their way."""

    trail_id: str
    at: datetime
    """Block time of the miner's payment."""
    sats: int
    """What of it has not come to an end."""


def reconcile(
    statements: Iterable[Statement],
    candidates: Iterable[Candidate],
    policy: ReconciliationPolicy,
    trails: Iterable[OpenTrail] = (),
) -> Reconciliation:
    """Allocate every sale statement of one issuer to its flags.

    Args:
        statements: everything the issuer stated, in any order, repetitions allowed.
        candidates: its live flags that no reviewer dismissed, in any order, repetitions allowed.
        policy: the tolerance in time. A lead of which enough transfers tell otherwise gives way to theirs; they are
            those that are confirmed by the policy's, so that the result still rests on nothing but what is given.
        trails: its coins that are still on their way.

    Raises:
        ValueError: statements of several issuers, or one flag id with two contents.
    """
    known, flags, ways = standing(_of_one_issuer(statements)), list(candidates), list(trails)
    lead = policy.lead_of(known[0].issuer) if known else policy.lead
    result = _reconciled(known, flags, lead, ways)
    learned = lead_learned(known, flags, result.allocations)
    if learned is not None and timedelta(days=learned.days) != lead:
        lead = timedelta(days=learned.days)
        result = _reconciled(known, flags, lead, ways)
    return replace(result, lead=lead, learned_lead=learned)


def _reconciled(
    known: list[Statement],
    candidates: Collection[Candidate],
    lead: timedelta,
    trails: Collection[OpenTrail],
) -> Reconciliation:
    rack, quiet = Rack(candidates, lead), QuietDays.of(known)
    claims = nested_claims(known)
    books = [_Book(claim) for claim in claims]
    for number, book in enumerate(books):
        _allocate(book, books[:number], rack, quiet)
    silent = [vessel for vessel in rack.vessels if vessel.untouched]
    hints = _hints(known, silent, quiet)
    hinted = {hint.flag_id for hint in hints}
    refutable = [each.candidate for each in silent if each.candidate.flag_id not in hinted]
    possibilities = _possibilities(books, trails, quiet, lead)
    return Reconciliation(
        allocations=_allocations(books),
        refutations=_refute(known, refutable, quiet),
        gaps=_gaps(books, possibilities),
        claims=_settled(books),
        contradictions=quiet.contradictions,
        possibilities=possibilities,
        hints=hints,
        overruns=overruns(claims),
    )


@dataclass(slots=True)
class _Book:
    """A claim while it is being allocated."""

    claim: Claim
    filled: Sequence[Filled] = ()
    missing_sats: int = 0
    beyond_sats: int = 0
    """What rounding let it confirm beyond the told number."""

    @property
    def seen_sats(self) -> int:
        return sum(each.sats for each in self.filled)


def _of_one_issuer(statements: Iterable[Statement]) -> list[Statement]:
    known = each_once(statements)
    issuers = sorted({statement.issuer for statement in known})
    if len(issuers) > 1:
        raise ValueError(f"statements of {' and '.join(issuers)} cannot be reconciled together")
    return known


def _allocate(book: _Book, before: Sequence[_Book], rack: Rack, quiet: QuietDays) -> None:
    """Fill flags from one claim; what more specific ones confirmed beyond their number is a part of its own."""
    claim = book.claim
    beyond = sum(
        each.beyond_sats
        for each in before
        if each.beyond_sats and share_days(each.claim.statement, claim.statement)
    )
    sats = max(0, claim.own_sats - beyond)
    if not sats:
        return
    reports = [each.claim.statement for each in before if _reports_a_part(each.claim, claim)]
    book.filled = fill(sats, claim.slack_sats, _fitting(claim.statement, reports, rack, quiet))
    rest = sats - book.seen_sats
    book.beyond_sats = max(0, -rest)
    book.missing_sats = rest if rest > (claim.slack_sats if book.filled else 0) else 0


def _reports_a_part(part: Claim, whole: Claim) -> bool:
    """Whether a report tells all that was sold in a part of a longer time."""
    one, other = part.statement, whole.statement
    within = other.period_start <= one.period_start and one.period_end <= other.period_end
    return within and one.only is None and is_report(one)


def _fitting(
    statement: Statement, reports: Iterable[Statement], rack: Rack, quiet: QuietDays
) -> list[Vessel]:
    """The flags that can be what a statement speaks of, in order of preference."""
    if statement.only_flag is not None:
        return rack.of(lambda candidate: candidate.flag_id == statement.only_flag)
    if statement.only_episode is not None:
        return rack.of(lambda candidate: candidate.episode_id == statement.only_episode)
    return rack.within(quiet.outside(statement, reports))


def _allocations(books: Iterable[_Book]) -> tuple[Allocation, ...]:
    """What was filled; a statement that a reviewer divided is one."""
    made: dict[tuple[str, str], Allocation] = {}
    for book in books:
        for each in book.filled:
            key = book.claim.statement.statement_id, each.vessel.candidate.flag_id
            first = made.get(key)
            reason = first.reason if first else _reason(book.claim, each)
            made[key] = Allocation(*key, each.sats + (first.sats if first else 0), reason)
    return tuple(made.values())


def _reason(claim: Claim, filled: Filled) -> Reason:
    if claim.statement.only is not None:
        return Reason.REVIEWER_PINNED
    if filled.exact:
        return Reason.EXACT_AMOUNT
    return Reason.AMOUNT_EXHAUSTED if filled.partly else Reason.WITHIN_PERIOD


def _gaps(books: Iterable[_Book], possibilities: Iterable[Possibility]) -> tuple[CoverageGap, ...]:
    missing: dict[str, int] = defaultdict(int)
    for book in books:
        if book.missing_sats:
            missing[book.claim.statement.statement_id] += book.missing_sats
    on_its_way: dict[str, int] = defaultdict(int)
    for each in possibilities:
        on_its_way[each.statement_id] += each.sats
    return tuple(CoverageGap(name, sats, on_its_way[name]) for name, sats in missing.items())


def _settled(books: Iterable[_Book]) -> tuple[Claim, ...]:
    """The claims with what they came to; one that a reviewer divided is one."""
    whole: dict[str, Statement] = {}
    own: dict[str, int] = defaultdict(int)
    for book in books:
        statement = book.claim.statement
        if statement.only is None or statement.statement_id not in whole:
            whole[statement.statement_id] = statement
        own[statement.statement_id] += book.seen_sats + book.missing_sats
    return tuple(Claim(whole[statement_id], sats) for statement_id, sats in own.items())


def _hints(statements: Iterable[Statement], silent: Collection[Vessel], quiet: QuietDays) -> tuple[Hint, ...]:
    """The flags without a word that a sale without a quantity may be about, with the most specific such sale."""
    vague = sorted(
        (each for each in statements if each.kind is StatementKind.SALE and each.sats is None),
        key=_specific_first,
    )
    spans: dict[str, tuple[Span, ...]] = {each.statement_id: quiet.outside(each) for each in vague}
    hints = []
    for vessel in silent:
        about = next((name for name, days in spans.items() if overlaps(vessel.days, days)), None)
        if about is not None:
            hints.append(Hint(about, vessel.candidate.flag_id))
    return tuple(hints)


def _possibilities(
    books: Iterable[_Book], trails: Iterable[OpenTrail], quiet: QuietDays, lead: timedelta
) -> tuple[Possibility, ...]:
    """Where what is missing may be on its way, the oldest trail first. No satoshi is offered twice."""
    known = sorted(
        {each.trail_id: each for each in trails}.values(), key=lambda each: (each.at, each.trail_id)
    )
    left = {each.trail_id: each.sats for each in known}
    made: dict[tuple[str, str], int] = defaultdict(int)
    for book in books:
        statement, missing = book.claim.statement, book.missing_sats
        if not missing or statement.only is not None:
            continue
        spans = quiet.outside(statement)
        for trail in known:
            sats = min(missing, left[trail.trail_id])
            if sats and overlaps(sold_between(trail.at, lead), spans):
                made[statement.statement_id, trail.trail_id] += sats
                left[trail.trail_id] -= sats
                missing -= sats
    return tuple(Possibility(*key, sats) for key, sats in made.items())


def _refute(
    statements: Iterable[Statement], silent: Iterable[Candidate], quiet: QuietDays
) -> tuple[Refutation, ...]:
    """Refute the flags on quiet days among those that no sale accounts for."""
    denials = sorted(
        (statement for statement in statements if statement.kind is StatementKind.NO_SALE),
        key=_specific_first,
    )
    return tuple(_refutation(flag, denials) for flag in silent if flag.at.astimezone(UTC).date() in quiet)


def _refutation(flag: Candidate, denials: Collection[Statement]) -> Refutation:
    day = flag.at.astimezone(UTC).date()
    said = next(statement for statement in denials if statement.covers(day))
    return Refutation(said.statement_id, flag.flag_id)


def _specific_first(statement: Statement) -> tuple[int, date, str]:
    return statement.days, statement.period_start, statement.statement_id
