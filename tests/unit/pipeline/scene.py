"""A chain with a funded miner and a desk, and what a house over it has stored."""

from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

from monitor.labels.vocabulary import Category
from monitor.simulation.chain import Chain
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC, book_of, label
from tests.chain_source import ChainSource, open_house

START = datetime(2026, 2, 1, tzinfo=UTC)


class Scene:
    """A chain with a funded miner and a desk, and a clock for its blocks."""

    def __init__(self, kind=ScriptType.P2WPKH, start=START):
        self.chain = Chain(b"follow")
        self.chain.mine_reserve(1000 * BTC, since=start - timedelta(days=9))
        self.miner = self.chain.actor("m", kind)
        self.desk = self.chain.actor("d", ScriptType.P2WPKH)
        self.at = start
        self.mine(self.chain.fund(self.miner, 300 * BTC, 300 * BTC))
        self.first = self.chain.tip
        self.book = book_of(
            label(self.miner, "mara", Category.MINER), label(self.desk, "two-prime", Category.PRIME_BROKER)
        )
        self.source = ChainSource(self.chain)

    def mine(self, *transactions, parent=None, minutes=10):
        self.at += timedelta(minutes=minutes)
        return self.chain.mine(list(transactions), at=self.at, parent=parent)

    def pay(self, btc, **options):
        return self.chain.pay(self.miner, [(self.desk, btc * BTC)], **options)

    @asynccontextmanager
    async def house(self, place, **options):
        """`place` is a folder for an SQLite file, or the URL of a database."""
        options.setdefault("start", self.first.height)
        at = place if isinstance(place, str) else place / "db.sqlite3"
        async with open_house(at, self.source, self.book, self.at, **options) as house:
            yield house


async def episodes(house):
    async with house.store.read() as tx:
        return await tx.episodes.listed()


async def only_episode(house):
    [episode] = await episodes(house)
    return episode


async def history(house, episode):
    async with house.store.read() as tx:
        return [each.kind for each in await tx.episodes.history(episode.episode_id)]
