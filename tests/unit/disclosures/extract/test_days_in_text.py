from datetime import date

import pytest

from monitor.disclosures.extract.periods.days import Anchor, periods

TUESDAY = date(2026, 2, 10)
ANCHOR = Anchor(published=TUESDAY, focus=(date(2026, 1, 1), date(2026, 1, 31)), fiscal_year_end=9)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("in January 2026", "2026-01-01", "2026-01-31"),
        ("in October", "2025-10-01", "2025-10-31"),
        ("Aug-22", "2022-08-01", "2022-08-31"),
        ("February 9, 2026", "2026-02-09", "2026-02-09"),
        ("9 February 2026", "2026-02-09", "2026-02-09"),
        ("the 9th of February 2026", "2026-02-09", "2026-02-09"),
        ("the 1st quarter of 2023", "2023-01-01", "2023-03-31"),
        ("the 2nd half of 2023", "2023-07-01", "2023-12-31"),
        ("2026-02-09", "2026-02-09", "2026-02-09"),
        ("12/9/2024", "2024-12-09", "2024-12-09"),
        ("30/9/2024", "2024-09-30", "2024-09-30"),
        ("Feb. 7\u20138", "2026-02-07", "2026-02-08"),
        ("March 3 to March 9, 2025", "2025-03-03", "2025-03-09"),
        ("the nine months ended June 30, 2025", "2024-10-01", "2025-06-30"),
        ("the nine months ended 30 June 2025", "2024-10-01", "2025-06-30"),
        ("the three-month period ended 31 December 2025", "2025-10-01", "2025-12-31"),
        ("the half-year to 30 June 2025", "2025-01-01", "2025-06-30"),
        ("the half year ended June 30, 2025", "2025-01-01", "2025-06-30"),
        ("the six months to end-June 2025", "2025-01-01", "2025-06-30"),
        ("the first quarter ended 31 December 2025", "2025-10-01", "2025-12-31"),
        ("the week ended 1 February", "2026-01-26", "2026-02-01"),
        ("1H25", "2025-01-01", "2025-06-30"),
        ("H1\u201925", "2025-01-01", "2025-06-30"),
        ("H1 FY25", "2024-10-01", "2025-03-31"),
        ("the first half of fiscal 2025", "2024-10-01", "2025-03-31"),
        ("the six months of 2022", "2022-01-01", "2022-06-30"),
        ("the third quarter of 2025", "2025-07-01", "2025-09-30"),
        ("3Q25", "2025-07-01", "2025-09-30"),
        ("fiscal Q1 2026", "2025-10-01", "2025-12-31"),
        ("fiscal year 2025", "2024-10-01", "2025-09-30"),
        ("the first half of 2025", "2025-01-01", "2025-06-30"),
        ("in 2025", "2025-01-01", "2025-12-31"),
        ("last month", "2026-01-01", "2026-01-31"),
        ("the same month last year", "2025-01-01", "2025-01-31"),
        ("over the weekend", "2026-02-07", "2026-02-08"),
        ("the week of February 3", "2026-02-02", "2026-02-08"),
        ("the first week of December", "2025-12-01", "2025-12-07"),
        ("since the end of the month", "2026-02-01", "2026-02-10"),
        ("since October 21, 2020", "2020-10-21", "2026-02-10"),
        ("as of January 31, 2026", None, "2026-01-31"),
        ("at the end of January", None, "2026-01-31"),
        ("on Monday", None, "2026-02-09"),
        ("at year-end", None, "2025-12-31"),
        ("December's second half", "2025-12-16", "2025-12-31"),
        ("October\u2019s first week", "2025-10-01", "2025-10-07"),
        ("in 2024's last quarter", "2024-10-01", "2024-12-31"),
        ("in 2024\u2019s second half", "2024-07-01", "2024-12-31"),
        ("over 2025 up to the end of November", "2025-01-01", "2025-11-30"),
        ("this year through February 3", "2026-01-01", "2026-02-03"),
        ("through the first ten months", "2025-01-01", "2025-10-31"),
        ("over the trailing twelve months", "2025-02-01", "2026-01-31"),
        ("the rolling 12-month", "2025-02-01", "2026-01-31"),
        ("between December 8 and the 12th", "2025-12-08", "2025-12-12"),
        ("in the week beginning February 2", "2026-02-02", "2026-02-08"),
        ("the week that began on February 2", "2026-02-02", "2026-02-08"),
        ("last Tuesday", None, "2026-02-03"),
        ("on Friday of last week", None, "2026-02-06"),
        ("on Monday last week", None, "2026-02-02"),
        ("between the 4th and the 25th of January", "2026-01-04", "2026-01-25"),
        ("from the 4th to the 25th of last month", "2026-01-04", "2026-01-25"),
        ("from the 1st through the 6th", "2026-02-01", "2026-02-06"),
        ("from the start of the month to the 8th", "2026-02-01", "2026-02-08"),
        ("since February", "2025-02-01", "2026-02-10"),
        ("since January", "2026-01-01", "2026-02-10"),
        ("Q1 so far", "2026-01-01", "2026-02-10"),
        ("em janeiro de 2026", "2026-01-01", "2026-01-31"),
        ("in 01/2026", "2026-01-01", "2026-01-31"),
        ("in 2026-01", "2026-01-01", "2026-01-31"),
        ("on Tuesday, January 6", "2026-01-06", "2026-01-06"),
        ("the seven days to February 6", "2026-01-31", "2026-02-06"),
        ("the 30 days through January 30", "2026-01-01", "2026-01-30"),
        ("the most recent month", "2026-01-01", "2026-01-31"),
        ("the quarter through December 31", "2025-10-01", "2025-12-31"),
        ("February to date", "2026-02-01", "2026-02-10"),
        ("January of last year", "2025-01-01", "2025-01-31"),
        ("the first half of the prior year", "2025-01-01", "2025-06-30"),
        ("the second and third quarters of 2025", "2025-04-01", "2025-09-30"),
        ("the first quarter of this year", "2026-01-01", "2026-03-31"),
        ("the summer of 2025", "2025-06-01", "2025-08-31"),
        ("when February began", None, "2026-01-31"),
        ("when January ended", None, "2026-01-31"),
        ("from February 3 through the date of this report", "2026-02-03", "2026-02-10"),
        ("the first days of February", "2026-02-01", "2026-02-28"),
        ("the year so far", "2026-01-01", "2026-01-31"),
    ],
)  # fmt: skip
def test_words_for_days_mean_their_days(words: str, first: str | None, last: str) -> None:
    (when,) = periods(f"It happened {words}, they say.", ANCHOR)
    assert (when.first and when.first.isoformat(), when.last and when.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "words", ["February 30, 2026", "2026-13-45", "May it be", "1,234 miners", "version 2.2026"]
)
def test_what_is_no_date_is_none(words: str) -> None:
    assert all(when.last is None or when.last.year == 2026 for when in periods(words, ANCHOR))
    assert not any(when.first == when.last for when in periods(words, ANCHOR) if when.last is not None)


def test_two_years_of_one_phrase_are_two_periods() -> None:
    found = periods("for the three months ended June 30, 2025 and 2024", ANCHOR)
    assert [when.first for when in found] == [date(2025, 4, 1), date(2024, 4, 1)]


def test_without_any_day_a_month_without_a_year_stays_open() -> None:
    (when,) = periods("in October", Anchor())
    assert (when.first, when.last) == (None, None)
