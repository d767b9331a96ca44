"""Lists of transactions, each row with its day and its deed: "2026-02-13 | SELL | -1,180 | $66,912 | $78,956,160"."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from monitor.disclosures.extract.limits import MOST_READ
from monitor.disclosures.extract.selling import SALES, SOLD
from monitor.disclosures.extract.tables.finding.cells import Value, Words, cells_of
from monitor.disclosures.extract.tables.finding.table import TableRow
from monitor.disclosures.extract.tables.header.column_names import names_begin, names_run_together
from monitor.disclosures.extract.tables.header.columns import day_named
from monitor.disclosures.extract.tables.header.words import Expressions
from monitor.disclosures.extract.tables.label.meaning import Label, Meaning, plain_label
from monitor.disclosures.extract.tables.values.told import Item, Told

_SALES = ("sell", *SOLD, *SALES)
_DEEDS = (*_SALES, "buy", "bought", "purchase", "purchased", "acquisition", "acquired")
_CAPITALS = "|".join(form for deed in _DEEDS for form in (deed.upper(), deed.capitalize()))
_DEED = re.compile(rf"(?:{_CAPITALS})(?=[|\s])")
_GAP = 120
"""Characters between a day and its deed."""
_BREAK = re.compile(r"[|\n\t]| {2,}")
_COUNT = r"(?:amount|quantity|number|size|change|volume|units)"
_USD = r"(?: \(us[d$]\)| \(\$\)| usd)?"
_HEADS = {
    name: re.compile(said)
    for name, said in (
        ("day", r"(?:trade |transaction |settlement )?(?:date|day)(?: \([a-z]+\))?"),
        ("deed", r"(?:transaction )?(?:type|action|side|event|activity|buy ?/ ?sell)"),
        ("asset", r"asset|coin|token|ticker|symbol"),
        ("count", rf"(?:{_COUNT} )?(?:of |in )?\(?(?:btcs?|bitcoins?)\)?(?: (?:{_COUNT}|sold|traded))?"),
        ("size", _COUNT),
        ("price", rf"(?:(?:average|avg\.?|unit|btc) )*price(?: ?/ ?btc| per (?:btc|bitcoin|coin))?{_USD}"),
        ("money", rf"(?:total |net |gross )?(?:value|proceeds|cost|consideration|usd|amount|total){_USD}"),
        ("left", r"(?:btc |total |running |new )*(?:balance|holdings|held|total btc)(?: after)?(?: \(btc\))?"),
    )
}  # fmt: skip
"""What a column is, by its name."""
_REACH = 400
"""Characters above the first row in which the names of its columns stand."""
_MOST = 12
_LONGEST_ROW = 300
_LEAST = 3


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    day: date
    deed: re.Match[str]


def ledger_rows(text: str, said: Expressions, owner: Callable[[int], str | None]) -> Iterator[Item]:
    """What the rows of such lists tell; "SELL" in them is of bitcoin, by the names of their columns.

    `owner` asks whose figures stand at a place.
    """
    names: Sequence[str] = ()
    last = -1
    rows = list(_rows(text, said))
    newest = max((row.day for row in rows), default=date.min)
    for row, after in zip_longest(rows, rows[1:]):
        if last < 0 or row.start - last > _LONGEST_ROW:
            names = _names(text, row.start)
        last = row.deed.end()
        if "count" not in names and not {"asset", "size"} <= set(names):
            continue
        end = min(after.start if after else len(text), last + _LONGEST_ROW)
        parts = [part for cell in cells_of(text, last, end, ()) for part in cell.parts][: len(names)]
        if len(parts) >= min(len(names), _LEAST) and (told := _told(row, names, parts)) is not None:
            told.earlier = row.day < newest
            yield Item(row.start, parts[-1].end, owner(row.start), told)


def _rows(text: str, said: Expressions) -> Iterator[_Row]:
    for found in _DEED.finditer(text, 0, MOST_READ):
        before = text[max(0, found.start() - _GAP) : found.start()]
        end = found.start() - len(before) + len(before.rstrip(" |\n"))
        if end == found.start() or not text[end - 1 : end].isdigit():
            continue
        word = next((each for each in said.within(max(0, end - 20), end) if each.end == end), None)
        if word is not None and (day := day_named(word)) is not None:
            yield _Row(word.start, day, found)


def _names(text: str, end: int) -> Sequence[str]:
    """What the columns behind day and deed are, by the names right above the first row; nothing if these are none."""
    above = text[max(0, end - _REACH) : end].rstrip(" |\n\t")
    parts = [part.strip() for part in _BREAK.split(above) if part.strip(" -:")]
    begin = names_begin(above, above.rfind("\n") + 1, len(above))
    for way in (parts, [] if begin is None else names_run_together(above[begin:])):
        heads = [_head(each) for each in way[-_MOST:]]
        behind = heads[len(heads) - heads[::-1].index("day") :] if "day" in heads else []
        if behind[:1] == ["deed"]:
            return behind[1:]
    return ()


def _head(text: str) -> str:
    plain = plain_label(text)
    return next((name for name, said in _HEADS.items() if said.fullmatch(plain)), "")


def _told(row: _Row, names: Sequence[str], parts: Sequence[Words | Value]) -> Told | None:
    """What a row tells of its day; None where a cell is none of its column's."""
    told = Told(row.day, row.day, "table.ledger")
    sale = row.deed[0].lower() in _SALES
    for name, part in zip(names, parts, strict=False):
        if name == "asset" and row.deed.string[part.start : part.end].upper() not in {"BTC", "BITCOIN"}:
            return None
        if name in {"", "asset"}:
            continue
        if not isinstance(part, Value):
            return None
        label = _LABELS.get((name, sale))
        if label is not None:
            told.take(TableRow(label, row.start, part.end), part)
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
