"""What a deed was done with, looked for on both sides of its word."""

from monitor.disclosures.extract.amounts import Unit
from monitor.disclosures.extract.lexicon import (
    ANY_COINS,
    DEEDS,
    FILLERS,
    NEGATIONS,
    NOTHING,
    PARTS,
    Deed,
    Shape,
    is_adverb,
)
from monitor.disclosures.extract.prose.leftward import object_before, relative_object
from monitor.disclosures.extract.prose.line import Clause
from monitor.disclosures.extract.prose.nominal import OF, counted_of, equated, first_of, reduced_by
from monitor.disclosures.extract.prose.objects import (
    STORES,
    Object,
    Thing,
    fraction,
    is_btc,
    of_amount,
    past_aside,
)
from monitor.disclosures.extract.prose.reference import (
    PRONOUNS,
    meant_by_pronoun,
    meant_by_whole,
)

_REACH = 14
"""Atoms between a word and what it governs."""


def object_of(clause: Clause, *, elided: bool) -> Object | None:
    """What a deed was done with, as far as it is coins.

    Args:
        clause: of the deed.
        elided: whether a number without unit may be one of coins, as in "mined 500 and sold 300".
    """
    if is_passive(clause) and (subject := object_before(clause, elided=elided)) is not None:
        return subject
    if _is_item(clause) and (counted := object_before(clause, elided=elided)) is not None:
        return counted
    told = equated(clause) or counted_of(clause) or reduced_by(clause) or relative_object(clause)
    if told is not None:
        return told
    found, blocked = _right(clause, elided=elided)
    named = (
        clause.told.shape is Shape.NOUN
        and clause.told.deed is Deed.SELL
        and (clause.line.is_coin(clause.at - 1) or clause.line.is_asset(clause.at - 1))
    )
    if found is not None or (blocked and not named and not _is_counted_right_before(clause)):
        return found
    if clause.told.shape in {Shape.PAST, Shape.NOUN}:
        return object_before(clause, elided=elided)
    return None


def _is_counted_right_before(clause: Clause) -> bool:
    """As in "the 180 bitcoin sold in May brought $12.1 million"."""
    return (
        clause.told.shape is Shape.PAST
        and clause.told.deed in {Deed.SELL, Deed.MINE, Deed.BUY}
        and clause.at > clause.left
        and (is_btc(clause.line.atoms[clause.at - 1].amount) or _is_bare_beside(clause))
    )


def _is_item(clause: Clause) -> bool:
    """As in "• 540 BTC sold for $20.1M (October: 440 BTC)": the number before the word is what was sold."""
    line, at = clause.line, clause.at - 1
    if clause.told.shape is not Shape.PAST or clause.told.deed is not Deed.SELL or at < clause.left:
        return False
    return (
        is_btc(line.atoms[at].amount)
        and line.low(at - 1) in {"", "•", "-", ",", ";", ":", "–"}
        and (at == 0 or line.atoms[at - 1].is_word)
    )


def _is_bare_beside(clause: Clause) -> bool:
    """As in "sold 4,963 bitcoin, with 1,818 sold in December alone"."""
    amount = clause.line.atoms[clause.at - 1].amount
    bare = amount is not None and amount.unit is Unit.NONE and bool(amount.sats)
    return bare and clause.line.low(clause.at - 2) in {"with", ","} and clause.line.coins


def is_passive(clause: Clause) -> bool:
    """As in "were sold": what was sold stands before."""
    line, at = clause.line, clause.at - 1
    if clause.told.shape is not Shape.PAST:
        return False
    while (word := line.low(at)) in NEGATIONS or is_adverb(word) or word == "all":
        at -= 1
    return word in _BE


_BE = frozenset("was were is are be been being wasn't wasn’t weren't weren’t".split())


def _right(clause: Clause, *, elided: bool) -> tuple[Object | None, bool]:
    """The object after the word, and whether there is one that is not of coins."""
    line = clause.line
    at = first_of(clause)
    if at is None:
        return None, False
    stop = min(clause.right, at + _REACH)
    while at < stop:
        at = past_aside(clause, at)
        at += line.low(at) == "no" and line.low(at + 1) in {"less", "fewer"}  # "no fewer than 300 BTC"
        atom = line.atoms[at]
        if atom.amount is not None:
            found = _of_number(clause, at, elided=elided)
            return found, found is None
        if atom.low in NOTHING and line.low(at + 1) not in {"more", "less", "fewer", "later"}:
            return _nothing(clause, at)
        if (coins := _uncounted(clause, at, elided=elided)) is not None:
            return coins, False
        if not _may_stand_between(clause, at):
            if (told := after_colon(clause, at)) is not None:
                return told, False
            return None, atom.is_word and atom.low.isalpha() and atom.low not in _LINKS
        at += 1
    return _of_store(clause, at) if at == clause.right < len(line.atoms) else None, False


