"""Of several times in one text, which is whose: members of a sentence, times told again, other verbs and things."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.money import SATS_PER_BTC

PUBLISHED = date(2025, 7, 10)
NAMES = {"Deepmine": "deepmine", "Coldrack": "coldrack"}


def told(text: str, kind: str = "sale", published: date = PUBLISHED) -> set[str]:
    """What a filing of Deepmine's tells: "coins first..last"."""
    found = extract(text, About(issuer="deepmine", names=NAMES, published=published))
    return {
        f"{(each.sats or 0) / SATS_PER_BTC:g} {each.period_start}..{each.period_end}"
        for each in found
        if each.kind == kind
    }


@pytest.mark.parametrize(
    ("text", "sales"),
    [
        ("In April we sold 475 Bitcoin for $38.8 million, and in May another 500 Bitcoin for $51.0 million.",
         {"475 2025-04-01..2025-04-30", "500 2025-05-01..2025-05-31"}),
        ("On June 2, 2025 we exchanged 120 bitcoin for ETH, and on June 8, 2025 a further 95 bitcoin.",
         {"120 2025-06-02..2025-06-02", "95 2025-06-08..2025-06-08"}),
        ("The Company sold 300 bitcoin in May and, in June 2025, an additional 75 bitcoin.",
         {"300 2025-05-01..2025-05-31", "75 2025-06-01..2025-06-30"}),
        ("It sold 110 bitcoin in the second quarter and, after quarter end, through July 8, another 25 bitcoin.",
         {"110 2025-04-01..2025-06-30", "25 2025-07-01..2025-07-08"}),
        ("In May 69 bitcoin were sold and in June 57.",
         {"69 2025-05-01..2025-05-31", "57 2025-06-01..2025-06-30"}),
        ("Deepmine mined 63 bitcoin in June; it sold 55.9 and had 23.2 when July began.",
         {"55.9 2025-06-01..2025-06-30"}),
        ("Of the 63 bitcoin mined in June 55 were sold, versus the 70 it sold the month before.",
         {"55 2025-06-01..2025-06-30", "70 2025-05-01..2025-05-31"}),
        ("Deepmine mined 63 bitcoin in June. It disposed of 50 bitcoin, versus nil in June last year.",
         {"50 2025-06-01..2025-06-30"}),
        ("At 740 coins on June 30, the hoard is smaller than in May: Deepmine sold 55 bitcoin.",
         {"55 2025-06-01..2025-06-30"}),
        ("In May we sold 397 bitcoin and in July expect to sell 400.", {"397 2025-05-01..2025-05-31"}),
        ("In June Deepmine, which had bought a site in April, sold 397 bitcoin.", {"397 2025-06-01..2025-06-30"}),
        ("In June it sold 4,615 bitcoin, of which 4,451 on June 7 and 8.",
         {"4615 2025-06-01..2025-06-30", "4451 2025-06-07..2025-06-08"}),
        ("In 2024 the Company sold 2,298 bitcoin, in the third quarter alone 702.",
         {"2298 2024-01-01..2024-12-31", "702 2024-07-01..2024-09-30"}),
        ("In the first quarter we mined 1,163 bitcoin, of which 890 were sold by the end of March.",
         {"890 2025-01-01..2025-03-31"}),
    ],
)  # fmt: skip
def test_each_member_of_a_sentence_has_its_own_time(text, sales):
    assert told(text) == sales


@pytest.mark.parametrize(
    ("text", "sales"),
    [
        (("For the three months ended March 31, 2025 and 2024 we mined 30 and 80 bitcoin, respectively."
         " We sold 12 and 45 bitcoin in those periods for $1.1 million and $2.4 million, respectively."),
         {"12 2025-01-01..2025-03-31", "45 2024-01-01..2024-03-31"}),
        ("In 2024 and 2023 we earned 390 and 610 bitcoin, respectively. We sold 388 and 602 in the respective years.",
         {"388 2024-01-01..2024-12-31", "602 2023-01-01..2023-12-31"}),
        (("The three and nine months ended March 31, 2025 brought production of 30 and 130 bitcoin."
         " Over the same periods we sold 25 and 141 bitcoin, respectively."),
         {"25 2025-01-01..2025-03-31", "141 2024-07-01..2025-03-31"}),
        ("During the quarters ended March 31, 2025 and December 31, 2024 we sold 240 and 512 bitcoin, respectively.",
         {"240 2025-01-01..2025-03-31", "512 2024-10-01..2024-12-31"}),
        ("For the quarter and the year ended December 31, 2024 bitcoin sales were 25 and 141 bitcoin, respectively.",
         {"25 2024-10-01..2024-12-31", "141 2024-01-01..2024-12-31"}),
        ("On April 3 and April 17, 2025, the Company sold 30 and 45 bitcoin, respectively.",
         {"30 2025-04-03..2025-04-03", "45 2025-04-17..2025-04-17"}),
        ("We sold 210 and 360 bitcoin in March and January, respectively.",
         {"210 2025-03-01..2025-03-31", "360 2025-01-01..2025-01-31"}),
        ("During the second and third quarters of 2024, respectively, we sold 300 and 212 bitcoin.",
         {"300 2024-04-01..2024-06-30", "212 2024-07-01..2024-09-30"}),
    ],
)  # fmt: skip
def test_times_told_together_and_told_again(text, sales):
    assert told(text) == sales


