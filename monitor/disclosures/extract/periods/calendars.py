"""Months, quarters and years by the calendar, and by the fiscal year of an issuer."""

from calendar import monthrange
from datetime import date, timedelta

Bounds = tuple[date, date]
"""First and last day, both included."""

FISCAL_YEAR_END = {"cleanspark": 9, "hive": 3, "dmg": 9, "dmg-blockchain": 9, "iren": 6, "canaan": 12}
"""The last month of the fiscal year of issuers whose year is not the calendar's, by slug."""

_ENGLISH = "january february march april may june july august september october november december".split()
_FOREIGN = (
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
)
MONTHS = {
    **{name: number for names in _FOREIGN for number, name in enumerate(names.split(), 1)},
    **{name: number for number, name in enumerate(_ENGLISH, 1)},
    **{name[:3]: number for number, name in enumerate(_ENGLISH, 1)},
    "sept": 9,
}
"""Names of months in lower case → 1 to 12."""
MONTH_NAMES = tuple(name[:3] for name in _ENGLISH)
"""The short English names in lower case, January first."""
NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen".split()
    )
} | {"twenty-six": 26, "thirty": 30, "thirty-nine": 39, "fifty-two": 52}
"""Words in lower case → the numbers that days, weeks and months are counted with."""
ORDINALS = {
    word: number
    for number, words in enumerate(("first 1st", "second 2nd", "third 3rd", "fourth 4th"), 1)
    for word in words.split()
}


def month(year_: int, number: int) -> Bounds:
    """A month of the calendar."""
    return date(year_, number, 1), date(year_, number, monthrange(year_, number)[1])


def year(number: int) -> Bounds:
    """A year of the calendar."""
    return date(number, 1, 1), date(number, 12, 31)


def day_after(day: date) -> date:
    """The next day."""
    return day + timedelta(days=1)


def months_before(last: date, count: int) -> date:
    """The first day of the `count` months that end with the month of a day."""
    index = last.year * 12 + last.month - count
    return date(index // 12, index % 12 + 1, 1)


def fiscal_year(number: int, last_month: int) -> Bounds:
    """The fiscal year of a number, which is the calendar year in which it ends."""
    last = month(number, last_month)[1]
    return months_before(last, 12), last


def fiscal_quarter(number: int, quarter: int, last_month: int) -> Bounds:
    """A quarter, 1 to 4, of a fiscal year; `last_month` 12 is the calendar."""
    first = fiscal_year(number, last_month)[0]
    index = first.year * 12 + first.month - 1 + 3 * quarter - 1
    return months_before(date(index // 12, index % 12 + 1, 1), 3), month(index // 12, index % 12 + 1)[1]


def year_earlier(day: date) -> date:
    """The same day a year before; the last of a month stays the last."""
    last = monthrange(day.year, day.month)[1] == day.day
    longest = monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, longest if last else min(day.day, longest))


def counted(word: str) -> int:
    """A number in digits, or in one of the words that periods are counted with."""
    return int(word) if word.isdecimal() else NUMBERS[word.lower()]


def containing(day: date, unit: str) -> Bounds:
    """The week, month, quarter, half or year of the calendar that holds a day."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "year":
        return year(day.year)
    length = {"month": 1, "quarter": 3, "half": 6}[unit]
    first = (day.month - 1) // length * length + 1
    return date(day.year, first, 1), month(day.year, first + length - 1)[1]


def before(bounds: Bounds, unit: str) -> Bounds:
    """The week, month or longer unit before a period; a week need not begin on a Monday."""
    if unit == "week":
        return bounds[0] - timedelta(days=7), bounds[1] - timedelta(days=7)
    return containing(bounds[0] - timedelta(days=1), unit)
