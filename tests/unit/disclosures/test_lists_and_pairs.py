"""Lists that take their deed from a heading, and values that name their own periods."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.text.document import document_text
from monitor.money import btc_text

NAMES = {
    "Deepmine": "deepmine", "Hashford Corp": "hashford", "Northrig": "northrig", "Blockvale Mining": "blockvale",
}  # fmt: skip
APRIL, MAY = "2024-04-01..2024-04-30", "2024-05-01..2024-05-31"


def told(
    text: str, *kinds: str, issuer: str | None = "deepmine", published: date | None = date(2024, 6, 4)
) -> list[str]:
    """Each statement of the kinds, sales if none are given: kind, whose unless the filer's, coins, period, dollars."""
    about = About(issuer=issuer, names=NAMES, published=published)
    found = [each for each in extract(text, about) if each.kind in (kinds or ("sale", "no_sale"))]
    lines = []
    for each in found:
        parts = [each.kind.value, each.entity if each.entity != issuer else None]
        parts += [btc_text(each.sats) if each.sats else None, f"{each.period_start}..{each.period_end}"]
        parts += [f"${each.proceeds_usd:.0f}" if each.proceeds_usd else None]
        parts += [f"@{each.avg_price_usd:.0f}" if each.avg_price_usd else None]
        lines.append(" ".join(part for part in parts if part))
    return sorted(lines)


@pytest.mark.parametrize(
    "line",
    [
        "Bitcoin sold: May 2024 180 | April 2024 375",
        "BTC sold: May 180 / April 375",
        "Bitcoin sold: 180 in May 2024, 375 in April 2024",
        "Bitcoin sold: 180 (April: 375)",
        "Bitcoin sold (note 3): 180 BTC, down 52% from 375 BTC in April",
        "Bitcoin Sold:\n180 BTC (vs 375 BTC in Apr 2024)",
        "BITCOIN SOLD | 180 BTC | IN MAY 2024 | 375 BTC IN APRIL 2024",
        "Sales of bitcoin: 180 BTC (May '24), 375 BTC (Apr '24)",
        "Coins of bitcoin sold\nMay-24 180 \u2192 Apr-24 375",
        "| BTC sold | May 2024: 180 BTC | April 2024: 375 BTC |",
    ],
)
def test_values_name_the_periods_they_are_of(line: str) -> None:
    assert told(f"Deepmine in May 2024\n\n{line}\n") == [f"sale 180 {MAY}", f"sale 375 {APRIL}"]


def test_lines_in_turns_tell_coins_money_and_balances_of_each_period_together() -> None:
    text = (
        "Fourth quarter of 2025\nBitcoin mined (BTC): Q4 2025 591 | Q3 2025 689 | FY 2025 2,349\n"
        "Bitcoin sold (BTC): Q4 2025 934 | Q3 2025 nil | FY 2025 2,387\n"
        "Proceeds from bitcoin sales ($ thousands): Q4 2025 93,011 | FY 2025 236,410\n"
        "Bitcoin held, period end (BTC): Q4 2025 1,157 | Q3 2025 1,500\n"
    )
    assert told(text, published=date(2026, 2, 24)) == [
        "no_sale 2025-07-01..2025-09-30",
        "sale 2387 2025-01-01..2025-12-31 $236410000",
        "sale 934 2025-10-01..2025-12-31 $93011000",
    ]
    assert told(text, "holdings", published=date(2026, 2, 24)) == ["holdings 1157 None..2025-12-31"]


@pytest.mark.parametrize(
    "line",
    [
        "Bitcoin produced: 180 BTC, a 6% increase from April",
        "Power sales (BTC equivalent): May 2024 41 | April 2024 39",
        "Cost of bitcoin sold ($ thousands): May 2024 9,100 | April 2024 8,400",
        "Machines sold: May 2024 180 | April 2024 375",
        "Bitcoin held: May 2024 9,084 | April 2024 8,872",
    ],
)
def test_other_lines_in_turns_are_no_sales(line: str) -> None:
    assert told(f"Deepmine mines bitcoin.\n\n{line}\n") == []


@pytest.mark.parametrize(
    "heading",
    [
        "Who sold what: May 2024 edition",
        "Bitcoin sold in May:",
        "BTC sales by public miners, May 2024",
        "How many coins did the miners sell in May 2024?",
    ],
)
@pytest.mark.parametrize(
    "items",
    [
        "Hashford: 120 for $8 million (its first), 300 mined\nNorthrig: 0 sold, 95 mined",
        "1. Hashford - 120 BTC, bringing $8 million\n2. Northrig - none",
        "* Hashford Corp (NASDAQ: HSHF): 120 BTC ($8 million)\n* Northrig: nothing",
    ],
)
def test_a_heading_gives_its_deed_and_its_month_to_the_companies_below_it(heading: str, items: str) -> None:
    text = f"The bitcoin of Hashford Corp and Northrig.\n\n{heading}\n{items}\nCompiled by hand.\n"
    assert told(text, issuer=None) == [f"no_sale northrig {MAY}", f"sale hashford 120 {MAY} $8000000"]


