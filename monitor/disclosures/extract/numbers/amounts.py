"""Numbers, and what they count, in prose.

A number is read where it stands, so that what is said about it (unit, "approximately", "per bitcoin") can be
looked for around it. Nothing here knows what a sentence says.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Protocol

from monitor.disclosures.extract.alternation import any_of, one_of
from monitor.disclosures.extract.numbers.printed_numbers import number, sats_or_none

_SCALES = {
    "k": 3, "thousand": 3, "tausend": 3, "mil": 3, "mille": 3,
    "m": 6, "mm": 6, "mn": 6, "mln": 6, "mio": 6, "million": 6, "millions": 6, "millionen": 6, "milioni": 6,
    "milhões": 6, "millones": 6,
    "b": 9, "bn": 9, "bln": 9, "billion": 9, "billions": 9, "mrd": 9, "milliarden": 9, "miliardi": 9,
}  # fmt: skip
_WORDS = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
} | {
    word: 20 + 10 * tens
    for tens, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}  # fmt: skip
_BIG_WORDS = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}

BITCOIN = r"(?:#?bitcoins?|[#$]?btcs?|xbt|₿)"
"""The coin as a word, for regular expressions without regard to case."""
_NOT_COINS = (
    r"(?!\w)(?!\s*[-‐-―]?\s*(?:min(?:ers?|ing)\b|asics?\b|machines?\b|rigs?\b|servers?\b|atms?\b|etfs?\b"
    r"|equivalent|(?:denominated|backed|linked|settled|pegged)\b|per\s+share|treasur(?:y|ies)\s+compan|wallets?\b|address"
    r"|(?:covered\s+)?(?:calls?|put(?:s\b|\s+(?:options?|spreads?|contracts?)))\b|options?\b|futures\b|forwards\b|perpetuals?\b"
    r"|(?:future|forward|swap|option|derivative)\s+contracts?\b|contracts?\b|derivatives?\b|collars?\b|swaps\b|warrants?\b"
    r"|straddles?\b|strangles?\b|notes\b|transfers\b|transactions\b|bonds?\b|trust\s+shares|etps?\b"
    r"|(?:earned|mined|produced|sold|held)\s+20[0-3]\d(?![\d.,])))"
)
"""What may not follow the coin: "bitcoin miners" are machines, "bitcoin equivalents" never were coins, and "Sold 2025
BTC Sold 2024" names columns."""
_BETWEEN_WORDS = any_of(
    (
        "of the its their our his self-mined selfmined newly freshly mined produced minted restricted unrestricted more"
        " odd units additional extra confiscated seized forfeited surplus unencumbered treasury legacy new whole full"
        " total remaining own those these company’s company's entire de di von in"
    ).split()
)
_BETWEEN = rf"(?:{_BETWEEN_WORDS}\s+){{0,4}}"
_PRINTED = (
    # It begins with the digit itself, for which the engine looks quickly, and looks back from there.
    r"(?P<number>\d(?<![\w.,]\d)(?:(?<=[1-9])\d{0,2}(?:[\u00a0\u2009\u202f]\d{3})+(?![\d.,]*\d)"
    r"|(?<=[1-9])\d{0,2}(?: \d{3})+(?=\s(?:bitcoins?|btcs?|d[oó]l+ar\w*|usd|euros?|millions?)\b)"
    r"|(?<=[$€£][1-9])\d{0,2}(?: \d{3})+(?!\d)"
    r"|(?:[\d.,\u00a0\u202f’']{0,40}\d)?))"
    r"(?:\s?(?P<scale>thousand|millions?|billions?|mn|bn|mln|bln|mm|mio|mrd|tausend|millionen|milliarden|milioni|miliardi"
    r"|milhões|millones|mil)\b\.?|(?P<letter>[kmb])(?!\w))?(?P<plus>\+)?"
)
_WORD = any_of([*_WORDS, *_BIG_WORDS])
_NUMBER = re.compile(_PRINTED + r"(?P<words>(?!))?", re.IGNORECASE)
_NUMBER_OR_WORDS = re.compile(
    rf"{_PRINTED}|(?<![\w-])(?:an?\s+(?=hundred|thousand))?(?P<words>(?:(?:{_WORD})\b(?:[\s-]+(?:and\s+)?)?){{1,12}})",
    re.IGNORECASE,
)
_WORDED = re.compile(
    rf"(?<![\w-]){_WORD}[\s-]+(?:[a-z-]+\s+){{0,5}}?(?:bitcoins?|btcs?|coins?|dollars?)\b", re.IGNORECASE
)
"""Numbers in words are looked for only where coins or dollars follow one."""
_NUMBER_WORD = re.compile(one_of(([*_WORDS, *_BIG_WORDS], r"[\s-]"), behind=r"(?<![\w-].)"))
"""How those begin: looked for first, for it is quicker."""
_PREFIX = re.compile(
    r"(?:(?P<word>[^\W\d_]+)?(?P<dollar>\$)|(?P<sign>[€£¥₿])|\b(?P<code>USDT|USDC|USD|CAD|EUR|GBP|AUD))\s*-?\s*\Z"
)
_NO_UNITS = any_of(
    (
        "and or in on at out for from to of by with as per was were is are had has have been being during while but"
        " than over under versus vs compared against which that who this last through since until before after the"
        " a an its it they we sold mined produced held purchased bought e und y et em en im o no na zu more less"
        " approximately about restricted unrestricted pledged loaned lent encumbered respectively including"
        " excluding up down each remained remain left so go went within throughout along upon amid amidst beyond"
        " because thanks despite then again also altogether overall outright ahead toward towards via late early last"
        " next where whereas although though if worth each either both not never too net gross still just only into"
        " onto out gone fetched brought netted raised changed fell came found departed exited yielded grossed cashed"
        " let disposed liquidated offloaded monetized monetised converted swapped exchanged turned dumped shed"
        " unloaded ditched made earned when once the unsold"
    ).split()
)
"""What may follow a number without being what it counts."""
_SUFFIX = re.compile(
    rf"[-\s]*+(?=[^\W\d_]|[#$₿%])(?:(?P<btc>{_BETWEEN}(?:{BITCOIN}|coins?){_NOT_COINS})"
    r"|(?P<usdt>(?:in\s+)?(?:usdt|usdc|tether)\b)"
    r"|(?P<usd>(?:m?usd|(?:de\s+|di\s+)?(?:u\.?s\.?\s+|us-)?(?:dollars?|dólares|dollari|dollar))\b)"
    r"|(?P<money>(?:cad|eur|euros?|gbp|pounds|canadian\s+dollars|crowns|kron(?:or|er)|koruna|yen|yuan|rupees|francs|zlotys?|pesos)\b)"
    r"|(?P<percent>%|per\s?cent\b|prozent\b)"
    rf"|(?P<other>(?!{_NO_UNITS}\b)[^\W\d_]{{2,}}))",
    re.IGNORECASE,
)
_ABOUT_PHRASES = (
    "approximately;approx;approx.;about;around;roughly;nearly;almost;over;above;under;below;some;circa;c.;ca."
    ";more than;less than;fewer than;at least;at most;close to;north of;south of;upward of;upwards of;up to"
    ";a estimated;an estimated;estimated;cerca de;cerca di;aproximadamente;unos;más de;mais de;quase;casi;etwa"
    ";rund;knapp;über;fast;mehr als;environ;près de;plus de;quasi;oltre;più di"
).split(";")
_ABOUT = re.compile(
    rf"(?:[~≈±]|\b{any_of(_ABOUT_PHRASES)})(?:\s+(?:a|an|just|the|its|total\s+of|of))?[\s(]*\Z", re.IGNORECASE
)
_OR_SO = re.compile(r"\s+(?:or\s+(?:so|thereabouts)|odd|give\s+or\s+take)\b", re.IGNORECASE)
"""As in "1,900 or so were sold"."""
_OR_SO_BEGINS = frozenset({" o", " g", "\u00a0o"})
_PER_COIN = re.compile(
    rf"\s*+(?=[/paefj])(?:(?:/|per|a|each|for\s+each|pro|por|je)\s*(?:{BITCOIN}|coin)\b|apiece|each\b)",
    re.IGNORECASE,
)


