"""One sentence with its atoms, and the deeds that its words tell of."""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import (
    AUXILIARIES,
    COINS,
    DEEDS,
    FILLERS,
    MACHINES,
    PARTS,
    Deed,
    Shape,
    is_adverb,
)
from monitor.disclosures.extract.limits import MOST_DEEDS
from monitor.disclosures.extract.lowered import lowered
from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.periods.when import When
from monitor.disclosures.extract.prose.sentence.beside import low_at, unit_at
from monitor.disclosures.extract.prose.sentence.deals import DEALING, INTO_CASH, deal_at
from monitor.disclosures.extract.prose.sentence.handed_over import into_cash
from monitor.disclosures.extract.prose.sentence.mining_words import BY_MINING, is_by_mining
from monitor.disclosures.extract.prose.sentence.monies import CASH
from monitor.disclosures.extract.prose.sentence.weak_words import (
    SECURED,
    is_deed,
    is_security,
    pays_for_coins,
)

_PREPOSITIONS = frozenset(
    "in during for at on as of the its their our over throughout from between early late earlier".split()
)


_CLASSES = frozenset("cryptocurrency cryptocurrencies cryptoassets crypto-assets".split())
_ASSETS = frozenset("asset assets currency currencies".split())
_IN_BRACKETS = 14
"""Atoms, at most."""


@dataclass(frozen=True, slots=True)
class Told:
    """A word for a deed."""

    at: int
    """Its place among the atoms of the line."""
    deed: Deed
    shape: Shape


class _Words(dict[int, str]):
    """The words of a sentence by their places."""

    def __missing__(self, at: int) -> str:
        """There is none."""
        return ""


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
    lowered: str = ""
    """Its words as they stand in the text, in small letters: quick to look for something in."""
    low: Callable[[int], str] = field(init=False, repr=False, compare=False)
    """The word at a place, "" where there is none: asked for so often that it is no method."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", _Words(enumerate(self.lows)).__getitem__)

    @property
    def respectively(self) -> bool:
        """Whether amounts and periods stand in two lists."""
        return "respectively" in self.words

    @property
    def start(self) -> int:
        """Where its first atom begins, in characters."""
        return self.atoms[0].start

    def span(self, *places: int) -> tuple[int, int]:
        """Where the first of some atoms begins and the last one ends, in characters."""
        return self.atoms[min(places)].start, self.atoms[max(places)].end

    def clause(self, at: int, deed: Deed, shape: Shape) -> "Clause":
        """The whole sentence as a clause of a deed that stands at a place, though no word there tells it."""
        return Clause(self, Told(at, deed, shape), 0, len(self.atoms))

    def before(self, at: int, count: int) -> Sequence[str]:
        """So many words before a place, "" for what is none."""
        return self.lows[max(0, at - count) : at]

    def behind(self, at: int, count: int) -> Sequence[str]:
        """The same behind it."""
        return self.lows[at + 1 : at + 1 + count]

    def back(self, at: int, words: AbstractSet[str]) -> int:
        """The last place up to one whose word is none of these: before "about" and the like."""
        while self.low(at) in words:
            at -= 1
        return at

    def past(self, at: int, words: AbstractSet[str]) -> int:
        """The first place from one on whose word is none of these."""
        while self.low(at) in words:
            at += 1
        return at

    def find(self, words: AbstractSet[str], begin: int, end: int) -> int | None:
        """The first place from one to before another whose word is one of these."""
        return next((at for at in range(begin, end) if self.low(at) in words), None)

    def find_back(self, words: AbstractSet[str], begin: int, end: int) -> int | None:
        """The same from a place on towards the beginning, to behind another."""
        return next((at for at in range(begin, end, -1) if self.low(at) in words), None)

    def before_brackets(self, at: int) -> int:
        """As in "Bitfarms (BITF) sold": the place before the brackets that end at a place, else that place."""
        opening = self.find_back({"("}, at, max(-1, at - _IN_BRACKETS)) if self.low(at) == ")" else None
        return at if opening is None else opening - 1

    def before_verb(self, at: int) -> int:
        """The last place up to one that is no auxiliary and no adverb: before "had since been" of "been sold"."""
        while self.low(at) in AUXILIARIES or is_adverb(self.low(at)):
            at -= 1
        return at

    def amount(self, at: int) -> Amount | None:
        """The number at a place, also at one beyond the ends, where there is none."""
        return self.atoms[at].amount if 0 <= at < len(self.atoms) else None

    def entity(self, at: int) -> str | None:
        """The company at a place, in the same manner."""
        return self.atoms[at].entity if 0 <= at < len(self.atoms) else None

    def in_all(self, at: int) -> int:
        """How many words behind a place say that it is the whole: "in all", "in the aggregate", "altogether"."""
        the = self.low(at + 2) == "the"
        if self.low(at + 1) == "in" and self.low(at + 2 + the) in {"all", "total", "aggregate", "sum"}:
            return 2 + the
        return int(self.low(at + 1) in {"altogether", "overall"})

    def near(self, begin: int, end: int) -> set[str]:
        """The words from one place to before another, of which the first may be before the sentence."""
        return {*self.lows[max(0, begin) : max(0, end)]}

    def is_coin(self, at: int) -> bool:
        """Whether the word at a place means the coin, and not a machine or a price."""
        if self.low(at) not in COINS or self.low(at + 1) in MACHINES:
            return False
        return not (self.low(at + 1) in {"call", "put", "covered"} and self.low(at + 2) in MACHINES)

    def is_asset(self, at: int) -> bool:
        """Whether the words up to a place name what the coin is one of: "digital assets", "cryptocurrencies"."""
        word = self.low(at)
        before = self.low(at - 1 - (word == "assets" and self.low(at - 1) == "currency"))
        named = word in _CLASSES or (word in _ASSETS and before in {"digital", "crypto"})
        return named and self.low(at + 1) not in MACHINES

    def deed(self, at: int) -> Deed | None:
        """The deed that the word at a place tells of."""
        return next((told.deed for told in self.deeds if told.at == at), None)

    def when_after(self, at: int) -> When | None:
        """The period right after an atom, past "in" and "during the"."""
        for atom in self.atoms[at + 1 : at + 5]:
            if atom.when is not None or atom.low not in _PREPOSITIONS:
                return atom.when
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

    sells: bool = field(init=False)
    """Whether its word is one of selling."""
    is_noun: bool = field(init=False)
    """Whether it is a noun: "the sale of"."""
    is_past: bool = field(init=False)
    """Whether it is "sold", active, passive or a participle."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", self.told.at)
        object.__setattr__(self, "sells", self.told.deed is Deed.SELL)
        object.__setattr__(self, "is_noun", self.told.shape is Shape.NOUN)
        object.__setattr__(self, "is_past", self.told.shape is Shape.PAST)

    def before(self, count: int) -> Sequence[str]:
        """So many words before its own."""
        return self.line.before(self.at, count)

    def behind(self, count: int) -> Sequence[str]:
        """The same behind it."""
        return self.line.behind(self.at, count)


