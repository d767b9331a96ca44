"""Periods of other verbs and things: "the loan it took out in March", "its July notes", "since it was formed in May".

A period right behind a verb of something else is that verb's, and so is one in a relative clause without a deed; a
month right before the name of another thing is the thing's.
"""

from monitor.disclosures.extract.lexicon import RELATIVE, TELLING, Deed
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.sentence.line import Clause, Line

_NEXT_TO = 4
"""Atoms from a verb to its period, past what it governs: "adopting the strategy in June"."""
_INTO = frozenset(
    "in on at by for during over through the early late mid of its only just back as to until".split()
)
_OF_SALES = frozenset(
    "completed closed executed settled conducted carried received raised realized realised achieved averaged earned"
    " generated produced mined used priced reported disclosed announced recorded occurred placed unrestricted"
    " restricted spent needed indicated based united limited combined unaudited aggregated totaled totalled netted"
    " yielded fetched collected pocketed booked garnered ended concluded performed effected filled traded delivered"
    " transferred ensued happened followed increased decreased dropped jumped need speed".split()
)
"""What is told of a sale itself, or of its price, beside its period; and what ends like a verb."""
_WITHOUT_ED = frozenset(
    "took taken began begun made gave given became built lost won struck met set rose fell got hit slid"
    " grew drew shut broke".split()
)
_BEFORE_NOUN = frozenset("a an the its their our of from with by for in at to as more less newly".split())
_JOINING = frozenset("and but or then also . ; (".split())
_OF_A_SALE = frozenset(
    "brought fetched netted generated raised took completed closed executed settled occurred happened place"
    " occured yielded garnered marked represents represented makes made equals was".split()
)
_GERUND_AFTER = frozenset("since after before when while upon without".split())
_SINCE_REACH = 14


def is_of_other_verb(clause: Clause, at: int) -> bool:
    """As in "to repay the loan it took out in March", "under the plan its board approved in September"."""
    line = clause.line
    if since_clause(line, at) is not None:
        return False
    if at > clause.at:
        other = _verb_before(line, at, clause.at) is not None or _is_behind_gerund(line, clause.at, at)
        return other or _is_in_relative(clause, at)
    verb = _verb_before(line, at, clause.left)
    if verb is not None and (line.low(verb - 1) in _THINGS or line.low(clause.at - 1) in _MEANS):
        return True  # "the debt placed on July 7, paying for it with the sale of"
    comma = line.find({","}, at + 1, clause.at)
    if verb is None or comma is None:
        return False
    # "Foo, founded in October 2003, sold"
    reduced = line.low(verb - 1) == "," and line.low(verb) not in TELLING
    # "To repay the loan it took out in March, Foo sold"
    purpose = line.low(clause.left) == "to" and comma == at + 1
    return reduced or purpose


_MEANS = frozenset("by through via".split())
"""As in "redeemed the debt issued in July by selling 970 bitcoin"."""


def is_of_aside_or_total(clause: Clause, at: int) -> bool:
    """Whether a period describes who did it, or is that of a sum that the deed was added to."""
    return _is_of_description(clause, at) or _is_of_running_total(clause, at)


def _is_of_description(clause: Clause, at: int) -> bool:
    """As in "Argo, short of cash since last year, sold 190": what stands between commas behind a name describes it."""
    line = clause.line
    if at > clause.at or line.low(at + 1) != "," or line.low(at - 1) not in {"since", "from", "until"}:
        return False
    opening = next((back for back in range(at - 2, 0, -1) if line.low(back) == ","), 0)
    named = opening > 0 and line.atoms[opening - 1].entity is not None
    return named and opening < at - 2 and all(not opening < told.at < at for told in line.deeds)


def _is_of_running_total(clause: Clause, at: int) -> bool:
    """As in "bought 667, bringing its purchases in December to 5,784": the month of all that was bought in it."""
    line = clause.line
    words = line.lows[max(clause.at, at - _NEXT_TO) : at]
    noun = next((place for place, word in enumerate(words) if word in _TOTALS), None)
    return noun is not None and not _BRINGING.isdisjoint(words[:noun]) and line.low(at + 1) == "to"


