"""What EDGAR serves, byte for byte in its shapes: lists of filings, index pages, refusals.

The shapes are those of recorded answers of 2026: columns in the list, the newest filing first; two tables on an index
page, the first with Seq, Description, Document, Type and Size; links to inline XBRL through the viewer.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from monitor.simulation.answer import Answer

FOLDER = "/Archives/edgar/data"


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """A document of a filing."""

    name: str
    kind: str
    """Its type, such as "6-K", "EX-99.1", "GRAPHIC" or "EX-101.SCH"."""
    body: bytes
    description: str = ""
    inline_xbrl: bool = False
    """Its link on the index page goes to the viewer."""
    media_type: str = "text/html"


@dataclass(frozen=True, slots=True)
class FiledFiling:
    """A filing."""

    accession: str
    cik: int
    form: str
    filed: date
    documents: tuple[FiledDocument, ...]
    period: date | None = None
    items: str = ""

    @property
    def folder(self) -> str:
        """The path under which its documents lie."""
        return f"{FOLDER}/{self.cik}/{self.accession.replace('-', '')}"


@dataclass(slots=True)
class Company:
    """A registrant and what it has filed, oldest first."""

    cik: int
    name: str
    former_names: tuple[str, ...] = ()
    filings: list[FiledFiling] = field(default_factory=list)


def submissions(company: Company, page_size: int) -> dict[str, Any]:
    """The list of a company's filings; what does not fit on the first page is named under `files`."""
    newest_first = company.filings[::-1]
    older = [page_file(company, number, page) for number, page in enumerate(pages(company, page_size), 1)]
    return {
        "cik": f"{company.cik:010}",
        "entityType": "operating",
        "sic": "6199",
        "name": company.name,
        "tickers": [],
        "ein": None,
        "lei": None,
        "phone": None,
        "formerNames": [
            {"name": name, "from": "2015-01-02T00:00:00.000Z", "to": "2024-02-05T00:00:00.000Z"}
            for name in company.former_names
        ],
        "filings": {"recent": columns(newest_first[:page_size]), "files": older},
    }


def pages(company: Company, page_size: int) -> Sequence[Sequence[FiledFiling]]:
    """What does not fit on the first page, in pages of the same size."""
    rest = company.filings[::-1][page_size:]
    return [rest[start : start + page_size] for start in range(0, len(rest), page_size)]


def page_file(company: Company, number: int, page: Sequence[FiledFiling]) -> dict[str, Any]:
    """How an older page is named on the first."""
    return {
        "name": f"CIK{company.cik:010}-submissions-{number:03}.json",
        "filingCount": len(page),
        "filingFrom": page[-1].filed.isoformat(),
        "filingTo": page[0].filed.isoformat(),
    }


def columns(filings: Sequence[FiledFiling]) -> dict[str, list[Any]]:
    """Filings as parallel arrays."""
    return {
        "accessionNumber": [each.accession for each in filings],
        "filingDate": [each.filed.isoformat() for each in filings],
        "reportDate": [each.period.isoformat() if each.period else "" for each in filings],
        # New York time with a false Z for every other filing, as it is served.
        "acceptanceDateTime": [
            f"{each.filed}T{'07' if number % 2 else '12'}:05:11.000Z" for number, each in enumerate(filings)
        ],
        "act": ["34" for _ in filings],
        "form": [each.form for each in filings],
        "fileNumber": ["001-38590" for _ in filings],
        "items": [each.items for each in filings],
        "core_type": [each.form for each in filings],
        "size": [sum(len(document.body) for document in each.documents) for each in filings],
        "isXBRL": [0 for _ in filings],
        "isInlineXBRL": [int(any(document.inline_xbrl for document in each.documents)) for each in filings],
        "primaryDocument": [each.documents[0].name if each.documents else "" for each in filings],
        "primaryDocDescription": [each.form for each in filings],
    }


def index_page(filing: FiledFiling, *filers: Company) -> bytes:
    """The page that lists a filing's documents, and who files it."""
    companies = "".join(map(_company, filers))
    rows = "".join(_row(number, document, filing) for number, document in enumerate(filing.documents, 1))
    whole = f"{filing.folder}/{filing.accession}.txt"
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
<html><head><title>EDGAR Filing Documents for {filing.accession}</title></head><body>
<div id="formHeader"><div id="formName"><strong>Form {filing.form}</strong></div></div>
<div class="infoHead">Filing Date</div><div class="info">{filing.filed}</div>
<div id="formDiv"><p>Document Format Files</p>
<table class="tableFile" summary="Document Format Files">
<tr><th scope="col">Seq</th><th scope="col">Description</th><th scope="col">Document</th><th scope="col">Type</th>\
<th scope="col">Size</th></tr>
{rows}<tr class="evenRow"><td scope="row">&nbsp;</td><td scope="row">Complete submission text file</td>\
<td scope="row"><a href="{whole}">{filing.accession}.txt</a></td><td scope="row">&nbsp;</td><td>4711</td></tr>
</table></div>
{companies}</body></html>
""".encode()


def _company(company: Company) -> str:
    return (
        f'<div id="filerDiv"><div class="companyInfo"><span class="companyName">{html.escape(company.name)} (Filer)\n'
        f'<acronym title="Central Index Key">CIK</acronym>: <a href="/cgi-bin/browse-edgar?CIK={company.cik:010}'
        f'&amp;action=getcompany">{company.cik:010} (see all company filings)</a></span></div></div>\n'
    )


def _row(number: int, document: FiledDocument, filing: FiledFiling) -> str:
    path = f"{filing.folder}/{document.name}"
    link = f"/ix?doc={path}" if document.inline_xbrl else path
    mark = ' &nbsp;&nbsp;<span style="color: green">iXBRL</span>' if document.inline_xbrl else ""
    return (
        f'<tr><td scope="row">{number}</td><td scope="row">{html.escape(document.description)}</td>'
        f'<td scope="row"><a href="{link}">{document.name}</a>{mark}</td>'
        f'<td scope="row">{document.kind}</td><td scope="row">{len(document.body)}</td></tr>\n'
    )


def too_fast() -> Answer:
    """What whoever asks too often gets, for ten minutes."""
    page = (
        "<!DOCTYPE html><html><head><title>SEC.gov | Request Rate Threshold Exceeded</title></head>"
        "<body><h1>Request Rate Threshold Exceeded</h1></body></html>"
    )
    return Answer(page.encode(), 403, "text/html")


def undeclared() -> Answer:
    """What whoever does not say who they are gets."""
    page = (
        "<!DOCTYPE html><html><head><title>SEC.gov | Your Request Originates from an Undeclared Automated Tool"
        "</title></head><body><h1>Your Request Originates from an Undeclared Automated Tool</h1></body></html>"
    )
    return Answer(page.encode(), 403, "text/html")


def not_there(*, forbidden: bool) -> Answer:
    """What a path without anything gets: 404, or 403 with the XML of the storage behind it."""
    if not forbidden:
        return Answer(b"<html><head><title>404 Not Found</title></head></html>", 404, "text/html")
    xml = b'<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code></Error>'
    return Answer(xml, 403, "application/xml")
