"""How the grammar of periods is written: as phrases with the words that they begin with and what reads them.

In a phrase a space is any white space, and a name in braces one of the pieces below: "{month day}" finds "June 30,
2025", and "{zmonth day}" the same where it is the second of two.
"""

import re
from typing import NamedTuple

from monitor.disclosures.extract.alternation import any_of
from monitor.disclosures.extract.periods.calendars import MONTHS, NUMBERS
from monitor.disclosures.extract.periods.completed import Reader


class Phrase(NamedTuple):
    """One of them."""

    begins: str
    """The first words, with spaces between them."""
    reader: Reader
    words: str


BY_MONTH, BY_MONTH_AND_DAY, BY_DIGIT, BY_ORDINAL = "#month", "#day", "#digit", "#ordinal"
"""Among first words: the name of a month, the same with a day behind it, digits, and digits with letters behind them
such as "1st"."""


def _pieces(z: str, name: str) -> dict[str, str]:
    """The pieces of a date, whose groups have a letter before their names where the date is the second of two."""
    month = f"(?P<{z}month>{name})" + r"\b\.?"
    day = rf"(?P<{z}day>[0-3]?\d)(?:\s?(?:st|nd|rd|th)\b)?(?!\d|[.,]\d\d\d(?!\d))"
    # Not as in "in March 2000 BTC were sold": there was no bitcoin then.
    year = (
        rf"(?!200[0-8]\s+(?:btc|bitcoins?|coins)\b)(?P<{z}year>(?:19|20)\d\d)(?!\d|[.,]\d|-(?:0\d|1[0-2])\b)"
    )
    day_month = rf"{day}(?:\.? (?:de )?|(?<=[a-z]) of ){month}(?:,? (?:de )?{year})?"
    return {
        "month": month,
        "day": day,
        "year": year,
        "month year": rf"{month}(?:\s*,? {year})?",
        "month day": rf"{month} {day}(?:\s*,? {year})?",
        "day month": day_month,
        "day of it": rf"(?:{month} )?{day}(?:\s*,? {year})?",
    }


_PIECES = {
    **{f"{z}{name}": piece for z in ("", "z") for name, piece in _pieces(z, any_of(MONTHS)).items()},
    **{
        f"the {name}": piece for name, piece in _pieces("", r"[^\W\d_]+").items()
    },  # whose month is known to stand there
    "to": (
        r"\s*(?:(?<=\d),\s*(?=and\b|to\b|through\b))?"
        r"(?:-to-|-|‐|‑|–|—|to|and (?:ending|ended|finishing|concluding) on|and|through|until|till)\s*"
    ),
    # As in: from March 31, 2025 (inception) through December 31; from inception (March 31, 2025) through December 31
    "set up": r"(?:\s*\((?:(?:the )?date of )?(?:inception|formation|incorporation)\)|\)(?= (?:through|to)\b))?",
    "through": r"(?:and )?(?:up to|through|until|till|to)",
    "ended": r"(?:(?:that |which )?(?:ended|ending)(?: on)?|to|through|until|up to)",
    "last": "(?:last|previous|prior|preceding)",
    "number": rf"(?:{'|'.join(NUMBERS)}|[1-9]\d?)",
    "few": f"(?:{'|'.join(list(NUMBERS)[2:13])})",
    "months": rf"(?:(?:{'|'.join(list(NUMBERS)[1:13])}|1[0-2]|[1-9])[\s-]+months?)",
    "span": r"(?:month|period|quarter|half(?:[\s-]year)?|week|(?:three|six|nine|twelve)[\s-]months?(?: period)?)",
}
_PIECE = re.compile(r"\{([a-z ]+)\}")


def expression(phrase: str) -> re.Pattern[str]:
    """A phrase as an expression, without regard to case."""
    return re.compile(_PIECE.sub(lambda name: _PIECES[name[1]], phrase).replace(" ", r"\s+"), re.IGNORECASE)
