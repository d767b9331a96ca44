"""The period that the label of a single row names: "Bitcoin sold in 2023: 3,100"."""

from dataclasses import replace
from datetime import date

from monitor.disclosures.extract.tables.finding.table import TableRow
from monitor.disclosures.extract.tables.header.columns import Column, columns_of
from monitor.disclosures.extract.tables.header.words import PERIOD_WORDS, Word
from monitor.disclosures.extract.tables.label.meaning import Meaning
from monitor.disclosures.extract.tables.subject import Period
from monitor.disclosures.extract.tables.values.told import PRICES, PROCEEDS

BROUGHT = frozenset({*PRICES, *PROCEEDS})
"""What coins sold brought: of the period that the row of these coins names, where none is named beside it."""
_DAYS = {Meaning.HELD, Meaning.PLEDGED}
"""What is so on a day, not over a period."""


def own_column(row: TableRow, month: date | None, subject: Period | None) -> Column | None:
    """The period that a row's label names."""
    words = [each for each in row.said if each.word in PERIOD_WORDS]
    if not words:
        return None
    if len(words) == 1 and words[0].word is Word.MONTH_DAY and month and words[0].month and words[0].day:
        words = [
            replace(
                words[0], word=Word.DATE, year=month.year if words[0].month <= month.month else month.year - 1
            )
        ]
    if len(words) == 1 and words[0].word is Word.YEAR and subject and words[0].year == subject[1].year:
        words = [replace(words[0], word=Word.TO_DATE)]
    columns = columns_of(words, (), subject[1].replace(day=1) if subject else month)
    if len(columns) != 1:
        return Column()
    column = columns[0]
    if column.start is None and column.end and row.label.meaning not in _DAYS:
        return replace(column, start=column.end.replace(day=1)) if "month" in row.text.lower() else Column()
    return column
