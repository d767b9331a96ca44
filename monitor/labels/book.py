"""The label book: whose script is this, as far as anybody says."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from monitor.labels.entity import Entity
from monitor.labels.label import Label
from monitor.labels.vocabulary import Category


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose script it is at a moment, and who else claims it."""

    entity: str
    name: str
    category: Category
    confidence: int
    conflicted: bool
    claims: tuple[Label, ...]
    """All claims that hold at the moment, the leading one first."""


class LabelBook:
    """All labels of one start. It never changes once it is made."""

    def __init__(self, entities: Iterable[Entity], labels: Iterable[Label]) -> None:
        self._entities = {entity.slug: entity for entity in entities}
        claims: dict[bytes, tuple[Label, ...]] = {}
        for label in labels:
            held = claims.get(label.script_pubkey)
            claims[label.script_pubkey] = (label,) if held is None else (*held, label)
        self._claims = claims
        self.scripts: Mapping[bytes, Sequence[Label]] = claims
        """Every labelled script. A plain dict: membership is asked some ten thousand times a block."""
        self.digest = _digest(claims)
        """The version of this set of labels: the same claims give the same digest."""

    def attribute(self, script_pubkey: bytes, at: datetime) -> Attribution | None:
        """Whose script it is at a moment; None where nobody claims it then.

        Where several entities claim it, the claim of the highest confidence leads, the slug decides ties,
        and the attribution is marked as conflicted.
        """
        held = self._claims.get(script_pubkey)
        if held is None:
            return None
        claims = sorted(
            (label for label in held if label.holds(at)), key=lambda label: (-label.confidence, label.entity)
        )
        if not claims:
            return None
        first = claims[0]
        return Attribution(
            entity=first.entity,
            name=self.name(first.entity),
            category=first.category,
            confidence=first.confidence,
            conflicted=any(label.entity != first.entity for label in claims),
            claims=tuple(claims),
        )

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Every known entity by slug."""
        return MappingProxyType(self._entities)

    def entity(self, slug: str) -> Entity | None:
        """The entity of this slug."""
        return self._entities.get(slug)

    def name(self, slug: str) -> str:
        """What people call the entity."""
        entity = self._entities.get(slug)
        return entity.name if entity else slug

    def scripts_of(self, category: Category) -> Sequence[bytes]:
        """The scripts that any claim puts into a category."""
        return [
            script
            for script, claims in self._claims.items()
            if any(label.category is category for label in claims)
        ]

    def counts(self) -> Mapping[Category, int]:
        """How many scripts each category has; a contested one counts for each claim."""
        return Counter(
            category for claims in self._claims.values() for category in {label.category for label in claims}
        )


def _digest(claims: Mapping[bytes, Sequence[Label]]) -> str:
    total = 0
    for script, labels in claims.items():
        for label in labels:
            line = (
                f"{script.hex()} {label.entity} {label.category} {label.confidence} "
                f"{label.valid_from} {label.valid_to}"
            )
            # A sum does not depend on the order in which files were read.
            total += int.from_bytes(hashlib.sha256(line.encode()).digest()[:16], "big")
    return f"{total % 2**128:032x}"[:16]
