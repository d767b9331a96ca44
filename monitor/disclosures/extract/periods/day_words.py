"""The words for days and periods: the grammar of `days`, by the word that a period begins with."""

import re

from monitor.disclosures.extract.alternation import any_of, either_case
from monitor.disclosures.extract.periods.calendars import MONTHS
from monitor.disclosures.extract.periods.pattern_pieces import Patterns, compiled
from monitor.disclosures.extract.periods.period_patterns import (
    BY_DIGIT,
    BY_MONTH,
    ENDED,
    HALF,
    MONTHS_TO,
    ORDINAL,
    PART,
    QUARTER,
    QUARTER_ENDED,
    QUARTER_TO,
    QUARTERS,
    WEEKS_TO,
)
from monitor.disclosures.extract.periods.relative_readers import WEEKDAYS
from monitor.disclosures.extract.periods.span_patterns import (
    A_WEEK_AGO,
    AGO_COUNTED,
    ANNUAL_REPORT,
    CURRENT,
    EDGE_MONTH,
    END_OF_YEAR,
    ENDED_THAT_DAY,
    ENTERED,
    FIRST_MONTHS,
    FIRST_QUARTERS,
    FOLLOWING,
    FROM_END,
    FROM_START,
    FULL,
    LAST_ABROAD,
    LAST_MONTHS,
    LAST_SEASON,
    LATER,
    MONTH_START,
    MONTH_TO_DATE,
    MONTHS_OF,
    PART_OF_YEAR,
    PAST_DAYS,
    PAST_MONTHS,
    POST_PERIOD,
    QUARTER_TO_DATE,
    RELATIVE,
    REST_OF_YEAR,
    SAME,
    SAME_OF,
    SEASON,
    SINCE,
    SINCE_DAY,
    SINCE_END,
    SINCE_START,
    SINCE_TO,
    SINCE_UPDATE,
    SINCE_YEAR,
    START_TO,
    SUBSEQUENT,
    THAT_MONTH,
    THE_HALF,
    THE_MONTHS,
    THE_UNIT_BEFORE,
    THE_YEARS,
    THEN_ENDED,
    THIS_DAY,
    THROUGH,
    TO_DATE,
    TO_DATE_THROUGH,
    TWELVE_BEFORE,
    TWO_WEEKDAYS,
    UNDER_REVIEW,
    UNIT_BEFORE,
    UNIT_END,
    WEEK_OF,
    WEEK_RANGE,
    WEEK_TO_WEEKDAY,
    WEEKDAY,
    WEEKDAY_DATE,
    WEEKEND,
    WEEKEND_OF,
    WEEKS_SINCE,
    YEAR,
    YEAR_AGO,
    YEAR_SO_FAR,
    YEARS,
    YESTERDAY,
)

