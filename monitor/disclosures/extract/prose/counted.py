"""Whether a number of coins stands right beside a word."""

from collections.abc import Sequence

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import FILLERS


def counted_next(atoms: Sequence[Atom], at: int) -> bool:
    """As in "made 687 BTC", "mining a record 932 BTC"."""
    near = atoms[at + 1 : at + 5]
    first = next((atom.amount for atom in near if atom.amount is not None), None)
    return (
        first is not None
        and first.unit == "btc"
        and all(atom.low in FILLERS or not atom.low for atom in near[:1])
    )


def counted_before(atoms: Sequence[Atom], at: int) -> bool:
    """As in "136 BTC were used", "136 BTC delivered"."""
    before = atoms[max(0, at - 2) : at]
    if before and before[-1].low in {"was", "were"}:
        before = before[:-1]
    return bool(before) and before[-1].amount is not None and before[-1].amount.unit == "btc"


def counts_coins(atoms: Sequence[Atom]) -> bool:
    """Whether a sentence counts coins at all."""
    return any(atom.amount is not None and atom.amount.unit == "btc" for atom in atoms)
