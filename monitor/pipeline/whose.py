"""Whose document an address leads to, where the address itself tells."""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from monitor.labels.entity import Entity

_FILED_UNDER = re.compile(r"/Archives/edgar/data/0*([0-9]{1,10})/")


def filed_under(url: str, cik: int) -> str:
    """The address of a document in EDGAR's archive, as one of this registrant: who file together share a filing."""
    return _FILED_UNDER.sub(f"/Archives/edgar/data/{cik}/", url, count=1)


def issuer_of_address(url: str, entities: Mapping[str, Entity]) -> str | None:
    """The slug of the company under whose number EDGAR keeps a document; None where nothing is told.

    Args:
        url: where the document is.
        entities: every known entity by slug.
    """
    parts = urlsplit(url)
    if not f".{parts.hostname or ''}".endswith(".sec.gov"):
        return None
    filed = _FILED_UNDER.search(parts.path + parts.query)
    if filed is None:
        return None
    cik = int(filed[1])
    return next((entity.slug for entity in entities.values() if entity.cik == cik), None)
