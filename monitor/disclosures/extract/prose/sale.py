"""Sales, denials of a sale, and wishes to sell: what words of selling say, by their mood."""

from monitor.disclosures.extract.amounts import Unit
from monitor.disclosures.extract.lexicon import CROWD, Deed, Shape
from monitor.disclosures.extract.prose.draft import CLAUSE, CONTEXT, SENTENCE, Draft
from monitor.disclosures.extract.prose.further import further
from monitor.disclosures.extract.prose.line import Clause
from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.prose.moments import Moment, moment
from monitor.disclosures.extract.prose.mood import Mood, mood
from monitor.disclosures.extract.prose.objects import Object, Thing, object_of
from monitor.disclosures.extract.prose.subjects import NOBODY, subject
from monitor.disclosures.extract.prose.terms import Terms, purpose, terms
from monitor.disclosures.extract.when import Form
from monitor.disclosures.statement import StatementKind

_RULES = {
    Shape.PAST: "prose.sold",
    Shape.THIRD: "prose.sells",
    Shape.GERUND: "prose.selling",
    Shape.NOUN: "prose.sale_of",
    Shape.BASE: "prose.to_sell",
}
_INTO_MONEY = frozenset(
    "cash usd usdc usdt dollars fiat eth ether ethereum stablecoin stablecoins tether currency operations".split()
)


def read_sale(clause: Clause, memory: Memory) -> list[Draft]:
    """What a clause of selling states."""
    thing = object_of(clause, elided=memory.coins or clause.line.has_coins())
    if clause.told.deed is Deed.CONVERT and not _is_into_money(clause):
        return []
    who = subject(clause, memory)
    if who == NOBODY:
        return []
    how = mood(clause)
    if how is Mood.NOT_DONE:
        return _denial(clause, memory, thing, who)
    if how is Mood.WISHED or how is Mood.HABIT:
        return _wish(clause, memory, thing, who, how)
    if how is Mood.NONE:
        return []
    if thing is not None and thing.thing is Thing.NOTHING:
        return _denial(clause, memory, thing, who)
    return _sale(clause, memory, thing, who)


def _is_into_money(clause: Clause) -> bool:
    line = clause.line
    for at in range(clause.at + 1, min(clause.right, clause.at + 10)):
        if line.low(at) in {"to", "into", "for", "in"}:
            return any(
                line.low(ahead) in _INTO_MONEY or line.atoms[ahead].amount is not None
                and line.atoms[ahead].amount.unit in {Unit.USD, Unit.USDT}
                for ahead in range(at + 1, min(at + 5, len(line.atoms)))
            )  # fmt: skip
    return False


def _sale(clause: Clause, memory: Memory, thing: Object | None, who: str | None) -> list[Draft]:
    if thing is None or _is_industry(clause):
        return []
    first, last = min(thing.first, clause.at), max(thing.last, clause.at)
    money = terms(clause.line, _money_from(clause, thing), clause.right, skip=thing.first)
    when = moment(clause, memory, point=False)
    if thing.thing is Thing.COINS:
        if (
            _enrich(clause, memory, when, money, who)
            or money.proceeds is None
            or clause.told.shape is Shape.NOUN
        ):
            return []
    draft = Draft(
        StatementKind.SALE, who, clause.line.atoms[first].start, clause.line.atoms[last].end, _RULES[clause.told.shape],
        when.first, when.last, when.sure,
    )  # fmt: skip
    _set_amount(draft, thing)
    draft.avg_price_usd = money.price
    draft.proceeds_usd = draft.proceeds_usd or money.proceeds
    draft.proceeds_usdt = money.proceeds_usdt
    draft.purpose = _purpose(clause)
    draft.end = max([draft.end, *(end for end in (money.end, _close(when, draft)) if end is not None)])
    _trimmed(draft, clause)
    return [draft, *further(clause, thing, draft)]


def _set_amount(draft: Draft, thing: Object) -> None:
    amount = thing.amount
    if amount is None:
        return
    if thing.thing is Thing.QUANTITY:
        draft.sats, draft.approximate = amount.sats, amount.approximate
    elif thing.thing is Thing.MONEY:
        draft.proceeds_usd = amount.value
    elif thing.thing is Thing.SHARE:
        draft.share = amount.value


