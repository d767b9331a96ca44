"""How sentences of other languages are read in the tests, and the days that they may tell of."""

from datetime import date

from monitor.config.shipped import shipped
from monitor.disclosures.extract.companies.names import known_names
from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About, Found
from monitor.disclosures.statement import StatementKind
from monitor.labels.directory import load_entities
from monitor.money import btc_text

PUBLISHED = date(2026, 3, 4)  # a Wednesday
JANUARY = date(2026, 1, 1), date(2026, 1, 31)
FEBRUARY = date(2026, 2, 1), date(2026, 2, 28)
QUARTER = date(2025, 10, 1), date(2025, 12, 31)
LAST_WEEK = date(2026, 2, 23), date(2026, 3, 1)
LAST_WEEKEND = date(2026, 2, 28), date(2026, 3, 1)
THE_FIFTH = date(2026, 2, 5), date(2026, 2, 5)
SEVENTH_AND_EIGHTH = date(2026, 2, 7), date(2026, 2, 8)
DECEMBER = date(2025, 12, 1), date(2025, 12, 31)
SEVEN_DAYS = date(2026, 2, 25), PUBLISHED
THIS_YEAR = date(2026, 1, 1), PUBLISHED
BY_TUESDAY = None, date(2026, 3, 3)
BY_NOW = None, PUBLISHED
NAMES = known_names(load_entities(shipped("entities.yaml")))
_TOLD = frozenset({StatementKind.SALE, StatementKind.NO_SALE})


def found(text: str) -> list[Found]:
    """Sales and denials of sales."""
    return [each for each in extract(text, About(names=NAMES, published=PUBLISHED)) if each.kind in _TOLD]


def told(text: str) -> list[tuple[str | None, str | None, tuple[date | None, date | None]]]:
    """Of each: whose it is, how many BTC (None of a denial), and the days."""
    return [
        (
            each.entity,
            None if each.sats is None else btc_text(each.sats),
            (each.period_start, each.period_end),
        )
        for each in found(text)
    ]
