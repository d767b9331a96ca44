"""Whether two statements of one text tell the same fact: the same coins in the same days, told finely or roughly."""

from decimal import Decimal

from monitor.disclosures.extract.numbers.coin_costs import may_have_cost
from monitor.disclosures.extract.prose.sentence.draft import CONTEXT, Draft
from monitor.disclosures.statement import StatementKind
from monitor.money import SATS_PER_BTC

_FLOWS = frozenset({StatementKind.SALE, StatementKind.PURCHASE})
_ROUNDING = 200
"""A quantity told twice may differ by half a percent, or by half a coin."""


def is_same(one: Draft, other: Draft) -> bool:
    """Whether two statements of one kind and company tell the same fact."""
    if (one.table and other.table) or one.besides != other.besides:
        return False
    if one.kind is StatementKind.INTENT:
        return one.sats == other.sats
    if one.kind is StatementKind.PLEDGE and (one.sats is None or other.sats is None):
        return True
    if not _same_amount(one, other):
        return False
    if one.days == other.days:
        return True
    if min(one.sure, other.sure) <= CONTEXT or _is_done_by_then(one, other):
        return True
    if one.kind not in _FLOWS:
        return False
    if one.sats is None or other.sats is None:
        told = one.proceeds_usd
        if one.kind is StatementKind.SALE and (_is_priced_by(one, other) or _is_loosely_told(one, other)):
            return is_within(one, other)
        return (
            told is not None and told == other.proceeds_usd and _fineness_of(told) and is_within(one, other)
        )
    fine = fineness(one.sats) >= _EXACT or one.narrows or other.narrows
    exact = one.sats == other.sats and fine and not (one.table or other.table)
    return is_day_of_telling(one, other) or ((exact or _is_event(one, other)) and is_within(one, other))


def is_vague(draft: Draft) -> bool:
    """A sale of which neither quantity nor money is told: whatever else is told of those days is more of it."""
    told = (draft.sats, draft.proceeds_usd, draft.proceeds_usdt)
    return draft.kind is StatementKind.SALE and all(each is None for each in told)


def _is_loosely_told(one: Draft, other: Draft) -> bool:
    """As in "after selling most of its bitcoin earlier this year": some sale of that time that is told elsewhere."""
    loose, told = (one, other) if is_vague(one) else (other, one)
    if not is_vague(loose) or is_vague(told) or days_of(told) > days_of(loose):
        return False
    return loose.vague or loose.period_start is None or _is_counted_next(loose, told)


def _is_done_by_then(one: Draft, other: Draft) -> bool:
    """As in "has got rid of most of it, papers of July 20 show", and "sold $936 million worth in Q2"."""
    loose, told = (one, other) if is_vague(one) and one.period_start is None else (other, one)
    if not is_vague(loose) or loose.period_start is not None:
        return False
    if loose.period_end is None or told.period_end is None:
        return False
    return 0 <= (loose.period_end - told.period_end).days <= _TOLD_WITHIN and days_of(told) <= _A_QUARTER


def _is_counted_next(loose: Draft, told: Draft) -> bool:
    """As in "During the quarter it parted with bitcoin for the first time. It sold 704 BTC on Dec. 22"."""
    return 0 < told.start - loose.end <= _NEXT and days_of(loose) <= _A_QUARTER


_NEXT, _A_QUARTER = 60, 92
"""Characters, and days."""


def _same_amount(one: Draft, other: Draft) -> bool:
    if one.sats is not None and other.sats is not None:
        if one.kind is StatementKind.SALE and _is_rounded(one, other):
            return True
        return abs(one.sats - other.sats) <= max(
            min(one.sats, other.sats) // _ROUNDING, SATS_PER_BTC // 2 if one.sats > 20 * SATS_PER_BTC else 0
        )
    if one.kind is StatementKind.NO_SALE or is_vague(one) or is_vague(other):
        return True
    mine, theirs = one.proceeds_usd or one.proceeds_usdt, other.proceeds_usd or other.proceeds_usdt
    if one.kind is StatementKind.SALE and (_is_priced_by(one, other) or is_rounded_sum(one, other)):
        return True
    if mine is None or theirs is None:
        return one.sats is None and other.sats is None and one.share == other.share
    return abs(mine - theirs) * 100 <= max(mine, theirs)


