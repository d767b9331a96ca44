"""Roll-forwards: from a balance to the next, so that the balances' days are the period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from monitor.disclosures.extract.tables.cells import Value
from monitor.disclosures.extract.tables.columns import Column, Measure
from monitor.disclosures.extract.tables.header_words import HeaderWord, Word
from monitor.disclosures.extract.tables.meaning import Meaning
from monitor.disclosures.extract.tables.plausible import scale_by_price
from monitor.disclosures.extract.tables.spread import spread
from monitor.disclosures.extract.tables.table import Table, TableRow
from monitor.disclosures.extract.tables.told import Told

_PAIR = 2
_LONGEST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Block:
    """The rows from one balance to the next."""

    opening: int
    closing: int
    """Places of the two balances among the rows."""
    start: date
    end: date


def told_by_balance(table: Table, scale: int | None, *, booked: bool) -> Iterator[Told]:
    """What the blocks of a roll-forward tell.

    Args:
        table: a table, with columns of measures or none.
        scale: in what the document counts money, where the table does not say.
        booked: the text says that its sales stand at carrying value.
    """
    for block in _blocks(table.rows):
        rows = table.rows[block.opening : block.closing + 1]
        columns = _columns(table, rows, block, table.scale or scale)
        if not columns:
            continue
        told = Told(block.start, block.end, "table.balance", booked=booked)
        for row in rows[1:]:
            values = spread(row.values, columns)
            if (
                values is None
                or row.label.meaning is Meaning.PLEDGED
                or (row.label.meaning is Meaning.BALANCE and row is not rows[-1])
            ):
                continue  # what is receivable between two balances is a change, not a stock
            for value, column in zip(values, columns, strict=True):
                told.take(row, value, column, scale=table.scale or scale)
        yield told


def _blocks(rows: Sequence[TableRow]) -> Iterator[Block]:
    balances = [(place, day) for place, row in enumerate(rows) if (day := _balance_day(row)) is not None]
    for (opening, begins), (closing, ends) in pairwise(balances):
        after = begins + timedelta(days=1)
        start = after if after.day == 1 else begins
        if start < ends and ends - start <= _LONGEST and closing - opening > 1:
            yield Block(opening, closing, start, ends)


def _balance_day(row: TableRow) -> date | None:
    if row.label.meaning is not Meaning.BALANCE:
        return None
    days = [each for each in row.said if each.word is Word.DATE]
    return _day(days[0]) if len(days) == 1 else None


def _day(word: HeaderWord) -> date | None:
    try:
        return date(word.year or 0, word.month or 0, word.day or 0)
    except ValueError:
        return None


def _columns(table: Table, rows: Sequence[TableRow], block: Block, scale: int | None) -> tuple[Column, ...]:
    """What the columns of a block count: by the header, by dollar signs, by the price that two columns make."""
    measured = all(each.end is None for each in table.columns) and bool(table.columns)
    first, last = rows[0].values, rows[-1].values
    if measured and len(table.columns) == len(last):
        return table.columns
    width = len(last)
    if len(first) != width or not width:
        return ()
    dollars = [any(values[place].currency for values in (first, last)) for place in range(width)]
    if width > 1 and all(_is_total(row.values) for row in rows if len(row.values) == width) and dollars[-1]:
        return (*[Column(measure=Measure.CARRYING)] * (width - 1), Column(measure=Measure.MONEY))
    if width == 1:
        return (Column(measure=Measure.MONEY),) if dollars[0] else _counted(table)
    if width == _PAIR and not dollars[0] and (dollars[1] or _makes_a_price(first, last, block, scale)):
        return (Column(measure=Measure.QUANTITY), Column(measure=Measure.MONEY))
    return ()


def _counted(table: Table) -> tuple[Column, ...]:
    """One column without a dollar sign counts bitcoin where the caption says so."""
    caption = table.caption.lower()
    said = any(
        word in caption
        for word in ("number of bitcoin", "in bitcoin", "quantity", "in btc", "(btc)", "number of btc")
    )
    return (Column(measure=Measure.QUANTITY),) if said else ()


def _is_total(values: Sequence[Value]) -> bool:
    amounts = [(value.number or 0) * (-1 if value.negative else 1) for value in values]
    return sum(amounts[:-1]) == amounts[-1]


def _makes_a_price(first: Sequence[Value], last: Sequence[Value], block: Block, scale: int | None) -> bool:
    for values in (first, last):
        btc, usd = values[0].number, values[1].number
        if (
            btc is None
            or usd is None
            or btc <= 0
            or scale_by_price(usd, btc, block.start - timedelta(days=40), block.end, scale) is None
        ):
            return False
    return True
