"""Which period a deed belongs to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.disclosures.extract.amounts import Unit
from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.calendars import months_before, year_earlier
from monitor.disclosures.extract.day_readers import containing
from monitor.disclosures.extract.lexicon import COMPARED, TELLING, Deed, Shape
from monitor.disclosures.extract.prose.draft import CLAUSE, CONTEXT, GUESS, SENTENCE
from monitor.disclosures.extract.prose.line import Clause, Line
from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.when import Form, When

_FAR = 100
"""Atoms from a deed to a period in the rest of its sentence."""
_NEAR = 6
"""Atoms between a day and the word that says it is when something was told."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A period and how sure it is."""

    first: date | None
    last: date | None
    sure: int
    end: int | None = None
    """Where its words end in the text, if they belong to the clause itself."""
    form: Form | None = None
    vague: bool = False
    """As in "late last year": within it, and not all of it."""


def moment(clause: Clause, memory: Memory, *, point: bool, since: bool = False) -> Moment:
    """The period of a deed.

    Args:
        clause: of the deed.
        memory: what was said before.
        point: what is told is of one point in time, such as holdings.
        since: it may have lasted since a day up to that of the document, as a denial may.
    """
    stop = clause.right
    by_then: Moment | None = None
    told = _of_relative(clause) or _right_before(clause)
    if told is not None and not point:
        return Moment(told.first, told.last, CLAUSE, None, told.form)
    for sure, places in (
        (CLAUSE, range(clause.at - 1, max(clause.at - 2, clause.left - 1), -1)),
        (CLAUSE, range(clause.at + 1, stop)),
        (CLAUSE, range(clause.at - 1, clause.left - 1, -1)),
        (CLAUSE, range(stop, clause.wide)),
        (SENTENCE, range(clause.left - 1, max(-1, clause.left - _FAR), -1)),
        (SENTENCE, range(stop, _until_break(clause.line, stop))),
    ):
        for at, when in _whens(clause.line, places):
            if not point and at >= stop and _is_of_balance(clause.line, at, when):
                continue
            if _is_of_origin(clause, at) or _is_of_next(clause, at):
                continue
            ended = clause.line.text[when.start : when.end].lower().startswith(_CLOSING)
            if (
                (sure == CLAUSE or ended)
                and not point
                and (whole := _month_of_end(clause.line, when)) is not None
            ):
                return Moment(*whole, sure, when.end, Form.MONTH)
            found = _taken(clause.line, at, when, memory, point=point, allow_since=since)
            if found is not None:
                found = _up_to_balance(clause.line, at, when, found)
                vague = any(clause.line.low(back) in _ROUGHLY for back in (at - 1, at - 2))
                made = Moment(*found, sure, when.end if sure == CLAUSE else None, when.form, vague=vague)
                if not point and at < clause.at and clause.wide > stop and _is_weekday(clause.line, when):
                    by_then = by_then or made  # when it was told; what was sold may have days of its own
                    continue
                return made
    return by_then or remembered(memory, point=point)


def _of_relative(clause: Clause) -> When | None:
    """As in "up from the first quarter of 2023, when it sold 400", "the year 2022, in which no bitcoin was sold"."""
    line = clause.line
    at = next(
        (at for at in range(clause.at - 1, max(0, clause.at - 6), -1) if line.low(at) in _RELATIVE), None
    )
    if at is None:
        return None
    at -= line.low(at) == "which"
    if line.low(at) not in {"when", "in", "during"}:
        return None
    when = line.atoms[at - 2 if line.low(at - 1) == "," else at - 1].when
    return when if when is not None and when.first is not None and when.last is not None else None


_RELATIVE = frozenset({"when", "which"})


def _right_before(clause: Clause) -> When | None:
    """As in "against July 2021 production of 443 BTC", "the June sale of 132 BTC"."""
    when = (
        clause.line.atoms[clause.at - 1].when if clause.at > 0 and clause.told.shape is Shape.NOUN else None
    )
    whole = when is not None and when.form in {Form.MONTH, Form.LONGER} and when.first is not None
    return when if whole else None


def _up_to_balance(
    line: Line, at: int, when: When, found: tuple[date | None, date | None]
) -> tuple[date | None, date | None]:
    """As in "Since the quarter's end it has sold 350 BTC, as of May 12": up to that day only."""
    words = line.text[when.start : when.end].lower()
    if found[0] is None or not (
        words.startswith(("since", "subsequent", "year", "ytd")) or "this year" in words
    ):
        return found
    for atom in line.atoms if words.startswith(("sub", "y")) or "year" in words else line.atoms[at + 1 :]:
        if atom.when is not None and atom.when.form is Form.END and atom.when.last is not None:
            return found[0], max(found[0], atom.when.last)
    return found


