"""How a language is told, its words found, and its numbers and days read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.disclosures.extract.companies.names import names_in
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.periods.when import Anchor
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.tongues.expressions import listed
from monitor.disclosures.extract.tongues.figures import figures
from monitor.disclosures.extract.tongues.known import TONGUES, spoken_in
from monitor.disclosures.extract.tongues.lexis import Lexis, folded
from monitor.disclosures.extract.tongues.times import times
from monitor.disclosures.extract.tongues.tongue import Mark, Span
from tests.unit.disclosures.extract.abroad import NAMES, PUBLISHED, found


def spoken(text: str) -> str | None:
    told = spoken_in(text)
    at = None if told is None else told.at(text, 0, len(text))
    return None if at is None else at.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Riot sold 500 bitcoin in May for $51 million, the company said.", None),
        ("The miner’s CEO, José de la Vega, said it sold 500 BTC in El Salvador.", None),
        ("Bitcoin Sold 500 450 400", None),
        ("MARA vende 475 BTC para pagar la deuda", "es"),
        ("CleanSpark no ha vendido bitcoins", "es"),
        ("A MARA não vendeu", "pt"),
        ("MARA verkauft 475 BTC", "de"),
        ("MARA, 475 BTC sattı", "tr"),
        ("Riot 出售了500枚比特币", "zh"),
        ("Riotは500BTCを売却した", "ja"),
        ("米MARAが発表。BTC売却", "ja"),
        ("Riot이 500 BTC를 매각했다", "ko"),
        ("Riot продала 500 BTC", "ru"),
    ],
)
def test_a_language_is_told_by_its_letters_or_its_words(text: str, code: str | None) -> None:
    assert spoken(text) == code


def test_in_an_english_text_the_sentences_of_another_script_are_read() -> None:
    text = "Riot sold 300 BTC in January, it said.\n라이엇 플랫폼스가 2월에 비트코인 500개를 매각했다.\n"
    assert sorted(each.sats or 0 for each in found(text)) == [300 * 10**8, 500 * 10**8]


@pytest.mark.parametrize(
    ("code", "text", "value", "unit"),
    [
        ("es", "1.080 bitcoins", "1080", Unit.BTC),
        ("es", "1,080 bitcoins", "1080", Unit.BTC),
        ("it", "189,8 BTC", "189.8", Unit.BTC),
        ("fr", "1 080 bitcoins", "1080", Unit.BTC),
        ("de", "1,2 Mio. US-Dollar", "1200000", Unit.USD),
        ("de", "500 Bitcoin-Miner", "500", Unit.OTHER),
        ("pt", "US$ 96 milhões", "96000000", Unit.USD),
        ("pt", "3 mil bitcoins", "3000", Unit.BTC),
        ("es", "1,2 mil millones de dólares", "1200000000", Unit.USD),
        ("es", "300 millones de euros", "300000000", Unit.MONEY),
        ("it", "305 milioni di USDT", "305000000", Unit.USDT),
        ("ru", "305 млн долларов", "305000000", Unit.USD),
        ("pl", "66 500 dolarów", "66500", Unit.USD),
        ("tr", "305 milyon dolar", "305000000", Unit.USD),
        ("vi", "96 triệu USD", "96000000", Unit.USD),
        ("id", "3 ribu BTC", "3000", Unit.BTC),
        ("ko", "2억830만 달러", "208300000", Unit.USD),
        ("ko", "비트코인 3천778개", "3778", Unit.BTC),
        ("ko", "1만8,005BTC", "18005", Unit.BTC),
        ("ja", "3億500万ドル", "305000000", Unit.USD),
        ("ja", "4,451枚のビットコイン", "4451", Unit.BTC),
        ("ja", "2,470億円", "247000000000", Unit.MONEY),
        ("zh", "3.05 亿美元", "305000000", Unit.USD),
        ("zh", "5.1 萬枚比特幣", "51000", Unit.BTC),
        ("zh", "5000台比特币矿机", "5000", Unit.OTHER),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(code: str, text: str, value: str, unit: Unit) -> None:
    tongue = TONGUES[code]
    first = next(figures(text, 0, len(text), tongue, comma=tongue.decimal_comma)).amount
    assert (first.value, first.unit) == (Decimal(value), unit)


WEEK = date(2026, 2, 23), date(2026, 3, 1)
FEBRUARY = date(2026, 2, 1), date(2026, 2, 28)


@pytest.mark.parametrize(
    ("code", "text", "days"),
    [
        ("es", "la semana pasada", WEEK),
        ("es", "en los últimos tres meses", (date(2025, 12, 1), date(2026, 2, 28))),
        ("es", "entre el 7 y el 8 de febrero de 2026", (date(2026, 2, 7), date(2026, 2, 8))),
        ("it", "nel mese di febbraio", FEBRUARY),
        ("de", "vom 28. Januar bis 3. Februar", (date(2026, 1, 28), date(2026, 2, 3))),
        ("de", "im ersten Halbjahr 2025", (date(2025, 1, 1), date(2025, 6, 30))),
        ("fr", "au T4 2025", (date(2025, 10, 1), date(2025, 12, 31))),
        ("ru", "в ноябре и декабре 2025 года", (date(2025, 11, 1), date(2025, 12, 31))),
        ("pl", "w 2025 roku", (date(2025, 1, 1), date(2025, 12, 31))),
        ("vi", "ngày 5 tháng 2 năm 2026", (date(2026, 2, 5), date(2026, 2, 5))),
        ("id", "dalam 7 hari terakhir", (date(2026, 2, 25), PUBLISHED)),
        ("tr", "bu yıl", (date(2026, 1, 1), PUBLISHED)),
        ("zh", "2026年2月7日至8日", (date(2026, 2, 7), date(2026, 2, 8))),
        ("zh", "去年11月至12月", (date(2025, 11, 1), date(2025, 12, 31))),
        ("zh", "二月", FEBRUARY),
        ("ja", "先週", WEEK),
        ("ko", "지난달 24일부터 이달 3일까지", (date(2026, 2, 24), date(2026, 3, 3))),
        ("ko", "11일간", None),
    ],
)
def test_days_are_read_as_their_language_tells_them(
    code: str, text: str, days: tuple[date, date] | None
) -> None:
    names = names_in(text, About(names={}))
    memory = Memory(text, Anchor(PUBLISHED), None, names, PUBLISHED)
    read = times(text, folded(text), (0, len(text)), TONGUES[code], memory)
    told = {(when.first, when.last) for when in read}
    assert told == set() if days is None else days in told


@pytest.mark.parametrize("code", TONGUES)
def test_every_table_says_what_the_rules_need(code: str) -> None:
    tongue = TONGUES[code]
    needed = {
        Mark.COIN,
        Mark.WISH_AFTER if tongue.verb_last else Mark.WISH,
        Mark.WARES,
        Mark.CROWD,
        Mark.OTHER,
    }
    assert all(tongue.marked[mark] for mark in needed)
    assert all(tongue.spanned[span] for span in (Span.LAST_WEEK, Span.LAST_MONTH, Span.WEEKEND))
    assert len(listed(tongue.weekdays)) == 7
    assert len(listed(tongue.quarters)) == 4
    assert len(listed(tongue.months)) == (0 if tongue.signs else 12)


def test_a_word_is_whole_where_words_stand_apart_and_a_part_where_they_do_not() -> None:
    spanish = Lexis.of([("vend*", 1), ("si", 2)], spaced=True)
    assert list(spanish.find("si vendieron, casi", 0, 18)) == [(0, 2, 2), (3, 12, 1)]
    korean = Lexis.of([("매각", 1), ("btc", 2)], spaced=False)
    assert list(korean.find("500btc를매각했다", 0, 11)) == [(3, 6, 2), (7, 9, 1)]


def test_folding_moves_no_letter() -> None:
    assert folded("İLK ÇEYREK’te\nẞ") == "ilk çeyrek'te ß"


def test_companies_are_known_in_another_script() -> None:
    text = "据比特小鹿公告，灿谷未出售任何比特币。"
    names = names_in(text, About(names=NAMES))
    assert [mention.entity for mention in names.mentions_abroad(text, text, 0, len(text))] == [
        "bitdeer",
        "cango",
    ]


def test_money_is_told_beside_the_sale_and_not_a_debt() -> None:
    (sale,) = found(
        "Cango vendió 4.451 BTC a un precio medio de 68.500 dólares por bitcoin, por un total de 304,9 millones de"
        " dólares, para amortizar un préstamo de 400 millones de dólares."
    )
    assert (sale.avg_price_usd, sale.proceeds_usd) == (Decimal(68500), Decimal(304900000))


def _words_of(code: str) -> list[str]:
    tongue = TONGUES[code]
    words = [word.removesuffix("*") for entry in tongue.marked.values() for word in entry]
    words += [word for entry in tongue.spanned.values() for word in entry]
    return [
        *words,
        *listed(tongue.months.replace("/", ",")),
        "500",
        "1.080",
        "BTC",
        "Riot",
        "$",
        "(",
        ",",
        ".",
        ":",
        "2月30日",
    ]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_its_words_make_a_text_is_read_without_a_fault(data: st.DataObject) -> None:
    code = data.draw(st.sampled_from(sorted(TONGUES)))
    words = data.draw(st.lists(st.sampled_from(_words_of(code)), min_size=3, max_size=40))
    text = (" " if TONGUES[code].spaced else "").join(words)
    for each in found(text):
        assert text[each.start : each.end] == each.evidence
        assert each.period_start is None or each.period_end is None or each.period_start <= each.period_end