def line_of(text: str, atoms: Sequence[Atom]) -> Line:
    """Find the deeds of a sentence."""
    lows = [atom.low for atom in atoms]
    deeds: list[Told] = []
    cashing = not CASH.isdisjoint(lows)
    for at, low in enumerate(lows):
        telling = low in _TELLING or (cashing and low.endswith("ed"))
        if not telling or (deeds and _names_a_sum(atoms, at)):
            continue
        if (low in _OF_NUMBERS or (cashing and low.endswith("ed") and low not in DEEDS)) and (
            told := _of_numbers(atoms, at, deeds)
        ) is not None:
            deeds.append(told)
            continue
        mined = low in BY_MINING and is_by_mining(atoms, at)
        if low not in DEEDS and not mined:
            continue
        if len(deeds) >= MOST_DEEDS:
            break
        deed, shape = (Deed.MINE, Shape.PAST) if mined else DEEDS[low]
        shape = _shape(atoms, at, deed, shape)
        if deed is Deed.HOLD and shape is Shape.NOUN and _is_sold_of(atoms, at, deeds):
            continue
        if shape is Shape.PAST and deed in SECURED and is_security(atoms, at):
            deeds.append(Told(at, Deed.PLEDGE, shape))
        elif low == "spent" and pays_for_coins(atoms, at):
            deeds.append(Told(at, Deed.BUY, shape))
        elif mined or is_deed(atoms, at, deed, shape):
            deeds.append(Told(at, deed, shape))
    words = frozenset(lows)
    spans = [(at, atoms[at]) for at, low in enumerate(lows) if not low]
    counts = [at for at, atom in spans if atom.unit is Unit.BTC]
    return Line(
        text,
        atoms,
        deeds,
        question=lows[-1:] == ["?"],
        coins=bool(counts) or _has_coins(atoms, deeds, words),
        named=any(atom.entity is not None for _, atom in spans),
        lows=lows,
        words=words,
        whens=[at for at, atom in spans if atom.when is not None],
        counts=counts,
        lowered=lowered(text[atoms[0].start : atoms[-1].end]) if atoms else "",
    )


_OF_NUMBERS = frozenset(DEALING) | frozenset(INTO_CASH)
_TELLING = _OF_NUMBERS | DEEDS.keys() | frozenset(BY_MINING)
"""Words that may tell of a deed by themselves."""


