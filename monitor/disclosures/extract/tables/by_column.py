"""Tables whose columns are periods: this month, last month, a year ago; quarters; year to date."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from monitor.disclosures.extract.tables.cells import Value
from monitor.disclosures.extract.tables.columns import CHANGE, Column, Measure, month_of
from monitor.disclosures.extract.tables.meaning import Meaning
from monitor.disclosures.extract.tables.spread import spread
from monitor.disclosures.extract.tables.subject import Period
from monitor.disclosures.extract.tables.table import Table, TableRow
from monitor.disclosures.extract.tables.told import Told

_NEAR = 3
"""Rows between "bitcoin sold" and a "net proceeds" that does not say of what."""


def told_by_column(table: Table, subject: Period | None, scale: int | None, *, booked: bool) -> Iterator[Told]:
    """What each period's column tells.

    Args:
        table: a table with columns.
        subject: the period the document is about.
        scale: in what the document counts money, where the table does not say.
        booked: the text says that its sales stand at carrying value.
    """
    columns = _settled(table, subject)
    laid = [(row, spread(row.values, columns)) for row in table.rows]
    rows = [(row, values) for row, values in laid if values is not None and not row.own_period]
    dollars = _dollar_columns(rows, columns)
    told: dict[tuple[date | None, date], Told] = {}
    for row, values in _with_their_balance(_trusted(rows)):
        for place, column in enumerate(columns):
            if column.end is None or column.measure is Measure.CHANGE:
                continue
            rule = "table.to_date" if column.to_date else "table.column"
            period = told.setdefault(
                (column.start, column.end),
                Told(column.start, column.end, rule, to_date=column.to_date, booked=booked),
            )
            period.take(row, values[place], column, in_money=place in dollars, scale=table.scale or scale)
    yield from told.values()


def _settled(table: Table, subject: Period | None) -> tuple[Column, ...]:
    """The columns, once the rows are known.

    A period named twice, whose second column holds percentages only, is the change to that period. Days at the ends of months head
    monthly columns where the document is about one of these months.
    """
    columns = list(table.columns)
    laid = [values for row in table.rows if (values := spread(row.values, columns)) is not None]
    if not laid:
        laid = [list(row.values) for row in table.rows if len(row.values) == len(columns)]
    for place, column in enumerate(columns):
        if column.end is not None and column in columns[:place] and _only_changes([row[place] for row in laid]):
            columns[place] = CHANGE
    ends = [each for each in columns if each.end is not None]
    monthly = subject is not None and (subject[0].year, subject[0].month) == (subject[1].year, subject[1].month)
    if monthly and subject and any(each.end == subject[1] and each.start is None for each in ends):
        months = [each.end and month_of(each.end.year, each.end.month) for each in ends]
        if all(month and month[1] == each.end for month, each in zip(months, ends, strict=True)):
            columns = [
                replace(each, start=month_of(each.end.year, each.end.month)[0]) if each.end and each.start is None else each
                for each in columns
            ]
    return tuple(columns)


def _only_changes(values: Sequence[Value | None]) -> bool:
    return any(value is not None and value.percent for value in values) and all(
        value is None or value.percent or value.number is None for value in values
    )


def _dollar_columns(rows: Sequence[tuple[TableRow, list[Value | None]]], columns: Sequence[Column]) -> set[int]:
    """The columns in which balances carry a dollar sign: all of a roll-forward is money there."""
    balances = [values for row, values in rows if row.label.meaning is Meaning.BALANCE or _is_balance(row)]
    return {
        place for place in range(len(columns)) if any((value := values[place]) is not None and value.currency for values in balances)
    }


def _is_balance(row: TableRow) -> bool:
    return row.text.strip(" |").lower().startswith(("beginning balance", "ending balance", "opening balance", "closing balance", "adjusted beginning"))


def _with_their_balance(rows: Sequence[tuple[TableRow, list[Value | None]]]) -> Iterator[tuple[TableRow, list[Value | None]]]:
    """The rows without balances at the beginning of a period: what is left at its end alone is held after it."""
    balances = [place for place, (row, _) in enumerate(rows) if row.label.meaning is Meaning.BALANCE]
    last = balances[-1] if len(balances) > 1 or (balances and rows[balances[0]][0].label.closes) else None
    for place, each in enumerate(rows):
        if each[0].label.meaning is not Meaning.BALANCE or place == last:
            yield each


def _trusted(rows: Sequence[tuple[TableRow, list[Value | None]]]) -> list[tuple[TableRow, list[Value | None]]]:
    """The rows without a "net proceeds" or "average price" that stands by no sale of bitcoin."""
    kept = []
    last_sale: int | None = None
    for place, (row, values) in enumerate(rows):
        if row.label.meaning in {Meaning.SOLD, Meaning.PROCEEDS, Meaning.PRICE}:
            last_sale = place
        elif row.label.meaning in {Meaning.BARE_PRICE, Meaning.BARE_PROCEEDS} and (last_sale is None or place - last_sale > _NEAR):
            continue
        kept.append((row, values))
    return kept


def told_by_list(table: Table, subject: Period | None, month: date | None, about: Period | None) -> Iterator[Told]:
    """What "label: value" lines tell, each of the period it names, else of the one its list is about.

    Args:
        table: a table without columns.
        subject: the period the document is about.
        month: what months without a year are counted back from.
        about: the period named right above the list.
    """
    told: dict[tuple[date | None, date, bool], Told] = {}
    rows = [(row, list(row.values[:1])) for row in table.rows if row.label.meaning is not None and _is_single(row)]
    for row, values in _trusted(rows):
        column = _own_column(row, month, about or subject) or _column(about or subject)
        if column is None or column.end is None:
            continue
        point = column.start is None
        key = (column.start, column.end, point)
        rule = "table.list_to_date" if column.to_date else "table.list"
        period = told.setdefault(key, Told(column.start, column.end, rule, to_date=column.to_date))
        period.take(row, values[0], column, in_money=False, scale=table.scale)
    yield from _held_with_flows(list(told.values()))


def _is_single(row: TableRow) -> bool:
    return (len(row.values) == 1 or row.listed) and not row.own_period and row.label.meaning is not Meaning.BALANCE


def _column(period: Period | None) -> Column | None:
    return None if period is None else Column(*period)


def _own_column(row: TableRow, month: date | None, subject: Period | None) -> Column | None:
    """The period that a row's label names."""
    from monitor.disclosures.extract.tables.columns import columns_of
    from monitor.disclosures.extract.tables.header_words import PERIOD_WORDS, Word

    words = [each for each in row.said if each.word in PERIOD_WORDS]
    if not words:
        return None
    if len(words) == 1 and words[0].word is Word.MONTH_DAY and month and words[0].month and words[0].day:
        words = [replace(words[0], word=Word.DATE, year=month.year if words[0].month <= month.month else month.year - 1)]
    if len(words) == 1 and words[0].word is Word.YEAR and subject and words[0].year == subject[1].year:
        words = [replace(words[0], word=Word.TO_DATE)]
    columns = columns_of(words, (), subject[1].replace(day=1) if subject else month)
    if len(columns) != 1:
        return Column()
    column = columns[0]
    if column.start is None and column.end and row.label.meaning not in {Meaning.HELD, Meaning.PLEDGED}:
        return replace(column, start=column.end.replace(day=1)) if "month" in row.text.lower() else Column()
    return column


def _held_with_flows(told: list[Told]) -> Iterator[Told]:
    """What is held on the last day of a period belongs to what was sold in it."""
    for each in told:
        if each.start is not None and Meaning.HELD not in each.coins:
            same_end = next((other for other in told if other.start is None and other.end == each.end), None)
            if same_end is not None and not each.to_date and Meaning.HELD in same_end.coins:
                each.coins[Meaning.HELD] = same_end.coins.pop(Meaning.HELD)
    yield from told
