"""What a deed was done with, looked for on both sides of its word."""

from monitor.disclosures.extract.amounts import Unit
from monitor.disclosures.extract.lexicon import (
    ADVERBS,
    ANY_COINS,
    AUXILIARIES,
    CONTRACTED,
    DEEDS,
    FILLERS,
    NEGATIONS,
    NOTHING,
    PARTS,
    Deed,
    Shape,
)
from monitor.disclosures.extract.prose.line import Clause
from monitor.disclosures.extract.prose.objects import Object, Thing, is_btc, is_year, of_amount, past_aside

_REACH = 14
"""Atoms between a word and what it governs."""
_FAR = 16
_GOVERNING = frozenset({Deed.SELL, Deed.BUY, Deed.CONVERT})
_OF = frozenset("of de di von totaled totalled amounted came were was reached from for to".split())
"""What joins a noun to its object: "sale of", "sales totaled", "brings sales to"."""


def object_of(clause: Clause, *, elided: bool) -> Object | None:
    """What a deed was done with, as far as it is coins.

    Args:
        clause: of the deed.
        elided: whether a number without unit may be one of coins, as in "mined 500 and sold 300".
    """
    if is_passive(clause) and (subject := _left(clause, elided=elided)) is not None:
        return subject
    if (equated := _equated(clause)) is not None:
        return equated
    found, blocked = _right(clause, elided=elided)
    if found is not None or (blocked and not _is_counted_right_before(clause)):
        return found
    if clause.told.shape in {Shape.PAST, Shape.NOUN}:
        return _left(clause, elided=elided)
    return None


def _is_counted_right_before(clause: Clause) -> bool:
    """As in "the 180 bitcoin sold in May brought $12.1 million"."""
    return (
        clause.told.shape is Shape.PAST
        and clause.told.deed in {Deed.SELL, Deed.MINE}
        and clause.at > clause.left
        and is_btc(clause.line.atoms[clause.at - 1].amount)
    )


def is_passive(clause: Clause) -> bool:
    """As in "were sold": what was sold stands before."""
    line, at = clause.line, clause.at - 1
    if clause.told.shape is not Shape.PAST:
        return False
    while line.low(at) in ADVERBS or line.low(at) in NEGATIONS or line.low(at).endswith("ly"):
        at -= 1
    return line.low(at) in _BE


_BE = frozenset("was were is are be been being wasn't wasn’t weren't weren’t foram wurde wurden".split())


def _right(clause: Clause, *, elided: bool) -> tuple[Object | None, bool]:
    """The object after the word, and whether there is one that is not of coins."""
    line = clause.line
    at = _first(clause)
    if at is None:
        return None, False
    at = past_aside(clause, at)
    stop = min(clause.right, at + _REACH)
    while at < stop:
        atom = line.atoms[at]
        if atom.amount is not None:
            found = of_amount(clause, at, elided=elided)
            return found, found is None
        if atom.low in NOTHING:
            return _nothing(clause, at)
        if (coins := _coins(clause, at) or _meant_by_pronoun(clause, at)) is not None:
            return coins, False
        if not _may_stand_between(clause, at):
            if (told := after_colon(clause, at)) is not None:
                return told, False
            return None, atom.is_word and atom.low.isalpha() and atom.low not in _LINKS
        at += 1
    if at == clause.right < len(line.atoms) and line.low(at) in _STORES and clause.told.deed is Deed.SELL:
        whole = {"entire", "whole", "full", "all"} & {line.low(back) for back in range(clause.at + 1, at)}
        if (
            whole
            and line.low(at + 1) == "of"
            and at + 2 < len(line.atoms)
            and is_btc(line.atoms[at + 2].amount)
        ):
            return of_amount(clause, at + 2, elided=False), False
        return Object(Thing.COINS, at, at), False
    return None, False


