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
from monitor.disclosures.extract.prose.who.agents import PAST_TIME, SEVERAL, agent
from monitor.disclosures.extract.prose.who.antecedents import antecedent
from monitor.disclosures.extract.prose.who.apposed import ANYBODY, before_aside, related
from monitor.disclosures.extract.prose.who.many import is_of_many, tells_of_companies
from monitor.disclosures.extract.prose.who.named_aside import is_among_them, is_aside
from monitor.disclosures.extract.prose.who.right_before import (
    absolute,
    before_joint,
    before_verb_joined,
    is_some_other,
    owner,
)
from monitor.disclosures.extract.prose.who.unknown_names import (
    NOBODY,
    NOT_NAMES,
    possessor,
    unknown_name,
)

_AUTHORITIES = frozenset(
    "government authorities prosecutors police ministry customs marshals liquidators administrators trustee".split()
)
"""Who sells what was seized, told without a name."""
_WHOEVER = ANYBODY | CROWD | {"who", "they"}
_REACH = 120
"""Atoms before a verb in which its subject is looked for."""


def subject(clause: Clause, memory: Memory) -> str | None:
    """The company that acts in a clause; NOBODY where it is a crowd; None where the text never says."""
    by = agent(clause) or antecedent(clause, head(clause), memory)
    if by is not None:
        return None if by == SEVERAL else by
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
    if _is_nobody_known(clause, pronoun, memory):
        counted = any(clause.left <= at < clause.right for at in clause.line.counts)
        return None if pronoun is None and counted else NOBODY
    if memory.filer is not None and (
        (pronoun in WE and _is_filing_voice(memory) and (memory.filed or pronoun != "company"))
        or (memory.filed and pronoun not in IT)
    ):
        return memory.filer
    if pronoun is None and memory.filer is not None and _is_of_another_paragraph(clause.line, memory):
        return memory.filer
    return memory.topic or memory.filer or _only(clause.line)


_THEIRS = frozenset({"they", "their"})


def _is_passive_of_group(clause: Clause) -> bool:
    """As in "The listed miners made 3,900 BTC, so nearly 400% of output was sold": by those of whom it tells."""
    line = clause.line
    passive = clause.told.shape is Shape.PAST and line.low(clause.at - 1) in {"was", "were", "been"}
    return passive and all(atom.entity is None for atom in line.atoms) and tells_of_companies(line)


def _is_nobody_known(clause: Clause, pronoun: str | None, memory: Memory) -> bool:
    """Whether whoever acts without being named is a crowd, or somebody before any company has been named.

    As in "Miners sold more than they made. In all, 5,768 BTC went", "BTC Digital sold 25 BTC" of a name nobody knows.
    """
    line, at = clause.line, head(clause)
    if pronoun is None and _is_passive_of_group(clause):
        return True
    if pronoun is not None or memory.filed:
        return pronoun in _THEIRS and _are_a_crowd(line, memory)
    if memory.topic != memory.filer or memory.names.titled:
        return False
    last = line.atoms[-1].end
    called = at == 1 and line.atoms[0].capital and line.atoms[1].capital
    many = called or _CROWDS.search(line.text, max(0, line.start - _THEY_REACH), last) is not None
    return many and not memory.names.mentions(line.text, 0, last)


def _are_a_crowd(line: Line, memory: Memory) -> bool:
    """As in "The listed miners kept most of it. In May they sold all": the many named last, and no company."""
    begin = max(0, line.start - _THEY_REACH)
    crowds = [match.start() for match in _CROWDS.finditer(line.text, begin, line.start)]
    together = not _TOGETHER.isdisjoint(line.words)
    named = memory.names.mentions(line.text, begin, line.start) if crowds or together else []
    if together and len({mention.entity for mention in named}) > 1:
        return True  # "Riot and Hut 8 mined more. Together they sold 1,000"
    return bool(crowds) and (not named or named[-1].end < crowds[-1])


_TOGETHER = frozenset("together combined collectively jointly".split())
_THEY_REACH = 300
"""Characters before a sentence in which "they" are named."""
_CROWDS = re.compile(rf"\b{MANY}\b", re.IGNORECASE)


def _is_of_another_paragraph(line: Line, memory: Memory) -> bool:
    """Whether the company spoken of last was so in a sentence of an earlier paragraph, and not in a heading."""
    return bool(memory.topic_end) and "\n" in line.text[memory.topic_end : line.start + 1]


def head(clause: Clause) -> int:
    """The place right before a verb and the words that belong to it; -1 where there is none."""
    at = clause.at - 1
    while at >= 0 and clause.line.low(at) in _BETWEEN:
        at -= 1
    return at


