"""Sales that no single word tells, and what only looks like one; all in our words."""

from datetime import date
from decimal import Decimal

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About, Found
from monitor.disclosures.statement import StatementKind
from monitor.money import sats_from_btc

NAMES = {"Bitfarms Ltd.": "bitfarms", "Riot Platforms, Inc.": "riot"}
MAY = date(2024, 5, 1), date(2024, 5, 31)


def sales(text: str) -> list[Found]:
    found = extract(text, About(names=NAMES, published=date(2024, 6, 5)))
    return [each for each in found if each.kind is StatementKind.SALE]


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms tapped its stash in May, and 136 bitcoin went to OTC buyers to meet the payroll.",
        "Bitfarms lightened its book by 136 bitcoin in May, using the cash to reduce a loan.",
        "In May Bitfarms put 136 coins on the block and came away with $9.1 million.",
        "In May the book of Bitfarms was reduced by 136 BTC through spot trades worth $9.1 million in proceeds.",
        "Bitfarms took 136 bitcoin out of its reserve in May; they brought $9.1 million for the site in Texas.",
        "Bitfarms surrendered 136 bitcoin to the market in May to keep paying its contractors.",
        "Bitfarms took profits on 136 bitcoin in May.",
        "In May the corporate mined 156 bitcoin. To cowl working bills Bitfarms offered 136 bitcoin in May.",
        "In May Bitfarms closed out its remaining position of 136 coins, collecting $9.1 million.",
    ],
)
def test_hints_that_weigh_enough_are_a_sale(text: str) -> None:
    (sale,) = sales(text)

    assert (sale.entity, sale.sats) == ("bitfarms", sats_from_btc("136"))
    assert (sale.period_start, sale.period_end) == MAY
    assert sale.rule.startswith("prose.weighed(parting")
    assert sale.proceeds_usd in {None, Decimal(9_100_000)}


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms moved 136 bitcoin to a second custodian in May.",
        "In May 136 bitcoin passed from the pool account of Bitfarms into cold storage.",
        "Bitfarms lightened its fleet by 136 machines in May, using the cash to buy bitcoin.",
        "Bitfarms tapped its credit line in May against 136 coins, and the cash paid wages.",
        "Around 136 bitcoin were released from collateral to Bitfarms in May to reduce a loan.",
        "To plug a hole in its budget Bitfarms may part with 136 bitcoin.",
        "In May the lenders of Bitfarms let 136 coins go, and they left the escrow for home.",
        "Data show 1,360 BTC flowing out of miner wallets in May as operators cashed in; Bitfarms fell by 4%.",
        "Bitfarms spent May buying: 136 coins in, $9.1 million out.",
        "In May Bitfarms received 136 bitcoin from its pool, $9.1 million of revenue.",
        "Bitfarms took 136 bitcoin off the market in May for $9.1 million.",
        "Bitfarms found buyers for 136 BTC of a client in May, for $9.1 million.",
        "Bitfarms spoke of bitcoin.\nSold 136 | (1,371) | (131,802)",
        "In May a family office offered Bitfarms 136 bitcoin at $67,000 a coin; it bought them.",
    ],
)
def test_a_hint_against_it_outweighs_them(text: str) -> None:
    assert sales(text) == []


def test_what_a_rule_has_read_elsewhere_is_not_weighed_again() -> None:
    (sale,) = sales(
        "Bitfarms sold 136 bitcoin in April 2024.\nIt said on June 4 that 136 coins had gone to OTC buyers."
    )

    assert sale.rule == "prose.sold"


def test_a_row_of_a_table_that_nobody_could_read_is_no_sentence_of_a_sale() -> None:
    told = "In May Bitfarms sold 136 bitcoin for $9.1 million.\n"

    [sale] = sales(told + "\nBitcoin sold 60 | (1,371) | (131,802)\nBitcoin sold 61 | (1,371) | (131,802)\n")

    assert sale.sats == sats_from_btc("136")


