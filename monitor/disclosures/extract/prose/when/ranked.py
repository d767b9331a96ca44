"""Years over which something is ranked: "its smallest monthly figure this year", "the most in any month of 2025"."""

from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.sentence.line import Clause

RANKS = frozenset(
    "smallest largest biggest fewest lowest highest most least heaviest lightest slowest busiest best worst weakest"
    " strongest record".split()
)
_WITHIN = frozenset(
    "a the its their our any of in for over during so far single such one monthly quarterly weekly month months quarter"
    " quarters week weeks sale sales figure figures number numbers total totals tally count disposal disposals"
    " liquidation liquidations volume batch yet sold".split()
)
"""Words between a superlative and the time over which it ranks."""
_REACH = 8
_LONGEST_RANKED = 100
"""Days: of a month or a quarter "the most in May" says when it was."""


def is_of_ranking(clause: Clause, at: int, when: When) -> bool:
    """As in "sold 18 BTC, its smallest monthly figure this year": over which years it is the smallest."""
    line = clause.line
    if when.form not in {Form.LONGER, Form.SAME, Form.SINCE} or line.words.isdisjoint(RANKS):
        return False
    if when.form is not Form.SINCE and (
        when.first is None or when.last is None or (when.last - when.first).days < _LONGEST_RANKED
    ):
        words = line.text[when.start : when.end].lower().split()
        if "year" not in words:
            return False
    for back in range(at - 1, max(-1, at - _REACH), -1):
        low = line.low(back)
        if low in RANKS:
            return line.low(back + 1) != "of" and line.low(back - 1) != "at"
        if low not in _WITHIN:
            return False
    return False
