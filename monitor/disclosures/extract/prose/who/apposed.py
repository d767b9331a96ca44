"""Who acts, told beside somebody else: "Rhodium, a tenant of Riot, sold", "its parent sold", "the latter sold"."""

from monitor.disclosures.extract.lexicon import CROWD, RELATIVE, SELLING
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.who.named_aside import is_aside
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY, unknown_name

ANYBODY = frozenset(
    "those anyone anybody everyone everybody someone somebody one many some several others most largest"
    " biggest".split()
)
"""As in "those who sold bitcoin"."""
_CLAUSE = 30
_ASIDE_REACH = 6


def before_aside(line: Line, at: int, memory: Memory) -> str | None:
    """As in "Northern Data, of Frankfurt, sold ...", "Rhodium, a private miner and tenant of Riot, sold ..."."""
    opening = line.find_back({","}, at - 1, max(-1, at - _CLAUSE))
    if opening is None or opening < 1:
        return None
    relative = not (RELATIVE | _MEMBERS).isdisjoint(line.lows[opening + 1 : opening + 3])
    relative = relative or (line.low(opening + 1).endswith("ed") and line.deed(opening + 1) is None)
    if not relative and any(line.deed(back) in SELLING for back in range(opening, at)):
        return None
    if line.low(opening - 1) in ANYBODY | CROWD:
        return line.atoms[at - 1].entity or NOBODY  # "one of them, Riot, sold"
    if not (is_aside(line, opening - 1) or _is_list(line, opening)):
        known = line.atoms[opening - 1].entity
        if known is not None and not relative:
            return known
    described = line.low(opening + 1) in _ARTICLES or line.low(at - 1) in _RELATIONS
    near = relative or described or at - opening <= _ASIDE_REACH
    return unknown_name(line, opening - 1, memory) if near else None


def _is_list(line: Line, opening: int) -> bool:
    """As in "Riot, Bitfarms and Hut 8, sold": what is named behind a comma is one more of them."""
    first = opening + 1
    return line.low(first) in _JOINTS or (line.entity(first) is not None and line.low(first + 1) in _JOINTS)


_JOINTS = frozenset("and or but &".split())
_ARTICLES = frozenset("a an the one".split())
_RELATIONS = frozenset(
    "rival competitor peer neighbour neighbor partner parent lender landlord host tenant owner backer buyer"
    " acquirer supplier".split()
)


def related(line: Line, at: int, memory: Memory) -> str | None:
    """As in "Its parent sold 13 BTC", "the latter sold 20": who stands to those spoken of in that way."""
    if line.low(at) in _RELATIONS and (line.low(at - 1) in _WHOSE or line.low(at - 1).endswith(_POSSESSIVE)):
        return NOBODY
    if line.low(at) not in _OF_TWO or line.low(at - 1) != "the":
        return None
    before = memory.names.mentions(line.text, max(0, line.start - _SPOKEN_OF), line.start)
    two = [*dict.fromkeys(mention.entity for mention in reversed(before))][: len(_OF_TWO)]
    return two[_OF_TWO.index(line.low(at))] if len(two) == len(_OF_TWO) else NOBODY


_SPOKEN_OF = 200
"""Characters before a sentence in which the two are named of which it tells."""
_OF_TWO = ("latter", "former")
_WHOSE = frozenset("its their our whose s".split())
_POSSESSIVE = ("’s", "'s", "’", "'")


_MEMBERS = frozenset({"among", "including", "such"})
"""As in "five companies, among them the miner Hut 8 and the fund Sequans, sold 1,900"."""
