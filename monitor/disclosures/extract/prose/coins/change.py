"""Figures told as a change: "Bitcoin sold went from 9.0 in August to 12.5 in September"."""

from monitor.disclosures.extract.lexicon import GREW, Deed
from monitor.disclosures.extract.numbers.amounts import COUNTED, Amount
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.coins.stocks import OF_OTHERS
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind

_KINDS = {
    Deed.SELL: StatementKind.SALE, Deed.MINE: StatementKind.PRODUCTION, Deed.HOLD: StatementKind.HOLDINGS,
}  # fmt: skip
_FROM_AND_TO = frozenset({"from", "to"})
_WENT = GREW | frozenset(
    "went moved changed was leapt dropping falling rising growing sliding declining increasing decreasing"
    " climbing shrinking were up down".split()
)


def read_change(clause: Clause, memory: Memory) -> list[Draft] | None:
    """The figures of a change of sales ("to 465 in May from 450 in April and 395 in March"), the new one of others.

    None where the clause tells none.
    """
    line = clause.line
    kind = _KINDS.get(clause.told.deed)
    at = clause.at + 1
    if kind is None or line.low(at) not in _WENT | {"from"}:
        return None
    if kind is StatementKind.HOLDINGS and line.low(clause.at - 1) in OF_OTHERS:
        return []
    figures: list[tuple[str, Amount, When]] = []
    for place in range(at, min(clause.right - 2, at + 24)):
        amount = line.atoms[place + 1].amount
        when = line.when_after(place + 1)
        if (
            (line.low(place) in _FROM_AND_TO or (figures and line.low(place) == "and"))
            and amount is not None
            and when is not None
            and when.last is not None
        ):
            figures.append((line.low(place), amount, when))
    if not {word for word, _, _ in figures} >= _FROM_AND_TO:
        return _without_days(clause, memory, kind) if kind is StatementKind.HOLDINGS else None
    if any(amount.unit not in COUNTED or amount.sats is None for _, amount, _ in figures):
        return None
    who = subject(clause, memory)
    if who == NOBODY:
        return []
    stock = kind is StatementKind.HOLDINGS
    return [
        Draft(
            StatementKind.NO_SALE if kind is StatementKind.SALE and not amount.sats else kind, who,
            line.atoms[max(clause.left, clause.at - 1)].start if index == 0 else amount.start,
            when.end, "prose.changed", None if stock else when.first, when.last, CLAUSE,
        ).counting(amount)
        for index, (word, amount, when) in enumerate(figures)
        if word == "to" or kind is StatementKind.SALE or (stock and when.form in {Form.DAY, Form.END})
    ]  # fmt: skip


def _past_brackets(line: Line, at: int) -> int:
    """As in "from 9,652 BTC ($1.13 billion) to 9,232 BTC": past what stands in brackets at a place."""
    if line.low(at) != "(":
        return at
    return next((each + 1 for each in range(at + 1, at + _ASIDE) if line.low(each) == ")"), at)


_ASIDE = 6


def _without_days(clause: Clause, memory: Memory, kind: StatementKind) -> list[Draft] | None:
    """As in "brings its holdings down from 3,234 to 2,264": only the latter is of the time spoken of."""
    line = clause.line
    for at in range(clause.at + 1, min(clause.right - 3, clause.at + 6)):
        to = _past_brackets(line, at + 2)
        before = line.atoms[at + 1].amount
        after = line.amount(to + 1)
        if line.low(at) == "from" and line.low(to) == "to" and before is not None and after is not None:
            if after.unit not in COUNTED or not after.sats or not (memory.coins or line.coins):
                return None
            who = subject(clause, memory)
            when = moment(clause, memory, point=True)
            start = line.atoms[clause.at].start
            draft = Draft.told(kind, who, (start, after.end), "prose.changed", when)
            return [] if who == NOBODY else [draft.counting(after)]
    return None
