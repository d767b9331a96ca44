"""Money that was got for coins: "got $62 million for 3,000 coins", "$51.8 million is what it got for 450 bitcoin"."""

from collections.abc import Sequence

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import COINS, FILLERS
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.sentence.beside import (
    before,
    behind,
    governed_number,
    low_at,
    number_behind,
    unit_at,
)
from monitor.disclosures.extract.prose.sentence.priced import (
    AFTER,
    Deal,
    coins_before,
    is_price_of,
    may_count_coins,
    money_behind,
)


def received(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "got $62 million for 3,000 coins", "For 150 bitcoin Argo received $10.1 million"."""
    return _behind(atoms, at) or _before(atoms, at) or _of_what(atoms, at)


def was_paid(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "was paid $62 million for 3,000 coins"; who paid it bought them."""
    return _behind(atoms, at) if low_at(atoms, at - 1) in {"was", "were", "been", "got", "being"} else None


def proceeds_from(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "proceeds of $51.8 million from 450 bitcoin"."""
    borrowed = low_at(atoms, at - 1) in _BORROWED
    return None if borrowed else _behind(atoms, at) or _of_coins(atoms, at)


def _of_coins(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "redeemed half of its notes with the proceeds of 970 bitcoin"."""
    place = governed_number(atoms, at + 1) if low_at(atoms, at + 1) in {"of", "from"} else None
    if place is None or unit_at(atoms, place) is not Unit.BTC or not atoms[place].amount:
        return None
    return Deal(place, None) if _OTHERWISE.isdisjoint(behind(atoms, place, 2)) else None


_BORROWED = frozenset("loan loans debt note notes credit equity offering share stock".split())


def _before(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "For 150 bitcoin Argo received $10.1 million"."""
    told = coins_before(atoms, at)
    place = -1 if told is None else told.coins - 1
    while low_at(atoms, place) in FILLERS:
        place -= 1
    if told is None or low_at(atoms, place) != "for":
        return None
    money = money_behind(atoms, at, told.coins)
    return None if money is None else Deal(told.coins, money)


def _of_what(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "$51.8 million is what Riot got for 450 bitcoin", "$23,000 each was got for 450 bitcoin"."""
    told = "what" in before(atoms, at, _WHAT) or low_at(atoms, at - 1) in {"was", "were"}
    if not told or low_at(atoms, at + 1) not in {"for", "from"}:
        return None
    money = next((back for back in range(at - 1, max(-1, at - AFTER), -1) if atoms[back].amount), None)
    return None if money is None else _for_coins(atoms, money, at + 2)


_WHAT = 6


def _behind(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "took in $62 million in June for 3,000 coins"."""
    money = number_behind(atoms, at, 6)
    if money is None or not (FILLERS | _TO_SUM).issuperset(behind(atoms, at, money - at - 1)):
        return None
    ahead = money + 1
    while ahead < len(atoms) and (
        atoms[ahead].low in _OF_SUM or atoms[ahead].when is not None or atoms[ahead - 1].low == "per"
    ):
        ahead += 1
    ahead += behind(atoms, ahead - 1, 2) == ["exchange", "for"]
    return _for_coins(atoms, money, ahead + 1) if low_at(atoms, ahead) in {"for", "from"} else None


_TO_SUM = frozenset("in gross net proceeds cash of sum average price".split())
_OF_SUM = frozenset(
    "in of gross net proceeds cash fiat dollars usd usdt usdc were was had received obtained realised realized came"
    " during return per each apiece".split()
)


def _for_coins(atoms: Sequence[Atom], money: int, begin: int) -> Deal | None:
    """The coins that a sum was got for, or that are told behind a colon."""
    named = False
    for ahead in range(begin, min(begin + AFTER, len(atoms))):
        atom = atoms[ahead]
        if atom.amount is not None:
            # "got $9 million from 136 bitcoin mined", "for 136 bitcoin pledged": worth that, or security for it
            sure = (atom.unit is Unit.BTC or named) and _OTHERWISE.isdisjoint(behind(atoms, ahead, 2))
            fits = may_count_coins(atom.amount, atoms, ahead) and is_price_of(atom.amount, atoms, money)
            return Deal(ahead, money) if sure and fits else None
        if atom.low in COINS and atoms[ahead - 1].low in {"for", "from", "its"}:
            named = True
        elif not (
            atom.low in FILLERS
            or (named and (atom.when is not None or atom.low in {":", "–", "—", "in", ",", "or"}))
        ):
            return None
    return None


_OTHERWISE = frozenset("mined produced earned generated pledged posted collateral deposited lent".split())
