"""Sales of which only the money is told: "proceeds from sales of bitcoin were $20.3 million"."""

from decimal import Decimal

from monitor.disclosures.extract.amounts import Amount, Unit
from monitor.disclosures.extract.lexicon import Deed, Shape
from monitor.disclosures.extract.prose.draft import CLAUSE, Draft
from monitor.disclosures.extract.prose.further import to_date
from monitor.disclosures.extract.prose.line import Clause, Line
from monitor.disclosures.extract.prose.objects import Object
from monitor.disclosures.extract.prose.terms import Terms
from monitor.disclosures.extract.when import Form, When

_REACH = 14
_CLOSE = 7
_LEAST = Decimal(1000)
"""Dollars."""
_TOTALS = frozenset(
    "were was of totaled totalled totaling totalling amounted came reached equaled : brought generated raised yielded"
    " netted fetched earned provided contributed added garnered produced realized resulted gave poured put supplied"
    " injected delivered amounting totaling".split()
)
_RECEIVED = frozenset(
    "received receiving generated generating raised raising realized realised realizing obtained brought yielded"
    " produced collected proceeds earned earning booked recorded made took pocketed netted netting got secured added"
    " bringing fetched reaped garnered took receives generates raises brings nets earns realizes collects"
    " yields pulled taking drew".split()
)
_HAD = frozenset("received obtained collected realized realised".split())
"""As in "$77.9 million received upon the sale of bitcoin": beside these the money is no gain."""
_FROM = frozenset("from by the through for upon on via its our their".split())
_OF_TIME = frozenset("in during for over the".split())
_ON_THE_WAY = frozenset(
    "from the of proceeds net gross cash total in approximately about around roughly a an aggregate combined by for on"
    " through nearly over , and its our their ~ upon via was were company it us them back miner firm respectively".split()
)
_DIFFERENCE = frozenset(
    "increase increased increases decrease decreased decreases reduction gain gains loss losses change higher lower"
    " impairment tax taxes fee fees cost costs commission commissions profit profits margin".split()
)
_COMPARED = frozenset("compared against versus vs to with from (".split())


def is_total(clause: Clause, thing: Object, money: Terms) -> bool:
    """As in "proceeds from sale of bitcoin were $20.3 million": not an increase or a share of them."""
    line = clause.line
    last = max(thing.last, clause.at)
    while line.low(last + 1) in _OF_TIME or (  # "in June brought $20.3 million"
        last + 1 < len(line.atoms) and line.atoms[last + 1].when is not None
    ):
        last += 1
    after = {line.low(at) for at in range(last + 1, min(last + 4, len(line.atoms)))}
    return money.proceeds is not None and bool(after & _TOTALS) and not _is_difference(clause)


def total(clause: Clause, thing: Object) -> Amount | None:
    """The money in "proceeds from sales of bitcoin, included in operating activities, amounted to $56.1 million"."""
    line = clause.line
    at = max(thing.last, clause.at) + 1
    counted_before = clause.told.shape is Shape.PAST and thing.first < clause.at
    from_it = clause.told.shape is Shape.GERUND and line.low(clause.at - 1) in {"from", "by"}
    if not (clause.told.shape is Shape.NOUN or counted_before or from_it) or _is_difference(clause):
        return None
    if (beside := _beside(clause, at)) is not None:
        return beside
    if line.low(at) == ",":
        end = next((place for place in range(at + 1, at + _ASIDE) if line.low(place) == ","), None)
        at = at if end is None else end + 1
    while at < len(line.atoms) and (
        line.atoms[at].when is not None or line.low(at) in _OF_TIME or _is_seller(line, at)
    ):
        at += 1
    moved = line.low(at) in _MOVED and line.low(at + 1) == "to"
    if not moved and line.low(at) not in _TOTALS - {"of", "added"}:
        return None
    at += moved
    while (
        line.low(at) in _TOTALS
        or line.low(at) in _ON_THE_WAY
        or line.low(at) == "to"
        or (at < len(line.atoms) and line.atoms[at].entity is not None)
    ):
        at += 1
    amount = line.atoms[at].amount if at < len(line.atoms) else None
    return amount if amount is not None and amount.unit is Unit.USD and amount.value >= _LEAST else None


def _beside(clause: Clause, at: int) -> Amount | None:
    """As in "the proceeds of coin sales, $2.0 million, went to ...", "had bitcoin dispositions of $0.5 million"."""
    line = clause.line
    amount = line.atoms[at + 1].amount if at + 1 < len(line.atoms) else None
    if amount is None or amount.unit is not Unit.USD or amount.per_coin or amount.value < _LEAST:
        return None
    before = {line.low(back) for back in range(max(0, clause.at - _CLOSE), clause.at)}
    if line.low(at) == "of":
        return amount if before & _MADE else None
    closed = line.low(at) in _BRACKETS and line.low(at + 2) in _BRACKETS
    return amount if closed and before & {"proceeds", "receipts"} else None


_MADE = frozenset("had made recorded reported completed with".split())
_BRACKETS = frozenset(", ( ) – — -".split())
_ASIDE = 12
_MOVED = frozenset("increased decreased rose fell grew declined climbed dropped".split())


def _is_seller(line: Line, at: int) -> bool:
    """As in "bitcoin sales by Riot in June netted it $19 million"."""
    by = at if line.low(at) == "by" else at - 1
    return line.low(by) == "by" and by + 1 < len(line.atoms) and line.atoms[by + 1].entity is not None


