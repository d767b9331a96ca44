"""Which entity the name in somebody else's file means: by slug, name, former name or what lists call it."""

import re
from collections.abc import Iterable

from monitor.labels.entity import Entity

_NOT_IN_NAME = re.compile(r"[^a-z0-9]+")
_ENDINGS = re.compile(r"-(?:cex|com|net|org|io|top)$")
"""What lists put behind a name: the domain, or DefiLlama's word for an exchange."""


def plain(name: str) -> str:
    """A slug made of a name."""
    return _NOT_IN_NAME.sub("-", name.lower()).strip("-")


class Names:
    """The slugs of entities by the names they are known by. A name that two of them have means neither."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._slugs: dict[str, str | None] = {}
        for entity in entities:
            self.add(entity)

    def add(self, entity: Entity) -> None:
        """Know one more entity by its slug, name, former names and what lists call it."""
        former = (each.name for each in entity.former_names)
        for name in (entity.slug, entity.name, *former, *entity.known_as):
            key = _closed(plain(name))
            if key and self._slugs.setdefault(key, entity.slug) != entity.slug:
                self._slugs[key] = None

    def slug(self, name: str) -> str | None:
        """The slug that a name stands for, whatever its case, blanks and hyphens; None where nobody has it."""
        key = plain(name)
        return self._slugs.get(_closed(key)) or self._slugs.get(_closed(_ENDINGS.sub("", key)))


def _closed(key: str) -> str:
    return key.replace("-", "")
