"""Rows of a table that stand behind one another on one line, told apart by labels and values that take turns."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from monitor.disclosures.extract.tables.header.column_names import names_begin
from monitor.disclosures.extract.tables.header.words import COLUMN_WORDS, Expressions, HeaderWord

_VALUE = (
    r"(?:(?:US)?[$~(]{1,3}\s?)?-?\d[\d,]*(?:\.\d+)?\s?\)?(?:\s?%|\s(?:million|billion|thousand)|[MBK](?!\w)|\s(?:BTC|bitcoins?)(?!\w)(?!\s+(?:[a-z]|[A-Z][a-z]*(?:ed|old|eld|ales?|alances?|oldings?|oduction|osals?|itions?|ations?|easury)\b)))?"
    r"|(?:\$\s?)?--?(?!\S)|(?:[Nn]il|NIL|[Nn]one|N/A|n/a|NM)(?![\w/])"
)
_TOKEN = re.compile(rf"\s*(?:(?P<value>(?<!\S)(?:{_VALUE})(?:[;,]?(?!\S)|(?=\.\s*(?:\n|\Z))))|(?P<word>\S+))")
_REMARK = re.compile(r"\s*\((?=[^()\n]{0,80}[a-z]{2})[^()\n]{1,80}\)[;,]?(?!\S)")
_TOLD = re.compile(
    r"\b(?:was|were|is|are|has|have|had|we|our|which|that|said|will|announce[ds]?|than|its|their|it)\b|"
    r"(?<!\bAvg)(?<!\bNo)[.!?;]\s",
    re.IGNORECASE,
)
"""Words of a sentence, which no label has."""
BALANCE = re.compile(
    r"(?=[BCDENObn])(?<![A-Z-])(?:(?<![a-z])|(?=[A-Z]))(?:(?:Beginning|Ending|Opening|Closing)\s+[Bb]alances?|Balances?|BALANCES?|"
    r"(?:Number\s+of\s+)?(?:[Bb]itcoins?|BTC|Digital\s+(?:assets|currencies))(?:\s+(?:held|balance))?,?\s+"
    r"(?:at|as\s+of|as\s+at|on|(?:beginning|end)\s+of\s+(?:the\s+)?(?:period|year|quarter|month)|"
    r"(?=[A-Z][a-z]{2,8}\s+\d{1,2},\s+20\d\d)))\b"
)
_LONGEST = 90
"""Characters of a label."""
_LEAST = 3
_LEAST_OF_COINS = 2
_LEAST_OF_ONE = 4
"""Rows in a row; with one value each they are known by being more."""


@dataclass(frozen=True, slots=True)
class _Run:
    """A label and the values after it; places are of the text."""

    start: int
    label_end: int
    end: int
    values: int
    dated: bool
    """The label is a period and nothing else."""


def cuts_of_line(text: str, start: int, end: int, coins: Sequence[int]) -> list[int]:
    """Where the header and each row begin that one line holds; nothing where it is no such line.

    `coins` are the places where labels begin that name the coin, and balances.
    """
    said = expressions_of(text, start, end)
    runs = _longest(list(_runs(text, start, end, said)), text)
    if not _are_rows(runs, coins):
        return []
    first = _first_label(text, runs, said, coins)
    return [
        *header_begins(text, start, first, said, after=runs[0].start),
        first,
        *(run.start for run in runs[1:]),
        runs[-1].end,
    ]


def expressions_of(text: str, start: int, end: int) -> Sequence[HeaderWord]:
    """The header expressions of a part of a text, read by itself."""
    said = Expressions(text[start:end]).within(0, end - start)
    return [replace(each, start=each.start + start, end=each.end + start) for each in said]


def _runs(text: str, start: int, end: int, said: Sequence[HeaderWord]) -> Iterator[_Run]:
    """Labels and values in turn; the digits of a period are words."""
    words: list[tuple[int, int]] = []
    values: list[tuple[int, int]] = []
    for at, after, is_word in (*_tokens(text, start, end, said), (end, end, True)):
        if is_word and values:
            if words:
                begin, label_end = words[0][0], words[-1][1]
                yield _Run(begin, label_end, values[-1][1], len(values), _is_dated(begin, label_end, said))
            words, values = [], []
        (words if is_word else values).append((at, after))


def _tokens(text: str, start: int, end: int, said: Sequence[HeaderWord]) -> Iterator[tuple[int, int, bool]]:
    """Where each word and value begins and ends, and whether it is a word; a dash between two words is one."""
    held: tuple[int, int, bool] | None = None
    after_word = True
    for token in _pieces(text, start, end, said):
        if held is not None:
            is_word = token[2] and _BEGINS.match(text, token[0]) is None
            yield held[0], held[1], is_word
            held, after_word = None, is_word
        if not token[2] and after_word and text[token[0] : token[1]].strip() in {"-", "--"}:
            held = token
            continue
        yield token
        after_word = token[2]
    if held is not None:
        yield held


_BEGINS = re.compile(
    r"(?:Bitcoin|BTC|Digital|Balance|Ending|Closing|Change|Gain|Loss|Impairment|Revaluation|Revenue|Purchase|Exchange|"
    r"Transfer|Addition|Realized|Unrealized|Foreign|Carrying|Production)s?\b"
)
"""Words that begin the label of a row, where a dash before them stands for nil."""


def _pieces(text: str, start: int, end: int, said: Sequence[HeaderWord]) -> Iterator[tuple[int, int, bool]]:
    """The same, a period as one word."""
    upcoming = iter([*(each for each in said if each.word in COLUMN_WORDS), None])
    period = next(upcoming)
    at, after_value = start, False
    while at < end:
        remark = _REMARK.match(text, at, end) if after_value else None
        at = remark.end() if remark is not None else at
        while period is not None and period.start < at:
            period = next(upcoming)
        if period is not None and at >= period.start:
            yield period.start, period.end, True
            at, after_value = period.end, False
            continue
        found = _TOKEN.match(text, at, end if period is None else period.start)
        if found is None:
            at = end if period is None else period.start
            continue
        after_value = found["word"] is None
        yield found.end() - len(found[0].lstrip()), found.end(), not after_value
        at = found.end()


def _is_dated(begin: int, end: int, said: Sequence[HeaderWord]) -> bool:
    within = [each for each in said if begin <= each.start and each.end <= end]
    return bool(within) and within[0].start == begin and within[-1].end == end


def _longest(runs: Sequence[_Run], text: str) -> list[_Run]:
    """The longest series of runs whose labels are labels and no parts of sentences."""
    best: list[_Run] = []
    series: list[_Run] = []
    for run in runs:
        if series and _GOES_ON.match(text, run.start):
            series[-1] = replace(series[-1], end=run.end)
            continue
        if not _is_label(run, text, first=not series):
            best, series = max(best, series, key=len), []
        series.append(run)
    return max(best, series, key=len)


_GOES_ON = re.compile(r"(?:(?:bitcoins?|BTC)\s)?(?:at|for|out of|of|from|up|down|vs\.?|versus|compared|@)\b")
"""How more is said after a value."""


def _is_label(run: _Run, text: str, *, first: bool) -> bool:
    """Whether words are a label; before the first one, a header or a sentence may stand."""
    label = text[run.start : run.label_end]
    begins = run.dated or label[:1].isupper() or label[:1] in "#("
    return first or (begins and len(label) <= _LONGEST and not _TOLD.search(f"{label} "))


def _are_rows(runs: Sequence[_Run], coins: Sequence[int]) -> bool:
    """Whether they are rows of one table: as many values in most of them, and one of them of coins."""
    if len(runs) < _LEAST_OF_COINS:
        return False
    [(width, often)] = Counter(run.values for run in runs).most_common(1)
    of_coins = [bisect_left(coins, run.start) < bisect_left(coins, run.label_end) for run in runs]
    if len(runs) < _LEAST:
        return width > 1 and often == len(runs) and all(of_coins)
    alike = often * 3 >= len(runs) * 2 and len(runs) >= (_LEAST if width > 1 else _LEAST_OF_ONE)
    return alike and any(of_coins)


def _first_label(text: str, runs: Sequence[_Run], said: Sequence[HeaderWord], coins: Sequence[int]) -> int:
    """Where the label of the first row begins, behind the words of the header."""
    first = runs[0]
    within = [each for each in said if first.start <= each.start and each.end <= first.label_end]
    if all(run.dated for run in runs[1:]) and within and within[-1].end == first.label_end:
        begin = within[-1].start
        return min((each.start for each in within if _touches(text, each.end, begin, within)), default=begin)
    heads = [each.end for each in within if each.word in COLUMN_WORDS]
    named = [place for place in coins if first.start <= place < first.label_end]
    if named and (not heads or named[-1] >= heads[-1] or BALANCE.match(text, named[-1])):
        return named[-1]
    return heads[-1] if heads else first.start


def _touches(text: str, end: int, begin: int, within: Sequence[HeaderWord]) -> bool:
    """Whether nothing but a dash parts two days of one range."""
    return bool(within) and 0 <= begin - end <= 3 and text[end:begin].strip() in {"-", "to"}  # noqa: PLR2004 - " - "


def header_begins(
    text: str, start: int, first: int, said: Sequence[HeaderWord], *, after: int = 0
) -> Iterator[int]:
    """Where the header begins, if it does within the line, and the sentence before it ends.

    `first` is where the first row begins, `after` where at the earliest the periods that head the columns do.
    """
    sentence = max((found.end() for found in _SENTENCE_END.finditer(text, start, first)), default=start)
    if sentence > start:
        yield sentence
    heads = [
        each for each in said if each.word in COLUMN_WORDS and sentence <= each.start and each.end <= first
    ]
    names = names_begin(text, sentence, first)
    if names is not None and names > sentence:
        yield names
    elif len(heads) > 1 and heads[0].start > sentence and after <= heads[0].start:
        yield _run_of(text, heads)


def _run_of(text: str, heads: Sequence[HeaderWord]) -> int:
    """The first of the periods that stand side by side at the end of what precedes the first row."""
    begin = heads[-1].start
    for before in reversed(heads[:-1]):
        if not _BETWEEN.fullmatch(text, before.end, begin):
            break
        begin = before.start
    return begin


_BETWEEN = re.compile(r"[\s\d,&()%/|*-]*(?:\b(?:vs\.?|versus|and|for the)\b[\s\d,&()%/|-]*)?", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z])|(?<!Sold)(?<!Held):\s+")
