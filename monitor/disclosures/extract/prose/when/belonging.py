"""Whether a period in a sentence is of something else than the deed: a balance, an origin, the telling."""

from monitor.disclosures.extract.lexicon import RELATIVE, SELLING, TELLING, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import COUNTED
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.when.beside import (
    is_of_aside_or_total,
    is_of_beginning,
    is_of_gained,
    is_of_other_verb,
    is_of_thing,
)
from monitor.disclosures.extract.prose.when.ranked import is_of_ranking
from monitor.disclosures.extract.prose.when.taken import is_of_deed
from monitor.disclosures.extract.prose.when.told_on import is_told, is_week_of_telling, is_weekday


def is_of_another(clause: Clause, at: int, when: When, *, point: bool) -> bool:
    """Whether the period at a place is of something else that the sentence tells."""
    if not point and at >= clause.right and _is_of_balance(clause.line, at, when):
        return True
    if when.form is Form.SINCE and _is_of_other_company(clause, at):
        return True
    if not point and is_of_ranking(clause, at, when):
        return True
    if _is_of_origin(clause, at) and not is_weekday(clause.line, when):
        return True  # a weekday beside "announced" is when the sale was told
    of_thing = is_of_thing(clause, at) and clause.at != at - 2  # "output of June: 450 BTC"
    if is_of_aside_or_total(clause, at):
        return True
    if not point and (is_of_other_verb(clause, at) or of_thing):
        return not is_weekday(clause.line, when)
    return any(test(clause, at) for test in _OF_ANOTHER)


def _is_of_other_company(clause: Clause, at: int) -> bool:
    """As in "Foo has kept every coin since October and Bar sold none": since when is told of Foo."""
    line = clause.line
    begun = any(told.at < at for told in line.deeds)
    return begun and any(atom.entity is not None for atom in line.atoms[at + 1 : clause.at])


def is_only_told(clause: Clause, at: int, when: When) -> bool:
    """As in "said on Thursday it has sold 1,400 BTC": the day before the deed is that of telling."""
    if is_week_of_telling(clause.line, at, when):
        return True
    if not is_weekday(clause.line, when) or is_of_deed(clause.line, at):
        return False
    return is_told(clause.line, at) or (at < clause.at and clause.wide > clause.right)


def is_beyond_balances(clause: Clause, at: int) -> bool:
    """As in "sold 1,400 BTC - half of its hoard - since June 29": no other deed stands before a period."""
    between = [told for told in clause.line.deeds if clause.at < told.at < at]
    return at < clause.left or all(told.deed in _NAMED and told.shape is Shape.NOUN for told in between)


_NAMED = frozenset({Deed.HOLD, Deed.MINE})
"""As in "its hoard", "its cost of production": no deeds of their own."""


def _is_of_balance(line: Line, at: int, when: When) -> bool:
    """As in "sold 137 BTC, holding 1,016 on July 31": the day of what is held."""
    last = next((told for told in reversed(line.deeds) if told.at < at), None)
    if last is None or last.deed is not Deed.HOLD or when.form not in {Form.DAY, Form.END}:
        return False
    into = any(
        line.low(back) in {"for", "to", "into", "from"} for back in range(max(0, last.at - 4), last.at)
    )
    counted = any(line.atoms[place].amount is not None for place in range(last.at, at))
    return not (
        into and last.shape is Shape.NOUN and not counted
    )  # "bought 11 for its reserve at the end of May"


def _is_of_origin(clause: Clause, at: int) -> bool:
    """As in "sold 9,861 of the coins that were seized in November": the day of where they came from."""
    if at < clause.at:
        return is_of_beginning(clause.line, at)
    told = clause.line.atoms[at].when
    origins = _ORIGINS - TELLING if told is not None and told.form is Form.DAY else _ORIGINS
    if clause.told.deed in SELLING and is_of_gained(clause.line, clause.at, at):
        return True
    near = range(max(clause.at + 1, at - _NEXT_TO), at)
    back = at - 1 - (clause.line.low(at - 1) in {"in", "on", "during", "back"})
    bought = back > clause.at and clause.line.low(back) in _BOUGHT  # "that it bought last November"
    return bought or any(
        clause.line.low(back) in origins and clause.line.low(back + 1) != "place" for back in near
    )


