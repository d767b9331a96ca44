"""Amounts, days and outcomes as they were reported. Flags, their hours and counterparties are made up."""

from datetime import date
from decimal import Decimal

from monitor.disclosures.periods import replacements
from monitor.disclosures.reconcile import Reason
from monitor.money import sats_from_btc
from tests.unit.disclosures.stated import (
    confirmed,
    flag,
    gap_of,
    no_sale,
    reconciled,
    refuted,
    sale,
    statement,
)


def btc(amount):
    return sats_from_btc(amount)


CANGO_RELEASE = sale(
    "4451", "2026-02-07", "2026-02-08",
    issuer="cango", proceeds_usd=Decimal(305_000_000), published=date(2026, 2, 9), url="https://example.com/6k",
)  # fmt: skip
CANGO_FLAGS = [flag("saturday", "2451", "2026-02-07"), flag("sunday", "2000", "2026-02-08")]


def test_cangos_weekend_is_confirmed_by_its_release():
    result = reconciled([CANGO_RELEASE], CANGO_FLAGS)
    assert confirmed(result) == {"saturday": btc("2451"), "sunday": btc("2000")}
    assert not result.gaps


def test_cangos_monthly_update_confirms_the_weekend_only_once():
    february = sale(
        "4451", "2026-02-01", "2026-02-28",
        issuer="cango", published=date(2026, 3, 9), url="https://example.com/february",
    )  # fmt: skip
    other = flag("another day", "165.03", "2026-02-20")
    result = reconciled([february, CANGO_RELEASE], [*CANGO_FLAGS, other])
    assert "another day" not in confirmed(result)
    assert not result.gaps
    assert sum(claim.own_sats for claim in result.claims) == btc("4451")


def test_a_collateral_sale_that_never_touched_the_miners_wallets_is_a_gap():
    assert gap_of(reconciled([CANGO_RELEASE], []), CANGO_RELEASE) == btc("4451")


def test_cangos_no_plans_to_sell_refute_nothing():
    intent = statement("intent", "2026-01-07", "2026-12-31", issuer="cango")
    result = reconciled([intent, CANGO_RELEASE], CANGO_FLAGS)
    assert (refuted(result), len(result.allocations)) == (set(), 2)


def test_riots_land_purchase_confirms_a_flag_of_the_same_fortnight():
    release = sale(
        "1080", "2026-01-01", "2026-01-16", issuer="riot", approximate=True, proceeds_usd=Decimal(96_000_000)
    )
    result = reconciled([release], [flag("january", "1080", "2026-01-14")])
    assert [(made.flag_id, made.reason) for made in result.allocations] == [("january", Reason.EXACT_AMOUNT)]
    assert release.implied_price_usd == Decimal("88888.89")


def test_riots_two_months_are_the_2201_of_an_article():
    november = sale("383", "2025-11-01", "2025-11-30", issuer="riot")
    december = sale("1818", "2025-12-01", "2025-12-31", issuer="riot", proceeds_usd=Decimal(161_600_000))
    both = sale("2201", "2025-11-01", "2025-12-31", issuer="riot")
    flags = [
        flag("n", "383", "2025-11-12"),
        flag("d", "1818", "2025-12-03"),
        flag("more", "50", "2025-12-20"),
    ]
    result = reconciled([both, december, november], flags)
    assert confirmed(result) == {"n": btc("383"), "d": btc("1818")}
    assert not result.gaps


def test_riots_quiet_first_quarter_leaves_its_half_year_to_april_and_later():
    statements = [
        no_sale("2025-01-01", "2025-03-31", issuer="riot"),
        sale("475", "2025-04-01", "2025-04-30", issuer="riot"),
        sale("1371", "2025-01-01", "2025-06-30", issuer="riot"),
    ]
    flags = [
        flag("march", "475", "2025-03-20"), flag("april", "475", "2025-04-02"), flag("june", "800", "2025-06-02")
    ]  # fmt: skip
    result = reconciled(statements, flags)
    assert refuted(result) == {"march"}
    assert confirmed(result) == {"april": btc("475"), "june": btc("800")}
    assert gap_of(result, statements[2]) == btc("96")


