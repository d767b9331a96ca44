"""Coins that a relative clause is of: "12.7 bitcoin in 2023, all of which it sold"."""

from monitor.disclosures.extract.lexicon import AUXILIARIES, is_adverb
from monitor.disclosures.extract.prose.line import Clause
from monitor.disclosures.extract.prose.none_of import NONE
from monitor.disclosures.extract.prose.objects import Object, Thing, of_amount
from monitor.disclosures.extract.prose.reference import counted_before

_REACH = 14
"""Atoms between a word and what it is of."""


def of_which(clause: Clause) -> Object | None:
    """As in "12.7 bitcoin in 2023, all of which it sold", "mined 450 bitcoin, none of which it sold"."""
    line, at = clause.line, _before_subject(clause)
    if line.low(at) not in _REFERRING or line.low(at - 1) != "of":
        return None
    none = line.low(at - 2) in NONE or (line.low(at - 2) == "one" and line.low(at - 3) == "not")
    if none:
        return Object(Thing.NOTHING, at - 2, at)
    if at >= _OF_IT and line.atoms[at - 2].amount is not None:
        return of_amount(clause, at - 2, elided=True)
    if line.low(at - 2) in _MOSTLY or (line.low(at - 2) == "all" and line.low(at - 3) in _ALMOST):
        return Object(Thing.COINS, at - 2, at) if counted_before(clause) is not None else None
    return counted_before(clause) if line.low(at - 2) == "all" else None


def _before_subject(clause: Clause) -> int:
    line, at = clause.line, clause.at - 1
    while at > clause.at - _REACH and (
        line.low(at) in AUXILIARIES
        or is_adverb(line.low(at))
        or line.low(at) in {"it", "we", "they", "the", "company"}
    ):
        at -= 1
    return at


_REFERRING = frozenset({"which", "them"})
_OF_IT = 2
_MOSTLY = frozenset("most half part some much majority bulk".split())
_ALMOST = frozenset("nearly almost virtually substantially practically".split())
