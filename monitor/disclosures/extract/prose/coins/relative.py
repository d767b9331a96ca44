"""Coins before a relative clause that tells what was done with them: "the 578 BTC it sold", "all of which it sold"."""

from monitor.disclosures.extract.lexicon import ADVERBS, AUXILIARIES, FIRM, NEARLY, Deed, is_adverb
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.coins.none_of import NONE
from monitor.disclosures.extract.prose.coins.reference import counted_before
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, is_btc, is_year, of_amount

_REACH = 14
"""Atoms between a word and what it governs."""


def relative_object(clause: Clause) -> Object | None:
    """As in "the 578 BTC that CleanSpark sold in June", "the 188 BTC it sold"."""
    line, at = clause.line, clause.at - 1
    if not clause.is_past:
        return None
    at = line.back(at, ADVERBS | {"has", "had", "have"})
    if clause.sells and (linked := linked_to(line, at)) is not None:
        return of_amount(clause, linked - 1, elided=False)
    if line.atoms[at].entity is None and line.low(at) not in FIRM | {"they"}:
        return None
    at -= 1
    at -= line.low(at) in {"the", "our", "its"}
    at -= line.low(at) in {"that", "which"}
    if clause.sells and line.low(at) == "than" and line.is_coin(at - 1):
        return Object(Thing.COINS, at - 1, at - 1) if line.low(at - 2) in {"more", "less", "fewer"} else None
    amount = line.atoms[at].amount if at >= 0 else None
    bare = amount is not None and amount.unit is Unit.NONE and line.low(at - 1) == "the"
    mined = clause.told.deed is Deed.MINE and line.low(at - 2) != "than"
    if bare and amount is not None and amount.sats and (clause.sells or mined):
        return None if is_year(clause, amount) else Object(Thing.QUANTITY, at, at, amount)
    before = at - 1 - (line.low(at - 1) == "the")
    if amount is None and line.is_coin(at) and line.low(before) in {"from", "of", "for"}:
        return Object(Thing.COINS, at, at) if clause.sells else None
    if amount is None or not is_btc(amount):
        return None
    partly = not clause.sells and " of " in line.text[amount.start : amount.end]
    return None if partly else of_amount(clause, at, elided=False)  # "328 of the bitcoins we produced"


def linked_to(line: Line, last: int) -> int | None:
    """As in "the 300 BTC that the US Mint sold": the place of "that", right behind coins with their number.

    Args:
        line: with the relative clause.
        last: the place right before its verb, where the name of whoever sold ends.
    """
    at = last
    while last - at < _NAME and line.low(at).isalpha() and line.low(at) not in _LINKING | AUXILIARIES:
        at -= 1
    counted = line.low(at) in _LINKING and at - 1 in line.counts
    return at if at < last and counted and line.atoms[last].capital else None


_LINKING = frozenset({"that", "which"})
_NAME = 5
"""Words of a name that nobody knows, with its article."""


def of_which(clause: Clause) -> Object | None:
    """As in "12.7 bitcoin in 2023, all of which it sold", "mined 450 bitcoin, none of which it sold"."""
    line, at = clause.line, _before_subject(clause)
    if line.low(at) not in _REFERRING or line.low(at - 1) != "of":
        return None
    none = line.low(at - 2) in NONE or (line.low(at - 2) == "one" and line.low(at - 3) == "not")
    if none:
        return Object(Thing.NOTHING, at - 2, at)
    if at >= _OF_IT and line.atoms[at - 2].amount is not None:
        return of_amount(clause, at - 2, elided=True)
    if line.low(at - 2) in _MOSTLY or (line.low(at - 2) == "all" and line.low(at - 3) in NEARLY):
        return Object(Thing.COINS, at - 2, at) if counted_before(clause) is not None else None
    return counted_before(clause) if line.low(at - 2) == "all" else None


def _before_subject(clause: Clause) -> int:
    line, at = clause.line, clause.at - 1
    while at > clause.at - _REACH and (
        line.low(at) in AUXILIARIES
        or is_adverb(line.low(at))
        or line.low(at) in {"it", "we", "they", "the", "company"}
    ):
        at -= 1
    return at


_REFERRING = frozenset({"which", "them"})
_OF_IT = 2
_MOSTLY = frozenset("most half part some much majority bulk".split())
