"""What only a whole table tells: which lines of its header are the columns', and labels that leave the coin out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from monitor.disclosures.extract.tables.finding.table import Table, TableRow
from monitor.disclosures.extract.tables.header.coin_columns import coin_columns, counts_bitcoin, is_bitcoin
from monitor.disclosures.extract.tables.header.columns import (
    Column,
    Measure,
    columns_of,
    day_named,
    with_days_last,
)
from monitor.disclosures.extract.tables.header.words import PERIOD_WORDS, HeaderWord, Word
from monitor.disclosures.extract.tables.label.elliptic import elliptic_label
from monitor.disclosures.extract.tables.label.meaning import (
    NOTHING,
    OTHER_COINS,
    Label,
    Meaning,
    label_of,
    names_coin,
    plain_label,
)
from monitor.disclosures.extract.tables.subject import Period
from monitor.disclosures.extract.tables.values.balanced import balanced, with_missing
from monitor.disclosures.extract.tables.values.measured_apart import with_measures
from monitor.disclosures.extract.tables.values.spread import spread

_MOST_LINES = 12
_TOTAL = re.compile(r"totals?\b")
_PART = re.compile(r"(?:non-? ?current|current|long.term|short.term)(?: assets| portion)?")
"""Heads a part of what is held."""


def completed(
    table: Table, month: date | None, period: Period | None, *, of_bitcoin: bool, commas: bool
) -> Table:
    """A table with its columns, and with labels such as "Sold" read where the table is of bitcoin.

    `period` is that of the lines above, or the one the document is about; `commas` where its text has any in numbers.
    """
    rows = with_measures(list(_grouped(table.rows, commas=commas)))
    table = replace(table, rows=_with_balances(list(map(_with_end, rows))))
    columns = columns_of(table.header, table.about, month)
    if (laid := balanced(table.rows, columns)) is not None:
        table = replace(table, rows=laid)
    elif table.tagged and len(columns) > 1:
        durations = sum(each.word is Word.DURATION for each in table.header)
        columns = with_days_last(columns) if durations == 1 else columns
        table = replace(table, rows=[with_missing(row, columns) for row in table.rows])
    else:
        columns = _best_columns(table, month)
    width = Counter(len(row.values) for row in table.rows).most_common(1)[0][0] if table.rows else 0
    coins = coin_columns(table.heads, table.header)
    if 1 < width < len(coins):
        coins = coins[:width]  # totals of money have no units: the rows of units end before them
    several = bool(coins) and _fitting(table, coins) > len(table.rows) // 2
    rolls = _rolls_undated(table)
    if several:
        columns = coins
    elif rolls and not columns:
        columns = (Column(),) * width
    undated = all(each.end is None for each in columns)
    if several or (rolls and undated):
        columns = _of_their_period(columns, table, month, period)
    elif undated and _tells_deeds(table, columns):
        dated = _of_their_period(columns, table, month, None)
        columns = dated if dated[0].start is not None else columns
    table = replace(table, columns=columns)
    of_coins = several or (of_bitcoin and _are_elliptic(table))
    return replace(table, rows=list(_with_coins(table, of_coins, several=several)))


def _grouped(rows: Sequence[TableRow], *, commas: bool) -> Iterator[TableRow]:
    """The rows, glued values marked where others of the text show that thousands are parted by commas."""
    for row in rows:
        glued = commas and any(value.glued or value.number is None for value in row.values)
        yield replace(row, values=tuple(each._replace(grouped=True) for each in row.values)) if glued else row


def _with_end(row: TableRow) -> TableRow:
    """A row, a balance without a year read as the first where it is of a month's first day, as the last at its end."""
    days = [each.day or 0 for each in row.said if each.word is Word.MONTH_DAY]
    unsaid = row.label.meaning is Meaning.BALANCE and not (row.label.opens or row.label.closes)
    if not unsaid or len(days) != 1 or len(row.said) != 1 or 1 < days[0] < _MONTH_END:
        return row
    return replace(row, label=replace(row.label, opens=days[0] == 1, closes=days[0] != 1))


_MONTH_END = 28


