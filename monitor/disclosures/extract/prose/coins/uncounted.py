"""Coins behind a word for a deed whose number is not told there, and none of them."""

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import ANY_COINS, DEEDS, FILLERS, NEARLY, PARTS, Deed
from monitor.disclosures.extract.numbers.amounts import COUNTED, Unit
from monitor.disclosures.extract.prose.coins.nominal import OF
from monitor.disclosures.extract.prose.coins.reference import PRONOUNS, meant_by_pronoun, meant_by_whole
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.objects import (
    STORES,
    Object,
    Thing,
    all_mined,
    fraction,
    is_btc,
    is_year,
    of_amount,
)

LINKS = frozenset(
    "or earlier later during since between through under after before because within against at for in on by as"
    " and but while which that with to from when where over until without this these so who whom"
    " whose if via per it they he she".split()
)
"""Words that begin something else than an object."""


def uncounted(clause: Clause, at: int, *, elided: bool) -> Object | None:
    """Coins that stand at a place without their number, or whose number stands elsewhere."""
    return (
        meant_by_whole(clause, at)
        or fraction(clause, at)
        or _coins(clause, at)
        or meant_by_pronoun(clause, at)
        or (Object(Thing.COINS, at, at) if elided and _is_of_it_all(clause, at) else None)
        or (joined(clause, at) if clause.line.low(at).isalpha() else None)
    )


PARTLY = frozenset(
    "half most some part parts portion third thirds quarter quarters fifth fifths tenth bulk majority".split()
)


def _is_of_it_all(clause: Clause, at: int) -> bool:
    """As in "It mined 463 BTC. It sold all of that and 12 more": coins that were counted in a sentence before."""
    line = clause.line
    told = clause.sells and not clause.is_noun
    return (
        told
        and line.low(at) in {"that", "it", "them"}
        and line.low(at - 1) == "of"
        and line.low(at - 2) in PARTLY | {"all"}
    )


def joined(clause: Clause, at: int) -> Object | None:
    """As in "sold 5 million shares and 397 BTC", "sold two sites and 397 BTC", "sold 400 ETH and all its 397 BTC"."""
    line = clause.line
    if clause.told.deed not in _ALSO or clause.is_noun:
        return None
    for ahead in range(at, min(clause.right - 1, at + 8)):
        if line.low(ahead) == "and":
            return _joined_coins(clause, ahead + 1)
        if _is_of_price(line, at, ahead):
            continue
        if line.low(ahead) in _ENDS_WARES or (ahead > at and line.atoms[ahead].amount is not None):
            return None
    return None


def _is_of_price(line: Line, begin: int, at: int) -> bool:
    """As in "sold a site for about $33 million and 300 BTC": the words of what one of two things brought."""
    led = line.back(at - 1, FILLERS)
    begun = at if line.low(at) == "for" else led if line.low(led) == "for" else begin
    paid = line.amount(line.past(begun + 1, FILLERS))
    return begun > begin and paid is not None and paid.unit is Unit.USD


def _joined_coins(clause: Clause, at: int) -> Object | None:
    """The coins after "and", if no other deed follows them: not "sold two sites, and 397 BTC were mined"."""
    line = clause.line
    if line.low(at) == "no" and line.is_coin(at + 1) and clause.told.deed is Deed.SELL:
        return Object(Thing.NOTHING, at, at + 1)  # "sold ether and no bitcoin"
    at = line.past(at, _ALL_OF | FILLERS)
    if at >= len(line.atoms) or not is_btc(line.atoms[at].amount):
        return None
    other = any(line.deed(ahead) not in {None, clause.told.deed} for ahead in range(at + 1, at + 4))
    return None if other else of_amount(clause, at, elided=False)


_ALSO = frozenset({Deed.SELL, Deed.MINE})
_ENDS_WARES = LINKS - {"in", "of"} | {",", ".", ";"}
_ALL_OF = frozenset("all of its some another the".split())


