"""The expressions of a table's header: periods, changes between periods, and what a column counts."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import lru_cache

from monitor.disclosures.extract.alternation import either_case

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_MONTH = (
    rf"(?:(?<![a-z])|(?-i:(?<=[a-z])(?=[A-Z][a-z])))(?P<{{}}>{_MONTHS})\.?"
    r"(?:(?![a-z])|(?-i:(?<=[a-z])(?=[A-Z][a-z])))"
)
"""A month's name; glued to the words around it where capitals tell them apart."""
_YEAR = r"20[0-3]\d"
_AFTER_YEAR = r"(?:\d(?![\d.,]))?(?!\d)"
"""A footnote's digit may be glued to a year; a further digit makes it no year."""
_DURATION = (
    r"(?:(?P<count>one|three|six|nine|twelve|1|3|6|9|12)[\s|-]+months?|(?P<length>(?:fiscal[\s|]+)?years?|quarters?|"
    r"months?))(?:[\s|]+periods?)?[\s|]+(?:ended|ending)"
    rf"|(?P<counted>one|three|six|nine|twelve)[\s|-]+months?(?=[\s|]+(?:{_MONTHS})\.?\s+\d)"
)
_PARTS = (
    ("duration", _DURATION),
    (
        "date",
        (
            rf"{_MONTH.format('m1')}[\s|]*(?:(?P<s1>[0-3]?\d)\s?-\s?)?(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?,?[\s|]+(?P<y1>{_YEAR}){_AFTER_YEAR}"
            rf"|(?<![\d/.,])(?P<d2>0?[1-9]|[12]\d|3[01])\s+{_MONTH.format('m2')},?\s+(?P<y2>{_YEAR}){_AFTER_YEAR}"
            rf"|(?<![\d/])(?P<m3>[01]?\d)/(?P<d3>[0-3]?\d)/(?P<y3>{_YEAR}|\d\d)(?!\d)"
            rf"|(?<!\d)(?P<y4>{_YEAR})-(?P<m4>[01]\d)-(?P<d4>[0-3]\d)(?!\d)"
        ),
    ),
    (
        "month",
        (
            rf"{_MONTH.format('m5')}(?:\s*,?\s*(?:of\s+)?|\s*[-/]\s*)(?P<y5>{_YEAR}){_AFTER_YEAR}"
            rf"|{_MONTH.format('m6')}\s*[-'/]\s?(?P<y6>\d\d)(?!\d)"
            rf"|(?<!\d)(?P<y7>{_YEAR})-(?P<m7>0[1-9]|1[0-2])(?![\d-])"
        ),
    ),
    (
        "month_day",
        (
            rf"{_MONTH.format('m8')}\s+(?P<d8>[0-3]?\d)(?:st|nd|rd|th)?(?![\d.])"
            rf"|(?<![\d/.,])(?P<d9>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s+{_MONTH.format('m9')}(?![\s,]*\d|\s*[-'/]\s?\d)"
        ),
    ),
    (
        "quarter",
        (
            rf"(?:(?<![a-z\d])|(?-i:(?:(?<=[a-z])|(?<=20\d\d))(?=Q)))(?P<fy4>fiscal\s+)?(?:Q(?P<q1>[1-4])|(?P<q2>[1-4])Q)[\s'-]*(?P<fy1>FY\s*'?)?(?P<y9>{_YEAR}|\d\d)(?!\d)"
            r"|(?P<q3>first|second|third|fourth)[\s-]+(?P<fy2>fiscal[\s-]+)?(?:quarter|qtr\.?)(?:[\s,]+of)?(?P<fy3>[\s,]+fiscal(?:\s+year)?)?"
            rf"[\s,]+(?P<y10>{_YEAR})(?!\d)"
            r"|(?<![a-z\d])Q(?P<q4>[1-4])(?=\s+total\b)"
        ),
    ),
    (
        "half",
        (
            rf"(?<![a-z\d])(?:H(?P<h1>[12])|(?P<h2>[12])H)[\s'-]*(?P<y11>{_YEAR}|\d\d)(?!\d)"
            rf"|(?P<h3>first|second)\s+half(?:\s+of)?\s+(?P<y12>{_YEAR})(?!\d)"
        ),
    ),
    (
        "to_date",
        r"(?P<fiscal>fiscal[\s-]+|F)?(?:(?:calendar[\s-]+)?year[\s|-]+to[\s|-]+date|(?<![a-z])C?YTD(?![a-z]))",
    ),
    (
        "change",
        (
            r"(?:month|year|quarter)s?\s*(?:/|[\s-]+(?:over|on)[\s-]+)\s*(?:month|year|quarter)s?(?:\s*(?:%|\(%\)|change))*"
            r"|(?<![a-z])(?:m/m|y/y|q/q|m-?o-?m|y-?o-?y|q-?o-?q)(?![a-z])(?:\s*(?:%|\(%\)|change))*"
            r"|%\s*(?:change|chg\.?|var(?:iance|\.)?|[Δ∆])|[Δ∆]\s*%?"
            r"|(?:percent(?:age)?\s+)?(?<![a-z])(?:change|variance|chg\.?|difference|increase\s*/?\s*\(?decrease\)?)"
            r"(?:\s*(?:\(?%\)?|\(?in\s+%\)?))?(?!\s+(?:in|of|to)\b)(?![a-z])"
        ),
    ),
    (
        "relative",
        (
            r"(?P<now>(?:this|current|reporting)\s+month)|(?P<before>(?:prior|previous|last|preceding)\s+month(?![\s|]+comparison))"
            r"|(?P<year_ago>(?:(?:same|corresponding)\s+month\s*,?\s*(?:of\s+)?(?:the\s+)?)?(?:prior|previous|last)[\s-]+year"
            r"(?:[\s-]+month|'s)?|(?:a\s+)?year\s+ago)(?![\s|]+comparison)"
        ),
    ),
    (
        "quantity",
        (
            r"(?<![a-z])(?:quantity|(?:number|no\.)\s+of\s+(?:bitcoins?|btcs?|coins|units|digital\s+(?:assets|currencies))|units|bitcoins?\s*\(?(?:#|units|quantity|number)\)?"
            r"|#\s*of\s+(?:bitcoins?|btcs?)|(?:bitcoins?|btc)\s+number)(?![a-z])"
        ),
    ),
    ("carrying", r"(?:cost\s+basis|carrying\s+(?:value|amount)|(?<![a-z])cost)(?![a-z])"),
    (
        "money",
        (
            r"(?<![a-z])(?<!\bin )(?:(?:(?:US|C|A)?\s?\$|USD?\b)\s?(?:amounts?|value)|"
            r"amounts?(?!\s+(?:are\s+)?in\b)|fair\s+(?:market\s+)?value|dollars?|USD?|"
            r"(?:market\s+)?value|proceeds|(?:US|C|A)?[$£€]\s?'?000s?)(?![a-z])"
            r"(?:\s?\((?:in\s)?(?:US|C|A)?[$£€]?\s?'?000'?s?\))?"
        ),
    ),
    ("month_name", _MONTH.format("m13")),
    ("year", rf"(?<![\d$.,-])(?P<y13>{_YEAR}){_AFTER_YEAR}(?![.,]\d)"),
)
_AT_A_WORD = r"(?:(?<![a-z])|(?-i:(?=[A-Z])(?<=[a-z])))"
"""Where a word begins, be it glued to the one before: nowhere else is looked for expressions."""
_FIRST_LETTERS = (
    "apr aug amo bit btc cal car cyt cha chg cur cor cos dec dif dol feb fis fir fou fai fc fy h1 h2 inc jan "
    "jul jun las mar may mon mo m/ m-o nin nov num oct one per pri pre pro qua qo q/ q- q1 q2 q3 q4 rep sep "
    "six sec sam thr thi twe uni us val var yea ytd yo y/ y-"
)
_BEGINNINGS = (
    rf"(?=[%#Δ∆$£€a-z\d])(?=[%#Δ∆]|[$£€]\s?'?000|(?-i:{either_case(_FIRST_LETTERS.split())})|a\s"
    r"|\d(?:(?<!\d\d)(?:(?<=2)0[0-3]\d|(?<=[1-4])[qh])|(?<![\d/]\d)(?:(?<=[0-3])\d(?=/|\s+[a-z])|/|\s+[a-z])"
    r"|(?<=[369])[\s|-]+m|(?<=1)2[\s|-]+m))"
)
"""How all expressions begin: most words and numbers are passed by for it."""
_ANY = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PARTS)
_WORDS = re.compile(f"{_AT_A_WORD}{_BEGINNINGS}(?:{_ANY})", re.IGNORECASE)
_GROUPS = {name: tuple(re.compile(pattern).groupindex) for name, pattern in _PARTS}
"""Of each expression the groups that hold its numbers."""
_NUMBERED = {group: group[0] for groups in _GROUPS.values() for group in groups if group[1:].isdigit()}
"""Groups such as "y12" → "y": a year, and likewise months, days, the first of several days, quarters and halves."""
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_COUNTS = {"one": 1, "three": 3, "six": 6, "nine": 9, "twelve": 12, "month": 1, "quarter": 3, "year": 12}
_CENTURY = 100


