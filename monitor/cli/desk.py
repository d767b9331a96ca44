"""What a command needs of the house: settings, labels, store and use cases, opened and closed again."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from monitor.alerts.topics import Topics
from monitor.cli.entry import settings_of
from monitor.clock import utcnow
from monitor.config.settings import Settings
from monitor.errors import ConfigError, Problem
from monitor.labels.book import LabelBook
from monitor.labels.entity import Entity
from monitor.opening import known_entities, label_book
from monitor.pipeline.disclose import Disclosures
from monitor.pipeline.explaining import EntityOf
from monitor.pipeline.override_desk import OverrideDesk
from monitor.pipeline.record import Recorder
from monitor.pipeline.review import ReviewDesk
from monitor.rules import flow_policy, reconciliation_policy
from monitor.store.store import Store, open_store


@dataclass(frozen=True, slots=True)
class Desk:
    """One command's view of the house."""

    settings: Settings
    store: Store
    disclosures: Disclosures
    entities: Mapping[str, Entity]
    """The companies of the entities file by slug."""
    review: ReviewDesk
    overrides: OverrideDesk

    @property
    def entity_of(self) -> EntityOf:
        """Who an entity is."""
        return self.disclosures.recorder.entity_of


@asynccontextmanager
async def open_desk(config: Path | None, *, create: bool = False) -> AsyncIterator[Desk]:
    """Open the store that the configuration names; see `desk_of`."""
    async with desk_of(settings_of(config), create=create) as desk:
        yield desk


@asynccontextmanager
async def desk_of(settings: Settings, *, create: bool = False) -> AsyncIterator[Desk]:
    """Open the store that settings name.

    Raises:
        StoreMissing: it is not there and is not to be created: an empty one would look like an all-clear.
        StoreError: it cannot be opened.
        ConfigError: it is that of another network.
    """
    policy = flow_policy(settings)
    section = settings.store
    async with open_store(section.url, policy, password=section.secret, create=create) as store:
        async with store.read() as tx:
            network = await tx.chain.network()
        if network not in {None, settings.network}:
            what = f"is {settings.network.value}, but {section.shown} follows {network}; set one to match the other"
            raise ConfigError([Problem("network", what)])
        entities = known_entities(settings)
        recorder = Recorder(policy, Topics(settings.mqtt.prefix), entities.get)
        disclosures = Disclosures(
            store, recorder, reconciliation_policy(settings, recorder.entity_of), utcnow
        )
        yield Desk(
            settings,
            store,
            disclosures,
            entities,
            ReviewDesk(store, recorder, utcnow, disclosures),
            OverrideDesk(disclosures),
        )


def labels_of(settings: Settings) -> tuple[LabelBook, ConfigError | None]:
    """The label book of the files; an empty one, and why, where they are wrong: what was seen must show anyway."""
    try:
        return label_book(settings)[0], None
    except ConfigError as error:
        return LabelBook.build((), ()), error