_TOTALS = frozenset("purchases sales disposals total tally sum production output".split())
_BRINGING = frozenset("bringing taking lifting pushing raising brings takes lifts".split())


def is_of_gained(line: Line, deed: int, at: int) -> bool:
    """As in "sold 191 bitcoins taken from the operator of a site in 2017": when they had been got."""
    places = range(deed + 2, at)
    gained = next(
        (place for place in places if line.low(place) in _GAINED and _are_coins(line, place - 1)), None
    )
    return gained is not None and not {",", ";"} & set(line.lows[gained:at]) and not _is_by_then(line, at)


def _is_by_then(line: Line, at: int) -> bool:
    when = line.atoms[at].when
    return line.low(at - 1) == "by" or (when is not None and line.text.startswith("by ", when.start))


_GAINED = frozenset(
    "taken seized confiscated forfeited stolen recovered impounded bought purchased acquired".split()
)


def _are_coins(line: Line, at: int) -> bool:
    return at in line.counts or line.is_coin(at)


def _verb_before(line: Line, at: int, stop: int) -> int | None:
    """The place of a verb of something else that a period stands right behind."""
    back = line.back(at - 1, _INTO)
    for place in range(back, max(stop, back - _NEXT_TO), -1):
        low = line.low(place)
        if line.low(place - 1) == "be" and line.low(place - 2) == "to":
            return place
        if not low or low in {",", ";", "(", ")", ".", "it", "they"} or line.deed(place) is not None:
            return None
        if line.low(place - 1) in _THINGS and low.endswith("ed") and low not in TELLING:
            return place
        if _is_other_verb(line, place) or _is_of_relative(line, place):
            joined = line.low(place - 1) in _JOINING or line.is_coin(place + 1)
            return None if joined else place
        if low.endswith("ing") and line.low(place - 1) in _GERUND_AFTER:
            return place
    return None


def _is_other_verb(line: Line, at: int) -> bool:
    low = line.low(at)
    regular = low.endswith("ed") and len(low) > 4 and low not in _OF_SALES and low not in TELLING  # noqa: PLR2004
    if low in {"took", "taken"} and line.low(at + 1) == "place":
        return False
    if low == "made" and (line.low(at + 1) in _INTO or line.low(at + 1) in {"between", "from", ""}):
        return False  # "the sales, made between March 4 and 25"
    describes = "-" in low or line.low(at - 1) in _BEFORE_NOUN  # "from colocated miners"
    return (regular or low in _WITHOUT_ED) and at + 1 not in line.counts and not describes


def _is_of_relative(line: Line, at: int) -> bool:
    """As in "the debt that it raised in March": whose verb may be one of sales as well."""
    told = line.low(at).endswith("ed") and line.low(at - 1) in {"it", "they", "we"}
    return told and line.low(at - 2) in {"that", "which"} and line.atoms[at - 3].amount is None


def _is_behind_gerund(line: Line, deed: int, at: int) -> bool:
    """As in "sold its coins after writing them down by $373 million in 2021 and 2022": when they were written down."""
    begun = next((place for place in range(deed + 2, at) if line.low(place).endswith("ing")), None)
    if (
        begun is None
        or line.low(begun - 1) not in {"after", "before", "since"}
        or line.deed(begun) is not None
    ):
        return False
    return {",", ";"}.isdisjoint(line.lows[begun:at])


def _is_in_relative(clause: Clause, at: int) -> bool:
    """As in "sold 300 BTC, which has slipped in the past four months", "coins, which in May had traded higher"."""
    line = clause.line
    if RELATIVE.isdisjoint(line.words):
        return False
    begun = line.find_back(RELATIVE, at - 1, clause.at)
    if begun is None or line.low(begun - 1) == "of" or line.low(begun - 1) == "in":
        return False
    deeds = [told for told in line.deeds if told.at > begun]
    if any(told.at < at for told in deeds) or any(told.deed is Deed.SELL for told in deeds):
        return False
    between = range(begun + 1, at)
    if all(line.low(place) in _INTO for place in between):
        return line.low(at + 1) not in {",", ".", ")"}
    return all(line.low(place) not in _OF_A_SALE for place in between)


