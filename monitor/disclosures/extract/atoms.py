"""A sentence as a list of atoms: words, marks, amounts, periods and companies."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from monitor.disclosures.extract.companies.names import Names
from monitor.disclosures.extract.lexicon import COINS
from monitor.disclosures.extract.numbers.amounts import Amount, Unit, amounts
from monitor.disclosures.extract.numbers.home_dollars import as_dollars
from monitor.disclosures.extract.periods.calendars import month
from monitor.disclosures.extract.periods.day_words import BEHIND_LITTLE, BETWEEN_LITTLE, FIRST_WORDS, LITTLE
from monitor.disclosures.extract.periods.days import Anchor, Form, When, periods
from monitor.disclosures.extract.periods.told_together import apart
from monitor.disclosures.extract.sentences import Sentence

_PIECE = re.compile(
    r"U\.[SK]\.|[#]?[^\W\d_]+(?:[’'-][^\W\d_]+)*|\d[\d.,]*|</?[a-z][a-z0-9]{0,9}(?:\s[^<>]{0,200})?/?>|\*+|[^\s\w]|_"
)
"""Words, numbers, markup, and single marks."""


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
    def unit(self) -> Unit | None:
        """What its number counts; None where it is none."""
        return None if self.amount is None else self.amount.unit

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
    words = _words(text, start, end)
    marked = text.find("<", start, end) >= 0
    spans: list[Atom] = [
        Atom("", mention.start, mention.end, entity=mention.entity)
        for mention in names.mentions(text, start, end)
    ]
    places = None if marked else [*_where_periods_may_begin(text, words)]
    told = periods(text, anchor, start, end, places)
    if (cited := _cited_on(text, told)) is not None:
        anchor_then = replace(anchor, published=cited, horizon=cited, near=None, focus=None)
        told = periods(text, anchor_then, start, end, places)
    told = _of_told_year(text, start, told, anchor)
    told = _of_that_year(text, told, anchor)
    told = apart(text, start, told, anchor.latest, lists="respective" in text[start:end])
    spans = _merged(spans, [Atom("", w.start, w.end, when=w) for w in told])
    found = [
        Atom("", a.start, a.end, amount=as_dollars(text, a))
        for a in amounts(text, start, end, decimal_comma=decimal_comma, known=spans)
    ]
    if marked:
        found = _outside_markup(text, start, end, found)
    return _with_shared_units(_with_units_before(_between(text, words, _merged(spans, found))))


def _where_periods_may_begin(text: str, words: Sequence[Atom]) -> Iterator[int]:
    """Where a word begins that a period may begin with, or a number: nowhere else is looked for one."""
    little: list[int] = []
    for word in words:
        low = word.low
        if little and low not in BETWEEN_LITTLE:  # "of all of the last year", "in 2024"
            if low[0].isdigit() or low.startswith(BEHIND_LITTLE):
                yield from little
            little.clear()
        if low in LITTLE:
            little.append(word.start)
        elif low in FIRST_WORDS or low[0].isdigit():
            yield word.start
        elif not low.isalpha() and len(low) > 1:  # "mid-July", "d’avril", "#June"
            for part in _LETTERS.finditer(text, word.start, word.end):
                if part[0].lower() in FIRST_WORDS:
                    yield part.start()


_LETTERS = re.compile(r"[^\W\d_]+")


def _between(text: str, words: Sequence[Atom], spans: Sequence[Atom]) -> list[Atom]:
    """The spans of a sentence and the words between them; a word is cut where a span begins or ends within it."""
    made: list[Atom] = []
    left = [*reversed(words)]
    for span in spans:
        while left and left[-1].end <= span.start:
            made.append(left.pop())
        if left and left[-1].start < span.start:
            made += _words(text, left[-1].start, span.start)
        made.append(span)
        while left and left[-1].end <= span.end:
            left.pop()
        if left and left[-1].start < span.end:
            left += reversed(_words(text, span.end, left.pop().end))
    made.extend(reversed(left))
    return made


def _cited_on(text: str, told: Sequence[When]) -> date | None:
    """As in "Tesla sold bitcoin in Q1 (Apr 26, 2021)": the day of what is cited, from which its periods are counted."""
    if len(told) < _WITH_ANOTHER:
        return None
    last = told[-1]
    bracketed = text[last.start - 1 : last.start] == "(" and text[last.end : last.end + 1] == ")"
    dated = last.form is Form.DAY and _YEAR.search(text, last.start, last.end) is not None
    return last.last if dated and bracketed else None


_WITH_ANOTHER = 2


def _outside_markup(text: str, start: int, end: int, found: list[Atom]) -> list[Atom]:
    """Without the numbers of addresses, as in "sold <a href="https://example.com/158765/">$936 million</a>"."""
    if text.find("=", start, end) < 0:
        return found
    tags = [match.span() for match in _TAG.finditer(text, start, end)]
    return [atom for atom in found if not any(first <= atom.start < last for first, last in tags)]


_TAG = re.compile(r"<[a-z][a-z0-9]{0,9}\s[^<>]{0,200}>")


def _of_told_year(text: str, start: int, told: list[When], anchor: Anchor) -> list[When]:
    """As in "In 2024 it mined 7,000 BTC, 622 of them in December": a month is of the year a sentence begins with."""
    first = told[0] if len(told) > 1 and told[0].form is Form.LONGER else None
    if first is None or first.first is None or first.start - start > _OPENING:
        return told
    if (first.first.month, first.first.day) != (1, 1) or not _YEAR.search(text, first.start, first.end):
        return told
    return [first, *(_of_year(text, when, first.first.year, anchor) for when in told[1:])]


