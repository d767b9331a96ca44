"""What a table of words says of one language. A language is data: the rules that read it are the same for all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from typing import TypeVar


class Mark(StrEnum):
    """What a word or phrase means to a reader of sales."""

    BLIND = "blind"
    """A phrase whose words mean something else alone: "not only", "sale price"."""
    SOLD = "sold"
    """Done; what was sold stands behind it, or before it where nothing stands behind."""
    SOLD_LAST = "sold_last"
    """Done; what was sold stands before it."""
    SOLD_GOING = "sold_going"
    """The same, in a form that only the end of the sentence makes a fact or a plan."""
    PLAN = "plan"
    """At the end of such a sentence: what was told before is no fact."""
    SELLS = "sells"
    """The present tense, in which headlines tell what happened."""
    SELL = "sell"
    """An infinitive or the like: nothing happened unless a word before it says so."""
    SALE = "sale"
    """The noun."""
    UNSOLD = "unsold"
    """A denial in one phrase."""
    KEPT = "kept"
    AFTER = "after"
    """Right before an infinitive it makes a fact of it: "after selling", "opted to sell"."""
    DRIVEN = "driven"
    """The same anywhere before it in its clause, or behind it: "was forced to sell", "musste 500 BTC verkaufen"."""
    DONE = "done"
    """Before a deed: it has happened by now, whatever stands before that."""
    DECIDED = "decided"
    """The same, if a time is told that is past: "decided last month to sell"."""
    NOT = "not"
    NONE = "none"
    """ "Not one", beside the coin."""
    IF = "if"
    """A condition, or that something is only thought or rumoured."""
    WISH = "wish"
    """Before a deed: plans, permissions, what may be, and what is only said to be."""
    WISH_AFTER = "wish_after"
    """The same right behind a deed."""
    MINED = "mined"
    HELD = "held"
    BOUGHT = "bought"
    OTHER = "other"
    """Any other deed, with an object of its own: moved, lent, and those of which an infinitive tells no fact."""
    TOLD = "told"
    """A day beside it is when it was told."""
    BEGUN = "begun"
    """A time right behind it is when a debt or the like began: "the notes issued in July"."""
    HAPPENED = "happened"
    """As in "the sale took place on ..."."""
    IT_WAS = "it_was"
    """Between a time and a number that is told of the sale before: "im Vorjahr waren es 52 Bitcoin"."""
    COIN = "coin"
    TOKEN = "token"  # noqa: S105 - no secret
    """A word for coins that only means bitcoin where the text speaks of them."""
    COUNTER = "counter"
    """Between a number and the coin it counts, in languages that count so."""
    MORE = "more"
    """Words between a number and the coin: "another", "freshly mined"."""
    OF_THEM = "of_them"
    """Behind a number: of the coins that were spoken of."""
    PART = "part"
    ALL = "all"
    WARES = "wares"
    """Other things that are sold, and what the coin's name is put before: shares, machines."""
    CROWD = "crowd"
    """Sellers of whom nobody is one issuer."""
    FIRMS = "firms"
    """Behind a number: so many of them sold."""
    EACH_HIS = "each_his"
    """Two lists go together: "380 and 553 BTC, respectively"."""
    BREAK = "break"
    JOIN = "join"
    PAID = "paid"
    """Before the price of something: "for 500 BTC"."""
    PAID_AFTER = "paid_after"
    BY = "by"
    BY_AFTER = "by_after"
    ASIDE = "aside"
    """A company behind it is not the one that acts: "to Galaxy"."""
    ASIDE_AFTER = "aside_after"
    """The same of a company before it."""
    THAN = "than"
    """A time or number behind it is what others are compared with."""
    THAN_AFTER = "than_after"
    SINCE = "since"
    SINCE_AFTER = "since_after"
    OF = "of"
    """Between the noun and what was sold."""
    OWED = "owed"
    """Sums behind it are debts or costs."""
    PRICE = "price"
    EACH = "each"
    ABOUT = "about"
    ABOUT_AFTER = "about_after"
    DOLLAR = "dollar"
    STABLE = "stable"
    """Coins that stand for dollars."""
    MONEY = "money"
    """Other currencies, which are never taken for dollars."""
    PERCENT = "percent"
    # What no table lists:
    FIGURE = "figure"
    WHEN = "when"
    ENTITY = "entity"


SELLING = frozenset(
    {Mark.SOLD, Mark.SOLD_LAST, Mark.SOLD_GOING, Mark.SELLS, Mark.SELL, Mark.SALE, Mark.UNSOLD, Mark.KEPT}
)


BESIDE_SALES = frozenset({Mark.MINED, Mark.HELD, Mark.BOUGHT})
"""Deeds that are told as well."""
OTHER_DEEDS = BESIDE_SALES | {Mark.OTHER}
DEEDS = SELLING | OTHER_DEEDS
ENDS = DEEDS | {Mark.BREAK}
"""What ends the clause of a deed."""


