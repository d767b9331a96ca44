"""The balance that a verb tells: "held 13,011 BTC", "has a total of 3,534 BTC", "the 9,084 that it holds"."""

from monitor.disclosures.extract.lexicon import FILLERS, SELLING, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.kinds.held_by_noun import ON_THE_WAY
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, is_btc, is_year, of_amount
from monitor.disclosures.extract.prose.sentence.weak_words import beside_cash

_REACH = 12
_WITH_CASH = ON_THE_WAY | frozenset("cash equivalents it us them".split())


def of_verb(clause: Clause, *, elided: bool) -> Object | None:
    """The number of coins, or that there are none."""
    line = clause.line
    if _is_all(clause):
        return None
    what = clause.at + 2 + (line.low(clause.at + 2) in {"digital", "crypto"})
    of_coins = (line.is_coin(what) or line.is_asset(what)) and line.low(what + 1) not in _OF_COINS
    if line.low(clause.at + 1) in {"no", "zero", "any"} and of_coins:
        return Object(Thing.NOTHING, clause.at + 1, what)
    if line.low(clause.at + 1) in {"none", "zero"} and elided and _is_over(line, clause.at + 2):
        return Object(Thing.NOTHING, clause.at + 1, clause.at + 1)
    if line.low(clause.at) in _STAYING and (before := _before_verb(clause, elided=elided)) is not None:
        return before
    for at in range(clause.at + 1, min(_past_sheet(clause), clause.at + 1 + _REACH)):
        atom = line.atoms[at]
        if atom.low == "." and line.low(at - 1) in {"approx", "ca"}:
            continue
        if atom.amount is not None and (_is_by_how_much(line, at) or _is_undergone(clause, at)):
            return None
        if atom.amount is not None:
            return of_amount(clause, beside_cash(line.atoms, at), elided=elided)
        if atom.when is None and atom.low not in _WITH_CASH and not _is_by_whom(clause, at):
            break
    return _before_verb(clause, elided=elided)


_OF_COINS = frozenset(
    "sales sale purchases disposals dispositions transactions losses income revenue".split()
)
"""As in "had no bitcoin sales"."""
_STAYING = frozenset("remain remains remained stayed".split())
"""Verbs whose subject is what is left: "19,368 remained (3,977 of them restricted)"."""


def _is_undergone(clause: Clause, at: int) -> bool:
    """As in "had 180 BTC called away in May": what happened to them."""
    return clause.line.low(clause.at) in {"had", "has", "have"} and clause.line.deed(at + 1) in SELLING


def _is_by_how_much(line: Line, at: int) -> bool:
    """As in "increased its holding by about 170"."""
    back = line.back(at - 1, FILLERS)
    return line.low(back) == "by"


def _past_sheet(clause: Clause) -> int:
    """The end of a clause; in "bitcoin held on balance sheet at June 30 was 19,287" the sheet does not end it."""
    line, right = clause.line, clause.right
    if line.low(right) != "balance" or line.low(right + 1) != "sheet":
        return right
    return next((told.at for told in line.deeds if told.at > right), len(line.atoms))


def _is_by_whom(clause: Clause, at: int) -> bool:
    """As in "bitcoin held on May 31 by Hut 8 Corp. and its subsidiaries was 10,264"."""
    line = clause.line
    held = clause.told.shape is Shape.PAST and line.is_coin(clause.at - 1)
    return held and (line.atoms[at].entity is not None or line.low(at) in _BY_WHOM)


_BY_WHOM = frozenset(
    "by and its our the subsidiaries on corp . in at treasury balance sheet custody reserve".split()
)


def _before_verb(clause: Clause, *, elided: bool) -> Object | None:
    """As in "9,084 BTC were still held", "the 9,084 that it holds"."""
    line = clause.line
    begin = line.back(clause.at - 1, {"was", "were", "are", "is"})
    if line.low(begin) == ",":
        begin = next((at for at in range(begin - 1, max(-1, begin - 8), -1) if line.low(at) == ","), begin)
        begin -= 1
    for at in range(begin, max(-1, begin - 4), -1):
        atom = line.atoms[at]
        if atom.amount is not None:
            return _counted(clause, at, elided=elided)
        if atom.low not in _BETWEEN and atom.entity is None:
            break
    return None


_BETWEEN = frozenset("was were are is still being it that which we company the".split())
"""As in "the 9,084 BTC that it still holds"."""


def _is_over(line: Line, at: int) -> bool:
    return (
        at >= len(line.atoms)
        or line.atoms[at].when is not None
        or line.low(at) in {".", ",", ";", "at", "on", "in"}
    )


def _is_all(clause: Clause) -> bool:
    """As in "kept all of the 267 BTC it mined": what was not sold, and not what there is."""
    line = clause.line
    if line.low(clause.at) in {"kept", "retained"} and (
        line.low(clause.at + 1) == "all" or line.low(clause.at - 2) == "which"
    ):
        return True
    if line.low(clause.at) == "left" and line.low(clause.at + 1) == "over":
        return True
    if line.low(0) == "of" and any(told.deed is Deed.MINE for told in line.deeds if told.at < clause.at):
        return True  # "Of the 450 coins mined, 53 remained"
    at = next((at for at in range(clause.at + 1, clause.at + 5) if _is_btc_at(line, at)), None)
    if at is None:
        return False
    ahead = at + 1 + (line.low(at + 1) in {"that", "which"})
    ahead += line.low(ahead) in {"it", "we", "they"}
    return line.low(ahead) in {"mined", "produced"} and {"all", "the"} & line.near(clause.at + 1, at) != set()


def _is_btc_at(line: Line, at: int) -> bool:
    """Whether there is an amount of coins at a place."""
    return at < len(line.atoms) and is_btc(line.atoms[at].amount)


def _is_what_was_sold(line: Line, at: int) -> bool:
    """As in "disposed of 100 of the bitcoins held in its treasury"."""
    back = at - 1
    while line.low(back) in FILLERS or line.low(back) == "of":
        back -= 1
    return line.deed(back) in SELLING


def _counted(clause: Clause, at: int, *, elided: bool) -> Object | None:
    """As in "12,101 held on April 30": without a unit right before the verb only."""
    amount = clause.line.atoms[at].amount
    if _is_what_was_sold(clause.line, at):
        return None
    if amount is None or amount.unit is Unit.BTC:
        return of_amount(clause, at, elided=False)
    if (
        amount.unit is not Unit.NONE
        or not amount.sats
        or not elided
        or at != clause.at - 1
        or is_year(clause, amount)
    ):
        return None
    return Object(Thing.QUANTITY, at, at, amount)
