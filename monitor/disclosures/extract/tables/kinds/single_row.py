"""A row of values without a label, as in weekly reports: "BTC Sold | Sale Price" above "311 | $67,203"."""

import re
from collections.abc import Iterator
from datetime import date

from monitor.disclosures.extract.alternation import one_of
from monitor.disclosures.extract.limits import MOST_READ
from monitor.disclosures.extract.lowered import beginnings, found_behind, lowered
from monitor.disclosures.extract.periods.days import periods
from monitor.disclosures.extract.periods.when import PERIODS, Anchor
from monitor.disclosures.extract.selling import SALES, SOLD
from monitor.disclosures.extract.tables.finding.cells import Value, only_value
from monitor.disclosures.extract.tables.finding.table import TableRow
from monitor.disclosures.extract.tables.header.column_names import money_named
from monitor.disclosures.extract.tables.kinds.headed import end_of_line
from monitor.disclosures.extract.tables.label.meaning import Meaning, label_of
from monitor.disclosures.extract.tables.subject import Period
from monitor.disclosures.extract.tables.values.told import Item, Told

_DEEDS = (*SOLD, *SALES, "acquired", "purchased")
_DEED = re.compile(one_of((_DEEDS, r"(?!\w)"), behind=r"(?<!\w.)"))
_DEED_WORDS = beginnings(_DEEDS)
_HEADS = re.compile(r"[^\n\d]*(?:\(\d\)[^\n\d]*)*")
"""A line without figures but the marks of footnotes."""
_FLOWS = {Meaning.SOLD, Meaning.PURCHASED}
_CELL = re.compile(r"[^|\n]+")
_LINES_ABOVE = 8


def single_rows(text: str, subject: Period | None, published: date | None) -> Iterator[Item]:
    """What such rows tell.

    `subject` is for a row without a period above it; the day of publication completes days without a year.
    """
    past = 0
    read = text[:MOST_READ]
    for deed in found_behind(_DEED_WORDS, _DEED, read, lowered(read)):
        if deed.start() < past:
            continue
        begin, past = text.rfind("\n", 0, deed.start()) + 1, end_of_line(text, deed.end())
        line = text[begin:past]
        if len(line) > _LONGEST or "|" not in line.strip(" |") or _HEADS.fullmatch(line) is None:
            continue
        start, end = past + 1, end_of_line(text, past + 1)
        labels = [money_named(head) or label_of(head) for head in line.split("|") if head.strip()]
        values = _values(text, start, end)
        flows = len(values) == len(labels) and any(each.meaning in _FLOWS for each in labels)
        period = _period_above(text, begin, published) or subject if flows else None
        if period is None:
            continue
        told = Told(*period, "table.single_row")
        for label, value in zip(labels, values, strict=True):
            told.take(TableRow(label, start, end), value)
        yield Item(begin, end, None, told)


_LONGEST = 400
"""Characters of a line of heads."""


def _values(text: str, start: int, end: int) -> list[Value]:
    """The values of a line, one for each of its cells; nothing where a cell is anything else."""
    cells = (cell for cell in _CELL.finditer(text, start, end) if cell[0].strip())
    values = [only_value(text, *cell.span()) for cell in cells]
    told = [value for value in values if value is not None]
    return told if len(told) == len(values) else []


def _period_above(text: str, start: int, published: date | None) -> Period | None:
    """The period in one of the lines right above, the nearest first."""
    end = start
    for _ in range(_LINES_ABOVE):
        begin = text.rfind("\n", 0, max(0, end - 1)) + 1
        for when in periods(text, Anchor(published), begin, end):
            if when.form in PERIODS and when.first is not None and when.last is not None:
                return when.first, when.last
        if begin == 0:
            return None
        end = begin
    return None
