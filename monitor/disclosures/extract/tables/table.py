"""A table as it was collected from a text: its header's words, and its rows with labels read."""

from dataclasses import dataclass, field, replace
from datetime import date

from monitor.disclosures.extract.tables.cells import Value, Words
from monitor.disclosures.extract.tables.columns import Column, columns_of
from monitor.disclosures.extract.tables.header_words import PERIOD_WORDS, HeaderWord, Word
from monitor.disclosures.extract.tables.meaning import Label, Meaning, scale_of
from monitor.disclosures.extract.tables.paired import Paired
from monitor.disclosures.extract.tables.subject import Period


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with its label read."""

    label: Label
    text: str
    """The label as it stands in the masked text."""
    start: int
    end: int
    """Where the label begins and ends in the text."""
    values: tuple[Value, ...]
    said: tuple[HeaderWord, ...]
    """The periods its label names."""
    listed: bool
    """Its label ends with a colon."""
    cells: tuple[Value | None, ...] = ()
    """The values of a row in one line with bars, None for an empty cell; nothing where a cell holds more."""
    own_period: bool = False
    """Its label is a period and nothing else."""
    heading: str = ""
    """The last cell above the label, as it stands in the masked text; not "Digital Assets [Roll Forward]"."""
    above: tuple[Words, ...] = ()
    """Cells before the label that belong to no header: names of columns, where the rows are the periods."""
    pairs: tuple[Paired, ...] = ()
    """Values that name their own periods; it has no others then."""


@dataclass(slots=True)
class Table:
    """Rows under one header."""

    columns: tuple[Column, ...] = ()
    rows: list[TableRow] = field(default_factory=list)
    caption: str = ""
    """The sentence above and the header's own words, masked."""
    about: tuple[HeaderWord, ...] = ()
    """Periods of the sentence above."""
    header: tuple[HeaderWord, ...] = ()
    start: int = 0
    heads: tuple[str, ...] = ()
    """The cells above the first row that are no expressions of the header, such as names of coins."""
    paired: list[TableRow] = field(default_factory=list)
    """Its rows whose values name their own periods, whatever the header says."""

    @property
    def scale(self) -> int | None:
        """Thousands or millions, where the caption says so."""
        return scale_of(self.caption.lower())


_DAYS = {Meaning.HELD, Meaning.PLEDGED}
"""What is so on a day, not over a period."""


def own_column(row: TableRow, month: date | None, subject: Period | None) -> Column | None:
    """The period that a row's label names, as in "Bitcoin sold in 2023: 3,100"; an empty one if that is not clear."""
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
