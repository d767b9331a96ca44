"""What rows and columns of tables mean, on tables written for these tests."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.tables.read import table_statements
from monitor.disclosures.statement import StatementKind
from monitor.money import btc_text

FLOWS = {StatementKind.SALE, StatementKind.NO_SALE, StatementKind.PURCHASE}
POINTS = {StatementKind.HOLDINGS, StatementKind.PLEDGE}


def read(text, issuer="Deepmine", names=None):
    about = About(issuer=issuer, names=names or {}, published=date(2025, 11, 4))
    return table_statements(text, about)


def sales(text, **about):
    """Sales, and that there were none: period, BTC and dollars."""
    return [
        (str(each.period_start), str(each.period_end), each.sats and btc_text(each.sats), each.proceeds_usd)
        for each in read(text, **about).statements
        if each.kind in {StatementKind.SALE, StatementKind.NO_SALE}
    ]


def test_the_only_number_of_a_row_is_of_its_own_column():
    text = """Metric | October 2025 | September 2025 | October 2024 | Month/Month
Bitcoin Sold | - | - | 312 | N/A
Average Net Price per Bitcoin Sold | N/A | N/A | $65,004 | N/A"""
    assert sales(text) == [
        ("2025-10-01", "2025-10-31", None, None),
        ("2025-09-01", "2025-09-30", None, None),
        ("2024-10-01", "2024-10-31", "312", None),
    ]


def test_a_price_of_another_year_shows_a_column_that_was_misread():
    assert (
        sales("Metric | March 2025\nBitcoin Sold | 675\nAverage net price per bitcoin sold | $24,682") == []
    )


@pytest.mark.parametrize(
    "label",
    [
        "Power Sales Equivalent BTC",
        "Bitcoin miners sold",
        "Shares sold under ATM (BTC program)",
        "Average revenue per bitcoin",
        "Average Bitcoin Produced per Day",
        "Carrying value of bitcoin sold",
        "Cost of bitcoin sold",
        "Gain on sale of bitcoin",
        "Bitcoin sold by hosting customers",
        "Bitcoin call options sold",
        "Exchange of bitcoin for employee compensation",
        "Bitcoin not sold",
        "Percentage of bitcoin sold",
        "Bitcoin available for sale",
        "Month-end bitcoin price",
    ],
)
def test_what_only_looks_like_coins_sold_states_nothing(label):
    assert read(f"Metric | October 2025 | September 2025\n{label} | 41 | 39").statements == ()


def test_blocks_between_balances_are_periods_and_the_price_tells_the_unit():
    text = """ | Quantity | Amounts
Balance as of January 1, 2023 | 6,974 | $ 109,420
Proceeds from sale of bitcoin | ( 6,185 ) | ( 176,219 )
Balance as of December 31, 2023 | 7,362 | 311,178
Proceeds from sale of bitcoin | (212) | (9,518)
Balance as of December 31, 2024 | 17,722 | $ 1,654,468"""
    assert sales(text) == [
        ("2023-01-01", "2023-12-31", "6185", Decimal("176219000.00")),
        ("2024-01-01", "2024-12-31", "212", Decimal("9518000.00")),
    ]
    held = [each for each in read(text).statements if each.kind is StatementKind.HOLDINGS]
    assert [(each.period_start, each.period_end) for each in held] == [
        (None, date(2023, 12, 31)),
        (None, date(2024, 12, 31)),
    ]


def test_carrying_value_is_not_what_a_sale_brought():
    text = """ Number of bitcoins Amount (1)
Balance at December 31, 2024 741.9 $ 69,319,731
Sale of bitcoin (392.6 ) (33,218,807 )
Balance at March 31, 2025 417.6 $ 34,474,294
(1) Sales of bitcoin represent the carrying value of bitcoin at the time of sale."""
    assert sales(text) == [("2025-01-01", "2025-03-31", "392.6", None)]


def test_a_quarter_follows_from_the_totals_before_and_after_it():
    text = """ | Six months ended June 30, 2025 | Nine months ended September 30, 2025
 | Quantity | Amount | Quantity | Amount
Bitcoin sold | (1,371) | ($131,802) | (2,762) | ($290,953)"""
    quarter = read(text).statements[-1]
    assert (quarter.period_start, quarter.period_end) == (date(2025, 7, 1), date(2025, 9, 30))
    assert btc_text(quarter.sats or 0) == "1391"
    assert quarter.proceeds_usd == Decimal("159151000.00")
    assert quarter.derived == {"sats", "proceeds_usd"}


def test_a_roll_forward_of_dollars_has_proceeds_and_no_coins():
    text = """The following table presents the activity of bitcoin:
