"""Tables whose rows are the periods, or the companies, and whose columns are what was mined, sold and held."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from monitor.disclosures.extract.tables.cells import Value, Words
from monitor.disclosures.extract.tables.columns import Column, columns_of
from monitor.disclosures.extract.tables.completing import elliptic_label
from monitor.disclosures.extract.tables.meaning import OTHER_COINS, Label, label_of, names_coin
from monitor.disclosures.extract.tables.subject import Period, Speakers
from monitor.disclosures.extract.tables.table import Table, TableRow
from monitor.disclosures.extract.tables.told import Told

_COMPANIES = re.compile(r"^\s*(?:company|companies|miners?|issuer|firm|name)\W*$", re.IGNORECASE)
"""Heads a column of names."""


def told_by_row(
    table: Table, text: str, speakers: Speakers, subject: Period | None, month: date | None
) -> Iterator[tuple[Told, str | None]]:
    """What each row tells, and whose it is where the row says it."""
    if not table.rows:
        return
    above = table.rows[0].above[-len(table.rows[0].values) :]
    names = _named_columns(above, text, coins=_is_of_bitcoin(text))
    if names is None:
        return
    first = table.rows[0].above[: -len(names)]
    companies = bool(first) and _COMPANIES.search(text[first[-1].start : first[-1].end]) is not None
    for row in table.rows:
        values = row.values
        if len(values) != len(names):
            continue
        if row.own_period:
            columns = columns_of(row.said, table.about, month)
            period, owner = (columns[0] if len(columns) == 1 else Column()), None
        else:
            owner = speakers.named(row.text, as_printed=companies)
            period = Column(*subject) if subject and owner is not None else Column()
        if period.end is None or period.start is None:
            continue
        told = Told(period.start, period.end, "table.row", to_date=period.to_date)
        for label, value in zip(names, values, strict=True):
            told.take(_row_of(row, label, value), value, period, scale=table.scale)
        yield told, owner


@lru_cache(maxsize=1)
def _is_of_bitcoin(text: str) -> bool:
    """Whether a text names bitcoin and no other coin: asked for every table of it, and found out once."""
    return names_coin(text) and not OTHER_COINS.search(text.lower())


def _named_columns(above: Sequence[Words], text: str, *, coins: bool) -> list[Label] | None:
    """What the columns are; None where none has a meaning. In a text of bitcoin, "Sold" is of bitcoin."""
    read = elliptic_label if coins else label_of
    labels = [read(text[each.start : each.end]) for each in above]
    return labels if len(labels) > 1 and any(label.meaning is not None for label in labels) else None


def _row_of(row: TableRow, label: Label, value: Value) -> TableRow:
    return TableRow(label, row.text, row.start, row.end, (value,), row.said, row.listed)
