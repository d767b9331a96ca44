"""What a bitcoin cost in a year: a column or a unit that was misread gives prices nobody paid."""

from datetime import date
from decimal import Decimal

_RANGES = {
    2011: (0.2, 35), 2012: (3, 16), 2013: (10, 1_250), 2014: (250, 1_050), 2015: (150, 520), 2016: (340, 1_000),
    2017: (740, 20_000), 2018: (3_100, 17_600), 2019: (3_300, 14_000), 2020: (3_800, 29_500), 2021: (28_000, 69_100),
    2022: (15_400, 48_300), 2023: (16_400, 45_000), 2024: (38_400, 108_500), 2025: (74_300, 126_400),
}  # fmt: skip
"""Lowest and highest price of a bitcoin in each year, USD, from exchanges' daily ranges."""
_AFTER = (10_000, 1_000_000)
_MARGIN = Decimal("1.15")
"""For fees, hedges and the rounding of what is divided."""
SCALES = (1, 1_000, 1_000_000)


def plausible_price(usd: Decimal, start: date | None, end: date | None) -> bool:
    """Whether a bitcoin can have cost so many dollars in a period; a period without a start is its end's year."""
    if end is None:
        return usd > 0
    years = range((start if start and start.year > end.year - 20 else end).year, end.year + 1)
    ranges = [_RANGES.get(year, _AFTER if year > max(_RANGES) else (0, 35)) for year in years]
    low, high = min(each[0] for each in ranges), max(each[1] for each in ranges)
    return Decimal(str(low)) / _MARGIN <= usd <= Decimal(str(high)) * _MARGIN


def scale_by_price(
    usd: Decimal, btc: Decimal, start: date | None, end: date | None, said: int | None
) -> int | None:
    """In what dollars are counted beside a quantity: what is said if the price can be, else what makes it possible.

    Returns:
        1, a thousand or a million; None where the price is impossible either way.
    """
    if btc <= 0 or usd <= 0:
        return said or 1
    order = (said, *SCALES) if said else SCALES
    return next((scale for scale in order if plausible_price(usd * scale / btc, start, end)), None)
