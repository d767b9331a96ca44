"""What a bitcoin cost in each month, and whether it may have brought so much."""

from datetime import date
from decimal import Decimal

FIRST_YEAR = 2020
_LOW_TO_HIGH = """
6.9-9.6 8.4-10.5 3.9-9.2 6.2-9.5 8.1-10 8.9-10.4 8.9-11.4 10.7-12.5 9.8-12.1 10.4-14.1 13.2-19.9 17.6-29.3
28.7-42 32.3-58.4 45-61.8 47-64.9 30-59.6 28.8-41.3 29.3-42.3 37.3-50.5 39.6-52.9 43.3-67 53.3-69 42-59.1
32.9-48 34.3-45.9 37.2-48.2 37.6-47.4 25.4-40 17.6-32 18.8-24.7 19.5-25.2 18.1-22.8 18.2-21.1 15.5-21.5 16.3-18.4
16.5-24 21.4-25.3 19.6-29.2 26.9-31 25.8-29.9 24.8-31.4 28.9-31.8 25.2-30.2 24.9-27.5 26.5-35.2 34.1-38.4 37.6-44.7
38.5-49 41.9-64 59-73.8 59.6-72.8 56.5-72 58.4-72 53.5-70 49-65.6 52.5-66.5 58.9-73.6 66.8-99.7 91.3-108.4
89.2-109.4 78.2-102.8 76.6-95.2 74.4-95.8 93.3-112 98.2-110.6 105.1-123.2 107.3-124.5 107.2-118 102-126.3 80.5-111.3 83.8-94.6
74.5-97.9 60-79.4 62-77 60-79 50-90 50-90 50-90 50-90 50-90 50-90 50-90 50-90
"""  # noqa: E501 - a line for each year
"""What a bitcoin cost at least and at most in each month, in thousands of US dollars, on large exchanges. From April
2026 on it is not known to us: the wide ranges make older prices like them ambiguous, so that no year is told of them.
Of later years nothing fits: a text of then gets no year, or that of an equal price before."""

RANGES = {
    (FIRST_YEAR + year, month): (float(low), float(high))
    for year, line in enumerate(_LOW_TO_HIGH.split("\n")[1:-1])
    for month, (low, high) in enumerate((each.split("-") for each in line.split()), start=1)
}
"""The same by year and month."""
_LEAST, _MOST = Decimal(1_000), Decimal(250_000)
"""USD per BTC, wider than any price of it since companies have sold it."""
_MAY_BE_OFF = Decimal("0.5")
"""Of a sum that is rounded, less its fees, or told beside another number."""


def is_thinkable(price: Decimal) -> bool:
    """Whether so many USD may have been the price of a bitcoin at all."""
    return _LEAST <= price <= _MOST


def may_have_cost(price: Decimal, first: date | None, last: date | None) -> bool:
    """Whether a bitcoin may have brought so much between two days.

    Args:
        price: USD per BTC, roughly.
        first: the first day; None where only the last one is known.
        last: the last day; None where no day is known, so that only what it never cost is ruled out.
    """
    if last is None or not is_thinkable(price):
        return is_thinkable(price)
    begin = first or last
    ranges = [
        RANGES.get((month // 12, month % 12 + 1))
        for month in range(begin.year * 12 + begin.month - 1, last.year * 12 + last.month)
    ]
    known = [each for each in ranges if each is not None]
    if len(known) < len(ranges) or not known:
        return True
    low, high = (
        Decimal(str(each * 1000)) for each in (min(low for low, _ in known), max(high for _, high in known))
    )
    return low * (1 - _MAY_BE_OFF) <= price <= high * (1 + _MAY_BE_OFF)