def _is_of_next(clause: Clause, at: int) -> bool:
    """As in "sold 300 BTC in May, in June 132": the month of the number after it, or "and in June mined 132"."""
    line = clause.line
    if at > clause.at and _is_before_deed_told_again(clause, at):
        return True
    if at <= clause.at or number_of_period(line, at) is None:
        return False
    return any(line.atoms[back].amount is not None for back in range(clause.left, at))


def _is_before_deed_told_again(clause: Clause, at: int) -> bool:
    """As in "held 71,560 BTC, and in March 2018 held 22,082", "and in June mined 132": the time of the verb behind."""
    line, back = clause.line, at - 1
    if line.deed(at + 1) is None:
        return False
    while line.low(back) in {"in", "for", "during", "the"}:
        back -= 1
    same = line.low(at + 1) == line.low(clause.at) and line.low(back) in {",", ";", "but", "and"}
    return same or (line.low(at - 1) == "in" and line.low(at - 2) == "and")


def number_of_period(line: Line, at: int) -> int | None:
    """The place of the number in "..., in June 132", "and on May 7 another 83.4", "in June of 132"."""
    back = line.back(at - 1, _INTO)
    when = line.atoms[at].when
    within = when is not None and line.text.startswith(_WITHIN, when.start)
    listed = line.low(back) == ";" and line.low(at + 1) in {",", ":"}  # "; July, 475 BTC"
    if (back == at - 1 and not within and not listed) or line.low(back) not in {",", "and", ";"}:
        return None
    place = at + 1 + (line.low(at + 1) in {",", ":", "of", "with", "to", "at"})
    place = line.past(place, _SOME)
    amount = line.atoms[place].amount if place < len(line.atoms) else None
    return place if amount is not None and amount.unit in COUNTED else None


_INTO = frozenset("in on for during over through the early late mid by".split())
_WITHIN = ("in ", "for ", "during ", "over ", "after ", "since ", "subsequent ", "following ")
_SOME = frozenset(
    "another a an further additional extra alone some about approximately roughly nearly ~ only just".split()
)


def _is_of_earlier_sale(clause: Clause, at: int) -> bool:
    """As in "sold 465 BTC, after selling 450 in August", "Having sold 450 in August, ...": of what was sold before."""
    line = clause.line
    last = next((told for told in reversed(line.deeds) if told.at < at), None)
    return (
        last is not None
        and (last.at > clause.at or (at < clause.at and "," in line.lows[at + 1 : clause.at]))
        and last.deed is clause.told.deed
        and bool({line.low(last.at - 1), line.low(last.at - 2)} & _AFTERWARDS)
    )


def _is_of_compared_sale(clause: Clause, at: int) -> bool:
    """As in "212 were sold, versus the 610 it sold the month before": the time of the sale it is compared with."""
    line = clause.line
    other = next(
        (told for told in line.deeds if clause.at < told.at < at and told.deed is clause.told.deed), None
    )
    return other is not None and any(
        line.low(place) in _COMPARING for place in range(clause.at + 1, other.at)
    )


_COMPARING = frozenset("versus vs against than compared unlike whereas opposed".split())


def _is_of_wish(clause: Clause, at: int) -> bool:
    """As in "sold 100 BTC in May and plans to sell 150 in June": the time of what is only wished."""
    last = next((told for told in reversed(clause.line.deeds) if told.at < at), None)
    return (
        last is not None
        and last.at > clause.at
        and last.shape is Shape.BASE
        and clause.line.low(last.at - 1) == "to"
    )


def _is_of_most(clause: Clause, at: int) -> bool:
    """As in "sold 610 BTC in the first half, nearly all in the second quarter": the time of a part of it."""
    line, back = clause.line, at - 1
    if at < clause.at:
        return False
    back = line.back(back, {"in", "during", "the", "of", "it", "them", "which", "that"})
    whole = line.low(back) == "all" and line.low(back - 1) in _INTO  # "during all of June"
    return back > clause.at + 1 and back < at - 1 and line.low(back) in _MOST and not whole


