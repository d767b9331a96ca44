"""The websocket of mempool.space and of a mempool backend of one's own: who tells that something happened.

It is a bell, no record: nothing is replayed after a reconnect, a call can be missing (a removal alone is not
told), and what it carries is not read beyond the names of the scripts.

Source: mempool/mempool, `backend/src/api/websocket-handler.ts`. Its limits: 10 scripts a connection on the public
mainnet server (others say theirs when they refuse), 50,000 bytes a message of ours, 100 messages in 10 seconds.
"""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, Iterable
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI, WebSocketException

from monitor import __version__
from monitor.errors import SourceDataError, SourceUnavailable
from monitor.explorers.shapes import shown
from monitor.pipeline.ports import Favourites

MAX_SCRIPTS = 10
MAX_SENT = 50_000
"""Bytes of one message of ours; a longer one ends the connection."""
MAX_RECEIVED = 4_000_000
"""Bytes of one message to us, after decompression. They carry whole transactions, and we want their names only."""
CHOSEN_FOR_SECONDS = 600.0
"""How long a choice of scripts stands. A new one replaces it in the server."""
_OPEN_SECONDS = 20.0
_PING_SECONDS = 30.0
_TRANSACTIONS = "multi-scriptpubkey-transactions"
_REFUSAL = "track-scriptpubkeys-error"
_GRANTED = re.compile(r"maximum of ([0-9]{1,6})\b")


class _Connect(connect):
    """Redirects are not followed, as elsewhere: they would lead to a server that nobody has named."""

    def process_redirect(self, exc: Exception) -> Exception | str:
        return exc


class MempoolPush:
    """One source's push channel, as a `Push`.

    Args:
        name: the source's name.
        url: the address of its websocket, such as `wss://mempool.space/api/v1/ws`.
    """

    def __init__(self, name: str, url: str) -> None:
        self.name = name
        self._url = url
        self._most = MAX_SCRIPTS

    async def calls(self, favourites: Favourites) -> AsyncGenerator[frozenset[bytes], None]:
        """One connection, for as long as it lasts; see `Push`.

        Raises:
            SourceUnavailable: it cannot be opened, was refused, or was lost.
            SourceDataError: it sends what is no JSON document, or refuses every script.
        """
        try:
            async with _Connect(
                self._url,
                user_agent_header=f"minerflow/{__version__}",
                open_timeout=_OPEN_SECONDS,
                ping_interval=_PING_SECONDS,
                ping_timeout=_PING_SECONDS,
                max_size=MAX_RECEIVED,
                max_queue=1,
            ) as connection:
                while True:
                    scripts = {script.hex(): script for script in await favourites(self._most)}
                    await connection.send(_subscription(scripts))
                    until = _now() + CHOSEN_FOR_SECONDS
                    while (message := await self._received(connection, until)) is not None:
                        if _REFUSAL in message:
                            self._take_fewer(str(message[_REFUSAL]), len(scripts))
                            break
                        named = message.get(_TRANSACTIONS, {})
                        called = frozenset(scripts[name] for name in named if name in scripts)
                        if called:
                            yield called
        except (InvalidHandshake, InvalidURI) as error:
            raise SourceUnavailable(self.name, f"{self._url}: {error}") from error
        except ConnectionClosed as error:
            raise SourceUnavailable(self.name, f"{self._url}: the connection was closed: {error}") from error
        except (OSError, TimeoutError, WebSocketException) as error:
            what = str(error) or type(error).__name__
            raise SourceUnavailable(self.name, f"{self._url}: {what}") from error

    async def _received(self, connection: ClientConnection, until: float) -> dict[str, Any] | None:
        """The next message; None when the time (of the event loop) is over."""
        try:
            async with asyncio.timeout_at(until):
                received = await connection.recv()
        except TimeoutError:
            return None
        return self._read(received)

    def _read(self, received: str | bytes) -> dict[str, Any]:
        try:
            message = json.loads(received)
        except (ValueError, RecursionError) as error:
            raise SourceDataError(self.name, f"{self._url}: sent no JSON: {_beginning(received)}") from error
        if not isinstance(message, dict) or not isinstance(message.get(_TRANSACTIONS, {}), dict):
            raise SourceDataError(self.name, f"{self._url}: sent an unknown message: {_beginning(received)}")
        return message

    def _take_fewer(self, refusal: str, asked: int) -> None:
        granted = _GRANTED.search(refusal)
        self._most = min(int(granted[1]) if granted else asked // 2, asked - 1)
        if self._most < 1:
            self._most = MAX_SCRIPTS
            raise SourceDataError(self.name, f"{self._url}: refuses our scripts: {shown(refusal.encode())}")


def _now() -> float:
    return asyncio.get_running_loop().time()


def _subscription(scripts: Iterable[str]) -> str:
    """The message that chooses scripts, as many of the first ones as fit."""
    names = list(scripts)
    while len(message := json.dumps({"track-scriptpubkeys": names})) > MAX_SENT:
        names.pop()
    return message


def _beginning(received: str | bytes) -> str:
    return shown(received.encode()[:400] if isinstance(received, str) else received[:400])
