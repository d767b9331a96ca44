"""The words for days and periods, each with what it means: the grammar of `days`, in order of precedence."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

from monitor.disclosures.extract.calendars import (
    MONTHS,
    ORDINALS,
    fiscal_quarter,
    fiscal_year,
    month,
    months_before,
    year,
    year_earlier,
)
from monitor.disclosures.extract.when import Anchor, Form

Read = tuple[date | None, date | None, Form]
Reader = Callable[[re.Match[str], Anchor], Read | None]
"""None where the words are no date after all."""


class Need(StrEnum):
    """What a text must hold before it is worth trying a pattern."""

    MONTH = "month"
    YEAR = "year"
    QUARTER = "quarter"
    HALF = "half"
    UNIT = "unit"
    WEEKDAY = "weekday"


_AHEAD = timedelta(days=45)
"""A report for January may speak of the first days of February."""
_STILL_LAST = 20
"""Up to this day of a month, "the month" of a document is the one before."""
_COUNTS = {"one": 1, "month": 1, "three": 3, "quarter": 3, "six": 6, "nine": 9, "twelve": 12, "year": 12}
_WEEKDAYS = {
    name: index % 7
    for index, name in enumerate(
        "monday tuesday wednesday thursday friday saturday sunday "
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo".split()
    )
}
_DAYS_OF = {"week": 7, "month": 31, "quarter": 92, "year": 366}


def _years(anchor: Anchor) -> list[int]:
    return [anchor.latest.year + 1, anchor.latest.year, anchor.latest.year - 1] if anchor.latest else []


def _complete(
    match: re.Match[str], anchor: Anchor, prefix: str = "", *, printed: str | None = None
) -> date | None:
    """The day in the groups of a match; without a printed year it is the latest that is not after the anchor."""
    groups = match.groupdict()
    number = MONTHS[(groups.get(f"{prefix}month") or groups["month"]).lower()]
    day = int(groups[f"{prefix}day"])
    text = groups[f"{prefix}year"] or printed
    for candidate in [int(text)] if text else _years(anchor):
        if 1 <= day <= monthrange(candidate, number)[1]:
            found = date(candidate, number, day)
            if text or (anchor.latest is not None and found <= anchor.latest + _AHEAD):
                return found
    return None


def _day(match: re.Match[str], anchor: Anchor) -> Read | None:
    if not 1 <= int(match["day"]) <= 31:  # noqa: PLR2004 - the days of a month
        return None
    return _point(match, _complete(match, anchor))


def _point(match: re.Match[str], day: date | None) -> Read:
    return (None, day, Form.END) if match["asof"] else (day, day, Form.DAY)


def _range(match: re.Match[str], anchor: Anchor) -> Read | None:
    """ "Feb. 7-8", "March 3 to March 9, 2025": the year may stand at the end only."""
    last = _complete(match, anchor, "z", printed=match["year"])
    if last is None:
        return None, None, Form.RANGE
    first = _complete(match, anchor, printed=str(last.year))
    if first is not None and first > last and not match["year"]:
        first = _complete(match, anchor, printed=str(last.year - 1))
    return (first, last, Form.RANGE) if first is not None and first <= last else None


def _iso(match: re.Match[str], anchor: Anchor) -> Read | None:  # noqa: ARG001 - one shape for all readers
    try:
        return _point(match, date(int(match["year"]), int(match["number"]), int(match["day"])))
    except ValueError:
        return None


def _slashes(match: re.Match[str], anchor: Anchor) -> Read | None:  # noqa: ARG001
    """12/9/2024 as Americans write it, unless only the other order is a date."""
    one, other, printed = int(match["one"]), int(match["other"]), int(match["year"])
    for number, day in ((one, other), (other, one)):
        try:
            return _point(match, date(printed, number, day))
        except ValueError:
            continue
    return None


def _whole(match: re.Match[str], bounds: tuple[date, date] | None, form: Form) -> Read:
    """ "at the end of October" tells an end, "in October" a whole month."""
    if bounds is None:
        return None, None, form
    return (None, bounds[1], Form.END) if match["asof"] else (*bounds, form)


def _latest(candidates: list[tuple[date, date]], anchor: Anchor) -> tuple[date, date] | None:
    """The first of them that has begun by the anchor; of a quarter nobody tells figures before it is half over."""
    if anchor.latest is None:
        return None
    for first, last in candidates:
        days = (last - first).days
        if first + timedelta(days=0 if days < _DAYS_OF["month"] else min(days // 2, 60)) <= anchor.latest:
            return first, last
    return None


def _month(match: re.Match[str], anchor: Anchor) -> Read | None:
    word, number = match["month"], MONTHS[match["month"].lower()]
    printed = match["year"] or match["short"]
    if printed:
        return _whole(match, month(int(printed) % 100 + 2000, number), Form.MONTH)
    if word.islower() or (word in _ALSO_WORDS and not match["asof"] and not match["in"]):
        return None
    return _whole(match, _latest([month(each, number) for each in _years(anchor)], anchor), Form.MONTH)


_ALSO_WORDS = {"May", "March", "Mar", "Mai", "MAY", "MARCH", "Set", "Out", "Abr"}
"""Months that are words of their own: without a year they need a preposition."""


def _months(match: re.Match[str], anchor: Anchor) -> Read | None:
    """ "January and February 2026", "from October to December 2025"."""
    last_number, number = MONTHS[match["zmonth"].lower()], MONTHS[match["month"].lower()]
    printed = match["zyear"]
    last = (
        month(int(printed), last_number)
        if printed
        else _latest([month(each, last_number) for each in _years(anchor)], anchor)
    )
    if last is None:
        return None, None, Form.LONGER
    first = month(last[1].year if number <= last_number else last[1].year - 1, number)
    return first[0], last[1], Form.LONGER


def _quarter(match: re.Match[str], anchor: Anchor) -> Read | None:
    word = next(match[name] for name in ("ordinal", "qa", "qb") if match[name])
    number = ORDINALS.get(word.lower()) or int(word)
    fiscal = anchor.fiscal_year_end if "fiscal" in match[0].lower() or "fy" in match[0].lower() else 12
    printed = match["year"] or match["yb"] or match["yc"]
    if printed:
        return _whole(match, fiscal_quarter(int(printed) % 100 + 2000, number, fiscal), Form.LONGER)
    candidates = [fiscal_quarter(each, number, fiscal) for each in _years(anchor)]
    return _whole(match, _latest(candidates, anchor), Form.LONGER)


def _half(match: re.Match[str], anchor: Anchor) -> Read | None:
    number = ORDINALS.get((match["ordinal"] or "").lower()) or int(match["ha"] or 1)
    years = [int(match["year"])] if match["year"] else _years(anchor)
    halves = [(fiscal_quarter(y, 2 * number - 1, 12)[0], fiscal_quarter(y, 2 * number, 12)[1]) for y in years]
    return _whole(match, halves[0] if match["year"] else _latest(halves, anchor), Form.LONGER)


def _year(match: re.Match[str], anchor: Anchor) -> Read | None:
    number = int(match["year"])
    bounds = fiscal_year(number, anchor.fiscal_year_end) if match["fiscal"] else year(number)
    if anchor.focus is not None and bounds[0] <= anchor.focus[1] < bounds[1] and anchor.latest is not None:
        bounds = bounds[0], min(bounds[1], anchor.focus[1] if anchor.latest < bounds[1] else bounds[1])
    return _whole(match, bounds, Form.LONGER)


def _ended(match: re.Match[str], anchor: Anchor) -> Read | None:
    """ "the nine months ended June 30, 2025", "the quarter ended ...", "the week ended ..."."""
    what = (match["length"] or match["what"]).lower().split()[-1]
    count = _COUNTS.get(what) or (int(what) if what.isdigit() else 0)
    form = Form.MONTH if count == 1 else Form.LONGER
    last = _complete(match, anchor)
    if last is None:
        return None, None, form
    return (
        (last - timedelta(days=6), last, Form.RANGE)
        if what == "week"
        else (months_before(last, count), last, form)
    )


def _since(match: re.Match[str], anchor: Anchor) -> Read | None:
    if match["day"]:
        first = _complete(match, anchor)
    else:
        number = MONTHS[match["month"].lower()]
        years = [int(match["year"])] if match["year"] else _years(anchor)
        found = _latest([month(each, number) for each in years], anchor)
        first = found[0] if found else None
    if first is None or anchor.latest is None or first > anchor.latest:
        return None, None, Form.SINCE
    return first, anchor.latest, Form.SINCE


def _to_date(match: re.Match[str], anchor: Anchor) -> Read | None:
    day = anchor.focus[1] if anchor.focus else anchor.latest
    if day is None:
        return None, None, Form.LONGER
    if "fiscal" in match[0].lower():
        last_year = day.year if day.month <= anchor.fiscal_year_end else day.year + 1
        return fiscal_year(last_year, anchor.fiscal_year_end)[0], day, Form.LONGER
    return date(day.year, 1, 1), day, Form.LONGER


def _weekend(match: re.Match[str], anchor: Anchor) -> Read | None:  # noqa: ARG001
    """The last Saturday and Sunday, or those of the day of publication."""
    if anchor.published is None:
        return None, None, Form.RANGE
    saturday = anchor.published - timedelta(days=(anchor.published.weekday() - 5) % 7)
    return saturday, saturday + timedelta(days=1), Form.RANGE


def _weekday(match: re.Match[str], anchor: Anchor) -> Read | None:
    """The last such day up to the one of publication; whatever was told on it had been done by then."""
    if anchor.published is None:
        return None, None, Form.END
    back = (anchor.published.weekday() - _WEEKDAYS[match["weekday"].lower()]) % 7
    return None, anchor.published - timedelta(days=back), Form.END


def _yesterday(match: re.Match[str], anchor: Anchor) -> Read | None:
    if anchor.published is None:
        return None, None, Form.DAY
    day = anchor.published - timedelta(days=match["word"].lower() == "yesterday")
    return day, day, Form.DAY


def _week_of(match: re.Match[str], anchor: Anchor) -> Read | None:
    day = _complete(match, anchor)
    return (*containing(day, "week"), Form.RANGE) if day else (None, None, Form.RANGE)


def _relative(match: re.Match[str], anchor: Anchor) -> Read | None:
    which, unit = " ".join(match["which"].lower().split()), match["unit"].lower()
    form = Form.RANGE if unit == "week" else Form.MONTH if unit == "month" else Form.LONGER
    if which.split()[-1] in {"the", "that", "all"} and unit != "week" and not match["asof"]:
        form = Form.SAME
    return _whole(match, _meant(which, unit, anchor), form)


def _meant(which: str, unit: str, anchor: Anchor) -> tuple[date, date] | None:
    """The period that "this month", "the quarter" or "last year" is about."""
    earlier = any(word in which for word in ("last", "past", "previous", "prior", "preceding"))
    if anchor.focus is not None and (anchor.focus[1] - anchor.focus[0]).days < _DAYS_OF[unit]:
        told = containing(anchor.focus[1], unit)
        over = anchor.published is not None and anchor.published > told[1]
        return _before(told, unit) if earlier and not (over and which == "last") else told
    if anchor.published is None:
        return None
    current = containing(anchor.published, unit)
    over = {"week": 3, "month": _STILL_LAST, "quarter": 60, "year": 180}[unit]
    reported = not which.startswith("this") and (anchor.published - current[0]).days < over
    return _before(current, unit) if earlier or reported else current


def _before(bounds: tuple[date, date], unit: str) -> tuple[date, date]:
    return containing(bounds[0] - timedelta(days=1), unit)


def containing(day: date, unit: str) -> tuple[date, date]:
    if unit == "week":
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "month":
        return month(day.year, day.month)
    return fiscal_quarter(day.year, (day.month + 2) // 3, 12) if unit == "quarter" else year(day.year)


def _unit_end(match: re.Match[str], anchor: Anchor) -> Read | None:
    """ "at month-end", "at the end of the quarter", "at the end of last year"."""
    which, unit = (match["which"] or "the").lower(), (match["unit"] or match["what"]).lower()
    bounds = _meant(which, unit, anchor)
    if bounds and anchor.latest is not None and bounds[1] > anchor.latest:
        bounds = _before(bounds, unit)
    return None, bounds[1] if bounds else None, Form.END


def _year_ago(match: re.Match[str], anchor: Anchor) -> Read | None:  # noqa: ARG001
    if anchor.focus is None:
        return None, None, Form.LONGER
    first, last = anchor.focus
    short = (last - first).days < _DAYS_OF["month"]
    return year_earlier(first), year_earlier(last), Form.MONTH if short else Form.LONGER


def _same(match: re.Match[str], anchor: Anchor) -> Read | None:
    """ "the same month": as it was told before; ours is what it means where nothing was."""
    unit = "quarter" if "quarter" in match[0].lower() else "month"
    bounds = _meant("the", unit, anchor)
    return (*bounds, Form.SAME) if bounds else (None, None, Form.SAME)


def _same_of(match: re.Match[str], anchor: Anchor) -> Read | None:
    """ "the same period of 2022": what the document reports on, so many years before."""
    if anchor.focus is None:
        return None, None, Form.LONGER
    first, last = anchor.focus
    for _ in range(max(0, min(20, last.year - int(match["year"])))):
        first, last = year_earlier(first), year_earlier(last)
    short = (last - first).days < _DAYS_OF["month"]
    return first, last, Form.MONTH if short else Form.LONGER


def _week_or_half(match: re.Match[str], anchor: Anchor) -> Read | None:
    """ "the first week of December", "the second half of June"."""
    number, part = MONTHS[match["month"].lower()], match["part"].lower()
    years = [int(match["year"])] if match["year"] else _years(anchor)
    found = _latest([month(each, number) for each in years], anchor)
    if found is None:
        return None, None, Form.RANGE
    first, last = found
    if match["piece"].lower() == "half":
        middle = first + timedelta(days=14)
        return (
            (first, middle, Form.RANGE) if part == "first" else (middle + timedelta(days=1), last, Form.RANGE)
        )
    if part in {"last", "final"}:
        return last - timedelta(days=6), last, Form.RANGE
    start = first + timedelta(days=7 * (ORDINALS.get(part, 1) - 1))
    return start, start + timedelta(days=6), Form.RANGE


_MONTH_NAME = "(?P<{0}month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_DAY_NUMBER = r"(?P<{0}day>[0-3]?\d)(?:\s?(?:st|nd|rd|th)\b)?(?!\d|[.,]\d\d\d(?!\d))"
_YEAR_NUMBER = r"(?P<{0}year>(?:19|20)\d\d)(?!\d|[.,]\d)"
_MONTH_DAY = rf"\b{_MONTH_NAME}\s+{_DAY_NUMBER}(?:\s*,?\s+{_YEAR_NUMBER})?"
_DAY_MONTH = rf"(?<![\d.,$])\b{_DAY_NUMBER}\s+(?:de\s+)?{_MONTH_NAME}(?:,?\s+(?:de\s+)?{_YEAR_NUMBER})?"
_TO = r"\s*(?:-|‐|‑|–|—|to|and|through|until|till)\s*"
_AS_OF = (
    r"(?P<asof>\b(?:as\s+(?:of|at)|at(?:\s+the)?(?:\s+end\s+of)?|(?:the\s+)?end\s+of|ended|ending|by|until|closed|finished)"
    r"\s+(?:the\s+)?(?:month\s+of\s+)?)?"
)
_AGO = r"(?:(?:of\s+)?(?:the\s+)?(?:last|previous|prior|preceding)\s+year|(?:a|one)\s+year\s+(?:ago|earlier|before))"


def _of(text: str, reader: Reader, *needs: Need) -> tuple[re.Pattern[str], Reader, frozenset[Need]]:
    return re.compile(text, re.IGNORECASE), reader, frozenset(needs)


PATTERNS = (
    _of(
        rf"\bsame\s+(?:month|period|quarter)\s+{_AGO}|\b(?:a\s+)?(?:year[\s-]ago|year[\s-]earlier|prior[\s-]year)"
        r"\s+(?:month|period|quarter)\b",
        _year_ago, Need.UNIT, Need.QUARTER,
    ),
    _of(
        rf"\bsame\s+(?:month|period|quarter)\s+(?:of|in)\s+{_YEAR_NUMBER}".format(""), _same_of, Need.UNIT, Need.QUARTER,
    ),
    _of(r"\b(?:same|that)\s+(?:month|period|quarter)\b", _same, Need.UNIT, Need.QUARTER),
    _of(
        r"\b(?P<part>first|second|third|fourth|last|final)\s+(?P<piece>week|half)\s+of\s+"
        rf"{_MONTH_NAME}(?:\s*,?\s+{_YEAR_NUMBER})?".format(""), _week_or_half, Need.MONTH,
    ),
    _of(
        r"\b(?:(?P<length>one|three|six|nine|twelve|[1369]|12)[\s-]+months?|(?P<what>(?:calendar\s+|fiscal\s+)?"
        r"(?:week|month|quarter|year)))(?:\s+periods?)?\s+(?:ended|ending|to)\s+(?:on\s+)?" + _MONTH_DAY.format(""),
        _ended, Need.MONTH,
    ),
    _of(
        rf"\bsince\s+(?:(?:early|late|mid|the\s+end\s+of)[\s-]+)?{_MONTH_NAME}(?:\s+{_DAY_NUMBER})?"
        rf"(?:\s*,?\s+{_YEAR_NUMBER})?".format(""), _since, Need.MONTH,
    ),
    _of(r"\bweek\s+(?:of|starting|beginning)\s+" + _MONTH_DAY.format(""), _week_of, Need.MONTH),
    _of(
        _MONTH_DAY.format("")
        + rf"{_TO}(?:{_MONTH_NAME}\s+)?{_DAY_NUMBER}(?:\s*,?\s+{_YEAR_NUMBER})?".format("z"),
        _range, Need.MONTH,
    ),
    _of(_AS_OF + _MONTH_DAY.format(""), _day, Need.MONTH),
    _of(_AS_OF + _DAY_MONTH.format(""), _day, Need.MONTH),
    _of(_AS_OF + r"\b(?P<year>20\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)\b", _iso, Need.YEAR),
    _of(_AS_OF + r"\b(?<![/\d])(?P<one>[0-3]?\d)/(?P<other>[0-3]?\d)/(?P<year>20\d\d)\b", _slashes, Need.YEAR),
    _of(
        rf"\b{_MONTH_NAME}{_TO}".format("") + rf"{_MONTH_NAME}(?:\s*,?\s+{_YEAR_NUMBER})?".format("z"),
        _months, Need.MONTH,
    ),
    _of(
        _AS_OF + rf"(?P<in>\b(?:in|during|for|of|through|throughout|since|from|to|since|over)\s+(?:early\s+|mid-|late\s+)?)?"
        rf"\b{_MONTH_NAME}(?:\s*(?:,|of|de)?\s+{_YEAR_NUMBER}|\s?[-’'](?P<short>(?:20)?[0-4]\d)\b)?".format(""),
        _month, Need.MONTH,
    ),
    _of(
        _AS_OF + r"(?:\bfiscal\s+)?\b(?:(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:fiscal\s+|calendar\s+)?"
        r"quarter|Q(?P<qa>[1-4])|(?P<qb>[1-4])Q(?P<yb>(?:20)?[0-4]\d)?)\b"
        rf"(?:\s*,?\s*(?:of\s+)?(?:the\s+)?(?:fiscal\s+)?(?:year\s+)?(?:FY\s?)?{_YEAR_NUMBER}"
        r"|\s?[-’'/](?P<yc>[0-4]\d)\b)?".format(""),
        _quarter, Need.QUARTER,
    ),
    _of(
        _AS_OF + r"\b(?:(?P<ordinal>first|second)\s+half|H(?P<ha>[12])\b)"
        rf"(?:\s*,?\s*(?:of\s+)?(?:the\s+year\s+)?{_YEAR_NUMBER})?".format(""), _half, Need.HALF,
    ),
    _of(r"\b(?:calendar\s+|fiscal\s+)?year[\s-]+to[\s-]+date\b|\bYTD\b", _to_date, Need.UNIT),
    _of(
        _AS_OF + r"(?:(?P<fiscal>\bfiscal(?:\s+year)?|FY)\s*|\b(?:in|during|of|for|over|throughout|year|calendar|CY)\s*"
        rf"(?:all\s+of\s+)?(?:the\s+)?(?:full\s+)?(?:year\s+)?|(?<=end\sof\s)|(?<=ended\s)){_YEAR_NUMBER}".format(""),
        _year, Need.YEAR,
    ),
    _of(
        r"\b(?:(?:over|during|at|on|this|last|past)\s+(?:the\s+|this\s+|last\s+|past\s+)*weekend|(?:nel|lo\s+scorso)\s+(?:fine\s+settimana"
        r"|weekend)|(?:no|neste|el|este)\s+(?:fim|fin)\s+de\s+semana|am\s+wochenende)\b",
        _weekend, Need.UNIT,
    ),
    _of(
        r"\b(?:(?P<unit>month|quarter|year)[\s-]end|end\s+of\s+(?P<which>the|this|last|the\s+last)\s+"
        r"(?P<what>month|quarter|year))\b",
        _unit_end, Need.UNIT, Need.QUARTER,
    ),
    _of(
        _AS_OF + r"\b(?P<which>this|last|past|previous|prior|the\s+(?:previous|prior|preceding|last|past|current|reporting)"
        r"|(?:during|in|for|over|of)\s+(?:the|that)|the|that|all)\s+(?P<unit>week|month|quarter|year)\b(?!s\b|-|’|')",
        _relative, Need.UNIT, Need.QUARTER,
    ),
    _of(r"\b(?P<word>yesterday|today)\b", _yesterday, Need.WEEKDAY),
    _of(r"\b(?P<weekday>" + "|".join(_WEEKDAYS) + r")\b", _weekday, Need.WEEKDAY),
)  # fmt: skip
"""Patterns in order of precedence: what one has read, later ones leave alone."""
