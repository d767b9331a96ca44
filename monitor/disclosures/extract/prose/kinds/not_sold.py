"""Sales that did not happen: "did not sell any bitcoin", "last sold bitcoin in March 2021", "in 2026 or 2025"."""

import re
from dataclasses import replace

from monitor.disclosures.extract.lexicon import COINS, CROWD, HELPING, MODALS, Shape
from monitor.disclosures.extract.periods.calendars import day_after
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.coins.companies import also_named, joint
from monitor.disclosures.extract.prose.coins.further import before_number
from monitor.disclosures.extract.prose.coins.governed import is_passive
from monitor.disclosures.extract.prose.coins.in_brackets import days_back, in_parentheses
from monitor.disclosures.extract.prose.money.terms import terms
from monitor.disclosures.extract.prose.mood.denial import denies_a_sale, no_sales
from monitor.disclosures.extract.prose.mood.mood import is_instead
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, CONTEXT, SENTENCE, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.lists import list_at
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.sentence.monies import OTHER_COINS
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.when.those_periods import again
from monitor.disclosures.extract.prose.when.unsold_days import days_of_denial, is_until
from monitor.disclosures.extract.prose.who.subjects import head
from monitor.disclosures.statement import StatementKind

_OF_COINS = frozenset(
    "hodl hodled hodling production output holdings treasury reserves reserve stack crypto cryptocurrency"
    " cryptocurrencies digital".split()
)
"""Words that are of coins in the mouth of whoever denies a sale."""
_DENYING = frozenset(
    "not did didn't didn’t has have hasn't haven't hasn’t haven’t was were no none never chose to"
    " opted of the".split()
)


def read_denial(clause: Clause, memory: Memory, thing: Object | None, who: str | None) -> list[Draft]:
    """As in "did not sell any bitcoin", "sold none", "no bitcoin was sold"."""
    line = clause.line
    thing = thing or unsaid(clause, memory, who) or no_sales(clause)
    if thing is None or thing.thing not in {Thing.NOTHING, Thing.COINS} or not denies_a_sale(clause, thing):
        return []
    if thing.thing is Thing.NOTHING and not (memory.coins or line.coins or _speaks_of_coins(line)):
        return []
    if thing.thing is Thing.NOTHING and _is_of_other_coins(line):
        return []
    if is_until(clause) or _is_over(clause) or _is_of_those_who(clause) or _is_of_wares(clause, thing):
        return []
    if _is_no_name_for(clause) or _is_of_gains(clause):
        return []
    when = days_of_denial(clause, memory)
    if when is None or (when.sure <= CONTEXT and _is_principle(clause)):
        return []
    first = min(thing.first, clause.at)
    while first > clause.left and line.low(first - 1) in _DENYING:
        first -= 1
    last = max(thing.last, clause.at)
    draft = Draft.told(StatementKind.NO_SALE, who, line.span(first, last), "prose.not_sold", when)
    draft.stretch(when.end, _CLOSE)
    if told := [when for when in again(line, memory) if when.last is not None]:
        return [replace(draft, period_start=when.first, period_end=when.last, sure=CLAUSE) for when in told]
    if line.low(head(clause)) == "neither" or "neither" in line.lows[clause.left : clause.at][-2:]:
        pair = _last_two(memory)
        return [replace(draft, entity=entity) for entity in pair] or [draft]
    timed = [draft, *ended_together(line, draft)]
    others = [other for each in timed for other in other_years(clause, each)]
    return [*timed, *others, *sold_after_all(clause, thing, draft), *joint(clause, draft)]


def ended_together(line: Line, draft: Draft) -> list[Draft]:
    """As in "did not sell any during the three and nine months ended June 30": the same of the other of the two."""
    told = [line.atoms[at].when for at in line.whens]
    spans = [(when.first, when.last) for when in told if when is not None and when.form is Form.LONGER]
    if draft.period_start is None or draft.days not in spans:
        return []  # "has sold none since the summer", told beside "this year"
    return [
        replace(draft, period_start=first)
        for first, last in spans
        if last == draft.period_end and first not in {None, draft.period_start}
    ]


def _is_principle(clause: Clause) -> bool:
    """As in "we never sell", "once prided themselves on never parting with coins": no word on any days."""
    line, at = clause.line, clause.at
    if "never" not in line.lows[max(0, at - 2) : at]:
        return False
    been = HELPING & set(line.lows[max(0, at - 4) : at])
    return not been and clause.told.shape in {Shape.BASE, Shape.THIRD, Shape.GERUND}


def _is_over(clause: Clause) -> bool:
    """As in "which had gone two years without selling any, sold 300": until it did."""
    before = clause.line.lows[max(0, clause.at - _WENT) : clause.at]
    return {"had", "gone", "without"} <= set(before)


_WENT = 9


def _is_of_wares(clause: Clause, thing: Object) -> bool:
    """As in "exchanged no shares and sold none", "of its dogecoin it sold nothing": none of something else."""
    line = clause.line
    if thing.thing is not Thing.NOTHING or line.coins:
        return False
    return not (_WARES | OTHER_COINS).isdisjoint(line.words)


