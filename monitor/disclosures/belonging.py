"""Whose a document is by its own words: whom it names, and who of several companies speaks in it."""

import re
from collections.abc import Iterable, Mapping, Sequence

from monitor.disclosures.extract.companies.introductions import variants
from monitor.disclosures.extract.companies.names import names_in
from monitor.disclosures.extract.found import About
from monitor.labels.entity import Entity


def others_named(text: str, own: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
    """The companies that a text names, where it never names the one that it is said to be of.

    Naming that one is easy, by any word that may mean it; naming another takes what means nothing else.

    Args:
        text: of the document.
        own: names, former names and ticker of the company that it is said to be of.
        names: every known name, former name and ticker → slug.

    Returns:
        Slugs in the order of the text, each once; none where it names its company, or nobody that is known.
    """
    if any(_is_in(text, name) for name in own):
        return ()
    known = frozenset(names.values())
    mentions = names_in(text, About(issuer=None, names=names, published=None)).mentions(text, 0, len(text))
    return tuple(dict.fromkeys(each.entity for each in mentions if each.entity in known))


def stranger(text: str, issuer: str, entities: Mapping[str, Entity], names: Mapping[str, str]) -> str | None:
    """What is wrong where a text never names the company that it is said to be of, and names others; else None.

    Args:
        text: of the document.
        issuer: slug of the company that it is said to be of.
        entities: every known entity by slug; of one that is not among them nothing is wrong.
        names: every known name, former name and ticker → slug.
    """
    if issuer not in entities:
        return None
    others = others_named(text, entities[issuer].names, names)
    if not others:
        return None
    whom = ", ".join(f"{entities[each].name} ({each})" for each in others)
    return f"it is said to be of {issuer}, and its text never names {entities[issuer].name}: it names {whom}"


def speaker_among(text: str, companies: Sequence[str], names: Mapping[str, str]) -> str:
    """Who of the companies whose document it is together is "we" in it: whom it introduces, else the first of them.

    Args:
        text: of the document.
        companies: slugs, one at least.
        names: every known name, former name and ticker → slug.
    """
    introduced = names_in(text, About(issuer=None, names=names, published=None)).filer
    return introduced if introduced is not None and introduced in companies else companies[0]


def _is_in(text: str, name: str) -> bool:
    if name.isupper() and " " not in name:
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
    words = "|".join(r"\s+".join(map(re.escape, each.split())) for each in variants(name))
    pattern = rf"(?<!\w)(?-i:(?=[^\Wa-z]))(?:{words})(?!\w)"
    return bool(words) and re.search(pattern, text, re.IGNORECASE) is not None
