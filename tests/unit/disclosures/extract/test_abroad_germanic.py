"""What sentences in German and Dutch state of sales, and what they do not. All are ours."""

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
    THE_FIFTH,
    told,
)

GERMAN = [
    (
        "Riot Platforms verkaufte im Februar 1.080 Bitcoin für rund 96 Millionen US-Dollar.",
        [("riot", "1080", FEBRUARY)],
    ),
    ("MARA hat am 5. Februar 475 BTC verkauft.", [("mara", "475", THE_FIFTH)]),
    (
        "Zwischen dem 7. Februar und dem 8. Februar 2026 hat MARA 475 BTC verkauft.",
        [("mara", "475", SEVENTH_AND_EIGHTH)],
    ),
    ("Vom 7. Februar bis zum 8. Februar hat MARA 475 BTC verkauft.", [("mara", "475", SEVENTH_AND_EIGHTH)]),
    (
        "Riot hat 4.451 Bitcoins über das Wochenende abgestoßen und damit 305 Mio. USDT erlöst.",
        [("riot", "4451", LAST_WEEKEND)],
    ),
    (
        "„Wir haben letzte Woche 3.000 Bitcoin verkauft“, sagte der Finanzchef von Bitfarms.",
        [("bitfarms", "3000", LAST_WEEK)],
    ),
    (
        (
            "Im vierten Quartal 2025 wurden 189,8 BTC zu durchschnittlich 90.000 US-Dollar veräußert, teilte "
            "CleanSpark mit."
        ),
        [("cleanspark", "189.8", QUARTER)],
    ),
    ("Der Verkauf von 500 Bitcoin im Januar brachte MARA 45 Mio. Dollar ein.", [("mara", "500", JANUARY)]),
    ("Im Februar schürfte die Firma 600 Bitcoin und verkaufte davon 450.", [(None, "450", FEBRUARY)]),
    ("Riot hat im Februar keine Bitcoin verkauft.", [("riot", None, FEBRUARY)]),
    ("Riot verkaufte im Januar keinen einzigen Bitcoin.", [("riot", None, JANUARY)]),
    (
        (
            "Laut dem am Dienstag veröffentlichten Bericht verkaufte CleanSpark im Februar 553,6 BTC zu "
            "einem Durchschnittspreis von 66.500 US-Dollar."
        ),
        [("cleanspark", "553.6", FEBRUARY)],
    ),
    (
        (
            "Cango trennte sich zwischen dem 7. und 8. Februar von 4.451 Bitcoin und nahm damit 305 "
            "Millionen USDT ein."
        ),
        [("cango", "4451", SEVENTH_AND_EIGHTH)],
    ),
    ("Die Firma schürfte im Januar 450 BTC, von denen 380 verkauft wurden.", [(None, "380", JANUARY)]),
    ("Verkaufte Bitcoin: 475", [(None, "475", BY_NOW)]),
    (
        "Riot verkaufte im Januar 300 BTC und im Februar 380 BTC.",
        [("riot", "300", JANUARY), ("riot", "380", FEBRUARY)],
    ),
    ("Riot verkaufte 380 BTC, nach 475 BTC im Januar.", [("riot", "380", BY_NOW)]),
    ("MARA meldete Bitcoin-Verkäufe von 1.318 BTC im Februar.", [("mara", "1318", FEBRUARY)]),
    ("MARA verkaufte im Februar 1.318 BTC (Januar: 0).", [("mara", "1318", FEBRUARY)]),
]
NOTHING_IN_GERMAN = [
    "Riot will 500 Bitcoin verkaufen.",
    "MARA könnte im März 500 Bitcoin verkauft haben.",
    "MARA plant den Verkauf von 500 Bitcoin.",
    "Riot hat 5.000 Bitcoin-Miner verkauft.",
    "Die Bitcoin-Miner verkauften im Februar 10.000 BTC.",
    "Riot verkaufte Aktien von Bitfarms für 15,1 Mio. US-Dollar und hält 18.000 Bitcoin.",
    "CleanSpark kaufte 500 BTC.",
    "Bitfarms überwies 500 BTC an Coinbase.",
    "Sollten 500 Bitcoin verkauft werden, fiele der Kurs.",
    "MARA hat bisher keinen Teil seiner 52.000 Bitcoin verkauft.",
    "Dem Unternehmen zufolge sollen 500 Bitcoin verkauft werden.",
    "Bitfarms verkaufte seine Anlage in Paraguay, die 500 Bitcoin im Jahr schürfte, für 85 Mio. Dollar.",
    "Analysten vermuten, dass Riot 500 BTC verkauft hat.",
    "Statt Bitcoin zu verkaufen, nahm MARA einen Kredit auf.",
    "MARA wird im März 500 Bitcoin verkaufen.",
    "Bitcoin im Wert von 300 Mio. Dollar werden verkauft, kündigte MARA an.",
    "Ein Wal hat 1.000 BTC verkauft.",
    "Der Bitcoin-Kurs fiel, nachdem die Regierung Aktien verkauft hatte.",
    "Riot verkaufte 2025 Strom statt 500 Bitcoin zu schürfen.",
]
DUTCH = [
    (
        "Riot Platforms verkocht in februari 1.080 bitcoin voor ongeveer 96 miljoen dollar.",
        [("riot", "1080", FEBRUARY)],
    ),
    ("MARA verkoopt 475 BTC om schulden af te lossen", [("mara", "475", BY_NOW)]),
    ("Vorige week heeft Bitfarms 3.000 bitcoins verkocht.", [("bitfarms", "3000", LAST_WEEK)]),
    (
        "De verkoop van 500 bitcoin in januari leverde CleanSpark 45 miljoen dollar op.",
        [("cleanspark", "500", JANUARY)],
    ),
    ("In het vierde kwartaal van 2025 werden 189,8 BTC verkocht door Riot.", [("riot", "189.8", QUARTER)]),
    ("Riot heeft in februari geen bitcoins verkocht.", [("riot", None, FEBRUARY)]),
    (
        (
            "CleanSpark dolf in februari 573 BTC en verkocht er 553,6 tegen een gemiddelde prijs van 66.500 "
            "dollar."
        ),
        [("cleanspark", "553.6", FEBRUARY)],
    ),
]
NOTHING_IN_DUTCH = [
    "Riot wil 500 bitcoin verkopen.",
    "MARA zou 500 bitcoin verkocht hebben.",
    "Riot verkocht 5.000 miners.",
    "Miners verkochten 10.000 BTC in februari.",
    "CleanSpark kocht 500 BTC.",
    "Riot overweegt de verkoop van 500 bitcoin.",
    "Riot verkocht aandelen om 500 bitcoin te kopen.",
    "MARA zal 500 bitcoin verkopen.",
]


@pytest.mark.parametrize(("text", "stated"), [*GERMAN, *DUTCH])
def test_a_sale_or_none_is_read_with_whose_it_is_how_much_and_when(
    text: str, stated: list[tuple[str | None, str | None, tuple[date | None, date | None]]]
) -> None:
    assert told(text) == stated


@pytest.mark.parametrize("text", [*NOTHING_IN_GERMAN, *NOTHING_IN_DUTCH])
def test_wishes_purchases_transfers_crowds_and_other_wares_are_no_sale(text: str) -> None:
    assert told(text) == []