def _close(when: Moment, draft: Draft) -> int | None:
    """The end of the period's words, if they stand near after what is told."""
    return when.end if when.end is not None and draft.end < when.end < draft.end + 120 else None


def _money_from(clause: Clause, thing: Object) -> int:
    return thing.first if thing.first < clause.at else clause.at + 1


def _trimmed(draft: Draft, clause: Clause) -> None:
    draft.end = min(draft.end, clause.line.atoms[-1].end)


def _is_industry(clause: Clause) -> bool:
    """ "miners sold 10,000 BTC a day"; "the sale of bitcoin by miners"."""
    line = clause.line
    for at in range(clause.at + 1, min(clause.right, clause.at + 8)):
        if line.low(at) == "by" and line.low(at + 1) in CROWD:
            return True
    return False


def _purpose(clause: Clause) -> str | None:
    atoms = clause.line.atoms
    return purpose(clause.line.text, atoms[0].start, atoms[-1].end)


def _enrich(clause: Clause, memory: Memory, when: Moment, money: Terms, who: str | None) -> bool:
    """ "The coins were sold over Feb. 7-8 for ...": more about the sale told last."""
    sale = memory.sale
    if (
        sale is None
        or clause.told.shape is not Shape.PAST
        or (who is not None and sale.entity not in {who, None})
    ):
        return False
    definite = clause.line.low(clause.at - 2) in {"coins", "bitcoin", "btc", "bitcoins"} or clause.line.low(
        clause.at - 1
    ) in {"coins", "bitcoin", "bitcoins"}
    if not definite:
        return False
    if when.sure >= SENTENCE and sale.sure < when.sure + (when.form in {Form.RANGE, Form.DAY}):
        sale.period_start, sale.period_end, sale.sure = when.first, when.last, when.sure
    add_terms(sale, money)
    return True


def add_terms(sale: Draft, money: Terms) -> None:
    """Fill in what a sale does not tell yet."""
    sale.avg_price_usd = sale.avg_price_usd or money.price
    sale.proceeds_usd = sale.proceeds_usd or money.proceeds
    sale.proceeds_usdt = sale.proceeds_usdt or money.proceeds_usdt


def _denial(clause: Clause, memory: Memory, thing: Object | None, who: str | None) -> list[Draft]:
    """ "did not sell any bitcoin", "sold none", "no bitcoin was sold"."""
    if thing is None or thing.thing not in {Thing.NOTHING, Thing.COINS}:
        return []
    line = clause.line
    if thing.thing is Thing.NOTHING and not (memory.coins or line.has_coins()):
        return []
    when = moment(clause, memory, point=False, since=True)
    first = min(thing.first, clause.at)
    while first > clause.left and line.low(first - 1) in _DENYING:
        first -= 1
    last = max(thing.last, clause.at)
    draft = Draft(
        StatementKind.NO_SALE, who, line.atoms[first].start, line.atoms[last].end, "prose.not_sold", when.first, when.last,
        when.sure,
    )  # fmt: skip
    draft.end = _close(when, draft) or draft.end
    return [draft]


_DENYING = frozenset(
    "not did didn't didn’t has have hasn't haven't hasn’t haven’t was were no none never chose to opted of the".split()
)


def _wish(clause: Clause, memory: Memory, thing: Object | None, who: str | None, how: Mood) -> list[Draft]:
    """ "plans to sell the 156 BTC", "coins may be sold", "we sell bitcoin from time to time"."""
    if (
        thing is None
        or thing.thing is Thing.MONEY
        or clause.told.shape is Shape.NOUN
        or clause.told.deed is Deed.CONVERT
    ):
        return []
    line = clause.line
    first, last = min(thing.first, clause.at), max(thing.last, clause.at)
    while (
        first > clause.left
        and line.atoms[first - 1].is_word
        and first > clause.at - 6
        and line.low(first - 1) not in {",", "."}
    ):
        first -= 1
    draft = Draft(
        StatementKind.INTENT, who, line.atoms[first].start, line.atoms[last].end,
        "prose.may_sell" if how is Mood.WISHED else "prose.sells_at_times",
        None, memory.published, CONTEXT,
    )  # fmt: skip
    if thing.thing is Thing.QUANTITY and thing.amount is not None:
        draft.sats, draft.approximate = thing.amount.sats, thing.amount.approximate
    draft.purpose = _purpose(clause)
    return [draft]
