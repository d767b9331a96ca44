"""Makes an index file of labels as they come, in bounded memory, whatever their number."""

import json
import sys
import zlib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import accumulate, groupby
from operator import or_
from typing import BinaryIO

from monitor.bitcoin.network import Network
from monitor.errors import Problem
from monitor.labels.book import conflicts_among
from monitor.labels.contradictions import contradictions_over
from monitor.labels.digest import ContentSum, claim_digest
from monitor.labels.entity import Entity
from monitor.labels.index_format import (
    CATEGORIES,
    HEADER_SIZE,
    KEY_BITS,
    KEY_SIZE,
    REFERENCE,
    SIZE,
    Header,
    Section,
    Strings,
    pack_claim,
)
from monitor.labels.label import Label, precedence

_PARTS = 64
"""Parts of the order that are sorted by themselves."""
HELD = 250_000
"""Labels held in memory before they go to the parts' files."""
_REMEMBERED = 10_000
"""Claims that are recognised by being the same object."""
_MAX_PROBLEMS = 1000
"""So many conflicts and duplicates are kept for those who open the index later."""
_ALIGNED = 8


@dataclass(slots=True)
class _Notes:
    """What comes to light while records are written."""

    problems: list[Problem]
    conflicts: int = 0
    derived: list[str] = field(default_factory=list)


_Entry = bytes
"""The key (8 bytes, big-endian) and then the record, so that bytes sort by key, then by script."""


class IndexBuilder:
    """Takes labels in any order, then writes the index of them.

    Args:
        network: for the addresses in warnings.
        spool: opens a temporary file, empty, for reading and writing.
        held: labels to hold in memory before they go to such files.
    """

    def __init__(self, network: Network, spool: Callable[[], BinaryIO], held: int = HELD) -> None:
        self._most = held
        self._network = network
        self._spool = spool
        self._files: dict[int, BinaryIO] = {}
        self._held: list[list[_Entry]] = [[] for _ in range(_PARTS)]
        self._waiting = 0
        self._strings = Strings()
        self._numbers: dict[int, tuple[int, Label]] = {}
        self._claims: list[Label] = []
        self._packed: dict[bytes, int] = {}
        self._digests: list[bytes] = []
        self._content = ContentSum()
        self._counts: Counter[int] = Counter()

    def keep(self, script: bytes, claim: Label, line: int) -> None:
        """Take one label: its script, what is claimed of it, and its line."""
        known = self._numbers.get(id(claim))
        number = known[0] if known else self._number(claim)
        self._content.add(script, self._digests[number])
        self._counts[number] += 1
        key = script[4:12].rjust(KEY_SIZE, b"\0")
        self._held[key[0] >> 2].append(key + SIZE.pack(len(script)) + script + REFERENCE.pack(number, line))
        self._waiting += 1
        if self._waiting >= self._most:
            self._unload()

    def finish(
        self, out: BinaryIO, sources: bytes, entities: Iterable[Entity], problems: Iterable[Problem]
    ) -> None:
        """Write the index.

        Args:
            out: an empty file, open for writing at any place.
            sources: SHA-256 of what the labels came from.
            entities: every known entity; those of an entities file, too.
            problems: the warnings so far; conflicts and duplicates are added to them.
        """
        self._numbers.clear()
        writer, table, notes = _Writer(out), _Table(), _Notes(list(problems)[:_MAX_PROBLEMS])
        for part in range(_PARTS):
            entries = self._part(part)
            entries.sort()
            if len({entry[: -REFERENCE.size] for entry in entries}) < len(entries):
                entries = [self._merged(same, notes) for _, same in groupby(entries, key=_script_of)]
            table.add(entries, self._masks(entries), writer.size)
            notes.derived += self._derived(entries)
            writer.add(b"".join([entry[KEY_SIZE:] for entry in entries]))
        writer.end(Section.RECORDS)
        about = self._about(tuple(entities), notes)
        for section, content in (*table.sections(), *self._words(), (Section.ABOUT, about)):
            writer.add(content)
            writer.end(section)
        writer.finish(sources)

    def _merged(self, entries: Iterable[_Entry], notes: "_Notes") -> _Entry:
        """All claims on one script, the leading one first, and what there is to say of them."""
        same = list(entries)
        if len(same) == 1:
            return same[0]
        script = _script_of(same[0])
        references = [REFERENCE.unpack(entry[-REFERENCE.size :]) for entry in same]
        claims = [(self._claims[number].at(script, line), number) for number, line in references]
        claims.sort(key=lambda claim: precedence(claim[0]))
        labels = [label for label, _ in claims]
        notes.conflicts += bool(conflicts_among(labels))
        room = _MAX_PROBLEMS - len(notes.problems)
        if room > 0:
            notes.problems += contradictions_over(script, labels, self._network)[:room]
        ordered = b"".join(REFERENCE.pack(number, label.line) for label, number in claims)
        return same[0][: -REFERENCE.size] + ordered

    def _masks(self, entries: Iterable[_Entry]) -> list[int]:
        """The categories of each entry's claims, a bit for each."""
        bits = [1 << CATEGORIES.index(claim.category) for claim in self._claims]
        return [reduce(or_, [bits[number] for number in _numbers_of(entry)]) for entry in entries]

    def _derived(self, entries: Iterable[_Entry]) -> Iterator[str]:
        derived = {number for number, claim in enumerate(self._claims) if claim.derived_from}
        if derived:
            for entry in entries:
                if not derived.isdisjoint(_numbers_of(entry)):
                    yield _script_of(entry).hex()

    def _about(self, entities: tuple[Entity, ...], notes: "_Notes") -> bytes:
        by_category = Counter[str]()
        for number, count in self._counts.items():
            by_category[self._claims[number].category.value] += count
        about = {
            "digest": self._content.digest(entities),
            "labels": self._counts.total(),
            "conflicts": notes.conflicts,
            "by_category": {name.value: by_category[name] for name in CATEGORIES if by_category[name]},
            "derived": notes.derived,
            "problems": [(problem.where, problem.what) for problem in notes.problems],
            "entities": [
                (entity.slug, entity.category.value) for entity in entities if entity.name == entity.slug
            ],
        }
        return json.dumps(about).encode()

    def _words(self) -> Iterator[tuple[Section, bytes]]:
        texts = [text.encode() for text in self._strings.texts]
        yield Section.CLAIMS, b"".join(self._packed)
        yield Section.STRING_ENDS, array("Q", accumulate(map(len, texts))).tobytes()
        yield Section.STRINGS, b"".join(texts)

    def _number(self, claim: Label) -> int:
        """The number of what a label says; the same words get the same number, whatever their line."""
        packed = pack_claim(claim, self._strings)
        number = self._packed.setdefault(packed, len(self._packed))
        if number == len(self._claims):
            self._claims.append(claim)
            self._digests.append(claim_digest(claim))
        if len(self._numbers) >= _REMEMBERED:
            self._numbers.clear()
        self._numbers[id(claim)] = number, claim  # holds the claim, so that no other gets its id
        return number

    def _unload(self) -> None:
        for part, entries in enumerate(self._held):
            if entries:
                if part not in self._files:
                    self._files[part] = self._spool()
                self._files[part].write(b"".join([SIZE.pack(len(entry)) + entry for entry in entries]))
                entries.clear()
        self._waiting = 0

    def _part(self, part: int) -> list[_Entry]:
        entries, self._held[part] = self._held[part], []
        file = self._files.pop(part, None)
        if file is None:
            return entries
        with file:
            file.seek(0)
            raw = file.read()
        offset = 0
        while offset < len(raw):
            (size,) = SIZE.unpack_from(raw, offset)
            offset += SIZE.size
            entries.append(raw[offset : offset + size])
            offset += size
        return entries


