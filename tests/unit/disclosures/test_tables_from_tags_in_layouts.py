"""Pages of a filing's tagged data, written for these tests, in the ways in which they reach a text."""

import pytest

from monitor.disclosures.text.document import document_text
from tests.unit.disclosures.test_notes_of_filings import sales

Group = tuple[str, list[str]]
Row = tuple[str, list[str | None]]


def a_cell_a_line(title: str, groups: list[Group], rows: list[Row]) -> str:
    """A bar before every cell; empty ones are left out."""
    lines = [title, *(f"|{heading}" for heading, _ in groups)]
    lines += [line for _, days in groups for day in days for line in ("|", day, "USD ($)")]
    lines += [
        line
        for label, values in rows
        for line in (f"|{label}", *(f"|{each}" for each in values if each is not None))
    ]
    return "\n".join(lines)


def bars_behind(title: str, groups: list[Group], rows: list[Row]) -> str:
    """Rows in one line, the bars of empty cells behind the others."""
    lines = [f"{title} |", " | ".join(heading for heading, _ in groups) + " | ||||||", "---|---|---|---"]
    lines += [line for _, days in groups for day in days for line in (day, "USD ($)", "|")]
    lines += [
        f"{label} | {' | '.join(each for each in values if each is not None)} | ||||"
        for label, values in rows
    ]
    return "\n".join(lines)


def bars_between(title: str, groups: list[Group], rows: list[Row]) -> str:
    """Every cell in its place."""
    heads = " | ".join(heading + " |" * (len(days) - 1) for heading, days in groups)
    lines = [f"| {title} | {heads} |", "| | " + " | ".join(day for _, days in groups for day in days) + " |"]
    return "\n".join(
        (*lines, *(f"| {label} | {' | '.join(each or '' for each in values)} |" for label, values in rows))
    )


def spaces(title: str, groups: list[Group], rows: list[Row]) -> str:
    lines = [
        title,
        " ".join(heading for heading, _ in groups),
        " ".join(day for _, days in groups for day in days),
    ]
    return "\n".join(
        (
            *lines,
            *(" ".join([label, *(each for each in values if each is not None)]) for label, values in rows),
        )
    )


def our_html(title: str, groups: list[Group], rows: list[Row]) -> str:
    """Through our own reading of HTML, which repeats a heading over the columns that it spans."""
    heads = "".join(
        f'<th class="th" colspan="{len(days)}"><div>{heading}</div></th>' for heading, days in groups
    )
    days = "".join(f'<th class="th"><div>{day}<br> USD ($)</div></th>' for _, days in groups for day in days)
    width = sum(len(days) for _, days in groups)
    lines = [
        f'<tr><th class="tl" rowspan="2"><div><strong>{title}</strong></div></th>{heads}</tr><tr>{days}</tr>'
    ]
    for label, values in rows:
        cells = (
            f'<td class="nump">{each or "&#160;"}<span></span></td>' for each in (values or [None] * width)
        )
        lines.append(
            f'<tr class="re"><td class="pl"><a href="javascript:void(0);">{label}</a></td>{"".join(cells)}</tr>'
        )
    page = f'<html><body><table class="report">{"".join(lines)}</table></body></html>'
    return document_text(page.encode(), media_type="text/html")


