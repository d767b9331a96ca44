"""A row of values without a label, as in weekly reports: "BTC Sold | Sale Price" above "311 | $67,203"."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from monitor.disclosures.extract.alternation import one_of
from monitor.disclosures.extract.limits import MOST_READ
from monitor.disclosures.extract.lowered import beginnings, found_behind, lowered
from monitor.disclosures.extract.periods.days import periods
from monitor.disclosures.extract.periods.when import Anchor, Form
from monitor.disclosures.extract.selling import SALES, SOLD
from monitor.disclosures.extract.tables.cells import Value, cells_of
from monitor.disclosures.extract.tables.columns import Column
from monitor.disclosures.extract.tables.headed import Item, end_of_line
from monitor.disclosures.extract.tables.meaning import Label, Meaning, label_of, plain_label, scale_of
from monitor.disclosures.extract.tables.subject import Period
from monitor.disclosures.extract.tables.table import TableRow
from monitor.disclosures.extract.tables.told import Told

_DEEDS = (*SOLD, *SALES, "acquired", "purchased")
_DEED = re.compile(one_of((_DEEDS, r"(?!\w)"), behind=r"(?<!\w.)"))
_DEED_WORDS = beginnings(_DEEDS)
_HEADS = re.compile(r"[^\n\d]*(?:\(\d\)[^\n\d]*)*")
"""A line without figures but the marks of footnotes."""
_FLOWS = {Meaning.SOLD, Meaning.PURCHASED}
_PRICE = re.compile(r"(?:average|avg\.?)\b(?!.*\bpurchase).*\bprice\b")
_PROCEEDS = re.compile(
    r"(?!.*\bpurchase)(?!.*\baverage)(?:.*\bproceeds\b|(?:aggregate|total|net)\b.*\b(?:sales?|selling) price\b)"
)
_CELL = re.compile(r"[^|\n]+")
_LINES_ABOVE = 4
_A_PERIOD = {Form.RANGE, Form.MONTH, Form.LONGER}


def single_rows(text: str, subject: Period | None, published: date | None) -> Iterator[Item]:
    """What such rows tell.

    Args:
        text: the masked text.
        subject: the period that the document is about, for a row without one above it.
        published: when the text was, which completes days without a year.
    """
    past = 0
    read = text[:MOST_READ]
    for deed in found_behind(_DEED_WORDS, _DEED, read, lowered(read)):
        if deed.start() < past:
            continue
        begin, past = text.rfind("\n", 0, deed.start()) + 1, end_of_line(text, deed.end())
        if (
            past - begin > _LONGEST
            or "|" not in text[begin:past]
            or _HEADS.fullmatch(text, begin, past) is None
        ):
            continue
        heads = _cells(text[begin:past])
        start, end = past + 1, end_of_line(text, past + 1)
        labels = [_label(head) for head in heads]
        values = _values(text, start, end)
        sold = [label for label in labels if label.meaning in _FLOWS]
        if len(heads) < 2 or len(values) != len(heads) or not sold:  # noqa: PLR2004 - one value may stand for anything
            continue
        period = _period_above(text, begin, published) or subject
        if period is None:
            continue
        told = Told(*period, "table.single_row")
        for label, value in zip(labels, values, strict=True):
            row = TableRow(label, "", start, end, (value,), (), listed=True)
            told.take(row, value, Column())
        yield Item(begin, end, None, told)


_LONGEST = 400
"""Characters of a line of heads."""


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|") if cell.strip()]


def _label(head: str) -> Label:
    """What a head says of the values below it; a price or proceeds only of a sale."""
    read = label_of(head)
    if read.meaning in _FLOWS:
        return read
    plain = plain_label(head)
    meaning = (
        Meaning.BARE_PRICE
        if _PRICE.match(plain)
        else Meaning.BARE_PROCEEDS
        if _PROCEEDS.match(plain)
        else None
    )
    return Label(meaning, money=True, scale=scale_of(plain))


def _values(text: str, start: int, end: int) -> Sequence[Value]:
    """The values of a line, one for each of its cells; nothing where a cell is anything else."""
    values = []
    for cell in _CELL.finditer(text, start, end):
        if not cell[0].strip():
            continue
        read = cells_of(text, cell.start(), cell.end(), ())
        parts = read[0].parts if read else ()
        if len(parts) != 1 or not isinstance(parts[0], Value):
            return ()
        values.append(parts[0])
    return values


def _period_above(text: str, start: int, published: date | None) -> Period | None:
    """The period in one of the lines right above, the nearest first."""
    end = start
    for _ in range(_LINES_ABOVE):
        begin = text.rfind("\n", 0, max(0, end - 1)) + 1
        for when in periods(text, Anchor(published), begin, end):
            if when.form in _A_PERIOD and when.first is not None and when.last is not None:
                return when.first, when.last
        if begin == 0:
            return None
        end = begin
    return None