def _names_a_sum(atoms: Sequence[Atom], at: int) -> bool:
    """As in "sold 100 bitcoin for an aggregate sales price of $10.2 million": no deed of its own."""
    whole = low_at(atoms, at - 1) in {"aggregate", "total", "combined", "gross"}
    return whole and atoms[at].low in SUM_OF and low_at(atoms, at + 1) in SUMS


SUM_OF = frozenset("sale sales selling purchase".split())
SUMS = frozenset("amount price value consideration".split())
"""As in "sales amount", "purchase price"."""


def _shape(atoms: Sequence[Atom], at: int, deed: Deed, shape: Shape) -> Shape:
    """As in "the purchase of", "second-quarter purchases": words that are verbs and nouns."""
    low, led = (
        atoms[at].low,
        at > 0 and (atoms[at - 1].when is not None or atoms[at - 1].low in _BEFORE_NOUNS),
    )
    noun = (
        low_at(atoms, at + 1) == "of" and shape is Shape.BASE and (deed is Deed.CONVERT or low == "purchase")
    )
    noun = noun or (low in {"exchanges", "swaps"} and low_at(atoms, at - 1) in {"such", "these", "those"})
    noun = noun or (low == "selling" and at > 0 and _is_told_of_selling(atoms, at, led=led))
    return Shape.NOUN if noun or (low == "purchases" and led) else shape


def _is_told_of_selling(atoms: Sequence[Atom], at: int, *, led: bool) -> bool:
    """As in "Riot's fourth-quarter selling came to 2,201 BTC": what was sold in all."""
    for atom in atoms[at + 1 : at + 6]:
        if atom.low in _AMOUNTED:
            return led or atoms[at - 1].low in {"s", "the", "miner’s"}
        if atom.when is None and atom.low not in {"in", "during", "for", "the", "over"}:
            return False
    return False


_AMOUNTED = frozenset("came totaled totalled amounted reached hit stood".split())
_BEFORE_NOUNS = frozenset(
    "bitcoin btc its our their market quarter’s quarter's month’s month's total".split()
)


def _of_numbers(atoms: Sequence[Atom], at: int, deeds: Sequence[Told]) -> Told | None:
    """A sale that is told by its coins and its money, unless another word tells already what was done with them."""
    low = atoms[at].low
    shape = INTO_CASH.get(low, Shape.PAST if low not in DEALING else None)
    if shape is not None and into_cash(atoms, at):
        return Told(at, Deed.CONVERT, shape)
    deal = deal_at(atoms, at) if low in DEALING else None
    if deal is None:
        return None
    if deal.of_told:
        return Told(at, Deed.SELL, DEALING[low][0])
    near = deal.coins - _NEAR if deal.coins < at else at - 1
    told = any(near <= each.at < at and each.deed in _TOLD_ALREADY for each in deeds)
    return None if told else Told(at, Deed.SELL, DEALING[low][0])


_NEAR = 5
"""Atoms before a number of coins within which a word governs it."""
_TOLD_ALREADY = frozenset({Deed.SELL, Deed.CONVERT, Deed.BUY, Deed.PLEDGE})


def _is_sold_of(atoms: Sequence[Atom], at: int, deeds: Sequence[Told]) -> bool:
    """As in "liquidated a part of its bitcoin holdings": what was sold, and no word about what there is."""
    last = deeds[-1] if deeds else None
    if last is None or last.deed not in {Deed.SELL, Deed.CONVERT} or at - last.at > _SOLD_OF:
        return False
    if at + 1 < len(atoms) and atoms[at + 1].low not in _THEN and atoms[at + 1].when is None:
        return False
    if atoms[at - 1].low in _OUT_OF or (atoms[at - 2].low in _OUT_OF and atoms[at - 1].low in PARTS):
        return True  # "sold 132 BTC from its treasury"
    return all(atom.low in _SOLD_OUT or atom.unit is Unit.PERCENT for atom in atoms[last.at + 1 : at])


_SOLD_OUT = FILLERS | PARTS | COINS | {"of"}


_OUT_OF = frozenset({"from", "off"})
_SOLD_OF = 9
_THEN = frozenset(
    "of into in during for at on to , . ; : ( ) - – — as last this and while when over since".split()
)


def _has_coins(atoms: Sequence[Atom], deeds: Sequence[Told], words: frozenset[str]) -> bool:
    """Of a sentence without a number of coins; as in "mined 60 and sold 57", "self-mined were 87" it counts them."""
    if not COINS.isdisjoint(words) and any(
        atom.low in COINS and low_at(atoms, at + 1) not in MACHINES for at, atom in enumerate(atoms)
    ):
        return True
    mined = (told.at for told in deeds if atoms[told.at].low in {"mined", "self-mined"})
    return any(
        unit_at(atoms, at - 1) is Unit.NONE
        or unit_at(atoms, at + 1 + (low_at(atoms, at + 1) in {"were", "was"})) is Unit.NONE
        for at in mined
    )
