"""Quarters whose noun is left out: "200 in the third quarter of 2025 and 300 in the fourth"."""

import re
from collections.abc import Sequence
from datetime import date

from monitor.disclosures.extract.lowered import holds_any
from monitor.disclosures.extract.periods.calendars import ORDINALS, month, months_before
from monitor.disclosures.extract.periods.when import Anchor, Form, When

_ELIDED = re.compile(
    r"\bin\s+the\s+(?P<ordinal>first|second|third|fourth)"
    r"(?=\s*(?:[.,;:)]|\Z)|\s+(?:and|but|after|for|at|with|as|versus|against)\b)",
    re.IGNORECASE,
)
_NAMED = ("first", "second", "third", "fourth")
_NUMBERED = re.compile(r"(first|second|third|fourth)[\s-]+quarter|Q([1-4])|([1-4])Q", re.IGNORECASE)
_DAYS = range(88, 94)
"""Of a quarter."""


def with_elided(text: str, start: int, stop: int, told: Sequence[When], anchor: Anchor) -> list[When]:
    """The periods of a sentence, and the quarters that only an ordinal names after another.

    Args:
        text: the whole text.
        start: where the sentence begins.
        stop: where it ends, exclusive.
        told: its periods, in order.
        anchor: what unfinished ones are completed from.
    """
    quarters = [each for each in told if _is_quarter(each)]
    if not quarters or not holds_any(text[start:stop].lower(), _NAMED):
        return list(told)
    made = list(told)
    for match in _ELIDED.finditer(text, start, stop):
        base = next((each for each in reversed(quarters) if each.end <= match.start()), None)
        if base is None or any(each.start < match.end() and match.start() < each.end for each in told):
            continue
        bounds = _counted_from(text, base, ORDINALS[match["ordinal"].lower()], anchor)
        if bounds is not None:
            made.append(When(*bounds, Form.LONGER, match.start("ordinal"), match.end("ordinal")))
    return sorted(made, key=lambda each: each.start)


def _is_quarter(when: When) -> bool:
    whole = when.first is not None and when.last is not None and when.form in {Form.LONGER, Form.SAME}
    return whole and ((when.last or date.min) - (when.first or date.min)).days + 1 in _DAYS


def _counted_from(text: str, base: When, number: int, anchor: Anchor) -> tuple[date, date] | None:
    """The days of the quarter with a number, in the year of another, or before it where that is still to come."""
    assert base.first is not None
    assert base.last is not None, "a quarter has days"
    named = _NUMBERED.search(text, base.start, base.end)
    if named is None:
        if anchor.own:
            return None
        known = (base.first.month + 2) // 3
    else:
        known = ORDINALS.get((named[1] or "").lower()) or int(named[2] or named[3])
    months = base.last.year * 12 + base.last.month - 1 + 3 * (number - known)
    last = month(months // 12, months % 12 + 1)[1]
    if anchor.latest is not None and last > anchor.latest:
        last = month(last.year - 1, last.month)[1]
    return (months_before(last, 3), last) if last != base.last else None
