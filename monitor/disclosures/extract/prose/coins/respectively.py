"""Two lists side by side: "300 and 512 bitcoin in the three and six months ended June 30, respectively"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import DASHES, NIL, Shape
from monitor.disclosures.extract.numbers.amounts import COUNTED, Unit
from monitor.disclosures.extract.numbers.coin_costs import may_have_cost
from monitor.disclosures.extract.periods.days import periods
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.coins.besides import of_same_days
from monitor.disclosures.extract.prose.coins.in_brackets import days_back
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.lists import MOST, list_at
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.objects import Object, is_btc
from monitor.disclosures.extract.prose.when.those_periods import again
from monitor.disclosures.statement import StatementKind

_REACH = 40
_PAIR = 2


def respective(clause: Clause, thing: Object, draft: Draft, memory: Memory) -> list[Draft]:
    """As in "5,077 and 2,997 bitcoin ... at September 30, 2025 and December 31, 2024, respectively".

    Of sellers the word may be missing: "Riot and MARA sold 300 BTC and 200 BTC".

    The draft gets the period in the place of its amount; what belongs to the other periods is returned, also what
    the same periods of the year before are told in parentheses behind: "(June 30, 2024 - 90 and 180, respectively)".
    """
    line = clause.line
    told_again = again(line, memory) or _listed_before(line, memory)
    if not (line.respectively or told_again or _side_by_side(line, draft)):
        return _of_sellers(clause, thing, draft)
    money = draft.sats is None and draft.proceeds_usd is not None
    told = next((at for at, atom in enumerate(line.atoms) if _is_of(atom, draft, money=money)), None)
    if told is None:
        return []
    unit = Unit.USD if money else _unit_at(line, told)
    amounts = _amounts_at(line, told, unit)
    run = _periods_of(line, thing, len(amounts))
    if run is None and len(told_again) == len(amounts):
        run = told_again
    if run is None:
        return _of_companies(line, thing, draft, amounts)
    proceeds = [] if money else _proceeds_of(line, draft, len(amounts))
    made = _aligned(line, draft, amounts, run, proceeds=proceeds, own=told)
    if money:
        _count_as_well(line, [draft, *made])
    if draft.kind is not StatementKind.SALE:
        return made
    last = max(amounts[-1], proceeds[-1] if proceeds else 0)
    return [*made, *_year_before(line, [draft, *made], last, unit)]


def _listed_before(line: Line, memory: Memory) -> Sequence[When]:
    """As in "... in 2025, against ... in 2024. It included proceeds of $6 million and $4 million, respectively"."""
    if not line.respectively or line.whens:
        return ()
    begin = max(memory.text.rfind("\n", 0, line.start), line.start - _BEFORE)
    begin = max(begin, memory.text.rfind(". ", 0, max(0, line.start - 2)))
    told = periods(memory.text, memory.anchor, max(0, begin), line.start)
    return [when for when in told if when.first is not None and when.last is not None]


_BEFORE = 400
"""Characters of the sentence before, which may tell the periods that a list of amounts goes with."""


def _side_by_side(line: Line, draft: Draft) -> bool:
    """As in "for the years 2024 and 2023, proceeds from bitcoin sales were $12.9 million and $12.1 million".

    The sentence has as many amounts of one unit as periods, and both stand in lists.
    """
    if draft.kind not in _SIDE_BY_SIDE or not (_PAIR <= len(line.whens) <= MOST):
        return False
    periods = list_at(line, line.whens[0], lambda atom: atom.when is not None)
    fits = _is_whole if draft.kind is StatementKind.SALE else _is_day
    if list(periods) != list(line.whens) or not all(fits(line.atoms[at].when) for at in periods):
        return False
    money = draft.sats is None
    own = next((at for at, atom in enumerate(line.atoms) if _is_of(atom, draft, money=money)), None)
    if own is None or (money and draft.proceeds_usd is None):
        return False
    unit = Unit.USD if money else _unit_at(line, own)
    return len(_amounts_at(line, own, unit)) == len(periods)


def _amounts_at(line: Line, at: int, unit: Unit) -> list[int]:
    """A list of amounts of a unit, of which one may be none: "6,185, 3,425 and nil"."""
    return list_at(
        line, at, lambda atom: atom.low in NIL or (atom.amount is not None and atom.amount.unit is unit)
    )


def _is_whole(when: When | None) -> bool:
    return when is not None and when.first is not None and when.form in {Form.LONGER, Form.MONTH}


def _is_day(when: When | None) -> bool:
    return when is not None and when.last is not None and when.form in {Form.DAY, Form.END}


_SIDE_BY_SIDE = frozenset({StatementKind.SALE, StatementKind.HOLDINGS})


def of_gains(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """As in "In the six months ended June 30, 2025 and 2024, we realized gains of $6 million and $4 million,
    respectively, in connection with selling bitcoin": a sale in each of them, of which neither says how much.
    """
    line = clause.line
    if not line.respectively or clause.told.shape is not Shape.GERUND or draft.proceeds_usd is not None:
        return []
    gains = next((at for at in range(clause.at) if line.low(at) in {"gains", "losses"}), None)
    if gains is None:
        return []
    first = next((at for at in range(gains, clause.at) if line.atoms[at].amount), None)
    amounts = [] if first is None else list_at(line, first, lambda atom: atom.amount is not None)
    run = _periods_of(line, thing, len(amounts))
    made = []
    for number, when in enumerate(run or []):
        if when.last is None:
            return []
        one = draft if not number else replace(draft, derived=set())
        one.period_start, one.period_end, one.sure = when.first, when.last, CLAUSE
        made += [one] if number else []
    return made


def _unit_at(line: Line, at: int) -> Unit:
    """Coins, also where the text leaves their name out: "Bitcoin produced was 1,426 and 844"."""
    amount = line.atoms[at].amount
    return Unit.NONE if amount is not None and amount.unit is Unit.NONE else Unit.BTC


def _periods_of(line: Line, thing: Object, count: int) -> Sequence[When] | None:
    """A list of as many periods near the object."""
    nearby = range(max(0, thing.first - _REACH), min(len(line.atoms), thing.first + 2 * _REACH))
    places = [at for at in nearby if at in line.whens][:MOST]
    runs = [list_at(line, at, lambda atom: atom.when is not None) for at in places]
    run = next((each for each in runs if len(each) == count > 1), None)
    return None if run is None else [when for at in run if (when := line.atoms[at].when) is not None]


def _proceeds_of(line: Line, draft: Draft, count: int) -> list[int]:
    """A list of as many sums of money, one of which the draft has."""
    told = next((at for at, atom in enumerate(line.atoms) if _is_of(atom, draft, money=True)), None)
    if told is None:
        return []
    places = list_at(line, told, lambda atom: atom.amount is not None and atom.amount.unit is Unit.USD)
    return places if len(places) == count else []


def _aligned(
    line: Line,
    draft: Draft,
    amounts: Sequence[int],
    periods: Sequence[When],
    *,
    proceeds: Sequence[int],
    own: int,
) -> list[Draft]:
    """Each amount with the period, and the money, in its place; the draft's own is one of them."""
    made = []
    stock = draft.period_start is None and draft.kind is not StatementKind.SALE
    for number, (at, when) in enumerate(zip(amounts, periods, strict=True)):
        amount = line.atoms[at].amount
        if when.last is None:
            continue
        first = None if stock or when.form is Form.END else when.first
        if amount is None or not (amount.value if draft.sats is None else amount.sats):
            made += _none_of_these(draft, line.atoms[at], first, when)
            continue
        gained = line.atoms[proceeds[number]].amount if proceeds else None
        if at == own:
            draft.period_start, draft.period_end, draft.sure = first, when.last, CLAUSE
            draft.proceeds_usd = draft.proceeds_usd if gained is None else draft.dollars(gained)
            continue
        one = draft.also(amount, first, when.last)
        made.append(one if gained is None else one.counting(gained))
    return made


