"""What sentences in Spanish, Portuguese, French and Italian state of sales, and what they do not. All are ours."""

from datetime import date

import pytest

from tests.unit.disclosures.extract.abroad import (
    BY_NOW,
    BY_TUESDAY,
    FEBRUARY,
    JANUARY,
    LAST_WEEK,
    LAST_WEEKEND,
    QUARTER,
    SEVENTH_AND_EIGHTH,
    THIS_YEAR,
    told,
)

SPANISH = [
    (
        "Riot Platforms vendió 1.080 bitcoins en febrero por unos 96 millones de dólares.",
        "riot",
        "1080",
        FEBRUARY,
    ),
    ("MARA vende 475 BTC para financiar sus operaciones", "mara", "475", BY_NOW),
    (
        (
            "La minera CleanSpark produjo 600 bitcoins en febrero y vendió 189,8 BTC a un precio medio de "
            "68.500 dólares."
        ),
        "cleanspark",
        "189.8",
        FEBRUARY,
    ),
    (
        "“La semana pasada vendimos 3.000 bitcoins”, dijo el director financiero de Bitfarms.",
        "bitfarms",
        "3000",
        LAST_WEEK,
    ),
    (
        (
            "Cango liquidó 4.451 BTC el 7 y 8 de febrero para amortizar parte de un préstamo de 400 millones "
            "de dólares."
        ),
        "cango",
        "4451",
        SEVENTH_AND_EIGHTH,
    ),
    (
        (
            "La empresa recaudó 38,8 millones de dólares con la venta de 475 bitcoins durante el cuarto "
            "trimestre de 2025."
        ),
        None,
        "475",
        QUARTER,
    ),
    ("Riot no vendió ningún bitcoin en febrero.", "riot", None, FEBRUARY),
    (
        "En enero se vendieron 300 BTC de la tesorería de Riot, frente a los 450 de diciembre.",
        "riot",
        "300",
        JANUARY,
    ),
    ("Tras vender 500 BTC en enero, MARA conserva 52.000 bitcoins.", "mara", "500", JANUARY),
    (
        (
            "Riot Platforms publicó el martes su informe de febrero. La compañía minó 450 BTC y vendió 380 "
            "por un total de 26,6 millones de dólares, a un precio neto medio de 70.000 dólares por bitcoin."
        ),
        "riot",
        "380",
        FEBRUARY,
    ),
    (
        (
            "Según su actualización mensual, MARA vendió 1.318 BTC en febrero, frente a 0 en enero; al "
            "cierre del mes poseía 52.000 BTC."
        ),
        "mara",
        "1318",
        FEBRUARY,
    ),
    (
        "Durante el mes de enero se liquidaron 189,8 BTC a través de Coinbase Prime por cuenta de CleanSpark.",
        "cleanspark",
        "189.8",
        JANUARY,
    ),
    (
        "Bitfarms redujo sus reservas de 6.349 a 3.349 bitcoins con la venta de 3.000 BTC la semana pasada.",
        "bitfarms",
        "3000",
        LAST_WEEK,
    ),
    ("CleanSpark no ha vendido bitcoins desde enero.", "cleanspark", None, THIS_YEAR),
    ("La empresa vendió el 60% de los 450 BTC minados en febrero.", None, None, FEBRUARY),
]
NOTHING_IN_SPANISH = [
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
]
PORTUGUESE = [
    (
        "A Riot Platforms vendeu 1.080 bitcoins em fevereiro e arrecadou US$ 96 milhões.",
        "riot",
        "1080",
        FEBRUARY,
    ),
    ("MARA vende 475 BTC e paga dívida", "mara", "475", BY_NOW),
    ("Ao todo, foram 3.000 BTC vendidos pela Bitfarms na semana passada.", "bitfarms", "3000", LAST_WEEK),
    (
        "“Liquidamos 189,8 bitcoins em janeiro”, afirmou o diretor da CleanSpark.",
        "cleanspark",
        "189.8",
        JANUARY,
    ),
    (
        "Com a venda de 4.451 BTC nos dias 7 e 8 de fevereiro, a Cango levantou 305 milhões de USDT.",
        "cango",
        "4451",
        SEVENTH_AND_EIGHTH,
    ),
    ("No quarto trimestre de 2025 a mineradora Riot se desfez de 500 bitcoins.", "riot", "500", QUARTER),
    ("A Riot não vendeu nenhum bitcoin em fevereiro.", "riot", None, FEBRUARY),
    ("Não houve vendas de bitcoin em janeiro, informou a MARA.", "mara", None, JANUARY),
    (
        (
            "A mineradora canadense Bitfarms disse nesta terça-feira que vendeu 3.000 bitcoins por US$ 62 "
            "milhões para reduzir dívidas."
        ),
        "bitfarms",
        "3000",
        BY_TUESDAY,
    ),
    (
        (
            "Em fevereiro, a CleanSpark minerou 573 BTC, dos quais 553,6 foram vendidos a um preço médio de "
            "US$ 66.500."
        ),
        "cleanspark",
        "553.6",
        FEBRUARY,
    ),
    ("A MARA já vendeu 15.133 BTC neste ano por US$ 1,1 bilhão.", "mara", "15133", THIS_YEAR),
    ("A empresa vendeu apenas 10% dos bitcoins minerados em janeiro.", None, None, JANUARY),
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
]
FRENCH = [
    (
        "Riot Platforms a vendu 1 080 bitcoins en février pour environ 96 millions de dollars.",
        "riot",
        "1080",
        FEBRUARY,
    ),
    ("MARA vend 475 BTC pour financer ses activités", "mara", "475", BY_NOW),
    (
        (
            "« Nous avons vendu 3 000 bitcoins la semaine dernière », a déclaré le directeur financier de "
            "Bitfarms."
        ),
        "bitfarms",
        "3000",
        LAST_WEEK,
    ),
    (
        "Le mineur Cango a cédé 4 451 BTC les 7 et 8 février afin de rembourser un prêt.",
        "cango",
        "4451",
        SEVENTH_AND_EIGHTH,
    ),
    (
        (
            "La société a levé 38,8 millions de dollars grâce à la vente de 475 bitcoins au quatrième "
            "trimestre 2025."
        ),
        None,
        "475",
        QUARTER,
    ),
    (
        "En janvier, 300 bitcoins ont été vendus par CleanSpark à un prix moyen de 90 000 dollars.",
        "cleanspark",
        "300",
        JANUARY,
    ),
    ("Riot n’a vendu aucun bitcoin en février.", "riot", None, FEBRUARY),
    ("La société n’a pas vendu de bitcoins en janvier.", None, None, JANUARY),
    (
        "En février, Riot Platforms a produit 450 BTC et en a vendu 380 pour 26,6 millions de dollars.",
        "riot",
        "380",
        FEBRUARY,
    ),
    ("Le mineur MARA a procédé à la vente de 475 BTC au mois de janvier.", "mara", "475", JANUARY),
    (
        "La cession de 4 451 BTC par Cango le week-end dernier a rapporté 305 millions USDT.",
        "cango",
        "4451",
        LAST_WEEKEND,
    ),
    (
        "CleanSpark a vendu une partie de ses bitcoins en janvier pour 45 millions de dollars.",
        "cleanspark",
        None,
        JANUARY,
    ),
]
NOTHING_IN_FRENCH = [
    "Riot pourrait vendre 500 bitcoins.",
    "Riot aurait vendu 500 bitcoins en février.",
    "MARA envisage la vente de 500 bitcoins.",
    "Riot a vendu 5 000 machines de minage de bitcoin.",
    "CleanSpark a acheté 500 BTC en février.",
    "Les mineurs ont vendu 10 000 BTC en février.",
    "Bitfarms a transféré 500 BTC vers Coinbase.",
    "Riot a vendu des actions Bitfarms pour 15 millions de dollars.",
    "Bitfarms n’a pas l’intention de vendre ses 1 800 bitcoins.",
    "Riot a vendu de l’électricité au réseau et miné 450 bitcoins en février.",
]
ITALIAN = [
    (
        "Riot Platforms ha venduto 1.080 bitcoin a febbraio per circa 96 milioni di dollari.",
        "riot",
        "1080",
        FEBRUARY,
    ),
    ("MARA vende 475 BTC per finanziare le attività", "mara", "475", BY_NOW),
    (
        "Cango ha liquidato 4.451 BTC il 7 e 8 febbraio incassando 305 milioni di USDT.",
        "cango",
        "4451",
        SEVENTH_AND_EIGHTH,
    ),
    (
        "“La settimana scorsa abbiamo venduto 3.000 bitcoin”, ha detto il direttore finanziario di Bitfarms.",
        "bitfarms",
        "3000",
        LAST_WEEK,
    ),
    (
        (
            "La vendita di 475 bitcoin nel quarto trimestre 2025 ha portato 38,8 milioni di dollari nelle "
            "casse di Riot."
        ),
        "riot",
        "475",
        QUARTER,
    ),
    ("A gennaio la società ha prodotto 500 BTC e ne ha venduti 189,8.", None, "189.8", JANUARY),
    ("Riot non ha venduto alcun bitcoin a febbraio.", "riot", None, FEBRUARY),
    ("Nessun bitcoin è stato venduto a gennaio da Riot.", "riot", None, JANUARY),
    (
        "A febbraio CleanSpark ha estratto 573 BTC e venduto 553,6 BTC a un prezzo medio di 66.500 dollari.",
        "cleanspark",
        "553.6",
        FEBRUARY,
    ),
]
NOTHING_IN_ITALIAN = [
    "Riot intende vendere 500 bitcoin a marzo.",
    "MARA potrebbe vendere parte dei suoi bitcoin.",
    "Riot ha venduto 5.000 macchine per il mining di bitcoin.",
    "CleanSpark ha acquistato 500 BTC a febbraio.",
    "I miner hanno venduto 10.000 BTC a febbraio.",
    "Bitfarms ha trasferito 500 BTC a Coinbase.",
    "Riot ha annunciato una vendita diretta di azioni per 300 milioni di dollari.",
    "La società ha deciso di non vendere i bitcoin estratti a febbraio.",
    "Nel primo trimestre 2026 MARA venderà 15.133 BTC.",
    "Secondo Arkham, Riot avrebbe trasferito 500 BTC a NYDIG, forse per venderli.",
]


@pytest.mark.parametrize(("text", "entity", "btc", "days"), [*SPANISH, *PORTUGUESE, *FRENCH, *ITALIAN])
def test_a_sale_or_none_is_read_with_whose_it_is_how_much_and_when(
    text: str, entity: str | None, btc: str | None, days: tuple[date | None, date | None]
) -> None:
    assert told(text) == [(entity, btc, days)]


@pytest.mark.parametrize(
    "text", [*NOTHING_IN_SPANISH, *NOTHING_IN_PORTUGUESE, *NOTHING_IN_FRENCH, *NOTHING_IN_ITALIAN]
)
def test_wishes_purchases_transfers_crowds_and_other_wares_are_no_sale(text: str) -> None:
    assert told(text) == []
