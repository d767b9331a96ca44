"""The period of a deed whose sentence tells none: of what was said before, of a paper, of the day it was told."""

import re

from monitor.disclosures.extract.periods.calendars import month
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.sentence.draft import CONTEXT, GUESS
from monitor.disclosures.extract.prose.sentence.line import Clause
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.when.compared import is_compared
from monitor.disclosures.extract.prose.when.perfect import is_perfect
from monitor.disclosures.extract.prose.when.taken import is_of_paper


def unsaid(clause: Clause, memory: Memory, by_then: Moment | None, *, point: bool) -> Moment:
    """What counts where no period of the sentence is the deed's, in this order.

    Args:
        clause: of the deed.
        memory: what was said before.
        by_then: the day of telling, by which it had been done; None where none is told.
        point: what is told is of one point in time.
    """
    if by_then is not None:
        again = told_again(by_then, memory)
        return (_of_lead(clause, memory) if again is by_then and memory.frame is None else None) or again
    now = None if point else _of_now(clause, memory)
    known = now or _up_to_now(clause, memory, point=point) or remembered(memory, point=point)
    if memory.frame_now is not None and now is None and _is_of_other_company(clause, memory):
        first, last = memory.frame_now
        return Moment(None if point else first, last, CONTEXT)
    if not point and known.first is not None and known.last == memory.published:
        return _of_lead(clause, memory) or known  # "It has been selling since March. It sold 300 BTC."
    if known.sure > GUESS or point:
        return known
    other = _of_paper(clause, memory) or _a_year_later(clause, memory)
    return other or now or _of_lead(clause, memory) or known


def _of_lead(clause: Clause, memory: Memory) -> Moment | None:
    """As in "Miners sold more in October than they made. ... Foo disposed of 302 BTC": October."""
    lead = memory.lead
    if lead is None or clause.line.start < lead.end:
        return None
    return Moment(lead.first, lead.last, CONTEXT)


def told_again(by_then: Moment, memory: Memory) -> Moment:
    """As in "Big miners sold in June. At Argo 637 went, its update on Wednesday showed": June, if that is just over."""
    frame = memory.frame
    if frame is None or frame[0] is None or by_then.last is None:
        return by_then
    over = (by_then.last - frame[1]).days
    return Moment(frame[0], frame[1], CONTEXT) if 0 < over <= _JUST_OVER else by_then


_JUST_OVER = 20
"""Days after a month in which what is told of a weekday is mostly told of that month."""


def _of_now(clause: Clause, memory: Memory) -> Moment | None:
    """As in "It has now sold 300 BTC", "it just sold all of it": not when the sentence before was about."""
    line, at = clause.line, clause.at - 1
    now = line.low(at) in _NOW and (line.low(at - 1) in {"has", "have"} or line.low(at) == "just")
    return Moment(None, memory.published, GUESS) if now else None


def _up_to_now(clause: Clause, memory: Memory, *, point: bool) -> Moment | None:
    """As in "In 2021 it bought 900. It has sold 200 of them": not in the time spoken of, which is long over."""
    frame = memory.frame
    if point or frame is None or memory.published is None or not is_perfect(clause):
        return None
    focus = memory.anchor.focus
    long_over = (memory.published - frame[1]).days > _LONG_OVER and (focus is None or focus[1] != frame[1])
    if long_over or _is_of_other_company(clause, memory):
        return Moment(None, memory.published, CONTEXT)
    return None


def _is_of_other_company(clause: Clause, memory: Memory) -> bool:
    """As in "Foo sold 970 BTC in November. Bar has been disposing of coins": an article's time of another's deed."""
    if memory.filed or memory.frame_of is None:
        return False
    named = (clause.line.atoms[at].entity for at in range(clause.at - 1, -1, -1))
    who = next((entity for entity in named if entity is not None), memory.topic)
    return who != memory.frame_of


_LONG_OVER = 150
"""Days."""


_NOW = frozenset("now since just recently meanwhile".split())


def _of_paper(clause: Clause, memory: Memory) -> Moment | None:
    """As in "disclosed in its May 30 filing that it sold 300 BTC": it had been done by the day of that paper."""
    line = clause.line
    for at in line.whens:
        when = line.atoms[at].when
        if when is None or when.last is None or when.form is not Form.DAY or not is_of_paper(line, at):
            continue
        if line.low(at - 1) == "dated" and line.low(at - 2) in _DEALS:
            continue
        past = memory.published is not None and when.last <= memory.published
        return Moment(None, when.last, CONTEXT) if past else None
    return None


_DEALS = frozenset("agreement contract deed facility loan note notes terms arrangement".split())


def _a_year_later(clause: Clause, memory: Memory) -> Moment | None:
    """As in "sold 57 BTC, against none in June last year": of the same time, a year after."""
    line, latest = clause.line, memory.anchor.latest
    for at in line.whens:
        when = line.atoms[at].when
        if when is None or when.form is not Form.MONTH or when.last is None or not is_compared(line, at):
            continue
        if not _LAST_YEAR.search(line.text, when.start, when.end):
            continue
        whole = month(when.last.year + 1, when.last.month)
        return Moment(*whole, CONTEXT, form=Form.MONTH) if latest is None or whole[1] <= latest else None
    return None


_LAST_YEAR = re.compile(r"\b(?:last|previous|prior|preceding)\s+year\b", re.IGNORECASE)


def remembered(memory: Memory, *, point: bool) -> Moment:
    """The period spoken of last, else the one the document reports on, else the day it was published."""
    if point and memory.filed and memory.frame is None and memory.as_of is not None:
        return Moment(None, memory.as_of, CONTEXT)
    told = memory.frame or memory.anchor.focus
    if told is not None:
        return Moment(None if point else told[0], told[1], CONTEXT)
    return Moment(None, memory.published, GUESS)
