"""What stands between two commas before a word: "A further 310, worth $7.2 million then, were let go"."""

from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.sentence.line import Clause
from monitor.disclosures.extract.prose.sentence.objects import Object, is_btc, of_amount


def before_aside(clause: Clause) -> Object | None:
    """As in "2,223 bitcoin, 64% of those produced, were sold"."""
    closing = _closing(clause)
    if closing is None or closing == clause.at - 1 or not clause.sells:
        return None
    opening = _aside(clause, closing)
    counted = opening is not None and is_btc(clause.line.atoms[opening - 1].amount)
    return of_amount(clause, opening - 1, elided=False) if opening is not None and counted else None


def _closing(clause: Clause) -> int | None:
    """The comma before "were sold", which ends an aside."""
    line, at = clause.line, clause.at - 1
    at = line.before_verb(at)
    return at if line.low(at) == "," else None


def _aside(clause: Clause, closing: int) -> int | None:
    """As in "A further 310, worth $7.2 million then, were let go": the comma that opens what stands before another."""
    line = clause.line
    for at in range(closing - 1, max(0, closing - _ASIDE), -1):
        if line.low(at) == ",":
            amount = line.atoms[at - 1].amount
            counted = amount is not None and amount.unit in {Unit.BTC, Unit.NONE}
            return at if counted and (line.low(at + 1) in _WORTH or is_btc(amount)) else None
    return None


_ASIDE = 12
_WORTH = frozenset(
    "worth valued then or about roughly fetching bringing netting raising yielding for at".split()
)