Three months ended Nine months ended
($ in thousands) June 30, 2025 June 30, 2024 June 30, 2025 June 30, 2024
Beginning Balance $ 979,635 $ 357,981 $ 431,661 $ 56,241
Bitcoin sold ( 127,829 ) — ( 127,829 ) ( 9,000 )
Bitcoin transferred to collateral account ( 282,418 ) — ( 291,278 ) —
Ending Balance (2) $ 1,079,754 $ 413,033 $ 1,079,754 $ 413,033"""
    assert sales(text) == [
        ("2025-04-01", "2025-06-30", None, Decimal("127829000.00")),
        ("2024-04-01", "2024-06-30", None, None),
        ("2024-10-01", "2025-06-30", None, Decimal("127829000.00")),
        ("2023-10-01", "2024-06-30", None, Decimal("9000000.00")),
    ]
    assert sum(each.kind is StatementKind.PLEDGE for each in read(text).statements) == 2


def test_headings_repeated_over_the_columns_they_span():
    text = """Bitcoin activity for the years ended December 31, 2024 and 2023 (in thousands, except bitcoin):
 | 2024 | 2024 | 2023 | 2023
 | Bitcoin | Amount | Bitcoin | Amount
Balance at beginning of year | 1,000 | $42,000 | 800 | $13,000
Bitcoin sold | (300) | (19,000) | (500) | (14,000)
Balance at end of year | 1,500 | $140,000 | 1,000 | $42,000"""
    assert sales(text) == [
        ("2024-01-01", "2024-12-31", "300", Decimal("19000000.00")),
        ("2023-01-01", "2023-12-31", "500", Decimal("14000000.00")),
    ]


def test_a_list_is_of_the_month_its_labels_or_its_heading_name():
    text = """Deepmine October 2025 Update
Bitcoin sold in October: 544 BTC
Calendar year-to-date bitcoin sold: 4,157
Total BTC holdings as of October 31 : 2,311 (including 1,000 pledged)"""
    assert sales(text) == [
        ("2025-10-01", "2025-10-31", "544", None),
        ("2025-01-01", "2025-10-31", "4157", None),
    ]
    [sale] = [each for each in read(text).statements if each.rule == "table.list" and each.kind in FLOWS]
    assert btc_text(sale.holdings_after_sats or 0) == "2311"


def test_proceeds_and_price_without_a_quantity_derive_it():
    text = """Metric | October 2025
Bitcoin sales - net proceeds | $11.0 million
Average price per bitcoin sold | $110,000"""
    [sale] = read(text).statements
    assert (btc_text(sale.sats or 0), sale.derived, sale.approximate) == ("100", {"sats"}, True)


def test_restated_figures_win_over_those_reported_before():
    text = " | October 2025 (as previously reported) | October 2025 (restated)\nBitcoin sold | 870 | 880"
    assert sales(text) == [("2025-10-01", "2025-10-31", "880", None)]


def test_rows_may_be_the_companies_or_the_months():
    companies = """Miners in October 2025, in bitcoin
Company | Mined | Sold | Held
Deepmine | 251 | 158 | 1,500
Highmine | 267 | - | 2,210"""
    names = {"Deepmine": "deepmine", "Highmine": "highmine"}
    told = [
        (each.entity, each.kind, each.sats and btc_text(each.sats))
        for each in read(companies, issuer=None, names=names).statements
        if each.kind in FLOWS
    ]
    assert told == [("deepmine", StatementKind.SALE, "158"), ("highmine", StatementKind.NO_SALE, None)]
    months = """Month | BTC mined | BTC sold | BTC held
August 2025 | 49.3 | 53.0 | 10.2
September 2025 | 66.4 | 0 | 19.5"""
    assert sales(months) == [
        ("2025-08-01", "2025-08-31", "53", None),
        ("2025-09-01", "2025-09-30", None, None),
    ]


def test_footnotes_are_no_values():
    text = """Metric | October 2025¹ | September 20251
Bitcoin Sold2 | 58 BTC3 | 61 BTC3
Bitcoin Held 4 | 205,7595 | 206,1115"""
    assert [each[2] for each in sales(text)] == ["58", "61"]
    left = [each.holdings_after_sats for each in read(text).statements if each.kind is StatementKind.SALE]
    assert [btc_text(each or 0) for each in left] == ["205759", "206111"]


def test_coins_are_counted_in_coins_in_a_table_of_thousands_of_dollars():
    text = """ | Three Months Ended June 30, | | Variance
$ in thousands | 2025 | 2024 | $ | %
Cryptocurrency mining revenue | $ 4,000 | $ 5,000 | $ (1,000) | (20)%
Bitcoins sold | 110 | 150 | (40) | (27)%"""
    assert sales(text) == [
        ("2025-04-01", "2025-06-30", "110", None),
        ("2024-04-01", "2024-06-30", "150", None),
    ]


def test_a_statement_of_cash_flows_counts_money():
    text = """CONDENSED CONSOLIDATED STATEMENTS OF CASH FLOWS
