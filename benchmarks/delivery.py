"""How long a transfer takes from the moment the explorer serves its block to the MQTT message at a subscriber.

    python -m benchmarks.delivery [--blocks N]

The whole daemon follows a simulated explorer over HTTP and publishes to a real mosquitto. The wait for the next look
at the tip (`follow.interval`) comes before what is measured, and is printed beside it. Nothing is compared: there is
no peer that does this job.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor import app
from monitor.alerts.topics import Topics
from monitor.config.load import load_settings
from monitor.log import configure_logging
from monitor.money import SATS_PER_BTC
from monitor.mqtt.subscriber import subscribe
from monitor.simulation.chain import Chain
from monitor.simulation.explorer import Explorer, serve_explorer
from monitor.simulation.wallet import Actor, ScriptType
from monitor.wiring import Daemon
from tests.broker import Mosquitto

PATIENCE_SECONDS = 30


class Road:
    """A miner that pays an exchange in every block, and the times at both ends."""

    def __init__(self) -> None:
        self.chain = Chain(b"delivery")
        self.at = datetime(2026, 2, 1, tzinfo=UTC)
        self.chain.mine_reserve(2_000 * SATS_PER_BTC, since=self.at - timedelta(days=9))
        self.miner = self.chain.actor("miner", ScriptType.P2WPKH)
        self.exchange = self.chain.actor("exchange", ScriptType.P2WPKH)
        self.chain.fund(self.miner, 1_900 * SATS_PER_BTC)
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


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Time the way from served block to MQTT message.")
    parser.add_argument("--blocks", type=int, default=20)
    given = parser.parse_args()
    configure_logging("error")
    with tempfile.TemporaryDirectory() as directory:
        waits, delays = asyncio.run(_measured(Path(directory), given.blocks))
    _print("mined → served (waiting for the next look at the tip)", waits)
    _print("served → MQTT message", delays)


async def _measured(directory: Path, blocks: int) -> tuple[list[float], list[float]]:
    road = Road()
    (directory / "labels.csv").write_text(road.labels(), encoding="utf-8")
    with Mosquitto(directory) as broker:
        async with serve_explorer(road.chain) as explorer:
            config = directory / "minerflow.toml"
            config.write_text(
                f'network = "regtest"\n[[sources]]\nkind = "esplora"\nurl = "{explorer.url}"\n'
                f"[follow]\ninterval = 1\nstart = {road.start_height}\n"
                '[labels]\npaths = ["labels.csv"]\n[store]\nurl = "sqlite:///minerflow.sqlite3"\n'
                f'[mqtt]\nhost = "127.0.0.1"\nport = {broker.port}\n',
                encoding="utf-8",
            )
            return await _driven(config, road, explorer, blocks)


async def _driven(
    config: Path, road: Road, explorer: Explorer, blocks: int
) -> tuple[list[float], list[float]]:
    stop = asyncio.Event()
    ready: asyncio.Future[Daemon] = asyncio.get_running_loop().create_future()
    running = asyncio.create_task(app.run(load_settings(config, {}), stop, on_ready=ready.set_result))
    waits, delays = [], []
    try:
        address = (await ready).broker
        async with (
            subscribe(address, Topics().every_event) as messages,
            asyncio.timeout(None) as limit,
        ):
            for _ in range(blocks):
                limit.reschedule(asyncio.get_running_loop().time() + PATIENCE_SECONDS)
                mined = time.monotonic()
                block_hash = road.transfer()
                while block_hash.encode() not in (await anext(messages)).payload:
                    pass
                arrived = time.monotonic()
                served = explorer.first_served[block_hash]
                waits.append(served - mined)
                delays.append(arrived - served)
    finally:
        stop.set()
        await running
    return waits, delays


def _print(what: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    print(
        f"{what}: median {statistics.median(ordered) * 1000:.0f} ms, p95 {p95 * 1000:.0f} ms, "
        f"max {ordered[-1] * 1000:.0f} ms over {len(ordered)} blocks"
    )


if __name__ == "__main__":
    main()
