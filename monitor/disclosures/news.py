"""Which items of a feed matter, which of them tell one story twice, and when a feed has gone quiet."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.disclosures.habit import UNKNOWN
from monitor.labels.entity import Cadence, DisclosureHabit

RETOLD_WITHIN = timedelta(days=14)
"""A retransmission follows what it repeats within days; the same headline a month later is the next update."""
WIRE_QUIET = timedelta(days=5)
"""A newswire has releases on every working day: this is a long weekend and a day."""

_AGAIN = re.compile(
    r"^\W*(?:re-?transmission|re-?transmit(?:ted)?|re-?issued?|repeat)\b[\s:,\-\u2010-\u2015/]*",
    re.IGNORECASE,
)
_DAYS = {Cadence.MONTHLY: 31, Cadence.QUARTERLY: 92, Cadence.SEMIANNUAL: 184, Cadence.ANNUAL: 366}
_SLACK = timedelta(days=14)
"""What a company may be later than usual before its feed counts as quiet."""
_SUFFIX = re.compile(
    r"[,\s]+(?:inc|corp|corporation|ltd|limited|plc|llc|co|company|group|holdings?|n\.?v|s\.?a|ag|technologies|platforms)\.?$",
    re.IGNORECASE,
)
_AMBIGUOUS = 4
"""A ticker of fewer letters is an English word: it counts only beside the name of its exchange."""
_LONGEST_TICKER = 5
_TICKER = re.compile(
    r"(?:\$|\b(?:NASDAQ|NYSE|AIM|LSE|TSXV?|TSX-V|ADX)(?:\s+American)?\s*:\s*)([A-Z]{2,5})\b", re.IGNORECASE
)
_SPEAKS = (
    "announces?|reports?|provides?|publishes|releases?|updates?|posts|completes?|sells|sold|acquires?|enters|closes"
    "|expands|secures|achieves|produces|mines|files|appoints|schedules|to"
)
"""How a headline goes on after the first word of the name of the company whose release it tops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsItem:
    """One item of a feed. Everything in it is the word of whoever made the feed."""

    guid: str
    """What names it within its feed; its address where it has no other name."""
    url: str | None
    """Where its document is; None where it has none."""
    title: str
    """In plain text, one line."""
    published: datetime | None
    """Aware, UTC; None where it has no date that can be read."""


@dataclass(frozen=True, slots=True)
class Story:
    """A headline as it is compared."""

    text: str
    """Without the mark of a retransmission, in lower case, of letters and digits only."""
    again: bool
    """Whether it calls itself a retransmission."""


def story_of(title: str) -> Story:
    """What a headline tells, however it is set."""
    rest = _AGAIN.sub("", title)
    return Story(" ".join(re.findall(r"\w+", rest.casefold())), rest != title)


def holds_headline(body: bytes, title: str) -> bool:
    """Whether a document is likely the one that a headline tops: it holds at least half of its longer words.

    Of one that is no text in UTF-8 or a kin of it, such as a PDF, nothing is known, and True is said.
    """
    if b"\0" in body:
        return True
    text = body.decode("utf-8", "ignore").casefold()
    words = re.findall(r"[^\W_]{4,}", _AGAIN.sub("", title).casefold())
    return 2 * sum(word in text for word in words) >= len(words)


def is_recent(item: NewsItem, now: datetime, look_back: timedelta) -> bool:
    """Whether an item is young enough to be looked at. One without a date is: nobody knows better."""
    return item.published is None or item.published >= now - look_back


def newest(items: Iterable[NewsItem], now: datetime) -> datetime | None:
    """The date of the latest item; one that is dated in the future by more than a day tells nothing."""
    dates = (item.published for item in items if item.published is not None)
    return max((date for date in dates if date <= now + timedelta(days=1)), default=None)


def quiet_after(issuer: str | None, habit: DisclosureHabit | None) -> timedelta:
    """How old the latest item of a feed may be before something is wrong with the feed.

    Args:
        issuer: whose feed it is; None for a newswire, which carries everybody.
        habit: how that issuer discloses now; None where nobody knows.
    """
    if issuer is None:
        return WIRE_QUIET
    known = habit if habit and habit.cadence is not Cadence.NONE else UNKNOWN
    return timedelta(days=_DAYS[known.cadence] + known.lag_days) + _SLACK


class Headlines:
    """Finds companies in headlines, by every name, former name and ticker that they are known by.

    Stricter than the search through whole texts (`extract/names.py`): a headline of a newswire is of anybody, and has
    nothing beside it that vouches for a single word such as "Riot".
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        """Prepare the search.

        Args:
            names: every name and ticker of those that are looked for, as written → slug.
        """
        self._tickers: dict[str, str] = {}
        self._names: dict[str, str] = {}
        self._first_words: dict[str, str] = {}
        for name, slug in names.items():
            if _is_ticker(name):
                self._tickers.setdefault(name, slug)
            else:
                for form in _forms(name):
                    self._names.setdefault(form.casefold(), slug)
            first = name.split()[0].casefold()
            if len(first) >= _AMBIGUOUS:
                self._first_words.setdefault(first, slug)
        self._name = _any_of(self._names, re.IGNORECASE)
        self._bare = _any_of((each for each in self._tickers if len(each) >= _AMBIGUOUS), 0)
        first_words = "|".join(re.escape(each) for each in self._first_words) or "(?!)"
        self._begins = re.compile(rf"({first_words})\s+(?:{_SPEAKS})\b", re.IGNORECASE)

    def named(self, title: str) -> tuple[str, ...]:
        """Slugs of the companies that a headline names, in its order, each once."""
        return tuple(dict.fromkeys(slug for _, slug in sorted(self._hits(title))))

    def speaker(self, title: str) -> str | None:
        """The company whose release a headline tops: it begins with its name. Others only write about it."""
        title = _AGAIN.sub("", title).strip()
        return next((slug for start, slug in sorted(self._hits(title)) if start == 0), None)

    def _hits(self, title: str) -> Iterator[tuple[int, str]]:
        for found in self._name.finditer(title):
            yield found.start(), self._names[found[0].casefold()]
        for found in self._bare.finditer(title):
            yield found.start(), self._tickers[found[0]]
        for found in _TICKER.finditer(title):
            slug = self._tickers.get(found[1].upper())
            if slug is not None:
                yield found.start(), slug
        if begins := self._begins.match(_AGAIN.sub("", title).strip()):
            yield 0, self._first_words[begins[1].casefold()]


def _any_of(spellings: Iterable[str], flags: int) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(each) for each in sorted(spellings, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)" if alternatives else r"(?!)", flags)


def _forms(name: str) -> Iterator[str]:
    """A name as headlines give it: whole, and without "Inc.", "Holdings" and their like."""
    yield name
    while (shorter := _SUFFIX.sub("", name)) != name:
        name = shorter.rstrip(", ")
        if len(name) > _AMBIGUOUS:
            yield name


def _is_ticker(name: str) -> bool:
    return name.isascii() and name.isalpha() and name.isupper() and len(name) <= _LONGEST_TICKER
