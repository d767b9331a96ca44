from decimal import Decimal

import pytest

from monitor.disclosures.extract.numbers.amounts import Unit, amounts
from monitor.disclosures.extract.numbers.printed_numbers import number


@pytest.mark.parametrize(
    ("text", "value", "unit", "approximate"),
    [
        ("1,080 bitcoin", "1080", Unit.BTC, False),
        ("approximately 550.03 BTC", "550.03", Unit.BTC, True),
        ("just north of 500 coins", "500", Unit.BTC, True),
        ("~1.08K BTC", "1080", Unit.BTC, True),
        ("15,000+ BTC", "15000", Unit.BTC, True),
        ("₿1,200", "1200", Unit.BTC, False),
        ("its 7,476-BTC reserve", "7476", Unit.BTC, False),
        ("550 of its newly mined bitcoin", "550", Unit.BTC, False),
        ("two hundred and thirty-five bitcoin", "235", Unit.BTC, False),
        ("5,606 bitcoin miners", "5606", Unit.OTHER, False),
        ("$38.8M", "38800000", Unit.USD, False),
        ("about US$305 million", "305000000", Unit.USD, True),
        ("113.7 MUSD", "113700000", Unit.USD, False),
        ("305 million USDT", "305000000", Unit.USDT, False),
        ("C$12.4 million", "12400000", Unit.MONEY, False),
        ("£3.38 million", "3380000", Unit.MONEY, False),
        ("71%", "71", Unit.PERCENT, False),
        ("1,975.", "1975", Unit.NONE, False),
    ],
)
def test_a_number_is_read_with_its_unit(text: str, value: str, unit: Unit, approximate: bool) -> None:
    (found,) = amounts(text)
    assert (found.value, found.unit, found.approximate) == (Decimal(value), unit, approximate)


def test_a_live_price_glued_to_a_word_is_no_amount() -> None:
    assert not list(amounts("Bitcoin$62,477.67"))


def test_a_price_is_told_from_a_sum() -> None:
    price, total = amounts("$68,000 per bitcoin, in total $305 million")
    assert (price.per_coin, total.per_coin) == (True, False)


@pytest.mark.parametrize(
    ("text", "comma", "value"),
    [
        ("1.080", True, "1080"),
        ("1.080", False, "1.080"),
        ("189,8", False, "189.8"),
        ("2.639.683.413,92", True, "2639683413.92"),
        ("205,7592", False, "205759"),
        ("1,2,3", False, None),
        ("9" * 33, False, None),
    ],
)
def test_separators_are_read_by_language_and_by_groups(text: str, comma: bool, value: str | None) -> None:
    assert number(text, decimal_comma=comma) == (None if value is None else Decimal(value))
