"""Who did what a clause tells."""

from monitor.disclosures.extract.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONTRACTED,
    CROWD,
    DEEDS,
    FACTIVES,
    GOVERNORS,
    IT,
    MODALS,
    NEGATIONS,
    TELLING,
    WE,
    Shape,
)
from monitor.disclosures.extract.prose.line import Clause, Line
from monitor.disclosures.extract.prose.memory import Memory

_ASIDE = frozenset(
    "to from with at via of for against per in by into on through between including like called".split()
)
"""After these a company is not the one that acts."""
_NOT_NAMES = frozenset(
    "nothing none bitcoin btc the in total key month company during as on at and of we our it its this that"
    " these since after for monthly mining production update operational results update updates q1"
    " q2 q3 q4 number average quarter year new both treasury crypto digital cash net gross revenue"
    " ceo cfo president chairman company's unaudited january february march april may june july"
    " august september october november december hodl btcs bitcoins proceeds also meanwhile"
    " however additionally".split()
)
_AUTHORITIES = frozenset("government authorities prosecutors police ministry".split())
"""Who sells what was seized, told without a name."""
_ANYBODY = frozenset("those anyone anybody everyone everybody someone many some".split())
"""As in "those who sold bitcoin"."""
_REACH = 120
"""Atoms before a verb in which its subject is looked for."""
NOBODY = "\0"
"""A crowd sold, or somebody of whom the text gives no name: no issuer."""


def subject(clause: Clause, memory: Memory) -> str | None:
    """The company that acts in a clause; NOBODY where it is a crowd; None where the text never says."""
    by = _agent(clause)
    if by is not None:
        return by
    near = _just_before(clause)
    if near is not None:
        if near != NOBODY:
            memory.topic = near
        return near
    named, pronoun = _nearest(clause)
    if named is not None:
        return named
    if pronoun in _OURS:
        return memory.filer or memory.topic
    if memory.filer is not None and (
        (pronoun in WE and _is_filing_voice(memory)) or (memory.filed and pronoun not in IT)
    ):
        return memory.filer
    return memory.topic or memory.filer or _only(clause.line)


_OURS = frozenset("we our us registrant".split())


def _nearest(clause: Clause) -> tuple[str | None, str | None]:
    """The nearest company before the verb that is not named aside, and the nearest pronoun, if that is nearer."""
    line, pronoun = clause.line, None
    for at in range(clause.at - 1, max(-1, clause.at - _REACH), -1):
        atom = line.atoms[at]
        if (
            atom.entity is not None
            and line.low(at - 1) == "of"
            and line.low(at - 2) in CROWD
            and pronoun is None
        ):
            return NOBODY, None
        if atom.entity is not None and (pronoun is None or pronoun in IT) and not _is_aside(line, at):
            return atom.entity, pronoun
        if pronoun is None and (atom.low in WE or atom.low in IT):
            pronoun = atom.low
            if pronoun in _OURS:
                return None, pronoun
    return None, pronoun


def _only(line: Line) -> str | None:
    named = {atom.entity for atom in line.atoms if atom.entity is not None}
    return named.pop() if len(named) == 1 else None


def _is_filing_voice(memory: Memory) -> bool:
    return memory.topic is None or memory.topic == memory.filer


def _agent(clause: Clause) -> str | None:
    """As in "were sold by Riot"."""
    line = clause.line
    if clause.told.shape is not Shape.PAST:
        return None
    for at in range(clause.at + 1, min(clause.right, clause.at + 3)):
        if line.low(at) == "by" and at + 1 < len(line.atoms):
            return line.atoms[at + 1].entity
    return None


_BETWEEN = ADVERBS | AUXILIARIES | NEGATIONS | CONTRACTED | MODALS | GOVERNORS | FACTIVES | {"to"}
"""What may stand between a verb and its subject."""


def _just_before(clause: Clause) -> str | None:
    """Whoever stands right before the verb: a crowd, or a name that nobody knows."""
    line = clause.line
    if clause.told.shape in {Shape.NOUN, Shape.GERUND}:
        possessive = clause.line.low(clause.at - 1) in {"'", "’"} and clause.line.low(clause.at - 2) in CROWD
        return NOBODY if possessive else None
    at = clause.at - 1
    while at >= 0 and line.low(at) in _BETWEEN:
        at -= 1
    if at < 0:
        return None
    if line.low(at) == ",":
        opening = next((back for back in range(at - 1, max(-1, at - 7), -1) if line.low(back) == ","), None)
        if opening is not None and not any(line.low(back) in DEEDS for back in range(opening, at)):
            name = _unknown_name(line, opening - 1)
            return None if name is None or opening - 1 < 0 else name
        return None
    if line.low(at) == ")":
        at = next((back for back in range(at, max(-1, at - 12), -1) if line.low(back) == "("), at) - 1
    if line.low(at) in {"someone", "somebody"} or (line.low(at) == "who" and line.low(at - 1) in _ANYBODY):
        return NOBODY
    if line.low(at) in CROWD:
        return None if line.low(at) in {"they", "company"} else NOBODY
    if line.low(at) in _AUTHORITIES:
        return line.text[line.atoms[at].start : line.atoms[at].end]
    return _unknown_name(line, at)


def _unknown_name(line: Line, last: int) -> str | None:
    """A run of capitalised words that ends at a place: "Northern Data sold ..."."""
    if last < 0 or line.atoms[last].entity is not None:
        return None
    first = last + 1
    while first > 0 and _may_be_name(line, first - 1):
        first -= 1
    if first > last or (first > 0 and line.atoms[first - 1].entity is not None):
        return None
    if line.low(first - 1) in {"of", "at"} and line.low(first - 2) in CROWD:
        return NOBODY
    words = line.atoms[first : last + 1]
    shouted = sum(atom.capital for atom in line.atoms if atom.is_word and atom.low.isalpha())
    alphabetic = sum(atom.is_word and atom.low.isalpha() for atom in line.atoms)
    if shouted * 2 > alphabetic:
        return None  # a headline: every word has a capital
    return line.text[words[0].start : words[-1].end]


def _may_be_name(line: Line, at: int) -> bool:
    atom = line.atoms[at]
    return (
        atom.is_word and atom.capital and atom.low not in _NOT_NAMES and atom.low not in DEEDS
        and atom.low not in WE and atom.low not in IT and atom.low not in TELLING
    )  # fmt: skip


def _is_aside(line: Line, at: int) -> bool:
    """As in "to Coinbase", "Analysts at Riot": not the one that acts. A possessive is."""
    before = line.low(at - 1)
    if before not in _ASIDE:
        return False
    return not (before in {"for", "of", "by", "in"} and at <= 2)  # noqa: PLR2004 - "For Riot, ..." at the beginning


def topic_of(line: Line) -> str | None:
    """The company that a sentence is about: the first that is not named aside."""
    return next(
        (
            atom.entity
            for at, atom in enumerate(line.atoms)
            if atom.entity is not None and not _is_aside(line, at)
        ),
        None,
    )
