"""Days, months and longer periods as a tongue names them."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache, partial
from itertools import pairwise

from monitor.disclosures.extract.periods.calendars import containing, months_before, year, year_earlier
from monitor.disclosures.extract.periods.completed import Read, latest_of, whole, years_of
from monitor.disclosures.extract.periods.quarter_readers import quarters_of
from monitor.disclosures.extract.periods.relative_readers import form_of, last_weekday, meant, weekend_before
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.tongues.dates import DateReader, date_readers
from monitor.disclosures.extract.tongues.expressions import forms, listed, one_of
from monitor.disclosures.extract.tongues.known import TONGUES
from monitor.disclosures.extract.tongues.lexis import Lexis
from monitor.disclosures.extract.tongues.tongue import Span, Tongue

_Frame = tuple[date | None, date] | None
_Reader = Callable[[re.Match[str], Memory], Read | None]
_YEAR = r"20[0-4]\d"
_LOOSE = frozenset({Span.THE_WEEK, Span.THE_MONTH, Span.THE_QUARTER})
_BESIDE = frozenset({Span.MONTH_BEFORE, Span.MONTH_AFTER, Span.QUARTER_BEFORE})
_OF_IT = 8
"""As in "in the month of May": so few characters before a date, "the month" is that one."""
_LENGTHS = {"week": 7, "month": 31, "quarter": 92, "year": 366}


def times(text: str, low: str, span: tuple[int, int], tongue: Tongue, memory: Memory) -> list[When]:
    """Every period between two places, in order and without overlap; the longer words win.

    Args:
        text: the whole text.
        low: the same, `folded`.
        span: from where to where to look, in characters, the end exclusive.
        tongue: the language.
        memory: what unfinished ones are counted from, and the period spoken of last, which "the month" is.
    """
    found: list[tuple[When, Span | None]] = []
    told = sorted(_told(text, low, span, tongue, memory), key=lambda each: each[0] - each[1])
    for start, end, read, counted in told:
        if not any(start < each.end and each.start < end for each, _ in found):
            bounds = read()
            found += [] if bounds is None else [(When(*bounds, start, end), counted)]
    found = _beside(sorted(found, key=lambda each: each[0].start), memory.frame)
    days = [when.last for when, _ in found if when.form is Form.DAY and when.last is not None]
    return [
        _up_to(days[-1], when) if days and counted is Span.THE_WEEK else when
        for (when, counted), (following, _) in pairwise([*found, (None, None)])
        if when is not None
        and not (counted in _LOOSE and following is not None and following.start - when.end <= _OF_IT)
    ]


_Told = tuple[int, int, Callable[[], Read | None], Span | None]
"""From where to where, what reads it, and which span it names."""


def _told(text: str, low: str, span: tuple[int, int], tongue: Tongue, memory: Memory) -> Iterator[_Told]:
    for pattern, reader in _readers(tongue.code):
        for match in pattern.finditer(text, *span):
            yield *match.span(), partial(reader, match, memory), None
    for start, end, meaning in _words(tongue.code).find(low, *span):
        if isinstance(meaning, Span):
            yield start, end, partial(_counted, meaning, memory), meaning
        else:
            yield start, end, partial(_weekday, meaning, memory), None


def _beside(found: Sequence[tuple[When, Span | None]], frame: _Frame) -> list[tuple[When, Span | None]]:
    """With "the month before" counted from the period told right before it, in this sentence or the last."""
    made: list[tuple[When, Span | None]] = []
    near = frame
    for told, span in found:
        when, (first, last) = told, near or (None, None)
        if (
            span in _BESIDE
            and first is not None
            and last is not None
            and (last - first).days <= _LENGTHS["quarter"]
        ):
            which, unit = span.value.split()
            day = containing(first, unit)[0] - timedelta(days=1)
            day = day if which == "before" else containing(last, unit)[1] + timedelta(days=1)
            when = When(*containing(day, unit), form_of(unit), when.start, when.end)
        if when.first is not None and when.last is not None:
            near = when.first, when.last
        made.append((when, span))
    return made


def _up_to(day: date, week: When) -> When:
    """As in "at Feb. 20 it holds none: it sold all of the week": the seven days up to that one."""
    return When(day - timedelta(days=6), day, Form.RANGE, week.start, week.end)


@cache
def _readers(code: str) -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    tongue = TONGUES[code]
    dates = ((pattern, partial(_of_anchor, reader)) for pattern, reader in date_readers(tongue))
    readers: Iterable[tuple[str, _Reader]] = (
        *_counted_back(tongue),
        *_quarters(tongue),
        *dates,
        _years(tongue),
    )
    return tuple((re.compile(pattern, re.IGNORECASE), reader) for pattern, reader in readers)


def _of_anchor(reader: DateReader, match: re.Match[str], memory: Memory) -> Read | None:
    return reader(match, memory.anchor)


@cache
def _words(code: str) -> Lexis[Span | int]:
    """Spans and weekdays, by their words."""
    tongue = TONGUES[code]
    spans: list[tuple[str, Span | int]] = [
        (word, span) for span, each in tongue.spanned.items() for word in each
    ]
    days = [(word, at) for at, words in enumerate(forms(tongue.weekdays)) for word in words]
    return Lexis.of([*spans, *days], spaced=tongue.spaced)


def _counted_back(tongue: Tongue) -> Iterator[tuple[str, _Reader]]:
    """As in "los últimos tres meses", "in den letzten 10 Tagen"."""
    few = listed(tongue.few)
    count = rf"(\d{{1,2}}|{one_of(few, spaced=False)})"
    for entry, counted in ((tongue.days, _days), (tongue.months_back, _months_back)):
        for each in listed(entry):
            pattern = re.escape(each).replace(r"\ ", r"\s+").replace(r"\{\}", count)
            yield pattern, partial(_back, counted, few)


def _back(
    counted: Callable[[int, Memory], Read | None], few: Sequence[str], match: re.Match[str], memory: Memory
) -> Read | None:
    printed = match[1]
    return counted(int(printed) if printed.isdecimal() else few.index(printed.lower()) + 1, memory)


def _days(count: int, memory: Memory) -> Read | None:
    """Up to the day of the document."""
    last = memory.anchor.written
    return None if last is None else (last - timedelta(days=count), last, Form.RANGE)


def _months_back(count: int, memory: Memory) -> Read:
    """Those that end with the period that is told of, else before the document."""
    told, published = memory.frame or memory.anchor.focus, memory.anchor.published
    last = told[1] if told is not None else published and published.replace(day=1) - timedelta(days=1)
    if last is None or not 1 <= count <= 12:  # noqa: PLR2004 - months of a year
        return None, None, Form.LONGER
    return months_before(last, count), last, Form.LONGER


def _weekday(number: int, memory: Memory) -> Read:
    """Whatever was told on it had been done by then."""
    return None, last_weekday(number, memory.anchor), Form.END


def _counted(span: Span, memory: Memory) -> Read | None:
    anchor, frame = memory.anchor, memory.frame
    if span in _OF_DAYS:
        return None if anchor.written is None else _OF_DAYS[span](anchor.written)
    which, unit = span.value.split()
    if unit in {"before", "period"}:  # "im Vorjahreszeitraum", "im selben Zeitraum"
        first, last = memory.told or (None, None)
        if first is None or last is None:
            return None
        return (
            (first, last, Form.LONGER)
            if unit == "period"
            else (year_earlier(first), year_earlier(last), Form.LONGER)
        )
    form = form_of(unit)
    if which == "after":
        return None, None, form
    if which == "the" and frame and frame[0] and (frame[1] - frame[0]).days <= _LENGTHS[unit]:
        return *containing(frame[1], unit), form
    bounds = meant("last" if which == "before" else which, unit, anchor)
    if bounds is not None and which == "this" and anchor.written is not None:
        bounds = bounds[0], max(bounds[0], min(bounds[1], anchor.written))
    return whole(bounds, form)


_OF_DAYS: dict[Span, Callable[[date], Read]] = {
    Span.PAST_WEEK: lambda day: (day - timedelta(days=7), day, Form.RANGE),
    Span.YESTERDAY: lambda day: (day - timedelta(days=1), day - timedelta(days=1), Form.DAY),
    Span.TODAY: lambda day: (day, day, Form.DAY),
    Span.WEEK_AGO: lambda day: (None, day - timedelta(days=7), Form.END),
    Span.WEEKEND: lambda day: (*weekend_before(day), Form.RANGE),
}


def _quarters(tongue: Tongue) -> Iterator[tuple[str, _Reader]]:
    """As in "primer trimestre de 2026", "2026년 1분기", and halves of years."""
    of = one_of(listed(tongue.of), spaced=False)
    for entry, quarters in ((tongue.quarters, 1), (tongue.halves, 2)):
        for at, words in enumerate(forms(entry)):
            name, numbers = one_of(words, spaced=tongue.spaced), (at * quarters + 1, (at + 1) * quarters)
            yield (
                (
                    rf"(?:(?P<before>{_YEAR})\s*(?:{of})?\s*)?{name}"
                    rf"(?:[\s,]*(?:{of})?\s*(?P<year>{_YEAR})(?!\d)|\s?[’'/-](?P<short>[0-4]\d)\b|(?P<glued>2[0-4])\b)?"
                ),
                partial(_part_of_year, numbers),
            )


def _part_of_year(numbers: tuple[int, int], match: re.Match[str], memory: Memory) -> Read:
    anchor, printed = memory.anchor, match["before"] or match["year"] or match["short"] or match["glued"]
    ends = anchor.fiscal_year_end if anchor.own else 12
    return whole(latest_of(quarters_of(years_of(anchor, printed), numbers, ends), anchor), Form.LONGER)


def _years(tongue: Tongue) -> tuple[str, _Reader]:
    if tongue.signs:
        return rf"(?<!\d)(?P<year>{_YEAR})\s*[{tongue.signs.split()[0]}](?:度|도)?", _year
    before, behind = (
        one_of(listed(each), spaced=tongue.spaced) for each in (tongue.years, tongue.years_after)
    )
    return rf"{before}\s+(?P<year>{_YEAR})(?![\d.,]*\d|\s*%)|(?P<ayear>{_YEAR})\s*{behind}", _year


def _year(match: re.Match[str], memory: Memory) -> Read:
    bounds, latest = year(int(match["year"] or match["ayear"])), memory.anchor.latest
    if latest is not None and bounds[0] <= latest < bounds[1]:
        bounds = bounds[0], latest
    return *bounds, Form.LONGER
