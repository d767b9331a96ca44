"""What cannot be is told from what can: whose a document is, its day, and its figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from monitor.disclosures.belonging import others_named
from monitor.disclosures.plausible import contradiction, future_day, not_over, told_before_it_began
from monitor.disclosures.statement import Statement, StatementKind
from tests.builders import BTC

TODAY = date(2026, 3, 1)
RIOT = ("Riot Platforms, Inc.", "Riot Blockchain, Inc.", "RIOT")
HUT = ("Hut 8 Corp.", "HUT")
CORE = ("Core Scientific, Inc.", "CORZ")
NAMES = {
    **dict.fromkeys(RIOT, "riot"), **dict.fromkeys(HUT, "hut-8"), **dict.fromkeys(CORE, "core-scientific"),
    "Cango Inc.": "cango", "CANG": "cango",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "own", "others"),
    [
        ("Cango Inc. (NYSE: CANG) sold 4,451 bitcoin.", RIOT, ("cango",)),
        ("CANGO INC. sold 4,451 bitcoin. A riot of colours.", RIOT, ("cango",)),
        ("Cango sold 4,451 bitcoin; Riot sold none.", RIOT, ()),
        ("Riot\n Blockchain, formerly of Castle Rock, and Cango Inc.", RIOT, ()),
        ("(Nasdaq: HUT) competes with Cango Inc.", HUT, ()),
        ("Cango Inc. has a core business in a hut.", HUT, ("cango",)),
        ("Our core business is as Cango Inc. does it, and Core grew.", CORE, ()),
        ("We sold 20 bitcoin in February.", RIOT, ()),
        ("", RIOT, ()),
    ],
)
def test_a_text_that_names_only_others_is_none_of_the_companys(text, own, others):
    assert others_named(text, own, NAMES) == others


def sale(start=date(2026, 2, 1), published=None, **known):
    return Statement(
        issuer="riot", kind=known.pop("kind", StatementKind.SALE), period_start=start,
        period_end=date(2026, 12, 31), url="https://example.com/8-k", published=published, **known,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("published", "wrong"),
    [(None, False), (TODAY, False), (date(2026, 3, 2), False), (date(2026, 3, 3), True)],
)
def test_a_document_of_the_day_after_tomorrow_cannot_be(published, wrong):
    assert (future_day(published, TODAY) is not None) is wrong


@pytest.mark.parametrize(
    ("stated", "wrong"),
    [
        (sale(published=date(2026, 2, 1)), False),
        (sale(published=date(2026, 1, 31)), True),
        (sale(published=date(2026, 1, 31), kind=StatementKind.INTENT), False),
        (sale(published=date(2026, 1, 31), kind=StatementKind.NO_SALE), True),
        (sale(published=date(2026, 1, 31), kind=StatementKind.PRODUCTION), True),
        (sale(date(2026, 3, 2)), False),
        (sale(date(2026, 3, 3)), True),
    ],
)
def test_what_was_done_is_told_after_it_began(stated, wrong):
    assert (told_before_it_began(stated, TODAY) is not None) is wrong


@pytest.mark.parametrize(
    ("proceeds", "price", "wrong"),
    [("5", "70000", True), ("700000", "70000", False), ("640000", "70000", False), ("620000", "70000", True),
     (None, "70000", False), ("5", None, False)],
)  # fmt: skip
def test_quantity_price_and_proceeds_that_contradict_each_other_are_all_named(proceeds, price, wrong):
    stated = sale(
        sats=10 * BTC,
        proceeds_usd=None if proceeds is None else Decimal(proceeds),
        avg_price_usd=None if price is None else Decimal(price),
    )
    told = contradiction(stated)
    assert (told is not None) is wrong
    if told is not None:
        assert all(figure in told for figure in ("10", "70,000", f"{Decimal(proceeds):,f}"))


@pytest.mark.parametrize(
    ("end", "kind", "wrong"),
    [
        (date(2026, 3, 2), StatementKind.SALE, False),
        (date(2026, 3, 31), StatementKind.SALE, True),
        (date(2026, 3, 31), StatementKind.INTENT, False),
    ],
)
def test_nobody_knows_what_was_done_in_a_period_that_is_not_over(end, kind, wrong):
    told = not_over(replace(sale(kind=kind), period_end=end), TODAY)
    assert (told is not None) is wrong
    assert told is None or "2026-03-31 lies in the future" in told