def _is_of_part(clause: Clause, at: int) -> bool:
    """As in "sold 2,201 BTC (383 in November ...)": the month of a part that brackets or a dash set apart."""
    line, back = clause.line, at - 1
    if at < clause.at:
        return False
    back = line.back(back, _BEFORE_PERIOD)
    if back > clause.at and line.low(back) in _REST:
        return line.low(back - 2) != "of" and back - 2 > clause.at  # not "sold 75% of the rest in May"
    if back <= clause.at + 1 or not _is_number_of_coins(line, back):
        return False
    within = line.low(back - 1) == "including" or (line.low(back - 2), line.low(back - 1)) == ("of", "which")
    if not within and line.low(back - 1) not in _SET_APART:
        return False
    return any(_is_number_of_coins(line, place) for place in range(clause.left, back - 1))


def _is_wider_aside(clause: Clause, at: int) -> bool:
    """As in "In July, after quarter end, it sold 310": the days since then hold the month that is told."""
    line, when = clause.line, clause.line.atoms[at].when
    if when is None or when.first is None or when.last is None:
        return False
    if not line.text[when.start : when.end].lower().startswith(_SINCE_THE_END):
        return False
    others = (
        line.atoms[place].when for place in line.whens if clause.left <= place < clause.at and place != at
    )
    return any(
        other is not None and other.form in {Form.MONTH, Form.DAY, Form.RANGE} and other.first is not None
        and other.last is not None and when.first <= other.first and other.last < when.last
        for other in others
    )  # fmt: skip


_SINCE_THE_END = ("after", "since", "subsequent", "following", "post")


def _is_of_counted(clause: Clause, at: int) -> bool:
    """As in "7,309 BTC, the 1,000 BTC of January included, and Argo sold most": the month of a number set apart."""
    line = clause.line
    if at > clause.at or line.low(at - 1) != "of" or not _is_number_of_coins(line, at - 2):
        return False
    return line.low(at - 3) == "the" and "," in line.lows[at + 1 : clause.at]


def _is_number_of_coins(line: Line, at: int) -> bool:
    amount = line.atoms[at].amount
    return amount is not None and amount.unit in COUNTED


_BEFORE_PERIOD = frozenset(
    "in on over during between from the for btc bitcoin coins of these those them which".split()
)
_REST = frozenset("rest remainder balance others".split())
_SET_APART = frozenset("( - – — :".split())


def _is_of_aside(clause: Clause, at: int) -> bool:
    """As in "Bitfarms, which listed in June 2021, sold 300 BTC": a relative clause that tells of no deed with coins."""
    line = clause.line
    if at > clause.at or line.words.isdisjoint(RELATIVE):
        return False
    comma = line.find({","}, at + 1, clause.at)
    begun = line.find_back(RELATIVE, at - 1, 0)
    if comma is None or begun is None or line.low(begun - 1) != ",":
        return False
    own = any(begun < told.at < comma and told.shape is Shape.PAST for told in line.deeds)
    if own and any(begun < told.at < at and told.deed is clause.told.deed for told in line.deeds):
        return True  # "Riot, which sold 80 in June, sold none": the aside's own
    return not own and not any(
        line.low(place) in TELLING or line.low(place) == "," for place in range(begun, at)
    )


def _is_of_closed_aside(clause: Clause, at: int) -> bool:
    """As in "In June Foo, which had bought a site in April, sold 300": the sentence has opened with another time."""
    line = clause.line
    if at > clause.at or line.words.isdisjoint(RELATIVE) or line.low(at + 1) != ",":
        return False
    begun = line.find_back(RELATIVE, at - 1, 0)
    return begun is not None and line.low(begun - 1) == "," and line.whens[0] < begun


def _opens_member(clause: Clause, at: int) -> bool:
    """As in "In June we sold 397 and in July expect more": the period opens another member of the sentence."""
    line, back = clause.line, at - 1
    if at < clause.at or line.whens[0] >= at:
        return False
    back = line.back(back, _INTO)
    within = back < at - 1 or line.text.startswith(_WITHIN, line.atoms[at].start)
    return within and line.low(back) in {"and", "but", ";"} and line.low(at + 1) in _GOING_ON


