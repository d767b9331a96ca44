"""What is denied: that coins were sold at all, or only how, why and how many."""

import re
from datetime import timedelta
from itertools import pairwise

from monitor.disclosures.extract.lexicon import ANY_COINS, IS, MODALS, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.periods.when import PERIODS, Anchor, Form
from monitor.disclosures.extract.prose.sentence.beside import unit_at
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing

_COMPELLED = frozenset("forced compelled obliged obligated required pressured need needed have had".split())
"""As in "was not forced to sell"."""
_MERELY = frozenset("just only merely simply solely necessarily".split())
_WISHED = MODALS | frozenset("plans plan intends intend expects expect aims prefers prefer".split())
_IN_DISTRESS = frozenset("fire distress distressed panic forced emergency wholesale".split())
"""As in "this was no fire sale"."""
_RELATED = frozenset("exposed related subject attributable limited dependent restricted".split())
"""As in "is not exposed to the sale of bitcoin by its customers": what is denied is what stands to the sale so."""
_SUPPOSED = frozenset("where if when unless whether".split())
"""As in "even where the bitcoin is not disposed of": of no days."""
_LOADED = frozenset("dump dumped dumping offload offloaded unload unloaded".split())
"""Words that blame: who denies to have dumped coins may have sold them all the same."""
_WHY = frozenset("because due".split())
_HOW = frozenset(
    "out distress necessity need desperation panic weakness loss losses discount bottom haste hurry market".split()
)


def denies_a_sale(clause: Clause, thing: Object | None) -> bool:
    """Whether a denied sale is one that did not happen, and not one that happened otherwise."""
    line, before = clause.line, set(clause.before(min(5, clause.at - clause.left)))
    if thing is not None and (_is_ordinal(line, thing.last) or _is_either_way(line, thing)):
        return False
    if _is_untold(clause) or _is_unreal(clause) or _is_other_than(clause, thing):
        return False
    if clause.told.shape is Shape.NOUN and ((_IN_DISTRESS | _RELATED) & before or _is_of_a_move(clause)):
        return False
    if {"is", "are"} & before and not _SUPPOSED.isdisjoint(line.lows[clause.left : clause.at]):
        return False
    if clause.told.shape is Shape.BASE and "to" in before and _COMPELLED & before:
        return False
    if _MERELY & before or ("than" in before and not _WISHED.isdisjoint(line.lows[: clause.at])):
        return False
    nothing = thing is not None and thing.thing is Thing.NOTHING
    otherwise = thing is not None and thing.thing is Thing.COINS and _is_otherwise(clause, thing)
    blamed = line.low(clause.at) in _LOADED and not nothing
    if otherwise or blamed or _is_bounded(clause, thing):
        return False
    return thing is None or not _is_for_a_reason(clause, thing, nothing=nothing)


def _is_untold(clause: Clause) -> bool:
    """As in "did not disclose its bitcoin sales", "no details of the sale", "has not reported sales yet": not told."""
    line, at = clause.line, clause.at
    before = line.lows[max(clause.left, at - 8) : at]
    if any(
        low in _SAYING and not _NOT.isdisjoint(before[max(0, place - 2) : place])
        for place, low in enumerate(before)
    ):
        return True  # "would not say that it sold no bitcoin"
    if clause.told.shape is not Shape.NOUN:
        return False
    told = next((place for place in range(len(before) - 1, -1, -1) if before[place] in _TELLING), None)
    of_its_own = told is not None and not _OWN.isdisjoint(before[told:])
    yet = told is not None and ("yet" in before or "yet" in clause.behind(9))
    return of_its_own or yet or not _DETAILS.isdisjoint(before)


_SAYING = frozenset("say confirm claim".split())
_NOT = frozenset("not wouldn't wouldn’t didn't didn’t".split())
_TELLING = frozenset(
    "report reported disclose disclosed announce announced publish published reveal revealed".split()
)
_OWN = frozenset("its their our".split())
_DETAILS = frozenset("details detail word figures information breakdown comment".split())


def _is_unreal(clause: Clause) -> bool:
    """As in "unable to pay had it not sold bitcoin", "not selling in May would have cost it dearly"."""
    line, at = clause.line, clause.at
    if clause.told.shape is Shape.GERUND:
        return not _WOULD.isdisjoint(clause.behind(12))
    inverted = line.low(at - 1) == "not" and line.low(at - 3) == "had" and line.low(at - 4) not in {",", ""}
    return inverted and not _WOULD.isdisjoint(line.words)