def test_a_heading_gives_its_deed_to_amounts_and_to_months_of_the_filer() -> None:
    text = "In May 2024 the Company sold:\n- 120 BTC from production at $66,000\n- 60 BTC from its treasury\n"
    assert told(text) == [f"sale 120 {MAY} @66000", f"sale 60 {MAY}"]
    assert told("Sales of bitcoin during the quarter ended June 30, 2024:\nApril 375\nMay 180\n") == [
        f"sale 180 {MAY}",
        f"sale 375 {APRIL}",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Machines sold in May 2024 for bitcoin mining\nHashford: 2,100\nNorthrig: 1,300\n",
        "What could be sold of the bitcoin in May 2024\nHashford: 390 BTC\nNorthrig: 180 BTC\n",
        "Bitcoin sales as a share of output, May 2024\nHashford: 83%\nNorthrig: 87%\n",
        "Bitcoin bought in May 2024\nHashford: 390 BTC\nNorthrig: 180 BTC\n",
        "Bitcoin sales planned for June 2024:\n- 100 BTC to fund operations\n- 50 BTC for a site\n",
        "Share sales of bitcoin miners in May 2024\nHashford: 390,000\nNorthrig: 180,000\n",
    ],
)
def test_headings_of_something_else_give_no_sales(text: str) -> None:
    assert told(text, issuer=None) == []


@pytest.mark.parametrize(
    "text",
    [
        "May 2024 at a glance (bitcoin)\nProduced: 215\nSold: 180\nHeld: 9,084\n",
        "May 2024:\nmined 215\nsold 180\nheld 9,084 bitcoin at month end\n",
        "May 2024, in BTC\nOutput 215\nSales 180\nTreasury 9,084\n",
    ],
)
def test_labels_may_leave_the_coin_out_where_several_deeds_are_told(text: str) -> None:
    assert told(text) == [f"sale 180 {MAY}"]
    assert told(text.replace("180", "$180")) == []


@pytest.mark.parametrize("through_html", [False, True])
def test_each_row_is_a_sale_of_its_own_days(through_html: bool) -> None:
    rows = (
        ("Description", "Amount (BTC)", "Net Sale Proceeds", "Average Net Price"),
        ("Total BTC turned over", "3,703.3", "", ""),
        ("Sale 1/10/2023-1/20/2023", "-500.000", "$10,062,697.85", "$20,125/BTC"),
        ("Sale 1/24/2023-2/03/2023", "-500.000", "$11,550,563.53", "$23,101/BTC"),
        ("Custodial Fees (BTC)", "-2.727", "", ""),
    )
    text = "The receiver sold the bitcoin in two weeks.\n" + "\n".join(" | ".join(row) + " |" for row in rows)
    if through_html:
        cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        page = f"<html><p>The receiver sold the bitcoin in two weeks.</p><table>{cells}</table></html>"
        text = document_text(page.encode(), media_type="text/html")
    assert told(text, published=date(2023, 4, 17)) == [
        "sale 500 2023-01-10..2023-01-20 $10062698 @20125",
        "sale 500 2023-01-24..2023-02-03 $11550564 @23101",
    ]


def test_the_last_block_of_an_excerpt_is_as_long_as_those_before_it() -> None:
    text = (
        "Bitcoin | Quantity | US$ Amounts\nBalance December 31, 2021 | 6.6 | $302,654\nBitcoin mined | 8.3 | 343,055\n"
        "Balance March 31, 2022 | 14.9 | $645,709\nProceeds from the sale of bitcoin | (14.6) | (504,205)\n"
        "Balance June 30, 2022 | 0.3 | $5,860\nBitcoin mined | 0.5 | 9,955\n"
        "Proceeds from the sale of bitcoin | (0.6) | (11,203)\n"
    )
    assert told(text, published=None) == [
        "sale 0.6 2022-07-01..2022-09-30 $11203",
        "sale 14.6 2022-04-01..2022-06-30 $504205",
    ]


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        ("Beginning balance, January 1, 2025 | 1,000\nBitcoin produced | 300\nBitcoin sold | (120)\n", []),
        (
            "Bitcoin produced | 300\nBitcoin sold | (120)\nBalance at March 31, 2025 | 1,180\n",
            ["holdings 1180 None..2025-03-31"],
        ),
    ],
)
def test_an_excerpt_with_one_balance_is_of_the_period_that_the_sentence_above_names(
    rows: str, more: list[str]
) -> None:
    above = "The table presents a roll-forward of bitcoin for the three months ended March 31, 2025:\n\n"
    assert told(above + rows, "sale", "production", "holdings", published=date(2025, 5, 9)) == [
        *more,
        "production 300 2025-01-01..2025-03-31",
        "sale 120 2025-01-01..2025-03-31",
    ]


def test_periods_repeated_below_each_measure() -> None:
    periods = "Three months ended March 31, 2025 | Three months ended March 31, 2024"
    text = (
        f"Bitcoin activity\nQuantity Amount\n{periods} | {periods}\n"
        "Bitcoin sold | 120 | 150 | 11,500,000 | 9,000,000\n"
    )
    assert told(text, published=date(2025, 12, 31)) == [
        "sale 120 2025-01-01..2025-03-31 $11500000",
        "sale 150 2024-01-01..2024-03-31 $9000000",
    ]


