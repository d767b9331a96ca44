"""Whether a word tells of a deed: many do so only together with the words around them."""

from collections.abc import Callable, Sequence

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import COINS, DEEDS, FILLERS, MACHINES, Deed, Shape
from monitor.disclosures.extract.prose.sentence.mining_words import MINING_WORDS
from monitor.disclosures.extract.prose.sentence.selling_words import OWNERS, SELLING_WORDS, is_counted_next


def is_deed(atoms: Sequence[Atom], at: int, deed: Deed, shape: Shape) -> bool:
    """Weak words count only where what follows makes them strong: "has 5 BTC", not "has sold 5 BTC"."""
    following = atoms[at + 1].low if at + 1 < len(atoms) else ""
    if atoms[at].low == "assets" and at and atoms[at - 1].low in {"digital", "crypto", "currency"}:
        return not any(atom.low in _DEALT for atom in (*atoms[max(0, at - 5) : at], *atoms[at + 1 : at + 4]))
    if deed is Deed.HOLD and following in _NO_STORES and atoms[at].low in {"treasury", "reserve", "position"}:
        return False  # "as part of its treasury management"
    if (strong := _NEEDING.get(atoms[at].low)) is not None:
        return strong(atoms, at)
    if atoms[at].low == "purchases" and {atom.low for atom in atoms[max(0, at - 2) : at]} & OWNERS:
        return False  # "converted 75% of its bitcoin purchases"
    if deed is Deed.SELL and following in {"price", "prices"}:
        return False  # "at an average selling price of $110,000"
    if atoms[at].low in _OF_ANOTHER:
        return not following.endswith("ing") if deed is Deed.HOLD else _is_bought(atoms, at)
    if shape is Shape.PAST and following in COINS and _is_attribute(atoms, at, deed):
        return False
    if atoms[at].low == "restricted" and following in {
        "cash",
        "stock",
        "share",
        "shares",
        "securities",
        "net",
    }:
        return False
    if atoms[at].low == "collateral" and at and atoms[at - 1].low == "as":
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


def _is_holding(atoms: Sequence[Atom], at: int, deed: Deed, shape: Shape) -> bool:
    """As in "has a total of 5 BTC", where "has" is what is told and no auxiliary; all other deeds are."""
    if atoms[at].low == "own" and at and atoms[at - 1].low in OWNERS:
        return False  # "sold its own bitcoin"
    if deed is not Deed.HOLD or shape is Shape.NOUN or atoms[at].low not in {"has", "had", "have", "having"}:
        return True
    if at + 2 < len(atoms) and atoms[at + 1].low in {"no", "zero", "any"} and atoms[at + 2].low in COINS:
        return at + 3 == len(atoms) or atoms[at + 3].low not in MACHINES
    for place, atom in enumerate(atoms[at + 1 : at + 7], at + 1):
        if atom.amount is not None:
            beside = beside_cash(atoms, place)
            counted = atoms[beside].amount
            return (counted is not None and counted.unit == "btc") or _is_elided(atoms, at, beside)
        known = atom.low in DEEDS and atom.low not in _NEEDING
        if known or (
            atom.low in {"not", "been", "no", "never", ",", "."} and atoms[place - 1].low != "approx"
        ):
            return False
    return False


def beside_cash(atoms: Sequence[Atom], at: int) -> int:
    """As in "had cash of $30 million and 1,600 bitcoin": the place of the coins beside money, else that given."""
    amount = atoms[at].amount
    if amount is None or amount.unit != "usd":
        return at
    for place in range(at + 2, min(at + 2 + _CASH_REACH, len(atoms))):
        counted = atoms[place].amount
        if counted is not None:
            joined = atoms[place - 1].low == "and" or (
                atoms[place - 2].low == "and" and atoms[place - 1].low in FILLERS
            )
            return place if joined and counted.unit == "btc" else at
        if atoms[place].low not in _OF_CASH and atoms[place].low not in FILLERS:
            return at
    return at


_CASH_REACH = 7
_OF_CASH = frozenset("in of cash and equivalents unrestricted on hand".split())


def _is_elided(atoms: Sequence[Atom], at: int, place: int) -> bool:
    """As in "and had 18,005 on February 28", "Riot has 18,005.": coins, where coins are spoken of."""
    amount = atoms[place].amount
    if amount is None or amount.unit != "none" or amount.value < _LEAST_ELIDED:
        return False
    if place > at + 1 and not all(
        atom.low in FILLERS or atom.low in {"now", "still"} for atom in atoms[at + 1 : place]
    ):
        return False
    ends = place + 1 == len(atoms) or atoms[place + 1].when is not None or atoms[place + 1].low in _OVER
    return ends or [atom.low for atom in atoms[place + 1 : place + 3]] in _OF_THEM