_OURS = frozenset("we our us registrant".split())


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
    if pronoun in _THEIRS and any(line.low(at) in CROWD - {"they"} for at in range(clause.at)):
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
    return line.low(at) in CROWD or line.low(at) in ANYBODY


def _past_relative_clause(line: Line, at: int) -> int:
    """As in "Riot, which tried to buy Bitfarms, sold": from the second comma to the company before the first."""
    if RELATIVE.isdisjoint(line.words):
        return at
    for back in range(at - 1, max(0, at - _CLAUSE), -1):
        if line.low(back) in {",", ";", ":"}:
            return at
        if line.low(back) in RELATIVE and "," in {line.low(back - 1), line.low(back - 2)}:
            return max(0, back - 2 - (line.low(back - 1) != ","))
    return at


_CLAUSE = 30


def _only(line: Line) -> str | None:
    named = {atom.entity for atom in line.atoms if atom.entity is not None}
    return named.pop() if len(named) == 1 else None


def _is_filing_voice(memory: Memory) -> bool:
    return memory.topic is None or memory.topic == memory.filer


_BETWEEN = ADVERBS | AUXILIARIES | NEGATIONS | CONTRACTED | MODALS | GOVERNORS | FACTIVES | HABITS | {"to"}
"""What may stand between a verb and its subject."""


def _just_before(clause: Clause, memory: Memory) -> str | None:
    """Whoever stands right before the verb: a crowd, or a name that nobody knows."""
    line = clause.line
    if clause.told.shape in {Shape.NOUN, Shape.GERUND}:
        if _is_of_a_crowd(clause):
            return NOBODY
        return absolute(clause) or possessor(line, clause.at - 1, memory)
    if clause.told.deed is Deed.PLEDGE and line.low(clause.at + 1) == "by":
        return None  # "drew on a facility with a lender, secured by bitcoin": what is secured stands there
    at = head(clause)
    if at < 0 or _is_end_of_name(clause):
        return None
    if line.low(at) == ",":
        return before_aside(line, at, memory)
    joined, at = at, before_verb_joined(line, at)
    if line.low(at) == "," and at != joined:
        return before_aside(line, at, memory)
    at = line.before_brackets(before_joint(line, _before_told_time(line, at)))
    own = owner(line, at) or related(line, at, memory)
    if own is not None or is_some_other(line, at):
        return own or NOBODY
    if line.low(at) in _WHOEVER:
        return NOBODY if _is_anybody(line, at) else None
    return _authority(line, at, memory) or unknown_name(line, at, memory) or _unknownowner(line, at, memory)


def _before_told_time(line: Line, at: int) -> int:
    """As in "Ostra Data in the second quarter sold 75%": a name that the sentence begins with, past its time."""
    back = at
    while back > 0 and (line.atoms[back].when is not None or line.low(back) in PAST_TIME):
        back -= 1
    named = back < _NAME_AT_FIRST and all(atom.capital for atom in line.atoms[: back + 1])
    return back if named else at


_NAME_AT_FIRST = 4
"""Atoms within which a name ends that a sentence begins with."""


def _unknownowner(line: Line, at: int, memory: Memory) -> str | None:
    """As in "Tarnovia's sovereign fund sold 500 BTC", "Foo's 4,710 BTC were sold": of whom nobody has heard."""
    for back in range(at, max(-1, at - _OWNED), -1):
        other_deed = back < at and line.deed(back) is not None
        if other_deed or line.low(back) in _APART or line.entity(back) is not None:
            return None
        if (owner := possessor(line, back, memory)) is not None:
            return owner
    return None


_OWNED = 5
"""Atoms from an owner to the end of what is owned."""
_APART = frozenset(", ; : . ( ) and but".split())


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
    """As in "The German government sold 900 BTC"."""
    if line.low(at) not in _AUTHORITIES:
        return None
    begin = at
    while begin > 0 and line.atoms[begin - 1].capital and line.low(begin - 1) not in {"the", *NOT_NAMES}:
        begin -= 1
    if begin == at and memory.topic is not None and memory.topic.lower().endswith(line.low(at)):
        return memory.topic
    return line.text[line.atoms[begin].start : line.atoms[at].end].replace(".", "")


def _is_anybody(line: Line, at: int) -> bool:
    """As in "someone sold", "those who sold", "miners sold": whoever it was, no company."""
    word = line.low(at)
    if word == "who":
        return line.low(at - 1) in ANYBODY or line.low(at - 1) in CROWD
    if word in ANYBODY:
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