def _is_of_other_coins(line: Line) -> bool:
    """As in "Of our dogecoin we have sold nothing": of bitcoin that sentence says nothing."""
    words = line.text[line.start : line.atoms[-1].end]
    return _OTHER_COINS.search(words) is not None and _BITCOIN.search(words) is None


_OTHER_COINS = re.compile(
    r"\b(?:ether(?:eum)?|eth|doge(?:coin)?|litecoin|ltc|sol(?:ana)?|xrp|bch|bnb)s?\b", re.IGNORECASE
)
_BITCOIN = re.compile(r"\b(?:bitcoins?|btcs?)\b", re.IGNORECASE)


def _is_no_name_for(clause: Clause) -> bool:
    """As in "which is not a sale of bitcoin at all", "lends rather than sells", "will be kept, not sold"."""
    line, at = clause.line, clause.at
    if (line.low(at - 2), line.low(at - 1)) == (",", "not") and not MODALS.isdisjoint(line.lows[:at]):
        return True
    named = clause.told.shape is Shape.NOUN and line.low(at - 1) in {"a", "any"} and line.low(at - 2) == "not"
    general = clause.told.shape is Shape.THIRD and line.low(at - 1) == "than" and line.low(at - 2) == "rather"
    return general or (named and line.low(at - 3) in {"is", "are", "was", "were"})


def _is_of_gains(clause: Clause) -> bool:
    """As in "no gains from sales of bitcoin", "the loss on disposal of bitcoin was nil": coins may have been sold."""
    line = clause.line
    return clause.is_noun and line.low(line.back(clause.at - 1, _GAINED_ON)) in _GAINS


_GAINED_ON = frozenset("on from upon related to the any its our such of note".split()) | COINS
_GAINS = frozenset("gain gains loss losses profit profits".split())


def _tells_of_wares(line: Line) -> bool:
    """As in "its securities were last sold under a prospectus": not what the sentences before spoke of."""
    return not line.coins and not _WARES.isdisjoint(line.words)


_WARES = frozenset(
    "share shares stock notes ads adss at-the-market atm machines miners servers power energy electricity"
    " securities warrants".split()
)


def _last_two(memory: Memory) -> list[str]:
    """As in "Riot and CleanSpark bought. Neither sold any": the two companies told of last."""
    told: list[str] = []
    for draft in reversed(memory.drafts[-_LATELY:]):
        if draft.entity is not None and draft.entity not in told:
            told.append(draft.entity)
    return told[:2] if len(told) > 1 else []


_LATELY = 20
_CLOSE = 120
"""Characters past a denial within which the words of its period belong to it."""


def unsaid(clause: Clause, memory: Memory, who: str | None) -> Object | None:
    """As in "neither bought nor sold", "kept its coins and did not sell in June": coins are what is spoken of."""
    line, at = clause.line, clause.at
    nothing = Object(Thing.NOTHING, at, at)
    neither = line.low(at - 1) == "neither" and line.low(at + 1) == "nor"
    neither = neither or (line.low(at - 1) == "nor" and line.low(at - 3) == "neither")
    coins = memory.coins or line.coins
    if (neither or is_instead(clause)) and coins:
        return nothing
    if (
        clause.is_noun
        or is_passive(clause)
        or (who is None and not _is_of_first(line, at) and line.low(head(clause)) != "it")
        or not clause.sells
    ):
        return None
    if not (coins or _speaks_of_coins(line)) or line.low(at) not in {"sell", "sold", "selling"}:
        return None
    timed = line.when_after(at) is not None or _is_of_first(line, at)
    return nothing if timed or at + 1 == len(line.atoms) or line.low(at + 1) in _OVER else None


_OVER = frozenset({"or", "nor", "yet", ".", ",", ";", "but", "while", "since", ")", "activity", "activities"})


def _is_of_first(line: Line, at: int) -> bool:
    """As in "It has yet to sell its first"."""
    first = (line.low(at + 1), line.low(at + 2)) in {("its", "first"), ("a", "first"), ("the", "first")}
    return first and (at + 3 >= len(line.atoms) or line.low(at + 3) in _OVER | {"one"})


def _speaks_of_coins(line: Line) -> bool:
    return any(atom.low in _OF_COINS for atom in line.atoms)


def _is_of_those_who(clause: Clause) -> bool:
    """As in "miners that did not sell any bitcoin fared better"."""
    line = clause.line
    for at in range(clause.at - 1, max(0, clause.at - 6), -1):
        if line.low(at) in {"that", "who", "which"}:
            return line.low(at - 1) in CROWD
    return False


