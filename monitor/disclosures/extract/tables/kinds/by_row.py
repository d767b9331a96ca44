"""Tables whose rows are the periods, or the companies, and whose columns are what was mined, sold and held."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from monitor.disclosures.extract.selling import SALE_WORD, SELLING_WORD, SOLD_WORD
from monitor.disclosures.extract.tables.finding.cells import Kind, Value
from monitor.disclosures.extract.tables.finding.table import Table, TableRow
from monitor.disclosures.extract.tables.header.column_names import names_run_together
from monitor.disclosures.extract.tables.header.columns import Column, columns_of, day_named
from monitor.disclosures.extract.tables.header.words import PERIOD_WORDS, Word
from monitor.disclosures.extract.tables.label.elliptic import elliptic_label
from monitor.disclosures.extract.tables.label.meaning import Label, Meaning, label_of, plain_label, scale_of
from monitor.disclosures.extract.tables.subject import Period, Speakers
from monitor.disclosures.extract.tables.values.told import Told, with_earlier

_COMPANIES = re.compile(r"^\s*(?:company|companies|miners?|issuer|firm|name)\W*$", re.IGNORECASE)
"""Heads a column of names."""
_WEEK = re.compile(r"\bweek (?:end(?:ed|ing)?|(?P<first>of|beginning|starting|commencing))\b", re.IGNORECASE)
"""Heads a column of days that stand for weeks."""


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
    widths = Counter(len(row.values) for row in table.rows)
    width = max(widths, key=lambda each: (widths[each], each))
    heads = _heads(table.rows[0], width, context.text)
    names = _named_columns(heads[1:], context, table)
    if names is None:
        return []
    companies = _COMPANIES.search(heads[0]) is not None
    told = []
    monthly = _are_months(table)
    weekly = _WEEK.search(heads[0])
    zeros = {place for row in table.rows for place, value in enumerate(row.values) if value.digits == "0"}
    for row in table.rows:
        if len(row.values) != len(names):
            continue
        period, owner = _whose(row, table, context, companies=companies, monthly=monthly)
        if weekly is not None and period.start is not None and period.start == period.end:
            period = _week(period.start, begins=weekly["first"] is not None)
        if period.end is None or period.start is None:
            continue
        figures = Told(period.start, period.end, "table.row", to_date=period.to_date)
        for place, (head, label, value) in enumerate(zip(heads[1:], names, row.values, strict=True)):
            if place in zeros and value.kind is Kind.NIL and owner is not None:
                continue  # beside others' zeros a dash is none
            read = replace(row, label=_by_sign(head, label, value))
            figures.take(read, value, period, scale=table.scale)
        told.append((figures, owner))
    with_earlier(figures for figures, _ in told)
    return told


def _week(day: date, *, begins: bool) -> Column:
    """The week that a day begins or ends."""
    start = day - timedelta(days=0 if begins else 6)
    return Column(start, start + timedelta(days=6))


def _by_sign(head: str, label: Label, value: Value) -> Label:
    """What was bought or moved a negative number of was sold: "(704)" under "Bitcoin acquired"."""
    counted = label.meaning is None and not value.currency and (value.coins or _counts_coins(head))
    if value.negative and (counted or label.meaning is Meaning.PURCHASED):
        return Label(Meaning.SOLD)
    return label


def _counts_coins(head: str) -> bool:
    return _COUNT.fullmatch(plain_label(head)) is not None


_COUNT = re.compile(
    r"(?:amount|quantity|change|number)? ?(?:of |in )?\(?(?:in )?(?:btcs?|bitcoins?)\)?(?: (?:amount|quantity|change))?"
)


def _heads(first: TableRow, width: int, text: str) -> list[str]:
    """What stands above the label of the first row and above the values; nothing where that cannot be told."""
    line = text.rfind("\n", 0, first.start) + 1
    above = text[max(0, line - _LONGEST_HEAD) : max(0, line - 1)].rstrip().rpartition("\n")[2]
    cells = [cell.strip() for cell in above.split("|") if cell.strip()]
    if len(cells) == width + 1:
        return cells
    if len(cells) == width and above.lstrip().startswith("|"):
        return ["", *cells]
    apart = [text[each.start : each.end] for each in first.above]
    together = names_run_together("".join(apart[-1:])) or names_run_together(above)
    if len(together) in {width, width + 1}:
        return ["", *together][-width - 1 :]
    return ["", *apart][-width - 1 :] if len(apart) >= width else []


_LONGEST_HEAD = 400


def _are_months(table: Table) -> bool | None:
    """Whether rows named by days are months, by their last days; None where these may be ends of quarters."""
    days = [day for row in table.rows if row.own_period for day in _days(row)]
    if not days or any(day.month == (day + _A_DAY).month for day in days):
        return False
    months = sorted({day.year * 12 + day.month for day in days})
    return (len(months) > 1 and months[-1] - months[0] == len(months) - 1) or None


_A_DAY = timedelta(days=1)


def _days(row: TableRow) -> list[date]:
    """The days that a row's label names, the first with the last one's year: "May 1 - May 7, 2024"."""
    dates = [each for each in row.said if each.word in {Word.DATE, Word.MONTH_DAY}]
    dates = [
        day for each in dates for day in ([replace(each, day=each.since), each] if each.since else [each])
    ]
    year = next((each.year for each in reversed(dates) if each.year), None)
    named = (day_named(replace(each, year=each.year or year)) for each in dates)
    days = [day for day in named if day is not None]
    if len(days) == _A_RANGE and days[0] > days[1] and dates[0].year is None:
        days[0] = days[0].replace(year=days[0].year - 1)
    return days


_A_RANGE = 2


def _whose(
    row: TableRow, table: Table, context: Context, *, companies: bool, monthly: bool | None
) -> tuple[Column, str | None]:
    """The period of a row, and the company it names."""
    if row.own_period or _is_sale(row):
        return _period(row, table, context, monthly=monthly), None
    owner = context.speakers.named(row.text, as_printed=companies)
    return (Column(*context.subject) if context.subject and owner is not None else Column()), owner


def _is_sale(row: TableRow) -> bool:
    """As in "Sale 1/10/2023-1/20/2023" and "Tranche 2, May 3, 2024": a label that is a sale's days."""
    periods = bool(row.said) and all(each.word in PERIOD_WORDS for each in row.said)
    return periods and _SALE_WORDS.issuperset(row.words_beside_periods)


