"""Labels that repeat or contradict each other. Both are kept; a person should know of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.network import Network
from monitor.errors import Problem
from monitor.labels.book import conflicts_among
from monitor.labels.label import Label


def contradictions(scripts: Mapping[bytes, tuple[Label, ...]], network: Network) -> tuple[Problem, ...]:
    """A warning for every pair of labels that conflict and every label that repeats another."""
    contested = ((script, claims) for script, claims in scripts.items() if len(claims) > 1)
    return tuple(
        problem for script, claims in contested for problem in contradictions_over(script, claims, network)
    )


def contradictions_over(script: bytes, claims: Sequence[Label], network: Network) -> tuple[Problem, ...]:
    """The same for one script. Labels that were withdrawn neither repeat nor contradict another."""
    standing = [claim for claim in claims if claim.withdrawn is None]
    shown = address_for_script(script, network) or script.hex()
    return (*_conflicts(shown, standing), *_duplicates(shown, standing))


def _conflicts(shown: str, claims: Iterable[Label]) -> Iterator[Problem]:
    for one, other in conflicts_among(claims):
        what = (
            f"conflict over {shown}: {one.entity} ({one.confidence} %) here, "
            f"{other.entity} ({other.confidence} %) at {other.where}"
        )
        yield Problem(one.where, what, fatal=False)


def _duplicates(shown: str, claims: Iterable[Label]) -> Iterator[Problem]:
    by_entity: dict[str, list[Label]] = {}
    for claim in claims:
        by_entity.setdefault(claim.entity, []).append(claim)
    for same in by_entity.values():
        for one, other in pairwise(same):
            if one.overlaps(other):
                what = f"duplicate: {shown} is labelled {one.entity} at {one.where} already"
                yield Problem(other.where, what, fatal=False)