_BY_ORDINAL = (*compiled(*QUARTER_ENDED, QUARTER, HALF), *BY_DIGIT)
"""As in "the 1st quarter of 2023", which a day may be as well: "the 1st of May"."""
_FIRST_WORDS: dict[str, Patterns] = {
    word: compiled(*patterns)
    for words, patterns in (
        ("same", (YEAR_AGO, SAME_OF, SAME)),
        ("that", (THAT_MONTH, SAME, RELATIVE)),
        (
            "one three six nine twelve",
            (
                TWELVE_BEFORE,
                AGO_COUNTED,
                LATER,
                WEEKS_TO,
                ENDED_THAT_DAY,
                *ENDED,
                MONTHS_TO,
                THEN_ENDED,
                MONTHS_OF,
                THE_MONTHS,
            ),
        ),
        (
            "week",
            (WEEK_TO_WEEKDAY, ENDED_THAT_DAY, A_WEEK_AGO, *ENDED, WEEK_RANGE, WEEK_OF, UNIT_BEFORE, LATER),
        ),
        (
            "month quarter",
            (
                UNDER_REVIEW,
                QUARTER_TO_DATE,
                ENDED_THAT_DAY,
                THEN_ENDED,
                QUARTER_TO,
                LATER,
                MONTH_TO_DATE,
                *ENDED,
                UNIT_BEFORE,
                UNIT_END,
            ),
        ),
        ("remainder rest balance", (REST_OF_YEAR,)),
        ("half", (UNDER_REVIEW, ENDED_THAT_DAY, THEN_ENDED, *ENDED, QUARTER_TO)),
        ("thirteen twenty thirty fifty", (WEEKS_TO, THEN_ENDED, ENDED_THAT_DAY)),
        ("quarters", ENDED),
        ("years", (*ENDED, THE_YEARS)),
        ("early late mid", (PART_OF_YEAR,)),
        (
            "year",
            (
                UNDER_REVIEW,
                ENDED_THAT_DAY,
                THEN_ENDED,
                *ENDED,
                QUARTER_TO,
                TO_DATE_THROUGH,
                TO_DATE,
                YEAR_SO_FAR,
                YEAR_AGO,
                UNIT_BEFORE,
                UNIT_END,
                YEAR,
            ),
        ),
        ("current reporting reported", (CURRENT,)),
        ("period", (UNDER_REVIEW,)),
        ("annual quarterly", (ANNUAL_REPORT, *ENDED)),
        ("post", (SINCE_END, POST_PERIOD)),
        ("calendar fiscal", (*ENDED, TO_DATE, QUARTER, YEAR)),
        ("fy cy of throughout", (YEAR,)),
        ("through", (THROUGH,)),
        ("comparable comparative corresponding equivalent like", (SAME_OF, YEAR_AGO)),
        ("qtd", (QUARTER_TO_DATE,)),
        ("ytd", (TO_DATE_THROUGH, TO_DATE)),
        ("since", (SINCE_TO, SINCE_YEAR, SINCE_START, SINCE_END, SINCE_UPDATE, SINCE_DAY, SINCE)),
        ("subsequent after", (SINCE_END, SUBSEQUENT)),
        ("following", (FOLLOWING, SINCE_END, SUBSEQUENT)),
        ("two four", (AGO_COUNTED, LATER, WEEKS_TO, MONTHS_TO)),
        ("so", (YEAR_SO_FAR,)),
        ("spring summer autumn fall", (SEASON,)),
        ("start beginning onset", (START_TO, MONTH_START)),
        ("entered entering", (ENTERED,)),
        ("opening closing", (EDGE_MONTH, PART, QUARTER)),
        ("day", (A_WEEK_AGO, LATER)),
        ("five seven eight ten eleven", (MONTHS_TO, WEEKS_TO)),
        (
            "first second third fourth",
            (
                EDGE_MONTH,
                FIRST_MONTHS,
                FIRST_QUARTERS,
                PART,
                *QUARTER_ENDED,
                QUARTERS,
                QUARTER,
                HALF,
                ORDINAL,
            ),
        ),
        ("final", (EDGE_MONTH, PART, QUARTER, LAST_MONTHS)),
        ("q1 q2 q3 q4", (QUARTER,)),
        ("h1 h2", (HALF,)),
        ("end ended closed finished exited by", (UNIT_END, END_OF_YEAR, START_TO)),
        ("between from", (YEARS, FROM_END)),
        ("during in for over", (THE_HALF, YEARS, WEEKEND_OF, WEEKEND, YEAR_SO_FAR, RELATIVE, YEAR)),
        (
            "last past this prior previous",
            (
                YESTERDAY,
                LAST_SEASON,
                EDGE_MONTH,
                YEAR_SO_FAR,
                LAST_MONTHS,
                QUARTER,
                PAST_DAYS,
                PAST_MONTHS,
                PART,
                WEEKEND,
                RELATIVE,
                YEAR_AGO,
            ),
        ),
        ("the all", (WEEKS_SINCE, FOLLOWING, FROM_START, THE_UNIT_BEFORE, FULL, YEAR_SO_FAR, RELATIVE)),
        ("as", (THIS_DAY,)),
        ("at on nel lo no neste el este am", (WEEKEND_OF, WEEKEND)),
        ("yesterday today", (YESTERDAY,)),
        ("semana settimana semaine letzte letzten vergangene vergangenen mês mes mese mois", (LAST_ABROAD,)),
        (" ".join(WEEKDAYS), (TWO_WEEKDAYS, WEEKDAY_DATE, WEEKDAY)),
    )
    for word in words.split()
}
"""What a period that begins with a word can be, in order of precedence."""
STARTS = re.compile(
    r"(?:(?<![\w$.,/-])(?<!\bhut )|(?<=\bmid-))"
    r"(?:(?P<digit>20\d\d(?=[-/]|\s(?:bitcoin\s|BTC\s)?(?:sales|production|output|tally|total|disposals)\b)"
    r"|\d{1,2}(?=[/\s-]|\.\s|\.[01]?\d\.20|[QH]|st|nd|rd|th))"
    rf"|(?P<month>{any_of(MONTHS)})(?![^\W\d_])"
    rf"|(?P<word>{any_of(_FIRST_WORDS)})(?=[\s-]|2|\Z|[.,;:)’']))",
    re.IGNORECASE,
)
"""Where a period may begin."""
_LITTLE = frozenset("of in for over during at on by from between throughout the all as".split())
"""Words that mostly begin no period; where they do, they stand before a number or one of the next."""
_NEXT = (
    "that this last past previous prior preceding current reporting full whole entire beginning start latest most"
    " just"
)
_BEHIND_LITTLE = (
    f"{_NEXT} week month quarter half year date today following balance end close days weeks months".split()
)
MAY_START = re.compile(
    r"(?<![\w$.,/])(?:\d(?:(?<=2)0\d\d(?=[-/\s])|\d?(?=[-/\s.QHqhsnrtSNRT]))"
    rf"|(?:{either_case({*MONTHS, *_FIRST_WORDS} - _LITTLE)})(?![^\W\d_])"
    rf"|(?:{either_case(_LITTLE)})(?:\s+(?:{either_case(('of', 'the', 'all'))})){{0,3}}"
    rf"\s*(?:\d|{either_case(_BEHIND_LITTLE)}))"
)
"""Wherever a period begins, and at some other places; much quicker to find than those of STARTS."""
BEFORE = re.compile(
    r"\b(?P<asof>as\s+(?:of|at)|at(?:\s+the)?(?:\s+end\s+of)?|(?:the\s+)?end\s+of|ended|ending|by|until|closed|finished|exited)"
    r"\s+(?:the\s+)?(?:month\s+of\s+)?\Z"
    r"|\b(?P<in>in|during|for|of|through|throughout|from|to|over|between|this|its|our|their|[’']s)\s+(?:early\s+|mid-|mid\s+|late\s+)?\Z",
    re.IGNORECASE,
)
"""What tells of a period from before it."""


def patterns_at(start: re.Match[str]) -> Patterns:
    """What may begin where one of STARTS was found."""
    if start["month"]:
        return BY_MONTH
    if not start["digit"]:
        return _FIRST_WORDS[start["word"].lower()]
    return _BY_ORDINAL if start.string[start.end() : start.end() + 2].isalpha() else BY_DIGIT
