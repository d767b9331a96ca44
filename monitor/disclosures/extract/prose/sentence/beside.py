"""What stands beside a word, among the atoms of a sentence."""

from collections.abc import Sequence

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import COINS, FILLERS
from monitor.disclosures.extract.numbers.amounts import Unit

OWNERS = frozenset("its the their our his company’s company's".split())
OF_TIME = frozenset("in on during between within into over".split())
"""What leads to a period."""
A_TIME = frozenset({"a", "one"})
"""As in "it sold 704 a year ago", "one month earlier"."""
OF_THEM = (["of", "them"], ["of", "these"], ["of", "those"])


def low_at(atoms: Sequence[Atom], at: int) -> str:
    """The word at a place, "" where there is none."""
    return atoms[at].low if 0 <= at < len(atoms) else ""


def unit_at(atoms: Sequence[Atom], at: int) -> Unit | None:
    """What the number at a place counts; None where there is none."""
    return atoms[at].unit if 0 <= at < len(atoms) else None


def behind(atoms: Sequence[Atom], at: int, count: int) -> list[str]:
    """So many words behind a place, "" for what is none."""
    return [atom.low for atom in atoms[at + 1 : at + 1 + count]]


def before(atoms: Sequence[Atom], at: int, count: int) -> list[str]:
    """The same before it."""
    return [atom.low for atom in atoms[max(0, at - count) : at]]


def number_behind(atoms: Sequence[Atom], at: int, reach: int) -> int | None:
    """The place of the first number among so many atoms behind a place."""
    return next((at for at in range(at + 1, min(at + 1 + reach, len(atoms))) if atoms[at].amount), None)


def governed_number(atoms: Sequence[Atom], at: int, reach: int = 5) -> int | None:
    """The same where nothing but fillers stands between: "released about 136 BTC"."""
    place = number_behind(atoms, at, reach)
    return place if place is not None and FILLERS.issuperset(behind(atoms, at, place - at - 1)) else None


def is_counted_next(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a word is followed by a number of coins: "made 687 BTC", "mining a record 932 BTC"."""
    place, following = number_behind(atoms, at, 4), low_at(atoms, at + 1)
    return place is not None and atoms[place].unit is Unit.BTC and (not following or following in FILLERS)


def is_counted_before(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a number of coins stands before a word: "136 BTC were used", "136 BTC delivered"."""
    return unit_before(atoms, at) is Unit.BTC


def unit_before(atoms: Sequence[Atom], at: int) -> Unit | None:
    """What the number right before a word counts, past "were" and "had been"."""
    while low_at(atoms, at - 1) in _BEEN:
        at -= 1
    return unit_at(atoms, at - 1)


_BEEN = frozenset("was were been had has have".split())


def has_coins(words: Sequence[str]) -> bool:
    """Whether one of the words means the coin."""
    return not COINS.isdisjoint(words)
