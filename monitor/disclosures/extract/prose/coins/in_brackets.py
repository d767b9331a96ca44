"""What brackets behind an amount tell of another time: "sold 1,892 bitcoin (2022: 4,602)"."""

from dataclasses import replace
from datetime import date

from monitor.disclosures.extract.lexicon import ABOUT, DASHES, NIL, Deed
from monitor.disclosures.extract.numbers.amounts import COUNTED, Unit
from monitor.disclosures.extract.periods.calendars import year_earlier
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.objects import Object
from monitor.disclosures.extract.prose.when.earlier import before, unit_back
from monitor.disclosures.statement import StatementKind


def in_parentheses(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """As in "sold 1,892 bitcoin (2022: 4,602)", "634 bitcoin (prior year: 988) was sold": the same of times before."""
    line = clause.line
    if line.deed(thing.first - 1) in _OTHER_DEEDS and thing.last < clause.at:
        return []  # "mined 420 (2022: 390) and sold every one of them"
    begin = thing.last + 1 if thing.last < clause.at else max(thing.last, clause.at) + 1
    at = _bracket(line, begin)
    if at is None and thing.last < clause.at:
        begin = clause.at + 1
        at = _bracket(line, begin)
    at = _at_the_end(clause, begin) if at is None else at
    made: list[Draft] = []
    while at is not None and (told := _told_within(line, at, draft)) is not None:
        made.append(told[0])
        draft = replace(draft, period_start=told[0].period_start, period_end=told[0].period_end)
        at = told[1] if line.low(told[1]) in _AND_ANOTHER else None
    return made


def each_with_its_month(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """As in "sold 390 BTC (May), 600 BTC (April) and 0 BTC (March)": numbers with their months behind them."""
    line, made = clause.line, []
    for at in line.whens:
        when, amount = line.atoms[at].when, line.amount(at - 2)
        if at < thing.last or (line.low(at - 1), line.low(at + 1)) != ("(", ")"):
            continue
        if when is None or when.first is None or amount is None or amount.unit not in COUNTED:
            break
        if at - 2 == thing.last:
            continue
        told = draft.also(amount, when.first, when.last, end=when.end)
        made.append(told if amount.sats else told.nothing())
    return made if line.low(thing.last + 1) == "(" else []


_AND_ANOTHER = frozenset("; , and".split())


def _bracket(line: Line, begin: int) -> int | None:
    """The bracket behind a number, past its money."""
    near = line.find({"("}, begin, begin + _REACH)
    return near if near is not None and colon_at(line, near) is not None else None


def colon_at(line: Line, at: int) -> int | None:
    """The colon behind the time that is told at the beginning of a bracket: "(May: ", "(prior year: "."""
    return next(
        (near for near in (at + 2, at + 3) if line.low(near) in DASHES and near + 1 < len(line.atoms)), None
    )


def _told_within(line: Line, at: int, draft: Draft) -> tuple[Draft, int] | None:
    """A time and its number behind a bracket or a semicolon, and the place behind them."""
    colon = colon_at(line, at)
    if colon is None:
        return None
    number = colon + 1 + (line.low(colon + 1) in ABOUT)
    amount = line.amount(number)
    nothing = draft.kind is StatementKind.SALE and is_none(line, number)
    if not nothing and (amount is None or not amount.may_be_coins):
        return None
    days = days_told(line, at + 1, colon, draft)
    if days is None:
        return None
    if nothing or amount is None:
        told = draft.none(line.atoms[at + 1].start, line.atoms[number].end, *days)
    else:
        told = draft.also(amount, *days, start=line.atoms[at + 1].start)
    return told, number + 1 + line.is_coin(number + 1)


def days_told(line: Line, at: int, colon: int, draft: Draft) -> tuple[date, date] | None:
    """The days of "2022", "May", "prior year", "comparative period" beside those of what was told first."""
    told = line.text[line.atoms[at].start : line.atoms[colon].start].strip().lower()
    words = told.split()
    if draft.period_start is not None and draft.period_end is not None and words[0] in _EARLIER:
        yearly = words[-1] == "period" or "-year" in words[0] or "year" in words[1:-1]
        unit = "year" if yearly else words[-1]
        if unit in _UNITS:
            return before(draft.period_start, draft.period_end, unit)
    elif (unit_told := unit_back(told)) is not None:
        return before(draft.period_start, draft.period_end, unit_told)
    when = line.atoms[at].when
    first, last = (when.first, when.last) if when is not None else _year(line, at)
    yearly = first is not None and last is not None and _is_year(first, last)
    fiscal = when is not None and told.startswith(
        ("fy", "full")
    )  # "in the half (H1 2024: 139; FY 2024: 260)"
    if not fiscal and (when is None or when.form in {Form.END, Form.DAY} or yearly):
        first, last = days_back(draft, last) or _year_before(draft, last) or (first, last)
    return None if first is None or last is None else (first, last)


_EARLIER = frozenset("prior previous preceding last comparative comparable corresponding prior-year".split())
_UNITS = frozenset("year quarter month week".split())


def _year_before(draft: Draft, last: date | None) -> tuple[date, date] | None:
    """As in "sold 51 bitcoin (2025: 60)" of the half of a fiscal year 2026 that ended in 2025: what was before it."""
    first, until = draft.period_start, draft.period_end
    if first is None or until is None or last is None or last < until:
        return None
    return before(first, until, "year")


def _is_year(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _at_the_end(clause: Clause, begin: int) -> int | None:
    """As in "sold 32 BTC to cover its electricity bill and a deposit (January: 27 BTC).": nothing else is counted."""
    line = clause.line
    if not {"(", ":"} <= line.words or not clause.sells:
        return None
    at = line.find({"("}, begin, len(line.atoms))
    if at is None or any(_is_other_number(line, back) for back in range(begin, at)):
        return None
    told = any(begin < each.at < at and each.deed in _OTHER_DEEDS for each in line.deeds)
    ends = line.near(at + 4, len(line.atoms)) <= {")", ".", ""}
    colon = at + 4 < len(line.atoms) and line.low(at + 2) in DASHES and at + 1 in line.whens
    return at if colon and ends and not told else None


_REACH = 10
_OTHER_DEEDS = frozenset({Deed.MINE, Deed.HOLD, Deed.BUY})


def _is_other_number(line: Line, at: int) -> bool:
    """A number that is no money of the same sale."""
    amount = line.atoms[at].amount
    return amount is not None and amount.unit is not Unit.USD


def days_back(draft: Draft, last: date | None) -> tuple[date | None, date] | None:
    """The days of a draft in an earlier year: that which ends on a day, or the year before, told by its last day."""
    first, until = draft.period_start, draft.period_end
    for back in range(_YEARS_BACK):
        if until is None or last is None:
            return None
        first, until = None if first is None else year_earlier(first), year_earlier(until)
        if until == last or (not back and last == date(until.year, 12, 31)):
            return first, until
    return None


_YEARS_BACK = 3


def _year(line: Line, at: int) -> tuple[date | None, date | None]:
    amount = line.atoms[at].amount
    if amount is None or not amount.value.is_finite() or int(amount.value) not in _YEARS:
        return None, None
    return date(int(amount.value), 1, 1), date(int(amount.value), 12, 31)


_YEARS = range(2009, 2100)


def is_none(line: Line, at: int) -> bool:
    """As in "(2022: nil)", "compared to none", "against no bitcoin"."""
    amount = line.atoms[at].amount
    if amount is not None:
        return not amount.value and amount.unit in COUNTED
    return line.low(at) in NIL or (line.low(at) == "no" and line.is_coin(at + 1))