class Unit(StrEnum):
    """What a number counts."""

    BTC = "btc"
    USD = "usd"
    USDT = "usdt"
    """Coins that stand for dollars."""
    MONEY = "money"
    """Another currency, which is never taken for dollars."""
    PERCENT = "percent"
    OTHER = "other"
    """Something else: machines, shares, megawatts."""
    NONE = "none"
    """The text says no unit right there."""


class Placed(Protocol):
    """Whatever stands between two places of a text."""

    @property
    def start(self) -> int:
        """Where it begins, in characters."""

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""


COUNTED = frozenset({Unit.BTC, Unit.NONE})
"""What a number counts that may be of coins."""


class Amount(NamedTuple):
    """A number in a text."""

    value: Decimal
    unit: Unit
    approximate: bool
    start: int
    """Where it begins, with its currency sign but without "approximately", in characters."""
    end: int
    """Where it ends, with its unit, exclusive."""
    per_coin: bool = False
    """As in "$68,000 per bitcoin": a price."""
    foreign: bool = False
    """Dollars of another country, pounds or euros, where they are read as dollars to know what a sale brought."""

    @property
    def sats(self) -> int | None:
        """The number as BTC in satoshis; None where `sats_or_none` has none."""
        return sats_or_none(self.value)

    @property
    def may_be_coins(self) -> bool:
        """Whether it counts coins, or nothing that is named, and some of them."""
        return self.unit in COUNTED and not self.per_coin and bool(self.sats)


