"""The companies that a text speaks of: those known by name, and those that it introduces itself."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from monitor.disclosures.extract.alternation import any_of
from monitor.disclosures.extract.companies.introductions import introduce, longer, variants
from monitor.disclosures.extract.companies.people import is_person, persons_in, places_of
from monitor.disclosures.extract.found import About
from monitor.labels.entity import Entity
from monitor.labels.vocabulary import Category

_COMMON = frozenset({"us bitcoin", "big digital", "good works", "power &"}) | frozenset(
    "core bit applied american power good us lm sos the any digital bitcoin new north greenland"
    " first one northern block terra prairie royal strategy".split()
)
"""Words that are a company's name only where its full name stands in the same text."""
_LEAST_TICKER = 4
"""Shorter tickers, such as CAN and HUT, are words as well."""
_FILER_WITHIN = 3_000


class Mention(NamedTuple):
    """A company in a text."""

    entity: str
    """Slug where known, else the name as printed."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Names:
    """The companies of one text."""

    entities: Mapping[str, str]
    """What may stand in the text, in lower case → entity."""
    patterns: tuple[re.Pattern[str], ...]
    """Expressions that find those."""
    filer: str | None
    """Who "we" and "the Company" is; of an article the company it is mainly about."""
    beginnings: frozenset[str]
    """The first word of each, to which nothing else is compared in a sentence that has none of them."""
    people: frozenset[str] = frozenset()
    """Names of persons, in lower case: whoever speaks or decides for a company is not one."""
    abroad: re.Pattern[str] | None = None
    """An expression that finds those written in another script than Latin, which English texts have not."""
    titled: bool = False
    """The filer is the one company that an article's title names."""

    def entity(self, name: str | None) -> str | None:
        """The entity of a name as it stands somewhere; of None the filer's."""
        return self.filer if name is None else self.entities.get(_folded(name), name)

    def meant_by(self, name: str) -> str | None:
        """Whom a name means that nobody introduced: a known one's first words, else itself; None for a person."""
        low = _folded(name)
        if is_person(low, self.people):
            return None
        return longer(low.split(), self.entities) or name

    def mentions(self, text: str, start: int, end: int) -> list[Mention]:
        """Every company named between two places, in order; of overlapping ones the longest."""
        if self.beginnings.isdisjoint(map(str.lower, _WRITTEN_LARGE.findall(text, start, end))):
            return []
        return _without_overlap(self._found(self.patterns, text, start, end))

    def mentions_abroad(self, text: str, masked: str, start: int, end: int) -> list[Mention]:
        """The same of a text in a script whose letters run into Latin names.

        Args:
            text: the text.
            masked: the same with a blank for every such letter.
            start: where to begin, in characters.
            end: where to stop, exclusive.
        """
        local = () if self.abroad is None else (self.abroad,)
        found = (*self._found(self.patterns, masked, start, end), *self._found(local, text, start, end))
        return _without_overlap(found)

    def _found(self, patterns: Iterable[re.Pattern[str]], text: str, start: int, end: int) -> list[Mention]:
        return [
            Mention(self.entities[_folded(match[0])], match.start(), match.end())
            for pattern in patterns
            for match in pattern.finditer(text, start, end)
            if _is_written_large(match[0])
        ]


