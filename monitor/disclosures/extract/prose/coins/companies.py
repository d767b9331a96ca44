"""Numbers of several companies in one sentence: "Riot sold 397 BTC in June, CleanSpark 578 and Cipher 58"."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from monitor.disclosures.extract.lexicon import ABOUT, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import COUNTED, Amount, Unit
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line, Told
from monitor.disclosures.extract.prose.sentence.lists import list_at
from monitor.disclosures.extract.prose.sentence.objects import Object, is_btc, is_year
from monitor.disclosures.extract.prose.who.subjects import head
from monitor.disclosures.statement import StatementKind

_REACH = 60
_UP_TO_NUMBER = ABOUT | {"with", ",", "(", "'", "’", "s"}
"""As in "Riot sold 397 BTC, CleanSpark 578", and "Riot's sales came to 397 BTC, CleanSpark's 578"."""
_SEPARATES = frozenset(", and ; while : as for by".split())
_ENDS = frozenset(", . ; and ) in last this during for at".split()) | {""}
_FEWEST = 2


def of_others(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """The same deed of the companies that a sentence goes on to name, each with its number.

    Args:
        clause: of the deed.
        thing: the object that is told already.
        draft: what it gave.
    """
    if draft.sats is None or clause.line.respectively:
        return []
    return also_named(clause, thing, draft)


def also_named(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """The same with whatever the first of the companies is told to have sold: "Riot sold none, CleanSpark 578"."""
    made, line = [], clause.line
    begin = max(thing.last, clause.at) + 1
    stop = next(
        (told.at for told in line.deeds if told.at >= begin and not _is_of_object(line, told)),
        len(line.atoms),
    )
    places = range(begin, min(stop, begin + _REACH))
    for entity, at in [*_pairs(clause, places), *_sold_by(clause, places)]:
        if entity == draft.entity or line.deed(at + 1) is not None:
            continue
        amount = line.atoms[at].amount
        assert amount is not None, "pairs hold amounts"
        made.append(_same_of(draft, line, entity, at, amount))
    return [*made, *(_none_of_others(line, places, draft) if draft.kind is StatementKind.SALE else ())]


def _none_of_others(line: Line, places: range, draft: Draft) -> Iterator[Draft]:
    """As in "Riot sold 397 BTC in June, CleanSpark 578 and Cipher none"."""
    for at in places:
        entity = line.atoms[at].entity
        if entity is None or entity == draft.entity or line.low(at - 1) not in _SEPARATES - {"by", "for"}:
            continue
        if line.low(at + 1) in _NONE and line.low(at + 2) in _ENDS:
            words = line.atoms[at].start, line.atoms[at + 1].end
            none = draft.none(*words, draft.period_start, draft.period_end)
            yield replace(none, entity=entity, sure=draft.sure)


_NONE = frozenset("none nothing zero nil".split())


def _is_of_object(line: Line, told: Told) -> bool:
    """As in "350 BTC, 89% of the 392 it earned": what only tells where the coins came from."""
    own = {"it", "they"} if told.shape is not Shape.NOUN else {"its", "their", "the", "total", "monthly"}
    store = told.deed is Deed.HOLD and told.shape is Shape.NOUN
    return store or (told.deed is Deed.MINE and line.low(told.at - 1) in own)


def _sold_by(clause: Clause, places: range) -> Iterator[tuple[str, int]]:
    """As in "540 bitcoin were sold by Riot, 652 by CleanSpark and 704 by Marathon"."""
    line = clause.line
    for at in places:
        amount = line.atoms[at].amount
        if amount is None or not amount.sats or line.low(at + 1) != "by" or at + 2 >= len(line.atoms):
            continue
        entity = line.atoms[at + 2].entity
        if entity is not None and amount.unit in COUNTED and line.low(at - 1) in {",", "and"}:
            yield entity, at


def _same_of(draft: Draft, line: Line, entity: str, at: int, amount: Amount) -> Draft:
    when, sure = line.when_after(at), CLAUSE
    days = (None, None) if when is None or when.form is Form.SAME else (when.first, when.last)
    if None in days:
        days, sure = draft.days, draft.sure
    return replace(draft.also(amount, *days), entity=entity, sure=sure)


def numbered(line: Line, places: Iterable[int], between: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    """The companies that a number of coins follows, past some words: each with its place and the number's."""
    for at in places:
        if (entity := line.atoms[at].entity) is None:
            continue
        number = line.past(at + 1, between)
        amount = line.amount(number)
        if amount is not None and amount.sats and not amount.per_coin:
            yield entity, at, number


def _pairs(clause: Clause, places: range) -> Iterator[tuple[str, int]]:
    """Each company right before a number of coins, and the number's place."""
    line = clause.line
    for entity, at, place in numbered(line, places, _UP_TO_NUMBER):
        before = at - 1 - (line.low(at - 1) == "at")  # "at Riot 397, at Cipher 58"
        if line.low(before) not in _SEPARATES or (line.low(at + 1) == "," and line.low(at + 2) != "with"):
            continue
        if line.low(before) == "by" and line.low(before - 1) != "followed":
            continue
        amount = line.atoms[place].amount
        assert amount is not None, "numbers are amounts"
        bare = amount.unit is Unit.NONE and line.low(place + 1) in _ENDS and not is_year(clause, amount)
        if amount.unit is Unit.BTC or bare:
            yield entity, place


