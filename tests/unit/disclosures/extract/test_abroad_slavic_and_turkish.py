"""What sentences in Russian, Polish and Turkish state of sales, and what they do not. All are ours."""

from datetime import date

import pytest

from tests.unit.disclosures.extract.abroad import (
    BY_NOW,
    FEBRUARY,
    JANUARY,
    LAST_WEEK,
    QUARTER,
    SEVEN_DAYS,
    SEVENTH_AND_EIGHTH,
    THIS_YEAR,
    told,
)

RUSSIAN = [
    ("Riot Platforms продала 1080 биткоинов в феврале за $96 млн.", [("riot", "1080", FEBRUARY)]),
    ("В январе компания MARA реализовала 475 BTC по средней цене $90 000.", [("mara", "475", JANUARY)]),
    (
        "Bitfarms продала 3 000 биткоинов на прошлой неделе, чтобы погасить кредит на 100 млн долларов.",
        [("bitfarms", "3000", LAST_WEEK)],
    ),
    ("Продажа 4451 BTC 7 и 8 февраля принесла Cango 305 млн USDT.", [("cango", "4451", SEVENTH_AND_EIGHTH)]),
    (
        "За IV квартал 2025 года майнер CleanSpark добыл 1900 и продал 189,8 биткоина.",
        [("cleanspark", "189.8", QUARTER)],
    ),
    ("«Мы продали 500 монет», — заявил глава MARA о биткоинах компании.", [("mara", "500", BY_NOW)]),
    ("В феврале Riot не продала ни одного биткоина.", [("riot", None, FEBRUARY)]),
    ("С 7 по 8 февраля 2026 года MARA продала 475 BTC.", [("mara", "475", SEVENTH_AND_EIGHTH)]),
    ("В январе MARA не продавала биткоины.", [("mara", None, JANUARY)]),
    (
        "Компания Riot Platforms в январе добыла 450 BTC и продала 380 BTC на сумму $26,6 млн.",
        [("riot", "380", JANUARY)],
    ),
    ("На прошлой неделе Cango реализовала 4451 биткоин за 305 млн USDT.", [("cango", "4451", LAST_WEEK)]),
    ("Bitfarms сообщила о продаже 3000 BTC за последние 7 дней.", [("bitfarms", "3000", SEVEN_DAYS)]),
    ("MARA с января не продала ни одного биткоина.", [("mara", None, THIS_YEAR)]),
    (
        "Riot продала 300 BTC в январе и 380 BTC в феврале.",
        [("riot", "300", JANUARY), ("riot", "380", FEBRUARY)],
    ),
    ("В феврале MARA продала 1318 BTC, в январе — 0.", [("mara", "1318", FEBRUARY)]),
]
NOTHING_IN_RUSSIAN = [
    "Riot планирует продать 500 биткоинов.",
    "MARA может продать часть биткоинов.",
    "Riot продала 5000 майнеров для добычи биткоина.",
    "Майнеры продали 10 000 BTC в феврале.",
    "CleanSpark купила 500 BTC.",
    "Riot продала сетевой компании электричество и заработала больше, чем на добыче 318 биткоинов.",
    "Bitfarms перевела 500 BTC на Coinbase.",
    "CleanSpark отложила продажу 500 BTC.",
    "Если Riot продаст 500 биткоинов, цена упадёт.",
    "Аналитики считают, что Riot продала 500 BTC.",
    "Кит продал 1000 BTC.",
    "Riot продаст 500 биткоинов.",
    "MARA продала акции, чтобы купить 500 биткоинов.",
    "Суд разрешил продажу 500 BTC.",
]
POLISH = [
    ("Riot Platforms sprzedał w lutym 1080 bitcoinów za 96 mln dolarów.", [("riot", "1080", FEBRUARY)]),
    ("MARA sprzedaje 475 BTC", [("mara", "475", BY_NOW)]),
    ("W zeszłym tygodniu Bitfarms sprzedała 3000 bitcoinów.", [("bitfarms", "3000", LAST_WEEK)]),
    (
        "Sprzedaż 4451 BTC w dniach 7 i 8 lutego przyniosła Cango 305 mln USDT.",
        [("cango", "4451", SEVENTH_AND_EIGHTH)],
    ),
    (
        "W czwartym kwartale 2025 roku spółka wydobyła 1900 i sprzedała 189,8 bitcoina.",
        [(None, "189.8", QUARTER)],
    ),
    ("Riot nie sprzedał w lutym żadnego bitcoina.", [("riot", None, FEBRUARY)]),
    (
        "CleanSpark wydobył w lutym 573 BTC i sprzedał 553,6 BTC po średniej cenie 66 500 dolarów.",
        [("cleanspark", "553.6", FEBRUARY)],
    ),
]
NOTHING_IN_POLISH = [
    "Riot planuje sprzedać 500 bitcoinów.",
    "MARA może sprzedać część bitcoinów.",
    "Riot sprzedał 5000 koparek bitcoina.",
    "Górnicy sprzedali w lutym 10 000 BTC.",
    "CleanSpark kupił 500 BTC.",
    "MARA nie planuje sprzedaży bitcoinów.",
    "Riot sprzeda 500 bitcoinów.",
    "Wieloryb sprzedał 1000 BTC.",
    "MARA sprzedała akcje, aby kupić 500 bitcoinów.",
]
TURKISH = [
    (
        "Riot Platforms şubat ayında 1.080 Bitcoin sattı ve 96 milyon dolar elde etti.",
        [("riot", "1080", FEBRUARY)],
    ),
    ("MARA, 475 BTC sattı", [("mara", "475", BY_NOW)]),
    ("Bitfarms geçen hafta 3.000 BTC sattığını açıkladı.", [("bitfarms", "3000", LAST_WEEK)]),
    (
        "Cango, 7-8 Şubat tarihlerinde 4.451 Bitcoin satarak 305 milyon USDT elde etti.",
        [("cango", "4451", SEVENTH_AND_EIGHTH)],
    ),
    ("Şirket 2025 yılının dördüncü çeyreğinde 189,8 BTC satışı gerçekleştirdi.", [(None, "189.8", QUARTER)]),
    ("Riot şubat ayında hiç Bitcoin satmadı.", [("riot", None, FEBRUARY)]),
    (
        "CleanSpark şubatta 573 BTC üretti ve 553,6 BTC'yi ortalama 66.500 dolardan sattı.",
        [("cleanspark", "553.6", FEBRUARY)],
    ),
    ("MARA ocak ayından bu yana hiç Bitcoin satmadı.", [("mara", None, THIS_YEAR)]),
]
NOTHING_IN_TURKISH = [
    "Riot 500 Bitcoin satmayı planlıyor.",
    "MARA 500 BTC satabilir.",
    "Riot 5.000 madencilik cihazı sattı.",
    "Madenciler şubat ayında 10.000 BTC sattı.",
    "CleanSpark 500 BTC satın aldı.",
    "Bitfarms 500 BTC'yi Coinbase'e transfer etti.",
    "Riot'un 500 BTC satışı yapacağı iddia edildi.",
    "Riot 5.000 madenciyi 97 milyon dolara sattı, Bitcoin yükseldi.",
    "MARA 500 Bitcoin satacak.",
    "Balina 1.000 BTC sattı.",
    "MARA 500 Bitcoin almak için hisse sattı.",
]


@pytest.mark.parametrize(("text", "stated"), [*RUSSIAN, *POLISH, *TURKISH])
def test_a_sale_or_none_is_read_with_whose_it_is_how_much_and_when(
    text: str, stated: list[tuple[str | None, str | None, tuple[date | None, date | None]]]
) -> None:
    assert told(text) == stated


@pytest.mark.parametrize("text", [*NOTHING_IN_RUSSIAN, *NOTHING_IN_POLISH, *NOTHING_IN_TURKISH])
def test_wishes_purchases_transfers_crowds_and_other_wares_are_no_sale(text: str) -> None:
    assert told(text) == []
