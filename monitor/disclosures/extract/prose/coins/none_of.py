"""None of the coins that stand at a place: "none of the 450 bitcoin", "not a single coin"."""

from monitor.disclosures.extract.lexicon import FILLERS, PARTS, SELLING
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, is_sum


def of_none(clause: Clause, at: int) -> Object | None:
    """The same of coins that stand at a place, for a deed that takes them away."""
    line = clause.line
    coins = at in line.counts or line.is_coin(at)
    return none_of(line, at) if coins and clause.told.deed in SELLING else None


def none_of(line: Line, at: int) -> Object | None:
    """As in "none of the 450 bitcoin", "not a single coin", "none of Riot's bitcoin": what is told of none of them."""
    place = at - 1
    while place > at - FEW and (
        line.low(place) in PARTS
        or (line.low(place + 1) == "of" and line.low(place) in _PIECES)
        or line.low(place) in FILLERS
        or line.low(place) in POSSESSIVE
        or line.low(place) in _OF_COINS
        or (place >= 0 and (line.atoms[place].entity is not None or is_sum(line.atoms[place].amount)))
    ):
        if line.low(place) in {"a", "one", "single"} and line.low(place - 1) == "not":
            return Object(Thing.NOTHING, place - 1, at)
        place -= 1
    low = line.low(place)
    one = low == "one" and line.low(place - 1) == "not"
    return Object(Thing.NOTHING, place - one, at) if one or low in NONE else None


_OF_COINS = frozenset("or and mined produced held kept".split())
"""As in "none of the coins mined or held": what tells which ones they were."""
_PIECES = frozenset("coin bitcoin btc satoshi".split())
"""As in "not a coin of the 450 bitcoin"."""
FEW = 9
NONE = frozenset("none neither nothing zero".split())
POSSESSIVE = frozenset(
    "' ’ s those these company’s company's month’s month's quarter’s quarter's year’s year's".split()
)
