"""What stands before a word for a deed and was done with: "562 BTC were sold", "of which 380 were sold"."""

from collections.abc import Sequence

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import (
    AUXILIARIES,
    CONTRACTED,
    DASHES,
    FILLERS,
    NEGATIONS,
    NIL,
    SELLING,
    Deed,
    is_adverb,
)
from monitor.disclosures.extract.numbers.amounts import COUNTED, Unit
from monitor.disclosures.extract.prose.coins.fronted import fronted
from monitor.disclosures.extract.prose.coins.nominal import LEAVING
from monitor.disclosures.extract.prose.coins.none_of import none_of
from monitor.disclosures.extract.prose.coins.reference import all_but, counted_before, is_compared_in_brackets
from monitor.disclosures.extract.prose.coins.relative import of_which
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.monies import OTHER_COINS
from monitor.disclosures.extract.prose.sentence.objects import (
    Object,
    Thing,
    is_btc,
    is_of_wares,
    is_year,
    of_amount,
    part_of,
)

_REACH = 14
"""Atoms between a word and what it governs."""


def object_before(clause: Clause, *, elided: bool) -> Object | None:
    """The object before the word: "562 BTC were sold", "of which 380 were sold", "a 4,451 BTC sale"."""
    line = clause.line
    told = (
        _but_for_some(clause)
        or of_which(clause)
        or _moved_and_sold(clause, elided=elided)
        or _as_participle(clause)
        or before_aside(clause)
    )
    if told is not None or _is_item_mined_and_sold(clause):
        return told or counted_before(clause)
    noun = clause.is_noun
    passive = False
    for at in range(clause.at - 1, max(clause.left, clause.at - _REACH) - 1, -1):
        atom = line.atoms[at]
        if atom.low in AUXILIARIES or atom.low in CONTRACTED or atom.low in NEGATIONS:
            passive = passive or atom.low not in {"has", "have", "had"}
            if atom.low == "no":
                return Object(Thing.NOTHING, at, at)
        elif atom.low == "all" and passive:
            return counted_before(clause)
        elif _is_passed_over(clause, at, passive=passive):
            continue
        elif atom.amount is not None and atom.amount.unit is not Unit.USD:
            sold = clause.told.deed in SELLING
            return (none_of(line, at) if sold else None) or _counted(
                clause, at, elided=elided, passive=passive
            )
        elif line.is_coin(at) or line.is_asset(at) or atom.low in _NAMING:
            part = _part_of_coins(clause, at) if passive else None
            return part or _worth_before(clause, at) or _uncounted(clause, at, passive=passive)
        elif noun or not (
            atom.low in _BRIDGES or is_adverb(atom.low) or atom.amount or (passive and atom.low in _VALUED)
        ):
            break
    return _farther(clause, elided=elided) if passive else None


def _but_for_some(clause: Clause) -> Object | None:
    """As in "of the 120 coins all but three were sold"."""
    line, at = clause.line, clause.at - 1
    at = line.back(at, AUXILIARIES)
    place = next((back for back in range(at, max(0, at - _BUT), -1) if line.low(back) == "but"), 0)
    if line.low(place - 1) != "all" or not _is_few(line.atoms[place + 1 : at + 1]):
        return None
    return all_but(clause, place - 1) or Object(Thing.COINS, place - 1, at)


_BUT = 7
"""Atoms from "all but" to the verb."""


def _is_few(atoms: Sequence[Atom]) -> bool:
    """Whether what follows "all but" is a number, with what it is of: "10 of its 204 coins"."""
    return bool(atoms) and (atoms[0].amount is not None or len(atoms) == 1)


def _farther(clause: Clause, *, elided: bool) -> Object | None:
    """What a passive tells of that no number or coin right before it names."""
    return (_rest_or_yield(clause) if elided else None) or fronted(clause) or _meant_by_they(clause)


def _part_of_coins(clause: Clause, at: int) -> Object | None:
    """As in "465 of Riot's bitcoin were cashed out"."""
    part = part_of(clause, at)
    amount = clause.line.atoms[part].amount
    if amount is None or amount.unit not in COUNTED:
        return None
    return of_amount(clause, part, elided=True)


_NAMING = frozenset("one satoshi none zero nothing".split())


def _meant_by_they(clause: Clause) -> Object | None:
    """As in "moved 300 BTC to an exchange, where they were sold"."""
    line, at = clause.line, clause.at - 1
    at = line.before_verb(at)
    related = line.low(at) == "which" and line.low(at - 1) == "," and line.low(at - 2) not in _PLACES
    meant = line.low(at) in {"they", "these"} or related
    return counted_before(clause) if meant and clause.told.deed in SELLING else None


