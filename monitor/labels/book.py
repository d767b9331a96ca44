"""The label book: who owned a script at a time, as far as anybody claims to know."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import combinations
from types import MappingProxyType

from monitor.labels.derivation import Grounds, grounds_of
from monitor.labels.digest import ContentSum, claim_digest
from monitor.labels.entity import Entity
from monitor.labels.index import ScriptIndex
from monitor.labels.label import Label, precedence
from monitor.labels.standing import derived_ends
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
    candidate: bool = False
    """The leading claim was learned from the chain, and nobody has reviewed it."""


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
    """Every labelled script_pubkey with its claims, the most confident first: a plain dict, or an index on disk."""
    entities: Mapping[str, Entity]
    """Every known entity by slug, with and without labels."""
    digest: str
    """SHA-256, hex, of entities and labels whatever their order and files: the version of the label set."""
    counts: LabelCounts
    ends: Mapping[Grounds, date] = field(default_factory=dict)
    """The day since which labels on some grounds no longer stand, whatever their own `withdrawn`."""
    learned: Mapping[bytes, tuple[Label, ...]] = field(default_factory=dict)
    """The scripts of which something was learned from the chain, with all their claims, those of files included."""
    files: "LabelBook | None" = None
    """The book of the label files that the learned labels lie over."""

    @classmethod
    def build(cls, entities: Iterable[Entity], labels: Iterable[Label]) -> "LabelBook":
        """A book of these labels, in memory; each must name one of these entities.

        Raises:
            ValueError: a label names an entity that is not among them.
        """
        known = {entity.slug: entity for entity in entities}
        scripts = _claims_by_script(labels)
        strangers = {label.entity for claims in scripts.values() for label in claims} - known.keys()
        if strangers:
            raise ValueError(f"labels name unknown entities: {', '.join(sorted(strangers))}")
        content = ContentSum()
        content.add(claim_digest(label) + script for script, claims in scripts.items() for label in claims)
        grounds = (grounds_of(label) for claims in scripts.values() for label in claims if label.derived_from)
        return cls(
            scripts=scripts,
            entities=MappingProxyType(known),
            digest=content.digest(known.values()),
            counts=_count(known, scripts),
            ends=derived_ends(grounds, lambda script: scripts.get(script, ())),
        )

    @classmethod
    def over(cls, index: ScriptIndex, entities: Iterable[Entity]) -> "LabelBook":
        """A book over an index on disk, made from labels that name these entities."""
        known = {entity.slug: entity for entity in entities}
        return cls(
            scripts=index,
            entities=MappingProxyType(known),
            digest=index.digest,
            counts=LabelCounts(
                labels=index.labels,
                scripts=len(index),
                entities=len(known),
                conflicts=index.conflicts,
                by_category=MappingProxyType(index.by_category),
            ),
            ends=index.ends,
        )

    def attribute(
        self, script_pubkey: bytes, at: datetime, known_at: datetime | None = None
    ) -> Attribution | None:
        """Who owned a script at a time, or None where no claim holds then.

        Args:
            script_pubkey: the locking script, raw.
            at: an aware time; labels are dated in UTC days.
            known_at: as it was known at this aware time, by labels that were known then and not yet
                withdrawn; by default as it is known now.
        """
        claims = self.claims(script_pubkey)
        if not claims:
            return None
        day = at.astimezone(UTC).date()
        knowing = None if known_at is None else known_at.astimezone(UTC).date()
        held = tuple(claim for claim in claims if claim.covers(day) and self.stands(claim, knowing))
        if not held:
            return None
        leading = held[0]
        return Attribution(
            entity=leading.entity,
            name=self.entities[leading.entity].name,
            category=leading.category,
            confidence=leading.confidence,
            conflicted=any(
                claim.entity != leading.entity for claim in held if claim.candidate == leading.candidate
            ),
            claims=held,
            candidate=leading.candidate,
        )

    def claims(self, script_pubkey: bytes) -> tuple[Label, ...]:
        """Every label of a script, whenever it holds, the most confident first; those not reviewed come last."""
        return self.learned.get(script_pubkey) or self.scripts.get(script_pubkey, ())

    def with_learned(self, labels: Iterable[Label]) -> "LabelBook":
        """The labels of the files with these over them, in place of what was learned before.

        A candidate counts only where no other label claims its script, and is no part of the digest: it says what
        nobody has decided. Labels of entities that are not known are left out.
        """
        files = self.files or self
        learned: dict[bytes, tuple[Label, ...]] = {}
        content, accepted, new = ContentSum(), 0, 0
        for label in sorted(labels, key=lambda label: label.candidate):
            claims = learned.get(label.script_pubkey) or files.scripts.get(label.script_pubkey, ())
            reviewed = any(not claim.candidate for claim in claims)
            if label.entity not in files.entities or (label.candidate and reviewed):
                continue
            learned[label.script_pubkey] = tuple(sorted((*claims, label), key=precedence))
            if not label.candidate:
                content.add([claim_digest(label) + label.script_pubkey])
                accepted, new = accepted + 1, new + (not claims)
        counts = replace(
            files.counts, labels=files.counts.labels + accepted, scripts=files.counts.scripts + new
        )
        digest = (
            sha256((files.digest + content.digest(())).encode()).hexdigest() if accepted else files.digest
        )
        return replace(files, digest=digest, counts=counts, learned=learned, files=files)

    def stands(self, label: Label, day: date | None = None) -> bool:
        """Whether a label, and all it was derived from, is held for true.

        Args:
            label: one of this book's.
            day: as was known on this UTC day; by default as is known now.
        """
        end = self.ends.get(grounds_of(label)) if label.derived_from else None
        if day is None:
            return label.withdrawn is None and end is None
        return label.known_on(day) and (end is None or day < end)

    def hits(self, scripts: Iterable[bytes]) -> set[bytes]:
        """Those of many scripts that have a label; the fast way to look a whole block up."""
        if self.learned:
            scripts = list(scripts)
            return (self.learned.keys() & scripts) | replace(self, learned={}).hits(scripts)
        if isinstance(self.scripts, ScriptIndex):
            return self.scripts.hits(scripts)
        return self.scripts.keys() & scripts  # of a dict, in C

    def prove(self) -> None:
        """Hold all of an index on disk against its checksums, which a look-up does with what it touches.

        Raises:
            LabelIndexDamaged: something of it is not what was written.
        """
        if isinstance(self.scripts, ScriptIndex):
            self.scripts.prove()

    def entity(self, slug: str) -> Entity | None:
        """The entity of a slug, or None."""
        return self.entities.get(slug)

    def scripts_of(self, category: Category) -> tuple[bytes, ...]:
        """The scripts that any claim, whenever it holds, puts into a category; those not reviewed are left out."""
        if self.learned:
            accepted = (
                script
                for script, claims in self.learned.items()
                if any(claim.category is category and not claim.candidate for claim in claims)
            )
            return tuple(dict.fromkeys((*replace(self, learned={}).scripts_of(category), *accepted)))
        if isinstance(self.scripts, ScriptIndex):
            return tuple(self.scripts.of(category))
        return tuple(
            script
            for script, claims in self.scripts.items()
            if any(claim.category is category for claim in claims)
        )


def conflicts_among(claims: Iterable[Label]) -> tuple[tuple[Label, Label], ...]:
    """The pairs of claims on one script that name different entities for the same day.

    Claims that only repeat an entity and its dates count once, so a list full of repeats stays cheap; those that
    were withdrawn contradict nobody.
    """
    distinct = {
        (claim.entity, claim.valid_from, claim.valid_to): claim for claim in claims if claim.withdrawn is None
    }
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
        scripts[script] = tuple(sorted(claims, key=precedence))
    return scripts


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
