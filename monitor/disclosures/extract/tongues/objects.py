"""What a word of selling says was sold."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.prose.sentence.objects import Thing
from monitor.disclosures.extract.tongues.figures import Figure
from monitor.disclosures.extract.tongues.said import Said
from monitor.disclosures.extract.tongues.tongue import ENDS, Mark

_FAR = 7
"""Plain words between a deed and what was sold."""
_BESIDE = 2
_APPOSED = 5
"""Pieces from what was sold to its number behind a colon."""
_OF_SALE = 4
"""Between a noun and what it is the sale of: "the sale of a total of 500 BTC", "bitcoin sales came to 500 BTC"."""
_MEASURES = frozenset({Mark.PART, Mark.ALL})


class Object(NamedTuple):
    """What was sold."""

    thing: Thing
    at: int
    """The place of the piece that tells it."""
    amount: Amount | None = None
    money: Amount | None = None
    """What was had for it, where that stands between: "sold $62 million in bitcoin"."""
    share: Decimal | None = None
    """Percent of what was mined."""
    part: bool = False
    """A part of the coins, or all of them, is spoken of, so that it is no trade in general."""


def object_of(said: Said, at: int) -> Object | None:
    """The coins that the deed at a place is of; None where it is of something else, or nobody can tell."""
    mark = said.pieces[at].mark
    ahead, back = range(at + 1, len(said.pieces)), range(at - 1, -1, -1)
    back_first = mark in {Mark.SOLD_LAST, Mark.SOLD_GOING} or (
        said.tongue.verb_last and mark is not Mark.SOLD
    )
    coins: Object | None = None
    for places in (back, ahead) if back_first else (ahead, back):
        is_ahead = places is ahead
        looking = _Looking(said, at, reach=_reach(said, at, ahead=is_ahead, first=back_first != is_ahead))
        found = looking.along(places)
        if found is not None and found.thing is Thing.COINS and mark is Mark.SALE and not found.money:
            coins = coins or found  # "bitcoin sales were 189.8 BTC"
        elif found is not None or looking.barred:
            return found
    return coins


def _reach(said: Said, at: int, *, ahead: bool, first: bool) -> int:
    """How many plain words may stand between a deed and its object."""
    if not first and (said.tongue.verb_last or not said.tongue.spaced):
        return 0
    return 0 if said.pieces[at].mark is Mark.SALE and ahead and said.tongue.spaced else _FAR


@dataclass(slots=True)
class _Looking:
    """What was seen on the way from a deed to what it is of."""

    said: Said
    at: int
    reach: int
    """In plain words."""
    coins: Object | None = None
    money: Amount | None = None
    share: Decimal | None = None
    part: bool = False
    none: bool = False
    barred: bool = False
    """Something else was sold."""

    def along(self, places: Iterable[int]) -> Object | None:
        """The first number of coins that way, else the coins themselves."""
        for place in places:
            if self._ends_at(place):
                break
            piece = self.said.pieces[place]
            self.part = self.part or piece.mark in _MEASURES
            self.none = self.none or piece.mark is Mark.NONE
            if piece.mark is Mark.MINED and self.share is not None and self.coins is None:
                return self._of_coins(place)
            if self.coins is None and _is_whole_yield(self.said, place, self.at):
                return self._apposed(place) or self._of_coins(place)
            if piece.mark is Mark.COIN and self.coins is None and not self._is_of_seller(place):
                none = self.none or _is_none(self.said, place)
                self.coins = Object(Thing.NOTHING if none else Thing.COINS, place)
            if piece.figure is not None and (found := self._counted(place, piece.figure)) is not None:
                return found
            if self.barred:
                break
        if self.coins is None:
            return None
        part = self.part or self.share is not None
        return self.coins._replace(money=self.money, share=self.share, part=part)

    def _ends_at(self, place: int) -> bool:
        """Whether what stands there is no more of this deed."""
        said, at, mark = self.said, self.at, self.said.pieces[place].mark
        if mark in {Mark.WARES, Mark.CROWD}:
            self.barred = self.coins is not None or mark is Mark.WARES
            return True
        if self.coins is None and (mark is Mark.MINED and self.share is not None):
            return False
        if self.coins is None and _is_whole_yield(said, place, at):
            return False
        if mark is Mark.HELD and (_is_held_of(said, place) or (place < at and is_of_share(said, place))):
            return False
        if mark in ENDS and not _is_of_origin(said, place, at) and not _is_whole(said, place):
            return True
        if mark is Mark.JOIN and place < at and said.tongue.spaced and not said.tongue.verb_last:
            return not _joins_things(said, place)
        reach = self.reach
        if reach == 0 and (self.coins is not None or _is_of_sale(said, place)):
            reach = _OF_SALE
        marks = _ENDING if said.tongue.spaced else _ENDING_IN_SCRIPTS
        return said.plain_words(place, at) > reach or not marks.isdisjoint(said.gap(place, at))

    def _is_of_seller(self, place: int) -> bool:
        """As in "bitcoin miner Argo sold one of its sites": the coin's name before who acts, or before other wares."""
        said = self.said
        acts = any(
            said.pieces[at].entity is not None and not said.stands_behind(at, Mark.ASIDE)
            for at in range(place + 1, self.at)
        )
        return _is_attribute(said, place) or (acts and not said.tongue.verb_last)

    def _counted(self, place: int, figure: Figure) -> Object | None:
        """What a number tells of the object."""
        amount = figure.amount
        if amount.unit is Unit.OTHER and not figure.token:
            self.barred = self.said.tongue.spaced
        elif amount.unit is Unit.PERCENT:
            self.share = amount.value
        elif amount.unit in {Unit.USD, Unit.USDT, Unit.MONEY}:
            self.money = self.money or amount
        elif amount.unit is Unit.BTC and _is_apposed(self.said, place):
            self.share = None
            return self._quantity(place, amount)
        elif (
            not amount.per_coin
            and _counts_coins(self.said, place, self.at)
            and (_is_led_with(self.said, place) or not is_paid(self.said, place))
        ):
            return self._quantity(place, amount)
        return None

    def _quantity(self, place: int, amount: Amount) -> Object:
        """A number of coins: what was sold, or the whole of which a part was."""
        if amount.value == 0 or _is_none(self.said, _past(self.said, place, Mark.ABOUT, Mark.ALL, Mark.PART)):
            return Object(Thing.NOTHING, place, amount)
        if self.share is not None or _is_whole(self.said, place):
            return self._of_coins(place)
        return Object(Thing.QUANTITY, place, amount, self.money)

    def _apposed(self, place: int) -> Object | None:
        """As in "sold a part of its production in May: 158 BTC": the number behind a colon."""
        for ahead in range(place + 1, min(place + _APPOSED, len(self.said.pieces))):
            piece = self.said.pieces[ahead]
            if piece.amount is not None and piece.unit is Unit.BTC:
                told = ":" in self.said.gap(ahead - 1, ahead)
                return self._quantity(ahead, piece.amount) if told else None
            if piece.when is None and piece.mark not in {Mark.COIN, Mark.ABOUT}:
                return None
        return None

    def _of_coins(self, place: int) -> Object:
        return Object(Thing.COINS, place, None, self.money, self.share, part=True)


