"""Quarters, halves, seasons and years, of the calendar or of an issuer's own year, read from their words."""

import re
from collections.abc import Iterable, Sequence

from monitor.disclosures.extract.periods.calendars import (
    ORDINALS,
    Bounds,
    fiscal_quarter,
    fiscal_year,
    month,
    year,
)
from monitor.disclosures.extract.periods.completed import Read, latest_of, whole, years_of
from monitor.disclosures.extract.periods.when import Anchor, Form


def read_quarter(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the third quarter of 2025", "Q3 2025", "3Q25", "fiscal Q1 2026"."""
    number = _number(match, "ordinal", "qa", "qb")
    return _quarters(match, anchor, before, (number, number), owned=_is_owned(match))


def read_quarters(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the second and third quarters of 2024": from the beginning of one to the end of the other."""
    one, other = _number(match, "ordinal"), _number(match, "zordinal")
    return _quarters(match, anchor, before, (one, other)) if one < other else None


def read_half(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the first half of 2025", "H1 2025", "1H25", "H1 FY24" of the issuer's own year."""
    number = _number(match, "ordinal", "ha", "hb")
    return _quarters(match, anchor, before, (2 * number - 1, 2 * number), owned=_is_owned(match))


def _is_owned(match: re.Match[str]) -> bool:
    return _ITS.search(match.string, max(0, match.start() - _NEAR), match.start()) is not None


def _number(match: re.Match[str], *names: str) -> int:
    groups = match.groupdict()
    word = next(groups[name].lower() for name in names if groups.get(name))
    return _EDGES.get(word) or ORDINALS.get(word) or int(word)


_EDGES = {"opening": 1, "final": 4, "last": 4, "closing": 4}
_ITS = re.compile(r"(?:\b(?:its|their|our)|[’']s)\s+\Z", re.IGNORECASE)
"""As in "in its first quarter", which is one of its own year."""
_NEAR = 8


def _quarters(
    match: re.Match[str], anchor: Anchor, before: str, numbers: tuple[int, int], *, owned: bool = False
) -> Read:
    """The quarters with two numbers and those between them, of the year that is told or can be meant."""
    words, groups = match[0].lower(), match.groupdict()
    of_issuer = "fiscal" in words or "financial" in words or "fy" in words
    of_issuer = of_issuer or ((owned or anchor.own) and "calendar" not in words)
    ends = anchor.fiscal_year_end if of_issuer else 12
    printed = next((groups[name] for name in ("year", "yb", "yc") if groups.get(name)), None)
    if printed is None and anchor.latest is not None and words.endswith("this year"):
        printed = str(anchor.latest.year)
    years = years_of(anchor, printed)
    now = anchor.focus[1] if anchor.focus is not None else anchor.latest
    if printed is None and now is not None and groups.get("ago"):
        years = [now.year - 1]  # "the first half of the prior year"
    spans = quarters_of(years, numbers, ends)
    if anchor.latest is not None and _SO_FAR.match(match.string, match.end()):
        return whole(next((each for each in spans if each[0] <= anchor.latest), None), Form.LONGER)
    return whole(_within(spans, anchor) or latest_of(spans, anchor), Form.LONGER, before)


_SO_FAR = re.compile(r"\s+(?:so\s+far|to\s+date)\b", re.IGNORECASE)


def quarters_of(years: Iterable[int], numbers: tuple[int, int], ends: int) -> list[Bounds]:
    """From the first day of a quarter to the last of another, in each of several years that end with a month."""
    return [
        (fiscal_quarter(each, numbers[0], ends)[0], fiscal_quarter(each, numbers[1], ends)[1])
        for each in years
    ]


def _within(spans: Sequence[Bounds], anchor: Anchor) -> Bounds | None:
    """As in "in the first quarter of the year" of an annual report: the quarter of what is reported on."""
    focus = anchor.focus
    return next((each for each in spans if focus and focus[0] <= each[0] and each[1] <= focus[1]), None)


def read_ordinal(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "sold 40 BTC in the second quarter, after 55 in the first": a quarter, where one was just named."""
    text = match.string
    begun = max(text.rfind(end, 0, match.start()) for end in (". ", "\n"))
    named = [*_QUARTER_TOLD.finditer(text, max(0, begun, match.start() - _A_SENTENCE), match.start())]
    told = _QUARTER_TOLD.match(f"{match['ordinal']} quarter of {named[-1]['year'] or ''}") if named else None
    return None if told is None else read_quarter(told, anchor, before)


_QUARTER_TOLD = re.compile(
    r"\b(?P<ordinal>first|second|third|fourth)\s+quarter\b(?:\s+of\s+(?P<year>20\d\d)\b)?", re.IGNORECASE
)
_A_SENTENCE = 200
"""Characters back to where a quarter may be named."""


def read_year(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in 2025", "fiscal year 2024", "CY2023"; of a year that is not over only what the document reports on."""
    groups = match.groupdict()
    number = int(match["year"] or f"20{match['short']}")
    of_issuer = groups.get("fiscal") or (anchor.own and _WHOLE_YEAR.search(match[0]) is not None)
    bounds = fiscal_year(number, anchor.fiscal_year_end) if of_issuer else year(number)
    if anchor.focus is not None and bounds[0] <= anchor.focus[1] < bounds[1] and anchor.latest is not None:
        bounds = bounds[0], min(bounds[1], anchor.focus[1] if anchor.latest < bounds[1] else bounds[1])
    elif anchor.published is not None and bounds[0] <= anchor.published < bounds[1]:
        bounds = bounds[0], anchor.published
    return whole(bounds, Form.LONGER, before)


_WHOLE_YEAR = re.compile(r"\bfull\s", re.IGNORECASE)
"""As in "in the full year 2024" of an issuer's own document."""


def read_year_end(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "at the end of 2025"."""
    return None, year(int(match["year"]))[1], Form.END


def read_years(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "between 2014 and 2023"."""
    first, last = int(match["year"]), int(match["zyear"])
    return (year(first)[0], year(last)[1], Form.LONGER) if first < last else None


def read_part_of_year(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "early 2025", "mid-2016": three months, but "late 2024" is that year; "since early 2025": from then on."""
    begins, ends = _PARTS[match["part"].lower()]
    first, last = month(int(match["year"]), begins)[0], month(int(match["year"]), ends)[1]
    latest = anchor.latest
    if match[0][:5].lower() == "since":
        known = latest is not None and first <= latest
        return (first, latest, Form.SINCE) if known else (None, None, Form.SINCE)
    if latest is not None and first <= latest < last:
        last = latest
    return whole((first, last), Form.LONGER, before)


_PARTS = {"early": (1, 3), "mid": (6, 8), "late": (1, 12)}
"""Their first and last months."""


def read_season(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in the summer of 2022", "last autumn": its three months."""
    last = _SEASONS[match["season"].lower()]
    years = years_of(anchor, match.groupdict().get("year"))
    return whole(
        latest_of([(month(each, last - 2)[0], month(each, last)[1]) for each in years], anchor), Form.LONGER
    )


_SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11}
"""The last month of each."""
