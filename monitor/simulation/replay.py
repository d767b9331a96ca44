"""The whole daemon on one machine, without internet, while February 2026 happens before its eyes."""

import asyncio
import json
import socket
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from monitor import app
from monitor.alerts.topics import Topics
from monitor.config.load import load_settings
from monitor.config.settings import Settings
from monitor.config.shipped import shipped
from monitor.disclosures.ledger_whole import Ledger, Question
from monitor.errors import MonitorError
from monitor.flows.episode import Episode
from monitor.mqtt.subscriber import subscribe
from monitor.opening import known_entities
from monitor.pipeline.ledgers import read_ledger
from monitor.rules import flow_policy, reconciliation_policy
from monitor.simulation.edgar import Edgar, serve_edgar
from monitor.simulation.explorer import serve_explorer
from monitor.simulation.mempool_routes import mempool_space
from monitor.simulation.price_routes import EARLY_2026, with_prices
from monitor.simulation.story import COMPANIES, LABELS, February, Filed, Scene
from monitor.store.filings import Reading
from monitor.store.store import open_store
from monitor.wiring import Daemon

PATIENCE_SECONDS = 30.0
"""How long one scene may take to arrive; far more than it ever should."""
_POLL_SECONDS = 0.05


@dataclass(frozen=True, slots=True)
class Stage:
    """Where to tell what happens: what an onlooker sees, and what subscribers get."""

    on_scene: Callable[[Scene], None]
    on_alert: Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the database holds in the end."""

    episodes: Sequence[Episode]
    ledger: Ledger


async def replay(directory: Path, stage: Stage, pause: float) -> Outcome:
    """Run the story from the first scene to the last.

    Args:
        directory: an empty folder for configuration, labels and database.
        stage: where to tell it.
        pause: seconds to rest after each scene with news.

    Raises:
        MonitorError: a part of the house did not do what it should.
    """
    february = February()
    dialect = with_prices(mempool_space(), EARLY_2026)
    async with serve_explorer(february.chain, dialect) as explorer, serve_edgar() as edgar:
        settings = _settings(directory, february, explorer.url, edgar.url)
        numbers = {slug: each.cik for slug, each in known_entities(settings).items() if each.cik}
        for slug, name in COMPANIES.items():
            edgar.company(numbers[slug], name)
        play = _Play(february, edgar, numbers, stage, pause)
        stop = asyncio.Event()
        ready: asyncio.Future[Daemon] = asyncio.get_running_loop().create_future()
        daemon = asyncio.create_task(
            app.run(settings, stop, clock=lambda: play.now, on_ready=ready.set_result), name="daemon"
        )
        try:
            await asyncio.wait((daemon, ready), return_when=asyncio.FIRST_COMPLETED)
            if ready.done():
                await play.perform(ready.result(), Topics(settings.mqtt.prefix))
        finally:
            stop.set()
            await daemon
    return await _outcome(settings, play.now)


class _Play:
    """One performance, and its time."""

    def __init__(
        self, february: February, edgar: Edgar, numbers: Mapping[str, int], stage: Stage, pause: float
    ) -> None:
        """`numbers` are those of the companies at EDGAR, by slug."""
        self._february = february
        self._edgar = edgar
        self._numbers = numbers
        self._stage = stage
        self._pause = pause
        self._heard = 0
        self.now: datetime = february.chain.tip.time

    async def perform(self, daemon: Daemon, topics: Topics) -> None:
        """Play every scene, and end when subscribers have heard all of it."""
        ready = asyncio.Event()
        listening = asyncio.create_task(self._listen(daemon, topics, ready), name="subscriber")
        try:
            await ready.wait()
            await self._until(daemon, self._caught_up)
            for scene in self._february.scenes():
                self.now = max(self.now, scene.at)
                self._stage.on_scene(scene)
                if scene.filed is not None:
                    await self._until(daemon, _was_read(self._file(scene.filed, scene.at.date())))
                await self._until(daemon, self._caught_up)
                if scene.tells:
                    await asyncio.sleep(self._pause)
            await self._until(daemon, _knows_the_chains_side)
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening

    def _file(self, filed: Filed, day: date) -> str:
        """File it at our EDGAR, where the daemon finds it; its accession number."""
        cik = self._numbers[filed.issuer]
        return self._edgar.file(cik, filed.form, day, *filed.documents).accession

    async def _listen(self, daemon: Daemon, topics: Topics, ready: asyncio.Event) -> None:
        async with subscribe(daemon.broker, topics.every_event) as messages:
            ready.set()
            async for message in messages:
                self._heard += 1
                self._stage.on_alert(json.loads(message.payload))

    async def _caught_up(self, daemon: Daemon) -> bool:
        """Whether the tip is scanned and every event has reached the subscriber."""
        async with daemon.store.read() as tx:
            tip = await tx.chain.tip()
            told = await tx.episodes.revision_count() + await tx.gaps.revision_count()
        return (
            tip is not None and tip.block_hash == self._february.chain.tip.block_hash and self._heard >= told
        )

    async def _until(self, daemon: Daemon, condition: Callable[[Daemon], Any]) -> None:
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                while not await condition(daemon):
                    await asyncio.sleep(_POLL_SECONDS)
        except TimeoutError as error:
            troubles = "; ".join(daemon.health.troubles.values()) or "no trouble is known"
            raise MonitorError(f"the demo does not get on: {troubles}") from error


async def _knows_the_chains_side(daemon: Daemon) -> bool:
    """Whether it is worked out what labelled scripts held on the days of all stated balances."""
    async with daemon.store.read() as tx:
        stated = {
            each.period_end for each in await tx.disclosures.all_statements() if each.held_sats is not None
        }
        known = {each.last_day for periods in (await tx.labelled.all()).values() for each in periods}
    return stated <= known


def _was_read(accession: str) -> Callable[[Daemon], Any]:
    """Whether the daemon has found and read a filing."""

    async def condition(daemon: Daemon) -> bool:
        async with daemon.store.read() as tx:
            filings = [each for each in await tx.filings.listed() if each.accession == accession]
        return bool(filings) and all(each.state is Reading.READ for each in filings)

    return condition


def _settings(directory: Path, february: February, url: str, edgar_url: str) -> Settings:
    """A configuration as a user would write it, in the folder."""
    (directory / "labels.csv").write_text(february.label_table(), encoding="utf-8")
    # Only those of the story: nobody else files anything here.
    known = yaml.safe_load(shipped("entities.yaml").read_text(encoding="utf-8"))
    own = {slug: known[slug] for slug, *_ in LABELS if slug in known}
    (directory / "entities.yaml").write_text(yaml.safe_dump(own), encoding="utf-8")
    config = directory / "minerflow.toml"
    config.write_text(
        f"""
network = "regtest"

[[sources]]
kind = "esplora"
url = "{url}"
name = "simulated explorer"

[[prices]]
kind = "mempool"
url = "{url}"
name = "simulated explorer"

[follow]
interval = 1
start = {february.start_height}

# The story is told by blocks, each at its hour; what waits between two of them has none.
[mempool]
enabled = false

[labels]
entities = "entities.yaml"
paths = ["labels.csv"]

[edgar]
contact = "Minerflow demo demo@example.com"
data_url = "{edgar_url}"
archives_url = "{edgar_url}"
interval = "1m"

[store]
url = "sqlite:///minerflow.sqlite3"

[mqtt]
host = "127.0.0.1"
port = {_free_port()}
embedded = true
""",
        encoding="utf-8",
    )
    return load_settings(config, {})


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


async def _outcome(settings: Settings, now: datetime) -> Outcome:
    async with open_store(settings.store.url, flow_policy(settings)) as store, store.read() as tx:
        entities = known_entities(settings)
        policy = reconciliation_policy(settings, entities.get)
        ledger = await read_ledger(tx, policy, entities.values(), Question(today=now.date()))
        return Outcome(await tx.episodes.listed(), ledger)
