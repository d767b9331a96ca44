"""Whether what a noun tells was called off, is only to come, or did not take place."""

from itertools import pairwise

from monitor.disclosures.extract.lexicon import CONTRACTED, MODALS, NEGATIONS
from monitor.disclosures.extract.prose.line import Clause

_REACH = 10
"""Atoms on either side of a noun in which it is told."""


def is_called_off(clause: Clause) -> bool:
    """As in "the sale of 500 BTC was cancelled", "fell through"."""
    after = _after(clause)
    return bool((CALLED_OFF - {"dropped"}) & set(after)) or ("fell", "through") in pairwise(after)


def is_to_come(clause: Clause) -> bool:
    """As in "the sale of 500 BTC is expected to close in October"."""
    return any(pair in _TO_COME for pair in pairwise(_after(clause)))


def _after(clause: Clause) -> list[str]:
    """The words behind a noun, up to what ends its clause."""
    line = clause.line
    stop = next(
        (at for at in range(clause.at + 1, clause.right) if line.low(at) in {".", ";", ","}), clause.right
    )
    return [line.low(at) for at in range(clause.at + 1, min(stop, clause.at + _REACH))]


CALLED_OFF = frozenset(
    "cancelled canceled abandoned dropped scrapped postponed pending terminated shelved rejected".split()
)
_TO_COME = frozenset(
    {("expected", "to"), ("scheduled", "to"), ("scheduled", "for"), ("due", "to"), ("set", "to")}
)


def is_none_done(clause: Clause) -> bool:
    """As in "did not report any bitcoin sales", "without the sale of bitcoin in June", "refrained from any sale"."""
    line, at = clause.line, clause.at - 1
    if _is_equal_to_none(clause):
        return True
    while at > clause.at - _REACH and (line.is_coin(at) or line.low(at) in _OF_ANY):
        at -= 1
    word = line.low(at)
    if word in {"refrained", "abstained", "no", "zero"}:
        return True
    if word == "without":
        return any(atom.when is not None for atom in line.atoms)
    if word not in _MAKING:
        return False
    before = {line.low(back) for back in range(max(0, at - 3), at)}
    return bool(before & NEGATIONS or before & CONTRACTED) and not before & MODALS


_OF_ANY = frozenset(
    "any the a single other additional spot open-market such outright direct new purchases acquisitions or nor"
    " proceeds cash from".split()
)
_MAKING = frozenset(
    "report reported disclose disclosed make made record recorded conduct conducted execute executed announce"
    " announced complete completed have see undertake undertaken carry receive received generate generated".split()
)


def _is_equal_to_none(clause: Clause) -> bool:
    """As in "sales of bitcoin in July were zero", "bitcoin sales for the quarter: none"."""
    line = clause.line
    return any(
        line.low(at) in {"zero", "nil", "none"}
        and line.low(at - 1) in {"were", "was", ":", "totaled", "totalled"}
        for at in range(clause.at + 1, min(clause.right, clause.at + _REACH))
    )
