"""Coins that were turned into something else: a sale if that is money or other coins."""

from monitor.disclosures.extract.lexicon import Shape
from monitor.disclosures.extract.numbers.amounts import Amount
from monitor.disclosures.extract.prose.money.terms import is_price
from monitor.disclosures.extract.prose.sentence.line import Clause
from monitor.disclosures.extract.prose.sentence.monies import OTHER_COINS
from monitor.disclosures.extract.prose.sentence.monies import is_into_money as is_money
from monitor.disclosures.extract.prose.sentence.objects import is_sum

_REACH = 14
"""Atoms from the word to what the coins were turned into."""
_FEW = 8
_LEAST = 1_000
"""Dollars."""
_INTO = frozenset("to into for in".split())
_OF_SUMS = frozenset(
    "approximately about around some roughly nearly almost over just more than a an the total of in cash fiat money"
    " us u s . dollars usd currency currencies , ~".split()
)


def is_into_money(clause: Clause) -> bool:
    """As in "converted all coins it mined into cash", "exchanged its last coins for ether"."""
    line = clause.line
    for at in range(clause.at + 1, min(_end(clause), clause.at + _REACH)):
        if line.low(at) in _INTO and (at + 1 == len(line.atoms) or at + 1 not in line.whens):
            named_before = line.low(at + 1) in {"the", "that"} and line.low(at + 2) == "token"
            other = named_before and not OTHER_COINS.isdisjoint(line.lows[: clause.at])
            return other or any(is_money(atom) for atom in line.atoms[at + 1 : at + 1 + _FEW])
    if clause.is_past and line.low(clause.at + 1) == "at":
        return any(
            is_price(line, at, amount)
            for at in range(clause.at + 2, clause.right)
            if (amount := line.atoms[at].amount)
        )
    return any(atom.low in OTHER_COINS for atom in line.atoms[clause.at + 1 : clause.at + 20])


def into_sum(clause: Clause) -> Amount | None:
    """The money in "converted 75% of it into $936 million of fiat", "were turned into dollars, $9.9 million in all"."""
    line = clause.line
    for at in range(clause.at + 1, min(_end(clause), clause.at + _REACH)):
        if line.low(at) not in _INTO - {"in"}:
            continue
        place = line.past(at + 1, _OF_SUMS)
        amount = line.amount(place)
        paid = is_sum(amount)
        return amount if paid and amount is not None and amount.value >= _LEAST else None
    return None


def _end(clause: Clause) -> int:
    """Past nouns that only name what was turned, as in "exchanged its June output for cash"."""
    line, right = clause.line, max(clause.right, clause.wide)
    if any(told.at == right and told.shape is Shape.NOUN for told in line.deeds):
        later = (told.at for told in line.deeds if told.at > right)
        return next(later, len(line.atoms))
    return right


def is_gain(clause: Clause) -> bool:
    """As in "a gain of $6.5 million from the exchange of 1,109.3 bitcoins", "gaining it through converting"."""
    return clause.told.shape in {Shape.NOUN, Shape.GERUND} and any(
        clause.line.low(at) in {"gain", "gains", "gaining", "loss", "losses", "profit"}
        for at in range(max(0, clause.at - 10), clause.at)
    )
