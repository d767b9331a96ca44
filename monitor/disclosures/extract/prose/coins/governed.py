"""What a deed was done with, looked for on both sides of its word."""

from monitor.disclosures.extract.lexicon import (
    ABOUT,
    DASHES,
    FILLERS,
    NEGATIONS,
    NOTHING,
    PARTS,
    Deed,
    Shape,
    is_adverb,
)
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.coins.fronted import put_first
from monitor.disclosures.extract.prose.coins.leftward import OF_THAT, object_before
from monitor.disclosures.extract.prose.coins.nominal import counted_of, equated, first_of, reduced_by, unnamed
from monitor.disclosures.extract.prose.coins.reference import all_but
from monitor.disclosures.extract.prose.coins.relative import of_which, relative_object
from monitor.disclosures.extract.prose.coins.uncounted import (
    BATCHES,
    LINKS,
    PARTLY,
    after_colon,
    joined,
    none_behind,
    of_store,
    uncounted,
)
from monitor.disclosures.extract.prose.sentence.beside import OF_TIME
from monitor.disclosures.extract.prose.sentence.deals import deal_at
from monitor.disclosures.extract.prose.sentence.drawn_from import DRAWN_FROM, is_reduced_to_pay, number_drawn
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.objects import (
    Object,
    Thing,
    is_btc,
    is_of_wares,
    of_amount,
    past_aside,
)
from monitor.disclosures.extract.selling import SOLD

_REACH = 14
"""Atoms between a word and what it governs."""


def object_of(clause: Clause, *, elided: bool) -> Object | None:
    """What a deed was done with, as far as it is coins.

    Args:
        clause: of the deed.
        elided: whether a number without unit may be one of coins, as in "mined 500 and sold 300".
    """
    if (deal := _of_deal(clause, elided=elided)) is not None:
        return deal
    if (drawn := _drawn(clause)) is not None:
        return drawn
    if is_passive(clause) and (subject := object_before(clause, elided=elided)) is not None:
        return subject
    if _is_item(clause) and (counted := object_before(clause, elided=elided)) is not None:
        return counted
    told = (
        put_first(clause)
        or equated(clause, elided=elided)
        or counted_of(clause)
        or reduced_by(clause)
        or relative_object(clause)
    )
    if told is None and clause.is_past and clause.line.low(clause.at + 1) == "to":
        told = of_which(clause)  # "mined 27 BTC, all of which it sold to pay for power"
    if told is None and elided and clause.is_noun:
        told = unnamed(clause)
    if told is not None:
        return told
    found, blocked = _right(clause, elided=elided)
    named = (
        clause.is_noun
        and clause.sells
        and (clause.line.is_coin(clause.at - 1) or clause.line.is_asset(clause.at - 1))
    )
    if found is not None or (blocked and not named and not _is_counted_right_before(clause)):
        return found
    if clause.told.shape in {Shape.PAST, Shape.NOUN}:
        return object_before(clause, elided=elided)
    return None


def _of_deal(clause: Clause, *, elided: bool) -> Object | None:
    """As in "200 bitcoin fetched $9.4 million", "got $62 million for 3,000 coins": what is told by its money."""
    deal = deal_at(clause.line.atoms, clause.at) if clause.sells else None
    amount = None if deal is None else clause.line.atoms[deal.coins].amount
    if deal is None or amount is None or not (elided or is_btc(amount)):
        return None
    return None if is_of_wares(clause, deal.coins) else Object(Thing.QUANTITY, deal.coins, deal.coins, amount)


def _drawn(clause: Clause) -> Object | None:
    """As in "trimmed its treasury by 100 BTC": the coins that a store was made smaller by."""
    line = clause.line
    if line.low(clause.at) in DRAWN_FROM and _is_sold_already(clause):
        return None
    at = number_drawn(line.atoms, clause.at) if line.low(clause.at) in DRAWN_FROM else None
    amount = None if at is None else line.atoms[at].amount
    if at is None or amount is None:
        paying = line.low(clause.at) in DRAWN_FROM and is_reduced_to_pay(line.atoms, clause.at)
        return Object(Thing.COINS, clause.at + 1, clause.at + 1) if paying else None
    return Object(Thing.COINS, at, at) if amount.unit is Unit.PERCENT else of_amount(clause, at, elided=False)