def test_neither_of_the_years_that_ended_then_had_a_sale():
    text = (
        "As of December 31, 2024 and 2023 the Group held 700 and 900 Bitcoin, respectively."
        " No Bitcoin was sold in either of the years ended on those dates."
    )
    assert told(text, "no_sale") == {"0 2024-01-01..2024-12-31", "0 2023-01-01..2023-12-31"}


@pytest.mark.parametrize(
    "text",
    [
        "Deepmine sold 500 bitcoin to redeem half of its January convertible notes.",
        "Deepmine sold 500 bitcoin to meet the terms of the May 2024 credit agreement.",
        "To repay the bridge loan it took out in March, Deepmine sold 500 bitcoin.",
        "Deepmine, founded in October 2013, sold 500 bitcoin.",
        "Deepmine sold 500 bitcoin, whose price has slipped over the past four weeks.",
        "Deepmine sold 500 bitcoin, which in early May had traded above $100,000.",
        "Deepmine sold 500 bitcoin under the programme its board approved in April.",
        "Deepmine sold 500 bitcoin, its first disposal since adopting the strategy in January.",
        "Deepmine sold 500 bitcoin from the stash it had bought in March and April.",
        "Deepmine sold 500 bitcoin to pay for machines that are to be delivered in December.",
        "After a poor first quarter, Deepmine sold 500 bitcoin.",
        "Deepmine sold 500 bitcoin pursuant to an agreement dated April 7, 2025.",
    ],
)
def test_the_time_of_another_verb_or_thing_dates_no_sale(text):
    assert told(text) == {"500 None..2025-07-10"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        (
            "Deepmine has not sold any bitcoin since it was formed on March 31, 2024.",
            "2024-03-31..2025-07-10",
        ),
        ("Since its inception in April 2024, Deepmine has never sold bitcoin.", "2024-04-01..2025-07-10"),
        ("In the nine months Deepmine reports on, ended June 30, 2025, no bitcoin was sold.", "2025-06-30"),
    ],
)
def test_since_what_nothing_was_sold(text, days):
    assert any(each.endswith(days) for each in told(text, "no_sale"))


@pytest.mark.parametrize(
    ("text", "sales"),
    [
        ("June 2025 update. In June we let go of 44 BTC; the year-to-date figure is 99 BTC.",
         {"44 2025-06-01..2025-06-30", "99 2025-01-01..2025-06-30"}),
        ("We sold 57 bitcoin in June; the May figure was 69.",
         {"57 2025-06-01..2025-06-30", "69 2025-05-01..2025-05-31"}),
        ("We sold 41 bitcoin in June, taking the total for 2025 to 250.",
         {"41 2025-06-01..2025-06-30", "250 2025-01-01..2025-06-30"}),
        ("June 2025 update. We sold 70 bitcoin this month, bringing sales for the year so far to 730 bitcoin.",
         {"70 2025-06-01..2025-06-30", "730 2025-01-01..2025-06-30"}),
        ("December 2024 production update\n- Bitcoin sold in December: 310\n- Total Bitcoin sold in 2024: 3,100",
         {"310 2024-12-01..2024-12-31", "3100 2024-01-01..2024-12-31"}),
        ("In June 610 bitcoin were sold. That compares with 589 in May.",
         {"610 2025-06-01..2025-06-30", "589 2025-05-01..2025-05-31"}),
        ("Deepmine sold 465 bitcoin in June; in May it had been 450.",
         {"465 2025-06-01..2025-06-30", "450 2025-05-01..2025-05-31"}),
        ("Deepmine sold 1,060 bitcoin in the first half of the year; June accounted for 75 of them.",
         {"1060 2025-01-01..2025-06-30", "75 2025-06-01..2025-06-30"}),
        ("We sold 590 bitcoin in June at an average of $104,000 (Q4 2024: 710 at $96,800).",
         {"590 2025-06-01..2025-06-30", "710 2024-10-01..2024-12-31"}),
        ("We sold 35 bitcoin in April, 40 in May and 48 in June, 123 in all for the second quarter of 2025.",
         {"35 2025-04-01..2025-04-30", "40 2025-05-01..2025-05-31", "48 2025-06-01..2025-06-30",
          "123 2025-04-01..2025-06-30"}),
    ],
)  # fmt: skip
def test_figures_of_other_times(text, sales):
    assert told(text) == sales


