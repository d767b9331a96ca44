"""What stands before a word for a deed and was done with: "562 BTC were sold", "of which 380 were sold"."""

from monitor.disclosures.extract.amounts import Unit
from monitor.disclosures.extract.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONTRACTED,
    NEGATIONS,
    PARTS,
    Deed,
    Shape,
)
from monitor.disclosures.extract.prose.line import Clause
from monitor.disclosures.extract.prose.objects import Object, Thing, is_btc, is_year, of_amount, part_of
from monitor.disclosures.extract.prose.reference import counted_before

_REACH = 14
"""Atoms between a word and what it governs."""
_FAR = 16


def object_before(clause: Clause, *, elided: bool) -> Object | None:
    """The object before the word: "562 BTC were sold", "of which 380 were sold", "a 4,451 BTC sale"."""
    line = clause.line
    if _is_all_of_which(clause) or _is_mined_and_sold(clause):
        return counted_before(clause)
    noun = clause.told.shape is Shape.NOUN
    passive = False
    for at in range(clause.at - 1, max(clause.left, clause.at - _REACH) - 1, -1):
        atom = line.atoms[at]
        if atom.low in AUXILIARIES or atom.low in CONTRACTED or atom.low in NEGATIONS:
            passive = passive or atom.low not in {"has", "have", "had"}
            if atom.low == "no":
                return Object(Thing.NOTHING, at, at)
        elif atom.low == "all" and passive:
            return counted_before(clause)
        elif _is_passed_over(clause, at, passive=passive):
            continue
        elif atom.amount is not None and atom.amount.unit is not Unit.USD:
            return _counted(clause, at, elided=elided, passive=passive)
        elif line.is_coin(at) or atom.low in {"none", "zero", "nothing"}:
            return _worth_before(clause, at) or _uncounted(clause, at, passive=passive)
        elif noun or not (
            atom.low in ADVERBS or atom.low in _BRIDGES or atom.low.endswith("ly") or atom.amount
        ):
            break
    return _fronted(clause) if passive else None


def _is_passed_over(clause: Clause, at: int, *, passive: bool) -> bool:
    """As in "189.8 BTC was all sold", and the ether of "49.3 BTC and 12.6 ETH were sold"."""
    line = clause.line
    if line.low(at) == "all":
        return line.low(at - 1) in _WERE
    return passive and line.atoms[at].amount is not None and line.low(at + 1) in _OTHER_COINS


def relative_object(clause: Clause) -> Object | None:
    """As in "the 578 BTC that CleanSpark sold in June", "the 188 BTC it sold"."""
    line, at = clause.line, clause.at - 1
    if clause.told.shape is not Shape.PAST:
        return None
    while line.low(at) in ADVERBS or line.low(at) in {"has", "had", "have"}:
        at -= 1
    if line.atoms[at].entity is None and line.low(at) not in _SUBJECTS:
        return None
    at -= 1
    at -= line.low(at) in {"the", "our", "its"}
    at -= line.low(at) in {"that", "which"}
    amount = line.atoms[at].amount if at >= 0 else None
    if amount is None or not is_btc(amount):
        return None
    partly = clause.told.deed is not Deed.SELL and " of " in line.text[amount.start : amount.end]
    return None if partly else of_amount(clause, at, elided=False)  # "328 of the bitcoins we produced"


_SUBJECTS = frozenset("it they we company miner firm".split())


def _is_mined_and_sold(clause: Clause) -> bool:
    """As in "230 BTC were mined and sold in June"."""
    line, at = clause.line, clause.at
    if (
        line.low(at - 1) != "and"
        or clause.told.shape is not Shape.PAST
        or line.low(at - 3) not in {"was", "were", "been"}
    ):
        return False
    mined = any(
        told.at == at - 2 and told.deed is Deed.MINE and told.shape is Shape.PAST for told in line.deeds
    )
    return mined and is_btc(line.atoms[max(0, at - 4)].amount)


_WERE = frozenset({"was", "were", "been"})


def _uncounted(clause: Clause, at: int, *, passive: bool) -> Object | None:
    """Coins before the word, or none of them, without a number."""
    none = at == clause.at - 1 and clause.line.low(at - 1) in {"no", "zero"}
    noun = clause.told.shape is Shape.NOUN and clause.told.deed is Deed.SELL
    if noun and at == clause.at - 1 and not none:
        return Object(Thing.COINS, at, at)
    return _named(clause, at) if passive or none else None


def _worth_before(clause: Clause, at: int) -> Object | None:
    """As in "$218.4 million of bitcoin sold during the year"."""
    line = clause.line
    if not line.is_coin(at) or clause.told.shape is not Shape.PAST or line.low(at - 1) not in {"of", "in"}:
        return None
    money = at - 2 - (line.low(at - 2) == "worth")
    if money < clause.left or line.atoms[money].amount is None:
        return None
    found = of_amount(clause, money, elided=False)
    return found if found is not None and found.thing is Thing.MONEY else None


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
    if clause.told.deed is Deed.SELL:
        at = part_of(clause, at)
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
        if is_btc(line.atoms[mined - 1].amount):  # "all 215 bitcoin produced in May were sold"
            return of_amount(clause, part_of(clause, mined - 1), elided=False)
        if line.is_coin(mined - 1) and line.low(mined - 2) == "all":
            return Object(Thing.COINS, mined - 1, mined - 1)
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
