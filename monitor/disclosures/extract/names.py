"""The companies that a text speaks of: those known by name, and those that it introduces itself."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from monitor.disclosures.extract.found import About
from monitor.labels.entity import Entity
from monitor.labels.vocabulary import Category

_GENERIC = frozenset(
    "inc incorporated corp corporation ltd limited llc plc ag se sa nv co company lp group"
    " holdings holding technologies technology platforms blockchain digital mining miners"
    " infrastructure scientific global international america systems energy solutions investments"
    " capital acquisition data bitcoin the and of".split()
)
"""Words that a company's name may be told without."""
_COMMON = frozenset(
    "core bit applied american power good us lm sos the any digital bitcoin new north greenland"
    " first one northern block terra prairie royal strategy".split()
)
"""Words that are a company's name only where its full name stands in the same text."""
_LEAST_TICKER = 4
"""Shorter tickers, such as CAN and HUT, are words as well."""
_LEAST_NAME = 3
_INTRODUCED_WITHIN = 60_000
_FILER_WITHIN = 3_000
_EXCHANGE = (
    r"(?:NASDAQ|Nasdaq|NYSE(?:\s+(?:American|Arca))?|TSXV?|TSX-V|TSX[\s-]Venture|AIM|LSE|ASX|OTCQ?[BX]?|CSE|CBOE|Cboe"
    r"|AMEX|SGX|HKEX|NEO|Euronext)"
)
_WORD = r"[A-Z0-9][\w&.’'-]*"
_LISTED = re.compile(
    rf"(?P<name>(?:{_WORD},?[ \u00a0]+){{0,5}}{_WORD})"
    rf"[ \u00a0]*\(\s*(?:the\s+)?[“\"]?(?:{_EXCHANGE}\s*(?:and|/|&|,)?\s*)+"
    r":\s*(?P<ticker>[A-Z]{2,6}(?:\.[A-Z])?)[^)\n]{0,60}\)"
)
_LEGAL = re.compile(
    rf"(?P<name>(?:{_WORD}[ \u00a0]+){{1,4}}?{_WORD},?[ \u00a0]+"
    r"(?:Inc|Corp|Corporation|Ltd|Limited|PLC|plc|AG|LLC|SE)\b\.?)"
)
_SPEAKING = re.compile(
    r"(?:(?<=[.!?] )|(?<=\n)|\A|(?<=[a-z] ))(?P<name>[A-Z][\w.&-]+(?: [A-Z][\w.&-]+){0,2})"
    r"(?:[’']s)?(?: on [A-Z][a-z]+day)?,? "
    r"(?:said|says|told|has|had|sold|sells|bought|buys|holds|held|owns|mined|produced|announced|reported|disclosed|confirmed|will"
    r"|now|also|did|eliminated|redeemed|liquidated|purchased|acquired|raised|cut|reduced|completed|plans|treasury|holdings)\b"
)
_CALLED = re.compile(
    r"[^\S\n]*(?:\([^()\n]{0,80}\)[^\S\n]*)?\((?:[^()\n]{0,60}?)[“\"](?P<short>[A-Z][^”\"\n]{1,40})[”\"]"
)
_LEADING = frozenset(
    "the on in at by for miner company bitcoin as and with from to of today press release item"
    " exhibit about shares form contact".split()
)
_NO_NAMES = frozenset(
    "company group we our us registrant seller buyer board agreement issuer corporation parent"
    " notes offering".split()
)


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

    def entity(self, name: str | None) -> str | None:
        """The entity of a name as it stands somewhere; of None the filer's."""
        return self.filer if name is None else self.entities.get(_folded(name), name)

    def mentions(self, text: str, start: int, end: int) -> list[Mention]:
        """Every company named between two places, in order; of overlapping ones the longest."""
        found = [
            Mention(self.entities[_folded(match[0])], match.start(), match.end())
            for pattern in self.patterns
            for match in pattern.finditer(text, start, end)
            if not match[0][0].islower()
        ]
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
    return names


def names_in(text: str, about: About) -> Names:
    """Find out whom a text can speak of, and whom it is mainly about."""
    known = _known(tuple(sorted(about.names.items())))
    low = text.lower()
    new = {word: slug for word, (full, slug) in known.dependent.items() if any(name in low for name in full)}
    first = _introduce(text, known.free, new)
    entities = {**new, **known.free}
    own = _pattern(new)
    patterns = tuple(each for each in (known.pattern, own) if each is not None)
    filer = entities.get((about.issuer or "").lower(), about.issuer) or first
    made = Names(entities, patterns, filer)
    if filer is None and (mentions := made.mentions(text, 0, min(len(text), _FILER_WITHIN))):
        return Names(entities, patterns, mentions[0].entity)
    return made


