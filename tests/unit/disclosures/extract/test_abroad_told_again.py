"""Sales of other languages whose days the sentence before has told, and such as are told again without a verb."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.money import btc_text

QUARTER = ("2025-04-01", "2025-06-30")
YEAR_BEFORE = ("2024-04-01", "2024-06-30")


def sold(text: str, published: str = "2025-08-20") -> list[tuple[str, str, str]]:
    about = About(names={"Bitfarms": "bitfarms"}, published=date.fromisoformat(published))
    return [
        (btc_text(each.sats), str(each.period_start), str(each.period_end))
        for each in extract(text, about)
        if each.kind == "sale" and each.sats is not None
    ]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Bitfarms schürfte im zweiten Quartal 2025 718 BTC, weniger als im Vorjahr. Im selben Zeitraum verkaufte "
            "das Unternehmen 1.052 Bitcoin. Im Vorjahreszeitraum waren es 512 "
            "Bitcoin."
        ),
        (
            "El minero Bitfarms produjo 718 bitcoins en el segundo trimestre de 2025. En el mismo período vendió 1.052 "
            "bitcoins. En el mismo período del año anterior fueron 512 bitcoins."
        ),
        (
            "A mineradora Bitfarms produziu 718 bitcoins no segundo trimestre de 2025. No mesmo período, vendeu 1.052 "
            "bitcoins. No mesmo período do ano anterior foram 512 bitcoins."
        ),
    ],
)
def test_the_same_period_and_the_year_before(text: str) -> None:
    assert sold(text) == [("1052", *QUARTER), ("512", *YEAR_BEFORE)]


@pytest.mark.parametrize(
    "text",
    [
        (
            "Bitfarms a produit 718 bitcoins au deuxième trimestre 2025. Sur la même période, la société a vendu 1 052 "
            "bitcoins."
        ),
        (
            "Bitfarms ha prodotto 718 bitcoin nel secondo trimestre 2025. Nello stesso periodo la società ha venduto "
            "1.052 bitcoin."
        ),
    ],
)
def test_the_same_period(text: str) -> None:
    assert sold(text) == [("1052", *QUARTER)]


def test_a_half_year_told_by_the_sentence_before() -> None:
    text = (
        "Die Gesellschaft Bitfarms hat im ersten Halbjahr 2025 einen kleinen Teil ihrer Kryptowährungen verkauft. Wie "
        "aus dem Bericht hervorgeht, trennte sich das Unternehmen von 187,4 Bitcoin."
    )
    assert sold(text) == [("187.4", "2025-01-01", "2025-06-30")]


def test_the_day_of_telling_is_not_when_it_was_done() -> None:
    text = (
        "Bitfarms hat sich im Mai und Juni von seinem gesamten Bitcoin-Bestand getrennt. Verkauft wurden 1.130,5 "
        "Bitcoin, wie das Unternehmen am Donnerstag mitteilte."
    )
    assert sold(text, "2022-07-14") == [("1130.5", "2022-05-01", "2022-06-30")]


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms schürfte im zweiten Quartal 2025 718 Bitcoin. Im Vorjahreszeitraum waren es 614 Bitcoin.",
        (
            "Bitfarms hat im ersten Halbjahr 2025 keine Aktien verkauft. Im Vorjahreszeitraum waren es 52 Bitcoin, die "
            "das Unternehmen erwarb."
        ),
        "Bitfarms kaufte im Juli 2025 200 Bitcoin. Im Juni waren es 150 Bitcoin.",
    ],
)
def test_what_was_mined_or_bought_is_not_told_again_as_sold(text: str) -> None:
    assert sold(text) == []
