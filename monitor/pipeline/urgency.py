"""What may wait: bulk work gives way to following the tip when a source's requests are counted.

```python
with bulk():
    page = await source.history(script)
```

It holds for everything asked within, in tasks started there as well. Whatever is not declared is urgent.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum


class Urgency(StrEnum):
    """How long a request can wait for its turn."""

    URGENT = "urgent"
    """The tip, and the block of the tip: an alert waits for it."""
    BULK = "bulk"
    """History, backfill, sweeps of the mempool: later is as good."""


_urgency: ContextVar[Urgency] = ContextVar("urgency", default=Urgency.URGENT)


def urgency() -> Urgency:
    """That of whoever asks here and now."""
    return _urgency.get()


@contextmanager
def bulk() -> Iterator[None]:
    """Everything asked within may wait for what is urgent."""
    token = _urgency.set(Urgency.BULK)
    try:
        yield
    finally:
        _urgency.reset(token)
