"""Whether a company that a register names is the one we mean."""

import re
from collections.abc import Iterable

from monitor.labels.entity import Entity

_STATE = re.compile(r"/\s?[A-Z]{2,4}\s?/?\s*$|\([^()]*\)\s*$", re.IGNORECASE)
"""EDGAR tells companies of one name apart by their state: "CORE SCIENTIFIC, INC./TX", "X CORP /DE/", "X INC / MA"."""
_WORD = re.compile(r"[a-z0-9]+")
_FORMS = frozenset(
    {
        "the", "inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "plc", "llc", "lp",
        "sa", "se", "ag", "nv", "group", "holding", "holdings",
    }
)  # fmt: skip
"""Words that come and go in a company's name without its being another one."""


def is_registrant(entity: Entity, names: Iterable[str]) -> bool:
    """Whether a name, present or former, of an entity is one of those that a register has for a company.

    Upper case, punctuation, spaces, the legal form and a state behind the name make no difference.
    """
    own = {plain_name(each) for each in (entity.name, *(former.name for former in entity.former_names))}
    return bool((own & {plain_name(each) for each in names}) - {""})


def plain_name(name: str) -> str:
    """A company's name as it is compared."""
    words = _WORD.findall(_STATE.sub("", name.replace("'", "")).casefold())
    return "".join(word for word in words if word not in _FORMS) or "".join(words)
