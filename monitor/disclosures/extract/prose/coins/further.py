"""Further amounts with periods of their own: "... 212 Bitcoin in January and 300 in February, against 90 in March"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from monitor.disclosures.extract.lexicon import Deed, Shape
from monitor.disclosures.extract.periods.when import SPANS, Form, When
from monitor.disclosures.extract.prose.coins.besides import SKIPPED, besides, words_of_amount
from monitor.disclosures.extract.prose.coins.figures import figures, to_date
from monitor.disclosures.extract.prose.coins.further_money import further_money, further_sums, money_beside
from monitor.disclosures.extract.prose.coins.in_brackets import in_parentheses, is_none
from monitor.disclosures.extract.prose.sentence.beside import A_TIME
from monitor.disclosures.extract.prose.sentence.clauses import brings_money
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line, Told
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing
from monitor.disclosures.extract.prose.when.belonging import number_of_period
from monitor.disclosures.extract.prose.when.earlier import before as days_before
from monitor.disclosures.extract.prose.when.earlier import in_year, unit_back, unit_before
from monitor.disclosures.statement import StatementKind
from monitor.money import SATS_PER_BTC

_REACH = 40
_JOINED = frozenset(
    "compared opposed and , ; ( : - – — to with from versus vs against than after following including plus then"
    " which".split()
)
_SKIPPED = SKIPPED | {"with"}
_COMPARED = frozenset("compared opposed against versus vs from than with to ( after following".split())


def further(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """What a clause tells beyond its first amount.

    Args:
        clause: of the deed.
        thing: the object that is told already.
        draft: what it gave; the further ones are of the same kind and company.
    """
    line, made = clause.line, besides(clause, thing, draft)
    if thing.thing is not Thing.QUANTITY:
        return [*made, *further_money(line, draft)]
    if draft.kind is StatementKind.SALE:
        made += in_parentheses(clause, thing, draft)
    if thing.first < clause.at and not clause.is_past:
        return made
    begin = max(thing.last, clause.at) + 1 if draft.kind is StatementKind.SALE else thing.last + 1
    if thing.first < clause.at and draft.kind is not StatementKind.SALE:
        return made
    stop = next(
        (told.at for told in line.deeds if told.at >= begin and not _is_passed(line, begin, told)),
        len(line.atoms),
    )
    for at in range(begin, min(stop, begin + _REACH)):
        amount = line.atoms[at].amount
        if amount is None or not amount.may_be_coins:
            continue
        if not _is_joined(clause, at) or _is_of_passive(line, at) or _is_no_other(line, at):
            continue
        when = _when_of(clause, at, draft)
        if when is None:
            continue
        one = draft.also(amount, when.first, when.last, end=when.end)
        one.proceeds_usd = money_beside(line, at, when) if draft.kind is StatementKind.SALE else None
        made.append(one)
    if draft.kind is StatementKind.SALE:
        made += figures(line, begin, len(line.atoms), draft) + further_sums(line, begin, draft)
        made += _same_as(line, begin, draft)
    return made


def _same_as(line: Line, begin: int, draft: Draft) -> list[Draft]:
    """As in "sold 300 BTC in September, the same as in August"."""
    if "same" not in line.words or draft.sats is None:
        return []
    for at in range(begin, min(len(line.atoms) - 2, begin + _REACH)):
        if (line.low(at), line.low(at + 1)) != ("same", "as") or line.deed(at - 1) is not None:
            continue
        when = line.when_after(at + 1)
        known = when is not None and when.first is not None and when.form in SPANS
        if when is None or not known or (when.first, when.last) == draft.days:
            return []
        words = line.atoms[at].start, when.end
        made = Draft(draft.kind, draft.entity, *words, f"{draft.rule}_and", when.first, when.last, CLAUSE)
        made.sats, made.approximate = draft.sats, draft.approximate
        return [made]
    return []


def _is_no_other(line: Line, at: int) -> bool:
    """As in "sold 887, 250 more than the month before", "sold 7,309, the 1,000 of January included"."""
    ahead = at + 1 + line.is_coin(at + 1)
    difference = line.low(ahead) in _MORE_OR_LESS and line.low(ahead + 1) == "than"
    return difference or "included" in line.near(at + 1, at + _INCLUDED)


_INCLUDED = 6
"""Atoms from a number to the word that tells what holds it."""
_MORE_OR_LESS = frozenset("more fewer less higher lower".split())


def _is_of_passive(line: Line, at: int) -> bool:
    """As in "and in May another 514 were mined": a number of the verb behind it."""
    ahead = at + 1 + line.is_coin(at + 1)
    return line.low(ahead) in {"was", "were"} or (line.low(ahead), line.low(ahead + 1)) in _BEEN


_BEEN = frozenset({("had", "been"), ("have", "been"), ("has", "been")})


def _is_passed(line: Line, begin: int, told: Told) -> bool:
    """As in "sold 284 BTC (of 5,398 held in December), of which 120 in January": what brackets tell ends nothing."""
    within = line.lows[begin : told.at]
    bracketed = within.count("(") > within.count(")") and ")" in line.lows[told.at :]
    return bracketed or _is_only_named(line, told)


def _is_only_named(line: Line, told: Told) -> bool:
    """As in "sold 250 BTC in May, its third monthly sale running: 200 went in March": what follows is no other's."""
    listed = told.shape is Shape.NOUN and told.deed is Deed.SELL and ":" in line.lows[told.at : told.at + 4]
    return listed or brings_money(line, told.at)


