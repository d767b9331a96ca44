"""The days on which something was told: weekdays, and what is counted back from them."""

from dataclasses import replace

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import TELLING, Shape
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment

_NEAR = 6
"""Atoms between a day and the word that says it is when something was told."""


def up_to_telling(line: Line, at: int, when: When, memory: Memory) -> When:
    """As in "said on Tuesday it had sold 300 BTC over the past week": the week that ended on Tuesday."""
    if when.form is not Form.RANGE or when.first is None or when.last is None:
        return when
    if when.last != memory.published or "past" not in line.text[when.start : when.end].lower():
        return when
    for place in line.whens:
        told = line.atoms[place].when
        if told is None or told.last is None or place >= at or not is_weekday(line, told):
            continue
        if is_told(line, place) and told.last < when.last:
            return replace(when, first=when.first - (when.last - told.last), last=told.last)
    return when


def from_then(clause: Clause, memory: Memory) -> Moment | None:
    """As in "From March it sold 300 BTC, it said on May 4": a sentence that opens so, up to the day it was told."""
    line, latest = clause.line, memory.anchor.latest
    if line.low(0) != "from" or line.whens[:1] != [1] or line.deeds[0].at != clause.at:
        return None
    if not any(at < clause.at + _COUNTED for at in line.counts):
        return None  # "From May 8 it sold all of its Tether and transferred 300 BTC"
    begun, follows = line.atoms[1].when, line.atoms[2]
    if begun is None or begun.first is None or begun.form not in {Form.MONTH, Form.DAY}:
        return None
    if not (follows.low in _GOING_ON or follows.entity is not None or follows.capital):
        return None
    told = (line.atoms[at].when for at in line.whens if at > clause.at and is_told(line, at))
    days = (when.last for when in told if when is not None and when.form is Form.DAY)
    last = next((day for day in days if day is not None), latest)
    return None if last is None or begun.first > last else Moment(begun.first, last, CLAUSE, None, Form.SINCE)


_COUNTED = 12
"""Atoms behind a verb within which its coins are counted."""
_GOING_ON = frozenset(", on it they he she the".split())
"""What follows "from March" where it opens a sentence, and no end of that time."""


def is_weekday(line: Line, when: When) -> bool:
    """Whether a day is told by its name: "on Thursday", "on Tuesday of last week"."""
    words = line.text[when.start : when.end].lower()
    return words.endswith(("day", "feira", "day of last week", "day last week"))


def is_week_of_telling(line: Line, at: int, when: When) -> bool:
    """As in "In February, Hut 8 said last week, it sold 70": in which somebody said it."""
    week = line.text[when.start : when.end].lower().endswith("week")
    return week and line.low(at - 1) in TELLING and line.low(at + 1) in _SAYING


_SAYING = frozenset(", that it the".split())


def is_told(line: Line, at: int) -> bool:
    """Whether a word of telling stands near a day, so that it is when something was told."""
    done = max((told.at for told in line.deeds if told.at < at and told.shape is Shape.PAST), default=0)
    if _is_of_what_is_told(line, at):
        return False
    if line.low(at - 1) in _OUT or (line.low(at - 1) == "on" and line.low(at - 2) in _OUT):
        return True
    near: list[Atom] = list(line.atoms[max(done, at - _NEAR, 0) : at + _NEAR])
    return any(atom.low in TELLING or atom.low in _SHOWING for atom in near)


_OUT = frozenset("out published issued posted filed".split())
"""As in "its June report, out Monday, lists"."""


def _is_of_what_is_told(line: Line, at: int) -> bool:
    """As in "a filing shows that on March 14 the government sold": the day follows the "that" of what is told."""
    return line.low(at - 1) == "on" and line.low(at - 2) == "that" and line.low(at - 3) in TELLING | _SHOWING


_SHOWING = frozenset("showed shows show revealing showing wrote writes".split())
"""What figures and updates do on a day: "its update on Wednesday showed"."""
