"""One HTTP answer, good or spoilt, down to how its bytes go out."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.types import Receive, Scope, Send


@dataclass(frozen=True, slots=True)
class Answer:
    """An ASGI application that answers one request."""

    body: bytes
    status: int = 200
    content_type: str = "text/plain"
    headers: Mapping[str, str] = field(default_factory=dict)
    repeat: int = 1
    """How often the body is sent. More than once goes out in chunks, without announcing a length."""
    pause_seconds: float = 0
    """How long to wait after each of these times."""
    cut_after: int | None = None
    """Bytes of the body after which the connection is closed, short of the length announced."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI
        """Send the answer, whatever the request was (ASGI 3.0)."""
        await send({"type": "http.response.start", "status": self.status, "headers": self._raw_headers()})
        for _ in range(self.repeat):
            await send({"type": "http.response.body", "body": self.body[: self.cut_after], "more_body": True})
            if self.pause_seconds:
                await asyncio.sleep(self.pause_seconds)
        if self.cut_after is None:
            await send({"type": "http.response.body"})

    def _raw_headers(self) -> list[tuple[bytes, bytes]]:
        headers = {"content-type": self.content_type, **self.headers}
        if self.repeat == 1:
            headers["content-length"] = str(len(self.body))
        return [(name.encode(), value.encode()) for name, value in headers.items()]


def text(body: str, status: int = 200) -> Answer:
    """Plain text, as Esplora gives heights, hashes, hex and errors."""
    return Answer(body.encode(), status)


def as_json(content: Any) -> Answer:
    """A JSON document."""
    return Answer(json.dumps(content, separators=(",", ":")).encode(), content_type="application/json")


def octets(body: bytes) -> Answer:
    """Raw bytes."""
    return Answer(body, content_type="application/octet-stream")
