"""No sale by implication: "all of the bitcoin mined was held", "instead of selling bitcoin, ..."."""

import re
from collections.abc import Sequence

from monitor.disclosures.extract.alternation import either_case
from monitor.disclosures.extract.lexicon import Deed, Shape
from monitor.disclosures.extract.prose.draft import Draft
from monitor.disclosures.extract.prose.line import Clause, Line, Told
from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.prose.moments import moment
from monitor.disclosures.extract.prose.subjects import NOBODY, subject
from monitor.disclosures.statement import StatementKind

_COIN = r"(?:bitcoins?|btcs?|coins?)"
_OUTPUT = r"(?:production|output)"
_OF = r"(?:\s+(?:of|the|its|our|their|a|single|that|[a-z]+[’']s?))*"
_ALL = rf"(?:\b(?:all|every|(?:the\s+)?entirety)\b|\b100\s?%|\b(?:its|our|their|the)\s+(?:entire|full|whole)\b){_OF}"
_ADJECTIVES = r"(?:[\w-]+\s+){0,3}?"
_STAYED = (
    r"(?:held|retained|kept|hodl(?:ed|’d|'d)?|added\s+to|put\s+into|moved\s+(?:in)?to|placed\s+in(?:to)?"
    r"|deposited\s+in(?:to)?)"
)
_STORES = r"(?:treasury|reserves?|holdings|balance\s+sheet|custody|cold\s+storage|stack|stockpile|inventory)"
_KEEP = (
    r"(?:retain(?:s|ed|ing)?|keep(?:s|ing)?|kept|hold(?:s|ing)?|held|hodl(?:s|ed|ing|’d|'d)?"
    r"|accumulat(?:es?|ed|ing))"
)
_ON = r"(?:\s+(?:on\s+to|onto))?"
_IT_MINES = r"(?:it|we|they|the\s+company)\s+(?:mined?|mines|produced?|produces|earned|earns|generated?)"
_KEPT = re.compile(
    # all bitcoin mined was held; 100% of production was added to the treasury
    rf"{_ALL}\s+{_ADJECTIVES}(?:{_COIN}|{_OUTPUT})\b(?:\s+\S+){{0,9}}?\s+"
    rf"(?:(?:was|were|been|being|is|are|be)\s+{_STAYED}\b"
    rf"|hodl(?:ed|’d|'d|ing)?\b|deposited\s+into\s+custody|(?:went|go(?:es)?)\s+(?:in)?to\s+(?:the|its|our)\s+{_STORES})"
    # retained all bitcoin it produced; holds 100% of its production; keeps all self-mined coins
    rf"|\b{_KEEP}{_ON}\s+{_ALL}\s+{_ADJECTIVES}(?:{_OUTPUT}\b|{_COIN}\b(?=(?:\s+\S+){{0,6}}?\s+(?:mined?|mines|produced?|produces|earned)\b))"
    rf"|\b{_KEEP}{_ON}\s+{_ALL}\s+(?:[\w-]+\s+){{0,2}}?(?:self-)?(?:mined|produced|minted)\s+{_COIN}\b"
    rf"|\b{_KEEP}{_ON}\s+everything\s+(?:that\s+)?{_IT_MINES}\b"
    # opted to hold all of its bitcoin
    rf"|\b(?:opt(?:ed|ing)|chose|elected|decided|preferred)\s+to\s+(?:continue\s+to\s+)?(?:retain|keep|hold|hodl){_ON}"
    rf"\s+(?:{_ALL}\s+)?(?:(?:its|our|the|their|[A-Z][a-z]+)\s+){{0,2}}{_ADJECTIVES}(?:{_COIN}|{_OUTPUT})\b"
    rf"|\bno\s+{_COIN}\s+(?:(?:has|have|had|ever)\s+){{0,2}}left\s+(?:the|its|our|their)\b"
    # mined 215 BTC and held them all; 215 BTC, all of which was held; added 215 BTC, all of its output, to its reserves
    r"|\b(?:mined|produced)\s(?:\S+\s+){1,12}?(?:and|but)\s+(?:retained|kept|hodled|held)\s+(?:on\s+to\s+)?"
    r"(?:all\s+of\s+(?:them|it)|them\s+all|it\s+all|every\s+one|the\s+lot)\b"
    rf"|\b(?:bitcoins?|btcs?)\b[^.;]{{0,40}}?,\s+all\s+of\s+(?:which|it|them)\s+(?:(?:was|were|has\s+been|have\s+been)\s+{_STAYED}\b|it\s+{_KEEP}\b)"
    rf"|\b(?:added|moved|put)\s(?:\S+\s+){{1,4}},?\s?{_ALL}\s+{_ADJECTIVES}(?:{_COIN}|{_OUTPUT})\b[^.;]{{0,40}}?\bto\s+(?:its|the|our|their)\s+{_STORES}"
    r"|\bhodl(?:ed|ing)\s+(?:since|for\s+the)\b"
    # instead of selling bitcoin, it borrowed; held its production rather than sell it
    rf"|\b(?:instead\s+of|rather\s+than|in\s+lieu\s+of)\s+(?:having\s+to\s+)?(?:sell(?:ing)?|liquidat(?:e|ing))\s+(?:(?:any|its|our|their|the|of|more|mined)\s+){{0,3}}{_COIN}\b"
    rf"|\b(?:hold|held|retain(?:ed)?|keep|kept|hodl)\b[^.;]{{0,60}}?\b(?:{_OUTPUT}|{_COIN})\b[^.;]{{0,40}}?\brather\s+than\s+sell(?:ing)?\b(?!\s+shares)",
    re.IGNORECASE,
)
_FIRST = (
    "all every entire entirety full whole 100 hodl hodls hodled hodl’d hodl'd hodling everything no opted opting chose"
    " elected decided preferred rather instead lieu"
)
_BEGINNINGS = re.compile(rf"\b(?:{either_case(_FIRST.split())})\b")
"""One of these stands in whatever tells that coins were kept: looked for first, for it is quicker."""
_WISH = re.compile(
    r"\b(?:(?-i:may)|will|would|could|should|plans?|intends?|expects?|aims?|if|going\s+forward|from\s+now\s+on|ability|able|whether)\b",
    re.IGNORECASE,
)
_PARTLY = re.compile(
    r"\b(?:almost|nearly|substantially|virtually|practically|not|essentially|largely|usually|longer|stop(?:ped)?|ended|from|always)\s+\Z",
    re.IGNORECASE,
)


