"""What a number in a clause can be: so many coins, coins for so much money, or a share."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum, auto

from monitor.disclosures.extract.lexicon import AUXILIARIES, COINS, HOARDS, MACHINES, PARTS, SELLING, Deed
from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.prose.sentence.beside import A_TIME, governed_number, number_behind, unit_at
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.other_numbers import (
    UNCOUNTED,
    before_of,
    is_difference,
    is_multiplied,
)

_PRODUCTION = frozenset("production output produced mined self-mined mining".split())
_STOCKS = HOARDS | {"purchases"}
STORES = HOARDS | {"production", "output"}
"""What a miner sells of, where the coin's name is left out."""
_YEARS = range(1990, 2101)
_WORTH_REACH = 5


class Thing(StrEnum):
    """What kind of object it is."""

    QUANTITY = auto()
    MONEY = auto()
    """As in "$162 million worth of bitcoin"."""
    SHARE = auto()
    """As in "71% of the bitcoin produced"."""
    COINS = auto()
    """Coins, and the text says not how many."""
    NOTHING = auto()
    """As in "any bitcoin", "none", "zero": of a denial, or one by itself."""


@dataclass(frozen=True, slots=True)
class Object:
    """The object of a deed."""

    thing: Thing
    first: int
    """Its first atom."""
    last: int
    """Its last atom."""
    amount: Amount | None = None
    derived: bool = False
    """Whether the number was computed: "all but 12 of the 300"."""


def of_amount(clause: Clause, at: int, *, elided: bool) -> Object | None:
    """An amount as an object; None if it is not one of coins."""
    line = clause.line
    amount = line.atoms[at].amount
    assert amount is not None, "the caller has seen it"
    if amount.per_coin:
        return None
    if amount.unit is Unit.BTC:
        if amount.sats is None or _is_daily(clause, at) or _is_underlying(clause, at) or _are_deals(line, at):
            return None
        if (uncounted := _of_other_number(clause, at)) is not None:
            return uncounted
        none = amount.sats == 0 or (amount.value == 1 and line.low(at - 1) in {"not", "even"})
        return Object(Thing.NOTHING if none else Thing.QUANTITY, at, at, amount)
    if amount.unit is Unit.USD:
        if line.low(at + 1) == "(" and line.low(at + 3) == ")" and at + 2 in line.counts:
            return Object(Thing.MONEY, at, at, amount)  # "sold about $20 million (300 BTC) of bitcoin"
        return _worth(clause, at, amount, elided=elided)
    if amount.unit is Unit.PERCENT:
        return _share(clause, at, amount)
    if elided and amount.unit is Unit.OTHER and amount.sats and _are_tokens(line, at):
        return Object(Thing.QUANTITY, at, at, amount)
    if amount.unit is Unit.NONE and elided and _may_be_coins(clause, at, amount):
        return Object(Thing.NOTHING if amount.sats == 0 else Thing.QUANTITY, at, at, amount)
    return None


def _are_deals(line: Line, at: int) -> bool:
    """As in "a profit from two bitcoin sales": so many sales, and not so many coins."""
    amount = line.atoms[at].amount
    return (
        line.low(at + 1) in {"sales", "purchases"} and amount is not None and 1 < amount.value < _MANY_DEALS
    )


_MANY_DEALS = 13


def _are_tokens(line: Line, at: int) -> bool:
    """As in "sold 970 tokens this month", in a text that names no coin but bitcoin."""
    if line.low(at + 1) != "tokens" or line.low(at + 2) == "of":
        return False
    near = max(0, line.start - _AROUND), line.start + _AROUND
    return _OTHER_COIN.search(line.text, *near) is None


_AROUND = 6_000
"""Characters around a sentence in which other coins may be named."""
_OTHER_COIN = re.compile(
    r"\b(?:ether(?:eum)?|eth|sol(?:ana)?|xrp|stablecoins?|usd[ct]|tether|altcoins?|dogecoin|litecoin|tokeni[sz]\w+)\b",
    re.IGNORECASE,
)


def is_btc(amount: Amount | None) -> bool:
    """Whether a number counts coins in so many words."""
    return amount is not None and amount.unit is Unit.BTC


def is_sum(amount: Amount | None) -> bool:
    """Whether a number is a sum of US dollars, and no price."""
    return amount is not None and amount.unit is Unit.USD and not amount.per_coin


