"""The values of a row laid onto the columns of its table; glued ones are taken apart first."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from monitor.disclosures.extract.tables.cells import Kind, Value, is_note, plain_number
from monitor.disclosures.extract.tables.columns import Column, Measure

_THOUSAND_DIGITS = 3
_MOST_VALUES = 20
"""Values of a row that is taken apart."""
_SPLITS = 64
"""Ways to take glued digits apart that are looked at."""
_GLUED_LENGTH = 40
_NUMBER = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*|0)(?:\.\d{1,4})?")
_OFF = Decimal("0.012")
"""How far a printed percentage may be from the change it stands for, being rounded."""


def spread(values: Sequence[Value], columns: Sequence[Column]) -> list[Value | None] | None:
    """One value for each column, None where a column has none; None where it cannot be told which is which."""
    glued = _is_glued(values)
    if not glued and not any(value.glued for value in values):  # most rows: they can be read in one way only
        laid = _laid(values, columns)
        if laid is not None:
            return laid
    for candidate in _readings(values, columns):
        laid = _laid(candidate, columns)
        if laid is not None and (not glued or len(candidate) == len(columns)):
            return laid
    return None


def _readings(values: Sequence[Value], columns: Sequence[Column]) -> Iterator[list[Value]]:
    """The values as they stand, without a footnote's number, with glued ones taken apart."""
    noted = [
        after
        for before, after in pairwise(values)
        if after.start == before.end and after.glued and is_note(after)
    ]
    values = [value for value in values if value not in noted]  # "58 BTC1"
    if len(values) > 1 and _is_note_in_brackets(values[0], values[1]):
        values = values[1:]
    if not _is_glued(values):
        yield list(values)
    asides = [after for before, after in pairwise(values) if _is_aside(before, after)]
    if asides:
        yield [value for value in values if value not in asides]
    if len(values) > 1 and is_note(values[0]):
        yield list(values[1:])
    apart = [part for value in values for part in _signs_apart(value)]
    if len(apart) > len(values) or _is_glued(values):
        yield apart
    kept = sum(each.measure is not Measure.CHANGE for each in columns)
    for wanted in dict.fromkeys((len(columns), kept)):
        ways = [way for way in _ways_apart(apart, wanted) if _laid(way, columns) is not None]
        unmarked = [
            way for way in _ways_apart(_without_note(apart), wanted) if _laid(way, columns) is not None
        ]
        if len(ways) + len(unmarked) > 1:
            agreed = [way for way in (*ways, *unmarked) if _changes_agree(way, columns)]
            unmarked = (
                [way for way in unmarked if _is_even(way)] if len(ways) == 1 and not _is_even(ways[0]) else []
            )
            ways = agreed or (unmarked if len(unmarked) == 1 else ways if len(ways) == 1 else [])
        if len(ways) == 1:
            yield ways[0]


def _is_note_in_brackets(first: Value, second: Value) -> bool:
    """As in "BTC Sold (2)691": a number in brackets that touches one without them."""
    return first.negative and is_note(first) and first.end == second.start and not second.negative


def _is_aside(before: Value, after: Value) -> bool:
    """As in "19,368 (2)" and "428 (-2%)": a footnote's number, or the change, in brackets behind a number."""
    bracketed = after.negative and not after.bare_minus and not before.negative
    return bracketed and after.start - before.end <= 1 and (after.percent or is_note(after))


def ways_apart(values: Sequence[Value], columns: Sequence[Column]) -> Iterator[list[Value | None]]:
    """All the ways to take the glued values of a row apart so that they fit the columns."""
    apart = [part for value in values for part in _signs_apart(value)]
    kept = sum(each.measure is not Measure.CHANGE for each in columns)
    for wanted in dict.fromkeys((len(columns), kept)):
        for way in (*_ways_apart(apart, wanted), *_ways_apart(_without_note(apart), wanted)):
            if (laid := _laid(way, columns)) is not None:
                yield laid


def _without_note(values: Sequence[Value]) -> list[Value]:
    """The values without a note's digit that is glued to the first: "Bitcoin Held17,2757,265" is 7,275 and 7,265."""
    first = values[0] if values else None
    if first is None or not first.glued or not _NOTE_AHEAD.match(first.digits):
        return []
    start = first.end - len(first.digits) + 1
    return [first._replace(digits=first.digits[1:], start=start), *values[1:]]


_NOTE_AHEAD = re.compile(r"[1-9](?=[1-9]\d*[\d,])")
_EVEN = 2
"""How many times as much one period may have as the next, where digits could be taken apart in another way."""


def _is_even(values: Sequence[Value]) -> bool:
    """Whether the numbers of a row are of about one size."""
    told = [value.number for value in values if not value.percent and value.number]
    return all(before <= _EVEN * after and after <= _EVEN * before for before, after in pairwise(told))


def _is_glued(values: Sequence[Value]) -> bool:
    """Whether values touch each other, or the label, so that a minus may be a dash and a column may be lost."""
    touching = any(after.start == before.end for before, after in pairwise(values))
    return touching or any(value.glued and not is_note(value) for value in values[:1])


def _signs_apart(value: Value) -> Iterator[Value]:
    """Glued dashes apart: "--300" is a dash, a dash and 300, as no quantity of a glued row is negative."""
    if value.bare_minus and not value.percent:
        yield Value(Kind.NIL, value.start, value.start + 1)
        yield value._replace(start=value.start + 1, negative=False, bare_minus=False)
    else:
        yield value


