"""The same sums of other periods: "$12.4 million, against $9.9 million in the quarter a year before"."""

from dataclasses import replace

from monitor.disclosures.extract.lexicon import DASHES
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.coins.further import to_date
from monitor.disclosures.extract.prose.coins.in_brackets import days_back
from monitor.disclosures.extract.prose.money.sums import CLOSE, REACH, sum_at
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.objects import Object

CORRESPONDING = frozenset("corresponding comparable equivalent respective".split())
_COMPARED = frozenset("compared against versus vs to with from (".split())
_FAR = 40


def compared(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """The sums of other periods: "$12.4 million in the quarter, against $9.9 million in the quarter a year before"."""
    line, made = clause.line, []
    if draft.sats is not None or draft.proceeds_usd is None:
        return []
    for at in range(thing.last + 1, min(len(line.atoms), thing.last + _FAR)):
        amount = sum_at(line, at)
        if amount is None or amount.value == draft.proceeds_usd:
            continue
        when = line.when_after(at) if _is_compared(line, at) else _before_in_brackets(line, at, draft)
        when = when or _of_corresponding(line, at)
        if when is None or when.first is None:
            continue
        start = min(amount.start, when.start)
        made.append(draft.also(amount, when.first, when.last, start=start, end=when.end))
    return made


def _before_in_brackets(line: Line, at: int, draft: Draft) -> When | None:
    """As in "brought $27.5 million (year to date $41.0 million)", "(Q2 2024: $9.3 million)"."""
    back = line.back(at - 1, _OF_SUM)
    back -= line.low(back) in DASHES
    when = line.atoms[back].when if back > 0 and line.low(back - 1) == "(" else None
    if when is None:
        return None
    if when.form not in {Form.DAY, Form.END}:
        return to_date(line, when, draft)
    if line.low(at - 1) not in _OF_SUM and _is_behind_cost(line, back - 1):
        return None  # "with a cost of $7.8 million (December 31, 2023 - $24.9 million)"
    days = days_back(draft, when.last)  # "(June 30, 2022 – proceeds of $50.7 million)"
    return None if days is None else replace(when, first=days[0], last=days[1], form=Form.LONGER)


def _is_behind_cost(line: Line, at: int) -> bool:
    return not _COSTS.isdisjoint(line.lows[max(0, at - _NEAR) : at])


_COSTS = frozenset("cost costs gain gains loss losses value".split())
_NEAR = 9
_OF_SUM = frozenset("of proceeds net gross cash".split())


def _of_corresponding(line: Line, at: int) -> When | None:
    """As in "in the three months ended June 30, 2024 the corresponding receipts were $4.7 million"."""
    if not CORRESPONDING & line.near(at - CLOSE, at):
        return None
    near = (line.atoms[back].when for back in range(at - 1, max(0, at - REACH), -1))
    return line.when_after(at) or next((when for when in near if when is not None), None)


def _is_compared(line: Line, at: int) -> bool:
    before = line.back(at - 1, {"approximately", "about", "~", "roughly"})
    return line.low(before) in _COMPARED
