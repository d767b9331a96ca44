"""Balances that no verb of holding tells: "160.5 BTC as of June 30", "19,273 were left in the vault", "its 417.6 BTC".

Each number of coins that nothing has told yet is tried with a list of constructions. With the name of the coin it may
stand beside a day, a place, a holder or an owner; any number may stand beside a word for what is left.
"""

import re
from collections.abc import Sequence

from monitor.disclosures.extract.lexicon import GOVERNORS, MODALS, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.coins.stocks import is_not_now, is_pledged, stock
from monitor.disclosures.extract.prose.kinds.held import NO_STOCK
from monitor.disclosures.extract.prose.kinds.words_for_left import (
    ABOUT,
    BE,
    CLOSING,
    LEFT,
    OWNERS,
    STILL,
    STORES,
    WORDS,
    closed_with,
    is_down_to,
    is_left,
    led_in,
    may_be_coins,
)
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, CONTEXT, SENTENCE, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, is_year
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY, named_at
from monitor.disclosures.statement import StatementKind

_REACH = 7
_NEAR = 9
"""Atoms between a number and the word that says what became of it."""


def read_standing(line: Line, memory: Memory, made: Sequence[Draft]) -> list[Draft]:
    """Numbers of coins that stand beside a day, a place, an owner, or a word for what is left."""
    found: list[Draft] = []
    for at in line.counts:
        if not _is_told(line, at, [*made, *found]):
            draft = _as_of(line, memory, at) or _there(line, memory, at)
            found += [] if draft is None else [draft]
    if WORDS.isdisjoint(line.words) or line.question or not (line.coins or memory.coins):
        return found
    told = [*made, *found]
    if (nothing := _nothing_left(line, memory, told)) is not None:
        return [*found, nothing]
    left = (at for at, atom in enumerate(line.atoms) if atom.amount and not _is_told(line, at, told))
    return [*found, *(draft for at in left if (draft := _staying(line, memory, at, told)) is not None)]


def _is_told(line: Line, at: int, made: Sequence[Draft]) -> bool:
    """Whether a number counts no coins, or coins of which the sentence has told already."""
    amount = line.atoms[at].amount
    return (
        amount is None
        or not amount.sats
        or any(
            each.start <= amount.start < each.end
            for each in made[-20:]
            if each.kind is not StatementKind.INTENT
        )
    )


def _at(line: Line, at: int, amount: Amount, shape: Shape = Shape.PAST) -> tuple[Clause, Object]:
    """The sentence as a clause of holding what stands at a place."""
    return line.clause(at, Deed.HOLD, shape), Object(Thing.QUANTITY, at, at, amount)


def _as_of(line: Line, memory: Memory, at: int) -> Draft | None:
    """As in "160.5 BTC (about $10.2 million) as of June 30": the day says that they were there."""
    when, amount = _end_behind(line, at), line.atoms[at].amount
    if when is None or amount is None:
        return None
    latest, behind = memory.anchor.latest, line.text[when.start : when.end].lower()
    if latest is not None and when.last is not None and when.last > latest:
        return None
    if line.low(at - 1) == "from" and behind.startswith("at "):
        return None  # "up from 228 bitcoin at the end of last year"
    clause, thing = _at(line, at, amount, Shape.NOUN)
    if line.near(at - 6, at) & NO_STOCK or line.near(at - 10, at) & _CAME or is_not_now(clause, thing):
        return None
    who = subject(clause, memory)
    words = min(amount.start, when.start), max(amount.end, when.end)
    draft = Draft(StatementKind.HOLDINGS, who, *words, "prose.as_of", None, when.last, CLAUSE)
    return None if who == NOBODY or is_pledged(clause, thing) else draft.counting(amount)


_CAME = frozenset(
    "received sent paid lost borrowed issued transferred equalled equaled equates equated equivalent".split()
)
"""As in "received 3 BTC as of June 30": what came or went until then."""


def _end_behind(line: Line, at: int) -> When | None:
    """An "as of" after an amount, past what is in parentheses."""
    depth = 0
    for place in range(at + 1, min(at + 12, len(line.atoms))):
        low, when = line.low(place), line.atoms[place].when
        depth += (low == "(") - (low == ")")
        if when is not None and not depth:
            words = line.text[when.start : when.end].lower()
            return when if when.form is Form.END and words.startswith(("as of", "as at", "at ")) else None
        if not depth and low not in {")", ",", "in", "total", "on", "hand", "treasury"}:
            return None
    return None


