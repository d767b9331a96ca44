"""Coins that serve as security, or were lent: "pledged 3,000 BTC", "787 are locked as security for loans"."""

import re
from collections.abc import Sequence

from monitor.disclosures.extract.lexicon import DEEDS, MODALS, PARTS, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import COUNTED, Amount, Unit
from monitor.disclosures.extract.prose.coins.governed import is_passive
from monitor.disclosures.extract.prose.coins.respectively import respective
from monitor.disclosures.extract.prose.coins.stocks import are_of_others, stock
from monitor.disclosures.extract.prose.mood.mood import mood
from monitor.disclosures.extract.prose.sentence.draft import CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line, Told
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.sentence.moods import Mood
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, is_year, of_amount
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind

_REACH = 10
_ENDS = frozenset("; . | $".split())


def read_pledge(clause: Clause, memory: Memory) -> list[Draft]:
    """What a clause of pledging or lending states: the nearest quantity of coins is the pledged one."""
    if not clause.is_noun and mood(clause) not in {Mood.DONE, Mood.HABIT}:
        return []
    if not _is_told_so(clause):
        return []
    before = DEEDS.get(clause.line.low(clause.at - 1))
    if before is not None and before[0] is Deed.SELL:
        return []
    thing = _nearest(clause)
    who = subject(clause, memory)
    if who == NOBODY:
        return []
    if thing is None or thing.thing is not Thing.QUANTITY:
        return _uncounted(clause, memory, who) if thing is None else []
    if are_of_others(clause, thing) or _is_of_none(clause, thing):
        return []
    draft = stock(clause, memory, thing, who, kind=StatementKind.PLEDGE, rule="prose.pledged")
    return [draft, *respective(clause, thing, draft, memory)]


def _is_of_none(clause: Clause, thing: Object) -> bool:
    """As in "held 2,287 bitcoin, none pledged", or, "including pledged coins", of a part that nobody counts."""
    line = clause.line
    places = range(max(0, min(thing.first, clause.at) - 4), max(thing.first, clause.at))
    within = any(line.low(at) == "including" for at in range(thing.last + 1, clause.at))
    return within or any(line.low(at) == "none" for at in places)


def _uncounted(clause: Clause, memory: Memory, who: str | None) -> list[Draft]:
    """As in "the loan is secured by bitcoin", "pledged a part of its bitcoin as collateral": nobody says how much."""
    line, coins = clause.line, _coins_pledged(clause)
    if coins is None or who is None or not _UNCERTAIN.isdisjoint(line.words):
        return []
    when = moment(clause, memory, point=True)
    if when.last is not None and memory.published is not None and when.last > memory.published:
        when = Moment(None, memory.published, CONTEXT)  # "... and matures on February 27"
    return [Draft.told(StatementKind.PLEDGE, who, line.span(coins, clause.at), "prose.pledged_some", when)]


def _coins_pledged(clause: Clause) -> int | None:
    """The place of the coins that serve as security, where no number is told."""
    line, low = clause.line, clause.line.low(clause.at)
    if clause.is_past and low in _SECURED and line.low(clause.at + 1) == "by":
        return _coins_in(clause, range(clause.at + 2, min(clause.right, clause.at + _NEAR)))
    if low == "collateral" and line.low(clause.at - 1) == "as":
        placed = [
            at for at in range(max(clause.left, clause.at - _NEAR), clause.at) if line.low(at) in _PLACING
        ]
        return _coins_in(clause, range(placed[-1] + 1, clause.at)) if placed else None
    if clause.is_past and low in {"pledged", "posted"}:
        after = _coins_in(clause, range(clause.at + 1, min(clause.right, clause.at + _NEAR)))
        passive = range(clause.at - 1, max(clause.left, clause.at - 4) - 1, -1)
        before = _coins_in(clause, passive if is_passive(clause) else range(0))
        near = line.near(clause.at, clause.at + 2 * _NEAR)
        return (after if before is None else before) if near & {"collateral", "security"} else None
    return None


def _coins_in(clause: Clause, places: range) -> int | None:
    for at in places:
        if clause.line.is_coin(at):
            return at
        if clause.line.atoms[at].amount is not None or clause.line.low(at) not in _OF_ITS_OWN:
            return None
    return None


_SECURED = frozenset("secured backed collateralized collateralised".split())
_PLACING = frozenset("placing placed posting pledging putting put using used".split())
_NEAR = 7
_OF_ITS_OWN = PARTS | frozenset(
    "certain the company company’s company's our its was were is are been being been have".split()
)
_UNCERTAIN = MODALS | frozenset(
    "if no not none never would any lenders requires require repay repays repaid repaying"
    " repayment retire retired".split()
)
"""Words of a sentence that speaks of what loans are like, of none, or of one that is paid back."""


def _is_told_so(clause: Clause) -> bool:
    """As in "is secured by 3,000 BTC", "390 BTC served as security", "of which 2,339 secure the loan"."""
    line, low = clause.line, clause.line.low(clause.at)
    following = [line.low(clause.at + 1), line.low(clause.at + 2)]
    if low in _SECURED:
        each = line.near(clause.at - 5, clause.at) & _UNITS_OF_PAPER
        return following[0] == "by" and not each
    if _FREED & {line.low(at) for at in range(max(0, clause.at - 9), min(len(line.atoms), clause.at + 7))}:
        return False
    if low == "served":
        return following[0] == "as" and following[1] in {"security", "collateral"}
    if low == "secure":
        debts = {"loan", "facility", "credit", "debt", "loans"} & line.near(clause.at + 1, clause.at + 6)
        return bool(debts) and line.low(clause.at - 1) != "to"
    return True