def of_store(clause: Clause, at: int) -> Object | None:
    """As in "sold its entire treasury of 1,000 BTC", "sold part of its reserves"."""
    line = clause.line
    if line.low(at) not in STORES or clause.told.deed not in {Deed.SELL, Deed.CONVERT}:
        return None
    between = line.near(clause.at + 1, at)
    counted = line.past(at + 2, FILLERS)
    whole = "of" not in between and line.low(at + 1) == "of" and counted < len(line.atoms)
    if whole and counted in line.counts and not any(map(_is_share, line.atoms[clause.at + 1 : at])):
        return of_amount(clause, counted, elided=False)  # "sold its entire hoard of 300 BTC"
    return Object(Thing.COINS, at, at)


def _is_share(atom: Atom) -> bool:
    return atom.amount is not None and atom.amount.unit is Unit.PERCENT


BATCHES = frozenset("batch tranche tranches cache clip trove block lot parcel slug haul bundle set".split())
"""As in "sold a batch of 300 BTC"."""


def after_colon(clause: Clause, at: int | None = None) -> Object | None:
    """As in "began to sell from its output in April: 401.49 bitcoin"."""
    line = clause.line
    if not clause.sells or clause.is_noun:
        return None
    begin = clause.at + 1 if at is None else at
    stop = min(len(line.atoms) - 1, begin + (24 if at is None else 12))
    colon = line.find({":"}, begin, stop)
    if colon is None or _is_subject(line, colon + 1):
        return None
    colon += line.low(colon + 1) in {"the", "all", "its"}
    return of_amount(clause, colon + 1, elided=False) if colon + 1 in line.counts else None


def _is_subject(line: Line, at: int) -> bool:
    """As in "selling again, Arkham suggests: 100 BTC were sent to a desk": another verb tells of these."""
    return line.low(at + 1) in {"were", "was"} and line.deed(at + 2) is not Deed.SELL


def _coins(clause: Clause, at: int) -> Object | None:
    """Coins whose number is not told there."""
    line, low = clause.line, clause.line.low(at)
    if line.is_coin(at):
        whole = line.deed(at + 1) is Deed.MINE and _is_whole(
            clause, at
        )  # "sold all bitcoin produced in June"
        counted = _behind_code(clause, at) or _listed(clause, at)
        return all_mined(line, at, at + 1) if whole else counted or Object(Thing.COINS, at, at)
    of_class = at + (low in {"digital", "crypto"})
    of_class += (line.low(of_class), line.low(of_class + 1)) == ("currency", "assets")
    if line.is_asset(of_class) and (clause.is_noun or clause.sells):
        return Object(Thing.COINS, at, of_class)
    by_whom = at + 1 + (line.low(at + 1) == "that")
    if low == "all" and line.low(by_whom) in _MINERS and line.deed(by_whom + 1) is Deed.MINE:
        return all_mined(line, at, by_whom + 1)  # "sold all it produced"
    if low == "what" and any(word in DEEDS for word in (line.low(at + 2), line.low(at + 3))):
        return Object(Thing.COINS, at, at + 1)
    if low in {"more", "less", "fewer"} and line.low(at + 1) == "than" and line.low(at + 2) in _MINERS:
        return Object(Thing.COINS, at, at + 1)
    if low in STORES and at > clause.at and (line.coins or _SECURITIES.isdisjoint(line.words)):
        return of_store(clause, at)
    return _unnamed(clause, at) if clause.sells else None


def _behind_code(clause: Clause, at: int) -> Object | None:
    """As in "sold BTC 1,500": a number behind the coin as behind a currency's code, which is no year."""
    amount = clause.line.amount(at + 1)
    if (
        clause.line.low(at) != "btc"
        or amount is None
        or amount.unit is not Unit.NONE
        or is_year(clause, amount)
    ):
        return None
    return Object(Thing.QUANTITY, at, at + 1, amount) if amount.sats else None


def _is_whole(clause: Clause, at: int) -> bool:
    """As in "sold all bitcoin", "sold all of the bitcoin", but not "nearly all": whether all of the coins are meant."""
    line, back = clause.line, at - 1
    while back > clause.at and line.low(back) in {"of", "the", "its", "our"}:
        back -= 1
    return back > clause.at and line.low(back) == "all" and line.low(back - 1) not in _NOT_QUITE