def test_what_coins_of_the_year_brought_is_of_the_year():
    text = "December 2024 update\n- Total Bitcoin sold in 2024: 3,100\n- Net proceeds from Bitcoin sales: $186 million"
    [sale] = extract(text, About(issuer="deepmine", names=NAMES, published=date(2025, 1, 6)))
    assert (sale.period_start, sale.proceeds_usd) == (date(2024, 1, 1), 186_000_000)


@pytest.mark.parametrize(
    "text",
    [
        "We mined 57 bitcoin in June; the May figure was 69.",
        "We sold 57 machines in June; the year-to-date figure is 97 machines.",
        "We sold 57 bitcoin in June. Hash rate grew; the number of machines in May was 9,000.",
        "In May we sold 44,000 shares, and in June another 500,000.",
        "We sold 57 bitcoin in June, and in July plan to sell another 60.",
        "We sold 57 bitcoin in June. Hash rate rose to 35 EH/s; the figure for May was 34.",
        "We sold 57 bitcoin in June, and in May another 514 were mined.",
        "We sold 57 bitcoin in June, 12 more than the month before.",
        "We sold 57 bitcoin in June, 12 bitcoin fewer than in May.",
        "We sold 57 bitcoin in June. In May it was 30 degrees in Odessa.",
        "We sold 57 bitcoin in June. The total was 19,273 at month end.",
        "We sold 57 bitcoin in June. Total liquidity was $500 million; in May it was 480.",
        "We sold 57 bitcoin in June, bringing the number held at June 30 to 19,273.",
        "We sold 57 bitcoin in June and mined 450. That compares with 514 in May.",
        "We sold 57 bitcoin in June and in May held 500 bitcoin.",
        "We sold 57 bitcoin in June and transferred another 40 to custody in May.",
    ],
)
def test_no_other_number_becomes_a_sale_of_another_time(text):
    assert told(text) <= {"57 2025-06-01..2025-06-30"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Big miners sold in June. June was hard. At Coldrack 637 bitcoin were sold, its update on Wednesday showed.",
         "2025-06-01..2025-06-30"),
        ("On July 7, 2025 Northern Star Corp. disclosed the sale of 637 bitcoin.", "None..2025-07-07"),
        ("In June Northern Star Corp. sold 637 bitcoin.", "2025-06-01..2025-06-30"),
        ("WEEKLY NOTE (June 21 to June 27)\nBitcoin sold: 637", "2025-06-21..2025-06-27"),
        ("As of June 30 we held 376 bitcoin. In the quarter that ended on that day we sold 637 bitcoin.",
         "2025-04-01..2025-06-30"),
        ("We mined 702 bitcoin in June. We disposed of 637, versus nil in June last year, part of our production.",
         "2025-06-01..2025-06-30"),
        ("In the quarter that ended in June we sold 637 bitcoin.", "2025-04-01..2025-06-30"),
        ("Through June 3, 2025 we sold 637 bitcoin.", "2025-01-01..2025-06-03"),
        ("In the 30 days to June 30 we sold 637 bitcoin.", "2025-06-01..2025-06-30"),
        ("From the start of May until June 26 we sold 637 bitcoin.", "2025-05-01..2025-06-26"),
        ("In the closing quarter of last year we sold 637 bitcoin.", "2024-10-01..2024-12-31"),
        ("In June, from the 4th to the 25th, we sold 637 bitcoin.", "2025-06-04..2025-06-25"),
        ("We mined 55 bitcoin in June. On the 19th we sold 637 bitcoin.", "2025-06-19..2025-06-19"),
        ("Since May 1, and up to June 30, 2025, 637 bitcoin have been liquidated.", "2025-05-01..2025-06-30"),
        ("In June we mined 44 bitcoin and sold 637, the output of May included.", "2025-06-01..2025-06-30"),
        ("We sold 637 bitcoin, against none in June last year.", "2025-06-01..2025-06-30"),
        ("In the summer of 2024 we sold 637 bitcoin.", "2024-06-01..2024-08-31"),
    ],
)  # fmt: skip
def test_the_time_that_the_text_has_told(text, days):
    assert told(text) == {f"637 {days}"}
