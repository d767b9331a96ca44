"""Feeds as bytes, well-formed, broken and hostile."""

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.errors import DocumentRefused
from monitor.feeds.parse import MOST_ITEMS, read_items
from tests.cpu_limit import no_hang

URL = "https://ir.example.com/rss/news.xml"
AT = datetime(2026, 2, 9, 13, 31, tzinfo=UTC)


def rss(items, head=b'<?xml version="1.0" encoding="utf-8"?>'):
    return head + b'<rss version="2.0"><channel><title>News</title>' + items + b"</channel></rss>"


def one(body, content_type="application/rss+xml; charset=utf-8"):
    (item,) = read_items(body, URL, content_type)
    return item


def test_an_rss_item_has_name_address_headline_and_date():
    item = one(
        rss(
            b"<item><title>Cango Inc. sells &amp;amp; tells</title><link>/release/1</link>"
            b"<guid isPermaLink='false'>abc</guid><pubDate>Mon, 09 Feb 2026 08:31:00 EST</pubDate></item>"
        )
    )
    assert item.guid == "abc"
    assert item.url == "https://ir.example.com/release/1"
    assert item.title == "Cango Inc. sells & tells"
    assert item.published == AT


def test_an_atom_entry_has_them_too():
    item = one(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">&lt;b&gt;Cango&lt;/b&gt; sells</title>'
        b'<link rel="alternate" href="https://wire.example.com/1"/><id>urn:1</id>'
        b"<published>2026-02-09T08:31:00-05:00</published><updated>2026-02-10T08:31:00-05:00</updated>"
        b"</entry></feed>",
        "application/atom+xml",
    )
    assert (item.guid, item.url, item.title) == ("urn:1", "https://wire.example.com/1", "Cango sells")
    assert item.published == AT


def test_what_is_missing_is_none_and_an_item_without_any_name_is_passed_over():
    items = read_items(
        rss(b"<item><title>No link</title></item><item><description>x</description></item>"), URL, "text/xml"
    )
    assert [(each.guid, each.url, each.published) for each in items] == [("No link", None, None)]


def test_the_encoding_of_the_header_counts_and_broken_xml_is_read_as_far_as_it_goes():
    latin = rss("<item><title>Société</title></item>".encode("latin-1"), head=b"")
    assert one(latin, "text/xml; charset=iso-8859-1").title == "Société"
    assert (
        one(b"<rss version='2.0'><channel><item><title>Profit & loss</title>", "text/xml").title
        == "Profit & loss"
    )


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>Just a moment</body></html>", b"{}", b"\xff\xfe\0", b"GIF89a"]
)
def test_what_is_no_feed_is_refused(body):
    with pytest.raises(DocumentRefused, match="neither RSS nor Atom"):
        read_items(body, URL, "text/html")


def laughs(encoding="utf-8"):
    entities = '<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)
    )
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE rss [{entities}]>'
    text += '<rss version="2.0"><channel><item><title>&m;</title></item></channel></rss>'
    return text.encode(encoding)


@pytest.mark.parametrize(
    "body",
    [
        laughs(),
        laughs("utf-16"),
        b'<!DOCTYPE rss [<!entity x SYSTEM "file:///etc/passwd">]>'
        + rss(b"<item><title>&x;</title></item>", head=b""),
        b'<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>' + rss(b"", head=b""),
    ],
)
def test_entities_are_refused_before_anything_is_expanded(body):
    with no_hang(), pytest.raises(DocumentRefused, match="declares entities"):
        read_items(body, URL, "text/xml")


def test_an_external_dtd_is_not_fetched():
    body = b'<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://127.0.0.1:9/rss.dtd">'
    assert one(body + rss(b"<item><title>x</title></item>", head=b"")).title == "x"


def test_a_heap_of_items_is_refused_and_a_long_feed_ends():
    assert len(read_items(rss(b"<item><title>x</title></item>" * (MOST_ITEMS + 1)), URL, "")) == MOST_ITEMS
    with pytest.raises(DocumentRefused, match="more than"):
        read_items(rss(b"<item><title>" * 100_000), URL, "")


def test_long_names_are_no_names_and_long_headlines_are_cut():
    item = one(
        rss(
            b"<item><title>" + b"x" * 9000 + b"</title><link>https://a.com/" + b"y" * 9000 + b"</link></item>"
        )
    )
    assert len(item.title) == 500
    assert item.url is None


_PIECES = st.sampled_from(
    [b"<rss version='2.0'>", b"<channel>", b"<item>", b"<entry>", b"<title>", b"</title>", b"<link>", b"</item>",
     b"<![CDATA[", b"]]>", b"<!--", b"-->", b"&#x0;", b"&lt;", b"\0", b"\xff", b"<pubDate>", b"99999-99-99", b"<a b='",
     b"<feed xmlns='http://www.w3.org/2005/Atom'>", b"Mon, 99 Feb 9999 99:99:99 EST", b"<!DOCTYPE x [", b"?>", b"<?x"]
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(_PIECES, st.binary(max_size=8)), max_size=30).map(b"".join), st.text(max_size=20))
def test_whatever_comes_is_items_or_a_refusal(body, content_type):
    try:
        items = read_items(body, URL, content_type)
    except DocumentRefused:
        return
    assert all(each.guid and "\n" not in each.title for each in items)
