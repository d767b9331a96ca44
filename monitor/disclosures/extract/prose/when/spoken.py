"""Periods that are told by what was spoken of: "the month", "a year earlier", "the six months then ended"."""

from datetime import date, timedelta

from monitor.disclosures.extract.lexicon import RELATIVE
from monitor.disclosures.extract.periods.calendars import MONTHS, containing, month, months_before
from monitor.disclosures.extract.periods.told_together import (
    ENDING_THEN,
    REST,
    begun_so_long,
    rest_of_year,
)
from monitor.disclosures.extract.periods.when import DATED, SPANS, Form, When
from monitor.disclosures.extract.prose.sentence.draft import CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.when.earlier import after, before, in_year, unit_back, unit_before

LENGTHS = {"week": 7, "month": 31, "quarter": 92, "year": 366}
"""Days, at most."""
_COUNTED = {"three": 3, "six": 6, "nine": 9, "twelve": 12}


def same(line: Line, at: int, when: When, memory: Memory) -> tuple[date | None, date | None]:
    """As in "the month" is the one that was spoken of, if that is what was spoken of."""
    words = line.text[when.start : when.end].lower()
    frame = memory.frame
    if (unit := unit_back(words)) is not None:
        near = _spoken_of(line, at, DATED if unit == "week" else SPANS)
        spoken = near or frame or _spoken_next(line, at) or (None, None)
        return before(*spoken, unit) or (when.first, when.last)
    if words.endswith(("that date", "that day", "then")) and when.first is not None:
        return _up_to_that_day(when.first, memory)
    if ENDING_THEN.search(words):
        day = memory.as_of or _told_last(memory)
        return (when.first, when.last) if day is None else (begun_so_long(words, day), day)
    if words[0].isdigit() and words.endswith(("st", "nd", "rd", "th")):
        return _day_of(frame, words) or (when.first, when.last)
    if words.endswith("months"):
        return (when.first, when.last) if when.first is not None else _months_then(words, memory)
    if "week" in words and memory.as_of is not None:
        return memory.as_of - timedelta(days=6), memory.as_of
    if words.endswith(("later", "after")) or _NEXT & set(words.split()) or REST.fullmatch(words):
        return _following(line, at, words, memory) or (None, None)
    if (pointed := _month_pointed_at(line, at, words, memory)) is not None:
        return pointed
    if frame is None or frame[0] is None:
        return when.first, when.last
    return _of_frame(when, words, (frame[0], frame[1]), memory)


def before_what_follows(line: Line, at: int, when: When) -> tuple[date, date] | None:
    """As in "Foo, which sold 400 BTC a month earlier, sold 8 in June": back from what its sentence goes on to."""
    words = line.text[when.start : when.end].lower()
    unit = unit_back(words) or unit_before(words)
    aside = line.low(0) in _BEFORE_IT or any(
        line.low(back) in RELATIVE and line.low(back - 1) == "," for back in range(1, at)
    )
    if unit is None or not aside or _spoken_of(line, at) is not None:
        return None
    comma = next(
        (ahead for ahead in range(at + 1, len(line.atoms)) if line.low(ahead) == ","), len(line.atoms)
    )
    spoken = (line.atoms[ahead].when for ahead in line.whens if ahead > comma)
    told = next((each for each in spoken if each is not None and each.form in SPANS and each.first), None)
    return None if told is None else before(told.first, told.last, unit)


_BEFORE_IT = frozenset({"after", "having"})
_NEXT = frozenset({"following", "next"})


def _up_to_that_day(first: date, memory: Memory) -> tuple[date | None, date | None]:
    """As in "held 40 BTC on August 12. It sold 250 between June 30 and that date": the day that was told last."""
    told = memory.drafts[-1].period_end if memory.drafts else None
    last = next((day for day in (memory.as_of, told) if day is not None and day >= first), None)
    return (None, None) if last is None else (first, last)


def _month_pointed_at(line: Line, at: int, words: str, memory: Memory) -> tuple[date, date] | None:
    """As in "Foo sold 250 in May. Bar got rid of 2,000 that month": the one named last, whatever the text is about."""
    if words not in {"that month", "same month"}:
        return None
    near = _spoken_of(line, at, frozenset({Form.MONTH}))
    if near is None and line.start - memory.told_from <= _SENTENCE_BEFORE:
        near = _told_by_the_last(memory)
    if near is None or near[0] is None or near[1] is None or near[0].month != near[1].month:
        return None
    return containing(near[1], "month")


