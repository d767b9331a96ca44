"""Lists of transactions, each row with its day and its deed: "2026-02-13 | SELL | -1,180 | $66,912 | $78,956,160"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from monitor.disclosures.extract.limits import MOST_READ
from monitor.disclosures.extract.selling import SALES, SOLD
from monitor.disclosures.extract.tables.finding.cells import Value, cells_of
from monitor.disclosures.extract.tables.finding.table import TableRow
from monitor.disclosures.extract.tables.header.column_names import names_begin, names_run_together
from monitor.disclosures.extract.tables.header.columns import Column, day_of
from monitor.disclosures.extract.tables.header.words import Expressions, HeaderWord, Word
from monitor.disclosures.extract.tables.kinds.headed import Item
from monitor.disclosures.extract.tables.label.meaning import Label, Meaning, plain_label
from monitor.disclosures.extract.tables.values.told import Told

_SALES = ("sell", *SOLD, *SALES)
_DEEDS = (*_SALES, "buy", "bought", "purchase", "purchased", "acquisition", "acquired")
_CAPITALS = "|".join(form for deed in _DEEDS for form in (deed.upper(), deed.capitalize()))
_DEED = re.compile(rf"(?:{_CAPITALS})(?=[|\s])")
_GAP = 120
"""Characters between a day and its deed."""
_BREAK = re.compile(r"[|\n\t]| {2,}")
_CELL = re.compile(
    r"(?:[|\s]|\$(?=[|\s]))*(?P<cell>[^|\s](?:[^|\n\t ]|[ ](?=\S))*?)(?=[|\n\t]|[ ]{2}|[ ]|\Z)"
)
_HEADS = (
    ("day", re.compile(r"(?:trade |transaction |settlement )?(?:date|day)(?: \([a-z]+\))?")),
    ("deed", re.compile(r"(?:transaction )?(?:type|action|side|event|activity|buy ?/ ?sell)")),
    ("asset", re.compile(r"asset|coin|token|ticker|symbol")),
    (
        "count",
        re.compile(
            r"(?:amount |quantity |number |size |change |volume |units )?(?:of |in )?\(?(?:btcs?|bitcoins?)\)?"
            r"(?: (?:amount|quantity|change|volume|sold|traded))?"
        ),
    ),
    ("size", re.compile(r"amount|quantity|size|units|volume")),
    (
        "price",
        re.compile(
            r"(?:(?:average|avg\.?|unit|btc) )*price(?: ?/ ?btc| per (?:btc|bitcoin|coin))?(?: \(us[d$]\)| \(\$\))?"
        ),
    ),
    (
        "money",
        re.compile(
            r"(?:total |net |gross )?(?:value|proceeds|cost|consideration|usd|amount|total)"
            r"(?: \(us[d$]\)| \(\$\)| usd)?"
        ),
    ),
    (
        "left",
        re.compile(
            r"(?:btc |total |running |new )*(?:balance|holdings|held|total btc)(?: after)?(?: \(btc\))?"
        ),
    ),
)
_REACH = 400
"""Characters above the first row in which the names of its columns stand."""
_MOST = 12
_LONGEST_ROW = 300
_LEAST = 3


@dataclass(frozen=True, slots=True)
class _Row:
    day: HeaderWord
    deed: re.Match[str]


def ledger_rows(text: str, said: Expressions, owner: Callable[[int], str | None]) -> Iterator[Item]:
    """What the rows of such lists tell; "SELL" in them is of bitcoin, by the names of their columns.

    Args:
        text: the masked text.
        said: its header expressions.
        owner: whose figures stand at a place.
    """
    names: Sequence[str] = ()
    last = -1
    rows = list(_rows(text, said))
    newest = max(rows, key=_day, default=None)
    for row, after in zip_longest(rows, rows[1:]):
        if last < 0 or row.day.start - last > _LONGEST_ROW:
            names = _names(text, row.day.start)
        last = row.deed.end()
        if "count" not in names and not {"asset", "size"} <= set(names):
            continue
        end = min(after.day.start if after else len(text), last + _LONGEST_ROW)
        cells = list(_cells(text, last, end, len(names)))
        if (told := _told(row, names, cells)) is not None:
            told.earlier = row is not newest
            yield Item(row.day.start, cells[-1][1], owner(row.day.start), told)


def _rows(text: str, said: Expressions) -> Iterator[_Row]:
    for found in _DEED.finditer(text, 0, MOST_READ):
        before = text[max(0, found.start() - _GAP) : found.start()]
        if not before.endswith(("|", " ", "\n")) or not before.rstrip(" |\n")[-1:].isdigit():
            continue
        end = found.start() - len(before) + len(before.rstrip(" |\n"))
        day = next((each for each in said.within(max(0, end - 20), end) if each.end == end), None)
        if day is not None and day.word is Word.DATE:
            yield _Row(day, found)


def _day(row: _Row) -> tuple[int, int, int]:
    return row.day.year or 0, row.day.month or 0, row.day.day or 0


def _names(text: str, end: int) -> Sequence[str]:
    """What the columns behind day and deed are, by the names right above the first row; nothing if these are none."""
    above = text[max(0, end - _REACH) : end].rstrip(" |\n\t")
    parts = [part.strip() for part in _BREAK.split(above) if part.strip(" -:")]
    begin = names_begin(above, above.rfind("\n") + 1, len(above))
    ways = (parts, [] if begin is None else names_run_together(above[begin:]))
    for way in ways:
        heads = [_head(each) for each in way[-_MOST:]]
        if "day" in heads and heads[-1] != "day":
            behind = heads[len(heads) - heads[::-1].index("day") :]
            if behind[0] == "deed":
                return behind[1:]
    return ()


def _head(text: str) -> str:
    plain = plain_label(text)
    return next((name for name, said in _HEADS if said.fullmatch(plain)), "")


def _cells(text: str, start: int, end: int, most: int) -> Iterator[tuple[int, int]]:
    """Where the cells behind a deed begin and end."""
    at = start
    for _ in range(most):
        found = _CELL.match(text, at, end)
        if found is None:
            return
        yield found.span("cell")
        at = found.end()


def _told(row: _Row, names: Sequence[str], cells: Sequence[tuple[int, int]]) -> Told | None:
    """What a row tells of its day; None where a cell is none of its column's."""
    text = row.deed.string
    day = day_of(*_day(row))
    if day is None or len(cells) < min(len(names), _LEAST):
        return None
    told = Told(day, day, "table.ledger")
    sale = row.deed[0].lower() in _SALES
    for name, (start, end) in zip(names, cells, strict=False):
        if name == "asset" and text[start:end].upper() not in {"BTC", "BITCOIN"}:
            return None
        if name in {"", "asset"}:
            continue
        read = cells_of(text, start, end, ())
        value = read[0].parts[0] if read and len(read[0].parts) == 1 else None
        if not isinstance(value, Value):
            return None
        label = _LABELS.get((name, sale))
        if label is not None:
            told.take(TableRow(label, "", row.day.start, end, (value,), (), listed=True), value, Column())
    return told


_LABELS = {
    ("count", True): Label(Meaning.SOLD),
    ("size", True): Label(Meaning.SOLD),
    ("price", True): Label(Meaning.BARE_PRICE, money=True),
    ("money", True): Label(Meaning.BARE_PROCEEDS, money=True),
    ("count", False): Label(Meaning.PURCHASED),
    ("size", False): Label(Meaning.PURCHASED),
    ("money", False): Label(Meaning.PURCHASED, money=True),
    ("left", True): Label(Meaning.HELD),
    ("left", False): Label(Meaning.HELD),
}
