"""How long a transfer takes from the moment the explorer serves its block to the MQTT message at a subscriber.

    python -m benchmarks.delivery [--blocks N]

The whole daemon follows a simulated explorer over HTTP and publishes to a real mosquitto. The peer is the least that
can be done on this way: a loop that asks with httpx for the tip, fetches the raw block of a new one, parses it with
embit, looks for one script and publishes with aiomqtt. It proves nothing, does not find who sent, keeps nothing, and
would miss a block that comes while it is busy. What Minerflow takes longer is the price of all that.

Both look at the tip once a second, each at an explorer of its own, and take turns block by block, so that a busy
moment of the machine meets both. The wait for the next look comes before what is measured, and is printed beside it.
embit comes with the bench group (`scripts/setup --group bench`).
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import aiomqtt
import httpx

from monitor import app
from monitor.alerts.topics import Topics
from monitor.bitcoin.compact_size import read_compact_size
from monitor.bitcoin.header import HEADER_SIZE
from monitor.config.load import load_settings
from monitor.log import configure_logging
from monitor.money import SATS_PER_BTC
from monitor.mqtt.address import BrokerAddress
from monitor.mqtt.subscriber import subscribe
from monitor.pipeline.ports import Message
from monitor.simulation.chain import Chain
from monitor.simulation.explorer import Explorer, serve_explorer
from monitor.simulation.wallet import Actor, ScriptType
from monitor.wiring import Daemon
from tests.broker import Mosquitto

PATIENCE_SECONDS = 30
LOOK_SECONDS = 1
PEER_TOPIC = "peer/payments"
COINS, COIN_SATS = 40, 45 * SATS_PER_BTC


class Road:
    """A miner that pays an exchange in every block."""

    def __init__(self) -> None:
        self.chain = Chain(b"delivery")
        self.at = datetime(2026, 2, 1, tzinfo=UTC)
        self.chain.mine_reserve(2_000 * SATS_PER_BTC, since=self.at - timedelta(days=9))
        self.miner = self.chain.actor("miner", ScriptType.P2WPKH)
        self.exchange = self.chain.actor("exchange", ScriptType.P2WPKH)
        self.chain.fund(self.miner, *[COIN_SATS] * COINS)
        self.mine()
        self.start_height = self.chain.tip.height

    def mine(self) -> str:
        """A block with everything that waits; its hash."""
        self.at += timedelta(minutes=10)
        return self.chain.mine(self.chain.unmined, at=self.at).block_hash

    def transfer(self) -> str:
        """A block with one payment of 2 BTC; its hash."""
        self.chain.pay(self.miner, [(self.exchange, 2 * SATS_PER_BTC)])
        return self.mine()

    def labels(self) -> str:
        """The two of them as a label file."""
        return f"address,entity,entity_type\n{_line(self.miner, 'miner')}{_line(self.exchange, 'exchange')}"


def _line(actor: Actor, category: str) -> str:
    return f"{actor.address},{category},{category}\n"


@dataclass
class Lane:
    """One contestant's way: its chain, the explorer over it, its messages, and the seconds that were measured."""

    road: Road
    explorer: Explorer
    messages: AsyncIterator[Message]
    waits: list[float] = field(default_factory=list)
    delays: list[float] = field(default_factory=list)

    async def one_block(self) -> None:
        """Mine a transfer and wait for the message about it."""
        mined = time.monotonic()
        block_hash = self.road.transfer()
        async with asyncio.timeout(PATIENCE_SECONDS):
            while block_hash.encode() not in (await anext(self.messages)).payload:
                pass
        arrived = time.monotonic()
        served = self.explorer.first_served[block_hash]
        self.waits.append(served - mined)
        self.delays.append(arrived - served)


