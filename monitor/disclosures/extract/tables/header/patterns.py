"""The expressions of a table's header, each named after what it says, with a 0 where it begins with a digit."""

import re
from collections.abc import Iterator
from functools import cache

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
_YEARS_ON = rf"(?=(?:{_YEAR})+(?!\d))"
_AFTER_YEAR = rf"(?:(?:\d(?![\d.,]))?(?!\d)|{_YEARS_ON})"
"""A footnote's digit may be glued to a year, or another year; any other digit makes it no year."""
_ENDS = r"(?:(?![a-z])|(?-i:(?<=[a-z])(?=[A-Z])))"
_BEFORE_VALUE = r"(?=\d{1,3}(?:(?:,\d{3})+(?!\d)|\$|\.\d{1,2}(?!\d)))"
"""A number may be glued to the year of a balance's day: "December 31, 20232,869"."""
_DURATION = (
    r"(?:(?P<count>one|three|six|nine|twelve|1|3|6|9|12)[\s|-]+months?|(?P<length>(?:fiscal[\s|]+)?years?|quarters?|"
    r"months?))(?:[\s|]+periods?)?[\s|]+(?:ended|ending)"
    rf"|(?P<counted>one|three|six|nine|twelve)[\s|-]+months?(?=[\s|]+(?:{_MONTHS})\.?\s+\d)"
)
_TO_BEFORE = (
    r"(?:\s+(?:vs\.?|versus|from|over|compared\s+(?:to|with)|against)\s+(?:the\s+)?"
    r"(?:(?:prior|previous|last|preceding)\s+(?:month|quarter|year|period)(?!\s+(?:month|quarter|period))|"
    rf"(?:{_MONTHS})\.?\s+{_YEAR}|Q[1-4]\s+{_YEAR}))?"
)
"""Behind "change": from which period."""
_PARTS = {
    "duration": _DURATION,
    "date": (
        rf"{_MONTH.format('m1')}[\s|]*(?:(?P<s1>[0-3]?\d)\s?-\s?)?(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?,?[\s|]+(?P<y1>{_YEAR})"
        rf"(?:{_AFTER_YEAR}|{_BEFORE_VALUE})"
    ),
    "date_0": (
        rf"(?<![\d/.,])(?P<d2>0?[1-9]|[12]\d|3[01])\s+{_MONTH.format('m2')},?\s+(?P<y2>{_YEAR}){_AFTER_YEAR}"
        rf"|(?<![\d/.,-])(?P<d5>0?[1-9]|[12]\d|3[01])-{_MONTH.format('m10')}-(?P<y15>{_YEAR}|\d\d)(?!\d)"
        rf"|(?:(?<![\d/])|(?<=/20[0-3]\d))(?P<m3>[01]?\d)/(?P<d3>[0-3]?\d)/(?P<y3>{_YEAR}|\d\d)(?:(?!\d)|(?=[01]?\d/[0-3]?\d/20))"
        rf"|(?<!\d)(?P<y4>{_YEAR})-(?P<m4>[01]\d)-(?P<d4>[0-3]\d)(?!\d)"
    ),
    "month": (
        rf"{_MONTH.format('m5')}(?:\s*,?\s*(?:of\s+)?|\s*[-/]\s*)(?P<y5>{_YEAR}){_AFTER_YEAR}"
        rf"|{_MONTH.format('m6')}\s*[-'/]\s?(?P<y6>\d\d)(?!\d)"
    ),
    "month_0": rf"(?<!\d)(?P<y7>{_YEAR})-(?P<m7>0[1-9]|1[0-2])(?![\d-])",
    "month_day": rf"{_MONTH.format('m8')}\s+(?P<d8>[0-3]?\d)(?:st|nd|rd|th)?(?![\d.])",
    "month_day_0": (
        rf"(?<![\d/.,])(?P<d9>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\s+{_MONTH.format('m9')}(?!,?\s*(?:20)?\d\d(?![\d.,])|\s*[-'/]\s?\d)"
    ),
    "quarter": (
        rf"(?:(?<![a-z\d])|(?-i:(?:(?<=[a-z])|(?<=20\d\d))(?=Q))|(?<=Q\d\d)(?=[1-4]Q\d\d))(?P<fy4>fiscal\s+)?(?:Q(?P<q1>[1-4])|(?P<q2>[1-4])Q)[\s'-]*(?P<fy1>F(?:Y\s*|iscal\s+)?'?)?(?P<y9>{_YEAR}|\d\d)(?:(?!\d)|(?=[1-4]Q\d\d))"
        r"|(?P<q3>first|second|third|fourth)[\s-]+(?P<fy2>fiscal[\s-]+)?(?:quarter|qtr\.?)(?:[\s,]+of)?(?P<fy3>[\s,]+fiscal(?:\s+year)?)?"
        rf"[\s,]+(?P<y10>{_YEAR})(?!\d)"
        r"|(?<![a-z\d])Q(?P<q4>[1-4])(?=\s+total\b)"
    ),
    "half": (
        rf"(?<![a-z\d])(?:H(?P<h1>[12])|(?P<h2>[12])H)[\s'-]*(?P<y11>{_YEAR}|\d\d)(?!\d)"
        rf"|(?P<h3>first|second)\s+half(?:\s+of)?\s+(?P<y12>{_YEAR})(?!\d)"
    ),
    "to_date": r"(?P<fiscal>fiscal[\s-]+|F)?(?:(?:calendar[\s-]+)?year[\s|-]+to[\s|-]+date|(?<![a-z])C?YTD(?![a-z]))",
    "change": (
        r"(?:month|year|quarter)s?\s*(?:/|[\s-]+(?:over|on)[\s-]+)\s*(?:month|year|quarter)s?(?:\s*(?:%|\(%\)|change))*"
        r"|(?<![a-z])(?:m/m|y/y|q/q|m-?o-?m|y-?o-?y|q-?o-?q)(?![a-z])(?:\s*(?:%|\(%\)|change))*"
        rf"|%\s*(?:change|chg\.?|var(?:iance|\.)?|[Δ∆]){_TO_BEFORE}|[Δ∆]\s*%?"
        r"|(?:percent(?:age)?\s+)?(?<![a-z])(?:change|variance|chg\.?|difference|increase\s*/?\s*\(?decrease\)?)"
        rf"(?:\s*(?:\(?%\)?|\(?in\s+%\)?))?(?!\s+(?:in|of|to)\b)(?![a-z]){_TO_BEFORE}"
    ),
    "relative": (
        r"(?P<now>(?:this|current|reporting)\s+month)|(?P<before>(?:prior|previous|last|preceding)\s+month(?![\s|]+comparison))"
        r"|(?P<year_ago>(?:(?:same|corresponding)\s+month\s*,?\s*(?:of\s+)?(?:the\s+)?)?(?:prior|previous|last)[\s-]+year"
        r"(?:[\s-]+month|'s)?|(?:a\s+)?year\s+ago)(?![\s|]+comparison)"
    ),
    "quantity": (
        r"(?:quantity|(?:number|no\.)\s+of\s+(?:bitcoins?|btcs?|coins|units|digital\s+(?:assets|currencies))|units|"
        r"bitcoins?\s*\(?(?:#|units|quantity|number)\)?|#\s*of\s+(?:bitcoins?|btcs?)|(?:bitcoins?|btc)\s+number)"
        rf"{_ENDS}"
    ),
    "carrying": (
        r"(?:cost\s+basis|carrying\s+(?:value|amount)|(?<![a-z])cost)(?![a-z])"
        rf"|reali[sz]ed\s+gains?\s*(?:/?\s*\(loss(?:es)?\))?{_ENDS}"
    ),
    "money": (
        r"(?<!\bin )(?<!amount \()(?<!amounts \()(?<!value \()(?<!proceeds \()"
        r"(?:(?:(?:US|C|A)?\s?\$|USD?\b)\s?(?:amounts?|value)|"
        r"amounts?(?!\s+(?:are\s+)?in\b)|fair\s+(?:market\s+)?value|dollars?|"
        rf"USD?(?:(?![a-z])|(?-i:(?=[A-Z][a-z])))|(?:market\s+)?value|proceeds|(?:US|C|A)?[$£€]\s?'?000s?){_ENDS}"
        r"(?:\s?\((?:in\s)?(?:US|C|A)?[$£€]?\s?'?000'?s?\))?"
    ),
    "month_name": _MONTH.format("m13"),
    "year": (
        rf"(?P<fy5>fiscal\s+(?:year\s+)?|FY\s?'?|F(?=20))?(?:(?<![\d$.,-])|(?<=20[0-3]\d))(?P<y13>{_YEAR}){_AFTER_YEAR}(?![.,]\d)"
        r"|(?P<fy6>FY)\s?'?(?P<y14>\d\d)(?!\d)"
    ),
}
_AT_A_WORD = r"(?:(?<![a-z])|(?-i:(?=[A-Z])(?<=[a-z]))|(?=[01]?\d/[0-3]?\d/20))"
"""Where a word begins, be it glued to the one before: nowhere else is looked for expressions."""
_GLUED = re.compile(r"[A-Z/](?:(?<=[a-z][A-Z])|(?<=[A-Za-z]\d/)|(?<=[A-Za-z]\d\d/))")
"""Where a capital or a date touches the word before: only there a word begins without a gap."""
_MONTH_BEGINNINGS = "jan feb mar apr may jun jul aug sep oct nov dec"
_BEGINNINGS = {
    "duration": "one three six nine twelve fiscal year quarter month 0",
    "date": _MONTH_BEGINNINGS,
    "date_0": "0",
    "month": _MONTH_BEGINNINGS,
    "month_0": "0",
    "month_day": _MONTH_BEGINNINGS,
    "month_day_0": "0",
    "quarter": "fiscal first second third fourth q1 q2 q3 q4 0",
    "half": "first second h1 h2 0",
    "to_date": "fiscal fc fy calendar cyt year ytd",
    "change": "month year quarter m/ m-o mo y/ y- yo q/ q- qo % Δ δ ∆ percent change variance chg difference increase",
    "relative": "this current reporting prior previous preceding last same corresponding year a",
    "quantity": "quantity number units bitcoin btc #",
    "carrying": "cost carrying reali",
    "money": "us amount fair dollar market value proceeds $ £ €",
    "month_name": _MONTH_BEGINNINGS,
    "year": "fiscal fy f2 0",
}
"""How each expression begins, 0 for any digit: most words and numbers are passed by for it."""
_WORDS = {word for words in _BEGINNINGS.values() for word in words.split() if len(word) > 1}
_OF_MONTH = rf"(?:/|(?:\s+|-)(?:{either_case(_MONTH_BEGINNINGS.split())}))"
"""What stands behind a day or a month that is a number."""
_MAY_BEGIN = re.compile(
    rf"(?<![A-Za-z])(?:{either_case(_WORDS)}|[Aa]\s|[%#]|Δ|δ|∆|[$£€]\s?'?000"
    r"|\d(?:(?:(?<!\d\d)|(?<=20[0-3]\d\d))(?:(?<=2)0[0-3]\d|(?<=[1-4])[QHqh])|(?<=[Qq]\d\d[1-4])[QHqh]"
    rf"|(?:(?<![\d/]\d)|(?<=/20[0-3]\d\d))(?:(?<=[0-3])\d{_OF_MONTH}|{_OF_MONTH})"
    r"|(?<=[1369])[\s|-]+[Mm][Oo]|(?<=1)2[\s|-]+[Mm][Oo]))"
)
"""Where an expression may begin that touches no word before it."""
_PATTERNS = {name: f"(?P<{name}>{pattern})" for name, pattern in _PARTS.items()}
_AT_ANY_WORD = re.compile(f"{_AT_A_WORD}(?:{'|'.join(_PATTERNS.values())})", re.IGNORECASE)
GROUPS = {name: tuple(re.compile(pattern).groupindex) for name, pattern in _PARTS.items()}
"""Of each expression the groups that hold its numbers."""


def expressions(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The expressions between two places of a text, in order; the last group of each is named after what it says."""
    if _GLUED.search(text, start, end) is not None:
        yield from _AT_ANY_WORD.finditer(text, start, end)
        return
    at = start
    while (begin := _MAY_BEGIN.search(text, at, end)) is not None:
        at = begin.start()
        found = _beginning_with(_letters(text[at : at + 2])).match(text, at, end)
        at = at + 1 if found is None else found.end()
        if found is not None:
            yield found


def _letters(two: str) -> str:
    """What `_BEGINNINGS` tell expressions apart by: two letters, or a sign, or 0 for any digit."""
    if two[0].isalpha():
        return two.lower().rstrip()
    return "0" if two[0].isdigit() else two[0]


@cache
def _beginning_with(letters: str) -> re.Pattern[str]:
    """The few expressions that begin with those letters."""
    return _any_of(
        *(name for name, words in _BEGINNINGS.items() if any(word[:2] == letters for word in words.split()))
    )


@cache
def _any_of(*names: str) -> re.Pattern[str]:
    return re.compile("|".join(_PATTERNS[name] for name in names), re.IGNORECASE)
