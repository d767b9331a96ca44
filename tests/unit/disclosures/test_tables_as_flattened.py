"""Roll-forwards, lists and rows of sales in the shapes that they take when pages become text; raw HTML too."""

from datetime import date

import pytest

from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.tables.label.meaning import Meaning, label_of
from monitor.disclosures.extract.tables.read import table_statements
from monitor.money import btc_text

HALF = "2024-01-01..2024-06-30"
ROWS = (
    ("Balance as of December 31, 2023", "5,000", "$211,000"),
    ("Bitcoin mined", "1,200", "70,800"),
    ("Bitcoin sold", "(900)", "(54,000)"),
    ("Bitcoin - receivable", "(12)", "(700)"),
    ("Change in fair value", "-", "104,300"),
    ("Balance as of June 30, 2024", "5,288", "$331,400"),
)
CAPTION = "The following table rolls bitcoin forward (in thousands):\n\n"


def sales(text: str, issuer: str = "Deepmine", published: date | None = None) -> list[str]:
    """Of each sale, and that there was none: coins, days and dollars."""
    about = About(
        issuer=issuer,
        names={"HIVE Digital Technologies Ltd.": "hive"},
        published=published or date(2024, 8, 5),
    )
    return [
        " ".join(
            filter(
                None,
                (
                    each.kind,
                    each.sats and btc_text(each.sats),
                    f"{each.period_start}..{each.period_end}",
                    each.proceeds_usd and f"${each.proceeds_usd:.0f}",
                ),
            )
        )
        for each in table_statements(text, about).statements
        if each.kind in {"sale", "no_sale"}
    ]


def rows(parted: str, *heads: str) -> str:
    return "\n".join((parted.join(heads), *(parted.join(row) for row in ROWS)))


@pytest.mark.parametrize(
    "table",
    [
        rows(" | ", "", "Quantity", "Amounts"),
        rows(" | ", "", "BTC", "US$ Amounts"),
        rows("\n", "Number", "US\n$ Amounts"),
        rows(" ", "BTC Fair value"),
        rows(" ", "Number of bitcoin US$'000"),
        rows(" ", "Units USD").replace("\n", " "),
        rows("", "QuantityAmounts"),
        rows(" | "),
        "Six Months Ended June 30, 2024 Bitcoin US$ " + rows(" ").replace("\n", " ").strip(),
    ],
)
def test_coins_and_their_dollars_stand_side_by_side_under_many_headings(table: str) -> None:
    assert sales(CAPTION + table) == [f"sale 900 {HALF} $54000000"]


def test_dollars_may_stand_first() -> None:
    turned = "\n".join(f"{label} {money} {coins}" for label, coins, money in ROWS)
    assert sales(f"{CAPTION}USD BTC\n{turned}") == [f"sale 900 {HALF} $54000000"]


def test_a_line_may_hold_a_year_and_the_one_before() -> None:
    text = (
        "Six Months Ended June 30, 2024 2023 BTC US$ BTC US$ Opening balance 5,000 $211,000 4,000 $67,000 Mined 1,200"
        " 70,800 900 24,000 Sold (900) (54,000) - - Change in fair value - 103,600 - 40,000"
        " Closing balance 5,300 $331,400 4,900 $131,000"
    )
    assert sales(CAPTION + text) == [f"sale 900 {HALF} $54000000", "no_sale 2023-01-01..2023-06-30"]


@pytest.mark.parametrize(
    "label",
    [
        "Exchange of bitcoin for cash",
        "Conversion of cryptocurrencies into U.S. dollars",
        "Bitcoin converted to USD",
        "BTC-to-fiat conversions",
        "Digital assets redeemed for cash",
        "Bitcoin sold for the redemption of shares",
        "Bitcoin sold to pay the Sponsor's fee",
        "Sales of bitcoin to cover operating expenses",
        "Bitcoin units sold",
    ],
)
def test_a_sale_may_be_called_by_what_was_got(label: str) -> None:
    read = label_of(label)
    assert (read.meaning, read.money) == (Meaning.SOLD, False)


@pytest.mark.parametrize(
    "label",
    [
        "Conversion of cash to bitcoin",
        "Bitcoin sold subsequent to period end",
        "Redemption of shares",
        "Bitcoin sold to employees",
    ],
)
def test_what_only_sounds_like_it_is_no_sale(label: str) -> None:
    assert label_of(label).meaning is None


def test_a_column_of_gains_is_none_of_proceeds() -> None:
    text = (
        "Three Months Ended June 30, 2024 | | Quantity | | Cost | | Fair Value | | Realized Gain (Loss)\n"
        "Beginning balance | | 5,000 | | $211,000,000 | | $340,000,000 | | —\n"
        "Bitcoin sold to pay expenses | | (90) | | (3,800,000) | | (5,400,000) | | 1,600,000\n"
        "Ending balance | | 4,910 | | $207,200,000 | | $333,900,000 | | $1,600,000"
    )
    assert sales(text) == ["sale 90 2024-04-01..2024-06-30 $5400000"]


