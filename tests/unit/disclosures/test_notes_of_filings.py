"""Notes on bitcoin as filings print them, in the layouts of different companies, written for these tests."""

from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.statement import StatementKind
from monitor.money import btc_text
from tests.unit.disclosures.flattening import LAYOUTS
from tests.unit.disclosures.further_notes import FURTHER_NOTES
from tests.unit.disclosures.notes import NOTES
from tests.unit.disclosures.notes_of_2025 import NOTES_OF_2025
from tests.unit.disclosures.odd_notes import ODD_NOTES

ALL = NOTES | FURTHER_NOTES | NOTES_OF_2025 | ODD_NOTES
ABOUT = About(issuer="deepmine", names={}, read=date(2026, 3, 1))


def sales(text):
    """Sales, and that there were none: first day, last day, BTC, dollars."""
    return {
        (
            str(each.period_start),
            str(each.period_end),
            "none" if each.kind is StatementKind.NO_SALE else each.sats and btc_text(each.sats),
            each.proceeds_usd and int(each.proceeds_usd),
        )
        for each in extract(text, ABOUT)
        if each.kind in {StatementKind.SALE, StatementKind.NO_SALE}
    }


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("name", ALL)
def test_a_note_states_the_same_in_every_layout(name, layout):
    note, expected = ALL[name]
    assert sales(layout(note)) == expected


SECTIONS = """Condensed Consolidated Statements of Cash Flows - USD ($)
|6 Months Ended
|
Jun. 30, 2025
|
Jun. 30, 2024
|Cash flows used in operating activities
|Net loss
|$ (4,118,230)
|$ (2,905,611)
|{heading}
|Depreciation
|1,204,870
|998,015
|Gain on sale of digital assets
|(310,406)
|(87,551)
|Proceeds from sale of digital assets
|9,870,415
|1,140,220"""


@pytest.mark.parametrize(
    "heading",
    [
        "Adjustments to reconcile net loss to net cash flows used in operating activities:",
        "Items of income and expense without effect on cash and cash equivalents:",
        "Changes in working capital and in other operating assets and liabilities, net:",
    ],
)
def test_a_heading_within_a_table_leaves_it_its_columns(heading):
    assert sales(SECTIONS.format(heading=heading)) == {
        ("2025-01-01", "2025-06-30", None, 9870415),
        ("2024-01-01", "2024-06-30", None, 1140220),
    }


def rolled(opening, sold):
    return f"""Activity of digital assets in the half year:

Digital assets held in trust at December 31, 2021   $ {opening}
Sale of digital assets     ({sold} )
Disposal of digital assets as a charitable donation     (7,440 )
Disposal of digital assets for a donation     (7,440 )
Change in fair value     (41,006,310 )
Digital assets held in trust at June 30, 2022   $ -  """


@pytest.mark.parametrize(("opening", "dollars"), [("143,510,902", 31864), ("2,143,510", None)])
def test_a_balance_that_can_be_no_thousands_tells_that_a_small_sale_is_in_dollars(opening, dollars):
    day = "2022-01-01", "2022-06-30", None
    assert (*day, dollars) in sales(rolled(opening, "31,864"))


def test_what_was_given_away_was_not_sold():
    for purpose in ("charitable contribution", "donation", "charity"):
        note = rolled("143,510,902", "318,640").replace(
            "Sale of digital assets", f"Disposal of digital assets for {purpose}"
        )
        assert not any(each[3] == 318640 for each in sales(note))


def test_a_block_cut_off_is_as_long_as_the_one_a_year_before():
    note = """Bitcoin
Bitcoin at December 31, 2021   $ 98,420,110
Sale of bitcoin     (1,204,560 )
Additions     4,400,870
Bitcoin at September 30, 2022   $ 61,300,415
Schedule of bitcoin in custody
Bitcoin held in custody at December 31, 2022   $ 52,711,904
Sale of bitcoin     (2,616,733 )
Additions     9,116,204"""
    assert sales(note) == {
        ("2022-01-01", "2022-09-30", None, 1204560),
        ("2023-01-01", "2023-09-30", None, 2616733),
    }
