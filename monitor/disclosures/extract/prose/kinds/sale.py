"""Sales, denials of a sale, and wishes to sell: what words of selling say, by their mood."""

import itertools
from datetime import date

from monitor.disclosures.extract.lexicon import CROWD, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import Amount
from monitor.disclosures.extract.periods.when import Form
from monitor.disclosures.extract.prose.coins.apposition import apposed
from monitor.disclosures.extract.prose.coins.besides import by_month
from monitor.disclosures.extract.prose.coins.companies import (
    exemplified,
    is_sum_of_several,
    joint,
    listed,
    named_of_crowd,
    of_others,
    owner_of,
)
from monitor.disclosures.extract.prose.coins.further import denied_beside, further, over_all
from monitor.disclosures.extract.prose.coins.governed import object_of
from monitor.disclosures.extract.prose.coins.in_brackets import each_with_its_month
from monitor.disclosures.extract.prose.coins.reference import counted_in_sentence_before
from monitor.disclosures.extract.prose.coins.relative import linked_to
from monitor.disclosures.extract.prose.coins.respectively import of_gains, respective
from monitor.disclosures.extract.prose.coins.uncounted import after_colon
from monitor.disclosures.extract.prose.kinds.event import is_event
from monitor.disclosures.extract.prose.kinds.later import date_again, enrich, such_sales
from monitor.disclosures.extract.prose.kinds.not_sold import ended_together, read_denial, read_last_sale
from monitor.disclosures.extract.prose.kinds.wish import is_policy, read_kept_habit, read_wish
from monitor.disclosures.extract.prose.money.converted import is_gain, is_into_money
from monitor.disclosures.extract.prose.money.other_sums import compared
from monitor.disclosures.extract.prose.money.sale_money import is_of_no_bitcoin, money_of
from monitor.disclosures.extract.prose.money.terms import purpose
from monitor.disclosures.extract.prose.mood.denial import is_carried_out
from monitor.disclosures.extract.prose.mood.mood import mood
from monitor.disclosures.extract.prose.mood.wares import OTHER_WARES, is_of_wares
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.sentence.monies import is_into_money as is_money
from monitor.disclosures.extract.prose.sentence.moods import Mood
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing
from monitor.disclosures.extract.prose.sentence.verdict import Verdict
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.who.many import are_companies
from monitor.disclosures.extract.prose.who.subjects import head, subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind

_RULES = {
    Shape.PAST: "prose.sold",
    Shape.THIRD: "prose.sells",
    Shape.GERUND: "prose.selling",
    Shape.NOUN: "prose.sale_of",
    Shape.BASE: "prose.to_sell",
}


def read_sale(clause: Clause, memory: Memory) -> list[Draft]:
    """What a clause of selling states."""
    thing = object_of(clause, elided=memory.coins or clause.line.coins)
    meant = such_sales(clause, memory) if thing is None else None
    thing = thing or meant
    if (
        clause.told.deed is Deed.CONVERT
        and meant is None
        and not is_into_money(clause)
        and not is_gain(clause)
    ):
        return [] if any(map(is_money, clause.line.atoms)) else memory.judge(clause, Verdict.NO_MONEY)
    who = subject(clause, memory)
    who = None if who == _buyer(clause) else who
    how = mood(clause)
    if who == NOBODY and how is Mood.DONE:
        several = _of_crowd(clause, memory, thing)
        others = Verdict.TOGETHER if are_companies(clause) else Verdict.OTHERS
        return several or ([] if _is_of_one_company(clause) else memory.judge(clause, others))
    if who == NOBODY or _is_of_others(clause) or _is_personal(clause):
        return [] if _is_of_one_company(clause) else memory.judge(clause, Verdict.OTHERS)
    if how is Mood.WISHED and is_carried_out(clause, thing, memory.anchor):
        how = Mood.DONE
    if how is Mood.NOT_DONE:
        return read_denial(clause, memory, thing, who) or memory.judge(clause, Verdict.DENIED)
    if thing is not None and (kept := read_kept_habit(clause, thing, who, how)) is not None:
        return [kept, *read_wish(clause, memory, thing, who, Mood.HABIT)]
    if how is Mood.HABIT and (told := after_colon(clause)) is not None:
        return [*_sale(clause, memory, told, who), *read_wish(clause, memory, thing, who, how)]
    if how is Mood.WISHED or how is Mood.HABIT:
        return read_wish(clause, memory, thing, who, how) or memory.judge(clause, Verdict.PLANNED)
    return memory.judge(clause, Verdict.DOUBTED) if how is Mood.NONE else _done(clause, memory, thing, who)


