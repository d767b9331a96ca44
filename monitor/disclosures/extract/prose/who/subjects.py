"""Who did what a clause tells."""

import re

from monitor.disclosures.extract.lexicon import (
    ADVERBS,
    AUXILIARIES,
    CONTRACTED,
    CROWD,
    FACTIVES,
    GOVERNORS,
    HABITS,
    IT,
    MANY,
    MODALS,
    NEGATIONS,
    RELATIVE,
    WE,
    Deed,
    Shape,
)
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.who.many import is_of_many
from monitor.disclosures.extract.prose.who.named_aside import before_origin, is_among_them, is_aside
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY, NOT_NAMES, unknown_name

_AUTHORITIES = frozenset(
    "government authorities prosecutors police ministry customs marshals liquidators administrators trustee".split()
)
"""Who sells what was seized, told without a name."""
_COUNTRIES = frozenset({"US", "UK"})
_ANYBODY = frozenset(
    "those anyone anybody everyone everybody someone somebody many some several others most largest biggest".split()
)
"""As in "those who sold bitcoin"."""
_WHOEVER = _ANYBODY | CROWD | {"who", "they"}
_REACH = 120
"""Atoms before a verb in which its subject is looked for."""


def subject(clause: Clause, memory: Memory) -> str | None:
    """The company that acts in a clause; NOBODY where it is a crowd; None where the text never says."""
    by = _agent(clause) or _antecedent(clause, memory)
    if by is not None:
        return by
    if is_of_many(clause):
        return NOBODY
    near = _just_before(clause, memory)
    if near is not None:
        if near != NOBODY:
            memory.topic, memory.topic_end = near, clause.line.atoms[-1].end
        return near
    named, pronoun = _nearest(clause, filed=memory.filed)
    if named is not None:
        return named
    if pronoun in _OURS:
        return memory.filer or memory.topic or _only(clause.line)
    if pronoun in _MANYS and _are_a_crowd(clause.line, memory):
        return NOBODY
    if memory.filer is not None and (
        (pronoun in WE and _is_filing_voice(memory) and (memory.filed or pronoun != "company"))
        or (memory.filed and pronoun not in IT)
    ):
        return memory.filer
    return _spoken_of(clause, memory, unsaid=pronoun is None)


def _spoken_of(clause: Clause, memory: Memory, *, unsaid: bool) -> str | None:
    """The company that a text speaks of, where the sentence names none; `unsaid` where not even "it" stands there."""
    if unsaid and memory.filer is not None and _is_of_another_paragraph(clause.line, memory):
        return memory.filer
    if unsaid and not memory.filed and _is_before_any_name(clause, memory):
        return None
    return memory.topic or memory.filer or _only(clause.line)


def _are_a_crowd(line: Line, memory: Memory) -> bool:
    """As in "The listed miners kept most of it. In May they sold all": the many named last, and no company."""
    begin = max(0, line.start - _THEY_REACH)
    crowds = [match.start() for match in _CROWDS.finditer(line.text, begin, line.start)]
    named = memory.names.mentions(line.text, begin, line.start) if crowds else []
    return bool(crowds) and (not named or named[-1].end < crowds[-1])


_THEY_REACH = 300
"""Characters before a sentence in which "they" are named."""
_CROWDS = re.compile(rf"\b{MANY}\b", re.IGNORECASE)


def _is_before_any_name(clause: Clause, memory: Memory) -> bool:
    """As in "Miners were hit hard. 5,768 BTC were sold in July. Riot, ...": told before a company is named."""
    line, at = clause.line, clause.line.atoms[clause.at].start
    if memory.topic_end or line.named:
        return False
    if not (_CROWDS.search(line.text, line.start, at) or _are_a_crowd(line, memory)):
        return False
    return not memory.names.mentions(line.text, 0, line.start)


def _is_of_another_paragraph(line: Line, memory: Memory) -> bool:
    """Whether the company spoken of last was so in a sentence of an earlier paragraph, and not in a heading."""
    return bool(memory.topic_end) and "\n" in line.text[memory.topic_end : line.start + 1]


