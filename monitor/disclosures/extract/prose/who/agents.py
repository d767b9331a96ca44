"""Who did what is told in the passive: "were sold by Riot", "dumped in June by the public miners"."""

from monitor.disclosures.extract.lexicon import ADVERBS, CROWD, NEGATIONS, SELLING, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY


def agent(clause: Clause) -> str | None:
    """As in "were sold by Riot"."""
    line = clause.line
    if clause.told.shape is not Shape.PAST or line.words.isdisjoint(_AGENTS):
        return None
    for at in range(clause.at + 1, clause.right - 2):
        if line.low(at) == "behalf" and line.low(at + 1) == "of":
            return line.atoms[at + 2].entity or (NOBODY if line.low(at + 2) in CROWD | {"a", "its"} else None)
    by = next((at for at in range(clause.at + 1, _end_of_agent(clause)) if line.low(at) == "by"), None)
    of_other = by is not None and by - 1 > clause.at and _is_participle(line.low(by - 1))
    return _whose_coins(clause) if by is None or of_other else _named_agent(line, by)


def _is_participle(word: str) -> bool:
    """As in "in a deal arranged by Galaxy"."""
    return word.endswith("ed") or word in _DONE


_DONE = frozenset("led held run made given driven".split())


def _end_of_agent(clause: Clause) -> int:
    """Where "by" may stand at the latest: before what ends a phrase, tells another deed or names a company."""
    line, last = clause.line, min(max(clause.right, clause.at + 3), clause.at + _AGENT_BEGINS)
    ends = (
        at
        for at in range(clause.at + 1, last)
        if line.low(at) in _BREAKS or line.entity(at) is not None or line.deed(at) is not None
    )
    return next(ends, last)


_AGENT_BEGINS = 12
_BREAKS = frozenset(", ; : . ( ) and but to which who that".split())


def _whose_coins(clause: Clause) -> str | None:
    """As in "None of the coins mined by Riot were sold", "Of the 300 BTC produced by Argo, 200 have been sold"."""
    line, at = clause.line, clause.at - 1
    while line.low(at) in ADVERBS | NEGATIONS:
        at -= 1
    if line.low(at) not in _PASSIVE:
        return None
    for back in range(at - 1, max(0, at - _OWNER), -1):
        if line.deed(back) in SELLING or line.low(back) in {";", ".", ":"}:
            return None
        entity = line.atoms[back].entity
        if entity is not None:
            made = line.low(back - 1) == "by" and line.deed(back - 2) in {Deed.MINE, Deed.HOLD}
            return entity if made else None
    return None


_PASSIVE = frozenset("was were been is are being".split())
_OWNER = 14
PAST_TIME = frozenset("in on during off over for last the".split())


def _named_agent(line: Line, by: int) -> str | None:
    """As in "by Riot", "by the miner Riot", "by the largest public miners": who is named first behind it."""
    for at in range(by + 1, min(len(line.atoms), by + _AGENT)):
        atom = line.atoms[at]
        if atom.entity is not None:
            return atom.entity
        if atom.low in CROWD and (atom.low.endswith("s") or atom.low == "people"):
            return SEVERAL if atom.low in _ISSUERS else NOBODY
        if (
            atom.amount is not None
            and atom.unit in {Unit.NONE, Unit.OTHER}
            and line.low(at + 1) in _KINDS_OF_THEM
        ):
            continue
        if not atom.is_word or line.deed(at) not in {None, Deed.MINE, Deed.HOLD} or atom.low in _BEFORE_AGENT:
            return None
    return None


SEVERAL = "\1"
"""Companies together, none of which is named: their sum is told, and of nobody."""
_ISSUERS = frozenset("miners companies firms treasuries producers operators".split())
_KINDS_OF_THEM = _ISSUERS | frozenset("public listed publicly largest biggest top bitcoin mining".split())
_AGENT = 7
"""Atoms from "by" to the end of whoever is named behind it."""
_BEFORE_AGENT = frozenset("in on at for to from with and or than , . ; : ( )".split())


_AGENTS = frozenset({"by", "behalf"})
