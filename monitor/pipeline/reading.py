"""The bytes of a document to what it states; see `TakeDocuments`."""

from collections.abc import Collection

from monitor.disclosures.extract.extract import extract
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.statements import statements
from monitor.disclosures.text.document import document_text
from monitor.pipeline.received import Read, Received


def read_document(received: Received, about: About, issuers: Collection[str]) -> Read:
    """Read a document by the rules.

    Raises:
        UnreadableDocument: no text can be made of it.
    """
    text = document_text(received.raw, media_type=received.media_type, name=received.name)
    made, passed = statements(
        extract(text, about),
        issuers=issuers,
        url=received.place.url,
        published=about.published,
    )
    return Read(text, tuple(made), tuple(passed))
