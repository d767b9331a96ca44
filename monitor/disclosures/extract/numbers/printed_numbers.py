"""Numbers as they are printed, with points, commas and marks of footnotes; and coins as satoshis."""

import re
from decimal import Decimal
from functools import lru_cache

from monitor.money import sats_from_btc

_LONGEST = 32
"""No amount has more characters; whatever is longer is no number of anything."""


@lru_cache(maxsize=2048)
def sats_or_none(btc: Decimal) -> int | None:
    """BTC as satoshis; None where it is more than anybody is known to have had, negative, or finer than a satoshi."""
    sats = btc.scaleb(8)
    if not _NO_SATS <= sats <= _ALL_SATS or sats != sats.to_integral_value():
        return None
    return int(sats)


_NO_SATS, _ALL_SATS = Decimal(0), Decimal(sats_from_btc("1200000"))
"""A greater number is mostly a year and an amount run together: "January 2022795.82"."""


@lru_cache(maxsize=2048)
def number(text: str, *, decimal_comma: bool = False) -> Decimal | None:
    """A number as it is printed: "1,318", "653.773", "1.080,5", "189,8", "205,7592" (205,759 with a note 2).

    Args:
        text: digits, points and commas only.
        decimal_comma: the text is of a language that writes 1.080 for a thousand and eighty.

    Returns:
        None where it is no number, or too long for one.
    """
    if len(text) > _LONGEST:
        return None
    plain = text.translate(_NO_MARKS)
    if plain.isdecimal():
        return Decimal(plain)
    if _GROUPED.fullmatch(plain) and not (decimal_comma and _ONE_GROUP.fullmatch(plain)):
        return Decimal(_without_note(plain).replace(",", ""))
    if _GROUPED_BY_POINTS.fullmatch(plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if decimal_comma and _ONE_GROUP_BY_POINT.fullmatch(plain):
        return Decimal(plain.replace(".", ""))
    if _WITH_POINT.fullmatch(plain):
        return Decimal(plain)
    if _WITH_COMMA.fullmatch(plain) or (decimal_comma and _WITH_ANY_COMMA.fullmatch(plain)):
        return Decimal(plain.replace(",", "."))
    return None


_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+\d?(?:\.\d+)?")
_ONE_GROUP = re.compile(r"\d{1,3},\d{3,4}")
_GROUPED_BY_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}\.\d{3},\d+")
_ONE_GROUP_BY_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_WITH_POINT = re.compile(r"\d+\.\d+")
_WITH_COMMA = re.compile(r"\d+,\d{1,2}|\d+,\d{4,8}")
_WITH_ANY_COMMA = re.compile(r"\d+,\d+")
_NO_MARKS = str.maketrans("", "", " \u00a0\u2009\u202f’'")


def _without_note(grouped: str) -> str:
    """Groups have three digits: a fourth in the last one is the mark of a footnote."""
    whole, point, rest = grouped.partition(".")
    if len(whole.rpartition(",")[2]) > 3:  # noqa: PLR2004 - the digits of a group
        whole = whole[:-1]
    return whole + point + rest
