"""Roll-forwards: from a balance to the next, so that the balances' days are the period."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from monitor.disclosures.extract.periods.calendars import months_before
from monitor.disclosures.extract.tables.finding.cells import Value
from monitor.disclosures.extract.tables.finding.table import Table, TableRow
from monitor.disclosures.extract.tables.header.coin_columns import is_bitcoin
from monitor.disclosures.extract.tables.header.columns import Column, Measure
from monitor.disclosures.extract.tables.header.words import HeaderWord, Word
from monitor.disclosures.extract.tables.label.meaning import OTHER_COINS, Meaning, names_coin
from monitor.disclosures.extract.tables.values.measuring import Said, measured
from monitor.disclosures.extract.tables.values.spread import spread
from monitor.disclosures.extract.tables.values.told import Told

_LONGEST = timedelta(days=400)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Block:
    """The rows from one balance to the next; of an excerpt, one of the two may be cut off."""

    rows: Sequence[TableRow]
    start: date
    end: date
    closing: TableRow | None


def told_by_balance(table: Table, scale: int | None, *, booked: bool) -> Iterator[Told]:
    """What the blocks of a roll-forward tell.

    `scale` is what the document counts money in, `booked` whether its sales stand at carrying value.
    """
    if not _is_of_bitcoin(table):
        return
    for block in _blocks(table):
        columns = _columns(table, block, scale)
        laid = [(row, values) for row in block.rows if (values := _laid(row, block, columns)) is not None]
        dollars = {
            place
            for place in range(len(columns))
            if any((value := values[place]) is not None and value.currency for _, values in laid)
        }
        told = Told(block.start, block.end, "table.balance", booked=booked, rolls=True)
        for row, values in laid:
            if row.label.meaning is Meaning.PLEDGED or (
                row.label.meaning is Meaning.BALANCE and row is not block.closing
            ):
                continue  # what is receivable between two balances is a change, not a stock
            for place, (value, column) in enumerate(zip(values, columns, strict=True)):
                told.take(
                    row, value, column, scale=table.scale or scale, dollars=place in dollars,
                    unsure=column.measure is Measure.UNSAID and (scale or table.scale) is not None,
                )  # fmt: skip
        if columns:
            yield told


def _laid(row: TableRow, block: Block, columns: Sequence[Column]) -> list[Value | None] | None:
    """The values of a row; what stands in further columns that only some rows fill is left out."""
    laid = spread(row.values, columns)
    width = len(columns)
    if laid is not None or len(row.cells) <= width or None in row.cells[:width]:
        return laid
    others = (len(each.cells) for each in block.rows if len(each.values) == width)
    return spread([value for value in row.cells[:width] if value], columns) if max(others) == width else None


def _is_of_bitcoin(table: Table) -> bool:
    """Whether it is of bitcoin of the issuer's own, by what stands above it or by its labels."""
    caption = table.caption.lower()
    other = OTHER_COINS.search(caption) and not _BITCOIN.search(caption)
    labels = " ".join(row.text for row in table.rows)
    return names_coin(f"{caption} {labels}") and not other and not _OF_OTHERS.search(caption)


_BITCOIN = re.compile(r"\b(?:bitcoins?|btcs?)\b")
_OF_OTHERS = re.compile(
    r"\b(?:customers?|clients?|users?)(?:'s?)? (?:digital|crypto|bitcoins?|btcs?|coins|assets)"
)


def _blocks(table: Table) -> Iterator[Block]:
    rows = table.rows
    balances = [(place, day) for place, row in enumerate(rows) if (day := _balance_day(row)) is not None]
    found: list[Block] = []
    for (opening, begins), (closing, ends) in pairwise(balances):
        start = _after(begins)
        if start < ends and ends - start <= _LONGEST and closing - opening > 1:
            found.append(Block(rows[opening : closing + 1], start, ends, rows[closing]))
    yield from found or _cut_off(table, balances)
    yield from _begun(table, balances, found)


def _begun(table: Table, balances: Sequence[tuple[int, date]], found: Sequence[Block]) -> Iterator[Block]:
    """The last block of an excerpt that ends before its closing balance: it is as long as those before it.

    It is one where its opening balance repeats the closing one before it, or where a series of blocks goes on.
    """
    if not found or balances[-1][0] == len(table.rows) - 1:
        return
    place, start = balances[-1][0], _after(balances[-1][1])
    months = {_months(each.start, each.end) for each in found}
    repeated = place > 0 and table.rows[place - 1] is found[-1].closing
    if len(months) == 1 and (repeated or (len(found) > 1 and table.rows[place] is found[-1].closing)):
        end = months_before(start - _A_DAY, -months.pop()) - _A_DAY
        yield Block(table.rows[place:], start, end, None)


def _months(start: date, end: date) -> int:
    after = end + _A_DAY
    return (after.year - start.year) * 12 + after.month - start.month


def _cut_off(table: Table, balances: Sequence[tuple[int, date]]) -> Iterator[Block]:
    """The block of an excerpt that ends before the next balance, or begins after the one before."""
    months = {each.count for each in (*table.about, *table.header) if each.word is Word.DURATION}
    if len(balances) != 1 or len(months) != 1:
        return
    [(place, day)], length = balances, months.pop() or 1
    rows = table.rows
    if place < len(rows) - 1 and not any(row.label.meaning is Meaning.SOLD for row in rows[:place]):
        start = _after(day)
        yield Block(rows[place:], start, months_before(start - _A_DAY, -length) - _A_DAY, None)
    elif place:
        yield Block(rows[: place + 1], months_before(day, length), day, rows[place])


def _after(day: date) -> date:
    """The first day after a balance: balances stand at the end of a month or, named so, at the beginning of one."""
    after = day + _A_DAY
    return after if after.day == 1 else day


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


def _columns(table: Table, block: Block, scale: int | None) -> tuple[Column, ...]:
    """What the columns of a block count: by the header, else by what stands in them."""
    widths = Counter(len(row.values) for row in block.rows)
    width = widths.most_common(1)[0][0]
    base = table.columns if len(table.columns) == width else (Column(),) * width
    laid = [(row, values) for row in block.rows if (values := spread(row.values, base)) is not None]
    if not laid or any(each.end is not None for each in base):
        return ()
    unsaid = all(each.measure is Measure.UNSAID for each in base)
    if width > 1 and unsaid and _last_is_total(laid):
        return (*[Column(measure=Measure.CARRYING)] * (width - 1), Column(measure=Measure.MONEY))
    if width == 1 and unsaid and _heads_coins(table, laid):
        return (Column(measure=Measure.QUANTITY),)
    caption = table.caption.lower()
    return measured(base, laid, Said(caption, table.scale, scale), (block.start, block.end))


def _heads_coins(table: Table, laid: Sequence[tuple[TableRow, Sequence[Value | None]]]) -> bool:
    """Whether the only column is headed by the coin, and no dollar sign stands in it."""
    signed = any(value is not None and value.currency for _, values in laid for value in values)
    return not signed and table.scale is None and any(is_bitcoin(each) for each in table.heads[-1:])


def _last_is_total(laid: Sequence[tuple[TableRow, Sequence[Value | None]]]) -> bool:
    """Whether the last column is the total of the others, in dollars."""
    amounts = [
        [(value.number or 0) * (-1 if value.negative else 1) for value in values if value is not None]
        for _, values in laid
    ]
    dollars = any(values[-1] is not None and values[-1].currency for _, values in laid)
    return dollars and all(sum(each[:-1]) == each[-1] for each in amounts if each)
