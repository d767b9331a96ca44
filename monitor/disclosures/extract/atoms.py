"""A sentence as a list of atoms: words, marks, amounts, periods and companies."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from monitor.disclosures.extract.amounts import Amount, Unit, amounts
from monitor.disclosures.extract.days import Anchor, When, periods
from monitor.disclosures.extract.names import Names
from monitor.disclosures.extract.sentences import Sentence

_PIECE = re.compile(r"[#]?[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d.,]*|[^\s\w]|_")


class Atom(NamedTuple):
    """One atom; at most one of amount, when and entity is set."""

    low: str
    """The words in lower case; of amounts, periods and companies the empty string."""
    start: int
    end: int
    amount: Amount | None = None
    when: When | None = None
    entity: str | None = None
    capital: bool = False

    @property
    def is_word(self) -> bool:
        """Neither amount nor period nor company."""
        return bool(self.low)


def atoms(text: str, sentence: Sentence, names: Names, anchor: Anchor, *, decimal_comma: bool) -> list[Atom]:
    """The atoms of a sentence, in order and without overlap.

    Companies come before periods and periods before amounts, because "Hut 8" is no number and neither is the
    year of a date.
    """
    start, end = sentence
    spans: list[Atom] = [
        Atom("", mention.start, mention.end, entity=mention.entity)
        for mention in names.mentions(text, start, end)
    ]
    spans = _merged(spans, [Atom("", w.start, w.end, when=w) for w in periods(text, anchor, start, end)])
    found = [
        Atom("", a.start, a.end, amount=a) for a in amounts(text, start, end, decimal_comma=decimal_comma)
    ]
    spans = _merged(spans, found)
    made: list[Atom] = []
    place = start
    for span in spans:
        made.extend(_words(text, place, span.start))
        made.append(span)
        place = span.end
    made.extend(_words(text, place, end))
    return _with_shared_units(made)


def _with_shared_units(made: list[Atom]) -> list[Atom]:
    """As in "3,072 and 7,900 bitcoin miners": the first number counts what the second does."""
    for at in range(len(made) - 3, -1, -1):
        first, second = made[at].amount, made[at + 2].amount
        if (
            first is None
            or second is None
            or first.unit is not Unit.NONE
            or made[at + 1].low not in {"and", ",", "or"}
        ):
            continue
        if second.unit in {Unit.BTC, Unit.OTHER} and made[at + 2].start - made[at].end <= _NEAR:
            made[at] = made[at]._replace(amount=replace(first, unit=second.unit))
    return made


_NEAR = 6
"""Characters between two numbers of a list."""


def _words(text: str, start: int, end: int) -> list[Atom]:
    made = []
    for match in _PIECE.finditer(text, start, end):
        word = match[0]
        low = word.lower()
        made.append(Atom(low, *match.span(), None, None, None, word[0].isupper()))
    return made


def _merged(kept: Sequence[Atom], new: Sequence[Atom]) -> list[Atom]:
    """Both in order, without those of the new ones that overlap with one kept."""
    made: list[Atom] = []
    index = 0
    for atom in new:
        while index < len(kept) and kept[index].end <= atom.start:
            made.append(kept[index])
            index += 1
        if index == len(kept) or atom.end <= kept[index].start:
            made.append(atom)
    made.extend(kept[index:])
    return made
