"""Days and periods as a text names them: "Feb. 7-8", "the nine months ended June 30", "over the weekend".

What a text leaves out (the year of "in October", the month of "last month") is completed from an anchor: the day
it was published, and the period that its heading says it reports on. Periods are in UTC days, both ends included.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta

from monitor.disclosures.extract.periods.calendars import months_before, year_earlier
from monitor.disclosures.extract.periods.completed import AS_OF, day_named
from monitor.disclosures.extract.periods.day_words import BEFORE, MAY_START, STARTS, patterns_at
from monitor.disclosures.extract.periods.phrases import expression
from monitor.disclosures.extract.periods.when import SPANS, Anchor, Form, When

__all__ = ["Anchor", "Form", "When", "periods"]


def periods(
    text: str, anchor: Anchor, start: int = 0, end: int | None = None, places: Iterable[int] | None = None
) -> list[When]:
    """Every period between two places of a text, in order and without overlap.

    Args:
        text: the whole text.
        anchor: what unfinished ones are completed from.
        start: where to begin, in characters.
        end: where to stop, exclusive.
        places: where a word of `FIRST_WORDS` or a number begins, in order, if somebody has looked already.
    """
    stop = len(text) if end is None else end
    found: list[When] = []
    place = start
    for at in _places(text, start, stop) if places is None else places:
        if at < place or (begin := STARTS.match(text, at, stop)) is None:
            continue
        place = begin.end()
        when = _read(text, begin, anchor, found[-1].end if found else start, stop)
        if when is not None:
            found.append(when)
            when = _of_year(text, _within_month(text, when, stop), anchor, stop)
            when = found[-1] = _and_on(text, when, anchor, stop)
            others = _other_years(text, when, stop) or _other_ends(text, when, anchor, stop)
            found.extend(others)
            place = found[-1].end
    return found


def _places(text: str, start: int, stop: int) -> Iterator[int]:
    """Where a period may begin."""
    while (maybe := MAY_START.search(text, start, stop)) is not None:
        yield maybe.start()
        start = maybe.start() + 1


def _read(text: str, begin: re.Match[str], anchor: Anchor, low: int, stop: int) -> When | None:
    """The period that begins at a place, together with the "as of" before it."""
    for pattern, reader in patterns_at(begin):
        match = pattern.match(text, begin.start(), stop)
        if match is None:
            continue
        start = _whole_from(text, begin, low)
        before = BEFORE.search(text, max(low, start - _LOOK_BACK), start)
        word = "" if before is None else AS_OF if before["asof"] else "in"
        read = reader(match, anchor, word)
        if read is not None:
            start = before.start() if before is not None and word == AS_OF else start
            end = match.start() + len(match[0].rstrip())
            return _so_far(When(*read, start, end), text, anchor)
    return None


def _whole_from(text: str, begin: re.Match[str], low: int) -> int:
    """Where the words begin that only say that all of a month is meant: "the month of May", "the course of May"."""
    whole = None
    if begin["month"] and text[begin.start() - 3 : begin.start() - 1].lower() == "of":
        whole = _WHOLE.search(text, max(low, begin.start() - _LOOK_BACK), begin.start())
    return begin.start() if whole is None else whole.start()


_WHOLE = re.compile(
    r"\b(?:the\s+)?(?:(?:whole|entire|full)\s+)?(?:month|course|whole|entirety)\s+of\s\Z", re.IGNORECASE
)


def _so_far(when: When, text: str, anchor: Anchor) -> When:
    """As in "200 in Q2 so far": up to the day of the document."""
    if when.last is None or anchor.published is None or when.last <= anchor.published:
        return when
    if when.first is None or when.first > anchor.published or not text.startswith(" so far", when.end):
        return when
    return replace(when, last=anchor.published)


_LOOK_BACK = 36


_AND_YEARS = re.compile(r"\s*(?:,\s*and|,|and|versus|vs\.?|or)\s+((?:19|20)\d\d)\b(?![.,]\d|\s*%)")


def _other_years(text: str, when: When, stop: int) -> list[When]:
    """As in "the three months ended June 30, 2025 and 2024": the same of another year."""
    made: list[When] = []
    place = when.end
    if when.last is None:
        return made
    while len(made) < _MOST_YEARS and (match := _AND_YEARS.match(text, place, stop)):
        back = when.last.year - int(match[1])
        if not 0 < abs(back) < _FAR:
            break
        first = None if when.first is None else year_earlier(when.first, back)
        made.append(When(first, year_earlier(when.last, back), when.form, match.start(1), match.end()))
        place = match.end()
    return made


_DAYS_OF_IT = expression(
    r",? (?:from|between) the (\d\d?)(?:st|nd|rd|th)? (?:to|and|through|until) (?:the )?(\d\d?)(?:st|nd|rd|th)\b"
)


def _within_month(text: str, when: When, stop: int) -> When:
    """As in "in March, from the 4th to the 25th"."""
    told = _DAYS_OF_IT.match(text, when.end, stop) if when.form is Form.MONTH else None
    if told is None or when.days is None or not 1 <= int(told[1]) <= int(told[2]) <= when.days[1].day:
        return when
    first, last = (day.replace(day=int(of_it)) for day, of_it in zip(when.days, told.groups(), strict=True))
    return replace(when, first=first, last=last, form=Form.RANGE, end=told.end())


_OF_YEAR = expression(r" of (?:(this)|(?:last|the (?:previous|prior|preceding))) year\b")


def _of_year(text: str, when: When, anchor: Anchor, stop: int) -> When:
    """As in "between July 1 and August 8 of this year", "on July 3 of last year"."""
    if when.form not in {Form.DAY, Form.RANGE} or when.last is None or anchor.latest is None:
        return when
    told = _OF_YEAR.match(text, when.end, stop)
    if told is None:
        return when
    back = when.last.year - anchor.latest.year + (told[1] is None)
    first = None if when.first is None else year_earlier(when.first, back)
    return replace(when, first=first, last=year_earlier(when.last, back), end=told.end())


_AND_ON = expression(
    r",? and (?:up to|through|until) (?:and including )?"
    r"(?:the (?:filing )?date (?:of (?:this|filing)|hereof)(?: \w+)?|{month day})"
    r"(?!,? (?:another|an?\s|further|additional|\d))"
)


def _and_on(text: str, when: When, anchor: Anchor, stop: int) -> When:
    """As in "during the quarter ended June 30, 2025 and through the date of this report": on to a later day."""
    if when.form not in SPANS or when.days is None:
        return when
    more = _AND_ON.match(text, when.end, stop)
    last = None if more is None else day_named(more, anchor) if more["month"] else anchor.published
    if more is None or last is None or not timedelta() < last - when.days[1] <= _FOLLOWING_ON:
        return when
    return replace(when, last=last, form=Form.RANGE, end=more.end())


_FOLLOWING_ON = timedelta(days=150)
_AND_DAYS = re.compile(r"\s*,?\s*and\s+(?=[A-Z])")


def _other_ends(text: str, when: When, anchor: Anchor, stop: int) -> list[When]:
    """As in "the quarters ended March 31, 2022 and December 31, 2021": as long a time with another end."""
    if when.days is None or when.form not in SPANS:
        return []
    joined = _AND_DAYS.match(text, when.end, stop)
    if joined is None or not _ENDED.search(text, when.start, when.end):
        return []
    begin = STARTS.match(text, joined.end(), stop)
    day = None if begin is None else _read(text, begin, anchor, when.end, stop)
    if day is None or day.form is not Form.DAY or day.last is None:
        return []
    if not _WITH_YEAR.search(text, day.start, day.end):
        return []
    first, last = when.days
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [replace(day, first=months_before(day.last, count), form=when.form)]


_ENDED = re.compile(r"s[\s-]+(?:periods?\s+)?(?:ended|ending)\b", re.IGNORECASE)
_WITH_YEAR = re.compile(r"20\d\d\Z")
_MOST_YEARS = 4
_FAR = 20
