"""Amounts, days and documents of the ledger, short enough for a table of 80 columns."""

from datetime import date
from decimal import Decimal

from monitor.disclosures.months import Month
from monitor.disclosures.statement import Statement
from monitor.money import SATS_PER_BTC, btc_from_sats
from monitor.pipeline.disclose import document_id

_WHOLE_PERCENT = 10
"""From here on a percentage goes without its decimal."""
_QUARTER = 3
_YEAR = 12
_SMALLEST = SATS_PER_BTC // 100


class Documents:
    """The documents that a page names by number: what one issuer states at one address is one."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], int] = {}

    def number(self, stated: Statement) -> int:
        """The number of a statement's document, a new one if it was not named yet."""
        key = document_id(stated.issuer, stated.url), stated.url
        return self._numbers.setdefault(key, len(self._numbers) + 1)

    def listed(self) -> list[tuple[int, str, str]]:
        """Every number with the document's id, by which `disclosures show` knows it, and its URL."""
        return [(number, name, url) for (name, url), number in self._numbers.items()]


def btc_rounded(sats: int, *, approximate: bool = False) -> str:
    """BTC to a hundredth: "4,451", "653.77", "~3,000"; what is less than that and not nothing is "<0.01"."""
    mark = "~" if approximate else ""
    if 0 < sats < _SMALLEST:
        return f"{mark}<0.01"
    text = f"{btc_from_sats(sats):,.2f}"
    return mark + text.removesuffix("0").removesuffix(".0")


def percent_text(value: Decimal | None, *, sign: bool = False) -> str:
    """A percentage as one says it: "62 %", "0.4 %", with a sign "-60 %" or "+10 %"; empty where there is none."""
    if value is None:
        return ""
    digits = 0 if abs(value) >= _WHOLE_PERCENT or not value else 1
    return f"{value:{'+' if sign and value else ''},.{digits}f} %"


def days_text(first: date, last: date) -> str:
    """A period in few characters: "2026-02", "2026 Q1", "2025", "2026-02-07 to 08", "2022-06-15 to 07-02"."""
    calendar = _calendar_text(first, last)
    if calendar:
        return calendar
    if first == last:
        return first.isoformat()
    if Month.of(first) == Month.of(last):
        return f"{first} to {last:%d}"
    return f"{first} to {last:%m-%d}" if first.year == last.year else f"{first} to {last}"


def _calendar_text(first: date, last: date) -> str | None:
    start, end = Month.of(first), Month.of(last)
    if (first, last) != (start.first, end.last):
        return None
    if start == end:
        return str(start)
    quarter, beside = divmod(start.number - 1, _QUARTER)
    if not beside and start.after(_QUARTER - 1) == end:
        return f"{start.year} Q{quarter + 1}"
    return str(start.year) if start.number == 1 and start.after(_YEAR - 1) == end else None