def _none_of_these(draft: Draft, atom: Atom, first: date | None, when: When) -> list[Draft]:
    """As in "in 2025, 2024 and 2023 it sold 4,076, 0 and 9,512 bitcoin, respectively": none in 2024."""
    if (
        draft.kind is not StatementKind.SALE
        or first is None
        or (atom.amount is not None and atom.amount.value)
    ):
        return []
    return [] if when.last is None else [draft.none(atom.start, atom.end, first, when.last)]


def _count_as_well(line: Line, sales: Sequence[Draft]) -> None:
    """As in "sales yielded $26 million and $39 million, respectively, representing 1,130 and 1,897 bitcoin"."""
    run = list_at(line, line.counts[-1], _may_be_count) if line.counts else []
    if len(run) != len(sales):
        return
    for sale, at in zip(sorted(sales, key=lambda each: each.start), run, strict=True):
        amount, proceeds = line.atoms[at].amount, sale.proceeds_usd
        if amount is None or not amount.sats or proceeds is None:
            return
        if not may_have_cost(proceeds / amount.value, sale.period_start, sale.period_end):
            return
        sale.sats, sale.approximate, sale.end = amount.sats, amount.approximate, max(sale.end, amount.end)


def _may_be_count(atom: Atom) -> bool:
    return atom.amount is not None and atom.amount.unit in COUNTED


