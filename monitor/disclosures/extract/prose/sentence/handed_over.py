"""Coins that went to a taker: into cash, onto the market, to buyers, into other hands."""

from collections.abc import Sequence

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import is_adverb
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.sentence.beside import OF_TIME, behind, governed_number, low_at
from monitor.disclosures.extract.prose.sentence.monies import is_into_money
from monitor.disclosures.extract.prose.sentence.priced import (
    AFTER,
    Deal,
    coins_before,
    may_count_coins,
    money_behind,
)


def found_buyers(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "136 BTC found new owners"."""
    words = [word for word in behind(atoms, at, 3) if word not in {"new", "a", "their", "its", "willing"}]
    return coins_before(atoms, at) if words[:1] and words[0] in _BUYERS else None


_BUYERS = frozenset("buyers buyer takers taker owners owner home homes purchasers".split())


def changed_hands(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "1,353 of these changed hands"; on markets coins change hands all the time."""
    told = coins_before(atoms, at) if low_at(atoms, at + 1) == "hands" else None
    if told is None:
        return None
    money = money_behind(atoms, at + 1, told.coins)
    between = {atom.low for atom in atoms[told.coins + 1 : at]}
    meant = between & {"these", "them", "those", "which"} or atoms[told.coins - 1].low in _DEFINITE
    return Deal(told.coins, told.money if money is None else money) if meant or money is not None else None


_DEFINITE = frozenset("the those its all".split())


def into_cash(atoms: Sequence[Atom], at: int) -> bool:
    """As in "moved 1,132.9 bitcoins into cash", "428 were flushed into dollars"."""
    counted = governed_number(atoms, at)
    if counted is None:
        return _is_into_cash(atoms, at + 1) and coins_before(atoms, at) is not None
    amount, ahead = atoms[counted].amount, counted + 1
    if amount is None or not may_count_coins(amount, atoms, counted):
        return False
    while ahead < len(atoms) and (atoms[ahead].low in _OF_OWN or is_adverb(atoms[ahead].low)):
        ahead += 1
    return _is_into_cash(atoms, ahead)


def _is_into_cash(atoms: Sequence[Atom], at: int) -> bool:
    return low_at(atoms, at) in {"into", "to"} and any(map(is_into_money, atoms[at + 1 : at + 3]))


_OF_OWN = frozenset("of its the these those them coins own treasury".split())


def onto_market(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "released 136 BTC onto the market", "took 136 BTC to market", "handed 136 BTC over to buyers"."""
    at += low_at(atoms, at + 1) == "over"
    counted = _coins_next(atoms, at)
    if counted is None:
        return None
    timeless = [atom for atom in atoms[counted + 1 : counted + AFTER] if atom.when is None]
    words = [atom.low for place, atom in enumerate(timeless) if place or atom.low not in OF_TIME]
    to = words[:2] == ["to", "market"] or words[:3] in _UNDER_THE_HAMMER
    to = to or (words[:1] in (["with"], ["to"]) and not {"buyers", "buyer"}.isdisjoint(words[1:3]))
    out = words[:1] in (["onto"], ["into"]) and "market" in words[1:5]
    return Deal(counted, None) if to or out else None


_UNDER_THE_HAMMER = [[to, "the", thing] for to in ("to", "under") for thing in ("block", "hammer")]


def given_up(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "gave up 380 bitcoin, for which it was paid $11 million", "412 were relinquished for $38 million"."""
    told = coins_before(atoms, at)
    if told is not None:
        money = money_behind(atoms, at, told.coins)
        return None if money is None else Deal(told.coins, money)
    at += low_at(atoms, at + 1) in {"up", "over", "away"}
    counted = _coins_next(atoms, at)
    money = None if counted is None else money_behind(atoms, counted, counted)
    given = counted is not None and (money is not None or _is_in_exchange(atoms, counted))
    return Deal(counted, money) if counted is not None and given else None


def exchanged(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "transferred 52,189 bitcoin to a counterparty in exchange for UST"."""
    counted = _coins_next(atoms, at)
    return Deal(counted, None) if counted is not None and _is_in_exchange(atoms, counted) else None


def _is_in_exchange(atoms: Sequence[Atom], counted: int) -> bool:
    words = [atom.low for atom in atoms[counted + 1 : counted + _CLAUSE]]
    ends = next((place for place, word in enumerate(words) if word in {";", "."}), len(words))
    places = (at for at in range(min(ends, len(words) - 3)) if tuple(words[at : at + 3]) in _EXCHANGES)
    begin = next(places, None)
    got = () if begin is None else atoms[counted + begin + 4 : counted + begin + 9]
    return any(map(is_into_money, got)) and _LENT.isdisjoint(atom.low for atom in got)


_CLAUSE = 14
_LENT = frozenset("loan loans credit debt interest yield line facility financing collateral".split())
_EXCHANGES = frozenset(("in", kind, "for") for kind in ("exchange", "return", "trade"))


def _coins_next(atoms: Sequence[Atom], at: int) -> int | None:
    """The place of the number of coins behind a word."""
    counted = governed_number(atoms, at)
    amount = None if counted is None else atoms[counted].amount
    return counted if amount is not None and amount.unit is Unit.BTC and amount.sats else None
