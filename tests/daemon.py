"""A daemon as a user would run it: a chain behind an explorer, label and configuration files, a desk that listens."""

import asyncio
import json
import signal
import sys
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiomqtt

from monitor import app
from monitor.config.load import load_settings
from monitor.config.shipped import shipped
from monitor.simulation.chain import Chain
from monitor.simulation.wallet import ScriptType
from monitor.wiring import Daemon
from tests.broker import Mosquitto
from tests.builders import BTC

DEADLINE_SECONDS = 120.0
"""Far more than anything takes; a machine with ten programs on two cores needs half a minute to start one more."""
START = datetime(2026, 2, 1, tzinfo=UTC)


class Town:
    """A funded miner, two platforms, and the chain they live on."""

    def __init__(self, seed: bytes = b"town") -> None:
        self.chain = Chain(seed)
        self.chain.mine_reserve(500 * BTC, since=START - timedelta(days=9))
        self.miner = self.chain.actor("miner", ScriptType.P2WPKH)
        self.desk = self.chain.actor("desk", ScriptType.P2WPKH)
        self.exchange = self.chain.actor("exchange", ScriptType.P2TR)
        self.at = START
        self.mine(self.chain.fund(self.miner, *[10 * BTC] * 40))
        self.start_height = self.chain.tip.height

    def mine(self, *transactions, parent=None):
        self.at += timedelta(minutes=10)
        return self.chain.mine(list(transactions), at=self.at, parent=parent)

    def pay(self, btc, to=None):
        return self.chain.pay(self.miner, [(to or self.desk, btc * BTC)])

    def transfer(self, btc, to=None) -> str:
        """Mine a payment to a platform; its txid."""
        payment = self.pay(btc, to)
        self.mine(payment)
        return payment.txid

    def label_table(self) -> str:
        return (
            "address,entity,entity_type,source,confidence\n"
            f"{self.miner.address},mara,miner,made up,0.9\n"
            f"{self.desk.address},two-prime,prime_broker,made up,0.9\n"
            f"{self.exchange.address},binance,exchange,made up,0.9\n"
        )


@dataclass
class Household:
    """One folder with everything that one daemon needs."""

    directory: Path
    town: Town
    sources: list[str]
    """Base URLs, in order."""
    mqtt: str
    """The lines of the [mqtt] table."""
    database: str = "minerflow.sqlite3"
    """A file, or a URL."""
    extra: str = ""
    push_url: str = ""
    follow: str = ""
    """More lines of the [follow] table."""
    timeout: int = 30
    """Seconds that a source may take: more than one does on a busy machine."""
    labels: str = 'entities = "entities.yaml"'
    """More lines of the [labels] table."""

    def __post_init__(self) -> None:
        self.directory.mkdir(exist_ok=True)
        (self.directory / "labels.csv").write_text(self.town.label_table())
        (self.directory / "entities.yaml").write_text(_told_late(shipped("entities.yaml").read_text()))

    @property
    def config(self) -> Path:
        """The configuration, written anew."""
        path = self.directory / "minerflow.toml"
        database = self.database if "://" in str(self.database) else f"sqlite:///{self.database}"
        tables = "".join(
            f'[[sources]]\nkind = "esplora"\nurl = "{url}"\nname = "explorer {number}"\ntimeout = {self.timeout}\n'
            f'operator = "somebody {number}"\n'
            f'push_url = "{self.push_url}"\n\n'
            for number, url in enumerate(self.sources, 1)
        )
        path.write_text(
            f'network = "regtest"\n\n{tables}'
            f"[follow]\ninterval = 1\nstart = {self.town.start_height}\n{self.follow}\n\n"
            f'[labels]\npaths = ["labels.csv"]\n{self.labels}\n\n'
            f'[store]\nurl = "{database}"\n\n'
            f"[mqtt]\n{self.mqtt}\n"
            f"[status]\ninterval = 1\n{self.extra}"
        )
        return path


def _told_late(entities: str) -> str:
    """The shipped entities with a miner that takes so long to tell of a sale that no test sees its flags expire."""
    habit = "lag_days: 35, since: 2025-10-01}"
    before, mara, after = entities.partition("\nmara:\n")
    assert habit in after.partition("\n\n")[0]
    return before + mara + after.replace(habit, habit.replace("35", "366"), 1)


def broker_lines(broker: Mosquitto, **more: str) -> str:
    """The [mqtt] table for a broker; each household needs its own `client_id` and mostly its own `prefix`."""
    lines = {"host": "127.0.0.1", **more}
    return f"port = {broker.port}\n" + "".join(f'{key} = "{value}"\n' for key, value in lines.items())


