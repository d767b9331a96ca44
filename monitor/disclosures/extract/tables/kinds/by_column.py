"""Tables whose columns are periods: this month, last month, a year ago; quarters; year to date."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from monitor.disclosures.extract.selling import SALE_WORD
from monitor.disclosures.extract.tables.finding.cells import Kind, Value
from monitor.disclosures.extract.tables.finding.table import Table, TableRow
from monitor.disclosures.extract.tables.header.columns import (
    CHANGE,
    Column,
    Measure,
    columns_of,
    latest_year,
    month_of,
)
from monitor.disclosures.extract.tables.header.words import PERIOD_WORDS, Word
from monitor.disclosures.extract.tables.label.meaning import Meaning, plain_label
from monitor.disclosures.extract.tables.subject import Period
from monitor.disclosures.extract.tables.values.glued_sold import is_unread, with_sold
from monitor.disclosures.extract.tables.values.measuring import Rows, Said, measured
from monitor.disclosures.extract.tables.values.spread import spread
from monitor.disclosures.extract.tables.values.told import (
    PRICES,
    PROCEEDS,
    Days,
    Told,
    in_one_unit,
    of_days,
    with_earlier,
)

_CASH_FLOWS = re.compile(r"\bstatements? of cash flows?\b|\bcash flows (?:from|used in|provided by)\b")
V = TypeVar("V")
_NEAR = 3
"""Rows between "bitcoin sold" and a "net proceeds" that does not say of what."""


def told_by_column(
    table: Table, subject: Period | None, scale: int | None, is_told: Callable[[str], bool], *, booked: bool
) -> Iterator[Told]:
    """What each period's column tells.

    `scale` is what the document counts money in, `booked` whether its sales stand at carrying value; `is_told` asks
    whether a sentence of it counts so many coins.
    """
    for roll in _rolls_of(table):
        yield from _told(roll, subject, scale, is_told, booked=booked)


def _told(
    table: Table, subject: Period | None, scale: int | None, is_told: Callable[[str], bool], *, booked: bool
) -> Iterator[Told]:
    """The same, of one roll-forward or of a table that is none."""
    columns = _settled(table, subject)
    paired = _of_pairs(table, columns)
    columns = tuple(each for each in columns for _ in range(_PAIR)) if paired else columns
    full = all(len(row.cells) in {0, len(columns)} for row in table.rows if len(row.values) == len(columns))
    laid = with_sold(
        [
            (row, spread(row.values, columns) or _with_empty_cells(row, columns, full=full))
            for row in table.rows
        ],
        columns,
        table.scale,
        is_told,
    )
    rows = [(row, values) for row, values in laid if values is not None and not row.own_period]
    rolled = _between_balances(rows)
    by_row = any(row.of is not None for row, _ in rolled)  # then each row says what it counts
    if paired:
        columns = _measured_pairs(columns, rows, table.scale or scale)
    elif rolled and not by_row:
        columns = _measured(table, columns, rolled, scale)
    of_money = not rolled and _counts_money(table)
    dollars = dollar_columns(rolled or rows, columns)
    days: Days = {}
    for row, values, of_row in _with_own_columns(_with_their_balance(trusted(rows)), columns, subject):
        for place, column in enumerate(of_row):
            if column.measure is Measure.CHANGE or (told := of_days(days, column, "table.column")) is None:
                continue
            told.booked, told.rolls = booked, bool(rolled)
            told.take(
                row, values[place], column,
                in_money=of_money or (not rolled and place in dollars) or _is_priced(row, table, scale),
                scale=table.scale or scale,
                dollars=place in dollars,
                unsure=bool(rolled) and not by_row and column.measure is Measure.UNSAID
                and (scale or table.scale) is not None,
            )  # fmt: skip
    for each in in_one_unit(with_earlier(days.values())):
        each.unread = is_unread(laid)
        yield each


def _measured(
    table: Table, columns: tuple[Column, ...], rolled: Rows, scale: int | None
) -> tuple[Column, ...]:
    """The columns of a roll-forward with what they count."""
    if not table.tagged:
        return measured(columns, rolled, Said(table.caption.lower(), table.scale, scale))
    signed = any(
        map(_is_signed, rolled[0][1])
    )  # tagged data has a sign in the first row wherever it counts money
    measure = Measure.MONEY if signed else Measure.QUANTITY
    return tuple(
        replace(each, measure=measure) if each.measure is Measure.UNSAID else each for each in columns
    )


def _measured_pairs(columns: tuple[Column, ...], rows: Rows, scale: int | None) -> tuple[Column, ...]:
    """The columns of pairs, where the price that they make tells which count coins; else nothing to read."""
    told = measured(columns, rows, Said("", None, scale))
    pairs = zip(told[::_PAIR], told[1::_PAIR], strict=True)
    sure = all({one.measure, other.measure} == _COINS_AND_MONEY for one, other in pairs)
    return told if sure else (Column(measure=Measure.CHANGE),) * len(columns)


def _with_own_columns(
    rows: Iterable[tuple[TableRow, list[Value | None]]], columns: Sequence[Column], subject: Period | None
) -> Iterator[tuple[TableRow, list[Value | None], Sequence[Column]]]:
    """Of a list below one heading the rows that name another period: "Total bitcoin sold in 2023: 3,100".

    What such coins brought, in rows below that name no period, is of theirs.
    """
    end = columns[0].end if len(columns) == 1 else None
    sold: Sequence[Column] = columns
    for row, values in rows:
        of_row, meaning = columns, row.label.meaning
        if end is not None and meaning in _FLOWS:
            own = own_column(row, end.replace(day=1), subject)
            named = own is not None and own.start is not None and own.end is not None
            of_row = (own,) if own is not None and named else sold if meaning in BROUGHT else columns
            sold = of_row if meaning is Meaning.SOLD else sold
        yield row, values, of_row


BROUGHT = frozenset({*PRICES, *PROCEEDS})
"""What coins sold brought: of the period that the row of these coins names, where none is named beside it."""
_FLOWS = BROUGHT | {Meaning.SOLD, Meaning.PRODUCED}


def own_column(row: TableRow, month: date | None, subject: Period | None) -> Column | None:
    """The period that a row's label names, as in "Bitcoin sold in 2023: 3,100"."""
    words = [each for each in row.said if each.word in PERIOD_WORDS]
    if not words:
        return None
    [only] = words if len(words) == 1 else [None]
    if only and only.word is Word.MONTH_DAY and month and only.month and only.day:
        words = [replace(only, word=Word.DATE, year=latest_year(only.month, month))]
    elif only and only.word is Word.YEAR and subject and only.year == subject[1].year:
        words = [replace(only, word=Word.TO_DATE)]
    columns = columns_of(words, (), subject[1].replace(day=1) if subject else month)
    column = columns[0] if len(columns) == 1 else Column()
    if column.start is None and row.label.meaning not in {Meaning.HELD, Meaning.PLEDGED}:
        return _as_month(column) if "month" in row.text.lower() else Column()
    return column