def _when_of(clause: Clause, at: int, draft: Draft) -> When | None:
    """The time of a further amount; None where it has none, or is only what production is compared with."""
    line = clause.line
    when = (
        _earlier(line, at, draft)
        or line.when_after(at + words_of_amount(line, at))
        or _past_money(line, at)
        or _ahead_of(line, at)
    )
    if when is None or when.last is None or when.form in {Form.SAME, Form.SINCE}:
        return None
    when = to_date(line, when, draft)
    if draft.kind is StatementKind.HOLDINGS:
        return when if _is_of_balance(line, at, when) else None
    compared = draft.kind is StatementKind.PRODUCTION and before_number(clause, at) in _COMPARED
    if compared and not _is_reported(line, when):
        return None
    weekday = line.text[when.start : when.end].lower().endswith("day")
    return when if when.first is not None or weekday else None


def _is_of_balance(line: Line, at: int, when: When) -> bool:
    """As in "against 9,334 a year earlier", "from 376 at November 30"; not "234.6 more than the month before"."""
    told = when.form in {Form.DAY, Form.END} or line.low(at + 1) in A_TIME
    return told and not line.respectively


def _is_joined(clause: Clause, at: int) -> bool:
    """As in "and 90 in May", "..., in May with 90"."""
    return before_number(clause, at) in _JOINED or _ahead_of(clause.line, at) is not None


def _is_reported(line: Line, when: When) -> bool:
    """As in "compared to 844 during the three months ended June 30, 2024": told; a month is but compared."""
    return when.form is Form.LONGER and " ended" in line.text[when.start : when.end].lower()


def _ahead_of(line: Line, at: int) -> When | None:
    """As in "300 BTC in May, in June 132": the month stands before the number."""
    for back in range(at - 1, max(0, at - _FILLED), -1):
        if back in line.whens:
            return line.atoms[back].when if number_of_period(line, back) == at else None
    return None


_FILLED = 6
"""Atoms between a period and its number: "and in May an additional 750"."""


