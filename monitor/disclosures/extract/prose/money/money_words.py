"""Words and sums that tell what a sale brought, for the rules of sales of which only the money is told."""

from decimal import Decimal

from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.prose.sentence.line import Clause, Line

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
    "increase increased increases decrease decreased decreases reduction gain gains loss losses change higher lower"
    " impairment tax taxes fee fees cost costs commission commissions profit profits margin income".split()
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
