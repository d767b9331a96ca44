"""A table that a terminal is too narrow for loses none of its words."""

from io import StringIO

import pytest
from rich.console import Console

from monitor.cli.printing import complaints, console, print_hanging, print_table, table

TXID = "ab" * 32


def printed(width: int) -> str:
    made = table("txid", "to", "BTC", "note", "time", right=("BTC",))
    made.add_row(TXID, "two-prime", "653.773", "", "2026-02-04 21:00Z")
    made.add_row(TXID, "galaxy", "300", "[dim]one source only[/]", "2026-02-05 07:00Z")
    out = StringIO()
    print_table(made, Console(file=out, width=width, highlight=False))
    return out.getvalue()


def test_a_wide_terminal_gets_a_line_for_each_row() -> None:
    lines = printed(200).splitlines()
    assert lines[0].split() == ["txid", "to", "BTC", "note", "time"]
    assert len(lines) == 3


@pytest.mark.parametrize("width", [80, 70])
def test_a_narrow_one_gets_every_value_by_its_name_and_no_empty_ones(width: int) -> None:
    shown = printed(width)
    assert max(map(len, shown.splitlines())) <= width
    assert shown.count(TXID) == 2
    assert shown.count("note ") == 1
    for words in ("to two-prime", "BTC 653.773", "time 2026-02-04 21:00Z", "note one source only"):
        assert words in shown


def test_a_name_that_is_too_long_for_the_terminal_is_not_torn():
    assert printed(60).splitlines().count(TXID) == 2


def test_where_it_is_no_terminal_no_line_ends_in_blanks_and_columns_says_how_wide_it_is(monkeypatch, capsys):
    assert not any(line.endswith(" ") for line in printed(200).splitlines())
    monkeypatch.setenv("COLUMNS", "72")
    assert (console().width, complaints().width) == (72, 72)


@pytest.mark.parametrize("columns", ["", "wide"])
def test_a_pipe_gets_every_line_whole_however_long(columns, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", columns)
    names = ", ".join(f"miner-{number}" for number in range(3000))
    console().print(names)
    complaints().print(names)
    print_hanging(console(), "7  ", names)
    made = table("who", "note")
    made.add_row("riot", names)
    print_table(made)
    written = capsys.readouterr()
    assert written.err == f"{names}\n"
    lines = written.out.splitlines()
    assert lines[:2] == [names, f"7  {names}"]
    assert lines[3] == f"riot  {names}"


def test_what_stands_behind_a_lead_goes_on_below_itself_and_keeps_addresses_whole():
    out = StringIO()
    address = "https://www.sec.gov/Archives/edgar/data/1725123/000121390026000003/ex99-1.htm"
    print_hanging(
        Console(file=out, width=40),
        "7  ",
        f"a sale [of 5 BTC] in February 2026, told by cango: {address}\nben",
    )
    assert out.getvalue().splitlines() == [
        "7  a sale [of 5 BTC] in February 2026,",
        "   told by cango:",
        f"   {address}",
        "   ben",
    ]
