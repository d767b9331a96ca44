"""Sums that sales of bitcoin brought, told before them or behind: "received $66.4 million from sales of bitcoin"."""

from decimal import Decimal

from monitor.disclosures.extract.lexicon import GREW, Shape
from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.prose.money.terms import Terms
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.objects import Object

REACH = 14
CLOSE = 7
_LEAST = Decimal(1000)
"""Dollars."""
ON_THE_WAY = frozenset(
    "from the of proceeds net gross cash total in approximately about around roughly a an aggregate combined by for on"
    " through nearly over , and its our their ~ upon via was were company it us them back miner firm"
    " respectively".split()
)
"""What may stand between a sale and its money."""
_DIFFERENCE = frozenset(
    "increase increased increases decrease decreased decreases reduction gain gains loss losses gaining change higher"
    " lower impairment tax taxes fee fees cost costs commission commissions profit profits margin income".split()
)


def is_sum(amount: Amount | None) -> bool:
    """Whether a number is so many dollars that a sale can have brought them."""
    return amount is not None and amount.unit is Unit.USD and amount.value >= _LEAST and not amount.per_coin


def sum_at(line: Line, at: int) -> Amount | None:
    """The sum of dollars at a place."""
    amount = line.atoms[at].amount if 0 <= at < len(line.atoms) else None
    return amount if is_sum(amount) else None


def is_difference(clause: Clause) -> bool:
    """As in "the increase in proceeds from sales of bitcoin", "the gain on the sale": not what it brought."""
    line = clause.line
    return any(line.low(at) in _DIFFERENCE for at in range(max(0, clause.at - CLOSE), clause.at))


_RECEIVED = frozenset(
    "received receiving generated generating raised raising realized realised realizing obtained brought yielded"
    " produced collected proceeds earned earning booked recorded made took pocketed netted netting got secured added"
    " bringing fetched reaped garnered receives generates raises brings nets earns realizes collects"
    " yields pulled taking drew with inflow inflows".split()
)
_HAD = frozenset("received obtained collected realized realised".split())
"""As in "$77.9 million received upon the sale of bitcoin": behind a sum these make it no gain."""
_CAME = frozenset("proceeds came coming stemmed stemming resulted resulting arose derived".split())
_FROM = frozenset("from by the through for upon on via its our their".split())


def received(clause: Clause, thing: Object) -> Amount | None:
    """The money in "generated proceeds of $66.4 million from the sale of bitcoin"; None where none is told so.

    Also that of "$77.9 million received upon the sale of bitcoin" and of "a $19 million bitcoin sale".
    """
    line, begin = clause.line, min(thing.first, clause.at)
    if is_difference(clause):
        return None
    if (worth := _worth_of_noun(clause, begin)) is not None:
        return worth
    made = clause.told.shape is Shape.GERUND and line.atoms[clause.at - 1].amount is not None
    if line.low(begin - 1) not in _FROM and not made:
        return None
    place = begin - 1
    while place >= 0 and line.atoms[place].amount is None:
        if not (_is_on_the_way(clause, place) or line.low(place) in _HAD | _CAME):
            return None
        place -= 1
    had = any(line.low(at) in _HAD | _CAME - {"proceeds"} for at in range(place + 1, begin))
    if not is_sum(line.atoms[max(place, 0)].amount):
        return None
    first = _first_of_list(clause, place)
    beside = line.low(place + 1) == "from"  # "was financed by $22.4 million from the sale of bitcoin"
    return (
        sum_at(line, first)
        if had or beside or _is_of_proceeds(clause, place) or _is_received(clause, first)
        else None
    )


def _is_on_the_way(clause: Clause, at: int) -> bool:
    atom = clause.line.atoms[at]
    return atom.low in ON_THE_WAY or atom.when is not None or atom.entity is not None


def _first_of_list(clause: Clause, at: int) -> int:
    """Of "$8.8 million and $6.1 million, respectively, from the sale of bitcoin" the first."""
    line = clause.line
    while line.respectively and line.low(at - 1) in {"and", ","} and sum_at(line, at - 2) is not None:
        at -= 2
    return at


def _is_of_proceeds(clause: Clause, at: int) -> bool:
    """As in "$12 million of net proceeds from the sale of bitcoin"."""
    line = clause.line
    return line.low(at + 1) in {"of", "in"} and "proceeds" in {line.low(at + 2), line.low(at + 3)}


def _is_received(clause: Clause, at: int) -> bool:
    """Whether a word for it stands before a sum, with nothing else in between."""
    line = clause.line
    for back in range(at - 1, max(-1, clause.at - REACH), -1):
        if line.low(back) in _RECEIVED:
            return True
        if line.atoms[back].amount is not None or not _is_on_the_way(clause, back):
            return False
    return False


def _worth_of_noun(clause: Clause, begin: int) -> Amount | None:
    """As in "a $19 million bitcoin sale", "funded operations out of $8.8 million in bitcoin sales"."""
    line, at = clause.line, begin - 1 - (clause.line.low(begin - 1) in {"in", "of"})
    if not clause.is_noun or not clause.sells or begin == clause.at:
        return None
    return sum_at(line, at) if line.low(clause.at + 1) not in {"of", "and", "proceeds"} else None


BROUGHT = frozenset(
    "were was of totaled totalled totaling totalling amounted came reached equaled : brought generated raised yielded"
    " netted fetched earned provided contributed added garnered produced realized resulted gave poured put supplied"
    " injected delivered amounting totaling".split()
)
_BRINGING = frozenset("bringing generating raising yielding netting contributing".split())
_OF_TIME = frozenset("in during for over the".split())