def _as_month(column: Column) -> Column:
    return column if column.end is None else replace(column, start=column.end.replace(day=1))


def _with_empty_cells(row: TableRow, columns: Sequence[Column], *, full: bool) -> list[Value | None] | None:
    """The values of a row that leaves cells empty: where coins were sold in other periods, nothing stands for none.

    Where full rows have one cell for each column, cells may also be left out at the end.
    """
    cells = (*row.cells, *(None,) * (len(columns) - len(row.cells))) if full and row.cells else row.cells
    if row.label.meaning is not Meaning.SOLD or len(cells) != len(columns):
        return None
    nothing = Value(Kind.NIL, row.values[0].start, row.values[-1].end)
    return [
        nothing if value is None and column.measure is not Measure.CHANGE else value
        for value, column in zip(cells, columns, strict=True)
    ]


def _settled(table: Table, subject: Period | None) -> tuple[Column, ...]:
    """The columns, once the rows are known.

    A period behind others, whose column holds percentages only, is the change to that period. Days at the ends of
    months head monthly columns where the document is about one of these months.
    """
    columns = list(table.columns)
    full = [row.values for row in table.rows if len(row.values) == len(columns) and not row.values[0].percent]
    for place, column in enumerate(columns[1:], 1):
        values = [each[place] for each in full]
        changes = all(value.percent or value.number is None for value in values)
        if column.end is not None and changes and any(value.percent for value in values):
            columns[place] = CHANGE
    points = [each.end for each in columns if each.end is not None and each.start is None]
    monthly = (
        subject is not None
        and subject[1] in points
        and month_of(subject[1].year, subject[1].month) == subject
    )
    if not monthly or any(month_of(day.year, day.month)[1] != day for day in points):
        return tuple(columns)
    return tuple(
        replace(each, start=each.end.replace(day=1)) if each.end in points else each for each in columns
    )


def _rolls_of(table: Table) -> list[Table]:
    """The roll-forwards below one another in a table, of coins and of dollars it may be, each with its own heading."""
    begun = [place for place, row in enumerate(table.rows) if row.label.opens and row.above]
    closed = all(any(row.label.closes for row in table.rows[:place]) for place in begun[1:])
    if len(begun) < 2 or not closed:  # noqa: PLR2004 - two make one below the other
        return [table]
    ends = [*begun[1:], len(table.rows)]
    return [
        replace(table, rows=table.rows[start:end], caption=f"{table.caption} {table.rows[start].heading}")
        for start, end in zip([0, *begun[1:]], ends, strict=True)
    ]