_WOULD = frozenset("would could might".split())


def _is_other_than(clause: Clause, thing: Object | None) -> bool:
    """As in "sold nothing but bitcoin", "did not sell only bitcoin", "did not sell bitcoin to one but to another"."""
    line = clause.line
    if line.low(clause.at + 1) in _MERELY:
        return True
    last = clause.at if thing is None else max(clause.at, thing.last)
    if thing is not None and thing.thing is Thing.NOTHING:
        return line.low(last + 1) in {"but", "except"}
    but = next((at for at in range(last + 1, min(last + 10, len(line.atoms))) if line.low(at) == "but"), None)
    return but is not None and line.low(but + 1) in _WAYS and line.low(but + 1) in line.lows[last + 1 : but]


_WAYS = frozenset("to through via at for on from".split())


def _is_of_a_move(clause: Clause) -> bool:
    """As in "the move to a new custodian involved no sale": what is no sale itself denies no other."""
    line = clause.line
    return any(
        line.low(at) == "no"
        and (line.low(at - 1) in _INVOLVES or (line.low(at - 1) in IS and line.low(at - 2) in _MOVES))
        for at in range(clause.at - 3, clause.at)
    )


_INVOLVES = frozenset(
    "involved involves involving constitutes constituted represents represented entailed entails meant means".split()
)
_MOVES = frozenset("move moves transfer transfers transaction transactions this that it these they".split())


def _is_for_a_reason(clause: Clause, thing: Object, *, nothing: bool) -> bool:
    """As in "did not sell its coins out of distress", "no bitcoin was sold at a loss": for another one it was."""
    line, last = clause.line, max(thing.last, clause.at)
    after, how = line.behind(last, 4), not _HOW.isdisjoint(line.behind(last, 4))
    if nothing:
        return how and list(after[:2]) == ["at", "a"]
    return line.low(last + 1) in _WHY or (how and after[0] in {"out", "from", "at", "in", "under"})


def _is_bounded(clause: Clause, thing: Object | None) -> bool:
    """As in "did not sell any bitcoin below $60,000", "did not sell bitcoin until June": then it did."""
    line, at = clause.line, max(clause.at, clause.at if thing is None else thing.last) + 1
    priced = unit_at(line.atoms, at + 1) is Unit.USD
    when = line.atoms[at].when if at < len(line.atoms) else None
    words = line.low(at) if when is None else line.text[when.start : when.end].lower()
    return words.startswith(("until", "till")) or (priced and words in _AT)


_AT = frozenset("below above under over at".split())


def _is_otherwise(clause: Clause, thing: Object) -> bool:
    """As in "did not sell all of its bitcoin", "the coins were not sold but moved": not a sale of these, or not so."""
    line = clause.line
    if not _SHARES.isdisjoint(line.lows[clause.at + 1 : thing.first + 1]):
        return True
    after = max(clause.at, thing.last) + 1
    after += line.low(after) == ","
    return line.low(after) == "but" and thing.first < clause.at


_SHARES = frozenset(
    "all entire whole full every most majority half part portion some many much bulk more less fewer enough".split()
)


def _is_ordinal(line: Line, at: int) -> bool:
    """As in "slips through the sale from No. 29 to No. 33"."""
    return line.low(at) == "no" and _ORDINAL.match(line.text, line.atoms[at].end) is not None


def _is_either_way(line: Line, thing: Object) -> bool:
    """As in "sales or no sales, its stack grew"."""
    first = thing.first
    return (line.low(first - 1), line.low(first)) == ("or", "no") and line.low(first - 2) == line.low(
        first + 1
    )


_ORDINAL = re.compile(r"\.\s?\d")


def no_sales(clause: Clause) -> Object | None:
    """As in "no bitcoin sales were disclosed", "no further sales of coins took place": there were none."""
    line, at = clause.line, clause.at
    if clause.told.shape is Shape.NOUN and _is_month_without(clause):
        return Object(Thing.NOTHING, at - 2, at)
    if clause.told.shape is not Shape.NOUN or not _AHEAD.isdisjoint(clause.behind(7)):
        return None
    first = at - 1
    while first > at - 6 and (line.is_coin(first) or line.low(first) in _KINDS_OF_SALE):
        first -= 1
    of_coins = line.low(at + 1) == "of" and (
        line.low(at + 2) in ANY_COINS or any(map(line.is_coin, (at + 3, at + 4)))
    )
    of_coins = of_coins or any(map(line.is_coin, (at + 2, *range(first, at))))
    made = line.low(at) == "sales" and _is_made(clause)
    none = line.low(first) in {"no", "zero"}
    return Object(Thing.NOTHING, first, at) if none and (of_coins or made) else None


