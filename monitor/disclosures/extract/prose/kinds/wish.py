"""Wishes and habits of selling: "plans to sell the 156 BTC", "sells what it mines daily, as it did throughout May"."""

import re
from collections.abc import Sequence

from monitor.disclosures.extract.lexicon import Deed, Shape
from monitor.disclosures.extract.periods.when import PERIODS, When
from monitor.disclosures.extract.prose.kinds.not_sold import unsaid
from monitor.disclosures.extract.prose.money.terms import purpose
from monitor.disclosures.extract.prose.mood.denial import is_planned_sale, is_restated_decision
from monitor.disclosures.extract.prose.mood.mood import is_governed, is_standing, is_vow
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moods import Mood
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, of_amount
from monitor.disclosures.statement import StatementKind

_TIMES = frozenset(
    "time needed periodically regularly routinely generally occasionally continuously daily always traditionally"
    " habitually".split()
)


def is_policy(line: Line) -> bool:
    """As in "We sell bitcoin from time to time" tells a habit; "we sell bitcoin" alone only what the business is."""
    if not _TIMES.isdisjoint(line.words) or _is_done_with_all(line):
        return True
    return not _ON_RECEIPT.isdisjoint(zip(line.lows, line.lows[1:], strict=False))


_ON_RECEIPT = frozenset(
    {("a", "rule"), ("same-day", "basis")}
    | {("within", "days"), ("within", "hours")}
    | {(on, "receipt") for on in ("on", "upon", "after")}
    | {(being, gained) for being in ("is", "are") for gained in ("received", "earned", "mined")}
)
"""As in "is sold, as a rule, on the day it is received", "sells the bitcoin it earns shortly after receipt"."""


def _is_done_with_all(line: Line) -> bool:
    """As in "offloads its own coins as they are mined", "liquidates mined bitcoin to pay for power"."""
    means = any(
        line.low(at) == "to" and line.low(at + 1) in _ENDS and told.at < at
        for told in line.deeds
        for at in range(told.at + 1, min(len(line.atoms), told.at + 6))
        if told.shape is Shape.THIRD
    )
    as_mined = any(
        line.low(at) == "as" and line.low(at + 1) in {"they", "it"} and line.low(at + 2) in {"are", "is"}
        for at in range(len(line.atoms))
    )
    return (means or as_mined) and not line.whens and line.low(len(line.atoms) - 1) == "."


_ENDS = frozenset("fund pay cover finance meet acquire obtain".split())


def _passive_wish(clause: Clause) -> Object | None:
    """As in "coins on our balance sheet may be sold", "the remaining 500 BTC will be sold"."""
    line = clause.line
    if line.low(clause.at - 1) != "be":
        return None
    for at in range(max(0, clause.at - 14), clause.at):
        if at in line.counts:
            return of_amount(clause, at, elided=False)
        if line.is_coin(at):
            return Object(Thing.COINS, at, at)
    return None


_MAY_CHANGE = re.compile(
    r"\b(?:may|might)\s+(?:increase\s+or\s+(?:decrease|reduce)|(?:decrease|reduce)\s+or\s+increase|decrease|reduce)\s+(?:our|its|the)\s+"
    r"(?:(?:bitcoin|btc|digital\s+asset|crypto(?:currency|\s+asset)?)\s+holdings|holdings\s+of\s+(?:bitcoin|btc|digital\s+assets|crypto\w*))",
    re.IGNORECASE,
)
"""As in "We may increase or decrease our holdings of digital assets at any time": of whoever speaks."""
_DO_SO = re.compile(
    r"\b(?:may|might|could|will|(?:plans?|intends?|expects?|hopes?)\s+to)\b(?:\s*,\s*\w+\s*,)?\s+(?:well\s+|also\s+)?do\s+so\b"
    r"|\bno\s+(?:[a-z]+\s+)?(?:plans?|intentions?)\s+(?:to\s+do|of\s+doing)\s+so\b",
    re.IGNORECASE,
)
"""As in "sold no bitcoin, but may do so in future": of whoever did or denied it just before."""


def read_may(line: Line, memory: Memory, made: Sequence[Draft]) -> list[Draft]:
    """What may be done, in words that name no sale: "may do so in future", "may increase or decrease our holdings"."""
    if any(each.kind is StatementKind.INTENT for each in made):
        return []
    end = line.atoms[-1].end
    match = _MAY_CHANGE.search(line.text, line.start, end) if "holdings" in line.words else None
    who = memory.filer
    if match is None:
        match = _DO_SO.search(line.text, line.start, end) if "so" in line.words else None
        last = made[-1] if made else memory.drafts[-1] if memory.drafts else None
        sold = last is not None and last.kind in {StatementKind.SALE, StatementKind.NO_SALE}
        if match is None or last is None or not sold or not 0 <= match.start() - last.end <= _JUST_BEFORE:
            return []
        who = last.entity
    return [
        Draft(StatementKind.INTENT, who, *match.span(), "prose.may_sell", None, memory.published, CONTEXT)
    ]


