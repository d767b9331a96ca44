"""A document states the same in other clothes: set in narrow lines, with another word for selling, above small print.

Each text here is ours. Each is read as it stands and once in each of the clothes, and must state the same sales.
"""

import re
import textwrap
from collections.abc import Callable
from datetime import date

import pytest

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.hard_wrap import unwrapped
from monitor.disclosures.extract.selling import SALES, SOLD
from monitor.disclosures.statement import StatementKind

NAMES = {
    "Riot Platforms, Inc.": "riot",
    "CleanSpark, Inc.": "cleanspark",
    "Bitfarms Ltd.": "bitfarms",
    "Cango Inc.": "cango",
}
TEXTS = {
    "release": (
        "CASTLE ROCK, Texas, May 5, 2025 -- Riot Platforms, Inc. gave its unaudited production and operations"
        " updates for April 2025. The Company produced 463 bitcoin, 13% less than in March, and sold 475 bitcoin"
        " for net proceeds of approximately"
        " $38.8 million, at an average net price of $81,731. On April 30, 2025 it held 19,211 bitcoin, of which 3,300"
        " were restricted."
    ),
    "article": (
        "Bitfarms Ltd. has thinned out its treasury again. The miner sold 1,052 bitcoin in the first quarter of 2025"
        " for $96.4 million, it said in a report on Wednesday, and since April it has held on to what it mined."
        " CleanSpark, Inc. sold 401.5 bitcoin in April for $40.0 million, having sold none in the two years before."
    ),
    "note": (
        "Note 5. Bitcoin\nIn the three months ended March 31, 2025 the Company sold 1,040 bitcoin for proceeds of"
        " $93.4 million at an average of $89,807. In the three months ended March 31, 2024 the Company sold 212"
        " bitcoin for proceeds of $9.5 million at an average of $44,811. The Company did not sell any mining machines"
        " in either period, and it may sell bitcoin from time to time to fund its operations and its growth."
    ),
    "list": (
        "April 2025 highlights\n- Bitcoin produced: 463\n- Bitcoin sold: 475\n- Net proceeds: $38.8 million\n"
        "- Bitcoin held at month end: 19,211"
    ),
    "table": (
        "Metric | April 2025 | March 2025\nBitcoin produced | 463 | 533\nBitcoin sold | 475 | 210\n"
        "Average net price per bitcoin sold | $81,731 | $84,100\nBitcoin held | 19,211 | 19,223"
    ),
}
PROSE = ("release", "article", "note")


def stated(text: str) -> list[tuple[object, ...]]:
    about = About(issuer="riot", names=NAMES, published=date(2025, 5, 5))
    found = [each for each in extract(text, about) if each.kind is StatementKind.SALE]
    return sorted((each.sats, each.period_start, each.period_end, each.proceeds_usd) for each in found)


def set_to(width: int) -> Callable[[str], str]:
    """Each paragraph broken into lines no longer than the width."""
    return lambda text: "\n".join("\n".join(textwrap.wrap(line, width)) for line in text.split("\n"))


def in_print(text: str) -> str:
    """Broken where the lines of a page are full, whose letters are of different widths, as text comes out of a PDF."""
    lines = [""]
    for word in text.replace("\n", " \n ").split(" "):
        if word == "\n" or _printed(f"{lines[-1]} {word}") > 75:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _printed(line: str) -> float:
    return sum(
        0.45 if letter in "ijltfr.,;:'| " else 1.35 if letter in "mwMW" or letter.isupper() else 1
        for letter in line
    )


def with_word(sold: str) -> Callable[[str], str]:
    """Another participle for "sold", with the "of" that some want before what they take."""
    of = " of" if sold == "disposed" else ""
    return lambda text: re.sub(
        r"\b([Ss])old\b(?= [\d$])",
        lambda found: _as(sold + of, found[1]),
        re.sub(r"sold\b(?! [\d$])", sold, text),
    )