def _told_by_the_last(memory: Memory) -> tuple[date | None, date | None] | None:
    """The days of what the sentence before told last; of what it told of one company the latest."""
    meant: Draft | None = None
    for each in sorted(memory.drafts[-_TOLD_AT_ONCE:], key=lambda draft: draft.start):
        if each.start < memory.told_from or each.sure <= CONTEXT or each.period_end is None:
            continue
        of_one = meant is not None and meant.entity == each.entity
        if meant is None or not of_one or (meant.period_end or date.min) <= each.period_end:
            meant = each
    return None if meant is None else meant.days


_SENTENCE_BEFORE = 400
"""Characters from where one sentence begins to the next one."""
_TOLD_AT_ONCE = 6


def _following(line: Line, at: int, words: str, memory: Memory) -> tuple[date | None, date | None] | None:
    """As in "a day later", "the following week", "the rest of the year": after what was spoken of last."""
    frame = memory.frame
    if REST.fullmatch(words):
        return rest_of_year(frame and frame[1], memory.anchor.latest)
    told = (
        _spoken_of(line, at, DATED)
        or (None if words.endswith("later") else frame)
        or (None, memory.sale.period_end if memory.sale else None)
    )
    return after(words, told[1])


def _of_frame(
    when: When, words: str, frame: tuple[date, date], memory: Memory
) -> tuple[date | None, date | None]:
    """As in "that July", "the quarter", "the same half of 2023": by the period that was spoken of."""
    if (days := in_year(*frame, words)) is not None:
        return days  # "In the first half of 2024 ... In the same half of 2023"
    if (number := MONTHS.get(words.rsplit(maxsplit=1)[-1].strip("."))) is not None:
        return month(frame[1].year, number)  # "that July"
    length = (frame[1] - frame[0]).days
    unit = next((unit for unit in ("month", "quarter", "year") if unit in words), "period")
    if unit == "period" or length <= LENGTHS[unit]:
        meant = containing(frame[1], unit) if unit != "period" and length < LENGTHS[unit] - 5 else frame
        meant = _reported(unit, frame, memory) or meant
        return (
            meant if when.last is None or not _is_still_running(meant[1], memory) else (when.first, when.last)
        )
    return when.first, when.last


def _day_of(frame: tuple[date | None, date] | None, words: str) -> tuple[date, date] | None:
    """As in "In June it sold twice: on the 19th ...": a day of the month that was spoken of."""
    if frame is None or frame[0] is None or (frame[1] - frame[0]).days > LENGTHS["month"]:
        return None
    number = int(words[:-2])
    return None if number > frame[1].day else (frame[1].replace(day=number),) * 2


def _told_last(memory: Memory) -> date | None:
    told = memory.frame or memory.anchor.focus
    return None if told is None else told[1]


def _is_still_running(end: date, memory: Memory) -> bool:
    """Whether a period had more than its last days still to come when the text was written."""
    published = memory.anchor.published
    return published is not None and end - published > _ALL_BUT_OVER


_ALL_BUT_OVER = timedelta(days=10)


def _months_then(words: str, memory: Memory) -> tuple[date | None, date | None]:
    """As in "held 2,058 on June 30 and sold 212 during the three months": those that ended on that day."""
    day = memory.as_of or (memory.frame[1] if memory.frame is not None else None)
    count = _COUNTED.get(words.split(maxsplit=1)[0])
    if day is None or count is None or (day + timedelta(days=1)).day != 1:
        return None, None
    return months_before(day, count), day


def _reported(unit: str, frame: tuple[date | None, date], memory: Memory) -> tuple[date, date] | None:
    """As in "settled in January. None was sold in the quarter", which ended in February: the one reported on."""
    focus = memory.anchor.focus
    if (
        focus is None
        or unit == "period"
        or frame[0] is None
        or not focus[0] <= frame[0] <= frame[1] <= focus[1]
    ):
        return None
    return focus if abs((focus[1] - focus[0]).days - LENGTHS[unit]) <= _SHORTER else None


_SHORTER = 5
"""Days that a month, a quarter or a year may be shorter than the longest of them."""


def _spoken_next(line: Line, at: int) -> tuple[date | None, date | None] | None:
    """As in "Having sold 383 coins the month before, Riot sold 1,818 in December"."""
    for atom in line.atoms[at + 1 :]:
        if atom.when is not None and atom.when.form in SPANS and atom.when.first is not None:
            return atom.when.first, atom.when.last
    return None


def _spoken_of(line: Line, at: int, forms: frozenset[Form] = SPANS) -> tuple[date | None, date | None] | None:
    """The period named last before a place of a sentence."""
    for back in range(at - 1, -1, -1):
        when = line.atoms[back].when
        if when is not None and when.form in forms and when.first is not None:
            return when.first, when.last
    return None
