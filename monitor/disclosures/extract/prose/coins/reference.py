"""Coins that are not named again: "them", "all of it", "the lot", "every coin"."""

import re
from collections.abc import Sequence
from decimal import Decimal

from monitor.disclosures.extract.lexicon import FILLERS, SELLING, Deed
from monitor.disclosures.extract.numbers.amounts import COUNTED, Amount, Unit
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, of_amount
from monitor.disclosures.extract.prose.sentence.other_numbers import UNCOUNTED


def meant_by_pronoun(clause: Clause, at: int) -> Object | None:
    """As in "mined 189.8 BTC and sold them", "converted all of it": what was counted last before."""
    line = clause.line
    if line.low(at) not in PRONOUNS or clause.told.deed not in {Deed.SELL, Deed.CONVERT}:
        return None
    if line.low(at - 1) == "of" and line.low(at - 2) in UNCOUNTED:
        return Object(Thing.COINS, at - 2, at)  # "mined 189.8 BTC and sold most of them"
    return counted_before(clause)


_LOTS = frozenset("lot haul amount sum".split())
_WHOLE = frozenset("entire whole full".split())


def meant_by_whole(clause: Clause, at: int) -> Object | None:
    """As in "mined 450 BTC and sold the lot", "sold every coin", "sold each one"."""
    line, low, behind = clause.line, clause.line.low(at), clause.line.low(at + 1)
    if clause.told.deed not in SELLING or clause.is_noun:
        return None
    if low == "same" and behind in _AMOUNTS and (line.low(at + 2) != "of" or line.is_coin(at + 3)):
        return counted_before(clause)  # "mined 176.4 BTC and sold the same amount"
    lot = behind != "of" and (low in {"lot", "haul"} or (low in _LOTS and line.low(at - 1) in _WHOLE))
    every = low in {"coin", "one", "bitcoin"} and bool({"every", "each"} & line.near(at - 2, at))
    of_them = behind == "of" and line.low(at + 2) in PRONOUNS
    every = every and (of_them or behind not in {"of", "it", "they", "that", "we"})
    if lot and line.coins:
        return counted_before(clause) or Object(Thing.COINS, at, at)
    alone = low == "all" and behind in {"", ".", ",", ";"}
    return counted_before(clause) if lot or every or alone else None


_AMOUNTS = frozenset("amount number quantity volume".split())
PRONOUNS = frozenset("them it these those".split())


def counted_before(clause: Clause) -> Object | None:
    """The last number of things before a word, if they are coins."""
    line = clause.line
    for at in range(clause.at - 1, max(-1, clause.at - _LONG), -1):
        amount = line.atoms[at].amount
        if amount is not None and amount.unit in {Unit.BTC, Unit.NONE, Unit.OTHER}:
            if ")" in line.words and is_compared_in_brackets(clause, at):
                continue
            verb = at - 1 - (line.low(at - 1) in {"were", "was"})
            return of_amount(clause, at, elided=line.deed(verb) is Deed.MINE)
    return None


def is_compared_in_brackets(clause: Clause, at: int) -> bool:
    """As in "634 bitcoin (2023: 988) were sold": what stands in the brackets is of another time."""
    line = clause.line
    opening = line.find_back({"("}, at, max(0, at - _IN_BRACKETS))
    if opening is None or line.low(opening + 2) not in {":", "-", "–"}:
        return False
    closing = line.find({")"}, opening, clause.at)
    told = line.atoms[opening + 1]
    year = line.text[told.start : told.end]
    dated = told.when is not None or (len(year) == len("2023") and year.startswith("20") and year.isdecimal())
    return dated and closing is not None and at <= closing


_IN_BRACKETS = 14


