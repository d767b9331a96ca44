"""Fetching documents over real HTTP: what is refused, what is only not to be had now, and what is sent."""

import gzip
import ssl
from datetime import timedelta
from ipaddress import ip_address

import pytest

from monitor.errors import DocumentRefused, Rule, SourceLacks, SourceUnavailable
from monitor.pipeline.documents import Validators
from monitor.web import fetch
from monitor.web.allowed import AllowList
from monitor.web.fetch import MOST_REDIRECTS, Fetcher, Wanted
from tests.broker import Certificates, free_port
from tests.integration.canned_http import CannedHttp, dribble, endless, reply, silence

HTML = Wanted(1000, {"text/html"})
PAGE = reply(200, b"<p>A release", "Content-Type: text/html; charset=utf-8")


def fetcher(*entries, **more):
    return Fetcher(AllowList.of(entries), **{"timeout": timedelta(seconds=60), **more})


async def refused(fetching):
    with pytest.raises(DocumentRefused) as caught:
        await fetching
    return caught.value


async def test_a_document_comes_with_its_type_and_what_its_server_calls_this_version():
    server = CannedHttp(
        {"/release?id=1": reply(200, b"<p>x", "Content-Type: text/html", 'ETag: "v1"', "Last-Modified: then")}
    )
    async with server.serving():
        fetched = await fetcher(server.url, contact="(Desk desk@example.com)").fetch(
            f"{server.url}/release?id=1#part", HTML
        )
    assert (fetched.body, fetched.media_type) == (b"<p>x", "text/html")
    assert fetched.validators == Validators('"v1"', "then")
    head = server.heads[0].lower()
    assert f"\r\nhost: {server.url.removeprefix('http://')}\r\n".encode() in head
    assert b"(desk desk@example.com)" in head
    assert b"cookie" not in head
    assert b"authorization" not in head


async def test_an_unchanged_version_is_asked_for_and_not_sent_again():
    server = CannedHttp({"/": reply(304)})
    async with server.serving():
        assert await fetcher(server.url).fetch(server.url, HTML, Validators('"v1"', "then")) is None
    assert b'if-none-match: "v1"' in server.heads[0].lower()
    assert b"if-modified-since: then" in server.heads[0].lower()


async def test_nothing_is_sent_to_a_host_that_is_not_allowed_or_not_public():
    server = CannedHttp({"/": PAGE})
    async with server.serving():
        # Allowed by its name, it would have to be public; localhost.localdomain stands for any name that leads home.
        careful = fetcher("127.0.0.1", "example.com")
        port = server.url.rpartition(":")[2]
        assert (await refused(careful.fetch(server.url, HTML))).rule is Rule.SCHEME
        assert (await refused(careful.fetch(f"https://localhost:{port}/", HTML))).rule is Rule.HOST
        assert (await refused(careful.fetch("https://127.0.0.1/", HTML))).rule is Rule.PRIVATE
    assert not server.asked
    assert dict(careful.refusals) == {Rule.SCHEME: 1, Rule.HOST: 1, Rule.PRIVATE: 1}


async def test_redirects_are_followed_within_the_allow_list_only():
    server = CannedHttp({"/new": PAGE})
    async with server.serving():
        server.answers |= {
            "/old": [reply(301, b"", "Location: /new")],
            "/away": [reply(302, b"", "Location: https://example.com/")],
            "/down": [reply(302, b"", "Location: file:///etc/passwd")],
            "/cloud": [reply(302, b"", "Location: http://169.254.169.254/latest/meta-data/")],
            "/loop": [reply(302, b"", "Location: /loop")],
        }
        web = fetcher(server.url)
        assert (await web.fetch(f"{server.url}/old", HTML)).url == f"{server.url}/new"
        rules = {
            path: (await refused(web.fetch(server.url + path, HTML))).rule
            for path in server.answers
            if path not in {"/new", "/old"}
        }
    assert rules == {
        "/away": Rule.HOST, "/down": Rule.SCHEME, "/cloud": Rule.SCHEME, "/loop": Rule.REDIRECTS,
    }  # fmt: skip
    assert server.asked.count("/loop") == MOST_REDIRECTS + 1


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        (reply(200, b"x" * 1001, "Content-Type: text/html"), Rule.SIZE),
        (endless(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x" * 1000), Rule.SIZE),
        (
            reply(200, gzip.compress(bytes(10**7)), "Content-Type: text/html", "Content-Encoding: gzip"),
            Rule.SIZE,
        ),
        (reply(200, b"not gzip", "Content-Type: text/html", "Content-Encoding: gzip"), Rule.BODY),
        (reply(200, b"x", "Content-Type: text/html", "Content-Encoding: br"), Rule.BODY),
        (reply(200, b"\x7fELF", "Content-Type: application/x-executable"), Rule.TYPE),
        (reply(200, b"x"), Rule.TYPE),
        (reply(204), Rule.STATUS),
        (reply(300, b"choose"), Rule.STATUS),
        (reply(401), Rule.STATUS),
        (reply(418), Rule.STATUS),
    ],
)
async def test_what_cannot_be_used_is_refused_by_a_rule(said, rule):
    server = CannedHttp({"/": said})
    async with server.serving():
        error = await refused(fetcher(server.url).fetch(server.url, HTML))
    assert error.rule is rule
    assert server.url in str(error)


