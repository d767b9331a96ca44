"""A database that is empty and up to date, made once: applying every migration takes longer than most tests."""

import asyncio
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

from monitor.flows.policy import Policy
from monitor.store.store import open_store


@cache
def _content() -> bytes:
    async def made(path: Path) -> None:
        async with open_store(f"sqlite:///{path}", Policy()):
            pass

    with tempfile.TemporaryDirectory() as directory, ThreadPoolExecutor(1) as apart:
        path = Path(directory) / "db"
        apart.submit(asyncio.run, made(path)).result()  # the caller's thread may run a loop of its own
        return path.read_bytes()


def empty_store(path: Path) -> str:
    """The URL of the database at `path`, which begins empty unless something stands there."""
    if not path.exists():
        path.write_bytes(_content())
    return f"sqlite:///{path}"