def past_aside(clause: Clause, at: int) -> int:
    """As in "Sold, in order to pay for energy, 132 BTC": what stands between two commas is passed by."""
    line = clause.line
    if line.low(at) == "," and line.low(clause.at - 1) == "and" and line.low(clause.at - 2) == ",":
        return at + 1  # "mined, and sold, 450 BTC"
    timed = at - 1 in line.whens and unit_at(line.atoms, at + 1) is Unit.BTC
    if line.low(at) == "," and timed and clause.told.deed is Deed.SELL:
        return at + 1  # "sold in June, 397 BTC in all"
    if line.low(at) != "," or line.low(at + 1) not in _ASIDES:
        return at
    places = range(at + 1, min(clause.right, at + _ASIDE_REACH))
    end = next((each for each in places if line.low(each) == ","), None)
    if end is None or any(atom.unit not in {None, Unit.USD} for atom in line.atoms[at:end]):
        return at
    told = governed_number(line.atoms, end, len(line.atoms))
    return told if told is not None and line.atoms[told].unit is Unit.BTC else at


_ASIDE_REACH = 14
_ASIDES = frozenset(
    "in to for as through via during by after among amongst besides between from over on".split()
)


def is_year(clause: Clause, amount: Amount) -> bool:
    """Whether a number may as well be a year."""
    return reads_as_year(clause.line, amount)


def reads_as_year(line: Line, amount: Amount) -> bool:
    """The same of a number in any sentence."""
    printed = line.text[amount.start : amount.end]
    return "," not in printed and "." not in printed and int(amount.value) in _YEARS


def _is_daily(clause: Clause, at: int) -> bool:
    """As in "8 BTC a day", "8 BTC were mined daily"; not "8 BTC sold a day earlier"."""
    line = clause.line
    at = clause.at if line.past(at + 1, AUXILIARIES) == clause.at else at
    after = line.low(at + 1), line.low(at + 2)
    return (after in _DAILY and line.low(at + 3) not in _FROM_THERE) or after[0] == "daily"


_FROM_THERE = frozenset("earlier later before after ago".split())


def _is_underlying(clause: Clause, at: int) -> bool:
    """As in "covered calls on 400 BTC were sold": what an option is of."""
    line = clause.line
    return line.low(at - 1) in {"on", "over", "covering", "for"} and line.low(at - 2) in _OPTIONS


_OPTIONS = frozenset("call calls put puts option options contracts collars straddles".split())
_DAILY = frozenset(
    (each, unit)
    for each in ("per", "a", "/", "each", "every")
    for unit in ("day", "week", "month", "quarter")
)
_AFTER_ELIDED = frozenset(
    ", . ; : ) ( — – - = + and in for at during over to from but while which last this as on by"
    " through since against compared versus with or up down more when at under bringing raising"
    " along upon amid amidst beyond because thanks despite then again also altogether overall outright ahead via"
    " late early where if worth too into onto within counted included generating was were been being have has had are"
    " is remained remain go".split()
) | {""}
"""What may follow a number whose unit is left out: no noun, or it would be the unit."""


def _may_be_coins(clause: Clause, at: int, amount: Amount) -> bool:
    line = clause.line
    if amount.sats is None or _is_daily(clause, at):
        return False
    if line.low(at + 1) == "of":
        told = line.low(at + 2) in {"them", "these", "those", "which"}
        told = told or (line.low(at + 2) == "it" and any(is_btc(atom.amount) for atom in line.atoms[:at]))
        own = line.low(at + 3) == "own" and WARES.isdisjoint(line.lows[at + 4 : at + 7])
        counted = any(line.is_coin(ahead) for ahead in range(at + 2, at + 6))
        counted = counted or number_behind(line.atoms, at + 1, 4) is not None
        return (told or own or counted) and not is_of_wares(clause, at)
    timed = line.low(at + 1) in A_TIME and at + 2 in line.whens
    into = clause.told.deed is Deed.CONVERT and line.low(at + 1) in {"into", "to"}
    known = timed or into or line.low(at + 1) in _AFTER_ELIDED
    noted = line.low(at - 1) == "(" and not _is_set_off(clause, at, amount)
    follows = unit_at(line.atoms, at + 1) is not None
    return known and not follows and not noted and not is_year(clause, amount)


def _is_set_off(clause: Clause, at: int, amount: Amount) -> bool:
    """As in "opening 500; mined 120; sold (131)": a deduction, and not the mark of a note."""
    listed = clause.at == at - 2 and clause.line.low(clause.at - 1) in {",", ";"}
    return listed and clause.line.low(at + 1) == ")" and amount.end - amount.start > _LONGEST_MARK


_LONGEST_MARK = 2


