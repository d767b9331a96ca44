"""Companies that nobody has introduced: a run of capitalised words where whoever acts stands."""

from monitor.disclosures.extract.companies.introductions import OFFICES_OF, ORDINARY, proper
from monitor.disclosures.extract.lexicon import CROWD, DEEDS, IT, TELLING, WE
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.memory import Memory

NOT_NAMES = frozenset(
    "nothing none bitcoin btc the in total key month company during as on at and of we our it its this that"
    " these since after for monthly mining production update operational results update updates q1"
    " q2 q3 q4 number average quarter year new both treasury crypto digital cash net gross revenue"
    " ceo cfo president chairman company's unaudited january february march april may june july"
    " august september october november december hodl btcs bitcoins proceeds also meanwhile"
    " however additionally along together quantity volume amount all".split()
)
NOBODY = "\0"
"""A crowd sold, or somebody of whom the text gives no name: no issuer."""


def named_at(line: Line, at: int, memory: Memory) -> str | None:
    """The company whose name ends at a place, known or not."""
    return None if at < 0 else line.atoms[at].entity or unknown_name(line, at, memory)


def unknown_name(line: Line, last: int, memory: Memory) -> str | None:
    """A run of capitalised words that ends at a place: "Northern Data sold ..."."""
    if last < 0 or line.atoms[last].entity is not None:
        return None
    first = last + 1 - _is_of_name(line, last)
    while first > 0 and (_may_be_name(line, first - 1) or _is_joined(line, first)):
        first -= 1 + (not _may_be_name(line, first - 1))
    if first > last or (first > 0 and line.atoms[first - 1].entity is not None):
        return None
    if line.low(first - 1) in {"of", "at"} and line.low(first - 2) in CROWD:
        return NOBODY
    words = line.atoms[first : last + 1]
    others = [atom for atom in (*line.atoms[:first], *line.atoms[last + 1 :]) if atom.low.isalpha()]
    if sum(atom.capital for atom in others) * 2 > len(others):
        return None  # a headline: every word has a capital
    printed = line.text[words[0].start : words[-1].end].replace("U.S.", "US").replace("U.K.", "UK")
    name = proper(" ".join(printed.split()))
    return None if name is None else memory.names.meant_by(name)


def _is_joined(line: Line, first: int) -> bool:
    """As in "Druk Holding and Investments", "Marsh & Sons", "Department of Justice": the second half of a name."""
    joint = line.low(first - 1)
    joins = joint == "&" or (joint == "and" and line.low(first) in _SECOND_HALVES)
    joins = joins or (joint == "of" and line.low(first - 2) in OFFICES_OF)
    return joins and first > 1 and _may_be_name(line, first - 2)


_SECOND_HALVES = frozenset("investments holdings partners sons young company".split())


def _is_of_name(line: Line, at: int) -> bool:
    """As in "Vantor Mining parted with 18 BTC": a word for a deed that ends a name."""
    named = line.low(at) in _ENDING_NAMES and line.atoms[at].capital
    return named and at > 0 and line.low(at - 1) not in ORDINARY and _may_be_name(line, at - 1)


_ENDING_NAMES = frozenset("mining holdings treasury reserve digital group bitcoin".split())


def _may_be_name(line: Line, at: int) -> bool:
    atom = line.atoms[at]
    return (
        atom.is_word and atom.capital and atom.low not in NOT_NAMES and atom.low not in DEEDS
        and (atom.low not in WE or _is_the_country(line, at)) and atom.low not in IT and atom.low not in TELLING
    )  # fmt: skip


def _is_the_country(line: Line, at: int) -> bool:
    """As in "the US Mint sold 18 BTC": no "us", where it is printed in capitals."""
    atom = line.atoms[at]
    return line.text[atom.start : atom.end] == "US"
