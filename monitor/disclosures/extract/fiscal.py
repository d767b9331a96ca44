"""In which month the fiscal year of a filer ends: as known, or as its own text tells."""

import re

from monitor.disclosures.extract.calendars import FISCAL_YEAR_END, MONTHS, ORDINALS

_HEAD = 1500
"""Characters in which a document says what it reports on."""
_QUARTER_ENDED = re.compile(
    r"\b(?P<nth>first|second|third|fourth|Q[1-4])(?:\s+(?:fiscal\s+)?quarter)?\b[^.\n]{0,50}?"
    r"\b(?:quarter|months|period)?\s*\b(?:ended|ending)\s+(?:\d{1,2}\s+)?(?P<month>[A-Z][a-z]{2,8})\b"
)
_YEAR_ENDED = re.compile(
    r"\b[Ff]iscal\s+year(?:\s+20\d\d)?,?\s+(?:which\s+)?(?:ended|ending|ends?)\s+(?:on\s+)?(?:\d{1,2}\s+)?(?P<month>[A-Z][a-z]{2,8})\b"
)


def fiscal_year_end(text: str, filer: str | None) -> int:
    """The last month of the fiscal year of whom a text is about; 12 where nothing tells of another.

    Args:
        text: the whole text, which may tell it: "fiscal third quarter ..., ended June 30".
        filer: whose year it is, by slug or name.
    """
    known = FISCAL_YEAR_END.get((filer or "").lower().replace(" ", "-"))
    told = None if known is not None else _QUARTER_ENDED.search(text, 0, _HEAD)
    number = None if told is None else MONTHS.get(told["month"].lower())
    if known is None and number is None:
        year = _YEAR_ENDED.search(text, 0, _HEAD)
        known = None if year is None else MONTHS.get(year["month"].lower())
    if told is None or number is None:
        return known or 12
    nth = ORDINALS.get(told["nth"].lower()) or int(told["nth"][1:])
    return (number - 3 * nth - 1) % 12 + 1
