"""Sales told by their coins and their money, or by an unusual word, and what only looks like one; all in our words."""

from datetime import date
from decimal import Decimal

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About, Found
from monitor.disclosures.extract.numbers.coin_costs import may_have_cost
from monitor.disclosures.statement import StatementKind
from monitor.money import sats_from_btc

NAMES = {"Bitfarms Ltd.": "bitfarms", "Riot Platforms, Inc.": "riot", "Argo Blockchain plc": "argo"}
MAY = date(2024, 5, 1), date(2024, 5, 31)


def sales(text: str) -> list[Found]:
    found = extract(text, About(names=NAMES, published=date(2024, 6, 5)))
    return [each for each in found if each.kind is StatementKind.SALE]


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms has sold again. In May 136 bitcoin fetched about $9.1 million.",
        "Bitfarms mined 156 bitcoin in May. Another 136 went for $9.1 million.",
        "Bitfarms made 156 bitcoin in May and turned 136 into $9.1 million.",
        "In May Bitfarms got $9.1 million for 136 coins.",
        "For 136 bitcoin Bitfarms received $9.1 million in May.",
        "Bitfarms realised $9.1 million from bitcoin in May: some 136 coins.",
        "$9.1 million is what Bitfarms got for 136 bitcoin in May.",
        "Bitfarms was paid $9.1 million for 136 coins in May.",
        "Bitfarms' wallet gave up 136 bitcoin in May, for which counterparties paid $9.1 million.",
        "Bitfarms Nets $9.1M From 136 BTC in May",
        "Bitfarms mined 136 bitcoin in May. The lot went for $9.1 million.",
        "How much bitcoin did Bitfarms sell in May? 136, for $9.1 million.",
        "136 bitcoin left Bitfarms' treasury in May by way of sale, for $9.1 million.",
        "Disposals by Bitfarms in May, comprising 136 BTC, brought $9.1 million.",
        "Bitfarms executed block trades totalling 136 BTC in May, generating $9.1 million.",
    ],
)
def test_coins_and_their_money_are_a_sale(text: str) -> None:
    (sale,) = sales(text)

    assert (sale.entity, sale.sats) == ("bitfarms", sats_from_btc("136"))
    assert (sale.period_start, sale.period_end) == MAY
    assert sale.proceeds_usd == Decimal(9_100_000)


@pytest.mark.parametrize(
    "text",
    [
        "Of its reserves, Bitfarms moved 136 bitcoins into cash in May.",
        "Bitfarms exchanged 136 BTC for BNB in May.",
        "Bitfarms ditched 136 BTC in May.",
        "In May Bitfarms hived off 136 bitcoin.",
        "Bitfarms released 136 BTC onto the market in May.",
        "In May, 136 bitcoin of Bitfarms' found new owners.",
        "Bitfarms carried out spot sales covering an aggregate of 136 BTC in May.",
        "Bitfarms mined 156 bitcoin in May. Sales there were, of 136 bitcoin.",
        "Bitfarms' May: 156 bitcoin mined; 136 sold at about $67,000; 850 in the till.",
        "Bitfarms had 986 bitcoin on May 1; 136 or so were sold in the month.",
        "Bitfarms mined 136 bitcoin in May, against 150 in April. Every one of them was sold.",
        "Argo sold 100 BTC in May. At Bitfarms 136 were sold.",
        "136 BTC flowed out of Bitfarms' reserves in May to pay for hosting, converted at $67,000.",
        "136 bitcoin were flushed into dollars by Bitfarms in May.",
        "In May Bitfarms relieved itself of 136 bitcoin.",
        "136 of Bitfarms' bitcoin were cashed out in May.",
        "A further 136 bitcoin, worth $9.1 million at the time, were let go by Bitfarms in May.",
        "Bitfarms mined 156 bitcoin in May. Sold were 136.",
        "In May Bitfarms' output was 156 bitcoin, its sales 136.",
        "Bitfarms' treasury shrank by 136 coins in May, which were sold for $9.1 million.",
        "Bitfarms took 136 bitcoin to market in May.",
    ],
)
def test_unusual_words_and_bare_numbers(text: str) -> None:
    told = [sale for sale in sales(text) if sale.entity == "bitfarms"]

    assert [(sale.sats, sale.period_start, sale.period_end) for sale in told] == [
        (sats_from_btc("136"), *MAY)
    ]


