"""Coins that are held."""

import re

from monitor.disclosures.extract.amounts import Unit
from monitor.disclosures.extract.lexicon import ADVERBS, FILLERS, MODALS, Deed, Shape
from monitor.disclosures.extract.prose.draft import SENTENCE, Draft
from monitor.disclosures.extract.prose.line import Clause, Line, Told
from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.prose.moments import moment
from monitor.disclosures.extract.prose.mood import Mood, mood
from monitor.disclosures.extract.prose.objects import Object, Thing, is_btc, is_year, of_amount
from monitor.disclosures.extract.prose.subjects import NOBODY, subject
from monitor.disclosures.extract.when import Form, When
from monitor.disclosures.statement import StatementKind

_REACH = 12
_STOCKS = frozenset(
    "stack hodl pile coffers count tally holdings treasury reserve reserves balance stockpile stash"
    " inventory position total bitcoin btc hoard".split()
)
_SAYS = frozenset(
    "came brought cut of was were is are stood stand stands counts numbers numbered equals swelled ballooned jumped"
    " surged grown shrunk plunged reaches hit topped exceeds at totaled totalled to reached reaching"
    " with : sits sat amounted increased rose fell went cut decreased declined dropped slipped"
    " grew remained remains now including falls drops rises grows slips climbs shrinks climbed shrank stays"
    " stayed comprised comprises"
    " stand sit amount counts numbered swelled ballooned eased climb counted".split()
)
_ON_THE_WAY = (
    _STOCKS
    | FILLERS
    | ADVERBS
    | _SAYS
    | frozenset(
        "by in month-end at and down had has have been further digital assets asset unrestricted"
        " company company's month".split()
    )
)
_PLEDGED = frozenset("collateral pledged restricted receivable loaned lent encumbered posted".split())
_LEAVING = frozenset("peaked peak worth valued value target goal would could if".split())


def read_holdings(clause: Clause, memory: Memory) -> list[Draft]:
    """What a clause of holding states."""
    if clause.told.deed is not Deed.HOLD or clause.line.question:
        return []
    if clause.told.shape is Shape.NOUN and clause.line.low(clause.at - 1) in {"miner", "miners", "exchange"}:
        return []
    thing = (
        _of_noun(clause, memory)
        if clause.told.shape is Shape.NOUN
        else _of_verb(clause, elided=memory.coins or clause.line.coins)
    )
    if thing is None:
        return []
    if thing.thing is Thing.NOTHING:
        return _none(clause, memory, thing)
    if (
        thing.thing is not Thing.QUANTITY
        or thing.amount is None
        or _is_pledged(clause, thing)
        or _is_not_now(clause, thing)
    ):
        return []
    if clause.told.shape is not Shape.NOUN and mood(clause) not in {Mood.DONE, Mood.HABIT}:
        return []
    who = subject(clause, memory)
    if who == NOBODY:
        return []
    return [
        stock(clause, memory, thing, who, kind=StatementKind.HOLDINGS, rule="prose.held"),
    ]


def _none(clause: Clause, memory: Memory, thing: Object) -> list[Draft]:
    """As in "held no bitcoin at the end of May", of which the day must be told."""
    line = clause.line
    if (
        clause.told.shape is Shape.NOUN
        or line.low(thing.first) not in {"no", "zero", "none"}
        or mood(clause) is not Mood.DONE
    ):
        return []
    when = moment(clause, memory, point=True)
    who = subject(clause, memory)
    if who == NOBODY or when.last is None or when.sure < SENTENCE:
        return []
    return [
        Draft(
            StatementKind.HOLDINGS, who, line.atoms[clause.at].start, line.atoms[thing.last].end, "prose.held", None,
            when.last, when.sure, sats=0, holdings_after_sats=0,
        )
    ]  # fmt: skip


