"""Words that tell of mining only beside a number of coins, or beside a means of mining."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import COINS
from monitor.disclosures.extract.prose.sentence.selling_words import is_counted_before, is_counted_next

_TURNING = frozenset("turned pumped spat put".split())
BY_MINING = _TURNING | frozenset(
    "made found brought won collected banked added pulled raked recorded booked".split()
)
"""Words that `is_by_mining` may make words of mining."""
_MEANS = frozenset("machine machines rig rigs fleet mining self-mining mine mines hashrate rewards".split())
_DEALT = frozenset("market price cost auction sale sales sold".split())
_OWN = frozenset("its our their own s".split())


def _is_put_out(atoms: Sequence[Atom], at: int) -> bool:
    """As in "churned out 450 bitcoin"."""
    return at + 1 < len(atoms) and atoms[at + 1].low == "out" and is_counted_next(atoms, at + 1)


def _is_dug(atoms: Sequence[Atom], at: int) -> bool:
    """As in "dug 388 BTC", "dug up 115 bitcoin"."""
    particle = at + 1 < len(atoms) and atoms[at + 1].low in {"up", "out"}
    return is_counted_next(atoms, at + particle) or is_counted_before(atoms, at)


def _is_item(atoms: Sequence[Atom], at: int) -> bool:
    """As in "494 bitcoin made; 2.54 sold": an item of a list."""
    ends = at + 1 == len(atoms) or atoms[at + 1].low in {";", ",", "."}
    before = atoms[at - 1].amount if at else None
    return ends and atoms[at].low in {"made", "found"} and before is not None and before.unit == "btc"


def is_by_mining(atoms: Sequence[Atom], at: int) -> bool:
    """As in "its machines found 375 coins", "brought in 89 bitcoin from mining": a word that tells of mining there."""
    if _is_item(atoms, at) or (atoms[at].low in _TURNING and _is_put_out(atoms, at)):
        return True
    if atoms[at].low in _TURNING or atoms[at].low == "made":
        return False
    particle = at + 1 < len(atoms) and atoms[at + 1].low in {"in", "up", "out"}
    if not is_counted_next(atoms, at + particle):
        return False
    after = next(place for place in range(at + 1, len(atoms)) if atoms[place].amount is not None) + 1
    until = next((at for at in range(after, len(atoms)) if atoms[at].low in {";", "."}), len(atoms))
    if any(atom.low in _DEALT for atom in atoms[after : min(until, after + 9)]):
        return False
    before = [atom.low for atom in atoms[max(0, at - 6) : at]]
    behind = [atom.low for atom in atoms[after : after + 7]]
    by = any(word in {"from", "through", "by", "via", "for", "in", "as"} for word in behind)
    own = any(word in {"miner", "miners"} and last in _OWN for last, word in pairwise(before))
    return own or not _MEANS.isdisjoint(before) or (by and not _MEANS.isdisjoint(behind))


def _is_of_coins(atom: Atom) -> bool:
    return atom.amount is not None and atom.amount.unit == "btc"


MINING_WORDS: dict[str, Callable[[Sequence[Atom], int], bool]] = {
    **dict.fromkeys("churned cranked".split(), _is_put_out),
    **dict.fromkeys("dug unearthed extracted harvested".split(), _is_dug),
    **dict.fromkeys("earns mints".split(), is_counted_next),
    "haul": lambda atoms, at: (
        at + 1 < len(atoms) and atoms[at + 1].low in {"was", "came", "reached", "totaled"}
    ),
    "harvest": lambda atoms, _: any(atom.low in COINS or _is_of_coins(atom) for atom in atoms),
}
"""Words that mean mining only together with others."""