_NOT_QUITE = NEARLY | {"not"}
_SECURITIES = frozenset("shares stock ads adss notes bonds warrants".split())
"""Of these a position is, where they are spoken of and coins are not."""


def _unnamed(clause: Clause, at: int) -> Object | None:
    """As in "sold everything", "sold the last tranche in April", "sold some as well", "sold every one of the 119"."""
    line, low = clause.line, clause.line.low(at)
    if low == "one" and line.low(at + 1) == "of" and {line.low(at - 1), line.low(at + 2)} == {"every", "the"}:
        number = line.atoms[at + 3].amount if at + 3 < clause.right else None
        return of_amount(clause, at + 3, elided=True) if number is not None else None
    if low == "one" and line.low(at - 1) == "single" and line.low(at + 1) not in {"of", "bitcoin", "coin"}:
        return Object(Thing.COINS, at, at)  # "did not sell a single one"
    if low == "everything":
        return after_colon(clause, at) or Object(Thing.COINS, at, at)
    counted = at + 1 < len(line.atoms) and line.atoms[at + 1].amount is not None
    at_end = low in _LOTS and line.low(at + 1) in _SOME_ENDS and not counted  # "some 2,385 bitcoin"
    return Object(Thing.COINS, at, at) if low in _SMALLEST or at_end else None


_SMALLEST = frozenset("satoshi satoshis sat sats".split())
"""As in "did not sell a single satoshi"."""
_LOTS = frozenset(
    "tranche tranches batch batches some amounts rest remainder balance others share portion part slice".split()
)
_SOME_ENDS = frozenset(", . ; as too in last this during while but and".split()) | {""}
_MINERS = frozenset("it they we he what".split())


def _listed(clause: Clause, at: int) -> Object | None:
    """As in "sold more bitcoin at year end: 1,818 BTC in December and ...", "sales of bitcoin totaled 2,201 BTC"."""
    line = clause.line
    if clause.is_noun and line.low(at + 1) in OF and at + 2 < len(line.atoms):
        for ahead in range(at + 2, min(at + 5, len(line.atoms))):
            if (amount := line.atoms[ahead].amount) is not None:
                counted = amount.unit in COUNTED
                return of_amount(clause, ahead, elided=True) if counted else None
        return None
    colon = line.find({":"}, at + 1, min(at + 9, clause.right - 1))
    if colon is None or line.atoms[colon + 1].amount is None:
        return None
    return of_amount(clause, colon + 1, elided=False)


_OF_COINS = ANY_COINS | STORES


def none_behind(clause: Clause, at: int) -> tuple[Object | None, bool]:
    """As in "any bitcoin", "none of the bitcoin", "none"; "any shares" is another thing."""
    line = clause.line
    for ahead in range(at + 1, min(at + 6, len(line.atoms))):
        atom = line.atoms[ahead]
        if line.is_coin(ahead) or atom.low in _OF_COINS or is_btc(atom.amount):
            return Object(Thing.NOTHING, at, ahead), False
        if atom.when is not None or atom.low in LINKS or atom.low in {",", ".", ";", "either", "too"}:
            break
        if atom.low in PRONOUNS or _is_number_of_mined(clause, ahead):
            return Object(Thing.NOTHING, at, ahead), False
        if atom.low not in PARTS and atom.low not in FILLERS:
            return None, True
    return Object(Thing.NOTHING, at, at), False


def _is_number_of_mined(clause: Clause, at: int) -> bool:
    """As in "sold none of the 713 it won"."""
    amount, line = clause.line.atoms[at].amount, clause.line
    bare = amount is not None and amount.unit is Unit.NONE and bool(amount.sats)
    owned = line.low(at - 1) == "its" and line.low(at + 1) in {"", ".", ",", ";"}  # "sold none of its 215"
    return bare and (owned or line.low(at + 1) in _MINERS or line.low(at + 1) in {"mined", "produced"})
