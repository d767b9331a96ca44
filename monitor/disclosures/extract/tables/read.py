"""Statements from the tables of a text."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from monitor.disclosures.extract.companies.names import Names
from monitor.disclosures.extract.dating.anchoring import anchor_of
from monitor.disclosures.extract.found import About, Found
from monitor.disclosures.extract.limits import MOST_READ, Budget
from monitor.disclosures.extract.lowered import found_behind, lowered
from monitor.disclosures.extract.tables.completing import completed, is_of_bitcoin_alone
from monitor.disclosures.extract.tables.finding.collecting import tables_of
from monitor.disclosures.extract.tables.finding.flattened import row_starts
from monitor.disclosures.extract.tables.finding.masking import masked
from monitor.disclosures.extract.tables.finding.table import Table, TableRow
from monitor.disclosures.extract.tables.header.coin_columns import counts_bitcoin
from monitor.disclosures.extract.tables.header.columns import day_named, latest_year, month_of
from monitor.disclosures.extract.tables.header.words import Expressions, Word
from monitor.disclosures.extract.tables.kinds.by_balance import counted_by_day, told_by_balance, told_by_day
from monitor.disclosures.extract.tables.kinds.by_column import told_by_column
from monitor.disclosures.extract.tables.kinds.by_list import (
    are_dashed,
    told_beside,
    told_by_list,
    told_by_pair,
)
from monitor.disclosures.extract.tables.kinds.by_row import Context, told_by_row
from monitor.disclosures.extract.tables.kinds.crossed import told_crossed
from monitor.disclosures.extract.tables.kinds.headed import HeadedLists
from monitor.disclosures.extract.tables.kinds.ledger import ledger_rows
from monitor.disclosures.extract.tables.kinds.single_row import single_rows
from monitor.disclosures.extract.tables.label.meaning import (
    NOTHING,
    OTHER_COIN_WORDS,
    OTHER_COINS,
    Meaning,
    names_coin,
)
from monitor.disclosures.extract.tables.subject import (
    LEAD,
    Period,
    Speakers,
    Subject,
    latest_month,
    period_of,
    subject_of,
)
from monitor.disclosures.extract.tables.telling.statements import statements_of
from monitor.disclosures.extract.tables.telling.together import once, quarters_between
from monitor.disclosures.extract.tables.values.spread import spread
from monitor.disclosures.extract.tables.values.told import Item, Told

_MOST = 2_000
"""Statements of one document."""
_BOOKED = re.compile(
    r"\b(?:sales?|sold|dispositions?)\b[^.\n]{0,80}\b(?:represents?|at|reflects?|are|is)\b"
    r"[^.\n]{0,40}\b(?:carrying|cost basis|book)\b"
)
_SOLD_WORDS = ("sale", "sold", "disposition")
_THOUSANDS = re.compile(r"[i($'](?:(?<=\bi)n thousands\b|(?<=\()000s\)|(?<=[$'])\s?000s?\b)")
_NOTED = re.compile(
    r"\b(?:amounts?|figures|sums|dollars?)\b[^.\n]{0,40}?\bin thousands\b[^.\n]{0,30}?\b(?:unless|except|otherwise)\b"
)
"""A note below a table that tells what all of a statement is counted in: "(amounts in thousands unless noted)"."""
_NOTED_BELOW = re.compile(
    r"[\s)|]*\((?:(?:all|the|amounts?|figures|sums|dollars?|usd|u\.?s\.?\$?|\$|are|stated|expressed|presented|shown)\s+){0,5}"
    r"in thousands(?: of (?:u\.?s\.? )?dollars)?(?:,? except[^()\n]{0,60})?\.?\)\s*(?:\Z|[^\n]*[.:;]\s*(?:\n|\Z))",
    re.IGNORECASE,
)
"""A line right below a table that is nothing but such a note, with prose below it and no table that it could head."""
_FOREIGN = re.compile(
    r"\b(?:canadian|australian|singapore|hong kong) dollars?\b|\b(?:CAD|GBP|EUR|AUD)\b|\bC\$|\bCDN|"
    r"\bpounds? sterling\b|\bin euros?\b|[£€]\s?(?:'?000|m\b)",
    re.IGNORECASE,
)
"""Above a table whose money is not US dollars."""
_PARTED = re.compile(r"\d,\d{3}(?![\d,])")
"""A number whose thousands a comma parts."""
_BOTH_ENDS = 2
_YEARS = range(2009, 2100)
"""Years in which a document on bitcoin can be published."""
_FOOT = 60
"""Characters behind a list in which it may be said of what period it is: "Figures for May 2024"."""
_UNIT_REACH = 4_000
"""Characters above a table in which a document says that it counts in thousands, or which coins it has."""


@dataclass(frozen=True, slots=True)
class TableReading:
    """What the tables of a text state."""

    statements: tuple[Found, ...]
    """In reading order."""
    spans: tuple[tuple[int, int], ...]
    """Where the rows stand that they were read from: start and end in characters, in order, without overlap."""
    unread: int = 0
    """Characters at the end of the text that were too many to look for tables in."""


def table_statements(text: str, about: About, names: Names | None = None) -> TableReading:
    """Everything the tables and the "label: value" lists of a text state, by each period they have.

    It never raises, whatever the text, and takes time in proportion to its length.

    Args:
        text: a document's text, from our own reading or flattened by others.
        about: what is known of the document.
        names: the companies of the text; None if nobody has looked for them.
    """
    reader = _Reader(text, about, names)
    found = [each for item in reader.lists() for each in statements_of(item.told, text, item.owner)]
    budget = Budget(MOST_READ)
    for table in tables_of(reader.seen, reader.said, budget, marked="</" in text):
        for told, owner in reader.told(table):
            found += statements_of(told, text, owner or reader.speakers.at(table.start))
        if len(found) > _MOST:
            break
    found = once(found)[:_MOST]
    found += quarters_between(found)
    found.sort(key=lambda each: (each.start, each.end, each.kind))
    spans = _merged((*reader.spans, *((each.start, each.end) for each in found)))
    return TableReading(tuple(found), spans, budget.unread)


class _Reader:
    """One text, and what is known of it before its tables are read."""

    def __init__(self, text: str, about: About, names: Names | None) -> None:
        self.seen = masked(text)
        self.speakers = Speakers(text, about, names)
        self.said = Expressions(self.seen, row_starts(self.seen), self.speakers.fiscal_year_end)
        self._written = about.published if about.published and about.published.year in _YEARS else None
        lead = self.said.within(0, LEAD)
        self._subject = subject_of(self.seen, lead, self._written) or self._titled(text, about)
        self.month = latest_month(lead, self._subject, self._written)
        low = lowered(self.seen)
        self._thousands = [found.start() for found in _THOUSANDS.finditer(low)]
        self._noted = [found.start() for found in _NOTED.finditer(low)] if self._thousands else []
        booked = any(word in low for word in ("carrying", "cost basis", "book"))
        self._booked = booked and any(found_behind(_SOLD_WORDS, _BOOKED, low, low))
        self._others = [each.start() for each in found_behind(OTHER_COIN_WORDS, OTHER_COINS, low, low)]
        self._context = Context(
            text=self.seen,
            speakers=self.speakers,
            subject=self._subject.period if self._subject is not None else None,
            month=self.month,
            of_bitcoin=names_coin(self.seen) and not self._others,
        )
        self._commas = _PARTED.search(self.seen) is not None
        self._last: Told | None = None
        self.spans: list[tuple[int, int]] = []

    def _titled(self, text: str, about: About) -> Subject | None:
        """The period that a document's title or address tells, where its text does not."""
        period = anchor_of(text, about, self.speakers.filer).focus
        return Subject(period, 0) if period is not None else None

    def lists(self) -> Iterator[Item]:
        """What lists of transactions tell, lists below a deed, and rows without a label: no rows of tables any more."""
        subject, of_bitcoin = self._context.subject, self._context.of_bitcoin
        yield from self._taken_out(ledger_rows(self.seen, self.said, self.speakers.at))
        headed = HeadedLists(self.seen, self.said, self.speakers, subject, self.month)
        yield from self._taken_out(headed.items(of_bitcoin=of_bitcoin))
        yield from self._taken_out(single_rows(self.seen, subject, self._written))

    def _taken_out(self, items: Iterable[Item]) -> Sequence[Item]:
        """What was found, in reading order, with blanks where it stood: put in at once, for there may be thousands."""
        found, pieces, at = list(items), [], 0
        for item in found:
            pieces += [self.seen[at : item.start], " " * (item.end - item.start)]
            at = item.end
        self.seen = "".join((*pieces, self.seen[at:]))
        self.spans += [(item.start, item.end) for item in found]
        return found

    def told(self, table: Table) -> Iterator[tuple[Told, str | None]]:
        """What one table tells of each period, by the first manner in which it can be read, and whose it is."""
        paired = told_by_pair(table, self.month, of_bitcoin=self._context.of_bitcoin) if table.paired else []
        self.spans += [(row.start, row.pairs[-1].value.end) for row in table.paired if paired]
        yield from ((told, None) for told in paired)
        if not table.rows:
            return
        of_bitcoin, period = self._context.of_bitcoin, self._list_period(table)
        table = completed(table, self.month, period, of_bitcoin=of_bitcoin, commas=self._commas)
        if self._is_near_others(table) and not (counts_bitcoin(table.caption) or is_of_bitcoin_alone(table)):
            table = replace(table, rows=[_of_bitcoin(row) for row in table.rows])
        crossed = [(told, None) for told in told_crossed(table, self._context)]
        if of_rows := crossed or told_by_row(table, self._context):
            self._claim(table)
            yield from of_rows
            return
        read = list(self._of_grid(table, self._context.subject))
        if not read and (period := _only_period(table)) is not None:
            read = list(told_by_list(table, period, self.month, self._document_scale(table)))
        if read or table.columns or _rolls(table):
            self._claim(table)
        else:
            read = list(
                told_by_list(table, self._list_period(table), self.month, self._document_scale(table))
            )
        for told in read:
            self._last = told
            yield told, None
        if read and len(table.columns) <= 1:
            yield from ((told, None) for told in told_beside(table, self.seen, self.said, self.month))

    def _is_near_others(self, table: Table) -> bool:
        """Whether other coins are spoken of near a table."""
        place = bisect_left(self._others, table.start - _UNIT_REACH)
        end = table.rows[-1].end if table.rows else table.start
        return place < len(self._others) and self._others[place] <= end + _UNIT_REACH

    def _claim(self, table: Table) -> None:
        """All rows of a table that was recognised are read, also those that mean nothing that is asked for."""
        self.spans += [row.whole for row in table.rows]

    def _of_grid(self, table: Table, period: Period | None) -> Iterator[Told]:
        dated = any(each.end is not None for each in table.columns)
        if dated and all(row.label.meaning is None for row in table.rows):
            self._last = None if _fits(table) else self._last
            return
        scale = self._document_scale(table)
        booked = self._booked or _FOREIGN.search(table.caption) is not None
        if dated:
            yield from told_by_column(table, period, scale, self._is_told, booked=booked)
        elif by_balance := list(told_by_balance(table, scale, booked=booked)):
            balances = (place for place, row in enumerate(table.rows) if row.label.meaning is Meaning.BALANCE)
            yield from told_by_day(replace(table, rows=table.rows[: next(balances, 0)]), self._last)
            yield from by_balance
            yield from counted_by_day(table.rows)
        else:
            yield from told_by_day(table, self._last)

    def _is_told(self, digits: str) -> bool:
        return re.search(rf"(?<![\d.,]){re.escape(digits)} (?:BTC|[Bb]itcoins?)\b", self.seen) is not None

    def _document_scale(self, table: Table) -> int | None:
        before = bisect_left(self._thousands, table.start)
        near = before and table.start - self._thousands[before - 1] <= _UNIT_REACH
        behind = bisect_left(self._noted, table.start)
        noted = behind < len(self._noted) and self._noted[behind] - table.start <= _UNIT_REACH
        below = bool(table.rows) and _NOTED_BELOW.match(self.seen, table.rows[-1].whole[1]) is not None
        return 1_000 if near or noted or below else None

    def _heading(self, table: Table) -> Period | None:
        """The period that stands in the lines right above a list."""
        for each in reversed(table.rows[0].above):
            said = self.said.within(each.start, each.end)
            days = [day for word in said if word.word is Word.DATE and (day := day_named(word)) is not None]
            if len(days) == _BOTH_ENDS and days[0] <= days[1]:
                return days[0], days[1]
            dated = [word for word in said if word.word in {Word.MONTH, Word.QUARTER}]
            if (named := period_of(dated, None)) is not None:
                return named.period
            names = [
                word for word in said if word.word is Word.MONTH_NAME and self.seen[word.start].isupper()
            ]
            if len(names) == 1 and self._written is not None:
                month = names[0].month or 1
                return month_of(latest_year(month, self._written), month)
        return None

    def _list_period(self, table: Table) -> Period | None:
        """The period in the lines right above a list, else the document's, where it is said before the list."""
        heading = self._heading(table)
        if heading is not None or self._subject is None:
            return heading
        return self._subject.period if self._subject.place < table.rows[-1].whole[1] + _FOOT else None


def _fits(table: Table) -> bool:
    """Whether a table that means nothing was one at all, and so parts what is below it from a roll-forward above."""
    return any(not row.own_period and spread(row.values, table.columns) is not None for row in table.rows)


def _of_bitcoin(row: TableRow) -> TableRow:
    """A row of "digital assets" tells nothing of bitcoin where a text speaks of other coins too."""
    of_any = row.label.any_coin and row.label.meaning is not Meaning.BALANCE
    return replace(row, label=NOTHING) if of_any else row


def _rolls(table: Table) -> bool:
    """Whether it is a roll-forward, which is no prose even if nothing could be read from it."""
    return len(table.rows) > sum(row.label.meaning is Meaning.BALANCE for row in table.rows) >= _BOTH_ENDS


def _only_period(table: Table) -> Period | None:
    """The period of a table's only column, which its lines do not fit where dashes part labels and values."""
    if len(table.columns) != 1 or not are_dashed(table.rows):
        return None
    [column] = table.columns
    return (column.start, column.end) if column.start is not None and column.end is not None else None


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return tuple(merged)