_PLACES = frozenset(
    "facility facilities site sites plant campus farm mine subsidiary business fleet machines".split()
)
"""As in "mined 341 BTC at its facility, which was sold": what was sold is named right before."""


def _is_passed_over(clause: Clause, at: int, *, passive: bool) -> bool:
    """As in "189.8 BTC was all sold", and the ether of "49.3 BTC and 12.6 ETH were sold"."""
    line = clause.line
    if line.low(at) == "all":
        return line.low(at - 1) in _WERE
    if passive and ")" in line.words and is_compared_in_brackets(clause, at):
        return True
    if passive and at in line.whens:
        # as in "66% of the coins mined in May were sold"
        return at > clause.left and line.low(at + 1) in AUXILIARIES
    if passive and line.low(at) in {"in", "during", "over", "throughout"}:
        return any(each.when is not None for each in line.atoms[at + 1 : at + 3])
    other = line.low(at) in OTHER_COINS or (line.amount(at) is not None and line.low(at + 1) in OTHER_COINS)
    return passive and other


def _is_item_mined_and_sold(clause: Clause) -> bool:
    """As in "Q3: 22 bitcoin self-mined and sold at once": an item of a list, without a verb of its own."""
    line, at = clause.line, clause.at
    mined = clause.is_past and line.low(at - 1) == "and" and line.deed(at - 2) is Deed.MINE
    return mined and at - 3 in line.counts and line.low(line.back(at - 4, FILLERS)) in _BEFORE_ITEMS


_BEFORE_ITEMS = DASHES | frozenset("; , •".split())


def _moved_and_sold(clause: Clause, *, elided: bool) -> Object | None:
    """As in "943.1 BTC were withdrawn from treasury and sold"."""
    line, at = clause.line, clause.at
    if not clause.sells or not clause.is_past or line.low(at - 1) != "and":
        return None
    for back in range(at - 2, max(0, at - _FAR_BACK), -1):
        if line.low(back) in _WERE:
            counted = back - 1 in line.counts
            return of_amount(clause, back - 1, elided=elided) if counted else None
    return None


def _as_participle(clause: Clause) -> Object | None:
    """As in "752.5 BTC flowed out in March to pay for hosting, converted at $69,950": of the coins told last before."""
    line, at = clause.line, clause.at
    if (
        line.low(at - 1) != ","
        or clause.told.deed not in SELLING
        or not (line.low(at + 1) in _FOR_WHAT or (line.when_after(at) is not None and _FOR_WHAT & line.words))
    ):
        return None
    last = next((told for told in reversed(line.deeds) if told.at < at), None)
    found = counted_before(clause)
    if found is None or not is_btc(found.amount):
        return None
    gone = line.low(found.first - 1) == "by" or not LEAVING.isdisjoint(line.lows[found.last + 1 : at])
    return None if not gone and last is not None and last.deed in _NOT_GONE else found


_FOR_WHAT = frozenset({"at", "for", "into"})
_NOT_GONE = frozenset({Deed.HOLD, Deed.PLEDGE, Deed.SELL})
_FAR_BACK = 9
_WERE = frozenset({"was", "were", "been"})


def _uncounted(clause: Clause, at: int, *, passive: bool) -> Object | None:
    """Coins before the word, or none of them, without a number."""
    if at == clause.at - 1 and clause.line.low(at) in NIL and clause.line.low(at - 1) in _BEFORE_NONE:
        return Object(Thing.NOTHING, at, at)
    none = at == clause.at - 1 and clause.line.low(at - 1) in {"no", "zero"}
    noun = clause.is_noun and clause.sells
    reduced = clause.line.low(clause.at + 1) == "by" or clause.line.low(at - 1) in {"for", "from"}
    if at == clause.at - 1 and clause.is_past and reduced:
        return Object(Thing.COINS, at, at) if clause.sells else None
    if noun and at == clause.at - 1 and not none:
        return Object(Thing.COINS, at - (clause.line.low(at - 1) in {"digital", "crypto"}), at)
    return _named(clause, at) if passive or none else None


_BEFORE_NONE = DASHES | frozenset(", ; and but with".split())
"""As in "484 BTC produced, none sold"."""


def _worth_before(clause: Clause, at: int) -> Object | None:
    """As in "$218.4 million of bitcoin sold during the year"."""
    line = clause.line
    if not line.is_coin(at) or not clause.is_past or line.low(at - 1) not in {"of", "in"}:
        return None
    money = at - 2 - (line.low(at - 2) == "worth")
    if money < clause.left or line.atoms[money].amount is None:
        return None
    found = of_amount(clause, money, elided=False)
    return found if found is not None and found.thing is Thing.MONEY else None


