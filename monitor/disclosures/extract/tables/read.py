"""Statements from the tables of a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from monitor.disclosures.extract.found import About, Found
from monitor.disclosures.extract.tables.by_balance import told_by_balance
from monitor.disclosures.extract.tables.by_column import told_by_column, told_by_list
from monitor.disclosures.extract.tables.by_row import told_by_row
from monitor.disclosures.extract.tables.header_words import HeaderWord, Word, header_words
from monitor.disclosures.extract.tables.masking import masked
from monitor.disclosures.extract.tables.subject import Period, Speakers, latest_month, period_of, subject_of
from monitor.disclosures.extract.tables.table import Table, tables_of
from monitor.disclosures.extract.tables.told import Told, statements_of

_MOST = 2_000
"""Statements of one document."""
_BOOKED = re.compile(
    r"\b(?:sales?|sold|dispositions?)\b[^.\n]{0,80}\b(?:represents?|at|reflects?|are|is)\b[^.\n]{0,40}\b(?:carrying|cost basis|book)\b",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\bin thousands\b|\(000s\)|[$']\s?000s?\b", re.IGNORECASE)
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
    subject = subject_of(said, about.published)
    month = latest_month(said, subject, about.published)
    speakers = Speakers(text, about)
    booked = _BOOKED.search(seen) is not None
    found: list[Found] = []
    for table in tables_of(seen, said, month):
        for told, owner in _told(table, seen, speakers, subject, month, booked=booked):
            entity = owner or speakers.at(table.start)
            found += statements_of(told, text, entity)
        if len(found) > _MOST:
            break
    found.sort(key=lambda each: (each.start, each.end, each.kind))
    return TableReading(tuple(found[:_MOST]), tuple(_merged(found[:_MOST])))


def _told(
    table: Table, text: str, speakers: Speakers, subject: Period | None, month: date | None, *, booked: bool
) -> Iterator[tuple[Told, str | None]]:
    scale = 1_000 if _THOUSANDS.search(text, max(0, table.start - _UNIT_REACH), table.start) else None
    by_row = list(told_by_row(table, text, speakers, subject, month))
    if by_row:
        yield from by_row
        return
    if any(each.end is not None for each in table.columns):
        yield from ((told, None) for told in told_by_column(table, subject, scale, booked=booked))
        return
    yield from ((told, None) for told in told_by_balance(table, scale, booked=booked))
    if not table.columns:
        yield from ((told, None) for told in told_by_list(table, subject, month, _heading(table, text)))


def _heading(table: Table, text: str) -> Period | None:
    """The period that stands in the lines right above a list."""
    above = table.rows[0].above if table.rows else ()
    said = [word for each in above for word in header_words(text[each.start : each.end])]
    months = [word for word in said if word.word in {Word.MONTH, Word.QUARTER}]
    return _last_period(months)


def _last_period(words: list[HeaderWord]) -> Period | None:
    return period_of(words[-1:], None) if words else None


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
