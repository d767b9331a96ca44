"""Overlapping statements are one truth, not a sum.

A monthly figure includes the release of a single sale in that month; a quarter includes its months. So a
statement only speaks for what it tells beyond the more specific statements that share days with it. Where two
periods overlap and neither holds the other, nobody can tell how much they share: all that certainly was sold
is the larger amount, and it is counted like that. A difference that rounding explains is none: the 550.03 of a
month are the "550" of a release.

Of several statements about the very same months the company's own count before what articles tell, and of these the
one published last, with all that can be rounded from the same number as one word of which the most precise form
counts. Of several published on one day the largest
counts, because the others tell a part of it; and so it is with any other period, about which nobody reports twice.

An article that gives the day of its own publication for a sale that another document tells of, with the same
amount up to a week before, is an echo of that and no further sale.

Whatever the periods: when all statements are true, what is counted never exceeds what was sold.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from monitor.disclosures.statement import Statement, StatementKind
from monitor.disclosures.taken_back import authority, taken_back

_DAY = timedelta(days=1)
_NEWS = timedelta(days=7)
"""So long a sale is news."""


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
    """Whether the two differ by more than rounding, and an earlier word is taken back."""
    same: bool = True
    """Whether they differ by no more than rounding: they are one word, in two documents."""


@dataclass(frozen=True, slots=True)
class Overrun:
    """Statements that tell more of parts of a time than another one tells of all of it: somebody should look."""

    whole_id: str
    part_ids: tuple[str, ...]


def nested_claims(statements: Iterable[Statement], kind: StatementKind = StatementKind.SALE) -> list[Claim]:
    """The statements of a kind that count, a reviewer's first, then the shortest period first.

    A reviewer's confirmation of an episode rests on something the company said, so that the company's own
    statement about those days does not count the coins again.
    """
    claims: list[Claim] = []
    words = [_word_that_counts(group) for group in _by_period(statements, kind)]
    echoes = _echoes(words)
    counting = (word for word in words if word.only is not None or word.statement_id not in echoes)
    for statement in sorted(counting, key=_specific_first):
        inside = [claim for claim in claims if claim.own_sats and share_days(claim.statement, statement)]
        claims.append(Claim(statement, _beyond(statement, inside)))
    return claims


def _beyond(statement: Statement, inside: list[Claim]) -> int:
    """What a statement adds to more specific ones: nothing where it may just be rounded otherwise."""
    whole, told = statement.sats or 0, sum(claim.own_sats for claim in inside)
    slack = max((statement.slack_sats, *(claim.slack_sats for claim in inside)))
    return 0 if inside and whole - told <= slack else whole - told


def overruns(claims: Sequence[Claim]) -> tuple[Overrun, ...]:
    """The wholes that are less than their parts by more than rounding; the parts are believed.

    Args:
        claims: as `nested_claims` gives them.
    """
    found = []
    for number, whole in enumerate(claims):
        parts = [
            each for each in claims[:number] if each.own_sats and _holds(whole.statement, each.statement)
        ]
        told = sum(each.own_sats for each in parts)
        slack = max((whole.statement.slack_sats, *(each.slack_sats for each in parts)))
        if told - (whole.statement.sats or 0) > slack:
            names = dict.fromkeys(each.statement.statement_id for each in parts)
            found.append(Overrun(whole.statement.statement_id, tuple(names)))
    return tuple(found)


def _holds(whole: Statement, part: Statement) -> bool:
    within = whole.period_start <= part.period_start and part.period_end <= whole.period_end
    return within and whole.only is None and whole.statement_id != part.statement_id


def replacements(statements: Iterable[Statement]) -> tuple[Replacement, ...]:
    """The statements of sales, and of none, that do not count beside another one about the same period or sale."""
    known = list(statements)
    gone = taken_back(known)
    rest = [each for each in known if each.statement_id not in gone]
    by_id = {each.statement_id: each for each in known}
    return (
        *(
            Replacement(name, by.statement_id, _restates(by, by_id[name]), same=False)
            for name, by in gone.items()
        ),
        *_replaced(list(_by_period(rest, StatementKind.SALE))),
    )


def _restates(word: Statement, before: Statement) -> bool:
    """Whether a word takes back what was told before it, of the whole time: "so far" is no restatement's beginning."""
    whole = before.published is None or before.published >= before.period_end
    return whole and (word.published or date.min) > (before.published or date.min)


def retold(statements: Iterable[Statement]) -> dict[str, frozenset[str]]:
    """By the statement that counts, those that tell the same in another document, so that it counts for them."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in replacements(statements):
        if not each.restated:
            found[each.by_id].add(each.statement_id)
    return {name: frozenset(others) for name, others in found.items()}


def _replaced(groups: Sequence[list[Statement]]) -> Iterator[Replacement]:
    words = [_word_that_counts(group) for group in groups]
    for name, heard in _echoes(words).items():
        yield Replacement(name, heard.statement_id, restated=False)
    for group, kept in zip(groups, words, strict=True):
        for each in group:
            if each.statement_id != kept.statement_id:
                restated = is_report(kept) and _restates(kept, each)
                same = _one_word(each, kept)
                yield Replacement(each.statement_id, kept.statement_id, restated and not same, same)


def _echoes(words: Iterable[Statement]) -> dict[str, Statement]:
    """The statements that only echo an earlier one, by id, with that one."""
    told = sorted((word for word in words if word.only is None), key=_by_start)
    found: dict[str, Statement] = {}
    for number, word in enumerate(told):
        published = word.published
        if word.days > 1 or published is None or not timedelta(0) <= published - word.period_end <= _DAY:
            continue
        heard = (each for each in told[:number] if _echoed(word, each) and each.statement_id not in found)
        first = next(heard, None)
        if first is not None:
            found[word.statement_id] = first
    return found


def _echoed(word: Statement, first: Statement) -> bool:
    since = word.period_start - first.period_end
    return timedelta(0) < since <= _NEWS and word.url != first.url and _one_word(word, first)


def superseded(statements: Iterable[Statement]) -> frozenset[str]:
    """The ids of statements of sales, and of none, that another one about the same period replaces."""
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
    word = max(group, key=_publication if is_report(group[0]) else _amount)
    same = (each for each in group if _one_word(each, word))
    return max(same, key=lambda each: (-each.slack_sats, *_publication(each)))


def is_report(statement: Statement) -> bool:
    """Whether the period is one of whole months: companies report all of it, and then restate."""
    return statement.period_start.day == 1 and (statement.period_end + _DAY).day == 1


def _one_word(one: Statement, other: Statement) -> bool:
    return abs((one.sats or 0) - (other.sats or 0)) <= max(one.slack_sats, other.slack_sats)


def _publication(statement: Statement) -> tuple[tuple[bool, date], int, str]:
    return authority(statement), statement.sats or 0, statement.statement_id


def _by_start(statement: Statement) -> tuple[date, date, str]:
    return statement.period_start, statement.period_end, statement.statement_id


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