_UNITS_OF_PAPER = frozenset("share token unit etf stablecoin each".split())
"""As in "each share is backed by 0.0005 BTC"."""
_FREED = frozenset("returned released return release freed repaid recovered reclaimed".split())


def read_managed(clause: Clause, memory: Memory) -> list[Draft]:
    """As in "transferred 2,000 bitcoin to a separately managed account": no longer in the company's own hands."""
    line = clause.line
    words = set(line.lows[clause.at : clause.at + 24])
    who = subject(clause, memory)
    if who == NOBODY or not {"managed", "manager"} & words or mood(clause) is not Mood.DONE:
        return []
    thing = _search(clause, range(clause.at + 1, min(clause.right, clause.at + _REACH)))
    if thing is None or thing.thing is not Thing.QUANTITY:
        return []
    return [stock(clause, memory, thing, who, kind=StatementKind.PLEDGE, rule="prose.managed")]


def _nearest(clause: Clause) -> Object | None:
    line = clause.line
    if clause.is_past and line.lows[clause.at - 2 : clause.at] == ["of", "which"]:
        places = range(clause.at + 1, min(clause.right, clause.at + 4))
        at = next((at for at in places if (each := line.atoms[at].amount) and each.may_be_coins), None)
        return None if at is None else Object(Thing.QUANTITY, at, at, line.atoms[at].amount)
    if line.low(clause.at) in _SECURED and line.low(clause.at + 1) == "by":
        return _search(clause, range(clause.at + 2, min(clause.right, clause.at + _REACH)))
    if line.low(clause.at) == "secure":
        amount = line.atoms[clause.at - 1].amount if clause.at else None
        return (
            Object(Thing.QUANTITY, clause.at - 1, clause.at - 1, amount) if amount and amount.sats else None
        )
    if clause.is_past:
        right = _search(clause, range(clause.at + 1, min(clause.right, clause.at + _REACH)))
        begin = _before_brackets(line, clause.at - 1)
        return _search(clause, range(begin, max(-1, begin - 7), -1)) or right
    if line.low(clause.at + 1) in _AMOUNTS_TO:
        counted = _search(clause, range(clause.at + 1, min(clause.right, clause.at + 9)))
        if counted is not None or line.low(clause.at + 1) != "for":
            return counted
    beside = (
        line.low(clause.at - 1) in {"as", "of", "in", "restricted", "to"} or line.low(clause.at - 2) == "as"
    )
    if beside or line.low(clause.at + 1) in {"account", "accounts", "wallet", "wallets"}:
        return _search(clause, range(clause.at - 1, max(clause.left, clause.at - _REACH) - 1, -1))
    return None


_AMOUNTS_TO = frozenset("of for consists consisted totaled totalled comprised was".split())


def _before_brackets(line: Line, at: int) -> int:
    """As in "79 bitcoin (with a fair value of $5.0 million) were pledged": the place before what stands in brackets."""
    place = at - (line.low(at) in {"was", "were", "are", "is", "been"})
    return line.before_brackets(place) if line.low(place) == ")" else at


def _search(clause: Clause, places: range) -> Object | None:
    line = clause.line
    for at in places:
        atom = line.atoms[at]
        beside = atom.amount is not None and atom.amount.unit is Unit.OTHER and at + 1 == clause.at
        if atom.amount is not None and (beside or atom.amount.unit in COUNTED):
            return of_amount(clause, at, elided=True) or _bare(clause, at)
        if atom.low in _ENDS:
            return None
    return None


def _bare(clause: Clause, at: int) -> Object | None:
    """As in "including 3,300 restricted", "nearly 4,000 of them are restricted"."""
    amount = clause.line.atoms[at].amount
    if amount is None or not amount.sats or not clause.line.coins:
        return None
    following = clause.line.low(at + 1), clause.line.low(at + 2)
    alike = following[0] == clause.line.low(clause.at) or following in _OF_THEM
    return Object(Thing.QUANTITY, at, at, amount) if alike else None


_OF_THEM = frozenset(
    {("that", "are"), ("that", "were"), ("which", "are"), ("which", "were"), ("of", "them"), ("of", "which")}
)


def read_restricted(line: Line, memory: Memory, spoken: set[int]) -> list[Draft]:
    """As in "including 3,300 in restricted bitcoin", if not told already: the amount says it by itself."""
    made = []
    for at in line.counts:
        amount, following = line.atoms[at].amount, line.low(at + 1)
        if amount is None or amount.start in spoken or not amount.sats:
            continue
        lent = following in {"was", "were", "are", "is"} and line.lows[at + 2 : at + 4] == ["on", "loan"]
        restricted = "restricted" in line.text[amount.start : amount.end].lower().split()
        if restricted or following in {"receivable", "receivables"} or lent:
            told, thing = Told(at, Deed.PLEDGE, Shape.NOUN), Object(Thing.QUANTITY, at, at, amount)
            clause = Clause(line, told, max(0, at - 12), min(len(line.atoms), at + 8))
            who, rule = subject(clause, memory), "prose.restricted"
            if who != NOBODY:
                made.append(stock(clause, memory, thing, who, kind=StatementKind.PLEDGE, rule=rule))
    return made


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
_SET_FREE = re.compile(
    r"\b(?:none|returned|released?|freed|repaid|recovered|reclaimed|came\s+back|no\s+longer|may|might|would|could|will)\b",
    re.IGNORECASE,
)
_LOOK_BACK = 90
_LOOK_AHEAD = 160


def read_secured(line: Line, memory: Memory, made: Sequence[Draft]) -> list[Draft]:
    """Numbers of coins that serve as security."""
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
    return amount.unit in COUNTED or (
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
    return _SET_FREE.search(line.text, max(line.start, start - 20), until) is None