def is_of_wares(clause: Clause, at: int) -> bool:
    """As in "used to trade in machines; it disposed of 31,408 of them": what a bare number counts was named last.

    What was counted last goes before what was only named: "bought 301 machines to mine bitcoin and sold 246 of them".
    """
    line = clause.line
    if line.atoms[at].unit is not Unit.NONE:
        return False
    coins = False
    for back in range(at - 1, -1, -1):
        if line.atoms[back].unit is Unit.BTC:
            return False
        ware = line.low(back) in WARES or (line.low(back) in MACHINES and line.is_coin(back - 1))
        counted = line.atoms[back].amount is not None and line.low(back + 1) in WARES
        if _is_means(line, back):
            continue
        if counted or (ware and not coins):
            return True
        coins = coins or line.is_coin(back)
    return False


def _is_means(line: Line, at: int) -> bool:
    """As in "mined 3,014 bitcoin from its own machines and sold 2,463 of them": what they were mined with."""
    return not _WITH.isdisjoint(line.lows[max(0, at - 3) : at])


_WITH = frozenset("from with by using on".split())
WARES = frozenset(
    "machine machines rig rigs miners asics antminers s19s s21s servers gpus containers shares notes bonds units chips"
    " megawatts mw sites warrants options contracts tokens eth ether employees transformers acres panels".split()
)
_WIDER = frozenset("cryptocurrency crypto coin asset".split())
_LEADING_ONES = frozenset("leading largest biggest top world's world’s digital".split())
"""As in "$15.6 million in the leading cryptocurrency"."""


def _worth(clause: Clause, at: int, amount: Amount, *, elided: bool) -> Object | None:
    """As in "$162 million worth of bitcoin", "$5 million in BTC"; "$100 million worth in 2023", if it may be elided."""
    line = clause.line
    place = at + 1 + (line.low(at + 1) in _PIECES and line.low(at + 2) in {"of", "in"})
    if line.is_coin(place) or (elided and line.low(place) == "worth" and _ends_at(line, place)):
        return Object(Thing.MONEY, at, place, amount)  # "$1 billion BTC"
    coin = line.past(place + 1, {"in", "of", "worth"})
    if line.low(place) in _MORE and line.is_coin(coin) and line.low(coin + 1) == "than":
        return Object(Thing.COINS, at, coin)  # "$4 million less (in) bitcoin than it mined": a difference
    place += line.low(place) == "worth"
    if line.low(place) in {"into", "on", "for"} and clause.told.deed is Deed.BUY:
        if place + 1 < len(line.atoms) and is_btc(counted := line.atoms[place + 1].amount):
            return Object(Thing.QUANTITY, at, place + 1, counted)
    elif line.low(place) not in {"of", "in"}:
        return None
    for ahead in range(place + 1, place + _WORTH_REACH):
        if line.is_coin(ahead) or (line.low(ahead) in _WIDER and line.low(ahead - 1) in _LEADING_ONES):
            return Object(Thing.MONEY, at, ahead, amount)
        of_whole = ahead < len(line.atoms) and is_sum(
            line.atoms[ahead].amount
        )  # "of its $1.3 billion bitcoin"
        if line.low(ahead) not in PARTS and line.low(ahead) not in _LEADING_ONES and not of_whole:
            return None
    return None


def _ends_at(line: Line, at: int) -> bool:
    """As in "sold some $100 million worth in 2023": nothing says of what, where coins are spoken of."""
    return line.low(at + 1) in {".", ",", ";"} or line.when_after(at) is not None


_MORE = frozenset("more less fewer".split())
_PIECES = frozenset("chunk slice portion tranche batch block stake lot clip".split())
"""As in "a $20 million chunk of its bitcoin"."""


def part_of(clause: Clause, at: int) -> int:
    """As in "390 of the 616 bitcoin mined were sold": the place of the part, where that of the whole is given."""
    line, back = clause.line, before_of(clause.line, at)
    if back is None:
        return at
    part = line.atoms[back].amount if back >= 0 else None
    counted = part is not None and part.sats and part.unit in {Unit.BTC, Unit.NONE, Unit.PERCENT}
    return back if counted else at


def _of_other_number(clause: Clause, at: int) -> Object | None:
    """Coins that are told by a number that is not theirs: of a whole, of which twice so many, the difference."""
    if clause.told.deed not in SELLING:
        return None
    if (part := _part_of_whole(clause, at)) is not None:
        return fraction(clause, part) or Object(Thing.COINS, part, at)
    other = is_multiplied(clause.line, at) or is_difference(clause.line, at)
    return Object(Thing.COINS, at, at) if other else None


