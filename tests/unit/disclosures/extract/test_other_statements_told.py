"""Balances, output, purchases, security and wishes as journalists, companies and lawyers tell them; and what is none.

Each sentence stands beside all that it states: the kind, the quantity in BTC where it has one, and the last day.
"""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About

JUNE = "2025-06-30"
NAMES = {"Riot Platforms, Inc.": "riot", "Riot": "riot", "CleanSpark": "cleanspark", "Strategy": "strategy"}


def read(text: str, issuer: str | None = None) -> list[str]:
    about = About(issuer=issuer, names=NAMES, published=date(2025, 7, 3))
    return [
        " ".join(
            [each.kind, *([] if each.sats is None else [f"{each.sats / 10**8:g}"]), str(each.period_end)]
        )
        for each in extract(text, about)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Riot's month-end holdings plummeted to just 1,600 BTC in June.",
        "That pushed Riot's bitcoin reserves past the 1,500 mark to 1,600 as of June 30.",
        "Riot's BTC holdings increased 71.2% year over year to 1,600 as of June 30, 2025.",
        "Riot said its treasury included 1,600 BTC and 20,508.3 ETH as of June 30.",
        "Riot grew its bitcoin treasury to a record high of 1,600 BTC by June 30.",
        "Riot's stash shrank from 1,897 BTC ($203 million) to 1,600 BTC by June 30.",
        "As of June 30, 2025, Riot had cash of $30 million and 1,600 bitcoin.",
        "Total bitcoin held on balance sheet at June 30, 2025 was 1,600 BTC.",
        "At June 30, 2025, our bitcoin position totaled 1,600.",
        "Riot now has approx. 1,600 BTC, as of June 30.",
        "Riot's bitcoin balance as of June 30, 2025 is approximately 1,600 BTC.",
        "The 1,600 BTC that Riot holds are worth $170 million as of June 30.",
        "The 1,600 BTC in Riot's treasury were worth $170 million on June 30.",
        "Riot results for June 2025\n• Bitcoin treasury grew to 1,600 BTC",
        "Riot results for June 2025\n• 1,600 bitcoin on the balance sheet",
    ],
)
def test_what_is_held(text: str) -> None:
    assert read(text, "riot") == [f"holdings 1600 {JUNE}"]


@pytest.mark.parametrize(
    "text",
    [
        "Riot holds 450 BTC on behalf of customers.",
        "The collateral balance of Riot's loan rose to 4,300 BTC.",
        "Riot's customer holdings rose to 4,300 BTC.",
        "Riot's BCH balance surged from 841,000 to 1,021,000 while it mined bitcoin.",
        "Riot's holdings of bitcoin increased 53 BTC in June.",
        "Riot surpassed its goal of 5,000 bitcoin held in reserve.",
        "Riot had 1,600 BTC stolen.",
        "Before the deal, Riot's stash amounted to 1,600 BTC.",
        "Tether funded Riot with a total of 19,800 BTC.",
        "Each Riot share is backed by 0.0005 BTC.",
    ],
)
def test_what_others_hold_what_came_to_it_and_what_was_aimed_at_is_no_balance(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Riot held 1,600 and 1,722 bitcoin as of June 30, 2025 and December 31, 2024, respectively.",
            [f"holdings 1600 {JUNE}", "holdings 1722 2024-12-31"],
        ),
        (
            "The largest holders are MicroStrategy with 43,514 BTC and Riot with 1,600 BTC.",
            ["holdings 43514 2025-07-03", "holdings 1600 2025-07-03"],
        ),
        (
            "Riot mined 450 BTC in June, taking its tally for the year to 3,000 BTC.",
            [f"production 450 {JUNE}"],
        ),
        (
            "Riot topped up its treasury with 1,000 BTC bought in the open market in June.",
            [f"purchase 1000 {JUNE}"],
        ),
    ],
)
def test_balances_beside_others(text: str, told: list[str]) -> None:
    assert read(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "The number of bitcoin mined in June tumbled to 450 from 514.",
        "BTC production from self-mining operations decreased significantly by 12% to 450 BTC in June.",
        "During June 2025, the Company received 450 bitcoin as mining rewards.",
        "The new site allowed us to produce 450 bitcoin in June.",
    ],
)
def test_what_is_mined(text: str) -> None:
    assert read(text, "riot") == [f"production 450 {JUNE}"]