def _meant_by_pronoun(clause: Clause, at: int) -> Object | None:
    """As in "mined 189.8 BTC and sold them", "converted all of it": what was counted last before."""
    line = clause.line
    if line.low(at) not in _PRONOUNS or clause.told.deed not in {Deed.SELL, Deed.CONVERT}:
        return None
    between = {line.low(place) for place in range(clause.at + 1, at)}
    if between - {"all", "of", "both", "every", "one"}:
        return Object(Thing.COINS, at, at) if between & _PARTLY and _counted_before(clause) else None
    return _counted_before(clause)


_PRONOUNS = frozenset("them it these those".split())
_PARTLY = frozenset("some most half part many several".split())


def _counted_before(clause: Clause) -> Object | None:
    """The last number of things before a word, if they are coins."""
    line = clause.line
    for at in range(clause.at - 1, max(-1, clause.at - _LONG), -1):
        amount = line.atoms[at].amount
        if amount is not None and amount.unit in {Unit.BTC, Unit.NONE, Unit.OTHER}:
            return of_amount(clause, at, elided=False)
    return None


_LONG = 40


def after_colon(clause: Clause, at: int | None = None) -> Object | None:
    """As in "began to sell from its output in April: 401.49 bitcoin"."""
    line = clause.line
    if clause.told.deed is not Deed.SELL or clause.told.shape is Shape.NOUN:
        return None
    begin = clause.at + 1 if at is None else at
    stop = min(len(line.atoms) - 1, begin + (24 if at is None else 12))
    colon = next((ahead for ahead in range(begin, stop) if line.low(ahead) == ":"), None)
    if colon is None or not is_btc(line.atoms[colon + 1].amount):
        return None
    return of_amount(clause, colon + 1, elided=False)


def _equated(clause: Clause) -> Object | None:
    """As in "bitcoin sold in May was 180"."""
    line, at = clause.line, clause.at + 1
    if clause.told.shape is not Shape.PAST or not line.is_coin(clause.at - 1):
        return None
    while at < clause.right and (line.atoms[at].when is not None or line.low(at) in _OF_TIME):
        at += 1
    if line.low(at) not in _EQUALS:
        return None
    at += 1 + (line.low(at + 1) == "to")
    amount = line.atoms[at].amount if at < len(line.atoms) else None
    if (
        amount is None
        or not amount.sats
        or amount.unit not in {Unit.BTC, Unit.NONE}
        or is_year(clause, amount)
    ):
        return None
    return Object(Thing.QUANTITY, at, at, amount)


_OF_TIME = frozenset("in during for over the of throughout".split())
_EQUALS = frozenset("was were numbered totaled totalled amounted came reached".split())


def _first(clause: Clause) -> int | None:
    """Where the object of a word may begin; None where it has none on its right."""
    if clause.told.shape is not Shape.NOUN:
        return clause.at + 1
    if clause.told.deed not in _GOVERNING:
        return None
    line = clause.line
    if (
        clause.told.deed is Deed.SELL
        and clause.at + 1 < clause.right
        and is_btc(line.atoms[clause.at + 1].amount)
    ):
        return clause.at + 1
    places = range(clause.at + 1, min(clause.right, clause.at + 4))
    found = next((at + 1 for at in places if line.low(at) in _OF), None)
    if found is None and line.when_after(clause.at) is not None:
        places = range(clause.at + 4, min(clause.right, clause.at + 7))
        return next((at + 1 for at in places if line.low(at) in _OF), None)
    return found


def _may_stand_between(clause: Clause, at: int) -> bool:
    atom = clause.line.atoms[at]
    if atom.low == "as" and clause.line.low(at + 1) == "well" and clause.line.low(at + 2) == "as":
        return False
    if atom.low == "since":
        return False
    if atom.low in {"every", "one"} and clause.line.low(at + 1) in {"one", "of"}:
        return True
    if atom.low == "or" and clause.line.low(at + 1) == "all":
        return True
    if atom.low == "at" and clause.line.low(at + 1) not in {"least", "most"}:
        return False
    if atom.when is not None or (atom.low == "with" and at == clause.at + 1):
        return True
    return atom.low in FILLERS or atom.low in PARTS or atom.low in ADVERBS or atom.low.endswith("ly")