def amounts(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    decimal_comma: bool = False,
    known: Sequence[Placed] = (),
) -> Iterator[Amount]:
    """Every number between two places of a text, in order, with what stands around it.

    Args:
        text: the whole text.
        start: where to begin, in characters.
        end: where to stop, exclusive; units are not looked for beyond it.
        decimal_comma: as for `number`.
        known: what stands in the text, in order: a number in it, as of a day, is none of these.
    """
    stop = len(text) if end is None else end
    place = start
    word = _NUMBER_WORD.search(text, start, stop)
    worded = word is not None and _WORDED.search(text, word.start(), stop) is not None
    pattern = _NUMBER_OR_WORDS if worded else _NUMBER
    passed = 0
    while (match := pattern.search(text, place, stop)) is not None:
        place = match.end()
        while passed < len(known) and known[passed].end <= match.start():
            passed += 1
        if passed < len(known) and known[passed].start <= match.start():
            continue
        read = _worded if match["words"] else _printed
        amount = read(text, match, stop, decimal_comma=decimal_comma)
        if amount is not None:
            yield amount
            place = max(place, amount.end)


def _printed(text: str, match: re.Match[str], stop: int, *, decimal_comma: bool) -> Amount | None:
    value = number(match["number"], decimal_comma=decimal_comma)
    if value is None:
        return None
    if scale := match["scale"] or match["letter"]:
        value = value.scaleb(_SCALES[scale.lower()])
    return _with_unit(text, match.start(), match.end(), stop, value, lower_bound=bool(match["plus"]))


def _worded(text: str, match: re.Match[str], stop: int, *, decimal_comma: bool) -> Amount | None:  # noqa: ARG001
    """A number in words counts only with a unit: "one" and "first five" are too common to mean anything."""
    if text[max(0, match.start() - _ROUGHLY) : match.start()].rstrip().lower().endswith(_UNCOUNTED):
        return None
    total = group = 0
    for word in re.findall(r"[a-z]+", match["words"].lower()):
        if word in _WORDS:
            group += _WORDS[word]
        elif word == "hundred":
            group = max(group, 1) * 100
        elif word in _BIG_WORDS:
            total += max(group, 1) * _BIG_WORDS[word]
            group = 0
    end = match.start() + len(match[0].rstrip(" -\n\t"))
    amount = _with_unit(text, match.start(), end, stop, Decimal(total + group), lower_bound=False)
    return amount if amount is not None and amount.unit not in {Unit.NONE, Unit.OTHER} else None


