"""Coins that are not named again: "them", "all of it", "the lot", "every coin"."""

from monitor.disclosures.extract.amounts import Unit
from monitor.disclosures.extract.lexicon import Deed, Shape
from monitor.disclosures.extract.prose.line import Clause
from monitor.disclosures.extract.prose.objects import Object, Thing, of_amount


def meant_by_pronoun(clause: Clause, at: int) -> Object | None:
    """As in "mined 189.8 BTC and sold them", "converted all of it": what was counted last before."""
    line = clause.line
    if line.low(at) not in PRONOUNS or clause.told.deed not in {Deed.SELL, Deed.CONVERT}:
        return None
    between = {line.low(place) for place in range(clause.at + 1, at)}
    if between - {"all", "of", "both", "every", "one"}:
        return Object(Thing.COINS, at, at) if between & _PARTLY and counted_before(clause) else None
    return counted_before(clause)


def meant_by_whole(clause: Clause, at: int) -> Object | None:
    """As in "mined 450 BTC and sold the lot", "sold every coin", "sold each one"."""
    line = clause.line
    if clause.told.deed is not Deed.SELL or clause.told.shape is Shape.NOUN:
        return None
    lot = line.low(at) in {"lot", "haul"} and line.low(at + 1) != "of"
    each = {"every", "each"} & {line.low(at - 1), line.low(at - 2)} and line.low(at) in {
        "coin",
        "one",
        "bitcoin",
    }
    every = bool(each) and line.low(at + 1) not in {"of", "it", "they", "that", "we"}
    alone = line.low(at) == "all" and line.low(at + 1) in {"", ".", ",", ";"}
    return counted_before(clause) if lot or every or alone else None


PRONOUNS = frozenset("them it these those".split())
_PARTLY = frozenset("some most half part many several".split())


def counted_before(clause: Clause) -> Object | None:
    """The last number of things before a word, if they are coins."""
    line = clause.line
    for at in range(clause.at - 1, max(-1, clause.at - _LONG), -1):
        amount = line.atoms[at].amount
        if amount is not None and amount.unit in {Unit.BTC, Unit.NONE, Unit.OTHER}:
            return of_amount(clause, at, elided=line.deed(at - 1) is Deed.MINE)
    return None


_LONG = 40
