"""What period a document is about, and who speaks in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.tables.columns import columns_of, month_of
from monitor.disclosures.extract.tables.header_words import HeaderWord, Word

_LEAD = 2000
"""Characters in which a document says what it is about."""
_PERIODS = {Word.MONTH, Word.QUARTER, Word.HALF}
_COMPARED = re.compile(
    r"(?:\b(?:vs\.?|versus|compared (?:to|with)|than|from|over|against|since|until|by)\s+(?:[a-z]+\s+)?|"
    r"\((?:vs|versus|compared|from|up|down)\b[^()]*|\b\d[\d,.]*\s*\w*\s+in\s+)$",
    re.IGNORECASE,
)
_BEFORE = 60
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
    for place, each in enumerate(said):
        words = [each]
        if each.word is Word.DURATION and place + 1 < len(said) and said[place + 1].word is Word.DATE:
            if said[place + 1].start - each.end > _SPREAD:
                continue
            words.append(said[place + 1])
        elif each.word not in _PERIODS or each.fiscal:
            continue
        [*columns] = columns_of(words, (), None)
        if len(columns) != 1 or columns[0].start is None or columns[0].end is None:
            continue
        if published is None or columns[0].start <= published:
            return Subject((columns[0].start, columns[0].end), each.start)
    return None


def subject_of(text: str, said: Sequence[HeaderWord], published: date | None) -> Subject | None:
    """The period a document is about: the first its beginning names, else the month before it was published.

    A period that another is compared with is not the subject; the month before counts where the text names it.
    """
    lead = [
        each
        for each in said
        if each.start < _LEAD and not _COMPARED.search(text, max(0, each.start - _BEFORE), each.start)
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
    if day is None:
        first = next((each for each in said if each.word is Word.DATE and each.start < _LEAD), None)
        if first is None or not first.year or not first.month:
            return None
        return date(first.year, first.month, 1)
    return day.replace(day=1)


class Speakers:
    """Whose figures a table gives."""

    def __init__(self, text: str, about: About) -> None:
        self._issuer = about.names.get(about.issuer, about.issuer) if about.issuer else None
        self._names: Mapping[str, str] = about.names
        self._said: list[tuple[int, str]] = []
        if self._issuer is None and about.names:
            longest_first = sorted(about.names, key=len, reverse=True)
            named = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")
            self._said = [(found.start(), about.names[found[0]]) for found in named.finditer(text)]

    def at(self, place: int) -> str | None:
        """Who speaks at an offset: the filer, else the only company of the text, else the last one named before."""
        if self._issuer is not None or not self._said:
            return self._issuer
        if len({slug for _, slug in self._said}) == 1:
            return self._said[0][1]
        before = [slug for start, slug in self._said if start < place]
        return before[-1] if before else None

    def named(self, words: str) -> str | None:
        """Whose name words are, as in a row of its own."""
        name = words.strip(" |*:.()")
        return self._names.get(name) or next(
            (slug for known, slug in self._names.items() if known.casefold() == name.casefold()), None
        )
