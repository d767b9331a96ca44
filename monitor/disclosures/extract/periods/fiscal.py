"""In which month the fiscal year of a filer ends: as known, or as its own text tells."""

import re
from functools import lru_cache

from monitor.disclosures.extract.periods.calendars import FISCAL_YEAR_END, MONTHS, ORDINALS, counted
from monitor.disclosures.extract.periods.phrases import expression

_HEAD = 1500
"""Characters in which a document says what it reports on."""
_QUARTER_ENDED = re.compile(
    r"\b(?P<nth>first|second|third|fourth|Q[1-4])(?:\s+(?:fiscal\s+)?quarter)?\b[^.\n]{0,50}?"
    r"\b(?:quarter|months|period)?\s*\b(?:ended|ending)\s+(?:on\s+)?(?:\d{1,2}\s+)?(?P<month>[A-Z][a-z]{2,8})\b"
)
_MONTH = r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b"
_TO_MONTH = r"(?:\d{1,2}(?:st|th)? )?" + _MONTH
_SPAN = re.compile(
    rf"\b(?:[Bb]etween|[Ff]rom)\s+{_MONTH}\s+1,\s+(?P<year>20\d\d)\s+(?:and|to|through)\s+"
    r"(?P<last>[A-Z][a-z]+)\s+(?:2[89]|3[01]),\s+(?P<next>20\d\d)",
)
"""As in "from July 1, 2023 to June 30, 2024"."""
_ENDS = expression(
    r"\b(?:fiscal|financial) years?(?: 20\d\d)?,?(?: (?:(?:that|which) )?|-)end(?:s|ed|ing)? "
    rf"(?:(?:is|on|of|in|each|every|the|last|day|\d{{1,2}}(?:st|th)?) ){{0,5}}{_MONTH}"
)
"""As in "our fiscal year ends on August 31"."""
_ENDED = expression(
    rf"\byears? (?:ended|to(?= (?:3[01]|2[89])\b)) {_TO_MONTH}(?=[\s,|]+(?:\d{{1,2}}[,|\s]+)?20\d\d)"
)
"""As in "the year ended June 30, 2024"."""
_LOOSELY = (
    expression(
        r"\b(?:whose|its|our|their|the) (?:business )?years? (?:ends?|closes?) (?:in|on|with) "
        rf"(?:(?:the|end|of|last|day|\d{{1,2}}(?:st|th)?) ){{0,5}}{_MONTH}"
    ),
    expression(
        rf"\bcloses? (?:its|our|their|the) (?:books|accounts) (?:(?:at|on|in|the|end|of) ){{1,4}}{_MONTH}"
    ),
    expression(rf"\b(?:a|an|its|our|their) {_MONTH} (?:\d{{1,2}} )?(?:fiscal |financial )?year[\s-]end\b"),
)
"""As in "whose year ends in June", "closes its books at the end of June", "with a September year-end"."""
_HALF_ENDED = expression(
    r"\b(?:first half|H1|half[\s-]year(?:ly)?|interim)\b[^.\n]{0,60}?\b(?:ended|ending|to) " + _TO_MONTH
)
"""As in "interim results for the six months to 30 September 2025": the year ends half a year later."""
_TOGETHER_ENDED = expression(
    r"\bthree and (?P<length>six|nine)[\s-]+months?(?: periods?)? (?:ended|ending) " + _TO_MONTH
)
"""As in "for the three and six months ended July 31": so many of a year that are over by then."""
_BEGINS = expression(rf"\b(?:fiscal|financial) years? (?:runs?|begins?|starts?) (?:(?:from|on|in) )?{_MONTH}")
_NEAR_HEAD = 8_000
"""Characters in which an article or a note says so by the way."""
_SPEAKS_OF = re.compile(r"\b(?:fiscal|FY\s?'?\d\d|financial year)", re.IGNORECASE)


def fiscal_year_end(text: str, filer: str | None) -> int:
    """The last month of the fiscal year of whom a text is about; 12 where nothing tells of another.

    Args:
        text: the whole text, which may tell it: "fiscal third quarter ..., ended June 30".
        filer: whose year it is, by slug or name.
    """
    known = FISCAL_YEAR_END.get((filer or "").lower().replace(" ", "-"))
    told = None if known is not None else _QUARTER_ENDED.search(text, 0, _HEAD)
    number = None if told is None else MONTHS.get(told["month"].lower())
    if told is None or number is None:
        return known or _told_end(text) or _told_together(text) or 12
    nth = ORDINALS.get(told["nth"].lower()) or int(told["nth"][1:])
    return (number - 3 * nth - 1) % 12 + 1


def _told_together(text: str) -> int | None:
    """The last month of a year of which half, or three quarters, end with a month that the beginning names."""
    told = _TOGETHER_ENDED.search(text, 0, _HEAD)
    if told is None:
        return None
    return (MONTHS[told["month"].lower()] - counted(told["length"]) - 1) % 12 + 1


@lru_cache(maxsize=2)
def _told_end(text: str) -> int | None:
    """The month that a text names as the end of a whole year, where it speaks of fiscal years at all."""
    if _SPEAKS_OF.search(text) is None:
        return None
    told = _ENDS.search(text) or _ENDED.search(text, 0, _HEAD)
    told = told or next((found for each in _LOOSELY if (found := each.search(text, 0, _NEAR_HEAD))), None)
    if told is not None:
        return MONTHS[told["month"].lower()]
    if (half := _HALF_ENDED.search(text, 0, _HEAD)) is not None:
        return (MONTHS[half["month"].lower()] + 5) % 12 + 1
    if (begins := _BEGINS.search(text, 0, _NEAR_HEAD)) is not None:
        return (MONTHS[begins["month"].lower()] - 2) % 12 + 1
    whole = _SPAN.search(text, 0, _HEAD)
    last = None if whole is None else MONTHS.get(whole["last"].lower())
    if whole is None or last is None or int(whole["next"]) != int(whole["year"]) + 1:
        return None
    return last if MONTHS[whole["month"].lower()] == last + 1 else None
