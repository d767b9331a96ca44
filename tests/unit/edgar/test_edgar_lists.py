"""Lists of filings as EDGAR serves them, and as nobody should."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.edgar.submissions import read_older_page, read_submissions
from monitor.errors import SourceDataError
from monitor.pipeline.filing_source import Listed
from monitor.simulation.edgar_pages import Company, FiledDocument, FiledFiling, submissions

CANGO = Company(1725123, "Cango Inc.", ("Cango Technologies",))
for number in range(1, 6):
    CANGO.filings.append(
        FiledFiling(
            f"0001213900-26-{number:06}",
            CANGO.cik,
            "6-K",
            date(2026, 2, number),
            (FiledDocument("6k.htm", "6-K", b""),),
        )
    )
LIST = submissions(CANGO, 2)


def read(document):
    return read_submissions(json.dumps(document).encode(), CANGO.cik)


def test_the_columns_of_a_list_become_filings_newest_first():
    listed = read(LIST)
    assert (listed.name, listed.former_names) == ("Cango Inc.", ("Cango Technologies",))
    assert listed.recent == (
        Listed("0001213900-26-000005", "6-K", date(2026, 2, 5), None, "6k.htm"),
        Listed("0001213900-26-000004", "6-K", date(2026, 2, 4), None, "6k.htm"),
    )
    assert [(page.count, page.first, page.last) for page in listed.pages] == [
        (2, date(2026, 2, 2), date(2026, 2, 3)),
        (1, date(2026, 2, 1), date(2026, 2, 1)),
    ]


def test_only_days_are_taken_from_a_list_whatever_its_hours_say():
    other_hours = json.loads(json.dumps(LIST))
    other_hours["filings"]["recent"]["acceptanceDateTime"] = ["no", "hours"]
    assert read(other_hours) == read(LIST)


def test_what_is_no_filing_is_passed_over_and_the_rest_stays():
    spoilt = json.loads(json.dumps(LIST))
    spoilt["filings"]["recent"]["accessionNumber"][0] = "../../etc/passwd"
    spoilt["filings"]["recent"]["filingDate"][1] = "soon"
    assert read(spoilt).recent == ()


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda d: d.update(cik="0001171155"), "serves the submissions of '0001171155'"),
        (lambda d: d.pop("filings"), "at filings"),
        (lambda d: d["filings"]["recent"]["form"].pop(), "the columns"),
        (lambda d: d["filings"]["recent"].update(form="8-K"), "at filings.recent.form"),
        (lambda d: d["filings"]["recent"].update(accessionNumber=["a"] * 20_001), "at filings.recent"),
    ],
)
def test_a_list_that_is_none_is_told_with_where_it_departs(spoil, told):
    document = json.loads(json.dumps(LIST))
    spoil(document)
    with pytest.raises(SourceDataError, match=told):
        read(document)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_whatever_is_served_instead_is_told_as_unusable(body):
    with pytest.raises(SourceDataError):
        read_submissions(body, 1)
    with pytest.raises(SourceDataError):
        read_older_page(body)
