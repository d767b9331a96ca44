"""What may stand right before a verb beside a plain name: "together", "a fund", "Riot's own miners", "with Riot"."""

from monitor.disclosures.extract.lexicon import Shape
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.who.unknown_names import NOT_NAMES


def absolute(clause: Clause) -> str | None:
    """As in "Miners sold more than ever, with Riot selling 300 BTC": who acts stands right before."""
    line, at = clause.line, clause.at - 1
    led = clause.told.shape is Shape.GERUND and line.low(at - 1) in {"with", ","}
    return line.atoms[at].entity if led else None


def before_verb_joined(line: Line, at: int) -> int:
    """As in "Corvane's customers bought and sold": the place before the verb that another is joined with."""
    joined = line.low(at) == "and" and line.deed(at - 1) is not None and at > 1
    return at - 2 if joined else at


def before_joint(line: Line, at: int) -> int:
    """As in "public miners as a group sold", "listed miners together sold"."""
    if line.low(at) in {"group", "whole"} and [*line.lows[max(0, at - 2) : at]] == ["as", "a"]:
        return at - 3
    return at - (line.low(at) in {"together", "combined", "collectively"})


def is_some_other(line: Line, at: int) -> bool:
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


def owner(line: Line, at: int) -> str | None:
    """As in "Greenidge's own miners produced 136 bitcoin": the company whose machines they are."""
    if line.low(at) not in {"miners", "machines"}:
        return None
    at -= 1 + (line.low(at - 1) == "own")
    if line.low(at) == "s" and line.low(at - 1) in {"'", "’"} and at > 1:
        return line.atoms[at - 2].entity
    return None
