"""What an explorer can do wrong, switched on and off while it serves.

```python
explorer.faults.add("/blocks/tip/*", faults.status(429, retry_after=7), times=3)
explorer.faults.add("/block/*/raw", faults.truncated(drop=1), times=1)
explorer.faults.add("/block/*/raw", faults.other_block(Chain(b"another").tip))
explorer.faults.clear()
```
"""

import asyncio
import gzip
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime
from fnmatch import fnmatchcase
from math import inf
from random import Random

from monitor.simulation.answer import Answer
from monitor.simulation.block import MinedBlock

MEGABYTE = 1_000_000
Usual = Callable[[int], Answer]
"""Makes the honest answer of a server that is so many blocks behind the tip, 0 for none."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One way of answering wrongly."""

    spoil: Callable[[Usual], Answer]
    hold_seconds: float | None = 0
    """How long the request is held up before; None until the fault is cleared."""


def status(code: int, *, retry_after: int | datetime | None = None) -> Fault:
    """An error status with a page like nginx's, whatever was asked.

    Args:
        code: the HTTP status.
        retry_after: for Retry-After (RFC 9110, 10.2.3): seconds, or an aware UTC datetime for an HTTP date.
    """
    page = f"<html>\r\n<body><center><h1>{code}</h1></center><hr>nginx</body>\r\n</html>\r\n"
    headers = {} if retry_after is None else {"retry-after": _retry_after(retry_after)}
    return Fault(lambda _: Answer(page.encode(), code, "text/html", headers))


def _retry_after(when: int | datetime) -> str:
    return str(when) if isinstance(when, int) else format_datetime(when, usegmt=True)


def body(content: bytes, content_type: str | None = None) -> Fault:
    """Status 200 and this body, in the honest answer's content type unless another is named."""
    return Fault(lambda usual: Answer(content, content_type=content_type or usual(0).content_type))


def html() -> Fault:
    """A page for people with status 200, as captive portals and bot checks send it."""
    return body(b"<!doctype html><title>Just a moment...</title>", "text/html; charset=utf-8")


def empty() -> Fault:
    """Status 200 and nothing."""
    return body(b"")


def garbage(size: int = 1000, seed: int = 0) -> Fault:
    """Status 200 and bytes without meaning, the same for the same seed."""
    return body(Random(seed).randbytes(size))


def other_block(block: MinedBlock) -> Fault:
    """The bytes of another block, of this chain or a foreign one, whichever was asked for."""
    return body(block.raw)


def content_type(wrong: str) -> Fault:
    """The honest body under another content type."""
    return Fault(lambda usual: replace(usual(0), content_type=wrong))


def truncated(*, drop: int) -> Fault:
    """A body without its last bytes that announces the shorter length, so that HTTP sees nothing wrong."""
    return Fault(lambda usual: replace(usual(0), body=usual(0).body[:-drop]))


def cut(*, after: int) -> Fault:
    """The full length is announced, and the connection closed after some bytes of the body."""
    return Fault(lambda usual: replace(usual(0), cut_after=after))


def huge(megabytes: int) -> Fault:
    """A body of zeros whose length is not announced."""
    return Fault(lambda usual: replace(usual(0), body=bytes(MEGABYTE), repeat=megabytes))


def bomb(megabytes: int) -> Fault:
    """Zeros that are compressed to a thousandth."""
    packed = gzip.compress(bytes(megabytes * MEGABYTE))
    return Fault(lambda usual: replace(usual(0), body=packed, headers={"content-encoding": "gzip"}))


def dribble(*, every: float, seconds: float) -> Fault:
    """A byte now and then, for so many seconds: always something, never all of it."""
    times = round(seconds / every)
    return Fault(lambda usual: replace(usual(0), body=b"0", repeat=times, pause_seconds=every))


def older_tip(blocks: int) -> Fault:
    """The answer of a server that is some blocks behind: its tip is older, and it lacks the newer blocks."""
    return Fault(lambda usual: usual(blocks))


def slow(seconds: float) -> Fault:
    """The honest answer after some seconds, or at once when the fault is cleared."""
    return Fault(lambda usual: usual(0), seconds)


def hang() -> Fault:
    """No answer until the fault is cleared, and then the honest one."""
    return Fault(lambda usual: usual(0), None)


@dataclass(slots=True)
class _Rule:
    pattern: str
    fault: Fault
    left: float
    cleared: asyncio.Event = field(default_factory=asyncio.Event)


class Faults:
    """Which requests are answered wrongly. Of several rules for a path the one added first goes first."""

    def __init__(self) -> None:
        self._rules: list[_Rule] = []

    def add(self, pattern: str, fault: Fault, *, times: int | None = None) -> None:
        """Spoil requests from now on.

        Args:
            pattern: of the path below /api, such as "/block/*/raw"; `*` matches slashes too.
            fault: what to do to them.
            times: how many of them; all until cleared by default.
        """
        self._rules.append(_Rule(pattern, fault, inf if times is None else times))

    def clear(self) -> None:
        """End all faults, and answer what they hold up."""
        for rule in self._rules:
            rule.cleared.set()
        self._rules.clear()

    async def answer(self, path: str, usual: Usual) -> Answer:
        """The answer to one request: the usual one unless a rule spoils it."""
        rule = next((rule for rule in self._rules if rule.left and fnmatchcase(path, rule.pattern)), None)
        if rule is None:
            return usual(0)
        rule.left -= 1
        if rule.fault.hold_seconds != 0:
            with suppress(TimeoutError):
                await asyncio.wait_for(rule.cleared.wait(), rule.fault.hold_seconds)
        return rule.fault.spoil(usual)