def _is_priced_by(one: Draft, other: Draft) -> bool:
    """As in "sold 9,861 BTC", and further on "sold $215 million worth of bitcoin": the number and its money."""
    counted, paid = (one, other) if one.sats is not None else (other, one)
    money = paid.proceeds_usd
    if not counted.sats or paid.sats is not None or money is None or counted.proceeds_usd is not None:
        return False
    price = money * SATS_PER_BTC / counted.sats
    if counted.avg_price_usd is not None:
        return abs(price - counted.avg_price_usd) * 20 <= counted.avg_price_usd
    return may_have_cost(price, counted.period_start, counted.period_end)


def is_rounded_sum(one: Draft, other: Draft) -> bool:
    """As in "dumps more than $1 billion in bitcoin" above "sold 15,133 BTC for $1.1 billion"."""
    counted, paid = (one, other) if one.sats is not None else (other, one)
    told, exact = paid.proceeds_usd, counted.proceeds_usd
    if not counted.sats or paid.sats is not None or told is None or exact is None:
        return False
    rough = len(str(int(told)).rstrip("0")) <= _ROUGH_DIGITS
    return rough and paid.sure <= CONTEXT and abs(exact - told) * 8 <= exact


_ROUGH_DIGITS = 2


def _fineness_of(money: Decimal) -> bool:
    """Whether a sum is told so finely that it is hardly told twice by chance."""
    return len(str(int(money)).rstrip("0")) >= TELLING_DIGITS


def _is_rounded(one: Draft, other: Draft) -> bool:
    """As in "over 7,000 in June" beside "7,202 in June"."""
    rough, fine = sorted((one, other), key=lambda each: fineness(each.sats or 0))
    told, finer = rough.sats or 0, fine.sats or 0
    may_be_off = _ROUGH.get(fineness(told))
    if not rough.approximate or may_be_off is None or finer < _LEAST_ROUNDED:
        return False
    return abs(told - finer) * 100 <= finer * may_be_off and _alike_days(one, other)


_ROUGH = {1: 6, 2: 3}
"""By how many percent a number of so many digits may be off that was told as "about" or "over"."""
_LEAST_ROUNDED = 100 * SATS_PER_BTC


def _alike_days(one: Draft, other: Draft) -> bool:
    return one.days == other.days or (min(one.sure, other.sure) <= CONTEXT)


def is_day_of_telling(one: Draft, other: Draft) -> bool:
    """As in "on July 5 it told why it sold 7,202 bitcoin", and later "sold 7,202 in June"."""
    day, span = (one, other) if days_of(one) == 0 or one.period_start is None else (other, one)
    by_then = day.period_start is None and span.period_start is not None and day.sats is not None
    if by_then and day.sats == span.sats and day.period_end is not None and span.period_end is not None:
        return 0 <= (day.period_end - span.period_end).days <= _TOLD_WITHIN
    telling = fineness(one.sats or 0) >= TELLING_DIGITS or day.rule.endswith(_HEADLINE)
    if days_of(day) or days_of(span) < _FEW_DAYS or one.sats != other.sats or not telling:
        return False
    if span.period_end is None or day.period_end is None:
        return False
    return 0 < (day.period_end - span.period_end).days <= _TOLD_WITHIN


_HEADLINE = ".sells"
"""Rules of the present tense, in which headlines tell: of the day on which they were written."""
_EXACT = 4
"""Digits of a number that is hardly told twice by chance."""
TELLING_DIGITS = 3
_TOLD_WITHIN = 60
"""Days after the end of a period within which its figures are told."""


def _is_event(one: Draft, other: Draft) -> bool:
    """Whether one of the two is of a few days: the month of a sale may be told elsewhere in its place."""
    return min(days_of(one), days_of(other)) <= _FEW_DAYS and max(days_of(one), days_of(other)) <= _A_MONTH


_FEW_DAYS = 10
_A_MONTH = 31


def is_within(one: Draft, other: Draft) -> bool:
    """Whether the days of one lie in those of the other: a sale told of a week and of its month is one."""
    if one.period_end is None or other.period_end is None:
        return True
    starts = one.period_start or one.period_end, other.period_start or other.period_end
    inner = starts[0] >= starts[1] and one.period_end <= other.period_end
    return inner or (starts[1] >= starts[0] and other.period_end <= one.period_end)


def fineness(sats: int) -> int:
    """How many digits a quantity was told with."""
    return len(str(sats).rstrip("0"))


def days_of(draft: Draft) -> int:
    """The days between the first and the last; very many where the first is not told."""
    if draft.period_start is None or draft.period_end is None:
        return 10_000
    return (draft.period_end - draft.period_start).days
