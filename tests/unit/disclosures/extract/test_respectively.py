"""Amounts and periods in two lists side by side, and the year before in parentheses."""

from datetime import date
from decimal import Decimal

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.statement import StatementKind
from monitor.money import SATS_PER_BTC

ABOUT = About(issuer="bitfarms", names={"Bitfarms": "bitfarms"}, published=date(2025, 8, 12))
THREE, SIX = (date(2025, 4, 1), date(2025, 6, 30)), (date(2025, 1, 1), date(2025, 6, 30))
THREE_BEFORE, SIX_BEFORE = (date(2024, 4, 1), date(2024, 6, 30)), (date(2024, 1, 1), date(2024, 6, 30))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "During the three and six months ended June 30, 2025, we sold 300 and 512 bitcoin for proceeds of"
                " $28.1 million and $47.9 million, respectively."
            ),
            [(300, "28.1", THREE), (512, "47.9", SIX)],
        ),
        (
            "In the three months and six months ended June 30, 2025 it sold 300 and 512 bitcoin, respectively.",
            [(300, None, THREE), (512, None, SIX)],
        ),
        (
            (
                "In the three and six months ended June 30, 2025, the Company sold digital currencies for proceeds"
                " of $8.4 million and $37.8 million, respectively (June 30, 2024 - $3.7 million and $9.4 million)."
            ),
            [
                (None, "8.4", THREE),
                (None, "37.8", SIX),
                (None, "3.7", THREE_BEFORE),
                (None, "9.4", SIX_BEFORE),
            ],
        ),
        (
            (
                "For the three months ended June 30, 2025 and 2024, we sold 300 and 120 bitcoin, respectively, for"
                " $28.1 million and $7.9 million, respectively."
            ),
            [(300, "28.1", THREE), (120, "7.9", THREE_BEFORE)],
        ),
        (
            "In the three months ended June 30, 2025 Bitfarms sold 300 bitcoin (2024 - 120).",
            [(300, None, THREE), (120, None, THREE_BEFORE)],
        ),
        (
            "In the three and six months ended June 30, 2025 Bitfarms sold 300 and 300 bitcoin, respectively.",
            [(300, None, THREE), (300, None, SIX)],
        ),
        (
            "Bitfarms sold 300 bitcoin in the six months ended June 30, 2025 (June 30, 2024: 120).",
            [(300, None, SIX), (120, None, SIX_BEFORE)],
        ),
    ],
)
def test_each_amount_has_the_days_in_its_place(text, expected):
    sales = [each for each in extract(text, ABOUT) if each.kind is StatementKind.SALE]
    assert [(each.sats, each.proceeds_usd, (each.period_start, each.period_end)) for each in sales] == [
        (btc and btc * SATS_PER_BTC, dollars and Decimal(dollars) * 1_000_000, days)
        for btc, dollars, days in expected
    ]
    assert {each.entity for each in sales} == {"bitfarms"}
