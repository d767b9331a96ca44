"""Whatever the text: no exception, the same answer twice, exact evidence, and time in proportion to its length."""

import sys
from datetime import date
from types import FrameType
from typing import SupportsIndex

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.disclosures.extract import extract as whole
from monitor.disclosures.extract.extract import extract, reading_of
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.limits import Budget
from monitor.disclosures.extract.statements import Passed, statements
from monitor.disclosures.extract.tables import read as tables
from monitor.disclosures.extract.tables.finding import rows
from monitor.disclosures.extract.tables.finding.collecting import tables_of
from monitor.disclosures.extract.tables.finding.flattened import row_starts
from monitor.disclosures.extract.tables.header import words as header_words
from monitor.disclosures.extract.tables.header.words import Expressions
from tests.cpu_limit import no_hang

ABOUT = About(
    issuer="riot", names={"Riot Platforms, Inc.": "riot", "Hut 8 Corp.": "hut-8"}, published=date(2026, 2, 10)
)
PIECES = (
    "Riot", "Hut 8", "the Company", "we", "it", "miners", "sold", "selling", "sale of", "did not sell",
    "may sell", "mined", "held", "pledged", "bought", "transferred", "1,080", "4,451 BTC", "approximately",
    "~550.03", "$96 million", "C$5", "12%", "bitcoin", "BTC", "coins", "miners.", "in January",
    "on February 29", "Feb. 30, 2026", "0/0/2026", "2026-13-45",
    "three months ended June 31, 2025 and 2024", "respectively", "over the weekend", "since",
    "the same month last year", "for $305 million", "an average of", "per bitcoin", "as collateral",
    "none", ":", "|", "(", ")", ";", ",", ".", "\n", "\n\n", "\u00a0", "₿", "\u0130", "\u017f", "\x00",
    "1.080", "18,80", "9" * 40, "two hundred and twelve", "Bitcoin Sold:", "-", "—", "from", "to",
    "month-to-date", "since the beginning of 2024", "first five months of 2024", "past seven days",
    "two weeks to June 2", "along with", "them", "subsequent to February 29, 2024 and through December 31, 2099",
    "all of which were", "of which", "(2022: 4,602)", "were sold", "secured by", "amounted to", "cashed in", "added",
    "mid-May", "denied", "keep selling", "as of May 12", "proceeds from the sale of bitcoin",
    "week of February 31", "fiscal Q4", "FY0000", "9999", "December 31, 9999", "Q1 1900",
    "suspected", "traders think", "analysts believe", "left", "parted with", "went to buyers", "to repay its lender",
    "had it not", "called off", "from selling", "the biggest total", "included", "ahead of the April halving", "[5]",
    "--", "300 ETH", "of the bitcoin",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=40).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sampled_from([None, date(1970, 1, 1), date(2026, 2, 10), date.max, date.min]))
def test_no_text_raises_and_every_answer_is_grounded(text: str, published: date | None) -> None:
    about = About(issuer=None, names=ABOUT.names, published=published)
    found = extract(text, about)
    assert found == extract(text, about)
    assert [each.start for each in found] == sorted(each.start for each in found)
    for each in found:
        assert text[each.start : each.end] == each.evidence
        assert each.evidence
        assert each.rule
    made, passed = statements(
        found, issuers={"riot", "hut-8"}, url="https://example.org/1", published=published
    )
    assert len(made) + len(passed) <= len(found)
    assert all(isinstance(each, Passed) and each.why for each in passed)


