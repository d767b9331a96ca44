"""Tables whose rows are the periods, or the companies, and whose columns are what was mined, sold and held."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitor.disclosures.extract.tables.cells import Value, Words
from monitor.disclosures.extract.tables.columns import Column, columns_of
from monitor.disclosures.extract.tables.completing import elliptic_label
from monitor.disclosures.extract.tables.meaning import Label, label_of
from monitor.disclosures.extract.tables.subject import Period, Speakers
from monitor.disclosures.extract.tables.table import Table, TableRow
from monitor.disclosures.extract.tables.told import Told

_COMPANIES = re.compile(r"^\s*(?:company|companies|miners?|issuer|firm|name)\W*$", re.IGNORECASE)
"""Heads a column of names."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a text tells of its tables."""

    text: str
    """Masked."""
    speakers: Speakers
    subject: Period | None
    """The period the text is about."""
    month: date | None
    """First day of the month that months without a year are counted back from."""
    of_bitcoin: bool
    """It speaks of bitcoin, and of no other coin."""


def told_by_row(table: Table, context: Context) -> list[tuple[Told, str | None]]:
    """What each row tells, and whose it is where the row says it."""
    first = table.rows[0] if table.rows else None
    names = (
        _named_columns(first.above[-len(first.values) :], context)
        if first is not None and first.above
        else None
    )
    if first is None or names is None:
        return []
    heads = first.above[: -len(names)]
    companies = bool(heads) and _COMPANIES.search(context.text[heads[-1].start : heads[-1].end]) is not None
    told = []
    for row in table.rows:
        if len(row.values) != len(names):
            continue
        period, owner = _whose(row, table, context, companies=companies)
        if period.end is None or period.start is None:
            continue
        figures = Told(period.start, period.end, "table.row", to_date=period.to_date)
        for label, value in zip(names, row.values, strict=True):
            figures.take(_row_of(row, label, value), value, period, scale=table.scale)
        told.append((figures, owner))
    newest = max((each.end for each, _ in told), default=date.min)
    for each, _ in told:
        each.earlier = each.end < newest
    return told


def _whose(row: TableRow, table: Table, context: Context, *, companies: bool) -> tuple[Column, str | None]:
    """The period of a row, and the company it names."""
    if row.own_period:
        columns = columns_of(row.said, table.about, context.month)
        return (columns[0] if len(columns) == 1 else Column()), None
    owner = context.speakers.named(row.text, as_printed=companies)
    return (Column(*context.subject) if context.subject and owner is not None else Column()), owner


def _named_columns(above: Sequence[Words], context: Context) -> list[Label] | None:
    """What the columns are; None where none has a meaning. In a text of bitcoin, "Sold" is of bitcoin."""
    read = elliptic_label if context.of_bitcoin else label_of
    labels = [read(context.text[each.start : each.end]) for each in above]
    return labels if len(labels) > 1 and any(label.meaning is not None for label in labels) else None


def _row_of(row: TableRow, label: Label, value: Value) -> TableRow:
    return TableRow(label, row.text, row.start, row.end, (value,), row.said, row.listed)
