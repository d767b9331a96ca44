"""What a document is, in which characters it is written, and what is refused."""

import zipfile
from io import BytesIO

import pytest

from monitor.disclosures.text.document import document_text
from monitor.disclosures.text.limits import MOST_BYTES
from monitor.disclosures.text.submission import sections
from monitor.errors import UnreadableDocument

SUBMISSION = (
    b"<SEC-DOCUMENT>0001-26-000001.txt\n<SEC-HEADER>\n<ACCEPTANCE-DATETIME>20260106163000\n</SEC-HEADER>\n"
    b"<DOCUMENT>\n<TYPE>8-K\n<SEQUENCE>1\n<FILENAME>form8k.htm\n<TEXT>\n<html><body><p>Item 7.01</p></body></html>\n"
    b"</TEXT>\n</DOCUMENT>\n<DOCUMENT>\n<TYPE>EX-99.1\n<SEQUENCE>2\n<FILENAME>ex99-1.htm\n<DESCRIPTION>PRESS RELEASE\n"
    b"<TEXT>\n<html><body><p>We sold \x93all\x94 of it.</p></body></html>\n</TEXT>\n</DOCUMENT>\n"
    b"<DOCUMENT>\n<TYPE>GRAPHIC\n<FILENAME>logo.jpg\n<TEXT>\nbegin 644 logo.jpg\nM_]C_X\nend\n</TEXT>\n</DOCUMENT>\n"
)


def zipped(name: str) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("raw", "media_type", "read"),
    [
        ("Sold 50 ₿ “net”".encode(), "text/plain; charset=ISO-8859-1", "Sold 50 ₿ “net”"),
        (b"Sold \x9350\x94 \x80 \x96 caf\xe9", "text/plain", "Sold “50” € \u2013 café"),
        ("€ ".encode() + b"\x80 stray", "text/plain; charset=utf-8", "€ € stray"),
        ("\ufeffSold 50".encode(), "", "Sold 50"),
        ("Sold 50 ₿".encode("utf-16"), "", "Sold 50 ₿"),
        ("卖出 50 BTC".encode("gb18030"), "text/plain; charset=gb2312", "卖出 50 BTC"),
        ("<meta charset='big5'><p>賣出</p>".encode("big5"), "", "賣出"),
        (b"<?xml version='1.0' encoding='ASCII'?><html><body>caf\xc3\xa9</body></html>", "", "café"),
        (b"<?xml version='1.0' encoding='utf-16'?><html><body>Sold 5</body></html>", "", "Sold 5"),
        (b"a\x00b", "text/plain; charset=unicode_escape", "ab"),
        (b"  Sold   50\r\n\r\n\tHeld \xc2\xa06\n", "", "  Sold   50\r\n\r\n\tHeld \xa06\n"),
    ],
)
def test_characters_are_those_the_writer_meant(raw, media_type, read):
    if b"\x00b" in raw:
        raw += b"c" * 200
        read += "c" * 200
    assert document_text(raw, media_type=media_type) == read


def test_content_says_what_a_document_is_before_its_name():
    assert document_text(b"<html><body><p>x</p></body></html>", media_type="text/plain", name="a.txt") == "x"
    assert (
        document_text(b"Revenue < cost, 5 > 3", media_type="text/plain", name="a.html?x")
        == "Revenue < cost, 5 > 3"
    )
    assert document_text(b"<p>From a feed</p>") == "From a feed"


def test_a_full_submission_gives_its_documents_without_pictures():
    assert [each.type for each in sections(SUBMISSION)] == ["8-K", "EX-99.1", "GRAPHIC"]
    assert [each.filename for each in sections(SUBMISSION)][1] == "ex99-1.htm"
    assert document_text(SUBMISSION) == "Item 7.01\n\nWe sold “all” of it."
    old = SUBMISSION.replace(b"ex99-1.htm", b"old.txt").replace(b"<p>We sold", b"<PAGE>\n  We   sold")
    assert "<PAGE>\n  We   sold" in document_text(old.replace(b"<html><body><PAGE>", b"<PAGE>"))
    cut_off = SUBMISSION[: SUBMISSION.index(b" of it.")]
    assert document_text(cut_off).endswith("We sold “all”")


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"x" * (MOST_BYTES + 1), "the part that matters"),
        (zipped("xl/workbook.xml"), "a spreadsheet"),
        (zipped("word/document.xml"), "a word processor's file"),
        (zipped("a.csv"), "an archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "a picture"),
        (bytes(range(32)) * 40, "no text"),
        (b"<?xml version='1.0'?><rss><channel/></rss>", "XML"),
        (b"<html><body><script>app()</script></body></html>", "nothing that a reader would see"),
        (b"<DOCUMENT>\n<TYPE>GRAPHIC\n<TEXT>\nbegin\n</TEXT>\n</DOCUMENT>", "holds no document"),
    ],
)
def test_what_is_not_read_is_named_with_what_to_do(raw, says):
    with pytest.raises(
        UnreadableDocument, match=r"^ex99\.htm: .*(give|save|fetch|holds no document)"
    ) as caught:
        document_text(raw, name="ex99.htm")
    assert says in str(caught.value)
