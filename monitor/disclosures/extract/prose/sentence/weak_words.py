"""Whether a word tells of a deed: many do so only together with the words around them."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import ANY_COINS, COINS, DEEDS, FILLERS, MACHINES, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import COUNTED, Unit
from monitor.disclosures.extract.prose.sentence.beside import (
    OF_THEM,
    OWNERS,
    before,
    behind,
    has_coins,
    is_counted_next,
    low_at,
    number_behind,
    unit_at,
)
from monitor.disclosures.extract.prose.sentence.mining_words import MINING_WORDS
from monitor.disclosures.extract.prose.sentence.selling_words import SELLING_WORDS
from monitor.disclosures.extract.selling import SOLD


def is_deed(atoms: Sequence[Atom], at: int, deed: Deed, shape: Shape) -> bool:
    """Weak words count only where what follows makes them strong: "has 5 BTC", not "has sold 5 BTC"."""
    low, following = atoms[at].low, low_at(atoms, at + 1)
    if low == "assets" and low_at(atoms, at - 1) in {"digital", "crypto", "currency"}:
        return _DEALT.isdisjoint([*before(atoms, at, 5), *behind(atoms, at, 3)]) and not _are_sold(atoms, at)
    if deed is Deed.HOLD and following in _NO_STORES and low in {"treasury", "reserve", "position"}:
        return False  # "as part of its treasury management"
    if (strong := _NEEDING.get(low)) is not None:
        return strong(atoms, at)
    if low == "purchases" and not OWNERS.isdisjoint(before(atoms, at, 2)):
        return False  # "converted 75% of its bitcoin purchases"
    if deed is Deed.SELL and following in {"price", "prices"}:
        return False  # "at an average selling price of $110,000"
    if low in _OF_ANOTHER:
        return not following.endswith("ing") if deed is Deed.HOLD else _is_bought(atoms, at)
    if shape is Shape.PAST and following in COINS | ANY_COINS and _is_attribute(atoms, at, deed):
        return False
    if low == "restricted" and following in _RESTRICTED:
        return False
    if low == "collateral" and low_at(atoms, at - 1) == "as":
        return not any(
            is_security(atoms, back) and DEEDS[atoms[back].low][1] is Shape.PAST
            for back in range(max(0, at - 4), at - 1)
        )
    return _is_holding(atoms, at, deed, shape)


def _is_attribute(atoms: Sequence[Atom], at: int, deed: Deed) -> bool:
    """As in "newly mined coins", "75% of our purchased bitcoin", "some of the previously acquired coins"."""
    if deed in {Deed.MINE, Deed.PLEDGE}:
        return True
    back = at - 1
    while back > 0 and atoms[back].low.endswith("ly"):
        back -= 1
    return deed is Deed.BUY and back >= 0 and atoms[back].low in OWNERS | {"of"}


_RESTRICTED = frozenset("cash stock share shares securities net".split())
_NO_STORES = frozenset(
    "management strategy strategies policy policies practice practices company companies desk program".split()
)
_OF_ANOTHER = frozenset("keep keeps kept added adding".split())
_DEALT = frozenset(
    "sale sales sold sell selling disposal disposition purchase purchases converted converting conversion".split()
)


def _are_sold(atoms: Sequence[Atom], at: int) -> bool:
    """As in "digital assets worth $149.2 million were sold": the subject of a sale."""
    words = behind(atoms, at, _AHEAD)
    return words[:1] == ["worth"] and any(pair in _WERE_SOLD for pair in pairwise(words))


_AHEAD = 8
_WERE_SOLD = frozenset((were, sold) for were in ("was", "were", "been") for sold in SOLD)


def _is_holding(atoms: Sequence[Atom], at: int, deed: Deed, shape: Shape) -> bool:
    """As in "has a total of 5 BTC", where "has" is what is told and no auxiliary; all other deeds are."""
    if atoms[at].low == "own" and low_at(atoms, at - 1) in OWNERS:
        return False  # "sold its own bitcoin"
    if deed is not Deed.HOLD or shape is Shape.NOUN or atoms[at].low not in {"has", "had", "have", "having"}:
        return True
    if low_at(atoms, at + 1) == "to":
        return False  # "had to part with 887 bitcoins"
    if low_at(atoms, at + 1) in {"no", "zero", "any"} and low_at(atoms, at + 2) in COINS:
        return low_at(atoms, at + 3) not in MACHINES
    for place, atom in enumerate(atoms[at + 1 : at + 7], at + 1):
        if atom.amount is not None:
            counted = beside_cash(atoms, place)
            return atoms[counted].unit is Unit.BTC or _is_elided(atoms, at, counted)
        known = atom.low in DEEDS and atom.low not in _NEEDING
        if known or (atom.low in _NOT_HELD and atoms[place - 1].low != "approx"):
            return False
    return False


_NOT_HELD = frozenset("not been no never , .".split())


def beside_cash(atoms: Sequence[Atom], at: int) -> int:
    """As in "had cash of $30 million and 1,600 bitcoin": the place of the coins beside money, else that given."""
    if atoms[at].unit is not Unit.USD:
        return at
    for place in range(at + 2, min(at + 2 + _CASH_REACH, len(atoms))):
        if atoms[place].amount is not None:
            filled = atoms[place - 1].low in FILLERS and atoms[place - 2].low == "and"
            joined = atoms[place - 1].low == "and" or filled
            return place if joined and atoms[place].unit is Unit.BTC else at
        if atoms[place].low not in _OF_CASH and atoms[place].low not in FILLERS:
            return at
    return at


_CASH_REACH = 7
_OF_CASH = frozenset("in of cash and equivalents unrestricted on hand".split())


def _is_elided(atoms: Sequence[Atom], at: int, place: int) -> bool:
    """As in "and had 18,005 on February 28", "Riot has 18,005.": coins, where coins are spoken of."""
    amount = atoms[place].amount
    if amount is None or amount.unit is not Unit.NONE or amount.value < _LEAST_ELIDED:
        return False
    if not (FILLERS | {"now", "still"}).issuperset(behind(atoms, at, place - at - 1)):
        return False
    ends = place + 1 == len(atoms) or atoms[place + 1].when is not None or atoms[place + 1].low in _OVER
    return ends or behind(atoms, place, 2) in OF_THEM


_LEAST_ELIDED = 100
"""Below it a number after "has" is mostly of something else."""
_OVER = frozenset(". , ; on as left at when to".split())


def _is_leaving(atoms: Sequence[Atom], at: int) -> bool:
    """As in "leaves 2,209 in its treasury", "leaves it with 2,209 BTC"."""
    counted = _counts_next(atoms, at, 7)
    return counted and not {"treasury", "with", "reserve", "balance"}.isdisjoint(behind(atoms, at, 7))


def _counts_next(atoms: Sequence[Atom], at: int, reach: int) -> bool:
    """Whether the first number behind a word may count coins."""
    return unit_at(atoms, number_behind(atoms, at, reach) or -1) in COUNTED


def _is_gathered(atoms: Sequence[Atom], at: int) -> bool:
    """As in "has accumulated 19,309 BTC"; but "sold accumulated coins" is no deed of its own."""
    return not {"has", "have", "had"}.isdisjoint(before(atoms, at, 3)) and is_counted_next(atoms, at)


def _is_sitting(atoms: Sequence[Atom], at: int) -> bool:
    """As in "sits on 19,309 BTC"."""
    if at + 2 >= len(atoms) or atoms[at + 1].low != "on":
        return False
    return is_counted_next(atoms, at + 1) or _is_elided(atoms, at + 1, at + 2)


def _is_stock_of_coins(atoms: Sequence[Atom], at: int) -> bool:
    """As in "the stock of bitcoin", "its bitcoin stock"; a company has stock of its own, too."""
    of_coins = low_at(atoms, at + 1) == "of" and low_at(atoms, at + 2) in COINS
    return of_coins or low_at(atoms, at - 1) in COINS


def _is_brought_to(atoms: Sequence[Atom], at: int) -> bool:
    """As in "raised its count to 35,102 BTC"."""
    to = not {"to", "at"}.isdisjoint(behind(atoms, at, 5))
    return to and _counts_next(atoms, at, 5) and _is_owned(atoms, at)


def _is_owned(atoms: Sequence[Atom], at: int) -> bool:
    """As in "its count", "Riot's total", "the miner's bitcoin tally"."""
    back = at - 1
    while back > 0 and atoms[back].low in COINS | {"total", "bitcoin-treasury"}:
        back -= 1
    low = atoms[back].low
    return low in OWNERS or low.endswith(("'s", "’s")) or (low == "s" and atoms[back - 1].low in {"'", "’"})


def _is_bought(atoms: Sequence[Atom], at: int) -> bool:
    """As in "added 300 bitcoin at an average price of $65,000", "added another $4 million worth of bitcoin"."""
    money = number_behind(atoms, at, 3)
    if money is not None and atoms[money].unit is Unit.USD:
        words = behind(atoms, money, 3)
        if words[:2] in (["worth", "of"], ["in", "bitcoin"], ["of", "bitcoin"]) and has_coins(words):
            return True
    if not any(atom.unit is Unit.BTC for atom in atoms[at + 1 : at + 4]):
        return False
    paid = any(
        atom.unit is Unit.USD and atoms[place - 1].low == "for"
        for place, atom in enumerate(atoms[at + 2 : at + 12], at + 2)
    )
    return paid or not {"price", "cost", "paying", "spending"}.isdisjoint(behind(atoms, at + 1, 12))


def _money_next(atoms: Sequence[Atom], at: int) -> int | None:
    """The place of the first number behind a word, if it is a sum and more follows it."""
    money = number_behind(atoms, at, 8)
    return money if money is not None and money + 2 < len(atoms) and atoms[money].unit is Unit.USD else None


def _is_invested(atoms: Sequence[Atom], at: int) -> bool:
    """As in "invested an aggregate $1.5 billion in bitcoin"."""
    money = _money_next(atoms, at)
    return money is not None and atoms[money + 1].low in {"in", "into"} and atoms[money + 2].low in COINS


def pays_for_coins(atoms: Sequence[Atom], at: int) -> bool:
    """As in "paid $43.2 million for 1,000 BTC", "spent $43.2 million on bitcoin", "for the purchase of bitcoin"."""
    money = _money_next(atoms, at)
    if money is None or atoms[money + 1].low not in {"on", "for"}:
        return False
    bought = behind(atoms, money + 1, 4)
    return atoms[money + 2].unit is Unit.BTC or any(
        bought[: len(way)] == way and has_coins(bought[len(way) :][:1]) for way in _WAYS
    )


_WAYS: tuple[list[str], ...] = (
    [], ["the", "purchase", "of"], ["purchases", "of"], ["buying"], ["the", "acquisition", "of"],
)  # fmt: skip


def _is_up(atoms: Sequence[Atom], at: int) -> bool:
    """As in "scooped up 1,550 bitcoin"."""
    if low_at(atoms, at + 1) != "up":
        return False
    priced = unit_at(atoms, at + 2) is Unit.NONE and low_at(atoms, at + 3) == "for"
    return priced or is_counted_next(atoms, at + 1)


SECURED = frozenset({Deed.HOLD, Deed.PLEDGE, Deed.MOVE})


def is_security(atoms: Sequence[Atom], at: int) -> bool:
    """As in "are being held as collateral", "were used as security"."""
    words, known = behind(atoms, at, 3), DEEDS.get(atoms[at].low)
    secured = known is not None and known[0] in SECURED
    return secured and "as" in words and not {"collateral", "security"}.isdisjoint(words)


_KEEPING = frozenset("wallet wallets treasury reserve vault account accounts custody".split())
"""As in "the company's wallets contained 946.4 bitcoins"."""
_NEEDING: dict[str, Callable[[Sequence[Atom], int], bool]] = {
    "made": lambda atoms, at: low_at(atoms, at + 1) != "up" and is_counted_next(atoms, at),
    **dict.fromkeys(
        "yielded mining self-mining grabbed nabbed carried carries bagged".split(), is_counted_next
    ),
    **dict.fromkeys("count total tally".split(), _is_brought_to),
    **dict.fromkeys("accumulated amassed stockpiled".split(), _is_gathered),
    **dict.fromkeys("sits sat sitting".split(), _is_sitting),
    "contained": lambda atoms, at: (
        is_counted_next(atoms, at) and not _KEEPING.isdisjoint(before(atoms, at, 4))
    ),
    "stock": _is_stock_of_coins,
    **dict.fromkeys("invested put".split(), _is_invested),
    "paid": pays_for_coins,
    **MINING_WORDS,
    "stayed": lambda atoms, at: unit_at(atoms, at - 1) in COUNTED,  # "just over 3,600 stayed"
    "posted": lambda atoms, at: low_at(atoms, at + 1) != "on",
    "left": lambda atoms, at: low_at(atoms, at + 1) not in {"the", "its", "our", "their", "over"},
    **dict.fromkeys("leave leaves leaving".split(), _is_leaving),
    **dict.fromkeys("scooped snapped picked scoops snaps scooping snapping".split(), _is_up),
    **SELLING_WORDS,
}
"""Words that mean a deed only together with others."""
