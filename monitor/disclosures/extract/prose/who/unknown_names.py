"""Companies that nobody has introduced: a run of capitalised words where whoever acts stands."""

import re

from monitor.disclosures.extract.companies.introductions import OFFICES_OF, ORDINARY, is_role, proper
from monitor.disclosures.extract.lexicon import DEEDS, IT, TELLING, WE
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
    if line.atoms[last].low in _OF_COUNTRIES and (state := _country(line, last)) is not None:
        return state
    first = last + 1 - _is_of_name(line, last)
    while first > 0 and (_may_be_name(line, first - 1) or _is_joined(line, first)):
        first -= 1 + (not _may_be_name(line, first - 1))
    if first > last or (first > 0 and line.atoms[first - 1].entity is not None):
        return None
    if (placed := _placed(line, first, memory)) is not None or _is_some_miner(line, first):
        return placed
    words = line.atoms[first : last + 1]
    others = [atom.capital for atom in (*line.atoms[1:first], *line.atoms[last + 1 :]) if atom.low.isalpha()]
    if sum(others) * 2 > len(others):
        return None  # a headline: every word has a capital
    printed = line.text[words[0].start : words[-1].end].replace("U.S.", "US").replace("U.K.", "UK")
    name = proper(" ".join(printed.split()))
    name = None if name is None else name.removesuffix("’s").removesuffix("'s")
    if name is None or name.lower() in ORDINARY or is_role(name):
        return None
    return memory.names.meant_by(name)


def possessor(line: Line, at: int, memory: Memory) -> str | None:
    """As in "Ostra Data's sale of 300 BTC", "Vantor's May sale": whose it is, if nobody knows the name."""
    place = at - (line.atoms[at].when is not None) if at > 0 else at
    owning = place >= 0 and line.low(place).endswith(("’s", "'s")) and line.atoms[place].capital
    owning = owning and line.low(place + 1) not in _RANKING  # "Canada's largest miner"
    return unknown_name(line, place, memory) if owning and line.low(place)[:-2] not in _SOMEBODY else None


_RANKING = frozenset("largest biggest leading top oldest second-largest second-biggest".split())
_SOMEBODY = frozenset("firm country state market business operator week weekend".split())


def _country(line: Line, last: int) -> str | None:
    """As in "the US sold", "the U.K. sold"."""
    end = line.atoms[last].end
    found = _COUNTRY.search(line.text, max(0, end - _LONGEST_COUNTRY), end)
    return None if found is None else found[1].replace(".", "")


_COUNTRY = re.compile(r"\b[Tt]he\s((?-i:US|UK|EU|U\.S\.?|U\.K\.?))\Z")
_LONGEST_COUNTRY = 10
_OF_COUNTRIES = frozenset("us uk eu u.s. u.k. .".split())


def _placed(line: Line, place: int, memory: Memory) -> str | None:
    """As in "Iris Energy from Sydney", "Northern Data of Frankfurt": who is there, and not where it is."""
    if line.low(place - 1) not in _PLACING or line.low(place - 2) in STATES:
        return None
    return named_at(line, place - 2, memory)


def _is_some_miner(line: Line, place: int) -> bool:
    """As in "The miner from Castle Rock": whoever is spoken of."""
    return line.low(place - 1) in _PLACING and line.low(place - 2) in _MINERS


_PLACING = frozenset("from in near outside of".split())
_MINERS = frozenset("miner firm company group operator producer business".split())
STATES = frozenset("state kingdom republic government city county province bank country".split())
"""As in "the state of Saxony said it had sold"."""


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


_ENDING_NAMES = frozenset("mining holdings treasury reserve digital group bitcoin crypto".split())


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