def _part_of_whole(clause: Clause, at: int) -> int | None:
    """As in "sold half of its 1,900 bitcoin": the place of what nobody counts; "most of the 1,900 sold" were sold."""
    line, back = clause.line, before_of(clause.line, at)
    if back is None or line.low(back) not in UNCOUNTED:
        return None
    beside = clause.is_past and at == clause.at - 1
    return None if beside else back


_FRACTIONS = {"half": Decimal(50), "quarter": Decimal(25), "third": Decimal(100) / 3}


def fraction(clause: Clause, at: int) -> Object | None:
    """As in "half of the bitcoin it mined"."""
    line = clause.line
    share = _FRACTIONS.get(line.low(at))
    if share is None or line.low(at + 1) != "of" or line.low(at - 1) in {"than", "most"}:
        return None
    words = [line.low(ahead) for ahead in range(at + 2, min(at + 9, len(line.atoms)))]
    end = next(
        (place for place, word in enumerate(words) if word in {",", ".", "for", "at", ";", "in"}), len(words)
    )
    if not _PRODUCTION & set(words[:end]):
        return None
    atom = line.atoms[at]
    return Object(Thing.SHARE, at, at + 1 + end, Amount(share, Unit.PERCENT, True, atom.start, atom.end))


def all_mined(line: Line, first: int, last: int) -> Object:
    """As in "sold all it produced": all that was mined, which is counted elsewhere."""
    begin, end = line.atoms[first], line.atoms[last]
    whole = Amount(Decimal(100), Unit.PERCENT, approximate=False, start=begin.start, end=end.end)
    return Object(Thing.SHARE, first, last, whole)


def _share_alone(clause: Clause, at: int, amount: Amount) -> Object | None:
    """As in "sold the remaining 60%", "Of the bitcoin mined in May, it sold 63%"."""
    line = clause.line
    if clause.told.deed is not Deed.SELL:
        return None
    if line.low(0) == "of" and any(line.is_coin(place) for place in range(1, 5)):
        mined = any(told.deed is Deed.MINE and told.at < clause.at for told in line.deeds)
        return Object(Thing.SHARE if mined else Thing.COINS, at, at, amount if mined else None)
    spoken = line.coins or not STORES.isdisjoint(line.words)
    return Object(Thing.COINS, at - 1, at) if line.low(at - 1) == "remaining" and spoken else None


def _share(clause: Clause, at: int, amount: Amount) -> Object | None:
    """As in "71% of BTC produced", "half of its production": of coins held it is coins of unknown number."""
    line = clause.line
    if line.low(at + 1) != "of":
        return _share_alone(clause, at, amount)
    words = [line.low(ahead) for ahead in range(at + 2, min(at + 10, len(line.atoms)))]
    if words and words[0] in _OF_THAT and (deed := _last_deed(clause)) is not None:
        share = Thing.SHARE if deed is Deed.MINE else Thing.COINS
        return Object(share, at, at + 2, amount if share is Thing.SHARE else None)
    for ahead, word in enumerate(words):
        if word in {",", "for", "at", "to", ";", "in", "(", ":", "–", "—"}:
            words = words[:ahead]
            break
    if not _BUSINESSES.isdisjoint(words):
        return None  # "60% of its bitcoin mining subsidiary"
    if any(is_btc(atom.amount) for atom in line.atoms[at + 2 : at + 6]):
        mined = any(line.deed(ahead) is Deed.MINE for ahead in range(at + 3, at + 8)) or any(
            told.deed is Deed.MINE and at < told.at < clause.at for told in line.deeds
        )
        return Object(Thing.SHARE if mined else Thing.COINS, at, at + 3, amount if mined else None)
    if words[:2] == ["its", "own"] and words[2:3] != ["production"]:
        return Object(Thing.COINS, at, at + 3)
    if _PRODUCTION & set(words) or "sold" in words:
        return Object(Thing.SHARE, at, at + 1 + len(words), amount)
    of_class = any(line.is_asset(place) for place in range(at + 2, at + 2 + len(words)))
    of_class = of_class or (words[:1] == ["the"] and words[1:2] in (["rest"], ["remainder"]))
    if (COINS | _STOCKS) & set(words) or "them" in words or of_class:
        return Object(Thing.COINS, at, at + 1 + len(words))
    return None


_BUSINESSES = frozenset(
    "subsidiary business unit arm site mine facility fleet company stake interest shares stock equity farm machines"
    " miners venture".split()
)


_OF_THAT = frozenset("it them that these this which".split())


def _last_deed(clause: Clause) -> Deed | None:
    """As in "mined 156 BTC and sold 87% of it": what "it" is, by the deed told before; None where none was."""
    before = [told.deed for told in clause.line.deeds if told.at < clause.at]
    return before[-1] if before and clause.line.coins else None
