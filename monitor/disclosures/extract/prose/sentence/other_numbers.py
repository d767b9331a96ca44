"""Numbers beside a word for selling that are not what was sold: of a whole, of which twice so many, a difference."""

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.sentence.beside import unit_at
from monitor.disclosures.extract.prose.sentence.line import Line

UNCOUNTED = frozenset(
    "half third quarter fifth tenth thirds quarters fifths two-thirds three-quarters one-third one-quarter one-half"
    " three-fifths most some part parts portion portions majority bulk fraction slice chunk rest remainder".split()
)
"""Parts of which nobody says how many coins they are."""
_MORE = frozenset("more less fewer".split())
_THAN = 6


def before_of(line: Line, at: int) -> int | None:
    """The place before "of its", "of Riot's", "out of the" and a number; None where that is no whole."""
    back = at - 1
    while (
        line.low(back) in {"the", "its", "all", "those", "'", "’", "s"}
        or line.low(back).endswith(("'s", "’s"))
        or (line.low(back + 1) in {"'", "’"} and back >= 0 and _may_own(line.atoms[back]))
    ):
        back -= 1
    if line.low(back) != "of":
        return None
    return back - (2 if line.low(back - 1) in {"out", "units"} else 1)


def _may_own(atom: Atom) -> bool:
    return atom.entity is not None or atom.when is not None


def is_whole_of_part(line: Line, at: int) -> bool:
    """Whether of a number of coins only a share or a part is told of: "56% of December's 1,900 bitcoin"."""
    back = before_of(line, at)
    return back is not None and (line.low(back) in UNCOUNTED or unit_at(line.atoms, back) is Unit.PERCENT)


def is_multiplied(line: Line, at: int) -> bool:
    """As in "sold twice the 410 BTC that it mined"."""
    return line.low(line.back(at - 1, {"the", "its", "those"})) in _TIMES


_TIMES = frozenset("twice double triple thrice times".split())


def is_difference(line: Line, at: int) -> bool:
    """As in "sold 20 BTC more than it mined", "20 BTC less in July than in June", "20 BTC short of the 410 planned"."""
    if line.low(at + 1) == "short":
        return line.low(at + 2) == "of"
    than = line.find({"than"}, at + 2, at + _THAN) if line.low(at + 1) in _MORE else None
    return than is not None and line.low(than + 1) in _COMPARED


_COMPARED = frozenset("it they we in during for the its their what planned".split())
"""Behind "more than": not a time ("sold 20 BTC more than a month ago")."""
