"""Whether an infinitive tells a fact, since something made somebody do it, or gave the occasion that was taken."""

from monitor.disclosures.extract.lexicon import ADVERBS, MODALS, Deed
from monitor.disclosures.extract.prose.sentence.line import Clause


def is_driven(clause: Clause, chain: list[str]) -> bool:
    """As in "a bear market forced the miner to sell": what somebody was made to do was done."""
    line, begin = clause.line, clause.at - len(chain)
    if chain == ["to"] and (line.low(begin - 2), line.low(begin - 1)) in _ONLY_WAY:
        return True
    if set(chain) - {"to", "also", "the"} - ADVERBS:
        return False
    if any(
        line.low(at) in _SEIZED or (line.low(at) == "advantage" and line.low(at - 1) in _TOOK)
        for at in range(begin - 6, begin)
    ):
        return True
    near = range(max(clause.left, begin - _REACH_OF_DRIVE), begin)
    driving = _DRIVING | _ENABLING if clause.told.deed is Deed.MINE else _DRIVING
    return any(
        line.low(at) in driving and line.low(at - 1) not in MODALS | {"be", "to", "not"} for at in near
    )


_ONLY_WAY = frozenset(
    {
        ("choice", "but"),
        ("option", "but"),
        ("alternative", "but"),
        ("way", "but"),
        ("saw", "fit"),
        ("seen", "fit"),
    }
)
"""As in "had no choice but to sell"."""
_TOOK = frozenset("took taken taking".split())
_SEIZED = frozenset("seized exploited used".split())
"""As in "used the rally to sell"."""
_REACH_OF_DRIVE = 6
_ENABLING = frozenset("allowed enabled let helped permitted".split())
"""As in "allowed us to produce 1,104 bitcoin this quarter"."""
_DRIVING = frozenset("forced prompted led compelled pushed obliged drove caused".split())
