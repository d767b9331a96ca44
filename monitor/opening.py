"""What the settings name in the outside world, opened: labels, sources, broker."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path

import structlog

from monitor.bitcoin.network import Network
from monitor.clock import Clock, utcnow
from monitor.config.sections import MqttSettings, PriceSettings
from monitor.config.settings import Settings
from monitor.config.shipped import shipped
from monitor.config.source_section import SourceSettings
from monitor.edgar.addresses import EdgarAddresses
from monitor.edgar.client import EdgarClient, open_edgar
from monitor.errors import ConfigError, Problem
from monitor.explorers.bitcoind import open_bitcoind
from monitor.explorers.blockbook import open_blockbook
from monitor.explorers.coinbase import Coinbase
from monitor.explorers.esplora import open_esplora
from monitor.explorers.http import ExplorerHttp
from monitor.explorers.mempool import open_mempool
from monitor.explorers.mempool_market import MempoolMarket
from monitor.explorers.pool import SourcePool
from monitor.explorers.push import MempoolPush
from monitor.labels.book import LabelBook
from monitor.labels.directory import load_entities, load_label_book
from monitor.labels.entity import Entity
from monitor.mqtt.address import BrokerAddress, Protocol, TlsFiles
from monitor.pipeline.ports import Source

log = structlog.get_logger()


def read_labels(settings: Settings) -> LabelBook:
    """The label book of the configuration; what deserves a warning is logged.

    Raises:
        ConfigError: everything that is wrong in the label files.
    """
    book, problems = label_book(settings)
    for problem in problems:
        log.warning("labels.problem", where=problem.where, what=problem.what)
    return book


def known_entities(settings: Settings) -> Mapping[str, Entity]:
    """The entities of the configuration's file by slug; none where it is wrong, which is logged.

    For commands that only show what entities are: a broken file keeps nobody from acknowledging an alert.
    """
    try:
        return {entity.slug: entity for entity in load_entities(settings.labels.entities)}
    except ConfigError as error:
        log.warning("entities.unreadable", why=str(error))
        return {}


def label_book(settings: Settings) -> tuple[LabelBook, tuple[Problem, ...]]:
    """The label book of the configuration, and what deserves a warning.

    Raises:
        ConfigError: everything that is wrong in the label files.
    """
    if settings.network != "main" and shipped("labels") in settings.labels.paths:
        what = f"the shipped labels are mainnet's, and network is {settings.network}; name files of your own"
        raise ConfigError([Problem("labels.paths", what)])
    section = settings.labels
    index = section.index or _own_folder(settings) / "labels.index"
    return load_label_book(section.entities, section.paths, Network(settings.network), index)


def _own_folder(settings: Settings) -> Path:
    """Where this machine keeps what is its own; that of a file is made with the file."""
    folder = settings.store.folder
    if settings.store.on_server:
        with suppress(OSError):  # whoever writes there says what is wrong
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


Opener = Callable[[SourceSettings, Network], AbstractAsyncContextManager[Source]]

KINDS: Mapping[str, Opener] = {
    "esplora": open_esplora,
    "mempool": open_mempool,
    "blockbook": open_blockbook,
    "bitcoind": open_bitcoind,
}
"""What `kind` of a source can be. A new one is a file in monitor/explorers/ and a line here."""


@asynccontextmanager
async def open_sources(sections: tuple[SourceSettings, ...], network: Network) -> AsyncIterator[SourcePool]:
    """The configured sources as one.

    Raises:
        ConfigError: one is of a kind that there is not.
    """
    for section in sections:
        if section.kind not in KINDS:
            what = f"its kind is {section.kind!r}; there are: {', '.join(KINDS)}"
            raise ConfigError([Problem(f"source {section.name}", what)])
    async with AsyncExitStack() as stack:
        sources = [
            await stack.enter_async_context(KINDS[section.kind](section, network)) for section in sections
        ]
        yield SourcePool(sources)


def push_channels(sections: tuple[SourceSettings, ...]) -> list[MempoolPush]:
    """The push channels of the configured sources, not opened yet."""
    return [MempoolPush(section.name, section.push) for section in sections if section.push]


@asynccontextmanager
async def open_prices(
    sections: tuple[PriceSettings, ...], clock: Clock
) -> AsyncIterator[tuple[Coinbase | MempoolMarket, ...]]:
    """The configured price sources, in order. A new kind is one line here."""
    kinds: dict[str, type[Coinbase | MempoolMarket]] = {"mempool": MempoolMarket, "coinbase": Coinbase}
    async with AsyncExitStack() as stack:
        yield tuple(
            [
                kinds[section.kind](
                    await stack.enter_async_context(
                        ExplorerHttp(section.name, section.url, timeout=section.timeout)
                    ),
                    clock,
                )
                for section in sections
            ]
        )


@asynccontextmanager
async def open_filings(settings: Settings, clock: Clock = utcnow) -> AsyncIterator[EdgarClient | None]:
    """EDGAR, as it is configured; None without a contact, for then it must not be asked.

    Args:
        settings: the whole configuration: beside the database stands when EDGAR was asked last.
        clock: real time, also where the chain has its own.
    """
    section = settings.edgar
    if section.contact is None:
        yield None
        return
    addresses = EdgarAddresses(section.data_url, section.archives_url)
    times = _own_folder(settings) / f"{settings.store.file_name}.edgar"
    async with open_edgar(section.contact, addresses, section.timeout, times, clock) as edgar:
        yield edgar


@asynccontextmanager
async def broker_of(section: MqttSettings) -> AsyncIterator[BrokerAddress]:
    """The configured broker, or one of our own."""
    if section.embedded:
        from monitor.mqtt.embedded import embedded_broker  # noqa: PLC0415 - its library is a tenth of a second

        async with embedded_broker(_ip(section.host), section.port) as address:
            yield address
    else:
        yield address_of(section)


def address_of(section: MqttSettings) -> BrokerAddress:
    """The section as the MQTT room wants it."""
    tls = section.tls
    return BrokerAddress(
        host=section.host,
        port=section.port,
        username=section.username,
        password=section.password.get_secret_value() if section.password else None,
        tls=TlsFiles(
            ca_file=tls.ca_file,
            cert_file=tls.cert_file,
            key_file=tls.key_file,
            key_password=tls.key_password.get_secret_value() if tls.key_password else None,
        )
        if tls.enabled
        else None,
        client_id=section.client_id,
        protocol=Protocol(section.protocol),
        keepalive=section.keepalive,
    )


def _ip(host: str) -> str:
    return "127.0.0.1" if host == "localhost" else host