_SALE_WORDS = frozenset("sale sales sold tranche lot block trade no of on from to week the and".split())


def _period(row: TableRow, table: Table, context: Context, *, monthly: bool | None) -> Column:
    """As in "May 2024", "May 1 - May 7, 2024", "2024-05-03"; a last day of a month may stand for the month."""
    days = _days(row)
    if len(days) == _A_RANGE and len(row.said) <= _A_RANGE and days[0] <= days[1]:
        return Column(days[0], days[1])
    if len(days) == 1 and len(row.said) == 1 and row.said[0].year:
        if monthly is None:
            return Column()
        return Column(days[0].replace(day=1) if monthly else days[0], days[0])
    columns = columns_of(row.said, table.about, context.month)
    return columns[0] if len(columns) == 1 else Column()


def _named_columns(heads: Sequence[str], context: Context, table: Table) -> list[Label] | None:
    """What the columns are; None where none has a meaning. In a text of bitcoin, "Sold" is of bitcoin."""
    read = elliptic_label if context.of_bitcoin else label_of
    labels = [read(each) for each in heads]
    if len(labels) == 1 and len(table.rows) > 1 and labels[0].meaning is Meaning.SOLD:
        return labels  # a list of periods below "Bitcoin sold"
    counts = [_counts_coins(head) for head in heads]
    if len(labels) <= 1 or not (any(counts) or any(label.meaning is not None for label in labels)):
        return None  # one value is no table's row
    named = [_of_sale(head) or label for head, label in zip(heads, labels, strict=True)]
    if any(each.meaning is Meaning.BARE_PROCEEDS for each in named) and _is_of_sales(table):
        sold = (label.meaning is None and counted for label, counted in zip(named, counts, strict=True))
        return [Label(Meaning.SOLD) if each else label for each, label in zip(sold, named, strict=True)]
    return named


def _is_of_sales(table: Table) -> bool:
    """Whether a table is of what was sold, and of nothing that was bought, by what stands above it."""
    caption = table.caption.lower()
    return _SALES.search(caption) is not None and _PURCHASES.search(caption) is None


_SALES = re.compile(
    rf"\b(?:bitcoins?|btcs?|treasury|digital assets?) {SELLING_WORD}\b|"
    rf"\b{SOLD_WORD}\b.*\b(?:bitcoins?|btcs?)\b|\b{SALE_WORD} of (?:bitcoins?|btcs?)\b"
)
_PURCHASES = re.compile(r"\b(?:purchase[sd]?|acqui\w+|bought)\b")


def _of_sale(head: str) -> Label | None:
    """Price and proceeds, which a column tells without saying of what."""
    plain = plain_label(head).replace(".", "")
    meaning = next((meaning for said, meaning in _TERMS if said.fullmatch(plain)), None)
    return None if meaning is None else Label(meaning, money=True, scale=scale_of(plain_label(head)))


_PRICE = r"(?:(?:average|avg|net|sales?|selling|unit) )*price(?: per (?:bitcoin|btc|coin)| \((?:us)?[d$]?\))?"
_PROCEEDS = r"(?:(?:aggregate|total|net|gross|cash|sales?) )*proceeds(?: \([^()]{1,20}\))?"
_TERMS = ((re.compile(_PRICE), Meaning.BARE_PRICE), (re.compile(_PROCEEDS), Meaning.BARE_PROCEEDS))