def _of_that_year(text: str, told: list[When], anchor: Anchor) -> list[When]:
    """As in "bought in February 2021 and sold a tenth in the first quarter of that year": the year told before it."""
    made: list[When] = []
    for when in told:
        words = text[made[-1].end : when.end].lower().split() if len(made) > 1 else []
        year = made[-2].last.year if words == _THAT and made[-2].last is not None else None
        if year is None:
            made.append(when)
        else:
            made[-1] = _of_year(text, made[-1], year, anchor)
    return made


_THAT = ["of", "that", "year"]


def _of_year(text: str, when: When, year: int, anchor: Anchor) -> When:
    if when.first is None or when.last is None or _YEAR.search(text, when.start, when.end):
        return when
    named = when.form is Form.MONTH and _UNNAMED.search(text, when.start, when.end) is None
    quarter = when.form is Form.LONGER and _PART.match(text, when.start)
    if not named and not (quarter and when.first.year == when.last.year):
        return when
    first, last = month(year, when.first.month)[0], month(year, when.last.month)[1]
    to_come = anchor.latest is not None and first > anchor.latest
    return when if to_come else replace(when, first=first, last=last)


_UNNAMED = re.compile(r"\b(?:month|mes|mês|mese|mois|monat)\b", re.IGNORECASE)
"""As in "last month", which no year told before it moves."""
_PART = re.compile(
    r"(?:first|second|third|fourth|final|last)[\s-]+(?:quarter|half)\b|[QH][1-4]\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b20[0-4]\d\b")
_OPENING = 6
"""Characters before the year that a sentence begins with."""


def _with_shared_units(made: list[Atom]) -> list[Atom]:
    """As in "3,072 and 7,900 bitcoin miners": the first number counts what the second does."""
    for at in range(len(made) - 3, -1, -1):
        first, second = made[at].amount, made[at + 2].amount
        between = made[at + 1].low
        if first is None:
            continue
        unit = first.unit
        aside = unit is Unit.NONE and made[at - 1].low in _ASIDE and _is_of_coins(made, at)
        if (
            aside
            or (between in _OF_A_WHOLE and _is_of_coins(made, at + 1))
            or (unit is Unit.OTHER and _are_units_of_coins(made, at))
        ):
            unit = Unit.BTC
        elif unit is Unit.NONE and second is not None and between in {"and", ",", "or"}:
            near = made[at + 2].start - made[at].end <= _NEAR
            unit = second.unit if near and second.unit in {Unit.BTC, Unit.OTHER} else unit
        if unit is not first.unit:
            made[at] = made[at]._replace(amount=first._replace(unit=unit))
    return made


_ASIDE = frozenset(", ( – —".split())
"""As in "sold 63% of it, 147 of the 233 BTC mined"."""


def _with_units_before(made: list[Atom]) -> list[Atom]:
    """As in "sold BTC 1,500": the unit stands before the number, and behind no other one."""
    for at in range(len(made) - 1, 1, -1):
        amount = made[at].amount
        if amount is None or made[at - 1].low != "btc" or made[at - 2].amount is not None:
            continue
        year = amount.end - amount.start == len("2024") and _FIRST_YEAR < amount.value < _LAST_YEAR
        if amount.unit is Unit.NONE and not year:
            counted = amount._replace(unit=Unit.BTC, start=made[at - 1].start)
            made[at - 1 : at + 1] = [made[at]._replace(start=counted.start, amount=counted)]
    return made


_FIRST_YEAR, _LAST_YEAR = 2008, 2100


def _are_units_of_coins(made: Sequence[Atom], at: int) -> bool:
    """As in "Bitcoin sold in the quarter amounted to 33.60 units": what is counted stands at the beginning."""
    if made[at + 1].low != "units" or made[at + 2].low == "of":
        return False
    return any(
        made[back].low in COINS and made[back + 1].low in _DEALT for back in range(max(0, at - _UNITS), at)
    )


_DEALT = frozenset("sold mined produced disposed liquidated held sales purchased".split())
_UNITS = 24
"""Atoms before units within which it is told what they are of."""
_OF_A_WHOLE = frozenset("out units".split())


def _is_of_coins(made: Sequence[Atom], at: int) -> bool:
    """As in "390 out of 616 bitcoin", "2.43 units of the 417 bitcoin": a part of counted coins."""
    if made[at + 1].low != "of":
        return False
    whole = next(
        (each.amount for each in made[at + 2 :] if each.low not in {"the", "its", "all", "those"}), None
    )
    return whole is not None and whole.unit is Unit.BTC


_NEAR = 6
"""Characters between two numbers of a list."""


def _words(text: str, start: int, end: int) -> list[Atom]:
    return [
        _atom((word.lower(), match.start(), match.end(), None, None, None, word[0].isupper()))
        for match in _PIECE.finditer(text, start, end)
        if (word := match[0])[0] not in "<*"  # markup
    ]


_atom: Callable[[tuple[object, ...]], Atom] = partial(tuple.__new__, Atom)
"""An atom by all its fields in order: there are thousands, and this is twice as quick as their constructor."""


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
