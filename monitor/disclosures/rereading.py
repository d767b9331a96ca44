"""What becomes of a document's statements when it is read again by other rules.

What is read as before stays. What differs only in what stands beside it, such as the purpose of a sale, is the same
statement, told better. Everything else that is not read any more is withdrawn, and what is newly read is added. What
a reviewer decided about stands as the reviewer has it, whatever the rules make of its words.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from monitor.disclosures.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What a document stated when it was read last."""

    statements: tuple[Statement, ...]
    reviewed: Collection[str] = ()
    """Ids of those that a reviewer decided about."""
    withdrawn: Collection[str] = ()
    """Ids of those that an earlier rereading withdrew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What another reading of a document changes."""

    added: tuple[Statement, ...] = ()
    withdrawn: tuple[Statement, ...] = ()
    restored: tuple[Statement, ...] = ()
    """Withdrawn once, and read again now."""
    revised: tuple[Statement, ...] = ()
    """The same with other figures beside them, under the id that each has."""
    reworded: tuple[Statement, ...] = ()
    """The same, resting on other words or found by another rule: no news."""
    stood: tuple[Statement, ...] = ()
    """What the rules do not read any more, or read otherwise, and a reviewer decided about."""

    @property
    def news(self) -> bool:
        """Whether anything counts otherwise than before."""
        return bool(self.added or self.withdrawn or self.restored or self.revised)

    @property
    def issuers(self) -> frozenset[str]:
        """Of whom something counts otherwise."""
        news = (*self.added, *self.withdrawn, *self.restored, *self.revised)
        return frozenset(each.issuer for each in news)


def changes(before: Before, now: Iterable[Statement]) -> Changes:
    """What another reading changes.

    Args:
        before: of all issuers that the document states something of.
        now: what it reads as by the rules of today.
    """
    given = {each.statement_id: each for each in now}
    pairs: list[tuple[Statement, Statement]] = []
    left: list[Statement] = []
    for old in before.statements:
        same = given.pop(replace(old, known_as=None).statement_id, None)
        if same is None:
            left.append(old)
        else:
            pairs.append((old, same))
    alike, gone, new = _alike(left, list(given.values()))
    pairs += alike
    stood = [each for each in gone if each.statement_id in before.reviewed]
    read_otherwise = {each.statement_id for old in stood if (each := _of_its_words(old, new)) is not None}
    return Changes(
        added=tuple(each for each in new if each.statement_id not in read_otherwise),
        withdrawn=tuple(each for each in gone if each.statement_id not in {*before.reviewed, *before.withdrawn}),
        restored=tuple(old for old, _ in pairs if old.statement_id in before.withdrawn),
        revised=tuple(_in_place_of(old, again) for old, again in pairs if old != _in_place_of(old, again, old)),
        reworded=tuple(
            _in_place_of(old, again)
            for old, again in pairs
            if old == _in_place_of(old, again, old) != _in_place_of(old, again)
        ),
        stood=tuple(stood),
    )  # fmt: skip


def _alike(
    left: Iterable[Statement], new: Iterable[Statement]
) -> tuple[list[tuple[Statement, Statement]], list[Statement], list[Statement]]:
    """Pairs of old and new that tell the same of the same time, and what of both is left."""
    waiting: dict[object, list[Statement]] = defaultdict(list)
    for each in new:
        waiting[_essence(each)].append(each)
    pairs: list[tuple[Statement, Statement]] = []
    gone: list[Statement] = []
    for old in left:
        same = waiting[_essence(old)]
        if same:
            pairs.append((old, same.pop(0)))
        else:
            gone.append(old)
    return pairs, gone, [each for rest in waiting.values() for each in rest]


def _essence(statement: Statement) -> tuple[str, str, str, date, date, int | None]:
    stated = statement
    return stated.issuer, stated.kind.value, stated.url, stated.period_start, stated.period_end, stated.sats


def _in_place_of(old: Statement, new: Statement, words_of: Statement | None = None) -> Statement:
    """The new one under the id of the old, with the words of another where one is given."""
    words = words_of or new
    return replace(
        new, known_as=old.known_as or (old.statement_id if new.statement_id != old.statement_id else None),
        evidence=words.evidence, rule=words.rule, derived=words.derived,
    )  # fmt: skip


def _of_its_words(stood: Statement, new: Sequence[Statement]) -> Statement | None:
    """What the rules make by now of the words of a statement that a reviewer decided about; the likeliest one."""
    same = [
        each
        for each in new
        if (each.issuer, each.kind) == (stood.issuer, stood.kind)
        and stood.evidence
        and (stood.evidence in each.evidence or each.evidence in stood.evidence)
    ]
    period = stood.period_start, stood.period_end
    return min(
        same,
        key=lambda each: (
            (each.period_start, each.period_end) != period,
            each.sats != stood.sats,
            each.statement_id,
        ),
        default=None,
    )