_NOT_NOW = re.compile(
    r"\b(?:(?:before|prior\s+to|ahead\s+of)\s+(?:the|this|that|these|its|any)\s+(?:\w+\s+)?(?:sales?|sell-?offs?|transactions?"
    r"|disposals?|liquidations?)|previously|formerly|once|at\s+(?:its|the)\s+peak)\b",
    re.IGNORECASE,
)
_IN_ERROR = re.compile(
    r"\b(?:erroneously|incorrectly|wrongly|mistakenly|misstated|earlier\s+version|corrected|correction|(?:down|drawn)\s+to\s+(?:nil|zero))\b",
    re.IGNORECASE,
)
_THINKABLE = MODALS | frozenset(
    "target targets targeted targeting aim aims goal goals plan plans projected forecast potential toward"
    " towards".split()
)


def _is_not_now(clause: Clause, thing: Object) -> bool:
    """As in "before the sale it held 9,264 BTC", "a target of 10,000 BTC", or a figure that is put right."""
    line = clause.line
    start = line.atoms[max(0, min(clause.left, clause.at - 12))].start
    last = max(thing.last, clause.at)
    end = line.atoms[min(len(line.atoms) - 1, last + 8)].end
    if _IN_ERROR.search(line.text, start, end):
        return True
    dated = any(line.atoms[at].when is not None for at in range(last + 1, min(len(line.atoms), last + 4)))
    if not dated and _NOT_NOW.search(line.text, start, end):
        return True
    return clause.told.shape is Shape.NOUN and any(
        line.low(at) in _THINKABLE and not line.atoms[at].capital
        for at in range(max(0, clause.at - 7), thing.first)
    )


def stock(
    clause: Clause, memory: Memory, thing: Object, who: str | None, *, kind: StatementKind, rule: str
) -> Draft:
    """A statement of what there was at one point in time."""
    line = clause.line
    when = moment(clause, memory, point=True)
    amount = thing.amount
    assert amount is not None, "only quantities are stocks"
    draft = Draft(
        kind, who, line.atoms[min(thing.first, clause.at)].start, line.atoms[max(thing.last, clause.at)].end, rule,
        None, when.last, when.sure, sats=amount.sats, approximate=amount.approximate,
    )  # fmt: skip
    if kind is StatementKind.HOLDINGS:
        draft.holdings_after_sats = draft.sats
    if kind is StatementKind.PLEDGE and when.form is Form.DAY:
        draft.period_start = when.last
    if when.end is not None and draft.end < when.end < draft.end + 80:
        draft.end = when.end
    return draft


def _of_verb(clause: Clause, *, elided: bool) -> Object | None:
    """As in "held 13,011 BTC", "has a total of 3,534 BTC"."""
    line = clause.line
    if _is_all(clause):
        return None
    if line.low(clause.at + 1) in {"no", "zero"} and line.is_coin(clause.at + 2):
        return Object(Thing.NOTHING, clause.at + 1, clause.at + 2)
    for at in range(clause.at + 1, min(clause.right, clause.at + 1 + _REACH)):
        atom = line.atoms[at]
        if atom.amount is not None:
            return of_amount(clause, at, elided=elided)
        if atom.when is None and atom.low not in _ON_THE_WAY:
            break
    return _before_verb(clause, elided=elided)


def _before_verb(clause: Clause, *, elided: bool) -> Object | None:
    """As in "9,084 BTC were still held", "the 9,084 that it holds"."""
    line = clause.line
    begin = clause.at - 1
    while line.low(begin) in {"was", "were", "are", "is"}:
        begin -= 1
    if line.low(begin) == ",":
        begin = next((at for at in range(begin - 1, max(-1, begin - 8), -1) if line.low(at) == ","), begin)
        begin -= 1
    for at in range(begin, max(-1, begin - 4), -1):
        atom = line.atoms[at]
        if atom.amount is not None:
            return _counted(clause, at, elided=elided)
        if atom.low not in {
            "was",
            "were",
            "are",
            "is",
            "still",
            "being",
            "it",
            "that",
            "which",
            "we",
            "company",
            "the",
        }:
            break
    return None