def _done(clause: Clause, memory: Memory, thing: Object | None, who: str | None) -> list[Draft]:
    """What is told as done: a sale, a habit, or that nothing was sold."""
    if (last := read_last_sale(clause, memory, thing, who)) is not None:
        return last or memory.judge(clause, Verdict.DENIED)
    if thing is not None and thing.thing in {Thing.COINS, Thing.SHARE}:
        nowadays = _is_done_nowadays(clause, thing)
        habit = thing.thing is Thing.COINS and (nowadays or clause.told.shape is Shape.THIRD)
        if habit and is_policy(clause.line):
            return read_wish(clause, memory, thing, who, Mood.HABIT) or memory.judge(clause, Verdict.PLANNED)
        if nowadays and not any(clause.left <= at < clause.right for at in clause.line.whens):
            return memory.judge(clause, Verdict.GENERAL)  # "All bitcoin mined is exchanged for dollars"
    if thing is not None and thing.thing is Thing.NOTHING:
        any_of_two = clause.line.low(thing.first) in {"any", "neither"}
        denied = [] if any_of_two else read_denial(clause, memory, thing, who)
        return denied or memory.judge(clause, Verdict.DENIED)
    return _sale(clause, memory, thing, who)


def _is_done_nowadays(clause: Clause, thing: Object) -> bool:
    """As in "mined bitcoin are monetized daily", "is transferred to a wallet and sold, as a rule"."""
    line = clause.line
    if clause.told.shape is not Shape.PAST or thing.first > clause.at:
        return False
    between = line.lows[thing.first : clause.at]
    return not {"is", "are"}.isdisjoint(between) and {"was", "were", "been", "has", "have"}.isdisjoint(
        between
    )


def _of_crowd(clause: Clause, memory: Memory, thing: Object | None) -> list[Draft]:
    """As in "Miners sold 15,000 BTC, including Cango (4,451 BTC)": only what is told of a company by name."""
    when = moment(clause, memory, point=False, since=True)
    if thing is not None:
        memory.crowd = when.first, when.last
    if thing is not None and thing.thing is Thing.QUANTITY and (owner := owner_of(clause, thing)) is not None:
        return _sale(clause, memory, thing, owner)
    if thing is not None and thing.thing in {Thing.COINS, Thing.SHARE} and (named := named_of_crowd(clause)):
        return [sale for who in named for sale in _sale(clause, memory, thing, who)]
    return _of_several(clause, memory, exemplified(clause))


_BUYERS = frozenset("customers clients users consumers public".split())


def _is_to_buyers(line: Line, at: int) -> bool:
    """As in "to retail customers", "to Cash App users"."""
    name = [*itertools.takewhile(lambda low: low not in _BUYERS, line.lows[at : at + _NAME + 1])]
    plain = all(low.isalpha() or not low for low in name) and _NEW_PHRASE.isdisjoint(name)
    return plain and line.low(at + len(name)) in _BUYERS


_NAME = 3
"""Words of what buyers are called after."""
_NEW_PHRASE = frozenset("and or in on at for from by with of to which who that".split())
_IN_SHOPS = frozenset("app kiosk kiosks atm atms".split())


def _is_of_others(clause: Clause) -> bool:
    """As in "miners that cannot cover their costs may be forced to sell their bitcoin", "the equity sale"."""
    line = clause.line
    wares = line.low(clause.at - 1) in OTHER_WARES and not line.is_asset(clause.at - 1)
    if clause.is_noun and (wares or _is_only_a_time(clause)):
        return True
    if clause.is_noun and not _IN_SHOPS.isdisjoint(line.lows[clause.at : clause.at + 6]):
        return True  # "$2.14 billion came from Bitcoin sales through Cash App"
    if line.low(clause.at) == "auctioned" and _is_of_bidder(clause):
        return True
    if not _BUYERS.isdisjoint(line.words) and any(
        line.low(at) == "to" and _is_to_buyers(line, at + 1) for at in range(clause.at, clause.right)
    ):
        return True  # "its kiosks sold $170 million of bitcoin to customers"
    if "their" not in line.words:
        return False
    return "their" in {line.low(clause.at + 1), line.low(clause.at + 3)} and any(
        line.low(at) in CROWD for at in range(max(0, clause.at - 24), clause.at)
    )


def _is_of_bidder(clause: Clause) -> bool:
    """As in "won 48,000 of the bitcoins auctioned in December", not "bought 300 BTC that the Mint auctioned"."""
    before = clause.line.lows[: clause.at]
    named = linked_to(clause.line, head(clause)) is not None
    return not _WON.isdisjoint(before) or not (named or _BOUGHT.isdisjoint(before))


_WON = frozenset("won wins".split())
_BOUGHT = frozenset("bought buys acquired".split())