def _antecedent(clause: Clause, memory: Memory) -> str | None:
    """As in "Galaxy, which holds 16,000 BTC": the company before the relative pronoun, whatever it is there for."""
    line, at = clause.line, head(clause)
    if line.low(at) == "that" and line.low(at - 1) in _SOMEBODY and line.low(at - 2) in {"a", "an"}:
        return NOBODY
    if line.low(at) in {"that", "which", "who"} and line.low(at - 1) in _MANY:
        return NOBODY
    if line.low(at) not in _RELATIVE or clause.told.shape in {Shape.NOUN, Shape.GERUND}:
        return None
    at -= 1
    if line.low(at) in _PREPOSED:  # "of which"
        return None
    if line.low(at) == ",":
        at -= 1
    at = before_origin(line, line.before_brackets(at))
    if at < 0:
        return None
    if line.low(at) in _MIDDLEMEN and line.low(at + 1) != ",":
        return NOBODY
    if line.atoms[at].entity is not None:
        return line.atoms[at].entity
    return unknown_name(line, at, memory) if line.low(at + 1) in {",", "which", "from"} else None


_MIDDLEMEN = frozenset("broker lender counterparty custodian buyer bank".split())
"""As in "lent 500 bitcoin to a broker who sold them": nobody by name."""
_SOMEBODY = frozenset(
    "fund firm company investor holder miner trader exchange broker lender bank whale".split()
)
"""As in "bought from a fund that sold its coins"."""
_MANY = frozenset(
    "miners companies firms investors holders treasuries operators peers rivals issuers funds".split()
)
"""As in "miners that sold 5,000 bitcoin"."""
_RELATIVE = frozenset({"which", "who"})
_PREPOSED = frozenset("of in for with by to from at on".split())


def head(clause: Clause) -> int:
    """The place right before a verb and the words that belong to it; -1 where there is none."""
    at = clause.at - 1
    while at >= 0 and clause.line.low(at) in _BETWEEN:
        at -= 1
    return at


_OURS = frozenset("we our us registrant".split())
_MANYS = frozenset({"they", "their"})


def _nearest(clause: Clause, *, filed: bool) -> tuple[str | None, str | None]:
    """The nearest company before the verb that is not named aside, and the nearest pronoun, if that is nearer."""
    line, pronoun, at = clause.line, None, clause.at
    lowest = max(0, clause.at - _REACH)
    while at > lowest:
        at -= 1
        if line.atoms[at].low == ",":
            at = _past_relative_clause(line, at)
        atom = line.atoms[at]
        if atom.entity is not None:
            of_crowd = line.low(at - 1) == "of" and line.low(at - 2) in CROWD
            if pronoun is None and (of_crowd or _is_one_of_many(line, at) or is_among_them(line, at)):
                return NOBODY, None
            if (pronoun is None or pronoun in IT or (pronoun == "company" and not filed)) and not is_aside(
                line, at
            ):
                return atom.entity, pronoun
        elif pronoun is None and (atom.low in WE or atom.low in IT):
            pronoun = atom.low
            if pronoun in _OURS:
                return None, pronoun
    if pronoun in _MANYS and any(line.low(at) in CROWD - {"they"} for at in range(clause.at)):
        return NOBODY, None  # "miners sold more than they produced, and analysts estimate they sold 4,411"
    return None, pronoun


def _is_one_of_many(line: Line, at: int) -> bool:
    """As in "miners like Riot sold ...", "many, such as Riot, sell": all of them did, and nobody says how much each."""
    while line.low(at - 1) in {"and", ",", "or"} and at > 1 and line.atoms[at - 2].entity is not None:
        at -= 2
    at -= 1
    if line.low(at) == "as" and line.low(at - 1) == "such":
        at -= 1
    elif line.low(at) not in {"like", "including"}:
        return False
    at -= 1 + (line.low(at - 1) == ",")
    return line.low(at) in CROWD or line.low(at) in _ANYBODY


def _past_relative_clause(line: Line, at: int) -> int:
    """As in "Riot, which tried to buy Bitfarms, sold": from the second comma to the company before the first."""
    if RELATIVE.isdisjoint(line.words):
        return at
    for back in range(at - 1, max(0, at - _CLAUSE), -1):
        if line.low(back) in {",", ";", ":"}:
            return at
        if line.low(back) in RELATIVE and line.low(back - 1) == ",":
            return max(0, back - 2)
    return at