def main(arguments: list[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time the way from served block to MQTT message.")
    parser.add_argument("--blocks", type=int, default=100)
    given = parser.parse_args(arguments)
    configure_logging("error")
    with tempfile.TemporaryDirectory() as directory:
        ours, theirs = asyncio.run(_measured(Path(directory), given.blocks))
    print(f"{given.blocks} blocks each; ms{'':33}{'p50':>8}{'p95':>8}{'p99':>8}{'max':>8}")
    _print("mined → served: the next look at the tip", ours.waits)
    _print("minerflow: served → MQTT message", ours.delays)
    _print("httpx, embit, aiomqtt: served → message", theirs.delays)
    ratios = (f"{us / them:.1f}" for us, them in zip(_marks(ours.delays), _marks(theirs.delays), strict=True))
    print(f"{'minerflow / peer':45}" + "".join(f"{ratio:>8}" for ratio in ratios))


async def _measured(directory: Path, blocks: int) -> tuple[Lane, Lane]:
    with Mosquitto(directory) as broker:
        async with _minerflow(directory, broker.port) as ours, _peer(broker.port) as theirs:
            for _ in range(blocks):
                await ours.one_block()
                await theirs.one_block()
    return ours, theirs


@asynccontextmanager
async def _minerflow(directory: Path, port: int) -> AsyncIterator[Lane]:
    """The daemon over a chain of its own."""
    road = Road()
    (directory / "labels.csv").write_text(road.labels(), encoding="utf-8")
    async with serve_explorer(road.chain) as explorer:
        config = directory / "minerflow.toml"
        config.write_text(
            f'network = "regtest"\n[[sources]]\nkind = "esplora"\nurl = "{explorer.url}"\n'
            f"[follow]\ninterval = {LOOK_SECONDS}\nstart = {road.start_height}\n"
            '[labels]\npaths = ["labels.csv"]\n[store]\nurl = "sqlite:///minerflow.sqlite3"\n'
            f'[mqtt]\nhost = "127.0.0.1"\nport = {port}\n',
            encoding="utf-8",
        )
        stop = asyncio.Event()
        ready: asyncio.Future[Daemon] = asyncio.get_running_loop().create_future()
        running = asyncio.create_task(app.run(load_settings(config, {}), stop, on_ready=ready.set_result))
        try:
            async with subscribe((await ready).broker, Topics().every_event) as messages:
                yield Lane(road, explorer, messages)
        finally:
            stop.set()
            await running


@asynccontextmanager
async def _peer(port: int) -> AsyncIterator[Lane]:
    """The floor over a chain of its own."""
    road = Road()
    async with (
        serve_explorer(road.chain) as explorer,
        subscribe(BrokerAddress(host="127.0.0.1", port=port), PEER_TOPIC) as messages,
    ):
        running = asyncio.create_task(_floor(explorer.url, port, road.exchange.script_pubkey))
        try:
            yield Lane(road, explorer, messages)
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


async def _floor(url: str, port: int, wanted: bytes) -> None:
    """Tell of every payment to a script that the newest block holds."""
    known = None
    async with httpx.AsyncClient(base_url=url) as explorer, aiomqtt.Client("127.0.0.1", port) as broker:
        while True:
            tip = (await explorer.get("blocks/tip/hash")).text
            if tip != known:
                raw = (await explorer.get(f"block/{tip}/raw")).content
                for txid in _payments(raw, wanted):
                    await broker.publish(PEER_TOPIC, f"{tip} {txid}", qos=1)
                known = tip
            await asyncio.sleep(LOOK_SECONDS)


def _payments(raw: bytes, wanted: bytes) -> Iterator[str]:
    from embit.transaction import Transaction  # noqa: PLC0415 - of the bench group

    count, start = read_compact_size(raw, HEADER_SIZE, "transactions")
    stream = BytesIO(raw[start:])
    for _ in range(count):
        transaction = Transaction.read_from(stream)
        if any(output.script_pubkey.data == wanted for output in transaction.vout):
            yield transaction.txid().hex()


def _marks(seconds: list[float]) -> tuple[float, ...]:
    """p50, p95, p99 and the longest, in ms."""
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return tuple(1000 * each for each in (cuts[49], cuts[94], cuts[98], max(seconds)))


def _print(what: str, seconds: list[float]) -> None:
    print(f"{what:45}" + "".join(f"{mark:8.1f}" for mark in _marks(seconds)))


if __name__ == "__main__":
    main()
