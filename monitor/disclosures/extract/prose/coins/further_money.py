"""Further proceeds of sales with periods of their own: "were $4 million in June and $9 million in the half-year"."""

from decimal import Decimal
from itertools import pairwise

from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.coins.figures import counted_back
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.objects import is_sum
from monitor.disclosures.statement import StatementKind


def further_money(line: Line, draft: Draft) -> list[Draft]:
    """As in "proceeds from bitcoin sales were $4.4 million in the second quarter and $9.9 million in the half-year"."""
    if draft.kind is not StatementKind.SALE or draft.sats is not None or draft.proceeds_usd is None:
        return []
    made: list[Draft] = []
    sums = [at for at, atom in enumerate(line.atoms) if atom.amount is not None]
    own = next(
        (
            at
            for at in sums
            if is_sum(line.atoms[at].amount) and _dollars(line, at, draft) == draft.proceeds_usd
        ),
        None,
    )
    if own is None or line.respectively or not _has_days_of_its_own(line, own, draft):
        return []
    for before, at in pairwise(sums[sums.index(own) :]):
        between = [line.low(place) for place in range(before + 1, at) if line.atoms[place].when is None]
        when = counted_back(line, line.when_after(at + (line.low(at + 1) in _ONE)), draft)
        if (
            not is_sum(line.atoms[at].amount)
            or not _BETWEEN_SUMS.issuperset(between)
            or when is None
            or when.last is None
        ):
            break
        if when.first is None or when.form not in {Form.LONGER, Form.MONTH, Form.SAME}:
            break
        amount = line.atoms[at].amount
        assert amount is not None, "it is one of the sums"
        made.append(
            Draft(
                draft.kind, draft.entity, amount.start, max(amount.end, when.end), f"{draft.rule}_and", when.first,
                when.last, CLAUSE, proceeds_usd=draft.dollars(amount), approximate=False,
            )
        )  # fmt: skip
    return made


_BETWEEN_SUMS = frozenset(
    "in during for the and , with to as compared against versus vs from up down than a one its their our worth of"
    " bitcoin btc".split()
)
"""Between a sum with its period and the next one."""


_ONE = frozenset({"a", "one"})
_WORTH = frozenset("worth of in its their our".split())


def _dollars(line: Line, at: int, draft: Draft) -> Decimal | None:
    amount = line.atoms[at].amount
    return None if amount is None else draft.dollars(amount)


def _has_days_of_its_own(line: Line, at: int, draft: Draft) -> bool:
    while line.low(at + 1) in _WORTH or line.is_coin(at + 1):
        at += 1
    when = line.when_after(at)
    return when is not None and (when.first, when.last) == (draft.period_start, draft.period_end)
