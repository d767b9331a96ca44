"""What an issuer's own past teaches of its clock: how long before a sale coins move, and when its word comes.

Both are worked out from everything that is stated and confirmed, so the same knowledge always teaches the same. What
is configured holds until there are enough observations, and is replaced, not mixed, from then on. Of the latest
observations the one that nine of ten do not exceed is taken, so that one odd report decides nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date
from typing import Final

from monitor.disclosures.filling import Candidate
from monitor.disclosures.habit import UNKNOWN, Learned, period_of
from monitor.disclosures.outcome import Allocation
from monitor.disclosures.statement import Statement, StatementKind
from monitor.labels.entity import Cadence, DisclosureHabit, Entity

_LATEST: Final = 12
"""So many observations count, the latest: habits change."""
_ENOUGH_REPORTS: Final = 4
_ENOUGH_TRANSFERS: Final = 3
_EXACT_DAYS: Final = 7
"""Of a sale told for longer than this nobody knows the day, unless its coins moved before all of it."""
_LONGEST_LEAD: Final = 30
_LONGEST_LAG: Final = 366
_DECEMBER: Final = 12
_REPORTING: Final = frozenset({StatementKind.SALE, StatementKind.NO_SALE, StatementKind.PRODUCTION})


def lead_learned(
    statements: Iterable[Statement], candidates: Iterable[Candidate], allocations: Iterable[Allocation]
) -> Learned | None:
    """How many days before they are sold an issuer's coins usually move; None while too little is known.

    Args:
        statements: everything one issuer stated.
        candidates: its flags.
        allocations: which of them statements confirm, a reviewer's pins among them.
    """
    told = {each.statement_id: each for each in statements if each.only is None}
    moved = {each.flag_id: each for each in candidates}
    leads: dict[str, int] = {}
    for each in allocations:
        statement, flag = told.get(each.statement_id), moved.get(each.flag_id)
        if statement is None or flag is None:
            continue
        lead = (statement.period_start - _day(flag)).days
        if 0 < lead <= _LONGEST_LEAD or (statement.days <= _EXACT_DAYS and lead <= 0):
            leads[each.flag_id] = min(max(0, lead), leads.get(each.flag_id, _LONGEST_LEAD))
    latest = sorted(leads, key=lambda name: (moved[name].at, name))[-_LATEST:]
    return _usual([leads[name] for name in latest], _ENOUGH_TRANSFERS)


def lag_learned(
    statements: Sequence[Statement],
    candidates: Iterable[Candidate],
    allocations: Iterable[Allocation],
    habit: DisclosureHabit,
    year_ends_in: int = _DECEMBER,
) -> Learned | None:
    """How many days after the end of a period an issuer's word on it is usually out; None while too little is known.

    A report is about the latest period that it tells of. Where a transfer was confirmed later than by the first
    report of its period, that later day counts. Periods that close a fiscal year are left out, months excepted: the
    annual report tells of them.

    Args:
        statements: everything one issuer stated.
        candidates: its flags.
        allocations: which of them statements confirm.
        habit: how often it reports, and since when.
        year_ends_in: the month with which its fiscal year ends, 1 to 12.
    """
    first: dict[date, date] = {}
    for end, published in _reports(statements, habit.cadence, year_ends_in):
        first[end] = min(published, first.get(end, published))
    for end, published in _confirmed(statements, candidates, allocations, habit.cadence, year_ends_in):
        first[end] = max(published, first.get(end, published))
    ends = [
        end
        for end in sorted(first)
        if (habit.since is None or end >= habit.since)
        and (habit.cadence is Cadence.MONTHLY or end.month != year_ends_in)
    ]
    lags = [(first[end] - end).days for end in ends]
    return _usual([lag for lag in lags if 0 < lag <= _LONGEST_LAG][-_LATEST:], _ENOUGH_REPORTS)


def learned_habit(
    entity: Entity | None,
    day: date,
    statements: Sequence[Statement],
    candidates: Iterable[Candidate] = (),
    allocations: Iterable[Allocation] = (),
) -> tuple[DisclosureHabit, Learned | None]:
    """An issuer's habit on a day with the lag that it has shown, and what that rests on.

    Args:
        entity: the issuer; None where nobody knows it.
        day: UTC.
        statements: everything it stated.
        candidates: its flags.
        allocations: which of them statements confirm.
    """
    known = entity.disclosure_at(day) if entity else None
    habit = known if known and known.cadence is not Cadence.NONE else UNKNOWN
    year_ends_in = entity.year_ends_in or _DECEMBER if entity else _DECEMBER
    found = lag_learned(statements, candidates, allocations, habit, year_ends_in)
    return (habit, None) if found is None else (replace(habit, lag_days=found.days), found)


def _reports(
    statements: Iterable[Statement], cadence: Cadence, year_ends_in: int
) -> Iterable[tuple[date, date]]:
    """The last day of each period that a document reports, and the day of its publication."""
    by_document: dict[str, list[Statement]] = defaultdict(list)
    for each in statements:
        if each.kind in _REPORTING and each.published is not None and each.only is None:
            by_document[each.url].append(each)
    for told in by_document.values():
        subject = max(told, key=lambda each: (each.period_end, each.period_start))
        whole = {
            (each.period_start, each.period_end) for each in told if each.period_end == subject.period_end
        }
        period = period_of(subject.period_end, cadence, year_ends_in)
        if period in whole and subject.published is not None:
            yield subject.period_end, subject.published


def _confirmed(
    statements: Iterable[Statement],
    candidates: Iterable[Candidate],
    allocations: Iterable[Allocation],
    cadence: Cadence,
    year_ends_in: int,
) -> Iterable[tuple[date, date]]:
    """The last day of the period of each confirmed transfer, and the day on which it was first confirmed."""
    published = _first_word(statements)
    moved = {each.flag_id: each for each in candidates}
    word: dict[str, date] = {}
    for each in allocations:
        if each.statement_id in published and each.flag_id in moved:
            day = published[each.statement_id]
            word[each.flag_id] = min(day, word.get(each.flag_id, day))
    for flag_id, day in word.items():
        yield period_of(_day(moved[flag_id]), cadence, year_ends_in)[1], day


def _first_word(statements: Iterable[Statement]) -> Mapping[str, date]:
    """By statement, the day on which the issuer first told of its subject: a restatement is no clock."""
    told = [(each, each.published) for each in statements if each.published is not None]
    first: dict[object, date] = {}
    for each, day in told:
        first[_subject(each)] = min(day, first.get(_subject(each), day))
    return {each.statement_id: first[_subject(each)] for each, _ in told}


def _subject(statement: Statement) -> tuple[StatementKind, date, date]:
    return statement.kind, statement.period_start, statement.period_end


def _usual(days: Sequence[int], enough: int) -> Learned | None:
    """The number that nine of ten do not exceed, by the nearest rank; None of too few."""
    if len(days) < enough:
        return None
    rank = -(-9 * len(days) // 10)
    return Learned(sorted(days)[rank - 1], len(days))


def _day(flag: Candidate) -> date:
    return flag.at.astimezone(UTC).date()
