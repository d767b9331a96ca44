"""Hostile documents are read or refused: no other error, no hang, no text beyond bounds."""

import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.disclosures.text.document import document_text
from monitor.errors import UnreadableDocument
from tests.cpu_limit import no_hang
from tests.unit.disclosures.text.test_html_tables import MONTHLY, ROLL_FORWARD

TAGS = (
    "p",
    "div",
    "b",
    "span",
    "sup",
    "br",
    "pre",
    "ul",
    "li",
    "h1",
    "a",
    "font",
    "nav",
    "ix:nonfraction",
    "script",
)
TAGS += ("table", "table", "tr", "tr", "td", "td", "th")
ATTRIBUTES = (
    *(
        "",
        ' colspan="2"',
        ' rowspan="3"',
        ' colspan="1000000" rowspan="99999"',
        ' style="display:none"',
        " hidden",
    ),
    *(
        ' style="vertical-align:super"',
        ' colspan="-1"',
        ' rowspan="x"',
        ' style="display:inline"',
        " colspan",
    ),
)
WORDS = (
    "Bitcoin sold",
    "$",
    "(1,371",
    ")",
    "( 5 )",
    "—",
    "2025",
    "\0",
    "&amp;",
    "&#0;",
    "&bogus",
    "<",
    "|",
    "²",
    "1",
    " ",
)

starts = st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES))
ends = st.builds("</{}>".format, st.sampled_from(TAGS))
scraps = st.sampled_from(["<", "<!--", "-->", "<![CDATA[", "<td", '<p style="', "<?x", "<!DOCTYPE"])
pages = st.lists(starts | starts | ends | st.sampled_from(WORDS) | scraps, max_size=60).map("".join)


@given(pages)
def test_any_markup_is_read_within_bounds(page):
    with suppress(UnreadableDocument):
        text = document_text(page.encode(), media_type="text/html")
        assert text.strip()
        assert len(text) <= 80 * len(page) + 80
        assert not any(line.isspace() for line in text.split("\n"))


@given(
    st.lists(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.booleans()), max_size=5), max_size=6)
)
def test_no_cell_of_a_table_is_lost(rows):
    words, html = [], "<table>"
    for row in rows:
        html += "<tr>"
        for columns, below, is_figure in row:
            words.append(f"{1000 + len(words)}" if is_figure else f"word{len(words)}")
            html += f"<td colspan={columns} rowspan={below}>{words[-1]}</td><td></td>"
    read = document_text(f"<p>x</p>{html}</table>".encode(), media_type="text/html")
    for word in words:
        assert word in re.split(r"[ |\n]+", read)
        assert word.startswith("word") or read.split().count(word) == 1, "a figure stands once"


@given(st.data())
def test_a_filing_cut_and_spliced_is_read(data):
    page = (MONTHLY + ROLL_FORWARD).encode()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(page)))
        end = data.draw(st.integers(start, min(len(page), start + 200)))
        page = page[:start] + data.draw(st.binary(max_size=6)) + page[end:]
    with suppress(UnreadableDocument):
        assert document_text(page)


@given(
    st.binary(max_size=400),
    st.sampled_from(["", "text/html", "text/html; charset=utf-16", "application/pdf"]),
)
def test_any_bytes_are_read_or_refused(raw, media_type):
    with suppress(UnreadableDocument):
        assert document_text(raw, media_type=media_type)


@pytest.mark.parametrize(
    ("piece", "times"),
    [
        (b"<div>", 10_000),
        (b"<table><tr><td>x", 5_000),
        (b"<sup>1", 5_000),
        (b"<p><b id=1><font>", 5_000),
        (b"<tr><td colspan=1000000>a<td rowspan=99999>b", 2_000),
        (b"<td>a", 10_000),
        (b"&amp;lol;", 10_000),
        (b"<!--", 20_000),
        (b"<sup>iiiiiiiiiiiiiiiiiiiiiii!</sup>", 1_000),
        (b"</x></td></table>", 10_000),
        (b"\0", 50_000),
        (b" ", 200_000),
        (b"<a b='c' d", 10_000),
    ],
    ids=lambda value: value.decode()[:12] if isinstance(value, bytes) else "",
)
def test_much_of_the_same_neither_hangs_nor_grows(piece, times):
    for around in (
        b"<html><body>%s",
        b"<html><body><table><tr><td>a</td><td><pre>%s",
        b'<html><body><p title="%s">x',
    ):
        with suppress(UnreadableDocument), no_hang():
            text = document_text(around % (piece * times))
            assert len(text) <= 20 * len(piece) * times