def _year_before(line: Line, drafts: Sequence[Draft], last: int, unit: Unit) -> list[Draft]:
    """What stands in parentheses behind: "(December 31, 2023 - $30.7 million and $92.4 million, respectively)"."""
    begin = next((at for at in range(last + 1, last + 6) if line.low(at) == "("), len(line.atoms))
    colon = line.find(DASHES, begin + 2, begin + _HEAD)
    if colon is None or colon - 1 not in line.whens or line.amount(colon + 1) is None:
        return []
    if any(at not in line.whens and line.low(at) != "and" for at in range(begin + 1, colon)):
        return []
    when = line.atoms[colon - 1].when
    assert when is not None, "it was looked for"
    places = list_at(line, colon + 1, lambda atom: atom.unit is unit)
    if line.atoms[colon + 1].unit is not unit or len(places) != len(drafts):
        return []
    sums = [] if unit is Unit.USD else _sums_for(line, places)
    made = []
    for number, draft in enumerate(sorted(drafts, key=lambda each: each.start)):
        amount, days = line.amount(places[number]), days_back(draft, when.last)
        if amount is None or days is None:
            return []
        earlier = draft.also(amount, *days)
        earlier.rule = draft.rule
        money = line.amount(sums[number]) if sums else None
        made.append(earlier if money is None else earlier.counting(money))
    return made


_HEAD = 6
"""Atoms within which parentheses tell of what time they are."""


def _sums_for(line: Line, places: Sequence[int]) -> list[int]:
    """As in "1,109 and 2,376 BTC for $31.0 million and $59.4 million": as many sums right behind the numbers."""
    at = line.past(places[-1] + 1, _FOR)
    found = list_at(line, at, lambda atom: atom.unit is Unit.USD) if at < len(line.atoms) else []
    return found if len(found) == len(places) and line.atoms[at].unit is Unit.USD else []


_FOR = frozenset("for total proceeds of gross net about approximately , respectively".split())


def _of_companies(line: Line, thing: Object, draft: Draft, amounts: Sequence[int]) -> list[Draft]:
    """As in "Bit Digital and Hut 8, which sold 422 and 365 BTC respectively"."""
    named = [
        at for at in range(max(0, thing.first - _REACH), thing.first) if line.atoms[at].entity is not None
    ]
    run = list_at(line, named[-1], lambda atom: atom.entity is not None) if named else []
    if len(run) != len(amounts) or len(run) < _PAIR or draft.sats is None:
        return []
    made = []
    for at, place in zip(amounts, run, strict=True):
        amount, who = line.atoms[at].amount, line.atoms[place].entity
        if amount is None or not amount.sats:
            continue
        if amount.sats == draft.sats:
            draft.entity = who
            continue
        other = of_same_days(draft, amount)
        other.entity, other.rule = who, f"{draft.rule}_respectively"
        made.append(other)
    return made


def _of_sellers(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """As in "Riot and MARA sold 300 BTC and 200 BTC", "Riot and MARA each sold 300 BTC"."""
    line = clause.line
    each = line.low(clause.at - 1) == "each"
    last = clause.at - 1 - each
    if draft.sats is None or thing.first < clause.at or last < 0 or line.atoms[last].entity != draft.entity:
        return []
    if each:
        run = list_at(line, last, lambda atom: atom.entity is not None)
        others = [line.atoms[at].entity for at in run if line.atoms[at].entity != draft.entity]
        return [replace(draft, entity=other, derived=set()) for other in others]
    amounts = list_at(line, thing.first, lambda atom: is_btc(atom.amount))
    return _of_companies(line, thing, draft, amounts) if amounts[0] == thing.first else []


def _is_of(atom: Atom, draft: Draft, *, money: bool) -> bool:
    if atom.amount is None:
        return False
    return draft.dollars(atom.amount) == draft.proceeds_usd if money else atom.amount.sats == draft.sats
