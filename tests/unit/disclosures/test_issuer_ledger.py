from datetime import date
from decimal import Decimal

from monitor.disclosures.ledger import issuer_ledger
from monitor.money import sats_from_btc
from tests.unit.disclosures.stated import AT_ONCE, flag, no_sale, sale, statement


def test_a_statement_stands_beside_what_was_seen_of_it():
    told = sale(
        "4451", "2026-02-07", "2026-02-08", proceeds_usd=Decimal(305_000_000), purpose="loan repayment"
    )
    ledger = issuer_ledger("acme", [told], [flag("f", "4000", "2026-02-07")], AT_ONCE)
    (row,) = ledger.rows
    assert row.statement is told
    assert (row.own_sats, row.confirmed_sats, row.gap_sats) == tuple(
        map(sats_from_btc, ("4451", "4000", "451"))
    )
    assert not row.superseded


def test_nested_and_restated_amounts_are_shown_and_not_added():
    week = sale("3000", "2022-06-15", "2022-06-21")
    june = sale("3353", "2022-06-01", "2022-06-30", published=date(2022, 7, 2))
    first = sale("3400", "2022-06-01", "2022-06-30", published=date(2022, 7, 1))
    ledger = issuer_ledger("acme", [june, week, first], [], AT_ONCE)
    assert {row.statement: (row.own_sats, row.superseded) for row in ledger.rows} == {
        week: (sats_from_btc("3000"), False),
        june: (sats_from_btc("353"), False),
        first: (0, True),
    }
    assert ledger.disclosed_sats == ledger.gap_sats == sats_from_btc("3353")


def test_what_moved_is_confirmed_refuted_or_without_a_word():
    said = [sale("3", "2026-02-07"), no_sale("2026-03-01", "2026-03-31")]
    flags = [
        flag("sold", "4", "2026-02-07"),
        flag("kept", "5", "2026-03-10"),
        flag("open", "6", "2026-04-01"),
    ]
    ledger = issuer_ledger("acme", said, flags * 2, AT_ONCE)
    assert ledger.moved_sats == sats_from_btc("15")
    assert ledger.confirmed_sats == sats_from_btc("3")
    assert ledger.refuted_sats == sats_from_btc("5")
    assert ledger.unconfirmed_sats == sats_from_btc("7")


def test_a_miner_that_states_nothing_has_only_sums():
    ledger = issuer_ledger("mara", [], [flag("f", "1318", "2026-02-04")], AT_ONCE)
    assert (ledger.rows, ledger.holdings_after_sats) == ((), None)
    assert ledger.unconfirmed_sats == sats_from_btc("1318")


def test_the_latest_holdings_count_even_when_nothing_is_left():
    said = [
        statement("holdings", "2026-01-31", btc="1530"),
        sale("1132.9", "2026-02-14", "2026-02-20", holdings_after_sats=0),
    ]
    assert issuer_ledger("acme", said, [], AT_ONCE).holdings_after_sats == 0


def test_of_two_holdings_of_one_day_the_last_published_counts():
    said = [
        statement("holdings", "2026-01-31", btc="9000", published=date(2026, 2, 3)),
        statement("holdings", "2026-01-31", btc="8000", published=date(2026, 3, 3)),
        statement("holdings", "2026-01-31", btc="9500"),
    ]
    assert issuer_ledger("acme", said, [], AT_ONCE).holdings_after_sats == sats_from_btc("8000")


def test_rows_are_in_order_of_time_and_leave_out_what_tells_neither_sale_nor_holdings():
    late, early = sale(None, "2026-03-01"), no_sale("2026-01-01", "2026-01-31")
    others = [
        statement(kind, "2026-02-01", btc="5") for kind in ("production", "pledge", "purchase", "intent")
    ]
    ledger = issuer_ledger("acme", [late, *others, early], [], AT_ONCE)
    assert [row.statement for row in ledger.rows] == [early, late]
    assert [row.own_sats for row in ledger.rows] == [0, 0]


def test_statements_that_cannot_both_be_true_are_shown_on_both_rows():
    told = sale("500", "2025-05-14", "2025-05-16")
    denied = no_sale("2025-05-01", "2025-05-31")
    rows = {row.statement: row for row in issuer_ledger("acme", [told, denied], [], AT_ONCE).rows}
    assert rows[told].contradicted_by == (denied.statement_id,)
    assert rows[denied].contradicted_by == (told.statement_id,)