_ASIDE_REACH = 6
_CLAUSE = 30


def _only(line: Line) -> str | None:
    named = {atom.entity for atom in line.atoms if atom.entity is not None}
    return named.pop() if len(named) == 1 else None


def _is_filing_voice(memory: Memory) -> bool:
    return memory.topic is None or memory.topic == memory.filer


def _agent(clause: Clause) -> str | None:
    """As in "were sold by Riot"."""
    line = clause.line
    if clause.told.shape is not Shape.PAST or line.words.isdisjoint(_AGENTS):
        return None
    for at in range(clause.at + 1, clause.right - 2):
        if line.low(at) == "behalf" and line.low(at + 1) == "of":
            return line.atoms[at + 2].entity or (NOBODY if line.low(at + 2) in CROWD | {"a", "its"} else None)
    for at in range(clause.at + 1, min(clause.right, clause.at + 3)):
        if line.low(at) == "by" and at + 1 < len(line.atoms):
            return _named_behind(line, at)
    return None


def _named_behind(line: Line, at: int) -> str | None:
    """As in "by Riot", "by the miner Riot"; of "by the largest public miners" nobody."""
    for ahead in range(at + 1, min(len(line.atoms), at + _ASIDE_REACH)):
        low = line.low(ahead)
        if line.atoms[ahead].entity is not None:
            return line.atoms[ahead].entity
        if low in CROWD - IT and low.endswith("s"):
            return NOBODY
        if not low.isalpha():
            return None
    return None


_AGENTS = frozenset({"by", "behalf"})
_BETWEEN = ADVERBS | AUXILIARIES | NEGATIONS | CONTRACTED | MODALS | GOVERNORS | FACTIVES | HABITS | {"to"}
"""What may stand between a verb and its subject."""


def _just_before(clause: Clause, memory: Memory) -> str | None:
    """Whoever stands right before the verb: a crowd, or a name that nobody knows."""
    line = clause.line
    if clause.told.shape in {Shape.NOUN, Shape.GERUND}:
        return NOBODY if _is_of_a_crowd(clause) else _absolute(clause)
    if clause.told.deed is Deed.PLEDGE and line.low(clause.at + 1) == "by":
        return None  # "drew on a facility with a lender, secured by bitcoin": what is secured stands there
    at = head(clause)
    if at < 0 or _is_end_of_name(clause):
        return None
    if line.low(at) == ",":
        return _before_aside(line, at, memory)
    joined, at = at, _before_verb_joined(line, at)
    if line.low(at) == "," and at != joined:
        return _before_aside(line, at, memory)
    at = line.before_brackets(_before_joint(line, at))
    own = _owner(line, at)
    if own is not None or _is_some_other(line, at):
        return own or NOBODY
    if line.low(at) in _WHOEVER:
        return NOBODY if _is_anybody(line, at) else None
    return _authority(line, at, memory) or unknown_name(line, at, memory)


def _absolute(clause: Clause) -> str | None:
    """As in "Miners sold more than ever, with Riot selling 300 BTC": who acts stands right before."""
    line, at = clause.line, clause.at - 1
    led = clause.told.shape is Shape.GERUND and line.low(at - 1) in {"with", ","}
    return line.atoms[at].entity if led else None


def _is_end_of_name(clause: Clause) -> bool:
    """As in "which trades on the Canadian Securities Exchange": no deed, but the last word of a name."""
    line, at = clause.line, clause.at
    named = clause.told.shape is not Shape.PAST and line.atoms[at].capital and at > 0
    return (
        named
        and line.atoms[at - 1].capital
        and any(not atom.capital for atom in line.atoms[at + 1 :] if atom.is_word)
    )


