"""What single sentences state. They are ours, in the grammar of the field; amounts and dates may be real."""

from datetime import date
from decimal import Decimal

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About, Found
from monitor.disclosures.statement import StatementKind

NAMES = {
    "Cango Inc.": "cango",
    "Riot Platforms, Inc.": "riot",
    "CleanSpark, Inc.": "cleanspark",
    "MARA Holdings, Inc.": "mara",
    "Marathon Digital Holdings": "mara",
    "Bitfarms Ltd.": "bitfarms",
}
PUBLISHED = date(2026, 2, 10)  # a Tuesday
JANUARY = date(2026, 1, 1), date(2026, 1, 31)
QUARTER = date(2025, 10, 1), date(2025, 12, 31)
SALE, NO_SALE, INTENT = StatementKind.SALE, StatementKind.NO_SALE, StatementKind.INTENT


def read(text: str, *, issuer: str | None = "riot", published: date | None = PUBLISHED) -> tuple[Found, ...]:
    return extract(text, About(issuer=issuer, names=NAMES, published=published))


def sales(text: str, **about: str | None) -> list[tuple[object, ...]]:
    return [
        (each.sats and each.sats / 10**8, each.period_start, each.period_end)
        for each in read(text, **about)
        if each.kind is SALE
    ]


@pytest.mark.parametrize(
    ("text", "btc", "period"),
    [
        ("We sold 550 bitcoin in January 2026.", 550, JANUARY),
        ("In January the Company sold 550.03 BTC at an average of $90,000.", 550.03, JANUARY),
        ("550 BTC were sold during January.", 550, JANUARY),
        ("The Company mined 496 BTC in January and sold 550.", 550, JANUARY),
        ("It produced 1,221 bitcoins in January and sold 1,975", 1975, JANUARY),
        ("During January the Company elected to sell 1,500 BTC to cover costs.", 1500, JANUARY),
        ("Growth was paid for by selling approximately 544 coins in January.", 544, JANUARY),
        ("The land was funded entirely by the sale of approximately 1,080 bitcoin in January.", 1080, JANUARY),
        ("It liquidated just over 1,080 BTC last month.", 1080, JANUARY),
        ("We parted with 578.51 BTC in January.", 578.51, JANUARY),
        ("We sold, between January 1 and January 31, 2026, a total of 3,353 bitcoin.", 3353, JANUARY),
        ("Riot got rid of 288.1 BTC over the October-to-December period.", 288.1, QUARTER),
        ("410 of the 655 coins that Riot mined in January were turned into cash.", 410, JANUARY),
        ("Per the update, 36 of 44 BTC mined in January were sold.", 36, JANUARY),
        ("Of our year-end balance of 1,003 bitcoin, 310 have been sold since.", 310, (date(2026, 1, 1), PUBLISHED)),
        ("We held 18,005 BTC on January 15 and have since sold 300.", 300, (date(2026, 1, 15), PUBLISHED)),
        ("Riot disposed of 579 of its 1,199 bitcoin in January.", 579, JANUARY),
        ("We mined 400 BTC in January, all of which we sold at $91,000 per bitcoin.", 400, JANUARY),
        ("All of the 110 bitcoin that we mined in January have been sold.", 110, JANUARY),
        ("In January we sold two hundred and twelve bitcoin.", 212, JANUARY),
        ("In January we sold 1.08K BTC.", 1080, JANUARY),
        ("We converted 544 bitcoin into U.S. dollars in January.", 544, JANUARY),
        ("For the three months ended December 31, 2025, we sold 2,201 bitcoin.", 2201, QUARTER),
        ("In the fourth quarter of 2025 the Company's sales of bitcoin totaled 2,201 BTC.", 2201, QUARTER),
        ("It sold 4,451 BTC over the weekend.", 4451, (date(2026, 2, 7), date(2026, 2, 8))),
        ("The Company sold 4,451 BTC on February 7-8, 2026.", 4451, (date(2026, 2, 7), date(2026, 2, 8))),
        ("In the first week of January it sold 300 BTC.", 300, (date(2026, 1, 1), date(2026, 1, 7))),
        ("Between January 3 and January 9, 2026, 300 BTC were sold.", 300, (date(2026, 1, 3), date(2026, 1, 9))),
        ("On January 16, 2026 the Company announced the sale of 1,080 bitcoins.", 1080, (None, date(2026, 1, 16))),
        ("The Company said on Monday that it had sold 300 BTC.", 300, (None, date(2026, 2, 9))),
        ("The Company has completed the sale of 4,451 BTC.", 4451, (None, PUBLISHED)),
        ("A mineradora vendeu cerca de 1.080 bitcoins em janeiro de 2026 para pagar as contas.", 1080, JANUARY),
        ("Im Januar 2026 hat das Unternehmen 98 Bitcoin verkauft, um die Kosten zu decken.", 98, JANUARY),
    ],
)  # fmt: skip
def test_a_sale_is_read_with_its_quantity_and_its_days(
    text: str, btc: float, period: tuple[date | None, date]
) -> None:
    assert sales(text) == [(btc, *period)]


