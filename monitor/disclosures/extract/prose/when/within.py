"""The time of what was mined, where only what stands beside it in its sentence has one."""

from collections.abc import Sequence

from monitor.disclosures.extract.prose.sentence.draft import CONTEXT, GUESS, Draft
from monitor.disclosures.statement import StatementKind

_FLOWS = frozenset({StatementKind.SALE, StatementKind.NO_SALE})


def date_within(made: Sequence[Draft]) -> None:
    """As in "Its machines found 375 coins; none were sold in April": mined in the month that is told of the sale.

    Args:
        made: what one sentence told; those of production without a time of their own are changed.
    """
    for draft in made:
        if draft.kind is not StatementKind.PRODUCTION or draft.sure > GUESS:
            continue
        beside = next((each for each in made if _is_dated(each) and each.entity == draft.entity), None)
        if beside is not None:
            draft.period_start, draft.period_end, draft.sure = beside.period_start, beside.period_end, CONTEXT


def _is_dated(draft: Draft) -> bool:
    return draft.kind in _FLOWS and draft.sure > CONTEXT and draft.period_start is not None
