"""What a deed was done with: so many coins, coins for so much money, a share, none, or no coins at all."""

from dataclasses import dataclass
from enum import Enum, auto

from monitor.disclosures.extract.amounts import Amount, Unit
from monitor.disclosures.extract.lexicon import (
    ADVERBS,
    AUXILIARIES,
    COINS,
    CONTRACTED,
    FILLERS,
    NEGATIONS,
    NOTHING,
    Deed,
    Shape,
)
from monitor.disclosures.extract.prose.line import Clause

_REACH = 14
"""Atoms between a word and what it governs."""
_PARTS = frozenset("some portion part all its their our most half majority remaining remainder rest entire bulk of a the"
                   " mined self-mined newly produced restricted unrestricted own these those company’s company's".split())  # fmt: skip
_PRODUCTION = frozenset("production output produced mined self-mined mining".split())
_PER_DAY = frozenset("per day daily /".split())


class Thing(Enum):
    """What kind of object it is."""

    QUANTITY = auto()
    MONEY = auto()
    """ "$162 million worth of bitcoin"."""
    SHARE = auto()
    """ "71% of the bitcoin produced"."""
    COINS = auto()
    """Coins, and the text says not how many."""
    NOTHING = auto()
    """ "any bitcoin", "none", "zero": of a denial, or one by itself."""


@dataclass(frozen=True, slots=True)
class Object:
    """The object of a deed."""

    thing: Thing
    first: int
    """Its first atom."""
    last: int
    """Its last atom."""
    amount: Amount | None = None


def object_of(clause: Clause, *, elided: bool) -> Object | None:
    """What a deed was done with, as far as it is coins.

    Args:
        clause: of the deed.
        elided: whether a number without unit may be one of coins, as in "mined 500 and sold 300".
    """
    found, blocked = _right(clause, elided=elided)
    if found is not None or blocked:
        return found
    if clause.told.shape in {Shape.PAST, Shape.NOUN}:
        return _left(clause, elided=elided)
    return None


def _right(clause: Clause, *, elided: bool) -> tuple[Object | None, bool]:
    """The object after the word, and whether there is one that is not of coins."""
    line = clause.line
    at = clause.at + 1
    stop = min(clause.right, at + _REACH)
    if clause.told.shape is Shape.NOUN:
        if clause.told.deed is Deed.SELL or clause.told.deed is Deed.BUY:
            at = _after_of(clause)
        else:
            return None, False
        if at < 0:
            return None, False
    while at < stop:
        atom = line.atoms[at]
        if atom.amount is not None:
            found = of_amount(clause, at, elided=elided)
            return found, found is None
        if atom.low in NOTHING:
            return _nothing(clause, at)
        if line.is_coin(at):
            return Object(Thing.COINS, at, at), False
        if atom.low not in FILLERS and atom.low not in _PARTS and atom.low not in ADVERBS:
            return None, atom.is_word and atom.low.isalpha() and len(atom.low) > 4
        at += 1
    return None, False


def _after_of(clause: Clause) -> int:
    """Past "sale of"; also "sales totaled 5 BTC" and "sale: 5 BTC". -1 where nothing follows."""
    line = clause.line
    for at in range(clause.at + 1, min(clause.right, clause.at + 4)):
        if line.low(at) in {
            "of",
            "de",
            "di",
            "von",
            "totaled",
            "totalled",
            "amounted",
            "were",
            "was",
            "reached",
            "from",
            ":",
            "for",
        }:
            return at + 1
    return -1


def of_amount(clause: Clause, at: int, *, elided: bool) -> Object | None:
    """An amount as an object; None if it is not one of coins."""
    line = clause.line
    amount = line.atoms[at].amount
    assert amount is not None, "the caller has seen it"
    if amount.per_coin:
        return None
    if amount.unit is Unit.BTC:
        if amount.sats is None or _is_daily(clause, at):
            return None
        return Object(Thing.NOTHING if amount.sats == 0 else Thing.QUANTITY, at, at, amount)
    if amount.unit is Unit.USD:
        return _worth(clause, at, amount)
    if amount.unit is Unit.PERCENT:
        return _share(clause, at, amount)
    if amount.unit is Unit.NONE and elided and _may_be_coins(clause, at, amount):
        return Object(Thing.NOTHING if amount.sats == 0 else Thing.QUANTITY, at, at, amount)
    return None


