"""Withdrawing a label withdraws what was derived from it, however far that reaches."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from monitor.labels.derivation import Claim, Grounds, claim_of, claims_of, grounds_of
from monitor.labels.label import Label

NEVER = date.min
"""The end of a label that rests on one which is not there."""

Claims = Callable[[bytes], Iterable[Label]]
"""Every label of a script."""


def derived_ends(given: Iterable[Grounds], claims_at: Claims) -> Mapping[Grounds, date]:
    """The day since which labels on each of some grounds no longer stand; grounds that hold are left out.

    A claim stands as long as any label of it stands, and a derived label as long as every claim it rests on; what
    rests on itself in a circle has nothing to stand on.

    Args:
        given: the grounds of every label that has any.
        claims_at: every label of a script, derived or not.
    """
    rests_on = {grounds: claims_of(grounds) for grounds in given if grounds}
    makers = {
        claim: [
            (_own_end(label), grounds_of(label)) for label in claims_at(claim[1]) if claim_of(label) == claim
        ]
        for claims in rests_on.values()
        for claim in claims
    }
    ends = dict.fromkeys(rests_on, NEVER)

    def end_of(claim: Claim) -> date:
        return max((min(own, ends.get(grounds, date.max)) for own, grounds in makers[claim]), default=NEVER)

    changed = True
    while changed:  # ends only rise, and each to one of finitely many days
        changed = False
        for grounds, claims in rests_on.items():
            end = min(end_of(claim) for claim in claims)
            if end > ends[grounds]:
                ends[grounds], changed = end, True
    return {grounds: end for grounds, end in ends.items() if end < date.max}


def fell(label: Label, ends: Mapping[Grounds, date]) -> bool:
    """Whether a label no longer stands because of what it was derived from, before anybody withdrew itself."""
    return ends.get(grounds_of(label), date.max) < _own_end(label)


def _own_end(label: Label) -> date:
    return label.withdrawn or date.max