def _earlier(line: Line, at: int, draft: Draft) -> When | None:
    """As in "132 BTC in June versus 300 a month earlier": so long before what was told first."""
    first, last = draft.period_start, draft.period_end
    if draft.kind is StatementKind.HOLDINGS:
        first = last
    if first is None or last is None:
        return None
    for place in range(at + 1, min(at + 5, len(line.atoms) - 1)):
        when = line.atoms[place].when
        if when is not None:
            words = line.text[when.start : when.end].lower()
            back = unit_back(words) or unit_before(words)
            days = in_year(first, last, words) if back is None else days_before(first, last, back)
            return None if days is None else replace(when, first=days[0], last=days[1], form=Form.LONGER)
        unit, after = line.low(place), line.low(place + 1)
        if unit not in _UNITS:
            continue
        if after not in _AGO and line.low(place - 1) not in _PRIOR:
            return None
        start, end = line.atoms[place].start, line.atoms[place + (after in _AGO)].end
        before = days_before(first, last, unit)
        return None if before is None else When(*before, Form.LONGER, start, end)
    return None


_PARENTHESES = 9
_UNITS = frozenset("month quarter year".split())
_AGO = frozenset("earlier before ago prior".split())
_PRIOR = frozenset("previous prior preceding".split())


def _past_money(line: Line, at: int) -> When | None:
    """As in "400 bitcoin for $9.8 million in the same quarter of 2023", "132 of them in June"."""
    if line.low(at + 1) == "of" and line.low(at + 2) in {"them", "these", "those", "which"}:
        return line.when_after(at + 2)
    if line.low(at + 1) == "(":
        close = line.find({")"}, at + 2, at + _PARENTHESES)
        return None if close is None else line.when_after(close)
    place = line.past(at + 2, _SKIPPED)
    money = line.amount(place)
    return line.when_after(place) if money is not None and line.low(at + 1) in {"for", "and"} else None


def over_all(clause: Clause, draft: Draft, parts: Sequence[Draft]) -> None:
    """As in "sold 432 BTC: 300 in May and 132 in June": what is the sum of others is of all their days.

    Where the sentence has begun with a longer time ("In the fourth quarter it sold 432 BTC: ..."), of all of that.
    """
    told = [each for each in parts if each.sats is not None and each.period_start is not None]
    if draft.sats is None or len(told) < _PARTS or len(told) != len(parts):
        return
    if abs(sum(each.sats or 0 for each in told) - draft.sats) > max(draft.sats // 200, SATS_PER_BTC):
        return
    first = min(each.period_start for each in told if each.period_start is not None)
    last = max(each.period_end for each in told if each.period_end is not None)
    whole, begin, end = _around(clause, first, last), draft.period_start, draft.period_end
    if (
        whole is not None
        or draft.vague
        or begin is None
        or begin > first
        or (end or first) < last.replace(day=1)
    ):
        draft.period_start, draft.period_end = whole or (first, last)
        draft.sure = CLAUSE


def _around(clause: Clause, first: date, last: date) -> tuple[date, date] | None:
    """The longer period that stands before a deed and has some days within it."""
    told = next((told.at for told in clause.line.deeds if told.deed is Deed.SELL), clause.at)
    whens = (atom.when for atom in clause.line.atoms[: min(told, clause.at)])
    longer = [when for when in whens if when is not None and when.form is Form.LONGER]
    wholes = [(when.first, when.last) for when in longer if when.first is not None and when.last is not None]
    return next((whole for whole in wholes if whole[0] <= first and last <= whole[1]), None)


_PARTS = 2


def denied_beside(clause: Clause, draft: Draft) -> list[Draft]:
    """As in "... $20.3 million in the quarter, compared to none in the same period of 2022"."""
    line = clause.line
    stop = next((told.at for told in line.deeds if told.at > clause.at), len(line.atoms))
    for at in range(clause.at + 1, min(stop, clause.at + _REACH)):
        if is_none(line, at) and before_number(clause, at) in _BESIDE_NONE:
            when = _earlier(line, at, draft) or line.when_after(at + (line.low(at) == "no"))
            if when is not None and when.first is not None and when.last is not None:
                return [draft.none(line.atoms[at].start, when.end, when.first, when.last)]
    return []


_BESIDE_NONE = frozenset("compared versus vs against and but from than".split())


def before_number(clause: Clause, at: int) -> str:
    """The word before a number, past "about", "another" and the like."""
    place = at - 1
    while place > clause.at and clause.line.low(place) in _SKIPPED:
        place -= 1
    return clause.line.low(place)
