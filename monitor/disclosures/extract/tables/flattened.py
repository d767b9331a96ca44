"""Tables that a text runs together on one line, with a line for each row again."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from monitor.disclosures.extract.alternation import either_case, one_of
from monitor.disclosures.extract.selling import SALES, SOLD
from monitor.disclosures.extract.tables.header_words import PERIOD_WORDS, Expressions, Word
from monitor.disclosures.extract.tables.run_together import BALANCE, cuts_of_line

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
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])|(?<!Sold)(?<!Held):\s+")
_NEXT_LABEL = re.compile(
    r"(?:(?<=[\d)%-])(?<!\s-)|(?<=N/A)|(?<=illion))(?=[ ]?[A-Z][a-z])|(?<=illion)(?=[ ]?[A-Z])|"
    r"(?<=\d BTC)(?=[A-Z])|(?<=\d bitcoin)(?=[A-Z])"
)
_BULLET = re.compile(r"\s-\s\Z")
_BETWEEN_COLUMNS = re.compile(r"[\s\d,&()%/|-]*(?:\b(?:vs\.?|and)\b[\s\d,&()%/|-]*)?")
_PERIODS = PERIOD_WORDS | {Word.CHANGE}
_HEADER_REACH = 400


def row_starts(text: str) -> list[int]:
    """Where rows begin that stand behind others in one line of a masked text, in order; a space may stand there."""
    cuts: set[int] = set()
    for line, labels in _by_line(text):
        end = text.find("\n", line)
        end = end if end >= 0 else len(text)
        told = _glued_roll(text, line, end)
        if not told and _may_be_rows(text, line, end, labels):
            told = cuts_of_line(text, line, end, labels)
        if told:
            cuts.update(told)
            continue
        rows = [row for place in labels if (row := _ROW.match(text, place)) is not None]
        if len(rows) >= _LEAST_ROWS and _are_rows(rows):
            cuts.update(_cuts(text, rows))
    return sorted(cuts)


def _may_be_rows(text: str, start: int, end: int, labels: Sequence[int]) -> bool:
    """Whether a line has numbers enough for several rows, and no sentences from its first label to its last.

    Beside a single label the whole line is looked at.
    """
    if len(labels) < _LEAST_ROWS and (end - start < _SEVERAL_ROWS or text.find("|", start, end) >= 0):
        return False
    if sum(1 for _ in islice(_A_NUMBER.finditer(text, labels[0], end), _LEAST_IN_LIST)) < _LEAST_IN_LIST:
        return False
    first, last = (labels[0], labels[-1]) if len(labels) > 1 else (start, end)
    return sum(1 for _ in islice(_SENTENCE.finditer(text, first, last), _LEAST_ROWS)) < _LEAST_ROWS


def _glued_roll(text: str, start: int, end: int) -> list[int]:
    """Where the rows of a roll-forward begin that a line runs together, its labels touching their values."""
    if sum(1 for _ in islice(_TOUCHING.finditer(text, start, end), _LEAST_IN_LIST)) < _LEAST_IN_LIST:
        return []
    balances = [found.start() for found in BALANCE.finditer(text, start, end)]
    if len(balances) < _LEAST_ROWS or text.find("|", start, end) >= 0:
        return []
    begins = [found.start() for found in _NEXT_LABEL.finditer(text, balances[0], end)]
    return [balances[0], *begins] if balances[-1] in begins or balances[-1] - 1 in begins else []


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
        if sum(1 for _ in islice(_DIGITS.finditer(text, start, end), _LEAST_ROWS)) < _LEAST_ROWS:
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
    if text.find("|", first, last) >= 0 or all(
        _BULLET.search(text, row.start() - 3, row.start()) for row in rows[1:]
    ):
        return False
    columns = min(len(_EACH_VALUE.findall(row["values"])) for row in rows)
    return columns > 1 or len(rows) >= _LEAST_IN_LIST


def _cuts(text: str, rows: list[re.Match[str]]) -> Iterator[int]:
    """Where lines begin: the header, each row, and what follows the last one."""
    first, last = rows[0].start(), rows[-1].end()
    line = text.rfind("\n", 0, first) + 1
    header = _header(text, line, first)
    sentence = max((found.end() for found in _SENTENCE_END.finditer(text, line, header)), default=line)
    yield from {sentence, header} - {line}
    begins = [found.start() for found in _NEXT_LABEL.finditer(text, first, last)]
    yield from begins
    yield from (row.start() for row in rows if row.start() > line and not _is_within(text, row, begins))
    yield last


def _is_within(text: str, row: re.Match[str], begins: Sequence[int]) -> bool:
    """Whether a label began before, as in "Average Price per Bitcoin Sold"."""
    place = bisect_left(begins, row.start())
    return place > 0 and _WORDS.fullmatch(text, begins[place - 1], row.start()) is not None


_WORDS = re.compile(r"[A-Za-z .&(/-]{1,60}")


def _header(text: str, line: int, first: int) -> int:
    """Where the names of the columns begin that stand right before the first row; one alone ends a heading."""
    begin = max(line, first - _HEADER_REACH)
    lead = text[begin:first]
    columns = [len(lead)]
    for word in reversed(Expressions(lead).within(0, len(lead))):
        if word.word not in _PERIODS or not _BETWEEN_COLUMNS.fullmatch(lead, word.end, columns[-1]):
            break
        columns.append(word.start)
    return begin + columns[-1 if len(columns) > _LEAST_ROWS else 0]
