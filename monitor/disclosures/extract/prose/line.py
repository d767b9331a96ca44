"""One sentence with its atoms, and the deeds that its words tell of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from monitor.disclosures.extract.amounts import Unit
from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import COINS, DEEDS, FILLERS, MACHINES, PARTS, Deed, Shape
from monitor.disclosures.extract.limits import MOST_DEEDS
from monitor.disclosures.extract.when import When

_PREPOSITIONS = frozenset(
    "in during for at on as of the over throughout from between early late earlier".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """A word for a deed."""

    at: int
    """Its place among the atoms of the line."""
    deed: Deed
    shape: Shape


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence."""

    text: str
    """The whole text, into which all offsets point."""
    atoms: Sequence[Atom]
    deeds: Sequence[Told]
    question: bool
    coins: bool = False
    """Whether it speaks of coins at all."""
    named: bool = False
    """Whether it names a company."""
    lows: Sequence[str] = ()
    """The word of each atom, "" of those that are none."""
    words: frozenset[str] = frozenset()
    """The same without their order: a rule that needs one of a few words asks here first."""
    whens: Sequence[int] = ()
    """The places of its periods."""
    counts: Sequence[int] = ()
    """The places of its numbers of coins."""

    @property
    def respectively(self) -> bool:
        """Whether amounts and periods stand in two lists."""
        return "respectively" in self.words

    @property
    def start(self) -> int:
        """Where its first atom begins, in characters."""
        return self.atoms[0].start

    def low(self, at: int) -> str:
        """The word at a place, "" where there is none."""
        return self.lows[at] if 0 <= at < len(self.lows) else ""

    def is_coin(self, at: int) -> bool:
        """Whether the word at a place means the coin, and not a machine or a price."""
        return self.low(at) in COINS and self.low(at + 1) not in MACHINES

    def deed(self, at: int) -> Deed | None:
        """The deed that the word at a place tells of."""
        return next((told.deed for told in self.deeds if told.at == at), None)

    def when_after(self, at: int) -> When | None:
        """The period right after an atom, past "in" and "during the"."""
        for place in range(at + 1, min(at + 5, len(self.atoms))):
            if self.atoms[place].when is not None:
                return self.atoms[place].when
            if self.low(place) not in _PREPOSITIONS:
                return None
        return None


