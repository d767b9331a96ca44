"""Deals told by their numbers: "turned 1,755 into $30.2 million", "200 bitcoin fetched $9.4 million".

Most of their words mean nothing alone. A deal is told where coins stand on one side of the word and, on the other,
what was got for them: money that can be their price, or another word for cash.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from monitor.disclosures.extract.amounts import Amount, Unit
from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.coin_costs import is_thinkable
from monitor.disclosures.extract.lexicon import COINS, FILLERS, Shape, is_adverb
from monitor.disclosures.extract.prose.monies import is_into_money


class Deal(NamedTuple):
    """Where a sentence tells coins and what they brought."""

    coins: int
    """The place of their number."""
    money: int | None
    """The place of the sum; None where none is told."""
    of_told: bool = False
    """Whether they are a part of a sale that the sentence tells besides."""


_REACH = 10
_AFTER = 9
_LEAST_YEAR, _LAST_YEAR = 1990, 2100


def deal_at(atoms: Sequence[Atom], at: int) -> Deal | None:
    """The deal that a word tells of, with what stands around it; None where it tells none."""
    known = DEALING.get(atoms[at].low)
    return None if known is None else known[1](atoms, at)


def _coins_before(atoms: Sequence[Atom], at: int) -> Deal | None:
    """The number of coins that is the subject of a word, and a sum told between the two."""
    money: int | None = None
    for back in range(at - 1, max(-1, at - 1 - _REACH), -1):
        atom = atoms[back]
        if (
            atom.amount is not None
            and atom.amount.unit in {Unit.USD, Unit.USDT}
            and atoms[back - 1].low == "for"
        ):
            money = back
        elif atom.amount is not None:
            return Deal(back, money) if may_count_coins(atom.amount, atoms, back) else None
        elif atom.low in COINS or not (
            atom.when is not None or atom.low in _PASSED or is_adverb(atom.low) or atom.entity is not None
        ):
            return None
    return None


_PASSED = frozenset(
    "of them these those which that were was have has had been are all alone in during over on the its ( ) , for"
    " another to from more coins ones ' ’ s it they we stack treasury reserve reserves stash hoard holdings output"
    " production own".split()
)


def may_count_coins(amount: Amount, atoms: Sequence[Atom], at: int) -> bool:
    """Whether a number counts coins, or nothing that is named, and is no year."""
    if amount.unit is Unit.BTC:
        return bool(amount.sats) and not amount.per_coin
    if amount.unit is not Unit.NONE or not amount.sats or amount.per_coin or atoms[at - 1].low == "(":
        return False
    whole = amount.value == amount.value.to_integral_value()
    printed = amount.end - amount.start
    return not (whole and _LEAST_YEAR <= amount.value <= _LAST_YEAR and printed == len("2024"))


def _money_behind(atoms: Sequence[Atom], at: int, counted: int) -> int | None:
    """The sum behind a word that can be the price of the coins."""
    coins = atoms[counted].amount
    assert coins is not None, "the caller has seen it"
    for ahead in range(at + 1, min(at + 1 + _AFTER, len(atoms))):
        atom = atoms[ahead]
        if atom.amount is not None:
            if atom.amount.unit is Unit.MONEY:
                continue  # "at roughly £17,300 or $19,500 apiece"
            return ahead if _is_price_of(coins, atoms, ahead) and not _is_other_income(atoms, ahead) else None
        if not (atom.when is not None or atom.low in _TO_MONEY or atom.low in FILLERS or is_adverb(atom.low)):
            return None
    return None


_TO_MONEY = frozenset(
    "for at in during an average price of or , ( it them us company firm miner gross net proceeds cash each $ its"
    " treasury"
    " balance sheet books reserves coffers holdings and".split()
)


def _is_price_of(coins: Amount, atoms: Sequence[Atom], at: int) -> bool:
    money = atoms[at].amount
    if money is None or money.unit not in {Unit.USD, Unit.USDT} or not coins.value:
        return False
    before = at - 1
    while before > 0 and atoms[before].low in _ROUGHLY:
        before -= 1
    each = (
        money.per_coin
        or atoms[before].low == "at"
        or {"average", "price"} & {atoms[before - 1].low, atoms[before].low}
    )
    return is_thinkable(money.value if each and money.value < _NO_PRICE else money.value / coins.value)


_NO_PRICE = 1_000_000
_ROUGHLY = frozenset("about approximately around roughly some just nearly almost over ~ an a".split())


def _is_other_income(atoms: Sequence[Atom], at: int) -> bool:
    """As in "generated $9.1 million of revenue"."""
    return not _INCOME.isdisjoint(atom.low for atom in atoms[at + 1 : at + 5])


_INCOME = frozenset("revenue revenues fees income loan loans credit debt equity interest".split())


def _yielded(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "200 bitcoin fetched $9.4 million", "2,285 went for $44.0 million", "239 gone, at $19,500 apiece"."""
    told = _coins_before(atoms, at)
    if told is None:
        return None
    money = _money_behind(atoms, at, told.coins)
    return None if money is None else Deal(told.coins, money)


