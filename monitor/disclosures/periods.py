"""Overlapping statements are one truth, not a sum.

A monthly figure includes the release of a single sale in that month; a quarter includes its months. So a
statement only speaks for what it tells beyond the more specific statements that share days with it. Where two
periods overlap and neither holds the other, nobody can tell how much they share: all that certainly was sold
is the larger amount, and it is counted like that. A difference that rounding explains is none: the 550.03 of a
month are the "550" of a release.

Of several statements about the very same months the one published last counts, with all that can be rounded from
the same number as one word of which the most precise form counts. Of several published on one day the largest
counts, because the others tell a part of it; and so it is with any other period, about which nobody reports twice.

Whatever the periods: when all statements are true, what is counted never exceeds what was sold.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.disclosures.statement import Statement, StatementKind

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of a quantity that counts."""

    statement: Statement
    own_sats: int
    """What it tells beyond the more specific statements that share days with it; may be 0."""

    @property
    def slack_sats(self) -> int:
        """How far the true quantity may be above or below; 0 where it adds nothing."""
        return self.statement.slack_sats if self.own_sats else 0


@dataclass(frozen=True, slots=True)
class Replacement:
    """A statement that another one about the same period replaces."""

    statement_id: str
    by_id: str
    restated: bool
    """Whether the two differ by more than rounding: an earlier word is taken back."""


def nested_claims(statements: Iterable[Statement], kind: StatementKind = StatementKind.SALE) -> list[Claim]:
    """The statements of a kind that count, a reviewer's first, then the shortest period first.

    A reviewer's confirmation of an episode rests on something the company said, so that the company's own
    statement about those days does not count the coins again.
    """
    claims: list[Claim] = []
    counting = [_word_that_counts(group) for group in _by_period(statements, kind)]
    for statement in sorted(counting, key=_specific_first):
        inside = [claim for claim in claims if claim.own_sats and share_days(claim.statement, statement)]
        claims.append(Claim(statement, _beyond(statement, inside)))
    return claims


def _beyond(statement: Statement, inside: list[Claim]) -> int:
    """What a statement adds to more specific ones: nothing where it may just be rounded otherwise."""
    whole, told = statement.sats or 0, sum(claim.own_sats for claim in inside)
    slack = max((statement.slack_sats, *(claim.slack_sats for claim in inside)))
    return 0 if inside and whole - told <= slack else whole - told


def replacements(statements: Iterable[Statement]) -> tuple[Replacement, ...]:
    """The sale statements that do not count beside another one about the same period, and that one."""
    return tuple(_replaced(_by_period(statements, StatementKind.SALE)))


def _replaced(groups: Iterable[list[Statement]]) -> Iterator[Replacement]:
    for group in groups:
        kept = _word_that_counts(group)
        for each in group:
            if each.statement_id != kept.statement_id:
                restated = _reported(kept) and each.published != kept.published
                yield Replacement(
                    each.statement_id, kept.statement_id, restated=restated and not _one_word(each, kept)
                )


def superseded(statements: Iterable[Statement]) -> frozenset[str]:
    """The ids of sale statements that another one about the same period replaces."""
    return frozenset(each.statement_id for each in replacements(statements))


def share_days(one: Statement, other: Statement) -> bool:
    """Whether two statements can speak of the same coins: by their days, and by what they are pinned to."""
    pins = {one.only, other.only} - {None}
    overlap = one.period_start <= other.period_end and other.period_start <= one.period_end
    return overlap and len(pins) <= 1


def _by_period(statements: Iterable[Statement], kind: StatementKind) -> Iterable[list[Statement]]:
    periods: dict[tuple[date, date, str | None], list[Statement]] = defaultdict(list)
    for each in statements:
        if each.kind is kind and each.sats is not None:
            periods[each.period_start, each.period_end, each.only].append(each)
    return periods.values()


def _word_that_counts(group: list[Statement]) -> Statement:
    word = max(group, key=_publication if _reported(group[0]) else _amount)
    same = (each for each in group if _one_word(each, word))
    return max(same, key=lambda each: (-each.slack_sats, *_publication(each)))


def _reported(statement: Statement) -> bool:
    """Whether the period is one of whole months, which companies report about, and then restate."""
    return statement.period_start.day == 1 and (statement.period_end + _DAY).day == 1


def _one_word(one: Statement, other: Statement) -> bool:
    return abs((one.sats or 0) - (other.sats or 0)) <= max(one.slack_sats, other.slack_sats)


def _publication(statement: Statement) -> tuple[date, int, str]:
    return statement.published or date.min, statement.sats or 0, statement.statement_id


def _amount(statement: Statement) -> tuple[int, date, str]:
    return statement.sats or 0, statement.published or date.min, statement.statement_id


def _specific_first(statement: Statement) -> tuple[bool, int, date, str, str]:
    pinned_last = statement.only is None
    return (
        pinned_last,
        statement.days,
        statement.period_start,
        statement.statement_id,
        statement.only or "",
    )
