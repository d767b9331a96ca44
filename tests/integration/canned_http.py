"""An HTTP server that says exactly the bytes it was given, well-formed or not."""

import asyncio
import re
import socket
import ssl
import struct
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

Said = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]
"""What goes out: bytes, or something that writes for itself and takes its time."""


def reply(status: int, body: bytes = b"", *headers: str, length: int | None = None) -> bytes:
    """A whole answer; `length` announces another length than the body has."""
    lines = [f"HTTP/1.1 {status} Said So", f"Content-Length: {len(body) if length is None else length}"]
    return "\r\n".join([*lines, *headers, "Connection: close", "", ""]).encode() + body


async def silence(writer: asyncio.StreamWriter) -> None:
    """Never answer."""
    await asyncio.Event().wait()


def dribble(head: bytes, every: float) -> Said:
    """Send `head`, then a byte now and then, for ever."""

    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            await writer.drain()
            await asyncio.sleep(every)
            writer.write(b"0")

    return write


def reset_after(said: bytes) -> Said:
    """Send `said`, and when it is on its way break the connection with a TCP reset."""

    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write(said)
        await writer.drain()
        await asyncio.sleep(0.05)
        at_once = struct.pack("ii", 1, 0)
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
        writer.transport.abort()

    return write


def endless(head: bytes, chunk: bytes) -> Said:
    """Send `head`, then `chunk` over and over, as fast as it is read."""

    async def write(writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        while True:
            writer.write(chunk)
            await writer.drain()

    return write


class CannedHttp:
    """What to answer by path, and what was asked."""

    def __init__(
        self,
        answers: Mapping[str, Said | Sequence[Said]],
        otherwise: Callable[[str], Said] = lambda _: reply(404, b"<pre>Cannot GET this</pre>"),
    ) -> None:
        """A sequence is worked off one request after the other; its last answer stays.

        `otherwise` answers for the paths that are not listed.
        """
        self.answers = {path: [said] if isinstance(said, bytes) or callable(said) else list(said)
                        for path, said in answers.items()}  # fmt: skip
        self.otherwise = otherwise
        self.asked: list[str] = []
        self.heads: list[bytes] = []
        self.bodies: list[bytes] = []
        self.url = ""
        self._talks: set[asyncio.Task[None]] = set()

    def _next(self, path: str) -> Said:
        queue = self.answers.get(path)
        if queue is None:
            return self.otherwise(path)
        return queue.pop(0) if len(queue) > 1 else queue[0]

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talk = asyncio.create_task(self._talk(reader, writer))
        self._talks.add(talk)
        talk.add_done_callback(self._talks.discard)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"(?i)\r\ncontent-length: *([0-9]+)", head)
            self.bodies.append(await reader.readexactly(int(length[1])) if length else b"")
            await self._answer(head, writer)
            writer.close()
            await writer.wait_closed()
        except (OSError, asyncio.IncompleteReadError):
            pass  # the client left; some tests are about just that
        finally:
            writer.transport.abort()

    async def _answer(self, head: bytes, writer: asyncio.StreamWriter) -> None:
        path = head.split()[1].decode()
        self.asked.append(path)
        self.heads.append(head)
        said = self._next(path)
        if isinstance(said, bytes):
            writer.write(said)
            await writer.drain()
        else:
            await said(writer)

    @asynccontextmanager
    async def serving(self, tls: ssl.SSLContext | None = None) -> AsyncIterator["CannedHttp"]:
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0, ssl=tls)
        port = server.sockets[0].getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{port}"
        try:
            yield self
        finally:
            server.close()
            for talk in list(self._talks):
                talk.cancel()
            await asyncio.gather(*self._talks, return_exceptions=True)
            await server.wait_closed()
