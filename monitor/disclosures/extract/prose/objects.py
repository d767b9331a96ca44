"""What a deed was done with: so many coins, coins for so much money, a share, none, or no coins at all."""

from dataclasses import dataclass
from enum import Enum, auto

from monitor.disclosures.extract.amounts import Amount, Unit
from monitor.disclosures.extract.lexicon import (
    ADVERBS,
    ANY_COINS,
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
        if clause.told.deed in {Deed.SELL, Deed.BUY, Deed.CONVERT}:
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
            return _listed(clause, at) or Object(Thing.COINS, at, at), False
        if atom.low == "with" and at == clause.at + 1:
            at += 1
            continue
        if (
            atom.low == "digital"
            and line.low(at + 1) in {"currencies", "assets"}
            and clause.told.shape is Shape.NOUN
        ):
            return Object(Thing.COINS, at, at + 1), False
        if atom.low in {"production", "output"} and at > clause.at + 1 and clause.told.deed is Deed.SELL:
            return Object(Thing.COINS, at, at), False
        if atom.when is not None:
            at += 1
            continue
        if atom.low not in FILLERS and atom.low not in _PARTS and atom.low not in ADVERBS:
            return None, atom.is_word and atom.low.isalpha() and atom.low not in _LINKS
        at += 1
    if at == clause.right < len(line.atoms) and line.low(at) in _STORES and clause.told.deed is Deed.SELL:
        return Object(Thing.COINS, at, at), False
    return None, False


_LINKS = frozenset(
    "during since between through under after before because within against at for in on by as and but while which that with to"
    " from when where over until without this these so who whom whose if via per it they he she zu im am für nel il lo".split()
)
"""Words that begin something else than an object."""
_STORES = frozenset("holdings treasury reserve reserves production output stockpile".split())
"""What a miner sells of, where the coin's name is left out."""


def _listed(clause: Clause, at: int) -> Object | None:
    """ "sold more bitcoin at year end: 1,818 BTC in December and ..."."""
    line = clause.line
    colon = next(
        (ahead for ahead in range(at + 1, min(at + 9, clause.right - 1)) if line.low(ahead) == ":"), None
    )
    if colon is None or line.atoms[colon + 1].amount is None:
        return None
    return of_amount(clause, colon + 1, elided=False)


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
            "for",
            "to",
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


_AFTER_ELIDED = frozenset(
    ", . ; : ) ( — – - and in for at during over to from but while which last this as on by through since against compared versus"
    " with or up down more when at under bringing raising generating".split()
) | {""}
"""What may follow a number whose unit is left out: no noun, or it would be the unit."""


def _may_be_coins(clause: Clause, at: int, amount: Amount) -> bool:
    line = clause.line
    if amount.sats is None or _is_daily(clause, at):
        return False
    if line.low(at + 1) == "of":
        return line.low(at + 2) in {"them", "these", "those"} or any(
            line.is_coin(ahead) or _is_btc(line.atoms[ahead].amount)
            for ahead in range(at + 2, min(at + 6, len(line.atoms)))
        )
    following = line.atoms[at + 1].amount if at + 1 < len(line.atoms) else None
    if line.low(at + 1) not in _AFTER_ELIDED or following is not None or line.low(at - 1) == "(":
        return False
    plain = "," not in line.text[amount.start : amount.end]
    return not (plain and amount.value == int(amount.value) and 1990 <= amount.value <= 2100)  # noqa: PLR2004 - a year


def _is_btc(amount: Amount | None) -> bool:
    return amount is not None and amount.unit is Unit.BTC


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
    if COINS & set(words) or "them" in words:
        return Object(Thing.COINS, at, at + 1 + len(words))
    return None


def _nothing(clause: Clause, at: int) -> tuple[Object | None, bool]:
    """ "any bitcoin", "none of the bitcoin", "none"; "any shares" is another thing."""
    line = clause.line
    for ahead in range(at + 1, min(at + 6, len(line.atoms))):
        atom = line.atoms[ahead]
        if (
            line.is_coin(ahead)
            or atom.low in ANY_COINS
            or (atom.amount is not None and atom.amount.unit is Unit.BTC)
        ):
            return Object(Thing.NOTHING, at, ahead), False
        if atom.when is not None or atom.low in {",", ".", "in", "during", "and", "for", "since", "at", "or"}:
            break
        if atom.low not in _PARTS and atom.low not in FILLERS:
            return None, True
    return Object(Thing.NOTHING, at, at), False


def _left(clause: Clause, *, elided: bool) -> Object | None:
    """The object before the word: "562 BTC were sold", "of which 380 were sold", "a 4,451 BTC sale"."""
    line = clause.line
    if "which" in (line.low(clause.at - 1), line.low(clause.at - 2)) and "all" in (
        line.low(clause.at - 3), line.low(clause.at - 4),
    ):  # fmt: skip
        return _all_of_which(clause)
    passive = False
    for at in range(clause.at - 1, max(clause.left, clause.at - _REACH) - 1, -1):
        atom = line.atoms[at]
        if atom.low in AUXILIARIES or atom.low in CONTRACTED or atom.low in NEGATIONS:
            passive = passive or atom.low not in {"has", "have", "had"}
            if atom.low == "no":
                return Object(Thing.NOTHING, at, at)
        elif atom.amount is not None:
            found = of_amount(clause, at, elided=elided and passive) or _adjacent(clause, at, elided=elided)
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
    return _fronted(clause) if passive else None


def _adjacent(clause: Clause, at: int, *, elided: bool) -> Object | None:
    """ "Bitfarms: 3,352 sold"."""
    amount = clause.line.atoms[at].amount
    if amount is None or not elided or at != clause.at - 1 or amount.unit is not Unit.NONE or not amount.sats:
        return None
    printed = clause.line.text[amount.start : amount.end]
    return (
        Object(Thing.QUANTITY, at, at, amount) if "," in printed or not 1990 <= amount.value <= 2100 else None
    )  # noqa: PLR2004


def _fronted(clause: Clause) -> Object | None:
    """ "All of the 110 bitcoin that Greenidge mined in the second quarter have been sold"."""
    line = clause.line
    between = [line.low(at) for at in range(max(0, clause.left - 6), clause.at)]
    if not {"that", "which", "it", "we"} & set(between):
        return None
    for at in range(clause.left - 1, max(-1, clause.left - 14), -1):
        if _is_btc(line.atoms[at].amount):
            return of_amount(clause, at, elided=False)
        if line.low(at) in {";", ",", "."}:
            return None
    return None


def _all_of_which(clause: Clause) -> Object | None:
    """ "12.7 bitcoin in 2023, all of which it sold"."""
    line = clause.line
    for at in range(clause.at - 4, max(-1, clause.at - 20), -1):
        if _is_btc(line.atoms[at].amount):
            return of_amount(clause, at, elided=False)
    return None


_BRIDGES = frozenset("zu durchschnittlich für von preis ( ) , or that which it we roughly approximately about worth the company they i of those these"
                     " collectively".split())  # fmt: skip
