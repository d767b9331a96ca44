"""Coins that a sentence calls security in other words than "pledged": "787 are locked as security for loans"."""

import re
from collections.abc import Sequence

from monitor.disclosures.extract.lexicon import Deed, Shape
from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.prose.coins.stocks import are_of_others, stock
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line, Told
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, is_year
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind

_STEMS = frozenset(
    "collateral security pledge pledged restricted back backs secure secures secured behind charged borrowed borrows"
    " encumbered".split()
)
"""One of these stands in whatever is read here: looked for first, for it is quicker."""
_DEBT = (
    r"(?:the\s+|its\s+|their\s+|our\s+|a\s+|an\s+)?(?:[\w$.’'-]+\s+){0,4}?"
    r"(?:facilit(?:y|ies)|loans?|borrowings?|debts?|credit|notes?|positions?)\b"
)
_BEHIND = re.compile(
    # 79 bitcoin with a fair value of $5.0 million, or worth so much, or in brackets
    r"(?:\s*,?\s*(?:\([^)]{0,80}\)|(?:with\s+(?:a|an)\s+(?:[\w-]+\s+){0,3}?value\s+of|worth|valued\s+at)\s+[^,;]{0,40}?(?=\s+(?:was|were|are|is)\b|,)),?)?"
    r"\s*(?:of\s+(?:which|them|these|those|its\s+bitcoin)\s+)?(?:(?:that|which)\s+)?(?:still\s+|also\s+)?"
    rf"(?:(?:back|backs|secures?|secured|stands?\s+behind|stood\s+behind)\s+{_DEBT}"
    r"|(?:(?:was|were|are|is|remain(?:ed|s)?|continues?\s+to\s+be|have\s+been|had\s+been)\s+)?"
    r"(?:(?:locked(?:\s+up)?|posted|placed|put|held|kept|deposited|transferred)\s+[^.;,]{0,50}?\bas\s+(?:a\s+|its\s+)?(?:security|collateral|pledge)\b"
    r"|(?:into|in)\s+[^.;,]{0,40}?\bas\s+collateral\b"
    r"|(?:charged|pledged)\s+to\s+(?:a|the|its)\s+lenders?\b|(?:restricted|pledged|encumbered)(?=\s*(?:[.,;)]|\Z|under|at|as\s+of|on|to|in\s+full|entirely)|\s+\d)))",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"(?:\bcollateral\s+(?:is|was|of|being)|\bas\s+(?:collateral|security)\b[^.;]{0,60}?\b(?:put\s+up|posted|placed|provided|deposited)|\b(?:borrow(?:s|ed|ing)?|loans?)\b[^.;]{0,60}?\bagainst)\s+"
    r"(?:(?:about|approximately|roughly|some|around)\s+)?\Z",
    re.IGNORECASE,
)
_FREED = re.compile(
    r"\b(?:none|returned|released?|freed|repaid|recovered|reclaimed|came\s+back|no\s+longer|may|might|would|could|will)\b",
    re.IGNORECASE,
)
_LOOK_BACK = 90
_LOOK_AHEAD = 160


def read_secured(line: Line, memory: Memory, made: Sequence[Draft]) -> list[Draft]:
    """Numbers of coins that serve as security.

    Args:
        line: the sentence.
        memory: what was said before.
        made: what it told already; of a pledge told the same number is told once.
    """
    if _STEMS.isdisjoint(line.words) or line.question or not (line.coins or memory.coins):
        return []
    found: list[Draft] = []
    for at, atom in enumerate(line.atoms):
        amount = atom.amount
        if amount is None or not amount.sats or amount.per_coin or not _may_be_coins(line, at, amount):
            continue
        clause = Clause(
            line, Told(at, Deed.PLEDGE, Shape.PAST), max(0, at - 12), min(len(line.atoms), at + 16)
        )
        told = any(each.kind in _ELSE and each.start <= amount.start < each.end for each in made)
        if told or (amount.unit is not Unit.BTC and is_year(clause, amount)) or not _is_security(line, at):
            continue
        thing, who = Object(Thing.QUANTITY, at, at, amount), subject(clause, memory)
        if who != NOBODY and not are_of_others(clause, thing):
            found.append(stock(clause, memory, thing, who, kind=StatementKind.PLEDGE, rule="prose.secured"))
    return found


_ELSE = frozenset({StatementKind.PLEDGE, StatementKind.SALE})


def _may_be_coins(line: Line, at: int, amount: Amount) -> bool:
    """With their name, without a unit, or as in "of which 3,300 back its facility"."""
    return amount.unit in {Unit.BTC, Unit.NONE} or (
        amount.unit is Unit.OTHER
        and line.low(at + 1) in {"back", "backs", "secure", "secures", "secured", "stand"}
    )


def _is_security(line: Line, at: int) -> bool:
    start, end = line.atoms[at].start, line.atoms[at].end
    stop = min(line.atoms[-1].end, end + _LOOK_AHEAD)
    begin = max(line.start, start - _LOOK_BACK)
    match = _BEHIND.match(line.text, end, stop)
    ahead = None if match else _AHEAD.search(line.text, begin, start)
    if match is None and ahead is None:
        return False
    until = stop if match is None else min(stop, match.end() + 40)
    return _FREED.search(line.text, max(line.start, start - 20), until) is None
