"""The one gate every label passes, whatever file format it was written in: text fields in, labels out."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

from monitor.bitcoin.address import script_for_address
from monitor.bitcoin.address_bulk import scripts_for_addresses
from monitor.bitcoin.network import Network
from monitor.errors import AddressError, Problem
from monitor.labels.dates import day_from_text
from monitor.labels.derivation import derivations_from_text
from monitor.labels.entity import Entity, slug_fault
from monitor.labels.label import Label
from monitor.labels.names import Names
from monitor.labels.vocabulary import (
    DEFAULT_CONFIDENCE,
    Category,
    category_from_text,
    confidence_from_text,
)

Value = TypeVar("Value")
Kept = tuple[bytes, Label, int]
"""A script, what is claimed of it (a label whose own script and line do not count), and its line."""
Keep = Callable[[Sequence[Kept]], None]

Again = tuple[str, Label, int]
"""An address (or hex script), a label that `take` gave, and the line in its file where the same is said of this one."""

MAX_PROBLEMS = 10_000
"""So many problems are listed; a file with more is no label file."""

_HEX = re.compile(r"[0-9a-fA-F]+")
_MAX_SCRIPT_SIZE = 10_000
"""Bytes; a longer script can never be spent (Bitcoin Core, `src/script/script.h`)."""
_MISTAKEN_SLUG = "coinbase"
_MISTAKEN_REMARK = (
    "the entity 'coinbase' is easily taken for a coinbase transaction; the company is 'coinbase-exchange'"
)

_confidence = lru_cache(maxsize=1024)(confidence_from_text)


class Intake:
    """Collects the labels, entities and problems of any number of label files.

    Args:
        network: the network that addresses must belong to.
        entities: those known beforehand; an entity that only a label file knows is added with the category it
            gives there.
        problems: the list to note problems in, where others note theirs too; a new one by default.
        keep: where labels go; by default into the list `labels`.
        aliases: where labels are imported, the slugs that names of the file stand for; names that entities are known by
            are understood then, too. None, as for our own files, takes every entity for a slug.
    """

    def __init__(
        self,
        network: Network,
        entities: Iterable[Entity] = (),
        problems: list[Problem] | None = None,
        keep: Keep | None = None,
        aliases: Mapping[str, str] | None = None,
    ) -> None:
        self.network = network
        self.entities = {entity.slug: entity for entity in entities}
        self.labels: list[Label] = []
        self.problems: list[Problem] = [] if problems is None else problems
        self.unlisted = 0
        """How many problems there were beyond `MAX_PROBLEMS`."""
        self._failed = False
        self._keep = keep or self._into_list
        self._remarked: set[tuple[str, str]] = set()
        self._aliases = aliases
        self._names: Names | None = None

    @property
    def importing(self) -> bool:
        """Whether it takes in what others have written, for whom a word may mean something else."""
        return self._aliases is not None

    def slug_of(self, name: str) -> str | None:
        """The slug of the entity that is known by a name, or None."""
        if name in self.entities:
            return name
        if self._names is None:
            self._names = Names(self.entities.values())
        return self._names.slug(name)

    def take(self, fields: Mapping[str, str], file: str, line: int) -> Label | None:
        """Check one label's fields and keep it as a label, or note everything that is wrong with it.

        Args:
            fields: text by name: `address` (or a hex script in its place) or `script_pubkey`, `entity`, and
                optionally `category`, `role`, `confidence`, `source`, `valid_from`, `valid_to`, `known_since`,
                `withdrawn`, `derived_from` and `note`. Empty text is the same as none.
            file: name of the file the label stands in.
            line: the label's line there, from 1.

        Returns:
            The label, which `take_again` takes for others that say the same of another script.
        """
        faults: list[str] = []
        script = _script(fields, self.network, faults)
        claim = self._claim(fields, file, line, faults)
        if script is None or claim is None:
            for fault in faults:
                self.note(Problem(f"{file}:{line}", fault))
            return None
        label = claim.at(script, line)
        self._keep(((script, label, line),))
        return label

    def take_again(self, rows: Sequence[Again]) -> list[int]:
        """Keep what `take` has accepted before for many other addresses, all at once.

        Returns:
            Which of the rows have no right address, by their index. Nothing is noted of them: give them to `take`.
        """
        right: list[Kept] = []
        wrong = []
        scripts = scripts_for_addresses([address for address, _, _ in rows], self.network)
        for index, (script, (address, claim, line)) in enumerate(zip(scripts, rows, strict=True)):
            known = _script_at(address, self.network, []) if script is None else script
            if known is None:
                wrong.append(index)
            else:
                right.append((known, claim, line))
        self._keep(right)
        return wrong

    def refuse(self, file: str, line: int, what: str) -> None:
        """Note something fatal that is wrong with a file itself."""
        self.note(Problem(f"{file}:{line}", what))

    def remark(self, file: str, line: int, what: str) -> None:
        """Note something a person should know of, which stops nothing."""
        self.note(Problem(f"{file}:{line}", what, fatal=False))

    def note(self, problem: Problem) -> None:
        """List a problem. The first fatal one is always listed, however many warnings came before."""
        if len(self.problems) < MAX_PROBLEMS or (problem.fatal and not self._failed):
            self.problems.append(problem)
        else:
            self.unlisted += 1
        self._failed = self._failed or problem.fatal

    def _into_list(self, labels: Sequence[Kept]) -> None:
        self.labels += [claim.at(script, line) for script, claim, line in labels]

    def _claim(self, fields: Mapping[str, str], file: str, line: int, faults: list[str]) -> Label | None:
        category = _parsed(fields, "category", category_from_text, None, faults)
        entity = self._entity(fields, category, file, line, faults)
        confidence = _parsed(fields, "confidence", _confidence, DEFAULT_CONFIDENCE, faults)
        first, last, known, withdrawn = (
            _parsed(fields, key, day_from_text, None, faults)
            for key in ("valid_from", "valid_to", "known_since", "withdrawn")
        )
        derived_from: tuple[str, ...] = _parsed(fields, "derived_from", self._derivations, (), faults)
        if first and last and first > last:
            faults.append(f"valid_from {first} is after valid_to {last}")
        if known and withdrawn and known > withdrawn:
            faults.append(f"known_since {known} is after withdrawn {withdrawn}")
        if faults or entity is None:
            return None
        if category is not None and category is not entity.category:
            self._remark_category(category, entity, file, line)
        return Label(
            script_pubkey=b"",
            entity=entity.slug,
            category=category or entity.category,
            confidence=confidence,
            role=sys.intern(fields.get("role", "")) or None,
            source=sys.intern(fields.get("source", "")),
            valid_from=first,
            valid_to=last,
            known_since=known,
            note=sys.intern(fields.get("note", "")),
            file=file,
            line=line,
            withdrawn=withdrawn,
            derived_from=derived_from,
        )

    def _derivations(self, text: str) -> tuple[str, ...]:
        return derivations_from_text(text, self.network)

    def _entity(
        self, fields: Mapping[str, str], category: Category | None, file: str, line: int, faults: list[str]
    ) -> Entity | None:
        slug = self._meant(fields.get("entity", ""))
        known = self.entities.get(slug)
        if known is not None:
            return known
        fault = slug_fault(slug)
        if fault is None and not fields.get("category"):
            fault = f"unknown entity {slug!r}: name it in the entities file, or say here what type it is"
        if fault is not None:
            faults.append(fault)
        if fault is not None or category is None:
            return None
        if slug == _MISTAKEN_SLUG:
            self.remark(file, line, _MISTAKEN_REMARK)
        entity = self.entities[slug] = Entity(slug=slug, name=slug, category=category)
        if self._names is not None:
            self._names.add(entity)
        return entity

    def _meant(self, name: str) -> str:
        if self._aliases is None or not name:
            return name
        return self._aliases.get(name) or self.slug_of(name) or name

    def _remark_category(self, category: Category, entity: Entity, file: str, line: int) -> None:
        if category in entity.categories or (entity.slug, category) in self._remarked:
            return
        self._remarked.add((entity.slug, category))
        self.remark(file, line, f"{category} is neither the category of {entity.slug} nor one of its roles")


def _parsed(
    fields: Mapping[str, str], key: str, parse: Callable[[str], Value], default: Value, faults: list[str]
) -> Value:
    text = fields.get(key)
    if not text:
        return default
    try:
        return parse(text)
    except ValueError as error:
        faults.append(f"{key}: {error}")
        return default


def _script(fields: Mapping[str, str], network: Network, faults: list[str]) -> bytes | None:
    address, script = fields.get("address", ""), fields.get("script_pubkey", "")
    if address and script:
        faults.append("both address and script_pubkey are given; one is enough")
        return None
    if script and not _HEX.fullmatch(script):
        faults.append(f"script_pubkey {script[:80]!r} is not hex")
        return None
    return _script_at(address or script, network, faults)


def _script_at(text: str, network: Network, faults: list[str]) -> bytes | None:
    if _HEX.fullmatch(text):
        return _script_from_hex(text, faults)
    if not text:
        faults.append("neither address nor script_pubkey is given")
        return None
    try:
        return script_for_address(text, network)
    except AddressError as error:
        faults.append(str(error))
        return None


def _script_from_hex(text: str, faults: list[str]) -> bytes | None:
    if len(text) % 2:
        faults.append(f"script_pubkey {text[:80]!r} has an odd number of hex digits")
    elif len(text) > 2 * _MAX_SCRIPT_SIZE:
        faults.append(
            f"a script_pubkey of {len(text) // 2} bytes; none above {_MAX_SCRIPT_SIZE} can be spent"
        )
    else:
        return bytes.fromhex(text)
    return None