_OF_THEM = (["of", "them"], ["of", "these"], ["of", "those"])


_LEAST_ELIDED = 100
"""Below it a number after "has" is mostly of something else."""
_OVER = frozenset(". , ; on as left at when to".split())


def _is_stayed(atoms: Sequence[Atom], at: int) -> bool:
    """As in "just over 3,600 stayed"."""
    amount = atoms[at - 1].amount if at else None
    return amount is not None and amount.unit in {"btc", "none"}


def _is_leaving(atoms: Sequence[Atom], at: int) -> bool:
    """As in "leaves 2,209 in its treasury", "leaves it with 2,209 BTC"."""
    near = atoms[at + 1 : at + 8]
    first = next((atom.amount for atom in near if atom.amount is not None), None)
    words = {atom.low for atom in near}
    return (
        first is not None
        and first.unit in {"btc", "none"}
        and bool(words & {"treasury", "with", "reserve", "balance"})
    )


def _is_gathered(atoms: Sequence[Atom], at: int) -> bool:
    """As in "has accumulated 19,309 BTC"; but "sold accumulated coins" is no deed of its own."""
    has = any(atom.low in {"has", "have", "had"} for atom in atoms[max(0, at - 3) : at])
    return has and is_counted_next(atoms, at)


def _is_sitting(atoms: Sequence[Atom], at: int) -> bool:
    """As in "sits on 19,309 BTC"."""
    if at + 2 >= len(atoms) or atoms[at + 1].low != "on":
        return False
    return is_counted_next(atoms, at + 1) or _is_elided(atoms, at + 1, at + 2)


def _is_stock_of_coins(atoms: Sequence[Atom], at: int) -> bool:
    """As in "the stock of bitcoin", "its bitcoin stock"; a company has stock of its own, too."""
    following = [atom.low for atom in atoms[at + 1 : at + 3]]
    of_coins = len(following) > 1 and following[0] == "of" and following[1] in COINS
    return of_coins or (at > 0 and atoms[at - 1].low in COINS)


def _is_brought_to(atoms: Sequence[Atom], at: int) -> bool:
    """As in "raised its count to 35,102 BTC"."""
    near = atoms[at + 1 : at + 6]
    first = next((atom.amount for atom in near if atom.amount is not None), None)
    to = any(atom.low in {"to", "at"} for atom in near)
    return to and first is not None and first.unit in {"btc", "none"} and _is_owned(atoms, at)


def _is_owned(atoms: Sequence[Atom], at: int) -> bool:
    """As in "its count", "Riot's total", "the miner's bitcoin tally"."""
    back = at - 1
    while back > 0 and atoms[back].low in COINS | {"total", "bitcoin-treasury"}:
        back -= 1
    low = atoms[back].low
    return low in OWNERS or low.endswith(("'s", "’s")) or (low == "s" and atoms[back - 1].low in {"'", "’"})


def _is_bought(atoms: Sequence[Atom], at: int) -> bool:
    """As in "added 300 bitcoin at an average price of $65,000", "added 300 bitcoin to its treasury for $20 million"."""
    near = atoms[at + 1 : at + 4]
    if _is_worth_of_coins(atoms, at):
        return True
    if not any(atom.amount is not None and atom.amount.unit == "btc" for atom in near):
        return False
    paid = any(
        atom.amount is not None and atom.amount.unit == "usd" and atoms[place - 1].low == "for"
        for place, atom in enumerate(atoms[at + 2 : at + 12], at + 2)
    )
    return paid or any(
        atom.low in {"price", "cost", "paying", "spending"} for atom in atoms[at + 2 : at + 14]
    )


def _is_worth_of_coins(atoms: Sequence[Atom], at: int) -> bool:
    """As in "added another $4 million worth of bitcoin"."""
    money = next((place for place in range(at + 1, min(at + 4, len(atoms))) if atoms[place].amount), 0)
    amount = atoms[money].amount
    if not money or amount is None or amount.unit != "usd":
        return False
    following = [atom.low for atom in atoms[money + 1 : money + 4]]
    return following[:2] in (["worth", "of"], ["in", "bitcoin"], ["of", "bitcoin"]) and bool(
        COINS & set(following)
    )


