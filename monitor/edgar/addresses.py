"""Where things are at EDGAR, and which of the addresses on its pages lead to a filing's own documents."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from monitor.errors import SourceDataError

_DOCUMENT = re.compile(r"/Archives/edgar/data/[0-9]{1,10}/([0-9]{18})/([A-Za-z0-9][\w.\-]{0,200})", re.ASCII)
_PAGE = re.compile(r"CIK[0-9]{10}-submissions-[0-9]{3,4}\.json", re.ASCII)
_VIEWERS = frozenset({"/ix", "/ix.xhtml", "/ixviewer/ix.html"})
"""Paths that show an inline-XBRL document, which they name as `doc`."""


@dataclass(frozen=True, slots=True)
class EdgarAddresses:
    """The two hosts of EDGAR, without a slash at the end."""

    data: str = "https://data.sec.gov"
    archives: str = "https://www.sec.gov"

    def submissions(self, cik: int) -> str:
        """The list of a company's filings."""
        return f"{self.data}/submissions/CIK{cik:010}.json"

    def older_page(self, name: str) -> str:
        """An older page of such a list.

        Raises:
            SourceDataError: that is no name of one.
        """
        if not _PAGE.fullmatch(name):
            raise SourceDataError("edgar", f"{name[:80]!r} is no name of an older page of filings")
        return f"{self.data}/submissions/{name}"

    def index(self, cik: int, accession: str) -> str:
        """The page that lists the documents of a filing, with their types."""
        folder = accession.replace("-", "")
        return f"{self.archives}/Archives/edgar/data/{cik}/{folder}/{accession}-index.htm"

    def document(self, href: str, accession: str) -> tuple[str, str] | None:
        """The address and the name of a document that a filing's index page links to.

        Args:
            href: the link: a path, an address, or one of the viewer of inline XBRL, which is unwrapped.
            accession: of the filing: what is not in its own folder is none of its documents.

        Returns:
            None for everything else; it is never fetched.
        """
        path = self._own_path(href)
        found = None if path is None else _DOCUMENT.fullmatch(path)
        if found is None or found[1] != accession.replace("-", ""):
            return None
        return self.archives + found[0], found[2]

    def _own_path(self, href: str, depth: int = 0) -> str | None:
        try:
            parts = urlsplit(href.strip())
        except ValueError:
            return None
        if parts.netloc and f"{parts.scheme}://{parts.netloc}" != self.archives:
            return None
        if parts.path in _VIEWERS and not depth:
            inner = parse_qs(parts.query, max_num_fields=20).get("doc", [""])[0]
            return self._own_path(inner, depth + 1)
        return parts.path
