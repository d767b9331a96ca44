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
