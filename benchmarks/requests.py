"""How many requests an hour it takes to follow the chain, by whole blocks and by polling addresses.

    python -m benchmarks.requests [--labels N ...] [--miners N ...] [--hours H]

Nothing is computed: follower and histories run over HTTP against the simulated explorer, and its requests are counted;
only the clock is set forward instead of waited for. A block comes every ten minutes, the tip is looked at every ten
seconds, and in every block one miner's script pays an exchange. The hours begin when all histories are complete; what
those took is printed beside. Polling is left as many requests as it wants, to show what it would take.
"""

import argparse
import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import count, islice
from pathlib import Path

from monitor.bitcoin.network import Network
from monitor.bitcoin.script import p2wpkh
from monitor.config.source_section import SourceSettings
from monitor.labels.book import LabelBook
from monitor.labels.entity import Entity
from monitor.labels.vocabulary import Category
from monitor.log import configure_logging
from monitor.money import SATS_PER_BTC
from monitor.opening import open_sources
from monitor.pipeline.way import Mode
from monitor.simulation.chain import Chain
from monitor.simulation.explorer import Explorer, serve_explorer
from monitor.simulation.wallet import ScriptType
from tests.builders import label
from tests.chain_source import House, open_house

LOOK = timedelta(seconds=10)
LOOKS_PER_BLOCK = 60
UNLIMITED = 100_000_000


class Economy:
    """A miner with some scripts, one of which pays an exchange in every block."""

    def __init__(self, scripts: int) -> None:
        self.chain = Chain(b"requests")
        self.at = datetime(2026, 2, 1, tzinfo=UTC)
        self.chain.mine_reserve(400 * SATS_PER_BTC, since=self.at - timedelta(days=9))
        self.miners = [self.chain.actor(f"miner {number}", ScriptType.P2WPKH) for number in range(scripts)]
        self.exchange = self.chain.actor("exchange", ScriptType.P2WPKH)
        self.chain.fund(self.miners[0], *[6 * SATS_PER_BTC] * 50)
        self.mine()

    def mine(self) -> None:
        """A block with everything that waits."""
        self.at += timedelta(minutes=10)
        self.chain.mine(self.chain.unmined, at=self.at)

    def pay(self) -> None:
        """A transfer that the next block holds."""
        self.chain.pay(self.miners[0], [(self.exchange, 5 * SATS_PER_BTC)])

    def book(self, labels: int) -> LabelBook:
        """The miners and the exchange, filled up to so many labels with scripts of the exchange that nobody uses."""
        known = [label(miner, "mara", Category.MINER) for miner in self.miners]
        known.append(label(self.exchange, "binance", Category.EXCHANGE))
        unused = (p2wpkh(sha256(number.to_bytes(4, "big")).digest()[:20]) for number in count())
        known += [replace(known[-1], script_pubkey=script) for script in islice(unused, labels - len(known))]
        entities = (
            Entity(slug="mara", name="mara", category=Category.MINER),
            Entity(slug="binance", name="binance", category=Category.EXCHANGE),
        )
        return LabelBook.build(entities, known)


@dataclass(frozen=True, slots=True)
class Measured:
    """Requests of one run."""

    histories: int
    hourly: float
    transfers: int


async def measured(mode: Mode, miners: int, labels: int, hours: int) -> Measured:
    """Follow for some hours in one way."""
    economy = Economy(miners)
    book = economy.book(labels)
    async with serve_explorer(economy.chain) as explorer:
        section = SourceSettings(kind="esplora", url=explorer.url)
        with tempfile.TemporaryDirectory() as directory:
            async with (
                open_sources((section,), Network.REGTEST) as sources,
                open_house(
                    Path(directory) / "db.sqlite3", sources, book, economy.at, mode=mode,
                    requests_per_hour=UNLIMITED,
                ) as house,
            ):  # fmt: skip
                return await _hours(house, economy, explorer, hours)


async def _hours(house: House, economy: Economy, explorer: Explorer, hours: int) -> Measured:
    await _look(house)
    await _look(house)
    histories = len(explorer.requests)
    explorer.requests.clear()
    for _ in range(hours * 6):
        economy.pay()
        economy.mine()
        for _ in range(LOOKS_PER_BLOCK):
            await _look(house)
    async with house.store.read() as tx:
        episodes = await tx.episodes.listed()
    found = sum(len(episode.flags) for episode in episodes)
    assert found == hours * 6, f"{found} transfers were found of {hours * 6}"
    return Measured(histories, len(explorer.requests) / hours, found)


async def _look(house: House) -> None:
    house.times.now += LOOK
    await house.follower.advance()
    await house.histories.turn()


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Count the requests of both ways to follow.")
    parser.add_argument("--labels", type=int, nargs="*", default=[10, 1_000, 1_000_000])
    parser.add_argument("--miners", type=int, nargs="*", default=[1, 10, 100])
    parser.add_argument("--hours", type=int, default=1)
    given = parser.parse_args(arguments)
    configure_logging("error")
    print("way        labels     of miners  requests an hour  once, for histories  transfers found")
    for labels in given.labels:
        _print("blocks", labels, 1, asyncio.run(measured("blocks", 1, labels, given.hours)))
    for miners in given.miners:
        _print(
            "addresses", miners + 1, miners,
            asyncio.run(measured("addresses", miners, miners + 1, given.hours)),
        )  # fmt: skip


def _print(way: str, labels: int, miners: int, result: Measured) -> None:
    print(
        f"{way:9}  {labels:9,}  {miners:9,}  {result.hourly:16,.0f}  {result.histories:19,}  "
        f"{result.transfers:15,}"
    )


if __name__ == "__main__":
    main()