def read_last_sale(
    clause: Clause, memory: Memory, thing: Object | None, who: str | None
) -> list[Draft] | None:
    """As in "the last sale of bitcoin was in January 2021", "last sold bitcoin in March": none after that.

    None where a clause tells no such thing, so that it may tell a sale.
    """
    line = clause.line
    if thing is not None and thing.thing not in {Thing.COINS, Thing.NOTHING}:
        return None
    if not (_is_last_done(clause) if clause.is_past else _is_last_one(clause)):
        return None
    if thing is None and (not (memory.coins or line.coins) or _tells_of_wares(line)):
        return None
    when = moment(clause, memory, point=False)
    latest = memory.anchor.latest
    if when.last is None or when.sure < SENTENCE or latest is None or when.last >= latest:
        return []
    begin = max(clause.left, clause.at - 2)
    end = max(when.end or 0, line.atoms[clause.at].end)
    rule, since = "prose.last_sold", day_after(when.last)
    none = Draft(StatementKind.NO_SALE, who, line.atoms[begin].start, end, rule, since, latest, when.sure)
    return [none, *_counted_last(clause, when, who)]


def _counted_last(clause: Clause, when: Moment, who: str | None) -> list[Draft]:
    """As in "The last sale it admitted to was of 9,861 coins in March 2023": that one is told as well."""
    line = clause.line
    counted = next((at for at in line.counts if at > clause.at and line.low(at - 1) == "of"), None)
    amount = None if counted is None else line.atoms[counted].amount
    if counted is None or amount is None or when.first is None:
        return []
    if any(clause.at < told.at < counted for told in line.deeds):
        return []
    money = terms(line, counted + 1, len(line.atoms))
    sale = Draft.told(StatementKind.SALE, who, line.span(clause.at, counted), "prose.last_sold", when)
    sale.avg_price_usd, sale.proceeds_usd = money.price, money.proceeds
    return [sale.counting(amount)]


def _is_last_done(clause: Clause) -> bool:
    line, at = clause.line, clause.at - 1
    if line.low(at) == "last":
        return True
    when = line.atoms[at].when if at >= 0 else None
    recently = when is not None and line.text[when.start : when.end].lower().endswith("most recently")
    recently = recently or (line.low(at) == "recently" and line.low(at - 1) == "most")
    time = line.find_back({"time"}, at, max(0, at - 5))
    return recently or (time is not None and line.low(time - 1) == "last" and line.low(time - 2) == "the")


def _is_last_one(clause: Clause) -> bool:
    """As in "its most recent bitcoin sale took place in ..."."""
    line, at = clause.line, clause.at - 1
    if not clause.is_noun:
        return False
    at = line.back(at, COINS)
    if line.low(at) not in {"last", "latest", "recent"}:
        return False
    ahead = clause.at + 1
    while ahead < clause.at + 6 and line.low(ahead) not in _TOOK_PLACE:
        if line.atoms[min(ahead, len(line.atoms) - 1)].amount is not None:
            return False
        ahead += 1
    return line.low(ahead) in _TOOK_PLACE


_TOOK_PLACE = frozenset("was were took occurred happened came dates dated".split())
_REACH = 40


def sold_after_all(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """As in "sold no bitcoin in June, but 331.4 BTC in the first quarter", "none in Q1 2025 (Q1 2024: 1,090)"."""
    line = clause.line
    sale = replace(draft, kind=StatementKind.SALE, rule="prose.sold", derived=set())
    if beside := in_parentheses(clause, thing, sale):
        return beside
    for at in range(clause.at + 1, min(len(line.atoms) - 1, clause.at + _REACH)):
        amount = line.atoms[at].amount
        if amount is None or not amount.may_be_coins:
            continue
        if before_number(clause, at) not in _AT_OTHER_TIMES or any(
            clause.at < told.at < at for told in line.deeds
        ):
            continue
        when = line.when_after(at)
        if when is not None and when.first is not None and when.last is not None:
            return [sale.also(amount, when.first, when.last, end=when.end)]
    other = line.respectively or any(told.at > clause.at for told in line.deeds)
    return [] if other else also_named(clause, thing, sale)


_AT_OTHER_TIMES = frozenset("but and compared versus vs against".split())


def _begins_anew(clause: Clause, at: int) -> bool:
    """As in "none was sold in 2022, and in 2023 the number was 108": a time of which something else is told."""
    line = clause.line
    return line.low(at + 1) in _SUBJECTS and "," in line.lows[at - 3 : at]


_SUBJECTS = frozenset("the it we they a our its".split())


def other_years(clause: Clause, draft: Draft) -> list[Draft]:
    """As in "during the three months ended March 31, 2026 or 2025": the same of the other years."""
    line = clause.line
    places = [at for at in range(clause.at, clause.right) if at in line.whens]
    run = list_at(line, places[0], lambda atom: atom.when is not None) if places else []
    own = [when for at in run if (when := line.atoms[at].when) is not None and when.last == draft.period_end]
    if not own:
        return []
    made = []
    for at in run:
        when = line.atoms[at].when
        if when is None or when.last is None or when.last == draft.period_end or _begins_anew(clause, at):
            continue
        bare = line.text[
            when.start : when.end
        ].isdigit()  # "the three and six months ended June 30, 2023 and 2022"
        whole = bare or when.form in {Form.DAY, Form.END} or when.first is None
        days = days_back(draft, when.last) if whole else (when.first, when.last)
        if days is None or days[0] is None:
            continue
        words = draft.start, max(draft.end, when.end)
        made.append(Draft(draft.kind, draft.entity, *words, draft.rule, *days, CLAUSE))
    return made
