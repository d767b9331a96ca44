"""Coins that another deed stands between and the word: "the bitcoin mined in May was sold"."""

from monitor.disclosures.extract.lexicon import (
    AUXILIARIES,
    DASHES,
    FILLERS,
    FIRM,
    PARTS,
    SELLING,
    Deed,
    Shape,
    is_adverb,
)
from monitor.disclosures.extract.numbers.amounts import COUNTED, Unit
from monitor.disclosures.extract.prose.coins.none_of import FEW, POSSESSIVE, of_none
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.objects import (
    STORES,
    Object,
    Thing,
    all_mined,
    is_btc,
    is_sum,
    of_amount,
    part_of,
)

_FAR = 16


def fronted(clause: Clause) -> Object | None:
    """As in "All of the 110 bitcoin that Greenidge mined in the second quarter have been sold"."""
    line = clause.line
    if not _REST.isdisjoint(line.lows[clause.left : clause.at]):
        return None  # "190 BTC kept, with the remainder being sold"
    mined = clause.left - 1
    if mined > 0 and line.deed(mined) in {Deed.MINE, Deed.HOLD}:
        if (none := of_none(clause, mined - 1)) is not None:
            return none
        named = line.atoms[mined - 1].entity is not None or line.low(mined - 1) in {"it", "we"}
        # "the 12.1 BTC Mawson produced", "all 215 bitcoin produced in May were sold"
        number = mined - 1 - named
        if number in line.counts:
            return of_amount(clause, part_of(clause, number), elided=True)
        if line.is_coin(mined - 1) and line.deed(mined) is Deed.MINE and line.low(mined - 2) in _WHOLE:
            return all_mined(line, mined - 2, mined - 1)  # "all bitcoin produced in May were sold"
        if line.is_coin(mined - 1):
            return Object(Thing.COINS, mined - 1, mined - 1)  # "most of the bitcoin mined in May was sold"
        if (part := _part_of_store(clause, mined)) is not None:
            return part
    if mined > 0 and line.deed(mined) is Deed.SELL and mined - 1 in line.counts:
        return of_amount(
            clause, mined - 1, elided=True
        )  # "all 1,000 coins sold in the half were sold in May"
    return (
        _far_in_front(clause)
        or _share_in_front(clause)
        or _gained_in_front(clause)
        or _worth_in_front(clause)
    )


def _worth_in_front(clause: Clause) -> Object | None:
    """As in "digital assets worth around $149.2 million were sold": coins that are told by their money."""
    line, at = clause.line, clause.at - 1
    while line.low(at) in AUXILIARIES or is_adverb(line.low(at)):
        at -= 1
    amount, back = line.atoms[at].amount if at > 0 else None, at - 1
    while line.low(back) in FILLERS:
        back -= 1
    coin = back - 1
    named = line.low(back) == "worth" and (line.is_coin(coin) or line.is_asset(coin))
    if not named or amount is None or not is_sum(amount) or clause.told.deed is not Deed.SELL:
        return None
    return Object(Thing.MONEY, coin, at, amount)


def put_first(clause: Clause) -> Object | None:
    """As in "Some of them it monetized", "The rest it sold", "300 of these it sold in May": before the subject."""
    line, at = clause.line, clause.at - 1
    while is_adverb(line.low(at)) or line.low(at) in {"has", "had"}:
        at -= 1
    if clause.told.shape is not Shape.PAST or clause.told.deed is not Deed.SELL:
        return None
    if line.atoms[at].entity is None and line.low(at) not in FIRM:
        return None
    begin = next(
        (back + 1 for back in range(at - 1, clause.left - 2, -1) if line.low(back) in _BEGINS), clause.left
    )
    words = line.lows[begin:at]
    if words in (["the", "rest"], ["the", "remainder"], ["all", "others"], ["the", "others"]):
        return Object(Thing.COINS, begin, at - 1)
    if words[-2:] not in _OF_THEM or len(words) > _FEW_WORDS:
        return None
    amount = line.atoms[begin].amount
    if amount is not None and len(words) == len(("", "of", "them")):
        counted = amount.sats and amount.unit in COUNTED
        return Object(Thing.QUANTITY, begin, begin, amount) if counted else None
    part = words[0] in PARTS or words[-3] in PARTS
    return Object(Thing.COINS, begin, at - 1) if part and amount is None else None


_BEGINS = DASHES | frozenset(", ; . and but".split())
_OF_THEM = [["of", word] for word in ("them", "these", "those", "it", "that")]
_FEW_WORDS = 5


