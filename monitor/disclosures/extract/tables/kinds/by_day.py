"""What is held, and what of it is restricted, on one day: the split of a balance, and lists of holdings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from monitor.disclosures.extract.tables.finding.cells import Value
from monitor.disclosures.extract.tables.finding.table import Table, TableRow
from monitor.disclosures.extract.tables.header.columns import Column, Measure, day_named
from monitor.disclosures.extract.tables.header.words import HeaderWord, Word
from monitor.disclosures.extract.tables.label.meaning import Label, Meaning, plain_label
from monitor.disclosures.extract.tables.values.spread import spread
from monitor.disclosures.extract.tables.values.told import Told

_COIN = re.compile(r"(?:bitcoin|btc)(?: \((?:btc|units)\))?")
_NUMBER_OF = re.compile(r"\b(?:number|quantity|units) of\b", re.IGNORECASE)
_SPLIT = (Column(measure=Measure.QUANTITY), Column(measure=Measure.MONEY))


def told_by_day(table: Table, last: Told | None) -> Iterator[Told]:
    """What a table without periods tells of one day.

    `last` is the roll-forward read before it, whose closing balance it may split.
    """
    columns = _columns(table)
    if not columns:
        return
    rows = [(row, values) for row in table.rows if (values := spread(row.values, columns)) is not None]
    day = _only_day(table.about) or _split_day(rows, last)
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
        days = [each for each in row.said if each.word is Word.DATE]
        if counts and len(row.values) == 1 and len(days) == 1 and (day := day_named(days[0])) is not None:
            told = Told(None, day, "table.day")
            told.take(row, row.values[0], Column(measure=Measure.QUANTITY))
            yield told


def _columns(table: Table) -> Sequence[Column]:
    if table.columns:
        return table.columns if table.columns[0].measure is Measure.QUANTITY else ()
    pairs = [row.values for row in table.rows if len(row.values) == len(_SPLIT)]
    dollars = any(values[1].currency for values in pairs)
    return _SPLIT if dollars and not any(values[0].currency for values in pairs) else ()


def _only_day(about: Sequence[HeaderWord]) -> date | None:
    days = [each for each in about if each.word is Word.DATE]
    return day_named(days[0]) if len(days) == 1 else None


def _split_day(rows: Sequence[tuple[TableRow, list[Value | None]]], last: Told | None) -> date | None:
    """The closing day of the roll-forward above, where one of the rows repeats its closing balance."""
    closing = last.coins.get(Meaning.BALANCE) if last is not None else None
    if last is None or closing is None:
        return None
    same = any(values[0] is not None and values[0].number == closing.number for _, values in rows)
    return last.end if same else None
