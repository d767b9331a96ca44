"""The same sums of other periods: "$12.4 million, against $9.9 million in the quarter a year before"."""

from datetime import date

from monitor.disclosures.extract.lexicon import DASHES
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.coins.figures import to_date
from monitor.disclosures.extract.prose.coins.in_brackets import days_back, days_told
from monitor.disclosures.extract.prose.money.sums import CLOSE, REACH, sum_at
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.objects import Object
from monitor.disclosures.extract.prose.when.earlier import in_year

CORRESPONDING = frozenset("corresponding comparable equivalent respective".split())
_COMPARED = frozenset("compared against versus vs to with from (".split())
_FAR = 40


_Days = tuple[date | None, date | None, int, int]
"""First and last day, and where the words that tell them begin and end."""


def compared(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """The sums of other periods: "$12.4 million in the quarter, against $9.9 million in the quarter a year before"."""
    line = clause.line
    made: list[Draft] = []
    if draft.sats is not None or draft.proceeds_usd is None:
        return []
    for at in range(thing.last + 1, min(len(line.atoms), thing.last + _FAR)):
        nothing = _is_nothing(line, at)
        amount = line.atoms[at].amount if nothing else sum_at(line, at)
        if amount is None or draft.dollars(amount) == draft.proceeds_usd:
            continue
        when = line.when_after(at) if _is_compared(line, at) and not nothing else None
        days = _days_of(line, when, draft)
        days = (
            days or _before_in_brackets(line, at, made[-1] if made else draft) or _of_corresponding(line, at)
        )
        if days is None or days[0] is None or days[1] is None:
            continue
        start, end = min(amount.start, days[2]), max(amount.end, days[3])
        one = draft.also(amount, days[0], days[1], start=start, end=end)
        made.append(one.nothing() if nothing else one)
    return made


def _days_of(line: Line, when: When | None, draft: Draft) -> _Days | None:
    """Those of a period, also of "the same quarter of 2022" beside those of the draft."""
    if when is None:
        return None
    first, last = draft.period_start, draft.period_end
    if when.first is None and first is not None and last is not None:
        told = in_year(first, last, line.text[when.start : when.end].lower())
        return None if told is None else (*told, when.start, when.end)
    return when.first, when.last, when.start, when.end


def _is_nothing(line: Line, at: int) -> bool:
    """As in "(three months ended December 31, 2024: $0)"."""
    amount = line.atoms[at].amount
    return amount is not None and amount.unit is Unit.USD and not amount.value


def _before_in_brackets(line: Line, at: int, draft: Draft) -> _Days | None:
    """As in "brought $27.5 million (year to date $41.0 million)", "(2023: $9.3 million; 2022: $8.1 million)"."""
    back = line.back(at - 1, _OF_SUM)
    back -= line.low(back) in DASHES
    if back < 1 or line.low(back - 1) not in {"(", ";"} or "(" not in line.lows[max(0, back - _FAR) : back]:
        return None
    told = line.atoms[back]
    when = told.when
    if when is None:
        bare = days_told(line, back, back + 1, draft) if line.low(back + 1) in DASHES else None
        return None if bare is None else (*bare, told.start, told.end)
    if when.form not in {Form.DAY, Form.END}:
        found = to_date(line, when, draft)
        return found.first, found.last, when.start, when.end
    if line.low(at - 1) not in _OF_SUM and _is_behind_cost(line, back - 1):
        return None  # "with a cost of $7.8 million (December 31, 2023 - $24.9 million)"
    days = days_back(draft, when.last)  # "(June 30, 2022 – proceeds of $50.7 million)"
    return None if days is None else (*days, when.start, when.end)


def _is_behind_cost(line: Line, at: int) -> bool:
    return not _COSTS.isdisjoint(line.lows[max(0, at - _NEAR) : at])


_COSTS = frozenset("cost costs gain gains loss losses value".split())
_NEAR = 9
_OF_SUM = frozenset("of proceeds net gross cash".split())


def _of_corresponding(line: Line, at: int) -> _Days | None:
    """As in "in the three months ended June 30, 2024 the corresponding receipts were $4.7 million"."""
    if not CORRESPONDING & line.near(at - CLOSE, at):
        return None
    near = (line.atoms[back].when for back in range(at - 1, max(0, at - REACH), -1))
    when = line.when_after(at) or next((when for when in near if when is not None), None)
    return None if when is None else (when.first, when.last, when.start, when.end)


def _is_compared(line: Line, at: int) -> bool:
    before = line.back(at - 1, {"approximately", "about", "~", "roughly"})
    return line.low(before) in _COMPARED
