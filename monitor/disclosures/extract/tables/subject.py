"""What period a document is about, and who speaks in it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from monitor.disclosures.extract.companies.names import Mention, Names, names_in
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.periods.fiscal import fiscal_year_end
from monitor.disclosures.extract.tables.header.columns import columns_of, first_of, month_of
from monitor.disclosures.extract.tables.header.words import HeaderWord, Word

LEAD = 2000
"""Characters in which a document says what it is about."""
_PERIODS = {Word.MONTH, Word.QUARTER, Word.HALF}
_COMPARED = re.compile(
    r"(?:\b(?:vs\.?|versus|compared (?:to|with)|than|from|over|against|since|until|by)\s+(?:[a-z]+\s+)?|"
    r"\((?:vs|versus|compared|from|up|down)\b[^()]*|\b\d[\d,.]*\s*\w*\s+in\s+|"
    r"\d\s*(?:BTCs?|bitcoins?)?[\s|]*\()$",
    re.IGNORECASE,
)
_BEFORE = 60
_RIGHT_ABOVE = 120
"""Characters between a company's name and the table below it."""
_SPREAD = 60
"""Characters between "three months ended" and its day."""

Period = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Subject:
    """The period a document is about, and where it says so."""

    period: Period
    place: int


def period_of(said: Sequence[HeaderWord], published: date | None) -> Subject | None:
    """The first month, quarter or half-year that is named and was over, or nearly, when it was published."""
    for each, after in zip(said, (*said[1:], None), strict=False):
        ended = after if each.word is Word.DURATION and after and after.word is Word.DATE else None
        if (ended.start - each.end > _SPREAD) if ended else (each.word not in _PERIODS or each.fiscal):
            continue
        columns = columns_of([each, ended] if ended else [each], (), None)
        start, end = (columns[0].start, columns[0].end) if len(columns) == 1 else (None, None)
        if start is not None and end is not None and (published is None or start <= published):
            return Subject((start, end), each.start)
    return None


def subject_of(text: str, said: Sequence[HeaderWord], published: date | None) -> Subject | None:
    """The period a document is about: the first its beginning names, else the month before it was published.

    A period that another is compared with is not the subject; the month before counts where the text names it.
    """
    lead = [
        each
        for each in said
        if each.start < LEAD and not _COMPARED.search(text, max(0, each.start - _BEFORE), each.start)
    ]
    named = period_of(lead, published)
    if named is not None or published is None:
        return named
    before = month_of(published.year, published.month - 1)
    if any(each.word is Word.MONTH_NAME and each.month == before[0].month for each in lead):
        return Subject(before, 0)
    return None


def latest_month(said: Sequence[HeaderWord], subject: Subject | None, published: date | None) -> date | None:
    """First day of the month that months without a year are counted back from."""
    day = subject.period[1] if subject else published
    dates = (
        first_of(each.year, each.month)
        for each in said
        if each.word is Word.DATE and each.year and each.month
    )
    return day.replace(day=1) if day else next(dates, None)


class Speakers:
    """Whose figures a table gives; the companies of a text are looked for when somebody asks."""

    def __init__(self, text: str, about: About, names: Names | None = None) -> None:
        self._text = text
        self._about = about
        self._given = names
        self._issuer = about.names.get(about.issuer, about.issuer) if about.issuer else None

    @property
    def fiscal_year_end(self) -> int | None:
        """The last month of the filer's fiscal year, None where nobody is known to have filed the text."""
        return None if self._issuer is None else fiscal_year_end(self._text, self._names.filer)

    @property
    def filer(self) -> str | None:
        """Whom the text is about."""
        return self._names.filer

    @cached_property
    def _names(self) -> Names:
        return self._given or names_in(self._text, self._about)

    @cached_property
    def _mentions(self) -> list[Mention]:
        return self._names.mentions(self._text, 0, len(self._text))

    @cached_property
    def _starts(self) -> list[int]:
        return [each.start for each in self._mentions]

    def at(self, place: int) -> str | None:
        """Who speaks at an offset: the filer, else the company named right above, else who the text is about."""
        if self._issuer is not None:
            return self._issuer
        before = bisect_left(self._starts, place)
        if before and place - self._mentions[before - 1].end <= _RIGHT_ABOVE:
            return self._mentions[before - 1].entity
        return self._names.filer

    def among(self, start: int, end: int) -> list[Mention]:
        """The companies that are named between two places, in order."""
        return self._names.mentions(self._text, start, end)

    def named(self, words: str, *, as_printed: bool) -> str | None:
        """Whose name a row's label is; the name as printed where nobody knows it, if that is asked for."""
        name = " ".join(words.strip(" |*:.()").split())
        known = self._names.entities.get(name.lower())
        return known or (name if as_printed and name[:1].isupper() else None)