@pytest.mark.parametrize(
    "text",
    [
        "We sold 5,606 bitcoin miners in January.",
        "A customer sold 300 S19 machines in January; we hold 40 bitcoin.",
        "In January we sold 1.2 million shares under our at-the-market offering and held 7,000 bitcoin.",
        "MARA acquired 4,144 bitcoin in January, using proceeds from the sale of the notes.",
        "We disposed of 3,072 and 7,900 bitcoin miners in January.",
        "In January we had power sales equivalent to 41 bitcoin.",
        "In January we transferred 1,318 BTC to an exchange.",
        "In January we pledged 3,090 BTC as collateral for a loan.",
        "We may sell up to 500 bitcoin in the coming quarter.",
        "The Company plans to sell the 156 BTC that it mined in January.",
        "The board authorised the Company to sell 1,000 bitcoin.",
        "If we were to sell 1,000 bitcoin, its price could fall.",
        "Did the Company sell 1,000 bitcoin in January?",
        "Public miners sold 10,000 BTC a day in January, analysts say.",
        "The decrease is due to a $9.5 million reduction in proceeds from the sale of bitcoin.",
        "The ability to raise funds through the sale of bitcoin is subject to risks.",
        "The last reported sale price of our common shares was $12.",
        "We did not sell any shares in January and did not purchase any bitcoin.",
        "We sold energy for $5.2 million in January; bitcoin traded at $91,000.",
        "Northern Data sold the site in order to build others, and bitcoin rose.",
        "Carrying value of bitcoin sold ( 67,244 )",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_sale_is_none(text: str) -> None:
    assert [each for each in read(text) if each.kind is SALE] == []


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("We did not sell any bitcoin in January.", JANUARY),
        ("The Company mined 705 BTC in January but sold none.", JANUARY),
        ("No bitcoin was sold during the three months ended December 31, 2025.", QUARTER),
        ("The change is due to not selling any bitcoin during January 2026.", JANUARY),
        ("The Company has not sold any bitcoin since October 21, 2020.", (date(2020, 10, 21), PUBLISHED)),
        ("It mined 31.7 BTC in January and chose to retain them rather than sell.", JANUARY),
        ("All bitcoin mined in January was held.", JANUARY),
        ("Bitcoin sold in January: 0", JANUARY),
    ],
)
def test_a_denial_is_read_with_its_days(text: str, period: tuple[date, date]) -> None:
    found = [each for each in read(text) if each.kind in {SALE, NO_SALE}]
    assert [(each.kind, each.period_start, each.period_end) for each in found] == [(NO_SALE, *period)]