def _is_sold_already(clause: Clause) -> bool:
    """As in "mined 155.3 BTC, sold 156.8 and so cut the pile by 1.5": what a counted sale has left."""
    line = clause.line
    sold = (told.at for told in line.deeds if told.at < clause.at and line.low(told.at) in SOLD)
    return any(line.atoms[at + 1].amount is not None or line.atoms[at - 1].amount is not None for at in sold)


def _is_counted_right_before(clause: Clause) -> bool:
    """As in "the 180 bitcoin sold in May brought $12.1 million"."""
    return (
        clause.is_past
        and clause.told.deed in {Deed.SELL, Deed.MINE, Deed.BUY, Deed.CONVERT}
        and clause.at > clause.left
        and (clause.at - 1 in clause.line.counts or _is_bare_beside(clause) or _is_reduced(clause))
    ) or (clause.is_past and tuple(clause.line.lows[clause.at - 2 : clause.at]) in OF_THAT)


def _is_item(clause: Clause) -> bool:
    """As in "• 540 BTC sold for $20.1M (October: 440 BTC)": the number before the word is what was sold."""
    line, at = clause.line, clause.at - 1
    if not clause.is_past or not clause.sells or at < clause.left:
        return False
    return (
        at in line.counts
        and line.low(at - 1) in {"", "•", "-", ",", ";", ":", "–"}
        and (at == 0 or line.atoms[at - 1].is_word)
    )


def _is_reduced(clause: Clause) -> bool:
    """As in "the $15 million received for bitcoin sold in June"."""
    return clause.line.is_coin(clause.at - 1) and clause.line.low(clause.at - 2) in {"for", "from"}


def _is_bare_beside(clause: Clause) -> bool:
    """As in "sold 4,963 bitcoin, with 1,818 sold in December alone"."""
    amount = clause.line.atoms[clause.at - 1].amount
    bare = amount is not None and amount.unit is Unit.NONE and bool(amount.sats)
    before = clause.line.back(clause.at - 2, _HARDLY)
    return bare and clause.line.low(before) in _BESIDE and clause.line.coins


_HARDLY = ABOUT | frozenset("only another".split())
_BESIDE = DASHES | frozenset("with , ; and but".split())


def is_passive(clause: Clause) -> bool:
    """As in "were sold": what was sold stands before."""
    line, at = clause.line, clause.at - 1
    if not clause.is_past:
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
        at = _past_other_way(clause, past_aside(clause, at))
        at = _past_bound(line, at)
        atom = line.atoms[at]
        if atom.low == "all" and line.low(at + 1) == "but" and (kept := all_but(clause, at)) is not None:
            return kept, False
        if atom.amount is not None:
            found = _of_number(clause, at, elided=elided)
            return found, found is None
        if atom.low in NOTHING and line.low(at + 1) not in {"more", "less", "fewer", "later"}:
            return none_behind(clause, at)
        if (coins := uncounted(clause, at, elided=elided)) is not None:
            return coins, False
        if not _may_stand_between(clause, at):
            if (told := after_colon(clause, at)) is not None:
                return told, False
            return None, atom.is_word and atom.low.isalpha() and atom.low not in LINKS
        at += 1
    return of_store(clause, at) if at == clause.right < len(line.atoms) else None, False


def _past_bound(line: Line, at: int) -> int:
    """As in "sold no fewer than 300 BTC", "no more than 300", "nothing but 300 BTC": no denial, but a number."""
    if line.low(at) not in NOTHING:
        return at
    if line.low(at + 1) in {"but", "except"}:
        return at + 2 if line.amount(line.past(at + 2, FILLERS)) is not None else at
    counted = line.low(at + 2) == "than" and line.amount(line.past(at + 3, FILLERS)) is not None
    return at + (line.low(at + 1) in {"less", "fewer"} or (line.low(at + 1) == "more" and counted))