(in thousands)
 | Six Months Ended June 30,
 | 2025 | 2024
Proceeds from sale of bitcoin | 131,802 | 9,518
Purchases of bitcoin | (82,152) | -"""
    assert [(each.kind, each.sats, each.proceeds_usd) for each in read(text).statements] == [
        (StatementKind.SALE, None, Decimal("131802000.00")),
        (StatementKind.SALE, None, Decimal("9518000.00")),
        (StatementKind.PURCHASE, None, Decimal("82152000.00")),
    ]


def test_more_coins_than_anybody_sold_count_something_else():
    assert sales("Metric | October 2025\nBitcoin sold | 450,000") == []


def test_a_footnote_in_the_cell_of_a_label_is_no_value():
    assert sales("Deepmine update for October 2025\nBitcoin produced (5) | 89\nBitcoin sold (6) | 12") == [
        ("2025-10-01", "2025-10-31", "12", None)
    ]


@pytest.mark.parametrize(
    "header", ["August 2025September 2025October 2025", "Aug-25Sep-25Oct-25", "AugustSeptemberOctober"]
)
def test_cells_may_be_glued_together(header):
    text = (
        f"Metric{header}\nBitcoin Production46.255.366.5\nBitcoin Sold4.149.974.3\nBitcoin Held20.125.517.7"
    )
    assert [(each[1], each[2]) for each in sales(text)] == [
        ("2025-08-31", "4.1"),
        ("2025-09-30", "49.9"),
        ("2025-10-31", "74.3"),
    ]


def test_an_empty_cell_beside_coins_sold_in_another_month_is_none_sold():
    text = "Metric | October 2025 | September 2025 | October 2024\nBitcoin sold | | | 300"
    assert [(each[1], each[2]) for each in sales(text)] == [
        ("2025-10-31", None),
        ("2025-09-30", None),
        ("2024-10-31", "300"),
    ]


def test_of_earlier_months_only_what_was_sold_is_told_again():
    text = """Metric | September 2025 | October 2025
Bitcoin Produced | 412 | 445
Bitcoin Sold | 400 | 465
Bitcoin Held | 19,309 | 19,289"""
    told = {(each.kind, each.period_end) for each in read(text).statements}
    assert told == {
        (StatementKind.SALE, date(2025, 9, 30)),
        (StatementKind.SALE, date(2025, 10, 31)),
        (StatementKind.PRODUCTION, date(2025, 10, 31)),
        (StatementKind.HOLDINGS, date(2025, 10, 31)),
    }


def test_a_restricted_part_is_of_the_day_of_the_balance_it_splits():
    text = """Balance as of January 1, 2025 17,722 $ 1,654,468
Proceeds from sale of bitcoin ( 2,762 ) ( 290,953 )
Balance as of September 30, 2025 19,287 $ 2,200,053
The following reconciles bitcoin and restricted bitcoin to the amounts above.
Bitcoin 15,987 $ 1,823,630
Restricted bitcoin (a) 3,300 $ 376,423
Total 19,287 $ 2,200,053"""
    [pledge] = [each for each in read(text).statements if each.kind is StatementKind.PLEDGE]
    assert (btc_text(pledge.sats or 0), pledge.period_end) == ("3300", date(2025, 9, 30))


def test_every_row_of_a_table_that_was_recognised_is_left_alone_by_prose():
    text = """Balance as of January 1, 2024 $ 32,978
Carrying value of bitcoin sold ( 67,244 )
Balance as of September 30, 2024 $ 102,814"""
    reading = read(text)
    assert [(each.sats, each.proceeds_usd) for each in reading.statements] == [(None, None)]
    at = text.index("Carrying")
    assert any(start <= at < end for start, end in reading.spans)


PIECES = st.sampled_from([
    "Bitcoin Sold", "BTC held", "Balance as of December 31, 2024", "October 2025", "Oct-25", "2025", "Quantity",
    "Amount", "%", "$", "(", ")", "-", "—", "|", "\n", "\t", " ", ":", "N/A", "1", "2", "12,345", "4.149.974.3",
    "999999999999", "million", "<td>", "</tr>", "<script>", "&nbsp;", "YTD", "three months ended",
    "September 30, 2025", "Q3 2025", "Company", "\x00",
])  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=60).map("".join))
def test_no_text_is_too_strange(text):
    reading = read(text, issuer=None)
    for each in reading.statements:
        assert text[each.start : each.end] == each.evidence
        assert each.period_end is not None
        assert (each.period_start is None) == (each.kind in POINTS) or each.kind is StatementKind.PLEDGE
    assert list(reading.spans) == sorted(reading.spans)