def _coins(clause: Clause, at: int) -> Object | None:
    """Coins whose number is not told there."""
    line, low = clause.line, clause.line.low(at)
    if line.is_coin(at):
        return _listed(clause, at) or Object(Thing.COINS, at, at)
    if (
        low == "digital"
        and line.low(at + 1) in {"currencies", "assets"}
        and (clause.told.shape is Shape.NOUN or clause.told.deed is Deed.SELL)
    ):
        return Object(Thing.COINS, at, at + 1)
    if low == "what" and any(word in DEEDS for word in (line.low(at + 2), line.low(at + 3))):
        return Object(Thing.COINS, at, at + 1)
    if low in {"production", "output"} and at > clause.at and clause.told.deed is Deed.SELL:
        return Object(Thing.COINS, at, at)
    if low == "everything" and clause.told.deed is Deed.SELL:
        return Object(Thing.COINS, at, at)
    return None


_LINKS = frozenset(
    "or earlier later during since between through under after before because within against at for in on by as"
    " and but while which that with to from when where over until without this these so who whom"
    " whose if via per it they he she zu im am für nel il lo".split()
)
"""Words that begin something else than an object."""
_STORES = frozenset("holdings treasury reserve reserves production output stockpile".split())
"""What a miner sells of, where the coin's name is left out."""


def _listed(clause: Clause, at: int) -> Object | None:
    """As in "sold more bitcoin at year end: 1,818 BTC in December and ...", "sales of bitcoin totaled 2,201 BTC"."""
    line = clause.line
    if clause.told.shape is Shape.NOUN and line.low(at + 1) in _OF and at + 2 < len(line.atoms):
        following = next(
            (ahead for ahead in range(at + 2, min(at + 5, len(line.atoms))) if line.atoms[ahead].amount), None
        )
        return (
            None
            if following is None or not is_btc(line.atoms[following].amount)
            else of_amount(clause, following, elided=False)
        )
    colon = next(
        (ahead for ahead in range(at + 1, min(at + 9, clause.right - 1)) if line.low(ahead) == ":"), None
    )
    if colon is None or line.atoms[colon + 1].amount is None:
        return None
    return of_amount(clause, colon + 1, elided=False)


def _nothing(clause: Clause, at: int) -> tuple[Object | None, bool]:
    """As in "any bitcoin", "none of the bitcoin", "none"; "any shares" is another thing."""
    line = clause.line
    for ahead in range(at + 1, min(at + 6, len(line.atoms))):
        atom = line.atoms[ahead]
        if (
            line.is_coin(ahead)
            or atom.low in ANY_COINS
            or (atom.amount is not None and atom.amount.unit is Unit.BTC)
        ):
            return Object(Thing.NOTHING, at, ahead), False
        if atom.when is not None or atom.low in {
            ",",
            ".",
            ";",
            "in",
            "during",
            "and",
            "for",
            "since",
            "at",
            "or",
        }:
            break
        if atom.low in _PRONOUNS:
            return Object(Thing.NOTHING, at, ahead), False
        if atom.low not in PARTS and atom.low not in FILLERS:
            return None, True
    return Object(Thing.NOTHING, at, at), False


def _left(clause: Clause, *, elided: bool) -> Object | None:
    """The object before the word: "562 BTC were sold", "of which 380 were sold", "a 4,451 BTC sale"."""
    line = clause.line
    if _is_all_of_which(clause):
        return _counted_before(clause)
    noun = clause.told.shape is Shape.NOUN
    passive = False
    for at in range(clause.at - 1, max(clause.left, clause.at - _REACH) - 1, -1):
        atom = line.atoms[at]
        if atom.low in AUXILIARIES or atom.low in CONTRACTED or atom.low in NEGATIONS:
            passive = passive or atom.low not in {"has", "have", "had"}
            if atom.low == "no":
                return Object(Thing.NOTHING, at, at)
        elif atom.amount is not None and line.low(at + 1) in _OTHER_COINS and passive:
            continue  # "49.3 BTC and 12.6 ETH were sold"
        elif atom.amount is not None and atom.amount.unit is not Unit.USD:
            return _counted(clause, at, elided=elided, passive=passive)
        elif line.is_coin(at) or atom.low in {"none", "zero", "nothing"}:
            none = at == clause.at - 1 and line.low(at - 1) in {"no", "zero"}
            if noun and at == clause.at - 1 and not none and clause.told.deed is Deed.SELL:
                return Object(Thing.COINS, at, at)
            return _named(clause, at) if passive or none else None
        elif noun or not (
            atom.low in ADVERBS or atom.low in _BRIDGES or atom.low.endswith("ly") or atom.amount
        ):
            break
    return _fronted(clause) if passive else None


