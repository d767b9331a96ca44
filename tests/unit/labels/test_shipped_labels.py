from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from monitor.bitcoin.address import script_for_address
from monitor.bitcoin.network import Network
from monitor.errors import AddressError, ConfigError, Problem
from monitor.labels.book import LabelBook
from monitor.labels.directory import load_label_book
from monitor.labels.entity import Cadence
from monitor.labels.names import Names
from monitor.labels.vocabulary import PLATFORMS, Category

CONFIG = Path(__file__).parents[3] / "config"
NOW = datetime(2026, 11, 23, tzinfo=UTC)

INVENTED = [
    "3HLkofbW5tDgZBkR3UFGdjcFK6dyVKpKZF",
    "36n452uGq1x4afyKKX3PnGwJV5YsVjjvX9",
    "38Xnrq8MZiKmYmwobbYbNEFY3xDaReFeen",
    "1krakeNfRkQwQhNDrBR5toQUBmh6TxyPK1",
    "bc1q9d8u7hf4k7vp9jg586w8ff838z4z7rcyzktw7t",
    "1QHa9R7mj4gGZFBHGNQgFpwEYXF5C4YVzP",
    "13tyDTw3YxLxPyYdNhqTUgdzBhHQ1GxkMq",
    "3FupZp77ySr7jwoLYEJ9mwJzpvoNBXsBnE",
    "bc1q8lqwjepnxntj7p8m25v9zlry7vlqcrn34v7v8z",
    "1ETh1xWf6vNoMQAxYwhq5UN4w5T9YyaH28",
    "3lhhdlbvwbzchnqv8dn4ndkfcnycg1fq",
    "TPEpdLYtHr8cN1Jbwf6CGNB9Ppho7L2otr",
    "TB7dATko4gkk4YjQnu9Exf7chpxwiRGab5",
    "TD1tjf1ZVzq2NCeYoppUAsBZevobkftYDu",
    "TPQqrAEnrWKTefTpgCNzXAGmJuvBqUrk1P",
    "TXe3EibZP9jFogwyqLPd3APdwxZbiQBUqi",
    "TNrPUjc47JU1fgaQZPa1odQnD5RTdH3NSu",
    "TE4CRGTXpLR3eRsn2mNKwsJWBFT7ojtvnU",
]
"""Addresses of public lists that fail their checksum or are of another chain."""

WRONGLY_CLAIMED = {
    "1HQ3Go3ggs8pFnXuHVHRytPCq5fGG8Hbhx": None,
    "bc1qxy2kgdygjrsqtzq2n0yrf2493p83kkfjhx0wlh": None,
    "3NDzzVxiLBUs1WPvVGRfCYDTAD2Ua2PvW4": None,
    "bc1qhuv3dhpnm0wktasd3v0kt6e4aqfqsd0uhfdu7d": None,
    "bc1qgdjqv0av3q56jvd82tkdjpy7gdp9ut8tlqmgrpmv24sq90ecnvqqjwvw97": "bitfinex",
    "bc1qa5wkgaew2dkv56kfvj49j0av5nml45x9ek9hz6": "us-government",
    "1DSh7vX6ed2cgTeKPwufV5i4hSi4pp373h": "binance-pool",
}
"""Valid addresses that public lists give to somebody else, and whose they are, where anybody knows."""

CIKS = {
    "mara": 1507605,
    "riot": 1167419,
    "cleanspark": 827876,
    "cango": 1725123,
    "bitdeer": 1899123,
    "core-scientific": 1839341,
    "hut-8": 1964789,
    "american-bitcoin": 1755953,
    "cipher": 1819989,
    "terawulf": 1083301,
    "iren": 1878848,
    "bitfarms": 1812477,
    "hive": 1720424,
    "bit-digital": 1710350,
    "canaan": 1780652,
    "bitfufu": 1921158,
    "greenidge": 1844971,
    "sphere-3d": 1591956,
    "soluna": 64463,
    "mawson": 1218683,
    "digi-power-x": 1854368,
    "lm-funding": 1640384,
    "argo": 1841675,
    "stronghold": None,
    "dmg-blockchain": None,
    "phoenix-group": None,
}


@pytest.fixture(scope="module")
def loaded() -> tuple[LabelBook, tuple[Problem, ...]]:
    return load_label_book(CONFIG / "entities.yaml", [CONFIG / "labels"], Network.MAIN)


@pytest.fixture(scope="module")
def book(loaded: tuple[LabelBook, tuple[Problem, ...]]) -> LabelBook:
    return loaded[0]


def test_the_shipped_set_loads_and_its_only_warnings_are_its_eight_conflicts(
    loaded: tuple[LabelBook, tuple[Problem, ...]],
) -> None:
    book, problems = loaded
    assert book.counts.conflicts == 8
    assert len(problems) == 8
    assert all(problem.what.startswith("conflict over ") and not problem.fatal for problem in problems)


