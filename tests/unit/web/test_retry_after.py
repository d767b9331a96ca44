"""The Retry-After header, as servers send it."""

from datetime import UTC, datetime

import pytest

from monitor.web.retry_after import MOST, retry_after_seconds

NOW = datetime(2026, 2, 8, 12, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 30 ", 30),
        ("999999999999", MOST),
        ("9" * 400, MOST),
        ("Sun, 08 Feb 2026 12:05:00 GMT", 300),
        ("Sunday, 08-Feb-26 12:05:00 GMT", 300),
        ("Sun Feb  8 12:05:00 2026", 300),
        ("Sun, 08 Feb 2099 12:00:00 GMT", MOST),
    ],
)
def test_seconds_and_dates_are_read_and_bounded(header, seconds):
    assert retry_after_seconds({"retry-after": header}, NOW) == seconds


PASSED = "Sun, 08 Feb 2026 11:00:00 GMT"


@pytest.mark.parametrize("header", ["", "soon", "-5", "1.5", "٣٠", "Sun, 99 Feb 2026 12:00:00 GMT", PASSED])
def test_a_header_that_says_nothing_is_no_wish(header):
    assert retry_after_seconds({"retry-after": header}, NOW) is None


def test_no_header_is_no_wish():
    assert retry_after_seconds({}, NOW) is None


@pytest.mark.parametrize("year", [1970, 2025, 2026, 2038, 9999])
def test_a_date_means_the_time_since_the_answer_was_given_whatever_our_clock_says(year):
    headers = {"retry-after": "Sun, 08 Feb 2026 12:05:00 GMT", "date": "Sun, 08 Feb 2026 12:00:00 GMT"}
    assert retry_after_seconds(headers, NOW.replace(year=year)) == 300