@asynccontextmanager
async def daemon_of(household: Household, reload: asyncio.Event | None = None) -> AsyncIterator[Daemon]:
    """The daemon in this process, until the block ends; its error where it cannot start."""
    stop = asyncio.Event()
    ready: asyncio.Future[Daemon] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(
        app.run(load_settings(household.config, {}), stop, reload=reload, on_ready=ready.set_result)
    )
    await asyncio.wait((running, ready), return_when=asyncio.FIRST_COMPLETED)
    if not ready.done():
        await running
    try:
        yield ready.result()
    finally:
        stop.set()
        await running


@dataclass
class Desk:
    """Somebody at the broker with a persistent session: what arrives is kept, over restarts of the broker."""

    broker: Mosquitto
    prefix: str
    messages: list[aiomqtt.Message] = field(default_factory=list)
    arrived: list[float] = field(default_factory=list)
    """When each message arrived: seconds of `time.monotonic()`."""

    async def listen(self, listening: asyncio.Event) -> None:
        while True:
            with suppress(aiomqtt.MqttError):
                async with aiomqtt.Client(
                    "127.0.0.1",
                    self.broker.port,
                    identifier=f"desk of {self.prefix}",
                    clean_session=False,
                    username="desk",
                    password="desk",
                ) as client:
                    await client.subscribe(f"{self.prefix}/v1/#", qos=1)
                    listening.set()
                    async for message in client.messages:
                        self.arrived.append(time.monotonic())
                        self.messages.append(message)
            await asyncio.sleep(0.05)

    def documents(self, part: str) -> list[dict[str, Any]]:
        """The payloads so far below one level of the topic: status, episodes, events, disclosures."""
        begin = f"{self.prefix}/v1/{part}"
        return [json.loads(each.payload) for each in self.messages if each.topic.value.startswith(begin)]

    @property
    def events(self) -> list[dict[str, Any]]:
        return self.documents("events/")

    @property
    def status(self) -> dict[str, Any]:
        """The latest status; empty before the first."""
        return (self.documents("status") or [{}])[-1]

    @property
    def serving(self) -> str:
        """The source that serves, by the latest status; empty before the first."""
        return next((each["name"] for each in self.status.get("sources", []) if each["serving"]), "")

    def told(self, txid: str) -> int:
        """In how many distinct events a transfer was new."""
        news = {
            event["event_id"]
            for event in self.events
            if event["kind"] in {"raised", "grown"} and event["episode"]["flags"][-1]["txid"] == txid
        }
        return len(news)


@asynccontextmanager
async def desk_at(broker: Mosquitto, prefix: str = "minerflow") -> AsyncIterator[Desk]:
    """A desk that hears all that is published under a prefix."""
    desk, listening = Desk(broker, prefix), asyncio.Event()
    task = asyncio.create_task(desk.listen(listening))
    try:
        await asyncio.wait_for(listening.wait(), DEADLINE_SECONDS)
        yield desk
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def until(condition: Callable[[], Any], why: Callable[[], object] = lambda: "") -> Any:
    """Poll until a condition holds; what it gave. `why` tells, after the deadline, how things stand."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while True:
        result = condition()
        if isinstance(result, Awaitable):
            result = await result
        if result:
            return result
        assert time.monotonic() < deadline, f"did not come about in time; {why()}"
        await asyncio.sleep(0.02)


@dataclass
class Command:
    """A `python -m monitor` process and what it complained of."""

    process: Process
    errors: Path

    @property
    def stderr(self) -> str:
        text = self.errors.read_text()
        assert "Traceback" not in text
        return text

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Send a signal and wait; the exit code."""
        self.process.send_signal(number)
        return await self.ended()

    async def ended(self) -> int:
        return await asyncio.wait_for(self.process.wait(), DEADLINE_SECONDS)


@asynccontextmanager
async def command(directory: Path, *arguments: str | Path) -> AsyncIterator[Command]:
    """`python -m monitor` with these arguments; killed with the block if it has not ended."""
    errors = directory / f"stderr-{time.monotonic_ns()}"
    with errors.open("wb") as sink:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "monitor",
            *map(str, arguments),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=sink,
        )
    try:
        yield Command(process, errors)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def without_gaps(events: list[dict[str, Any]]) -> bool:
    """Whether the distinct events of every episode are its revisions 1, 2, 3 and so on, in this order."""
    return all(revisions == list(range(1, len(revisions) + 1)) for revisions in _revisions(events))


def _revisions(events: list[dict[str, Any]]) -> Iterator[list[int]]:
    distinct = list({event["event_id"]: event for event in events}.values())
    for episode in {event["episode_id"] for event in distinct}:
        yield [event["revision"] for event in distinct if event["episode_id"] == episode]
