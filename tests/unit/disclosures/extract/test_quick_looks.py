"""What is looked for first, because it is quick, is never missing where the slower expression would find something."""

import re
from datetime import date

import pytest

from monitor.disclosures.extract import atoms
from monitor.disclosures.extract.lowered import found_behind, holds_any, lowered, places_of
from monitor.disclosures.extract.numbers import amounts
from monitor.disclosures.extract.periods import day_words, days
from monitor.disclosures.extract.periods.days import Anchor
from monitor.disclosures.extract.prose import relevance
from monitor.disclosures.extract.prose.kinds import kept
from monitor.disclosures.extract.prose.money import terms
from monitor.disclosures.extract.tables.finding import cell_patterns, flattened
from monitor.disclosures.extract.tables.header import patterns as header_patterns
from monitor.disclosures.extract.tables.kinds import headed, single_row
from monitor.disclosures.extract.tables.label import meaning

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
        "près de ", "più di ", "about\u00a0", "upwards of ", "about its ", "some\n", "more than\na ",
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
    by_words = [*atoms._where_periods_may_begin(written, atoms._words(written, 0, len(written)))]
    assert found == days.periods(written, anchor, places=by_words)
    monkeypatch.setattr(days, "MAY_START", day_words.STARTS)
    assert found == days.periods(written, anchor)
    assert found


RELEVANT = re.compile(
    r"[Bb]itcoin|B(?:TC|ITCOIN)|btc|₿|[Cc](?:oin|rypto)|[Ss](?:old|ell)|Sales|(?:iquidat|oneti[sz]|isposal|isposition)"
    r"|[Hh](?:oldings|ODL|odl)|[Mm]ined|[Oo]utput\b|[Pp]roceeds|SOLD"
)


@pytest.mark.parametrize(
    "word",
    [
        "bitcoin", "Bitcoin", "BTC", "BITCOIN", "btc", "₿", "coin", "Crypto", "sold", "SOLD", "sells", "Sales", "sales",
        "liquidated", "monetization", "demonetised", "disposals", "Disposition", "holdings", "holding", "HODL",
        "hodled", "hODLers", "Mined", "output", "outputs", "Output.", "Proceeds", "crypto", "Bitcon", "sOld", "MINED",
    ],
)  # fmt: skip
def test_the_words_for_coins_are_those_of_the_expression_that_they_stand_for(word: str) -> None:
    assert relevance._is_of_coins(f"The {word} of it") == (RELEVANT.search(f"The {word} of it") is not None)


@pytest.mark.parametrize("text", ["Bitcoin SOLD \u0130 BTC", "\u017f\u212a Coins", ""])
def test_a_lowered_text_keeps_every_character_in_its_place(text: str) -> None:
    low = lowered(text)
    assert len(low) == len(text)
    assert places_of(low, ("btc", "coin")) == [found.start() for found in re.finditer("btc|coin", low)]


@pytest.mark.parametrize(
    "text",
    [
        "In mid-July, all of\u00a0the last\nyear and d\u2019avril 2024",
        "#June 5 (May 2025)",
        "of of of of 2024",
    ],
)
def test_every_word_that_begins_a_period_is_found_within_words_and_before_numbers(text: str) -> None:
    places = [*atoms._where_periods_may_begin(text, atoms._words(text, 0, len(text)))]
    assert {found.start() for found in day_words.MAY_START.finditer(text)} <= {*places}


@pytest.mark.parametrize(
    "said",
    [
        "It kept all of it", "EVERY coin", "no\nbitcoin", "no  BTC", "Not a single coin", "100 % of output was held",
        "opted to hold", "instead\nof selling", "their newly mined coins", "None of them left", "continued",
        "hands off", "it was untouched", "not one ever left", "nothing has left",
    ],
)  # fmt: skip
def test_whatever_tells_that_coins_were_kept_has_what_is_looked_for_first(said: str) -> None:
    assert kept._BEGINNINGS.search(said)
    assert holds_any(" ".join(said.lower().split()), kept._STEMS)


@pytest.mark.parametrize(
    "label",
    [
        "Bitcoin sold 300", "BTC  Mined", "Total bitcoin\u00a0held", "average bitcoins sold", "sale of bitcoin",
        "Proceeds of digital assets sold", "Disposal  of  BTC", "number of bitcoin produced", "holdings of bitcoin",
        "the month N/ABitcoin liquidated", "soldBitcoin held",
    ],
)  # fmt: skip
def test_every_label_of_a_coin_has_a_word_for_a_deed_beside_it(label: str) -> None:
    assert flattened._LABEL.search(label)
    assert flattened._may_name_deed(label, 0, len(label))


@pytest.mark.parametrize(
    ("words", "pattern"),
    [
        (headed._DEED_WORDS, headed._DEED),
        (single_row._DEED_WORDS, single_row._DEED),
        (meaning.OTHER_COIN_WORDS, meaning.OTHER_COINS),
    ],
)
def test_every_word_that_a_whole_text_is_searched_for_is_found_in_small_letters(
    words: tuple[str, ...], pattern: re.Pattern[str]
) -> None:
    text = (
        "Sold SELLERS sell sales off-loaded Liquidations, cashed in, cashed  in; outsold mined (output) disposals"
        " acquired purchased eth ether ethereum dogecoin doge kaspa method solana sol usdt zec monetisations"
    )
    found = [each.span() for each in found_behind(words, pattern, text, lowered(text))]
    assert found == [each.span() for each in pattern.finditer(text)]
    assert len(found) > 1


@pytest.mark.parametrize(
    "cell",
    [
        "5,587",
        "0",
        "12.5",
        "205,7592",
        "1.080,5",
        "2025",
        "7,",
        "3.",
        "5%",
        "$5",
        "1 2",
        "4 BTC",
        "8(1)",
        "n5",
    ],
)
@pytest.mark.parametrize("line", ["{}", "a | {} | b", "a|{}", "a {}  |", "a: {}\n"])
def test_a_plain_number_of_a_cell_is_the_one_that_is_found_among_all_that_cells_hold(
    cell: str, line: str
) -> None:
    text = line.format(cell)
    for at, letter in enumerate(text):
        plain = cell_patterns.PLAIN_NUMBER.match(text, at) if letter.isdigit() else None
        if plain is not None:
            whole = cell_patterns.TOKEN.match(text, at)
            assert whole is not None
            assert (whole.lastgroup, whole.span(), whole["number"]) == (
                "value",
                plain.span(),
                plain["number"],
            )


def test_numbers_in_what_is_known_are_passed_and_others_are_read_as_without_it() -> None:
    text = "As of June 30, 2025 it held about 19,000 bitcoin, of which 3,300 (in 2024: 2,000 or so) were pledged."
    every = [*amounts.amounts(text)]
    known = [each for each in every if text[each.start : each.end] in {"30", "2025", "2024"}]
    assert [*amounts.amounts(text, known=known)] == [each for each in every if each not in known]
    assert len(known) == 3
