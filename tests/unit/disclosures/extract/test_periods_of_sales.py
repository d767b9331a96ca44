"""When a sale was: words of time, by where they stand and by what is known of the day of publication."""

from datetime import date

import pytest

from monitor.config.shipped import shipped
from monitor.disclosures.extract.companies.eras import era_of, renamings
from monitor.disclosures.extract.companies.names import known_names
from monitor.disclosures.extract.dating.undated import day_told_by_weekday
from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.labels.directory import load_entities

ENTITIES = load_entities(shipped("entities.yaml"))
NAMES, RENAMED = known_names(ENTITIES), renamings(ENTITIES)
READ = date(2026, 11, 1)


def _days(text: str, published: str | None, kind: str = "sale", **known: object) -> list[str]:
    about = About(
        names=NAMES,
        renamed=RENAMED,
        published=date.fromisoformat(published) if published else None,
        read=READ,
        **known,
    )
    return [f"{each.period_start}..{each.period_end}" for each in extract(text, about) if each.kind == kind]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Bitfarms sold 300 BTC on Tuesday.", "2024-06-11..2024-06-11"),
        ("Bitfarms sold 300 BTC on Tuesday, its chief executive told analysts.", "2024-06-11..2024-06-11"),
        ("Bitfarms sold 300 BTC on Monday for $20 million, it said on Tuesday.", "2024-06-10..2024-06-10"),
        ("Bitfarms said on Tuesday that it had sold 300 BTC.", "None..2024-06-11"),
        ("Bitfarms sold 300 BTC, the company said on Tuesday.", "None..2024-06-11"),
        ("Bitfarms sold 300 BTC on June 3, the company said.", "2024-06-03..2024-06-03"),
        ("Bitfarms sold 300 BTC this morning.", "2024-06-13..2024-06-13"),
        ("El Salvador sold 300 BTC Saturday.", "2024-06-08..2024-06-08"),
        ("Early Saturday, Bitfarms sold 300 BTC.", "2024-06-08..2024-06-08"),
        ("Bitfarms sold 300 BTC on Friday and Saturday.", "2024-06-07..2024-06-08"),
        ("Bitfarms sold 300 BTC on May 28, according to Arkham.", "2024-05-28..2024-05-28"),
        ("Arkham reported on May 28 that Bitfarms sold 300 BTC.", "None..2024-05-28"),
        ("In its financial year to April 2024 Bitfarms sold 300 BTC.", "2023-05-01..2024-04-30"),
        ("Bitfarms sold 300 BTC for tax purposes in late 2022.", "2022-01-01..2022-12-31"),
        ("Two days ago Bitfarms sold 300 BTC.", "2024-06-11..2024-06-11"),
        ("A week ago, Bitfarms sold 300 BTC.", "2024-06-03..2024-06-09"),
        ("In the last 24 hours, Bitfarms sold 300 BTC.", "2024-06-12..2024-06-13"),
        ("Bitfarms sold 300 BTC over the weekend.", "2024-06-08..2024-06-09"),
        ("Bitfarms sold 300 BTC earlier this month.", "2024-06-01..2024-06-13"),
        ("Bitfarms sold 300 BTC in the first two weeks of May.", "2024-05-01..2024-05-14"),
        ("Bitfarms sold 300 BTC between late April and mid-May.", "2024-04-01..2024-05-31"),
        ("Bitfarms sold 300 BTC on 28.05.2024.", "2024-05-28..2024-05-28"),
        ("Bitfarms sold 300 BTC by May 31.", "None..2024-05-31"),
        ("Bitfarms had sold 300 BTC as of May 31.", "None..2024-05-31"),
        ("Bitfarms completed the sale of 300 bitcoins on May 28, 2024.", "None..2024-05-28"),
        ("Bitfarms disclosed in its May 30 filing that it sold 300 BTC.", "None..2024-05-30"),
        ("Bitfarms' sale of 300 BTC, announced on May 30, paid down a loan.", "None..2024-05-30"),
        ("Bitfarms sold 300 BTC in May, its first sale since January 2023.", "2024-05-01..2024-05-31"),
        ("Bitfarms sold 300 BTC in the final two months of last year.", "2023-11-01..2023-12-31"),
        ("Bitfarms sold 300 BTC to fund its growth.", "None..2024-06-13"),
    ],
)
def test_words_of_time_beside_a_sale(text, days):
    assert _days(text, "2024-06-13") == [days]