def _with_balances(rows: list[TableRow]) -> list[TableRow]:
    """The rows, those of a day, or of what was held on one, read as balances where flows stand between them."""
    days = [
        place
        for place, row in enumerate(rows)
        if _END.fullmatch(plain_label(row.text))
        or (_is_day(row) and (row.own_period or row.label.meaning is Meaning.HELD or _is_stock(row)))
    ]
    between = rows[days[0] : days[-1]] if len(days) > 1 else []
    flows = any((row.label.meaning or _elliptic(row).meaning) in _FLOWS for row in between)
    if not flows or any(after - before == 1 for before, after in pairwise(days)):
        return rows
    read = list(rows)
    for place in days:
        end = _END.fullmatch(plain_label(rows[place].text))
        opens, closes = bool(end and end["opens"]), bool(end and not end["opens"])
        label = Label(Meaning.BALANCE, any_coin=True, opens=opens, closes=closes)
        read[place] = replace(rows[place], label=label, own_period=False)
    return read


_END = re.compile(
    r"(?:(?P<opens>opening|beginning|at (?:the )?beginning|start|brought forward)"
    r"|closing|ending|at (?:the )?end|carried forward)"
)
"""How the ends of a roll-forward are called where it leaves out that they are balances."""


def _is_day(row: TableRow) -> bool:
    said = [each.word for each in row.said if each.word in PERIOD_WORDS]
    return len(said) == 1 and said[0] in {Word.DATE, Word.MONTH_DAY}


def _is_stock(row: TableRow) -> bool:
    """As in "Units, June 30, 2025" and "Held at January 1, 2025": what there is on a day, and of what is not said."""
    return _STOCK.issuperset(row.words_beside_periods)


_STOCK = frozenset(
    "units held holdings number quantity in treasury at as of on total coins opening closing".split()
)
_FLOWS = {Meaning.SOLD, Meaning.PROCEEDS, Meaning.PRODUCED, Meaning.PURCHASED, Meaning.SWAPPED}


def _tells_deeds(table: Table, columns: Sequence[Column]) -> bool:
    """Whether rows are deeds, columns their coins and money: "Bitcoin sold | 300 | $29.9" below "Number | Value"."""
    measures = {each.measure for each in columns}
    sold = any(row.label.meaning is Meaning.SOLD for row in table.rows)
    return (
        sold and {Measure.QUANTITY, Measure.MONEY} <= measures and _fitting(table, columns) == len(table.rows)
    )


def _fitting(table: Table, columns: Sequence[Column]) -> int:
    return sum(spread(row.values, columns) is not None for row in table.rows)


def _of_their_period(
    columns: Sequence[Column], table: Table, month: date | None, period: Period | None
) -> tuple[Column, ...]:
    """Columns without days, with the period that the header or the sentence above names, if it is one alone.

    The only column of a roll-forward for which nothing is named is of the period given.
    """
    if any(row.label.meaning is Meaning.BALANCE and _is_dated(row) for row in table.rows):
        return tuple(columns)
    for words in (table.header, table.about):
        periods = columns_of([each for each in words if each.word in PERIOD_WORDS], table.about, month)
        if len(periods) == 1:
            return tuple(replace(each, start=periods[0].start, end=periods[0].end) for each in columns)
    if (days := _first_and_last(table.about)) is not None:
        return tuple(replace(each, start=days[0], end=days[1]) for each in columns)
    if period is not None and len(columns) == 1 and not (table.header or table.about):
        return (replace(columns[0], start=period[0], end=period[1]),)
    return tuple(columns)


def _first_and_last(said: Sequence[HeaderWord]) -> Period | None:
    """The two days that a sentence above names, where the first begins a month: "January 1, 2025 to March 31, 2025"."""
    days = [day for each in said if each.word is Word.DATE and (day := day_named(each)) is not None]
    named = len(days) == len(said) == 2  # noqa: PLR2004 - the first and the last
    if not named or days[0].day != 1 or days[0] >= days[1]:
        return None
    return days[0], days[1]


def _rolls_undated(table: Table) -> bool:
    """Whether rows lead from a balance that is the first to one that is the last, by their words alone."""
    balances = [row for row in table.rows if row.label.meaning is Meaning.BALANCE]
    undated = not any(_is_dated(row) for row in balances)
    return undated and any(row.label.opens for row in balances) and any(row.label.closes for row in balances)