def counted_in_sentence_before(clause: Clause, counted: Amount | None) -> Object | None:
    """As in "It recovered 1,280 bitcoin. This was sold for ...", "They were sold", "It sold them".

    Args:
        clause: of selling, whose object its own sentence does not count.
        counted: the last number of coins of the sentence before; None where it has none.
    """
    line, at = clause.line, clause.at
    if counted is None or not clause.is_past or not counted.sats or counted.per_coin:
        return None
    ahead = line.past(at + 1, {"all", "of"})
    whole = line.low(ahead) == "the" and line.low(ahead + 1) in _WHOLE and line.low(ahead + 2) in _LOTS
    if line.low(ahead) in {"them", "these"} or (ahead > at + 2 and line.low(ahead) == "it") or whole:
        return Object(Thing.QUANTITY, at + 1, ahead + 2 * whole, counted)
    back = max(0, line.back(at - 1, _AUXILIARY))
    words = [line.low(place) for place in range(back + 1)]
    of_it = _ALL_OF_IT.fullmatch(" ".join(words)) is not None
    meant = of_it or (len(words) <= _SHORT and words[-1:] in _THEY)
    return Object(Thing.QUANTITY, 0, at, counted) if meant and back < at - 1 else None


def _in_words(line: Line, at: int) -> Amount | None:
    """As in "all but three were sold"."""
    number = _FEW.index(line.low(at)) + 1 if line.low(at) in _FEW else 0
    atom = line.atoms[at] if number else None
    return None if atom is None else Amount(Decimal(number), Unit.NONE, False, atom.start, atom.end)


_FEW = tuple("one two three four five six seven eight nine ten eleven twelve".split())


def all_but(clause: Clause, at: int) -> Object | None:
    """As in "mined 262 BTC and sold all but 4 of them", "sold all but 12 of its 300 coins": the whole less the part.

    Args:
        clause: of the deed.
        at: the place of "all".
    """
    line, place = clause.line, at + 2
    place = line.past(place, FILLERS)
    left = line.amount(place) or _in_words(line, place)
    if left is None or not left.sats or left.unit not in COUNTED or not clause.sells:
        return None
    behind = range(place + 1, min(place + _WHOLE_NEAR, len(line.atoms)))
    ahead = (
        None
        if line.low(place + 2) in PRONOUNS
        else next((each for each in behind if line.atoms[each].amount), None)
    )
    if ahead is not None and line.low(place + 1) == "of":
        whole = line.atoms[ahead].amount
    else:
        before = (line.atoms[back].amount for back in range(min(at, clause.at) - 1, -1, -1))
        whole = next((each for each in before if each is not None and each.unit in COUNTED), None)
    if whole is None or whole.unit not in COUNTED or whole.value <= left.value:
        return None
    sold = whole._replace(value=whole.value - left.value, unit=Unit.BTC, start=left.start, end=left.end)
    return Object(Thing.QUANTITY, at, place, sold, derived=True)


_WHOLE_NEAR = 6
_AUXILIARY = frozenset("was were been have has had all then also later subsequently immediately".split())
_ALL_OF_IT = re.compile(
    r"(?:(?:all|each|every\s+(?:last\s+)?(?:single\s+)?(?:one|coin|bitcoin))\s+of\s+(?:it|them|this|these|those|the\s+coins)"
    r"|both|the\s+latter|the\s+(?:whole\s+)?(?:lot|haul)|the\s+(?:entire|whole|full)\s+(?:amount|sum|lot|haul|batch)"
    r"|every\s+(?:last\s+|single\s+)*(?:one|coin|bitcoin)|(?:those|these|all\s+(?:those|these))(?:\s+coins)?)"
)
"""As in "Every one of them was sold"."""


def is_all_of_it(words: Sequence[str]) -> bool:
    """Whether words mean what was counted just before: "They", "The lot", "Every one of them"."""
    return _ALL_OF_IT.fullmatch(" ".join(words)) is not None or (len(words) == 1 and list(words) in _THEY)


_SHORT = 2
"""Words of a subject that means what was counted just before: "then they"."""
_THEY = (["this"], ["these"], ["they"], ["all"])
_LONG = 40
