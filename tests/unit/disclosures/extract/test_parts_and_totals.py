"""Sales told with their parts, all that was mined, denials of several periods, brackets of the year before."""

from datetime import date
from decimal import Decimal

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.statement import StatementKind

NAMES = {"Riot Platforms": "riot", "HIVE Digital": "hive"}
PUBLISHED = date(2023, 8, 11)
SECOND = date(2023, 4, 1), date(2023, 6, 30)


def read(text, kind=StatementKind.SALE, published=PUBLISHED):
    found = extract(text, About(issuer="riot", names=NAMES, published=published))
    return [each for each in found if each.kind is kind]


def coins(text):
    return [each.sats and each.sats // 10**8 for each in read(text)]


@pytest.mark.parametrize(
    "parts",
    [
        "of which 970 were sold to redeem notes and 125 to buy shares back",
        "of which 970 to redeem notes and 125 to buy shares back",
    ],
)
def test_numbers_that_add_up_to_what_was_sold_are_its_parts(parts):
    text = f"In the second quarter of 2023 the Company sold 1,095 bitcoin, {parts}."
    assert coins(text) == [1095, 970, 125]
    assert {(each.period_start, each.period_end) for each in read(text)} == {SECOND}


@pytest.mark.parametrize(
    "others",
    [
        "after mining 970 and buying 125",
        "and it held 970 at the end of June",
        "and 900 machines and 100 racks",
    ],
)
def test_other_numbers_are_no_parts(others):
    assert coins(f"In the second quarter of 2023 the Company sold 1,095 bitcoin, {others}.") == [1095]


@pytest.mark.parametrize(
    "sold",
    [
        "sold all Bitcoin produced during June 2023 in the ordinary course",
        "sold all it mined in June 2023",
        "sold all of the bitcoin mined in June 2023",
    ],
)
def test_all_that_was_mined_is_as_much_as_was_mined(sold):
    (sale,) = read(f"We mined 167 bitcoin in June 2023. The Company {sold}.")
    assert (sale.sats, sale.derived) == (167 * 10**8, {"sats"})


@pytest.mark.parametrize(
    "sold", ["substantially all of the bitcoin mined in June 2023", "all of its bitcoin in June 2023"]
)
def test_what_is_not_all_that_was_mined_is_not_counted(sold):
    assert coins(f"We mined 167 bitcoin in June 2023. The Company sold {sold}.") == [None]


def test_brackets_tell_the_year_before_by_the_day_on_which_the_same_time_ended():
    text = (
        "During the six months ended June 30, 2023, the Company sold 1,297 Bitcoin for proceeds of $36.1 million "
        "(June 30, 2022 - 2,093 Bitcoin for proceeds of $62.3 million)."
    )
    assert [(each.sats // 10**8, each.period_start, each.period_end) for each in read(text)] == [
        (1297, date(2023, 1, 1), date(2023, 6, 30)),
        (2093, date(2022, 1, 1), date(2022, 6, 30)),
    ]


def test_brackets_tell_the_sum_of_the_year_before():
    text = (
        "During the six months ended June 30, 2023, the Company sold bitcoin for proceeds of $36.4 million with a cost "
        "of $31.6 million (June 30, 2022 - proceeds of $50.7 million with a cost of $48.9 million)."
    )
    assert [(each.proceeds_usd, each.period_start) for each in read(text)] == [
        (Decimal(36_400_000), date(2023, 1, 1)),
        (Decimal(50_700_000), date(2022, 1, 1)),
    ]


def test_a_denial_of_several_periods_is_one_of_each():
    text = (
        "The Company did not sell any bitcoin during the three and six months ended June 30, 2023 and 2022."
    )
    denied = {(each.period_start, each.period_end) for each in read(text, StatementKind.NO_SALE)}
    assert denied == {(date(year, month, 1), date(year, 6, 30)) for year in (2023, 2022) for month in (4, 1)}


def test_a_range_may_end_with_the_document():
    (sale,) = read("Between June 2023 and the date of this announcement, the Group disposed of 940 bitcoin.")
    assert (sale.period_start, sale.period_end) == (date(2023, 6, 1), PUBLISHED)


def test_the_footnote_of_two_months_is_no_day():
    rows = "BTC Produced (number) 390.21 454.83\nBTC Sold (number) 2,000.00 4,615.97\nBTC Held (number) 3 1,703.6 3"
    found = read(f"Metric March 2026 1 February 2026 1\n{rows}", published=date(2026, 4, 7))
    assert [(each.sats // 10**8, each.period_end) for each in found] == [
        (2000, date(2026, 3, 31)),
        (4615, date(2026, 2, 28)),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Riot sold half of its 1,900 bitcoin in July.", [None]),
        ("In July Riot sold a third of its 1,900 BTC.", [None]),
        ("Riot liquidated most of the 1,900 bitcoin that it held, in July.", [None]),
        ("Riot converted part of its 1,900 bitcoin into cash in July.", [None]),
        ("Two-thirds of Riot's 1,900 bitcoin were sold in July.", [None]),
        ("Riot exchanged a quarter of June's 1,900 bitcoin for dollars in July.", [None]),
        ("Riot turned 56% of June's 1,900 bitcoin into cash in July.", [None]),
        ("Riot sold half of the 1,900 bitcoin it mined in July.", [950]),
        ("Riot sold all of its 1,900 bitcoin in July.", [1900]),
        ("Most of the 1,900 BTC sold by Riot in July went to one buyer.", [1900]),
        ("Riot mined 1,900 bitcoin in July, sold most of them and kept 60.", [None]),
        ("Riot mined 1,900 bitcoin in July and sold nearly all of them.", [1900]),
        ("Riot sold twice the 1,900 bitcoin that it mined in July.", [None]),
        ("Riot sold 20 BTC more than it mined in July.", [None]),
        ("In July Riot sold 20 BTC fewer than the 1,900 it mined.", [None]),
        ("Riot sold 200 BTC less in July than in June.", [None]),
        ("Riot sold 50 BTC short of what it mined in July.", [None]),
        ("Riot sold 1,900 BTC, more than it mined in July.", [1900]),
        ("All coins mined in July (334) were sold by Riot. They were bitcoin.", [334]),
    ],
)
def test_the_number_of_a_whole_or_of_a_difference_is_not_what_was_sold(text, told):
    assert coins(text) == told