def _is_personal(clause: Clause) -> bool:
    """As in "he personally hasn't sold any of his bitcoin": a person's own coins."""
    line = clause.line
    if line.words.isdisjoint(_PERSONAL):
        return False
    own = any(
        line.low(at) in {"his", "her"} and (line.is_coin(at + 1) or line.low(at + 1) == "own")
        for at in range(clause.at + 1, clause.at + 6)
    )
    return own or any(line.low(at) == "personally" for at in range(max(0, clause.at - 4), clause.at))


_PERSONAL = frozenset({"his", "her", "personally"})


def _is_of_one_company(clause: Clause) -> bool:
    """As in "the lender liquidated 300 BTC of Riot's collateral": others did it, with the coins of one."""
    line = clause.line
    return any(
        line.atoms[at].entity is not None and line.low(at - 1) == "of" and line.low(at + 1)[:1] in {"'", "’"}
        for at in range(clause.at + 1, clause.right)
    )


def _is_only_a_time(clause: Clause) -> bool:
    """As in "the balance after the sale was 7,474 coins": what is told is told of the balance."""
    line, at = clause.line, clause.at
    return (
        line.low(at - 1) in {"the", "this", "that", "these"}
        and line.low(at - 2) in {"after", "before", "following"}
        and line.low(at + 1)
        in {"was", "were", "stood", "is", "stands", "came", "totaled", "totalled", "reached"}
    )


def _buyer(clause: Clause) -> str | None:
    """As in "300 BTC were sold to Riot"."""
    line, at = clause.line, clause.at + 2
    return line.atoms[at].entity if line.low(at - 1) == "to" and at < len(line.atoms) else None


def _sale(clause: Clause, memory: Memory, thing: Object | None, who: str | None) -> list[Draft]:
    if (thing is None or thing.thing is Thing.COINS) and (several := listed(clause)):
        return _of_several(clause, memory, several)
    thing = thing or counted_in_sentence_before(clause, memory.counted)
    if thing is None:
        return _without_object(clause, memory, who)
    if _is_industry(clause):
        return memory.judge(clause, Verdict.OTHERS)
    worth = thing.amount.value if thing.thing is Thing.MONEY and thing.amount is not None else None
    thing = apposed(clause, thing) or thing
    money, brought = money_of(clause, memory, thing)
    having = not _HAVING.isdisjoint(clause.line.near(clause.at - 4, clause.at))
    since = having or (clause.is_past and thing.thing is Thing.QUANTITY)
    when = moment(clause, memory, point=False, since=since)
    if is_of_no_bitcoin(thing, money, when):
        return memory.judge(clause, Verdict.WARES)
    if thing.thing is Thing.COINS:
        again = (
            _is_told_again(clause, memory, when, who) if brought else enrich(clause, memory, when, money, who)
        )
        if again or not (brought or is_event(clause, thing, when, money, who)):
            return memory.judge(clause, Verdict.TOLD if again else Verdict.GENERAL)
    if thing.thing is Thing.COINS and money.price is None and 0 < (money.proceeds or 0) < _LEAST_ALONE:
        return []  # of thousands, most likely
    seller = None if _is_for_another(clause) else who
    words, rule = clause.line.span(thing.first, thing.last, clause.at), _RULES[clause.told.shape]
    draft = Draft.told(StatementKind.SALE, seller, words, rule, when)
    _set_amount(draft, thing)
    draft.avg_price_usd = money.price
    draft.proceeds_usd, draft.scale = worth or money.proceeds, money.scale
    draft.proceeds_usdt = money.proceeds_usdt
    draft.purpose = purpose(clause.line)
    far = draft.end + _CLOSE
    draft.end = max(draft.end, money.end or 0, when.end if when.end is not None and when.end < far else 0)
    draft.end = min(draft.end, clause.line.atoms[-1].end)
    draft.vague, draft.besides = when.vague, _is_one_more(clause)
    return [
        draft,
        *_parts(clause, thing, draft, memory),
        *compared(clause, thing, draft),
        *denied_beside(clause, draft),
    ]


def _is_one_more(clause: Clause) -> bool:
    """As in "it had sold 134 in June too", "a month earlier, 400 had been sold as well"."""
    line, behind = clause.line, range(clause.at + 1, min(clause.right, clause.at + _NEAR))
    too = any(line.low(at) == "too" or (line.low(at - 1), line.low(at)) == ("as", "well") for at in behind)
    return too and "had" in line.lows[max(0, clause.at - 3) : clause.at]


_NEAR = 12
_HAVING = frozenset("has have had".split())
"""As in "has sold 300 since April", but not "the first sale since April"."""
_CLOSE = 120
"""Characters behind a sale in which the words of its period belong to it."""


