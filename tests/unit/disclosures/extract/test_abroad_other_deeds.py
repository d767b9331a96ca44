"""What is mined, held and bought in other languages than English, and numbers that only look like it. All are ours."""

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.money import btc_text
from tests.unit.disclosures.extract.abroad import NAMES, PUBLISHED


def read(text: str) -> list[str]:
    """Of each statement: its kind, how many BTC, and the last day."""
    found = extract(text, About(names=NAMES, published=PUBLISHED))
    return [
        f"{each.kind} {'' if each.sats is None else btc_text(each.sats)} {each.period_end}" for each in found
    ]


MINED = "production 450 2026-02-28"
HELD = "holdings 19287 2026-02-28"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Riot hielt Ende Februar 19.287 Bitcoin und schürfte im Februar 450 BTC.", [HELD, MINED]),
        ("Im Februar sank die Produktion von Riot um 52 % auf 450 Bitcoin.", [MINED]),
        (
            "Al 28 de febrero Riot poseía 19.287 bitcoins; en febrero produjo 450 BTC y compró 20 BTC.",
            [HELD, MINED, "purchase 20 2026-02-28"],
        ),
        ("Las reservas de Riot aumentaron en 53 BTC hasta 19.287 BTC en febrero.", [HELD]),
        ("La producción de bitcoin de Riot cayó de 514 BTC a 450 BTC en febrero.", [MINED]),
        ("A Riot minerou 450 bitcoins em fevereiro e encerrou o mês com 19.287 BTC em caixa.", [MINED, HELD]),
        (
            "Riot a produit 450 bitcoins en février et détenait 19 287 bitcoins au 28 février.",
            [MINED, HELD],
        ),
        (
            "Nel mese di febbraio la produzione di Riot è stata di 450 BTC, le riserve di 19.287 BTC.",
            [MINED, HELD],
        ),
        ("라이엇은 2월에 450 BTC를 채굴했으며 19,287 BTC를 보유하고 있다.", [MINED, HELD]),
        ("截至2月28日,Riot持有19,287枚比特币。", [HELD]),
    ],
)
def test_what_is_mined_held_and_bought(text: str, told: list[str]) -> None:
    assert read(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Riot no compró bitcoin en febrero y podría comprar 500 BTC.",
        "Riot plant, im März 500 Bitcoin zu kaufen und zu halten.",
        "Los mineros de bitcoin produjeron 450 BTC en febrero.",
        "Riot hat im Februar die Bitcoin-Bestände um 330 Bitcoin gesenkt.",
        "¿Compró Riot 500 BTC en febrero?",
    ],
)
def test_wishes_crowds_and_differences_tell_none(text: str) -> None:
    assert [each for each in read(text) if not each.startswith("intent")] == []