def _is_difference(clause: Clause) -> bool:
    line = clause.line
    return any(line.low(at) in _DIFFERENCE for at in range(max(0, clause.at - _CLOSE), clause.at))


def received(clause: Clause, thing: Object) -> Amount | None:
    """The money in "generated proceeds of $66.4 million from the sale of bitcoin"; None where none is told so.

    Also that of "$77.9 million received upon the sale of bitcoin".
    """
    line, begin = clause.line, min(thing.first, clause.at)
    if _is_difference(clause):
        return None
    if (worth := _worth_of_noun(clause, begin)) is not None:
        return worth
    made = clause.told.shape is Shape.GERUND and line.atoms[clause.at - 1].amount is not None
    if line.low(begin - 1) not in _FROM and not made:
        return None
    found: Amount | None = None
    had = False
    for at in range(begin - 1, max(-1, clause.at - _REACH), -1):
        atom = line.atoms[at]
        if atom.low in _RECEIVED or atom.low == "with":
            if found is not None:
                return found
            had = atom.low in _HAD
            if not had and atom.low != "proceeds":
                return None
        elif atom.amount is not None:
            listed = line.respectively and line.low(at + 1) in {"and", ","}
            if (
                (found is not None and not listed)
                or atom.amount.unit is not Unit.USD
                or atom.amount.value < _LEAST
            ):
                return None
            found = atom.amount
            if had or (
                line.low(at + 1) in {"of", "in"} and "proceeds" in {line.low(at + 2), line.low(at + 3)}
            ):
                return found
        elif atom.when is None and atom.entity is None and atom.low not in _ON_THE_WAY:
            return None
    return None


def _worth_of_noun(clause: Clause, begin: int) -> Amount | None:
    """As in "a $19 million bitcoin sale", "funded operations out of $8.8 million in bitcoin sales"."""
    line, at = clause.line, begin - 1 - (clause.line.low(begin - 1) in {"in", "of"})
    if clause.told.shape is not Shape.NOUN or clause.told.deed is not Deed.SELL or begin == clause.at:
        return None
    amount = line.atoms[at].amount if at >= 0 else None
    fits = amount is not None and amount.unit is Unit.USD and amount.value >= _LEAST and not amount.per_coin
    return amount if fits and line.low(clause.at + 1) not in {"of", "and", "proceeds"} else None


def brought_after(clause: Clause, thing: Object) -> Amount | None:
    """The money in "converted 75% of its bitcoin into fiat in May, which added $936 million of cash"."""
    line = clause.line
    if clause.told.shape is Shape.NOUN:
        return None
    for at in range(max(thing.last, clause.at) + 1, min(len(line.atoms), clause.at + _AFTERWARDS)):
        if (
            line.low(at) not in _TOTALS
            or line.low(at - 1) not in {"which", ","}
            or line.low(at) in {"of", ":"}
        ):
            continue
        place = at + 1
        while line.low(place) in _ON_THE_WAY:
            place += 1
        amount = line.atoms[place].amount if place < len(line.atoms) else None
        fits = (
            amount is not None and amount.unit is Unit.USD and amount.value >= _LEAST and not amount.per_coin
        )
        return amount if fits else None
    return None


_AFTERWARDS = 30


def compared(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """The sums of other periods: "$12.4 million in the quarter, against $9.9 million in the quarter a year before"."""
    line, made = clause.line, []
    if draft.sats is not None or draft.proceeds_usd is None:
        return []
    for at in range(thing.last + 1, min(len(line.atoms), thing.last + 40)):
        amount = line.atoms[at].amount
        if amount is None or amount.unit is not Unit.USD or amount.value == draft.proceeds_usd:
            continue
        when = line.when_after(at) if _is_compared(line, at) else _before_in_brackets(line, at, draft)
        when = when or _of_corresponding(line, at)
        if amount.value < _LEAST or when is None or when.first is None:
            continue
        made.append(
            Draft(
                draft.kind, draft.entity, min(amount.start, when.start), max(amount.end, when.end),
                f"{draft.rule}_and", when.first, when.last, CLAUSE,
                proceeds_usd=amount.value,
            )
        )  # fmt: skip
    return made


def _before_in_brackets(line: Line, at: int, draft: Draft) -> When | None:
    """As in "brought $27.5 million (year to date $41.0 million)", "(Q2 2024: $9.3 million)"."""
    back = at - 1 - (line.low(at - 1) in {":", "-", "–"})
    when = line.atoms[back].when if back > 0 and line.low(back - 1) == "(" else None
    if when is None or when.form in {Form.DAY, Form.END}:
        return None
    return to_date(line, when, draft)


def _of_corresponding(line: Line, at: int) -> When | None:
    """As in "in the three months ended June 30, 2024 the corresponding receipts were $4.7 million"."""
    if not CORRESPONDING & {line.low(back) for back in range(at - _CLOSE, at)}:
        return None
    near = (line.atoms[back].when for back in range(at - 1, max(0, at - _REACH), -1))
    return line.when_after(at) or next((when for when in near if when is not None), None)


CORRESPONDING = frozenset("corresponding comparable equivalent respective".split())


def _is_compared(line: Line, at: int) -> bool:
    before = at - 1
    while line.low(before) in {"approximately", "about", "~", "roughly"}:
        before -= 1
    return line.low(before) in _COMPARED
