"""The bytes of a document to what it states; see `TakeDocuments`."""

import hashlib
from collections.abc import Collection, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from monitor.disclosures.extract.extract import reading_of
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.statements import statements
from monitor.disclosures.text.document import document_text
from monitor.pipeline.received import Read, Received

_RULES: Final = ("monitor.disclosures.text", "monitor.disclosures.extract")
"""What decides how a document is read."""


def read_document(received: Received, about: About, issuers: Collection[str]) -> Read:
    """Read a document by the rules.

    Raises:
        UnreadableDocument: no text can be made of it.
    """
    text = document_text(received.raw, media_type=received.media_type, name=received.name)
    reading = reading_of(text, about)
    made, passed = statements(
        reading.found,
        issuers=issuers,
        url=received.place.url,
        published=about.published,
    )
    return Read(text, tuple(made), tuple(passed), reading.unread)


@cache
def rules_version() -> str:
    """The version of the rules: 12 hex digits of a hash over everything that is written in them.

    So nobody can change a rule and forget to say so. A change that means nothing has documents read again as well,
    which then changes nothing.
    """
    digest = hashlib.sha256()
    for package in _RULES:
        for name, code in sorted(_sources(files(package), package)):
            digest.update(f"{name}\n{len(code)}\n".encode())
            digest.update(code)
    return digest.hexdigest()[:12]


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for each in folder.iterdir():
        path = f"{name}/{each.name}"
        if each.is_dir():
            yield from _sources(each, path)
        elif each.name.endswith(".py"):
            yield path, each.read_bytes()
