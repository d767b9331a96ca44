"""Makes an index file of labels as they come, in bounded memory, whatever their number."""

import json
import struct
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, chain, groupby, islice, pairwise
from typing import BinaryIO
from zlib import crc32

from monitor.bitcoin.network import Network
from monitor.errors import ConfigError, Problem
from monitor.labels.book import conflicts_among
from monitor.labels.contradictions import contradictions_over
from monitor.labels.derivation import Grounds, claims_of, grounds_of
from monitor.labels.digest import ContentSum, claim_digest
from monitor.labels.entity import Entity
from monitor.labels.index_format import (
    CATEGORIES,
    KEY_BITS,
    PLACE_BITS,
    RECORD,
    REFERENCE,
    SEVERAL,
    UNIT_BITS,
    Section,
    marks_of,
    record_of,
    record_of_several,
)
from monitor.labels.index_words import Spool, Words
from monitor.labels.index_write import PageWriter, chunks_of
from monitor.labels.label import Label, precedence
from monitor.labels.standing import derived_ends, fell

_PART_BITS = 6
"""The first bits of a record's CRC are its part of the order, ..."""
_PARTS = 1 << _PART_BITS
"""... of which each is sorted by itself."""
_CRC_SIZE = 4
HELD = 250_000
"""Labels held in memory before they go to the parts' files."""
_REMEMBERED = 10_000
"""Claims that are recognised by being the same object."""
_MAX_PROBLEMS = 1000
"""So many conflicts and duplicates are kept for those who open the index later."""
_BLOCK = struct.Struct("=II")
"""Size and number of the records of one size that stand together in a part's file."""

_Record = bytes
"""A record of one claim as `record_of` packs it, so that bytes sort by CRC, and the same scripts stand together."""


