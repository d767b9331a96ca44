"""The balance that a noun or a verb tells: "holdings were 19,287", "its 7,476-BTC reserve", "held 13,011 BTC"."""

from monitor.disclosures.extract.lexicon import (
    ADVERBS,
    COINS,
    FILLERS,
    GREW,
    HOARDS,
    SELLING,
    Deed,
    is_adverb,
)
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, is_year, of_amount
from monitor.disclosures.extract.prose.sentence.weak_words import beside_cash

_REACH = 12
_STOCKS = HOARDS | COINS | frozenset("count hodl stock tally total".split())
_SAYS = GREW | frozenset(
    "came brought cut of was were is are stood stand stands counts numbers numbered equals swelled ballooned"
    " grown shrunk reaches hit topped exceeds at totaled totalled to reached reaching with : sits sat"
    " amounted went remained remains now including falls drops rises grows slips climbs shrinks stays stayed"
    " comprised comprises sit amount climb counted totals consisted dived dwindled past over above beyond"
    " included includes".split()
)
ON_THE_WAY = (
    _STOCKS
    | FILLERS
    | ADVERBS
    | _SAYS
    | frozenset(
        "by in month-end at on and down had has have been further digital assets asset unrestricted"
        " company company's month year-over-year month-over-month quarter-over-quarter yoy mom qoq year over mark level"
        " milestone threshold record high new all-time peak the sharply slightly significantly steadily".split()
    )
)
"""What may stand between a word for a balance and its number."""
NO_STOCK = frozenset("peaked peak worth valued value target goal would could if".split())


def of_noun(clause: Clause, memory: Memory) -> Object | None:
    """The number of coins, or that there are none."""
    line, said = clause.line, False
    if _is_topped_up(clause) or _is_rank(clause):
        return None
    if _is_whole(clause):
        return of_amount(clause, clause.at + 2, elided=False)
    for at in _places(clause):
        atom = line.atoms[at]
        if atom.when is not None and line.text[atom.when.start : atom.when.end].lower().startswith(_FOR):
            return None  # "taking its tally for the year to 3,000"
        if _is_beside(clause, at, said=said):
            continue
        if said and atom.low in {"zero", "nil"} and line.low(at - 1) in {"to", "of", "at", "was", "were"}:
            return Object(Thing.NOTHING, at, at)
        if _is_part(clause, at):
            return None
        if atom.amount is not None and atom.amount.unit is not Unit.PERCENT:
            elided = not _is_plain(clause) and (memory.coins or line.coins)
            sold = line.deed(at + 1) is Deed.SELL  # "Cash from treasury: 1,902 BTC sold"
            return of_amount(clause, at, elided=elided) if said and not sold else None
        said = said or atom.low in _SAYS
        if atom.low in NO_STOCK or (atom.is_word and atom.low not in ON_THE_WAY and not is_adverb(atom.low)):
            break
    return _before_noun(clause)


def _places(clause: Clause) -> range:
    """Where its number may stand: in "its balance, including 2,000 BTC loaned, is 5,053 BTC" behind the aside."""
    line, begin = clause.line, clause.at + 1
    begin += begin in line.whens
    if line.low(begin) != "," or line.low(begin + 1) != "including":
        return range(clause.at + 1, min(clause.right, clause.at + 1 + _REACH))
    end = next((at for at in range(begin + 2, begin + _ASIDE) if line.low(at) == ","), begin)
    return range(end + 1, min(len(line.atoms), end + 1 + _REACH))


_ASIDE = 20
"""Atoms of an aside."""


def _is_beside(clause: Clause, at: int, *, said: bool) -> bool:
    """What is passed by: another coin's name, by how much a balance grew, a comma after a date."""
    line, atom = clause.line, clause.line.atoms[at]
    if said and atom.low in {"and", "eth", "ether", "ethereum"} and line.low(clause.at + 1) == "of":
        return True  # "holdings of BTC and ETH were 553.2 and 9,900.9": the first is bitcoin's
    if atom.amount is not None and _is_milestone(line, at):
        return True
    if atom.amount is not None:
        back = line.back(at - 1, FILLERS)
        by_much = line.low(back) == "by" or (said and line.low(at - 1) in GREW)
        return atom.amount.unit is not Unit.PERCENT and by_much
    return atom.low == "," and at - 1 in line.whens


def _is_milestone(line: Line, at: int) -> bool:
    """As in "past the 19,000 mark to 19,287", "over the 4,000-coin mark to 4,004 BTC": a round number on the way."""
    return line.low(at - 1) == "the" and bool({line.low(at + 1), line.low(at + 2)} & _MARKS)


