import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.labels.vocabulary import (
    CONFIDENCE_NAMES,
    PLATFORMS,
    Category,
    category_from_text,
    confidence_from_text,
)


def test_a_pool_and_a_fund_are_no_places_where_coins_are_sold() -> None:
    assert {Category.MINER, Category.MINING_POOL, Category.ETF, Category.OTHER} == set(Category) - PLATFORMS


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("0", 0),
        ("0.0", 0),
        ("0.85", 85),
        ("0.855", 86),
        ("1", 100),
        ("1.0", 100),
        ("2", 2),
        ("85", 85),
        ("85.0", 85),
        ("100", 100),
        ("ownership", 100),
        ("unknown", 5),
    ],
)
def test_a_confidence_is_read_as_fraction_percent_or_name(text: str, percent: int) -> None:
    assert confidence_from_text(text) == percent


@pytest.mark.parametrize("text", ["-0.1", "101", "1.5", "85.5", "sure", "NaN", "inf", "80%", "0,8"])
def test_a_confidence_that_is_none_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match=r"write 0 to 1 with decimals, a whole percent, or one of override"):
        confidence_from_text(text)


@given(st.integers(2, 100))
def test_a_percent_and_its_fraction_mean_the_same(percent: int) -> None:
    assert confidence_from_text(str(percent)) == confidence_from_text(f"{percent / 100:.2f}") == percent


def test_every_named_confidence_is_a_percent() -> None:
    assert all(0 <= percent <= 100 for percent in CONFIDENCE_NAMES.values())


def test_an_unknown_category_is_refused_with_those_there_are() -> None:
    with pytest.raises(
        ValueError, match=r"unknown category 'Exchange'; there are miner, mining_pool, exchange"
    ):
        category_from_text("Exchange")