def _there(line: Line, memory: Memory, at: int) -> Draft | None:
    """As in "2,021 BTC in custody", "Riot, with 9,195 BTC, is the largest", "its remaining 2,537 bitcoin"."""
    amount, holder = line.atoms[at].amount, _holder(line, at, memory)
    there = holder is not None or _is_somewhere(line, at)
    if amount is None or not (there or _is_its(line, at) or _is_introduced(line, at)):
        return None
    clause, thing = _at(line, at, amount)
    who = holder or subject(clause, memory)
    if who == NOBODY or is_pledged(clause, thing):
        return None
    rule = "prose.there" if there else "prose.owned"
    return stock(clause, memory, thing, who, kind=StatementKind.HOLDINGS, rule=rule)


def _is_its(line: Line, at: int) -> bool:
    """As in "its remaining 2,537 bitcoin", "Riot's 19,309 BTC are worth ..."."""
    place = line.back(at - 1, _WHOLE)
    named = line.low(place) == "s" and line.low(place - 1) in {"'", "’"} and place > 1
    owner = line.low(place) in OWNERS or (named and line.atoms[place - 2].entity is not None)
    if (
        not owner
        or line.near(place - 4, place) & NO_STOCK
        or line.low(place - 1) in {"by", "with", "against"}
    ):
        return False
    told = next((told for told in reversed(line.deeds) if told.at < at), None)
    changed = told is not None and at - told.at < _NEAR and told.deed in _CHANGED
    if told is not None and changed and not _is_wished(line, told.at):
        return False
    ends = at + 1 == len(line.atoms) or line.low(at + 1) in _AFTER or at + 1 in line.whens
    return ends and line.deed(at + 2) not in _CHANGED


_WHOLE = frozenset("remaining existing entire total whole current all of the own combined".split())
_CHANGED = frozenset({Deed.SELL, Deed.BUY, Deed.MINE, Deed.MOVE, Deed.CONVERT, Deed.PLEDGE})
_AFTER = frozenset(
    ". , ; ) holdings treasury stash stack reserve reserves position stockpile hoard balance is are were was worth"
    " valued on remain remains sit sits stand stands and while but into as".split()
)


def _is_wished(line: Line, at: int) -> bool:
    """As in "plans to sell its 417.6 BTC", "will keep its 10,667 coins": it still has them."""
    words = line.near(at - 5, at)
    return bool(words & (GOVERNORS | MODALS)) and not words & {"decision", "opted", "chose"}


def _is_introduced(line: Line, at: int) -> bool:
    """As in "With 19,309 BTC, Riot is ...", "at 9,113 BTC, Hut 8 keeps", "one of the largest holders with 19,309"."""
    place = line.back(at - 1, ABOUT)
    if line.low(place) not in {"with", "at"}:
        return False
    after = at + 1 + (line.low(at + 1) in {"held", "in", "treasury"})
    if place == 0 and line.low(after) == ",":
        owner = after + 1 + (line.low(after + 1) == "the")
        named = line.entity(owner) is not None
        return named or line.low(owner) in {"it", "we", "company", "miner"}
    return bool(line.near(place - 3, place) & _HOLDERS) and line.low(place) == "with"


_HOLDERS = frozenset("holder holders treasury treasuries reserve reserves owner owners stash hoard".split())


def _is_somewhere(line: Line, at: int) -> bool:
    """As in "2,021 BTC were in custody", "there were 2,021 BTC on its books"."""
    if (led := led_in(line, at)) is not None and line.low(led - 1) in CLOSING:  # "it ended with 984.8 BTC"
        return not any(line.deed(ahead) for ahead in range(at + 1, at + 4))
    place = at + 1
    there = line.low(at - 1) in BE and line.low(at - 2) == "there"
    if line.low(place) in BE or there:
        place = line.past(place + (line.low(place) in BE), LEFT | STILL)
        if line.low(place) in {"", ".", ","}:
            return any(atom.when is not None and atom.when.form is Form.END for atom in line.atoms[:at])
        return line.low(place) in {"in", "on"} and bool(line.near(place + 1, place + 6) & STORES)
    item = (
        at <= 1 and line.low(place) in {"in", "on"} and all(told.shape is Shape.NOUN for told in line.deeds)
    )
    return item and bool(line.near(place + 1, place + 5) & STORES)  # an item of a list


