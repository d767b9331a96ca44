"""Numbers as a tongue writes them, and what they count."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.numbers.printed_numbers import number
from monitor.disclosures.extract.tongues.expressions import listed, one_of
from monitor.disclosures.extract.tongues.known import TONGUES
from monitor.disclosures.extract.tongues.tongue import SELLING, Mark, Tongue

_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d])(?:[.,]\d+)?|\d(?:[\d.,’']*\d)?)"
_SIGN = r"(?:(?:US|U\.S\.)?\$|₿|€|£|¥|₩|(?<![A-Z])(?:USDT|USDC|USD|EUR|CAD|BTC)\b|[A-Z]{1,3}\$)"
_LETTERS = {"k": 3, "m": 6, "b": 9, "bn": 9, "mn": 6}
_LONGEST = 60
_BEFORE = 24
"""Characters before a number in which "about" may stand, or the coin it counts."""


class Figure(NamedTuple):
    """A number in a text."""

    amount: Amount
    """Its unit is BTC, dollars, tokens for dollars, other money, percent, something else, or none."""
    token: bool = False
    """It counts what only means bitcoin where the text speaks of them: "500 coins"."""


class _Writing(NamedTuple):
    """How numbers are found in one tongue."""

    number: re.Pattern[str]
    part: re.Pattern[str]
    unit: re.Pattern[str]
    coin_before: re.Pattern[str]
    about: re.Pattern[str]
    about_after: re.Pattern[str]
    wares: re.Pattern[str]
    each: re.Pattern[str]
    scales: dict[str, int]
    small: frozenset[str]
    """Words that may follow a number without being what it counts."""


@cache
def _writing(code: str) -> _Writing:
    tongue = TONGUES[code]
    scales = {word.lower(): power for power, words in tongue.scales.items() for word in listed(words)}
    named = one_of(scales, spaced=tongue.spaced)
    scale = rf"(?:{named}\.?|(?:bn|mn|[kmb])(?![^\W\d_]))"
    whole = (
        rf"{_NUMBER}\s*{scale}(?:\s*{_NUMBER}\s*{scale})*(?:{_NUMBER})?"
        if not tongue.spaced
        else rf"{_NUMBER}\s*{scale}"
    )

    def any_of(*marks: Mark, spaced: bool = tongue.spaced) -> str:
        return one_of((word for mark in marks for word in tongue.marked[mark]), spaced=spaced)

    kinds = (Mark.COIN, Mark.STABLE, Mark.MONEY, Mark.DOLLAR, Mark.PERCENT, Mark.TOKEN)
    units = "|".join((*(rf"(?P<{kind}>{any_of(kind)})" for kind in kinds), r"(?P<behind>US\$|\$)"))
    odd = any_of(Mark.ABOUT_AFTER, spaced=False)
    link = rf"(?:[*_`\s]|d[’']|de\s|di\s|von\s|van\s|的|の|의|{any_of(Mark.MORE)})*"
    return _Writing(
        _ready(rf"(?:(?P<sign>{_SIGN})\s*)?(?<![A-Za-z\d.,])(?P<whole>{whole}|{_NUMBER})"),
        _ready(rf"(?P<number>{_NUMBER})\s*(?P<scale>{scale})?"),
        _ready(rf"[\s*_`]*(?P<odd>{odd})?\s*(?P<counter>{any_of(Mark.COUNTER)})?{link}(?:{units})?"),
        _ready(rf"(?:{any_of(Mark.COIN)})[\s*]*(?:을|를|은|는|이|가|を|は|が)?[\s*(（]*\Z"),
        _ready(rf"(?:[~≈±]|{any_of(Mark.ABOUT)})[\s(（*]*\Z"),
        _ready(rf"\s*{odd}"),
        _ready(rf"[\s‐-―-]*(?:的|の|의)?(?:{any_of(Mark.WARES, Mark.CROWD)})"),
        _ready(any_of(Mark.EACH)),
        scales,
        tongue.small | {word.lower().split()[0] for mark in _NO_UNITS for word in tongue.marked[mark]},
    )


def _ready(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


_NO_UNITS = SELLING | {
    Mark.JOIN, Mark.BREAK, Mark.PAID, Mark.THAN, Mark.SINCE, Mark.ABOUT, Mark.ASIDE, Mark.OF, Mark.OF_THEM, Mark.MINED,
    Mark.HELD, Mark.BOUGHT, Mark.OTHER, Mark.TOLD, Mark.PRICE,
}  # fmt: skip


def writes_comma(text: str, tongue: Tongue) -> bool:
    """Whether 1.080 is a thousand and eighty in a text: what it writes plainly tells, else its language."""
    head = text[:_HEAD]
    comma, point = len(_COMMA_DECIMAL.findall(head)), len(_POINT_DECIMAL.findall(head))
    return tongue.decimal_comma if comma == point else comma > point and tongue.decimal_comma


_HEAD = 6_000
_COMMA_DECIMAL = re.compile(
    r"(?<![\d.,])\d{1,3}(?:\.\d{3})*,\d{1,2}(?![\d.,]\d|\d)|(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.,]*\d)"
)
_POINT_DECIMAL = re.compile(
    r"(?<![\d.,])\d{1,3}(?:,\d{3})*\.\d{1,2}(?![\d.,]\d|\d)|(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d.,]*\d)"
)


def figures(text: str, start: int, end: int, tongue: Tongue, *, comma: bool) -> Iterator[Figure]:
    """Every number between two places, in order."""
    writing = _writing(tongue.code)
    for match in writing.number.finditer(text, start, end):
        value = _value(match["whole"], writing, tongue, comma=comma)
        if value is not None:
            yield _figure(match, end, value, writing, tongue)


def _value(whole: str, writing: _Writing, tongue: Tongue, *, comma: bool) -> Decimal | None:
    """As in "1.080", "1,2 Mio.", "2억830만"."""
    if len(whole) > _LONGEST:
        return None
    total = Decimal(0)
    for match in writing.part.finditer(whole):
        printed = match["number"].strip(".,")
        thousands = comma and tongue.thousands_comma and re.fullmatch(r"[1-9]\d{0,2},\d{3}", printed)
        value = number(printed, decimal_comma=comma and not thousands)
        if value is None:
            return None
        if scale := (match["scale"] or "").lower().rstrip("."):
            value = value.scaleb(_power(scale, writing))
        total += value
    return total


def _power(scale: str, writing: _Writing) -> int:
    plain = " ".join(scale.split())
    return writing.scales[plain] if plain in writing.scales else _LETTERS.get(plain, 0)


def _figure(match: re.Match[str], stop: int, value: Decimal, writing: _Writing, tongue: Tongue) -> Figure:
    text = match.string
    low = max(0, match.start() - _BEFORE)
    before, end = text[low : match.start()], match.end()
    sign = (match["sign"] or "").upper().strip()
    suffix = writing.unit.match(text, end, stop)
    kind = suffix.lastgroup if suffix is not None else None
    kind = kind if kind not in {"odd", "counter"} else None
    counted = suffix is not None and suffix["counter"] is not None
    unit, token = _unit(sign, kind), kind == Mark.TOKEN
    coin_first = False
    if unit is Unit.NONE and (counted or token) and writing.coin_before.search(before):
        unit, token, coin_first = Unit.BTC, False, True
    if suffix is not None and (kind is not None or counted):
        end = suffix.end()
    if (
        unit is Unit.BTC
        and not coin_first
        and (sign not in {"BTC", "₿"})
        and writing.wares.match(text, end, stop)
    ):
        unit = Unit.OTHER
    if unit is Unit.NONE and not token and not counted and not sign:
        unit = _bare(text, end, stop, tongue, writing.small)
    about = writing.about.search(before) is not None or (
        (suffix is not None and suffix["odd"] is not None)
        or writing.about_after.match(text, end, stop) is not None
    )
    each = writing.each.match(text, end + (text[end : end + 1] == " "), stop) is not None
    amount = Amount(value, unit, about, match.start(), end, per_coin=each)
    return Figure(amount, token or (counted and unit is Unit.NONE))


def _unit(sign: str, kind: str | None) -> Unit:
    if kind == Mark.STABLE or sign in {"USDT", "USDC"}:
        return Unit.USDT
    if sign in {"$", "US$", "U.S.$", "USD"}:
        return Unit.USD
    if sign in {"₿", "BTC"} or kind == Mark.COIN:
        return Unit.BTC
    if sign:
        return Unit.MONEY
    return _UNITS.get(kind or "", Unit.NONE)


_UNITS: dict[str, Unit] = {
    Mark.DOLLAR: Unit.USD,
    "behind": Unit.USD,
    Mark.MONEY: Unit.MONEY,
    Mark.PERCENT: Unit.PERCENT,
}
_FOLLOWING = re.compile(r"[\s‐-―-]*([^\W\d_]{2,})")


def _bare(text: str, end: int, stop: int, tongue: Tongue, small: frozenset[str]) -> Unit:
    """A number counts whatever word follows it, unless that is one of the small ones."""
    if not tongue.spaced:
        return Unit.OTHER
    word = _FOLLOWING.match(text, end, stop)
    return Unit.NONE if word is None or word[1].lower() in small else Unit.OTHER