def _uncounted(clause: Clause, at: int, *, elided: bool) -> Object | None:
    """Coins that stand at a place without their number, or whose number stands elsewhere."""
    return (
        meant_by_whole(clause, at)
        or fraction(clause, at)
        or _coins(clause, at)
        or meant_by_pronoun(clause, at)
        or (Object(Thing.COINS, at, at) if elided and _is_of_it_all(clause, at) else None)
        or _beside_wares(clause, at)
    )


def _of_number(clause: Clause, at: int, *, elided: bool) -> Object | None:
    found = of_amount(clause, at, elided=elided) or _also(clause, at)
    if found is not None and found.thing is Thing.QUANTITY and _is_part_of_whole(clause, at):
        return Object(Thing.COINS, at - 1, at)
    return found


def _is_part_of_whole(clause: Clause, at: int) -> bool:
    """As in "sold half of its 2,000 BTC": the number is of what there was."""
    line = clause.line
    between = [line.low(place) for place in range(clause.at + 1, at)]
    return clause.told.deed is Deed.SELL and "of" in between and bool(_PARTLY & set(between))


_PARTLY = frozenset("half most some part parts portion third quarter majority".split())


def _is_of_it_all(clause: Clause, at: int) -> bool:
    """As in "It mined 463 BTC. It sold all of that and 12 more": coins that were counted in a sentence before."""
    line = clause.line
    told = clause.told.deed is Deed.SELL and clause.told.shape is not Shape.NOUN
    return (
        told
        and line.low(at) in {"that", "it", "them"}
        and line.low(at - 1) == "of"
        and line.low(at - 2) in _PARTLY | {"all"}
    )


def _also(clause: Clause, at: int) -> Object | None:
    """As in "sold 5 million shares and 397 BTC", "sold $100 million in stock and 397 BTC"."""
    line = clause.line
    for ahead in range(at + 1, min(clause.right - 1, at + 6)):
        if line.low(ahead) == "and" and is_btc(line.atoms[ahead + 1].amount):
            return of_amount(clause, ahead + 1, elided=False) if clause.told.deed in _ALSO else None
        if line.atoms[ahead].amount is not None or line.low(ahead) in _LINKS - {"in", "of"}:
            return None
    return None


_ALSO = frozenset({Deed.SELL, Deed.MINE})


def _beside_wares(clause: Clause, at: int) -> Object | None:
    """As in "sold two sites and 397 BTC", where no other deed follows."""
    line = clause.line
    if (
        clause.told.deed is not Deed.SELL
        or clause.told.shape is Shape.NOUN
        or not line.atoms[at].low.isalpha()
    ):
        return None
    for ahead in range(at, min(clause.right - 1, at + 4)):
        if line.low(ahead) == "and" and ahead > at and is_btc(line.atoms[ahead + 1].amount):
            alone = line.low(ahead + 2) in _ALONE or line.when_after(ahead + 1) is not None
            return of_amount(clause, ahead + 1, elided=False) if alone else None
        if (
            line.atoms[ahead].amount is not None
            or line.low(ahead) in _LINKS
            or line.low(ahead) in {",", ".", ";"}
        ):
            return None
    return None


_ALONE = frozenset(". , ; ) for at in during".split()) | {""}


def _of_store(clause: Clause, at: int) -> Object | None:
    """As in "sold its entire treasury of 1,000 BTC", "sold part of its reserves"."""
    line = clause.line
    if line.low(at) not in STORES or clause.told.deed is not Deed.SELL:
        return None
    whole = _WHOLE & {line.low(back) for back in range(clause.at + 1, at)}
    if whole and line.low(at + 1) == "of" and at + 2 < len(line.atoms) and is_btc(line.atoms[at + 2].amount):
        return of_amount(clause, at + 2, elided=False)
    return Object(Thing.COINS, at, at)


_WHOLE = frozenset("entire whole full all".split())


def after_colon(clause: Clause, at: int | None = None) -> Object | None:
    """As in "began to sell from its output in April: 401.49 bitcoin"."""
    line = clause.line
    if clause.told.deed is not Deed.SELL or clause.told.shape is Shape.NOUN:
        return None
    begin = clause.at + 1 if at is None else at
    stop = min(len(line.atoms) - 1, begin + (24 if at is None else 12))
    colon = next((ahead for ahead in range(begin, stop) if line.low(ahead) == ":"), None)
    if colon is None:
        return None
    colon += line.low(colon + 1) in {"the", "all", "its"}
    return (
        of_amount(clause, colon + 1, elided=False)
        if colon + 1 < len(line.atoms) and is_btc(line.atoms[colon + 1].amount)
        else None
    )


