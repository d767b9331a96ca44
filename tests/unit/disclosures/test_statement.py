from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from monitor.disclosures.statement import Statement, StatementKind
from monitor.money import MAX_SATS, SATS_PER_BTC
from tests.unit.disclosures.stated import no_sale, sale, statement

CANGO = sale("4451", "2026-02-07", "2026-02-08", proceeds_usd=Decimal(305_000_000))


def test_the_same_statement_twice_has_the_same_id():
    again = sale("4451", "2026-02-07", "2026-02-08", proceeds_usd=Decimal("305000000.00"))
    assert again.statement_id == CANGO.statement_id


def test_a_longer_quotation_is_no_other_statement():
    assert replace(CANGO, evidence="sold 4,451 bitcoin").statement_id == CANGO.statement_id


def test_a_no_sale_of_zero_and_one_without_a_quantity_are_the_same():
    assert no_sale("2026-02-01", sats=0).statement_id == no_sale("2026-02-01").statement_id


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "other"},
        {"period_start": date(2026, 2, 6)},
        {"period_end": date(2026, 2, 9)},
        {"sats": 1},
        {"sats": None},
        {"approximate": True},
        {"proceeds_usd": None},
        {"avg_price_usd": Decimal(68_000)},
        {"holdings_after_sats": 0},
        {"purpose": "debt repayment"},
        {"purpose": "None"},
        {"url": "https://example.com/other"},
        {"published": date(2026, 2, 9)},
        {"only_episode": "cango-20260207-00000000"},
    ],
    ids=str,
)
def test_whatever_else_is_stated_otherwise_is_another_statement(change):
    assert replace(CANGO, **change).statement_id != CANGO.statement_id


def test_the_id_is_the_same_on_every_machine_and_in_every_release():
    assert CANGO.statement_id == "9bb18d81e578f02c1874a77e"


def test_a_price_follows_from_proceeds_and_quantity():
    assert CANGO.implied_price_usd == Decimal("68523.93")


def test_a_stated_price_is_taken_before_a_computed_one():
    assert replace(CANGO, avg_price_usd=Decimal(68_000)).implied_price_usd == Decimal(68_000)


@pytest.mark.parametrize("missing", ["sats", "proceeds_usd"])
def test_no_price_is_invented(missing):
    assert replace(CANGO, **{missing: None}).implied_price_usd is None


def test_the_period_includes_both_its_ends():
    assert CANGO.days == 2
    assert [CANGO.covers(date(2026, 2, day)) for day in (6, 7, 8, 9)] == [False, True, True, False]


def test_holdings_of_exactly_nothing_are_an_answer():
    sold_out = sale("1132.9", "2026-02-14", "2026-02-20", holdings_after_sats=0)
    assert sold_out.held_sats == 0


def test_a_holdings_statement_tells_what_is_held_by_its_amount():
    assert statement("holdings", "2025-12-31", btc="53822").held_sats == 53_822 * SATS_PER_BTC
    assert CANGO.held_sats is None


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"issuer": ""}, "needs an issuer"),
        ({"url": ""}, "needs the URL"),
        ({"period_end": date(2026, 2, 6)}, r"ends \(2026-02-06\) before it starts \(2026-02-07\)"),
        ({"period_start": date(206, 2, 7)}, "the first block is of 2009-01-03"),
        ({"sats": 0}, "a sale of nothing is a no_sale"),
        ({"sats": -1}, "the amount of -1 sats is not between"),
        ({"sats": MAX_SATS + 1}, "the amount of .* is not between"),
        ({"holdings_after_sats": -1}, "the holdings of -1 sats"),
        ({"proceeds_usd": Decimal(-1)}, "the proceeds of -1 USD cannot be"),
        ({"proceeds_usd": Decimal("1e40")}, "the proceeds of .* USD cannot be"),
        ({"avg_price_usd": Decimal("NaN")}, "the average price of NaN USD cannot be"),
        ({"avg_price_usd": Decimal("68523.926")}, "finer than a cent"),
        ({"kind": StatementKind.NO_SALE}, "has no amount"),
        ({"kind": StatementKind.NO_SALE, "sats": None, "proceeds_usd": Decimal(1)}, "no proceeds"),
        ({"kind": StatementKind.NO_SALE, "sats": None, "avg_price_usd": Decimal(1)}, "no price"),
        ({"kind": StatementKind.HOLDINGS, "sats": None}, "needs the amount that was held"),
        ({"kind": StatementKind.HOLDINGS, "holdings_after_sats": 1}, "cannot leave 1 held"),
        ({"kind": StatementKind.PLEDGE, "only_episode": "e"}, "only a sale can be pinned"),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(fields, complaint):
    good = {
        "issuer": "cango",
        "kind": StatementKind.SALE,
        "period_start": date(2026, 2, 7),
        "period_end": date(2026, 2, 8),
        "sats": 445_100_000_000,
        "url": "https://example.com/6-k",
    }
    assert Statement(**good).sats == 445_100_000_000
    with pytest.raises(ValueError, match=complaint):
        Statement(**(good | fields))