def _is_dated(row: TableRow) -> bool:
    return any(each.word is Word.DATE for each in row.said)


def _best_columns(table: Table, month: date | None) -> tuple[Column, ...]:
    """The columns that most rows fit: those of the whole header, else of its last lines under the others."""
    best: tuple[Column, ...] = ()
    fitting = -1
    for columns in _ways(table, month):
        fits = _fitting(table, columns) if columns else 0
        if fits > fitting and (len(columns) > 1 or not best):  # one column fits too easily
            best, fitting = columns, fits
        if fitting == len(table.rows):
            break
    return best


def _ways(table: Table, month: date | None) -> Iterator[tuple[Column, ...]]:
    """The ways to read the header."""
    to_date = any(each.word is Word.TO_DATE for each in table.header)
    for header, about in _headers(table):
        yield columns_of(header, about, month)
        if to_date:
            yield columns_of(header, about, month, apart=True)


def _headers(table: Table) -> Iterator[tuple[Sequence[HeaderWord], Sequence[HeaderWord]]]:
    """A header, and with it what stands above; then ever more of its last lines."""
    yield table.header, table.about
    lines = sorted({each.line for each in table.header})
    for first in reversed(lines[max(1, len(lines) - _MOST_LINES) :]):
        above = [each for each in table.header if each.line < first]
        below = [each for each in table.header if each.line >= first]
        if not _are_columns(above, below):
            yield below, [*table.about, *above]


def _are_columns(above: Sequence[HeaderWord], below: Sequence[HeaderWord]) -> bool:
    """Whether lines above others head columns as well: a period of the same kind that is none of theirs."""
    kinds = {each.word for each in below} & PERIOD_WORDS - {Word.DURATION}
    periods = {(each.word, each.year, each.month, each.day, each.count) for each in below}
    return any(
        each.word in kinds and (each.word, each.year, each.month, each.day, each.count) not in periods
        for each in above
    )


def _are_elliptic(table: Table) -> bool:
    """Whether several deeds are told without coin and money: "Produced: 215", "Sold: 180", "Held: 9,084"."""
    if table.scale is not None and "except" not in table.caption.lower():
        return False
    read = [(row, label) for row in table.rows if (label := _elliptic(row)).meaning in _TOLD]
    bare = {label.meaning for row, label in read if row.label.meaning is None}
    money = any(value.currency for row, _ in read for value in row.values)
    return bool(bare) and len({label.meaning for _, label in read}) > 1 and not money


_TOLD = {Meaning.SOLD, Meaning.PRODUCED, Meaning.HELD}


def _elliptic(row: TableRow) -> Label:
    """A label that leaves the coin out, also where it ends with its period: "Total sold, May 2024"."""
    label = elliptic_label(row.text)
    if label.meaning is not None or len(row.said) != 1 or row.said[0].word not in _OF_FLOWS:
        return label
    beside = _JOINING.sub("", row.text[: row.said[0].start - row.start])
    ends = row.said[0].end >= row.start + len(row.text.rstrip(" :)"))
    return elliptic_label(beside) if ends and label_of(beside).meaning is None else label


_OF_FLOWS = {Word.MONTH, Word.QUARTER, Word.MONTH_NAME, Word.HALF}
"""Periods in which coins are sold and mined."""
_JOINING = re.compile(r"[\s,:(\u2013-]+(?:(?:in|during|for)(?: the)?\s*)?$", re.IGNORECASE)
"""What stands between a label and its period."""