@dataclass(frozen=True, slots=True)
class _Known:
    """What known companies may be called."""

    free: dict[str, str]
    dependent: dict[str, tuple[tuple[str, ...], str]]
    """Words that only mean a company after its full name, which is one of the tuple."""
    pattern: re.Pattern[str] | None


@lru_cache(maxsize=8)
def _known(names: tuple[tuple[str, str], ...]) -> _Known:
    free: dict[str, str] = {}
    dependent: dict[str, tuple[tuple[str, ...], str]] = {}
    for name, slug in names:
        if name.isupper() and " " not in name:
            if len(name) >= _LEAST_TICKER:
                free.setdefault(name.lower(), slug)
            continue
        variants = _variants(name)
        full = tuple(each for each in variants if " " in each)
        for each in variants:
            if _stands_alone(each):
                free.setdefault(each, slug)
            elif full:
                dependent.setdefault(each, (full, slug))
    return _Known(free, dependent, _pattern(free))


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """An expression for names: by their first letter, so that most places of a text are passed at once."""
    by_letter: dict[str, list[str]] = {}
    for name in sorted(names, key=lambda each: (-len(each), each)):
        by_letter.setdefault(name[0], []).append(r"\s+".join(map(re.escape, name.split())))
    if not by_letter:
        return None
    letters = "".join(re.escape(letter) for letter in by_letter)
    words = "|".join(chain.from_iterable(by_letter.values()))
    return re.compile(rf"(?<![\w$])(?=[{letters}])(?:{words})(?!\w)", re.IGNORECASE)


def _folded(name: str) -> str:
    return " ".join(name.lower().split())


def _stands_alone(name: str) -> bool:
    return " " in name or (len(name) >= _LEAST_TICKER and name not in _COMMON)


def _variants(name: str) -> list[str]:
    """A name, and what is left of it without "Inc.", without "Holdings" and so on, in lower case."""
    words = [word for word in (word.strip(",.").lower() for word in name.split()) if word]
    found = [_folded(name)]
    while words:
        found.append(" ".join(words))
        if words[-1] not in _GENERIC or len(words) == 1:
            break
        words = words[:-1]
    return [each for each in dict.fromkeys(found) if each not in _GENERIC]


def _introduce(text: str, known: Mapping[str, str], new: dict[str, str]) -> str | None:
    """Add the companies that a text introduces to the new ones; the first that it names with its ticker."""
    first: str | None = None
    for pattern in (_LISTED, _LEGAL):
        for match in pattern.finditer(text, 0, min(len(text), _INTRODUCED_WITHIN)):
            name = _printed_name(match["name"])
            if name is None:
                continue
            ticker = (match.groupdict().get("ticker") or "").lower()
            entity = _whose(name, ticker, known, new)
            called = _CALLED.match(text, match.end())
            short = called["short"].strip(" ,.").lower() if called else ""
            for each in [*_variants(name), ticker, short]:
                if (
                    len(each) >= _LEAST_NAME
                    and each.removeprefix("the ") not in _NO_NAMES
                    and each not in known
                ):
                    new.setdefault(each, entity)
            if first is None and ticker:
                first = entity
    for match in _SPEAKING.finditer(text, 0, min(len(text), _INTRODUCED_WITHIN)):
        name = _printed_name(match["name"])
        if name is not None and _is_proper(text, name) and _whose(name, "", known, new) == name:
            new.setdefault(name.lower(), name)
    return first


_NOT_PROPER = frozenset(
    "it its the this that these we our they he she company management total bitcoin btc miners"
    " production holdings treasury in on as at for during however shares revenue net proceeds"
    " monday tuesday wednesday thursday friday saturday sunday january february march april may"
    " june july august september october november december which who there both each all some no"
    " by q1 q2 q3 q4 ceo cfo energy power cash digital crypto government miner mining hash".split()
)


def _is_proper(text: str, name: str) -> bool:
    """Whether capitalised words are a name: none of them is written small anywhere in the text."""
    words = name.lower().split()
    if _NOT_PROPER & set(words):
        return False
    return not re.search(rf"(?<![\w]){re.escape(words[0])}(?!\w)", text[:_INTRODUCED_WITHIN])


def _whose(name: str, ticker: str, known: Mapping[str, str], new: Mapping[str, str]) -> str:
    """The entity of a printed name; words before a known name do not belong to it: "Miner Cango Inc."."""
    words = name.lower().split()
    tails = [" ".join(words[index:]) for index in range(1, len(words))]
    for each in [*_variants(name), ticker, *tails]:
        for names in (known, new):
            if each in names:
                return names[each]
    return name


def _printed_name(text: str) -> str | None:
    """A name without the words before it that are none of it."""
    words = text.split()
    while words and (words[0].lower().strip(",.") in _LEADING or (words[0][0].isdigit() and "." in words[0])):
        words = words[1:]
    name = " ".join(words).strip(" ,")
    return name if len(name) >= _LEAST_NAME and not name.isdigit() else None
