"""The websocket of a mempool server, on loopback: it takes a choice of scripts and calls when told to.

```python
async with serve_push() as push:
    await push.call(miner.script_pubkey, payment.txid)
    await push.drop()
```
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed

from monitor.simulation.loopback import LOOPBACK

LIMIT = 10
"""Scripts that one connection may choose on the public server."""


class PushServer:
    """A running server. `say` sends whatever a test wants its client to bear."""

    def __init__(self, limit: int) -> None:
        self.url = ""
        self.limit = limit
        self.chosen: list[list[str]] = []
        """Every choice that was granted, scriptPubKey hex."""
        self.connected: set[ServerConnection] = set()

    async def call(self, script_pubkey: bytes, txid: str) -> None:
        """Tell those who chose a script that a transaction came in that concerns it."""
        shown = {"mempool": [{"txid": txid}], "confirmed": [], "removed": []}
        await self.say(json.dumps({"multi-scriptpubkey-transactions": {script_pubkey.hex(): shown}}))

    async def say(self, message: str) -> None:
        """Send a message to everybody."""
        broadcast(self.connected, message)

    async def drop(self) -> None:
        """Close every connection without a word."""
        for connection in list(self.connected):
            connection.transport.abort()

    async def _serve(self, connection: ServerConnection) -> None:
        self.connected.add(connection)
        try:
            async for received in connection:
                choice = json.loads(received)["track-scriptpubkeys"]
                if len(choice) <= self.limit:
                    self.chosen.append(choice)
                    continue
                refusal = (
                    "too many scriptpubkeys requested, this connection supports tracking a maximum of "
                    f"{self.limit} scriptpubkeys"
                )
                await connection.send(json.dumps({"track-scriptpubkeys-error": refusal}))
        except ConnectionClosed:
            pass
        finally:
            self.connected.discard(connection)


@asynccontextmanager
async def serve_push(*, limit: int = LIMIT, port: int = 0) -> AsyncIterator[PushServer]:
    """Serve until the block ends.

    Args:
        limit: how many scripts one connection may choose.
        port: on the loopback interface; a free one by default.
    """
    server = PushServer(limit)
    async with serve(server._serve, LOOPBACK, port, close_timeout=1) as listening:  # noqa: SLF001 - its own
        host, chosen_port = next(iter(listening.sockets)).getsockname()[:2]
        server.url = f"ws://{host}:{chosen_port}/api/v1/ws"
        yield server