_GOING_ON = frozenset(
    "of no none nothing not"
    " expect expects expected plan plans planned intend intends intended hopes aims will would may it we they the was"
    " were had has energized raised bought mined began started opened announced received paid".split()
)


def _is_of_event(clause: Clause, at: int) -> bool:
    """As in "sold 300 BTC ahead of the April halving", "before its June 11 shareholder meeting"."""
    line = clause.line
    event = line.back(at - 1, {"in", "of", "on", "at", "during"})
    led = any(line.low(back) in _BEFORE for back in range(event - _ADJECTIVES + 1, event))
    if led and line.low(event) in _EVENTS:
        return True  # "Ahead of the halving this week it sold", "after the crash in May"
    if line.low(at + 1) in _EVENTS or (line.atoms[at + 1 : at + 2] and line.low(at + 2) in _MEETINGS):
        return True
    back = line.back(at - 1, {"the", "its", "their", "a"})
    return (
        _is_afterwards(line, at)
        or line.low(back) == "before"
        or (line.low(back - 1), line.low(back))
        in {
            ("ahead", "of"),
            ("prior", "to"),
        }
    )


def _is_afterwards(line: Line, at: int) -> bool:
    """As in "After a poor third quarter, it sold": what came before the deed."""
    back = at - 1
    while back > at - _ADJECTIVES and line.low(back).isalpha() and line.low(back) not in _PREPOSITIONS:
        back -= 1
    return line.low(back) in {"after", "following"} and line.low(at + 1) == ","


_ADJECTIVES = 5
_BEFORE = frozenset("ahead before after following prior".split())
_PREPOSITIONS = frozenset("after following in on for during of with by from to at".split())
_MEETINGS = frozenset("meeting conference election deadline merger listing hack halving".split())
_EVENTS = _MEETINGS | frozenset(
    "halvening crash ipo acquisition debut collapse bankruptcy peak high low".split()
)


def _is_of_first_time(clause: Clause, at: int) -> bool:
    """As in "In June, for the first time this year, it sold": in which there was no other time."""
    return clause.line.low(at - 1) == "time" and clause.line.low(at - 2) in {"first", "second", "third"}


def _is_of_rank(clause: Clause, at: int) -> bool:
    """As in "parted with 18 BTC, its smallest monthly figure this year": the time among which it is the smallest."""
    line, when = clause.line, clause.line.atoms[at].when
    if at < clause.at or when is None or when.form not in {Form.LONGER, Form.SINCE}:
        return False
    ranked = False
    for back in range(at - 1, clause.at + 1, -1):
        low = line.low(back)
        if line.atoms[back].amount is not None or line.deed(back) is Deed.SELL:
            return False
        if low in _APART:
            return ranked and line.low(back + 1) in {"its", "the", "a", "their"}
        ranked = ranked or is_rank(low)
    return False


_APART = frozenset(", – — - (".split())


def is_rank(word: str) -> bool:
    """Whether a word ranks what it is told of among others: "smallest", "first", "record"."""
    return word in _RANKS or (word.endswith("est") and word not in _NO_RANKS)


_RANKS = frozenset("first second third fourth last only worst most fewest record".split())
_NO_RANKS = frozenset("interest rest west test request harvest invest modest est honest digest".split())
_OF_ANOTHER = (
    _is_of_rank,
    _is_of_next,
    _is_of_earlier_sale,
    _is_of_compared_sale,
    _is_of_wish,
    _is_of_most,
    _is_of_part,
    _is_of_counted,
    _is_wider_aside,
    _is_of_aside,
    _is_of_closed_aside,
    _opens_member,
    _is_of_event,
    _is_of_first_time,
)


_MOST = frozenset("all most mostly mainly chiefly largely half".split())
_AFTERWARDS = frozenset("after following having".split())


_NEXT_TO = 3
_BOUGHT = frozenset("bought purchased acquired".split())


_ORIGINS = frozenset(
    "seized confiscated forfeited stolen hacked maturing due expiring launched founded announced issued signed"
    " entered expires begun matures mature maturity maturities deadline taken took opened listed ordered"
    " borrowed obtained adopted"
    " unveiled introduced drawn merged commissioned joined peaked arranged".split()
)
