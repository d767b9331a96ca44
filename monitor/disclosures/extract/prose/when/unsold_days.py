"""The days in which nothing was sold: "since January", "in the first quarter", "by the end of June"."""

import re
from dataclasses import replace
from datetime import date, timedelta

from monitor.disclosures.extract.lexicon import SELLING, TELLING, Deed, Shape
from monitor.disclosures.extract.periods.calendars import day_after, month
from monitor.disclosures.extract.periods.when import SPANS, Form, When
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, CONTEXT
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.when.beside import since_clause
from monitor.disclosures.extract.prose.when.compared import is_compared
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.statement import StatementKind


def days_of_denial(clause: Clause, memory: Memory, *, kept: bool = False) -> Moment | None:
    """The days in which nothing was sold; None where the text does not tell how long that lasted.

    What was not done since a month was not done after it, for it was done in it; since a day, from that day on.

    Args:
        clause: of the denial.
        memory: what was said before.
        kept: something is told to have been kept, which since a month is from its first day on.
    """
    line, latest = clause.line, memory.anchor.latest
    when = _by_then(line) or moment(clause, memory, point=False, since=kept or _may_last(clause))
    if when.sure <= CONTEXT and _is_ever(clause):
        return Moment(None, memory.published, CONTEXT)
    if when.sure <= CONTEXT and memory.published is not None and _is_of_now(line):
        return Moment(None, memory.published, CONTEXT)
    if latest is not None and (since := _since_told(clause, latest)) is not None:
        return Moment(since, latest, CLAUSE, form=Form.SINCE)
    if when.sure <= CONTEXT and _is_past_perfect(clause):
        return None  # "had not sold any for a year": until it did
    when = _of_span(line, when, memory)
    told = _told(line, when)
    if _is_since_then(clause) and when.form is not Form.SINCE:
        return _after_that(when, memory)
    if told is not None and (since := since_end_of(line, *told)) is not None:
        when = replace(when, first=told[1].first if kept else since, last=latest, form=Form.SINCE)
    if when.form is Form.SINCE and when.first is not None and _is_past_perfect(clause):
        until = memory.anchor.focus or memory.frame
        if until is None or until[0] is None or until[0] <= when.first:
            return None
        return replace(when, last=until[0] - timedelta(days=1))
    published = memory.published
    if (
        when.form in {Form.LONGER, Form.MONTH}
        and published is not None
        and when.last is not None
        and when.last > published
    ):
        return replace(when, last=published)
    return when


def _after_that(when: Moment, memory: Memory) -> Moment | None:
    """As in "sold 212 BTC in July but has not sold any since": after what was told, up to the day of the document."""
    latest = memory.anchor.latest
    bought = bool(memory.drafts) and memory.drafts[-1].kind is StatementKind.PURCHASE
    first = when.first if bought else None if when.last is None else day_after(when.last)
    if first is not None and latest is not None and first > latest and memory.frame is not None:
        first = day_after(memory.frame[1])
    known = first is not None and latest is not None and first <= latest
    return replace(when, first=first, last=latest) if known else None


def _is_ever(clause: Clause) -> bool:
    """As in "has never sold", "has yet to sell its first", "to date we have sold none": up to now, since ever."""
    line = clause.line
    before = [line.low(at) for at in range(max(0, clause.at - 5), clause.at)]
    if "never" in before or (before[-2:] == ["yet", "to"]):
        return True
    return any(line.low(at) == "date" and line.low(at - 1) == "to" for at in range(1, len(line.atoms)))


def is_until(clause: Clause) -> bool:
    """As in "Riot, which until March had never sold, cashed in 250 coins": of a time before that is not told."""
    line, lows = clause.line, clause.line.lows[: clause.at]
    until = next(
        (at for at in range(clause.at - 1, max(-1, clause.at - 8), -1) if _is_ending(line, at)), None
    )
    return until is not None and "had" in lows[until:]


def _is_ending(line: Line, at: int) -> bool:
    when = line.atoms[at].when
    return line.low(at) == "until" or (
        when is not None and line.text[when.start : when.end].lower().startswith("until")
    )


def _may_last(clause: Clause) -> bool:
    """As in "has sold none since October"; of "has kept every coin since October and Hut 8 sold none" it does not."""
    line = clause.line
    ahead = next((at for at in range(clause.at + 1, len(line.atoms)) if _is_since(line, at)), None)
    plain = clause.told.shape is Shape.PAST and line.low(clause.at + 1) in {"none", "nothing"}
    before = next((at for at in range(clause.at) if _is_since(line, at)), None)
    apart = before is not None and "and" in line.lows[before : clause.at]
    return not plain or ahead is not None or not apart


def _is_since(line: Line, at: int) -> bool:
    when = line.atoms[at].when
    return line.low(at) == "since" or (when is not None and when.form is Form.SINCE)


def _since_mined(clause: Clause) -> date | None:
    """As in "has not sold any of the coins mined since November": what came from then on was kept from then on."""
    line = clause.line
    mined = next((told for told in line.deeds if told.at > clause.at), None)
    if mined is None or mined.deed is not Deed.MINE or mined.at + 1 >= len(line.atoms):
        return None
    when = line.atoms[mined.at + 1].when
    return when.first if when is not None and when.form is Form.SINCE else None


