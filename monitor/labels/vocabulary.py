"""The words of labels: what an entity is to a coin, and how sure we are of it."""

from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType


class Category(StrEnum):
    """What an entity is to the coins it holds."""

    MINER = "miner"
    MINING_POOL = "mining_pool"
    EXCHANGE = "exchange"
    CUSTODIAN = "custodian"
    PRIME_BROKER = "prime_broker"
    OTC_DESK = "otc_desk"
    MARKET_MAKER = "market_maker"
    LENDER = "lender"
    ETF = "etf"
    OTHER = "other"


PLATFORMS = frozenset(
    {
        Category.EXCHANGE,
        Category.CUSTODIAN,
        Category.PRIME_BROKER,
        Category.OTC_DESK,
        Category.MARKET_MAKER,
        Category.LENDER,
    }
)
"""Where coins may be sold."""

CONFIDENCE = MappingProxyType(
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
"""Percent behind the names of GraphSense's confidence taxonomy."""

UNSTATED_CONFIDENCE = CONFIDENCE["unknown"]


def category_of(text: str) -> Category:
    """The category of this name.

    Raises:
        ValueError: there is none; the message lists those there are.
    """
    try:
        return Category(text.strip())
    except ValueError:
        known = ", ".join(category.value for category in Category)
        raise ValueError(f"unknown category {text!r}; it should be one of {known}") from None


def confidence_of(text: str) -> int:
    """Percent from a decimal between 0 and 1, a whole percentage, or a name of the taxonomy.

    Raises:
        ValueError: it is none of these.
    """
    word = text.strip()
    if word in CONFIDENCE:
        return CONFIDENCE[word]
    try:
        number = Decimal(word)
    except InvalidOperation:
        raise ValueError(
            f"unknown confidence {text!r}; write 0.85, 85 or one of {', '.join(CONFIDENCE)}"
        ) from None
    percent = number * 100 if number <= 1 and "." in word or number in {0, 1} else number
    if not percent.is_finite() or not 0 <= percent <= 100:  # noqa: PLR2004 - percent
        raise ValueError(f"confidence {text!r} is not between 0 and 1, nor between 0 and 100")
    return round(percent)
