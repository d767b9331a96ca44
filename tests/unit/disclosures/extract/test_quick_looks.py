"""What is looked for first, because it is quick, is never missing where the slower expression would find something."""

import re
from datetime import date

import pytest

from monitor.disclosures.extract.lowered import lowered, places_of
from monitor.disclosures.extract.numbers import amounts
from monitor.disclosures.extract.periods import day_words, days
from monitor.disclosures.extract.periods.days import Anchor
from monitor.disclosures.extract.prose import relevance
from monitor.disclosures.extract.prose.money import terms
from monitor.disclosures.extract.tables.header import patterns as header_patterns

HEADS = (
    "Three Months Ended | six months ended | nine months | 12 months ended | fiscal year ended | quarter ended",
    "June 30, 2025 | 30 June 2025 | 6/30/2025 | 06/30/25 | 2025-06-30 | 2025-06 | Jun-25 | Jun '25 | Apr 2024",
    "January 2025 | Feb-25 | March of 2025 | May 2025 | Aug-22 | Sept 5 | October 3rd | Nov | December 31,",
    "Q1 2025 | 1Q25 | Q4 FY2025 | fiscal Q3 2024 | first quarter of 2025 | fourth quarter 2024 | Q2 Total",
    "H1 2025 | 2H25",
    "second half of 2025 | YTD | CYTD 2025 | FYTD | fiscal year-to-date | calendar year to date | Month/Month",
    "y/y | MoM",
    "q-o-q | Year over Year | % Change | Δ | ∆ % | variance | chg. | difference | increase / (decrease)",
    "percentage change",
    "this month | Current Month | reporting month | prior month | previous month | last year | same month last year",
    "corresponding month of prior year | a year ago | year ago | Quantity | Number of bitcoin",
    "# of BTC | units | BTC number",
    "Cost basis | carrying value | cost | Amount | fair market value | US dollars | USD | market value",
    "proceeds | 2025 | 2024",
)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("change", [str, str.upper, str.lower])
def test_every_expression_of_a_header_is_found_by_its_beginning(head: str, change: type[str]) -> None:
    written = change(head)
    found = [each.span() for each in header_patterns.expressions(written, 0, len(written))]
    assert found == [each.span() for each in header_patterns._AT_ANY_WORD.finditer(written)]
    assert len(found) >= written.count("|") - 1


@pytest.mark.parametrize(
    "words",
    [
        "~", "≈ ", "approximately ", "Approx. ", "about a ", "around ", "nearly ", "just over ", "some ", "ca. ", "c. ",
        "more than the ", "fewer than ", "at least ", "close to ", "north of ", "up to ", "an estimated ",
        "a total of ", "approximately a total of (", "cerca de ", "rund ", "über ", "mehr als ",
        "près de ", "più di ", "about\u00a0",
    ],
)  # fmt: skip
def test_every_word_for_about_is_found_by_its_end(words: str) -> None:
    before = f"It sold {words}"
    assert amounts._is_about(before) == (amounts._ABOUT.search(before) is not None)


PURPOSES = (
    (
        "debt repayment",
        "to repay a loan | to pay down debt | paid off its notes | retired notes | delevering | debt service",
    ),
    (
        "operating costs",
        "for opex | to cover operating costs | working capital | power costs | electricity bills | payroll",
    ),
    (
        "capital expenditure",
        "for capex | expansion | growth | construction | build-outs | new miners | buy a site acquisition",
    ),
    ("land", "to buy land | 40 acres | real property"),
    ("hosting", "for hosting fees"),
    ("general corporate purposes", "for general corporate purposes"),
    ("taxes", "for tax obligations | to pay taxes"),
)


@pytest.mark.parametrize(("name", "said"), PURPOSES)
def test_every_purpose_has_what_is_looked_for_first(name: str, said: str) -> None:
    stems, how = terms._PURPOSES[name]
    for phrase in said.split(" | "):
        assert re.search(how, phrase)
        assert any(stem in phrase for stem in stems.split())
    assert {each for each, _ in PURPOSES} == terms._PURPOSES.keys()


BEGINNINGS_OF_PERIODS = (
    "in 2024 | of all of the full year 2024 | for the year 2023 | during the quarter | over the weekend",
    "in the same month | in that month | by 2024 | by the year 2024 | between 2014 and 2023 | from 2020 to 2024",
    "the month | the previous month | the prior quarter | the full quarter | the entire year | the whole year",
    "the start of the year to June | all year | throughout 2024 | during this week | last month | at the weekend",
    "mid-July | June 30, 2025 | 30 June 2025 | 2024-05-06 | 5/6/2025 | Q1 2025 | 1Q25 | H1 2025 | 3rd of May | March 2",
    "three months ended June 30, 2025 | year to date | YTD | since May | two weeks to June 2 | fiscal 2024 | yesterday",
    "segunda-feira | semana passada | Monday | 20 de março | subsequent to March 31, 2024 | end of 2024 | year-end",
)


@pytest.mark.parametrize("said", BEGINNINGS_OF_PERIODS)
@pytest.mark.parametrize("change", [str, str.upper, str.title])
def test_every_period_is_found_by_its_beginning(
    said: str, change: type[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    anchor = Anchor(date(2025, 8, 5), (date(2025, 7, 1), date(2025, 7, 31)))
    written = change(said)
    found = days.periods(written, anchor)
    monkeypatch.setattr(days, "MAY_START", day_words.STARTS)
    assert found == days.periods(written, anchor)
    assert found


@pytest.mark.parametrize(
    "word",
    [
        "bitcoin", "Bitcoin", "BTC", "BITCOIN", "btc", "₿", "coin", "Crypto", "sold", "SOLD", "sells", "Sales",
        "liquidated", "monetization", "holdings", "HODL", "hodled", "Mined", "output", "Proceeds",
    ],
)  # fmt: skip
def test_every_relevant_word_has_what_is_looked_for_first(word: str) -> None:
    assert relevance._RELEVANT.search(word)
    assert any(stem in word.lower() for stem in relevance._STEMS)


@pytest.mark.parametrize("text", ["Bitcoin SOLD \u0130 BTC", "\u017f\u212a Coins", ""])
def test_a_lowered_text_keeps_every_character_in_its_place(text: str) -> None:
    low = lowered(text)
    assert len(low) == len(text)
    assert places_of(low, ("btc", "coin")) == [found.start() for found in re.finditer("btc|coin", low)]