def _rest_or_yield(clause: Clause) -> Object | None:
    """As in "with the remainder being sold", "the June yield was sold on receipt"."""
    line, at = clause.line, clause.at - 1
    at = line.before_verb(at)
    rest = line.low(at) in {"rest", "remainder", "balance"} and line.low(at - 1) == "the"
    grown = line.low(at) == "yield" and (at - 1 in line.whens or line.low(at - 1) in _ITS)
    return Object(Thing.COINS, at, at) if (rest or grown) and clause.told.deed in SELLING else None


_ITS = frozenset("its their our s month’s month's quarter’s quarter's".split())


def _counted(clause: Clause, at: int, *, elided: bool, passive: bool) -> Object | None:
    """A number before the word; without a unit only right before it ("Bitfarms: 3,352 sold") or in the passive."""
    if clause.told.deed in SELLING:
        at = part_of(clause, at)
    found = of_amount(clause, at, elided=elided and passive)
    if found is not None:
        counted = found.thing in {Thing.QUANTITY, Thing.NOTHING}
        return found if counted or (passive and found.thing is not Thing.MONEY) else None
    amount = clause.line.atoms[at].amount
    if amount is None or amount.unit is not Unit.NONE or not elided:
        return None
    if not amount.sats:
        zero = at == clause.at - 1 and amount.sats == 0 and clause.line.low(at - 1) in {",", ";", ":"}
        return Object(Thing.NOTHING, at, at) if zero else None  # "750 BTC mined, 0 sold"
    between = tuple(clause.line.lows[at + 1 : clause.at])
    if between and between not in OF_THAT and not _is_bracketed(clause.line, at, between):
        return None
    if is_of_wares(clause, at):
        return None
    return None if is_year(clause, amount) else Object(Thing.QUANTITY, at, at, amount)


def _is_bracketed(line: Line, at: int, between: tuple[str, ...]) -> bool:
    """As in "All coins mined in May (334) were sold"."""
    return line.low(at - 1) == "(" and between in {(")", "was"), (")", "were")}


OF_THAT = frozenset(("of", word) for word in ("that", "them", "those", "these", "it", "which"))
"""As in "120.5 of that converted into USD"."""


def _named(clause: Clause, at: int) -> Object:
    """Coins before the word, or none of them: "no bitcoin was sold", "none of the bitcoin was sold"."""
    line = clause.line
    before = at - 1 - (line.low(at - 1) in {"digital", "crypto"})
    if line.low(at) in {"none", "zero", "nothing"} or line.low(before) in {"no", "zero"}:
        return Object(Thing.NOTHING, max(before, 0), at)
    if clause.told.deed in SELLING and (none := none_of(line, at)) is not None:
        return none
    if [line.low(at - 4), line.low(at - 2)] == ["no", "of"]:
        return Object(Thing.NOTHING, at - 4, at)  # "no portion of our bitcoin"
    return Object(Thing.COINS, at, at)


_VALUED = frozenset(
    "' ’ s own company’s company's its with a an cost basis carrying book fair value aggregate total valued at".split()
)
"""As in "941 bitcoin with a cost basis of $38.0 million were sold"."""
_BRIDGES = frozenset(
    "and eth ether or exchanged zu durchschnittlich für von preis ( ) , or that which it we roughly"
    " approximately about worth the company they i of those these collectively — –".split()
)  # fmt: skip


def before_aside(clause: Clause) -> Object | None:
    """As in "2,223 bitcoin, 64% of those produced, were sold"."""
    closing = _closing(clause)
    if closing is None or closing == clause.at - 1 or not clause.sells:
        return None
    opening = _aside(clause, closing)
    counted = opening is not None and opening - 1 in clause.line.counts
    return of_amount(clause, opening - 1, elided=False) if opening is not None and counted else None


def _closing(clause: Clause) -> int | None:
    """The comma before "were sold", which ends an aside."""
    line, at = clause.line, clause.at - 1
    at = line.before_verb(at)
    return at if line.low(at) == "," else None


def _aside(clause: Clause, closing: int) -> int | None:
    """As in "A further 310, worth $7.2 million then, were let go": the comma that opens what stands before another."""
    line = clause.line
    for at in range(closing - 1, max(0, closing - _ASIDE), -1):
        if line.low(at) == ",":
            amount = line.atoms[at - 1].amount
            counted = amount is not None and amount.unit in COUNTED
            return at if counted and (line.low(at + 1) in _WORTH or is_btc(amount)) else None
    return None


_ASIDE = 12
_WORTH = frozenset(
    "worth valued then or about roughly fetching bringing netting raising yielding for at".split()
)
