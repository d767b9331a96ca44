"""Coins that are held."""

from monitor.disclosures.extract.amounts import Unit
from monitor.disclosures.extract.calendars import month
from monitor.disclosures.extract.lexicon import ADVERBS, FILLERS, MODALS, Deed, Shape
from monitor.disclosures.extract.prose.companies import of_others
from monitor.disclosures.extract.prose.draft import CLAUSE, SENTENCE, Draft
from monitor.disclosures.extract.prose.line import Clause, Line
from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.prose.moments import moment
from monitor.disclosures.extract.prose.mood import mood
from monitor.disclosures.extract.prose.moods import Mood
from monitor.disclosures.extract.prose.objects import Object, Thing, is_btc, is_year, of_amount
from monitor.disclosures.extract.prose.respectively import respective
from monitor.disclosures.extract.prose.stocks import OF_OTHERS, is_not_now, is_pledged, stock
from monitor.disclosures.extract.prose.subjects import NOBODY, subject
from monitor.disclosures.extract.prose.weak_words import beside_cash
from monitor.disclosures.extract.when import Form
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
    " stand sit amount counts numbered swelled ballooned eased climb counted totals consisted plummeted"
    " plunged sank dived tumbled slumped soared dwindled expanded swelled past over above beyond included includes"
    " consist comprise".split()
)
_ON_THE_WAY = (
    _STOCKS
    | FILLERS
    | ADVERBS
    | _SAYS
    | frozenset(
        "by in month-end at on and down had has have been further digital assets asset"
        " unrestricted company company's month year-over-year month-over-month quarter-over-quarter yoy mom qoq"
        " year over mark level milestone threshold record high new all-time peak the sharply slightly"
        " significantly modestly steadily".split()
    )
)
_WITH_CASH = _ON_THE_WAY | frozenset("cash equivalents it us them".split())
_LEAVING = frozenset("peaked peak worth valued value target goal would could if".split())


def read_holdings(clause: Clause, memory: Memory) -> list[Draft]:
    """What a clause of holding states."""
    if clause.told.deed is not Deed.HOLD or clause.line.question:
        return []
    if clause.told.shape is Shape.NOUN and clause.line.low(clause.at - 1) in OF_OTHERS:
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
        or is_pledged(clause, thing)
        or is_not_now(clause, thing)
    ):
        return []
    if clause.told.shape is not Shape.NOUN and not _is_told(clause):
        return []
    who = subject(clause, memory)
    if who == NOBODY:
        return []
    draft = stock(clause, memory, thing, who, kind=StatementKind.HOLDINGS, rule="prose.held")
    more = respective(clause, thing, draft) or of_others(clause, thing, draft)
    return [draft, *more, *_in_brackets(clause, thing, draft)]


