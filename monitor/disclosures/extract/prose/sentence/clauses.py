"""A sentence cut into clauses: each deed with what may belong to it."""

from monitor.disclosures.extract.lexicon import BREAKS, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.sentence.beside import number_behind, unit_at
from monitor.disclosures.extract.prose.sentence.line import Clause, Line


def clauses(line: Line) -> list[Clause]:
    """Each deed with the atoms from the deed before it to the one after it, or to what ends a clause."""
    made = []
    for index, told in enumerate(line.deeds):
        left = line.deeds[index - 1].at + 1 if index else 0
        right = line.deeds[index + 1].at if index + 1 < len(line.deeds) else len(line.atoms)
        left = next((at + 1 for at in range(told.at - 1, left - 1, -1) if _is_break(line, at)), left)
        right = next((at for at in range(told.at + 1, right) if _is_break(line, at)), right)
        made.append(Clause(line, told, left, right, _wide(line, index, right)))
    return made


def _is_break(line: Line, at: int) -> bool:
    """Whether a clause ends at a word; not at "sold all but 4 of them"."""
    return line.low(at) in BREAKS and not (line.low(at) == "but" and line.low(at - 1) == "all")


def _wide(line: Line, index: int, right: int) -> int:
    """Past the deeds after one that only tell of its object."""
    for ahead in range(index + 1, len(line.deeds)):
        deed = line.deeds[ahead]
        held, mined = deed.deed is Deed.HOLD, deed.deed is Deed.MINE and _is_relative(line, deed.at)
        stored = held and deed.shape is Shape.NOUN
        stored = stored and (_is_for_store(line, deed.at) or _is_of_share(line, deed.at))
        held = held and deed.shape is Shape.PAST and _is_of_holder(line, deed.at)
        if deed.at != right or not (mined or held or stored or brings_money(line, deed.at)):
            break
        right = line.deeds[ahead + 1].at if ahead + 1 < len(line.deeds) else len(line.atoms)
        right = next((at for at in range(deed.at + 1, right) if line.low(at) in BREAKS), right)
    return right


def _is_of_holder(line: Line, at: int) -> bool:
    """As in "sold half of the coins that it held, for $10 million", "1,900 of the 2,500 bitcoin we held, for"."""
    if line.low(at - 2) in {"that", "which"}:
        return True
    return line.low(at - 1) in _RELATIVE and (line.is_coin(at - 2) or at - 2 in line.counts)


def _is_for_store(line: Line, at: int) -> bool:
    """As in "bought 11 bitcoin for its new reserve at the end of May"."""
    return any(line.low(back) in {"for", "to", "into"} for back in range(max(0, at - 4), at))


def _is_of_share(line: Line, at: int) -> bool:
    """As in "sold 300 coins, or 90% of output, for $8.6 million", "20 coins, or 2% of its holdings, for"."""
    back = at - 1 - (line.low(at - 1) in {"its", "the", "total"})
    return line.low(back) == "of" and unit_at(line.atoms, back - 1) is Unit.PERCENT


def brings_money(line: Line, at: int) -> bool:
    """As in "sold half of it, generating a total of $10 million"."""
    first = number_behind(line.atoms, at, 6) if line.low(at) in {"generating", "earning"} else None
    return first is not None and line.atoms[first].unit in {Unit.USD, Unit.MONEY}


def _is_relative(line: Line, at: int) -> bool:
    """As in "the bitcoin it mined", "of the 399 bitcoin mined", "of its production"."""
    before = line.atoms[at - 1]
    if _is_of_share(line, at):
        return True
    if line.low(at) in {"generated", "earned", "generating"} and before.low not in _RELATIVE:
        return False
    return (
        before.unit is Unit.BTC
        or before.entity is not None
        or line.is_coin(at - 1)
        or before.low in _RELATIVE
    )


_RELATIVE = frozenset("it we they that which company its our the month’s month's total".split())