def _with_coins(table: Table, of_coins: bool, *, several: bool) -> Iterator[TableRow]:
    """The rows, their labels completed where they leave the coin out, as they may where bitcoin is rolled forward.

    Below a heading "Bitcoin" all are of bitcoin, below that of another coin none is.

    `of_coins` where labels may leave the coin out, `several` where columns are coins, so that none needs to name one.
    """
    rolls = any(row.label.meaning is Meaning.BALANCE for row in table.rows)
    of_coins = of_coins or (rolls and _is_of_bitcoin(table))
    stocks = _are_stocks(table)
    deeds = {row.label.meaning for row in table.rows} - {None}
    section: bool | None = None
    dated, deed = any(each.end is not None for each in table.columns), NOTHING
    for row in table.rows:
        if row.above:
            deed = label_of(row.heading) if dated else NOTHING
            section = None if _TOTAL.match(plain_label(row.heading)) else is_bitcoin(row.heading)
        of_part = row.label.meaning is Meaning.HELD and _PART.fullmatch(plain_label(row.heading))
        if of_part or (section is False and not several):
            yield replace(row, label=NOTHING)
            continue
        counted = bool(row.values) and row.values[0].coins
        counted = counted or (_is_to_date(row) and _elliptic(row).meaning in deeds)
        label = row.label
        if row.of is not None:
            pass  # its label was read by that of the row above
        elif label.meaning is None and stocks and is_bitcoin(row.text):
            label = Label(Meaning.HELD)
        elif label.meaning is None and (section or of_coins or counted):
            label = _elliptic(row)
        if label.meaning is None and deed.meaning in _FLOWS and _COUNT.fullmatch(plain_label(row.text)):
            label = replace(deed, counted=True)
        if label.any_coin and (section or several):
            label = replace(label, any_coin=False)
        yield row if label is row.label else replace(row, label=label)


_COUNT = re.compile(
    r"(?:total )?(?:quantity|number|units?|coins|bitcoins?|btc|amount in (?:btc|bitcoins?))"
    r"(?: of (?:bitcoins?|btc|coins|units))?(?: \((?:in )?(?:btc|bitcoins?|units?|coins)\))?"
)
"""How a row that counts coins is called below a heading that has the deed: "Bitcoin sold", "Quantity (BTC)"."""


def _is_to_date(row: TableRow) -> bool:
    """As in "Year to date liquidated", which is of the coins that a row above counts for a month."""
    return any(each.word is Word.TO_DATE for each in row.said)


def _are_stocks(table: Table) -> bool:
    """Whether the columns are days and count coins, by what stands above: then a row "Bitcoin" is what was held."""
    days = bool(table.columns) and all(each.start is None and each.end is not None for each in table.columns)
    measured = any(each.word is Word.QUANTITY for each in table.header)
    return days and table.scale is None and (measured or _QUANTITIES.search(table.caption) is not None)


_QUANTITIES = re.compile(
    r"\bquantit(?:y|ies)\b|\b(?:in|by) (?:units?|coins|number)\b|\bnumber of (?:coins|units)\b", re.IGNORECASE
)


def is_of_bitcoin_alone(table: Table) -> bool:
    """Whether a table names bitcoin, in the last sentence above or as what it rolls forward, and no other coin."""
    introduced = _SENTENCES.split(table.caption.lower())[-1]
    labels = " ".join(row.text for row in table.rows).lower()
    if OTHER_COINS.search(f"{introduced} {labels}") or _SOME_OF.search(introduced):
        return False
    rolled = [row for row in table.rows if row.label.meaning is Meaning.BALANCE]
    return _BITCOIN.search(_THINGS.split(introduced)[-1]) is not None or any(
        not row.label.any_coin for row in rolled
    )


_BITCOIN = re.compile(r"\b(?:bitcoins?|btcs?)\b")
_SOME_OF = re.compile(
    r"\b(?:including|includes?|primarily|mainly|mostly|predominantly|such as|other|various)\b"
)
"""As in "digital assets, primarily bitcoin": there are others."""
_SENTENCES = re.compile(r"(?<=[a-z)])[.;!?]\s+(?=[a-z])")


def _is_of_bitcoin(table: Table) -> bool:
    """Whether a roll-forward is of bitcoin alone, by what stands above it or by its own rows."""
    caption = table.caption.lower()
    labels = [row.label for row in table.rows if row.label.meaning not in {None, Meaning.BALANCE}]
    named = names_coin(_THINGS.split(caption)[-1]) or not all(each.any_coin for each in labels)
    return named and (counts_bitcoin(caption) or not OTHER_COINS.search(caption))


_THINGS = re.compile(
    r"\b(?:shares?|stock|warrants?|options|notes|miners|machines|rigs|servers|equipment|mining hardware)\b"
)
"""What else can be rolled forward by number: the last that a caption names is what its table is of."""
