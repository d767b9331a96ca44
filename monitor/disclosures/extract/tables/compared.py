"""What stands in brackets behind a value: the figures of the periods that it is compared with."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from monitor.disclosures.extract.tables.by_column import trusted
from monitor.disclosures.extract.tables.cells import Value, cells_of
from monitor.disclosures.extract.tables.columns import Column, columns_of
from monitor.disclosures.extract.tables.header_words import PERIOD_WORDS, Expressions
from monitor.disclosures.extract.tables.meaning import Meaning
from monitor.disclosures.extract.tables.table import Table
from monitor.disclosures.extract.tables.told import PRICES, PROCEEDS, Told

_BRACKETS = re.compile(r"(?:\s?(?:BTC|bitcoins?))?\s?\((?P<inside>[^()\n]{5,120})\)")
_PART = re.compile(
    r"(?P<when>[^;:]{3,40}):\s?(?P<value>[^;:\s]{1,20}(?:\s(?:million|billion|BTC|bitcoins?))?)(?:[;,]\s|\Z)"
)
_OF_SALES = {Meaning.SOLD, *PRICES, *PROCEEDS}


def told_in_brackets(table: Table, text: str, said: Expressions, month: date | None) -> list[Told]:
    """What rows such as "Bitcoin sold: 180 (April 2024: 200)" tell of the other periods' sales.

    Args:
        table: a table of single values.
        text: the masked text.
        said: its header expressions.
        month: what months without a year are counted back from.
    """
    told: dict[tuple[date | None, date], Told] = {}
    rows = [
        (row, row.values) for row in table.rows if len(row.values) == 1 and row.label.meaning in _OF_SALES
    ]
    for row, values in trusted(rows):
        for column, value in _others(values[0], text, said, month):
            if column.end is None:
                continue
            days = column.start, column.end
            period = told.setdefault(days, Told(*days, "table.compared", earlier=True))
            period.take(replace(row, values=(value,)), value, column)
    return list(told.values())


def _others(value: Value, text: str, said: Expressions, month: date | None) -> Iterator[tuple[Column, Value]]:
    """The periods and values in the brackets behind a value."""
    brackets = _BRACKETS.match(text, value.end)
    if brackets is None:
        return
    for part in _PART.finditer(text, *brackets.span("inside")):
        words = [each for each in said.within(*part.span("when")) if each.word in PERIOD_WORDS]
        columns = columns_of(words, (), month)
        cells = cells_of(text, *part.span("value"), ())
        values: Sequence[object] = cells[0].parts if len(cells) == 1 else ()
        if len(columns) == 1 and len(values) == 1 and isinstance(values[0], Value):
            yield columns[0], values[0]
