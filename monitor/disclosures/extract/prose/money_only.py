"""Sales of which only the money is told: "proceeds from sales of bitcoin were $20.3 million"."""

from decimal import Decimal

from monitor.disclosures.extract.amounts import Amount, Unit
from monitor.disclosures.extract.lexicon import Shape
from monitor.disclosures.extract.prose.draft import CLAUSE, Draft
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
    " netted fetched earned provided contributed added garnered produced realized resulted".split()
)
_RECEIVED = frozenset(
    "received receiving generated generating raised raising realized realised realizing obtained brought yielded"
    " produced collected proceeds earned earning booked recorded made took pocketed netted netting got secured added"
    " bringing fetched reaped garnered took receives generates raises brings nets earns realizes collects"
    " yields".split()
)
_OF_TIME = frozenset("in during for over the".split())
_ON_THE_WAY = frozenset(
    "from the of proceeds net gross cash total in approximately about around roughly a an aggregate combined by for on"
    " through nearly over , and its our their ~".split()
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
    while line.low(last + 1) in _OF_TIME or (
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
    if not (clause.told.shape is Shape.NOUN or counted_before) or _is_difference(clause):
        return None
    if line.low(at) == ",":
        end = next((place for place in range(at + 1, at + _ASIDE) if line.low(place) == ","), None)
        at = at if end is None else end + 1
    while at < len(line.atoms) and (line.atoms[at].when is not None or line.low(at) in _OF_TIME):
        at += 1
    moved = line.low(at) in _MOVED and line.low(at + 1) == "to"
    if not moved and line.low(at) not in _TOTALS - {"of", "added"}:
        return None
    at += moved
    while (
        line.low(at) in _TOTALS
        or line.low(at) in _ON_THE_WAY
        or line.low(at) in {"to", "company"}
        or (at < len(line.atoms) and line.atoms[at].entity is not None)
    ):
        at += 1
    amount = line.atoms[at].amount if at < len(line.atoms) else None
    return amount if amount is not None and amount.unit is Unit.USD and amount.value >= _LEAST else None


_ASIDE = 12
_MOVED = frozenset("increased decreased rose fell grew declined climbed dropped".split())


def _is_difference(clause: Clause) -> bool:
    line = clause.line
    return any(line.low(at) in _DIFFERENCE for at in range(max(0, clause.at - _CLOSE), clause.at))


def received(clause: Clause, thing: Object) -> Amount | None:
    """The money in "generated proceeds of $66.4 million from the sale of bitcoin"; None where none is told so."""
    line, begin = clause.line, min(thing.first, clause.at)
    if line.low(begin - 1) not in {"from", "by", "the", "through", "for"} or _is_difference(clause):
        return None
    found: Amount | None = None
    for at in range(begin - 1, max(-1, clause.at - _REACH), -1):
        atom = line.atoms[at]
        if (atom.low in _RECEIVED or atom.low == "with") and found is not None:
            return found
        if atom.amount is not None:
            if found is not None or atom.amount.unit is not Unit.USD or atom.amount.value < _LEAST:
                return None
            found = atom.amount
            if line.low(at + 1) in {"of", "in"} and "proceeds" in {line.low(at + 2), line.low(at + 3)}:
                return found
        elif atom.when is None and atom.low not in _ON_THE_WAY:
            return None
    return None


def compared(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """The sums of other periods: "$12.4 million in the quarter, against $9.9 million in the quarter a year before"."""
    line, made = clause.line, []
    if draft.sats is not None or draft.proceeds_usd is None:
        return []
    for at in range(thing.last + 1, min(len(line.atoms), thing.last + 40)):
        amount = line.atoms[at].amount
        if amount is None or amount.unit is not Unit.USD or amount.value == draft.proceeds_usd:
            continue
        when = line.when_after(at) or _ahead(line, at)
        if amount.value < _LEAST or not _is_compared(line, at) or when is None or when.first is None:
            continue
        made.append(
            Draft(
                draft.kind, draft.entity, min(amount.start, when.start), max(amount.end, when.end),
                f"{draft.rule}_and", when.first, when.last, CLAUSE,
                proceeds_usd=amount.value,
            )
        )  # fmt: skip
    return made


def _ahead(line: Line, at: int) -> When | None:
    """As in "(year to date $41.0 million)", "(2023: $4.7 million)"."""
    back = at - 1 - (line.low(at - 1) in {":", "-", "–", "—"})
    when = line.atoms[back].when if line.low(back - 1) == "(" else None
    return when if when is not None and when.form in {Form.MONTH, Form.LONGER} else None


def _is_compared(line: Line, at: int) -> bool:
    before = at - 1
    if _ahead(line, at) is not None:
        return True
    while line.low(before) in {"approximately", "about", "~", "roughly"}:
        before -= 1
    return line.low(before) in _COMPARED
