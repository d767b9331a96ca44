"""The commands around the daemon: run, check, status."""

import asyncio
import signal
from collections.abc import AsyncIterator
from typing import Any

import typer

from monitor.app import address_of, open_sources, read_labels, run
from monitor.bitcoin.network import PARAMS, Network
from monitor.cli.desk import in_loop, open_desk, settings_of
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import console, print_json, styled
from monitor.clock import utcnow
from monitor.config.settings import Settings
from monitor.errors import EXIT_FAILED, EXIT_OK, MonitorError
from monitor.labels.directory import load_label_book
from monitor.mqtt.connector import Connector
from monitor.pipeline.health import Health
from monitor.pipeline.status import Progress, StatusBoard
from monitor.rules import flow_policy
from monitor.store.store import open_store


def register(app: typer.Typer) -> None:
    """Add the commands around the daemon."""
    app.command("run")(run_daemon)
    app.command("check")(check)
    app.command("status")(status)


def run_daemon(config: Config = None) -> None:
    """Run the daemon until SIGTERM or SIGINT."""
    settings = settings_of(config)

    async def until_signalled() -> None:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
        await run(settings, stop)

    in_loop(until_signalled())


def check(config: Config = None) -> int:
    """Check configuration, labels, database, sources and broker, and list every problem."""
    settings = settings_of(config)
    book, problems = load_label_book(
        settings.labels.entities, settings.labels.paths, Network(settings.network)
    )
    out = console()
    out.print("ok       configuration")
    out.print(f"ok       labels: {book.counts.labels} labels, {book.counts.entities} entities")
    for problem in problems:
        out.print(styled(f"warning  {problem}", "yellow"))
    failed = False

    async def reach() -> None:
        nonlocal failed
        async for name, trouble in _reached(settings):
            failed = failed or trouble is not None
            out.print(
                styled(f"failed   {name}: {trouble}", "red") if trouble else styled(f"ok       {name}", "")
            )

    in_loop(reach())
    return EXIT_FAILED if failed else EXIT_OK


async def _reached(settings: Settings) -> AsyncIterator[tuple[str, str | None]]:
    """Each thing outside, and what is wrong with it."""
    yield f"database {settings.store.path}", await _trouble_with_store(settings)
    for section in settings.sources:
        async with open_sources((section,), Network(settings.network)) as source:
            try:
                genesis = await source.block_hash(0)
                height = await source.tip_height()
            except MonitorError as error:
                yield f"source {section.name}", str(error)
                continue
            if genesis != PARAMS[Network(settings.network)].genesis_hash:
                yield f"source {section.name}", f"follows another network than {settings.network}"
            else:
                yield f"source {section.name}: tip {height}", None
    if settings.mqtt.embedded:
        yield "broker: embedded", None
        return
    address = address_of(settings.mqtt)
    yield f"broker {address}", await _trouble_with_broker(settings)


async def _trouble_with_store(settings: Settings) -> str | None:
    try:
        async with open_store(settings.store.url, flow_policy(settings)):
            return None
    except MonitorError as error:
        return str(error)


async def _trouble_with_broker(settings: Settings) -> str | None:
    try:
        client = await Connector(address_of(settings.mqtt)).connect()
        await client.leave()
    except MonitorError as error:
        return str(error)
    return None


def status(config: Config = None, as_json: AsJson = False) -> None:
    """Show how far the chain was scanned and what waits to be sent, as the database knows it."""

    async def read() -> dict[str, Any]:
        async with open_desk(config) as desk:
            book = read_labels(desk.settings)
            board = StatusBoard(desk.store, book, desk.settings.network, Health(), Progress(), utcnow)
            document = await board.document()
        # What only the running daemon knows is on its MQTT status topic.
        return {key: value for key, value in document.items() if key not in _OF_THE_DAEMON}

    document = in_loop(read())
    if as_json:
        print_json(document)
        return
    for key, value in document.items():
        console().print(styled(f"{key.replace('_', ' '):20} {'' if value is None else value}", ""))


_OF_THE_DAEMON = {"state", "tip", "lag", "sources", "troubles"}
