"""What only a whole table tells: which lines of its header are the columns', and labels that leave the coin out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from monitor.disclosures.extract.tables.columns import Column, columns_of
from monitor.disclosures.extract.tables.header_words import HeaderWord
from monitor.disclosures.extract.tables.meaning import (
    OTHER_COINS,
    Label,
    Meaning,
    label_of,
    names_coin,
    plain_label,
)
from monitor.disclosures.extract.tables.spread import spread
from monitor.disclosures.extract.tables.table import Table, TableRow

_MOST_LINES = 12
_COIN_ALONE = re.compile(r"(?:bitcoins?|btc)(?: \((?:btc|in btc|units)\))?")
_ELLIPTIC = re.compile(
    r"(?:total |net )?(?:sold|sales?|disposals?|dispositions?|mined|produced|production|purchase[ds]|held|holdings)"
    r"(?: (?:during|in|at|for|by)(?: the)? (?:end|(?:end of )?(?:month|period|quarter|year)))?"
)


def completed(table: Table, month: date | None) -> Table:
    """A table with its columns, and with labels such as "Sold" read where the table is of bitcoin.

    Args:
        table: a table as it was collected.
        month: first day of the month the document is about, where known.
    """
    columns = _best_columns(table, month)
    if not any(row.label.meaning is None for row in table.rows):
        return replace(table, columns=columns)
    return replace(table, columns=columns, rows=list(_with_coins(table)))


def _best_columns(table: Table, month: date | None) -> tuple[Column, ...]:
    """The columns that most rows fit: those of the whole header, else of its last lines under the others."""
    best: tuple[Column, ...] = ()
    fitting = -1
    for header, about in _headers(table):
        columns = columns_of(header, about, month)
        if best and len(columns) < 2:  # noqa: PLR2004 - one column fits too easily
            continue
        fits = sum(spread(row.values, columns) is not None for row in table.rows) if columns else 0
        if fits > fitting:
            best, fitting = columns, fits
        if fits == len(table.rows):
            break
    return best


def _headers(table: Table) -> Iterator[tuple[Sequence[HeaderWord], Sequence[HeaderWord]]]:
    """A header, and with it what stands above; then ever more of its last lines."""
    yield table.header, table.about
    lines = sorted({each.line for each in table.header})
    for first in reversed(lines[max(1, len(lines) - _MOST_LINES) :]):
        above = [each for each in table.header if each.line < first]
        yield [each for each in table.header if each.line >= first], [*table.about, *above]


def _with_coins(table: Table) -> Iterator[TableRow]:
    """The rows, those under a heading "Bitcoin", of bitcoin rolled forward and "Sold 180 BTC" with labels completed."""
    rolls = any(row.label.meaning is Meaning.BALANCE for row in table.rows)
    of_coins = rolls and names_coin(table.caption) and not OTHER_COINS.search(table.caption.lower())
    headed = False
    for row in table.rows:
        if row.above:
            headed = bool(_COIN_ALONE.fullmatch(plain_label(row.heading)))
        counted = bool(row.values) and row.values[0].coins
        if row.label.meaning is None and (headed or of_coins or counted):
            yield replace(row, label=elliptic_label(row.text))
        else:
            yield row


def elliptic_label(text: str) -> Label:
    """A label that leaves the coin out, such as "Sold": read as if it named it."""
    plain = plain_label(text)
    return label_of(f"bitcoin {plain}") if _ELLIPTIC.fullmatch(plain) else label_of(text)