BY_DAY = ["sale 25 2024-06-03..2024-06-03 $1700000", "sale 40.5 2024-06-20..2024-06-20 $2600000"]


@pytest.mark.parametrize(
    "text",
    [
        "Sale date\nBTC sold\nProceeds\n2024-06-03\n25\n$1.7 million\n2024-06-20\n40.5\n$2.6 million",
        "Date BTC Sold Net Proceeds\nJune 3, 2024 25 $1.7 million\nJune 20, 2024 40.5 $2.6 million",
        "Sales of bitcoin\nDate | BTC | Proceeds\n6/3/2024 | 25 | $1.7 million\n6/20/2024 | 40.5 | $2.6 million",
    ],
)
def test_rows_are_sales_below_names_that_may_be_run_together(text: str) -> None:
    assert sales(text) == BY_DAY


@pytest.mark.parametrize(
    "text",
    [
        "Month Opening balance BTC mined BTC sold May 2024 90.0 12.5 10.5 June 2024 92 11.0 - July 2024 103 9.0 30.0",
        "Bitcoin mined Bitcoin sold\nMay-24 12.5 10.5\nJun-24 11.0 0\nJul-24 9.0 30.0",
        "Summary of bitcoin sold:\nMay 2024: 10.5 BTC\nJune 2024: 0 BTC\nJuly 2024: 30.0 BTC",
    ],
)
def test_rows_are_months(text: str) -> None:
    assert sales(text) == [
        "sale 10.5 2024-05-01..2024-05-31",
        "no_sale 2024-06-01..2024-06-30",
        "sale 30 2024-07-01..2024-07-31",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "- Bitcoin mined - 215\n- Bitcoin sold (2) - 180 BTC\n- Bitcoin held - 9,084",
        "Bitcoin mined: 215; Bitcoin sold: 180 ($12.1 million); Bitcoin held: 9,084; Hash rate: 14.7 EH/s",
        "Bitcoin mined | 215\nBitcoin sold | 180 at an average price of $67,200\nBitcoin held | 9,084",
        "Bitcoin mined215\nBitcoin disposed of180.0\nBitcoin held9,084",
    ],
)
def test_a_list_is_read_whatever_parts_label_and_value(text: str) -> None:
    assert sales(f"Update for July 2024\n\n{text}") == ["sale 180 2024-07-01..2024-07-31"]


def test_a_row_without_coins_sold_leaves_its_neighbours_alone() -> None:
    text = "July 2024 June 2024 BTC Produced 172 720 BTC Sold Nil Nil BTC Held 13,008 16,768 Average Price N/A N/A"
    assert sales(text) == ["no_sale 2024-07-01..2024-07-31", "no_sale 2024-06-01..2024-06-30"]


def test_glued_digits_are_told_apart_by_the_proceeds_or_not_at_all() -> None:
    head = "MetricJuly 2024July 2023\nBitcoin Sold3191131\n"
    assert sales(f"{head}Bitcoin Sales - Net Proceeds$20.4 million$33.9 million") == [
        "sale 319 2024-07-01..2024-07-31 $20400000",
        "sale 1131 2023-07-01..2023-07-31 $33900000",
    ]
    assert sales(f"{head}Bitcoin Sales - Net Proceeds$4.1 million$0.2 million") == []


def test_year_to_date_stands_behind_months_that_end_on_the_same_line() -> None:
    assert sales("Jul-24 Jun-24 YTD\nBTC mined 215 255 1,900\nBTC sold 180 300 1,750") == [
        "sale 180 2024-07-01..2024-07-31",
        "sale 300 2024-06-01..2024-06-30",
        "sale 1750 2024-01-01..2024-07-31",
    ]


def test_a_fiscal_quarter_is_the_filers() -> None:
    text = "Fiscal Q2 2025 | Fiscal Q1 2025\nBitcoin mined | 340 | 449\nBitcoin sold | 210 | 300"
    assert sales(text, "HIVE Digital Technologies Ltd.") == [
        "sale 210 2024-07-01..2024-09-30",
        "sale 300 2024-04-01..2024-06-30",
    ]
    assert sales(text) == ["sale 210 2025-04-01..2025-06-30", "sale 300 2025-01-01..2025-03-31"]


def test_cells_left_empty_at_the_end_of_a_row_are_none_sold() -> None:
    text = "Metric | July 2024 | June 2024 | July 2023\nBTC mined | 215 | 255 | 410\nBTC sold | | 120 |"
    assert sales(text) == [
        "no_sale 2024-07-01..2024-07-31",
        "no_sale 2023-07-01..2023-07-31",
        "sale 120 2024-06-01..2024-06-30",
    ]