@dataclass(frozen=True, slots=True)
class Clause:
    """A deed and the atoms that may belong to it."""

    line: Line
    told: Told
    left: int
    """First atom that may belong to it."""
    right: int
    """Past the last such atom."""
    wide: int = 0
    """The same past what only tells where the coins came from: "half of the bitcoin it mined, for $10 million"."""

    at: int = field(init=False)
    """The place of its word: asked for so often that it is no property."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", self.told.at)


def line_of(text: str, atoms: Sequence[Atom]) -> Line:
    """Find the deeds of a sentence."""
    lows = [atom.low for atom in atoms]
    deeds: list[Told] = []
    for at, low in enumerate(lows):
        if low not in DEEDS:
            continue
        if len(deeds) >= MOST_DEEDS:
            break
        deed, shape = DEEDS[low]
        of = lows[at + 1 : at + 2] == ["of"]
        if of and shape is Shape.BASE and (deed is Deed.CONVERT or low == "purchase"):
            shape = Shape.NOUN
        if deed is Deed.HOLD and shape is Shape.NOUN and _is_sold_of(atoms, at, deeds):
            continue
        if shape is Shape.PAST and deed in _SECURED and _is_security(atoms, at):
            deeds.append(Told(at, Deed.PLEDGE, shape))
        elif _is_deed(atoms, at, deed, shape):
            deeds.append(Told(at, deed, shape))
    return Line(
        text,
        atoms,
        deeds,
        question=lows[-1:] == ["?"],
        coins=_has_coins(atoms, deeds),
        named=any(atom.entity is not None for atom in atoms),
        lows=lows,
        words=frozenset(lows),
        whens=[at for at, atom in enumerate(atoms) if atom.when is not None],
        counts=[at for at, atom in enumerate(atoms) if atom.amount and atom.amount.unit is Unit.BTC],
    )


def _is_sold_of(atoms: Sequence[Atom], at: int, deeds: Sequence[Told]) -> bool:
    """As in "liquidated a part of its bitcoin holdings": what was sold, and no word about what there is."""
    last = deeds[-1] if deeds else None
    if last is None or last.deed is not Deed.SELL or at - last.at > _SOLD_OF:
        return False
    if at + 1 < len(atoms) and (atoms[at + 1].low in _THEN or atoms[at + 1].when is not None) is False:
        return False
    between = atoms[last.at + 1 : at]
    if atoms[at - 1].low == "from" or (atoms[at - 2].low == "from" and atoms[at - 1].low in PARTS):
        return True  # "sold 132 BTC from its treasury"
    return all(
        atom.low in FILLERS or atom.low in PARTS or atom.low in COINS or atom.low == "of" or _is_share(atom)
        for atom in between
    )


def _is_share(atom: Atom) -> bool:
    return atom.amount is not None and atom.amount.unit == "percent"


_SOLD_OF = 9
_THEN = frozenset("in during for at on to , . ; : ) - – — as last this and while when over since".split())


def _has_coins(atoms: Sequence[Atom], deeds: Sequence[Told]) -> bool:
    for at, atom in enumerate(atoms):
        if atom.amount is not None:
            if atom.amount.unit == "btc":
                return True
        elif atom.low in COINS and (at + 1 == len(atoms) or atoms[at + 1].low not in MACHINES):
            return True
    return any(atoms[told.at].low == "mined" and _is_bare(atoms, told.at + 1) for told in deeds)


def _is_bare(atoms: Sequence[Atom], at: int) -> bool:
    """As in "mined 60 and sold 57": a number of what is mined counts coins."""
    amount = atoms[at].amount if at < len(atoms) else None
    return amount is not None and amount.unit == "none"


def _is_deed(atoms: Sequence[Atom], at: int, deed: Deed, shape: Shape) -> bool:
    """Weak words count only where what follows makes them strong: "has 5 BTC", not "has sold 5 BTC"."""
    following = atoms[at + 1].low if at + 1 < len(atoms) else ""
    if atoms[at].low == "assets" and at and atoms[at - 1].low in {"digital", "crypto"}:
        return not any(atom.low in _DEALT for atom in atoms[max(0, at - 5) : at])
    if (strong := _NEEDING.get(atoms[at].low)) is not None:
        return strong(atoms, at)
    if atoms[at].low in _OF_ANOTHER:
        return not following.endswith("ing") if deed is Deed.HOLD else _is_bought(atoms, at)
    if deed in {Deed.MINE, Deed.PLEDGE} and shape is Shape.PAST and following in COINS:
        return False  # "newly mined coins"
    if atoms[at].low == "collateral" and at and atoms[at - 1].low == "as":
        return not any(
            _is_security(atoms, back) and DEEDS[atoms[back].low][1] is Shape.PAST
            for back in range(max(0, at - 4), at - 1)
        )
    return _is_holding(atoms, at, deed, shape)


def _is_holding(atoms: Sequence[Atom], at: int, deed: Deed, shape: Shape) -> bool:
    """As in "has a total of 5 BTC", where "has" is what is told and no auxiliary; all other deeds are."""
    if atoms[at].low == "own" and at and atoms[at - 1].low in _OWNERS:
        return False  # "sold its own bitcoin"
    if deed is not Deed.HOLD or shape is Shape.NOUN or atoms[at].low not in {"has", "had", "have", "having"}:
        return True
    if at + 2 < len(atoms) and atoms[at + 1].low in {"no", "zero"} and atoms[at + 2].low in COINS:
        return at + 3 == len(atoms) or atoms[at + 3].low not in MACHINES
    for place, atom in enumerate(atoms[at + 1 : at + 7], at + 1):
        if atom.amount is not None:
            return atom.amount.unit == "btc" or _is_elided(atoms, at, place)
        known = atom.low in DEEDS and atom.low not in _NEEDING
        if known or atom.low in {"not", "been", "no", "never", ",", "."}:
            return False
    return False


def _is_elided(atoms: Sequence[Atom], at: int, place: int) -> bool:
    """As in "and had 18,005 on February 28", "Riot has 18,005.": coins, where coins are spoken of."""
    amount = atoms[place].amount
    if amount is None or amount.unit != "none" or amount.value < _LEAST_ELIDED:
        return False
    if place > at + 1 and not all(
        atom.low in FILLERS or atom.low in {"now", "still"} for atom in atoms[at + 1 : place]
    ):
        return False
    return place + 1 == len(atoms) or atoms[place + 1].when is not None or atoms[place + 1].low in _OVER


_LEAST_ELIDED = 100
"""Below it a number after "has" is mostly of something else."""
_OVER = frozenset(". , ; on as left".split())


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


_OWNERS = frozenset("its the their our his company’s company's".split())


def _is_counted_next(atoms: Sequence[Atom], at: int) -> bool:
    """As in "made 687 BTC", "mining a record 932 BTC"."""
    near = atoms[at + 1 : at + 5]
    first = next((atom.amount for atom in near if atom.amount is not None), None)
    return (
        first is not None
        and first.unit == "btc"
        and all(atom.low in FILLERS or not atom.low for atom in near[:1])
    )


def _is_gathered(atoms: Sequence[Atom], at: int) -> bool:
    """As in "has accumulated 19,309 BTC"; but "sold accumulated coins" is no deed of its own."""
    has = any(atom.low in {"has", "have", "had"} for atom in atoms[max(0, at - 3) : at])
    return has and _is_counted_next(atoms, at)


def _is_sitting(atoms: Sequence[Atom], at: int) -> bool:
    """As in "sits on 19,309 BTC"."""
    return at + 1 < len(atoms) and atoms[at + 1].low == "on" and _is_counted_next(atoms, at + 1)


def _is_brought_to(atoms: Sequence[Atom], at: int) -> bool:
    """As in "raised its count to 35,102 BTC"."""
    near = atoms[at + 1 : at + 6]
    first = next((atom.amount for atom in near if atom.amount is not None), None)
    to = any(atom.low in {"to", "at"} for atom in near)
    return to and first is not None and first.unit in {"btc", "none"} and atoms[at - 1].low in _OWNERS


def _is_settled(atoms: Sequence[Atom], at: int) -> bool:
    """As in "call contracts that were settled through delivery of bitcoin resulted in proceeds of ..."."""
    of_coins = at + 2 < len(atoms) and atoms[at + 1].low == "of" and atoms[at + 2].low in COINS
    return (
        of_coins
        and any(atom.low == "proceeds" for atom in atoms)
        and any(atom.low == "settled" for atom in atoms)
    )


def _is_phrase(atoms: Sequence[Atom], at: int) -> bool:
    """As in "let 300 go", "got rid of 300", "300 went to market"."""
    word = atoms[at].low
    if word == "delivery":
        return _is_settled(atoms, at)
    if word in _TURNS:
        near = [atom.low for atom in atoms[max(0, at - 1) : at + 3]]
        return _TURNS[word] in (near[:3], near[-3:])
    reach = 6 if _PHRASAL[word] <= _BEHIND else 1
    return bool({atom.low for atom in atoms[at + 1 : at + 1 + reach]} & _PHRASAL[word])


def _is_bought(atoms: Sequence[Atom], at: int) -> bool:
    """As in "added 300 bitcoin at an average price of $65,000", "added 300 bitcoin to its treasury for $20 million"."""
    near = atoms[at + 1 : at + 4]
    if not any(atom.amount is not None and atom.amount.unit == "btc" for atom in near):
        return False
    paid = any(
        atom.amount is not None and atom.amount.unit == "usd" and atoms[place - 1].low == "for"
        for place, atom in enumerate(atoms[at + 2 : at + 12], at + 2)
    )
    return paid or any(atom.low in {"price", "cost"} for atom in atoms[at + 2 : at + 14])


def _is_invested(atoms: Sequence[Atom], at: int) -> bool:
    """As in "invested an aggregate $1.5 billion in bitcoin"."""
    near = atoms[at + 1 : at + 9]
    money = next((place for place, atom in enumerate(near) if atom.amount is not None), len(near))
    if money + 2 >= len(near) or (amount := near[money].amount) is None or amount.unit != "usd":
        return False
    return near[money + 1].low in {"in", "into"} and near[money + 2].low in COINS


def _is_up(atoms: Sequence[Atom], at: int) -> bool:
    """As in "scooped up 1,550 bitcoin"."""
    return at + 1 < len(atoms) and atoms[at + 1].low == "up" and _is_counted_next(atoms, at + 1)


_OF_ANOTHER = frozenset("keep keeps kept added".split())
_PHRASAL = {
    "let": {"go"}, "letting": {"go"}, "part": {"with"}, "parted": {"with", "ways"},
    "parting": {"with", "ways"},
    "cashed": {"in", "out"}, "cashing": {"in", "out"}, "brought": {"market"}, "bringing": {"market"},
}  # fmt: skip
_BEHIND = frozenset({"go", "market"})
"""Those that stand behind the coins: "let 300 go", "brought 300 to market"."""
"""Words that mean selling only with another one."""
_TURNS = {"delivery": [], "rid": ["got", "rid", "of"], "went": ["went", "to", "market"]}
"""Words that mean selling only in a turn of phrase."""
_DEALT = frozenset("sale sales sold sell selling disposal disposition purchase purchases".split())
_SECURED = frozenset({Deed.HOLD, Deed.PLEDGE, Deed.MOVE})


def _is_security(atoms: Sequence[Atom], at: int) -> bool:
    """As in "are being held as collateral", "were used as security"."""
    words = [atom.low for atom in atoms[at + 1 : at + 4]]
    known = DEEDS.get(atoms[at].low)
    return (
        known is not None
        and known[0] in _SECURED
        and "as" in words
        and bool({"collateral", "security"} & set(words))
    )


_NEEDING: dict[str, Callable[[Sequence[Atom], int], bool]] = {
    **dict.fromkeys("made yielded mining realised realized".split(), _is_counted_next),
    **dict.fromkeys("count total tally".split(), _is_brought_to),
    **dict.fromkeys("accumulated amassed stockpiled".split(), _is_gathered),
    **dict.fromkeys("sits sat sitting".split(), _is_sitting),
    **dict.fromkeys("invested put".split(), _is_invested),
    "bagged": _is_counted_next,
    "stayed": _is_stayed,
    **dict.fromkeys("leave leaves".split(), _is_leaving),
    **dict.fromkeys("scooped snapped picked scoops snaps scooping snapping".split(), _is_up),
    **dict.fromkeys((*_PHRASAL, *_TURNS), _is_phrase),
}
"""Words that mean a deed only together with others."""