@pytest.mark.parametrize(
    ("text", "proceeds"),
    [
        (
            "Bitfarms had bought bitcoin in March 2024 and, in May of that year, let go of a tenth for $9.1 million.",
            9_100_000,
        ),
        (
            "Bitfarms held bitcoin and trimmed the position by a fifth in May 2024, for $9.1 million.",
            9_100_000,
        ),
        ("In May Bitfarms has converted three quarters of its purchases into fiat currency.", None),
        ("To fund operations Bitfarms has reduced its bitcoin holdings from 440 to 304 in May.", None),
    ],
)
def test_a_part_of_the_coins_is_a_sale_without_a_number(text: str, proceeds: int | None) -> None:
    (sale,) = sales(text)

    assert (sale.entity, sale.sats, sale.proceeds_usd) == ("bitfarms", None, proceeds)
    assert (sale.period_start, sale.period_end) == MAY


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms owns bitcoin and let go of a tenth of its staff in May for $9.1 million of severance.",
        "Bitfarms trimmed its debt from $440 million to $304 million in May, and its bitcoin holdings grew.",
        "Its bitcoin shrank by almost half in May, to $9.1 million, Bitfarms said.",
        "In May Bitfarms turned three quarters of its purchases of steel into fiat currency.",
        "Bitfarms exercised its call options on 136 bitcoin in May.",
    ],
)
def test_a_part_of_something_else_is_none(text: str) -> None:
    assert sales(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms sold 640 bitcoin from January to May. In May alone that was 136 bitcoin.",
        "Bitfarms sold 640 bitcoin from January to May. Of these, 136 fell in May.",
        "Bitfarms sold 640 bitcoin from January to May. May 2024 accounted for 136 of them.",
        "Bitfarms sold 640 bitcoin from January to May. 136 bitcoin were delivered in May against exercised calls.",
    ],
)
def test_a_part_of_the_sale_just_told_has_days_of_its_own(text: str) -> None:
    whole, part = sales(text)

    assert (whole.sats, part.sats, part.entity) == (sats_from_btc("640"), sats_from_btc("136"), "bitfarms")
    assert (part.period_start, part.period_end) == MAY


@pytest.mark.parametrize(
    "behind",
    [
        "Of these, 136 had been lent until May.",
        "Of these 136 went to its lender in May.",
        "Of them, 136 came out of its own machines in May.",
        "It hired 900 people, 136 of them in May.",
        "That is 136 more than in May 2023.",
    ],
)
def test_what_else_is_told_of_a_part_is_no_sale_of_it(behind: str) -> None:
    (whole,) = sales(f"Bitfarms sold 640 bitcoin from January to May. {behind}")

    assert whole.sats == sats_from_btc("640")


@pytest.mark.parametrize(
    ("text", "coins", "proceeds"),
    [
        (
            "Bitfarms let some bitcoin go in May. Its report on Tuesday, June 4 puts the month's sale at 136 coins.",
            "136",
            None,
        ),
        ("The report of Bitfarms puts the May sale at 136 coins and the cash at $9.1 million.", "136", None),
        (
            "Bitfarms sold all it mined in May together with a part of its reserve, 136 in the aggregate.",
            "136",
            None,
        ),
        ("Bitfarms sold over $9 mln in bitcoin in May.", None, 9_000_000),
        ("Bitfarms was selling bitcoin throughout May.", None, None),
        (
            "Bitcoin sold by Bitfarms in May amounted to 136 units, with proceeds of $9,100,000.",
            "136",
            9_100_000,
        ),
    ],
)
def test_sales_told_by_the_way(text: str, coins: str | None, proceeds: int | None) -> None:
    (sale,) = sales(text)

    assert (sale.entity, sale.sats) == ("bitfarms", None if coins is None else sats_from_btc(coins))
    assert (sale.period_start, sale.period_end, sale.proceeds_usd) == (*MAY, proceeds)


@pytest.mark.parametrize(
    "text",
    [
        "Analysts put the May sale of Bitfarms at 136 coins.",
        "Bitfarms put machines up for sale in May, at 136 coins.",
        "Bitfarms was considering bitcoin sales throughout May.",
        "Bitfarms sold all of its rigs together with a site in May, 136 in the aggregate; it mines bitcoin.",
        "Bitfarms mined bitcoin and sold in May what amounted to 136 units of a rival.",
    ],
)
def test_what_only_sounds_so_is_none(text: str) -> None:
    assert [sale for sale in sales(text) if sale.sats] == []
