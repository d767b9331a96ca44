"""Logins of sources that come as texts under a name: a list has no key for each of its elements.

The credential `sources.NAME.password`, or the variable `MINERFLOW_SOURCES__NAME__PASSWORD`, is the password of the
source called NAME; case, and whatever is neither letter nor digit, does not count in it. Likewise for `username` and
`cookie_file`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from monitor.errors import Problem

_NAME = re.compile(
    r"(?:MINERFLOW_SOURCES__(?P<variable>.+)__|credential sources\.(?P<credential>.+)\.)"
    r"(?P<key>username|password|cookie_file)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class LoginText:
    """One text that sets part of a source's login."""

    where: str
    """How it is called where it comes from."""
    source: str
    """The source's name, less what does not count in it."""
    key: str
    text: str


def login_texts(given: Mapping[str, str]) -> tuple[LoginText, ...]:
    """Those of the named texts that are about a source's login; an empty one counts as not given."""
    found = ((name, _NAME.fullmatch(name), text) for name, text in given.items() if text)
    return tuple(
        LoginText(name, _plain(match["variable"] or match["credential"]), match["key"].lower(), text)
        for name, match, text in found
        if match
    )


def is_login(name: str) -> bool:
    """Whether a text of this name is about a source's login."""
    return _NAME.fullmatch(name) is not None


def with_logins(
    layers: Sequence[Mapping[str, Any]], texts: Sequence[LoginText]
) -> tuple[list[dict[str, Any]], list[Problem]]:
    """Settings with the logins put to the sources, and what is wrong with them.

    Args:
        layers: nested tables, the strongest first; the first list of sources among them counts.
        texts: the strongest first.
    """
    merged = [dict(layer) for layer in layers]
    owner = next((layer for layer in merged if isinstance(layer.get("sources"), list)), {})
    sources = [dict(each) if isinstance(each, dict) else each for each in owner.get("sources", [])]
    if owner:
        owner["sources"] = sources
    problems = []
    for each in reversed(texts):
        named = [source for source in sources if isinstance(source, dict) and _name_of(source) == each.source]
        for source in named:
            source[each.key] = each.text
        if not named:
            known = (
                ", ".join(str(s.get("name") or _host(s)) for s in sources if isinstance(s, dict)) or "none"
            )
            problems.append(Problem(each.where, f"no source has this name; there are: {known}"))
    return merged, problems


def _name_of(source: Mapping[str, Any]) -> str:
    return _plain(str(source.get("name") or _host(source)))


def _host(source: Mapping[str, Any]) -> str:
    try:
        return urlsplit(str(source.get("url"))).netloc
    except ValueError:
        return ""


def _plain(name: str) -> str:
    return re.sub("[^a-z0-9]", "", name.lower())
