"""The daemon put together. Nothing is opened or started here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from monitor import rules
from monitor.alerts.topics import Topics
from monitor.bitcoin.network import PARAMS, Network
from monitor.chain_parts import ChainParts
from monitor.clock import Clock
from monitor.config.settings import Settings
from monitor.daemon.heartbeat import Heartbeat
from monitor.daemon.jobs import Job
from monitor.daemon.reloading import Load, Reloading
from monitor.daemon.systemd import Notifier
from monitor.document_parts import DocumentParts
from monitor.explorers.mempool_market import MempoolMarket
from monitor.explorers.pool import SourcePool
from monitor.labels.book import LabelBook
from monitor.mqtt.address import BrokerAddress
from monitor.mqtt.publisher import MqttPublisher
from monitor.pipeline.candidate_desk import DecisionWatch
from monitor.pipeline.disclose import Disclosures
from monitor.pipeline.expire import Heard, expire_overdue
from monitor.pipeline.filing_source import FilingSource
from monitor.pipeline.health import Health
from monitor.pipeline.histories import Histories
from monitor.pipeline.labelled_scripts import LabelledScripts
from monitor.pipeline.market import MarketWatch
from monitor.pipeline.ports import PriceSource
from monitor.pipeline.prices import PriceDesk
from monitor.pipeline.progress import Progress, Reckoner, Stretch
from monitor.pipeline.push import PushListener
from monitor.pipeline.reading import read_document, rules_version
from monitor.pipeline.record import Recorder
from monitor.pipeline.relay import Relay
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.status import StatusBoard
from monitor.pipeline.take_document import TakeDocuments
from monitor.pipeline.tidy import tidy
from monitor.store.store import Store

EXPIRY_INTERVAL = timedelta(minutes=1)
DECISIONS_INTERVAL = timedelta(seconds=5)
LABELLED_INTERVAL = timedelta(seconds=5)
TIDY_INTERVAL = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Daemon:
    """The wired parts of a running daemon."""

    store: Store
    broker: BrokerAddress
    disclosures: Disclosures
    documents: DocumentParts
    health: Health
    notifier: Notifier
    heartbeat: Heartbeat
    publisher: MqttPublisher
    relay: Relay
    market: MarketWatch
    histories: Histories
    reloading: Reloading
    jobs: list[Job]
    decisions: DecisionWatch
    listeners: list[PushListener]
    status_interval: timedelta


def wired(
    settings: Settings,
    *,
    book: LabelBook,
    load: Load,
    store: Store,
    broker: BrokerAddress,
    source: SourcePool,
    prices: Sequence[PriceSource],
    filings: FilingSource | None,
    clock: Clock,
    on_stretch: Callable[[Stretch | None], None] = lambda _: None,
) -> Daemon:
    """Everything put together, nothing started."""
    health, progress, notifier = Health(), Progress(reckoner=Reckoner(on_stretch)), Notifier()
    topics = Topics(settings.mqtt.prefix)
    shelf = LabelShelf(book)
    recorder = Recorder(rules.flow_policy(settings), topics, shelf.entity)
    disclosures = Disclosures(store, recorder, rules.reconciliation_policy(settings, shelf.entity), clock)
    takes = TakeDocuments(disclosures, read_document, lambda: shelf.book.entities, rules_version)
    documents = DocumentParts(settings, takes, health, filings)
    board = _board(shelf, progress, source, documents)
    heartbeat = Heartbeat(board, topics, notifier, health)
    publisher = MqttPublisher(broker, will=heartbeat.will(), greeting=lambda: heartbeat.message, clock=clock)
    relay = Relay(store, publisher, clock, health)
    documents.on_told = relay.wake
    desk = PriceDesk(prices, store, health)
    chain = ChainParts(
        settings=settings,
        shelf=shelf,
        store=store,
        sources=source,
        clock=clock,
        health=health,
        progress=progress,
        recorder=recorder,
        on_revisions=relay.wake,
        price_at_hand=desk.at_hand,
    )
    documents.habit_of = chain.clocks.habit
    return Daemon(
        store=store,
        broker=broker,
        disclosures=disclosures,
        documents=documents,
        health=health,
        notifier=notifier,
        heartbeat=heartbeat,
        publisher=publisher,
        relay=relay,
        market=_market(settings, desk, store, health, clock),
        histories=chain.histories,
        reloading=Reloading(load, chain.relabelling, chain.histories, notifier, health),
        jobs=[*chain.jobs(), *documents.jobs(), *_upkeep(chain, disclosures, documents, relay.wake)],
        decisions=chain.decisions,
        listeners=chain.listeners(),
        status_interval=settings.status.interval,
    )


def _board(
    shelf: LabelShelf, progress: Progress, source: SourcePool, documents: DocumentParts
) -> StatusBoard:
    return StatusBoard(
        documents.take.disclosures.store,
        shelf,
        documents.settings.network,
        documents.health,
        progress,
        documents.take.clock,
        source.snapshots,
        documents.channels.document,
    )


def _upkeep(
    chain: ChainParts, disclosures: Disclosures, documents: DocumentParts, on_told: Callable[[], None]
) -> list[Job]:
    store, clock = chain.store, chain.clock
    labelled = LabelledScripts(store, chain.shelf, chain.recorder, disclosures.reconciliation, clock, on_told)
    return [
        Job("decisions", DECISIONS_INTERVAL, chain.decisions.turn),
        Job("labelled", LABELLED_INTERVAL, labelled.turn),
        Job("tidy", TIDY_INTERVAL, lambda: tidy(store, clock)),
        Job("expire", EXPIRY_INTERVAL, lambda: expire(chain, documents.heard)),
    ]


async def expire(chain: ChainParts, heard: Heard) -> None:
    """Expire what is overdue by what issuers have shown until now, once it was looked what they have published."""
    await chain.clocks.refresh()
    await expire_overdue(chain.store, chain.recorder, chain.clock, chain.clocks.deadline, heard)


def _market(settings: Settings, desk: PriceDesk, store: Store, health: Health, clock: Clock) -> MarketWatch:
    return MarketWatch(
        desk=desk,
        records=[each for each in desk.sources if isinstance(each, MempoolMarket)],
        store=store,
        params=PARAMS[Network(settings.network)],
        health=health,
        clock=clock,
        interval=settings.market.interval,
    )