def _by_then(line: Line) -> Moment | None:
    """As in "By the end of the third quarter, the company had not sold any": nothing up to that day."""
    when = line.atoms[1].when if line.low(0) == "by" and len(line.atoms) > 1 else None
    if when is None or when.form is not Form.END:
        return None
    return Moment(None, when.last, CLAUSE, when.end, when.form)


def _is_of_now(line: Line) -> bool:
    """As in "at present it does not engage in selling", "to date we have sold none", "has sold none so far"."""
    if not _NOW.isdisjoint(line.lows):
        return True
    pairs = zip(line.lows, line.lows[1:], strict=False)
    return not _UP_TO_NOW.isdisjoint(pairs)


_NOW = frozenset({"currently", "presently"})
_UP_TO_NOW = frozenset(
    {("at", "present"), ("to", "date"), ("so", "far"), ("thus", "far"), ("to", "now"), ("as", "yet")}
)


def _of_span(line: Line, when: Moment, memory: Memory) -> Moment:
    """As in "In the first quarter it did not sell any bitcoin, it said on Wednesday": not the day of telling."""
    if when.first is not None or when.last is None or when.form not in {Form.DAY, Form.END}:
        return when
    latest = memory.anchor.latest
    for at, atom in enumerate(line.atoms):
        span = atom.when
        if span is None or span.form not in SPANS or span.first is None or is_compared(line, at):
            continue
        if since_clause(line, at) is not None:
            return replace(when, first=span.first, last=when.last, form=Form.SINCE)
        if latest is None or span.first <= latest:
            return replace(when, first=span.first, last=span.last, form=span.form)
    return when


def _told(line: Line, when: Moment) -> tuple[int, When] | None:
    """The place in the sentence of a period taken from it."""
    return next(
        (
            (at, atom.when)
            for at, atom in enumerate(line.atoms)
            if atom.when is not None and (atom.when.first, atom.when.form) == (when.first, when.form)
        ),
        None,
    )


def since_end_of(line: Line, at: int, when: When) -> date | None:
    """The day after a span of time since which something was not done; None of a day, or where it is told otherwise."""
    words = line.text[when.start : when.end].lower()
    if when.form is Form.SINCE:
        named = _SINCE_MONTH.fullmatch(words)
        return (
            None
            if named is None or when.first is None
            else day_after(month(when.first.year, when.first.month)[1])
        )
    back = line.back(at - 1, {"the", "early", "late", "mid", "in"})
    since = line.low(back) == "since" and when.form in {Form.MONTH, Form.LONGER, Form.DAY, Form.RANGE}
    return day_after(when.last) if since and when.last is not None else None


def _since_sold(clause: Clause) -> date | None:
    """As in "has left its coins untouched since it sold most of them in 2022": the day after that time."""
    line = clause.line
    sold = next((told.at for told in line.deeds if told.at > clause.at and told.deed in SELLING), 0)
    if "since" not in line.lows[max(clause.at, sold - _SINCE_SOLD) : sold]:
        return None
    at = next((at for at in line.whens if at > sold), sold)
    when = line.atoms[at].when if "," not in line.lows[sold:at] else None
    return day_after(when.last) if when is not None and when.last is not None else None


_SINCE_SOLD = 4
"""Words from "since" to the word for the sale."""


_SINCE_MONTH = re.compile(
    r"since\s+(?:early\s+|late\s+|mid[\s-]+)?[^\W\d_]{3,9}\.?(?:,?\s+(?:of\s+)?20\d\d)?"
)


def _since_told(clause: Clause, latest: date) -> date | None:
    """As in "has not sold any since 2021", "any of the coins mined since November": from which day on."""
    year = _since_year(clause)
    if year is not None and year < latest.year:
        return date(year + 1, 1, 1)
    return _since_sold(clause) or _since_mined(clause)


def _since_year(clause: Clause) -> int | None:
    """As in "has not sold any since 2021", "since late 2021"."""
    line = clause.line
    for at in range(clause.at + 1, min(len(line.atoms), clause.at + _SINCE_WITHIN)):
        if line.low(at) == "since":
            match = _YEAR.match(line.text, line.atoms[at].end)
            return int(match[1]) if match is not None else None
    return None


_SINCE_WITHIN = 10
_YEAR = re.compile(r"\s+(?:(?:early|late|mid)[\s-]+)?(20[0-4]\d)\b(?!\s*[-/–])")


def _is_since_then(clause: Clause) -> bool:
    """As in "sold 212 BTC in July but has not sold any since"."""
    line = clause.line
    if any(
        (line.low(at), line.low(at + 1)) == ("since", "then")
        for at in range(clause.at - _NEAR_THEN, clause.at)
    ):
        return True
    for at in range(clause.at + 1, min(len(line.atoms), clause.at + 6)):
        if line.low(at) == "since":
            return at + 1 == len(line.atoms) or line.low(at + 1) in {".", ",", ";", "then", ")"}
    return False


_NEAR_THEN = 8


def _is_past_perfect(clause: Clause) -> bool:
    """As in "had not sold any since January 2021": until it did; in reported speech it may still not have."""
    line = clause.line
    reach = _PAST_ASIDE if line.low(clause.at - 2) == "," else 4
    before = [atom.low for atom in line.atoms[max(0, clause.at - reach) : clause.at + 1]]
    return not {"had", "hadn't", "hadn’t"}.isdisjoint(before) and all(
        atom.low not in TELLING for atom in line.atoms[: clause.at]
    )


_PAST_ASIDE = 16
"""Atoms back to the "had" of "had, apart from tests, not sold any"."""
