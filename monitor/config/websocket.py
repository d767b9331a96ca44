"""Where a source's websocket is."""

from urllib.parse import urlsplit

_PATHS = {"mempool": "/v1/ws"}
"""Below the base address of its API, where a kind of source has a websocket."""


def websocket_of(kind: str, url: str) -> str | None:
    """The websocket of a source of this kind at this base address; None where such a source has none."""
    path = _PATHS.get(kind)
    return None if path is None else f"ws{url.removeprefix('http')}{path}"


def checked_websocket(url: str | None) -> str | None:
    """The address of a websocket as somebody wrote it.

    Raises:
        ValueError: it is none, or holds a login.
    """
    if url is None:
        return None
    parts = urlsplit(url)
    if parts.scheme not in {"ws", "wss"} or not parts.hostname:
        raise ValueError(f'{url!r} is no websocket; write it like "wss://mempool.space/api/v1/ws"')
    if parts.username or parts.password:
        raise ValueError("leave out user and password; it would be printed in logs")
    return url
