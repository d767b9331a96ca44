"""What sentences in Spanish and Portuguese state of sales, and what they do not. All are ours."""

from datetime import date

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

SPANISH = [
    (
        "La minera Cipher vendió toda su producción y parte de sus reservas de bitcoin en febrero.",
        [("cipher", None, FEBRUARY)],
    ),
    (
        "Riot, MARA y CleanSpark vendieron el total de su producción de bitcoin en febrero.",
        [("riot", None, FEBRUARY), ("mara", None, FEBRUARY), ("cleanspark", None, FEBRUARY)],
    ),
    (
        "Bitfarms vendió en febrero una parte de su producción de bitcoin: 120 BTC, por 8 millones de dólares.",
        [("bitfarms", "120", FEBRUARY)],
    ),
    (
        "Riot Platforms vendió 1.080 bitcoins en febrero por unos 96 millones de dólares.",
        [("riot", "1080", FEBRUARY)],
    ),
    ("MARA vende 475 BTC para financiar sus operaciones", [("mara", "475", BY_NOW)]),
    (
        (
            "La minera CleanSpark produjo 600 bitcoins en febrero y vendió 189,8 BTC a un precio medio de "
            "68.500 dólares."
        ),
        [("cleanspark", "189.8", FEBRUARY)],
    ),
    (
        "“La semana pasada vendimos 3.000 bitcoins”, dijo el director financiero de Bitfarms.",
        [("bitfarms", "3000", LAST_WEEK)],
    ),
    (
        (
            "Cango liquidó 4.451 BTC el 7 y 8 de febrero para amortizar parte de un préstamo de 400 millones "
            "de dólares."
        ),
        [("cango", "4451", SEVENTH_AND_EIGHTH)],
    ),
    (
        (
            "La empresa recaudó 38,8 millones de dólares con la venta de 475 bitcoins durante el cuarto "
            "trimestre de 2025."
        ),
        [(None, "475", QUARTER)],
    ),
    ("Riot no vendió ningún bitcoin en febrero.", [("riot", None, FEBRUARY)]),
    (
        "En enero se vendieron 300 BTC de la tesorería de Riot, frente a los 450 de diciembre.",
        [("riot", "300", JANUARY)],
    ),
    ("Tras vender 500 BTC en enero, MARA conserva 52.000 bitcoins.", [("mara", "500", JANUARY)]),
    (
        (
            "Riot Platforms publicó el martes su informe de febrero. La compañía minó 450 BTC y vendió 380 "
            "por un total de 26,6 millones de dólares, a un precio neto medio de 70.000 dólares por bitcoin."
        ),
        [("riot", "380", FEBRUARY)],
    ),
    (
        (
            "Según su actualización mensual, MARA vendió 1.318 BTC en febrero, frente a 0 en enero; al "
            "cierre del mes poseía 52.000 BTC."
        ),
        [("mara", "1318", FEBRUARY)],
    ),
    (
        "Durante el mes de enero se liquidaron 189,8 BTC a través de Coinbase Prime por cuenta de CleanSpark.",
        [("cleanspark", "189.8", JANUARY)],
    ),
    (
        "Bitfarms redujo sus reservas de 6.349 a 3.349 bitcoins con la venta de 3.000 BTC la semana pasada.",
        [("bitfarms", "3000", LAST_WEEK)],
    ),
    ("CleanSpark no ha vendido bitcoins desde enero.", [("cleanspark", None, THIS_YEAR)]),
    ("La empresa vendió el 60% de los 450 BTC minados en febrero.", [(None, "270", FEBRUARY)]),
    ("MARA vendió unos 500 de sus 52.000 bitcoins en febrero.", [("mara", "500", FEBRUARY)]),
    ("CleanSpark vendió 500 de los 573 bitcoins que minó en febrero.", [("cleanspark", "500", FEBRUARY)]),
    ("Bitdeer minó 189,8 BTC la semana pasada y los vendió todos.", [("bitdeer", "189.8", LAST_WEEK)]),
    ("Bitcoins vendidos: 475", [(None, "475", BY_NOW)]),
    (
        "Riot vendió 380 BTC en febrero y CleanSpark, 553 BTC.",
        [("riot", "380", FEBRUARY), ("cleanspark", "553", FEBRUARY)],
    ),
    ("El Gobierno de El Salvador vendió 500 bitcoins en febrero.", [(None, "500", FEBRUARY)]),
    ("MARA: ventas de bitcoin de febrero ascendieron a 1.318 BTC.", [("mara", "1318", FEBRUARY)]),
]
NOTHING_IN_SPANISH = [
    "Bitfarms vendió toda su producción de energía en febrero, cuando minó 300 bitcoins.",
    "Bitfarms no vendió toda su producción de bitcoin en febrero.",
    "En conjunto, liquidaron el 70% del bitcoin extraído en febrero.",
    "Riot podría vender 500 bitcoins en marzo.",
    "MARA planea vender parte de sus bitcoins para pagar deuda.",
    "Riot vendió 5.606 mineros de bitcoin por 20 millones de dólares.",
    "CleanSpark compró 500 BTC en febrero y no piensa en la venta.",
    "Riot transfirió 1.200 bitcoins a Coinbase en febrero.",
    "Los mineros vendieron 10.000 BTC en febrero, según los analistas.",
    "MARA vendió acciones por valor de 204 millones de dólares para comprar 500 bitcoins.",
    "¿Vendió Riot 500 bitcoins en febrero?",
    "Riot vendió su granja de Texas por 500 bitcoins.",
    "Si Riot vendiera 500 BTC, el precio caería.",
    "Riot negó haber vendido 500 bitcoins en febrero.",
    "El precio de venta medio fue de 70.000 dólares por bitcoin.",
    "MARA depositó 1.200 BTC en Binance, lo que podría anticipar una venta de bitcoins.",
    "Riot vendió notas convertibles por 500 millones y compró 5.000 bitcoins.",
    "Los analistas creen que Riot vendió 500 BTC.",
    "Riot y CleanSpark vendieron 380 y 553 bitcoins, respectivamente.",
    "Riot no vendió 500 bitcoins sino 380.",
    "MARA empeñó 500 bitcoins como garantía en lugar de venderlos.",
    "MARA obtuvo 500 millones por la emisión de bonos y elevó sus bitcoins a 52.000.",
    "La presión de venta sobre el bitcoin aumentó tras los 10.000 BTC enviados a exchanges.",
    "El ETF de BlackRock vendió 2.000 BTC el martes.",
    "Tether vendió su participación en Bitdeer.",
    "El ex director vendió 500.000 acciones de Riot.",
    "MARA retiró la orden de venta de 500 bitcoins.",
    "Un tribunal autorizó la venta de 500 bitcoins de Celsius.",
    "Riot firmó un acuerdo para vender 500 bitcoins.",
    "El precio de bitcoin por el que MARA vendería 500 BTC es de 100.000 dólares.",
]
PORTUGUESE = [
    (
        "A Riot Platforms vendeu 1.080 bitcoins em fevereiro e arrecadou US$ 96 milhões.",
        [("riot", "1080", FEBRUARY)],
    ),
    ("MARA vende 475 BTC e paga dívida", [("mara", "475", BY_NOW)]),
    ("Ao todo, foram 3.000 BTC vendidos pela Bitfarms na semana passada.", [("bitfarms", "3000", LAST_WEEK)]),
    (
        "“Liquidamos 189,8 bitcoins em janeiro”, afirmou o diretor da CleanSpark.",
        [("cleanspark", "189.8", JANUARY)],
    ),
    (
        "Com a venda de 4.451 BTC nos dias 7 e 8 de fevereiro, a Cango levantou 305 milhões de USDT.",
        [("cango", "4451", SEVENTH_AND_EIGHTH)],
    ),
    ("No quarto trimestre de 2025 a mineradora Riot se desfez de 500 bitcoins.", [("riot", "500", QUARTER)]),
    ("A Riot não vendeu nenhum bitcoin em fevereiro.", [("riot", None, FEBRUARY)]),
    ("Não houve vendas de bitcoin em janeiro, informou a MARA.", [("mara", None, JANUARY)]),
    (
        (
            "A mineradora canadense Bitfarms disse nesta terça-feira que vendeu 3.000 bitcoins por US$ 62 "
            "milhões para reduzir dívidas."
        ),
        [("bitfarms", "3000", BY_TUESDAY)],
    ),
    (
        (
            "Em fevereiro, a CleanSpark minerou 573 BTC, dos quais 553,6 foram vendidos a um preço médio de "
            "US$ 66.500."
        ),
        [("cleanspark", "553.6", FEBRUARY)],
    ),
    ("A MARA já vendeu 15.133 BTC neste ano por US$ 1,1 bilhão.", [("mara", "15133", THIS_YEAR)]),
    ("A empresa vendeu apenas 10% dos bitcoins minerados em janeiro.", [(None, None, JANUARY)]),
    ("Bitdeer minerou 189,8 BTC na semana passada e vendeu tudo.", [("bitdeer", "189.8", LAST_WEEK)]),
    ("BTC vendidos em fevereiro: 553,6", [(None, "553.6", FEBRUARY)]),
    ("A Riot vendeu 380 BTC, 20% a menos que os 475 BTC de janeiro.", [("riot", "380", BY_NOW)]),
    ("Em fevereiro, as vendas de bitcoin da MARA somaram 1.318 BTC.", [("mara", "1318", FEBRUARY)]),
]
NOTHING_IN_PORTUGUESE = [
    "A Riot pretende vender 500 bitcoins em março.",
    "A MARA pode vender parte dos seus bitcoins.",
    "A Riot vendeu 3.500 máquinas de mineração de bitcoin em fevereiro.",
    "Mineradores venderam 10.000 BTC em fevereiro.",
    "A CleanSpark comprou 500 BTC em fevereiro.",
    "A Bitfarms transferiu 500 BTC para a Coinbase.",
    "A Riot vendeu ações da Bitfarms por US$ 15 milhões.",
    "A Riot vendeu energia em vez de minerar bitcoin em fevereiro.",
    "A Riot não tem planos de vender bitcoins.",
    "Com a possível venda de 500 bitcoins, a Riot pagaria a dívida.",
    "O preço do bitcoin caiu depois que baleias venderam 10.000 BTC.",
    "A venda de bitcoins por mineradores chegou a 10.000 BTC em fevereiro.",
    "A Riot anunciou que venderá 500 bitcoins.",
    "A CleanSpark tomou emprestado US$ 100 milhões com garantia em bitcoin, sem vender moedas.",
    "Nenhuma das mineradoras informou quanto vendeu em fevereiro.",
    "O fundo vendeu contratos futuros equivalentes a 500 bitcoins.",
]


@pytest.mark.parametrize(("text", "stated"), [*SPANISH, *PORTUGUESE])
def test_a_sale_or_none_is_read_with_whose_it_is_how_much_and_when(
    text: str, stated: list[tuple[str | None, str | None, tuple[date | None, date | None]]]
) -> None:
    assert told(text) == stated


@pytest.mark.parametrize("text", [*NOTHING_IN_SPANISH, *NOTHING_IN_PORTUGUESE])
def test_wishes_purchases_transfers_crowds_and_other_wares_are_no_sale(text: str) -> None:
    assert told(text) == []