def test_a_sentence_of_two_polarities_tells_both() -> None:
    found = read(
        "We did not sell any bitcoin in December 2025, whereas 590 bitcoin were sold in December 2024."
    )
    assert [(each.kind, each.period_end) for each in found] == [
        (NO_SALE, date(2025, 12, 31)),
        (SALE, date(2024, 12, 31)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Company plans to sell part of its newly mined coins.",
        "Coins on our balance sheet may be sold.",
        "We sell bitcoin from time to time to support our operations.",
        "The Company has no immediate plans to sell its bitcoin.",
    ],
)
def test_a_wish_is_an_intent_and_nothing_more(text: str) -> None:
    assert [each.kind for each in read(text)] == [INTENT]


def test_price_proceeds_purpose_and_what_was_held_after_belong_to_the_sale() -> None:
    (sale, held) = read(
        "In January we sold 445 BTC for approximately $48.7 million, at an average price of $109,568 per bitcoin,"
        " to repay a loan. As of January 31, 2026, we held 13,011 BTC."
    )
    assert (sale.kind, held.kind) == (SALE, StatementKind.HOLDINGS)
    assert sale.proceeds_usd == 48_700_000
    assert sale.avg_price_usd == 109_568
    assert sale.purpose == "debt repayment"
    assert sale.holdings_after_sats == 13_011 * 10**8
    assert not sale.derived


def test_money_that_is_not_of_the_sale_is_left_alone() -> None:
    (sale,) = read("In January we sold 100 BTC, bought a site for $4.3 million and drew a $20 million loan.")
    assert (sale.proceeds_usd, sale.avg_price_usd) == (None, None)


def test_other_dollars_are_never_taken_for_united_states_dollars() -> None:
    (sale,) = read("In January we sold 100 BTC for C$12.4 million.")
    assert sale.proceeds_usd is None


def test_stablecoins_are_told_as_what_they_are() -> None:
    (sale,) = read("In January we sold 4,451 BTC for 305 million USDT.")
    assert (sale.proceeds_usd, sale.proceeds_usdt) == (None, 305_000_000)


def test_a_live_price_glued_to_the_coin_is_no_price_of_the_sale() -> None:
    (sale,) = read(
        "Cango offloaded 4,451 Bitcoin$62,477.67 for roughly $305 million in January 2026.", issuer=None
    )
    assert (sale.entity, sale.avg_price_usd, sale.proceeds_usd) == ("cango", None, 305_000_000)


def test_a_quantity_that_is_only_implied_is_computed_and_marked() -> None:
    (sale,) = read(
        "In January we sold $90 million worth of bitcoin at an average price of $90,000 per bitcoin."
    )
    assert (sale.sats, sale.approximate, sale.derived) == (1_000 * 10**8, True, {"sats"})


def test_a_share_of_production_is_computed_from_it() -> None:
    found = read("We mined 500 BTC in January. We sold 71% of the BTC produced in January.")
    (sale,) = [each for each in found if each.kind is SALE]
    assert (sale.sats, sale.derived) == (355 * 10**8, {"sats"})


def test_a_fact_told_twice_is_one_statement_with_everything_told() -> None:
    found = read(
        "Riot Sells 550 BTC\nIn January we sold approximately 550 BTC. The coins were sold for net proceeds of $50"
        " million, used to repay a loan. We sold 550.03 BTC in January.",
    )
    (sale,) = [each for each in found if each.kind is SALE]
    assert (sale.sats, sale.approximate) == (55_003_000_000, False)
    assert (sale.proceeds_usd, sale.purpose) == (Decimal(50_000_000), "debt repayment")