def _of_pairs(table: Table, columns: Sequence[Column]) -> bool:
    """Whether each period has two values in all rows, "(19,940) / (715.2)", and no heading tells them apart."""
    dated = all(each.start is not None and each.measure is Measure.UNSAID for each in columns)
    widths = {len(row.values) for row in table.rows}
    return dated and len(table.rows) > 1 and widths == {_PAIR * len(columns)}


_PAIR = 2
_COINS_AND_MONEY = {Measure.QUANTITY, Measure.MONEY}


def _counts_money(table: Table) -> bool:
    """Whether all figures are money: in a statement of cash flows, or a balance sheet."""
    caption = table.caption.lower()
    if any(each.measure is Measure.QUANTITY for each in table.columns) or "except" in caption:
        return False
    accounts = [row for row in table.rows if _ACCOUNT.match(plain_label(row.text))]
    return len(accounts) > 1 or _CASH_FLOWS.search(caption) is not None


_ACCOUNT = re.compile(
    r"(?:total |non-?current |current |other ){0,3}(?:assets|liabilities)$|"
    r"(?:accounts?|trade) (?:receivable|payable)s?\b|"
    r"(?:deposits? and )?prepa(?:id|yment)|(?:property|plant)\b.*\bequipment\b|total (?:share|stock)holders\b"
)
"""Rows that a balance sheet has."""


def _is_priced(row: TableRow, table: Table, scale: int | None) -> bool:
    """Whether "sales of bitcoin" or "digital assets sold" in a table of thousands tells what they brought."""
    at_large = row.label.any_coin and table.scale is not None
    if row.label.meaning is not Meaning.SOLD or not (at_large or _SALES_OF.match(row.text.strip(" |-"))):
        return False
    money = table.scale or scale or any(value.currency for value in table.rows[0].values[:1])
    fractions = any("." in value.digits for value in row.values)
    return bool(money) and not fractions and "except" not in table.caption.lower()


_SALES_OF = re.compile(rf"(?:net )?{SALE_WORD} of\b", re.IGNORECASE)


def _between_balances(
    rows: Sequence[tuple[TableRow, list[Value | None]]],
) -> list[tuple[TableRow, list[Value | None]]]:
    """The rows of a roll-forward, from its first balance to its last; nothing where there are not two.

    Of an excerpt the last one may be cut off.
    """
    places = [place for place, (row, _) in enumerate(rows) if row.label.meaning is Meaning.BALANCE]
    if (
        len(places) == 1
        and rows[places[0]][0].label.opens
        and rows[-1][0].label.meaning is not Meaning.BALANCE
    ):
        return list(rows[places[0] :])
    if len(places) < 2 or places[-1] - places[0] < 2:  # noqa: PLR2004 - two balances and a row between them
        return []
    return list(rows[places[0] : places[-1] + 1])


def dollar_columns(
    rows: Sequence[tuple[TableRow, list[Value | None]]], columns: Sequence[Column]
) -> set[int]:
    """The columns that count money, as their balances carry a dollar sign."""
    balances = [values for row, values in rows if row.label.meaning is Meaning.BALANCE]
    return {place for place, _ in enumerate(columns) if any(_is_signed(values[place]) for values in balances)}


def _is_signed(value: Value | None) -> bool:
    return value is not None and value.currency != ""


def _with_their_balance(
    rows: Sequence[tuple[TableRow, list[Value | None]]],
) -> Iterator[tuple[TableRow, list[Value | None]]]:
    """The rows without balances at the beginning of a period: what is left at its end alone is held after it."""
    balances = [place for place, (row, _) in enumerate(rows) if row.label.meaning is Meaning.BALANCE]
    last = balances[-1] if len(balances) > 1 or (balances and rows[balances[0]][0].label.closes) else None
    if last is not None and last - 2 in balances and rows[last - 1][0].label.meaning is Meaning.PLEDGED:
        last -= 2  # below it stands what is pledged of it, and what is free
    for place, each in enumerate(rows):
        if each[0].label.meaning is not Meaning.BALANCE or place == last:
            yield each


def trusted(rows: Sequence[tuple[TableRow, V]]) -> list[tuple[TableRow, V]]:
    """The rows without a "net proceeds" or "average price" that stands by no sale of bitcoin."""
    kept = []
    last_sale = -_NEAR - 1
    for place, (row, values) in enumerate(rows):
        if row.label.meaning in {Meaning.SOLD, Meaning.PROCEEDS, Meaning.PRICE}:
            last_sale = place
        bare = row.label.meaning in {Meaning.BARE_PRICE, Meaning.BARE_PROCEEDS}
        if not bare or place - last_sale <= _NEAR:
            kept.append((row, values))
    return kept
