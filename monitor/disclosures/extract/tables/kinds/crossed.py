"""Tables whose rows are parts of a year and whose columns are years: "First quarter | 42 | 61" below "2025 | 2024"."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from monitor.disclosures.extract.periods.calendars import MONTH_NAMES
from monitor.disclosures.extract.tables.finding.table import Table, TableRow
from monitor.disclosures.extract.tables.header.columns import Column, month_of
from monitor.disclosures.extract.tables.header.words import PERIOD_WORDS, Word
from monitor.disclosures.extract.tables.kinds.by_row import Context
from monitor.disclosures.extract.tables.label.meaning import Label, Meaning, label_of, plain_label
from monitor.disclosures.extract.tables.values.told import Told, with_earlier

_YEAR = re.compile(r"\b20[0-3]\d\b")
_PART = re.compile(
    r"(?:months? of )?(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    r"|(?:(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th) (?:quarter|qtr\.?)|q(?P<q>[1-4]))"
    r"|(?P<half>first|second) half|h(?P<h>[12])|(?:first )?(?P<count>three|six|nine|twelve) months|(?P<year>full year)"
)
_NUMBERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_COUNTS = {"three": 3, "six": 6, "nine": 9, "twelve": 12}
_TOLD = {Meaning.SOLD, Meaning.PRODUCED, Meaning.PURCHASED}
_CALENDAR = 12
_LEAST = 2
"""Rows and columns."""


def told_crossed(table: Table, context: Context) -> list[Told]:
    """What each cell tells of its part of its year; nothing of years that do not end in December."""
    width = Counter(len(row.values) for row in table.rows).most_common(1)[0][0]
    columns = _years(table, width)
    rows = [
        (row, part)
        for row in table.rows
        if columns and len(row.values) == width and (part := _part(row)) is not None
    ]
    if len(rows) < _LEAST or context.speakers.fiscal_year_end not in {None, _CALENDAR}:
        return []
    told = []
    for row, (last, months) in rows:
        for (year, label), value in zip(columns, row.values, strict=True):
            start, end = month_of(year, last, months)
            figures = Told(start, end, "table.crossed")
            figures.take(replace(row, label=label), value, Column(start, end), scale=table.scale)
            told.append(figures)
    return with_earlier(told)


def _part(row: TableRow) -> tuple[int, int] | None:
    """The last month of the part of a year that a row's label names, and its months; None where it names none."""
    found = _PART.fullmatch(plain_label(row.text))
    if found is None:
        return None
    if found["month"]:
        return MONTH_NAMES.index(found["month"]) + 1, 1
    for months, part in ((3, found["quarter"] or found["q"]), (6, found["half"] or found["h"])):
        if part:
            return months * (_NUMBERS.get(part) or int(part)), months
    return (_COUNTS.get(found["count"] or "", _CALENDAR),) * 2


def _years(table: Table, width: int) -> list[tuple[int, Label]]:
    """The year of each column, and what it is of, by its own head, else by a line above; nothing if that is untold."""
    if width < _LEAST:
        return []
    years = [_YEAR.findall(head) for head in table.heads[-width:]]
    if len(years) == width and all(len(each) == 1 for each in years):
        labels = [label_of(_YEAR.sub("", head)) for head in table.heads[-width:]]
        if all(label.meaning in _TOLD for label in labels):
            return [(int(each[0]), label) for each, label in zip(years, labels, strict=True)]
    words = [each for each in table.header if each.word in PERIOD_WORDS]
    if len(words) != width or any(each.word is not Word.YEAR or each.fiscal for each in words):
        return []
    label = _deed(table.heads)
    return [] if label is None else [(each.year or 0, label) for each in words]


def _deed(heads: Sequence[str]) -> Label | None:
    labels = (label_of(head) for head in reversed(heads))
    return next((label for label in labels if label.meaning in _TOLD), None)
