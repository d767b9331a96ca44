"""Parts of wholes, in percent."""

from decimal import ROUND_HALF_EVEN, Decimal

_TENTH = Decimal("0.1")


def percent(part: int, whole: int | None) -> Decimal | None:
    """A part in percent of a whole, to a tenth; None where there is no whole to be a part of."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(_TENTH, ROUND_HALF_EVEN)