def _is_of_balance(line: Line, at: int, when: When) -> bool:
    """As in "sold 137 BTC, holding 1,016 on July 31": the day of what is held."""
    last = next((told for told in reversed(line.deeds) if told.at < at), None)
    return last is not None and last.deed is Deed.HOLD and when.form in {Form.DAY, Form.END}


def _is_of_origin(clause: Clause, at: int) -> bool:
    """As in "sold 9,861 of the coins that were seized in November": the day of where they came from."""
    near = range(max(clause.at + 1, at - _NEXT_TO), at)
    return any(clause.line.low(back) in _ORIGINS for back in near)


def _is_of_next(clause: Clause, at: int) -> bool:
    """As in "sold 300 BTC in May, in June 132": the month of the number after it."""
    line = clause.line
    following = line.atoms[at + 1].amount if at + 1 < len(line.atoms) else None
    if following is None or following.unit not in {Unit.BTC, Unit.NONE} or at <= clause.at:
        return False
    counted = any(line.atoms[back].amount is not None for back in range(clause.at + 1, at))
    return counted and line.low(at - 1) == "in" and line.low(at - 2) in {",", "and", ";"}


_NEXT_TO = 3
_ORIGINS = frozenset(
    "seized confiscated forfeited stolen hacked maturing due expiring launched founded announced issued signed"
    " entered expires begun".split()
)


def _month_of_end(line: Line, when: When) -> tuple[date, date] | None:
    """As in "sold 50 BTC at the end of June": some day of that month."""
    if when.form is not Form.END or when.last is None:
        return None
    words = line.text[when.start : when.end].lower()
    if not _END_OF_MONTH.match(words):
        return None
    return when.last.replace(day=1), when.last


_END_OF_MONTH = re.compile(
    r"(?:(?:at|toward|towards|near|around)\s+)?(?:the\s+)?end\s+of\s+[^\W\d_]{3,9}\b(?<!the)(?<!year)"
    r"|(?:ended|closed|finished|exited)\s+[^\W\d_]{3,9}\b(?<!the)(?<!year)(?!\s+\d{1,2}\b)"
)
_CLOSING = ("ended", "closed", "finished", "exited")


_ROUGHLY = frozenset("late early mid".split())


def _until_break(line: Line, at: int) -> int:
    """Past "while" and "whereas" another time may be spoken of."""
    places = range(at, min(len(line.atoms), at + _FAR))
    if _OTHER_TIMES.isdisjoint(line.words):
        return places.stop
    return next((place for place in places if line.low(place) in _OTHER_TIMES), places.stop)


_OTHER_TIMES = frozenset("while whereas although ;".split())


def remembered(memory: Memory, *, point: bool) -> Moment:
    """The period spoken of last, else the one the document reports on, else the day it was published."""
    told = memory.frame or memory.anchor.focus
    if told is not None:
        return Moment(None if point else told[0], told[1], CONTEXT)
    return Moment(None, memory.published, GUESS)


def _whens(line: Line, places: range) -> Iterator[tuple[int, When]]:
    for at in line.whens if places.step > 0 else reversed(line.whens):
        when = line.atoms[at].when
        if at in places and when is not None and not is_compared(line, at):
            yield at, when


def is_compared(line: Line, at: int) -> bool:
    """Whether a period is only what others are compared with: "down 7% from August", "against 152 in December"."""
    if line.low(at - 1) == "(" and line.low(at + 1) == ":":
        return True
    if line.low(at - 1) == "of" and line.low(at + 1) in {"'", "’"} and line.atoms[at - 2].amount is not None:
        return True
    told = told_to = False
    for back in range(at - 1, max(-1, at - 6), -1):
        word = line.low(back)
        if word == "from" and (told_to or _is_span(line, at)):
            return False
        told_to = told_to or word == "to"
        if word in COMPARED or (word in {"(", "vs", "after", "following"} and told):
            return told or not (word == "from" and line.low(at + 1) in {"to", "through"})
        if line.atoms[back].amount is not None:
            told = True
        elif word not in _BEFORE_PERIOD:
            return False
    return False