def _in_brackets(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """As in "held nine bitcoin at the end of 2023 (2022: 141)", "(July 31, 2025: 19,287)": what was held before."""
    line, begin = clause.line, max(thing.last, clause.at) + 1
    at = next((at for at in range(begin, min(len(line.atoms) - 3, begin + 5)) if line.low(at) == "("), None)
    if at is None or line.low(at + 2) != ":" or draft.period_end is None:
        return []
    when, year, amount = line.atoms[at + 1].when, line.atoms[at + 1].amount, line.atoms[at + 3].amount
    if amount is None or not amount.sats or amount.unit not in {Unit.BTC, Unit.NONE}:
        return []
    last = when.last if when is not None else None
    if when is None and year is not None and is_year(clause, year):
        last = draft.period_end.replace(year=int(year.value), day=min(draft.period_end.day, 28))
        last = last if draft.period_end.day == last.day else month(last.year, last.month)[1]
    if last is None or last >= draft.period_end:
        return []
    return [
        Draft(
            StatementKind.HOLDINGS, draft.entity, line.atoms[at + 1].start, amount.end, "prose.held_and", None, last,
            CLAUSE, sats=amount.sats, approximate=amount.approximate, holdings_after_sats=amount.sats,
        )
    ]  # fmt: skip


def _none(clause: Clause, memory: Memory, thing: Object) -> list[Draft]:
    """As in "held no bitcoin at the end of May", of which the day must be told."""
    line = clause.line
    amount = line.atoms[thing.first].amount
    none = line.low(thing.first) in {"no", "zero", "none", "nil"} or (amount is not None and amount.sats == 0)
    denied = line.low(thing.first) == "any" and mood(clause) is Mood.NOT_DONE
    if not denied and not (none and (clause.told.shape is Shape.NOUN or mood(clause) is Mood.DONE)):
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


def _of_verb(clause: Clause, *, elided: bool) -> Object | None:
    """As in "held 13,011 BTC", "has a total of 3,534 BTC"."""
    line = clause.line
    if _is_all(clause):
        return None
    if line.low(clause.at + 1) in {"no", "zero", "any"} and line.is_coin(clause.at + 2):
        return Object(Thing.NOTHING, clause.at + 1, clause.at + 2)
    if line.low(clause.at + 1) in {"none", "zero"} and elided and _is_over(line, clause.at + 2):
        return Object(Thing.NOTHING, clause.at + 1, clause.at + 1)
    for at in range(clause.at + 1, min(_past_sheet(clause), clause.at + 1 + _REACH)):
        atom = line.atoms[at]
        if atom.low == "." and line.low(at - 1) in {"approx", "ca"}:
            continue
        if atom.amount is not None:
            return of_amount(clause, beside_cash(line.atoms, at), elided=elided)
        if atom.when is None and atom.low not in _WITH_CASH and not _is_by_whom(clause, at):
            break
    return _before_verb(clause, elided=elided)


def _past_sheet(clause: Clause) -> int:
    """The end of a clause; in "bitcoin held on balance sheet at June 30 was 19,287" the sheet does not end it."""
    line, right = clause.line, clause.right
    if line.low(right) != "balance" or line.low(right + 1) != "sheet":
        return right
    return next((told.at for told in line.deeds if told.at > right), len(line.atoms))


def _is_whole(clause: Clause) -> bool:
    """As in "its whole bitcoin position, 4,710 BTC, ..."."""
    line, at = clause.line, clause.at + 2
    if at + 1 >= len(line.atoms) or not line.low(at - 1) == "," == line.low(at + 1):
        return False
    near = {line.low(back) for back in range(clause.at - 3, clause.at)}
    return bool(near & {"whole", "entire", "total", "full"}) and is_btc(line.atoms[at].amount)


def _is_by_whom(clause: Clause, at: int) -> bool:
    """As in "bitcoin held on May 31 by Hut 8 Corp. and its subsidiaries was 10,264"."""
    line = clause.line
    held = clause.told.shape is Shape.PAST and line.is_coin(clause.at - 1)
    return held and (line.atoms[at].entity is not None or line.low(at) in _BY_WHOM)


_BY_WHOM = frozenset(
    "by and its our the subsidiaries on corp . in at treasury balance sheet custody reserve".split()
)


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
        if atom.low not in _BETWEEN and atom.entity is None:
            break
    return None


_BETWEEN = frozenset("was were are is still being it that which we company the".split())
"""As in "the 9,084 BTC that it still holds"."""


def _is_over(line: Line, at: int) -> bool:
    return (
        at >= len(line.atoms)
        or line.atoms[at].when is not None
        or line.low(at) in {".", ",", ";", "at", "on", "in"}
    )


def _is_told(clause: Clause) -> bool:
    """Whether something is held, as in "holds", "continues to hold", "claims to hold"."""
    line, at = clause.line, clause.at
    if mood(clause) in {Mood.DONE, Mood.HABIT}:
        return not _is_gathered(clause) or _is_gathered_by_now(clause)
    still = line.low(at - 1) == "to" and line.low(at - 2) in {"continues", "continue", "claims", "appears"}
    return still and line.low(at - 3) not in MODALS | {"to"}


def _is_gathered(clause: Clause) -> bool:
    return clause.line.low(clause.at) in {"accumulated", "amassed", "stockpiled", "gathered"}


def _is_gathered_by_now(clause: Clause) -> bool:
    """As in "has accumulated 19,309 BTC"; but "accumulated 300 BTC in May" is no balance."""
    line = clause.line
    until = {line.low(at) for at in range(clause.at - 3, clause.at)} & {"has", "have", "had"}
    spans = any(atom.when is not None and atom.when.form in _SPANS for atom in line.atoms)
    return bool(until) and not spans


_SPANS = frozenset({Form.DAY, Form.MONTH, Form.LONGER, Form.RANGE, Form.SINCE, Form.SAME})


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


def _of_noun(clause: Clause, memory: Memory) -> Object | None:
    """As in "holdings were 19,287", "its 7,476-BTC reserve", "reserves rose 98% to 52,850"."""
    line, said = clause.line, False
    if _is_topped_up(clause):
        return None
    if _is_whole(clause):
        return of_amount(clause, clause.at + 2, elided=False)
    for at in range(clause.at + 1, min(clause.right, clause.at + 1 + _REACH)):
        atom = line.atoms[at]
        if atom.when is not None and line.text[atom.when.start : atom.when.end].lower().startswith(_FOR):
            return None  # "taking its tally for the year to 3,000"
        if _is_beside(clause, at, said=said):
            continue
        if said and atom.low in {"zero", "nil"} and line.low(at - 1) in {"to", "of", "at", "was", "were"}:
            return Object(Thing.NOTHING, at, at)
        if atom.amount is not None and atom.amount.unit is not Unit.PERCENT:
            elided = not _is_plain(clause) and (memory.coins or line.coins)
            return of_amount(clause, at, elided=elided) if said else None
        said = said or atom.low in _SAYS
        if atom.low in _LEAVING or (atom.is_word and atom.low not in _ON_THE_WAY):
            break
    return _before_noun(clause)


def _is_beside(clause: Clause, at: int, *, said: bool) -> bool:
    """What is passed by: another coin's name, by how much a balance grew, a comma after a date."""
    line, atom = clause.line, clause.line.atoms[at]
    if said and atom.low in {"and", "eth", "ether", "ethereum"} and line.low(clause.at + 1) == "of":
        return True  # "holdings of BTC and ETH were 553.2 and 9,900.9": the first is bitcoin's
    if atom.amount is not None and _is_milestone(line, at):
        return True
    if atom.amount is not None:
        by_much = line.low(at - 1) == "by" or (said and line.low(at - 1) in _GROWN)
        return atom.amount.unit is not Unit.PERCENT and by_much
    return atom.low == "," and line.atoms[at - 1].when is not None


def _is_milestone(line: Line, at: int) -> bool:
    """As in "past the 19,000 mark to 19,287", "over the 4,000-coin mark to 4,004 BTC": a round number on the way."""
    return line.low(at - 1) == "the" and bool({line.low(at + 1), line.low(at + 2)} & _MARKS)


_MARKS = frozenset("mark level milestone threshold".split())


_GROWN = frozenset(
    "dropped fell rose grew increased decreased climbed declined gained shrank expanded".split()
)
"""Right before a number these tell by how much: "rose 300 BTC", "dropped 500 BTC to 19,000 BTC"."""


_FOR = ("for ", "over ")


def _is_topped_up(clause: Clause) -> bool:
    """As in "topped up its treasury with 1,000 BTC": what came to it, and not what there is."""
    words = {clause.line.low(at) for at in range(max(0, clause.at - 5), clause.at)}
    return clause.line.low(clause.at + 1) == "with" and bool(words & _ENLARGED)


_ENLARGED = frozenset(
    "topped bolstered boosted beefed padded replenished expanded increased strengthened grew".split()
)


def _is_plain(clause: Clause) -> bool:
    """Whether a word for a balance may be of anything, so that its number must be told in coins."""
    low = clause.line.low(clause.at)
    its = low == "balance" and clause.line.low(clause.at - 1) in {"its", "our", "their"}
    its = its or clause.line.is_coin(clause.at - 1)
    return low in {"balance", "position", "assets", "inventory", "total"} and not its


def _before_noun(clause: Clause) -> Object | None:
    """As in "its 7,476-BTC reserve"."""
    line, at = clause.line, clause.at - 1
    while at >= clause.left and line.low(at) in _BEFORE:
        at -= 1
    if at < clause.left or line.atoms[at].amount is None or line.low(clause.at - 1) == "of":
        return None
    return of_amount(clause, at, elided=False)


_BEFORE = frozenset("in its the our their bitcoin company’s company's of digital".split())
