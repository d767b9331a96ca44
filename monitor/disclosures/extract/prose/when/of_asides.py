"""Periods of what is said of a company between two commas: "Foo, which listed in June 2021, sold 300 BTC"."""

from monitor.disclosures.extract.lexicon import TELLING, Shape
from monitor.disclosures.extract.prose.sentence.line import Clause

_LITTLE = frozenset("in on for during over through the early late mid by just".split())


def is_of_aside(clause: Clause, at: int) -> bool:
    """As in "Bitfarms, which listed in June 2021, sold 300 BTC": a relative clause that tells of no deed with coins."""
    line = clause.line
    if at > clause.at or line.words.isdisjoint(_WHO):
        return False
    comma = next((ahead for ahead in range(at + 1, clause.at) if line.low(ahead) == ","), None)
    begun = next((back for back in range(at - 1, 0, -1) if line.low(back) in _WHO), None)
    if comma is None or begun is None or line.low(begun - 1) != ",":
        return False
    own = any(begun < told.at < comma and told.shape is Shape.PAST for told in line.deeds)
    if own and any(begun < told.at < at and told.deed is clause.told.deed for told in line.deeds):
        return True  # "Riot, which sold 80 in June, sold none": the aside's own
    return not own and not any(
        line.low(place) in TELLING or line.low(place) == "," for place in range(begun, at)
    )


_WHO = frozenset("which who whose".split())


def is_of_closed_aside(clause: Clause, at: int) -> bool:
    """As in "In June Foo, which had bought a site in April, sold 300": the sentence has opened with another time."""
    line = clause.line
    if at > clause.at or line.words.isdisjoint(_WHO) or line.low(at + 1) != ",":
        return False
    begun = next((back for back in range(at - 1, 0, -1) if line.low(back) in _WHO), None)
    return begun is not None and line.low(begun - 1) == "," and line.whens[0] < begun


def is_of_apposition(clause: Clause, at: int) -> bool:
    """As in "Argo, short of cash since last year, sold 190 BTC": a time of what a seller is, and not of the sale."""
    line = clause.line
    if at > clause.at or line.low(at + 1) != ",":
        return False
    begun = next((back for back in range(at - 1, 0, -1) if line.low(back) == ","), None)
    if begun is None or line.atoms[begun - 1].entity is None:
        return False
    within = [line.low(place) for place in range(begun + 1, at)]
    told = any(begun < deed.at < at for deed in line.deeds) or not TELLING.isdisjoint(within)
    return not told and any(word not in _LITTLE for word in within)