def _is_all(clause: Clause) -> bool:
    """As in "kept all of the 267 BTC it mined": what was not sold, and not what there is."""
    line = clause.line
    if line.low(clause.at) in {"kept", "retained"} and line.low(clause.at + 1) == "all":
        return True
    at = next((at for at in range(clause.at + 1, clause.at + 5) if _is_btc_at(line, at)), None)
    if at is None:
        return False
    ahead = at + 1 + (line.low(at + 1) in {"that", "which"})
    ahead += line.low(ahead) in {"it", "we", "they"}
    return (
        line.low(ahead) in {"mined", "produced"}
        and {"all", "the"} & {line.low(back) for back in range(clause.at + 1, at)} != set()
    )


def _is_btc_at(line: Line, at: int) -> bool:
    """Whether there is an amount of coins at a place."""
    return at < len(line.atoms) and is_btc(line.atoms[at].amount)


def _counted(clause: Clause, at: int, *, elided: bool) -> Object | None:
    """As in "12,101 held on April 30": without a unit right before the verb only."""
    amount = clause.line.atoms[at].amount
    if amount is None or amount.unit is Unit.BTC:
        return of_amount(clause, at, elided=False)
    if (
        amount.unit is not Unit.NONE
        or not amount.sats
        or not elided
        or at != clause.at - 1
        or is_year(clause, amount)
    ):
        return None
    return Object(Thing.QUANTITY, at, at, amount)


def read_as_of(line: Line, memory: Memory, made: list[Draft]) -> list[Draft]:
    """As in "160.5 BTC (about $10.2 million) as of June 30", "ended January with 984.8 BTC": no verb says so.

    Args:
        line: the sentence.
        memory: what was said before.
        made: what it told already; an amount is told once.
    """
    found: list[Draft] = []
    for at, atom in enumerate(line.atoms):
        amount = atom.amount
        if amount is None or amount.unit is not Unit.BTC or not amount.sats:
            continue
        if any(each.start <= amount.start < each.end for each in [*made[-20:], *found[-20:]]):
            continue
        when = _end_near(line, at)
        if when is None and _is_somewhere(line, at):
            clause = Clause(line, Told(at, Deed.HOLD, Shape.PAST), 0, len(line.atoms))
            who = subject(clause, memory)
            thing = Object(Thing.QUANTITY, at, at, amount)
            if who != NOBODY:
                found.append(
                    stock(clause, memory, thing, who, kind=StatementKind.HOLDINGS, rule="prose.there")
                )
            continue
        clause = Clause(line, Told(at, Deed.HOLD, Shape.NOUN), 0, len(line.atoms))
        thing = Object(Thing.QUANTITY, at, at, amount)
        if (
            when is None
            or line.low(at - 1) == "from"
            or _is_pledged(clause, thing)
            or any(line.low(place) in _LEAVING for place in range(max(0, at - 6), at))
        ):
            continue
        who = subject(clause, memory)
        if who != NOBODY:
            draft = Draft(
                StatementKind.HOLDINGS, who, min(amount.start, when.start), max(amount.end, when.end),
                "prose.as_of", None,
                when.last, 3, sats=amount.sats, approximate=amount.approximate, holdings_after_sats=amount.sats,
            )  # fmt: skip
            found.append(draft)
    return found


def _is_somewhere(line: Line, at: int) -> bool:
    """As in "2,021 BTC were in custody", "there were 2,021 BTC on the balance sheet"."""
    if _is_had(line, at):
        return True
    place = at + 1
    if line.low(place) in _WERE:
        place += 1
    elif not (line.low(at - 1) in _WERE and line.low(at - 2) == "there"):
        return False
    while line.low(place) in {"still", "held", "left", "now"}:
        place += 1
    if line.low(place) not in {"in", "on"}:
        return False
    return bool({line.low(ahead) for ahead in range(place + 1, place + 4)} & _PLACES)