def _is_daily(clause: Clause, at: int) -> bool:
    line = clause.line
    after = [line.low(at + 1), line.low(at + 2)]
    return (
        after == ["per", "day"]
        or after == ["a", "day"]
        or after[0] in {"daily", "/day"}
        or after == ["/", "day"]
    )


def _may_be_coins(clause: Clause, at: int, amount: Amount) -> bool:
    line = clause.line
    if amount.sats is None or line.low(at + 1) in {"per", "%", "/", "-", "of"} or _is_daily(clause, at):
        return False
    return not (
        amount.value == int(amount.value)
        and 1990 <= amount.value <= 2100
        and "," not in line.text[amount.start : amount.end]
    )


def _worth(clause: Clause, at: int, amount: Amount) -> Object | None:
    """ "$162 million worth of bitcoin", "$5 million in BTC"."""
    line = clause.line
    place = at + 1
    if line.low(place) == "worth":
        place += 1
    if line.low(place) not in {"of", "in"}:
        return None
    for ahead in range(place + 1, place + 5):
        if line.is_coin(ahead):
            return Object(Thing.MONEY, at, ahead, amount)
        if line.low(ahead) not in _PARTS:
            return None
    return None


def _share(clause: Clause, at: int, amount: Amount) -> Object | None:
    """ "71% of BTC produced", "half of its production": of coins held it is coins of unknown number."""
    line = clause.line
    if line.low(at + 1) != "of":
        return None
    words = [line.low(ahead) for ahead in range(at + 2, min(at + 10, len(line.atoms)))]
    for ahead, word in enumerate(words):
        if word in {",", "for", "at", "to", ";", "in"}:
            words = words[:ahead]
            break
    if _PRODUCTION & set(words) or "sold" in words:
        return Object(Thing.SHARE, at, at + 1 + len(words), amount)
    if COINS & set(words):
        return Object(Thing.COINS, at, at + 1 + len(words))
    return None


def _nothing(clause: Clause, at: int) -> tuple[Object | None, bool]:
    """ "any bitcoin", "none of the bitcoin", "none"; "any shares" is another thing."""
    line = clause.line
    for ahead in range(at + 1, min(at + 6, len(line.atoms))):
        atom = line.atoms[ahead]
        if line.is_coin(ahead) or (atom.amount is not None and atom.amount.unit is Unit.BTC):
            return Object(Thing.NOTHING, at, ahead), False
        if atom.when is not None or atom.low in {",", ".", "in", "during", "and", "for", "since", "at", "or"}:
            break
        if atom.low not in _PARTS and atom.low not in FILLERS:
            return None, True
    return Object(Thing.NOTHING, at, at), False


def _left(clause: Clause, *, elided: bool) -> Object | None:
    """The object before the word: "562 BTC were sold", "of which 380 were sold", "a 4,451 BTC sale"."""
    line = clause.line
    passive = False
    for at in range(clause.at - 1, max(clause.left, clause.at - _REACH) - 1, -1):
        atom = line.atoms[at]
        if atom.low in AUXILIARIES or atom.low in CONTRACTED or atom.low in NEGATIONS:
            passive = passive or atom.low not in {"has", "have", "had"}
            if atom.low == "no":
                return Object(Thing.NOTHING, at, at)
        elif atom.amount is not None:
            found = of_amount(clause, at, elided=elided and passive)
            if found is not None and found.thing is Thing.QUANTITY:
                return found
            if atom.amount.unit is not Unit.USD:
                return None
        elif line.is_coin(at):
            if not passive:
                return None
            if line.low(at - 1) in {"no", "zero"} or (
                line.low(at - 1) == "the" and line.low(at - 3) == "none"
            ):
                return Object(Thing.NOTHING, at - 1, at)
            return Object(Thing.COINS, at, at)
        elif atom.low in {"none", "zero"} and passive:
            return Object(Thing.NOTHING, at, at)
        elif atom.low not in ADVERBS and atom.low not in _BRIDGES and not atom.low.endswith("ly"):
            return None
    return None


_BRIDGES = frozenset("( ) , or that which it we roughly approximately about worth the company they i of those these"
                     " collectively".split())  # fmt: skip
