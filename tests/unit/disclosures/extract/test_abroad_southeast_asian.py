"""What sentences in Vietnamese and Indonesian state of sales, and what they do not. All are ours."""

from datetime import date

import pytest

from tests.unit.disclosures.extract.abroad import (
    BY_NOW,
    FEBRUARY,
    LAST_WEEK,
    QUARTER,
    SEVENTH_AND_EIGHTH,
    THE_FIFTH,
    THIS_YEAR,
    told,
)

VIETNAMESE = [
    (
        "Riot Platforms đã bán 1.080 Bitcoin trong tháng 2, thu về khoảng 96 triệu USD.",
        "riot",
        "1080",
        FEBRUARY,
    ),
    ("Công ty khai thác MARA bán 475 BTC để trả nợ", "mara", "475", BY_NOW),
    (
        "Tuần trước, Bitfarms đã bán 3.000 bitcoin với giá trung bình 68.000 USD.",
        "bitfarms",
        "3000",
        LAST_WEEK,
    ),
    ("Cango đã bán 4.451 BTC vào ngày 5/2/2026.", "cango", "4451", THE_FIFTH),
    ("Trong quý 4 năm 2025, công ty CleanSpark đã bán 189,8 BTC.", "cleanspark", "189.8", QUARTER),
    ("Riot không bán bất kỳ bitcoin nào trong tháng 2.", "riot", None, FEBRUARY),
    (
        "Trong tháng 2, CleanSpark khai thác được 573 BTC và bán 553,6 BTC với giá trung bình 66.500 USD.",
        "cleanspark",
        "553.6",
        FEBRUARY,
    ),
    ("MARA chưa bán bitcoin nào kể từ tháng 1.", "mara", None, THIS_YEAR),
]
NOTHING_IN_VIETNAMESE = [
    "Riot dự định bán 500 bitcoin.",
    "MARA có thể bán 500 BTC.",
    "Riot đã bán 5.000 máy đào bitcoin.",
    "Các thợ đào đã bán 10.000 BTC trong tháng 2.",
    "CleanSpark đã mua 500 BTC.",
    "Riot được cho là đã bán 500 BTC.",
]
INDONESIAN = [
    (
        "Riot Platforms menjual 1.080 bitcoin pada Februari senilai sekitar $96 juta.",
        "riot",
        "1080",
        FEBRUARY,
    ),
    ("Pekan lalu, penambang Bitfarms telah menjual 3.000 BTC.", "bitfarms", "3000", LAST_WEEK),
    (
        "Penjualan 4.451 BTC pada 7-8 Februari menghasilkan 305 juta USDT bagi Cango.",
        "cango",
        "4451",
        SEVENTH_AND_EIGHTH,
    ),
    ("Pada kuartal keempat 2025 perusahaan CleanSpark melepas 189,8 BTC.", "cleanspark", "189.8", QUARTER),
    ("Riot tidak menjual bitcoin satu pun pada Februari.", "riot", None, FEBRUARY),
    (
        "Pada Februari CleanSpark menambang 573 BTC dan menjual 553,6 BTC dengan harga rata-rata $66.500.",
        "cleanspark",
        "553.6",
        FEBRUARY,
    ),
]
NOTHING_IN_INDONESIAN = [
    "Riot berencana menjual 500 bitcoin.",
    "MARA dapat menjual 500 BTC.",
    "Riot menjual 5.000 mesin penambang bitcoin.",
    "Para penambang menjual 10.000 BTC pada Februari.",
    "CleanSpark membeli 500 BTC.",
    "Riot mungkin menjual 500 bitcoin bulan depan.",
    "Riot diduga menjual 500 BTC.",
]


@pytest.mark.parametrize(("text", "entity", "btc", "days"), [*VIETNAMESE, *INDONESIAN])
def test_a_sale_or_none_is_read_with_whose_it_is_how_much_and_when(
    text: str, entity: str | None, btc: str | None, days: tuple[date | None, date | None]
) -> None:
    assert told(text) == [(entity, btc, days)]


@pytest.mark.parametrize("text", [*NOTHING_IN_VIETNAMESE, *NOTHING_IN_INDONESIAN])
def test_wishes_purchases_transfers_crowds_and_other_wares_are_no_sale(text: str) -> None:
    assert told(text) == []
