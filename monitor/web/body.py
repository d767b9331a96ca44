"""Reading an HTTP body without ever holding more of it than was agreed."""

import zlib
from collections.abc import AsyncIterable

_GZIP = 16 + zlib.MAX_WBITS


class BodyError(Exception):
    """The body is not what its headers announce, or too long. The message completes "the answer …"."""


class BodyTooLong(BodyError):
    """The body goes on beyond the limit."""


async def read_body(chunks: AsyncIterable[bytes], encoding: str, limit: int) -> bytes:
    """The decoded body, at most `limit` bytes of it.

    httpx's own decoding unpacks a whole network chunk at once, a thousandfold of it in a gzip bomb; here the
    limit holds while unpacking.

    Args:
        chunks: the body as it comes off the network.
        encoding: the Content-Encoding header, empty where there is none.
        limit: greatest length in bytes after decoding; reading stops there.

    Raises:
        BodyTooLong: longer than `limit`.
        BodyError: in an encoding nobody asked for, or not valid gzip.
    """
    body = bytearray()
    unpack = _unpacker(encoding)
    async for chunk in chunks:
        body += unpack.some(chunk, limit + 1 - len(body))
        if len(body) > limit:
            raise BodyTooLong(f"is longer than {limit:,} bytes")
    unpack.end()
    return bytes(body)


def _unpacker(encoding: str) -> "_Plain | _Gzip":
    name = encoding.strip().lower()
    if name in {"", "identity"}:
        return _Plain()
    if name == "gzip":
        return _Gzip()
    raise BodyError(f"is encoded as {encoding[:20]!r}, which was not asked for")


class _Plain:
    def some(self, chunk: bytes, _room: int) -> bytes:
        return chunk

    def end(self) -> None:
        """Nothing tells the end of a plain body but HTTP itself."""


class _Gzip:
    def __init__(self) -> None:
        self._stream = zlib.decompressobj(_GZIP)

    def some(self, chunk: bytes, room: int) -> bytes:
        try:
            return self._stream.decompress(chunk, room)
        except zlib.error as error:
            raise BodyError(f"is not the gzip it claims to be: {error}") from error

    def end(self) -> None:
        if not self._stream.eof:
            raise BodyError("ends in the middle of its gzip stream")