@pytest.mark.parametrize(
    "piece",
    [
        "7", ",", "1,", ".", "1.", " ", "\n", "(", "a", "A ", "Ab ", "sold ", "sold 5 BTC ", "bitcoin ",
        "bitcoin sold ", "and ", "$", "$1 ", "one ", "January ", "January 1 ", "1 January ", "about ",
        "\u00a0", "five hundred ", "Inc. ", "(NASDAQ: FOO) ", "Foo said ", "respectively 1 and 2 BTC ",
        "if ", "Riot ", "sold 5 and ", "mined 5 BTC and sold them ", "sold 5 BTC along with 3 BTC ",
        "|", "1 | ", "BTC sold: 5\n", "| 1 | 2\n", "\x00", "of the ",
    ],
)  # fmt: skip
def test_no_repetition_takes_long(piece: str) -> None:
    """What goes back over its text takes minutes for this much; in proportion it takes a fraction of a second."""
    with no_hang():
        extract((piece * (60_000 // len(piece) + 1))[:60_000], ABOUT)


@pytest.mark.parametrize(
    "piece",
    [
        "sold ", "sold 5 and ", "may sell ", "1,000 bitcoin ", "Bitcoin sold | 5 | 6\n", "Bitcoin Sold\n5\n",
        "bitcoin ", "Balance as of June 30, 2025 5\n", "Riot sold 5 bitcoin in June. ", "Bitcoin sold: ",
        "Riot held 5 bitcoin, ", "for the three months ended June 30, 2025 and 2024 ",
        "A", "1", " ", "- ", "% ", "<td>", "( 1,371 ) ", "June 2025 | May 2025\n", "June 30, 2025 ",
    ],
)  # fmt: skip
def test_steps_are_in_proportion_to_length(piece: str) -> None:
    """Counted in calls, which no busy machine changes: three times the text takes about three times as many."""
    small, large = ((piece * (size // len(piece) + 1))[:size] for size in (2_500, 7_500))
    assert _calls(large) <= 4 * _calls(small) + 1_000


def test_of_a_long_line_no_row_copies_what_stands_behind_it() -> None:
    """Counted in characters: no row is longer, whatever its line."""
    small, large = (_copied("held 5 BTC | respectively | 1e5 | " * size) for size in (1_000, 3_000))
    assert large <= 4 * small


class _Counted(str):
    """A text that counts what is cut out of it."""

    __slots__ = ("copied",)

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        cut = super().__getitem__(key)
        self.copied = getattr(self, "copied", 0) + len(cut)
        return cut


def _copied(text: str) -> int:
    counted = _Counted(text)
    assert list(tables_of(counted, Expressions(text, row_starts(text)), Budget(10**6)))
    return counted.copied


def _calls(text: str) -> int:
    """How many calls of our functions the reading of a text takes; compiling an expression is none of them."""
    calls = 0

    def count(frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call" and "disclosures" in frame.f_code.co_filename

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        extract(text, ABOUT)
    finally:
        sys.setprofile(before)
    return calls


def test_of_a_text_without_end_only_so_much_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "On 3 March 2025 Riot sold 40 bitcoin.\n"
    for module in (whole, tables):
        monkeypatch.setattr(module, "MOST_READ", 2_000)
    filling = "Bitcoin held | 5 | 6\nAll bitcoin sold well. \n"
    assert [each.sats for each in extract(told + filling * 20, ABOUT) if each.kind == "sale"] == [
        4_000_000_000
    ]
    large, larger = (_calls(told + filling * times) for times in (300, 600))
    assert larger <= 1.5 * large
    assert not any(each.sats == 4_000_000_000 for each in extract(filling * 300 + told, ABOUT))
    assert reading_of(told + filling, ABOUT).unread == 0
    assert 8_000 < reading_of(told + filling * 300, ABOUT).unread < len(told + filling * 300)


def test_of_a_line_without_end_only_so_much_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (whole, tables, rows, header_words):
        monkeypatch.setattr(module, "MOST_READ", 2_000)
    line = "Bitcoin held 5 6 | 1e5 | "
    large, larger = (_calls("\n" + line * times) for times in (300, 600))
    assert larger <= 1.5 * large
    assert reading_of("\n" + line * 50, ABOUT).unread == 0
    assert reading_of("\n" + line * 300, ABOUT).unread >= 300 * len(line) - 2_000


def test_a_sentence_of_nothing_but_verbs_costs_no_more_than_a_long_one() -> None:
    few, many = (_calls("Riot sold 5 bitcoin" + " sold" * times + ".") for times in (100, 350))
    assert many <= 2 * few


def test_what_stands_behind_the_most_that_is_looked_at_is_said_to_be_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(whole, "MOST_TEXT", 500)
    reading = reading_of("Riot sold 40 bitcoin in June 2025. " + "x" * 600, ABOUT)
    assert [each.sats for each in reading.found] == [4_000_000_000]
    assert reading.unread == 135
