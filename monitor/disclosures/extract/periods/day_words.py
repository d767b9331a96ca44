"""Where a period may begin, and which phrases may begin there."""

import re

from monitor.disclosures.extract.alternation import any_of, either_case
from monitor.disclosures.extract.periods.calendars import MONTHS
from monitor.disclosures.extract.periods.completed import Reader
from monitor.disclosures.extract.periods.date_phrases import DATES
from monitor.disclosures.extract.periods.phrases import (
    BY_DIGIT,
    BY_MONTH,
    BY_MONTH_AND_DAY,
    BY_ORDINAL,
    expression,
)
from monitor.disclosures.extract.periods.span_phrases import SPANS

Patterns = list[tuple[re.Pattern[str], Reader]]


def _by_first_word() -> dict[str, Patterns]:
    """What a period that begins with a word can be, in order of precedence."""
    made: dict[str, Patterns] = {}
    for phrase in (*SPANS, *DATES):
        pattern = expression(phrase.words)
        for word in phrase.begins.split():
            made.setdefault(word, []).append((pattern, phrase.reader))
    return made


_BY_FIRST_WORD = _by_first_word()
_FIRST_WORDS = frozenset(_BY_FIRST_WORD) - {BY_DIGIT, BY_MONTH, BY_MONTH_AND_DAY, BY_ORDINAL}
FIRST_WORDS = frozenset(re.split(r"[\d-]", word)[0] for word in (*MONTHS, *_FIRST_WORDS))
"""What all periods begin with that begin with no digit: letters in small, up to a digit or hyphen."""
STARTS = re.compile(
    r"(?:(?<![\w$.,/-])(?<!\bhut )|(?<=\bmid-))"
    r"(?:(?P<digit>20\d\d(?=[-/]|\s(?:bitcoin\s|BTC\s)?(?:sales|production|output|tally|total|disposals)\b)"
    r"|\d{1,2}(?=[/\s-]|\.\s|\.[01]?\d\.20|[QH]|st|nd|rd|th))"
    rf"|(?P<month>{any_of(MONTHS)})(?![^\W\d_])"
    rf"|(?P<word>{any_of(_FIRST_WORDS)})(?=[\s-]|2|\Z|[.,;:)’']))",
    re.IGNORECASE,
)
"""Where a period may begin."""
LITTLE = frozenset("of in for over during at on by from between throughout the all as".split())
"""Words that mostly begin no period; where they do, they stand before a number or one of the next."""
_NEXT = (
    "that this last past previous prior preceding current reporting full whole entire beginning start latest most"
    " just"
)
BEHIND_LITTLE = tuple(
    f"{_NEXT} week month quarter half year date today following balance end close days weeks months".split()
)
BETWEEN_LITTLE = frozenset({"of", "the", "all"})
"""What may stand between a little word and those."""
MAY_START = re.compile(
    r"(?<![\w$.,/])(?:\d(?:(?<=2)0\d\d(?=[-/\s])|\d?(?=[-/\s.QHqhsnrtSNRT]))"
    rf"|(?:{either_case({*MONTHS, *_FIRST_WORDS} - LITTLE)})(?![^\W\d_])"
    rf"|(?:{either_case(LITTLE)})(?:\s+(?:{either_case(BETWEEN_LITTLE)})){{0,3}}"
    rf"\s*(?:\d|{either_case(BEHIND_LITTLE)}))"
)
"""Wherever a period begins, and at some other places; much quicker to find than those of STARTS."""
BEFORE = re.compile(
    r"\b(?P<asof>as\s+(?:of|at)|at(?:\s+the)?(?:\s+(?:end|close)\s+of)?|(?:the\s+)?(?:end|close)\s+of|ended|ending|by|until|closed|finished|exited)"
    r"\s+(?:the\s+)?(?:month\s+of\s+)?\Z"
    r"|\b(?P<in>in|during|for|of|through|throughout|from|to|over|between|this|its|our|their|[’']s)\s+(?:early\s+|mid-|mid\s+|late\s+)?\Z",
    re.IGNORECASE,
)
"""What tells of a period from before it."""


def patterns_at(start: re.Match[str]) -> Patterns:
    """What may begin where one of STARTS was found."""
    if start["digit"]:
        behind = start.string[start.end() : start.end() + 2]
        return _BY_FIRST_WORD[BY_ORDINAL if behind.isalpha() else BY_DIGIT]
    if start["month"]:
        dated = _DAY_BEHIND.match(start.string, start.end()) is not None
        return _BY_FIRST_WORD[BY_MONTH_AND_DAY if dated else BY_MONTH]
    return _BY_FIRST_WORD[start["word"].lower()]


_DAY_BEHIND = re.compile(r"\.?\s+\d\d?(?!\d)")
