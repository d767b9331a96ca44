"""Periods that are told together: "the three and nine months ended June 30", "in May and June, respectively"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from monitor.disclosures.extract.periods.calendars import (
    MONTHS,
    counted,
    month,
    months_before,
    months_counted,
    months_from,
)
from monitor.disclosures.extract.periods.phrases import expression
from monitor.disclosures.extract.periods.when import Form, When

_SHORTER = expression(
    r"\b((?P<length>three|six|nine|[369]|quarter|half|thirteen|twenty-six|thirty-nine)(?:[\s-]+(?:months?|weeks)|-)?"
    r"(?:[\s-]+(?:periods?|year))?) (?:and|or|nor) (?:for )?(?:the )?(?:full |fiscal )?\Z"
)
_LOOK_BACK = 40
"""Characters before a duration in which a shorter one with the same end may stand."""
_AND = re.compile(r"\s+and\s+")
_ENDED = re.compile(r"\b(?:ended|ending)\b", re.IGNORECASE)
_QUARTERS = re.compile(r"quarters\b", re.IGNORECASE)


def apart(text: str, start: int, told: Iterable[When], latest: date | None, *, lists: bool) -> list[When]:
    """The periods of a sentence, those taken apart that are two.

    Args:
        text: the whole text.
        start: where the sentence begins.
        told: its periods, in order.
        latest: nothing told as past is later.
        lists: whether amounts and periods stand in two lists, so that "May and June" are two months and no span.
    """
    made: list[When] = []
    for each in told:
        when = _then_ended(text, each, made)
        parts = _members(text, when, latest) if lists else [when]
        if len(parts) == 1 and (shorter := _shorter(text, start, when, lists=lists)) is not None:
            while made and made[-1].end > shorter.start:
                made.pop()
            parts = [shorter, when]
        made += parts
    return made


def _then_ended(text: str, when: When, told: Sequence[When]) -> When:
    """As in "in the three months ended June 30 and ... in the six months then ended", "for the year then ended"."""
    if when.form is not Form.SAME or not told:
        return when
    words = text[when.start : when.end].lower()
    if REST.fullmatch(words):
        days = rest_of_year(told[-1].last, latest=None)
        return when if days is None else replace(when, first=days[0], last=days[1], form=Form.LONGER)
    last = told[-1].last if ENDING_THEN.search(words) else None
    return (
        when if last is None else replace(when, first=begun_so_long(words, last), last=last, form=Form.LONGER)
    )


ENDING_THEN = re.compile(r"\bthen\s+ended\b|\b(?:ended|ending|to|through)\s+(?:on\s+)?that\s")
"""In small letters."""
REST = re.compile(r"(?:the\s+)?(?:remainder|rest|balance)\s+of\s+(?:the|that)\s+year")
"""In small letters."""
_COUNTED = re.compile(r"(?P<count>[a-z]+(?:-(?:six|nine|two))?)[\s-]+(?P<unit>month|week)")


def begun_so_long(words: str, last: date) -> date:
    """The first day of "the six months", "the thirteen weeks", "the year" that end with a day."""
    told = _COUNTED.match(words)
    if words.startswith("week") or (told is not None and told["unit"] == "week"):
        weeks = 1 if told is None else counted(told["count"])
        return last - timedelta(days=7 * weeks - 1)
    return months_before(last, months_counted(words.split(maxsplit=1)[0] if told is None else told["count"]))


def rest_of_year(told: date | None, latest: date | None) -> tuple[date, date] | None:
    """As in "In January it sold 125 BTC; in the remainder of the year 4 were sold": from the day after to its end."""
    if told is None or told.month == _DECEMBER:
        return None
    last = date(told.year, 12, 31)
    return told + timedelta(days=1), last if latest is None or latest > last else latest


_DECEMBER = 12


def _members(text: str, when: When, latest: date | None) -> list[When]:
    """As in "in May and June", "on April 3 and April 17", "in the second and third quarters"."""
    between = _AND.search(text, when.start, when.end)
    if (
        between is None
        or when.days is None
        or _BETWEEN.search(text, max(0, when.start - _LOOK_BACK), when.start)
    ):
        return [when]
    first, last = when.days
    one, other = (when.start, between.start()), (between.end(), when.end)
    if when.form is Form.RANGE:
        return [When(first, first, Form.DAY, *one), When(last, last, Form.DAY, *other)]
    if when.form is not Form.LONGER:
        return [when]
    if _QUARTERS.search(text, when.start, when.end):
        quarters = (first, months_from(first, 3)), (months_before(last, 3), last)
        return [When(*days, Form.LONGER, *at) for days, at in zip(quarters, (one, other), strict=True)]
    begun = month(first.year, first.month)
    if first.month > last.month and not re.search(r"20\d\d", text[one[0] : one[1]]):
        turned = month(last.year, first.month)  # "in March and January, respectively": of one year
        begun = turned if latest is None or turned[0] <= latest else begun
    ended = month(last.year, last.month)
    if MONTHS.get(text[slice(*other)].split(maxsplit=1)[0].lower().strip(".,")) == begun[0].month:
        begun, ended = ended, begun  # "in May and April, respectively"
    return [When(*begun, Form.MONTH, *one), When(*ended, Form.MONTH, *other)]


_BETWEEN = re.compile(r"\bbetween\s+(?:(?:early|mid|late)[\s-]+)?\Z", re.IGNORECASE)


def _shorter(text: str, start: int, when: When, *, lists: bool) -> When | None:
    """The first of "the three and nine months ended June 30", "the quarter and the year ended December 31"."""
    if when.form is not Form.LONGER or when.last is None or not _ENDED.search(text, when.start, when.end):
        return None
    told = _SHORTER.search(text, max(start, when.start - _LOOK_BACK), when.start)
    if told is None or not (lists or not told["length"][0].isdigit()):
        return None
    length = told["length"].lower()
    of_weeks = length in {"thirteen", "twenty-six", "thirty-nine"}
    since = (
        begun_so_long(f"{length} weeks", when.last)
        if of_weeks
        else months_before(when.last, months_counted(length))
    )
    return replace(when, first=since, start=told.start(1), end=told.end(1))
