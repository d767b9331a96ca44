"""What values tell that name their own periods: of labelled lines, and what a list's value is compared with."""

from collections.abc import Iterator, Sequence
from datetime import date

from monitor.disclosures.extract.tables.finding.paired import Paired, paired
from monitor.disclosures.extract.tables.finding.table import Table, TableRow
from monitor.disclosures.extract.tables.header.columns import Column, columns_of
from monitor.disclosures.extract.tables.header.words import Expressions
from monitor.disclosures.extract.tables.kinds.by_column import trusted
from monitor.disclosures.extract.tables.label.meaning import Meaning, label_of
from monitor.disclosures.extract.tables.values.told import PRICES, PROCEEDS, Days, Told, of_days, with_earlier

_OF_SALES = {Meaning.SOLD, *PRICES, *PROCEEDS}


def told_by_pair(table: Table, month: date | None, *, of_bitcoin: bool) -> list[Told]:
    """What lines such as "Bitcoin sold: Q4 2025 934 | Q3 2025 252" tell.

    Months without a year are counted back from `month`; `of_bitcoin` where labels need not name the coin.
    """
    named = [row for row in table.paired if of_bitcoin or label_of(row.text).meaning is not None]
    return with_earlier(_told(trusted([(row, row.pairs) for row in named]), month, "table.list", table.scale))


def told_beside(table: Table, text: str, said: Expressions, month: date | None) -> list[Told]:
    """What rows such as "Bitcoin sold: 180 (April 2024: 200)" tell of the other periods' sales."""
    rows = [
        (row, pairs[1:])
        for row in table.rows
        if len(row.values) == 1
        and row.label.meaning in _OF_SALES
        and len(pairs := _beside(row, text, said)) > 1
        and not pairs[0].said
    ]
    told = _told(trusted(rows), month, "table.compared", None)
    for each in told:
        each.earlier = True
    return told


def _beside(row: TableRow, text: str, said: Expressions) -> tuple[Paired, ...]:
    start = row.values[0].start
    end = said.line_end(start)
    return paired(text, start, end, said.within(start, end))[0]


def _told(
    rows: Sequence[tuple[TableRow, Sequence[Paired]]], month: date | None, rule: str, scale: int | None
) -> list[Told]:
    days: Days = {}
    for row, pairs in rows:
        for pair, column in _columns(pairs, month):
            if (told := of_days(days, column, rule)) is not None:
                told.take(row, pair.value, column, scale=scale)
    return list(days.values())


def _columns(pairs: Sequence[Paired], month: date | None) -> Iterator[tuple[Paired, Column]]:
    """The periods of values; "a year ago" is counted from the newest that is named beside it."""
    for pair in pairs:
        columns = columns_of(pair.said, (), month)
        if len(columns) == 1 and columns[0].end is not None:
            month = max(month or date.min, columns[0].end.replace(day=1)) if columns[0].start else month
            yield pair, columns[0]
