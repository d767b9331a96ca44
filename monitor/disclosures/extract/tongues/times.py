"""Days, months and longer periods as a tongue names them."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, partial
from itertools import pairwise

from monitor.disclosures.extract.periods.calendars import (
    containing,
    fiscal_quarter,
    months_before,
    year,
    year_earlier,
)
from monitor.disclosures.extract.periods.completed import latest_of, years_of
from monitor.disclosures.extract.periods.relative_readers import meant
from monitor.disclosures.extract.periods.when import Anchor, Form, When
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.tongues.dates import Bounds, date_readers
from monitor.disclosures.extract.tongues.expressions import forms, listed, one_of
from monitor.disclosures.extract.tongues.known import TONGUES
from monitor.disclosures.extract.tongues.lexis import Lexis
from monitor.disclosures.extract.tongues.tongue import Span, Tongue

_Frame = tuple[date | None, date] | None
_Reader = Callable[[re.Match[str], Anchor, _Frame], Bounds | None]
_YEAR = r"20[0-4]\d"
_UNITS = {"week": Form.RANGE, "month": Form.MONTH, "quarter": Form.LONGER, "year": Form.LONGER}


def times(text: str, low: str, span: tuple[int, int], tongue: Tongue, memory: Memory) -> list[When]:
    """Every period between two places, in order and without overlap; the longer words win.

    Args:
        text: the whole text.
        low: the same, `folded`.
        span: from where to where to look, in characters, the end exclusive.
        tongue: the language.
        memory: what unfinished ones are counted from, and the period spoken of last, which "the month" is.
    """
    read: list[tuple[int, int, Callable[[], Bounds | None], Span | None]] = [
        (*match.span(), partial(reader, match, memory.anchor, memory.frame), None)
        for pattern, reader in _readers(tongue.code)
        for match in pattern.finditer(text, *span)
    ]
    for start, end, meant_by in _words(tongue.code).find(low, *span):
        if isinstance(meant_by, Span):
            read.append(
                (start, end, partial(_counted, meant_by, memory.anchor, memory.frame, memory.told), meant_by)
            )
        else:
            read.append((start, end, partial(_weekday, meant_by, memory.anchor), None))
    found: list[When] = []
    loose: set[int] = set()
    weeks: set[int] = set()
    counted_from: dict[int, Span] = {}
    for start, end, reader, counted in sorted(read, key=lambda each: each[0] - each[1]):
        if any(start < each.end and each.start < end for each in found):
            continue
        bounds = reader()
        if bounds is not None:
            found.append(When(*bounds, start, end))
            if counted in _LOOSE:
                loose.add(start)
            if counted is Span.THE_WEEK:
                weeks.add(start)
            if counted in _BESIDE:
                counted_from[start] = counted
    found.sort(key=lambda when: when.start)
    found = _beside(found, counted_from, memory.frame)
    days = [when.last for when in found if when.form is Form.DAY and when.last is not None]
    return [
        _up_to(days[-1], when) if days and when.start in weeks else when
        for when, following in pairwise([*found, None])
        if when is not None
        and not (when.start in loose and following is not None and following.start - when.end <= _OF_IT)
    ]


def _beside(found: list[When], counted: Mapping[int, Span], frame: _Frame) -> list[When]:
    """With "the month before" counted from the period told right before it, in this sentence or the last."""
    made: list[When] = []
    for when in found:
        span = counted.get(when.start)
        told = next(
            (each for each in reversed(made) if each.first is not None and each.last is not None), None
        )
        last = told.last if told is not None else frame[1] if frame is not None else None
        first = told.first if told is not None else frame[0] if frame is not None else None
        if span is None or last is None or first is None or (last - first).days > _LENGTHS["quarter"]:
            made.append(when)
            continue
        which, unit = span.value.split()
        before, behind = containing(first, unit)[0], containing(last, unit)[1]
        near = before - timedelta(days=1) if which == "before" else behind + timedelta(days=1)
        made.append(When(*containing(near, unit), _UNITS[unit], when.start, when.end))
    return made


_BESIDE = frozenset({Span.MONTH_BEFORE, Span.MONTH_AFTER, Span.QUARTER_BEFORE})


def _up_to(day: date, week: When) -> When:
    """As in "at Feb. 20 it holds none: it sold all of the week": the seven days up to that one."""
    return When(day - timedelta(days=6), day, Form.RANGE, week.start, week.end)


_OF_IT = 8
"""As in "in the month of May": so few characters before a date, "the month" is that one."""


@cache
def _readers(code: str) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    tongue = TONGUES[code]
    plain = ((pattern, _without_frame(reader)) for pattern, reader in date_readers(tongue))
    return (*_counted_back(tongue), *_quarters(tongue), *plain, *_years(tongue))


def _without_frame(reader: Callable[[re.Match[str], Anchor], Bounds | None]) -> _Reader:
    return lambda match, anchor, frame: reader(match, anchor)  # noqa: ARG005 - readers have one shape


def _ready(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _counted_back(tongue: Tongue) -> list[tuple[re.Pattern[str], _Reader]]:
    """As in "los últimos tres meses"."""
    made: list[tuple[re.Pattern[str], _Reader]] = []
    few = listed(tongue.few)
    count = rf"(\d{{1,2}}|{one_of(few, spaced=False)})"
    for entry, counted in ((tongue.days, _days), (tongue.months_back, _months_back)):
        for each in listed(entry):
            pattern = re.escape(each).replace(r"\ ", r"\s+").replace(r"\{\}", count)
            made.append((_ready(pattern), counted(few)))
    return made


@cache
def _words(code: str) -> Lexis[Span | int]:
    """Spans and weekdays, by their words."""
    tongue = TONGUES[code]
    spans: list[tuple[str, Span | int]] = [
        (word, span) for span, each in tongue.spanned.items() for word in each
    ]
    days = [(word, at) for at, words in enumerate(forms(tongue.weekdays)) for word in words]
    return Lexis.of([*spans, *days], spaced=tongue.spaced)


_LOOSE = frozenset({Span.THE_WEEK, Span.THE_MONTH, Span.THE_QUARTER})


def _number(printed: str, few: Sequence[str]) -> int:
    return int(printed) if printed.isdecimal() else few.index(printed.lower()) + 1


def _days(few: Sequence[str]) -> _Reader:
    """As in "in den letzten 10 Tagen": up to the day of the document."""

    def read(match: re.Match[str], anchor: Anchor, frame: _Frame) -> Bounds | None:  # noqa: ARG001
        last = anchor.published or anchor.near
        return None if last is None else (last - timedelta(days=_number(match[1], few)), last, Form.RANGE)

    return read


def _months_back(few: Sequence[str]) -> _Reader:
    """As in "nos últimos três meses": those that end with the period that is told of, else before the document."""

    def read(match: re.Match[str], anchor: Anchor, frame: _Frame) -> Bounds | None:
        told = frame or anchor.focus
        last = told[1] if told is not None else None
        if last is None and anchor.published is not None:
            last = anchor.published.replace(day=1) - timedelta(days=1)
        count = _number(match[1], few)
        if last is None or not 1 <= count <= 12:  # noqa: PLR2004 - months of a year
            return None, None, Form.LONGER
        return months_before(last, count), last, Form.LONGER

    return read


_AGAIN = frozenset({Span.THE_PERIOD, Span.YEAR_BEFORE})


def _again(span: Span, first: date, last: date) -> Bounds:
    """As in "im selben Zeitraum", "im Vorjahreszeitraum": the period told last, or the same a year before."""
    if span is Span.YEAR_BEFORE:
        first, last = year_earlier(first), year_earlier(last)
    return first, last, Form.LONGER


def _counted(span: Span, anchor: Anchor, frame: _Frame, told: tuple[date, date] | None) -> Bounds | None:
    published = anchor.published or anchor.near
    if span in _OF_DAYS:
        return None if published is None else _OF_DAYS[span](published)
    which, unit = span.value.split()
    if span in _AGAIN:
        return None if told is None else _again(span, *told)
    form = _UNITS[unit]
    if which == "after":
        return None, None, form
    which = "last" if which == "before" else which
    if which == "the":
        told = _spoken_of(unit, frame)
        if told is not None:
            return (*told, form)
    bounds = meant(which, unit, anchor)
    if bounds is None:
        return None, None, form
    if which == "this" and published is not None:
        bounds = bounds[0], max(bounds[0], min(bounds[1], published))
    return (*bounds, form)


def _spoken_of(unit: str, frame: _Frame) -> tuple[date, date] | None:
    if frame is None or frame[0] is None or (frame[1] - frame[0]).days > _LENGTHS[unit]:
        return None
    return containing(frame[1], unit)


_LENGTHS = {"week": 7, "month": 31, "quarter": 92, "year": 366}


def _weekend(day: date) -> Bounds:
    saturday = day - timedelta(days=(day.weekday() - 5) % 7)
    return saturday, saturday + timedelta(days=1), Form.RANGE


_OF_DAYS: dict[Span, Callable[[date], Bounds]] = {
    Span.PAST_WEEK: lambda day: (day - timedelta(days=7), day, Form.RANGE),
    Span.YESTERDAY: lambda day: (day - timedelta(days=1), day - timedelta(days=1), Form.DAY),
    Span.TODAY: lambda day: (day, day, Form.DAY),
    Span.WEEK_AGO: lambda day: (None, day - timedelta(days=7), Form.END),
    Span.WEEKEND: _weekend,
}


def _quarters(tongue: Tongue) -> list[tuple[re.Pattern[str], _Reader]]:
    """As in "primer trimestre de 2026", "2026년 1분기", and halves of years."""
    of = one_of(listed(tongue.of), spaced=False)
    made: list[tuple[re.Pattern[str], _Reader]] = []
    for entry, months in ((tongue.quarters, 3), (tongue.halves, 6)):
        for at, words in enumerate(forms(entry)):
            name = one_of(words, spaced=tongue.spaced)
            pattern = (
                rf"(?:(?P<before>{_YEAR})\s*(?:{of})?\s*)?{name}"
                rf"(?:[\s,]*(?:{of})?\s*(?P<year>{_YEAR})(?!\d)|\s?[’'/-](?P<short>[0-4]\d)\b|(?P<glued>2[0-4])\b)?"
            )
            made.append((_ready(pattern), _part_of_year(at, months)))
    return made


def _part_of_year(at: int, months: int) -> _Reader:
    def read(match: re.Match[str], anchor: Anchor, frame: _Frame) -> Bounds | None:  # noqa: ARG001
        printed = match["before"] or match["year"] or match["short"] or match["glued"]
        fiscal = anchor.fiscal_year_end if anchor.own else 12
        parts = months // 3
        years = [int(printed) % 100 + 2000] if printed else years_of(anchor)
        bounds = [
            (
                fiscal_quarter(each, at * parts + 1, fiscal)[0],
                fiscal_quarter(each, at * parts + parts, fiscal)[1],
            )
            for each in years
        ]
        told = bounds[0] if printed else latest_of(bounds, anchor)
        return (None, None, Form.LONGER) if told is None else (*told, Form.LONGER)

    return read


def _weekday(number: int, anchor: Anchor) -> Bounds:
    """The last such day up to the one of publication; whatever was told on it had been done by then."""
    if anchor.published is None:
        return None, None, Form.END
    return None, anchor.published - timedelta(days=(anchor.published.weekday() - number) % 7), Form.END


def _years(tongue: Tongue) -> list[tuple[re.Pattern[str], _Reader]]:
    if tongue.signs:
        sign = tongue.signs.split()[0]
        return [(_ready(rf"(?<!\d)(?P<year>{_YEAR})\s*[{sign}](?:度|도)?"), _year)]
    before = one_of(listed(tongue.years), spaced=tongue.spaced)
    behind = one_of(listed(tongue.years_after), spaced=tongue.spaced)
    after = rf"|(?P<ayear>{_YEAR})\s*{behind}"
    return [(_ready(rf"{before}\s+(?P<year>{_YEAR})(?![\d.,]*\d|\s*%){after}"), _year)]


def _year(match: re.Match[str], anchor: Anchor, frame: _Frame) -> Bounds | None:  # noqa: ARG001
    printed = match["year"] or match.groupdict().get("ayear")
    bounds = year(int(printed or 0))
    if anchor.latest is not None and bounds[0] <= anchor.latest < bounds[1]:
        bounds = bounds[0], anchor.latest
    return (*bounds, Form.LONGER)