def _is_invested(atoms: Sequence[Atom], at: int) -> bool:
    """As in "invested an aggregate $1.5 billion in bitcoin"."""
    near = atoms[at + 1 : at + 9]
    money = next((place for place, atom in enumerate(near) if atom.amount is not None), len(near))
    if money + 2 >= len(near) or (amount := near[money].amount) is None or amount.unit != "usd":
        return False
    return near[money + 1].low in {"in", "into"} and near[money + 2].low in COINS


def pays_for_coins(atoms: Sequence[Atom], at: int) -> bool:
    """As in "paid $43.2 million for 1,000 BTC", "spent $43.2 million on bitcoin"."""
    near = atoms[at + 1 : at + 9]
    money = next((place for place, atom in enumerate(near) if atom.amount is not None), len(near))
    if money + 2 >= len(near) or (amount := near[money].amount) is None or amount.unit != "usd":
        return False
    counted = near[money + 2].amount
    coins = near[money + 2].low in COINS or (counted is not None and counted.unit == "btc")
    bought = [atom.low for atom in near[money + 2 : money + 6]]
    coins = coins or any(bought[: len(way)] == way and COINS & set(bought[len(way) :][:1]) for way in _WAYS)
    return coins and near[money + 1].low in {"on", "for"}


_WAYS = (["the", "purchase", "of"], ["purchases", "of"], ["buying"], ["the", "acquisition", "of"])


def _is_up(atoms: Sequence[Atom], at: int) -> bool:
    """As in "scooped up 1,550 bitcoin"."""
    if at + 2 >= len(atoms) or atoms[at + 1].low != "up":
        return False
    bare = atoms[at + 2].amount
    priced = bare is not None and bare.unit == "none" and at + 3 < len(atoms) and atoms[at + 3].low == "for"
    return priced or is_counted_next(atoms, at + 1)


_NO_STORES = frozenset(
    "management strategy strategies policy policies practice practices company companies desk program".split()
)
_OF_ANOTHER = frozenset("keep keeps kept added adding".split())
_DEALT = frozenset(
    "sale sales sold sell selling disposal disposition purchase purchases converted converting conversion".split()
)
SECURED = frozenset({Deed.HOLD, Deed.PLEDGE, Deed.MOVE})


def is_security(atoms: Sequence[Atom], at: int) -> bool:
    """As in "are being held as collateral", "were used as security"."""
    words = [atom.low for atom in atoms[at + 1 : at + 4]]
    known = DEEDS.get(atoms[at].low)
    return (
        known is not None
        and known[0] in SECURED
        and "as" in words
        and bool({"collateral", "security"} & set(words))
    )


_KEEPING = frozenset("wallet wallets treasury reserve vault account accounts custody".split())
"""As in "the company's wallets contained 946.4 bitcoins"."""
_NEEDING: dict[str, Callable[[Sequence[Atom], int], bool]] = {
    "made": lambda atoms, at: (
        atoms[at + 1 : at + 2] != [] and atoms[at + 1].low != "up" and is_counted_next(atoms, at)
    ),
    **dict.fromkeys("yielded mining self-mining grabbed nabbed".split(), is_counted_next),
    **dict.fromkeys("count total tally".split(), _is_brought_to),
    **dict.fromkeys("accumulated amassed stockpiled".split(), _is_gathered),
    **dict.fromkeys("sits sat sitting".split(), _is_sitting),
    **dict.fromkeys("carried carries".split(), is_counted_next),
    "contained": lambda atoms, at: (
        is_counted_next(atoms, at) and any(atom.low in _KEEPING for atom in atoms[max(0, at - 4) : at])
    ),
    "stock": _is_stock_of_coins,
    **dict.fromkeys("invested put".split(), _is_invested),
    "paid": pays_for_coins,
    "bagged": is_counted_next,
    **MINING_WORDS,
    "stayed": _is_stayed,
    "posted": lambda atoms, at: at + 1 == len(atoms) or atoms[at + 1].low != "on",
    "left": lambda atoms, at: (
        at + 1 == len(atoms) or atoms[at + 1].low not in {"the", "its", "our", "their", "over"}
    ),
    **dict.fromkeys("leave leaves leaving".split(), _is_leaving),
    **dict.fromkeys("scooped snapped picked scoops snaps scooping snapping".split(), _is_up),
    **SELLING_WORDS,
}
"""Words that mean a deed only together with others."""
