"""Roll-forwards, from a balance to the next, so that the balances' days are the period; and the split of a balance."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from monitor.disclosures.extract.periods.calendars import months_before
from monitor.disclosures.extract.tables.finding.cells import Value
from monitor.disclosures.extract.tables.finding.table import Table, TableRow
from monitor.disclosures.extract.tables.header.columns import Column, Measure, day_named
from monitor.disclosures.extract.tables.header.words import HeaderWord, Word
from monitor.disclosures.extract.tables.kinds.by_column import dollar_columns
from monitor.disclosures.extract.tables.label.meaning import (
    OTHER_COINS,
    Label,
    Meaning,
    names_coin,
    plain_label,
)
from monitor.disclosures.extract.tables.values.measuring import Said, measured
from monitor.disclosures.extract.tables.values.spread import spread
from monitor.disclosures.extract.tables.values.told import Told

_LONGEST = timedelta(days=400)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Block:
    """The rows from one balance to the next; of an excerpt, the last one may be cut off."""

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
        laid = [(row, values) for row in block.rows if (values := spread(row.values, columns)) is not None]
        dollars = dollar_columns(laid, columns)
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
        balances = [values for row, values in laid if row.label.meaning is Meaning.BALANCE]
        signed = [
            value.number or told.largest for each in balances for value in each if value and value.currency
        ]
        told.largest = max([told.largest, *signed])
        if columns:
            yield told


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
    yield from found
    yield from _begun(table, balances, found)


def _begun(table: Table, balances: Sequence[tuple[int, date]], found: Sequence[Block]) -> Iterator[Block]:
    """The last block of an excerpt that ends before its closing balance: it is as long as those before it.

    It is one where its opening balance repeats the closing one before it or is of the same day of another year, or
    where a series of blocks goes on.
    """
    if not found or balances[-1][0] == len(table.rows) - 1:
        return
    place, start = balances[-1][0], _after(balances[-1][1])
    months = {_months(each.start, each.end) for each in found}
    repeated = place > 0 and table.rows[place - 1] is found[-1].closing
    yearly = {(each.start.month, each.start.day) for each in found} == {(start.month, start.day)}
    if len(months) == 1 and (
        repeated or yearly or (len(found) > 1 and table.rows[place] is found[-1].closing)
    ):
        end = months_before(start - _A_DAY, -months.pop()) - _A_DAY
        yield Block(table.rows[place:], start, end, None)


def _months(start: date, end: date) -> int:
    after = end + _A_DAY
    return (after.year - start.year) * 12 + after.month - start.month


def _after(day: date) -> date:
    """The first day after a balance: balances stand at the end of a month or, named so, at the beginning of one."""
    after = day + _A_DAY
    return after if after.day == 1 else day


def _balance_day(row: TableRow) -> date | None:
    return only_day(row.said) if row.label.meaning is Meaning.BALANCE else None


def _columns(table: Table, block: Block, scale: int | None) -> tuple[Column, ...]:
    """What the columns of a block count: by the header, else by what stands in them."""
    widths = Counter(len(row.values) for row in block.rows)
    width = widths.most_common(1)[0][0]
    fits = len(table.columns) > 1 and all(
        spread(row.values, table.columns) for row in block.rows
    )  # notes apart
    base = table.columns if fits or len(table.columns) == width else (Column(),) * width
    width = len(base)
    laid = [(row, values) for row in block.rows if (values := spread(row.values, base)) is not None]
    if not laid or any(each.end is not None for each in base):
        return ()
    unsaid = all(each.measure is Measure.UNSAID for each in base)
    if width > 1 and unsaid and _last_is_total(laid):
        return (*[Column(measure=Measure.CARRYING)] * (width - 1), Column(measure=Measure.MONEY))
    caption = table.caption.lower()
    return measured(base, laid, Said(caption, table.scale, scale), (block.start, block.end))


def _last_is_total(laid: Sequence[tuple[TableRow, Sequence[Value | None]]]) -> bool:
    """Whether the last column is the total of the others, in dollars."""
    amounts = [
        [(value.number or 0) * (-1 if value.negative else 1) for value in values if value is not None]
        for _, values in laid
    ]
    dollars = any(values[-1] is not None and values[-1].currency for _, values in laid)
    return dollars and all(sum(each[:-1]) == each[-1] for each in amounts if each)


_COIN = re.compile(r"(?:bitcoin|btc)(?: \((?:btc|units)\))?")
_NUMBER_OF = re.compile(r"\b(?:number|quantity|units) of\b", re.IGNORECASE)
_SPLIT = (Column(measure=Measure.QUANTITY), Column(measure=Measure.MONEY))


def told_by_day(table: Table, last: Told | None) -> Iterator[Told]:
    """What a table without periods tells of one day.

    `last` is the roll-forward read before it, whose closing balance it may split.
    """
    columns = _split_columns(table)
    if not columns:
        return
    rows = [(row, values) for row in table.rows if (values := spread(row.values, columns)) is not None]
    day = only_day(table.about) or _split_day(rows, last)
    if day is None:
        return
    told = Told(None, day, "table.day")
    restricted = any(row.label.meaning is Meaning.PLEDGED for row, _ in rows)
    for row, values in rows:
        read = row
        if not restricted and _COIN.fullmatch(plain_label(row.text)) and table.columns:
            read = replace(row, label=Label(Meaning.HELD))
        elif row.label.meaning is not Meaning.PLEDGED:
            continue
        for value, column in zip(values, columns, strict=True):
            told.take(read, value, column, scale=table.scale)
    yield told


def counted_by_day(rows: Sequence[TableRow]) -> Iterator[Told]:
    """What rows such as "Number of bitcoin held as of March 31, 2025" beside a roll-forward tell."""
    for row in rows:
        counts = row.label.meaning in {Meaning.HELD, Meaning.PLEDGED} and _NUMBER_OF.search(row.text)
        if counts and len(row.values) == 1 and (day := only_day(row.said)) is not None:
            told = Told(None, day, "table.day")
            told.take(row, row.values[0], Column(measure=Measure.QUANTITY))
            yield told


def _split_columns(table: Table) -> Sequence[Column]:
    if table.columns:
        return table.columns if table.columns[0].measure is Measure.QUANTITY else ()
    pairs = [row.values for row in table.rows if len(row.values) == len(_SPLIT)]
    dollars = any(values[1].currency for values in pairs)
    return _SPLIT if dollars and not any(values[0].currency for values in pairs) else ()


def only_day(said: Sequence[HeaderWord]) -> date | None:
    """The day that is named, if it is one alone."""
    days = [each for each in said if each.word is Word.DATE]
    return day_named(days[0]) if len(days) == 1 else None


def _split_day(rows: Sequence[tuple[TableRow, list[Value | None]]], last: Told | None) -> date | None:
    """The closing day of the roll-forward above, where one of the rows repeats its closing balance."""
    closing = last.coins.get(Meaning.BALANCE) if last is not None else None
    if last is None or closing is None:
        return None
    same = any(values[0] is not None and values[0].number == closing.number for _, values in rows)
    return last.end if same else None
