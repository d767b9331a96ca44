from datetime import date

import pytest

from monitor.disclosures.extract.dating.undated import day_told_by_prices
from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Our treasury grew in September. We sold 445 BTC for about $48.7 million.", date(2025, 9, 30)),
        ("In June we sold 500 bitcoin at an average price of $20,400.", date(2022, 6, 30)),
        (
            "In June we sold 500 bitcoin at an average price of $60,400.",
            None,
        ),  # 2024, or 2026, of which we know less
        (
            "Sold 50 BTC at an average of $101,900 in May; in April, 20 at an average of $84,100.",
            date(2025, 5, 31),
        ),
        ("Sold 50 BTC at an average of $101,900 in May; in April, 20 at an average of $104,100.", None),
        ("The coins brought an average net price of $43,100 in December.", None),
        ("The coins brought an average net price of $37,100 in November.", date(2023, 11, 30)),
        ("In September 2024 we sold 445 BTC for about $48.7 million.", None),
        ("We sold 445 BTC for about $48.7 million.", None),
        ("We sold 445 miners for about $48.7 million in September.", None),
        ("We sold 0 BTC for about $48.7 million in September.", None),
        ("In September 240 BTC were monetised at $26,500 on average.", date(2023, 9, 30)),
        (
            "Vendeu 500 bitcoins em maio e arrecadou US$ 51,2 milhões, ao preço médio de US$ 102.680.",
            date(2025, 5, 31),
        ),
        ("Verkaufte im Juni 1.000 Bitcoin für 20,4 Millionen Dollar.", date(2022, 6, 30)),
        ("Verkaufte im Juni 1.000 Bitcoin für 20,4 Millionen Euro.", None),
    ],
)
def test_the_price_of_a_coin_tells_the_year_where_one_alone_fits(text, day):
    assert day_told_by_prices(text) == day


def test_a_statement_dated_by_a_price_says_so():
    text = "Riot sold 465 BTC for $52.6 million in September."
    undated = extract(text, About(names={"Riot": "riot"}))
    dated = extract(text, About(names={"Riot": "riot"}, published=date(2025, 10, 3)))
    assert [(each.period_start, each.period_end) for each in undated] == [
        (date(2025, 9, 1), date(2025, 9, 30))
    ]
    assert [each.period_end for each in dated] == [date(2025, 9, 30)]
    assert "period_end" in undated[0].derived
    assert "period_end" not in dated[0].derived


def test_a_date_that_is_still_to_come_does_not_tell_when_a_text_was_written():
    text = "Riot sold 383 BTC in November, leaving 18,388 BTC at the end of November 2025. Power is due in Q1 2027."
    sale = next(each for each in extract(text, About(names={"Riot": "riot"})) if each.kind == "sale")
    assert (sale.period_start, sale.period_end) == (date(2025, 11, 1), date(2025, 11, 30))


def test_a_month_is_of_the_year_that_it_is_first_named_with():
    text = (
        "Riot bought 300 BTC in the first days of January 2022 and mined 4,100 BTC by November 2022."
        " Bitfarms had bought 40 BTC in January. Riot sold 900 BTC in December."
    )
    about = About(names={"Riot": "riot", "Bitfarms": "bitfarms"}, read=date(2025, 1, 1))
    found = {(each.kind, each.entity): each.period_end for each in extract(text, about)}
    assert found["purchase", "bitfarms"] == date(2022, 1, 31)
    assert found["sale", "riot"] == date(2022, 12, 31)


def test_what_a_text_tells_as_past_was_so_however_early_it_is_said_to_have_been_read():
    text = "Riot sold 60% of its August coins, 140 BTC, and had 900 BTC as of August 31, 2024."
    sale = extract(text, About(names={"Riot": "riot"}, read=date(2024, 3, 1)))[0]
    assert (sale.period_start, sale.period_end) == (date(2024, 8, 1), date(2024, 8, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Riot mined 486 BTC in October, against 343 in October 2021, and sold 473.", date(2022, 10, 31)),
        ("Riot sold 473 BTC in October, up from 200 BTC in October 2021.", date(2022, 10, 31)),
        ("Riot sold 473 BTC in October. It had 343 BTC on October 31, 2021.", date(2021, 10, 31)),
        ("Riot sold 473 BTC in October 2022, against 343 in October 2021.", date(2022, 10, 31)),
        ("On July 5 Riot said it sold 7,202 BTC in June at $23,000.", date(2022, 6, 30)),
    ],
)
def test_a_month_is_a_year_later_than_the_same_that_it_is_compared_with(text, day):
    about = About(names={"Riot": "riot"}, read=date(2025, 1, 1))
    sales = [each for each in extract(text, about) if each.kind == "sale"]
    assert sales[0].period_end == day