_MARKS = frozenset("mark level milestone threshold".split())


def _is_part(clause: Clause, at: int) -> bool:
    """As in "its treasury includes 0.9 bitcoin acquired in June": a part, of which is told where it came from."""
    line = clause.line
    included = bool({"include", "includes", "included"} & line.near(clause.at + 1, at))
    return included and line.atoms[at].amount is not None and line.deed(at + 1) is not None


_FOR = ("for ", "over ")


def _is_rank(clause: Clause) -> bool:
    """As in "in 3rd position with 423 bitcoin", "the year's tally": no balance."""
    line, at = clause.line, clause.at - 1
    if line.low(clause.at) == "position":
        return line.low(at) in _RANKS or (at > 0 and line.low(at) in {"rd", "th", "st", "nd"})
    return line.low(clause.at) in {"tally", "total", "count"} and bool(
        {line.low(at), line.low(at - 1), line.low(at - 2)} & _OF_TIME
    )


_RANKS = frozenset("first second third fourth fifth sixth top leading".split())
_OF_TIME = frozenset(
    "year year's year’s month's month’s quarter's quarter’s annual yearly production".split()
)


def _is_topped_up(clause: Clause) -> bool:
    """As in "topped up its treasury with 1,000 BTC": what came to it, and not what there is."""
    words = {clause.line.low(at) for at in range(max(0, clause.at - 5), clause.at)}
    return clause.line.low(clause.at + 1) == "with" and bool(words & _ENLARGED)


_ENLARGED = frozenset(
    "topped bolstered boosted beefed padded replenished expanded increased strengthened grew".split()
)


def _is_plain(clause: Clause) -> bool:
    """Whether a word for a balance may be of anything, so that its number must be told in coins."""
    low = clause.line.low(clause.at)
    its = low in {"balance", "total"} and clause.line.low(clause.at - 1) in {"its", "our", "their"}
    its = its or clause.line.is_coin(clause.at - 1)
    its = its or (bool(clause.line.counts) and clause.line.low(clause.at - 1) in {"a", "closing", "ending"})
    return low in {"balance", "position", "assets", "inventory", "total"} and not its


def _before_noun(clause: Clause) -> Object | None:
    """As in "its 7,476-BTC reserve"."""
    line, at = clause.line, clause.at - 1
    while at >= clause.left and line.low(at) in _BEFORE:
        at -= 1
    if at < clause.left or line.atoms[at].amount is None or line.low(clause.at - 1) == "of":
        return None
    if any(line.low(place) == "of" and line.low(place + 1) in _OWNERS for place in range(at + 1, clause.at)):
        return None  # "sold 84 bitcoin of its treasury"
    return of_amount(clause, at, elided=False)


_OWNERS = frozenset("its our their the".split())
_BEFORE = frozenset("in its the our their bitcoin company’s company's of digital".split())


def _is_whole(clause: Clause) -> bool:
    """As in "its whole bitcoin position, 4,710 BTC, ..."."""
    line, at = clause.line, clause.at + 2
    if at + 1 >= len(line.atoms) or not line.low(at - 1) == "," == line.low(at + 1):
        return False
    near = line.near(clause.at - 3, clause.at)
    return bool(near & {"whole", "entire", "total", "full"}) and at in line.counts


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
    held = clause.is_past and line.is_coin(clause.at - 1)
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
    if line.low(0) == "of" and any(told.deed is Deed.MINE for told in line.deeds if told.at < clause.at):
        return True  # "Of the 450 coins mined, 53 remained"
    at = next((at for at in range(clause.at + 1, clause.at + 5) if at in line.counts), None)
    if at is None:
        return False
    ahead = at + 1 + (line.low(at + 1) in {"that", "which"})
    ahead += line.low(ahead) in {"it", "we", "they"}
    return line.low(ahead) in {"mined", "produced"} and {"all", "the"} & line.near(clause.at + 1, at) != set()


def _is_what_was_sold(line: Line, at: int) -> bool:
    """As in "disposed of 100 of the bitcoins held in its treasury"."""
    return line.deed(line.back(at - 1, FILLERS)) in SELLING


def _counted(clause: Clause, at: int, *, elided: bool) -> Object | None:
    """As in "12,101 held on April 30": without a unit right before the verb only."""
    amount = clause.line.atoms[at].amount
    if _is_what_was_sold(clause.line, at):
        return None
    if amount is None or amount.unit is Unit.BTC:
        return of_amount(clause, at, elided=False)
    bare = amount.may_be_coins and elided and at == clause.at - 1 and not is_year(clause, amount)
    return Object(Thing.QUANTITY, at, at, amount) if bare else None
