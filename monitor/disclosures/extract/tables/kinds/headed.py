"""Lists whose heading alone has the deed: "Sold in May:" above "Riot: 180" and "MARA: 390 for $26 million".

The heading gives its deed and its period to the items below it. Each begins with a company, or all are of the filer
and count coins: "- 120 BTC from production".
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from monitor.disclosures.extract.alternation import one_of
from monitor.disclosures.extract.limits import MOST_READ
from monitor.disclosures.extract.lowered import beginnings, found_behind, lowered
from monitor.disclosures.extract.selling import SALES, SELLING_WORD, SOLD
from monitor.disclosures.extract.tables.finding.cells import Kind, Value, only_value
from monitor.disclosures.extract.tables.finding.table import TableRow
from monitor.disclosures.extract.tables.header.columns import Column, columns_of
from monitor.disclosures.extract.tables.header.words import PERIOD_WORDS, Expressions, HeaderWord, without
from monitor.disclosures.extract.tables.label.meaning import Label, Meaning, names_coin
from monitor.disclosures.extract.tables.subject import Period, Speakers
from monitor.disclosures.extract.tables.values.told import Item, Told

_SELLING = (*SOLD, *SALES, "sell", "seller", "sellers", "selling", "cashed in")
_MINING = ("mined", "produced", "production", "output")
_DEED = re.compile(
    one_of((_SELLING, r"(?!\w)(?P<sold>)"), (_MINING, r"(?!\w)"), behind=r"(?<!\w.)"),
)
_DEED_WORDS = beginnings((*_SELLING, *_MINING))
_OTHER_DEED = re.compile(r"\b(?:mined|produced|held|bought|acquired|purchased|sold)\b", re.IGNORECASE)
_UNLIKE = re.compile(
    r"\b(?:shares?|stocks?|notes|machines|rigs|asics?|servers|equipment|power|energy|electricity|hosting|hash\w*|"
    r"revenues?|prices?|plan\w*|expect\w*|forecasts?|targets?|will|would|could|might|should|can|if|estimat\w*|to be|"
    r"for sale|buy\w*|bought|purchas\w*|customers?|not|never|options?|eth|ether\w*|was|were|has|have|had|since|daily|"
    r"per day|cumulative|value|cost|fair|to date|share of|sites?|land)\b|[%$.]|\d",
    re.IGNORECASE,
)
"""In a heading beside its period: it is of something else, of no certain time, or a sentence."""
_LONGEST_HEADING = 100
_LONGEST_ITEM = 240
_MOST_ITEMS = 60
_MARK = re.compile(r"[\s|•*▪·◦+-]*(?:\(?(?:\d{1,2}|[a-z])[.)]\s+)?", re.IGNORECASE)
_TICKER = re.compile(r"\s*\((?:[A-Za-z]+\s?:\s?)?[A-Z]{3,5}\)")
_PARTING = re.compile(r"\s*[:|=(\u2192-]*\s*")
_BETWEEN = re.compile(r",(?!\d{3})\s*(?:and\s+)?|;\s*|\s\|\s|\s+(?=\()")
_COUNT = re.compile(
    r"[\"'(]*(?:about |around |roughly |approximately |some )?"
    r"(?P<value>~?\d(?:[\d,]*\d)?(?:\.\d+)?(?!\.\d|[\w%]|\s%|,\d)|(?:none|nothing|nil|zero|no)(?![a-z]))"
    r"\s*(?P<coins>BTCs?|bitcoins?|coins?)?(?![a-z])\s*(?P<deed>[a-z]+(?: [a-z]+)?)?",
    re.IGNORECASE,
)
_OWN = (
    (Meaning.SOLD, re.compile(SELLING_WORD, re.IGNORECASE)),
    (Meaning.PRODUCED, re.compile(r"mined|produced|earned", re.IGNORECASE)),
    (Meaning.HELD, re.compile(r"held|on hand|in treasury|in reserve|left|unrestricted on", re.IGNORECASE)),
)
_THEN = re.compile(r"(?:for|at|of its|of their|in the|in|from|worth|bringing|to|was|were)\b", re.IGNORECASE)
"""How more is said behind the number of a heading's coins, which counts nothing else then."""
_MONEY = re.compile(
    r"(?:(?P<each>\bat|@|\baverag(?:e|ing)(?: price)?|\bavg\.?)|\bfor|\bbringing(?: in)?|\braising|\bproceeds of|\()\s*"
    r"(?:(?:an?|average|price|of|net|about|around|roughly|some|approximately|~)\s*)*"
    r"(?P<money>(?:US)?\$\s?\d[\d,]*(?:\.\d+)?(?:\s?(?:million|billion|thousand|[MBK](?![a-z])))?)",
    re.IGNORECASE,
)
_COINS = re.compile(r"(?<![\w.,$])~?\d[\d,]*(?:\.\d+)?\s?(?:BTCs?|bitcoins?)(?![a-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Heading:
    end: int
    meaning: Meaning
    period: Period | None
    owner: str | None
    """Whose all items are, where these name nobody."""
    of_coins: bool
    """It names the coin, or nothing else can be meant: then no item needs to."""


class HeadedLists:
    """Finds such lists in one text."""

    def __init__(
        self, text: str, said: Expressions, speakers: Speakers, subject: Period | None, month: date | None
    ) -> None:
        """Begin with a masked text, its header expressions and companies, and the period it is about."""
        self._text = text
        self._said = said
        self._speakers = speakers
        self._subject = subject
        self._month = month

    def items(self, *, of_bitcoin: bool) -> Iterator[Item]:
        """The items of all lists in reading order; `of_bitcoin` where no heading needs to name the coin."""
        past = 0
        read = self._text[:MOST_READ]
        for found in found_behind(_DEED_WORDS, _DEED, read, lowered(read)):
            if found.start() < past:
                continue
            begin = self._text.rfind("\n", 0, found.start()) + 1
            past = end_of_line(self._text, found.end())
            colon = self._text.find(":", found.end(), min(past, begin + _LONGEST_HEADING))
            goes_on = colon >= 0 and self._text[colon:past].strip(" :|")
            for end in (colon, past) if goes_on else (colon if colon >= 0 else past,):
                heading = self._heading(begin, end, found, of_bitcoin=of_bitcoin)
                items = list(self._below(heading, past)) if heading is not None else []
                if heading is not None and self._are_list(items, heading):
                    yield from items
                    past = items[-1].end
                    break

    def _heading(self, begin: int, end: int, deed: re.Match[str], *, of_bitcoin: bool) -> _Heading | None:
        if end - begin > _LONGEST_HEADING or "|" in self._text[begin:end].strip(" |"):
            return None
        said = self._periods(begin, end)
        rest = without(self._text, begin, end, said)
        own = self._period(said, self._month)
        if _UNLIKE.search(rest) or (said and own is None):
            return None
        meaning = Meaning.SOLD if deed["sold"] is not None else Meaning.PRODUCED
        named = self._speakers.among(begin, end)
        owner = named[0].entity if named else None
        return _Heading(end, meaning, own or self._subject, owner, of_bitcoin or names_coin(rest))

    def _periods(self, begin: int, end: int) -> list[HeaderWord]:
        return [each for each in self._said.within(begin, end) if each.word in PERIOD_WORDS]

    @staticmethod
    def _period(said: Sequence[HeaderWord], month: date | None) -> Period | None:
        [column] = columns if len(columns := columns_of(said, (), month)) == 1 else [Column()]
        return (column.start, column.end) if column.start is not None and column.end is not None else None

    def _are_list(self, items: Sequence[Item], heading: _Heading) -> bool:
        """Whether there are several, and something says that they are of coins: the heading, a unit, or "mined"."""
        coins = (_COINS.search(self._text, each.start, each.end) for each in items)
        mined = any(Meaning.PRODUCED in each.told.coins for each in items)
        return len(items) > 1 and (heading.of_coins or mined or any(coins))

    def _below(self, heading: _Heading, line_end: int) -> Iterator[Item]:
        """The items, behind the colon in the heading's own line, else in the lines below it."""
        inline = bool(self._text[heading.end : line_end].strip(" :|"))
        places = _parts(self._text, heading.end + 1, line_end) if inline else _lines(self._text, line_end)
        read: Callable[[int, int, _Heading], Item | None] | None = None
        for start, end in islice(places, _MOST_ITEMS):
            if end - start > _LONGEST_ITEM:
                return
            every = (self._of_company,) if inline else (self._of_company, self._of_period, self._of_filer)
            for way in every if read is None else (read,):
                if (item := way(start, end, heading)) is not None:
                    read = way
                    yield item
                    break
            else:
                return

    def _of_company(self, start: int, end: int, heading: _Heading) -> Item | None:
        """As in "Argo: 181 for $3.7 million, 158 mined, 115 on hand"."""
        begin = _past(_MARK, self._text, start, end)
        named = self._speakers.among(begin, end)
        if heading.period is None or not named or named[0].start != begin:
            return None
        at = _past(_PARTING, self._text, _past(_TICKER, self._text, named[0].end, end), end)
        told = Told(*heading.period, "table.headed")
        for number, (first, last) in enumerate(_parts(self._text, at, end)):
            if not self._count(told, (begin, first, last), heading.meaning if number == 0 else None):
                return None
        if heading.meaning is Meaning.SOLD or Meaning.SOLD in told.coins:
            self._money(told, begin, at, end)
        return Item(begin, end, named[0].entity, told)

    def _of_period(self, start: int, end: int, heading: _Heading) -> Item | None:
        """As in "April 200" below "Sales of bitcoin during the quarter ended June 30, 2024:"."""
        begin = _past(_MARK, self._text, start, end)
        said = self._periods(begin, end)
        if not said or said[0].start != begin:
            return None
        period = self._period(said, heading.period[1].replace(day=1) if heading.period else self._month)
        if period is None:
            return None
        at = _past(_PARTING, self._text, said[-1].end, end)
        told = Told(*period, "table.headed")
        if not self._count(told, (begin, at, end), heading.meaning) or not told.coins:
            return None
        self._money(told, begin, at, end)
        return Item(begin, end, heading.owner, told)

    def _count(self, told: Told, place: tuple[int, int, int], first: Meaning | None) -> bool:
        """Take what one part of an item counts; whether it may be one. `first` is what the first part is of."""
        begin, start, end = place
        count = _COUNT.match(self._text, start, end)
        if count is None:
            return first is None
        deed = count["deed"] or ""
        own = next((meaning for meaning, said in _OWN if said.match(deed)), None)
        rest = self._text[count.end("coins") if count["coins"] else count.end("value") : end].strip(" .")
        meaning = own or (first if not rest or rest[0] in "(\"')" or _THEN.match(rest) else None)
        if meaning is not None:
            _take(told, meaning, count.span("value"), self._text, begin)
        return True

    def _money(self, told: Told, begin: int, start: int, end: int) -> None:
        for found in _MONEY.finditer(self._text, start, end):
            meaning = Meaning.BARE_PRICE if found["each"] else Meaning.BARE_PROCEEDS
            _take(told, meaning, found.span("money"), self._text, begin)

    def _of_filer(self, start: int, end: int, heading: _Heading) -> Item | None:
        """As in "- 120 BTC from production at $66,000" below "In May the company sold:"."""
        begin = _past(_MARK, self._text, start, end)
        coins = list(_COINS.finditer(self._text, start, end))
        if heading.period is None or not self._text[start:begin].strip() or len(coins) != 1:
            return None
        if self._periods(start, end) or _OTHER_DEED.search(self._text, start, end):
            return None
        told = Told(*heading.period, "table.headed")
        _take(told, heading.meaning, coins[0].span(), self._text, begin)
        self._money(told, begin, start, end)
        return Item(begin, end, heading.owner, told)


def _take(told: Told, meaning: Meaning, place: tuple[int, int], text: str, start: int) -> None:
    """Take the number at a place, as the cells of tables are read; a word such as "nothing" is nil."""
    value = only_value(text, *place) or Value(Kind.NIL, *place)
    label = Label(meaning, money=meaning in {Meaning.BARE_PRICE, Meaning.BARE_PROCEEDS})
    told.take(TableRow(label, start, value.end), value)


def _past(form: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where an expression ends that may stand at a place."""
    found = form.match(text, start, end)
    return start if found is None else found.end()


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What commas part, but not those within numbers."""
    at = start
    for found in _BETWEEN.finditer(text, start, end):
        yield at, found.start()
        at = found.end()
    yield at, end


def _lines(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The lines below a place that are not empty."""
    at = start
    while at < len(text):
        end = end_of_line(text, at + 1)
        if text[at + 1 : end].strip(" |"):
            yield at + 1, end
        at = end


def end_of_line(text: str, place: int) -> int:
    """Where the line of a place ends, in characters."""
    end = text.find("\n", place)
    return end if end >= 0 else len(text)
