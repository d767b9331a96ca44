"""A source that speaks HTTP/2 over TLS: the same answers, limits and errors, over one connection."""

import asyncio
import gzip
import ssl
from contextlib import asynccontextmanager
from datetime import timedelta

import h2.config
import h2.connection
import h2.events
import pytest

from monitor.errors import SourceDataError, SourceUnavailable
from monitor.explorers.breaker import Breaker
from monitor.explorers.http import ExplorerHttp
from monitor.explorers.shapes import as_they_are
from tests.broker import Certificates


class Http2Server:
    """Answers by path; a path may also name a way to fail."""

    def __init__(self):
        self.connections = 0
        self.asked = []
        self._writers = []

    async def talk(self, reader, writer):
        self.connections += 1
        self._writers.append(writer)
        connection = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False))
        connection.initiate_connection()
        writer.write(connection.data_to_send())
        while data := await reader.read(65_536):
            for event in connection.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    path = dict(event.headers)[b":path"].decode()
                    self.asked.append(path)
                    self._answer(connection, event.stream_id, path, writer)
            writer.write(connection.data_to_send())

    def _answer(self, connection, stream, path, writer):
        body, headers = b"good", [(":status", "200")]
        if path == "/silence":
            return
        if path == "/gzip":
            body, headers = gzip.compress(body), [*headers, ("content-encoding", "gzip")]
        if path == "/long":
            body = bytes(2_000)
        if path == "/busy":
            headers = [(":status", "429"), ("retry-after", "60")]
        connection.send_headers(stream, headers)
        connection.send_data(stream, body, end_stream=path not in {"/reset", "/cut", "/goaway"})
        if path == "/reset":
            connection.reset_stream(stream)
        if path == "/goaway":
            connection.close_connection()
        if path == "/cut":
            writer.write(connection.data_to_send())
            writer.transport.abort()

    def close(self):
        for writer in self._writers:
            writer.transport.abort()


@asynccontextmanager
async def source(tmp_path, monkeypatch, patience=60):
    certificates = Certificates.made_in(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.file("ca.pem")))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificates.file("server.pem"), certificates.file("server.key"))
    tls.set_alpn_protocols(["h2", "http/1.1"])
    served = Http2Server()
    server = await asyncio.start_server(served.talk, "127.0.0.1", 0, ssl=tls)
    url = f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    timeout, breaker = timedelta(seconds=patience), Breaker(jitter=lambda: 0)
    try:
        async with ExplorerHttp("modern", url, timeout=timeout, breaker=breaker) as http:
            http.server = served
            yield http
    finally:
        server.close()
        served.close()
        await server.wait_closed()
        await asyncio.sleep(0)


async def ask(http, path):
    return await http.get(path, as_they_are, limit=1_000)


async def test_requests_share_one_connection_and_each_fails_for_itself(tmp_path, monkeypatch):
    async with source(tmp_path, monkeypatch) as http:
        assert await asyncio.gather(*(ask(http, "thing") for _ in range(4))) == [b"good"] * 4
        assert await ask(http, "gzip") == b"good"
        with pytest.raises(SourceDataError, match=r"modern: long: the answer is longer than 1,000 bytes"):
            await ask(http, "long")
        with pytest.raises(SourceUnavailable, match="modern: reset: "):
            await ask(http, "reset")
        assert await ask(http, "thing") == b"good"
        assert http.server.connections == 1
        with pytest.raises(SourceUnavailable) as caught:
            await ask(http, "busy")
        assert caught.value.retry_after == 60


@pytest.mark.parametrize("way", ["cut", "goaway"])
async def test_after_a_lost_connection_the_next_request_opens_another(tmp_path, monkeypatch, way):
    async with source(tmp_path, monkeypatch) as http:
        with pytest.raises(SourceUnavailable, match=f"modern: {way}: "):
            await ask(http, way)
        assert await ask(http, "thing") == b"good"
        assert http.server.connections == 2


async def test_silence_ends_with_the_timeout_and_leaves_the_others_alone(tmp_path, monkeypatch):
    async with source(tmp_path, monkeypatch, patience=1) as http:
        silent = asyncio.create_task(ask(http, "silence"))
        assert await ask(http, "thing") == b"good"
        with pytest.raises(SourceUnavailable, match=r"modern: silence: nothing came for 1 s"):
            await silent
        assert await ask(http, "thing") == b"good"