def _may_stand_between(clause: Clause, at: int) -> bool:
    atom = clause.line.atoms[at]
    if atom.low == "as" and clause.line.low(at + 1) == "well" and clause.line.low(at + 2) == "as":
        return False
    if atom.low == "since":
        return False
    if (
        clause.line.low(at - 1) in {"a", "an"}
        and at + 1 < clause.right
        and is_btc(clause.line.atoms[at + 1].amount)
    ):
        return True  # "an impressive 215 bitcoin"
    if atom.low in {"in", "during"} and at + 1 < len(clause.line.atoms) and clause.line.atoms[at + 1].when:
        return clause.told.deed is Deed.SELL
    if atom.low in {"every", "one"} and clause.line.low(at + 1) in {"one", "of"}:
        return True
    if atom.low == "or" and clause.line.low(at + 1) == "all":
        return True
    if atom.low == "at" and clause.line.low(at + 1) not in {"least", "most"}:
        return False
    if atom.when is not None or (atom.low in {"with", "ways"} and at <= clause.at + 2):
        return True
    return atom.low in FILLERS or atom.low in PARTS or is_adverb(atom.low)


def _coins(clause: Clause, at: int) -> Object | None:
    """Coins whose number is not told there."""
    line, low = clause.line, clause.line.low(at)
    if line.is_coin(at):
        return _listed(clause, at) or Object(Thing.COINS, at, at)
    of_class = at + (low in {"digital", "crypto"})
    if line.is_asset(of_class) and (clause.told.shape is Shape.NOUN or clause.told.deed is Deed.SELL):
        return Object(Thing.COINS, at, of_class)
    if low == "what" and any(word in DEEDS for word in (line.low(at + 2), line.low(at + 3))):
        return Object(Thing.COINS, at, at + 1)
    if low in {"more", "less", "fewer"} and line.low(at + 1) == "than" and line.low(at + 2) in _MINERS:
        return Object(Thing.COINS, at, at + 1)
    if low in STORES and at > clause.at:
        return _of_store(clause, at)
    if low in _SMALLEST and clause.told.deed is Deed.SELL:
        return Object(Thing.COINS, at, at)
    if low == "everything" and clause.told.deed is Deed.SELL:
        return after_colon(clause, at) or Object(Thing.COINS, at, at)
    if low in _LOTS and clause.told.deed is Deed.SELL and line.low(at + 1) in _SOME_ENDS:
        return Object(Thing.COINS, at, at)  # "sold the last tranche in April"
    if low in {"some", "amounts"} and line.low(at + 1) in _SOME_ENDS and clause.told.deed is Deed.SELL:
        return Object(Thing.COINS, at, at)  # "sold some as well", "sold only nominal amounts"
    return None


_SMALLEST = frozenset("satoshi satoshis sat sats".split())
"""As in "did not sell a single satoshi"."""
_LOTS = frozenset("tranche tranches batch batches".split())
_SOME_ENDS = frozenset(", . ; as too in last this during while but and".split()) | {""}
_MINERS = frozenset("it they we he what".split())
_LINKS = frozenset(
    "or earlier later during since between through under after before because within against at for in on by as"
    " and but while which that with to from when where over until without this these so who whom"
    " whose if via per it they he she zu im am für nel il lo".split()
)
"""Words that begin something else than an object."""


def _listed(clause: Clause, at: int) -> Object | None:
    """As in "sold more bitcoin at year end: 1,818 BTC in December and ...", "sales of bitcoin totaled 2,201 BTC"."""
    line = clause.line
    if clause.told.shape is Shape.NOUN and line.low(at + 1) in OF and at + 2 < len(line.atoms):
        following = next(
            (ahead for ahead in range(at + 2, min(at + 5, len(line.atoms))) if line.atoms[ahead].amount), None
        )
        return (
            None
            if following is None or not is_btc(line.atoms[following].amount)
            else of_amount(clause, following, elided=False)
        )
    colon = next(
        (ahead for ahead in range(at + 1, min(at + 9, clause.right - 1)) if line.low(ahead) == ":"), None
    )
    if colon is None or line.atoms[colon + 1].amount is None:
        return None
    return of_amount(clause, colon + 1, elided=False)


def _nothing(clause: Clause, at: int) -> tuple[Object | None, bool]:
    """As in "any bitcoin", "none of the bitcoin", "none"; "any shares" is another thing."""
    line = clause.line
    for ahead in range(at + 1, min(at + 6, len(line.atoms))):
        atom = line.atoms[ahead]
        if (
            line.is_coin(ahead)
            or atom.low in ANY_COINS
            or atom.low in STORES
            or (atom.amount is not None and atom.amount.unit is Unit.BTC)
        ):
            return Object(Thing.NOTHING, at, ahead), False
        if atom.when is not None or atom.low in _LINKS or atom.low in {",", ".", ";"}:
            break
        if atom.low in PRONOUNS:
            return Object(Thing.NOTHING, at, ahead), False
        if atom.low not in PARTS and atom.low not in FILLERS:
            return None, True
    return Object(Thing.NOTHING, at, at), False
