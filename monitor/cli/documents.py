"""The ways to documents, opened for one command."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from monitor.cli.desk import Desk
from monitor.document_parts import DocumentParts
from monitor.opening import open_filings
from monitor.pipeline.health import Health


@asynccontextmanager
async def parts_of(desk: Desk) -> AsyncIterator[DocumentParts]:
    """The parts that bring in documents, as the configuration has them."""
    async with open_filings(desk.settings) as filings:
        yield DocumentParts(settings=desk.settings, take=desk.documents, health=Health(), filings=filings)