_ENDING = frozenset(",;:\n")
_ENDING_IN_SCRIPTS = frozenset(",，；：\n。")


def _past(said: Said, place: int, *marks: Mark) -> int:
    """The place before which nothing with one of the marks stands, going back from one."""
    while said.piece(place - 1).mark in marks:
        place -= 1
    return place


def _counts_coins(said: Said, place: int, at: int) -> bool:
    """Whether a number is of bitcoin; a bare one right beside the deed, or one of coins, where bitcoin is spoken of."""
    figure = said.pieces[place].figure
    assert figure is not None, "the caller has seen to it"
    if figure.amount.unit is Unit.BTC:
        return True
    if not said.coins or figure.token:
        return said.coins
    if figure.amount.unit is not Unit.NONE:
        return False
    # "573 BTC, of which 553.6 were sold", "Riot en a vendu 300 sur la période"
    of_them = said.follows(place, Mark.OF_THEM) or said.stands_behind(place, Mark.OF_THEM)
    if of_them or said.printed(at).startswith(("en ", "n’en ", "n'en ")):
        return True
    if place < at or place - at > 2:  # noqa: PLR2004 - "about" between
        return False
    counted = any(each.unit is Unit.BTC for each in said.pieces[:at])
    more = said.stands_behind(place, Mark.MORE)  # "vendió otros 550"
    return said.plain_words(place, at) <= int(counted or more)


def _is_whole_yield(said: Said, place: int, at: int) -> bool:
    """As in "vendió toda su producción", "parte de sus reservas", where coins are spoken of: no deed of its own."""
    if place < at or said.pieces[place].mark not in {Mark.MINED, Mark.HELD} or not said.coins:
        return False
    if said.piece(place + 1).mark is Mark.WARES and said.plain_words(place, place + 1) <= _BESIDE:
        return False
    return said.pieces[place - 1].mark in _MEASURES and said.plain_words(place - 1, place) <= _BESIDE


