"""Satoshis inside, BTC at the edges. No float ever touches an amount."""

import re
from decimal import Decimal

SATS_PER_BTC = 100_000_000
_PLAIN = re.compile(r"(\d+|\d{1,3}(,\d{3})+)(\.\d+)?([eE][-+]?\d+)?")
"""Digits, with commas only as whole groups of thousands: "4451,5" is a decimal comma, and refused."""
MAX_SATS = 21_000_000 * SATS_PER_BTC
"""No amount of bitcoin is larger than this."""


def btc_from_sats(sats: int) -> Decimal:
    """Satoshis as a Decimal amount of BTC, exactly."""
    return Decimal(sats).scaleb(-8)


def btc_text(sats: int) -> str:
    """Satoshis as plain BTC text without trailing zeros and without thousands separators: "653.773"."""
    text = f"{btc_from_sats(sats):.8f}".rstrip("0").rstrip(".")
    return text or "0"


def btc_for_people(sats: int) -> str:
    """Satoshis as BTC text with thousands separators, for sentences and tables: "4,451"."""
    return f"{btc_from_sats(sats):,.8f}".rstrip("0").rstrip(".")


def usd_text(usd: Decimal) -> str:
    """Dollars as plain text with cents and without thousands separators: "92034567.80"."""
    return f"{usd:.2f}"


def usd_for_people(usd: Decimal) -> str:
    """Dollars as one says them, to two or three figures: "$92 million", "$4.6 million", "$850,000", "$740"."""
    for unit, word in ((Decimal(10**9), " billion"), (Decimal(10**6), " million")):
        if usd >= unit * Decimal("0.9995"):
            amount = usd / unit
            return f"${amount:,.{0 if amount >= 10 else 1}f}".removesuffix(".0") + word  # noqa: PLR2004
    figures = Decimal(10) ** max(0, usd.adjusted() - 2) if usd else Decimal(1)
    return f"${(usd / figures).quantize(Decimal(1)) * figures:,.0f}"


def plain_decimal(text: str) -> Decimal | None:
    """A number as people and filings write it in English, such as "1,318" or "653.773"; None if it is not one."""
    return Decimal(text.replace(",", "")) if _PLAIN.fullmatch(text.strip()) else None


def sats_from_btc(text: str | Decimal) -> int:
    """BTC as integer satoshis.

    Args:
        text: a plain decimal amount of BTC, such as "1318", "653.773" or "1,080".

    Raises:
        ValueError: the text is no amount, has more than eight decimals, is negative, or exceeds 21 million.
    """
    amount = plain_decimal(text) if isinstance(text, str) else text
    if amount is None:
        raise ValueError(f"{text!r} is no amount of BTC; write it like 1318, 1,318 or 653.773")
    if not amount.is_finite() or amount < 0:
        raise ValueError(f"{text!r} is no amount of BTC; it must be zero or more")
    sats = amount.scaleb(8)
    if sats != sats.to_integral_value():
        raise ValueError(f"{text!r} is finer than a satoshi; BTC has eight decimals")
    if sats > MAX_SATS:
        raise ValueError(f"{text!r} is more than the 21 million BTC that can exist")
    return int(sats)
