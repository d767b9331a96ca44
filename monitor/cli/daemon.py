"""The commands around the daemon: run, check."""

import asyncio
import os
import signal
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Literal

from monitor.app import run
from monitor.bitcoin.network import PARAMS, Network
from monitor.cli.desk import desk_of
from monitor.cli.documents import drop_folder_trouble, feed_troubles
from monitor.cli.entry import in_loop, settings_of
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import console, print_hanging, print_json
from monitor.cli.progress_bar import OnStretch, progress_bar
from monitor.clock import utcnow
from monitor.config.sections import PriceSettings
from monitor.config.settings import Settings
from monitor.config.source_section import SourceSettings
from monitor.config.store_section import StoreSettings
from monitor.errors import (
    EXIT_CONFIG,
    EXIT_FAILED,
    EXIT_OK,
    ConfigError,
    LabelIndexDamaged,
    MonitorError,
    StoreMissing,
)
from monitor.log import configure_logging
from monitor.mqtt.address import BrokerAddress
from monitor.mqtt.connector import Connector
from monitor.opening import address_of, label_book, open_filings, open_prices, open_sources
from monitor.pipeline.filing_watch import NOT_ASKED
from monitor.store.filings import Reading


def run_daemon(config: Config = None) -> None:
    """Run the daemon until SIGTERM or SIGINT; SIGHUP makes it read the labels anew."""
    settings = settings_of(config, labels_needed=True)

    async def until_signalled(on_stretch: OnStretch) -> None:
        stop, reload = asyncio.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, reload.set)
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
        await run(settings, stop, reload=reload, on_stretch=on_stretch)

    with progress_bar(settings) as on_stretch:
        in_loop(until_signalled(on_stretch))


def check(config: Config = None, as_json: AsJson = False) -> int:
    """Check configuration, labels, database, sources and broker, and list every problem."""
    settings = settings_of(config, labels_needed=True)
    configure_logging("error")  # what goes wrong is in the list
    labels, wrong = _labels(settings)
    findings = [Finding("ok", "configuration"), *labels, *in_loop(_reached(settings))]
    if as_json:
        print_json({"findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            print_hanging(console(), f"{finding.verdict:8} ", finding.what, _STYLES[finding.verdict])
    if wrong:
        return EXIT_CONFIG
    return EXIT_FAILED if any(finding.verdict == "failed" for finding in findings) else EXIT_OK


Verdict = Literal["ok", "warning", "failed"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked."""

    verdict: Verdict
    what: str


_ANY_COMPANY = 1507605
"""MARA's number at EDGAR."""
_AGAIN = "`minerflow disclosures fetch` asks for it again"
_STYLES = {"ok": "", "warning": "yellow", "failed": "red"}


def _labels(settings: Settings) -> tuple[list[Finding], bool]:
    """How many labels there are, once all that is stored of them is known to be whole; whether files are wrong."""
    try:
        book, problems = label_book(settings)
        book.prove()
    except ConfigError as error:
        verdicts: Mapping[bool, Verdict] = {True: "failed", False: "warning"}
        return [Finding(verdicts[each.fatal], str(each)) for each in error.problems], True
    except LabelIndexDamaged as error:
        return [Finding("failed", f"labels: {error}")], False
    counted = f"labels: {book.counts.labels} labels, {book.counts.entities} entities"
    return [Finding("ok", counted), *(Finding("warning", str(problem)) for problem in problems)], False


async def _reached(settings: Settings) -> list[Finding]:
    """Each thing outside, and what is wrong with it."""
    findings = await _database(settings)
    for section in settings.sources:
        trouble = await _trouble_with_source(section, Network(settings.network))
        findings.append(_finding(f"source {section.name}", trouble))
    for prices in settings.prices:
        trouble = await _trouble_with_prices(prices)
        what = f"prices {prices.name}"
        # Alerts do without dollars, so this is no reason to fail.
        findings.append(Finding("warning", f"{what}: {trouble}") if trouble else Finding("ok", what))
    findings.append(await _edgar(settings))
    for name, troubles in (await feed_troubles(settings)).items():
        what = f"feed {name}"
        findings += [Finding("warning", f"{what}: {trouble}") for trouble in troubles] or [
            Finding("ok", what)
        ]
    if (folder := settings.disclosures.drop_folder) is not None:
        trouble = drop_folder_trouble(folder)
        findings.append(_finding("drop folder" if trouble else f"drop folder {folder}", trouble))
    if settings.mqtt.embedded:
        findings.append(Finding("ok", "broker: our own"))
    else:
        address = address_of(settings.mqtt)
        findings.append(_finding(f"broker {address}", await _trouble_with_broker(address)))
    return findings


async def _edgar(settings: Settings) -> Finding:
    """EDGAR, asked for one company. Flags do without it, so nothing of it fails a check."""
    async with open_filings(settings) as edgar:
        if edgar is None:
            return Finding("warning", f"EDGAR: {NOT_ASKED}")
        try:
            await edgar.submissions(_ANY_COMPANY)
        except MonitorError as error:
            return Finding("warning", f"EDGAR: {error}")
    return Finding("ok", f"EDGAR {settings.edgar.data_url}, asked as {settings.edgar.contact!r}")


def _finding(what: str, trouble: str | None) -> Finding:
    return Finding("failed", f"{what}: {trouble}") if trouble else Finding("ok", what)


async def _trouble_with_source(section: SourceSettings, network: Network) -> str | None:
    try:
        async with open_sources((section,), network) as source:
            genesis = await source.block_hash(0)
            await source.tip_height()
    except MonitorError as error:
        return str(error)
    if genesis != PARAMS[network].genesis_hash:
        return f"it follows another network than {network.value}: its block 0 is {genesis}"
    return None


async def _trouble_with_prices(section: PriceSettings) -> str | None:
    try:
        async with open_prices((section,), utcnow) as (source,):
            await source.usd_at(utcnow())
    except MonitorError as error:
        return str(error)
    return None


async def _database(settings: Settings) -> list[Finding]:
    """The database, and the filings that it waits for in vain."""
    section = settings.store
    what = f"database {section.shown}"
    try:
        async with desk_of(settings) as desk, desk.store.read() as tx:
            lacking = await tx.filings.lacking()
    except StoreMissing:
        return [_finding_of_none(section)]
    except MonitorError as error:
        return [Finding("failed", f"{what}: {error}")]
    lost = [each for each in lacking if each.state is Reading.GIVEN_UP]
    return [Finding("ok", what), *(Finding("warning", f"filing {each.lack}; {_AGAIN}") for each in lost)]


def _finding_of_none(section: StoreSettings) -> Finding:
    """A database that is not there yet, and whether it can be made."""
    what = f"database {section.shown}"
    if not section.on_server:
        there = next(each for each in section.path.absolute().parents if each.exists())
        if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
            return Finding("failed", f"{what}: there is none yet, and none can be made in {there}")
    return Finding("ok", f"{what}: there is none yet; `minerflow run` makes it")


async def _trouble_with_broker(address: BrokerAddress) -> str | None:
    try:
        # Under a name of its own: a broker throws out the older of two clients with the same one.
        client = await Connector(replace(address, client_id=None)).connect()
        await client.leave()
    except MonitorError as error:
        return str(error)
    return None