def joint(clause: Clause, draft: Draft) -> list[Draft]:
    """As in "Riot and CleanSpark have sold bitcoin this year": each of them, if nothing is counted."""
    if draft.sats is not None or draft.proceeds_usd is not None or draft.share is not None:
        return []
    rule = f"{draft.rule}_and"
    return [
        replace(draft, entity=entity, rule=rule, derived=set())
        for entity in _joined_with(clause, draft.entity)
    ]


def is_sum_of_several(clause: Clause, draft: Draft) -> bool:
    """As in "Together, Riot and CleanSpark sold 830 BTC": nobody says how much each."""
    return bool(_joined_with(clause, draft.entity)) and any(
        atom.low in _TOGETHER for atom in clause.line.atoms
    )


_TOGETHER = frozenset("together combined collectively jointly total".split())


def _joined_with(clause: Clause, entity: str | None) -> list[str]:
    """The other companies of a subject that a company stands in last: "Riot, CleanSpark and Cipher"."""
    line = clause.line
    if entity is None:
        return []
    places = range(clause.at - 1, max(-1, clause.at - _REACH), -1)
    at = next((at for at in places if line.atoms[at].entity == entity), -1)
    others = _along_with(line, at)
    at = _before_ticker(line, at)
    while at > 0 and len(others) < _MOST_JOINT:
        join = line.before_brackets(at - 1)
        if line.low(join) not in ({",", "and"} if others else {"and", "&", "nor"}):
            break
        at = line.before_brackets(join - 1 - (line.low(join - 1) == "," and line.low(join) == "and"))
        other = line.atoms[at].entity if at >= 0 else None
        if other is None:
            break
        others.append(other)
    return [other for other in others if other != entity]


def _along_with(line: Line, at: int) -> list[str]:
    """As in "Riot, along with CleanSpark, sold bitcoin"."""
    at += 1 + (line.low(at + 1) == ",")
    if (line.low(at), line.low(at + 1)) not in {("along", "with"), ("together", "with")}:
        return []
    other = line.entity(at + 2)
    return [] if other is None else [other]


def _before_ticker(line: Line, at: int) -> int:
    """The place of the name in "Bitfarms (NASDAQ: BITF)", of which both are the company."""
    opening = next((back for back in range(at - 1, max(0, at - 6), -1) if line.low(back) in {"(", ")"}), 0)
    return opening - 1 if opening and line.low(opening) == "(" else at


_MOST_JOINT = 8


def owner_of(clause: Clause, thing: Object) -> str | None:
    """As in "the lender liquidated 300 BTC of Bitfarms' collateral": whose coins they were."""
    line, at = clause.line, thing.last + 2
    if line.low(at - 1) != "of" or line.low(at + 1) not in {"'", "’"}:
        return None
    return line.atoms[at].entity


def named_of_crowd(clause: Clause) -> list[str]:
    """As in "miners such as Riot and CleanSpark have sold bitcoin": each of them did, if nothing is counted."""
    line, last = clause.line, head(clause)
    last -= line.low(last) == ","
    if last < 0 or line.atoms[last].entity is None or not clause.is_past:
        return []
    run = list_at(line, last, lambda atom: atom.entity is not None)
    if (line.low(run[0] - 2), line.low(run[0] - 1)) == ("such", "as"):
        return [entity for at in run if (entity := line.atoms[at].entity) is not None]
    return []


_LEADING_IN = frozenset("including : namely notably led include included".split())


def exemplified(clause: Clause) -> list[tuple[str, Amount]]:
    """Those that a crowd's sale is told with: "miners sold 15,000 BTC, including Cango (4,451 BTC)"."""
    line = clause.line
    first = next((at for at in range(clause.at + 1, len(line.atoms)) if line.atoms[at].entity is not None), 0)
    if not first or not _LEADING_IN & line.near(max(clause.at + 1, first - 3), first):
        return []
    if (found := listed(clause)) or line.low(first - 1) != ":":
        return found
    pairs = list(_pairs(clause, range(first, len(line.atoms))))
    return [(entity, amount) for entity, at in pairs if (amount := line.atoms[at].amount) is not None]


def listed(clause: Clause) -> list[tuple[str, Amount]]:
    """The companies of a list, each with its number: "Riot (397 BTC) and CleanSpark (578 BTC) sold bitcoin".

    Also "June sales: Riot 397 BTC, CleanSpark 578 BTC", and "... sold bitcoin, including Cango (4,451 BTC)".
    """
    line = clause.line
    if not line.named:
        return []
    found: list[tuple[str, Amount]] = []
    for entity, at, place in numbered(line, range(len(line.atoms)), ABOUT | {"("}):
        amount = line.amount(place)
        if amount is None or (line.low(at + 1), line.low(place + 1)) != ("(", ")"):
            continue
        if is_btc(amount) or (found and amount.unit is Unit.NONE and not is_year(clause, amount)):
            found.append((entity, amount))  # "Riot (397 BTC), CleanSpark (578)"
    colon = clause.at + 1 + (line.low(clause.at + 1) in {"were", "was"})
    if found or not clause.is_noun or line.low(colon) != ":":
        return [] if any(told.deed is Deed.HOLD for told in line.deeds) else found
    pairs = list(_pairs(clause, range(clause.at + 2, len(line.atoms))))
    if len(pairs) < _FEWEST:
        return []
    return [(entity, amount) for entity, at in pairs if (amount := line.atoms[at].amount) is not None]