_WHOLE = frozenset({"all", "every"})


def _share_in_front(clause: Clause) -> Object | None:
    """As in "95% of the 287 coins it earned were turned into dollars": a part of coins told with their origin."""
    line = clause.line
    for at in range(clause.at - 2, max(-1, clause.at - _FAR), -1):
        if line.low(at) in {",", ";", ".", ":"}:
            return None
        amount = line.atoms[at].amount
        share = amount is not None and amount.unit is Unit.PERCENT
        if not (share or line.low(at) in _PARTS_OF_STORE or line.low(at) == "every"):
            continue
        begin = at + 1 + (line.low(at + 1) == "of")
        if line.low(begin) == "what" and Deed.MINE in {line.deed(begin + 2), line.deed(begin + 3)}:
            return Object(Thing.SHARE if share else Thing.COINS, at, begin, amount if share else None)
        coin = next((place for place in range(begin, begin + FEW) if _is_coins(line, place)), None)
        if coin is None or not all(_belongs(line, place) for place in range(begin, coin)):
            return None
        if line.deed(coin + 1) not in {None, Deed.MINE} or "not" in {line.low(at - 1), line.low(coin + 1)}:
            return None
        return of_amount(clause, at, elided=False) if share else Object(Thing.COINS, at, coin)
    return None


def _gained_in_front(clause: Clause) -> Object | None:
    """As in "22,000 bitcoins seized in a raid on a market have been sold": where they came from stands between."""
    line, at = clause.line, clause.line.back(clause.at - 1, AUXILIARIES)
    for back in range(at, max(0, at - _LONG_ORIGIN), -1):
        if line.low(back) in _FINITE or line.low(back) in {";", "."}:
            return None
        if line.low(back) in _GAINED and is_btc(line.atoms[back - 1].amount):
            return of_amount(clause, part_of(clause, back - 1), elided=True)
    return None


_LONG_ORIGIN = 24
_GAINED = frozenset("seized confiscated forfeited recovered taken bought purchased acquired received".split())
_FINITE = frozenset("was were is are has have had will would may might could".split())


def _is_coins(line: Line, at: int) -> bool:
    return at < len(line.atoms) and (line.is_coin(at) or at in line.counts)


def _belongs(line: Line, at: int) -> bool:
    """Whether a word only says whose coins, or what part of them."""
    atom = line.atoms[at]
    return bool(atom.low in _WHOSE or line.is_coin(at) or atom.entity or atom.when)


_WHOSE = FILLERS | PARTS | POSSESSIVE
_REST = frozenset("remainder rest remaining others".split())


def _part_of_store(clause: Clause, noun: int) -> Object | None:
    """As in "87% of May's production was sold", "44 BTC of its output were sold": what a noun is a store of."""
    line = clause.line
    stored = any(told.at == noun and told.shape is Shape.NOUN for told in line.deeds)
    if not stored or line.low(noun) not in STORES or clause.told.deed not in SELLING:
        return None
    if {"is", "are"} & line.near(noun, clause.at):
        return None  # a policy
    for at in range(noun - 1, max(-1, noun - FEW), -1):
        atom = line.atoms[at]
        if atom.amount is not None:
            counted = is_btc(atom.amount) and line.low(at + 1) == "of"
            share = atom.amount.unit is Unit.PERCENT
            return of_amount(clause, part_of(clause, at), elided=False) if counted or share else None
        if atom.low in _PARTS_OF_STORE or (atom.low in _ENDS_OF_STORE and line.low(at + 1) == "of"):
            return Object(Thing.COINS, at, noun)
        if not _belongs(line, at):
            break
    own = noun - 1 in line.whens or line.low(noun - 1) in POSSESSIVE - _THE
    return Object(Thing.COINS, noun, noun) if own and line.low(noun) in {"production", "output"} else None


_THE = frozenset("those these".split())


_ENDS_OF_STORE = frozenset("last bulk".split())
"""As in "the last of its position was sold"."""
_PARTS_OF_STORE = frozenset(
    "all most half entire whole entirety rest remainder remaining part portion".split()
)


def _far_in_front(clause: Clause) -> Object | None:
    line = clause.line
    if not {"that", "which", "it", "we"} & line.near(clause.left - 6, clause.at):
        return None
    for at in range(clause.left - 1, max(-1, clause.left - _FAR), -1):
        if at in line.counts:
            return of_amount(clause, part_of(clause, at), elided=True)  # "410 of the 655 coins that it mined"
        if line.low(at) in {";", ",", "."}:
            return None
    return None
