"""Monthly tables and roll-forwards in the less friendly of their layouts: glued, footnoted, compared in brackets."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.tables.label.meaning import Meaning, label_of
from monitor.money import btc_text

MAY, APRIL, YEAR_AGO = "2024-05", "2024-04", "2023-05"
TITLE = "Deepmine Announces May 2024 Production and Operations Updates\n\nMay 2024 Highlights\n\n"
HEADER = "May 2024|April 2024|May 2023|Month/Month|Year/Year"
MONTHLY = (
    ("Bitcoin Produced", "215|267|302|-19%|-29%"),
    ("Deployed Hash Rate (EH/s)", "14.7|12.4|10.7|19%|37%"),
    ("Bitcoin Sold", "180|375|-|-52%|N/A"),
    ("Average Net Price per Bitcoin Sold", "$67,200|$64,100|-|5%|N/A"),
    ("Bitcoin Sales - Net Proceeds ($ in millions)", "$12.1|$24.0|-|-50%|N/A"),
    ("Bitcoin Held", "9,084|8,872|7,190|2%|26%"),
)
SOLD = [f"sale 180 {MAY} @67200 $12100000", f"sale 375 {APRIL} @64100 $24000000", f"no_sale {YEAR_AGO}"]


def told(text: str, *kinds: str, published: date = date(2024, 6, 4)) -> list[str]:
    """Each statement of the kinds: coins, month or days, price and dollars, newest first."""
    about = About(issuer="Deepmine", names={}, published=published)
    found = [each for each in extract(text, about) if each.kind in (kinds or ("sale", "no_sale"))]
    found.sort(key=lambda each: str(each.period_end), reverse=True)
    return [" ".join(filter(None, (each.kind, _coins(each), _days(each), *_money(each)))) for each in found]


def _coins(each):
    return each.sats and btc_text(each.sats)


def _days(each):
    start, end = each.period_start, each.period_end
    monthly = start is not None and (start.year, start.month, start.day) == (end.year, end.month, 1)
    return f"{end:%Y-%m}" if monthly else str(end) if start is None else f"{start}..{end}"


def _money(each):
    price, usd = each.avg_price_usd, each.proceeds_usd
    return price and f"@{price:.0f}", usd and f"${usd:.0f}"


def monthly(parted: str, ending: str = "\n", mark: str = "", header: str = "") -> str:
    rows = [header + HEADER, *(f"{label}{mark}|{values}" for label, values in MONTHLY)]
    return TITLE + ending.join(rows).replace("|", parted)


@pytest.mark.parametrize(
    "text",
    [
        monthly(" | "),
        monthly(" "),
        monthly(" ", mark="1"),
        monthly(" | ", mark=" [1]"),
        monthly(" | ").replace("Year/Year", "Year/Year | Year/Year"),
        monthly("\n", mark="\n1"),
        monthly(""),
        monthly("", ending="", header="Metric"),
    ],
)
def test_a_monthly_table_is_read_wholly(text):
    assert told(text) == SOLD
    assert told(text, "production", "holdings") == [f"production 215 {MAY}", "holdings 9084 2024-05-31"]


def test_a_note_in_square_brackets_never_fills_a_column_that_a_row_leaves_empty():
    text = (
        TITLE
        + "| May 2024 | April 2024 | May 2023\nBitcoin Sold [1] | 180 | 375\nBitcoin Held | 9,084 | 8,872 | 7,190"
    )
    assert all(" 1 " not in each for each in told(text))


@pytest.mark.parametrize(
    "change",
    [
        "% Change vs prior month",
        "Change from April 2024",
        "% Change over the previous month",
        "vs April 2024",
    ],
)
def test_a_change_from_an_earlier_month_is_no_column_of_that_month(change):
    text = f"{TITLE}Metric | May 2024 | {change}\nBitcoin Produced | 215 | -19%\nBitcoin Sold | 180 | -52%"
    assert told(text) == [f"sale 180 {MAY}"]


@pytest.mark.parametrize("aside", [" (2)", " (-52%)", " (52%)", " (up 12%)"])
def test_a_note_or_a_change_in_brackets_behind_a_number_is_no_column(aside):
    text = f"{TITLE}| May 2024 | April 2024\nBitcoin Produced | 215 | 267\nBitcoin Sold | 180{aside} | 375"
    assert told(text) == [f"sale 180 {MAY}", f"sale 375 {APRIL}"]


def test_values_above_their_labels_below_a_heading():
    text = f"{TITLE}215\nBitcoin Produced\n180\nBitcoin Sold\n9,084\nBitcoin Held\n\nAbout Deepmine\n"
    assert told(text, "sale", "production", "holdings") == [
        f"production 215 {MAY}",
        f"sale 180 {MAY}",
        "holdings 9084 2024-05-31",
    ]


def test_the_month_compared_with_stands_in_brackets():
    text = (
        f"{TITLE}- Bitcoin produced: 215 (April: 267)\n- Bitcoin sold: 180 (April: 375; May 2023: 12)\n"
        "- Average price per bitcoin sold: $67,200 (April: $64,100)\n- Total BTC holdings: 9,084 (April: 8,872)\n"
    )
    assert told(text) == [f"sale 180 {MAY} @67200", f"sale 375 {APRIL} @64100", f"sale 12 {YEAR_AGO}"]
    assert told(text, "holdings") == ["holdings 9084 2024-05-31"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Bitcoin Sold428437", [f"sale 428 {MAY}", f"sale 437 {APRIL}"]),
        ("Bitcoin Sold1,002875", [f"sale 1002 {MAY}", f"sale 875 {APRIL}"]),
        ("Bitcoin Sold49.974.3", [f"sale 49.9 {MAY}", f"sale 74.3 {APRIL}"]),
        ("Bitcoin Sold--", [f"no_sale {MAY}", f"no_sale {APRIL}"]),
        ("Bitcoin Sold83112", []),  # 83 and 112, or 831 and 12
    ],
)
def test_commas_of_the_table_tell_where_glued_digits_part(row, expected):
    assert told(f"{TITLE}May 2024April 2024\n{row}\nBitcoin Held9,0848,872") == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("56.363.189.44-11%-37%", ["56.3", "63.1", "89.44"]),
        ("1,002875640" + "15%57%", ["1002", "875", "640"]),
        ("83112119-26%-30%", ["83", "112", "119"]),
        ("397330-60%N/A", []),
    ],
)
def test_printed_changes_tell_where_glued_digits_part(row, expected):
    text = f"{TITLE}May 2024April 2024May 2023Month/MonthYear/Year\nBitcoin Sold{row}\n"
    assert [each.split()[1] for each in told(text, "sale")] == expected


def test_a_dash_may_touch_the_change_behind_it():
    text = f"{TITLE}May 2024April 2024May 2023Month/MonthYear/Year\nBitcoin Sold3,9773,300-21%N/A\n"
    assert told(text) == [f"sale 3977 {MAY}", f"sale 3300 {APRIL}", f"no_sale {YEAR_AGO}"]


ROLLED = (
    ("Balance as of December 31, 2023", "17,722", "$1,154,468"),
    ("Revenue recognized from Bitcoin mined", "3,953", "251,232"),
    ("Purchase of Bitcoin", "-", "-"),
    ("Proceeds from sale of Bitcoin", "(2,762)", "(170,953)"),
    ("Exchange of Bitcoin for employee compensation", "(13)", "(1,204)"),
    ("Change in fair value of Bitcoin", "-", "112,005"),
    ("Balance as of September 30, 2024", "18,900", "$1,345,548"),
)
NINE = "2024-01-01..2024-09-30"
CAPTION = "The following table presents information about Bitcoin (in thousands, except quantities):\n\n"


@pytest.mark.parametrize(
    ("heads", "parted", "ending"),
    [
        ("QuantityAmounts", "", "\n"),
        ("QuantityAmounts", "", ""),
        ("QuantityAmounts ", "", " "),
        ("Quantity Amounts ", " ", " "),
        ("", " | ", "\n"),
    ],
)
def test_a_roll_forward_however_it_was_run_together(heads, parted, ending):
    text = CAPTION + heads + ending.join(["", *(parted.join(row) for row in ROLLED)])
    assert told(text, published=date(2024, 11, 5)) == [f"sale 2762 {NINE} $170953000"]
    assert told(text, "production", "holdings") == [f"production 3953 {NINE}", "holdings 18900 2024-09-30"]


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("Number of Bitcoin as of December 31, 2023", "Number of Bitcoin as of September 30, 2024"),
        ("Digital currencies, December 31, 2023", "Digital currencies, September 30, 2024"),
        ("Bitcoin balance at December 31, 2023", "Bitcoin balance at September 30, 2024"),
        ("Bitcoin, beginning of period", "Bitcoin, end of period"),
        ("Beginning balance", "Ending balance"),
    ],
)
@pytest.mark.parametrize("ending", ["\n", " "])
def test_balances_have_many_names_and_the_sentence_above_may_have_their_days(opening, closing, ending):
    rows = [(opening, *ROLLED[0][1:]), *ROLLED[1:-1], (closing, *ROLLED[-1][1:])]
    caption = CAPTION.replace(" (in", " for the nine months ended September 30, 2024 (in")
    text = f"{caption}Quantity Amounts{ending}{ending.join(' '.join(row) for row in rows)}"
    assert told(text, published=date(2024, 11, 5)) == [f"sale 2762 {NINE} $170953000"]


def test_digital_assets_of_a_balance_sheet_are_money():
    text = (
        "Deepmine Corp., bitcoin miner\n| September 30, 2024 | December 31, 2023\nCash | $ 21,140 | $ 30,515\n"
        "Accounts receivable and other | 2,530 | 1,589\nDigital assets - held in custody | 265,220 | 203,627\n"
        "Deposits and prepaid expenses | 14,240 | 9,892\n"
    )
    assert told(text, "holdings", "sale", "production") == []


@pytest.mark.parametrize(
    ("label", "meaning"),
    [
        ("Average price per Bitcoin disposed of", Meaning.PRICE),
        ("Average price of bitcoin divested", Meaning.PRICE),
        ("Average Liquidation Price", Meaning.BARE_PRICE),
        ("Liquidation Proceeds", Meaning.BARE_PROCEEDS),
        ("of which: pledged Bitcoin", Meaning.PLEDGED),
        ("Bitcoin on loan", Meaning.PLEDGED),
        ("Bitcoin received from mining", Meaning.PRODUCED),
        ("Bitcoin received from custodian", None),
        ("Bitcoin liquidation price", None),
        ("of which Bitcoin of customers", None),
    ],
)
def test_labels(label, meaning):
    assert label_of(label).meaning is meaning


WEEK = date(2026, 3, 2), date(2026, 3, 8)


@pytest.mark.parametrize(
    ("table", "stated"),
    [
        (
            (
                "BTC Acquired | Aggregate Purchase Price | BTC Sold | Aggregate Sale Price (net) | Average Sale Price\n"
                "- | - | 311 | $20.9 million | $67,203"
            ),
            [("sale", 311_0000_0000, 20_900_000, 67_203)],
        ),
        (
            "BTC Sold | Net Proceeds (in millions) | Average Price\n311 | $20.9 | $67,203",
            [("sale", 311_0000_0000, 20_900_000, 67_203)],
        ),
        ("BTC Sold | Net Proceeds | Average Price\n- | $- | $-", [("no_sale", None, None, None)]),
        (
            "BTC Acquired (1) | Aggregate Purchase Price (in millions) (2) | Average Price (2)\n311 | $ 20.9 | $67,203",
            [("purchase", 311_0000_0000, None, None)],
        ),
        ("BTC miners sold | Average Price\n311 | $2,203", []),
    ],
)
def test_a_row_without_a_label_is_told_by_its_heads(table, stated):
    text = f"Item 8.01 Other Events.\nDuring the period March 2, 2026 to March 8, 2026:\n{table}"
    found = extract(text, About(issuer="strategy", names={}, published=date(2026, 3, 9)))
    assert [(each.kind.value, each.sats, each.proceeds_usd, each.avg_price_usd) for each in found] == stated
    assert {(each.period_start, each.period_end) for each in found} <= {WEEK}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Bitcoin liquidated for USD (91.5) (6,120,400)", ["sale 91.5 2024-03 $6120400"]),
        ("BTC sold for USD | 91.5 | 6,120,400", ["sale 91.5 2024-03 $6120400"]),
        ("Less: BTC sold for USD (91.5) (6,120,400)", ["sale 91.5 2024-03 $6120400"]),
        ("BTC sold for US dollars (91.5) (6,120,400)", ["sale 91.5 2024-03 $6120400"]),
        ("ETH sold for USD (91.5) (6,120,400)", []),
        ("BTC sold for USD 6,120,400", []),
        ("Bitcoin sold USD 6,120,400 91.5", ["sale 2024-03"]),
    ],
)
def test_what_coins_were_given_for_is_no_unit_of_their_number(row, expected):
    text = (
        "Northgate Mining LLC, Schedule 2\nBTC USD\nOpening balance 3/1/2024 98.2 $ 6,010,400\n"
        f"Mined BTC 151.7 9,980,200\n{row}\nClosing balance 3/31/2024 158.4 $ 11,290,000"
    )
    assert told(text) == expected


def test_behind_for_stands_money_where_no_column_counts_coins():
    text = (
        "Metric | March 2024 | February 2024\nBitcoin produced | 151 | 140\n"
        "Bitcoin sold for USD 6,120,400 USD 5,100,300\nBitcoin held | 158 | 98"
    )
    assert told(text) == ["sale 2024-03 $6120400", "sale 2024-02 $5100300"]


def test_behind_for_stands_no_unit_where_the_caption_counts_coins():
    text = (
        "The movements of our BTC:\nFor the year ended December 31,\n2022 2023\n(number of BTC)\n"
        "Beginning balance 90.2 211.4\nBTC mined 312.4 318.9\nBTC sold for USD (191.2) (402.3)\n"
        "Ending balance 211.4 128.0"
    )
    assert told(text) == COUNTED


COUNTED = ["sale 402.3 2023-01-01..2023-12-31", "sale 191.2 2022-01-01..2022-12-31"]


@pytest.mark.parametrize(
    ("unit", "pool", "expected"),
    [
        ("(number of BTC)", "BTC earned by the pool 31,204.5 17,771.8", COUNTED),
        ("(in bitcoin)", "BTC mined through pool services 131,204 117,771", COUNTED),
        ("Number of bitcoins", "BTC generated from the pool business 31,204.5 27,771.8", COUNTED),
        (
            "(in thousands)",
            "BTC earned by the pool 31,204.5 17,771.8",
            ["sale 2023-01-01..2023-12-31 $402300", "sale 2022-01-01..2022-12-31 $191200"],
        ),
        (
            "(number of BTC)",
            "BTC mined 3,120,412 17,771",
            ["sale 402.3 2023-01-01..2023-12-31", "sale 2022-01-01..2022-12-31"],
        ),
    ],
)
def test_a_pool_earns_more_coins_than_anybody_mined(unit, pool, expected):
    text = (
        f"The movements of our BTC:\nFor the year ended December 31,\n2022 2023\n{unit}\n"
        f"Beginning balance - 211.4\n{pool}\nBTC paid to members (31,104.2) (17,720.7)\n"
        "BTC sold for cash (191.2) (402.3)\nEnding balance 211.4 128.0"
    )
    assert told(text) == expected


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Disposals (BTC) | (7.2) | (5.0)", ["sale 7.2 2024-05", "sale 5 2024-04"]),
        ("Sales (in BTC) | (7.2) | -", ["sale 7.2 2024-05", "no_sale 2024-04"]),
        ("Liquidated in the month (bitcoin) | 7.2 | 5.0", ["sale 7.2 2024-05", "sale 5 2024-04"]),
        ("Sold (ETH) | (7.2) | (5.0)", []),
        ("Sold ($ millions) | (7.2) | (5.0)", []),
        ("Shares sold (BTC) | 7.2 | 5.0", []),
        ("To be sold (BTC) | 7.2 | 5.0", []),
        ("Power sold (BTC equivalent) | 7.2 | 5.0", []),
    ],
)
def test_a_label_may_name_the_coin_as_its_unit_alone(row, expected):
    text = (
        "Our reserve\n | May 2024 | April 2024\nOpening (BTC) | 41.2 | 30.9\nAcquired (BTC) | 12.1 | 15.3\n"
        f"{row}\nClosing (BTC) | 46.1 | 41.2\nFair value ($ millions) | 3.1 | 2.7"
    )
    assert told(text) == expected