def _yielded_proceeds(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "300 BTC generated $20 million in proceeds": what is mined generates money, too."""
    deal = _yielded(atoms, at)
    if deal is None or deal.money is None:
        return None
    return (
        deal if {"proceeds", "cash"} & {atom.low for atom in atoms[deal.money + 1 : deal.money + 5]} else None
    )


def _found_buyers(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "136 BTC found new owners"."""
    words = [atom.low for atom in atoms[at + 1 : at + 4]]
    words = [word for word in words if word not in {"new", "a", "their", "its", "willing"}]
    return _coins_before(atoms, at) if words[:1] and words[0] in _BUYERS else None


_BUYERS = frozenset("buyers buyer takers taker owners owner home homes purchasers".split())


def _changed_hands(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "1,353 of these changed hands"; on markets coins change hands all the time."""
    if [atom.low for atom in atoms[at + 1 : at + 2]] != ["hands"]:
        return None
    told = _coins_before(atoms, at)
    if told is None:
        return None
    money = _money_behind(atoms, at + 1, told.coins)
    between = {atom.low for atom in atoms[told.coins + 1 : at]}
    meant = between & {"these", "them", "those", "which"} or atoms[told.coins - 1].low in {
        "the",
        "those",
        "its",
        "all",
    }
    return Deal(told.coins, told.money if money is None else money) if meant or money is not None else None


def _fell_into(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "sold 2,762 coins; 1,391 of these, for $159.2 million, fell in the third quarter"."""
    near = [atom for atom in atoms[at + 1 : at + 5] if atom.low not in {"place", "the"}]
    dated = len(near) > 1 and near[0].low in _OF_TIME and near[1].when is not None
    told = _coins_before(atoms, at) if dated else None
    if told is None or not any(atom.low in _SALES for atom in atoms[:at]):
        return None
    between = {atom.low for atom in atoms[told.coins + 1 : at]}
    before = [atom.low for atom in atoms[: told.coins]]
    meant = between & {"these", "them", "those", "which"} or before[:1] == ["of"]
    return told._replace(of_told=True) if meant else None


_OF_TIME = frozenset("in on during between within into over".split())
_SALES = frozenset(
    "sold sales disposals liquidated monetized monetised offloaded disposed dispositions".split()
)


def _received(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "got $62 million for 3,000 coins", "realised $20 million from bitcoin in March: some 284 coins"."""
    return _received_behind(atoms, at) or _received_before(atoms, at)


def _was_paid(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "was paid $62 million for 3,000 coins"; who paid it bought them."""
    paid = at > 0 and atoms[at - 1].low in {"was", "were", "been", "got", "being"}
    return _received_behind(atoms, at) if paid else None


def _received_before(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "For 150 bitcoin Argo received $10.1 million"."""
    told = _coins_before(atoms, at)
    before = -1 if told is None else told.coins - 1
    while before >= 0 and atoms[before].low in FILLERS:
        before -= 1
    if told is None or before < 0 or atoms[before].low != "for":
        return None
    money = _money_behind(atoms, at, told.coins)
    return None if money is None else Deal(told.coins, money)


def _received_behind(atoms: Sequence[Atom], at: int) -> Deal | None:
    money = next(
        (ahead for ahead in range(at + 1, min(at + 7, len(atoms))) if atoms[ahead].amount is not None), None
    )
    if money is None or not all(atom.low in FILLERS or atom.low in _TO_SUM for atom in atoms[at + 1 : money]):
        return None
    ahead = money + 1
    while ahead < len(atoms) and atoms[ahead].low in _OF_SUM:
        ahead += 1
    ahead += [atom.low for atom in atoms[ahead : ahead + 2]] == ["exchange", "for"]
    if ahead >= len(atoms) or atoms[ahead].low not in {"for", "from"}:
        return None
    return _for_coins(atoms, money, ahead + 1)


_TO_SUM = frozenset("in gross net proceeds cash of sum".split())
_OF_SUM = frozenset("in of gross net proceeds cash fiat dollars usd usdt usdc".split())


def _for_coins(atoms: Sequence[Atom], money: int, begin: int) -> Deal | None:
    """The coins that a sum was got for, or that are told behind a colon."""
    named = False
    for ahead in range(begin, min(begin + _AFTER, len(atoms))):
        atom = atoms[ahead]
        if atom.amount is not None:
            sure = atom.amount.unit is Unit.BTC or named
            fits = may_count_coins(atom.amount, atoms, ahead) and _is_price_of(atom.amount, atoms, money)
            return Deal(ahead, money) if sure and fits and not _is_mined_there(atoms, ahead) else None
        if atom.low in COINS and atoms[ahead - 1].low in {"for", "from", "its"}:
            named = True
        elif not (
            atom.low in FILLERS
            or (named and (atom.when is not None or atom.low in {":", "–", "—", "in", ",", "or"}))
        ):
            return None
    return None


def _is_mined_there(atoms: Sequence[Atom], at: int) -> bool:
    """As in "earned $9 million from 136 bitcoin mined": what was mined was worth that."""
    return {"mined", "produced", "earned", "generated"} & {
        atom.low for atom in atoms[at + 1 : at + 2]
    } != set()


def into_cash(atoms: Sequence[Atom], at: int) -> bool:
    """As in "moved 1,132.9 bitcoins into cash", "428 were flushed into dollars"."""
    counted = next(
        (ahead for ahead in range(at + 1, min(at + 6, len(atoms))) if atoms[ahead].amount is not None), None
    )
    if counted is None or not all(atom.low in FILLERS for atom in atoms[at + 1 : counted]):
        return _is_into_cash(atoms, at + 1) and _coins_before(atoms, at) is not None
    amount, ahead = atoms[counted].amount, counted + 1
    if amount is None or not may_count_coins(amount, atoms, counted):
        return False
    while ahead < len(atoms) and (atoms[ahead].low in _OF_OWN or is_adverb(atoms[ahead].low)):
        ahead += 1
    return _is_into_cash(atoms, ahead)


def _is_into_cash(atoms: Sequence[Atom], at: int) -> bool:
    return (
        at < len(atoms)
        and atoms[at].low in {"into", "to"}
        and any(is_into_money(atom) for atom in atoms[at + 1 : at + 3])
    )


_OF_OWN = frozenset("of its the these those them coins own treasury".split())


def _onto_market(atoms: Sequence[Atom], at: int) -> Deal | None:
    """As in "released 136 BTC onto the market", "took 136 BTC to market", "handed 136 BTC over to buyers"."""
    at += at + 1 < len(atoms) and atoms[at + 1].low == "over"
    counted = next(
        (ahead for ahead in range(at + 1, min(at + 6, len(atoms))) if atoms[ahead].amount is not None), None
    )
    if counted is None or not all(atom.low in FILLERS for atom in atoms[at + 1 : counted]):
        return None
    amount = atoms[counted].amount
    if amount is None or amount.unit is not Unit.BTC or not amount.sats:
        return None
    behind = [atom for atom in atoms[counted + 1 : counted + _AFTER] if atom.when is None]
    words = [atom.low for place, atom in enumerate(behind) if place or atom.low not in _OF_TIME]
    if words[:2] == ["to", "market"] or words[:3] in (["to", "the", "block"], ["to", "the", "hammer"]):
        return Deal(counted, None)
    if words[:1] in (["with"], ["to"]):
        return Deal(counted, None) if not {"buyers", "buyer"}.isdisjoint(words[1:3]) else None
    out = words[:1] and words[0] in {"onto", "into"} and "market" in words[1:5]
    return Deal(counted, None) if out else None


_Frame = Callable[[Sequence[Atom], int], Deal | None]


def _all(shape: Shape, frame: _Frame, words: str) -> dict[str, tuple[Shape, _Frame]]:
    return dict.fromkeys(words.split(), (shape, frame))


def _either(*frames: _Frame) -> _Frame:
    def first_of(atoms: Sequence[Atom], at: int) -> Deal | None:
        return next((deal for frame in frames if (deal := frame(atoms, at)) is not None), None)

    return first_of


_BOTH = _either(_yielded, _received)
DEALING: dict[str, tuple[Shape, _Frame]] = {
    **_all(Shape.PAST, _yielded, "went gone exited left departed"),
    **_all(Shape.PAST, _BOTH, "fetched netted grossed brought raised realised realized garnered yielded cleared"),
    **_all(Shape.THIRD, _BOTH, "fetches nets brings raises realises realizes yields"),
    **_all(Shape.PAST, _yielded_proceeds, "generated earned made"),
    **_all(Shape.PAST, _found_buyers, "found"),
    **_all(Shape.PAST, _changed_hands, "changed"),
    **_all(Shape.BASE, _changed_hands, "change"),
    **_all(Shape.PAST, _fell_into, "fell came occurred happened made executed done closed settled took"),
    **_all(
        Shape.PAST, _received,
        "got received collected pocketed banked booked secured obtained reaped drew recouped recovered took",
    ),
    **_all(Shape.THIRD, _received, "gets receives collects pockets banks books secures reaps takes"),
    **_all(
        Shape.GERUND, _received,
        "getting receiving collecting pocketing banking booking securing obtaining reaping taking netting raising"
        " realising realizing bringing fetching grossing garnering",
    ),
    **_all(Shape.PAST, _onto_market, "handed passed sent released fed poured threw dropped placed unleashed"),
    "paid": (Shape.PAST, _was_paid),
    **_all(Shape.GERUND, _onto_market, "releasing feeding pouring throwing placing unleashing"),
}  # fmt: skip
"""Words that tell a sale where a deal stands around them, with how they stand."""
DEALING["made"] = (Shape.PAST, _either(_yielded_proceeds, _fell_into))
DEALING["took"] = (Shape.PAST, _either(_received, _fell_into, _onto_market))
DEALING["brought"] = (Shape.PAST, _either(_BOTH, _onto_market))
DEALING["bringing"] = DEALING["taking"] = (Shape.GERUND, _either(_received, _onto_market))
INTO_CASH = {
    **dict.fromkeys(
        "moved shifted rolled flipped changed transformed channelled channeled".split(), Shape.PAST
    ),
    **dict.fromkeys("moves shifts rolls flips".split(), Shape.THIRD),
    **dict.fromkeys("moving shifting rolling flipping".split(), Shape.GERUND),
    **dict.fromkeys("move shift roll flip".split(), Shape.BASE),
}
"""Words that mean converting where cash is what coins went into."""