def test_every_label_has_a_source_a_confidence_and_a_day_since_which_it_is_known(book: LabelBook) -> None:
    labels = [label for claims in book.scripts.values() for label in claims]
    assert len(labels) == 1481
    assert all(label.source and label.known_since and 30 <= label.confidence <= 95 for label in labels)


def test_no_label_rests_on_a_source_that_forbids_it(book: LabelBook) -> None:
    sources = {label.source.lower() for claims in book.scripts.values() for label in claims}
    assert not [source for source in sources if "dune" in source or "spellbook" in source]


@pytest.mark.parametrize("address", INVENTED)
def test_an_invented_address_is_refused(address: str) -> None:
    with pytest.raises(AddressError):
        script_for_address(address, Network.MAIN)


@pytest.mark.parametrize(("address", "owner"), WRONGLY_CLAIMED.items())
def test_a_wrongly_claimed_address_is_absent_or_with_its_owner(
    book: LabelBook, address: str, owner: str | None
) -> None:
    claims = book.scripts.get(script_for_address(address, Network.MAIN), ())
    assert {claim.entity for claim in claims} == ({owner} if owner else set())


@pytest.mark.parametrize(("slug", "cik"), CIKS.items())
def test_every_public_miner_is_known_by_its_cik(book: LabelBook, slug: str, cik: int | None) -> None:
    miner = book.entity(slug)
    assert miner is not None
    assert (miner.category, miner.cik) == (Category.MINER, cik)


def test_the_company_coinbase_is_not_named_like_the_transaction(book: LabelBook) -> None:
    assert book.entity("coinbase") is None
    assert {"coinbase-exchange", "coinbase-custody", "coinbase-prime"} <= book.entities.keys()


def test_a_pools_payout_is_never_a_miners_script(book: LabelBook) -> None:
    pools = {entity.slug for entity in book.entities.values() if entity.category is Category.MINING_POOL}
    miners = book.scripts_of(Category.MINER)
    assert len(miners) == 15
    assert not [claim for script in miners for claim in book.scripts[script] if claim.entity in pools]


def test_habits_change_when_a_company_leaves_its_monthly_rhythm(book: LabelBook) -> None:
    riot, cango, soluna = (book.entity(slug) for slug in ("riot", "cango", "soluna"))
    assert riot is not None
    assert cango is not None
    assert soluna is not None
    december, january = riot.disclosure_at(date(2025, 12, 31)), riot.disclosure_at(date(2026, 1, 1))
    assert december is not None
    assert january is not None
    assert (december.cadence, december.lag_days) == (Cadence.MONTHLY, 6)
    assert (january.cadence, january.lag_days) == (Cadence.QUARTERLY, 35)
    assert cango.disclosure is not None
    assert cango.disclosure.cadence is Cadence.MONTHLY
    assert soluna.disclosure is None


def test_two_prime_is_a_platform_that_is_also_a_lender(book: LabelBook) -> None:
    two_prime = book.entity("two-prime")
    assert two_prime is not None
    assert two_prime.category in PLATFORMS
    assert Category.LENDER in two_prime.roles_at(date(2026, 2, 7))
    assert Category.LENDER not in two_prime.roles_at(date(2025, 5, 6))


def test_a_label_of_days_gone_by_is_not_attributed_today(book: LabelBook) -> None:
    script = script_for_address("bc1qlap8hkt9genaljz5nt2zlehhudx63zlahr2zek", Network.MAIN)
    assert book.attribute(script, NOW) is None
    then = book.attribute(script, datetime(2024, 8, 1, tzinfo=UTC))
    assert then is not None
    assert then.entity == "us-government"


@pytest.mark.parametrize("network", [Network.TESTNET, Network.SIGNET, Network.REGTEST])
def test_the_shipped_labels_are_refused_on_other_networks(network: Network) -> None:
    with pytest.raises(ConfigError, match=f"an address of main, not of {network}"):
        load_label_book(CONFIG / "entities.yaml", [CONFIG / "labels" / "miners.yaml"], network)
    book, _ = load_label_book(CONFIG / "entities.yaml", [], network)
    assert book.counts.entities == 240


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("MARA Pool", "mara"),
        ("BitFuFuPool", "bitfufu"),
        ("Carbon Negative", "carbon-negative-unidentified"),
        ("SlushPool", "braiins-pool"),
        ("BTC.com", "btccom-pool"),
        ("Sigmapool.com", "sigmapool"),
        ("Bitcoin India", "bitcoinindia"),
        ("Phoenix", "phoenix-pool"),
        ("okex", "okx"),
        ("poloniex-cex", "poloniex"),
        ("CleanIncentive", "cleanincentive"),
    ],
)
def test_names_of_public_lists_mean_the_entities_that_are_shipped(
    book: LabelBook, name: str, slug: str
) -> None:
    assert Names(book.entities.values()).slug(name) == slug