def _without_overlap(found: Iterable[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for each in sorted(found, key=lambda mention: (mention.start, -mention.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
    return kept


def known_names(entities: Iterable[Entity]) -> dict[str, str]:
    """Names, former names and tickers of all miners → slug, as `About.names` wants them."""
    names: dict[str, str] = {}
    for entity in entities:
        if Category.MINER in entity.categories:
            for name in (entity.name, *(former.name for former in entity.former_names), entity.ticker):
                if name:
                    names.setdefault(name, entity.slug)
            for name in entity.known_as:
                if _is_of_another_script(name):
                    names.setdefault(name, entity.slug)
    return names


def _is_of_another_script(name: str) -> bool:
    """Whether no letter of a name is Latin: "比特小鹿", as texts in its language call a company."""
    letters = name.translate(_NO_JOINTS)
    return letters.isalpha() and all(letter > "\u036f" for letter in letters)


_NO_JOINTS = str.maketrans("", "", " ・·-")


def names_in(text: str, about: About) -> Names:
    """Find out whom a text can speak of, and whom it is mainly about."""
    known = _known(tuple(sorted(about.names.items())))
    low = text.lower()
    new = {
        word: slug
        for word, (full, slug) in known.dependent.items()
        if any(name in low and _stands_in(text, low, name) for name in full)
    }
    people = persons_in(text)
    first = introduce(text, known.free, new, people)
    entities = {**new, **known.free}
    own = _pattern(new)
    patterns = tuple(each for each in (known.pattern, own) if each is not None)
    filer = entities.get((about.issuer or "").lower(), about.issuer)
    beginnings = known.beginnings | _beginnings(new)
    made = Names(entities, patterns, filer, beginnings, people, known.abroad)
    return made if filer is not None else _about_somebody(made, text, about.title or "", first)


def _about_somebody(names: Names, text: str, title: str, introduced: str | None) -> Names:
    """Find whom an article is about: the one company of its title, or whom it introduces or names first."""
    called = {mention.entity: None for mention in names.mentions(title, 0, len(title))}
    if len(called) == 1:
        return replace(names, filer=next(iter(called)), titled=True)
    if introduced is None:
        called |= {mention.entity: None for mention in names.mentions(text, 0, min(len(text), _FILER_WITHIN))}
    return replace(names, filer=introduced or next(iter(called), None))


@dataclass(frozen=True, slots=True)
class _Known:
    """What known companies may be called."""

    free: dict[str, str]
    dependent: dict[str, tuple[tuple[str, ...], str]]
    """Words that only mean a company after its full name, which is one of the tuple."""
    pattern: re.Pattern[str] | None
    beginnings: frozenset[str]
    abroad: re.Pattern[str] | None = None


@lru_cache(maxsize=8)
def _known(names: tuple[tuple[str, str], ...]) -> _Known:
    free: dict[str, str] = {}
    dependent: dict[str, tuple[tuple[str, ...], str]] = {}
    abroad = {name: slug for name, slug in names if _is_of_another_script(name)}
    for name, slug in names:
        if name in abroad:
            continue
        if name.isupper() and " " not in name:
            if len(name) >= _LEAST_TICKER:
                free.setdefault(name.lower(), slug)
            continue
        called = variants(name)
        full = tuple(each for each in called if " " in each and each not in _COMMON)
        for each in called:
            if _stands_alone(each):
                free.setdefault(each, slug)
            elif full:
                dependent.setdefault(each, (full, slug))
    longest_first = sorted(abroad, key=len, reverse=True)
    return _Known(
        free | {_folded(name): slug for name, slug in abroad.items()},
        dependent,
        _pattern(free),
        _beginnings(free),
        re.compile("|".join(map(re.escape, longest_first))) if abroad else None,
    )


def _beginnings(names: Iterable[str]) -> frozenset[str]:
    return frozenset(begin[0] for name in names if (begin := _FIRST_WORD.match(name)) is not None)


_FIRST_WORD = re.compile(r"\w+")
_WRITTEN_LARGE = re.compile(r"[A-Z\d](?<![\w$].)\w*")
"""Words such as those that names begin with."""


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """An expression for names, which begin with a capital or a digit."""
    words = list(names)
    if not words:
        return None
    return re.compile(rf"(?<![\w$])(?-i:(?=[A-Z\d])){any_of(words)}(?!\w)", re.IGNORECASE)


def _stands_in(text: str, low: str, name: str) -> bool:
    """Whether a full name stands in a text as a name is written; not all places are looked at."""
    return any(
        len(low) != len(text) or _is_written_large(text[at : at + len(name)])
        for at in places_of(name, low, _PLACES)
    )


_PLACES = 50
_JOINING = frozenset("of and the for de & von plc inc ltd corp".split())


def _is_written_large(name: str) -> bool:
    """Whether every word of a name begins with no small letter: "American bitcoin miners" are no American Bitcoin."""
    return all(not word[0].islower() or word in _JOINING for word in name.split())


def _folded(name: str) -> str:
    return " ".join(name.lower().split())


def _stands_alone(name: str) -> bool:
    return name not in _COMMON and (" " in name or len(name) >= _LEAST_TICKER)
