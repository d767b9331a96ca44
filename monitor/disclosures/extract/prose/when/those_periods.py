"""Periods that a sentence before has told, spoken of again: "in those periods", "in either of the years"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from monitor.disclosures.extract.periods.calendars import months_before, year_earlier
from monitor.disclosures.extract.periods.when import SPANS, Form, When
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.lists import list_at
from monitor.disclosures.extract.prose.sentence.memory import Memory

_AGAIN = re.compile(
    r"\b(?:(?:(?:those|these|both|the\s+same|the\s+respective|their\s+respective|such|(?:either|any|each|neither|both|all)\s+of\s+(?:the|those|these)"
    r"|the(?=\s+(?:comparable|comparative|corresponding|equivalent|prior)))"
    r"\s+(?:(?:two|three|four|same|respective|comparable|comparative|corresponding|equivalent|prior[\s-]year|(?P<of>20\d\d))\s+){0,2}(?:fiscal\s+|financial\s+|calendar\s+)?"
    r"(?P<unit>period|month|quarter|half|halve|year)s|(?:either|each)\s+(?P<one>period|month|quarter|year)|the\s+respective\s+(?P<other>period|month|quarter|year)s?)\b)",
    re.IGNORECASE,
)
_OF_YEAR = re.compile(
    r"\s+(?:of|in)\s+(?P<year>20\d\d)\b|\s+(?:(?:of|in)\s+)?(?:the\s+)?(?:prior|previous|preceding|last)\s+year\b"
    r"|\s+a\s+year\s+(?:earlier|before|ago)\b",
    re.IGNORECASE,
)
"""What makes them those of a year before: "in either of the comparable periods of 2024"."""
_COMPARABLE = re.compile(r"\b(?:compar|corresp|equival|prior)", re.IGNORECASE)
_WORDS = frozenset(
    "those these both same respective such either any each neither all comparable comparative corresponding equivalent"
    " prior prior-year".split()
)
_MONTHS = {"quarter": 3, "half": 6, "halve": 6, "year": 12, "month": 1}
_REACH = 500
"""Characters from the sentence that told the periods."""


def note(line: Line, memory: Memory) -> None:
    """Keep the list of periods that a sentence tells, for the ones after it."""
    for at in line.whens:
        run = list_at(line, at, lambda atom: atom.when is not None)
        told = [when for place in run if (when := line.atoms[place].when) is not None]
        if len(told) > 1:
            memory.listed, memory.listed_end = tuple(told), line.atoms[-1].end
            return
    far = [when for at in line.whens if (when := line.atoms[at].when) is not None and when.first is not None]
    if (
        len(far) == _PAIR
        and {when.form for when in far} <= {Form.MONTH, Form.LONGER, Form.SAME}
        and far[0] != far[1]
    ):
        memory.listed, memory.listed_end = tuple(far), line.atoms[-1].end


_PAIR = 2


def again(line: Line, memory: Memory) -> Sequence[When]:
    """The periods told before that a sentence speaks of again, or the same of a year before; none where it does not."""
    if _WORDS.isdisjoint(line.words):
        return ()
    match = _AGAIN.search(line.text, line.start, line.atoms[-1].end)
    if match is None:
        return ()
    of_year = _OF_YEAR.match(line.text, match.end(), line.atoms[-1].end)
    back = of_year is not None or _COMPARABLE.search(match[0]) is not None
    listed = (_in_sentence(line, match.start()) if back else ()) or _told_before(line, memory)
    unit = (match["unit"] or match["one"] or match["other"]).lower()
    end = match.end() if of_year is None else of_year.end()
    spoken = [replace(when, start=match.start(), end=end) for when in listed]
    if unit != "period":
        spoken = [_of_unit(when, _MONTHS[unit]) for when in spoken]
    elif any(when.first is None for when in spoken):
        return ()
    printed = match["of"] or (of_year and of_year["year"])
    return [_year_back(when, printed) for when in spoken] if back else spoken


def _told_before(line: Line, memory: Memory) -> Sequence[When]:
    return memory.listed if line.start - memory.listed_end <= _REACH else ()


def _in_sentence(line: Line, stop: int) -> Sequence[When]:
    """As in "318 in the three months ... and 512 in the six months ..., and none in either comparable period"."""
    told = [
        when
        for at in line.whens
        if (when := line.atoms[at].when) is not None and when.end <= stop and when.first is not None
    ]
    return told if len(told) == _PAIR and {when.form for when in told} <= SPANS else ()


def _of_unit(when: When, count: int) -> When:
    """As in "at June 30, 2025 and 2024 ... in those quarters": so many months up to each of the days."""
    if when.form in SPANS or when.last is None:
        return when
    return replace(when, first=months_before(when.last, count), form=Form.LONGER)


def _year_back(when: When, printed: str | None) -> When:
    """The same of the year before, or of a printed one."""
    while (
        when.first is not None
        and when.last is not None
        and (printed is None or when.last.year > int(printed))
    ):
        when = replace(when, first=year_earlier(when.first), last=year_earlier(when.last))
        printed = printed or str(when.last and when.last.year)
    return when
