"""Quarters, halves and years, of the calendar or of an issuer's own year, read from their words."""

import re
from collections.abc import Iterable
from datetime import date

from monitor.disclosures.extract.periods.calendars import ORDINALS, fiscal_quarter, fiscal_year, year
from monitor.disclosures.extract.periods.day_readers import Read, latest_of, whole, years_of
from monitor.disclosures.extract.periods.when import Anchor, Form


def read_quarter(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the third quarter of 2025", "Q3 2025", "3Q25", "fiscal Q1 2026"."""
    word = next(match[name] for name in ("ordinal", "qa", "qb") if match[name])
    number = _EDGES.get(word.lower()) or ORDINALS.get(word.lower()) or int(word)
    words = match[0].lower()
    told = "fiscal" in words or "financial" in words or "fy" in words
    owned = anchor.own or _ITS.search(match.string, max(0, match.start() - _NEAR), match.start()) is not None
    of_issuer = told or (owned and "calendar" not in words)
    fiscal = anchor.fiscal_year_end if of_issuer else 12
    printed = match["year"] or match["yb"] or match["yc"] or _this_year(match, anchor)
    if printed:
        return whole(before, fiscal_quarter(int(printed) % 100 + 2000, number, fiscal), Form.LONGER)
    candidates = [fiscal_quarter(each, number, fiscal) for each in _years_told(match, anchor)]
    if anchor.focus is not None and (within := _within(candidates, anchor.focus)) is not None:
        return whole(before, within, Form.LONGER)
    return whole(before, latest_of(candidates, anchor), Form.LONGER)


def _within(candidates: Iterable[tuple[date, date]], focus: tuple[date, date]) -> tuple[date, date] | None:
    """As in "in the first quarter of the year" of an annual report: the quarter of what is reported on."""
    return next((each for each in candidates if focus[0] <= each[0] and each[1] <= focus[1]), None)


_ITS = re.compile(r"(?:\b(?:its|their|our)|[’']s)\s+\Z", re.IGNORECASE)
"""As in "in its first quarter", which is one of its own year."""
_NEAR = 8
_EDGES = {"opening": 1, "final": 4, "last": 4, "closing": 4}


def _years_told(match: re.Match[str], anchor: Anchor) -> list[int]:
    """The years that an unfinished time can be of: "the first half of the prior year" is of one alone."""
    now = (anchor.focus[1] if anchor.focus else None) or anchor.latest
    if now is None or not match.groupdict().get("ago"):
        return years_of(anchor)
    return [now.year - 1]


def _this_year(match: re.Match[str], anchor: Anchor) -> str | None:
    """As in "the first quarter of this year", also where most of it is still to come."""
    return str(anchor.latest.year) if anchor.latest and match[0].lower().endswith("this year") else None


def read_ordinal(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "sold 40 BTC in the second quarter, after 55 in the first": a quarter, where one was just named."""
    text = match.string
    begun = max(text.rfind(end, 0, match.start()) for end in (". ", "\n"))
    named = [*_QUARTER_TOLD.finditer(text, max(0, begun, match.start() - _A_SENTENCE), match.start())]
    if not named:
        return None
    told = named[-1]
    year_told = f" of {told['year']}" if told["year"] else ""
    whole_words = _QUARTER_WORDS.match(f"{match['nth']} quarter{year_told}")
    return None if whole_words is None else read_quarter(whole_words, anchor, before)


_QUARTER_TOLD = re.compile(
    r"\b(?:first|second|third|fourth)\s+quarter\b(?:\s+of\s+(?P<year>20\d\d)\b)?", re.IGNORECASE
)
_A_SENTENCE = 200
"""Characters back to where a quarter may be named."""
_QUARTER_WORDS = re.compile(
    r"(?P<ordinal>first|second|third|fourth)\s+quarter(?:\s+of\s+(?P<year>20\d\d))?(?P<qa>)(?P<qb>)(?P<yb>)(?P<yc>)",
    re.IGNORECASE,
)


def read_quarters(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the second and third quarters of 2024": from the beginning of one to the end of the other."""
    one, other = (ORDINALS[match[name].lower()] for name in ("ordinal", "zordinal"))
    fiscal = anchor.fiscal_year_end if anchor.own or "fiscal" in match[0].lower() else 12
    years = [int(match["year"])] if match["year"] else years_of(anchor)
    spans = [(fiscal_quarter(each, one, fiscal)[0], fiscal_quarter(each, other, fiscal)[1]) for each in years]
    if one >= other:
        return None
    return whole(before, spans[0] if match["year"] else latest_of(spans, anchor), Form.LONGER)


def read_half(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "the first half of 2025", "H1 2025", "1H25", "H1 FY24" of the issuer's own year."""
    number = ORDINALS.get((match["ordinal"] or "").lower()) or int(match["ha"] or match["hb"])
    words = match[0].lower()
    fiscal = anchor.fiscal_year_end if "fiscal" in words or "fy" in words else 12
    printed = match["year"] or match["yc"] or _this_year(match, anchor)
    years = [int(printed) % 100 + 2000] if printed else _years_told(match, anchor)
    halves = [
        (fiscal_quarter(each, 2 * number - 1, fiscal)[0], fiscal_quarter(each, 2 * number, fiscal)[1])
        for each in years
    ]
    return whole(before, halves[0] if printed else latest_of(halves, anchor), Form.LONGER)


_WHOLE_YEAR = re.compile(r"\bfull\s", re.IGNORECASE)
"""As in "in the full year 2024" of an issuer's own document."""


def read_year(match: re.Match[str], anchor: Anchor, before: str) -> Read | None:
    """As in "in 2025", "fiscal year 2024", "CY2023"; of a year that is not over only what the document reports on."""
    number = int(match["year"] or f"20{match['short']}")
    of_issuer = match["fiscal"] or (anchor.own and _WHOLE_YEAR.search(match[0]) is not None)
    bounds = fiscal_year(number, anchor.fiscal_year_end) if of_issuer else year(number)
    if anchor.focus is not None and bounds[0] <= anchor.focus[1] < bounds[1] and anchor.latest is not None:
        bounds = bounds[0], min(bounds[1], anchor.focus[1] if anchor.latest < bounds[1] else bounds[1])
    elif anchor.published is not None and bounds[0] <= anchor.published < bounds[1]:
        bounds = bounds[0], anchor.published
    return whole(before, bounds, Form.LONGER)
