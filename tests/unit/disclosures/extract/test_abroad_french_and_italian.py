"""What sentences in French and Italian state of sales, and what they do not. All are ours."""

from datetime import date

import pytest

from tests.unit.disclosures.extract.abroad import (
    BY_NOW,
    FEBRUARY,
    JANUARY,
    LAST_WEEK,
    LAST_WEEKEND,
    QUARTER,
    SEVENTH_AND_EIGHTH,
    told,
)

FRENCH = [
    (
        "Riot Platforms a vendu 1 080 bitcoins en février pour environ 96 millions de dollars.",
        [("riot", "1080", FEBRUARY)],
    ),
    ("MARA vend 475 BTC pour financer ses activités", [("mara", "475", BY_NOW)]),
    (
        (
            "« Nous avons vendu 3 000 bitcoins la semaine dernière », a déclaré le directeur financier de "
            "Bitfarms."
        ),
        [("bitfarms", "3000", LAST_WEEK)],
    ),
    (
        "Le mineur Cango a cédé 4 451 BTC les 7 et 8 février afin de rembourser un prêt.",
        [("cango", "4451", SEVENTH_AND_EIGHTH)],
    ),
    (
        (
            "La société a levé 38,8 millions de dollars grâce à la vente de 475 bitcoins au quatrième "
            "trimestre 2025."
        ),
        [(None, "475", QUARTER)],
    ),
    (
        "En janvier, 300 bitcoins ont été vendus par CleanSpark à un prix moyen de 90 000 dollars.",
        [("cleanspark", "300", JANUARY)],
    ),
    ("Riot n’a vendu aucun bitcoin en février.", [("riot", None, FEBRUARY)]),
    ("La société n’a pas vendu de bitcoins en janvier.", [(None, None, JANUARY)]),
    (
        "En février, Riot Platforms a produit 450 BTC et en a vendu 380 pour 26,6 millions de dollars.",
        [("riot", "380", FEBRUARY)],
    ),
    ("Le mineur MARA a procédé à la vente de 475 BTC au mois de janvier.", [("mara", "475", JANUARY)]),
    (
        "La cession de 4 451 BTC par Cango le week-end dernier a rapporté 305 millions USDT.",
        [("cango", "4451", LAST_WEEKEND)],
    ),
    (
        "CleanSpark a vendu une partie de ses bitcoins en janvier pour 45 millions de dollars.",
        [("cleanspark", None, JANUARY)],
    ),
    (
        "Riot a vendu 300 BTC en janvier et 380 BTC en février.",
        [("riot", "300", JANUARY), ("riot", "380", FEBRUARY)],
    ),
    ("MARA a déclaré avoir vendu 1 318 BTC en février.", [("mara", "1318", FEBRUARY)]),
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
    "Riot a acheté 300 BTC et a vendu 5 MW.",
    "MARA vendra 500 bitcoins en mars.",
    "Le produit de la vente de billets a servi à acheter 4 144 bitcoins.",
    "Un mineur a vendu son hôtel pour 12 bitcoins.",
    "Les ventes de BTC des mineurs ont atteint 10 000 BTC.",
]
ITALIAN = [
    (
        "CleanSpark ha ceduto una parte della produzione di bitcoin a febbraio: 158 BTC, per 11 milioni di dollari.",
        [("cleanspark", "158", FEBRUARY)],
    ),
    (
        "Riot Platforms ha venduto 1.080 bitcoin a febbraio per circa 96 milioni di dollari.",
        [("riot", "1080", FEBRUARY)],
    ),
    ("MARA vende 475 BTC per finanziare le attività", [("mara", "475", BY_NOW)]),
    (
        "Cango ha liquidato 4.451 BTC il 7 e 8 febbraio incassando 305 milioni di USDT.",
        [("cango", "4451", SEVENTH_AND_EIGHTH)],
    ),
    (
        "“La settimana scorsa abbiamo venduto 3.000 bitcoin”, ha detto il direttore finanziario di Bitfarms.",
        [("bitfarms", "3000", LAST_WEEK)],
    ),
    (
        (
            "La vendita di 475 bitcoin nel quarto trimestre 2025 ha portato 38,8 milioni di dollari nelle "
            "casse di Riot."
        ),
        [("riot", "475", QUARTER)],
    ),
    ("A gennaio la società ha prodotto 500 BTC e ne ha venduti 189,8.", [(None, "189.8", JANUARY)]),
    ("Riot non ha venduto alcun bitcoin a febbraio.", [("riot", None, FEBRUARY)]),
    ("Nessun bitcoin è stato venduto a gennaio da Riot.", [("riot", None, JANUARY)]),
    (
        "A febbraio CleanSpark ha estratto 573 BTC e venduto 553,6 BTC a un prezzo medio di 66.500 dollari.",
        [("cleanspark", "553.6", FEBRUARY)],
    ),
    (
        "Riot ha venduto 300 BTC a gennaio e 380 a febbraio.",
        [("riot", "300", JANUARY), ("riot", "380", FEBRUARY)],
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
    "La vendita di 33.280 miner a Riot per 97 milioni di dollari è slegata dai bitcoin.",
    "Riot venderà 500 bitcoin.",
    "MARA vorrebbe vendere 500 bitcoin.",
    "Il prezzo medio di vendita dei bitcoin è stato di 66.500 dollari.",
    "Tesla aveva venduto auto per 500 bitcoin.",
]


@pytest.mark.parametrize(("text", "stated"), [*FRENCH, *ITALIAN])
def test_a_sale_or_none_is_read_with_whose_it_is_how_much_and_when(
    text: str, stated: list[tuple[str | None, str | None, tuple[date | None, date | None]]]
) -> None:
    assert told(text) == stated


@pytest.mark.parametrize("text", [*NOTHING_IN_FRENCH, *NOTHING_IN_ITALIAN])
def test_wishes_purchases_transfers_crowds_and_other_wares_are_no_sale(text: str) -> None:
    assert told(text) == []
