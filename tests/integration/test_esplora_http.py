"""What a source can do wrong over HTTP, and that each is told as the right kind of `SourceError`."""

import asyncio
import gzip
import re
import ssl
from contextlib import asynccontextmanager
from datetime import timedelta
from email.utils import format_datetime

import pytest
from structlog.testing import capture_logs

from monitor import __version__
from monitor.clock import utcnow
from monitor.errors import SourceDataError, SourceError, SourceLacks, SourceUnavailable
from monitor.explorers.breaker import Breaker
from monitor.explorers.http import ExplorerHttp
from monitor.explorers.shapes import as_they_are, read_hash
from tests.broker import Certificates, free_port
from tests.integration.canned_http import CannedHttp, dribble, endless, reply, reset_after, silence

HASH = "0f9188f13cb7b2c71f2a335e3a4fc328bf5beb436012afca590b1a11466e2206"
GOOD = reply(200, HASH.encode(), "Content-Type: text/html; charset=utf-8")
LIMIT_NOTICE = b'{"message":"Blockstream Explorer API NOTICE: Your request rate exceeds the current limit."}'


@asynccontextmanager
async def source(*answers, patience=5, tls=None):
    """An explorer whose /hash gives these answers in turn, and a client of it without jitter."""
    async with (
        CannedHttp({"/hash": answers}).serving(tls) as explorer,
        client(explorer.url, patience) as http,
    ):
        http.explorer = explorer
        yield http


def client(url, patience=60):
    return ExplorerHttp("canned", url, timeout=timedelta(seconds=patience), breaker=Breaker(jitter=lambda: 0))


async def ask(http, limit=1_000):
    return await http.get("hash", read_hash, limit=limit)


async def refusal(*answers, kind, **options) -> SourceError:
    async with source(*answers, **options) as http:
        with pytest.raises(SourceError) as caught:
            await ask(http)
    assert type(caught.value) is kind
    assert str(caught.value).startswith("canned: hash: ")
    assert len(str(caught.value)) < 250
    return caught.value


async def test_a_good_answer_is_read_whatever_its_content_type():
    async with source(GOOD) as http:
        assert await ask(http) == HASH


async def test_the_client_says_who_it_is_and_asks_below_the_base_address():
    async with CannedHttp({"/api/hash": GOOD}).serving() as explorer, client(f"{explorer.url}/api") as http:
        await ask(http)
    assert f"User-Agent: minerflow/{__version__}\r\n".encode() in explorer.heads[0]
    assert b"Accept-Encoding: gzip\r\n" in explorer.heads[0]


async def test_404_means_that_the_source_lacks_it():
    error = await refusal(reply(404, b'{"error":"No such transaction"}'), kind=SourceLacks)
    assert "404" in str(error)
    assert "No such transaction" in str(error)


@pytest.mark.parametrize("status", [400, 405, 410, 422, 501, 204, 206])
async def test_a_status_that_waiting_will_not_change_is_a_data_error(status):
    error = await refusal(reply(status), kind=SourceDataError)
    assert f"hash: {status} " in str(error)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 520])
async def test_a_failing_server_is_unavailable(status):
    await refusal(reply(status, b"<html><h1>502 Bad Gateway</h1></html>"), kind=SourceUnavailable)


async def test_a_429_is_told_by_its_status_though_its_body_is_json():
    error = await refusal(reply(429, LIMIT_NOTICE), kind=SourceUnavailable)
    assert error.retry_after is None
    assert "Blockstream Explorer API NOTICE" in str(error)


async def test_a_429_whose_body_looks_like_a_hash_is_still_no_hash():
    await refusal(reply(429, HASH.encode()), kind=SourceUnavailable)


async def test_retry_after_is_read_as_seconds():
    error = await refusal(reply(429, b"", "Retry-After: 120"), kind=SourceUnavailable)
    assert error.retry_after == 120


async def test_retry_after_is_read_as_a_date():
    then = format_datetime(utcnow() + timedelta(seconds=300), usegmt=True)
    error = await refusal(reply(503, b"", f"Retry-After: {then}"), kind=SourceUnavailable)
    assert 290 < error.retry_after <= 300


async def test_after_a_429_no_request_leaves_until_the_source_may_be_asked_again():
    async with source(reply(429, b"", "Retry-After: 120"), GOOD) as http:
        with pytest.raises(SourceUnavailable):
            await ask(http)
        with pytest.raises(SourceUnavailable, match="not asked") as caught:
            await ask(http)
        assert http.explorer.asked == ["/hash"]
    assert 119 < caught.value.retry_after <= 120


