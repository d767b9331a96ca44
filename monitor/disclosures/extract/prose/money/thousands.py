"""Money that a filing prints in thousands of dollars without saying so in the sentence."""

import re
from dataclasses import replace
from decimal import Decimal

from monitor.disclosures.extract.numbers.amounts import Amount
from monitor.disclosures.extract.prose.money.terms import Terms
from monitor.disclosures.extract.prose.sentence.memory import Memory

_THOUSAND = 1_000
_PLAIN = re.compile(r"\$\s?\(?\d{1,3}(?:,\d{3})*\)?\Z")
_LONGEST_PLAIN = 16
_AROUND = 2_500
"""Characters on both sides in which the text shows how it prints money."""
_SCALED = re.compile(r"\$\s?[\d.,]+\s*(?:million|billion|[MB]\b)", re.IGNORECASE)
_SAYS_SO = re.compile(
    r"\bin\s+(?:USD\s+|U\.?S\.?\s+|dollars\s+)*thousands\b|\bthousands\s+of\s+(?:U\.?S\.?\s+)?dollars\b"
    r"|\$\s*['’]?000s?\b|\$\s*thousands\b",
    re.IGNORECASE,
)
_NEAR = 600
"""Characters on both sides within which such words count whatever else the text prints in millions."""
_WHOLE = re.compile(r"\$\s?\d{1,3},\d{3},\d{3}(?![,\d])")
_CASH_FLOWS = re.compile(
    r"\b(?:operating|investing|financing)\s+activities\b|\bstatements?\s+of\s+cash\s+flows?\b", re.IGNORECASE
)
_LEAST_PRICE, _MOST_PRICE = Decimal(1_000), Decimal(250_000)
"""USD per BTC, wider than any price of it since companies have sold it."""


def scaled(money: Terms, counted: Amount | None, memory: Memory) -> Terms:
    """Proceeds in whole dollars.

    Args:
        money: as printed.
        counted: how many coins they are of, where that is told.
        memory: of the text.
    """
    proceeds = money.proceeds
    if proceeds is None or not memory.filed or money.end is None or not _is_plain(memory.text, money.end):
        return money
    if counted is not None and counted.value > 0:
        price = proceeds / counted.value
        fits = price < _LEAST_PRICE <= price * _THOUSAND <= _MOST_PRICE
    else:
        round_sum = memory.text[money.end - 5 : money.end].endswith(
            (",000", ",000)")
        )  # "$850,000" is rather of dollars
        fits = not round_sum and prints_thousands(memory.text, money.end)
    return replace(money, proceeds=proceeds * _THOUSAND, scale=_THOUSAND) if fits else money


def _is_plain(text: str, end: int) -> bool:
    """Whether a sum is printed as "$111,889", without a word for its size."""
    return _PLAIN.search(text[max(0, end - _LONGEST_PLAIN) : end]) is not None


def prints_thousands(text: str, place: int) -> bool:
    """Whether sums about a place of a report are in thousands: it says so, or speaks of cash flows in small ones."""
    around = text[max(0, place - _AROUND) : place + _AROUND]
    if _WHOLE.search(around):
        return False
    if _SAYS_SO.search(text, max(0, place - _NEAR), place + _NEAR):
        return True
    if _SCALED.search(around):
        return False
    if _SAYS_SO.search(around):
        return True
    return _CASH_FLOWS.search(around) is not None