_OTHER_COINS = frozenset("eth ether ethereum sol".split())


def _is_all_of_which(clause: Clause) -> bool:
    """As in "12.7 bitcoin in 2023, all of which it sold", "..., all of which were converted to cash"."""
    line, at = clause.line, clause.at - 1
    while at > clause.at - _REACH and (
        line.low(at) in AUXILIARIES
        or line.low(at) in ADVERBS
        or line.low(at).endswith("ly")
        or line.low(at) in {"it", "we", "they", "the", "company"}
    ):
        at -= 1
    return [line.low(at), line.low(at - 1), line.low(at - 2)] in (
        ["which", "of", "all"],
        ["them", "of", "all"],
    )


def _counted(clause: Clause, at: int, *, elided: bool, passive: bool) -> Object | None:
    """A number before the word; without a unit only right before it ("Bitfarms: 3,352 sold") or in the passive."""
    found = of_amount(clause, at, elided=elided and passive)
    if found is not None:
        return found if found.thing in {Thing.QUANTITY, Thing.NOTHING} else None
    amount = clause.line.atoms[at].amount
    if amount is None or amount.unit is not Unit.NONE or not amount.sats or not elided or at != clause.at - 1:
        return None
    return None if is_year(clause, amount) else Object(Thing.QUANTITY, at, at, amount)


def _named(clause: Clause, at: int) -> Object:
    """Coins before the word, or none of them: "no bitcoin was sold", "none of the bitcoin was sold"."""
    line = clause.line
    if line.low(at) in {"none", "zero", "nothing"} or line.low(at - 1) in {"no", "zero"}:
        return Object(Thing.NOTHING, max(at - 1, 0), at)
    if line.low(at - 1) in PARTS and [line.low(at - 3), line.low(at - 2)] == ["none", "of"]:
        return Object(Thing.NOTHING, at - 3, at)
    if [line.low(at - 4), line.low(at - 2)] == ["no", "of"]:
        return Object(Thing.NOTHING, at - 4, at)  # "no portion of our bitcoin"
    return Object(Thing.COINS, at, at)


def _fronted(clause: Clause) -> Object | None:
    """As in "All of the 110 bitcoin that Greenidge mined in the second quarter have been sold"."""
    line = clause.line
    mined = clause.left - 1
    if mined > 0 and any(told.at == mined and told.deed is Deed.MINE for told in line.deeds):
        counted = line.atoms[mined - 1].amount
        if is_btc(counted):
            return of_amount(clause, mined - 1, elided=False)  # "all 215 bitcoin produced in May were sold"
    between = [line.low(at) for at in range(max(0, clause.left - 6), clause.at)]
    if not {"that", "which", "it", "we"} & set(between):
        return None
    for at in range(clause.left - 1, max(-1, clause.left - _FAR), -1):
        if is_btc(line.atoms[at].amount):
            return of_amount(clause, at, elided=False)
        if line.is_coin(at) and {"all", "most", "half"} & {line.low(back) for back in range(at - 3, at)}:
            return Object(Thing.COINS, at, at)
        if line.low(at) in {";", ",", "."}:
            return None
    return None


_BRIDGES = frozenset(
    "and eth ether or exchanged zu durchschnittlich für von preis ( ) , or that which it we roughly"
    " approximately about worth the company they i of those these collectively".split()
)  # fmt: skip