async def test_a_429_without_retry_after_pauses_for_half_a_minute():
    async with source(reply(429), GOOD) as http:
        with pytest.raises(SourceUnavailable):
            await ask(http)
        with pytest.raises(SourceUnavailable) as caught:
            await ask(http)
    assert 29 < caught.value.retry_after <= 30


async def test_a_429_pauses_even_when_its_body_never_ends():
    async with source(dribble(b"HTTP/1.1 429 No\r\n\r\n", 0.05), GOOD, patience=0.5) as http:
        for _ in range(2):
            with pytest.raises(SourceUnavailable):
                await ask(http)
        assert http.explorer.asked == ["/hash"]


async def test_the_source_is_asked_again_once_the_pause_is_over():
    async with source(reply(429, b"", "Retry-After: 0"), GOOD) as http:
        with pytest.raises(SourceUnavailable):
            await ask(http)
        assert await ask(http) == HASH


async def test_one_failure_costs_no_pause_and_the_second_one_does():
    async with source(reply(500), reply(500), GOOD) as http:
        for _ in range(2):
            with pytest.raises(SourceUnavailable, match="500"):
                await ask(http)
        with pytest.raises(SourceUnavailable, match="not asked") as caught:
            await ask(http)
        assert len(http.explorer.asked) == 2
    assert 4 < caught.value.retry_after <= 5


async def test_a_good_answer_forgives_the_failures_before_it():
    async with source(reply(500), GOOD, reply(500), GOOD) as http:
        for _ in range(2):
            with pytest.raises(SourceUnavailable):
                await ask(http)
            assert await ask(http) == HASH


async def test_an_outage_is_logged_once_and_its_end_once():
    async with source(reply(500), reply(500, b"", "Retry-After: 0"), GOOD, GOOD) as http:
        with capture_logs() as logs:
            for _ in range(2):
                with pytest.raises(SourceUnavailable):
                    await ask(http)
            await ask(http)
            await ask(http)
    assert [(log["event"], log["source"]) for log in logs] == [
        ("source.unavailable", "canned"),
        ("source.recovered", "canned"),
    ]


async def test_waiting_requests_do_not_leave_after_one_of_them_was_refused():
    async with source(reply(429)) as http:
        results = await asyncio.gather(*(ask(http) for _ in range(20)), return_exceptions=True)
        assert {type(result) for result in results} == {SourceUnavailable}
        assert len(http.explorer.asked) <= 4


async def test_html_instead_of_a_hash_is_a_data_error_that_shows_its_beginning():
    page = b"<!DOCTYPE html>\n<html><head><title>Just a moment...</title></head>" + b"x" * 500
    error = await refusal(reply(200, page), kind=SourceDataError)
    assert "<!DOCTYPE html> <html>" in str(error)
    shown = re.search(r"begins '(.*)'", str(error))[1]
    assert len(shown) <= 80


async def test_a_body_shorter_than_announced_is_a_cut_connection():
    await refusal(reply(200, b"0f91", length=64), kind=SourceUnavailable)


async def test_a_connection_reset_in_the_middle_of_a_body_is_unavailable():
    error = await refusal(reset_after(reply(200, b"0f91", length=64)), kind=SourceUnavailable)
    assert "hash: " in str(error)


async def test_a_connection_cut_before_the_status_is_unavailable():
    await refusal(b"", kind=SourceUnavailable)


async def test_an_answer_that_is_not_http_is_unavailable():
    await refusal(b"SSH-2.0-OpenSSH_9.2p1\r\n\r\n", kind=SourceUnavailable)


async def test_headers_without_end_are_cut_off():
    await refusal(endless(b"HTTP/1.1 200 OK\r\n", b"X-More: more\r\n" * 1_000), kind=SourceUnavailable)


@pytest.mark.parametrize(
    "said",
    [
        reply(200, b"0" * 1_001),
        endless(b"HTTP/1.1 200 OK\r\n\r\n", b"0" * 65_536),
        endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"400\r\n" + b"0" * 1024 + b"\r\n"),
    ],
    ids=["announced", "until the connection closes", "chunked"],
)
async def test_reading_stops_at_the_size_limit(said):
    error = await refusal(said, kind=SourceDataError)
    assert "longer than 1,000 bytes" in str(error)


async def test_a_body_of_exactly_the_limit_is_read():
    async with source(reply(200, b"0" * 1_000)) as http:
        assert await http.get("hash", as_they_are, limit=1_000) == b"0" * 1_000


