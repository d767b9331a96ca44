"""Whether a document can be the company's that it is said to be of: its own words tell whom it names."""

import re
from collections.abc import Iterable, Mapping

from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.introductions import variants
from monitor.disclosures.extract.names import names_in


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


def _is_in(text: str, name: str) -> bool:
    if name.isupper() and " " not in name:
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None
    words = "|".join(r"\s+".join(map(re.escape, each.split())) for each in variants(name))
    pattern = rf"(?<!\w)(?-i:(?=[^\Wa-z]))(?:{words})(?!\w)"
    return bool(words) and re.search(pattern, text, re.IGNORECASE) is not None