def test_a_part_that_fell_into_a_time_of_its_own_is_told_beside_the_whole() -> None:
    text = "Bitfarms sold 500 coins in the five months to May 31, 2024; 136 of these, for $9.1 million, fell in May."

    assert [sale.sats for sale in sales(text)] == [sats_from_btc("500"), sats_from_btc("136")]


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms mined 156 bitcoin in May. It bought 2,800 miners; 1,200 went for $4.1 million to another operator.",
        "Bitfarms mined 156 bitcoin in May. It also trades in machines and disposed of 3,140 of them for $5.8 million.",
        "Bitfarms mined 156 bitcoin in May; 136 megawatts went for $9.1 million.",
        "Bitfarms mined 156 bitcoin in May. Its staff shrank: 136 gone at a cost of $2.8 million.",
        "Bitfarms got $9.1 million for 136 bitcoin miners in May.",
        "Bitfarms got a $9.1 million loan for 136 BTC of collateral in May.",
        "Bitfarms paid $9.1 million for 136 BTC in May.",
        "Bitfarms' 136 bitcoin mined in May generated $9.1 million of revenue.",
        "At today's prices 136 of Bitfarms' bitcoin would fetch $9.1 million.",
        "The 136 bitcoin pledged by Bitfarms raised $4.1 million in May.",
        "In May 136 BTC left Bitfarms' treasury for a custody account.",
        "Bitfarms moved 136 bitcoin into cold storage in May.",
        "Bitfarms holds 850 bitcoin. 3 Without coins of customers. 4 Sold on the spot market or paid for power.",
        "Analysts on Bitfarms: we model 136 BTC of disposals in May.",
        "Bitfarms issued a denial regarding claims that it sold 136 BTC in May.",
        "A rival alleged that Bitfarms had sold 136 BTC in May.",
        "Some 30,000 BTC changed hands on exchanges in May, Bitfarms said.",
        "The court ordered that 136 bitcoin of Bitfarms be turned into cash.",
        "Bitfarms received loan proceeds of $4.1 million for 136 bitcoin pledged in May.",
        "A fund got $9.1 million for 136 bitcoin in May; Bitfarms held on to its coins.",
        "Bitfarms gave 136 bitcoin as security for a $4 million loan in May.",
    ],
)
def test_what_is_no_sale(text: str) -> None:
    assert sales(text) == []


def test_a_headline_confirms_nothing_where_the_text_knows_of_a_transfer_only() -> None:
    headline = "Riot dumps another 640 BTC on the market\n\n"
    moved = "Riot has shifted 640 coins to addresses of FalconX. Whether any of it will be sold is unknown."

    assert sales(headline + moved) == []
    assert [sale.sats for sale in sales(f"{headline}Riot sold 640 BTC on Tuesday.")] == [sats_from_btc("640")]


@pytest.mark.parametrize(
    ("price", "fits"), [("19000", True), ("36000", False), ("185", False), ("700000", False)]
)
def test_what_a_bitcoin_may_have_cost_in_a_month(price: str, fits: bool) -> None:
    assert may_have_cost(Decimal(price), date(2022, 10, 1), date(2022, 10, 31)) is fits


def test_of_days_nobody_knows_the_price_of_only_what_it_never_was_is_ruled_out() -> None:
    assert may_have_cost(Decimal(36_000), None, None)
    assert may_have_cost(Decimal(36_000), date(2016, 1, 1), date(2016, 1, 31))
    assert not may_have_cost(Decimal(36_000_000), date(2016, 1, 1), date(2016, 1, 31))


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms got an average price of $66,900 per bitcoin for 136 coins in May: 136 BTC in all.",
        "In May an average price of $66,900 each was got for 136 bitcoin by Bitfarms.",
        "Bitfarms obtained an average of $66,900 for 136 BTC in May.",
        "Bitfarms said an average price of $66,900 was received for 136 bitcoin in May.",
    ],
)
def test_a_price_that_was_got_for_coins_tells_a_sale(text: str) -> None:
    (sale,) = sales(text)

    assert (sale.entity, sale.sats) == ("bitfarms", sats_from_btc("136"))
    assert (sale.period_start, sale.period_end) == MAY
    assert sale.avg_price_usd == Decimal(66_900)


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms paid an average price of $66,900 per bitcoin for 136 coins in May.",
        "$9.1 million was received from a lender for 136 bitcoin that Bitfarms pledged in May.",
        "Bitfarms' pledge ends once all 136 bitcoin have been sold.",
        "Bitfarms will go on so that by June 30, 2024 the notes are redeemed or all 136 bitcoin have been sold.",
        "Bitfarms resumes purchases once it has sold the 136 bitcoin.",
    ],
)
def test_what_was_paid_borrowed_or_is_awaited_is_no_sale(text: str) -> None:
    assert sales(text) == []
