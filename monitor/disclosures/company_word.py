"""Of everything a company stated, what can tell something about the coins that moved on one day."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from monitor.disclosures.silence import DECIDING, silent_report
from monitor.disclosures.statement import Statement, StatementKind
from monitor.disclosures.taken_back import standing
from monitor.flows.explain.background import CompanyWord, Figure, Pledge
from monitor.labels.entity import Entity

_STALE = timedelta(days=400)
"""A figure older than this says nothing of today."""
_AFTER_FILING = timedelta(days=3)
_AFTER_INTENT = timedelta(days=92)
_ABOUT_PLEDGE = timedelta(days=366)
_REPORTS = 6
"""How many of its latest reports make a habit."""
_MONTH = 31
_YEAR = 366


def company_word(
    statements: Iterable[Statement], day: date, counterparty: Entity | None, unclear: Collection[str] = ()
) -> CompanyWord:
    """What a company stated, seen from one day.

    Args:
        statements: everything it stated, of whatever date: a report about the day comes after it.
        day: the UTC day on which coins moved.
        counterparty: who got them, so that a pledge to it is recognised by name.
        unclear: addresses of documents with passages that were not understood, whose silence tells nothing.
    """
    own = [each for each in standing(statements) if each.only is None]
    decided = sorted(
        (each for each in own if each.kind in DECIDING and each.period_end < day), key=_period_end
    )
    habit = decided[-_REPORTS:]
    parted = sum(each.kind is StatementKind.SALE for each in habit)
    silent = silent_report(own, day, unclear)
    published = [each for each in own if each.published is not None and each.published <= day]
    return CompanyWord(
        holdings=_holdings(own, day),
        production=_production(own, day),
        parted=parted,
        kept=len(habit) - parted,
        silent=silent.period_end if silent else None,
        pledges=tuple(
            Pledge(each.sats, each.period_start, each.period_end, _names(each, counterparty))
            for each in own
            if each.kind is StatementKind.PLEDGE
            and each.period_start - _ABOUT_PLEDGE <= day <= each.period_end + _ABOUT_PLEDGE
        ),
        intended=_latest(
            [each for each in published if each.kind is StatementKind.INTENT], day - _AFTER_INTENT
        ),
        filed=_latest(published, day - _AFTER_FILING),
    )


def _holdings(statements: Iterable[Statement], day: date) -> Figure | None:
    figures = [
        Figure(each.held_sats, each.period_end)
        for each in statements
        if each.held_sats is not None and day - _STALE <= each.period_end <= day
    ]
    return max(figures, key=lambda figure: figure.as_of, default=None)


def _production(statements: Iterable[Statement], day: date) -> Figure | None:
    figures = [
        Figure(each.sats * _MONTH // max(each.days, _MONTH), each.period_end)
        for each in statements
        if each.kind is StatementKind.PRODUCTION
        and each.sats is not None
        and _MONTH - 3 <= each.days <= _YEAR
        and each.period_start <= day
        and each.period_end >= day - _STALE
    ]
    return max(figures, key=lambda figure: figure.as_of, default=None)


def _names(statement: Statement, entity: Entity | None) -> bool:
    if entity is None:
        return False
    words = f"{statement.purpose or ''} {statement.evidence}".casefold()
    return entity.name.casefold() in words or entity.slug.replace("-", " ") in words


def _latest(statements: Iterable[Statement], since: date) -> date | None:
    days = [each.published for each in statements if each.published is not None and each.published >= since]
    return max(days, default=None)


def _period_end(statement: Statement) -> tuple[date, str]:
    return statement.period_end, statement.statement_id
