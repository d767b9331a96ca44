"""Who stands before a relative pronoun: "Galaxy, which holds 16,000 BTC", "miners that sold 5,000 bitcoin"."""

from monitor.disclosures.extract.lexicon import Shape
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.who.agents import PAST_TIME
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY, unknown_name


def antecedent(clause: Clause, at: int, memory: Memory) -> str | None:
    """As in "Galaxy, which holds 16,000 BTC": the company before the relative pronoun, whatever it is there for.

    Args:
        clause: of the verb.
        at: the place right before the verb and the words that belong to it.
        memory: with the companies of the text.
    """
    line, at = clause.line, _before_time(clause.line, at)
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
    at = line.before_brackets(at)
    if at < 0:
        return None
    if line.low(at) in _MIDDLEMEN and line.low(at + 1) != ",":
        return NOBODY
    return line.atoms[at].entity or _unknown_before(line, at, memory)


def _unknown_before(line: Line, at: int, memory: Memory) -> str | None:
    """A name that nobody knows, before a relative pronoun."""
    return unknown_name(line, at, memory) if line.low(at + 1) in {",", "which"} else None


def _before_time(line: Line, at: int) -> int:
    """As in "Galaxy, which in May and June sold": the relative pronoun, past the time told behind it."""
    back = at
    while back > 0 and (line.atoms[back].when is not None or line.low(back) in PAST_TIME):
        back -= 1
    return back if line.low(back) in _RELATIVE else at


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
