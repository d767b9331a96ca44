"""Withdrawing a label withdraws what was derived from it, however far that reaches."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from monitor.labels.derivation import Claim, claim_of, rests_on
from monitor.labels.label import Label

NEVER = date.min
"""The end of a label that rests on one which is not there."""

Claims = Callable[[bytes], Iterable[Label]]
"""Every label of a script."""


def derived_ends(derived: Iterable[Label], claims_at: Claims) -> Mapping[Label, date]:
    """The day since which each derived label no longer stands, for those that fall with another one.

    A claim stands as long as any label of it stands, and a derived label as long as every claim it rests on; what
    rests on itself in a circle has nothing to stand on. Labels that only their own `withdrawn` ends are left out.

    Args:
        derived: the labels that rest on other labels.
        claims_at: every label of a script, derived or not.
    """
    waiting = [label for label in derived if rests_on(label)]
    ends: dict[Label, date] = dict.fromkeys(waiting, NEVER)

    def end_of(claim: Claim) -> date:
        labels = [label for label in claims_at(claim[1]) if claim_of(label) == claim]
        return max((ends.get(label, _own_end(label)) for label in labels), default=NEVER)

    changed = True
    while changed:  # ends only rise, and each to one of finitely many days
        changed = False
        for label in waiting:
            end = min(_own_end(label), *(end_of(claim) for claim in rests_on(label)))
            if end > ends[label]:
                ends[label], changed = end, True
    return {label: end for label, end in ends.items() if end < _own_end(label)}


def _own_end(label: Label) -> date:
    return label.withdrawn or date.max
