"""Lists of "label: value" lines, labels under which the years are stacked, and values that name their own periods."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from monitor.disclosures.extract.tables.finding.cells import Kind, Value, is_note
from monitor.disclosures.extract.tables.finding.paired import Paired, paired
from monitor.disclosures.extract.tables.finding.table import Table, TableRow
from monitor.disclosures.extract.tables.header.columns import Column, columns_of
from monitor.disclosures.extract.tables.header.words import Expressions, HeaderWord, Word
from monitor.disclosures.extract.tables.kinds.by_column import BROUGHT, own_column, trusted
from monitor.disclosures.extract.tables.label.meaning import Label, Meaning, label_of
from monitor.disclosures.extract.tables.subject import Period
from monitor.disclosures.extract.tables.values.told import Days, Told, of_days, with_earlier

_MOST_SCALED = 1_000_000
"""A sum of as many thousands is rather one of dollars."""


def told_by_list(
    table: Table, subject: Period | None, month: date | None, scale: int | None = None
) -> Iterator[Told]:
    """What "label: value" lines tell, each of the period it names, else of the one its list is about.

    Months without a year are counted back from `month`; `scale` is what the document counts money in, where the list
    does not say. Of sums in millions it says nothing.
    """
    days: Days = {}
    for row, value, column in _listed(table, subject, month):
        if (told := of_days(days, column, "table.list")) is not None:
            small = value.number is not None and value.number < _MOST_SCALED
            told.take(row, value, column, scale=table.scale or (scale if small else None))
    yield from _held_with_flows(list(days.values()))


def _listed(
    table: Table, subject: Period | None, month: date | None
) -> Iterator[tuple[TableRow, Value, Column]]:
    is_list = any(row.listed for row in table.rows) or are_dashed(table.rows)
    rows = [
        (_as_held(row), _values(row, is_list=is_list))
        for row in table.rows
        if row.label.meaning is not None and not row.label.opens
    ]
    of_sale: Column | None = None
    for row, values in trusted(rows):
        if len(values) == 1 or (row.listed and values):
            own = own_column(row, month, subject)
            if row.label.meaning is Meaning.SOLD:
                of_sale = own
            elif own is None and row.label.meaning in BROUGHT:
                own = of_sale
            yield row, values[0], own or (Column(*subject) if subject else Column())
        elif stacked := _stacked(values):
            columns = columns_of([word for word, _ in stacked], table.about, month)
            if len(columns) == len(stacked):
                yield from ((row, value, column) for (_, value), column in zip(stacked, columns, strict=True))


def are_dashed(rows: Sequence[TableRow]) -> bool:
    """Whether a dash stands between every label and its value: "Bitcoin sold - 55"."""
    all_values = [_without_note(row.values) for row in rows]
    after = [values[1].kind for values in all_values if len(values) > 1 and values[0].kind is Kind.NIL]
    return len(rows) > 1 and len(after) == len(rows) and Kind.NUMBER in after


def _without_note(values: Sequence[Value]) -> Sequence[Value]:
    """The values without a footnote's number before them: "Bitcoin sold (2) 55"."""
    return values[1:] if len(values) > 1 and values[0].negative and is_note(values[0]) else values


def _values(row: TableRow, *, is_list: bool) -> list[Value]:
    """The values of a row, without a footnote's number and a list's dash: "Bitcoin sold - 55"."""
    if len(row.cells) == 1 and row.cells[0] is not None:
        return [row.cells[0]]
    values = _without_note(row.values)
    dashed = is_list and len(values) == 2 and values[0].kind is Kind.NIL  # noqa: PLR2004 - dash and value
    return list(values[dashed:])


def _as_held(row: TableRow) -> TableRow:
    """A balance named by its day is what was held: outside a roll-forward, it neither begins nor ends one."""
    dated = any(each.word in {Word.DATE, Word.MONTH_DAY} for each in row.said)
    return replace(row, label=Label(Meaning.HELD)) if dated and row.label.meaning is Meaning.BALANCE else row


def _stacked(values: Sequence[Value]) -> list[tuple[HeaderWord, Value]]:
    """Each year before its value: "2025 | 1,371 | 2024 | 212"."""
    pairs = list(zip(values[::2], values[1::2], strict=False))
    if len(values) % 2 or len(pairs) <= 1 or not all(year.is_year for year, _ in pairs):
        return []
    return [(HeaderWord(Word.YEAR, one.start, one.end, year=int(one.digits)), value) for one, value in pairs]


def _held_with_flows(told: list[Told]) -> Iterator[Told]:
    """What is held on the last day of a period belongs to what was sold in it."""
    for each in told:
        if each.start is not None and Meaning.HELD not in each.coins:
            same_end = next((other for other in told if other.start is None and other.end == each.end), None)
            if same_end is not None and not each.to_date and Meaning.HELD in same_end.coins:
                each.coins[Meaning.HELD] = same_end.coins.pop(Meaning.HELD)
    yield from told


def told_by_pair(table: Table, month: date | None, *, of_bitcoin: bool) -> list[Told]:
    """What lines such as "Bitcoin sold: Q4 2025 934 | Q3 2025 252" tell.

    Months without a year are counted back from `month`; `of_bitcoin` where labels need not name the coin.
    """
    named = [row for row in table.paired if of_bitcoin or label_of(row.text).meaning is not None]
    return with_earlier(
        _told_of_pairs(trusted([(row, row.pairs) for row in named]), month, "table.list", table.scale)
    )


def told_beside(table: Table, text: str, said: Expressions, month: date | None) -> list[Told]:
    """What rows such as "Bitcoin sold: 180 (April 2024: 200)" tell of the other periods' sales."""
    rows = [
        (row, pairs[1:])
        for row in table.rows
        if len(row.values) == 1
        and row.label.meaning in {Meaning.SOLD, *BROUGHT}
        and len(pairs := _beside(row, text, said)) > 1
        and not pairs[0].said
    ]
    told = _told_of_pairs(trusted(rows), month, "table.compared", None)
    for each in told:
        each.earlier = True
    return told


def _beside(row: TableRow, text: str, said: Expressions) -> tuple[Paired, ...]:
    start = row.values[0].start
    end = said.line_end(start)
    return paired(text, start, end, said.within(start, end))[0]


def _told_of_pairs(
    rows: Sequence[tuple[TableRow, Sequence[Paired]]], month: date | None, rule: str, scale: int | None
) -> list[Told]:
    days: Days = {}
    for row, pairs in rows:
        for pair, column in _columns(pairs, month):
            if (told := of_days(days, column, rule)) is not None:
                told.take(row, pair.value, column, scale=scale)
    return list(days.values())


def _columns(pairs: Sequence[Paired], month: date | None) -> Iterator[tuple[Paired, Column]]:
    """The periods of values; "a year ago" is counted from the newest that is named beside it."""
    for pair in pairs:
        columns = columns_of(pair.said, (), month)
        if len(columns) == 1 and columns[0].end is not None:
            month = max(month or date.min, columns[0].end.replace(day=1)) if columns[0].start else month
            yield pair, columns[0]