@pytest.mark.parametrize(
    "text",
    [
        "Bitfarms, which listed on Nasdaq in June 2021, sold 300 BTC.",
        "Bitfarms, which began mining in 2019, sold 300 BTC.",
        "Bitfarms sold 300 BTC to repay a loan that it took in December 2021.",
        "Bitfarms sold 300 BTC ahead of the April halving.",
        "Bitfarms sold 300 BTC before its June 11 shareholder meeting.",
        "Bitfarms was founded in 2017. It sold 300 BTC to repay a loan.",
        "Bitfarms opened a site in Paraguay in May 2024. It sold 300 BTC to repay a loan.",
        "Bitcoin fell below $60,000 in May. Bitfarms sold 300 BTC to repay a loan.",
        "Bitfarms mined 156 BTC in April. It has now sold 300 BTC to repay a loan.",
        "Shares of Bitfarms have fallen 40% since January. The miner sold 300 BTC.",
    ],
)
def test_what_is_told_of_another_time_does_not_date_a_sale(text):
    assert _days(text, "2024-06-13") == ["None..2024-06-13"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("In May, Bitfarms sold 300 BTC, helped by prices in March and April.", ["2024-05-01..2024-05-31"]),
        ("Bitfarms mined 156 BTC in May, up from 140 in April. It sold 300 BTC.", ["2024-05-01..2024-05-31"]),
        ("Bitfarms had a busy April. It sold 300 BTC.", ["2024-04-01..2024-04-30"]),
        ("It held 14 BTC on June 3, after Bitfarms sold 300 BTC.", ["None..2024-06-03"]),
        ("Bitfarms released its May numbers. The miner sold 300 BTC.", ["2024-05-01..2024-05-31"]),
        (
            "Bitfarms offloads 300 BTC in May\nThe company has sold 300 bitcoin, it said on Monday.",
            ["2024-05-01..2024-05-31"],
        ),
        (
            "In April, Bitfarms sold 250 BTC. The following month it sold another 300 BTC.",
            ["2024-04-01..2024-04-30", "2024-05-01..2024-05-31"],
        ),
        (
            "Bitfarms sold 250 BTC on May 29 and another 300 BTC on May 31.",
            ["2024-05-29..2024-05-29", "2024-05-31..2024-05-31"],
        ),
        (
            "Bitfarms sold 250 BTC in April. Riot said on Tuesday that it had sold 300 BTC.",
            ["2024-04-01..2024-04-30", "None..2024-06-11"],
        ),
        (
            "For the years ended December 31, 2023 and 2022, we sold 250 and 300 Bitcoin, respectively.",
            ["2023-01-01..2023-12-31", "2022-01-01..2022-12-31"],
        ),
        (
            "Subsequent to year end and up to March 14, 2024, Bitfarms sold 650 BTC.",
            ["2024-01-01..2024-03-14"],
        ),
    ],
)
def test_several_times_in_one_text(text, days):
    assert _days(text, "2024-06-13") == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Marathon Digital Holdings produced 1,242 bitcoin in September and sold 800.", "2023-09-30"),
        ("Riot Blockchain, once a maker of tests, mined 466 BTC in May and sold 250 BTC.", "2022-05-31"),
        ("Riot mined 460 bitcoin in June and sold 400 of them for $10 million.", "2023-06-30"),
        ("Last month, Riot Blockchain sold 250 bitcoin. It mined 466 in May.", "2022-05-31"),
        ("On Thursday, May 30, Bitfarms said it sold 300 BTC in April.", "2024-04-30"),
        (
            "CleanSpark mined 629 BTC in September and sold 445 BTC. It holds 13,011 BTC worth $1.48 billion.",
            "2025-09-30",
        ),
        (
            "Argo Blockchain said in its July update that it sold 887 Bitcoin at an average price of $22,670.",
            "2022-07-31",
        ),
        ("TORONTO, June 3, 2024 (GLOBE NEWSWIRE) -- Bitfarms has sold 300 BTC.", "2024-06-03"),
        ("2026-02-07: Riot mined 300 BTC.\n2026-02-09: Riot sold 400 BTC.", "2026-02-09"),
    ],
)
def test_a_sale_of_a_text_of_unknown_day(text, day):
    assert [each.split("..")[1] for each in _days(text, None)] == [day]


def test_a_denial_lasts_up_to_the_day_by_which_nothing_was_sold():
    text = "By the end of Q3 of 2021, the company had not sold its Bitcoin holdings."
    assert _days(text, "2021-12-15", "no_sale", issuer="riot") == ["None..2021-09-30"]


def test_the_quarters_of_an_issuer_are_those_that_its_text_tells():
    text = "Northcoin reports its third quarter 2025, ended June 30, 2025. In the third quarter it sold 200 bitcoin."
    assert _days(text, "2025-08-25", issuer="northcoin") == ["2025-04-01..2025-06-30"]


def test_the_name_of_a_company_may_end_in_a_number():
    assert _days(
        "During the month it sold 107 BTC.", "2023-11-06", issuer="hut-8", title="Hut 8 October 2023"
    ) == ["2023-10-01..2023-10-31"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Riot Blockchain sold 250 BTC.", None, date(2023, 1, 2)),
        ("MARA Holdings (formerly Marathon Digital) sold 250 BTC.", date(2024, 8, 29), None),
        ("Iris Energy (NASDAQ: IREN) sold 250 BTC.", None, date(2024, 11, 30)),
        ("Riot, formerly Riot Blockchain, sold 250 BTC.", None, None),
        (
            "Riot Platforms, which was named Riot Blockchain, and Marathon Digital.",
            date(2023, 1, 2),
            date(2024, 8, 29),
        ),
        ("Riot Blockchain and MARA Holdings.", None, None),
        ("Bitfarms sold 250 BTC.", None, None),
    ],
)
def test_names_of_companies_tell_between_which_days_a_text_was_written(text, first, last):
    assert era_of(text, RENAMED) == (first, last)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On Thursday, May 30, it said so.", date(2024, 5, 30)),
        ("Wednesday 4th September", date(2024, 9, 4)),
        ("On Thursday, May 30, and Friday, June 1, it said so.", None),
        ("On Thursday, February 30, it said so.", None),
        ("On May 30 it said so.", None),
    ],
)
def test_a_day_and_its_weekday_tell_the_year(text, day):
    assert day_told_by_weekday(text, READ) == day
