"""Stores of coins that were made smaller: "trimmed its treasury by 100 coins", "tapped its reserves for 475 BTC"."""

from collections.abc import Sequence
from itertools import pairwise

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import COINS, HOARDS
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.sentence.beside import OWNERS, behind, governed_number, number_behind

_OWNERS = OWNERS | frozenset("own s ’ '".split())
_FEWER = frozenset(
    "trimmed pared slashed cut reduced lightened whittled shaved lopped"
    " trimming paring slashing cutting shaving lopping".split()
)
_TAPPED = frozenset("tapped dipped raided tapping dipping raiding".split())
DRAWN_FROM = _FEWER | _TAPPED
"""Words that tell of a sale only beside a store and a number of coins."""
_REACH = 14
_PARTICLES = frozenset("down back into on deeper again".split())
_TIMES = frozenset("in during over the last this month week".split())


def number_drawn(atoms: Sequence[Atom], at: int) -> int | None:
    """The place of the coins that a store was made smaller by: "by 100 BTC" of "trimmed", "for 100 BTC" of "tapped".

    Args:
        atoms: of the sentence.
        at: the place of the word.

    Returns:
        None where the word means something else: "cut its debt by $10 million", "tapped its treasury for cash".
    """
    joint = "by" if atoms[at].low in _FEWER else "for"
    stored = False
    for place in range(at + 1, min(at + _REACH, len(atoms))):
        atom = atoms[place]
        if atom.low == joint and stored:
            counted = governed_number(atoms, place, len(atoms))
            amount = None if counted is None else atoms[counted].amount
            known = amount is not None and amount.unit in {
                Unit.BTC,
                Unit.PERCENT if joint == "by" else Unit.BTC,
            }
            return counted if known and amount is not None and amount.value else None
        if atom.low in HOARDS and _is_of_coins(atoms, place):
            stored = True
        elif not (
            atom.low in _OWNERS or atom.low in _PARTICLES or atom.low in COINS or atom.entity is not None
            or (stored and (atom.low in _TIMES or atom.when is not None))
        ):  # fmt: skip
            return None
    return None


def is_reduced_to_pay(atoms: Sequence[Atom], at: int) -> bool:
    """As in "reduced its bitcoin holdings from 440 to 430 to fund operations": what for tells that some were sold."""
    if atoms[at].low not in _FEWER:
        return False
    words = behind(atoms, at, _FOR_WHAT)
    places = range(at + 1, min(at + _REACH, len(atoms)))
    stored = any(atoms[place].low in HOARDS and _is_of_coins(atoms, place) for place in places)
    changed = "from" in words and "to" in words[words.index("from") :]
    return stored and changed and any(pair in _PAYING for pair in pairwise(words))


_FOR_WHAT = 23
_PAYING = frozenset(("to", deed) for deed in "fund finance pay repay cover meet support settle".split())


def is_trimmed_from(atoms: Sequence[Atom], at: int) -> bool:
    """As in "trimmed 100 BTC from its stack"."""
    counted = number_behind(atoms, at, 3) if atoms[at].low in _FEWER else None
    if counted is None or atoms[counted].unit is not Unit.BTC:
        return False
    words = behind(atoms, at, 6)
    away = next((place for place, word in enumerate(words) if word in {"from", "off"}), len(words))
    store = words[away + 1 :]
    return bool(store) and store[0] in _OWNERS and not HOARDS.isdisjoint(store)


def is_drawn_from(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a word for making something smaller is told of coins."""
    return is_trimmed_from(atoms, at) or number_drawn(atoms, at) is not None or is_reduced_to_pay(atoms, at)


def _is_of_coins(atoms: Sequence[Atom], at: int) -> bool:
    """As in "its treasury", "its bitcoin holdings"; not "the loan's position"."""
    before = atoms[at - 1]
    return before.low in _OWNERS or before.low in COINS or (before.low == ")" and atoms[at - 2].low in COINS)
