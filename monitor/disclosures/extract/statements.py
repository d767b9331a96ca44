"""From what a text gives to statements that can be reconciled, and why some of it cannot be used."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from monitor.disclosures.extract.found import Found
from monitor.disclosures.statement import Statement, StatementKind

_CENT = Decimal("0.01")
_TIMELESS = frozenset({StatementKind.INTENT, StatementKind.PLEDGE})
"""Without a period of their own they speak of the day on which they were published."""


@dataclass(frozen=True, slots=True)
class Passed:
    """Something a text gives that is no use for reconciliation, with the reason in words."""

    found: Found
    why: str


def statements(
    found: Iterable[Found], *, issuers: Collection[str], url: str, published: date | None
) -> tuple[list[Statement], list[Passed]]:
    """Turn what was found in a document into statements of known issuers.

    Holdings and whatever else is told of a point in time, or only with the day by which it was done, begin and
    end on that day.

    Args:
        found: in the order of the text.
        issuers: the slugs whose statements are wanted.
        url: of the document.
        published: the day it was published; what has no period at all but tells an intent or a pledge is of it.

    Returns:
        The statements, each once, and what was passed over.
    """
    made: dict[str, Statement] = {}
    passed: list[Passed] = []
    for each in found:
        one = _statement(each, issuers, url, published)
        if isinstance(one, Statement):
            made.setdefault(one.statement_id, one)
        else:
            passed.append(Passed(each, one))
    return list(made.values()), passed


def _statement(found: Found, issuers: Collection[str], url: str, published: date | None) -> Statement | str:
    """A statement, or why there is none."""
    if found.entity is None:
        return "the text does not tell whose it is"
    if found.entity not in issuers:
        return f"{found.entity} is no issuer we know"
    last = found.period_end or (published if found.kind in _TIMELESS else None)
    if last is None:
        return "no period is told, and none follows from the date of the document"
    try:
        return Statement(
            issuer=found.entity,
            kind=found.kind,
            period_start=found.period_start or last,
            period_end=last,
            sats=None if found.kind is StatementKind.NO_SALE else found.sats,
            approximate=found.approximate,
            proceeds_usd=_cents(found.proceeds_usd),
            avg_price_usd=_cents(found.avg_price_usd),
            holdings_after_sats=None if found.kind is StatementKind.HOLDINGS else found.holdings_after_sats,
            purpose=found.purpose,
            url=url,
            published=published,
            evidence=found.evidence,
            proceeds_usdt=_cents(found.proceeds_usdt),
            derived=found.derived,
            rule=found.rule,
        )
    except ValueError as fault:
        return str(fault)


def _cents(usd: Decimal | None) -> Decimal | None:
    return None if usd is None else usd.quantize(_CENT, ROUND_HALF_UP)