@dataclass(slots=True)
class _Notes:
    """What comes to light while records are written."""

    problems: list[Problem]
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of a claim that came before."""

    number: int
    digest: bytes
    category: int
    grounds: Grounds
    claim: Label
    """Held, so that no other object gets its id."""


@dataclass(slots=True)
class _Resting:
    """The labels that say one thing and rest on other labels."""

    first: int
    """The line of the first."""
    labels: int = 0


class IndexBuilder:
    """Takes labels in any order, then writes the index of them; `close` it in the end.

    Args:
        network: for the addresses in warnings.
        spool: opens a temporary file, empty, for reading and writing.
        held: labels to hold in memory before they go to such files.
    """

    def __init__(self, network: Network, spool: Spool, held: int = HELD) -> None:
        self._most = held
        self._network = network
        self._open = ExitStack()
        self._spool: Spool = lambda: self._open.enter_context(spool())
        self._files: dict[int, BinaryIO] = {}
        self._kinds: dict[int, tuple[Callable[..., bytes], list[list[_Record]]]] = {}
        """By size of the script: what packs a record, and those of each part that are held."""
        self._waiting = 0
        self._bytes = 0
        self._words = Words(self._spool)
        self._known: dict[int, _Known] = {}
        self._content = ContentSum()
        self._counts = [0] * len(CATEGORIES)
        self._resting: dict[int, _Resting] = {}
        self._grounds: dict[Grounds, None] = {}

    def keep(self, labels: Sequence[tuple[bytes, Label, int]]) -> None:
        """Take labels: the script of each, what is claimed of it, and its line."""
        contents = []
        for script, claim, line in labels:
            known = self._known.get(id(claim)) or self._met(claim)
            contents.append(known.digest + script)
            self._counts[known.category] += 1
            if known.grounds:
                self._resting.setdefault(known.number, _Resting(line)).labels += 1
            size = len(script)
            pack, parts = self._kinds.get(size) or self._kind(size)
            record = pack(crc32(script), size, known.number, line, script)
            parts[record[0] >> 8 - _PART_BITS].append(record)
            self._bytes += len(record)
        self._content.add(contents)
        self._waiting += len(labels)
        if self._waiting >= self._most:
            self._unload()

    def finish(self, out: BinaryIO, entities: Iterable[Entity], problems: Iterable[Problem]) -> None:
        """Write the index.

        Args:
            out: an empty file, open for writing at any place.
            entities: every known entity; those of an entities file, too.
            problems: the warnings so far; conflicts and duplicates are added to them.

        Raises:
            ConfigError: there are more labels than an index can hold.
        """
        self._known.clear()
        writer, notes = PageWriter(out), _Notes(list(problems)[:_MAX_PROBLEMS])
        table = _Table(sum(self._counts), self._bytes, self._words.categories)
        wanted = self._grounds_by_part()
        claims: dict[bytes, list[Label]] = {}
        for part in range(_PARTS):
            records = self._merged(sorted(self._part(part)), notes)
            if part in wanted:
                claims.update(self._claims_on(wanted[part], records))
            table.add(records, writer.size)
            writer.add(b"".join(records))
        writer.end(Section.RECORDS)
        for section, parts in (*table.sections(), *self._words.sections()):
            writer.write(section, parts)
        ends = derived_ends(self._grounds, lambda script: claims.get(script, ()))
        notes.problems += islice(self._fallen(ends), _MAX_PROBLEMS - len(notes.problems))
        about = self._about(tuple(entities), notes, table, ends)
        writer.write(Section.ABOUT, (json.dumps(about).encode(),))
        writer.finish()

    def close(self) -> None:
        """Give up the temporary files."""
        self._open.close()

    def _met(self, claim: Label) -> _Known:
        """A claim that is new, or was not met for long; the same words get the same number, whatever their line."""
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        category, grounds = CATEGORIES.index(claim.category), grounds_of(claim)
        number = self._words.claim_number(claim, category)
        known = self._known[id(claim)] = _Known(number, claim_digest(claim), category, grounds, claim)
        if grounds:
            self._grounds[grounds] = None
        return known

    def _kind(self, size: int) -> tuple[Callable[..., bytes], list[list[_Record]]]:
        kind = self._kinds[size] = record_of(size).pack, [[] for _ in range(_PARTS)]
        return kind

    def _unload(self) -> None:
        for _, parts in self._kinds.values():
            for part, records in enumerate(parts):
                if records:
                    if part not in self._files:
                        self._files[part] = self._spool()
                    self._files[part].write(_BLOCK.pack(len(records[0]), len(records)) + b"".join(records))
                    records.clear()
        self._waiting = 0

    def _part(self, part: int) -> list[_Record]:
        """All records of a part, in no order."""
        records: list[_Record] = []
        for _, parts in self._kinds.values():
            records += parts[part]
            parts[part] = []
        file = self._files.pop(part, None)
        if file is not None:
            with file:
                file.seek(0)
                while head := file.read(_BLOCK.size):
                    size, count = _BLOCK.unpack(head)
                    records += [
                        record for (record,) in struct.iter_unpack(f"{size}s", file.read(size * count))
                    ]
        return records

    def _merged(self, records: list[_Record], notes: _Notes) -> list[_Record]:
        """Sorted records, with one for all claims on a script."""
        crcs = [record[:_CRC_SIZE] for record in records]
        repeated = {one for one, other in pairwise(crcs) if one == other}
        if not repeated:
            return records
        doubtful = [record for record, crc in zip(records, crcs, strict=True) if crc in repeated]
        merged = [record for record, crc in zip(records, crcs, strict=True) if crc not in repeated]
        doubtful.sort(key=_script_of)
        merged += [self._one(script, list(same), notes) for script, same in groupby(doubtful, key=_script_of)]
        merged.sort()
        return merged

    def _one(self, script: bytes, same: list[_Record], notes: _Notes) -> bytes:
        """All claims on one script, the leading one first, and what there is to say of them."""
        if len(same) == 1:
            return same[0]
        references = [reference for record in same for reference in _references(record)]
        claims = [(self._words.claim(number).at(script, line), number) for number, line in references]
        claims.sort(key=lambda claim: precedence(claim[0]))
        labels = [label for label, _ in claims]
        notes.conflicts += bool(conflicts_among(labels))
        room = _MAX_PROBLEMS - len(notes.problems)
        if room > 0:
            notes.problems += contradictions_over(script, labels, self._network)[:room]
        return record_of_several(crc32(script), script, [(number, label.line) for label, number in claims])

    def _grounds_by_part(self) -> dict[int, set[bytes]]:
        """The scripts of the claims that labels rest on, by the part in which they stand."""
        scripts: dict[int, set[bytes]] = {}
        for grounds in self._grounds:
            for _, script in claims_of(grounds):
                scripts.setdefault(crc32(script) >> KEY_BITS - _PART_BITS, set()).add(script)
        return scripts

    def _claims_on(
        self, scripts: set[bytes], records: Iterable[bytes]
    ) -> Iterator[tuple[bytes, list[Label]]]:
        for record in records:
            script = _script_of(record)
            if script in scripts:
                yield (
                    script,
                    [self._words.claim(number).at(script, line) for number, line in _references(record)],
                )

    def _fallen(self, ends: Mapping[Grounds, date]) -> Iterator[Problem]:
        """A warning for all labels that say the same and no longer stand for what they were derived from."""
        for number, resting in self._resting.items() if ends else ():
            claim = self._words.claim(number)
            if fell(claim, ends):
                others = f", nor do {resting.labels - 1} more that say the same" if resting.labels > 1 else ""
                what = f"withdrawn: what it was derived from no longer stands{others}"
                yield Problem(f"{claim.file}:{resting.first}", what, fatal=False)

    def _about(
        self, entities: tuple[Entity, ...], notes: _Notes, table: "_Table", ends: Mapping[Grounds, date]
    ) -> dict[str, object]:
        counts = zip(CATEGORIES, self._counts, strict=True)
        return {
            "digest": self._content.digest(entities),
            "labels": sum(self._counts),
            "scripts": table.scripts,
            "conflicts": notes.conflicts,
            "by_category": {category.value: count for category, count in counts if count},
            "place_bits": table.place_bits,
            "members": [len(members) for members in table.members],
            "ends": [(grounds, end.toordinal()) for grounds, end in ends.items()],
            "problems": [(problem.where, problem.what) for problem in notes.problems],
            "entities": [
                (entity.slug, entity.category.value) for entity in entities if entity.name == entity.slug
            ],
        }


class _Table:
    """What leads to the records, while they are written in their order.

    Args:
        labels: how many there are at most.
        size: bytes of their records, at most.
        categories: the category of each claim, by its number.

    Raises:
        ConfigError: they lie where an index cannot point to.
    """

    def __init__(self, labels: int, size: int, categories: Sequence[int]) -> None:
        self.place_bits = ((size >> UNIT_BITS) + 1).bit_length()
        if self.place_bits > PLACE_BITS:
            raise ConfigError([Problem("labels", "an index cannot hold so many; leave some files out")])
        # Four to eight buckets for each record, so that most of what has no label meets an empty one.
        bits = min(KEY_BITS, labels.bit_length() + 2)
        self._buckets = array("I", [0]) * (1 << bits)
        self._shift = KEY_BITS - bits
        self._categories = categories
        self.members = [array("I") for _ in CATEGORIES]
        """Where the records of each category lie."""
        self.scripts = 0

    def add(self, records: Sequence[bytes], offset: int) -> None:
        """The next records in their order, of which the first begins at an offset."""
        buckets, shift, categories, members = self._buckets, self._shift, self._categories, self.members
        bits, marks = self.place_bits, marks_of(self.place_bits)
        begins = accumulate(map(len, records), initial=offset)
        for record, begin in zip(records, begins, strict=False):
            crc, size, number, _ = RECORD.unpack_from(record)
            unit = begin >> UNIT_BITS
            bucket = crc >> shift
            if buckets[bucket]:
                buckets[bucket] &= (1 << bits) - 1
            else:
                buckets[bucket] = unit + 1 | crc % marks + 1 << bits if marks else unit + 1
            if size & SEVERAL:
                for category in {categories[each] for each, _ in _references(record)}:
                    members[category].append(unit)
            else:
                members[categories[number]].append(unit)
        self.scripts += len(records)

    def sections(self) -> Iterator[tuple[Section, Iterator[bytes]]]:
        """What an index file holds of it."""
        yield Section.BUCKETS, chunks_of(self._buckets)
        yield Section.MEMBERS, chain.from_iterable(map(chunks_of, self.members))


def _script_of(record: bytes) -> bytes:
    size = RECORD.unpack_from(record)[1] & ~SEVERAL
    return record[RECORD.size : RECORD.size + size]


def _references(record: bytes) -> list[tuple[int, int]]:
    """Number and line of every claim of a record."""
    _, size, number, line = RECORD.unpack_from(record)
    if not size & SEVERAL:
        return [(number, line)]
    begin = RECORD.size + (size & ~SEVERAL)
    return list(REFERENCE.iter_unpack(record[begin : begin + number * REFERENCE.size]))
