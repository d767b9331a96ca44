"""The month, quarter or year that a text calls "the month's": that of such length spoken of last."""

from datetime import date

from monitor.disclosures.extract.lexicon import Deed, Shape
from monitor.disclosures.extract.prose.sentence.draft import SENTENCE
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.when.compared import is_compared

_DAYS = {"month": (28, 31), "quarter": (89, 92), "year": (365, 366)}
"""At least and at most."""
_LENGTHS = {f"{unit}{mark}s": days for unit, days in _DAYS.items() for mark in "'’"}
_SHARE = 12
"""Atoms behind a deed within which it is told what it is a share of."""


def spoken_of(clause: Clause, memory: Memory) -> Moment | None:
    """As in "Its report of April 29 puts the quarter's sale at 350 BTC": the quarter that was spoken of."""
    length, frame = _LENGTHS.get(clause.line.low(clause.at - 1)), memory.frame
    if length is None or clause.told.shape is not Shape.NOUN or frame is None:
        return None
    return Moment(*frame, SENTENCE) if _is_of(length, *frame) else None


def of_unit(clause: Clause, memory: Memory) -> Moment | None:
    """As in "mined 156 BTC in May, 900 this year. It sold 132, 85% of the month's production": of May."""
    line = clause.line
    if line.words.isdisjoint(_LENGTHS):
        return None
    places = range(clause.at + 1, min(len(line.atoms), clause.at + _SHARE))
    length = next((_LENGTHS[line.low(at)] for at in places if _is_of_output(line, at)), None)
    if length is None:
        return None
    whens = (
        line.atoms[at].when for at in reversed(line.whens) if at < clause.at and not is_compared(line, at)
    )
    spoken = [(when.first, when.last) for when in whens if when is not None]
    spoken += [memory.frame] if memory.frame is not None else []
    spoken += [each.days for each in reversed(memory.drafts)]
    told = next((days for days in spoken if _is_of(length, *days)), None)
    return Moment(*told, SENTENCE) if told is not None else None


def _is_of(length: tuple[int, int], first: date | None, last: date | None) -> bool:
    return first is not None and last is not None and length[0] <= (last - first).days + 1 <= length[1]


def _is_of_output(line: Line, at: int) -> bool:
    """As in "the month's output", "the month's bitcoin production"."""
    return line.low(at) in _LENGTHS and Deed.MINE in {line.deed(at + 1), line.deed(at + 2)}
