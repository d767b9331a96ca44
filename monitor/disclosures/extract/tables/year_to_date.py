"""A quarter that no table prints, as the difference of two totals that begin on the same day."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from monitor.disclosures.extract.calendars import months_before
from monitor.disclosures.extract.found import Found
from monitor.disclosures.statement import StatementKind

_LONGER = timedelta(days=120)
"""A total to date is longer than a quarter."""


def quarters_between(found: Sequence[Found]) -> Iterator[Found]:
    """Sales of a quarter that follow from totals, such as nine months less six; what is printed is not repeated.

    The later total is the evidence. Proceeds are derived where both totals have them; that nothing was sold in the
    quarter follows from equal totals.
    """
    printed = {(each.entity, each.period_start, each.period_end): each for each in found if _is_total(each)}
    for later in list(printed.values()):
        if later.period_start is None or later.period_end is None or later.kind is not StatementKind.SALE:
            continue
        start = months_before(later.period_end, 3)
        earlier = printed.get((later.entity, later.period_start, start - timedelta(days=1)))
        longer = later.period_end - later.period_start > _LONGER
        if earlier is None or not longer or (later.entity, start, later.period_end) in printed:
            continue
        if (later.sats or 0) >= (earlier.sats or 0):
            yield _difference(earlier, later, start)


def _is_total(each: Found) -> bool:
    return (each.kind is StatementKind.SALE and each.sats is not None) or each.kind is StatementKind.NO_SALE


def _difference(earlier: Found, later: Found, start: date) -> Found:
    sats = (later.sats or 0) - (earlier.sats or 0)
    proceeds = None
    before = earlier.proceeds_usd if earlier.kind is StatementKind.SALE else Decimal(0)
    if sats and before is not None and later.proceeds_usd is not None:
        proceeds = later.proceeds_usd - before
    return replace(
        later,
        kind=StatementKind.SALE if sats else StatementKind.NO_SALE,
        period_start=start,
        sats=sats or None,
        avg_price_usd=None,
        proceeds_usd=proceeds if proceeds is not None and proceeds > 0 else None,
        derived=frozenset({"sats"} if proceeds is None else {"sats", "proceeds_usd"}),
        rule="table.quarter",
    )
