"""A habit that is told to have been kept in known days: "sells what it mines daily, as it did throughout May"."""

from monitor.disclosures.extract.lexicon import Shape
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.moods import Mood
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing
from monitor.disclosures.statement import StatementKind

_FORMS = frozenset({Form.MONTH, Form.LONGER, Form.RANGE})
_LEADING = frozenset("in during throughout over the for also again all of entire whole full".split())
_NEGATED = frozenset("not never no didn't didn’t except".split())
_NEAR = 6


def read_kept_habit(clause: Clause, thing: Object, who: str | None, how: Mood) -> Draft | None:
    """As in "sells what it mines daily, as it did throughout May": the sales of those days."""
    if (
        how not in {Mood.HABIT, Mood.DONE}
        or clause.told.shape not in {Shape.THIRD, Shape.BASE}
        or thing.thing not in {Thing.COINS, Thing.SHARE}
        or who is None
    ):
        return None
    when = _kept_in(clause)
    if when is None:
        return None
    atoms = clause.line.atoms
    return Draft(
        StatementKind.SALE, who, atoms[min(thing.first, clause.at)].start, when.end, "prose.sells_kept",
        when.first, when.last, CLAUSE,
    )  # fmt: skip


def _kept_in(clause: Clause) -> When | None:
    """The period in which a habit that a clause tells is said to have been kept; None where none is."""
    line = clause.line
    for at in line.whens:
        when = line.atoms[at].when
        if at < clause.at or when is None or when.first is None or when.form not in _FORMS:
            continue
        if _NEGATED & line.near(clause.at + 1, at):
            return None
        if _is_kept(line, at):
            return when
    return None


def _is_kept(line: Line, at: int) -> bool:
    if line.low(at + 1) in {"was", "were"} and line.low(at + 2) == "no":
        return line.low(at + 3) in {"exception", "different"}
    back = line.back(at - 1, _LEADING)
    words = line.low(back - 2), line.low(back - 1), line.low(back)
    if words[2] == "including":
        return True
    did_so = words[1] in {"did", "do", "done"} and words[2] in {"so", "likewise"}
    if did_so:
        return words[1] != "do" or "continued" in line.near(back - _NEAR, back)
    return words[2] in {"did", "done"} and bool({"as", "just"} & line.near(back - 4, back))