class Word(StrEnum):
    """What an expression of a header says."""

    DURATION = auto()
    DATE = auto()
    MONTH = auto()
    MONTH_DAY = auto()
    QUARTER = auto()
    HALF = auto()
    TO_DATE = auto()
    CHANGE = auto()
    RELATIVE = auto()
    QUANTITY = auto()
    CARRYING = auto()
    MONEY = auto()
    MONTH_NAME = auto()
    YEAR = auto()


PERIOD_WORDS = frozenset(Word) - {Word.CHANGE, Word.QUANTITY, Word.CARRYING, Word.MONEY}
"""The expressions that tell when."""


@dataclass(frozen=True, slots=True)
class HeaderWord:
    """One expression, with its numbers; what it does not give is None."""

    word: Word
    start: int
    end: int
    line: int = 0
    year: int | None = None
    month: int | None = None
    day: int | None = None
    since: int | None = None
    """The first day of several: "May 6-12, 2024"."""
    count: int | None = None
    """Months of a duration; which quarter, which half; months back of "prior month" and "year ago"."""
    fiscal: bool = False
    superseded: bool = False
    """A column of figures "as previously reported", beside the restated ones."""


class Expressions:
    """The header expressions of a text, none of them over a line's end; a line is read when it is asked for."""

    def __init__(self, text: str, rows: Sequence[int] = ()) -> None:
        """Begin with the text's own lines; where further rows begin within them, each is a line too."""
        self._text = text
        self._starts = sorted({0, *(found.end() for found in re.finditer("\n", text)), *rows})
        self._read: dict[int, tuple[HeaderWord, ...]] = {}

    def lines(self) -> Iterator[tuple[int, int]]:
        """Where each line begins and ends, in characters of the text."""
        for start, after in zip(self._starts, (*self._starts[1:], len(self._text) + 1), strict=True):
            ended = after > len(self._text) or self._text[after - 1] == "\n"
            yield start, after - ended

    def same_line(self, one: int, other: int) -> bool:
        """Whether no line ends between two places."""
        return bisect_right(self._starts, one) == bisect_right(self._starts, other)

    def line_end(self, place: int) -> int:
        """Where the line of a place ends."""
        after = bisect_right(self._starts, place)
        return self._starts[after] if after < len(self._starts) else len(self._text)

    def within(self, start: int, end: int) -> tuple[HeaderWord, ...]:
        """The expressions between two places of the text, in reading order; offsets are of the text."""
        first, last = bisect_right(self._starts, start) - 1, bisect_left(self._starts, end)
        if last - first == 1:
            return _between(self._line(first), start, end)
        return tuple(each for line in range(first, last) for each in _between(self._line(line), start, end))

    def _line(self, line: int) -> tuple[HeaderWord, ...]:
        if line not in self._read:
            start = self._starts[line]
            end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self._text)
            found = _WORDS.finditer(self._text, start, end)
            self._read[line] = tuple(_header_word(each, line) for each in found)
        return self._read[line]


