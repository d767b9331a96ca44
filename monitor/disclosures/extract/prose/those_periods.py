"""Periods that a sentence before has told, spoken of again: "in those periods", "in either of the years"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from monitor.disclosures.extract.calendars import months_before
from monitor.disclosures.extract.prose.line import Line
from monitor.disclosures.extract.prose.lists import list_at
from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.when import Form, When

_AGAIN = re.compile(
    r"\b(?:(?:those|these|both|the\s+same|the\s+respective|their\s+respective|such|(?:either|any|each|neither|both|all)\s+of\s+(?:the|those|these))"
    r"\s+(?:(?:two|three|four|same|respective)\s+)?(?:fiscal\s+|financial\s+|calendar\s+)?"
    r"(?P<unit>period|month|quarter|half|halve|year)s|(?:either|each)\s+(?P<one>period|month|quarter|year)|the\s+respective\s+(?P<other>period|month|quarter|year)s?)\b",
    re.IGNORECASE,
)
_WORDS = frozenset("those these both same respective such either any each neither all".split())
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
    """The periods told before that a sentence speaks of again; none where it does not."""
    if not memory.listed or _WORDS.isdisjoint(line.words) or line.start - memory.listed_end > _REACH:
        return ()
    match = _AGAIN.search(line.text, line.start, line.atoms[-1].end)
    if match is None:
        return ()
    unit = (match["unit"] or match["one"] or match["other"]).lower()
    spoken = [replace(when, start=match.start(), end=match.end()) for when in memory.listed]
    if unit == "period":
        return spoken if all(when.first is not None for when in spoken) else ()
    count = _MONTHS[unit]
    return [
        when
        if when.form in {Form.MONTH, Form.LONGER} or when.last is None
        else replace(when, first=months_before(when.last, count), form=Form.LONGER)
        for when in spoken
    ]
