"""The ways to documents, opened for one command."""

import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from monitor.cli.desk import Desk
from monitor.config.disclosure_section import FeedSettings
from monitor.config.settings import Settings
from monitor.document_parts import DocumentParts
from monitor.errors import MonitorError, SourceError
from monitor.feeds.drop_folder import DropFolder
from monitor.feeds.feed import HttpFeed
from monitor.opening import known_entities, open_filings
from monitor.pipeline.health import Health
from monitor.pipeline.reading import read_document, rules_version
from monitor.pipeline.take_document import TakeDocuments
from monitor.rules import allow_list
from monitor.web.fetch import Fetcher


def documents_of(desk: Desk) -> TakeDocuments:
    """The use case that takes documents in, with what reads them."""
    return TakeDocuments(desk.disclosures, read_document, lambda: desk.entities, rules_version)


@asynccontextmanager
async def parts_of(desk: Desk) -> AsyncIterator[DocumentParts]:
    """The parts that bring in documents, as the configuration has them."""
    async with open_filings(desk.settings) as filings:
        yield DocumentParts(settings=desk.settings, take=documents_of(desk), health=Health(), filings=filings)


async def feed_troubles(settings: Settings) -> Mapping[str, Sequence[str]]:
    """Of each feed by its name all that is wrong with it now; nothing where it answers."""
    fetcher, entities = Fetcher(allow_list(settings)), known_entities(settings)
    found: dict[str, Sequence[str]] = {}
    for each in settings.feeds:
        strange = each.issuer and each.issuer not in entities
        whose = f"there is no company {each.issuer!r}, whose feed it should be" if strange else None
        found[each.name] = [said for said in (whose, await _trouble_with(each, fetcher)) if said]
    return found


async def _trouble_with(section: FeedSettings, fetcher: Fetcher) -> str | None:
    try:
        page = await HttpFeed(section.name, section.url, section.issuer, fetcher).read(None)
    except MonitorError as error:
        return str(error)
    return None if page and page.items else "it holds no item at all"


def drop_folder_trouble(folder: Path) -> str | None:
    """What is wrong with the drop folder, beginning with its path; None where nothing is."""
    try:
        DropFolder(folder, time.monotonic).look()
    except SourceError as error:
        return error.what
    return None