def _laid(values: Sequence[Value], columns: Sequence[Column]) -> list[Value | None] | None:
    kept = [place for place, each in enumerate(columns) if each.measure is not Measure.CHANGE]
    laid: list[Value | None] = [None] * len(columns)
    given, values = values, _without_unnamed(values, columns)
    if len(values) == len(columns):
        laid = list(values)
    elif _has_difference(values, columns):
        for place, value in zip(kept, values, strict=False):
            laid[place] = value
    else:
        plain = [value for value in given if not value.percent]
        if len(plain) != len(kept) or len(values) > len(columns):
            return None
        for place, value in zip(kept, plain, strict=True):
            laid[place] = value
    return laid if all(_is_single(laid[place]) for place in kept) else None


def _is_single(value: Value | None) -> bool:
    """Whether a value is one number of a period, or none: no percentage, and not several glued together."""
    return value is None or not (value.percent or (value.kind is Kind.NUMBER and value.number is None))


def _without_unnamed(values: Sequence[Value], columns: Sequence[Column]) -> Sequence[Value]:
    """The values without changes in per cent at the end that have no heading of their own, beside one that has."""
    if len(values) <= len(columns):
        return values
    kept = sum(each.measure is not Measure.CHANGE for each in columns)
    if kept == len(columns):
        return values
    unsaid = all(value.percent or value.kind is Kind.MISSING for value in values[kept:])
    return values[: len(columns)] if unsaid and not any(value.percent for value in values[:kept]) else values


def _has_difference(values: Sequence[Value], columns: Sequence[Column]) -> bool:
    """Whether a change of two periods stands twice behind them, as a difference and in per cent."""
    changes = sum(each.measure is Measure.CHANGE for each in columns)
    if (len(columns), changes, len(values)) != (
        3,
        1,
        4,
    ):  # two periods; their difference, and that in per cent
        return False
    first, second, difference = (_amount(value) for value in values[:3])
    told = first is not None and second is not None and abs(first - second) == difference
    return told and (values[3].percent or values[3].kind is not Kind.NUMBER)


def _ways_apart(values: Sequence[Value], wanted: int) -> list[list[Value]]:
    """The ways to take the glued values of a row apart, so that there are as many as wanted."""
    missing = wanted - len(values)
    glued = [
        place for place, value in enumerate(values) if value.kind is Kind.NUMBER and len(value.digits) > 1
    ]
    if missing <= 0 or len(values) > _MOST_VALUES:
        return []
    runs = [place for place in glued if values[place].number is None] or [
        place for place in glued if values[place].glued
    ]
    if len(runs) != 1:
        return []
    [place] = runs
    return [
        [*values[:place], *parts, *values[place + 1 :]]
        for parts in _numbers_apart(values[place], missing + 1)
    ]


def _numbers_apart(value: Value, count: int) -> Iterator[list[Value]]:
    if len(value.digits) > _GLUED_LENGTH or count > _MOST_VALUES:
        return
    found = 0
    for pieces in _splits(value.digits, count):
        numbers = pieces[:-1] if value.percent else pieces
        if not _alike(numbers):
            continue
        yield list(_placed(value, pieces))
        found += 1
        if found > _SPLITS:
            return


def _splits(digits: str, count: int) -> Iterator[list[str]]:
    """Ways to read digits as so many numbers; a number is tried at its longest first. Bounded by its caller."""
    budget = [4000]

    def rest(at: int, left: int) -> Iterator[list[str]]:
        budget[0] -= 1
        if budget[0] < 0:
            return
        if left == 0:
            if at == len(digits):
                yield []
            return
        for end in range(len(digits) - left + 1, at, -1):
            if _NUMBER.fullmatch(digits, at, end):
                for others in rest(end, left - 1):
                    yield [digits[at:end], *others]

    yield from rest(0, count)


def _alike(numbers: Sequence[str]) -> bool:
    """Whether numbers are printed in one manner: as many decimals, and commas in all that are long enough."""
    decimals = {len(number.partition(".")[2]) for number in numbers if number != "0"}
    commas = any("," in number for number in numbers)
    long = [number for number in numbers if len(number.partition(".")[0].replace(",", "")) > _THOUSAND_DIGITS]
    return len(decimals) <= 1 and not (commas and any("," not in number for number in long))


def _placed(value: Value, pieces: Sequence[str]) -> Iterator[Value]:
    at = value.end - len(value.digits)
    for place, piece in enumerate(pieces):
        last = place == len(pieces) - 1
        yield value._replace(
            digits=piece, start=at, end=at + len(piece), percent=value.percent and last, glued=False,
            scale=value.scale if last else 1,
        )  # fmt: skip
        at += len(piece)


def _changes_agree(values: Sequence[Value], columns: Sequence[Column]) -> bool:
    """Whether the printed changes are those between the first period and the others."""
    laid = _laid(values, columns) or []
    amounts = [
        _amount(value)
        for value, each in zip(laid, columns, strict=True)
        if each.measure is not Measure.CHANGE
    ]
    changes = [value for value, each in zip(laid, columns, strict=True) if each.measure is Measure.CHANGE]
    printed = [
        (plain_number(value.digits) or Decimal(0)) / 100
        for value in changes
        if value is not None and value.percent
    ]
    if not printed or len(amounts) < 2 or None in amounts:  # noqa: PLR2004 - two periods make a change
        return False
    first, *others = [amount or Decimal(0) for amount in amounts]
    told = [abs(first / other - 1) for other in others if other]
    return all(any(abs(change - each) <= _OFF for each in told) for change in printed)


def _amount(value: Value | None) -> Decimal | None:
    return value.number if value is not None else None
