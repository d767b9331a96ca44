"""Documents on the web, of the kinds that are read."""

from dataclasses import dataclass, field

from monitor.disclosures.text.limits import MOST_BYTES
from monitor.errors import DocumentRefused, Rule
from monitor.pipeline.documents import Fetched, Validators
from monitor.pipeline.filing_source import FilingSource
from monitor.web.fetch import Fetcher, Wanted

LONGEST_DOCUMENT = MOST_BYTES
"""What is longer could not be read."""
DOCUMENT_TYPES = frozenset(
    {
        "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "text/xml", "application/xml",
        "application/octet-stream", "",
    }
)  # fmt: skip
_UNTOLD = frozenset({"application/octet-stream", ""})
"""Types that say nothing; of these only what begins like a PDF is read."""


@dataclass(frozen=True, slots=True)
class WebDocuments:
    """The way to documents on the web: the port `DocumentSource`.

    What the SEC serves goes the way of filings, with a declared contact and at its pace, or not at all.
    """

    fetcher: Fetcher
    filings: FilingSource | None = field(default=None)
    """The way to EDGAR; None where no contact is configured."""

    def allows(self, url: str) -> bool:
        """Whether an address may be asked at all."""
        return self.fetcher.allowed.allows(url)

    async def document(self, url: str) -> Fetched:
        """The document at an address.

        Raises:
            DocumentRefused: it must not be fetched, or is of a kind that is not read.
            SourceUnavailable: it cannot be had now.
            SourceLacks: it is not there, or not yet.
        """
        target = self.fetcher.target(url)
        if is_edgar(target.host):
            return await self._filed(str(target.url))
        fetched = await self.fetcher.fetch(url, Wanted(LONGEST_DOCUMENT, DOCUMENT_TYPES))
        assert fetched is not None  # nothing was said to be known
        if not fetched.body:
            raise self._refused(url, "it is empty", Rule.SIZE)
        if fetched.media_type in _UNTOLD and not fetched.body.startswith(b"%PDF-"):
            raise self._refused(url, "its type is not told, and it is no PDF", Rule.TYPE)
        return fetched

    async def _filed(self, url: str) -> Fetched:
        if self.filings is None:
            what = "the SEC serves only those who name themselves; set edgar.contact"
            raise self._refused(url, what, Rule.HOST)
        served = await self.filings.document(url)
        return Fetched(url, served.raw, served.media_type, Validators())

    def _refused(self, url: str, what: str, rule: Rule) -> DocumentRefused:
        self.fetcher.refusals[rule] += 1
        return DocumentRefused(url, what, rule)


def is_edgar(host: str) -> bool:
    """Whether a host belongs to the SEC."""
    return f".{host}".endswith(".sec.gov")
