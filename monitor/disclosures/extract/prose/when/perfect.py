"""The present perfect, which tells of a time that lasts up to now: "has sold", "have been selling"."""

from monitor.disclosures.extract.lexicon import Shape
from monitor.disclosures.extract.prose.sentence.line import Clause, Line

_HAS = frozenset("has have hasn't hasn’t haven't haven’t".split())
_REACH = 4


def is_perfect(clause: Clause) -> bool:
    """Whether a deed is told in the present perfect."""
    line = clause.line
    before = [line.low(at) for at in range(max(clause.left, clause.at - _REACH), clause.at)]
    helped = clause.told.shape is Shape.PAST or (clause.told.shape is Shape.GERUND and "been" in before)
    just = "just" in before[-2:]  # "it just sold off all its bitcoin"
    return helped and (just or not _HAS.isdisjoint(before))


def is_of_other_subject(clause: Clause, at: int) -> bool:
    """As in "MARA sold 300 in March, and Foo has cleared out its treasury": the month of another company's deed.

    Args:
        clause: of the deed.
        at: the place of a period in its sentence.
    """
    line = clause.line
    if not is_perfect(clause):
        return False
    if at < clause.at and _is_joined(line, at, clause.at):
        return True
    if at < clause.at:
        deeds = [told.at for told in line.deeds if told.at < at]
        other, own = _named(line, 0, deeds[-1]) if deeds else set(), _named(line, at, clause.at)
    else:
        deeds = [told.at for told in line.deeds if clause.at < told.at < at]
        other, own = _named(line, clause.at, deeds[-1]) if deeds else set(), _named(line, 0, clause.at)
    return bool(own) and bool(other) and own.isdisjoint(other)


def _is_joined(line: Line, at: int, verb: int) -> bool:
    """As in "wrote down its bitcoin in 2021 and 2022, and has sold it": the time of the verb that it is joined to."""
    has = line.find_back(_HAS, verb - 1, at)
    return has is not None and line.low(has - 1) == "and" and at > _OPENING


_OPENING = 3
"""Atoms within which a sentence opens with a period, which is that of all its verbs."""


def _named(line: Line, start: int, stop: int) -> set[str]:
    return {entity for atom in line.atoms[start:stop] if (entity := atom.entity) is not None}
