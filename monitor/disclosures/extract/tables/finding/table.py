"""A table as it was collected from a text: its header's words, and its rows with labels read."""

import re
from dataclasses import dataclass, field

from monitor.disclosures.extract.tables.finding.cells import Value, Words
from monitor.disclosures.extract.tables.finding.paired import Paired
from monitor.disclosures.extract.tables.header.columns import Column
from monitor.disclosures.extract.tables.header.words import PERIOD_WORDS, HeaderWord
from monitor.disclosures.extract.tables.label.meaning import Label, scale_of


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with its label read."""

    label: Label
    start: int
    end: int
    """Where the label begins and ends in the text."""
    text: str = ""
    """The label as it stands in the masked text."""
    values: tuple[Value, ...] = ()
    said: tuple[HeaderWord, ...] = ()
    """The periods its label names."""
    listed: bool = False
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
    of: int | None = None
    """Where the row begins that counts the coins of which this one gives another measure."""

    @property
    def words_beside_periods(self) -> list[str]:
        """What its label says besides naming periods, in small letters."""
        letters = list(self.text.lower())
        for each in self.said:
            if each.word in PERIOD_WORDS:
                letters[each.start - self.start : each.end - self.start] = " " * (each.end - each.start)
        return re.findall(r"[a-z]+", "".join(letters))

    def currency_of(self, value: Value) -> str:
        """The money a value is in; none where the word for it is the label's, and tells what coins were given for.

        As in "Bitcoin liquidated for USD (91.5) (6,120,400)", where the first number counts the coins.
        """
        first = len(self.values) > 1 and value.start == self.values[0].start
        of_label = first and value.currency.isalpha() and _FOR.search(self.text) is not None
        return "" if of_label else value.currency

    @property
    def whole(self) -> tuple[int, int]:
        """Where the row begins and ends, its values with it."""
        return self.start, max(self.end, *(value.end for value in self.values))


_FOR = re.compile(r"\bfor\W*$", re.IGNORECASE)
"""How a label ends whose last word was taken for a value's currency."""

_TAGGED = re.compile(
    r"\(Details\b|\b\d{1,2} Months Ended\b|\[(?:Abstract|Roll Forward|Line Items|Member|Domain)\]"
)
"""What only such pages have above their columns."""


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
    def tagged(self) -> bool:
        """Whether it was made from tagged data, as filings' "R" pages are: rows say nothing of some columns."""
        return _TAGGED.search(self.caption) is not None

    @property
    def scale(self) -> int | None:
        """Thousands or millions, where the caption says so."""
        return scale_of(self.caption.lower())
