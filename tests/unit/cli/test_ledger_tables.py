"""The ledger on terminals of two widths: every line fits, and no figure is cut."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from rich.console import Console

from monitor.cli.ledger_tables import print_ledger
from monitor.cli.ledger_words import btc_rounded, days_text, percent_text
from monitor.disclosures.months import Month
from monitor.labels.entity import Cadence, DisclosureHabit
from monitor.money import sats_from_btc
from tests.unit.disclosures.stated import flag, no_sale, sale, statement
from tests.unit.disclosures.test_ledger_questions import FEBRUARY, account, cango, ledger

SILENT = {name: DisclosureHabit(Cadence.MONTHLY, 7) for name in ("american-bitcoin", "bit-digital", "hive")}
RIOT = account(
    "riot",
    [
        sale("1080", "2026-01-01", "2026-01-31", approximate=True, purpose="two hundred acres of land [sic]"),
        sale("7.5", "2025-11-01", "2025-11-30", proceeds_usdt=Decimal(700_000), derived=frozenset({"sats"})),
        no_sale("2025-12-01", "2025-12-31"),
        statement("production", "2025-12-01", "2025-12-31", "460"),
    ],
    [flag("r", "1080.40000001", "2026-01-14")],
)


def printed(width, **asked):
    out = StringIO()
    found = ledger(cango(), RIOT, account("core-scientific", flags=[flag("c", "0.001", "2026-02-05")]),
                   habits=SILENT, **asked)  # fmt: skip
    print_ledger(Console(file=out, width=width, highlight=False), found)
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 160])
def test_every_line_fits_and_no_figure_is_cut(width):
    text = printed(width)
    tables = text.split("Documents")[0].splitlines()
    assert max(map(len, tables)) <= width
    assert "…" not in text
    for figure in (
        "$305 million",
        "68,524",
        "~1,080",
        "165.03",
        "<0.01",
        "979 %",
        "~3,000",
        "2026-02-07 to 08",
    ):
        assert figure in text, figure


def test_texts_of_companies_are_shown_as_they_are():
    assert "two hundred acres of land [sic]" in printed(160)
    assert "for 700,000 USDT; the amount is computed" in printed(160)


def test_the_silent_and_those_who_are_not_due_are_named_first_of_them_whose_coins_moved():
    lines = printed(160).splitlines()
    said = [line.split("  ", 1) for line in lines if line.startswith("2026-0") and ": " in line]
    told = dict(said)
    assert told["2026-02"] == (
        "sell: cango; not due yet: core-scientific (moved <0.01, due 2026-05-21), riot (due 2026-05-21); "
        "silent: american-bitcoin, bit-digital, hive."
    )
    assert told["2026-03"].startswith("not due yet: ")
    assert "cango" in told["2026-03"]


def test_every_row_says_something_and_a_sale_without_a_quantity_is_a_word_of_sales():
    acme = account(
        "acme",
        [
            statement("holdings", "2026-02-28", btc="90", published=date(2026, 3, 1), url="https://e.com/1"),
            statement("holdings", "2026-02-28", btc="80", published=date(2026, 3, 9), url="https://e.com/2"),
            sale("7", "2026-01-12", published=date(2026, 1, 13), url="https://e.com/3"),
            sale("8", "2026-01-12", published=date(2026, 1, 14), url="https://e.com/4"),
            sale("8", "2026-01-12", published=date(2026, 1, 15), url="https://e.com/5", hearsay=True),
            statement("production", "2026-02-01", "2026-02-28", "9"),
            sale(None, "2026-02-01", "2026-02-28"),
        ],
    )
    out = StringIO()
    print_ledger(Console(file=out, width=160, highlight=False), ledger(acme))
    text = out.getvalue()
    assert "7, superseded by another word" in text
    assert text.count("8, told in another document, too") == text.count("told by an article") == 1
    assert "held 90, superseded by another word" in text
    assert "a sale without a quantity" in text.split("Sold of what was produced")[1].split("Who sells")[0]


def test_the_figures_of_a_row_come_to_what_is_left():
    figures = [
        statement("holdings", "2026-01-31", btc="1000"),
        statement("holdings", "2026-02-28", btc="410"),
        statement("production", *FEBRUARY, "100"),
        no_sale(*FEBRUARY),
        statement("pledge", "2026-01-31", btc="2000"),
        statement("pledge", "2026-02-28", btc="2290"),
    ]
    out = StringIO()
    print_ledger(Console(file=out, width=80, highlight=False), ledger(account("acme", figures)))
    [head, row] = [
        line.split()
        for line in out.getvalue().splitlines()
        if "held before" in line or "acme, 2026-02 " in line
    ]
    assert head[-4:] == ["pledged", "held", "after", "left"]
    assert row == ["acme,", "2026-02", "1,000", "100", "0", "290", "410", "400"]


def test_a_month_narrows_what_is_listed():
    text = printed(160, only_month=Month(2026, 2))
    assert "What companies told, 2026-02" in text
    assert "550.03" not in text.split("The largest")[0]


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2026-02-01", "2026-02-28", "2026-02"),
        ("2026-01-01", "2026-03-31", "2026 Q1"),
        ("2025-01-01", "2025-12-31", "2025"),
        ("2025-11-01", "2025-12-31", "2025-11-01 to 12-31"),
        ("2026-02-07", "2026-02-07", "2026-02-07"),
        ("2026-02-07", "2026-02-08", "2026-02-07 to 08"),
        ("2022-06-15", "2022-07-02", "2022-06-15 to 07-02"),
        ("2025-12-29", "2026-01-04", "2025-12-29 to 2026-01-04"),
    ],
)
def test_a_period_in_few_characters(first, last, text):
    assert days_text(date.fromisoformat(first), date.fromisoformat(last)) == text


@pytest.mark.parametrize(
    ("btc", "text"),
    [
        ("0", "0"),
        ("0.001", "<0.01"),
        ("0.01", "0.01"),
        ("100", "100"),
        ("653.773", "653.77"),
        ("4451.5", "4,451.5"),
    ],
)
def test_an_amount_to_a_hundredth(btc, text):
    assert btc_rounded(sats_from_btc(btc)) == text
    assert btc_rounded(sats_from_btc(btc), approximate=True) == f"~{text}"


def test_a_percentage_as_one_says_it():
    shares = [percent_text(Decimal(each), sign=True) for each in ("-59.9", "0.4", "0.0", "978.6")]
    assert shares == ["-60 %", "+0.4 %", "0 %", "+979 %"]
    assert percent_text(None) == ""
