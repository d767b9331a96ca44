"""The label book: who owned a script at a time, as far as anybody claims to know."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from types import MappingProxyType

from monitor.labels.digest import label_set_digest
from monitor.labels.entity import Entity
from monitor.labels.label import Label
from monitor.labels.vocabulary import Category


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose a script was at one time. The most confident claim leads; the others stay in view."""

    entity: str
    """Slug of the leading entity."""
    name: str
    category: Category
    """What the leading claim says the script is used for."""
    confidence: int
    """Percent, of the leading claim."""
    conflicted: bool
    """Whether claims that hold at that time name more than one entity."""
    claims: tuple[Label, ...]
    """Every claim that holds at that time, the leading one first."""


@dataclass(frozen=True, slots=True)
class LabelCounts:
    """How large a label book is, for status and logs."""

    labels: int
    scripts: int
    entities: int
    conflicts: int
    """Scripts that two entities claim for the same day."""
    by_category: Mapping[Category, int]
    """Labels of each category that has any."""


@dataclass(frozen=True, slots=True, eq=False)
class LabelBook:
    """All labels and entities of one moment, immutable; a reload builds another book."""

    scripts: Mapping[bytes, tuple[Label, ...]]
    """Every labelled script_pubkey with its claims, the most confident first; a plain dict: `in` is hot."""
    entities: Mapping[str, Entity]
    """Every known entity by slug, with and without labels."""
    digest: str
    """SHA-256, hex, of entities and labels whatever their order and files: the version of the label set."""
    counts: LabelCounts

    @classmethod
    def build(cls, entities: Iterable[Entity], labels: Iterable[Label]) -> "LabelBook":
        """A book of these labels; each must name one of these entities.

        Raises:
            ValueError: a label names an entity that is not among them.
        """
        known = {entity.slug: entity for entity in entities}
        scripts = _claims_by_script(labels)
        strangers = {label.entity for claims in scripts.values() for label in claims} - known.keys()
        if strangers:
            raise ValueError(f"labels name unknown entities: {', '.join(sorted(strangers))}")
        return cls(
            scripts=scripts,
            entities=MappingProxyType(known),
            digest=label_set_digest(known.values(), scripts),
            counts=_count(known, scripts),
        )

    def attribute(self, script_pubkey: bytes, at: datetime) -> Attribution | None:
        """Who owned a script at a time, or None where no claim holds then.

        Args:
            script_pubkey: the locking script, raw.
            at: an aware time; labels are dated in UTC days.
        """
        claims = self.scripts.get(script_pubkey)
        if claims is None:
            return None
        day = at.astimezone(UTC).date()
        held = tuple(claim for claim in claims if claim.covers(day))
        if not held:
            return None
        leading = held[0]
        return Attribution(
            entity=leading.entity,
            name=self.entities[leading.entity].name,
            category=leading.category,
            confidence=leading.confidence,
            conflicted=any(claim.entity != leading.entity for claim in held),
            claims=held,
        )

    def entity(self, slug: str) -> Entity | None:
        """The entity of a slug, or None."""
        return self.entities.get(slug)

    def scripts_of(self, category: Category) -> tuple[bytes, ...]:
        """The scripts that any claim, whenever it holds, puts into a category."""
        return tuple(
            script
            for script, claims in self.scripts.items()
            if any(claim.category is category for claim in claims)
        )


def conflicts_among(claims: Iterable[Label]) -> tuple[tuple[Label, Label], ...]:
    """The pairs of claims on one script that name different entities for the same day.

    Claims that only repeat an entity and its dates count once, so a list full of repeats stays cheap.
    """
    distinct = {(claim.entity, claim.valid_from, claim.valid_to): claim for claim in claims}
    return tuple(
        (one, other)
        for one, other in combinations(distinct.values(), 2)
        if one.entity != other.entity and one.overlaps(other)
    )


def _claims_by_script(labels: Iterable[Label]) -> dict[bytes, tuple[Label, ...]]:
    scripts: dict[bytes, tuple[Label, ...]] = {}
    contested: dict[bytes, list[Label]] = {}
    for label in labels:
        first = scripts.setdefault(label.script_pubkey, (label,))[0]
        if first is not label:
            contested.setdefault(label.script_pubkey, [first]).append(label)
    for script, claims in contested.items():
        scripts[script] = tuple(sorted(claims, key=_precedence))
    return scripts


def _precedence(label: Label) -> tuple[object, ...]:
    return -label.confidence, label.entity, label.category, label.role or "", label.source, label.where


def _count(entities: Mapping[str, Entity], scripts: Mapping[bytes, tuple[Label, ...]]) -> LabelCounts:
    by_category = Counter(label.category for claims in scripts.values() for label in claims)
    return LabelCounts(
        labels=by_category.total(),
        scripts=len(scripts),
        entities=len(entities),
        conflicts=sum(bool(conflicts_among(claims)) for claims in scripts.values() if len(claims) > 1),
        by_category=MappingProxyType(
            {category: by_category[category] for category in Category if by_category[category]}
        ),
    )
