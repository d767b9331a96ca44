"""Silence where a sale would have stood: a report that covers a day, counts coins, and tells of none sold.

It is evidence and no refutation: a company may keep to a figure it never tells of, or tell it elsewhere. It is not even
that where a report about the day speaks of parting with coins in words that nobody understood.
"""

from collections.abc import Collection, Sequence
from datetime import date

from monitor.disclosures.statement import Statement, StatementKind

DECIDING = frozenset({StatementKind.SALE, StatementKind.NO_SALE})
_COUNTING = frozenset({StatementKind.HOLDINGS, StatementKind.PRODUCTION})


def silent_report(
    statements: Sequence[Statement], day: date, unclear: Collection[str] = ()
) -> Statement | None:
    """The report about a day that counts coins and decides nothing, unless any statement decides about the day.

    Args:
        statements: everything one issuer stated, of whatever date.
        day: the UTC day on which coins moved.
        unclear: addresses of documents with passages that were not understood.

    Returns:
        Of several the one whose time ends first.
    """
    covering = [each for each in statements if each.covers(day)]
    if any(each.kind in DECIDING for each in covering):
        return None
    reports = [each for each in covering if each.kind in _COUNTING and each.days > 1]
    if any(each.url in unclear for each in reports):
        return None
    return min(reports, key=lambda each: (each.period_end, each.statement_id), default=None)