def test_years_stacked_under_one_label() -> None:
    text = "Bitcoin sold\n2025\n1,371\n2024\n212\nBitcoin mined\n2025\n3,371\n2024\n3,212\n"
    assert told(text, published=date(2025, 12, 31)) == [
        "sale 1371 2025-01-01..2025-12-31",
        "sale 212 2024-01-01..2024-12-31",
    ]


def test_rows_named_by_a_day_are_balances_in_a_table_of_coins() -> None:
    text = (
        "Units of digital assets\n | BTC | ETH | SOL\nUnits, June 30, 2025 | 2,058 | 2,729 | 49,567\n"
        "Earned | 111 | 37 | 1,640\nDispositions | (46) | (-) | (9,304)\n"
        "Units, September 30, 2025 | 2,123 | 2,766 | 41,903\n"
    )
    assert told(text, "sale", "holdings", published=date(2025, 11, 10)) == [
        "holdings 2123 None..2025-09-30",
        "sale 46 2025-07-01..2025-09-30",
    ]


def test_bitcoin_in_a_table_of_quantities_by_day_is_held() -> None:
    text = "Our assets (in units) | 30-Sep-25 | 30-Jun-25\nBTC | 522 | 514\nSOL | 640,000 | 630,000\n"
    assert told(text, "sale", "holdings", published=date(2025, 11, 6)) == ["holdings 522 None..2025-09-30"]
    assert told(text.replace("in units", "US$ 000"), "holdings", published=date(2025, 11, 6)) == []


def test_digits_that_ran_together_are_told_apart_by_a_sentence() -> None:
    text = "KPIsMay 2024April 2024May 2023\nBTC sold136242466\nHash rate7.57.05.0\n\n"
    assert told(text) == []
    assert told(f"{text}We cashed in 136 BTC in May.") == [
        f"sale 136 {MAY}",
        f"sale 242 {APRIL}",
        "sale 466 2023-05-01..2023-05-31",
    ]


def test_money_is_of_the_sale_in_the_row_above_it() -> None:
    text = (
        "Update for December 2023\n- Total Bitcoin sold in 2023: 6,185 BTC\n"
        "- Net proceeds from Bitcoin sales: $176.2 million\n"
        "- Average net price per Bitcoin sold: $28,491\n"
    )
    assert told(text, published=date(2024, 1, 4)) == ["sale 6185 2023-01-01..2023-12-31 $176200000 @28491"]


def test_gains_and_notes_are_no_sales() -> None:
    table = (
        "(US$ thousands) | Dec. 31 2020 | Dec. 31 2019 |\nRevenues | 11,324 | 10,536 |\n"
        "Cost of sales | 8,580 | 7,702 |\n"
        "(Gain) on disposition of cryptocurrencies | (65) | - |\nLoss on disposition of assets | 178 | 303 |\n"
    )
    assert told(f"Three months ended\n{table}", published=date(2021, 3, 25)) == []
    assert told("Bitcoin in May 2024.\n\n4 Sold on the spot market or paid to vendors.\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "Metric | May 2024 | April 2024 | %\nBitcoin produced | 215 | 267 | -19%\nBitcoin sold | 180 | 375 | -52%\n",
        "May 2024 vs. April 2024\nBitcoin produced: 215 vs. 267\nBitcoin sold: 180 vs. 375\n",
        "BTC sold in month | 180 | (April 2024: 375)\nReport for May 2024\n",
    ],
)
def test_columns_are_told_by_the_periods_above_or_right_below(text: str) -> None:
    assert told(text) == [f"sale 180 {MAY}", f"sale 375 {APRIL}"]


def test_two_tables_side_by_side_are_not_taken_for_one() -> None:
    text = "May 2024 | | April 2024 |\nBTC mined | 215 | BTC mined | 375\nBTC sold | 180 | BTC sold | 375\n"
    assert told(text) == []


def test_a_bare_year_names_its_row() -> None:
    assert told("Year | BTC mined | BTC sold\n2023 | 4,828 | 212\n2022 | 6,626 | 6,185\n") == [
        "sale 212 2023-01-01..2023-12-31",
        "sale 6185 2022-01-01..2022-12-31",
    ]


def test_a_roll_forward_without_days_and_a_list_are_of_the_month_in_their_heading() -> None:
    rows = "Opening balance | 9,049\nMined | 215\nSold | (180)\nClosing balance | 9,084\n"
    assert told(f"Treasury movements, May 2024 (BTC)\n{rows}") == [f"sale 180 {MAY}"]
    items = "- Bitcoin sold: 180 BTC\n- Hash rate: 9\n"
    report = (
        "Deepmine reports its fiscal first quarter of 2024, which ended on March 31, 2024, in U.S. dollars."
    )
    assert told(f"{report}\n\nPreliminary May figures\n{items}") == [f"sale 180 {MAY}"]
