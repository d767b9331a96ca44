"""The index page of a filing: which documents it has, and what of it is never followed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.edgar.addresses import EdgarAddresses
from monitor.edgar.index_page import read_index
from monitor.errors import SourceDataError
from monitor.pipeline.read_filing import worth_reading
from monitor.simulation.edgar_pages import Company, FiledDocument, FiledFiling, index_page

AT = EdgarAddresses()
CANGO = Company(1725123, "Cango Inc.")
FILING = FiledFiling(
    "0001213900-26-000012",
    CANGO.cik,
    "8-K/A",
    date(2026, 2, 9),
    (
        FiledDocument("form8-ka.htm", "8-K/A", b"cover", "AMENDMENT", inline_xbrl=True),
        FiledDocument("ex99-1_cango.htm", "EX-99.1", b"release", "PRESS RELEASE, DATED 9 FEB"),
        FiledDocument("ex99-2.pdf", "EX-99.2", b"slides"),
        FiledDocument("ex10-1.htm", "EX-10.1", b"contract"),
        FiledDocument("logo.jpg", "GRAPHIC", b"picture"),
        FiledDocument("sheet.xlsx", "EX-99.3", b"sheet"),
        FiledDocument("cang-20260209.xsd", "EX-101.SCH", b"schema"),
    ),
)
FOLDER = "https://www.sec.gov/Archives/edgar/data/1725123/000121390026000012"


def row(href, kind="EX-99.1"):
    return f'<tr><td>1</td><td></td><td><a href="{href}">x</a></td><td>{kind}</td><td>9</td></tr>'


def read(page):
    return read_index(page.encode(), FILING.accession, AT).pieces


def test_the_page_tells_documents_with_their_types_and_unwraps_the_viewer():
    pieces = read(index_page(FILING, CANGO).decode())
    assert [(each.url, each.kind, each.size) for each in pieces] == [
        (f"{FOLDER}/{each.name}", each.kind, len(each.body)) for each in FILING.documents
    ]


def test_the_page_tells_who_files_and_not_whom_it_is_about():
    subject = index_page(FILING, Company(2, "SUBJECT CO")).replace(b"(Filer)", b"(Subject)")
    joint = index_page(FILING, CANGO, Company(1, "X (DE) & SONS CORP"), CANGO)
    for page, filers in ((subject, ()), (joint, (1725123, 1)), (subject + joint, (1725123, 1))):
        assert read_index(page, FILING.accession, AT).filers == filers


def test_the_primary_document_and_the_exhibits_of_words_are_worth_reading():
    pieces = read(index_page(FILING, CANGO).decode())
    assert [each.name for each in worth_reading(pieces, "8-K/A")] == [
        "form8-ka.htm",
        "ex99-1_cango.htm",
        "ex99-2.pdf",
    ]


@pytest.mark.parametrize(
    "href",
    [
        "https://evil.example/Archives/edgar/data/1725123/000121390026000012/ex99-1.htm",
        "//evil.example/Archives/edgar/data/1725123/000121390026000012/ex99-1.htm",
        "http://www.sec.gov/Archives/edgar/data/1725123/000121390026000012/ex99-1.htm",
        "https://www.sec.gov@evil.example/Archives/edgar/data/1725123/000121390026000012/ex99-1.htm",
        "/Archives/edgar/data/1725123/000121390026000099/ex99-1.htm",
        "/Archives/edgar/data/1725123/000121390026000012/../000121390026000099/x.htm",
        "/Archives/edgar/data/1725123/000121390026000012/..%2fx.htm",
        "/ix?doc=https://evil.example/Archives/edgar/data/1725123/000121390026000012/ex99-1.htm",
        "/ix?doc=/ix?doc=/Archives/edgar/data/1725123/000121390026000012/ex99-1.htm",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://[broken/x.htm",
    ],
)
def test_no_link_leads_out_of_the_filing_s_own_folder(href):
    good = row("/Archives/edgar/data/1725123/000121390026000012/good.htm")
    assert [each.name for each in read(f"<table>{row(href)}{good}</table>")] == ["good.htm"]


def test_a_viewer_s_link_may_name_the_whole_address():
    [piece] = read(row(f"https://www.sec.gov/ix?doc={FOLDER}/a.htm&amp;xbrl=1"))
    assert piece.url == f"{FOLDER}/a.htm"


def test_columns_are_found_by_their_names():
    page = (
        "<tr><th>Type</th><th>Document</th></tr>"
        f'<tr><td>EX-99.1</td><td><a href="{FOLDER}/a.htm">a.htm</a></td></tr>'
    )
    [piece] = read(page)
    assert (piece.kind, piece.size) == ("EX-99.1", None)


@pytest.mark.parametrize("page", ["", "<html>maintenance</html>", "<tr><td>" * 50_000, "<tr" + "<" * 100_000])
def test_a_page_without_documents_is_told_as_unusable(page):
    with pytest.raises(SourceDataError, match="lists no document"):
        read(page)


@given(st.lists(st.sampled_from(["<tr>", "<td>", "<a href='", FOLDER + "/a.htm", "'>", "</", "<", "Type"])))
def test_no_page_breaks_the_reader(parts):
    try:
        pieces = read("".join(parts))
    except SourceDataError:
        return
    assert all(each.url.startswith(FOLDER) for each in pieces)
