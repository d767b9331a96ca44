"""Statements from the tables of a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from monitor.disclosures.extract.found import About, Found
from monitor.disclosures.extract.tables.by_balance import told_by_balance
from monitor.disclosures.extract.tables.by_column import told_by_column
from monitor.disclosures.extract.tables.by_day import told_by_day
from monitor.disclosures.extract.tables.by_list import told_by_list
from monitor.disclosures.extract.tables.by_row import told_by_row
from monitor.disclosures.extract.tables.columns import day_of
from monitor.disclosures.extract.tables.header_words import HeaderWord, Word, header_words
from monitor.disclosures.extract.tables.masking import masked
from monitor.disclosures.extract.tables.meaning import Meaning
from monitor.disclosures.extract.tables.subject import (
    Period,
    Speakers,
    Subject,
    latest_month,
    period_of,
    subject_of,
)
from monitor.disclosures.extract.tables.table import Table, tables_of
from monitor.disclosures.extract.tables.told import Told, statements_of

_MOST = 2_000
"""Statements of one document."""
_BOOKED = re.compile(
    r"\b(?:sales?|sold|dispositions?)\b[^.\n]{0,80}\b(?:represents?|at|reflects?|are|is)\b[^.\n]{0,40}\b(?:carrying|cost basis|book)\b",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\bin thousands\b|\(000s\)|[$']\s?000s?\b", re.IGNORECASE)
_BOTH_ENDS = 2
_UNIT_REACH = 4_000
"""Characters above a table in which a document says that it counts in thousands."""


@dataclass(frozen=True, slots=True)
class TableReading:
    """What the tables of a text state."""

    statements: tuple[Found, ...]
    """In reading order."""
    spans: tuple[tuple[int, int], ...]
    """Where the rows stand that they were read from: start and end in characters, in order, without overlap."""


def table_statements(text: str, about: About) -> TableReading:
    """Everything the tables and the "label: value" lists of a text state, by each period they have.

    It never raises, whatever the text, and takes time in proportion to its length.

    Args:
        text: a document's text, from our own reading or flattened by others.
        about: what is known of the document.
    """
    seen = masked(text)
    said = list(header_words(seen))
    subject = subject_of(seen, said, about.published)
    month = latest_month(said, subject, about.published)
    speakers = Speakers(text, about)
    booked = _BOOKED.search(seen) is not None
    found: list[Found] = []
    last: Told | None = None
    for table in tables_of(seen, said, month):
        for told, owner in _told(table, seen, speakers, subject, month, last, booked=booked):
            found += statements_of(told, text, owner or speakers.at(table.start))
            last = told
        if len(found) > _MOST:
            break
    found.sort(key=lambda each: (each.start, each.end, each.kind))
    return TableReading(tuple(found[:_MOST]), tuple(_merged(found[:_MOST])))


def _told(
    table: Table,
    text: str,
    speakers: Speakers,
    subject: Subject | None,
    month: date | None,
    last: Told | None,
    *,
    booked: bool,
) -> Iterator[tuple[Told, str | None]]:
    """What one table tells of each period, by the first manner in which it can be read."""
    period = subject.period if subject is not None else None
    scale = 1_000 if _THOUSANDS.search(text, max(0, table.start - _UNIT_REACH), table.start) else None
    if by_row := list(told_by_row(table, text, speakers, period, month)):
        yield from by_row
    elif any(each.end is not None for each in table.columns):
        yield from ((told, None) for told in told_by_column(table, period, scale, booked=booked))
    elif by_balance := list(told_by_balance(table, scale, booked=booked)):
        before = next(place for place, row in enumerate(table.rows) if row.label.meaning is Meaning.BALANCE)
        split = told_by_day(replace(table, rows=table.rows[:before]), last)
        yield from ((told, None) for told in (*split, *by_balance))
    elif by_day := list(told_by_day(table, last)):
        yield from ((told, None) for told in by_day)
    elif not table.columns:
        above = _heading(table, text)
        said_before = subject is not None and subject.place < table.rows[-1].start
        own = above or (subject.period if subject is not None and said_before else None)
        yield from ((told, None) for told in told_by_list(table, own, month))


def _heading(table: Table, text: str) -> Period | None:
    """The period that stands in the lines right above a list."""
    above = table.rows[0].above if table.rows else ()
    for each in reversed(above):
        said = list(header_words(text[each.start : each.end]))
        days = [day for word in said if word.word is Word.DATE and (day := _day(word)) is not None]
        if len(days) == _BOTH_ENDS and days[0] <= days[1]:
            return days[0], days[1]
        if (
            named := period_of([word for word in said if word.word in {Word.MONTH, Word.QUARTER}], None)
        ) is not None:
            return named.period
    return None


def _day(word: HeaderWord) -> date | None:
    return day_of(word.year or 0, word.month or 0, word.day or 0)


def _merged(found: list[Found]) -> Iterator[tuple[int, int]]:
    start, end = -1, -1
    for each in found:
        if each.start > end:
            if end >= 0:
                yield start, end
            start = each.start
        end = max(end, each.end)
    if end >= 0:
        yield start, end