def _is_had(line: Line, at: int) -> bool:
    """As in "it ended with 984.8 BTC", "Riot, with 9,195 BTC, is the largest": a company with so many coins."""
    place = at - 1
    while line.low(place) in FILLERS and line.low(place) != "with":
        place -= 1
    if line.low(place) != "with" or any(line.deed(ahead) for ahead in range(at + 1, at + 4)):
        return False
    if line.low(place - 1) in _CLOSED:
        return True
    owner = place - 1 - (line.low(place - 1) == ",")
    return owner >= 0 and line.atoms[owner].entity is not None and line.low(at + 1) in {",", ".", ";", ""}


_CLOSED = frozenset("ended ending finished finishing closed closing".split())
_WERE = frozenset("was were is are remained remain".split())
_PLACES = frozenset("custody treasury reserve reserves balance wallet wallets storage books hand".split())


def _end_near(line: Line, at: int) -> When | None:
    """An "as of" after an amount, past what is in parentheses; or "ended September with" before it."""
    place, depth = at + 1, 0
    while place < min(at + 12, len(line.atoms)):
        low, when = line.low(place), line.atoms[place].when
        depth += (low == "(") - (low == ")")
        if when is not None and not depth:
            words = line.text[when.start : when.end].lower()
            return when if when.form is Form.END and words.startswith(("as of", "as at", "at ")) else None
        if not depth and low not in {")", ",", "in", "total", "on", "hand", "treasury"}:
            break
        place += 1
    for back in range(at - 1, max(-1, at - 9), -1):
        when = line.atoms[back].when
        if when is not None:
            ended = (
                line.text[when.start : when.end]
                .lower()
                .startswith(("ended", "ending", "closed", "finished", "exited"))
            )
            return (
                when if ended and "with" in [line.low(between) for between in range(back + 1, at)] else None
            )
        if line.atoms[back].amount is not None:
            return None
    return None


def _of_noun(clause: Clause, memory: Memory) -> Object | None:
    """As in "holdings were 19,287", "its 7,476-BTC reserve", "reserves rose 98% to 52,850"."""
    line = clause.line
    said = percent = False
    for at in range(clause.at + 1, min(clause.right, clause.at + 1 + _REACH)):
        atom = line.atoms[at]
        if said and atom.low in {"and", "eth", "ether", "ethereum"} and line.low(clause.at + 1) == "of":
            continue  # "holdings of BTC and ETH were 553.2 and 9,900.9": the first is bitcoin's
        if atom.amount is not None and atom.amount.unit is not Unit.PERCENT and line.low(at - 1) == "by":
            continue
        if atom.amount is not None and atom.amount.unit is not Unit.PERCENT:
            plain = line.low(clause.at) in {"balance", "position", "assets", "inventory", "total"}
            return of_amount(clause, at, elided=not plain and (memory.coins or line.coins)) if said else None
        percent = percent or atom.amount is not None
        said = said or atom.low in _SAYS
        if atom.low in _LEAVING or (atom.is_word and atom.low not in _ON_THE_WAY):
            break
    at = clause.at - 1
    while at >= clause.left and line.low(at) in {
        "in",
        "its",
        "the",
        "our",
        "their",
        "bitcoin",
        "company’s",
        "company's",
        "of",
        "digital",
    }:
        at -= 1
    if at < clause.left or line.atoms[at].amount is None or line.low(clause.at - 1) == "of":
        return None
    return of_amount(clause, at, elided=False)


def _is_pledged(clause: Clause, thing: Object) -> bool:
    line = clause.line
    if line.low(thing.first - 1) in {"including", "which"}:
        return True
    amount = thing.amount
    if amount is not None and "restricted" in line.text[amount.start : amount.end].lower().replace(
        "unrestricted", ""
    ):
        return True
    near = [line.low(at) for at in range(thing.last + 1, min(thing.last + 5, len(line.atoms)))]
    before = [line.low(at) for at in range(max(0, thing.first - 3), thing.first)]
    return bool((set(near) | set(before)) & _PLEDGED) and not {"including", "of", ",", "("} & set(near)