_ROUGHLY = 9
_UNCOUNTED = ("few", "several", "many", "some")
"""As in "a few hundred bitcoin", which is no hundred."""


def _with_unit(
    text: str, start: int, end: int, stop: int, value: Decimal, *, lower_bound: bool
) -> Amount | None:
    before = text[max(0, start - 24) : start]
    prefix = _prefix(before)
    unit = Unit.NONE
    if prefix is not None:
        known = _prefix_unit(prefix, before)
        if known is None:
            return None
        unit = known
        start -= len(before) - (prefix.start("word") if prefix["word"] else prefix.start())
    vague = _OR_SO.match(text, end, stop) if text[end : end + 2] in _OR_SO_BEGINS else None
    end = end if vague is None else vague.end()
    suffix = _SUFFIX.match(text, end, min(stop, end + 100))
    if suffix is not None and vague is not None and suffix.lastgroup == "other":
        suffix = None
    if suffix is not None and (unit is Unit.NONE or suffix.lastgroup == "usdt") and not _is_glued(suffix):
        if (suffix["usd"] or "").lower() == "musd":
            value = value.scaleb(6)
        unit, end = _suffix_unit(suffix, unit, end)
    per_coin = _PER_COIN.match(text, end, min(stop, end + 40)) is not None
    about = lower_bound or vague is not None or _is_about(text[max(0, start - 40) : start])
    return Amount(value, unit, about, start, end, per_coin=per_coin)


def _prefix(before: str) -> re.Match[str] | None:
    """The currency right before a number; the expression begins at the last word, for it is slow on those before."""
    said = before.rstrip().removesuffix("-").rstrip()
    if not said.endswith(_PREFIX_ENDS):
        return None
    begin = len(said) - 1
    while begin and said[begin - 1].isalnum():
        begin -= 1
    return _PREFIX.search(before, begin)


_PREFIX_ENDS = ("$", "€", "£", "¥", "₿", "T", "C", "D", "R", "P")


def _is_about(before: str) -> bool:
    """Whether "approximately" or its like stand before a number; the last word alone mostly tells that none does."""
    words = before.rstrip("( \n\u00a0").lower().split()
    while words and words[-1] in _BEHIND_ABOUT:
        words.pop()
    return bool(words) and words[-1].endswith(_ABOUT_ENDS) and _ABOUT.search(before) is not None


_ABOUT_ENDS = (
    *{[word for word in phrase.split() if word != "of"][-1] for phrase in _ABOUT_PHRASES}, "~", "≈", "±",
)  # fmt: skip
"""How each word of `_ABOUT` ends."""
_BEHIND_ABOUT = frozenset("a an just the its total of".split())


def _is_glued(suffix: re.Match[str]) -> bool:
    """Whether what follows a number is glued to it like "3D" or "5th", so that it is no unit."""
    return suffix.lastgroup == "other" and suffix.start() == suffix.start("other")


def _prefix_unit(prefix: re.Match[str], before: str) -> Unit | None:
    """The unit a sign before the number tells; None where a live price is glued to a word: "Bitcoin$62,477"."""
    if prefix["dollar"]:
        word = (prefix["word"] or "").upper()
        if word == "S" and before[: prefix.start()].upper().endswith("U."):
            word = "US"
        if word in {"", "US", "USD"}:
            return Unit.USD
        return Unit.MONEY if len(word) <= 3 else None  # noqa: PLR2004 - C$, AU$, HK$, CAD$
    if prefix["sign"]:
        return Unit.BTC if prefix["sign"] == "₿" else Unit.MONEY
    return {"USD": Unit.USD, "USDT": Unit.USDT, "USDC": Unit.USDT}.get(prefix["code"], Unit.MONEY)


def _suffix_unit(suffix: re.Match[str], unit: Unit, end: int) -> tuple[Unit, int]:
    kind = suffix.lastgroup
    if kind == "other":
        return Unit.OTHER, end
    if kind == "usdt" and unit is Unit.USD:
        return Unit.USD, end  # dollars, paid in coins that stand for dollars
    return Unit(kind or Unit.NONE), suffix.end()