def _between(words: tuple[HeaderWord, ...], start: int, end: int) -> tuple[HeaderWord, ...]:
    if not words or (start <= words[0].start and words[-1].end <= end):
        return words
    begin = bisect_left(words, start, key=_start)
    return tuple(each for each in words[begin : bisect_left(words, end, key=_start)] if each.end <= end)


def _start(word: HeaderWord) -> int:
    return word.start


def _header_word(found: re.Match[str], line: int) -> HeaderWord:
    name = found.lastgroup or ""
    word, groups = Word[name.upper()], _GROUPS[name]
    if not groups:
        return HeaderWord(word, found.start(), found.end(), line)
    said = tuple((group, value) for group in groups if (value := found[group]) is not None)
    return HeaderWord(word, found.start(), found.end(), line, *_numbers_of(said))


@lru_cache(maxsize=512)
def _numbers_of(
    groups: tuple[tuple[str, str], ...],
) -> tuple[int | None, int | None, int | None, int | None, int | None, bool]:
    """The year, month, day, first day and count of an expression, and whether it is fiscal: the same for each table."""
    said, numbers = dict(groups), dict[str, str]()
    for group, value in groups:
        if (letter := _NUMBERED.get(group)) is not None:
            numbers.setdefault(letter, value)
    year, month, day, since = (numbers.get(letter) for letter in "ymds")
    return (
        None if year is None else int(year) + (0 if int(year) >= _CENTURY else 2000),
        None if month is None else int(month) if month.isdigit() else _MONTHS_OF[month[:3].lower()],
        None if day is None else int(day),
        None if since is None else int(since),
        _count(said, numbers),
        not _FISCAL.isdisjoint(said) or "fiscal" in said.get("length", "").lower(),
    )


_FISCAL = frozenset({"fy1", "fy2", "fy3", "fy4", "fiscal"})
_MONTHS_OF = {
    "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6,
    "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip


def _count(said: dict[str, str], numbers: dict[str, str]) -> int | None:
    """Months of a duration, months back, or which quarter or half; None where it is none of these."""
    if (given := said.get("count") or said.get("counted")) is not None:
        return int(given) if given.isdigit() else _COUNTS[given.lower()]
    if (length := said.get("length")) is not None:
        return next(months for word, months in _COUNTS.items() if word in length.lower())
    for key, back in (("now", 0), ("before", 1), ("year_ago", 12)):
        if key in said:
            return back
    part = numbers.get("q") or numbers.get("h")
    if part is None:
        return None
    return int(part) if part.isdigit() else _ORDINALS[part.lower()]