def _without_object(clause: Clause, memory: Memory, who: str | None) -> list[Draft]:
    """More of the sale told before, something else that was sold, or sales told month by month."""
    if date_again(clause, memory):
        memory.judge(clause, Verdict.TOLD)
    elif is_of_wares(clause):
        memory.judge(clause, Verdict.WARES)
    return by_month(clause, StatementKind.SALE, who) if memory.coins or clause.line.coins else []


def _is_told_again(clause: Clause, memory: Memory, when: Moment, who: str | None) -> bool:
    """As in "sold 280 bitcoin. ... the $172 million obtained from its bitcoin sales": those told before, and others."""
    sale, line = memory.sale, clause.line
    if sale is None or not sale.sats or sale.entity != who or not clause.is_noun:
        return False
    definite = {"its", "their", "these", "those", "the"} & {line.low(clause.at - 1), line.low(clause.at - 2)}
    return bool(definite) and when.sure <= CONTEXT and sale.sure <= CONTEXT


def _parts(clause: Clause, thing: Object, draft: Draft, memory: Memory) -> list[Draft]:
    """What the clause tells beside its first amount: of other times, parts and companies."""
    if parts := respective(clause, thing, draft, memory) or of_gains(clause, thing, draft):
        return parts
    _of_list(clause, thing, draft)
    parts = each_with_its_month(clause, thing, draft) or further(clause, thing, draft)
    over_all(clause, draft, parts)
    parts += of_others(clause, thing, draft) + joint(clause, draft)
    if not parts and is_sum_of_several(clause, draft):
        draft.entity = None
    return parts or _of_both(clause, thing, draft)


def _of_both(clause: Clause, thing: Object, draft: Draft) -> list[Draft]:
    """As in "had dispositions of $0.5 million in the three and nine months ended June 30": one number for both."""
    line = clause.line
    if thing.thing is Thing.COINS and draft.proceeds_usd is None:
        return []
    together = any(
        set(line.lows[one + 1 : other]) <= _TOGETHER
        and draft.period_end == _last(line, one) == _last(line, other)
        for one, other in itertools.pairwise(line.whens)
    )
    return ended_together(line, draft) if together else []


_TOGETHER = frozenset({"and", "for", "the"})


def _last(line: Line, at: int) -> date | None:
    when = line.atoms[at].when
    return None if when is None else when.last


def _of_list(clause: Clause, thing: Object, draft: Draft) -> None:
    """As in "sold bitcoin in three months: 157 in September, ...": each number of a list has days of its own."""
    line = clause.line
    if thing.thing is not Thing.QUANTITY or ":" not in line.lows[clause.at : thing.first]:
        return
    when = line.when_after(thing.last)
    if when is not None and when.first is not None and when.last is not None and when.form is not Form.SAME:
        draft.period_start, draft.period_end, draft.sure = when.first, when.last, CLAUSE


def _of_several(clause: Clause, memory: Memory, several: list[tuple[str, Amount]]) -> list[Draft]:
    """As in "Riot (397 BTC) and CleanSpark (578 BTC) sold bitcoin in June"."""
    when, rule = moment(clause, memory, point=False, since=True), _RULES[clause.told.shape]
    return [
        Draft.told(StatementKind.SALE, entity, (amount.start, amount.end), rule, when).counting(amount)
        for entity, amount in several
    ]


_LEAST_ALONE = 100_000
"""Dollars of a sale of which only the money is told; smaller sums in filings are printed in thousands."""


def _is_for_another(clause: Clause) -> bool:
    """As in "the sale of 80,000 BTC for a Satoshi-era investor": the seller is not the one who is named."""
    line = clause.line
    if CROWD.isdisjoint(line.words):
        return False
    for at in range(clause.at + 1, min(len(line.atoms), clause.at + 16)):
        if line.low(at) in {"for", "of"} and line.low(at + 1) in {"a", "an", "one", "its", "the"}:
            return any(line.low(ahead) in CROWD for ahead in range(at + 2, at + 6))
    return False


def _set_amount(draft: Draft, thing: Object) -> None:
    if thing.thing is Thing.QUANTITY and thing.amount is not None:
        draft.counting(thing.amount)
        draft.derived |= {"sats"} if thing.derived else set()
    draft.share = thing.amount.value if thing.thing is Thing.SHARE and thing.amount is not None else None


def _is_industry(clause: Clause) -> bool:
    """As in "miners sold 10,000 BTC a day"; "the sale of bitcoin by miners"."""
    line = clause.line
    near = range(clause.at + 1, min(clause.right, clause.at + 8)) if "by" in line.words else ()
    return any(line.low(at) == "by" and line.low(at + 1) in CROWD for at in near)
