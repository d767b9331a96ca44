"""Overlapping statements are one truth, not a sum.

A monthly figure includes the release of a single sale in that month; a quarter includes its months. So a
statement only speaks for what it tells beyond the statements whose periods lie inside its own. Of several
statements about the very same period the one published last counts. Periods that overlap without one holding
the other are separate truths: nobody can tell how much they share, and each flag is still filled only once.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from monitor.disclosures.statement import Statement, StatementKind


@dataclass(frozen=True, slots=True)
class Claim:
    """A sale statement, and the satoshis that it tells beyond the statements nested in it."""

    statement: Statement
    own_sats: int


def nested_claims(statements: Iterable[Statement]) -> list[Claim]:
    """The sale statements that count, a reviewer's first, then the shortest period first.

    A reviewer's confirmation of an episode nests like the sale it rests on, so that the company's own later
    statement about that time does not count the coins again.
    """
    counting = _counting(statements)
    counting.sort(key=_specific_first)
    stated: list[tuple[Statement, int]] = []
    claims = []
    for statement in counting:
        inner = sum(own for other, own in stated if _holds(statement, other))
        own = max(0, (statement.sats or 0) - inner)
        stated.append((statement, own))
        claims.append(Claim(statement, own))
    return claims


def superseded(statements: Iterable[Statement]) -> frozenset[str]:
    """The ids of sale statements that a later one about the same period replaces."""
    every = [each for each in statements if _is_sale(each)]
    kept = {each.statement_id for each in _counting(every)}
    return frozenset(each.statement_id for each in every) - kept


def _counting(statements: Iterable[Statement]) -> list[Statement]:
    same_period: dict[tuple[date, date, str | None], list[Statement]] = defaultdict(list)
    for statement in statements:
        if _is_sale(statement):
            key = (statement.period_start, statement.period_end, statement.only_episode)
            same_period[key].append(statement)
    return [max(group, key=_latest) for group in same_period.values()]


def _is_sale(statement: Statement) -> bool:
    return statement.kind is StatementKind.SALE and statement.sats is not None


def _latest(statement: Statement) -> tuple[date, str]:
    return statement.published or date.min, statement.statement_id


def _specific_first(statement: Statement) -> tuple[bool, int, date, str]:
    days = (statement.period_end - statement.period_start).days
    return statement.only_episode is None, days, statement.period_start, statement.statement_id


def _holds(outer: Statement, inner: Statement) -> bool:
    if outer.only_episode is not None:
        return False
    return outer.period_start <= inner.period_start and inner.period_end <= outer.period_end