async def test_a_refusal_with_an_endless_body_is_still_told_by_its_status():
    error = await refusal(endless(b"HTTP/1.1 404 No\r\n\r\n", b"0" * 65_536), kind=SourceLacks)
    assert "longer than 4,000 bytes" in str(error)


async def test_silence_ends_with_the_timeout():
    error = await refusal(silence, kind=SourceUnavailable, patience=0.5)
    assert "nothing came for 0.5 s" in str(error)


async def test_silence_in_the_middle_of_a_body_ends_with_the_timeout():
    async def half(writer):
        writer.write(reply(200, b"0f91", length=64))
        await silence(writer)

    error = await refusal(half, kind=SourceUnavailable, patience=0.5)
    assert "nothing came for 0.5 s" in str(error)


async def test_a_server_that_dribbles_is_left_after_four_timeouts():
    error = await refusal(dribble(b"HTTP/1.1 200 OK\r\n\r\n", 0.05), kind=SourceUnavailable, patience=0.5)
    assert "not answered completely within 2 s" in str(error)


async def test_redirects_are_not_followed_and_name_where_they_lead():
    error = await refusal(reply(301, b"", "Location: https://elsewhere.example/api"), kind=SourceDataError)
    assert "https://elsewhere.example/api" in str(error)


async def test_a_redirect_to_itself_costs_one_request():
    async with source(reply(302, b"", "Location: /hash")) as http:
        with pytest.raises(SourceDataError, match="redirects are not followed"):
            await ask(http)
        assert http.explorer.asked == ["/hash"]


async def test_a_compressed_answer_is_read():
    async with source(reply(200, gzip.compress(HASH.encode()), "Content-Encoding: gzip")) as http:
        assert await ask(http) == HASH


async def test_a_gzip_bomb_stops_at_the_size_limit():
    bomb = gzip.compress(bytes(50_000_000))
    assert len(bomb) < 60_000
    error = await refusal(reply(200, bomb, "Content-Encoding: gzip"), kind=SourceDataError)
    assert "longer than 1,000 bytes" in str(error)


@pytest.mark.parametrize(
    ("encoding", "body", "told"),
    [
        ("gzip", b"plain after all", "not the gzip it claims to be"),
        ("gzip", gzip.compress(HASH.encode())[:-9], "in the middle of its gzip stream"),
        ("br", b"\x0b\x02\x80", "'br', which was not asked for"),
    ],
    ids=["no gzip", "gzip cut short", "brotli"],
)
async def test_an_encoding_that_cannot_be_undone_is_a_data_error(encoding, body, told):
    error = await refusal(reply(200, body, f"Content-Encoding: {encoding}"), kind=SourceDataError)
    assert told in str(error)


async def unreachable(url) -> SourceError:
    async with client(url) as http:
        with pytest.raises(SourceUnavailable, match="canned: hash: ") as caught:
            await ask(http)
    return caught.value


async def test_a_refused_connection_is_unavailable():
    await unreachable(f"http://127.0.0.1:{free_port()}")


async def test_a_name_that_does_not_resolve_is_unavailable():
    # .invalid resolves nowhere (RFC 6761).
    await unreachable("http://explorer.invalid")


async def test_a_server_without_tls_under_https_is_unavailable():
    def speak_first(_reader, writer):
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(speak_first, "127.0.0.1", 0) as server:
        error = await unreachable(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}")
    assert "SSL" in str(error)


async def test_a_server_that_never_completes_tls_is_left_after_the_time_for_connecting():
    async with (
        CannedHttp({}).serving() as mute,
        ExplorerHttp(
            "canned",
            mute.url.replace("http:", "https:"),
            timeout=timedelta(seconds=30),
            connect_timeout=timedelta(seconds=0.2),
        ) as http,
    ):
        with pytest.raises(SourceUnavailable, match=r"hash: no connection within 0\.2 s"):
            await ask(http)


@pytest.fixture
def certificates(tmp_path):
    return Certificates.made_in(tmp_path)


def server_tls(certificates):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.file("server.pem"), certificates.file("server.key"))
    return context


async def test_an_unknown_certificate_authority_is_unavailable(certificates):
    error = await refusal(GOOD, kind=SourceUnavailable, tls=server_tls(certificates))
    assert "certificate verify failed" in str(error)


async def test_an_authority_of_ones_own_is_named_by_the_environment(certificates, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.file("ca.pem")))
    async with source(GOOD, tls=server_tls(certificates)) as http:
        assert await ask(http) == HASH
