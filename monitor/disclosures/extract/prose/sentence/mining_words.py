"""Words that tell of mining only beside a number of coins, or beside a means of mining."""

from collections.abc import Callable, Sequence
from itertools import pairwise, takewhile

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import COINS
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.sentence.beside import (
    before,
    behind,
    is_counted_before,
    is_counted_next,
    low_at,
    number_behind,
    unit_at,
)

_TURNING = frozenset("turned pumped spat put".split())
BY_MINING = _TURNING | frozenset(
    "made found brought won took collected banked added pulled raked recorded booked".split()
)
"""Words that `is_by_mining` may make words of mining."""
_MEANS = frozenset("machine machines rig rigs fleet mining self-mining mine mines hashrate rewards".split())
_DEALT = frozenset("market price cost auction sale sales sold".split())
_OWN = frozenset("its our their own s".split())
_DOERS = frozenset("it we miner company firm fleet machines".split())
_COURTS = frozenset(
    "court lawsuit case judge settlement bid bids prize bet lottery customers deposits pledge auction auctions"
    " auctioned marshals bidder bidders".split()
)
_BY = frozenset("from through by via for in as".split())


def _is_put_out(atoms: Sequence[Atom], at: int) -> bool:
    """As in "churned out 450 bitcoin"."""
    return low_at(atoms, at + 1) == "out" and is_counted_next(atoms, at + 1)


def _is_dug(atoms: Sequence[Atom], at: int) -> bool:
    """As in "dug 388 BTC", "dug up 115 bitcoin"."""
    particle = low_at(atoms, at + 1) in {"up", "out"}
    return is_counted_next(atoms, at + particle) or is_counted_before(atoms, at)


def _is_item(atoms: Sequence[Atom], at: int) -> bool:
    """As in "494 bitcoin made; 2.54 sold", an item of a list, and "300 of the 463 BTC it made"."""
    if atoms[at].low == "made" and low_at(atoms, at - 1) in {"it", "they", "we"}:
        return unit_at(atoms, at - 2) is Unit.BTC
    ends = at + 1 == len(atoms) or atoms[at + 1].low in {";", ",", "."}
    return ends and atoms[at].low in {"made", "found"} and unit_at(atoms, at - 1) is Unit.BTC


def is_by_mining(atoms: Sequence[Atom], at: int) -> bool:
    """As in "its machines found 375 coins", "brought in 89 bitcoin from mining": a word that tells of mining there."""
    if _is_item(atoms, at) or (atoms[at].low in _TURNING and _is_put_out(atoms, at)):
        return True
    if atoms[at].low in _TURNING or atoms[at].low == "made":
        return False
    last = at + (low_at(atoms, at + 1) in {"in", "up", "out"})
    if not is_counted_next(atoms, last):
        return False
    counted = number_behind(atoms, last, 4) or last
    clause = takewhile(lambda word: word not in {";", "."}, behind(atoms, counted, 9))
    if not _DEALT.isdisjoint(clause):
        return False
    led, words = before(atoms, at, 6), behind(atoms, counted, 7)
    if atoms[at].low == "won" or (atoms[at].low == "took" and last > at):
        doer = atoms[at - 1].entity is not None or low_at(atoms, at - 1) in _DOERS
        return doer and _COURTS.isdisjoint(atom.low for atom in atoms)  # "HIVE took in 274.3 BTC"
    if atoms[at].low == "took":
        return False
    by = not _BY.isdisjoint(words) and not _MEANS.isdisjoint(words)
    own = any(word in {"miner", "miners"} and whose in _OWN for whose, word in pairwise(led))
    return own or by or not _MEANS.isdisjoint(led)


MINING_WORDS: dict[str, Callable[[Sequence[Atom], int], bool]] = {
    **dict.fromkeys("churned cranked".split(), _is_put_out),
    **dict.fromkeys("dug unearthed extracted harvested".split(), _is_dug),
    **dict.fromkeys("earns mints".split(), is_counted_next),
    "haul": lambda atoms, at: low_at(atoms, at + 1) in {"was", "came", "reached", "totaled"},
    "harvest": lambda atoms, _: any(atom.low in COINS or atom.unit is Unit.BTC for atom in atoms),
}
"""Words that mean mining only together with others."""
