"""The companies that a text speaks of: those known by name, and those that it introduces itself."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from monitor.disclosures.extract.found import About
from monitor.labels.entity import Entity
from monitor.labels.vocabulary import Category

_LEGAL = "inc incorporated corp corporation ltd limited llc plc ag se sa nv co company lp".split()
_GENERIC = frozenset(
    [*_LEGAL, *(
        "group holdings holding technologies technology platforms blockchain digital mining miners infrastructure scientific"
        " global international america systems energy solutions investments capital acquisition data bitcoin the and of"
    ).split()]
)  # fmt: skip
_COMMON = frozenset(
    "core bit applied american power good us lm sos the any can argo? digital bitcoin new north greenland first one"
    " cathedra? soluna? northern block gryphon? terra prairie royal rhodium? strategy marathon?".replace(
        "?", ""
    ).split()
)
"""Words that are a company's name only where its full name stands in the same text."""
_COMMON_UNLESS = frozenset("argo marathon gryphon rhodium soluna cathedra".split())
_LEAST_TICKER = 4
"""Shorter tickers, such as CAN and HUT, are words as well."""
_EXCHANGES = r"(?:NASDAQ|Nasdaq|NYSE(?:\s+American)?|TSXV?|TSX-V|TSX[\s-]Venture|AIM|LSE|ASX|OTCQ?[BX]?|CSE|CBOE|Cboe|AMEX|SGX|HKEX|Neo|NEO)"
_WORD = r"[A-Z0-9][\w&.’'-]*"
_LISTED = re.compile(
    rf"(?P<name>(?:{_WORD},?[ \u00a0]+){{0,5}}{_WORD})[ \u00a0]*\(\s*(?:the\s+)?[“\"]?(?:{_EXCHANGES}\s*(?:and|/|&|,)?\s*)+"
    r"\s*:\s*(?P<ticker>[A-Z]{2,6}(?:\.[A-Z])?)[^)\n]{0,60}\)"
)
_LEGAL_NAME = re.compile(
    rf"(?P<name>(?:{_WORD}[ \u00a0]+){{1,4}}?(?:{_WORD}),?[ \u00a0]+(?:Inc|Corp|Corporation|Ltd|Limited|PLC|plc|AG|LLC|SE)\b\.?)"
)
_CALLED = re.compile(
    r"[^\S\n]*(?:\([^()\n]{0,80}\)[^\S\n]*)?\((?:[^()\n]{0,60}?)[“\"](?P<short>[A-Z][^”\"\n]{1,40})[”\"]"
)
_NO_NAMES = frozenset(
    "company group we our us registrant seller buyer board agreement issuer corporation parent notes offering".split()
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

    pattern: re.Pattern[str] | None
    entities: Mapping[str, str]
    """What may stand in the text, in lower case → entity."""
    filer: str | None
    """Who "we" and "the Company" is; of an article the company it is mainly about."""

    def mentions(self, text: str, start: int, end: int) -> list[Mention]:
        """Every company named between two places, in order."""
        if self.pattern is None:
            return []
        return [
            Mention(self.entities[" ".join(match[0].lower().split())], match.start(), match.end())
            for match in self.pattern.finditer(text, start, end)
            if match[0][0].isupper() or match[0][0].isdigit()
        ]


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
    variants, dependent = _known(tuple(sorted(about.names.items())))
    entities = dict(variants)
    low = text.lower()
    for word, (full, slug) in dependent.items():
        if any(name in low for name in full):
            entities.setdefault(word, slug)
    first = _introduce(text, entities)
    slug = entities.get((about.issuer or "").lower(), about.issuer)
    pattern = _pattern(tuple(sorted(entities)))
    made = Names(pattern, entities, slug or first)
    if made.filer is None and (mentions := made.mentions(text, 0, min(len(text), 3000))):
        return Names(pattern, entities, mentions[0].entity)
    return made


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    if not names:
        return None
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    words = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
    return re.compile(rf"(?<![\w$])(?:{words})(?![\w])", re.IGNORECASE)


@lru_cache(maxsize=8)
def _known(
    names: tuple[tuple[str, str], ...],
) -> tuple[dict[str, str], dict[str, tuple[tuple[str, ...], str]]]:
    """What known companies may be called, and words that only mean one after its full name."""
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
    return free, dependent


def _stands_alone(name: str) -> bool:
    return " " in name or (len(name) >= _LEAST_TICKER and (name not in _COMMON or name in _COMMON_UNLESS))


def _variants(name: str) -> list[str]:
    """A name, and what is left of it without "Inc.", without "Holdings" and so on, in lower case."""
    words = [word.strip(",.").lower() for word in name.split()]
    words = [word for word in words if word]
    found = [" ".join(name.lower().split())]
    while words:
        found.append(" ".join(words))
        if words[-1] not in _GENERIC or len(words) == 1:
            break
        words = words[:-1]
    return [each for each in dict.fromkeys(found) if each not in _GENERIC]


def _introduce(text: str, entities: dict[str, str]) -> str | None:
    """Add the companies that a text introduces; the first that it names with its ticker."""
    first: str | None = None
    for pattern in (_LISTED, _LEGAL_NAME):
        for match in pattern.finditer(text, 0, min(len(text), 60_000)):
            name = _printed_name(match["name"])
            if name is None:
                continue
            ticker = match.groupdict().get("ticker")
            entity = (
                next((entities[each] for each in [name.lower(), *_variants(name)] if each in entities), None)
                or entities.get((ticker or "").lower())
                or _known_tail(name, entities)
                or name
            )
            for each in [name.lower(), *_variants(name), *([ticker.lower()] if ticker else [])]:
                if len(each) > 2 and each not in _NO_NAMES:  # noqa: PLR2004 - no company is called by two letters
                    entities.setdefault(each, entity)
            if (
                called := _CALLED.match(text, match.end() - (0 if pattern is _LEGAL_NAME else 0))
            ) is not None:
                short = called["short"].strip(" ,.").lower()
                if short.removeprefix("the ") not in _NO_NAMES:
                    entities.setdefault(short, entity)
            if first is None and pattern is _LISTED:
                first = entity
    return first


def _known_tail(name: str, entities: Mapping[str, str]) -> str | None:
    """Words before a known name that do not belong to it: "Miner Cango Inc."."""
    words = name.lower().split()
    for index in range(1, len(words)):
        if (entity := entities.get(" ".join(words[index:]))) is not None:
            return entity
    return None


_LEADING = frozenset(
    "the on in at by for miner company bitcoin as and with from to of today press release".split()
)


def _printed_name(text: str) -> str | None:
    words = text.split()
    while words and (
        words[0].lower().strip(",") in _LEADING
        or words[0].endswith((".", ","))
        and len(words) > 1
        and len(words[0]) > 6
    ):
        words = words[1:]
    name = " ".join(words).strip(" ,")
    return name if name and not name.isdigit() and len(name) > 2 else None  # noqa: PLR2004