_YIELDS = frozenset(
    "that yield output production harvest haul loan agreement notes facility offering acquisition level levels highs"
    " lows crash peak".split()
)
"""Of which month they were tells nothing of a sale: "sold 218, the yield of June"."""


def is_of_thing(clause: Clause, at: int) -> bool:
    """As in "half of its July convertible notes", "the May 2025 credit agreement": the month of a thing."""
    line = clause.line
    when = line.atoms[at].when
    name = line.low(at + 1)
    if when is None or when.form not in {Form.MONTH, Form.DAY, Form.LONGER} or not name:
        return False
    if line.low(at - 1) == "of" and line.low(at - 2) in _YIELDS and at - 2 != clause.at:
        return True
    if line.low(at - 1) in {"in", "during", "on", "for", "over", "of"} and name not in _THINGS:
        return False
    if name in _THINGS:
        return not line.text.startswith(("in ", "during ", "for ", "of ", "over "), when.start)
    whose = line.low(at - 1) in {"its", "their", "our", "his", "the", "a"} and when.form is not Form.LONGER
    return whose and name in _KINDS_OF_THINGS and line.low(at + 2) in _THINGS


_THINGS = frozenset(
    "notes note debt debts bond bonds debenture debentures convertible convertibles loan loans facility agreement"
    " contract offering placement financing merger acquisition expansion program programme maturity bill bills"
    " invoice order orders payment payments interest obligation obligations lease rally surge crash dip rout drop"
    " slump plunge correction slide bankruptcy collapse bottom deadline hearing payroll dividend instalment"
    " installment tranche coupon shipment delivery".split()
)
_BEGINNING_THINGS = _THINGS | frozenset(
    "site sites machines miners rigs hardware equipment land plant campus company stake credit line lines bridge"
    " debentures mortgage liability liabilities".split()
)
_KINDS_OF_THINGS = frozenset(
    "convertible credit loan senior secured private power term bridge equity machine".split()
)


def is_of_beginning(line: Line, at: int) -> bool:
    """As in "redeemed the notes it had placed in July by selling 970", "the loan granted on March 3 was repaid"."""
    back = line.back(at - 1, _INTO)
    if line.low(back) not in _BEGUN:
        return False
    thing = back - 1
    while thing > back - _NEXT_TO - 1 and line.low(thing) in _BETWEEN:
        thing -= 1
    return line.low(thing) in _BEGINNING_THINGS


_BEGUN = frozenset(
    "issued placed raised granted arranged taken drawn signed dated dating concluded agreed obtained announced borrowed"
    " acquired bought purchased ordered leased secured entered launched opened incurred received extended".split()
)
"""What is told of a thing's beginning, and not of its end."""
_BETWEEN = frozenset(", was were had been it they we that which originally first only newly".split())


_TIMED = frozenset("then early late mid the in".split())
_OF_THAT = frozenset({"of", "on"})
"""As in "since the meeting of July 8", and not "since the second quarter"."""


_BEGINNINGS = frozenset("inception commencement launch founding adoption formation".split())
"""As in "since the inception of mining in January"."""


def since_clause(line: Line, at: int) -> int | None:
    """The "since" of "since it was formed on March 31", "since its inception in May"."""
    if "since" not in line.words:
        return None
    for back in range(at - 1, max(-1, at - _SINCE_REACH), -1):
        atom = line.atoms[back]
        if atom.low == "since":
            first = line.low(back + 1)
            governs = back < at - 1 and (first not in _TIMED or line.low(back + 2) in _BEGINNINGS)
            return (
                back
                if governs or (first == "the" and back < at - 2 and line.low(at - 1) in _OF_THAT)
                else None
            )
        if (not atom.low and atom.entity is None) or atom.low in {",", ";", "(", ":"}:
            return None
    return None
