"""Wishes and habits of selling: "plans to sell the 156 BTC", "we sell bitcoin from time to time"."""

from monitor.disclosures.extract.lexicon import Deed, Shape
from monitor.disclosures.extract.prose.denial import is_planned_sale, is_restated_decision
from monitor.disclosures.extract.prose.draft import CONTEXT, Draft
from monitor.disclosures.extract.prose.line import Clause, Line
from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.prose.mood import is_governed, is_standing, is_vow
from monitor.disclosures.extract.prose.moods import Mood
from monitor.disclosures.extract.prose.not_sold import unsaid
from monitor.disclosures.extract.prose.objects import Object, Thing, is_btc, of_amount
from monitor.disclosures.extract.prose.terms import purpose
from monitor.disclosures.statement import StatementKind

_TIMES = frozenset(
    "time needed periodically regularly routinely generally occasionally continuously daily".split()
)


def is_policy(line: Line) -> bool:
    """As in "We sell bitcoin from time to time" tells a habit; "we sell bitcoin" alone only what the business is."""
    return not _TIMES.isdisjoint(line.words)


def _passive_wish(clause: Clause) -> Object | None:
    """As in "coins on our balance sheet may be sold", "the remaining 500 BTC will be sold"."""
    line = clause.line
    if line.low(clause.at - 1) != "be":
        return None
    for at in range(max(0, clause.at - 14), clause.at):
        if is_btc(line.atoms[at].amount):
            return of_amount(clause, at, elided=False)
        if line.is_coin(at):
            return Object(Thing.COINS, at, at)
    return None


def read_wish(
    clause: Clause, memory: Memory, thing: Object | None, who: str | None, how: Mood
) -> list[Draft]:
    """As in "plans to sell the 156 BTC", "coins may be sold", "we sell bitcoin from time to time"."""
    thing = thing or (_passive_wish(clause) if how is Mood.WISHED else None)
    thing = thing or (unsaid(clause, memory, who) if is_vow(clause) or is_standing(clause) else None)
    if (
        thing is None
        or thing.thing is Thing.MONEY
        or (clause.told.shape is Shape.NOUN and not is_planned_sale(clause))
        or (clause.told.deed is Deed.CONVERT and how is Mood.HABIT)
        or (
            how is Mood.WISHED
            and (not (is_governed(clause) or clause.told.shape is Shape.NOUN) or is_restated_decision(clause))
        )
    ):
        return []
    line = clause.line
    first, last = min(thing.first, clause.at), max(thing.last, clause.at)
    while (
        first > clause.left
        and line.atoms[first - 1].is_word
        and first > clause.at - 6
        and line.low(first - 1) not in {",", "."}
    ):
        first -= 1
    draft = Draft(
        StatementKind.INTENT, who, line.atoms[first].start, line.atoms[last].end,
        "prose.may_sell" if how is Mood.WISHED else "prose.sells_at_times",
        None, memory.published, CONTEXT,
    )  # fmt: skip
    if thing.thing is Thing.QUANTITY and thing.amount is not None:
        draft.sats, draft.approximate = thing.amount.sats, thing.amount.approximate
    draft.purpose = purpose(clause.line)
    return [draft]
