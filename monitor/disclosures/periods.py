"""Overlapping statements are one truth, not a sum.

A monthly figure includes the release of a single sale in that month; a quarter includes its months. So a
statement only speaks for what it tells beyond the more specific statements that share days with it. Where two
periods overlap and neither holds the other, nobody can tell how much they share: all that certainly was sold
is the larger amount, and it is counted like that. Of several statements about the very same period the one
published last counts.

Whatever the periods: when all statements are true, what is counted never exceeds what was sold.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from monitor.disclosures.statement import Statement, StatementKind


@dataclass(frozen=True, slots=True)
class Claim:
    """A sale statement that counts."""

    statement: Statement
    own_sats: int
    """What it tells beyond the more specific statements that share days with it; may be 0."""


def nested_claims(statements: Iterable[Statement]) -> list[Claim]:
    """The sale statements that count, a reviewer's first, then the shortest period first.

    A reviewer's confirmation of an episode rests on something the company said, so that the company's own
    statement about those days does not count the coins again.
    """
    claims: list[Claim] = []
    for statement in sorted(_latest_of_each_period(statements), key=_specific_first):
        told = sum(claim.own_sats for claim in claims if share_days(claim.statement, statement))
        claims.append(Claim(statement, max(0, (statement.sats or 0) - told)))
    return claims


def share_days(one: Statement, other: Statement) -> bool:
    """Whether two sales may share coins: their periods overlap, and they are not pinned to different episodes."""
    pins = {one.only_episode, other.only_episode} - {None}
    overlap = one.period_start <= other.period_end and other.period_start <= one.period_end
    return overlap and len(pins) <= 1


def superseded(statements: Iterable[Statement]) -> frozenset[str]:
    """The ids of sale statements that a later one about the same period replaces."""
    quantified = [each for each in statements if _tells_quantity(each)]
    kept = {each.statement_id for each in _latest_of_each_period(quantified)}
    return frozenset(each.statement_id for each in quantified) - kept


def _latest_of_each_period(statements: Iterable[Statement]) -> list[Statement]:
    periods: dict[tuple[date, date, str | None], list[Statement]] = defaultdict(list)
    for each in statements:
        if _tells_quantity(each):
            periods[each.period_start, each.period_end, each.only_episode].append(each)
    return [max(group, key=_publication) for group in periods.values()]


def _tells_quantity(statement: Statement) -> bool:
    return statement.kind is StatementKind.SALE and statement.sats is not None


def _publication(statement: Statement) -> tuple[date, str]:
    return statement.published or date.min, statement.statement_id


def _specific_first(statement: Statement) -> tuple[bool, int, date, str]:
    return statement.only_episode is None, statement.days, statement.period_start, statement.statement_id