def test_coins_named_after_one_another_head_columns() -> None:
    text = (
        "Digital assets, in US dollars\n\nBTC ETH Total\nBalance as of January 1, 2023 8,000,000 2,000,000 10,000,000\n"
        "Received from mining 5,000,000 - 5,000,000\nDigital assets sold (4,000,000) (500,000) (4,500,000)\n"
        "Balance as of December 31, 2023 9,000,000 1,500,000 10,500,000"
    )
    assert sales(text) == ["sale 2023-01-01..2023-12-31 $4000000"]


def test_cells_of_raw_html_are_whole_whatever_parts_their_lines() -> None:
    def cells(*texts: str) -> str:
        return "".join(
            f"<td style='width:40%;text-align:right;padding:0 2px'><p>{text}</p></td>" for text in texts
        )

    inner = "".join(
        f"<tr>{cells(row[0].replace(' as of ', ' as<br>of ').replace(' sold', chr(10) + 'sold'), *row[1:])}</tr>"
        for row in (("", "Number of<br/>bitcoin", "Amount"), *ROWS)
    )
    assert sales(f"{CAPTION}<table>{inner}</table>") == [f"sale 900 {HALF} $54000000"]


STACKED = """Deepmine July 2024 Update

Highlights
Hash rate
July 2024
12
Bitcoin mined
July 2024
90
Year to date 2024
610
Bitcoin sold
July 2024
60
Year to date 2024
400
Uptime
July 2024
95
"""


def test_labels_may_stand_above_the_periods_of_each() -> None:
    assert sales(STACKED) == ["sale 60 2024-07-01..2024-07-31", "sale 400 2024-01-01..2024-07-31"]
    assert sales(STACKED.replace("Bitcoin sold", "Bitcoin miners sold")) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Deepmine Bitcoin Metrics\nTotal mined, July 2024 90\nTotal sold, July 2024 60",
            ["sale 60 2024-07-01..2024-07-31"],
        ),
        (
            "Deepmine Bitcoin Metrics\nSelf-mined (Q2 2024) 190\nSold (Q2 2024) none",
            ["no_sale 2024-04-01..2024-06-30"],
        ),
        ("Deepmine Bitcoin Metrics\nRigs mined, July 2024 90\nRigs sold, July 2024 60", []),
        ("Deepmine Bitcoin Metrics\nTotal mined, July 2024 $90\nTotal sold, July 2024 $60", []),
        ("Deepmine Bitcoin Metrics\nTotal mined, July 2024 90\nTotal sold, USD, July 2024 60", []),
        ("Deepmine Bitcoin and Ether Metrics\nTotal mined, July 2024 90\nTotal sold, July 2024 60", []),
    ],
)
def test_a_label_may_leave_the_coin_out_and_name_its_period(text: str, told: list[str]) -> None:
    assert sales(text, published=date(2024, 8, 5)) == told


ROLLED = """Activity of the bitcoin of Deepmine:
Digital currencies at January 1, 2023 $ 57
Additions of digital currencies from mining 2,132
Impairment of digital currencies (26 )
Sale of digital currencies (1,867 )
Digital currencies at December 31, 2023 $ 296
"""


@pytest.mark.parametrize(
    ("below", "usd"),
    [
        ("(in thousands)\nOur coins are kept by others.", " $1867000"),
        ("\n(All amounts are in thousands of U.S. dollars)", " $1867000"),
        ("(in thousands)\n2023 2022\nRevenues 900 800\nCosts 700 600", ""),
        ("(machines in thousands)\nOur coins are kept by others.", ""),
        ("Machines are counted (in thousands) below.", ""),
    ],
)
def test_a_note_right_below_a_table_tells_its_unit(below: str, usd: str) -> None:
    assert sales(ROLLED + below) == [f"sale 2023-01-01..2023-12-31{usd}"]


def test_a_year_of_millions_shows_that_the_other_is_in_dollars_too() -> None:
    text = (
        "Roll forward of digital currency, our bitcoin, during the years ended June 30, 2024 and 2023:\n2024 2023\n"
        "Opening balance $ 88,214 $ 7,134\nRevenue from mining 4,341,700 421,080\n"
        "Proceeds from sale of digital currency (4,200,000 ) (340,000 )\nEnding balance $ 229,914 $ 88,214"
    )
    dollars = ["sale 2023-07-01..2024-06-30 $4200000", "sale 2022-07-01..2023-06-30 $340000"]
    assert sorted(sales(text)) == sorted(dollars)
    unsure = text.replace("4,200,000", "420,000").replace("4,341,700", "561,700")
    assert sorted(sales(unsure)) == sorted(each.split(" $")[0] for each in dollars)