def _is_span(line: Line, at: int) -> bool:
    """As in "from January through May 2024"."""
    when = line.atoms[at].when
    if when is None or when.form not in {Form.LONGER, Form.RANGE} or when.first == when.last:
        return False
    return _SPAN.search(line.text, when.start, when.end) is not None


_SPAN = re.compile(r"\b(?:to|through|until|till|and)\b|[-–—]", re.IGNORECASE)


_BEFORE_PERIOD = frozenset(
    "the in en em im nel a of during during for with to that at approximately about ~ roughly btc".split()
)


def _taken(
    line: Line, at: int, when: When, memory: Memory, *, point: bool, allow_since: bool
) -> tuple[date | None, date | None] | None:
    """The days that a period in a sentence means for a deed; None if it cannot be meant."""
    if when.form is Form.SAME:
        first, last = _same(line, when, memory)
        return None if last is None else (None if point else first, last)
    if not point and when.form is Form.SINCE and (not allow_since or _is_of_pause(line, at)):
        return None
    if when.last is None:
        return None
    if point:
        return None, when.last
    if when.form in {Form.MONTH, Form.LONGER} and _is_said_in(line, at):
        return None
    latest = memory.anchor.latest
    if latest is not None and (when.first or when.last) > latest:
        return None  # what is still to come
    if when.form is Form.END:
        before = all(told.deed not in {Deed.SELL, Deed.CONVERT} for told in line.deeds if told.at < at)
        by_then = (
            allow_since and before and line.text[when.start : when.end].lower().startswith(("as of", "as at"))
        )
        return (None, when.last) if by_then or _is_weekday(line, when) or _is_told(line, at) else None
    if when.form is Form.DAY and _is_of_document(line, at):
        return None
    if when.form is Form.DAY and _is_told(line, at):
        return None, when.last
    return when.first, when.last


def _is_said_in(line: Line, at: int) -> bool:
    """As in "said early this year", "announced in June that it had sold": when it was told."""
    place = at - 1
    while line.low(place) in _WITHIN:
        place -= 1
    return place < at - 1 and line.low(place) in _SAID


_WITHIN = frozenset("in early earlier late back during".split())
_SAID = frozenset("said says announced told stated revealed disclosed warned".split())


def _is_of_pause(line: Line, at: int) -> bool:
    """As in "sold 397 BTC, the first time since January": when it was done last."""
    return any(line.low(back) in {"first", "last", "biggest", "largest"} for back in range(at - 6, at))


_PAPERS = frozenset(
    "update release report filing announcement statement letter post disclosure note article".split()
)


def _is_of_document(line: Line, at: int) -> bool:
    """As in "per its May 2 update": the day of another document."""
    return (
        any(line.low(ahead) in _PAPERS for ahead in range(at + 1, at + 4))
        or line.low(at - 1) in {"dated", "filed", "published", "posted", "updated"}
        or (line.low(at - 1) == "its" and line.low(at - 2) in {"per", "in", "by", "with"})
    )


def _same(line: Line, when: When, memory: Memory) -> tuple[date | None, date | None]:
    """As in "the month" is the one that was spoken of, if that is what was spoken of."""
    words = line.text[when.start : when.end].lower()
    frame = memory.frame
    if "then ended" in words and memory.as_of is not None:
        count = {"three": 3, "six": 6, "nine": 9, "twelve": 12}.get(words.split()[0], 3)
        return months_before(memory.as_of, count), memory.as_of
    if "week" in words and memory.as_of is not None:
        return memory.as_of - timedelta(days=6), memory.as_of
    if frame is None or frame[0] is None:
        return when.first, when.last
    if words.startswith("year "):
        return year_earlier(frame[0]), year_earlier(frame[1])
    length = (frame[1] - frame[0]).days
    unit = next((unit for unit in ("month", "quarter", "year") if unit in words), "period")
    if unit == "period" or length <= _LENGTHS[unit]:
        return containing(frame[1], unit) if unit != "period" and length < _LENGTHS[unit] - 5 else frame
    return when.first, when.last


_LENGTHS = {"month": 31, "quarter": 92, "year": 366}


def _is_weekday(line: Line, when: When) -> bool:
    words = line.text[when.start : when.end].lower()
    return words.endswith(("day", "feira"))


def _is_told(line: Line, at: int) -> bool:
    done = max((told.at for told in line.deeds if told.at < at and told.shape is Shape.PAST), default=0)
    near: list[Atom] = list(line.atoms[max(done, at - _NEAR, 0) : at + _NEAR])
    return any(atom.low in TELLING for atom in near)
