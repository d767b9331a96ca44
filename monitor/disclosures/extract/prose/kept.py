"""No sale by implication: "all of the bitcoin mined was held"."""

import re

from monitor.disclosures.extract.lexicon import Deed, Shape
from monitor.disclosures.extract.prose.draft import Draft
from monitor.disclosures.extract.prose.line import Clause, Line, Told
from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.prose.moments import moment
from monitor.disclosures.extract.prose.subjects import NOBODY, subject
from monitor.disclosures.statement import StatementKind

_KEPT = re.compile(
    r"(?:\b(?:all|every)\b|100\s?%)(?:\s+(?:of|the|its|our|their|a|single))*\s+(?:\w+[\s-]+){0,3}?(?:bitcoins?|btc|coins?|production)\b"
    r"(?:\s+(?:\S+)){0,9}?\s+(?:hodl(?:ed|’d|'d|ing)?|(?:was|were|been|being)\s+(?:held|retained|kept|hodled|deposited\s+into\s+custody)"
    r"|(?:deposited\s+into\s+custody))"
    r"|\b(?:retained|kept|hodl(?:ed)?|held\s+on\s+to)\s+(?:all\b|100\s?%|every\b)(?:\s+(?:of|the|its|our|their))*\s+(?:\w+[\s-]+){0,2}?"
    r"(?:bitcoins?|btc|coins?|production)\b(?=(?:\s+\S+){0,6}?\s+(?:mined|produced)|(?<=production))"
    r"|\b(?:retained|kept|hodled|held)\s+(?:on\s+to\s+)?everything\s+(?:that\s+)?(?:it|we|they)\s+(?:mined|produced|earned)\b"
    r"|\bheld\s+all\s+(?:of\s+)?(?:its|our|the)\s+(?:\w+\s+){0,2}?production\b"
    r"|\bno\s+(?:bitcoins?|btc|coins?)\s+(?:(?:has|have|had|ever)\s+){0,2}left\s+(?:the|its|our|their)\b"
    r"|\b(?:mined|produced)\s(?:\S+\s+){1,12}?(?:and|but)\s+(?:retained|kept|hodled|held)\s+(?:on\s+to\s+)?"
    r"(?:all\s+of\s+(?:them|it)|them\s+all|it\s+all|every\s+one)\b"
    r"|\bentire\s+(?:\w+\s+){0,3}?production\s+(?:was|were)\s+(?:added\s+to|held|retained|kept)\b",
    re.IGNORECASE,
)
_WISH = re.compile(r"\b(?:(?-i:may)|will|would|could|plans?|intends?|expects?|if)\b", re.IGNORECASE)


def read_kept(line: Line, memory: Memory) -> list[Draft]:
    """A denial of a sale that is only implied."""
    match = _KEPT.search(line.text, line.start, line.atoms[-1].end)
    if (
        match is None
        or line.question
        or _WISH.search(line.text, max(line.start, match.start() - 60), match.end())
    ):
        return []
    at = next((at for at, atom in enumerate(line.atoms) if atom.end >= match.end()), len(line.atoms) - 1)
    clause = Clause(line, Told(at, Deed.SELL, Shape.NOUN), 0, len(line.atoms))
    who = subject(clause, memory)
    if who == NOBODY:
        return []
    when = moment(clause, memory, point=False)
    return [
        Draft(
            StatementKind.NO_SALE,
            who,
            match.start(),
            match.end(),
            "prose.kept_all",
            when.first,
            when.last,
            when.sure,
        )
    ]