class Span(StrEnum):
    """A time counted from the day of the document."""

    PAST_WEEK = "past week"
    """The seven days up to that day."""
    LAST_WEEK = "last week"
    THIS_WEEK = "this week"
    THE_WEEK = "the week"
    """The one that is spoken of."""
    LAST_MONTH = "last month"
    THIS_MONTH = "this month"
    THE_MONTH = "the month"
    LAST_QUARTER = "last quarter"
    THIS_QUARTER = "this quarter"
    THE_QUARTER = "the quarter"
    MONTH_BEFORE = "before month"
    """The one before that which was told last: "in the preceding month"."""
    MONTH_AFTER = "after month"
    """The one after it."""
    QUARTER_BEFORE = "before quarter"
    THE_PERIOD = "the period"
    """The time that was told last, however long it is: "in the same period"."""
    YEAR_BEFORE = "period before"
    """The same a year earlier: "in the prior-year period"."""
    LAST_YEAR = "last year"
    THIS_YEAR = "this year"
    WEEK_AGO = "week ago"
    """It had been done by then."""
    WEEKEND = "weekend"
    YESTERDAY = "yesterday"
    TODAY = "today"


class Script(StrEnum):
    """What a language is written in."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    HAN = "han"
    KANA = "kana"
    HANGUL = "hangul"


_Kind = TypeVar("_Kind", Mark, Span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """One language. Words and phrases are separated by commas; `*` at the end of one stands for any ending.

    In `words` and `spans`, whose entries are separated by semicolons, "a|ont vendu" stands for "a vendu, ont vendu".
    """

    code: str
    """ISO 639-1."""
    script: Script
    words: str
    """What it has for each mark, beside what all languages have."""
    scales: Mapping[int, str]
    """Power of ten → words behind a number."""
    spans: str
    """What it has for each span."""
    months: str
    """The twelve, separated by commas; the forms of one by "/"."""
    weekdays: str = ""
    """The seven from Monday on, in the same way."""
    quarters: str = ""
    """The four, as they stand before their year."""
    halves: str = ""
    years: str = ""
    """Words before a year that make it a time: "in", "im Jahr"."""
    years_after: str = ""
    """The same behind a year."""
    of: str = ""
    """Words between a day, month or quarter and what it is of."""
    to: str = ""
    """Words between the first and the last of several days or months."""
    days: str = ""
    """As in "the last {} days": seven to thirty days up to that of the document."""
    months_back: str = ""
    """The same of months, whose number may be a word."""
    few: str = ""
    """Words for 1 to 12, as far as months are counted with them."""
    before_day: str = ""
    """Words for "day" before its number."""
    common: str = ""
    """Words, with spaces between them, without which hardly a sentence of it is made; of languages in Latin letters."""
    signs: str = ""
    """The signs behind the numbers of year, month and day, where dates are written so; sets of letters."""
    counts: str = ""
    """Numerals for 1 to 12 before such a sign, beside digits."""
    spaced: bool = True
    """Whether words stand apart, so that a word of the table is a whole word of the text."""
    time_first: bool = False
    """Whether the time of a deed stands before it."""
    verb_last: bool = False
    """Whether objects stand before their verb."""
    decimal_comma: bool = True
    """Whether 1.080 is a thousand and eighty."""
    thousands_comma: bool = False
    """Whether "1,080" is that too, as in Mexico."""
    simplified: str = ""
    """Letters of `words` and `spans` that some write in another way."""
    traditional: str = ""
    """How they write these."""
    marked: Mapping[Mark, Sequence[str]] = field(init=False, repr=False)
    """The words and phrases of each mark."""
    spanned: Mapping[Span, Sequence[str]] = field(init=False, repr=False)
    """Those of each span."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "marked", self._entries(Mark, f"{self.words}; {_EVERYWHERE}"))
        object.__setattr__(self, "spanned", self._entries(Span, self.spans))

    @property
    def small(self) -> frozenset[str]:
        """The words without which hardly a sentence of it is made."""
        return frozenset(self.common.split())

    def _entries(self, kind: type[_Kind], text: str) -> dict[_Kind, Sequence[str]]:
        letters = str.maketrans(self.simplified, self.traditional)
        made: dict[_Kind, list[str]] = {each: [] for each in kind}
        for entry in text.split(";"):
            name, _, listed = entry.partition(":")
            for phrase in listed.split(","):
                for words in product(*(word.split("|") for word in phrase.split())):
                    plain = " ".join(words)
                    made[kind(name.strip())] += dict.fromkeys((plain, plain.translate(letters)))
        return dict(made)


_EVERYWHERE = """
coin: bitcoin, bitcoins, btc, btcs; dollar: USD; stable: USDT, USDC; money: EUR; percent: %; crowd: etf, etfs
"""
"""What all languages have."""