def _holder(line: Line, at: int, memory: Memory) -> str | None:
    """Whose coins they are in "Riot, with 9,195 BTC, is the largest", "MicroStrategy with 43,514 BTC and ..."."""
    led = led_in(line, at)
    if led is None or line.low(at + 1) not in {",", ".", ";", "and", ""} or line.deed(at + 2):
        return None
    last = led - 1 - (line.low(led - 1) == ",")
    return named_at(line, last, memory) if _is_subject(line, last) else None


def _is_subject(line: Line, last: int) -> bool:
    """Whether a name is not what a verb governs, as in "funded Twenty One with 19,800 BTC"."""
    first = last
    while first > 0 and (line.atoms[first - 1].capital and line.atoms[first].entity is None):
        first -= 1
    return first <= 0 or line.low(first - 1) in _BEFORE_HOLDERS


_BEFORE_HOLDERS = frozenset(
    ", ; : . • - – and by behind of than like including are is by while the followed ahead".split()
)


def _staying(line: Line, memory: Memory, at: int, made: Sequence[Draft]) -> Draft | None:
    """A number beside a word for what is left: "19,273 were left in the vault", "closed June with 549"."""
    amount = line.atoms[at].amount
    if amount is None or amount.per_coin or not may_be_coins(line, at, amount):
        return None
    clause, thing = _at(line, at, amount)
    if amount.unit is not Unit.BTC and is_year(clause, amount):
        return None
    if any(each.kind is StatementKind.HOLDINGS and (each.sats or 0) > (amount.sats or 0) for each in made):
        return None  # "held 7,021 BTC: 3,931 in custody and 3,090 pledged": a part beside the whole
    if Deed.HOLD in {line.deed(at - 1), line.deed(at - 2)}:
        return None  # the verb or noun for it has told already what is meant
    if not is_left(line, at):
        return None
    who = subject(clause, memory)
    if who == NOBODY or is_pledged(clause, thing) or is_not_now(clause, thing):
        return None
    draft = stock(clause, memory, thing, who, kind=StatementKind.HOLDINGS, rule="prose.staying")
    if not memory.filed and _is_of_now(clause):
        draft.period_end, draft.sure = memory.published, CONTEXT
    if (closed := closed_with(line, at)) is not None:
        draft.start = line.atoms[closed].start
    return draft


def _is_of_now(clause: Clause) -> bool:
    """As in "only 313 are still in reserve", "is down to 2,000": on the day of the text, unless one is told behind."""
    line, at = clause.line, clause.at
    behind = line.atoms[at + 1 : at + _REACH]
    comma = next((place for place, atom in enumerate(behind) if atom.low == ","), len(behind))
    present = bool(line.near(at + 1, at + 3) & _PRESENT) or is_down_to(line, at)
    return present and not any(atom.when for atom in behind[:comma])


_PRESENT = frozenset("are is remain remains belong belongs".split())
_NOTHING = re.compile(
    r"\b(?:no|zero)\s+(?:bitcoins?|btcs?)\s+(?:remain(?:ed|s)?|(?:was|were|is|are)\s+(?:still\s+)?(?:on\s+hand|left|owned"
    r"|in\s+(?:treasury|custody|reserve)|on\s+(?:its|the|our)\s+(?:books|balance\s+sheet)))\b"
    r"|\breport(?:s|ed)\s+(?:no|zero)\s+(?:bitcoins?|btcs?)\s+(?:of\s+(?:its|their)\s+own|held|on\s+hand|in\s+treasury)\b",
    re.IGNORECASE,
)


def _nothing_left(line: Line, memory: Memory, made: Sequence[Draft]) -> Draft | None:
    """As in "no bitcoin remained at June 30", of which the day must be told."""
    match = _NOTHING.search(line.text, line.start, line.atoms[-1].end)
    if match is None or any(each.kind is StatementKind.HOLDINGS for each in made):
        return None
    at = next((at for at, atom in enumerate(line.atoms) if atom.end >= match.end()), len(line.atoms) - 1)
    clause = line.clause(at, Deed.HOLD, Shape.PAST)
    when, who = moment(clause, memory, point=True), subject(clause, memory)
    if who == NOBODY or when.last is None or when.sure < SENTENCE:
        return None
    draft = Draft.told(StatementKind.HOLDINGS, who, match.span(), "prose.staying", when)
    draft.sats = draft.holdings_after_sats = 0
    return draft