def is_total(clause: Clause, thing: Object, money: Terms) -> bool:
    """As in "proceeds from sale of bitcoin were $20.3 million": not an increase or a share of them."""
    line = clause.line
    last = max(thing.last, clause.at)
    while _is_of_time(line, last + 1):
        last += 1
    after = {line.low(at) for at in range(last + 1, min(last + 4, len(line.atoms)))}
    return (
        money.proceeds is not None
        and bool(after & (BROUGHT | _bringing(clause)))
        and not is_difference(clause)
    )


def _bringing(clause: Clause) -> frozenset[str]:
    """As in "with coin sales bringing $20 million"; without "with" they may tell what sales are planned."""
    return _BRINGING if "with" in clause.before(4) else frozenset()


def total(clause: Clause, thing: Object) -> Amount | None:
    """The money in "proceeds from sales of bitcoin, included in operating activities, amounted to $56.1 million"."""
    line = clause.line
    at = max(thing.last, clause.at) + 1
    counted_before = clause.is_past and thing.first < clause.at
    from_it = clause.told.shape is Shape.GERUND and line.low(clause.at - 1) in {"from", "by", ""}
    if not (clause.is_noun or counted_before or from_it) or is_difference(clause):
        return None
    if (beside := _beside(clause, at)) is not None:
        return beside
    if line.low(at) == "(":
        at = next((place + 1 for place in range(at + 1, at + _ASIDE) if line.low(place) == ")"), at)
    if line.low(at) == ",":
        end = line.find({","}, at + 1, at + _ASIDE)
        at = at if end is None else end + 1
    at = _past_statement(line, at)
    while at < len(line.atoms) and (_is_of_time(line, at) or _is_seller(line, at)):
        at += 1
    moved = line.low(at) in GREW and line.low(at + 1) == "to"
    bringing = line.low(at) in _bringing(clause)
    if not (moved or bringing or line.low(at) in BROUGHT - {"of", "added"}):
        return None
    at += moved or bringing
    while (
        line.low(at) in BROUGHT
        or line.low(at) in ON_THE_WAY
        or line.low(at) == "to"
        or line.entity(at) is not None
    ):
        at += 1
    return sum_at(line, at)


def _past_statement(line: Line, at: int) -> int:
    """As in "proceeds from sales in the statements of cash flows were", "within investing activities"."""
    if line.low(at) not in _WITHIN:
        return at
    end = line.find(_ACCOUNTS, at + 1, at + _ASIDE)
    if end is not None and line.low(end) == "statements":
        end += 3 * (line.low(end + 3) == "flows")
    told = end is not None and all(
        line.atoms[place].amount is None and line.deed(place) is None for place in range(at, end)
    )
    return end + 1 if told and end is not None else at


_WITHIN = frozenset("in within under from per".split())
_ACCOUNTS = frozenset("flows activities statement statements".split())


def _is_of_time(line: Line, at: int) -> bool:
    """As in "in June brought $20.3 million", "in the years 2024 and 2023 were $12.0 million and $10.0 million"."""
    if at >= len(line.atoms):
        return False
    several = line.low(at) == "and" and line.when_after(at - 1) is None and line.when_after(at) is not None
    return at in line.whens or line.low(at) in _OF_TIME or several


def _beside(clause: Clause, at: int) -> Amount | None:
    """As in "the proceeds of coin sales, $2.0 million, went to ...", "had bitcoin dispositions of $0.5 million"."""
    line = clause.line
    if (amount := sum_at(line, at + 1)) is None:
        return None
    before = line.near(clause.at - CLOSE, clause.at)
    if line.low(at) == "of":
        return amount if before & _MADE else None
    closed = line.low(at) in _BRACKETS and line.low(at + 2) in _BRACKETS
    return amount if closed and before & {"proceeds", "receipts"} else None


_MADE = frozenset("had made recorded reported completed with".split())
_BRACKETS = frozenset(", ( ) – — -".split())
_ASIDE = 12


def _is_seller(line: Line, at: int) -> bool:
    """As in "bitcoin sales by Riot in June netted it $19 million"."""
    by = at if line.low(at) == "by" else at - 1
    return line.low(by) == "by" and line.entity(by + 1) is not None


def brought_after(clause: Clause, thing: Object) -> Amount | None:
    """The money in "converted 75% of its bitcoin into fiat in May, which added $936 million of cash"."""
    line = clause.line
    if clause.is_noun:
        return None
    for at in range(max(thing.last, clause.at) + 1, min(len(line.atoms), clause.at + _AFTERWARDS)):
        if (
            line.low(at) not in BROUGHT
            or not (line.low(at - 1) in {"which", ","} or _is_that(line, at) or _is_the_act(clause, at))
            or line.low(at) in {"of", ":"}
        ):
            continue
        place = line.past(at + 1, ON_THE_WAY)
        return sum_at(line, place)
    return None


def _is_that(line: Line, at: int) -> bool:
    """As in "sold coins in June; that raised $15 million"."""
    return line.low(at - 1) == "that" and line.low(at - 2) in {";", ",", "–", "—"}


def _is_the_act(clause: Clause, at: int) -> bool:
    """As in "sold 10% of its coins, a move that brought in $272 million": where nothing else was done beside it."""
    line = clause.line
    act = line.low(at - 1) == "that" and line.low(at - 2) in _ACTS and line.low(at - 3) in {"a", "the"}
    return act and "and" not in line.lows[clause.at : at - 3]


_ACTS = frozenset("move sale step transaction deal disposal trade".split())
_AFTERWARDS = 30
