"""What is sold besides coins, and named so near a word for selling that the coins beside it are not what was sold."""

from monitor.disclosures.extract.lexicon import MACHINES, Shape
from monitor.disclosures.extract.prose.sentence.line import Clause, Line

OTHER_WARES = frozenset(
    "power energy electricity hosting equity share shares stock note notes asset machine equipment product"
    " capacity site".split()
)
"""Before a noun for selling: whose sale is none of coins, whatever is told beside it."""
_SOLD_TOO = (
    (OTHER_WARES - {"asset"})
    | (MACHINES - frozenset("miner mining mine mines network blockchain price prices".split()))
    | frozenset(
        "ads adss ether eth bonds debentures securities units sites land plant plants facilities subsidiary "
        " subsidiaries stake stakes division products hardware credits credit equities convertible preferred common atm"
        " premium premiums solana sol xrp software transformers options puts calls contracts futures warrants".split()
    )
)
_BEHIND, _BEFORE = 7, 6
_WERE = frozenset("was were been".split())


def is_of_wares(clause: Clause) -> bool:
    """As in "sold 300 MW of power", "the sale of convertible notes", "shares that were sold"."""
    line, at = clause.line, clause.at
    if _SOLD_TOO.isdisjoint(line.words):
        return False
    if line.low(at - 1) in _WERE and line.low(at - 2) in _SOLD_TOO:
        return True  # "options were sold, for which it took in 24 BTC"
    behind = range(at + 1, min(len(line.atoms), at + 1 + _BEHIND))
    first = next((place for place in behind if line.low(place) in _SOLD_TOO or _is_coin(line, place)), None)
    if first is not None:
        return not _is_coin(line, first)
    if clause.told.shape not in {Shape.PAST, Shape.NOUN}:
        return False
    before = range(at - 1, max(-1, at - 1 - _BEFORE), -1)
    last = next((place for place in before if line.low(place) in _SOLD_TOO or _is_coin(line, place)), None)
    return last is not None and not _is_coin(line, last)


def _is_coin(line: Line, at: int) -> bool:
    return line.is_coin(at) or at in line.counts