Q1 = [("3 Months Ended", ["Mar. 31, 2025", "Mar. 31, 2024"])]
Q2 = [
    ("3 Months Ended", ["Jun. 30, 2025", "Jun. 30, 2024"]),
    ("6 Months Ended", ["Jun. 30, 2025", "Jun. 30, 2024"]),
]
YEARS = [("12 Months Ended", ["Dec. 31, 2024", "Dec. 31, 2023"])]
DAY = [("", ["Dec. 31, 2024"])]
Q1_25, Q1_24 = ("2025-01-01", "2025-03-31"), ("2024-01-01", "2024-03-31")
Q2_25, Q2_24 = ("2025-04-01", "2025-06-30"), ("2024-04-01", "2024-06-30")
H1_25, H1_24 = ("2025-01-01", "2025-06-30"), ("2024-01-01", "2024-06-30")
Y_24, Y_23 = ("2024-01-01", "2024-12-31"), ("2023-01-01", "2023-12-31")
PAGES = {
    "a roll-forward of money": (
        "Bitcoin - Schedule of Activities (Details) - USD ($) $ in Thousands",
        Q2,
        [
            ("Beginning balance", ["$ 40,100", "$ 20,300", "$ 31,000", "$ 15,000"]),
            ("Bitcoin mined", ["9,400", "6,100", "30,200", "20,100"]),
            ("Sale of bitcoin", ["(8,300)", "(6,000)", "(24,000)", "(15,500)"]),
            ("Ending balance", ["$ 41,200", "$ 20,400", "$ 37,200", "$ 19,600"]),
        ],
        {
            (*Q2_25, None, 8_300_000),
            (*Q2_24, None, 6_000_000),
            (*H1_25, None, 24_000_000),
            (*H1_24, None, 15_500_000),
        },
    ),
    "numbers and money": (
        "BITCOIN (Details)",
        YEARS,
        [
            ("Bitcoin [Line Items]", []),
            ("Number of bitcoin sold", ["1,014", "720"]),
            ("Proceeds from sale of bitcoin", ["$ 62,100,400", "$ 20,140,900"]),
            ("Realized gain on sale of bitcoin", ["$ 31,100,300", "$ 5,000,700"]),
        ],
        {(*Y_24, "1014", 62_100_400), (*Y_23, "720", 20_140_900)},
    ),
    "carrying value": (
        "DIGITAL ASSETS - Changes in the carrying amount (Details) - USD ($) $ in Thousands",
        Q1,
        [
            ("Crypto Asset, Activity [Roll Forward]", []),
            ("Balance, beginning", ["$ 388,510", "$ 851"]),
            ("Revenue recognized from Bitcoin mined", ["31,336", "41,477"]),
            ("Carrying value of Bitcoin sold", ["(37,929)", "(41,548)"]),
            ("Balance, ending", ["$ 381,917", "$ 780"]),
        ],
        {(*Q1_25, None, None), (*Q1_24, None, None)},
    ),
    "coins, and their money below the same label": (
        "Fair Value - Changes in bitcoin (Details)",
        Q1,
        [
            ("Beginning balance (in Bitcoins)", ["1,000.5", "800.0"]),
            ("Beginning balance, fair value", ["$ 93,000,000", "$ 33,000,000"]),
            ("Sales of bitcoin for redemptions (in Bitcoins)", ["(200.0)", "(50.0)"]),
            ("Sales of bitcoin for redemptions", ["$ (18,000,000)", "$ (2,500,000)"]),
            ("Ending balance (in Bitcoins)", ["800.5", "750.0"]),
            ("Ending balance, fair value", ["$ 75,000,000", "$ 50,000,000"]),
        ],
        {(*Q1_25, "200", 18_000_000), (*Q1_24, "50", 2_500_000)},
    ),
    "a day behind the periods": (
        "Bitcoin (Details) - USD ($)",
        [*Q1, *DAY],
        [
            ("Number of bitcoin sold", ["210", "110", None]),
            ("Bitcoin held", ["1,500", None, "1,600"]),
            ("Fair value of bitcoin", ["$ 120,000,000", "$ 50,000,000", "$ 150,000,000"]),
        ],
        {(*Q1_25, "210", None), (*Q1_24, "110", None)},
    ),
    "a day behind the periods of two lengths": (
        "Bitcoin (Details) - USD ($)",
        [*Q2, *DAY],
        [
            ("Number of bitcoin sold", ["210", "110", "300", "200", None]),
            ("Bitcoin held", ["1,500", None, None, None, "1,600"]),
        ],
        {(*Q2_25, "210", None), (*Q2_24, "110", None), (*H1_25, "300", None), (*H1_24, "200", None)},
    ),
    "none": (
        "Bitcoin (Details) - USD ($)",
        Q1,
        [("Number of bitcoin sold", ["0", "210"]), ("Proceeds from sale of bitcoin", ["$ 0", "$ 9,300,200"])],
        {(*Q1_25, "none", None), (*Q1_24, "210", 9_300_200)},
    ),
}


LAYOUTS = (a_cell_a_line, bars_behind, bars_between, spaces, our_html)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda each: each.__name__)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_states_the_same_in_every_layout(name, layout):
    title, groups, rows, expected = PAGES[name]
    assert sales(layout(title, groups, rows)) == expected