def test_quarters_that_a_filing_compares_are_told_both() -> None:
    told = ["production 1426 2025-06-30", "production 844 2024-06-30"]
    ended = "during the three months ended June 30,"
    assert read(f"We produced 1,426 Bitcoin {ended} 2025, as compared to 844 {ended} 2024.", "riot") == told
    text = (
        "Bitcoin produced was 1,426 and 844 for the three months ended June 30, 2025 and 2024, respectively."
    )
    assert read(text, "riot") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In June, Riot put $43.2 million into bitcoin.", f"purchase {JUNE}"),
        ("In June, Riot spent $43.2 million on bitcoin.", f"purchase {JUNE}"),
        ("Riot paid $43.2 million for 1,000 BTC in June.", f"purchase 1000 {JUNE}"),
        ("Riot added another $4 million worth of bitcoin in June.", f"purchase {JUNE}"),
        ("Strategy grabbed 245 BTC at an average price of $17,871 in June.", f"purchase 245 {JUNE}"),
        ("The treasury includes 0.9 bitcoin acquired in June.", f"purchase 0.9 {JUNE}"),
        ("Riot wants to raise $500 million to buy more bitcoin.", "intent 2025-07-03"),
    ],
)
def test_what_is_bought(text: str, told: str) -> None:
    assert read(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "The loan is secured by a portion of our bitcoin.",
        "Borrowings under the facility are secured by bitcoin held in a segregated custody account.",
        "The Company pledged bitcoin as collateral for the loan.",
        "A secured term loan of up to $100M, collateralized by bitcoin and cash.",
    ],
)
def test_coins_serve_as_security_though_nobody_says_how_many(text: str) -> None:
    assert read(text, "riot") == ["pledge 2025-07-03"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Collateral for the loan consists of 3,300 bitcoin at June 30, 2025.", f"pledge 3300 {JUNE}"),
        ("500 bitcoin were on loan to third parties at June 30, 2025.", f"pledge 500 {JUNE}"),
        (
            "As of June 30, 2025, 79 bitcoin (with a fair value of $5.0 million) were pledged.",
            f"pledge 79 {JUNE}",
        ),
        ("The loan, secured by bitcoin, was drawn when 300 BTC were pledged.", "pledge 300 2025-07-03"),
    ],
)
def test_what_serves_as_security_is_told_once(text: str, told: str) -> None:
    assert read(text, "riot") == [told]


@pytest.mark.parametrize(
    "text",
    [
        "We may pledge bitcoin as collateral for future loans.",
        "None of our bitcoin is pledged.",
        "All proceeds went to repay a loan secured by bitcoin.",
        "Lenders require loans to be secured by bitcoin.",
    ],
)
def test_what_loans_are_like_and_what_is_paid_back_is_no_pledge(text: str) -> None:
    assert [each for each in read(text, "riot") if each.startswith("pledge")] == []


@pytest.mark.parametrize(
    "text",
    [
        "Riot has not ruled out selling some of its bitcoin.",
        "Riot is mulling selling its bitcoin.",
        "Riot is looking to offload some of its bitcoin.",
        "Riot got the go-ahead to sell its bitcoin.",
    ],
)
def test_what_is_only_thought_of_is_an_intent(text: str) -> None:
    assert read(text) == ["intent 2025-07-03"]


def test_what_is_beside_a_part_or_a_second_time_is_kept_apart() -> None:
    text = "Riot's bitcoin balance as of June 30, 2025, including 300 BTC loaned, is approximately 1,600 BTC."
    assert read(text) == [f"holdings 1600 {JUNE}", f"pledge 300 {JUNE}"]
    text = "In December 2024 Riot held 1,722 BTC and no other coins, and in June 2025 held 1,600 BTC."
    assert read(text) == ["holdings 1722 2024-12-31", f"holdings 1600 {JUNE}"]


def test_what_stands_behind_a_label_is_told_as_well() -> None:
    told = read("Bitcoin held at June 30, 2025: 1,600 (300 of which are pledged).", "riot")
    assert told == [f"holdings 1600 {JUNE}", f"pledge 300 {JUNE}"]


@pytest.mark.parametrize(
    "text",
    [
        "Bitcoin pledged by our customers totaled 3,300.",
        "It received 3 BTC as of June 30, 2025 and 97 BTC as of July 1, 2025.",
    ],
)
def test_what_others_pledge_and_receipts_state_nothing(text: str) -> None:
    assert read(text, "riot") == []


def test_a_part_of_a_balance_is_none() -> None:
    text = (
        "Riot holds an inventory of 74 bitcoin, comprised of 30.4 bitcoin retained from the lease and others."
    )
    assert read(text) == ["holdings 74 2025-07-03"]


def test_coins_sold_that_were_once_mined_are_no_output() -> None:
    assert read("Riot sold 4,000 bitcoins earned through mining in June.") == [f"sale 4000 {JUNE}"]