def _as(word: str, like: str) -> str:
    return word.capitalize() if like.isupper() else word


CLOTHES: dict[str, Callable[[str], str]] = {
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "another unit": lambda text: re.sub(r"\bbitcoin\b(?! (?:mine|treasury))", "BTC", text, flags=re.IGNORECASE),
    "typographic quotes": lambda text: text.replace("'", "\u2019"),
    "another bullet": lambda text: re.sub(r"^- ", "• ", text, flags=re.MULTILINE),
    "whole dollars": lambda text: re.sub(
        r"\$(\d+)\.(\d) million", lambda found: f"${found[1]},{found[2]}00,000", text
    ),
    "M for million": lambda text: text.replace(" million", "M"),
    "days first": lambda text: re.sub(r"\b(April|March|May) (\d+), (\d{4})", r"\2 \1 \3", text),
    "below a menu": lambda text: f"Skip to content\nHome | Investors | News\nStock: $7.21 (+1.2%)\n{text}",
    "above small print": lambda text: (
        text + "\nForward-looking statements are made under the Private Securities Litigation Reform Act of 1995."
        " Actual results may differ, and the Company may sell bitcoin.\nCopyright 2019. All rights reserved."
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("clothes", CLOTHES)
def test_the_same_is_stated_in(clothes: str, name: str) -> None:
    assert stated(CLOTHES[clothes](TEXTS[name])) == stated(TEXTS[name])


@pytest.mark.parametrize("name", PROSE)
@pytest.mark.parametrize("setting", [*map(set_to, (52, 60, 66, 72, 80, 100)), in_print])
def test_lines_that_are_full_end_no_sentence(setting: Callable[[str], str], name: str) -> None:
    assert stated(setting(TEXTS[name])) == stated(TEXTS[name])


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("sold", SOLD)
def test_every_word_for_sold_is_known_everywhere(sold: str, name: str) -> None:
    assert stated(with_word(sold)(TEXTS[name])) == stated(TEXTS[name])


@pytest.mark.parametrize("sale", SALES)
def test_every_noun_is_known_in_labels(sale: str) -> None:
    row = TEXTS["table"].replace("Bitcoin sold |", f"{sale.capitalize()} of bitcoin |")
    assert stated(row) == stated(TEXTS["table"])


def test_the_texts_state_what_they_are_meant_to() -> None:
    assert {name: [sats for sats, *_ in stated(text)] for name, text in TEXTS.items()} == {
        "release": [475_0000_0000],
        "article": [401_5000_0000, 1052_0000_0000],
        "note": [212_0000_0000, 1040_0000_0000],
        "list": [475_0000_0000],
        "table": [210_0000_0000, 475_0000_0000],
    }


@pytest.mark.parametrize(
    "text",
    [
        "Riot Platforms sold bitcoin for the quarter\nCleanSpark sold 402 bitcoin in April for $38.0 million",
        "Sold in April:\nRiot Platforms 475 bitcoin for 39 million US$\nCleanSpark 402 bitcoin for 33 million US$",
        "Bitcoin mined by us in the month 463\nBitcoin sold by us in the month 475",
    ],
)
def test_lines_of_their_own_stay_apart(text: str) -> None:
    assert unwrapped(text) == text


def test_a_name_introduced_with_hard_spaces_is_a_name() -> None:
    text = "Two\u00a0Prime\u00a0Lending\u00a0Limited (“Two\u00a0Prime”) trades. Two\u00a0Prime sold 300 BTC in April."
    about = About(issuer=None, names=NAMES, published=date(2025, 5, 5))
    assert [each.sats for each in extract(text, about)] == [300_0000_0000]


@pytest.mark.parametrize(
    "told",
    [
        "Riot Platforms vendió 475 bitcoins en abril de 2025.",
        "Riot Platforms vendeu 475 bitcoins em abril de 2025.",
    ],
)
def test_english_small_print_hides_no_other_language(told: str) -> None:
    text = f"{told}\n{CLOTHES['above small print']('')}"
    assert stated(text) == [(475_0000_0000, date(2025, 4, 1), date(2025, 4, 30), None)]


def test_may_is_no_month_before_a_verb() -> None:
    text = "The Company sold 290 bitcoin in March and may keep selling part of its production."
    assert [each[1:3] for each in stated(text)] == [(date(2025, 3, 1), date(2025, 3, 31))]


def test_the_week_is_the_one_that_the_heading_says_has_ended() -> None:
    text = "For the week ended April 25, 2025 (UTC+8):\nBitcoin sold during the week: 163.9 BTC"
    assert [each[:3] for each in stated(text)] == [(163_9000_0000, date(2025, 4, 19), date(2025, 4, 25))]


@pytest.mark.parametrize("whole", ["the month of", "the whole of", "the course of", "the entire month of"])
def test_a_whole_month_is_compared_like_the_month(whole: str) -> None:
    text = f"Output in April was 463 bitcoin, 13% less than in {whole} March. It sold 475 BTC."
    assert [each[1:3] for each in stated(text)] == [(date(2025, 4, 1), date(2025, 4, 30))]


def test_since_a_day_is_the_same_in_either_order() -> None:
    text = "Riot Platforms has sold 300 BTC since April 21, 2025."
    assert stated(text.replace("April 21,", "21 April")) == stated(text)


def test_each_number_of_a_line_belongs_to_its_own_word() -> None:
    about = About(issuer="riot", names=NAMES, published=date(2025, 5, 5))
    for text in (
        "83 bitcoin mined; 84 bitcoin sold; 290 bitcoin held.",
        "BTC mined: 83; BTC sold: 84; BTC held: 290",
    ):
        assert [(each.kind.value, each.sats) for each in extract(text, about)] == [
            ("production", 83_0000_0000),
            ("sale", 84_0000_0000),
            ("holdings", 290_0000_0000),
        ]


def test_the_week_before_is_the_one_before_the_week_that_is_reported() -> None:
    text = "Weekly report (week ended April 25, 2025)\nBTC sold this week: 57\nBTC sold, previous week: 44"
    assert [each[1:3] for each in stated(text)] == [
        (date(2025, 4, 12), date(2025, 4, 18)),
        (date(2025, 4, 19), date(2025, 4, 25)),
    ]


def test_a_fiscal_year_is_the_one_that_the_heading_says_has_ended() -> None:
    about = About(issuer="Foo Mining", names={}, published=date(2025, 12, 9))
    text = "Fiscal year ended September 30, 2025\n"
    text += "We sold 1,590 and 1,702 bitcoin in fiscal 2025 and fiscal 2024, respectively."
    assert [(each.period_start, each.period_end) for each in extract(text, about)] == [
        (date(2024, 10, 1), date(2025, 9, 30)),
        (date(2023, 10, 1), date(2024, 9, 30)),
    ]


def test_what_revenue_is_compared_with_dates_no_sale_below_it() -> None:
    text = "Second Quarter 2025 Highlights\n• Sold 204 BTC"
    text = text.replace(
        "\n", "\n• Revenue of $34.8 million, compared with $29.3 million in the first quarter\n"
    )
    found = extract(text, About(issuer="riot", names=NAMES, published=date(2025, 8, 12)))
    assert [(each.period_start, each.period_end) for each in found] == [(date(2025, 4, 1), date(2025, 6, 30))]


@pytest.mark.parametrize("before", ["(2023: 988)", "(2023: 988 bitcoin)", "(March: 988)"])
def test_what_brackets_compare_with_was_not_sold_now(before: str) -> None:
    text = f"In April 634 bitcoin {before} were sold."
    assert [each[:3] for each in stated(text)][:1] == [(634_0000_0000, date(2025, 4, 1), date(2025, 4, 30))]
