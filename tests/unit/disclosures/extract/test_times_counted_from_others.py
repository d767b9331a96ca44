"""Sales whose time another tells: a fiscal year told by the way, the year before, a ranking, what came after."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About

Told = tuple[str, float | None, str | None, str | None]
_ANNUAL = "Annual report 2025. "
_HALF = "We sold 318 bitcoin in the second quarter of 2025 and 512 in the first half of 2025. "
_SECOND = "Results for the quarter ended June 30, 2025. "
_TABLE = (
    "Movements in 2025:\n| | Bitcoin | | US$ | |\nOpening balance, January 1, 2025 | | 193.2 | | 25,941 | |\n"
    "Mined | | 451.0 | | 63,380 | |\nSold | | (97.5 | ) | (9,714 | ) |\n"
    "Closing balance, December 31, 2025 | | 546.7 | | 69,687 | |\n"
)


def read(published: str, text: str, issuer: str | None = None) -> list[Told]:
    about = About(issuer=issuer, names={}, published=date.fromisoformat(published))
    return sorted(
        (
            (
                each.kind.value,
                None if each.sats is None else each.sats / 100_000_000,
                None if each.period_start is None else each.period_start.isoformat(),
                None if each.period_end is None else each.period_end.isoformat(),
            )
            for each in extract(text, about)
            if each.kind.value in {"sale", "no_sale"}
        ),
        key=str,
    )


def sale(btc: float | None, first: str | None, last: str) -> Told:
    return "sale", btc, first, last


@pytest.mark.parametrize(
    ("published", "text", "told"),
    [
        (
            "2025-10-20",
            "Halcyon closes its books at the end of June. In the first quarter of its fiscal year it sold 95 bitcoin.",
            [sale(95, "2025-07-01", "2025-09-30")],
        ),
        (
            "2025-05-15",
            "Tarn Digital, which has a September year-end, sold 61 bitcoin in its fiscal second quarter.",
            [sale(61, "2025-01-01", "2025-03-31")],
        ),
        (
            "2025-10-14",
            "Tarn Digital, whose year ends in June, sold 61 bitcoin in its first fiscal quarter.",
            [sale(61, "2025-07-01", "2025-09-30")],
        ),
        (
            "2025-09-12",
            "Lumen sold 12 bitcoin in its fiscal third quarter, which ended on July 31, after 8 in its second quarter.",
            [sale(12, "2025-05-01", "2025-07-31"), sale(8, "2025-02-01", "2025-04-30")],
        ),
        (
            "2025-09-12",
            "Lumen's financial year runs from May to April. In its first quarter it sold 12 bitcoin.",
            [sale(12, "2025-05-01", "2025-07-31")],
        ),
        (
            "2025-12-11",
            "Interim results for the six months to 30 September 2025. The Group sold 61 bitcoin (H1 FY25: 77).",
            [sale(61, "2025-04-01", "2025-09-30"), sale(77, "2024-04-01", "2024-09-30")],
        ),
        (
            "2025-09-29",
            "Fiscal year ended June 30, 2025\nWe sold 88 bitcoin in May and 301 bitcoin over the full fiscal year.",
            [sale(301, "2024-07-01", "2025-06-30"), sale(88, "2025-05-01", "2025-05-31")],
        ),
    ],
)
def test_fiscal_years_are_told_in_many_words(published: str, text: str, told: list[Told]) -> None:
    assert read(published, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            _ANNUAL + "During the year 634 bitcoin were sold (prior year: 988).",
            [sale(634, "2025-01-01", "2025-12-31"), sale(988, "2024-01-01", "2024-12-31")],
        ),
        (
            _ANNUAL + "A total of 634 bitcoin (2024: 988) was sold during the year.",
            [sale(634, "2025-01-01", "2025-12-31"), sale(988, "2024-01-01", "2024-12-31")],
        ),
        (
            "We sold 1,020 bitcoin in 2025 (2024: 880, 2023: 1,410).",
            [
                sale(1020, "2025-01-01", "2025-12-31"),
                sale(1410, "2023-01-01", "2023-12-31"),
                sale(880, "2024-01-01", "2024-12-31"),
            ],
        ),
        (
            "In Q3 2025, 140 bitcoin were sold for $15.4 million (same quarter of the previous year: 205).",
            [sale(140, "2025-07-01", "2025-09-30"), sale(205, "2024-07-01", "2024-09-30")],
        ),
        (
            "In the second quarter of 2025 the miner sold 300 bitcoin. A year before it had been 220.",
            [sale(220, "2024-04-01", "2024-06-30"), sale(300, "2025-04-01", "2025-06-30")],
        ),
        (
            "Greyrock sold $21.3 million worth of bitcoin in Q3 2025, up from $14.8 million a year earlier.",
            [sale(None, "2024-07-01", "2024-09-30"), sale(None, "2025-07-01", "2025-09-30")],
        ),
        (
            "Sales of bitcoin in Q3 2025 came to 77.9 BTC, against a total of 30.2 BTC in the same 2024 period.",
            [sale(30.2, "2024-07-01", "2024-09-30"), sale(77.9, "2025-07-01", "2025-09-30")],
        ),
        (
            "Bramble sold 310 bitcoin in the second quarter of 2025, after 290 in the first.",
            [sale(290, "2025-01-01", "2025-03-31"), sale(310, "2025-04-01", "2025-06-30")],
        ),
        (
            _HALF + "None was sold in either of the comparable periods of 2024.",
            [
                ("no_sale", None, "2024-01-01", "2024-06-30"),
                ("no_sale", None, "2024-04-01", "2024-06-30"),
                sale(318, "2025-04-01", "2025-06-30"),
                sale(512, "2025-01-01", "2025-06-30"),
            ],
        ),
    ],
)
def test_what_is_told_of_the_year_before(text: str, told: list[Told]) -> None:
    assert read("2026-03-04", text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Miners took different roads in October. Granite Hash sold 240 BTC, the most in any month of 2025.",
        "October was mixed. Granite Hash sold 240 BTC, its smallest monthly figure this year, after 64 in May.",
        "In October, Granite Hash repaid the facility arranged in June 2025 by selling 240 bitcoin.",
        "Granite mined 411 BTC in October, 4% less than in May, per a release of November 2, and sold 240.",
        "In 2025 so far Granite Hash has sold 240 bitcoin. All of these were sold in October.",
    ],
)
def test_the_month_is_not_that_of_a_ranking_a_loan_or_a_release(text: str) -> None:
    assert sale(240, "2025-10-01", "2025-10-31") in read("2025-11-06", text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        (_SECOND + "After the quarter closed, we sold a further 33 bitcoin.", "2025-07-01", "2025-08-08"),
        (_SECOND + "In the weeks since, it has sold 33 bitcoin.", "2025-07-01", "2025-08-08"),
        (_SECOND + "Post-period, 33 bitcoin were sold.", "2025-07-01", "2025-08-08"),
        (
            _SECOND + "Between the balance sheet date and August 6 we sold 33 bitcoin.",
            "2025-07-01",
            "2025-08-06",
        ),
        ("During June and through August 6, Photonix sold 33 bitcoin.", "2025-06-01", "2025-08-06"),
        ("Photonix sold 33 bitcoin between early June and August 6.", "2025-06-01", "2025-08-06"),
        ("Corvo has sold 33 BTC since the month began.", "2025-08-01", "2025-08-08"),
        ("At the end of June it held 2,100 BTC. Since then it has sold 33.", "2025-07-01", "2025-08-08"),
        (
            "FORM 10-Q\nFor the quarterly period ended June 30, 2025\nIn the six months then ended we sold 33 bitcoin.",
            "2025-01-01",
            "2025-06-30",
        ),
        ("The trustee has sold 33 BTC since the creditors' meeting of July 8.", "2025-07-08", "2025-08-08"),
        ("In 2021 Orbit bought 900 bitcoin. It has sold 33 of them.", None, "2025-08-08"),
    ],
)
def test_what_came_after(text: str, first: str | None, last: str) -> None:
    assert read("2025-08-08", text) == [sale(33, first, last)]


_MDA = "MANAGEMENT'S DISCUSSION\nFor the three and six months ended July 31, 2025\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"{_MDA}During Q2 2026 the Company sold 22 bitcoin (Q2 2025 - 35 bitcoin).",
            [sale(22, "2025-05-01", "2025-07-31"), sale(35, "2024-05-01", "2024-07-31")],
        ),
        (
            f"{_MDA}Year to date it sold 51 bitcoin (2025 - 60 bitcoin).",
            [sale(51, "2025-02-01", "2025-07-31"), sale(60, "2024-02-01", "2024-07-31")],
        ),
    ],
)
def test_quarters_are_of_the_year_that_the_head_implies(text: str, told: list[Told]) -> None:
    assert read("2025-09-30", text, issuer="Birchwood") == told


def test_brackets_list_several_times() -> None:
    text = "In Q2 2025 it sold 63 Bitcoin (Q1 2025: 48 Bitcoin; Q2 2024: 71 Bitcoin)."
    assert read("2025-07-31", text) == [
        sale(48, "2025-01-01", "2025-03-31"),
        sale(63, "2025-04-01", "2025-06-30"),
        sale(71, "2024-04-01", "2024-06-30"),
    ]


def test_each_number_of_a_list_has_its_month() -> None:
    text = "Kiln sold bitcoin in each of the past two months: 157 in October and 131 in November."
    assert read("2025-12-02", text) == [
        sale(131, "2025-11-01", "2025-11-30"),
        sale(157, "2025-10-01", "2025-10-31"),
    ]


def test_none_since_a_sale_of_some_days_long_ago() -> None:
    assert read(
        "2025-11-21", "Saxony sold 49,858 BTC between June 19 and July 12, 2024. It has sold none since."
    ) == [
        ("no_sale", None, "2024-07-13", "2025-11-21"),
        sale(49858, "2024-06-19", "2024-07-12"),
    ]


def test_a_sentence_behind_a_table_tells_when_all_was_sold() -> None:
    assert read("2026-03-20", f"{_TABLE}All sales took place in November and December 2025.") == [
        sale(97.5, "2025-11-01", "2025-12-31")
    ]
    assert read("2026-03-20", f"{_TABLE}All sales of shares took place in November 2025.") == [
        sale(97.5, "2025-01-01", "2025-12-31")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "All of these machines were sold in May. We held 400 bitcoin at June 30.",
        "Post-period, 52 bitcoin were moved to a new custodian.",
        "Subsequent to quarter end we signed an agreement under which up to 200 bitcoin may be sold.",
        "In the comparable period, 220 machines were sold (prior year: 90).",
        "The miner intends to sell 240 BTC between early September and October 4.",
    ],
)
def test_what_is_no_sale_in_such_words(text: str) -> None:
    assert read("2025-08-08", text) == []
