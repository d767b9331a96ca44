"""Sales of other times told as figures: "the May figure was 69", "the year-to-date total is 97 BTC"."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from monitor.disclosures.extract.lexicon import ABOUT, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.when.earlier import before, unit_back

_FIGURES = frozenset("figure number total tally amount count sum volume equivalent".split())
_ALSO = frozenset(["accounted", "it"])
_BEING = frozenset(
    "is been was were stood stands stand came comes reached amounts amounted totals totalled :".split()
)
_TAKING = frozenset("taking bringing lifting pushing takes brings took brought raising".split())
_SALES = frozenset({"sales", "disposals"})
_ABOUT = ABOUT | frozenset("at to only now already".split())
_REACH = 6
"""Atoms between a figure and the period it is of."""


def figures(line: Line, begin: int, stop: int, sale: Draft) -> list[Draft]:
    """What sentences and clauses such as "the year-to-date figure is 97" tell after a sale.

    Args:
        line: the sentence.
        begin: the first place to look at.
        stop: past the last one.
        sale: the one told before, whose seller they are of.
    """
    if _FIGURES.isdisjoint(line.words) and _ALSO.isdisjoint(line.words):
        return []
    made = []
    for at in range(begin, stop):
        amount = line.atoms[at].amount
        if amount is None or not amount.may_be_coins:
            continue
        when = counted_back(line, _period_of(line, begin, at), sale)
        if when is None or when.last is None or when.first is None:
            continue
        if (when.first, when.last) != sale.days:
            start = min(when.start, amount.start)
            one = sale.also(amount, when.first, _up_to(when, sale), start=start, end=when.end)
            one.proceeds_usd = _in_brackets(line, at)
            made.append(one)
    return made


def counted_back(line: Line, when: When | None, sale: Draft) -> When | None:
    """As in "a year earlier it had been 220": counted back from the sale told before.

    "The nine months" and "the half-year" are those that the document reports on.
    """
    if when is None or _SPAN.fullmatch(line.text, when.start, when.end):
        return when
    if when.form is not Form.SAME:
        return to_date(line, when, sale)
    words = line.text[when.start : when.end].lower()
    unit = unit_back(words)
    days = None if unit is None else before(sale.period_start, sale.period_end, unit)
    return None if days is None else replace(when, first=days[0], last=days[1])


def to_date(line: Line, when: When, sale: Draft) -> When:
    """As in "41 BTC during the third quarter and 130 BTC year to date": up to the end of what was told first."""
    words, end = line.text[when.start : when.end].lower(), sale.period_end
    if end is None or when.last is None or not words.startswith(("year-to", "year to", "ytd")):
        return when
    return replace(when, last=end) if end.year == when.last.year and end < when.last else when


_SPAN = re.compile(
    r"(?:the\s+)?(?:(?:first\s+)?(?:three|six|nine|twelve)\s+months|half[\s-]year)", re.IGNORECASE
)


def _in_brackets(line: Line, at: int) -> Decimal | None:
    """The money right behind a number of coins: "2,104 bitcoin ($39.6 million)"."""
    money = line.amount(at + 2)
    if money is None or line.low(at + 1) != "(" or line.low(at + 3) != ")":
        return None
    return money.value if money.unit is Unit.USD and not money.per_coin else None


def are_only_figures(line: Line) -> bool:
    """Whether a sentence has no verb for a deed: "total" and "count" name no stock where they are of a time.

    A reason behind the figure may have one: "the figure is 2,104 bitcoin, as little had been sold before".
    """
    reason = next(
        (at for at in range(1, len(line.atoms)) if line.low(at) in _REASONS and line.low(at - 1) == ","), None
    )
    return all(
        (told.deed is Deed.HOLD and told.shape is Shape.NOUN) or (reason is not None and told.at > reason)
        for told in line.deeds
    )


_REASONS = frozenset("as because since".split())


def _period_of(line: Line, begin: int, at: int) -> When | None:
    """The period of a number that is told as a figure: "the figure for May was 69", "In May the number was 69"."""
    back = line.back(at - 1, _ABOUT)
    if (when := line.atoms[back].when) is not None and line.low(back + 1) == "to":
        words = line.near(max(begin, back - _REACH), back)
        return when if words & (_FIGURES | _SALES) and words & _TAKING else None
    if line.low(back) == "for" and line.low(back - 1) == "accounted":
        return line.atoms[back - 2].when  # "June accounted for 75 of them"
    if line.low(back) not in _BEING:
        return None
    near = range(back - 1, max(begin - 1, back - 1 - _REACH), -1)
    if not any(line.low(place) in _FIGURES for place in near) and not _is_of_pronoun(line, back, begin):
        return None
    return next((line.atoms[place].when for place in near if place in line.whens), None)


def _is_of_pronoun(line: Line, being: int, begin: int) -> bool:
    """As in "sold 465 in September; in August it had been 450": nothing but sales is spoken of."""
    back = being - (line.low(being - 1) in {"had", "has"})
    before = back - 2 - (line.low(back - 2) in {"alone", ","})
    if line.low(back - 1) != "it" or before < begin or before not in line.whens:
        return False
    return all(told.deed is Deed.SELL for told in line.deeds)


def _up_to(when: When, sale: Draft) -> date | None:
    """As in "41 BTC in April; the year-to-date figure is 97": up to the end of what was told first."""
    end = sale.period_end
    if when.form is not Form.LONGER or when.first is None or when.last is None or end is None:
        return when.last
    whole_year = (when.first.month, when.first.day) == (1, 1) and when.first.year == end.year
    running = whole_year and end < when.last and (when.last.month, when.last.day) != (12, 31)
    return end if running else when.last
