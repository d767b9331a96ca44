"""Members of a list within a sentence: "300, 120 and 90 bitcoin", "June 30, 2025 and 2024"."""

from collections.abc import Callable

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.prose.sentence.line import Line

MOST = 8
"""Members of a list that are looked at."""
_GAP = 2
_BETWEEN = frozenset({",", "and", "or", "nor", "~", "approximately", "the"})


def list_at(line: Line, at: int, fits: Callable[[Atom], bool]) -> list[int]:
    """The places of a list that holds a place: what fits, joined by commas and "and"."""
    places = [at]
    for step in (-1, 1):
        place, gap = at + step, 0
        while 0 <= place < len(line.atoms) and gap <= _GAP and len(places) < MOST:
            if fits(line.atoms[place]):
                places.append(place)
                gap = 0
            elif line.low(place) in _BETWEEN:
                gap += 1
            else:
                break
            place += step
    return sorted(places)