def is_of_share(said: Said, place: int) -> bool:
    """Whether what is held is the whole of a share, as in "80 Prozent seiner Bestände", and no deed."""
    return said.piece(place - 1).unit is Unit.PERCENT and said.plain_words(place - 1, place) <= _BESIDE


def _is_apposed(said: Said, place: int) -> bool:
    """As in "mit 7202 Bitcoin rund 80 Prozent seiner Bestände verkaufen": a number beside the share that it is."""
    after = place + 1
    while said.piece(after).mark is Mark.ABOUT:
        after += 1
    if not said.stands_behind(place, Mark.PAID):
        return False
    return said.piece(after + 1).mark is Mark.HELD and is_of_share(said, after + 1)


def _is_whole(said: Said, place: int) -> bool:
    """As in "half of its 18,000 BTC", "half of its reserve": not what was sold, but what it is a part of."""
    before = place - 1
    while before >= 0 and (said.pieces[before].mark in {Mark.ABOUT, Mark.ALL} or _is_store(said, before)):
        before -= 1
    return said.piece(before).mark is Mark.PART and said.plain_words(before, place) <= _BESIDE


def _is_of_sale(said: Said, place: int) -> bool:
    """Whether "of" stands before what is named, but for "about" and "all": "the sale of about 500 BTC"."""
    while said.piece(place - 1).mark in {Mark.ABOUT, Mark.ALL} and said.plain_words(place - 1, place) == 0:
        place -= 1
    return said.stands_behind(place, Mark.OF) or _is_led_with(said, place)


def _is_led_with(said: Said, place: int) -> bool:
    """As in "Core Scientific encabezó las ventas con 1.975 BTC"."""
    start = said.pieces[place].start
    return _LED.search(said.text, max(said.start, start - _LED_WITHIN), start) is not None


_LED_WITHIN = 40
_LED = re.compile(
    r"\b(?:encabez\w+|lider\w+|mené|mène|führt\w*)\s+(?:las\s+|as\s+|les\s+|die\s+)?\w+\s+(?:con|com|avec|mit)\s+\Z"
)


def _joins_things(said: Said, place: int) -> bool:
    """As in "3,000 BTC and with them half of its reserve", where "and" begins no deed of its own."""
    return said.pieces[place + 1].mark in _THINGS and said.plain_words(place, place + 1) <= _BESIDE


_THINGS = _MEASURES | {Mark.ABOUT, Mark.FIGURE, Mark.COIN}


def _is_none(said: Said, place: int) -> bool:
    """As in "not one bitcoin"."""
    return said.piece(place - 1).mark is Mark.NONE and said.plain_words(place - 1, place) <= 1


def _is_attribute(said: Said, place: int) -> bool:
    """As in "bitcoin miners", "Bitcoin-Aktien": the coin's name before what is really spoken of."""
    end = said.pieces[place].end
    if said.tongue.spaced and said.text[end : end + 1] == "-" and said.text[end + 1 : end + 2].isalpha():
        return not _is_store(said, place)
    if place + 1 == len(said.pieces):
        return False
    if said.piece(place - 1).mark is Mark.CROWD and said.plain_words(place - 1, place) <= 1:
        return True
    close = not said.gap(place, place + 1).strip(" -‐‑–的の의")
    return close and said.pieces[place + 1].mark in {Mark.WARES, Mark.CROWD}


def _is_store(said: Said, place: int) -> bool:
    """As in "die Hälfte seiner Bitcoin-Bestände": the coin's name before a word for what is held of it."""
    return said.piece(place + 1).mark is Mark.HELD and said.gap(place, place + 1) == "-"


def _is_held_of(said: Said, place: int) -> bool:
    """As in "hat seine Bitcoin-Bestände verkauft": what is held, of which the coin's name stands before it."""
    return said.piece(place - 1).mark is Mark.COIN and _is_store(said, place - 1)


def is_paid(said: Said, place: int) -> bool:
    """As in "sold it for 500 BTC"."""
    if said.follows(place, Mark.PAID_AFTER, within=1):
        return True
    before = _past(said, place, Mark.ABOUT) - 1
    return said.piece(before).mark is Mark.PAID and said.plain_words(before, place) == 0


def _is_of_origin(said: Said, place: int, at: int) -> bool:
    """As in "sold 300 of the mined bitcoin", where "mined" is no deed of its own but says which they were."""
    mined = said.pieces[place].mark is Mark.MINED and said.tongue.spaced
    return mined and place > at + 1 and said.pieces[place - 1].mark is Mark.COIN