def read_kept(line: Line, memory: Memory, made: Sequence[Draft]) -> list[Draft]:
    """A denial of a sale that is only implied.

    Args:
        line: the sentence.
        memory: what was said before.
        made: what it told already; where a sale is told, nothing is implied.
    """
    end = line.atoms[-1].end
    if line.question or not _BEGINNINGS.search(line.text, line.start, end):
        return []
    match = _KEPT.search(line.text, line.start, end)
    if (
        match is None
        or _WISH.search(line.text, max(line.start, match.start() - 60), match.end())
        or _PARTLY.search(line.text, line.start, match.start())
    ):
        return []
    at = next((at for at, atom in enumerate(line.atoms) if atom.end >= match.end()), len(line.atoms) - 1)
    clause = Clause(line, Told(at, Deed.SELL, Shape.NOUN), 0, len(line.atoms))
    who = subject(clause, memory)
    told = {StatementKind.SALE, StatementKind.NO_SALE}
    if (
        who == NOBODY
        or _is_of_a_crowd(line, at)
        or any(draft.kind in told and draft.entity == who for draft in made)
    ):
        return []
    when = moment(clause, memory, point=False)
    return [
        Draft(
            StatementKind.NO_SALE, who, match.start(), match.end(), "prose.kept_all", when.first, when.last, when.sure
        )
    ]  # fmt: skip


def _is_of_a_crowd(line: Line, at: int) -> bool:
    """As in "many miners kept all the bitcoin they mined"."""
    return any(atom.low in _CROWD for atom in line.atoms[max(0, at - 24) : at])


_CROWD = frozenset("miners companies firms investors holders peers others".split())
