"""A hang, told from a slow machine: the limit is on this process's own processor time, and generous."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class HangsError(AssertionError):
    """It took more processor time than anything that ends by itself."""


@contextmanager
def no_hang(seconds: float = 30.0) -> Iterator[None]:
    """Break off what has used this much user time, in the main thread; `re` looks for signals while it goes back."""

    def broken_off(_number: int, _frame: FrameType | None) -> None:
        raise HangsError(f"still at work after {seconds:g} s of processor time")

    before = signal.signal(signal.SIGVTALRM, broken_off)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
