"""Statements of one text put together: each fact once, with everything the text tells of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from monitor.disclosures.extract.found import Found
from monitor.disclosures.extract.headline import end_of_headline, is_told_below
from monitor.disclosures.extract.numbers.printed_numbers import sats_or_none
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, CONTEXT, Draft
from monitor.disclosures.extract.same_fact import (
    TELLING_DIGITS,
    days_of,
    fineness,
    is_day_of_telling,
    is_rounded_sum,
    is_same,
    is_vague,
    is_within,
)
from monitor.disclosures.statement import StatementKind
from monitor.money import SATS_PER_BTC

_FLOWS = frozenset({StatementKind.SALE, StatementKind.PURCHASE})
_LATELY = 24
"""How many statements of one kind and company are looked through for the same fact."""
_SATOSHI = Decimal("0.00000001")


def assembled(text: str, drafts: Iterable[Draft]) -> tuple[Found, ...]:
    """Merge what tells the same, compute what follows, and put all in the order of the text."""
    kept: list[Draft] = []
    by_key: dict[tuple[StatementKind, str | None], list[Draft]] = {}
    for draft in drafts:
        group = by_key.setdefault((draft.kind, draft.entity), [])
        same = next((each for each in reversed(group[-_LATELY:]) if is_same(each, draft)), None)
        if same is None:
            group.append(draft)
            kept.append(draft)
        else:
            _merge(same, draft)
    kept = [each for each in kept if not _is_of_known(each, kept) and not _is_within_told(each, kept)]
    headline = end_of_headline(text)
    kept = [each for each in kept if not is_told_below(each, kept, headline)]
    _narrow(kept)
    kept = [
        each for each in kept if not (_is_sum(each, kept) or _is_outdated(each, kept) or _is_only_when(each))
    ]
    _date_by_output(kept)
    _derive_all(kept)
    return tuple(sorted((draft.found(text) for draft in kept), key=_order))


def _date_by_output(drafts: Sequence[Draft]) -> None:
    """As in "It sold 1,500 BTC. In January it mined 687", of a text of unknown day: the time of all that was mined."""
    for draft in drafts:
        if draft.kind is not StatementKind.SALE or draft.table or draft.period_end is not None:
            continue
        own = [each for each in drafts if each.entity == draft.entity]
        if any(each.kind is StatementKind.SALE and each.period_end is not None for each in own):
            continue
        mined = {
            each.days
            for each in own
            if each.kind is StatementKind.PRODUCTION and each.sure == CLAUSE and each.period_start is not None
        }
        if len(mined) == 1:
            draft.period_start, draft.period_end = next(iter(mined))
            draft.sure = CONTEXT


def _is_of_known(draft: Draft, others: Sequence[Draft]) -> bool:
    """As in "Miner sells 15,133 coins", whose text tells who: the sale of nobody by name is put into that one."""
    if draft.kind is not StatementKind.SALE or draft.entity is not None or not draft.sats or draft.table:
        return False
    sales = [each for each in others if each.kind is StatementKind.SALE and each.entity is not None]
    same = [each for each in sales if _is_as_many(draft, each) and is_same(each, draft)]
    if len(same) == 1:
        _merge(same[0], draft)
    return len(same) == 1


def _is_as_many(draft: Draft, other: Draft) -> bool:
    """As many coins, told too finely to be so by chance, or rounded in a headline: "sells 50,000"."""
    told, finer = draft.sats or 0, other.sats or 0
    if told == finer:
        return fineness(told) >= TELLING_DIGITS
    return draft.sure <= CONTEXT and fineness(told) < TELLING_DIGITS and abs(told - finer) * 100 <= finer


def _is_within_told(draft: Draft, others: Sequence[Draft]) -> bool:
    """As in "all but three of the 120 were sold; the 217 sold in the month": computed, and within what is told."""
    if draft.kind is not StatementKind.SALE or "sats" not in draft.derived or not draft.sats:
        return False
    return any(
        each.kind is draft.kind and each.entity == draft.entity and "sats" not in each.derived
        and (each.sats or 0) > draft.sats
        and each.days == draft.days
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
        sales = [
            one for one in drafts if one.kind is StatementKind.SALE and not one.narrows and not is_vague(one)
        ]
        before = [one for one in sales if 0 < each.start - one.start <= _FOLLOWING and is_within(one, each)]
        last = max((one for one in before if days_of(one) > days_of(each)), key=_start, default=None)
        if last is not None:
            last.period_start, last.period_end, last.sure = each.period_start, each.period_end, each.sure


def _start(draft: Draft) -> int:
    return draft.start


def _is_only_when(draft: Draft) -> bool:
    return draft.narrows and is_vague(draft)


_FOLLOWING = 1_500
"""Characters behind a sale in which a sentence may say when all of it was."""


def _is_sum(draft: Draft, others: Sequence[Draft]) -> bool:
    """As in "sold bitcoin in May and June: 100 BTC in May, 200 in June": the two together, of which no more is told."""
    if not is_vague(draft) or draft.table or draft.period_start is None:
        return False
    same = [each for each in others if each.kind is draft.kind and each.entity == draft.entity]
    parts = [each for each in same if each.sats and days_of(each) < days_of(draft)]
    first = min((each.period_start for each in parts if each.period_start is not None), default=None)
    last = max((each.period_end for each in parts if each.period_end is not None), default=None)
    return len(parts) > 1 and (first, last) == draft.days


def _order(found: Found) -> tuple[int, int, str, str]:
    return found.start, found.end, found.kind, found.rule


def _merge(kept: Draft, more: Draft) -> None:
    """Put what one tells more into the other."""
    if kept.sats is None and is_rounded_sum(kept, more):
        kept.proceeds_usd = more.proceeds_usd
    finer = more.sure == kept.sure == CLAUSE and days_of(more) < days_of(kept)
    better = more.sure > kept.sure or finer
    if is_day_of_telling(kept, more):
        longer = days_of(more) > days_of(kept)
        better = longer if kept.period_start and more.period_start else kept.period_start is None
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
    if kept.sats is None or "sats" in kept.derived or fineness(more.sats) > fineness(kept.sats):
        kept.sats, kept.approximate = more.sats, more.approximate
    elif kept.sats == more.sats:
        kept.approximate = kept.approximate or more.approximate


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
