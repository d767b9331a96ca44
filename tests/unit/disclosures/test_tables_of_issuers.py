"""Tables of issuers in every layout in which a text may hold them, and tables that only look as if coins were sold."""

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.statement import StatementKind
from tests.unit.disclosures.flattening import LAYOUTS
from tests.unit.disclosures.issuers import NO_SALES, TABLES
from tests.unit.disclosures.test_notes_of_filings import sales
from tests.unit.disclosures.test_tables_in_many_layouts import told


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("name", TABLES)
def test_a_table_states_the_same_in_every_layout(name, layout):
    table, expected = TABLES[name]
    assert sales(layout(table)) == expected


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("name", NO_SALES)
def test_what_only_looks_like_a_sale_states_none(name, layout):
    assert sales(layout(NO_SALES[name])) == set()


def test_what_transactions_bought_and_left_is_told_too():
    text = "Date | Type | BTC | Value (USD) | Balance\n2025-12-30 | BUY | 219 | 19,339,890 | 3,821"
    assert told(text, "purchase", "holdings") == [
        "purchase 219 2025-12-30..2025-12-30 $19339890",
        "holdings 3821 2025-12-30",
    ]


def test_names_of_columns_with_years_are_no_numbers_of_coins():
    found = extract(
        "Month BTC Sold 2025 BTC Sold 2024\nJanuary 201 357\n", About(issuer="deepmine", names={})
    )
    assert all(each.sats != 2_025 * 10**8 for each in found if each.kind is StatementKind.SALE)


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("May 2024April 2024May 2023", "Bitcoin sold1,391-2,762", ["1391", "none", "2762"]),
        ("Metric5/31/20244/30/20245/31/2023", "Bitcoin sold600-450", ["600", "none", "450"]),
    ],
)
def test_dashes_and_days_in_glued_rows(header, row, expected):
    text = f"Deepmine Announces May 2024 Production\n{header}\n{row}\nBitcoin held9,0848,8727,190\n"
    assert [each.split()[1] if each.startswith("sale") else "none" for each in told(text)] == expected
