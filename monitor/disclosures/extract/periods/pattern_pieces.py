"""What the patterns of periods are put together from: names of months, days, years, and what joins them."""

import re

from monitor.disclosures.extract.alternation import any_of
from monitor.disclosures.extract.periods.calendars import MONTHS
from monitor.disclosures.extract.periods.day_readers import Reader

MONTH_NAME = "(?P<{0}month>" + any_of(MONTHS) + r")\b\.?"
DAY_NUMBER = r"(?P<{0}day>[0-3]?\d)(?:\s?(?:st|nd|rd|th)\b)?(?!\d|[.,]\d\d\d(?!\d))"
YEAR_NUMBER = r"(?P<{0}year>(?:19|20)\d\d)(?!\d|[.,]\d|-(?:0\d|1[0-2])\b)"
MONTH_DAY = rf"{MONTH_NAME}\s+{DAY_NUMBER}(?:\s*,?\s+{YEAR_NUMBER})?"
DAY_MONTH = (
    rf"{DAY_NUMBER}(?:\.?\s+(?:de\s+)?|(?<=[a-z])\s+of\s+){MONTH_NAME}(?:,?\s+(?:de\s+)?{YEAR_NUMBER})?"
)
TO = (
    r"\s*(?:(?<=\d),\s*(?=and\b|to\b|through\b))?"
    r"(?:-to-|-|‐|‑|–|—|to|and\s+(?:ending|ended|finishing|concluding)\s+on|and|through|until|till)\s*"
)
SET_UP = (
    r"(?:\s*\((?:(?:the\s+)?date\s+of\s+)?(?:inception|formation|incorporation)\)|\)(?=\s+(?:through|to)\b))?"
)
"""As in "from March 31, 2025 (inception) through ...", "from inception (March 31, 2025) through ..."."""
AGO = (
    r"(?:(?:(?:of|in)\s+)?(?:the\s+)?(?:last|previous|prior|preceding)\s+year"
    r"|(?:a|one|(?:of|in)\s+the)\s+year\s+(?:ago|earlier|before|prior))"
)
OF_LAST_YEAR = r"\s*,?\s+(?:of\s+)?(?:the\s+)?(?P<ago>(?:last|previous|prior|preceding)\s+year)\b"
OF_THE_YEAR = r"\s+of\s+(?:the|this)\s+year\b(?!-|\s+(?:ended|ending|to)\b)"
OF_ITS_YEAR = r"\s+of\s+(?:its|our|their|the)\s+(?:fiscal|financial)\s+year\b(?!\s+(?:ended|ending|to|\d))"
ORDER = r"(?P<part>first|second|third|fourth|last|final|opening|closing)"

Patterns = tuple[tuple[re.Pattern[str], Reader], ...]


def compiled(*patterns: tuple[str, Reader]) -> Patterns:
    """The expressions, without regard to case, each beside what reads it."""
    return tuple((re.compile(text, re.IGNORECASE), reader) for text, reader in patterns)
