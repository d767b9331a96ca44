"""Tables that a text runs together on one line, with a line for each row again."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from monitor.disclosures.extract.alternation import either_case, one_of
from monitor.disclosures.extract.selling import SALES, SOLD
from monitor.disclosures.extract.tables.finding.run_together import (
    BALANCE,
    cuts_of_line,
    expressions_of,
    header_begins,
)

_COIN = rf"(?:{either_case(('bitcoin', 'btc'))})s?"
_ANY_COINS = ("bitcoin", "btc", "digital asset", "digital currenc", "cryptocurrenc")
_MANY = "(?:s|y|ies)?"
_ANY_COIN = rf"(?:{either_case(_ANY_COINS)}){_MANY}"
_DEEDS = (
    *SOLD, *SALES, "produced", "production", "mined", "held", "holding", "holdings", "balance", "purchased", "acquired",
)  # fmt: skip
_DEED = rf"(?:{either_case(_DEEDS)})"
_QUALIFYING = ("total", "net", "average", "avg", "ending", "month-end", "own", "self-mined", "number of")
_QUALIFIED = rf"(?:{either_case(_QUALIFYING)})"
_VALUE = (
    r"(?:(?:US)?[$~(]{0,2}\s?-?\d[\d,.]*\)?(?:\s?%)?(?:\s(?:million|billion|thousand)|[MBK](?!\w))?"
    r"|-(?![\w-]|\s[A-Z])|-(?=-)|N/A)"
)
_LABEL = re.compile(
    one_of(
        (_QUALIFYING, rf"\.?\s+(?:{_ANY_COIN}\s+{_DEED}|{_DEED}\s+(?:of\s+)?{_ANY_COIN})"),
        (_ANY_COINS, rf"{_MANY}\s+{_DEED}"),
        (_DEEDS, rf"\s+(?:of\s+)?{_ANY_COIN}"),
        behind=r"(?:(?<![A-Za-z-].)|(?<=N/A.)|(?<=[a-z][A-Z]))",
    )
    + r"(?![a-z])"
)
_ROW = re.compile(
    rf"(?:{_QUALIFIED}\.?\s+)?(?:{_COIN}\s+{_DEED}|{_DEED}\s+{_COIN})(?![a-z])"
    rf"(?P<rest>(?:[A-Za-z &/()-]{{0,40}}?|\s?\(\d\)\s?|\s?:\s?))(?P<values>\d?(?:\s*{_VALUE})+)"
)
"""A label of coins and the values after it."""
_EACH_VALUE = re.compile(_VALUE)
_LEAST_ROWS = 2
_LEAST_IN_LIST = 3
"""With one value each, rows are only known by being so many."""
_NEXT_LABEL = re.compile(
    r"(?:(?<=[\d)%-])(?<!\s-)|(?<=N/A)|(?<=illion))(?=[ ]?[A-Z][a-z])|(?<=illion)(?=[ ]?[A-Z])|"
    r"(?<=\d BTC)(?=[A-Z])|(?<=\d bitcoin)(?=[A-Z])"
)


def row_starts(text: str) -> list[int]:
    """Where rows begin that stand behind others in one line of a masked text, in order; a space may stand there."""
    cuts: set[int] = set()
    for line, labels in _by_line(text):
        end = text.find("\n", line)
        end = end if end >= 0 else len(text)
        told = _glued_roll(text, line, end)
        if not told and _may_be_rows(text, line, end, labels):
            told = cuts_of_line(text, line, end, labels)
        rows = [] if told else [row for place in labels if (row := _ROW.match(text, place)) is not None]
        cuts.update(_cuts(text, line, rows) if len(rows) >= _LEAST_ROWS and _are_rows(rows) else told)
    return sorted(cuts)


def _may_be_rows(text: str, start: int, end: int, labels: Sequence[int]) -> bool:
    """Whether a line has numbers enough for several rows, and no sentences from its first label to its last.

    Beside a single label the whole line is looked at.
    """
    if len(labels) < _LEAST_ROWS and (end - start < _SEVERAL_ROWS or text.find("|", start, end) >= 0):
        return False
    first, last = (labels[0], labels[-1]) if len(labels) > 1 else (start, end)
    numbers = _stands(_A_NUMBER, text, labels[0], end, times=_LEAST_IN_LIST)
    return numbers and not _stands(_SENTENCE, text, first, last, times=_LEAST_ROWS)


def _stands(form: re.Pattern[str], text: str, start: int, end: int, *, times: int) -> bool:
    return sum(1 for _ in islice(form.finditer(text, start, end), times)) == times


def _glued_roll(text: str, start: int, end: int) -> list[int]:
    """Where the rows of a roll-forward begin that a line runs together, its labels touching their values."""
    if not _stands(_TOUCHING, text, start, end, times=_LEAST_IN_LIST) or text.find("|", start, end) >= 0:
        return []
    balances = [found.start() for found in BALANCE.finditer(text, start, end)]
    begins = [found.start() for found in _NEXT_LABEL.finditer(text, balances[0], end)] if balances else []
    closed = len(balances) > 1 and not {balances[-1], balances[-1] - 1}.isdisjoint(begins)
    return [balances[0], *begins] if closed else []


_TOUCHING = re.compile(r"(?:[a-z]|BTC)\(?\d[\d,.]*\)?[\d$(-]")
"""The last letter of a label, a number, and the beginning of another."""


_SEVERAL_ROWS = 100
_A_NUMBER = re.compile(r"\s[$~(]{0,3}\d")
_SENTENCE = re.compile(
    one_of((("was ", "were ", "we ", "our ", "has ", "have ", "had ", "which ", "that "), ""))
)


def _by_line(text: str) -> Iterator[tuple[int, list[int]]]:
    """The lines that name coins or balances beside numbers: where each begins, and where the labels begin in it."""
    at = 0
    while (word := _OF_COINS.search(text, at)) is not None:
        start, end = text.rfind("\n", 0, word.start()) + 1, text.find("\n", word.end())
        end = at = end if end >= 0 else len(text)
        if text.find("|", start, end) >= 0 and _OF_COINS.search(text, word.end(), end) is None:
            continue  # one row, in cells
        if not _stands(_DIGITS, text, start, end, times=_LEAST_ROWS):
            continue
        places = {found.start() for found in BALANCE.finditer(text, start, end)}
        if _may_name_deed(text, start, end):
            places.update(found.start() for found in _LABEL.finditer(text, start, end))
        if places:
            yield start, sorted(places)


def _may_name_deed(text: str, start: int, end: int) -> bool:
    """Whether a word for a deed stands beside a coin, as in every label: looked for first, for it is quicker."""
    low = " ".join(text[start:end].lower().split())
    return any(
        low.startswith(_DEEDS, coin.end() + 1) or low.endswith(_DEEDS_OF, 0, max(0, coin.start() - 1))
        for coin in _A_COIN.finditer(low)
    )


_DEEDS_OF = (*_DEEDS, *(f"{deed} of" for deed in _DEEDS))
_A_COIN = re.compile(rf"{one_of((_ANY_COINS, _MANY))}")
_OF_COINS = re.compile(
    one_of((("bitcoin", "btc", "digital asset", "digital curr", "cryptocurr", "balance"), ""))
)
_DIGITS = re.compile(r"\d[\d,.]*")


def _are_rows(rows: list[re.Match[str]]) -> bool:
    """Whether there are several columns, or many rows; what is parted by bars or bullets is read without help."""
    text, first, last = rows[0].string, rows[0].start(), rows[-1].end()
    if "|" in text[first:last] or all(text[row.start() - 3 : row.start()] == " - " for row in rows[1:]):
        return False
    columns = min(len(_EACH_VALUE.findall(row["values"])) for row in rows)
    return columns > 1 or len(rows) >= _LEAST_IN_LIST


def _cuts(text: str, line: int, rows: list[re.Match[str]]) -> Iterator[int]:
    """Where lines begin: the header, each row, and what follows the last one."""
    first, last = rows[0].start(), rows[-1].end()
    yield from header_begins(text, line, first, expressions_of(text, line, first))
    if first > line:
        yield first
    begins = [found.start() for found in _NEXT_LABEL.finditer(text, first, last)]
    yield from begins
    yield from (row.start() for row in rows if row.start() > line and not _is_within(text, row, begins))
    yield last


def _is_within(text: str, row: re.Match[str], begins: Sequence[int]) -> bool:
    """Whether a label began before, as in "Average Price per Bitcoin Sold"."""
    place = bisect_left(begins, row.start())
    return place > 0 and _WORDS.fullmatch(text, begins[place - 1], row.start()) is not None


_WORDS = re.compile(r"[A-Za-z .&(/-]{1,60}")