def _past_other_way(clause: Clause, at: int) -> int:
    """As in "sold or used for payments 875 bitcoins", "sold or otherwise converted 90 BTC": past what else was done."""
    line = clause.line
    if line.low(at) != "or" or clause.told.shape is not Shape.PAST or line.low(at + 1) not in _OTHERWISE:
        return at
    ahead = range(at + 2, min(len(line.atoms), at + 8))
    counted = next((place for place in ahead if line.atoms[place].amount is not None), None)
    return counted if counted is not None and counted in line.counts else at


_OTHERWISE = frozenset("used otherwise exchanged converted paid disposed spent delivered".split())


def _of_number(clause: Clause, at: int, *, elided: bool) -> Object | None:
    found = of_amount(clause, at, elided=elided) or joined(clause, at)
    if found is not None and found.thing in _COUNTED and _is_part_of_whole(clause, at):
        return Object(Thing.COINS, at - 1, at)
    return found


_COUNTED = frozenset({Thing.QUANTITY, Thing.MONEY})


def _is_part_of_whole(clause: Clause, at: int) -> bool:
    """As in "sold half of its 2,000 BTC", "a third of its $2 billion in bitcoin": of what there was."""
    line = clause.line
    between = [line.low(place) for place in range(clause.at + 1, at)]
    part = next((place for place, low in enumerate(between) if low in PARTLY), len(between))
    return clause.sells and "of" in between[part:]


def _may_stand_between(clause: Clause, at: int) -> bool:
    atom = clause.line.atoms[at]
    if _is_owner(clause.line, at) or _is_batch(clause, at) or _is_after_as_many(clause.line, at):
        return True
    if clause.line.low(at - 1) in {"a", "an"} and at + 1 in clause.line.counts:
        return True  # "an impressive 215 bitcoin"
    if atom.low in OF_TIME and at + 1 < len(clause.line.atoms) and clause.line.atoms[at + 1].when:
        return clause.sells
    if atom.low in {"every", "each", "one"} and clause.line.low(at + 1) in {"one", "of", "coin", "bitcoin"}:
        return True
    if atom.low == "or" and clause.line.low(at + 1) == "all":
        return True
    if atom.low == "at" and clause.line.low(at + 1) not in {"least", "most"}:
        return False
    if atom.when is not None or (atom.low in _ABOUT_THE_VERB and at <= clause.at + 2):
        return True
    return atom.low in FILLERS or atom.low in PARTS or is_adverb(atom.low)


def _is_batch(clause: Clause, at: int) -> bool:
    """As in "sold a batch of 300 BTC", "sold its stock of bitcoin"; a company has stock of its own, too."""
    line = clause.line
    if line.low(at + 1) != "of" or not clause.sells:
        return False
    return line.low(at) in BATCHES or (
        line.low(at) == "stock" and (at + 2 in line.counts or line.is_coin(at + 2))
    )


def _is_owner(line: Line, at: int) -> bool:
    """As in "the sale of Riot's bitcoin"."""
    if line.low(at) == "s":
        return line.low(at - 1) in _APOSTROPHES
    return line.atoms[at].entity is not None and line.low(at + 1) in _APOSTROPHES


def _is_after_as_many(line: Line, at: int) -> bool:
    """As in "sold exactly as many, 188, for C$5.4 million"."""
    return line.low(at) == "," and (line.low(at - 2), line.low(at - 1)) in _AS_MANY


_AS_MANY = frozenset({("as", "many"), ("same", "number"), ("same", "amount")})
_APOSTROPHES = frozenset({"'", "’"})
_ABOUT_THE_VERB = frozenset("with ways company from away itself ourselves".split())
"""As in "parted company with", "did away with", "relieved itself of"."""
