"""Statements of one text put together: each fact once, with everything the text tells of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from monitor.disclosures.extract.amounts import sats_or_none
from monitor.disclosures.extract.found import Found
from monitor.disclosures.extract.prose.draft import CLAUSE, CONTEXT, Draft
from monitor.disclosures.statement import StatementKind
from monitor.money import SATS_PER_BTC

_FLOWS = frozenset({StatementKind.SALE, StatementKind.PURCHASE})
_ROUNDING = 200
"""A quantity told twice may differ by half a percent, or by half a coin."""
_LATELY = 24
"""How many statements of one kind and company are looked through for the same fact."""
_SATOSHI = Decimal("0.00000001")


def assembled(text: str, drafts: Iterable[Draft]) -> tuple[Found, ...]:
    """Merge what tells the same, compute what follows, and put all in the order of the text."""
    kept: list[Draft] = []
    by_key: dict[tuple[StatementKind, str | None], list[Draft]] = {}
    for draft in drafts:
        group = by_key.setdefault((draft.kind, draft.entity), [])
        same = next((each for each in reversed(group[-_LATELY:]) if _is_same(each, draft)), None)
        if same is None:
            group.append(draft)
            kept.append(draft)
        else:
            _merge(same, draft)
    kept = [each for each in kept if not _is_of_known(each, kept) and not _is_within_told(each, kept)]
    _narrow(kept)
    kept = [
        each for each in kept if not (_is_sum(each, kept) or _is_outdated(each, kept) or _is_only_when(each))
    ]
    _derive_all(kept)
    return tuple(sorted((draft.found(text) for draft in kept), key=_order))


def _is_of_known(draft: Draft, others: Sequence[Draft]) -> bool:
    """As in "Miner sells 15,133 coins", whose text tells who: the sale of nobody by name is put into that one."""
    if draft.kind is not StatementKind.SALE or draft.entity is not None or not draft.sats or draft.table:
        return False
    if _fineness(draft.sats) < _TELLING_DIGITS:
        return False
    same = [
        each
        for each in others
        if each.kind is StatementKind.SALE
        and each.entity is not None
        and each.sats == draft.sats
        and _is_same(each, draft)
    ]
    if len(same) == 1:
        _merge(same[0], draft)
    return len(same) == 1


def _is_within_told(draft: Draft, others: Sequence[Draft]) -> bool:
    """As in "all but three of the 120 were sold; the 217 sold in the month": computed, and within what is told."""
    if draft.kind is not StatementKind.SALE or "sats" not in draft.derived or not draft.sats:
        return False
    return any(
        each.kind is draft.kind and each.entity == draft.entity and "sats" not in each.derived
        and (each.sats or 0) > draft.sats
        and (each.period_start, each.period_end) == (draft.period_start, draft.period_end)
        for each in others
    )  # fmt: skip


def _is_outdated(draft: Draft, others: Sequence[Draft]) -> bool:
    """As in "The last disposal was in 2021", of a text that tells of one in 2022: it was the last before that."""
    if draft.rule != "prose.last_sold" or draft.period_start is None:
        return False
    return any(
        each.kind is StatementKind.SALE and each.entity == draft.entity and each.period_end is not None
        and each.period_end >= draft.period_start
        for each in others
    )  # fmt: skip


def _narrow(drafts: Sequence[Draft]) -> None:
    """As in "All sales took place in November" behind a table of the year: of the sale told last whose days hold it."""
    for each in drafts:
        if not _is_only_when(each):
            continue
        before = [
            one
            for one in drafts
            if one.kind is StatementKind.SALE
            and 0 < each.start - one.start <= _FOLLOWING
            and not one.narrows
            and not _is_vague(one)
            and _days(one) > _days(each)
            and _within(one, each)
        ]
        if before:
            last = max(before, key=lambda one: one.start)
            last.period_start, last.period_end, last.sure = each.period_start, each.period_end, each.sure


def _is_only_when(draft: Draft) -> bool:
    return draft.narrows and _is_vague(draft)


_FOLLOWING = 1_500
"""Characters behind a sale in which a sentence may say when all of it was."""


def _is_sum(draft: Draft, others: Sequence[Draft]) -> bool:
    """As in "sold bitcoin in May and June: 100 BTC in May, 200 in June": the two together, of which no more is told."""
    if not _is_vague(draft) or draft.table or draft.period_start is None:
        return False
    parts = [
        each
        for each in others
        if each.kind is draft.kind
        and each.entity == draft.entity
        and each.sats
        and _days(each) < _days(draft)
    ]
    first = min((each.period_start for each in parts if each.period_start is not None), default=None)
    last = max((each.period_end for each in parts if each.period_end is not None), default=None)
    return len(parts) > 1 and (first, last) == (draft.period_start, draft.period_end)


def _order(found: Found) -> tuple[int, int, str, str]:
    return found.start, found.end, found.kind, found.rule


def _is_same(one: Draft, other: Draft) -> bool:
    """Whether two statements of one kind and company tell the same fact."""
    if one.table and other.table:
        return False
    if one.kind is StatementKind.INTENT:
        return one.sats == other.sats
    if one.kind is StatementKind.PLEDGE and (one.sats is None or other.sats is None):
        return True
    if not _same_amount(one, other):
        return False
    if (one.period_start, one.period_end) == (other.period_start, other.period_end):
        return True
    if min(one.sure, other.sure) <= CONTEXT:
        return True
    if one.kind not in _FLOWS:
        return False
    if one.sats is None or other.sats is None:
        told = one.proceeds_usd
        if one.kind is StatementKind.SALE and (_is_priced_by(one, other) or _is_loosely_told(one, other)):
            return _within(one, other)
        return told is not None and told == other.proceeds_usd and _fineness_of(told) and _within(one, other)
    fine = _fineness(one.sats) >= _EXACT or one.narrows or other.narrows
    exact = one.sats == other.sats and fine and not (one.table or other.table)
    return _is_day_of_telling(one, other) or ((exact or _is_event(one, other)) and _within(one, other))


def _is_vague(draft: Draft) -> bool:
    """A sale of which neither quantity nor money is told: whatever else is told of those days is more of it."""
    told = (draft.sats, draft.proceeds_usd, draft.proceeds_usdt)
    return draft.kind is StatementKind.SALE and all(each is None for each in told)


def _is_loosely_told(one: Draft, other: Draft) -> bool:
    """As in "after selling most of its bitcoin earlier this year": some sale of that time that is told elsewhere."""
    loose, told = (one, other) if _is_vague(one) else (other, one)
    by_then = loose.period_start is None
    return (
        _is_vague(loose) and (loose.vague or by_then) and not _is_vague(told) and _days(told) <= _days(loose)
    )


def _same_amount(one: Draft, other: Draft) -> bool:
    if one.sats is not None and other.sats is not None:
        if one.kind is StatementKind.SALE and _is_rounded(one, other):
            return True
        return abs(one.sats - other.sats) <= max(
            min(one.sats, other.sats) // _ROUNDING, SATS_PER_BTC // 2 if one.sats > 20 * SATS_PER_BTC else 0
        )
    if one.kind is StatementKind.NO_SALE or _is_vague(one) or _is_vague(other):
        return True
    mine, theirs = one.proceeds_usd or one.proceeds_usdt, other.proceeds_usd or other.proceeds_usdt
    if one.kind is StatementKind.SALE and _is_priced_by(one, other):
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
    return _LEAST_PRICE <= price <= _MOST_PRICE


_LEAST_PRICE, _MOST_PRICE = 1_000, 250_000
"""USD per BTC, wider than any price of it since companies have sold it."""


def _fineness_of(money: Decimal) -> bool:
    """Whether a sum is told so finely that it is hardly told twice by chance."""
    return len(str(int(money)).rstrip("0")) >= _TELLING_DIGITS


def _is_rounded(one: Draft, other: Draft) -> bool:
    """As in "over 7,000 in June" beside "7,202 in June"."""
    rough, fine = sorted((one, other), key=lambda each: _fineness(each.sats or 0))
    told, finer = rough.sats or 0, fine.sats or 0
    may_be_off = _ROUGH.get(_fineness(told))
    if not rough.approximate or may_be_off is None or finer < _LEAST_ROUNDED:
        return False
    return abs(told - finer) * 100 <= finer * may_be_off and _alike_days(one, other)


_ROUGH = {1: 6, 2: 3}
"""By how many percent a number of so many digits may be off that was told as "about" or "over"."""
_LEAST_ROUNDED = 100 * SATS_PER_BTC


def _alike_days(one: Draft, other: Draft) -> bool:
    return (one.period_start, one.period_end) == (other.period_start, other.period_end) or (
        min(one.sure, other.sure) <= CONTEXT
    )


def _is_day_of_telling(one: Draft, other: Draft) -> bool:
    """As in "on July 5 it told why it sold 7,202 bitcoin", and later "sold 7,202 in June"."""
    day, span = (one, other) if _days(one) == 0 or one.period_start is None else (other, one)
    by_then = day.period_start is None and span.period_start is not None and day.sats is not None
    if by_then and day.sats == span.sats and day.period_end is not None and span.period_end is not None:
        return 0 <= (day.period_end - span.period_end).days <= _TOLD_WITHIN
    if (
        _days(day)
        or _days(span) < _FEW_DAYS
        or one.sats != other.sats
        or _fineness(one.sats or 0) < _TELLING_DIGITS
    ):
        return False
    if span.period_end is None or day.period_end is None:
        return False
    return 0 < (day.period_end - span.period_end).days <= _TOLD_WITHIN


_EXACT = 4
"""Digits of a number that is hardly told twice by chance."""
_TELLING_DIGITS = 3
_TOLD_WITHIN = 60
"""Days after the end of a period within which its figures are told."""


def _is_event(one: Draft, other: Draft) -> bool:
    """Whether one of the two is of a few days: the month of a sale may be told elsewhere in its place."""
    return min(_days(one), _days(other)) <= _FEW_DAYS and max(_days(one), _days(other)) <= _A_MONTH


_FEW_DAYS = 10
_A_MONTH = 31


def _within(one: Draft, other: Draft) -> bool:
    """Whether the days of one lie in those of the other: a sale told of a week and of its month is one."""
    if one.period_end is None or other.period_end is None:
        return True
    starts = one.period_start or one.period_end, other.period_start or other.period_end
    inner = starts[0] >= starts[1] and one.period_end <= other.period_end
    return inner or (starts[1] >= starts[0] and other.period_end <= one.period_end)


def _merge(kept: Draft, more: Draft) -> None:
    """Put what one tells more into the other."""
    better = more.sure > kept.sure or (
        more.sure == kept.sure and kept.sure == CLAUSE and _days(more) < _days(kept)
    )
    if _is_day_of_telling(kept, more):
        better = (
            _days(more) > _days(kept)
            if kept.period_start and more.period_start
            else kept.period_start is None
        )
    if better and more.period_end is not None:
        kept.period_start, kept.period_end, kept.sure = more.period_start, more.period_end, more.sure
    _merge_sats(kept, more)
    fuller = _fullness(more) > _fullness(kept)
    for name in ("avg_price_usd", "proceeds_usd", "proceeds_usdt", "holdings_after_sats", "purpose"):
        if getattr(kept, name) is None:
            setattr(kept, name, getattr(more, name))
    if fuller:
        kept.start, kept.end, kept.rule = more.start, more.end, more.rule


def _merge_sats(kept: Draft, more: Draft) -> None:
    """The quantity that is told more finely counts; told alike, it is exact only if nobody says "about"."""
    if more.sats is None:
        return
    if kept.sats is None or "sats" in kept.derived or _fineness(more.sats) > _fineness(kept.sats):
        kept.sats, kept.approximate = more.sats, more.approximate
    elif kept.sats == more.sats:
        kept.approximate = kept.approximate or more.approximate


def _fineness(sats: int) -> int:
    """How many digits a quantity was told with."""
    return len(str(sats).rstrip("0"))


def _days(draft: Draft) -> int:
    if draft.period_start is None or draft.period_end is None:
        return 10_000
    return (draft.period_end - draft.period_start).days


def _fullness(draft: Draft) -> int:
    return sum(each is not None for each in (draft.avg_price_usd, draft.proceeds_usd, draft.proceeds_usdt))


def _derive_all(drafts: Sequence[Draft]) -> None:
    """Compute the quantities that money and price, or a share of production, give; and find what was held after."""
    mined = {
        (each.entity, each.period_start, each.period_end): each.sats for each in drafts if each.kind is _MINED
    }
    held: dict[tuple[str | None, date | None], int | None] = {}
    for each in drafts:
        if each.kind is StatementKind.HOLDINGS:
            held.setdefault((each.entity, each.period_end), each.sats)
    for draft in drafts:
        if draft.kind is StatementKind.SALE and draft.sats is None:
            _derive_sats(draft, mined.get((draft.entity, draft.period_start, draft.period_end)))
        if draft.kind in _LEAVING and draft.holdings_after_sats is None and draft.period_end is not None:
            draft.holdings_after_sats = held.get((draft.entity, draft.period_end))


_MINED = StatementKind.PRODUCTION
_LEAVING = _FLOWS | {StatementKind.NO_SALE}


def _derive_sats(draft: Draft, mined: int | None) -> None:
    btc: Decimal | None = None
    if draft.proceeds_usd is not None and draft.avg_price_usd:
        btc = draft.proceeds_usd / draft.avg_price_usd
    elif draft.share is not None and mined is not None:
        btc = Decimal(mined) * draft.share / 100 / SATS_PER_BTC
    sats = None if btc is None else sats_or_none(btc.quantize(_SATOSHI, ROUND_HALF_EVEN))
    if sats:
        draft.sats, draft.approximate = sats, True
        draft.derived.add("sats")