def _authority(line: Line, at: int, memory: Memory) -> str | None:
    """As in "The German government sold 900 BTC", "the US sold 195,000 bitcoins"."""
    printed = line.text[line.atoms[at].start : line.atoms[at].end].replace(".", "")
    if printed in _COUNTRIES and line.low(at - 1) == "the":
        return f"{printed} government"
    if line.low(at) not in _AUTHORITIES:
        return None
    begin = at
    while begin > 0 and line.atoms[begin - 1].capital and line.low(begin - 1) not in {"the", *NOT_NAMES}:
        begin -= 1
    if begin == at and memory.topic is not None and memory.topic.lower().endswith(line.low(at)):
        return memory.topic
    return line.text[line.atoms[begin].start : line.atoms[at].end].replace(".", "")


def _before_verb_joined(line: Line, at: int) -> int:
    """As in "Corvane's customers bought and sold": the place before the verb that another is joined with."""
    joined = line.low(at) == "and" and line.deed(at - 1) is not None and at > 1
    return at - 2 if joined else at


def _before_joint(line: Line, at: int) -> int:
    """As in "public miners as a group sold", "listed miners together sold"."""
    if line.low(at) in {"group", "whole"} and [*line.lows[max(0, at - 2) : at]] == ["as", "a"]:
        return at - 3
    return at - (line.low(at) in {"together", "combined", "collectively"})


def _is_some_other(line: Line, at: int) -> bool:
    """As in "a fund got $48.8 million for 445 bitcoin": somebody who is not named."""
    if (
        line.low(at - 1) not in {"a", "an", "another"}
        or not line.low(at).isalpha()
        or line.low(at) in NOT_NAMES
        or line.low(at) in _OWN_UNITS
    ):
        return False
    return line.low(at - 2) in {"", ".", ";", "and", "but", "that", "while", "where", "when", "if"}


_OWN_UNITS = frozenset("subsidiary unit arm affiliate division".split())
"""As in "when a subsidiary sold 704 BTC": whoever is spoken of."""


def _owner(line: Line, at: int) -> str | None:
    """As in "Greenidge's own miners produced 136 bitcoin": the company whose machines they are."""
    if line.low(at) not in {"miners", "machines"}:
        return None
    at -= 1 + (line.low(at - 1) == "own")
    if line.low(at) == "s" and line.low(at - 1) in {"'", "’"} and at > 1:
        return line.atoms[at - 2].entity
    return None


def _before_aside(line: Line, at: int, memory: Memory) -> str | None:
    """As in "Northern Data, of Frankfurt, sold ..."."""
    opening = line.find_back({","}, at - 1, max(-1, at - _CLAUSE))
    if opening is None or opening < 1:
        return None
    described = line.low(opening + 1)
    relative = described in RELATIVE | _MEMBERS or (
        described.endswith("ed") and line.deed(opening + 1) is None
    )
    if not relative and (
        at - opening > _ASIDE_REACH or any(line.deed(back) is not None for back in range(opening, at))
    ):
        return None
    if line.low(opening - 1) in _ANYBODY | CROWD:
        return NOBODY
    return unknown_name(line, before_origin(line, opening - 1), memory)


_MEMBERS = frozenset({"among", "including", "such"})
"""As in "five companies, among them the miner Hut 8 and the fund Sequans, sold 1,900"."""


def _is_anybody(line: Line, at: int) -> bool:
    """As in "someone sold", "those who sold", "miners sold": whoever it was, no company."""
    word = line.low(at)
    if word == "who":
        return line.low(at - 1) in _ANYBODY or line.low(at - 1) in CROWD
    if word in _ANYBODY:
        return word != "those" and line.low(at - 1) not in {"than", "the"}
    return word not in {"they", "company"}


def _is_of_a_crowd(clause: Clause) -> bool:
    """As in "the miners' sales", "among the firms selling more than they mine"."""
    line = clause.line
    if clause.told.shape is Shape.GERUND and line.low(head(clause)) in CROWD:
        return True
    return line.low(clause.at - 1) in {"'", "’"} and line.low(clause.at - 2) in CROWD


def topic_of(line: Line) -> str | None:
    """The company that a sentence is about: the first that is not named aside."""
    return next(
        (
            atom.entity
            for at, atom in enumerate(line.atoms)
            if atom.entity is not None and not is_aside(line, at)
        ),
        None,
    )
