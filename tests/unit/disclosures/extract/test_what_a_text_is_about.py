"""Which time a sale is of that names none: what the text begins with, and what no later sentence goes on with."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.money import SATS_PER_BTC

NAMES = {"Deepmine": "deepmine", "Coldrack": "coldrack"}
PUBLISHED = date(2025, 7, 10)  # a Thursday
JUNE, MAY = "2025-06-01..2025-06-30", "2025-05-01..2025-05-31"
QUARTER = "2025-04-01..2025-06-30"
OPEN = "None..2025-07-10"


def told(text: str, title: str | None = None) -> set[str]:
    """What an article tells of sales: "coins first..last"."""
    found = extract(text, About(names=NAMES, published=PUBLISHED, title=title))
    return {
        f"{(each.sats or 0) / SATS_PER_BTC:g} {each.period_start}..{each.period_end}"
        for each in found
        if each.kind == "sale"
    }


@pytest.mark.parametrize(
    ("text", "sales"),
    [
        ("Listed miners took profits in June as the price rose.\n\nDeepmine disposed of 302 BTC at $107,000 each.",
         {f"302 {JUNE}"}),
        ("Miners gave up part of their coins in the second quarter. Coldrack parted with 212 BTC.",
         {f"212 {QUARTER}"}),
        (("For miners June was dear: power in Texas soared. Deepmine has been selling since the winter."
         "\n\nIt let go of 97 BTC."), {f"97 {JUNE}"}),
        ("Deepmine sold 302 BTC to repay a lender. It had mined 445 in June.", {f"302 {OPEN}"}),
        ("Prices have fallen since June. Deepmine disposed of 302 BTC to repay a lender.", {f"302 {OPEN}"}),
        ("Deepmine, founded in June 2019, is short of cash. It disposed of 302 BTC to repay a lender.",
         {f"302 {OPEN}"}),
    ],
)  # fmt: skip
def test_what_names_no_time_is_of_the_month_or_quarter_that_a_text_begins_with(text, sales):
    assert told(text) == sales


def test_a_title_names_the_month_of_what_the_text_tells():
    assert told("Deepmine parted with 302 BTC, and Coldrack with none.", "Miners in June") == {f"302 {JUNE}"}


@pytest.mark.parametrize(
    ("text", "sales"),
    [
        ("Deepmine mined 126 BTC in June. In May it had opened a site. It sold 155 BTC.", {f"155 {JUNE}"}),
        ("Deepmine mined 126 BTC in June. In May it had kept everything. Then 155 BTC were sold.",
         {f"155 {JUNE}"}),
        ("Deepmine mined 126 BTC in June. In May it had sold 57 BTC. It sold 155 BTC to pay for power.",
         {f"57 {MAY}", f"155 {JUNE}"}),
        (("In the second quarter miners earned less. Deepmine, which cut its stack to 2,537 BTC by the end of 2024,"
          " sold 2,385 BTC."), {f"2385 {QUARTER}"}),
        ("Deepmine mined 126 BTC in June. Having sold 57 BTC in May, it cut back: 55 were disposed of.",
         {f"57 {MAY}", f"55 {JUNE}"}),
        ("June was quiet. Deepmine has been selling since the start of the year. It sold 47 BTC.", {f"47 {JUNE}"}),
    ],
)  # fmt: skip
def test_what_is_told_of_before_dates_nothing_that_follows(text, sales):
    assert told(text) == sales


@pytest.mark.parametrize(
    ("text", "sales"),
    [
        ("Deepmine made 90 BTC in June. It parted with just 18 BTC, its smallest monthly figure this year.",
         {f"18 {JUNE}"}),
        ("Deepmine sold 300 BTC in June, the most in any month of 2025.", {f"300 {JUNE}"}),
        ("June was hot. In its largest disposal this year, Deepmine sold 300 BTC.", {f"300 {JUNE}"}),
        ("Deepmine mined 534 BTC in June, its best since it went public in Toronto in 2018, and sold 300.",
         {f"300 {JUNE}"}),
        ("Deepmine mined 534 BTC in June, more than in any month since January 2023, and sold 300.",
         {f"300 {JUNE}"}),
        ("Deepmine sold most of its coins, 300 BTC, this year.", {"300 2025-01-01..2025-07-10"}),
    ],
)  # fmt: skip
def test_what_a_sale_is_the_smallest_or_largest_of_is_not_its_time(text, sales):
    assert told(text) == sales


@pytest.mark.parametrize(
    ("text", "sales"),
    [
        ("Deepmine has redeemed half of the debt issued in May 2025 by selling 970 BTC.", {f"970 {OPEN}"}),
        ("Deepmine has repaid the notes placed on May 7, 2025, with the sale of 970 BTC.", {f"970 {OPEN}"}),
        ("Deepmine cut its debt in May by selling 970 BTC.", {f"970 {MAY}"}),
    ],
)  # fmt: skip
def test_when_a_debt_was_issued_is_not_when_coins_were_sold_to_repay_it(text, sales):
    assert told(text) == sales


@pytest.mark.parametrize(
    ("text", "sales"),
    [
        ("Deepmine sold 451 BTC over the weekend of June 7 and 8.", {"451 2025-06-07..2025-06-08"}),
        ("Deepmine sold 451 BTC on the weekend of June 7.", {"451 2025-06-07..2025-06-08"}),
        ("Deepmine sold 451 BTC over the weekend of May 31-June 1.", {"451 2025-05-31..2025-06-01"}),
        ("Deepmine sold 451 BTC over the weekend.", {"451 2025-07-05..2025-07-06"}),
        ("Over 23 days ending on June 12, Deepmine sold 451 BTC.", {"451 2025-05-21..2025-06-12"}),
        ("Deepmine said on Tuesday it had sold 451 BTC over the past week.", {"451 2025-07-01..2025-07-08"}),
        ("In the week to Friday Deepmine sold 451 BTC.", {"451 2025-06-28..2025-07-04"}),
        ("Deepmine held 2,058 BTC on June 30 and sold 451 during the three months to pay for a site.",
         {f"451 {QUARTER}"}),
        (("Deepmine mined 90 BTC in the second quarter, it reported. June's figures came out today."
          " 97 coins were mined and 451 BTC were sold."), {f"451 {JUNE}"}),
        ("Deepmine's June report, out last week, shows that it has sold 451 BTC.", {f"451 {JUNE}"}),
    ],
)  # fmt: skip
def test_weekends_and_days_are_counted_from_what_they_are_told_with(text, sales):
    assert told(text) == sales


@pytest.mark.parametrize(
    "who",
    [
        "The fourteen companies we follow",
        "The 13 companies tracked by Coldrack",
        "The firms in our index",
        "The group of fourteen",
        "All eight of them",
        "The sector as a whole",
        "Those that report monthly",
        "Together they",
    ],
)
def test_what_many_companies_sold_is_no_one_s(who):
    text = (
        f"Listed miners sold more coins than they made. {who} sold 6,200 BTC in June. Deepmine sold 302 BTC."
    )
    assert told(text) == {f"302 {JUNE}"}


@pytest.mark.parametrize(
    "who",
    [
        "The company",
        "The Group",
        "The miner",
        "Deepmine, as the 13 other companies do,",
    ],
)
def test_and_what_one_of_them_sold_is(who):
    assert told(f"Deepmine mined 445 BTC in June. {who} sold 302 BTC.") == {f"302 {JUNE}"}
