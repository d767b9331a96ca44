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
        (Decimal(each.sats) / SATS_PER_BTC if each.sats else None, (each.period_start, each.period_end))
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
    ("text", "told"),
    [
        (
            "Bitfarms, May 2024 versus April 2024: BTC earned 156 (269); BTC sold 136 (276); BTC held 850 (905).",
            [(136, MAY), (276, APRIL)],
        ),
        (
            "June 3, 2024 -- Bitfarms (TSX: BITF), May 2024 (vs. April 2024): BTC earned 156 (269); BTC sold - (276).",
            [(0, MAY), (276, APRIL)],
        ),
        (
            "Bitfarms, May 2024 versus April 2024: BTC earned 15 versus 26; BTC sold nil versus 2.",
            [],
        ),
    ],
)
def test_two_months_in_front_of_a_list_are_its_columns(text: str, told: list[object]) -> None:
    found = [each for each in read(text) if each.kind in {"sale", "no_sale"}]
    assert [
        ((each.sats or 0) // SATS_PER_BTC, (each.period_start, each.period_end)) for each in found
    ] == told


def test_coins_that_were_called_away_are_not_held() -> None:
    found = read("Bitfarms had 136 BTC called away in May under its covered calls.")
    assert [(each.kind, each.sats) for each in found] == [("sale", 136 * SATS_PER_BTC)]


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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Update for May 2024.\nWe decided to sell 136 bitcoin this month, so as to pay for power.", [MAY]),
        ("Update for May 2024.\nBitfarms decided to sell 136 bitcoin in the month.", [MAY]),
        ("We decided to sell 136 bitcoin in April 2024, for general purposes.", [APRIL]),
        ("We decided to sell 136 bitcoin in September, for general purposes.", []),
        ("We decided to sell 136 bitcoin over the next quarter.", []),
        ("Update for May 2024.\nBitfarms has decided to sell 136 bitcoin in June.", []),
    ],
)
def test_what_was_decided_for_a_time_that_is_over_was_done(text: str, told: list[object]) -> None:
    assert sales(text) == [(Decimal(136), days) for days in told]


@pytest.mark.parametrize(
    "difference",
    ["more in bitcoin than it mined", "less in BTC than it earned", "more of bitcoin than it produced"],
)
def test_a_difference_in_money_tells_a_sale_and_no_proceeds(difference: str) -> None:
    text = f"In May cash rose since the Company sold $4.2 million {difference}."
    assert sales(text) == [(None, MAY)]
    assert [each.proceeds_usd for each in read(text)] == [None]


def test_what_an_english_release_says_in_another_language_it_says_again() -> None:
    text = (
        "Bitfarms repaid a loan on May 16, 2024. It was to run until August 2024. For that it sold 136 bitcoin.\n"
        "Bitfarms ha rimborsato un prestito il 16 maggio 2024. Sarebbe scaduto ad agosto 2024.\n"
        "La Società ha venduto 136 bitcoin a maggio."
    )
    [one] = [each for each in extract(text, About(issuer="bitfarms", names=NAMES)) if each.kind == "sale"]
    assert (one.entity, one.period_end) == ("bitfarms", date(2024, 5, 16))


@pytest.mark.parametrize(
    "text",
    [
        "La Società ha venduto 136 bitcoin a maggio.",
        "L'Azienda ha venduto 136 bitcoin a maggio.",
        "A Companhia vendeu 136 bitcoins em maio.",
        "La Compañía vendió 136 bitcoins en mayo.",
    ],
)
def test_what_a_filer_calls_itself_abroad_is_no_name(text: str) -> None:
    assert [each.entity for each in read(text)] == ["bitfarms"]
    assert sales(text) == [(Decimal(136), MAY)]


@pytest.mark.parametrize(
    ("quarter", "end"), [("Q3 2025", date(2025, 6, 30)), ("calendar Q3 2025", date(2025, 9, 30))]
)
def test_a_quarter_in_a_filers_own_table_is_of_its_own_year(quarter: str, end: date) -> None:
    text = f"Highlights of {quarter}\n- Bitcoin sold: 84 bitcoin\n- Bitcoin mined: 90 bitcoin"
    about = About(issuer="dmg-blockchain", names=NAMES, published=date(2025, 12, 5))
    assert max(each.period_end for each in extract(text, about) if each.period_end) == end
