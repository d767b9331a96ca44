"""The closed vocabularies of label files: what an entity can be, and how sure a label is."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType


class Category(StrEnum):
    """What an entity is, or what one of its scripts is used for."""

    MINER = "miner"
    MINING_POOL = "mining_pool"
    """Pays many miners. What a pool pays out is never a company selling."""
    EXCHANGE = "exchange"
    CUSTODIAN = "custodian"
    PRIME_BROKER = "prime_broker"
    OTC_DESK = "otc_desk"
    MARKET_MAKER = "market_maker"
    LENDER = "lender"
    ETF = "etf"
    OTHER = "other"


PLATFORMS: frozenset[Category] = frozenset(
    {
        Category.EXCHANGE,
        Category.CUSTODIAN,
        Category.PRIME_BROKER,
        Category.OTC_DESK,
        Category.MARKET_MAKER,
        Category.LENDER,
    }
)
"""Where coins may be sold. They may also be held, lent or pledged there: a transfer is not a sale."""

CONFIDENCE_NAMES: Mapping[str, int] = MappingProxyType(
    {
        "override": 100,
        "ownership": 100,
        "manual_transaction": 90,
        "service_api": 70,
        "authority_data": 60,
        "trusted_provider": 50,
        "service_data": 50,
        "forensic": 50,
        "untrusted_transaction": 40,
        "web_crawl": 20,
        "heuristic": 10,
        "unknown": 5,
    }
)
"""GraphSense's confidence taxonomy, in percent."""

DEFAULT_CONFIDENCE = 100
"""Percent of a label that states none: whoever writes their own file vouches for it."""

_CATEGORIES = {category.value: category for category in Category}
_CERTAIN = 100
_WANTED = "write 0 to 1 with decimals, a whole percent, or one of " + ", ".join(CONFIDENCE_NAMES)


def category_from_text(text: str) -> Category:
    """A category by its name.

    Raises:
        ValueError: there is no such category; the message lists those there are.
    """
    category = _CATEGORIES.get(text)
    if category is None:
        raise ValueError(f"unknown category {text!r}; there are {', '.join(Category)}")
    return category


def confidence_from_text(text: str) -> int:
    """A confidence as people and TagPacks write it, in whole percent.

    A name of GraphSense's taxonomy, a fraction ("0.85", "1", "1.0") or a whole percent ("85"). A bare 1 is
    the fraction, hence certain; one percent is written 0.01.

    Raises:
        ValueError: none of the three.
    """
    if text in CONFIDENCE_NAMES:
        return CONFIDENCE_NAMES[text]
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"confidence {text!r} is no number and no known name; {_WANTED}") from None
    if not number.is_finite() or not 0 <= number <= _CERTAIN:
        raise ValueError(f"confidence {text!r} is out of range; {_WANTED}")
    if number <= 1:
        return int((number * _CERTAIN).to_integral_value(ROUND_HALF_UP))
    if number != number.to_integral_value():
        raise ValueError(f"confidence {text!r} is no whole percent; {_WANTED}")
    return int(number)
