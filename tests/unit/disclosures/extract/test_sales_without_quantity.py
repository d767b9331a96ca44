"""Sales told by money, by a share or in general, and what only looks like one. All sentences are made up."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.money import SATS_PER_BTC

NAMES = {"Deepmine": "deepmine", "Coldrack": "coldrack"}
PUBLISHED = date(2025, 7, 10)
JUNE = date(2025, 6, 1), date(2025, 6, 30)
QUARTER = date(2025, 4, 1), date(2025, 6, 30)
HALF = date(2025, 1, 1), date(2025, 6, 30)
QUARTER_2024 = date(2024, 4, 1), date(2024, 6, 30)
HALF_2024 = date(2024, 1, 1), date(2024, 6, 30)
YEAR_2024 = date(2024, 1, 1), date(2024, 12, 31)
YEAR_2023 = date(2023, 1, 1), date(2023, 12, 31)
Sale = tuple[float | None, float | None, date | None, date | None]


def sales(text: str, *, filed: bool = False) -> set[Sale]:
    """Quantity in BTC, proceeds in millions of dollars, and the days of what Deepmine sold."""
    about = About(names=NAMES, published=PUBLISHED, issuer="deepmine" if filed else None)
    found = [each for each in extract(text, about) if each.kind == "sale"]
    assert {each.entity for each in found} <= {"deepmine"}
    return {
        (
            each.sats and each.sats / SATS_PER_BTC,
            each.proceeds_usd and float(each.proceeds_usd) / 1e6,
            each.period_start,
            each.period_end,
        )
        for each in found
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In June 2025, Deepmine parted with a handful of bitcoin.", {(None, *JUNE)}),
        (("Cash used in investing activities in the three months ended June 30, 2025 was mainly $8.4 million for"
         " equipment, offset by $12.9 million received upon the sale of bitcoin; in the three months ended June 30,"
         " 2024 the corresponding receipts were $4.7 million."), {(12.9, *QUARTER), (4.7, *QUARTER_2024)}),
        (("We spent $30 million on property in the six months ended June 30, 2025, partly offset by $21.5 million"
         " obtained on the disposal of bitcoin. The comparable amount in the six months ended June 30, 2024 was $9.1"
         " million."), {(21.5, *HALF), (9.1, *HALF_2024)}),
        ("Sale of bitcoin in the three months ended June 30, 2025 brought $27.5 million (year to date $41.0 million).",
         {(27.5, *QUARTER), (41.0, *HALF)}),
        (("All bitcoins Deepmine was awarded in 2024 and 2023 were exchanged for U.S. dollars. Cash from such exchanges"
         " is part of operating cash flow: $10.6 million and $28.5 million for 2024 and 2023, respectively."),
         {(10.6, *YEAR_2024), (28.5, *YEAR_2023)}),
        ("Receipts from selling bitcoin came to $14.2 million in the second quarter of 2025 (Q2 2024: $9.3 million).",
         {(14.2, *QUARTER), (9.3, *QUARTER_2024)}),
        (("During the three months ended June 30, 2025 and 2024, the Company received proceeds of $8.8 million and $6.1"
         " million, respectively, from the sale of bitcoin."), {(8.8, *QUARTER), (6.1, *QUARTER_2024)}),
        ("During the three months ended June 30, 2025, the Company had Bitcoin dispositions of $2.5 million.",
         {(2.5, *QUARTER)}),
        (("In the three months ended June 30, 2025, $18.2 million was realized by the Company through bitcoin"
         " dispositions."), {(18.2, *QUARTER)}),
        (("We converted approximately 75% of our purchases of bitcoin into fiat currency in the second quarter of 2025,"
         " which added $36 million of cash to our balance sheet."), {(36.0, *QUARTER)}),
    ],
)  # fmt: skip
def test_money_that_a_filing_tells_of_sales(text: str, told: set[tuple[float, date, date]]) -> None:
    assert sales(text, filed=True) == {(None, *each) for each in told}


@pytest.mark.parametrize(
    ("text", "millions"),
    [
        (
            "Deepmine made 28 bitcoin in June. The proceeds of coin sales, $2.0 million, went to a deposit on racks.",
            2,
        ),
        ("Deepmine does not keep coins; the June yield was sold on receipt for $0.7 million.", 0.7),
        ("Deepmine mines bitcoin. Deepmine exchanged its June output for $12 million in cash.", 12),
        ("In June Deepmine turned three quarters of its bitcoin into $36 million of cash.", 36),
        ("In June, Deepmine pulled in $12 million by cashing out coins.", 12),
        ("Deepmine has generated $44 million from bitcoin it sold in June.", 44),
        ("June bitcoin sales gave Deepmine $14 million to pay its lenders with.", 14),
        ("Bitcoin sales by Deepmine in June netted the miner $19 million.", 19),
        ("Deepmine funded operations in June out of $8.8 million in bitcoin sales.", 8.8),
        ("A $19 million bitcoin sale in June paid for Deepmine's new site.", 19),
        ("Deepmine made $19 million selling bitcoin in June.", 19),
        ("Selling its bitcoin in June earned Deepmine $9.7 million.", 9.7),
        ("In June Deepmine disposed of BTC with a value of $9.7 million.", 9.7),
        ("The $15 million Deepmine received for bitcoin sold in June went to Coldrack.", 15),
        ("In June Deepmine sold coins; that raised $15 million.", 15),
    ],
)
def test_money_that_an_article_tells_of_sales(text: str, millions: float) -> None:
    assert sales(text) == {(None, millions, *JUNE)}


@pytest.mark.parametrize(
    "text",
    [
        "Deepmine liquidates daily the Bitcoin it mines, as it did throughout June.",
        "Deepmine sells its production every day, and did so in June.",
        "Deepmine routinely sells the coins it mines; June was no exception.",
        "Deepmine regularly sells its bitcoin, including in June.",
        "Deepmine monetizes what it mines each day and continued to do so in June.",
        "In June Deepmine converted nearly all coins it earned into cash as they came in.",
        "In June Deepmine exchanged its last coins for ether. It no longer holds bitcoin.",
        "Deepmine traded the rest of its bitcoin for Solana in June.",
        "Deepmine earned $31.7 million, with 66% of the generated bitcoins in June being sold to cover costs.",
        "Deepmine kept 190 BTC of its June production, with the remainder being sold.",
        "Deepmine kept a third of its June output and sold the rest.",
        "Of the coins it mined in June, Deepmine sold the lion's share.",
        "Almost every coin that Deepmine mined in June was turned into cash.",
        "Deepmine mined 736 bitcoin in June. The increase over the month was smaller, reflecting some strategic sales.",
        "Deepmine's bitcoin holdings fell in June after sales to pay for power.",
        "Proceeds from the partial sale of Deepmine's bitcoin in June went to lenders.",
        "In June Deepmine was a net seller of bitcoin.",
        "Deepmine mined $7 million more bitcoin than it sold in June.",
        "Deepmine resumed sales of bitcoin in June.",
        "Deepmine made its first bitcoin sales in June.",
        "Deepmine paid down debt in June with bitcoin sales.",
        "Deepmine's June production has been sold in full; it holds no bitcoin.",
        "Deepmine reduced its bitcoin stack in June by selling a portion.",
        "Deepmine held on to 40% of its June output of bitcoin and sold the remaining 60%.",
        "Deepmine's bitcoin is gone: it sold the lot in June.",
    ],
)
def test_a_sale_of_which_nothing_is_counted(text: str) -> None:
    assert sales(text) == {(None, None, *JUNE)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (("Deepmine has sold most of its bitcoin. As of the end of the second quarter, we have converted about 75% of"
         " our purchases into fiat, the firm wrote. Conversions in the second quarter added $36 million of cash to the"
         " balance sheet."), {(None, 36.0, *QUARTER)}),
        (("Deepmine has sold three quarters of its bitcoin. The firm's second-quarter deck says the disposals brought"
         " in $36 million of cash."), {(None, 36.0, *QUARTER)}),
        (("Deepmine said it converted around 75% of its bitcoin into fiat during the second quarter. As a result, $36"
         " million of cash was added to its balance sheet."), {(None, 36.0, *QUARTER)}),
        ("Deepmine sold a large chunk of its bitcoin.\n- Bitcoins sold: 579 out of 1,199\n",
         {(579.0, None, None, PUBLISHED)}),
        (("After selling most of its bitcoin earlier this year, Deepmine held the rest. In May it reported it sold 75%"
         " of its bitcoin for $36 million in the second quarter."), {(None, 36.0, *QUARTER)}),
        ("Deepmine sold bitcoin in May and June. It sold 100 BTC in May and 200 BTC in June.",
         {(100.0, None, date(2025, 5, 1), date(2025, 5, 31)), (200.0, None, *JUNE)}),
        ("Deepmine, which sold bitcoin in June, now holds 900 BTC. The June sales: 300 BTC for $31 million.",
         {(300.0, 31.0, *JUNE)}),
        ("Half of Deepmine's coins were sold in June. The company says it sold 300 BTC.", {(300.0, None, *JUNE)}),
        ("Roughly 95% of the 300 coins Deepmine earned in June were turned into dollars, $29.9 million in all.",
         {(285.0, 29.9, *JUNE)}),
    ],
)  # fmt: skip
def test_what_several_sentences_tell_of_one_sale_is_one_statement(text: str, told: set[Sale]) -> None:
    assert sales(text) == told


def test_gains_on_sales_of_two_periods_are_sales_in_both_and_no_proceeds() -> None:
    text = (
        "We hold bitcoin. In the six months ended June 30, 2025 and 2024, we realized gains of $64 million and $128"
        " million, respectively, in connection with converting our holdings of digital assets into fiat currency."
    )
    assert sales(text, filed=True) == {(None, None, *HALF), (None, None, *HALF_2024)}


@pytest.mark.parametrize(
    "text",
    [
        "In June Deepmine mined 300 BTC. Conversions of notes brought in $12 million of cash.",
        "Deepmine mined 300 BTC in June. The disposal of the Odessa site brought in $12 million of cash.",
        (
            "In the quarter Deepmine received $21.5 million on the sale of shares; the corresponding receipts of a"
            " year ago were $4.7 million. It mined 300 BTC."
        ),
        "Deepmine's loss on the sale of bitcoin was $1.9 million in June.",
        "Deepmine plans to raise $19 million in July by selling bitcoin.",
        "Deepmine bought $19 million of bitcoin in June from a fund that sold its coins.",
        "The proceeds of the note sale, $19 million, went into bitcoin in June, Deepmine says.",
        "Deepmine routinely sells the coins it mines, but did not do so in June.",
        "Deepmine liquidates daily the Bitcoin it mines, as disclosed in its June update.",
        "Deepmine sells power to the grid daily, as it did throughout June. It mines bitcoin.",
        "In June Deepmine exchanged ether for bitcoin.",
        "Deepmine converted its bitcoin mining hall to AI for $2 million in cash in June.",
        "On June 23, 2025 Deepmine sold all of its cryptocurrency miners for $1.0 million in cash.",
        "Deepmine did not reveal the price at which it sold bitcoin, which has halved in the past four months.",
        "Deepmine mined 736 bitcoin in June. The increase in shares reflects sales under the ATM.",
        "Bitcoin fell in June after sales by miners. Deepmine mined 300.",
        "Critics alleged that Deepmine had sold over $1 billion worth of bitcoin in June. It dismissed the claims.",
        "Deepmine issued a formal denial of claims that it sold $1 billion in bitcoin within the past year.",
        "Deepmine showed that none of its $435 million bitcoin was sold in June.",
        "More than half of Deepmine's bitcoin was pledged in June.",
        "Deepmine's lender sold bitcoin in June.",
        "Deepmine sold 60% of its bitcoin mining subsidiary in June.",
        "Deepmine used to sell its bitcoin; since June it keeps them.",
        "Deepmine sold bitcoin call options in June.",
        "A $12 million bitcoin loan in June paid for Deepmine's new site.",
        "Deepmine's stock fell in June after sales by insiders; it mines bitcoin.",
        "In June $2.1 billion came from bitcoin sales through Deepmine's app.",
        "Deepmine's filing explains how it accounts for bitcoin sold during a quarter.",
    ],
)
def test_what_only_looks_like_such_a_sale(text: str) -> None:
    assert sales(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "In Q1 2025 Riot mined 1,530 bitcoin, with $38.8 million coming from digital asset disposals.",
        "In Q1 2025 Riot mined 1,530 bitcoin, with digital asset disposals bringing $38.8 million.",
        "In Q1 2025 1,530 bitcoin were mined by Riot, with sales of bitcoin generating about $38.8 million.",
        "In Q1 2025 Riot had cash of $120 million, with $38.8 million stemming from bitcoin sales.",
    ],
)
def test_money_that_sales_brought_beside_something_else_tells_them(text: str) -> None:
    found = extract(text, About(issuer="riot", names={"Riot": "riot"}, published=date(2025, 5, 9)))
    [one] = [each for each in found if each.kind == "sale"]
    assert (one.sats, one.proceeds_usd) == (None, 38_800_000)
    assert (one.period_start, one.period_end) == (date(2025, 1, 1), date(2025, 3, 31))


@pytest.mark.parametrize(
    "text",
    [
        "Bitcoin sales yielding $38.8 million are planned for July.",
        "In Q1 2025 revenue came to $161 million, $38.8 million coming from sales of miners for bitcoin.",
    ],
)
def test_money_of_plans_and_wares_tells_no_sale(text: str) -> None:
    found = extract(text, About(issuer="riot", names={"Riot": "riot"}, published=date(2025, 5, 9)))
    assert [each for each in found if each.kind == "sale"] == []
