"""From where documents may be fetched."""

from ipaddress import ip_address

import pytest

from monitor.errors import DocumentRefused, Rule
from monitor.web.addresses import is_public
from monitor.web.allowed import AllowList

ALLOWED = AllowList.of(["sec.gov", "ir.example.com", "http://127.0.0.1:8000", "https://wiki.lan"])


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.sec.gov/Archives/a.htm#top", "www.sec.gov"),
        ("https://SEC.gov:443/", "sec.gov"),
        ("https://sec.gov./x", "sec.gov"),
        ("  https://ir.example.com/rss?id=1\n", "ir.example.com"),
        ("http://127.0.0.1:8000/feed", "127.0.0.1"),
        ("https://wiki.lan/release", "wiki.lan"),
    ],
)
def test_a_host_and_all_below_it_and_an_origin_of_ones_own_are_allowed(address, host):
    target = ALLOWED.target(address)
    assert target.host == host
    assert not target.url.fragment
    assert target.private == (host in {"127.0.0.1", "wiki.lan"})


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("http://www.sec.gov/", Rule.SCHEME),
        ("ftp://sec.gov/", Rule.SCHEME),
        ("file:///etc/passwd", Rule.SCHEME),
        ("javascript:alert(1)", Rule.SCHEME),
        ("/release/1", Rule.SCHEME),
        ("", Rule.SCHEME),
        ("https://evilsec.gov/", Rule.HOST),
        ("https://sec.gov.evil.com/", Rule.HOST),
        ("https://example.com/", Rule.HOST),
        ("https://gov/", Rule.HOST),
        ("https://sec.gov:8443/", Rule.HOST),
        ("https://sec.gov@evil.com/", Rule.ADDRESS),
        ("https://evil.com\\@sec.gov/", Rule.ADDRESS),
        ("https://user:secret@sec.gov/", Rule.ADDRESS),
        ("https://sec.gov:abc/", Rule.ADDRESS),
        ("https://\0sec.gov/", Rule.ADDRESS),
        ("https://127.0.0.1:8000/", Rule.HOST),
        ("http://127.0.0.1:8001/", Rule.SCHEME),
        ("http://localhost:8000/", Rule.SCHEME),
        ("http://[::ffff:127.0.0.1]:8000/", Rule.SCHEME),
        ("https://2130706433/", Rule.HOST),
        ("https://sec.gov/" + "x" * 3000, Rule.ADDRESS),
        ("https://\u0455ec.gov/", Rule.HOST),
    ],
)
def test_everything_else_is_refused_by_a_rule_and_with_its_reason(address, rule):
    with pytest.raises(DocumentRefused) as refused:
        ALLOWED.target(address)
    assert refused.value.rule is rule
    assert "secret" not in str(refused.value)
    assert not ALLOWED.allows(address)


@pytest.mark.parametrize(
    "entry", ["", "localhost", "a b.com", "x.com/path", "x.com:80", "http://a/b", "ftp://a.b"]
)
def test_an_entry_that_is_neither_host_nor_origin_is_named(entry):
    with pytest.raises(ValueError, match="is no"):
        AllowList.of([entry])


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("23.52.40.12", True),
        ("2600:1400::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("192.0.2.1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:23.52.40.12", True),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::1734:280c", True),
        ("2002:a00:1::", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
    ],
)
def test_an_address_is_public_only_if_what_it_hides_is(address, public):
    assert is_public(ip_address(address)) is public
