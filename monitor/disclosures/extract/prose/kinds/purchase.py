"""Coins that were bought."""

from monitor.disclosures.extract.lexicon import GOVERNORS
from monitor.disclosures.extract.prose.coins.governed import object_of
from monitor.disclosures.extract.prose.kinds.wish import first_word
from monitor.disclosures.extract.prose.money.terms import terms
from monitor.disclosures.extract.prose.mood.mood import is_governed, mood
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moods import Mood
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind


def read_purchase(clause: Clause, memory: Memory) -> list[Draft]:
    """What a clause of buying states; a wish to buy coins is an intent."""
    thing = object_of(clause, elided=_may_be_bare(clause) and (clause.line.coins or memory.coins))
    if thing is None or thing.thing not in {Thing.QUANTITY, Thing.MONEY, Thing.COINS}:
        return []
    how = mood(clause)
    who = subject(clause, memory)
    if who == NOBODY or (_pays(clause) and how is not Mood.WISHED):
        return []
    if how is Mood.WISHED and not clause.is_noun:
        return [_wish(clause, memory, thing, who)] if is_governed(clause) or _is_to_be_used(clause) else []
    if _is_of_holdings(clause, thing):
        return []
    if how is not Mood.DONE:
        return []
    made = _made(clause, memory, thing, who)
    counted = thing.last + 1 < len(clause.line.atoms) and clause.line.atoms[thing.last + 1].amount is not None
    some = thing.thing is Thing.COINS and (
        counted or made.proceeds_usd is None or made.sure < CLAUSE or who is None
    )
    return [] if some else [made]


def _may_be_bare(clause: Clause) -> bool:
    """As in "bought 88 in June", "acquired 90 at a weighted average price of $103,905"; companies are acquired, too."""
    line = clause.line
    if line.low(clause.at) in {"bought", "buying"}:
        return True
    return any(
        line.low(at) in {"at", "for"}
        and line.low(at + 1) not in {"least", "most"}
        and line.atoms[at - 1].amount
        for at in range(clause.at + 2, min(len(line.atoms) - 1, clause.at + 5))
    )


def _is_to_be_used(clause: Clause) -> bool:
    """As in "intends to use the net proceeds to acquire bitcoin"."""
    line = clause.line
    at = line.find_back(_MEANS, clause.at - 2, max(-1, clause.at - 24))
    if at is None or line.low(clause.at - 1) != "to":
        return False
    return bool(line.near(at - 4, at) & (GOVERNORS | {"will"}))


_MEANS = frozenset("use raise borrow".split())


def _is_of_holdings(clause: Clause, thing: Object) -> bool:
    """As in "its 11,509 bitcoin, bought for $386 million, have sat unchanged": what all of them had cost."""
    line = clause.line
    return (
        thing.last == clause.at - 2
        and line.low(clause.at - 1) == ","
        and line.low(clause.at + 1) in {"for", "at"}
    )


def _pays(clause: Clause) -> bool:
    """As in "purchased 500 machines for 12 BTC" is looked after by the object; "an option to purchase" by the mood."""
    return clause.line.low(clause.at - 1) in {"energy", "power"}


def _made(clause: Clause, memory: Memory, thing: Object, who: str | None) -> Draft:
    line = clause.line
    when = moment(clause, memory, point=False)
    money = terms(line, clause.left if thing.first < clause.at else clause.at, clause.right, skip=thing.first)
    words = line.span(thing.first, thing.last, clause.at)
    draft = Draft.told(StatementKind.PURCHASE, who, words, "prose.bought", when)
    draft.avg_price_usd, draft.proceeds_usd = money.price, money.proceeds
    if thing.amount is not None:
        draft.counting(thing.amount)
    draft.stretch(money.end, 200)
    draft.stretch(when.end, 200)
    return draft


def _wish(clause: Clause, memory: Memory, thing: Object, who: str | None) -> Draft:
    words = clause.line.span(first_word(clause, thing), thing.last, clause.at)
    wish = Draft(StatementKind.INTENT, who, *words, "prose.may_buy", None, memory.published, CONTEXT)
    wish.sats = thing.amount.sats if thing.amount is not None and thing.thing is Thing.QUANTITY else None
    return wish
