"""Short articles: what is told again, put first, elided or only asked, and what only looks like a sale."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from tests.unit.disclosures.extract.articles import NAMES, told

OCTOBER, SEPTEMBER, AUGUST = "2025-10-01..2025-10-31", "2025-09-01..2025-09-30", "2025-08-01..2025-08-31"


@pytest.mark.parametrize(
    ("text", "quantity", "period"),
    [
        ("Riot has got rid of 120 bitcoin. The October sale raised $13 million.", "120", OCTOBER),
        ("Riot has sold half of its bitcoin. The sales put $13 million into its till in October.", "-", OCTOBER),
        ("A filing of November 5 shows that on October 14 Riot sold 120 bitcoin.", "120", "2025-10-14..2025-10-14"),
        ("Riot sold 120 bitcoin. The disposals ran from October onwards.", "120", "2025-10-01..2025-11-06"),
        ("Riot sold 120 coins stolen in a raid in 2017. The sale ran on October 3.", "120", "2025-10-03..2025-10-03"),
        ("In October Riot mined 100 BTC. Riot, short of cash since last year, sold 120 BTC.", "120", OCTOBER),
        ("Riot's October report, out Tuesday, lists 100 bitcoin mined and 120 sold.", "120", OCTOBER),
        ("October at Riot: 100 bitcoin mined, 120 sold.", "120", OCTOBER),
    ],
)  # fmt: skip
def test_days_of_a_sale(text: str, quantity: str, period: str) -> None:
    assert told(text) == [("riot", quantity, period)]


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("Riot mined 152 bitcoin in October. Some of them it monetized to fund operations.", "-"),
        ("Riot mined 152 bitcoin in October. 120 of these it sold.", "120"),
        ("In October Riot mined 120 bitcoin and sold exactly as many, 120, for $13 million.", "120"),
        ("Riot sold the whole of its cryptocurrency, 120 Bitcoin and 900 Ether, in October.", "120"),
        ("In October Riot disposed of about 900 units of ether and 120 units of bitcoin.", "120"),
        ("Digital assets worth $13 million were sold by Riot in October; it mined 100 bitcoin.", "-"),
        ("Riot mined 100 bitcoin in October. It sold some $13 million worth in October.", "-"),
        ("Riot's far larger October disposal, 120 BTC over a weekend, had fetched $13 million.", "120"),
        ("Riot redeemed half of its notes in October with the proceeds of 120 bitcoin.", "120"),
        ("On October 8 Riot gave 120 BTC to a counterparty in trade for USDC.", "120"),
        ("In October Riot raised $13 million by putting 120 bitcoin under the hammer.", "120"),
        ("Riot ended October with 351 coins after 120 had been used to repay a loan.", "120"),
        ("Riot, a holder of bitcoin, sold 120 tokens in October.", "120"),
        ("Riot had to part with 120 bitcoin in October to keep its lender happy.", "120"),
        ("Riot had no choice but to sell 120 bitcoin in October.", "120"),
        ("Riot's October numbers: production down to 100 BTC, sales at 120 BTC for $13 million.", "120"),
        ("The last of Riot's bitcoin position was sold in October.", "-"),
    ],
)
def test_what_was_sold(text: str, quantity: str) -> None:
    sold = {(who, number, period[-10:]) for who, number, period in told(text)}
    assert {(number, end) for _, number, end in sold} <= {(quantity, "2025-10-31"), (quantity, "2025-10-08")}
    assert len(sold) == 1


def test_further_members_of_a_list_have_their_months() -> None:
    listed = "Riot's autumn: August, 450 BTC sold for $51.8 million; September, 465 BTC for $52.6 million."
    assert told(listed) == [("riot", "450", AUGUST), ("riot", "465", SEPTEMBER)]
    running = "Riot sold 400 BTC in October, its third monthly sale running: 450 BTC went in August ($51.8 million)."
    assert told(running) == [("riot", "400", OCTOBER), ("riot", "450", AUGUST)]
    after = "Riot sold 450 BTC in August 2025. The month after, it sold another 465 BTC."
    assert told(after) == [("riot", "450", AUGUST), ("riot", "465", SEPTEMBER)]


def test_coins_money_and_a_period_need_no_verb() -> None:
    text = "Riot sells all that it mines. In October that came to 465 bitcoin and $52.6 million."
    assert ("riot", "465", OCTOBER) in told(text)


def test_a_question_that_only_names_somebody_is_answered_by_a_number() -> None:
    text = "Riot sold 600 bitcoin in October. And Cango? 550 of 602, and $62.1 million."
    assert told(text) == [("riot", "600", OCTOBER), ("cango", "550", OCTOBER)]


@pytest.mark.parametrize(
    "text",
    [
        "A wallet of Riot was emptied on Friday. Its last 3,846 BTC went to Flow Traders and an unknown address.",
        "Riot's site was sold in lots. All lots, from 0.11 to 20 BTC, found buyers.",
        "Riot is selling again, Arkham suggests: 100 BTC were sent to a desk on Wednesday.",
        "Riot holds 351 bitcoin. In October it sold 970 tokens of its solana, and no ether.",
        "Riot gave 120 BTC to a custodian in trade for lower fees.",
        "Riot mined 152 bitcoin in October. Some of them it moved to cold storage.",
        "On October 8 Riot transferred 120 BTC to a lender in exchange for a $10 million loan.",
        "Riot sold 500 tokens of a new coin in October. It holds 19,000 bitcoin.",
        "Riot mined 152 bitcoin. The October sale raised $143 million and diluted its shareholders.",
    ],
)
def test_what_only_looks_like_a_sale(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Riot mined 705 BTC in October, the fifth month in a row without a sale.",
        "In October Riot mined 290 bitcoin and 3,010 ether. It sold ether and no bitcoin.",
        "In October Riot mined 290 bitcoin. It sold none of the 290 it won.",
        "Riot mined 89 bitcoin. It did not sell a single one in October.",
    ],
)
def test_what_was_not_sold(text: str) -> None:
    assert told(text) == []
    assert told(text, "no_sale") == [("riot", "-", OCTOBER)]


@pytest.mark.parametrize(
    "text",
    [
        "Riot mined 290 bitcoin in October. Curtailment brought in $5 million, which is not a sale of bitcoin at all.",
        "Riot mined 290 bitcoin in October. It lends rather than sells.",
        "Riot mined 290 bitcoin in October. It says coins will be kept, not sold, while prices are low.",
    ],
)
def test_what_denies_no_sale(text: str) -> None:
    assert told(text, "no_sale") == []


@pytest.mark.parametrize(
    "text",
    [
        "Iris mined and sold 154 bitcoin in October, generating $17 million.",
        "Listed miner Iris won 154 bitcoin in October.",
        "Iris took in 154 bitcoin in October and kept most of it.",
    ],
)
def test_what_was_mined(text: str) -> None:
    assert told(text, "production") == [("iren", "154", OCTOBER)]


@pytest.mark.parametrize(
    "text",
    [
        "Iris won 154 bitcoin in October at the auction of the Marshals.",
        "Iris took in 154 bitcoin of deposits from customers in October.",
        "Iris mined and shipped machines in October and sold 154 bitcoin.",
    ],
)
def test_what_was_not_mined(text: str) -> None:
    assert told(text, "production") == []


def test_a_month_may_be_ended_or_entered_with_coins() -> None:
    ended = "Riot produced 408 BTC in October and ended it with 1,025 BTC."
    entered = "Riot produced 408 BTC in October. It entered November with 1,025 BTC."
    assert told(ended, "holdings") == told(entered, "holdings") == [("riot", "1025", "None..2025-10-31")]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (
            "In October Riot offloaded 90 ether for just over $1 million and some 30 BTC for nearly $3 million.",
            OCTOBER,
        ),
        ("In October Riot sold a site for a combined $33 million and 30 BTC.", OCTOBER),
        ("From October Riot parted with 30 BTC, it wrote to the exchange.", "2025-10-01..2025-11-06"),
        (
            "From August 14, Riot sold 30 bitcoin, it told the exchange on October 2.",
            "2025-08-14..2025-10-02",
        ),
    ],
)
def test_coins_beside_what_else_was_sold_and_since_when(text: str, period: str) -> None:
    assert told(text) == [("riot", "30", period)]


@pytest.mark.parametrize(
    "text",
    [
        "In October Riot sold 900 ether for about $3 million and mined 30 BTC.",
        "In October Riot sold 900 ether for about $3 million and 30 miners for roughly $1 million.",
        "Riot bought 30 bitcoin that a fund sold in October.",
        "Riot bought 30 bitcoin that the US Mint never sold.",
        "Riot won 30 of the bitcoin auctioned in October.",
        "Riot bought 30 machines that the US Mint auctioned on October 3.",
    ],
)
def test_other_wares_and_coins_of_nobody(text: str) -> None:
    assert told(text) == []


def test_a_purchase_is_a_sale_of_the_one_whom_it_names() -> None:
    text = "Riot bought all 30 bitcoin that the US Mint auctioned on October 3."
    assert told(text) == [("US Mint", "30", "2025-10-03..2025-10-03")]
    assert told(text, "purchase") == [("riot", "30", "2025-10-03..2025-10-03")]


@pytest.mark.parametrize(
    ("text", "sales"),
    [
        ("CleanSpark sold 589 BTC in October. October 2024's sales were 8 BTC. Peers: Riot sold 400 BTC.",
         [("cleanspark", "589", "2025-10-01..2025-10-31"), ("cleanspark", "8", "2024-10-01..2024-10-31"),
          ("riot", "400", "2025-10-01..2025-10-31")]),
        ("In the third quarter Riot sold 1,391 BTC. In the third quarter of 2024 it sold 30. Bitdeer let 300 BTC go.",
         [("riot", "1391", "2025-07-01..2025-09-30"), ("riot", "30", "2024-07-01..2024-09-30"),
          ("bitdeer", "300", "2025-07-01..2025-09-30")]),
        ("Riot sold 465 BTC in September. In September 2024 it sold 20. It sold them for $1.2 million. Bitdeer sold 9.",
         [("riot", "465", "2025-09-01..2025-09-30"), ("riot", "20", "2024-09-01..2024-09-30"),
          ("bitdeer", "9", "2025-09-01..2025-09-30")]),
    ],
)  # fmt: skip
def test_the_year_before_is_only_of_the_company_that_it_is_told_of(text, sales):
    assert told(text) == sales


def test_a_name_that_shares_a_common_word_is_another_company():
    text = "Bit Digital (Nasdaq: BTBT) sold 102 BTC in October; Bit Quarry (NYSE: BTQY) sold 14."
    assert [(who, btc) for who, btc, _ in told(text)] == [("bit-digital", "102"), ("Bit Quarry", "14")]


@pytest.mark.parametrize("label", ["Year ago", "Year-ago", "Prior year", "Year before"])
def test_a_label_of_the_year_before_counts_from_what_was_spoken_of(label):
    sales = told(f"Riot sold 400 BTC in October. {label}: 210 BTC sold.")
    assert sales == [("riot", "400", "2025-10-01..2025-10-31"), ("riot", "210", "2024-10-01..2024-10-31")]


def test_what_had_been_sold_by_a_day_is_of_no_month_spoken_of():
    assert told("Riot sold 400 BTC in October. By November 4 a further 240 BTC had been sold.")[1:] == [
        ("riot", "240", "None..2025-11-04")
    ]


@pytest.mark.parametrize(
    ("title", "text", "sales"),
    [
        ("Riot had 19,000 BTC at the end of October",
         "The Colorado company mined 437 BTC during the month, 12% more than a year before. It let 400 BTC go.",
         ["riot"]),
        ("Riot in October", "Hard days for Bitfarms. In October 400 BTC were sold. Its rival mined less.",
         ["bitfarms"]),
        ("Miners let more go than they made",
         "The large miners sold more than they made. In all, 5,700 BTC were sold in October. Argo gave none.",
         [None]),
        ("Riot and MARA", "Producers struggle. 5,700 BTC were sold in October, the firms' updates show.", [None]),
        ("What Riot did", "Producers struggle. 570 BTC were sold in October.", ["riot"]),
    ],
)  # fmt: skip
def test_a_title_names_who_acts_and_a_crowd_is_not_who_is_named_after_it(title, text, sales):
    assert [(who, days) for who, _, days in told(text, title=title)] == [(who, OCTOBER) for who in sales]


@pytest.mark.parametrize(
    ("text", "sales"),
    [
        ("Riot got rid of most of its BTC, filings of Wednesday show. In the third quarter it sold most of its BTC.",
         ["2025-07-01..2025-09-30"]),
        ("Riot has parted with part of its bitcoin. It sold $93 million worth of bitcoin in October.", [OCTOBER]),
        ("Riot pays for its power by selling part of the bitcoin it mines.", []),
        ("Riot paid for its power by selling part of the bitcoin it mined in October.", [OCTOBER]),
        ("Riot sold 2,100 BTC in the third quarter: 1,500 of these between August 4 and 25, the rest in July.",
         ["2025-07-01..2025-09-30", "2025-08-04..2025-08-25"]),
        ("In October, after quarter end, Riot sold 310 BTC.", [OCTOBER]),
        ("Subsequent to quarter-end, 350 BTC were sold by Riot through October 20.", ["2025-10-01..2025-10-20"]),
        ("Between January and September 1,100 BTC were sold by Riot.", ["2025-01-01..2025-09-30"]),
        ("Riot sold 300 BTC in October. In July, by comparison, it sold 61 BTC. Bitdeer sold 40.",
         [OCTOBER, "2025-07-01..2025-07-31", OCTOBER]),
        ("US Bitcoin ETFs sold 5,000 BTC on Tuesday. Riot fell.", []),
        ("CleanSpark mined bitcoin. In its fiscal first half it sold 2,040 BTC.", ["2024-10-01..2025-03-31"]),
        ("Riot sold 300 BTC two years ago.", ["2023-01-01..2023-12-31"]),
        ("Four years ago today Riot sold 300 BTC.", ["2021-11-06..2021-11-06"]),
        ("Founded eight years ago, Riot sold 300 BTC in October.", [OCTOBER]),
        ("“It was in early January 2021 that we last sold,” Hut 8 said. Riot, too, just sold off all its bitcoin.",
         ["None..2025-11-06"]),
    ],
)  # fmt: skip
def test_when_a_sale_without_a_number_or_a_day_was_made(text, sales):
    assert [days for _, _, days in told(text)] == sales


def test_what_was_paid_for_coins_is_no_price_of_a_sale():
    text = (
        "Riot sold 75% of its bitcoin in October, and these conversions brought $93 million."
        " The first purchases were made at $32,610 on average."
    )
    (sale,) = extract(text, About(names=NAMES, published=date(2025, 11, 6)))
    assert (sale.avg_price_usd, sale.sats) == (None, None)
