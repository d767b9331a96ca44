"""The JSON of `data.sec.gov/submissions`: columns of equal length, newest filing first.

`acceptanceDateTime` is not read: it ends in Z, and is New York time for some filers and UTC for others.
"""

import re
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from monitor.errors import SourceDataError
from monitor.pipeline.filing_source import Listed, OlderPage, Submissions

_MOST_FILINGS = 20_000
_MOST_PAGES = 200
_ACCESSION = re.compile(r"[0-9]{10}-[0-9]{2}-[0-9]{6}", re.ASCII)
_Name = Annotated[str, Field(max_length=500)]
_Words = Annotated[list[str], Field(max_length=_MOST_FILINGS)]


class _Wire(BaseModel):
    """Strict in types, tolerant of fields that come on top."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class _Columns(_Wire):
    accessionNumber: _Words  # noqa: N815 - EDGAR's own names, here and below
    form: _Words
    filingDate: _Words  # noqa: N815
    reportDate: _Words = []  # noqa: N815
    primaryDocument: _Words = []  # noqa: N815


class _File(_Wire):
    name: str
    filingCount: int  # noqa: N815
    filingFrom: str  # noqa: N815
    filingTo: str  # noqa: N815


class _Filings(_Wire):
    recent: _Columns
    files: Annotated[list[_File] | None, Field(max_length=_MOST_PAGES)] = None


class _FormerName(_Wire):
    name: _Name


class _Company(_Wire):
    cik: str | int
    name: _Name
    formerNames: Annotated[list[_FormerName] | None, Field(max_length=_MOST_PAGES)] = None  # noqa: N815
    filings: _Filings


def read_submissions(body: bytes, cik: int) -> Submissions:
    """What is listed under a company's number.

    Raises:
        SourceDataError: it is not the JSON that EDGAR serves, or that of another number.
    """
    try:
        company = _Company.model_validate_json(body)
    except ValidationError as error:
        raise _fault(f"the submissions of CIK {cik}", error) from error
    told = str(company.cik)
    if not told.isascii() or not told.isdecimal() or int(told) != cik:
        raise SourceDataError("edgar", f"asked for CIK {cik}, it serves the submissions of {told[:20]!r}")
    pages = (_page(each) for each in company.filings.files or ())
    return Submissions(
        name=company.name.strip(),
        former_names=tuple(each.name.strip() for each in company.formerNames or ()),
        recent=_listed(company.filings.recent),
        pages=tuple(page for page in pages if page is not None),
    )


def read_older_page(body: bytes) -> tuple[Listed, ...]:
    """What an older page lists: the same columns, without anything around them.

    Raises:
        SourceDataError: it is not what EDGAR serves.
    """
    try:
        return _listed(_Columns.model_validate_json(body))
    except ValidationError as error:
        raise _fault("an older page of submissions", error) from error


def _listed(columns: _Columns) -> tuple[Listed, ...]:
    count = len(columns.accessionNumber)
    lengths = {len(columns.form), len(columns.filingDate)}
    lengths |= {len(column) for column in (columns.reportDate, columns.primaryDocument) if column}
    if lengths - {count}:
        raise SourceDataError("edgar", f"the columns of a list of filings have {count} and {lengths} rows")
    rows = zip(
        columns.accessionNumber,
        columns.form,
        columns.filingDate,
        columns.reportDate or [""] * count,
        columns.primaryDocument or [""] * count,
        strict=True,
    )
    return tuple(
        Listed(accession, form.strip().upper(), day, _day(period), document)
        for accession, form, filed, period, document in rows
        if _ACCESSION.fullmatch(accession) and (day := _day(filed)) is not None
    )


def _page(file: _File) -> OlderPage | None:
    first, last = _day(file.filingFrom), _day(file.filingTo)
    return None if first is None or last is None else OlderPage(file.name, file.filingCount, first, last)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _fault(what: str, error: ValidationError) -> SourceDataError:
    first = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(str(step) for step in first["loc"])
    return SourceDataError("edgar", f"{what}: at {where or 'the beginning'}: {first['msg']}")
