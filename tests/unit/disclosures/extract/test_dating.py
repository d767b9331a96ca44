"""Documents that name no year get it from their address, their title, prices, or the day they were read."""

from datetime import date

import pytest

from monitor.disclosures.extract.dating.dating import day_of_address, month_of_address, words_of_address
from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About, Found

_NAMES = {"Deepmine Holdings": "deepmine"}


def _sale(text: str, **known: object) -> Found:
    about = About(names=_NAMES, **known)
    return next(each for each in extract(text, about) if each.kind == "sale")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2025/06/08/deepmine-update", date(2025, 6, 8)),
        ("https://news.example/news/2025-06-08/deepmine", date(2025, 6, 8)),
        ("https://news.example/live/article-8-1454926-20260206", date(2026, 2, 6)),
        ("https://news.example/read?date=2025-06-08&id=7", date(2025, 6, 8)),
        ("https://news.example/2025/02/30/impossible", None),
        ("https://news.example/2025/06/08/more-of-2025/06/09/", None),
        ("https://news.example/sells-20251399-coins", None),
        ("https://news.example/?p=41558", None),
    ],
)
def test_an_address_may_tell_the_day(url, day):
    assert day_of_address(url) == day


def test_an_address_may_tell_the_month_and_what_an_article_is_called():
    assert month_of_address("https://news.example/2026/02/deepmine-sells") == (
        date(2026, 2, 1),
        date(2026, 2, 28),
    )
    assert month_of_address("https://news.example/deepmine-sells") is None
    assert (
        words_of_address("https://news.example/a/deepmine-march-2024-update") == "Deepmine March 2024 Update"
    )


def test_the_year_of_a_month_comes_from_the_address_the_title_or_the_day_of_reading():
    text = "Deepmine sold 132 BTC in May."
    read = date(2026, 3, 1)
    assert _sale(text, read=read).period_end == date(2025, 5, 31)
    assert _sale(text, read=read, url="https://news.example/2024/06/08/x").period_end == date(2024, 5, 31)
    assert _sale(text, read=read, title="Deepmine in May 2023").period_end == date(2023, 5, 31)
    assert _sale(text, read=read, url="https://n.example/deepmine-sold-may-2022").period_end == date(
        2022, 5, 31
    )


def test_a_guessed_year_is_told_to_be_one():
    text = "Deepmine sold 132 BTC in May."
    assert "period_end" in _sale(text, read=date(2026, 3, 1)).derived
    assert "period_end" not in _sale(text, url="https://news.example/2024/06/08/x").derived
    assert "period_end" not in _sale(f"{text[:-1]} 2024.", read=date(2026, 3, 1)).derived


def test_of_several_years_that_a_price_fits_the_last_before_the_reading_counts():
    text = "Deepmine sold 500 bitcoin in June at an average price of $60,400."
    assert _sale(text, read=date(2025, 1, 1)).period_end == date(2024, 6, 30)


def test_nothing_is_of_later_than_the_day_it_was_read():
    text = "Deepmine sold 450 BTC over Feb. 7-8, one of the largest sales of 2026."
    assert _sale(text, read=date(2026, 3, 1)).period_end == date(2026, 2, 8)