def test_cleansparks_159_are_confirmed_beside_an_unexplained_flag():
    update = sale("159", "2026-01-01", "2026-01-31", issuer="cleanspark")
    flags = [flag("collateral", "400", "2026-01-05", venue_rank=2), flag("sold", "159", "2026-01-22")]
    assert confirmed(reconciled([update], flags)) == {"sold": btc("159")}


MARA_FEBRUARY = [
    flag("two-prime", "653.773", "2026-02-04"),
    flag("bitgo", "364.227", "2026-02-05", venue_rank=1),
    flag("galaxy", "300", "2026-02-05"),
]


def test_maras_1318_stay_indicative_while_nothing_is_stated():
    result = reconciled([], MARA_FEBRUARY)
    assert (confirmed(result), refuted(result)) == ({}, set())


def test_maras_first_quarter_covers_the_1318_and_leaves_the_rest_a_gap():
    quarter = sale("15133", "2026-01-01", "2026-03-31", issuer="mara", published=date(2026, 3, 26))
    result = reconciled([quarter], MARA_FEBRUARY)
    assert sum(confirmed(result).values()) == btc("1318")
    assert gap_of(result, quarter) == btc("13815")


def test_maras_quiet_may_refutes_the_transfer_to_its_manager():
    may = no_sale("2025-05-01", "2025-05-31", issuer="mara")
    flags = [flag("may", "500", "2025-05-15", venue_rank=2), flag("june", "1500", "2025-06-27", venue_rank=2)]
    result = reconciled([may], flags)
    assert (refuted(result), confirmed(result)) == ({"may"}, {})


def test_maras_net_sale_without_a_number_decides_nothing():
    september = sale(None, "2025-09-01", "2025-09-30", issuer="mara")
    result = reconciled([september], [flag("f", "700", "2025-09-10")])
    assert (confirmed(result), refuted(result), result.gaps) == ({}, set(), ())


def test_bitfarms_week_lies_inside_its_june():
    week = sale("3000", "2022-06-15", "2022-06-21", issuer="bitfarms", proceeds_usd=Decimal(62_000_000))
    june = sale("3353", "2022-06-01", "2022-06-30", issuer="bitfarms")
    result = reconciled(
        [june, week], [flag("first", "1500", "2022-06-16"), flag("second", "1500", "2022-06-20")]
    )
    assert confirmed(result) == {"first": btc("1500"), "second": btc("1500")}
    assert (gap_of(result, week), gap_of(result, june)) == (0, btc("353"))


def test_an_article_that_tells_a_part_of_bitfarms_week_takes_nothing_back():
    week = sale("3000", "2022-06-15", "2022-06-21", issuer="bitfarms", published=date(2022, 6, 21))
    part = sale("1500", "2022-06-15", "2022-06-21", issuer="bitfarms", published=date(2022, 6, 23))
    result = reconciled([part, week], [flag("f", "3000", "2022-06-16")])
    assert confirmed(result) == {"f": btc("3000")}
    assert not any(each.restated for each in replacements([part, week]))


def test_bitdeers_two_amounts_of_one_week_are_the_total_of_it():
    output = sale("189.8", "2026-02-14", "2026-02-20", issuer="bitdeer", published=date(2026, 2, 20))
    everything = sale(
        "1132.9",
        "2026-02-14",
        "2026-02-20",
        issuer="bitdeer",
        published=date(2026, 2, 21),
        holdings_after_sats=0,
    )
    flags = [flag("treasury", "943.1", "2026-02-17"), flag("output", "189.8", "2026-02-18")]
    result = reconciled([output, everything], flags)
    assert sum(confirmed(result).values()) == btc("1132.9")
    assert [claim.statement for claim in result.claims] == [everything]
    assert not result.gaps


def test_a_restated_month_takes_back_what_the_first_word_confirmed():
    first = sale("533.5", "2025-08-01", "2025-08-31", issuer="cleanspark", published=date(2025, 9, 3))
    restated = sale("500", "2025-08-01", "2025-08-31", issuer="cleanspark", published=date(2025, 10, 3))
    flags = [flag("f", "533.5", "2025-08-12")]
    assert confirmed(reconciled([first], flags)) == {"f": btc("533.5")}
    assert confirmed(reconciled([first, restated], flags)) == {"f": btc("500")}
