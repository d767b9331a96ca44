"""The glued values of a row taken apart: digits that ran together, dashes before numbers, footnotes' digits."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from monitor.disclosures.extract.tables.finding.cells import Kind, Value

_THOUSAND_DIGITS = 3
_MOST_VALUES = 20
"""Values of a row that is taken apart."""
_SPLITS = 64
"""Ways to take glued digits apart that are looked at."""
_TRIALS = 4_000
"""Beginnings of ways that are looked at."""
_GLUED_LENGTH = 40
_NUMBER = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*|0)(?:\.\d{1,4})?")
_NOTE_AHEAD = re.compile(r"[1-9](?=[1-9]\d*[\d,])")


def signs_apart(value: Value) -> Iterator[Value]:
    """Glued dashes apart: "--300" is a dash, a dash and 300, as no quantity of a glued row is negative."""
    if value.bare_minus and not value.percent:
        yield from _dash_apart(value)
    else:
        yield value


def with_dash_before_change(values: Sequence[Value]) -> list[Value]:
    """The values with the first negative change read as a dash and a change: of "3,977-21%" the last period has none.

    Nothing where no change could be read so.
    """
    for place, (before, value) in enumerate(pairwise(values), 1):
        if value.percent and value.bare_minus and before.end == value.start:
            return [*values[:place], *_dash_apart(value), *values[place + 1 :]]
    return []


def _dash_apart(value: Value) -> Iterator[Value]:
    yield Value(Kind.NIL, value.start, value.start + 1)
    yield value._replace(start=value.start + 1, negative=False, bare_minus=False)


def without_note(values: Sequence[Value]) -> list[Value]:
    """The values without a note's digit that is glued to the first: "Bitcoin Held17,2757,265" is 7,275 and 7,265."""
    first = values[0] if values else None
    if first is None or not first.glued or not _NOTE_AHEAD.match(first.digits):
        return []
    start = first.end - len(first.digits) + 1
    return [first._replace(digits=first.digits[1:], start=start), *values[1:]]


def ways_apart(values: Sequence[Value], wanted: int, *, alike: bool = True) -> list[list[Value]]:
    """The ways to take the glued values of a row apart.

    `wanted` is how many there are to be: none where there are as many already; `alike` where all have as many decimals.
    """
    missing = wanted - len(values)
    if missing <= 0 or len(values) > _MOST_VALUES:
        return []
    return [
        [*values[:place], *parts, *values[place + 1 :]]
        for place in _runs(values)
        for parts in _numbers_apart(values, place, missing + 1, alike=alike)
    ]


def _runs(values: Sequence[Value]) -> list[int]:
    """The places of values that may be several: of the one that is no single number, else of what is glued."""
    numbers = [
        place for place, each in enumerate(values) if each.kind is Kind.NUMBER and len(each.digits) > 1
    ]
    several = [place for place in numbers if values[place].number is None]
    if several:
        return several if len(several) == 1 else []
    return [place for place in numbers if values[place].glued or _is_long_change(values, place)]


def _is_long_change(values: Sequence[Value], place: int) -> bool:
    """Whether a number and the change behind it may have run together, as in "$38.611%"."""
    value = values[place]
    touches = place > 0 and values[place - 1].end == value.start
    return value.percent and touches and len(value.digits) >= _THOUSAND_DIGITS


def _numbers_apart(values: Sequence[Value], place: int, count: int, *, alike: bool) -> Iterator[list[Value]]:
    value = values[place]
    if len(value.digits) > _GLUED_LENGTH or count > _MOST_VALUES:
        return
    beside = [
        each.digits
        for each in (*values[:place], *values[place + 1 :])
        if each.kind is Kind.NUMBER and not each.percent
    ]
    found = 0
    for pieces in _splits(value.digits, count):
        numbers = [*(pieces[:-1] if value.percent else pieces), *beside]
        if not _have_commas(numbers, grouped=value.grouped) or (alike and not _have_decimals(numbers)):
            continue
        yield list(_placed(value, pieces))
        found += 1
        if found > _SPLITS:
            return


def _splits(digits: str, count: int) -> Iterator[list[str]]:
    """Ways to read digits as so many numbers; a number is tried at its longest first. Bounded by its caller."""
    budget = [_TRIALS]

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


def _have_decimals(numbers: Sequence[str]) -> bool:
    """Whether all numbers but nil have as many decimals."""
    return len({len(number.partition(".")[2]) for number in numbers if number != "0"}) <= 1


def _have_commas(numbers: Sequence[str], *, grouped: bool) -> bool:
    """Whether all numbers that are long enough have commas, or none has."""
    commas = grouped or any("," in number for number in numbers)
    long = [number for number in numbers if len(number.partition(".")[0].replace(",", "")) > _THOUSAND_DIGITS]
    return not (commas and any("," not in number for number in long))


def _placed(value: Value, pieces: Sequence[str]) -> Iterator[Value]:
    at = value.end - len(value.digits)
    for place, piece in enumerate(pieces):
        last = place == len(pieces) - 1
        yield value._replace(
            digits=piece, start=at, end=at + len(piece), percent=value.percent and last, glued=False,
            scale=value.scale if last else 1,
        )  # fmt: skip
        at += len(piece)
