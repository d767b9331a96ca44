"""How many coins, told beside a word for them: "its June output, 450 BTC", "29% of it, or 132 BTC", "bitcoin (132)"."""

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import ADVERBS, DASHES, DEEDS, FILLERS, IT, PARTS, WE, Deed
from monitor.disclosures.extract.numbers.amounts import COUNTED, Unit
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.monies import OTHER_COINS
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, of_amount

_REACH = 18
_MARKS = DASHES | {",", "(", "or"}
"""What stands before an apposition."""
_ON_THE_WAY = (
    FILLERS | ADVERBS | PARTS | IT | WE
    | frozenset(
        "worth net proceeds was were is"
        " in during for over of from this last month months quarter year week that than it which bitcoin btc coins"
        " company totaling totalling namely i e is meaning amounting say output"
        " production holdings treasury reserve reserves stockpile"
        " crypto cryptocurrency cryptocurrencies digital assets together with along plus alongside"
        " as them into dollars cash usd fiat equivalent equal to comprising consisting being units ether eth ethereum"
        " tokens both each made first time since months weeks years days".split()
    )
)  # fmt: skip
_LEFT = frozenset("leaving leaves keeping retaining holding".split())
"""Before a number of those that were not sold."""
_ENDS = frozenset(", . ; ) : ( ! ? – — -".split()) | {""}
_TIMES = frozenset("days weeks months years".split())
_BESIDE = 5


def apposed(clause: Clause, thing: Object) -> Object | None:
    """The number of coins that stands in apposition to an object whose number is not told.

    Args:
        clause: of selling.
        thing: coins, a share of them, or their worth.

    Returns:
        None where what follows is counted for another reason.
    """
    line = clause.line
    if thing.thing not in {Thing.COINS, Thing.SHARE, Thing.MONEY}:
        return None
    begin = max(thing.last, clause.at) + 1
    marked = False
    for at in range(begin, min(len(line.atoms), begin + _REACH)):
        atom = line.atoms[at]
        if atom.amount is not None:
            if _is_passed_over(line, at, marked=marked):
                continue
            return _counted(clause, at) if marked else None
        if atom.low in _MARKS:
            marked = True
        elif (deed := line.deed(at)) is not None:
            if marked or deed not in {Deed.MINE, Deed.HOLD}:
                return None  # but "everything it mined in June, 450 BTC"
        elif not (_may_stand_between(atom) or _goes_on(line, at)):
            return None
    return None


def _goes_on(line: Line, at: int) -> bool:
    """Whether a word goes on where others end: "ether and 940 bitcoin", "i.e." with its full stops."""
    word, before = line.low(at), line.low(at - 1)
    return (word == "and" and before in OTHER_COINS) or (word == "." and before in {"i", "e"})


def _is_passed_over(line: Line, at: int, *, marked: bool) -> bool:
    """As in "bitcoin worth $161.6 million - 1,818 BTC", "its tokens, comprising 31,000 ether and 940 bitcoin"."""
    amount = line.atoms[at].amount
    if marked and _is_of_other_coins(line, at):
        return True
    if not marked and ((amount is not None and amount.unit is Unit.PERCENT) or line.low(at + 1) in _TIMES):
        return True
    return amount is not None and amount.unit is Unit.USD and not amount.per_coin


def _is_of_other_coins(line: Line, at: int) -> bool:
    """As in "31,000 ether", "31,000 units of ether"."""
    ahead = at + 1 + 2 * ((line.low(at + 1), line.low(at + 2)) == ("units", "of"))
    return line.low(ahead) in OTHER_COINS


def _may_stand_between(atom: Atom) -> bool:
    if atom.low in _LEFT:
        return False
    return bool(atom.when or atom.entity) or atom.low in _ON_THE_WAY or atom.low in DEEDS


def _counted(clause: Clause, at: int) -> Object | None:
    line, amount = clause.line, clause.line.atoms[at].amount
    assert amount is not None, "the caller has seen it"
    if amount.unit not in COUNTED or _is_of_another(line, at):
        return None
    if amount.unit is Unit.NONE and line.low(at - 1) == "(" and line.is_asset(at - 2):
        return None  # "Proceeds from the sale of cryptocurrencies (14,718)": money, in a statement
    if (
        amount.unit is Unit.NONE
        and (line.low(at - 1) not in {":", "("} or line.low(at + 1) not in _AFTER_BARE)
        and not (line.low(at - 1) in _MARKS and line.in_all(at))
    ):
        return None
    found = of_amount(clause, at, elided=True) or (
        Object(Thing.QUANTITY, at, at, amount) if amount.unit is Unit.NONE and amount.sats else None
    )
    return found if found is not None and found.thing is Thing.QUANTITY else None


_AFTER_BARE = frozenset(", ) . ; against versus vs compared and in this at for of".split()) | {""}

_RELATIVE = frozenset({"which", "that"})


def _is_of_another(line: Line, at: int) -> bool:
    """As in "sold part of its output in June, 450 BTC were held": another deed follows the number."""
    for ahead in range(at + 1, min(len(line.atoms), at + _BESIDE)):
        if line.low(ahead) in _ENDS or line.low(ahead) in _RELATIVE:
            return False  # "940 bitcoin which it had acquired in March"
        if (deed := line.deed(ahead)) is not None:
            return deed is not Deed.SELL
    return False
