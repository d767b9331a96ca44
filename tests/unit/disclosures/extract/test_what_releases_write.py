"""How monthly releases tell what was sold, and what stands beside it. The sentences are ours."""

from datetime import date
from decimal import Decimal

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About, Found
from monitor.money import SATS_PER_BTC

NAMES = {"Bitfarms Ltd.": "bitfarms", "Riot Platforms, Inc.": "riot"}
APRIL, MAY = (date(2024, 4, 1), date(2024, 4, 30)), (date(2024, 5, 1), date(2024, 5, 31))


def read(text: str, *, published: date = date(2024, 6, 5)) -> list[Found]:
    return list(extract(text, About(issuer="bitfarms", names=NAMES, published=published)))


def sales(
    text: str, *, published: date = date(2024, 6, 5)
) -> list[tuple[Decimal | None, tuple[date | None, date | None]]]:
    return [
        (each.sats and Decimal(each.sats) / SATS_PER_BTC, (each.period_start, each.period_end))
        for each in read(text, published=published)
        if each.kind == "sale"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms earned 156 BTC in May and 1,368 over the year to date. It sold 136 BTC, to pay for power.",
        "Bitfarms earned 156 BTC in May. This year it earned 1,368. It opted to sell 136, 87% of the month's output.",
        "Bitfarms earned 156 BTC in May. 136 BTC of the month's output were used to pay for electricity.",
        "Bitfarms earned 156 BTC in May. 136 BTC of its output were sold on the open market.",
        "Bitfarms earned 136 BTC in May. All were liquidated at an average of $66,100 to cover power and hosting.",
        "Bitfarms earned 156 BTC in May.\nTotal BTC converted in May: 136 at an average price of about $66,100",
        "Bitfarms earned 156 BTC in May. Converted for operations and growth in May: 136 BTC, for about $9.0 million.",
        "Bitfarms: bitcoin in May 2024\nOpening balance: 60\nMined: 156\nSold to repay loans: 136\nClosing balance: 80",
        "Bitfarms, report for the period from May 1 to May 31, 2024. In the period it sold 136 BTC.",
        "Bitfarms earned 156 BTC in May. Not only has it sold 136 BTC in May, it also drew on its loan.",
        "Bitfarms closed May with 12 BTC, the balance having been sold, 136 BTC in all.",
        "Bitfarms disposed of all of its cryptocurrencies in May, comprising 31,000 units of ether and 136 of bitcoin.",
        "Bitfarms closed its books.\n- Net loss of $3.6 million\nMay 2024: 156 BTC earned; 136 BTC sold; 806 BTC held.",
        "In May Bitfarms sold 136 BTC for $9.0 million: all of the month's output, and 12 more out of its reserve.",
        "Bitfarms sold 136 BTC in May, 85% of production, as it did in April.",
    ],
)
def test_a_release_tells_one_sale_of_its_month(text: str) -> None:
    assert sales(text) == [(Decimal(136), MAY)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Bitfarms: May 2024\nBTC earned: 156\nBTC sold: 136.5 (spot 100.0; delivered on covered calls 36.5)\n",
            [(Decimal("136.5"), MAY), (Decimal("100.0"), MAY), (Decimal("36.5"), MAY)],
        ),
        (
            "Between April 1 and May 20 Bitfarms sold 136 BTC (of 900 held in March), 100 in April and 36 in May.",
            [(Decimal(136), (APRIL[0], date(2024, 5, 20))), (Decimal(100), APRIL), (Decimal(36), MAY)],
        ),
        (
            "Bitfarms held 806 BTC. It sold none in May (April: 136; March: none).",
            [(Decimal(136), APRIL)],
        ),
        (
            "In May Bitfarms sold 136 BTC, up from 100 in the corresponding month of the year before.",
            [(Decimal(136), MAY), (Decimal(100), (date(2023, 5, 1), date(2023, 5, 31)))],
        ),
        (
            "Since April 1 Bitfarms has sold 136 BTC, which leaves it 4 BTC on May 31.",
            [(Decimal(136), (APRIL[0], MAY[1]))],
        ),
    ],
)
def test_what_is_told_beside_a_sale_has_days_of_its_own(text: str, told: list[object]) -> None:
    assert sales(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Not since October 21, 2020 has Bitfarms sold bitcoin.",
        "In no month of 2024 has Bitfarms sold bitcoin.",
        "At no time in May did Bitfarms sell any of its bitcoin.",
        "Bitfarms earned 156 BTC in May; not once in the month did it sell any of them.",
    ],
)
def test_a_denial_may_open_its_sentence(text: str) -> None:
    assert [each.kind for each in read(text) if each.kind in {"sale", "no_sale"}] == ["no_sale"]


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms held 806 BTC in May.\nConverted into shares: 136",
        "Bitfarms held 806 BTC in May.\nNotes converted in May: 136",
        "Bitfarms held 806 BTC.\nHedges: 90 long-dated BTC call options at month end; 110 sold in May for a gain",
        "Bitfarms earned 156 BTC in May with 300 machines. All were sold.",
        "Bitfarms earned 156 BTC in May. 44 MW of its output were sold to the grid.",
        "Bitfarms earned 156 BTC in May; 20 BTC of its reserve were used as collateral.",
    ],
)
def test_what_only_looks_like_a_sale_of_a_release(text: str) -> None:
    assert sales(text) == []


def test_other_coins_and_exchanges_are_no_companies() -> None:
    text = (
        "The Stock Exchange of Hong Kong Limited takes no responsibility for this announcement.\n"
        "LANTERN CREST LIMITED\n"
        "(i) BTC sold: 136 BTC\n(ii) BCC sold: 120 BCC\n"
    )
    found = extract(text, About(issuer=None, names=NAMES, published=date(2018, 3, 7)))
    assert [(each.kind, each.entity) for each in found] == [("sale", "LANTERN CREST LIMITED")]


def test_labels_tell_purchases_without_the_coin() -> None:
    found = read(
        "Bitfarms and bitcoin in May 2024\nAdditional purchase: 300 bitcoin at an average of $66,100"
    )
    assert [(each.kind, each.sats) for each in found] == [("purchase", 300 * SATS_PER_BTC)]
