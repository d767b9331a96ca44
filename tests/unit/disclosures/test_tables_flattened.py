"""A table states the same, however it was flattened to text."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.tables.read import table_statements
from monitor.disclosures.statement import StatementKind
from monitor.money import SATS_PER_BTC

MONTHS = (
    ("September 2025", date(2025, 9, 30)),
    ("August 2025", date(2025, 8, 31)),
    ("September 2024", date(2024, 9, 30)),
)
ABOUT = About(issuer="deepmine", names={}, published=date(2025, 10, 3))
TITLE = "Deepmine Announces September 2025 Production and Operations Updates"


def statements(text):
    reading = table_statements(text, ABOUT)
    for each in reading.statements:
        assert text[each.start : each.end] == each.evidence
        assert any(start <= each.start and each.end <= end for start, end in reading.spans)
    return {
        (each.kind, each.period_end, each.sats, each.avg_price_usd, each.proceeds_usd)
        for each in reading.statements
    }


@st.composite
def tables(draw):
    """Produced, held and sold of three months, in whole BTC; some months sold nothing."""
    thousands = st.integers(1_001, 19_999)
    hundreds = st.integers(101, 999)
    produced = [draw(hundreds) for _ in MONTHS]
    held = [draw(thousands) for _ in MONTHS]
    sold = [draw(st.one_of(st.just(0), hundreds)) for _ in MONTHS]
    prices = [
        draw(st.integers(low, high)) for low, high in ((80_000, 120_000), (80_000, 120_000), (40_000, 70_000))
    ]
    return produced, held, sold, prices


def expected(table):
    produced, held, sold, prices = table
    facts = set()
    now = MONTHS[0][1]
    facts.add((StatementKind.PRODUCTION, now, produced[0] * SATS_PER_BTC, None, None))
    facts.add((StatementKind.HOLDINGS, now, held[0] * SATS_PER_BTC, None, None))
    for (_, end), out, price in zip(MONTHS, sold, prices, strict=True):
        if out:
            usd = (Decimal(out * price) / 10**6).quantize(Decimal("0.1")) * 10**6
            facts.add((StatementKind.SALE, end, out * SATS_PER_BTC, Decimal(price), usd))
        else:
            facts.add((StatementKind.NO_SALE, end, None, None, None))
    return facts


def rows(table, nil="-"):
    """The table as rows of cells: a header, then label and values, then the change on the month before."""
    produced, held, sold, prices = table
    change = [f"{round((produced[0] / produced[1] - 1) * 100)}%", f"{round((held[0] / held[1] - 1) * 100)}%"]
    return [
        ["Metric", *(name for name, _ in MONTHS), "Month/Month"],
        ["Bitcoin Produced", *(f"{each:,}" for each in produced), change[0]],
        ["Bitcoin Held", *(f"{each:,}" for each in held), change[1]],
        ["Bitcoin Sold", *(f"{each:,}" if each else nil for each in sold), "N/A"],
        [
            "Bitcoin Sales - Net Proceeds",
            *(
                f"${(Decimal(out * price) / 10**6).quantize(Decimal('0.1')):,} million" if out else nil
                for out, price in zip(sold, prices, strict=True)
            ),
            "N/A",
        ],
        [
            "Average Net Price per Bitcoin Sold",
            *(f"${price:,}" if out else "N/A" for out, price in zip(sold, prices, strict=True)),
            "N/A",
        ],
    ]


def bars(cells):
    return "\n".join(" | ".join(row) for row in cells)


def spacers(cells):
    return "\n".join("| " + " | | ".join(row) + " | |" for row in cells)


def lines(cells):
    return "\n".join(cell for row in cells for cell in row)


def lines_with_bars(cells):
    return "\n".join(f"{cell}\n|" for row in cells for cell in row)


def broken_labels(cells):
    return "\n|\n".join(
        "\n".join((row[0].replace(" per ", " per\n").replace("Net Proceeds", "Net\nProceeds"), *row[1:]))
        for row in cells
    )


def columns(cells):
    return "\n".join(
        "".join(f"{cell:<38}" if not place else f"{cell:>20}" for place, cell in enumerate(row))
        for row in cells
    )


def html(cells):
    inner = "".join(
        "<tr>"
        + "".join(f'<td style="width:9%">{cell.replace("-", "&#8211;")}</td>\n' for cell in row)
        + "</tr>"
        for row in cells
    )
    return f"<table><tbody>{inner}</tbody></table>"


def footnotes(cells):
    noted = [[cells[0][0], *(f"{name}1" for name in cells[0][1:4]), cells[0][4]]]
    noted += [[f"{row[0]}\n2" if row[0] == "Bitcoin Held" else row[0], *row[1:]] for row in cells[1:]]
    return "\n".join(cell for row in noted for cell in row)


WAYS = (bars, spacers, lines, lines_with_bars, broken_labels, columns, html, footnotes)


@settings(max_examples=10, deadline=None)
@given(tables(), st.sampled_from(["-", "—", "0", "nil"]))
def test_every_way_to_flatten_a_table_states_the_same(table, nil):
    for way in WAYS:
        assert statements(f"{TITLE}\n{way(rows(table, nil))}\n") == expected(table), way.__name__


@settings(max_examples=10, deadline=None)
@given(tables())
def test_glued_cells_state_the_same_or_nothing(table):
    """Where digits can be taken apart in more than one way, nothing is stated rather than something wrong."""
    glued = "\n".join("".join(row) for row in rows(table))
    sold = {each[1]: each for each in expected(table) if each[0] is StatementKind.SALE}
    for kind, end, sats, price, proceeds in statements(f"{TITLE}\n{glued}\n"):
        if kind is StatementKind.SALE:
            told = sold[end]
            assert sats is None or abs(sats - told[2]) <= told[2] // 100
            assert price in {None, told[3]}
            assert proceeds in {None, told[4]}


@settings(max_examples=10, deadline=None)
@given(tables(), st.permutations(range(3)))
def test_which_month_a_column_is_does_not_follow_from_its_place(table, order):
    moved = [[row[0], *(row[1 + place] for place in order), row[4]] for row in rows(table)]
    assert statements(f"{TITLE}\n{bars(moved)}\n") == expected(table)
