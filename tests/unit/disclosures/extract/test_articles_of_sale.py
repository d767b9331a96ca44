"""How articles tell of sales: by several companies, at several times, and twice. All sentences are made up."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.money import SATS_PER_BTC

NAMES = {"Deepmine": "deepmine", "Coldrack": "coldrack", "Saltflat": "saltflat"}
PUBLISHED = date(2025, 7, 10)  # a Thursday
JUNE = date(2025, 6, 1), date(2025, 6, 30)
MAY = date(2025, 5, 1), date(2025, 5, 31)
JUNE_2024 = date(2024, 6, 1), date(2024, 6, 30)
QUARTER = date(2025, 4, 1), date(2025, 6, 30)
THIS_YEAR = date(2025, 1, 1), PUBLISHED
OPEN = None, PUBLISHED
Sale = tuple[str | None, float | None, date | None, date | None]


def sales(text: str, *, published: date | None = PUBLISHED, title: str | None = None) -> set[Sale]:
    about = About(names=NAMES, published=published, title=title)
    return {
        (each.entity, each.sats and each.sats / SATS_PER_BTC, each.period_start, each.period_end)
        for each in extract(text, about)
        if each.kind == "sale"
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Deepmine sold 300 BTC in the past seven days to cut its debt.", {(300, date(2025, 7, 3), PUBLISHED)}),
        ("Deepmine sold 300 BTC over the last week.", {(300, date(2025, 7, 3), PUBLISHED)}),
        ("Deepmine sold 300 BTC last week.", {(300, date(2025, 6, 30), date(2025, 7, 6))}),
        ("In the week of July 4 Deepmine sold 300 BTC.", {(300, date(2025, 6, 28), date(2025, 7, 4))}),
        ("Deepmine sold 300 BTC two months ago.", {(300, *MAY)}),
        ("Deepmine sold 300 BTC on Monday.", {(300, date(2025, 7, 7), date(2025, 7, 7))}),
        ("Deepmine said on Monday it has sold 300 BTC - half of its hoard - since June 29.",
         {(300, date(2025, 6, 29), PUBLISHED)}),
        ("Deepmine sold 465 BTC for $49 million, after selling 450 in May. It mined 445 in June.",
         {(465, *OPEN), (450, *MAY)}),
        ("Deepmine sold 132 BTC in June, up from 90 a year earlier.", {(132, *JUNE), (90, *JUNE_2024)}),
        ("Deepmine sold 132 BTC in June. A month earlier it had let go of 90 coins.", {(132, *JUNE), (90, *MAY)}),
        ("Deepmine sold 132 BTC in June for $14 million. In May it was 90 BTC for $9 million.",
         {(132, *JUNE), (90, *MAY)}),
        ("Deepmine sold none in May, but 132 BTC in June.", {(132, *JUNE)}),
        ("Deepmine sold 132 BTC in June and plans to sell 200 in July.", {(132, *JUNE)}),
        ("In the second quarter Deepmine sold 132 BTC, nearly all in June.", {(132, *QUARTER)}),
        ("Deepmine sold 61 BTC in June, bringing its sales this year to 132 BTC.",
         {(61, *JUNE), (132, *THIS_YEAR)}),
        ("Deepmine sold 132 BTC in June 2024. That May it sold another 90.",
         {(132, *JUNE_2024), (90, date(2024, 5, 1), date(2024, 5, 31))}),
        ("Deepmine sold more than 130 bitcoin in June. In total, 132 BTC were sold, for $14 million.",
         {(132, *JUNE)}),
        ("Deepmine sold 132 BTC in June. In June it sold $14 million worth of bitcoin.", {(132, *JUNE)}),
        ("Deepmine sold 475 BTC in June: all 463 BTC mined plus 12 BTC from reserves.", {(475, *JUNE)}),
        ("Deepmine mined 463 BTC in June. It sold all of that and another 12 BTC from its reserves, 475 in total.",
         {(475, *JUNE), (12, *JUNE)}),
        ("Deepmine disposed of just 2.4 units of the 417 bitcoin it produced in June.", {(2.4, *JUNE)}),
        ("In June, 390 out of 616 bitcoin mined were sold by Deepmine.", {(390, *JUNE)}),
        ("All of the 12.1 BTC Deepmine produced in June were sold.", {(12.1, *JUNE)}),
        ("Deepmine's second quarter ended in June. It sold $4 million less bitcoin than it mined in June.",
         {(None, *JUNE)}),
        ("However, the sale of 51 BTC by Deepmine in June could signal a need of cash.", {(51, *JUNE)}),
    ],
)  # fmt: skip
def test_the_times_and_parts_of_one_company(text, told):
    assert {each[1:] for each in sales(text)} == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Miners have sold 15,000 BTC in June, including Deepmine (4,451 BTC) and Coldrack (1,133 BTC).",
         {("deepmine", 4451, *JUNE), ("coldrack", 1133, *JUNE)}),
        ("Public miners sold 15,000 BTC in June. Deepmine led with 4,451 BTC, followed by Coldrack with 1,133 BTC.",
         {("deepmine", 4451, *JUNE), ("coldrack", 1133, *JUNE)}),
        ("Among the sellers in June were Deepmine (341 BTC) and Saltflat (98 BTC).",
         {("deepmine", 341, *JUNE), ("saltflat", 98, *JUNE)}),
        ("Deepmine and Coldrack have also sold bitcoin this year.",
         {("deepmine", None, *THIS_YEAR), ("coldrack", None, *THIS_YEAR)}),
        ("In June Deepmine mined 150 and sold all of it. Coldrack sold some bitcoin in June as well.",
         {("deepmine", 150, *JUNE), ("coldrack", None, *JUNE)}),
        ("Deepmine's June update, released on July 6, says it sold 12 BTC. Coldrack, which was first, sold 18 in June.",
         {("deepmine", 12, *JUNE), ("coldrack", 18, *JUNE)}),
    ],
)  # fmt: skip
def test_several_companies_of_one_article(text, told):
    assert sales(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Someone sold 1,500 BTC on Friday, and miners sold 9,000 BTC. Deepmine mined 60.",
        "The 16 largest sold 110% of their output. Deepmine mined 620 BTC in June.",
        "A bitcoin ETF sold 5,200 BTC on Tuesday to meet redemptions.",
        "Selling 500 BTC a month would fund Deepmine for years.",
        "Deepmine's covered calls on 400 BTC were sold in June for a premium of $1.8 million.",
        "Deepmine had only $2 million in coins, implying it potentially sold most of the bitcoin it mined in June.",
    ],
)
def test_what_no_company_sold_is_no_sale(text):
    assert sales(text) == set()


def test_a_title_tells_the_month_that_has_just_ended():
    text = "The firm earned 201 BTC, Deepmine said on Monday. It sold 156 of those."
    assert sales(text, title="Deepmine sells 156 BTC in June") == {("deepmine", 156, *JUNE)}


def test_a_line_that_is_a_date_dates_what_stands_below():
    text = "**Apr 26, 2021**\nDeepmine sells a tenth of its bitcoin for $272 million.\n"
    assert sales(text) == {("deepmine", None, None, date(2021, 4, 26))}


def test_the_day_of_what_is_cited_completes_its_periods():
    text = "Newspaper: Deepmine sold 1,500 BTC in January (Feb 2, 2023)\n"
    assert sales(text) == {("deepmine", 1500, date(2023, 1, 1), date(2023, 1, 31))}


def test_the_april_halving_tells_the_year():
    text = "After the April halving, Deepmine sold 390 bitcoin in May."
    assert sales(text, published=None) == {("deepmine", 390, date(2024, 5, 1), date(2024, 5, 31))}