@pytest.mark.parametrize(
    ("said", "error", "patience"),
    [
        (reply(404), SourceLacks, 60),
        (reply(410), SourceLacks, 60),
        (reply(500), SourceUnavailable, 60),
        (reply(503), SourceUnavailable, 60),
        (b"", SourceUnavailable, 60),
        (b"SSH-2.0-OpenSSH\r\n", SourceUnavailable, 60),
        (reply(200, b"cut", "Content-Type: text/html", length=10), SourceUnavailable, 60),
        (reply(302, b"", "Location: http://a:b/"), SourceUnavailable, 60),
        (silence, SourceUnavailable, 0.2),
        (dribble(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", 0.05), SourceUnavailable, 0.2),
    ],
)
async def test_what_may_be_better_later_is_told_apart(said, error, patience):
    server = CannedHttp({"/": said})
    async with server.serving():
        with pytest.raises(error):
            await fetcher(server.url, timeout=timedelta(seconds=patience)).fetch(server.url, HTML)


async def test_a_host_that_is_not_there_is_unavailable():
    url = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(SourceUnavailable):
        await fetcher(url).fetch(url, HTML)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [(reply(429), 600), (reply(403, b"", "Retry-After: 60"), 60), (reply(503, b"", "Retry-After: 30"), 30)],
)
async def test_a_host_that_refuses_us_is_left_alone_for_a_while(said, seconds):
    server = CannedHttp({"/": said, "/other": PAGE})
    now = 0.0
    async with server.serving():
        web = fetcher(server.url, monotonic=lambda: now)
        for _ in range(3):
            with pytest.raises(SourceUnavailable) as caught:
                await web.fetch(server.url, HTML)
            assert caught.value.retry_after == seconds
        assert server.asked == ["/"]
        now = seconds + 1.0
        assert await web.fetch(f"{server.url}/other", HTML)


async def test_a_forbidden_page_is_its_own_affair_and_three_of_a_host_that_serves_nothing_are_a_wall():
    forbidden = {f"/{number}": reply(403) for number in range(5)}
    server = CannedHttp({**forbidden, "/feed": PAGE})
    now = 0.0
    async with server.serving():
        web = fetcher(server.url, monotonic=lambda: now)

        async def asked(path):
            with pytest.raises(SourceUnavailable) as caught:
                await web.fetch(server.url + path, HTML)
            return caught.value.retry_after

        assert [await asked(path) for path in ("/0", "/0", "/0", "/1")] == [None] * 4
        assert await web.fetch(f"{server.url}/feed", HTML)
        assert [await asked(path) for path in ("/2", "/3", "/4")] == [None, None, 600]
        sent = len(server.asked)
        assert await asked("/feed") == 600
        assert len(server.asked) == sent
        now = 601.0
        assert await web.fetch(f"{server.url}/feed", HTML)


async def test_a_query_is_in_no_message():
    server = CannedHttp({})
    async with server.serving():
        with pytest.raises(SourceLacks) as caught:
            await fetcher(server.url).fetch(f"{server.url}/x?token=secret", HTML)
    assert "secret" not in str(caught.value)
    assert "/x" in str(caught.value)


async def test_the_certificate_must_be_of_the_name_that_was_asked_for(tmp_path, monkeypatch):
    certificates = Certificates.made_in(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.file("ca.pem")))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificates.file("server.pem"), certificates.file("server.key"))
    names = []
    tls.sni_callback = lambda _socket, name, _context: names.append(name)
    server = CannedHttp({"/": PAGE})
    async with server.serving(tls):
        url = server.url.replace("127.0.0.1", "localhost")
        assert await fetcher(url).fetch(url, HTML)
        assert names == ["localhost"]
        monkeypatch.setattr(fetch, "resolved", elsewhere)
        strange = server.url.replace("127.0.0.1", "wiki.example.com")
        with pytest.raises(SourceUnavailable, match=r"(?i)certificate"):
            await fetcher(strange).fetch(strange, HTML)
    assert len(server.asked) == 1


async def elsewhere(host, port):
    """A name server that leads every name to this machine."""
    return (ip_address("127.0.0.1"),)


async def test_a_name_that_leads_to_this_machine_is_refused_and_not_asked(monkeypatch):
    monkeypatch.setattr(fetch, "resolved", elsewhere)
    error = await refused(fetcher("sec.gov").fetch("https://www.sec.gov/", HTML))
    assert error.rule is Rule.PRIVATE
    assert "127.0.0.1, which is not public" in str(error)
