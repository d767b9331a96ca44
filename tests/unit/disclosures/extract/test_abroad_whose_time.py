"""Times of other languages that are counted from another, from the day of telling, or belong to something else."""

import pytest

from tests.unit.disclosures.extract.abroad import (
    BY_NOW,
    BY_TUESDAY,
    FEBRUARY,
    JANUARY,
    LAST_WEEK,
    QUARTER,
    SEVENTH_AND_EIGHTH,
    THIS_YEAR,
    told,
)


def _times(text: str) -> list[tuple[str | None, object]]:
    """Of each sale: how many BTC, and the days."""
    return [(coins, days) for _, coins, days in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Riot hat im Februar 465 Bitcoin verkauft. Im Vormonat waren es 450.",
        "Riot verkaufte im Februar 465 Bitcoin. Im Monat zuvor verkaufte das Unternehmen 450 Bitcoin.",
        "Riot vendió 465 bitcoins en febrero. En el mes anterior había vendido 450 bitcoins.",
        "A Riot vendeu 465 bitcoins em fevereiro. No mês anterior, foram 450.",
        "Riot a vendu 465 bitcoins en février. Le mois précédent, elle avait vendu 450 bitcoins.",
        "Riot ha venduto 465 bitcoin a febbraio. Nel mese precedente ha venduto 450 bitcoin.",
        "Riot verkocht in februari 465 bitcoin. Een maand eerder waren dat er 450.",
        "Riot продала 465 BTC в феврале. Месяцем ранее компания продала 450 BTC.",
    ],
)
def test_the_month_before_is_counted_from_the_month_told(text: str) -> None:
    assert _times(text) == [("465", FEBRUARY), ("450", JANUARY)]


@pytest.mark.parametrize(
    "text",
    [
        "Riot vendió 300 bitcoins en enero. Al mes siguiente vendió 450 bitcoins.",
        "Riot verkaufte im Januar 300 Bitcoin. Im Monat darauf verkaufte Riot 450 Bitcoin.",
        "Riot a vendu 300 bitcoins en janvier. Le mois suivant, elle a vendu 450 bitcoins.",
        "A Riot vendeu 300 bitcoins em janeiro. No mês seguinte vendeu 450 bitcoins.",
    ],
)
def test_and_so_is_the_month_after(text: str) -> None:
    assert _times(text) == [("300", JANUARY), ("450", FEBRUARY)]


def test_a_time_before_a_further_number_is_that_one_s() -> None:
    text = "Riot vendió 300 bitcoins en enero. Al mes siguiente se deshizo de 450 y en marzo de otros 20."
    assert _times(text)[:2] == [("300", JANUARY), ("450", FEBRUARY)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Riot anunció el martes que en febrero vendió 475 bitcoins.", FEBRUARY),
        ("Riot a annoncé mardi qu'en février elle a vendu 475 bitcoins.", FEBRUARY),
        ("Riot vendió 475 bitcoins en enero, más que en diciembre.", JANUARY),
        ("Desde principios de año Riot ha vendido 475 bitcoins.", THIS_YEAR),
        ("Depuis le début de l'année, Riot a vendu 475 bitcoins.", THIS_YEAR),
        ("Riot a vendu 475 bitcoins pour rembourser la moitié de sa dette émise en janvier.", BY_NOW),
        ("Riot vendió 475 bitcoins para cancelar los bonos emitidos en enero, según informó el martes.", BY_TUESDAY),
        ("Riot hat 475 Bitcoin verkauft, um die im Januar begebene Anleihe zu tilgen.", BY_NOW),
        ("Riot verkaufte 475 Bitcoin zwischen dem 7. Februar und dem 8. Februar 2026.", SEVENTH_AND_EIGHTH),
        ("Riot vendeu 475 bitcoins na semana passada.", LAST_WEEK),
    ],
)  # fmt: skip
def test_of_several_times_one_is_the_sale_s(text: str, days: object) -> None:
    assert _times(text) == [("475", days)]


@pytest.mark.parametrize(
    "text",
    [
        "A Riot vendeu 475 bitcoins na última semana, informou na terça-feira.",
        "Riot informó el martes que en la última semana vendió 475 bitcoins.",
        "比特币矿企 Riot 周二表示,过去一周已出售 475 枚比特币。",
        "라이엇은 지난 일주일간 비트코인 475개를 매각했다고 3일 밝혔다.",
    ],
)
def test_the_past_week_ends_on_the_day_of_telling(text: str) -> None:
    (days,) = [(str(first), str(last)) for _, _, (first, last) in told(text)]
    assert days == ("2026-02-24", "2026-03-03")


@pytest.mark.parametrize(
    "text",
    [
        "La Sassonia ha concluso la vendita di 498 bitcoin. L'operazione, avvenuta tra il 7 e l'8 febbraio, rese.",
        "La Sassonia ha concluso la vendita di 498 bitcoin. La vendita, di tutti, è avvenuta il 7 e 8 febbraio.",
        "Saxony ha completado la venta de 498 bitcoins. La operación, realizada entre el 7 y el 8 de febrero, rindió.",
    ],
)  # fmt: skip
def test_when_an_operation_was_carried_out_dates_the_sale_before_it(text: str) -> None:
    assert _times(text) == [("498", SEVENTH_AND_EIGHTH)]


@pytest.mark.parametrize(
    "text",
    [
        "Im Februar hat Riot 450 Bitcoin geschürft. Im Januar waren es 484.",
        "A MARA comprou 1.000 bitcoins em fevereiro. Em janeiro foram 300.",
        "Bitfarms vendió acciones por 50 millones de dólares en febrero. En enero fueron 900.",
    ],
)
def test_what_was_mined_bought_or_of_other_wares_is_no_sale_when_told_again(text: str) -> None:
    assert _times(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Riot vendió 465 bitcoins en febrero. A finales de enero poseía 19.000. En enero había vendido otros 450.",
        "Riot ha venduto 465 bitcoin a febbraio. A gennaio ne ha venduti altri 450.",
    ],
)
def test_numbers_after_sentences_of_bitcoin_count_bitcoin(text: str) -> None:
    assert _times(text) == [("465", FEBRUARY), ("450", JANUARY)]


def test_half_of_a_quarter_s_number_has_the_quarter() -> None:
    assert _times("Riot vendió 1.200 bitcoins en el cuarto trimestre de 2025.") == [("1200", QUARTER)]
