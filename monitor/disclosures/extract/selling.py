"""The words that say outright that coins were sold, for every room: prose, labels, columns."""

from typing import Final

SOLD: Final = (
    "sold", "liquidated", "divested", "offloaded", "off-loaded", "disposed", "monetized", "monetised", "unloaded",
    "dumped", "auctioned",
)  # fmt: skip
"""Participles: "bitcoin liquidated", "coins disposed of"."""
SALES: Final = (
    "sale", "sales", "liquidation", "liquidations", "disposal", "disposals", "divestiture", "divestitures",
    "divestment", "divestments", "disposition", "dispositions", "monetization", "monetizations", "monetisation",
    "monetisations",
)  # fmt: skip
"""Nouns: "sale of bitcoin", "bitcoin disposals"."""

SOLD_WORD: Final = rf"(?:{'|'.join(SOLD)})"
"""An expression for a participle, in small letters."""
SALE_WORD: Final = rf"(?:{'|'.join(sorted(SALES, reverse=True))})"
"""An expression for a noun, in small letters, the plural first."""
SELLING_WORD: Final = rf"(?:{SOLD_WORD}|{SALE_WORD})"
