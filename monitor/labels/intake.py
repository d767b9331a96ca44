"""The one gate every label passes, whatever file format it was written in: text fields in, labels out."""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from monitor.bitcoin.address import script_for_address
from monitor.bitcoin.network import Network
from monitor.errors import AddressError, Problem
from monitor.labels.dates import day_from_text
from monitor.labels.entity import Entity, slug_fault
from monitor.labels.label import Label
from monitor.labels.vocabulary import (
    DEFAULT_CONFIDENCE,
    Category,
    category_from_text,
    confidence_from_text,
)

Value = TypeVar("Value")

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
    """

    def __init__(
        self, network: Network, entities: Iterable[Entity] = (), problems: list[Problem] | None = None
    ) -> None:
        self.network = network
        self.entities = {entity.slug: entity for entity in entities}
        self.labels: list[Label] = []
        self.problems: list[Problem] = [] if problems is None else problems
        self._remarked: set[tuple[str, str]] = set()

    def take(self, fields: Mapping[str, str], file: str, line: int) -> None:
        """Check one label's fields and keep it as a label, or note everything that is wrong with it.

        Args:
            fields: text by name: `address` (or a hex script in its place) or `script_pubkey`, `entity`, and
                optionally `category`, `role`, `confidence`, `source`, `valid_from`, `valid_to`, `known_since`
                and `note`. Empty text is the same as none.
            file: name of the file the label stands in.
            line: the label's line there, from 1.
        """
        faults: list[str] = []
        script = _script(fields, self.network, faults)
        category = _parsed(fields, "category", category_from_text, None, faults)
        entity = self._entity(fields, category, f"{file}:{line}", faults)
        confidence = _parsed(fields, "confidence", _confidence, DEFAULT_CONFIDENCE, faults)
        valid_from = _parsed(fields, "valid_from", day_from_text, None, faults)
        valid_to = _parsed(fields, "valid_to", day_from_text, None, faults)
        known_since = _parsed(fields, "known_since", day_from_text, None, faults)
        if valid_from and valid_to and valid_from > valid_to:
            faults.append(f"valid_from {valid_from} is after valid_to {valid_to}")
        if faults or script is None or entity is None:
            self.problems.extend(Problem(f"{file}:{line}", fault) for fault in faults)
            return
        self.labels.append(
            Label(
                script_pubkey=script,
                entity=entity.slug,
                category=category or entity.category,
                confidence=confidence,
                role=sys.intern(fields.get("role", "")) or None,
                source=sys.intern(fields.get("source", "")),
                valid_from=valid_from,
                valid_to=valid_to,
                known_since=known_since,
                note=sys.intern(fields.get("note", "")),
                file=file,
                line=line,
            )
        )
        if category is not None and category is not entity.category:
            self._remark_category(category, entity, f"{file}:{line}")

    def refuse(self, file: str, line: int, what: str) -> None:
        """Note something fatal that is wrong with a file itself."""
        self.problems.append(Problem(f"{file}:{line}", what))

    def _entity(
        self, fields: Mapping[str, str], category: Category | None, where: str, faults: list[str]
    ) -> Entity | None:
        slug = fields.get("entity", "")
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
            self.problems.append(Problem(where, _MISTAKEN_REMARK, fatal=False))
        return self.entities.setdefault(slug, Entity(slug=slug, name=slug, category=category))

    def _remark_category(self, category: Category, entity: Entity, where: str) -> None:
        if category in entity.categories or (entity.slug, category) in self._remarked:
            return
        self._remarked.add((entity.slug, category))
        what = f"{category} is neither the category of {entity.slug} nor one of its roles"
        self.problems.append(Problem(where, what, fatal=False))


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
    if script or _HEX.fullmatch(address):
        return _script_from_hex(script or address, faults)
    return _script_from_address(address, network, faults)


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


def _script_from_address(address: str, network: Network, faults: list[str]) -> bytes | None:
    if not address:
        faults.append("neither address nor script_pubkey is given")
        return None
    try:
        return script_for_address(address, network)
    except AddressError as error:
        faults.append(str(error))
        return None