_JUST_BEFORE = 200
"""Characters between what was done and that it may be done again."""


def _is_only_liquid(clause: Clause) -> bool:
    """As in "a current asset, because it can be sold in highly liquid markets": a reason, and no intent."""
    line, at = clause.line, clause.at
    liquid = not _LIQUID.isdisjoint(line.lows[at : at + _BEHIND])
    return liquid and not _ABLE.isdisjoint(line.lows[max(0, at - _BEFORE) : at])


_LIQUID = frozenset({"liquid", "marketplace"})
_ABLE = frozenset("ability able can readily".split())
_BEHIND, _BEFORE = 9, 4


def read_wish(
    clause: Clause, memory: Memory, thing: Object | None, who: str | None, how: Mood
) -> list[Draft]:
    """As in "plans to sell the 156 BTC", "coins may be sold", "we sell bitcoin from time to time"."""
    thing = thing or (_passive_wish(clause) if how is Mood.WISHED else None)
    thing = thing or (unsaid(clause, memory, who) if is_vow(clause) or is_standing(clause) else None)
    if (
        thing is None
        or thing.thing is Thing.MONEY
        or _is_only_liquid(clause)
        or (clause.is_noun and not is_planned_sale(clause))
        or (clause.told.deed is Deed.CONVERT and how is Mood.HABIT and not is_policy(clause.line))
        or (
            how is Mood.WISHED
            and (not (is_governed(clause) or clause.is_noun) or is_restated_decision(clause))
        )
    ):
        return []
    line = clause.line
    first, last = first_word(clause, thing), max(thing.last, clause.at)
    rule = "prose.may_sell" if how is Mood.WISHED else "prose.sells_at_times"
    draft = Draft(StatementKind.INTENT, who, *line.span(first, last), rule, None, memory.published, CONTEXT)
    if thing.thing is Thing.QUANTITY and thing.amount is not None:
        draft.counting(thing.amount)
    draft.purpose = purpose(clause.line)
    return [draft]


def first_word(clause: Clause, thing: Object) -> int:
    """Where the words of a wish begin: "plans to" stands before its deed."""
    line, first = clause.line, min(thing.first, clause.at)
    while first > max(clause.left, clause.at - 6) and line.atoms[first - 1].is_word:
        if line.low(first - 1) in {",", "."}:
            break
        first -= 1
    return first


_LEADING = frozenset("in during throughout over the for also again all of entire whole full".split())
_NEGATED = frozenset("not never no didn't didn’t except".split())
_NEAR = 6


def read_kept_habit(clause: Clause, thing: Object, who: str | None, how: Mood) -> Draft | None:
    """As in "sells what it mines daily, as it did throughout May": the sales of those days."""
    if (
        how not in {Mood.HABIT, Mood.DONE}
        or clause.told.shape not in {Shape.THIRD, Shape.BASE}
        or thing.thing not in {Thing.COINS, Thing.SHARE}
        or who is None
    ):
        return None
    when = _kept_in(clause)
    if when is None:
        return None
    start, _ = clause.line.span(thing.first, clause.at)
    return Draft(StatementKind.SALE, who, start, when.end, "prose.sells_kept", when.first, when.last, CLAUSE)


def _kept_in(clause: Clause) -> When | None:
    """The period in which a habit that a clause tells is said to have been kept; None where none is."""
    line = clause.line
    for at in line.whens:
        when = line.atoms[at].when
        if at < clause.at or when is None or when.first is None or when.form not in PERIODS:
            continue
        if _NEGATED & line.near(clause.at + 1, at):
            return None
        if _is_kept(line, at):
            return when
    return None


def _is_kept(line: Line, at: int) -> bool:
    if line.low(at + 1) in {"was", "were"} and line.low(at + 2) == "no":
        return line.low(at + 3) in {"exception", "different"}
    back = line.back(at - 1, _LEADING)
    words = line.low(back - 2), line.low(back - 1), line.low(back)
    if words[2] == "including":
        return True
    did_so = words[1] in {"did", "do", "done"} and words[2] in {"so", "likewise"}
    if did_so:
        return words[1] != "do" or "continued" in line.near(back - _NEAR, back)
    return words[2] in {"did", "done"} and bool({"as", "just"} & line.near(back - 4, back))