def test_each_company_of_an_article_gets_its_own() -> None:
    found = read(
        "Cango sold 4,451 BTC over the weekend to pay down debt. Riot Platforms sold roughly 1,080 BTC in January, and"
        " CleanSpark disclosed selling about 159 BTC the same month. Foo Mining Corp. (NASDAQ: FOO) sold 12"
        " BTC in January.",
        issuer=None,
    )
    told = [
        (each.entity, each.sats and each.sats // 10**8, each.period_end)
        for each in found
        if each.kind is SALE
    ]
    assert told == [
        ("cango", 4451, date(2026, 2, 8)),
        ("riot", 1080, JANUARY[1]),
        ("cleanspark", 159, JANUARY[1]),
        ("Foo Mining Corp.", 12, JANUARY[1]),
    ]


def test_a_total_of_the_year_stands_beside_its_month() -> None:
    found = sales(
        "In January 2026 we sold 212 bitcoin. During the nine months ended January 31, 2026, we sold 2,762 bitcoin."
    )
    assert found == [(212, *JANUARY), (2762, date(2025, 5, 1), date(2026, 1, 31))]


def test_periods_told_respectively_go_to_their_amounts() -> None:
    found = sales(
        "We sold 1,000 and 500 bitcoin in the three months ended December 31, 2025 and 2024, respectively."
    )
    assert found == [
        (1000, *QUARTER),
        (500, date(2024, 10, 1), date(2024, 12, 31)),
    ]  # fmt: skip


def test_every_evidence_is_a_piece_of_the_text() -> None:
    text = (
        "Riot mined 445 BTC in January, sold 465 BTC for $52.6 million and held 19,287 BTC, of which 3,300 were"
        " pledged."
    )
    found = read(text)
    assert {each.kind for each in found} == {
        SALE, StatementKind.PRODUCTION, StatementKind.HOLDINGS, StatementKind.PLEDGE,
    }  # fmt: skip
    assert all(text[each.start : each.end] == each.evidence for each in found)


@pytest.mark.parametrize(
    "text",
    [
        "In the fourth quarter it sold 2,201 bitcoin - 383 in November and 1,818 in December - for $200 million.",
        "In the fourth quarter of 2025 Riot sold 2,201 bitcoin (383 in November and the rest in December).",
    ],
)
def test_a_total_keeps_the_longer_time_that_it_was_told_in(text: str) -> None:
    assert (2201.0, *QUARTER) in sales(text)
    assert (383.0, date(2025, 11, 1), date(2025, 11, 30)) in sales(text)


def test_a_month_in_brackets_is_compared_with() -> None:
    told = sales("Bitcoin sold in January: 815 (December: 806)")
    assert told == [(815.0, *JANUARY), (806.0, date(2025, 12, 1), date(2025, 12, 31))]


def test_a_change_tells_of_every_month_that_it_names() -> None:
    told = sales("Riot's sales climbed to 465 BTC in January from 450 in December and 395 in November.")
    assert told == [
        (465.0, *JANUARY),
        (450.0, date(2025, 12, 1), date(2025, 12, 31)),
        (395.0, date(2025, 11, 1), date(2025, 11, 30)),
    ]


def test_the_half_is_the_one_that_is_over() -> None:
    told = sales("Riot sold 206 BTC in the half for $19.8 million.", published=date(2025, 8, 11))
    assert told == [(206.0, date(2025, 1, 1), date(2025, 6, 30))]


def test_a_restated_month_keeps_its_own_days() -> None:
    told = sales(
        "In June it mined 141 bitcoin. The May figure for bitcoin sold has been restated: 166.",
        published=date(2025, 7, 11),
    )
    assert told == [(166.0, date(2025, 5, 1), date(2025, 5, 31))]


def test_what_is_always_done_instead_of_selling_denies_no_month() -> None:
    assert not [
        each for each in read("In January Riot mined 160 bitcoin. Rather than sell, it says, it borrows.")
        if each.kind is NO_SALE
    ]  # fmt: skip


def test_what_is_compared_frames_no_sentence_after_it() -> None:
    told = sales(
        "In January it sold 215 bitcoin, compared with 129 in December. In addition, it sold 15 bitcoin."
    )
    assert (15.0, *JANUARY) in told


@pytest.mark.parametrize(
    "text",
    [
        "The balance after the sale was 7,474.6 coins as of January 31.",
        "The Marshals Service started to auction 50,000 bitcoins on Thursday.",
    ],
)
def test_a_balance_after_a_sale_and_an_auction_that_has_begun_are_none(text: str) -> None:
    assert sales(text) == []
