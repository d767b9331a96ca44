"""Coins that are parted with and that nobody counts: a part of a stock, or a stock that becomes another number."""

from monitor.disclosures.extract.lexicon import COINS
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.weighing import hints

_NEAR, _FAR = 6, 14
"""Atoms behind a word of parting in which a part stands, and the two numbers of a stock."""
_ALL = 100
"""Percent."""
_PARTS = frozenset(
    "half third quarter fifth tenth thirds quarters fifths three-quarters two-thirds most all".split()
)
_MEANT = frozenset("it them purchases".split())
_ENDS = frozenset("for in during at on , . ; to".split()) | {""}
"""Right behind a part of which nobody says again what it is of."""


def part_at(clause: Clause) -> int | None:
    """The place of a part: "let go of a tenth for $272 million", "trimmed the position by a tenth"."""
    line, at = clause.line, clause.at
    if not (line.coins or "fiat" in line.words):
        return None
    for ahead in range(at + 1, min(clause.right, at + 1 + _NEAR)):
        amount = line.atoms[ahead].amount
        share = amount is not None and amount.unit is Unit.PERCENT and 0 < amount.value <= _ALL
        if not share and line.low(ahead) not in _PARTS:
            continue
        stored = not hints.STORES.isdisjoint(line.lows[at + 1 : ahead]) and line.low(ahead - 2) == "by"
        return ahead if stored or _is_of_coins(line, ahead) else None
    return None


def _is_of_coins(line: Line, at: int) -> bool:
    if line.low(at + 1) != "of":
        return line.low(at + 1) in _ENDS
    words = line.lows[at + 2 : at + 2 + _NEAR]
    first = next((word for word in words if word in hints.STORES or word in COINS or word in _MEANT), None)
    named = first is not None and (first != "purchases" or "of" not in words)
    return named and hints.WARES.isdisjoint(words)


def changed_at(clause: Clause) -> int | None:
    """The place of what a stock became: "reduced its bitcoin holdings from 440 to 430"."""
    line, at = clause.line, clause.at
    for ahead in range(at + 1, min(clause.right - 2, at + _FAR)):
        if line.low(ahead) != "from":
            continue
        before, after = line.atoms[ahead + 1].amount, line.atoms[min(ahead + 3, len(line.atoms) - 1)].amount
        if before is None or after is None or line.low(ahead + 2) != "to":
            return None
        counted = {before.unit, after.unit} <= {Unit.BTC, Unit.NONE} and not before.per_coin
        named = any(line.is_coin(place) for place in range(at + 1, ahead)) or after.unit is Unit.BTC
        stored = not hints.STORES.isdisjoint(line.lows[at + 1 : ahead])
        return ahead + 3 if counted and named and stored and before.value > after.value else None
    return None
