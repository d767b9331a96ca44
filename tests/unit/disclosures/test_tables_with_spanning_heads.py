"""Headings that span several columns, on tables written for these tests."""

import pytest

from tests.unit.disclosures.test_tables_rules import sales

Q1_25, Q1_24 = ("2025-01-01", "2025-03-31"), ("2024-01-01", "2024-03-31")
Q2_25, Q2_24 = ("2025-04-01", "2025-06-30"), ("2024-04-01", "2024-06-30")
H1_25, H1_24 = ("2025-01-01", "2025-06-30"), ("2024-01-01", "2024-06-30")


def days_of(text):
    return [(start, end) for start, end, *_ in sales(text)]


@pytest.mark.parametrize(
    ("header", "days"),
    [
        ("| | Q1 | Q2 | Q1 | Q2 |\n| | 2024 | 2024 | 2025 | 2025 |", [Q1_24, Q2_24, Q1_25, Q2_25]),
        ("| | 2025 | | 2024 | |\n| | Q2 | Q1 | Q2 | Q1 |", [Q2_25, Q1_25, Q2_24, Q1_24]),
        ("| | First Quarter | | Second Quarter | |\n| | 2025 | 2024 | 2025 | 2024 |", [Q1_25, Q1_24, Q2_25, Q2_24]),
        (
            "Bitcoin by quarter, of which we sold some in each of 2024, were as follows:\n| | Q1 | Q2 | Q3 | Q4 |",
            [Q1_24, Q2_24, ("2024-07-01", "2024-09-30"), ("2024-10-01", "2024-12-31")],
        ),
        ("Q2 Q1\n2025 2024 2025 2024", [Q2_25, Q2_24, Q1_25, Q1_24]),
        (
            "| | Quarter ended March 31, | | Quarter ended June 30, | |\n| | 2025 | 2024 | 2025 | 2024 |",
            [Q1_25, Q1_24, Q2_25, Q2_24],
        ),
        (
            "| | Three Months Ended June 30, | Six Months Ended June 30, |\n| 2025 | 2024 | 2025 | 2024 |",
            [Q2_25, Q2_24, H1_25, H1_24],
        ),
    ],
)  # fmt: skip
def test_a_heading_over_several_columns(header, days):
    assert (
        days_of(f"{header}\nBitcoin mined | 320 | 340 | 290 | 275\nBitcoin sold | 120 | 140 | 90 | 75")
        == days
    )


@pytest.mark.parametrize(
    ("header", "days"),
    [
        (
            "| | Three Months Ended March 31, | | Year Ended December 31, |\n| | 2025 | 2024 | 2024 |",
            [Q1_25, Q1_24, ("2024-01-01", "2024-12-31")],
        ),
        (
            "3 Months Ended | 6 Months Ended\nJun. 30, 2025 | Mar. 31, 2025 | Jun. 30, 2025",
            [Q2_25, Q1_25, H1_25],
        ),
        (
            "6 Months Ended | 12 Months Ended\nJun. 30, 2025 | Dec. 31, 2024 | Dec. 31, 2023",
            [H1_25, ("2024-01-01", "2024-12-31"), ("2023-01-01", "2023-12-31")],
        ),
    ],
)
def test_headings_that_cover_unequal_numbers_of_columns(header, days):
    assert days_of(f"{header}\nBitcoin mined | 320 | 340 | 290\nBitcoin sold | 120 | 140 | 90") == days


@pytest.mark.parametrize(
    "header",
    [
        "| | Q1 | Q2 | Q3 | Q4 |",
        "| | Three Months Ended | Six Months Ended |\n| | June 30, 2025 | June 30, 2024 | June 30, 2023 |",
    ],
)
def test_columns_whose_period_cannot_be_told(header):
    width = header.splitlines()[-1].count("|") - 2
    rows = [f"{label} | {' | '.join('3' * width)}" for label in ("Bitcoin mined", "Bitcoin sold")]
    assert days_of("\n".join((header, *rows))) == []


@pytest.mark.parametrize(
    "header",
    [
        "Year ended\nDecember 31, 2024\nYear ended\nDecember 31, 2023\nYear ended\nDecember 31, 2022",
        "March 2025\nFebruary 2025\nMarch 2024",
        "Q4 2024\nQ3 2024\nQ4 2023",
    ],
)
def test_no_column_is_left_out_because_rows_have_fewer_values(header):
    assert days_of(f"{header}\nBitcoin sold\n120\n80\nBitcoin produced\n220\n280") == []


def test_a_title_repeats_the_period_of_a_column():
    text = (
        "Operations\nMarch 2025\nMarch 2025\nFebruary 2025\nBitcoin sold\n120\n80\nBitcoin produced\n220\n280"
    )
    assert days_of(text) == [("2025-03-01", "2025-03-31"), ("2025-02-01", "2025-02-28")]
