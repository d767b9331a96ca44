"""The days of which an issuer says that it sold nothing.

"None sold in the first quarter" is total, so a sale of the half year fell into the second quarter: a
statement of no sale takes its days from every wider sale. A sale that has no other days contradicts it, and
then the sale is believed, because "none" is easily said of a part of the coins or by oversight: its days are not quiet,
and the denial stands for the others.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from monitor.disclosures.statement import Statement, StatementKind

Span = tuple[int, int]
"""First and last day, both included, as proleptic Gregorian ordinals."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A sale whose days all lie in times of which the issuer says that it sold nothing."""

    sale_id: str
    no_sale_id: str


@dataclass(frozen=True, slots=True)
class QuietDays:
    """The quiet days of one issuer, as disjoint spans in order."""

    spans: tuple[Span, ...]
    contradictions: tuple[Contradiction, ...]

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Self:
        """Find the quiet days in an issuer's statements, and the sales, of whatever quantity, that are denied."""
        known = sorted(statements, key=lambda each: (each.period_start, each.period_end, each.statement_id))
        sales = [each for each in known if each.kind is StatementKind.SALE]
        denials = [each for each in known if each.kind is StatementKind.NO_SALE]
        spans = _merged(_span(each) for each in denials)
        denied = [sale for sale in sales if _within(sale, spans)]
        contradictions = (
            Contradiction(sale.statement_id, denial.statement_id)
            for sale in denied
            for denial in denials
            if sale.period_start <= denial.last_day and denial.period_start <= sale.last_day
        )
        # What a reviewer confirmed of one episode says nothing of others on its days.
        sold = _merged(_span(sale) for sale in denied if sale.only is None)
        return cls(
            tuple(left for span in spans for left in _without(span, sold)),
            tuple(contradictions),
        )

    def __contains__(self, day: date) -> bool:
        at = bisect_right(self.spans, day.toordinal(), key=_first) - 1
        return at >= 0 and day.toordinal() <= self.spans[at][1]

    def outside(self, statement: Statement, reported: Iterable[Statement] = ()) -> tuple[Span, ...]:
        """The days on which a sale can have happened: its days that are not quiet, or all where none is left.

        Args:
            statement: the sale.
            reported: reports about times within it that tell all that was sold in them: what the statement tells
                beyond them was sold on its other days, if it has any.
        """
        period = _span(statement)
        told = _merged((*self.spans, *(_span(each) for each in reported)))
        return _without(period, told) or _without(period, self.spans) or (period,)


def _span(statement: Statement) -> Span:
    return statement.period_start.toordinal(), statement.last_day.toordinal()


def _first(span: Span) -> int:
    return span[0]


def _within(statement: Statement, spans: Sequence[Span]) -> bool:
    first, last = _span(statement)
    return any(start <= first and last <= end for start, end in spans)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return tuple(merged)


def _without(span: Span, holes: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of a span; the holes are disjoint and in order."""
    start, last = span
    left: list[Span] = []
    for hole_first, hole_last in holes:
        if hole_last < start or hole_first > last:
            continue
        if start < hole_first:
            left.append((start, hole_first - 1))
        start = hole_last + 1
    if start <= last:
        left.append((start, last))
    return tuple(left)