def _is_month_without(clause: Clause) -> bool:
    """As in "705 BTC in April, the fifth month in a row without a sale"."""
    line, at = clause.line, clause.at
    without = (line.low(at - 2), line.low(at - 1)) in _WITHOUT
    return without and line.coins and not {"month", "quarter"}.isdisjoint(line.lows[max(0, at - 9) : at])


_WITHOUT = frozenset({("without", "a"), ("without", "any"), ("without", "bitcoin"), ("without", "selling")})


def _is_made(clause: Clause) -> bool:
    """As in "its reserve grew to 514 bitcoin; no sales were made", where coins are counted."""
    words = clause.behind(2)
    made = words[:1] in (["were"], ["was"]) and words[-1] in {"made", "recorded", "executed", "reported"}
    return made and bool(clause.line.counts)


_KINDS_OF_SALE = frozenset(
    "further other additional spot such reported direct outright purchases acquisitions or nor".split()
)
_AHEAD = frozenset(
    "planned expected intended anticipated scheduled will would may contemplated until unless if".split()
)


def is_restated_decision(clause: Clause) -> bool:
    """As in "the decision to sell a part of the coins": what was decided is told elsewhere, and no plan."""
    line = clause.line
    for at in range(clause.at - 1, max(-1, clause.at - 6), -1):
        if line.low(at) in {"decision", "decisions", "choice", "move"}:
            return clause.told.deed is Deed.SELL and _ANNOUNCED.isdisjoint(line.before(at, 4))
        if line.low(at) not in {"to", "not", "strategically", "temporarily"}:
            return False
    return False


def is_carried_out(clause: Clause, thing: Object | None, anchor: Anchor) -> bool:
    """As in "the decision to sell 228 BTC helped": of a number of coins, what was decided was done."""
    line = clause.line
    if thing is None or thing.thing is not Thing.QUANTITY:
        return False
    if "decided" in clause.before(3) and (_is_paid(clause, thing) or _is_over(clause, thing, anchor)):
        return True
    if not is_restated_decision(clause):
        return False
    return "up" not in line.lows[clause.at + 1 : thing.first] and _PENDING.isdisjoint(
        line.behind(thing.last, 7)
    )


def _is_paid(clause: Clause, thing: Object) -> bool:
    """As in "decided to sell 250 BTC in June, raising $15.0 million"."""
    line = clause.line
    return any(at == "," and word in _RAISING for at, word in pairwise(line.behind(thing.last - 1, 8)))


def _is_over(clause: Clause, thing: Object, anchor: Anchor) -> bool:
    """As in "decided to sell 250 BTC this month", in a report on the month that is over."""
    line, latest = clause.line, anchor.latest
    place = line.past(thing.last + 1, _WITHIN)
    when = line.atoms[place].when if place < len(line.atoms) else None
    if when is None or when.first is None or when.last is None or latest is None:
        return False
    over = when.last < latest or (when.last == latest and anchor.published is None)
    return over and when.form in PERIODS | {Form.SAME} and latest - when.last <= _JUST_OVER


_WITHIN = frozenset("in during over within throughout the".split())
_JUST_OVER = timedelta(days=100)
"""What was decided for a month without a year is of the past where that month is so near."""


_RAISING = frozenset("raising generating netting bringing".split())
_PENDING = frozenset("approved authorized authorised pending awaits subject if next".split())
_ANNOUNCED = frozenset("a any announced another no future".split())


def is_planned_sale(clause: Clause) -> bool:
    """As in "authorized the sale of up to 2,000 bitcoin", "is planning sales of bitcoin"."""
    words = set(clause.before(4))
    likely = words & {"further", "future", "more"} and not _LIKELY.isdisjoint(clause.behind(8))
    forced = words & _MAKING and not MODALS.isdisjoint(clause.before(9))
    return bool(words & _PLANNED or likely or forced) and clause.told.deed is Deed.SELL


_MAKING = frozenset("make making conduct undertake".split())
"""As in "may be forced to make further sales of bitcoin"."""


_LIKELY = frozenset("likely possible contemplated planned expected envisaged intended excluded".split())
"""As in "further sales are likely", "no further sale is contemplated"."""
_PLANNED = frozenset(
    "authorized authorised approved planned planning plans proposed proposes considering intended permitted".split()
)
