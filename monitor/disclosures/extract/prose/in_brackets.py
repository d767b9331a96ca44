"""What brackets behind an amount tell of another time: "sold 1,892 bitcoin (2022: 4,602)"."""

from datetime import date

from monitor.disclosures.extract.amounts import Unit
from monitor.disclosures.extract.calendars import year_earlier
from monitor.disclosures.extract.lexicon import Deed
from monitor.disclosures.extract.prose.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.line import Clause, Line
from monitor.disclosures.extract.prose.objects import Object
from monitor.disclosures.extract.when import Form
from monitor.disclosures.statement import StatementKind


def in_parentheses(clause: Clause, thing: Object, draft: Draft) -> Draft | None:
    """As in "sold 1,892 bitcoin (2022: 4,602)": the same of the time before."""
    line, begin = clause.line, max(thing.last, clause.at) + 1
    near = begin
    while (
        near < begin + _REACH
        and line.low(near) != "("
        and near < len(line.atoms)
        and not _is_other_number(line, near)
    ):
        near += 1
    told = line.low(near) == "(" and line.low(near + 2) in COLON and near + 4 < len(line.atoms)
    at = near if told else _at_the_end(clause, begin)
    if at is None:
        return None
    number = at + 3 + (line.low(at + 3) in _ABOUT)
    when, amount = line.atoms[at + 1].when, line.atoms[number].amount
    nothing = draft.kind is StatementKind.SALE and is_none(line, number)
    if not nothing and (amount is None or not amount.sats or amount.unit not in {Unit.BTC, Unit.NONE}):
        return None
    first, last = (when.first, when.last) if when is not None else _year(line, at + 1)
    if (
        when is None
        or when.form in {Form.END, Form.DAY}
        or (when.form is not Form.MONTH and first is not None and last is not None and _is_year(first, last))
    ):
        first, last = days_back(draft, last) or (first, last)
    if first is None or last is None:
        return None
    if nothing or amount is None:
        start, end = line.atoms[at + 1].start, line.atoms[number].end
        return Draft(
            StatementKind.NO_SALE, draft.entity, start, end, "prose.not_sold_and", first, last, CLAUSE
        )
    return Draft(
        draft.kind, draft.entity, line.atoms[at + 1].start, amount.end, f"{draft.rule}_and", first, last, CLAUSE,
        sats=amount.sats, approximate=amount.approximate,
    )  # fmt: skip


def _is_year(first: date, last: date) -> bool:
    return (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)


def _at_the_end(clause: Clause, begin: int) -> int | None:
    """As in "sold 32 BTC to cover its electricity bill and a deposit (January: 27 BTC).": nothing else is counted."""
    line = clause.line
    if not {"(", ":"} <= line.words or clause.told.deed is not Deed.SELL:
        return None
    at = next((ahead for ahead in range(begin, len(line.atoms)) if line.low(ahead) == "("), None)
    if at is None or any(_is_other_number(line, back) for back in range(begin, at)):
        return None
    told = any(begin < each.at < at and each.deed in _OTHER_DEEDS for each in line.deeds)
    ends = {line.low(ahead) for ahead in range(at + 4, len(line.atoms))} <= {")", ".", ""}
    colon = at + 4 < len(line.atoms) and line.low(at + 2) in COLON and line.atoms[at + 1].when is not None
    return at if colon and ends and not told else None


_REACH = 10
_OTHER_DEEDS = frozenset({Deed.MINE, Deed.HOLD, Deed.BUY})
_ABOUT = frozenset("~ about approximately around roughly".split())


def _is_other_number(line: Line, at: int) -> bool:
    """A number that is no money of the same sale."""
    amount = line.atoms[at].amount
    return amount is not None and amount.unit is not Unit.USD


COLON = frozenset(": - – —".split())
"""What stands between a time and what is told of it in parentheses."""


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
        return amount.sats == 0 and amount.unit in {Unit.BTC, Unit.NONE}
    return line.low(at) in _NONE or (line.low(at) == "no" and line.is_coin(at + 1))


_NONE = frozenset("none nil zero nothing".split())