def _script_of(entry: _Entry) -> bytes:
    (size,) = SIZE.unpack_from(entry, KEY_SIZE)
    return entry[KEY_SIZE + SIZE.size : KEY_SIZE + SIZE.size + size]


def _numbers_of(entry: _Entry) -> list[int]:
    """The numbers of the claims on an entry's script."""
    (size,) = SIZE.unpack_from(entry, KEY_SIZE)
    return [number for number, _ in REFERENCE.iter_unpack(entry[KEY_SIZE + SIZE.size + size :])]


class _Table:
    """The fixed-width parts, while records are written one by one in the order of their keys."""

    def __init__(self) -> None:
        self._keys = array("Q")
        self._offsets = array("Q", [0])
        self._masks = array("H")

    def add(self, entries: Sequence[_Entry], masks: Iterable[int], offset: int) -> None:
        """The next entries in order, whose records begin at an offset."""
        keys = array("Q", b"".join([entry[:KEY_SIZE] for entry in entries]))
        if sys.byteorder == "little":
            keys.byteswap()
        self._keys += keys
        sizes = [len(entry) - KEY_SIZE for entry in entries]
        self._offsets.pop()
        self._offsets.extend(accumulate(sizes, initial=offset))
        self._masks.extend(masks)

    def sections(self) -> Iterator[tuple[Section, bytes]]:
        yield Section.KEYS, self._keys.tobytes()
        yield Section.OFFSETS, self._offsets.tobytes()
        yield Section.MASKS, self._masks.tobytes()
        yield Section.BUCKETS, self._buckets()

    def _buckets(self) -> bytes:
        """Two to four buckets for each record, so that most of what has no label meets an empty one."""
        bits = max(1, len(self._keys).bit_length() + 1)
        shift = KEY_BITS - bits
        buckets = array("I", bytes(4 * ((1 << bits) + 1)))
        for key in self._keys:
            buckets[(key >> shift) + 1] += 1
        return array("I", accumulate(buckets)).tobytes()


class _Writer:
    """Writes the sections one after the other, and the header when they are done."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._crc = 0
        self._begin = HEADER_SIZE
        self._places: dict[Section, tuple[int, int]] = {}
        self.size = 0
        """Bytes of the present section so far."""
        out.write(bytes(HEADER_SIZE))

    def add(self, part: bytes) -> None:
        self._out.write(part)
        self._crc = zlib.crc32(part, self._crc)
        self.size += len(part)

    def end(self, section: Section) -> None:
        self._places[section] = self._begin, self.size
        padding = bytes(-(self._begin + self.size) % _ALIGNED)
        self.add(padding)
        self._begin += self.size
        self.size = 0

    def finish(self, sources: bytes) -> None:
        places = tuple(self._places[section] for section in Section)
        self._out.seek(0)
        self._out.write(Header(self._crc, sources, places).pack())
