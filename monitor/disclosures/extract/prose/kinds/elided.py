"""Sales told without a verb: right after another, "That compares with 589.9 in October", or as an answer."""

from monitor.disclosures.extract.lexicon import DASHES, FILLERS
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.periods.when import SPANS
from monitor.disclosures.extract.prose.coins.figures import are_only_figures, figures
from monitor.disclosures.extract.prose.coins.further_money import money_beside
from monitor.disclosures.extract.prose.money.terms import terms
from monitor.disclosures.extract.prose.sentence.draft import CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.extract.sentences import Sentence
from monitor.disclosures.statement import StatementKind

_FOLLOWING = 400
"""Characters after a sale within which a sentence may tell another one so."""
_ENDING = frozenset(", . ; ( for at – —".split()) | {""}


def read_elided(line: Line, memory: Memory) -> list[Draft]:
    """Coins with their period, in a sentence without a verb that follows a sale."""
    sale = memory.sale
    if sale is None or not are_only_figures(line) or not 0 <= line.start - sale.end <= _FOLLOWING:
        return []
    if sale.kind is not StatementKind.SALE:
        return []
    made: list[Draft] = []
    if _is_told_last(memory):
        made = (
            figures(line, 0, _past_first_number(line), sale) or _compared(line, sale) or _listed(line, sale)
        )
    return made or ([] if line.deeds else _paid(line, sale))


def _paid(line: Line, sale: Draft) -> list[Draft]:
    """As in "In June it was 7,202 BTC for $167 million": coins with their period and what they brought."""
    made = []
    for at in line.counts:
        amount = line.amount(at)
        before = (line.atoms[back].when for back in range(at - 1, max(-1, at - _NEAR), -1))
        when = line.when_after(at) or next((each for each in before if each is not None), None)
        if amount is None or not amount.sats or when is None or when.first is None or when.form not in SPANS:
            continue
        money = money_beside(line, at, when)
        if money is not None:
            told = sale.also(amount, when.first, when.last)
            told.proceeds_usd = money
            made.append(told)
    return made


_NEAR = 8
"""Atoms between a period and its number."""


def _past_first_number(line: Line) -> int:
    """What follows another number may be of what that counts: "Hash rate rose to 35 EH/s; the May figure was 34"."""
    return next((at + 1 for at, atom in enumerate(line.atoms) if atom.amount is not None), len(line.atoms))


def _listed(line: Line, sale: Draft) -> list[Draft]:
    """As in "April: 600.", a sentence that is a period and a number."""
    when, amount = line.atoms[0].when, line.amount(2)
    if line.low(1) != ":" or when is None or amount is None or not amount.may_be_coins:
        return []
    days, ended = (when.first, when.last), line.low(3 + line.is_coin(3)) in _ENDING
    if None in days or days == (sale.period_start, sale.period_end) or not ended:
        return []
    return [sale.also(amount, *days, start=when.start)]


def _compared(line: Line, sale: Draft) -> list[Draft]:
    """As in "That compares with 589.9 in October", "This was up from 450 in May": of what was told just before."""
    if line.low(0) not in {"that", "this", "which"} or _COMPARES.isdisjoint(line.words):
        return []
    at = next((at for at, atom in enumerate(line.atoms) if atom.amount and atom.amount.sats), 0)
    amount, when = line.atoms[at].amount, line.when_after(at)
    if amount is None or not amount.may_be_coins or when is None or when.first is None:
        return []
    return [sale.also(amount, when.first, when.last, end=when.end)]


_COMPARES = frozenset("compares compared down up".split())


def _is_told_last(memory: Memory) -> bool:
    """Whether nothing but sales was told by the sentence before: what is a mere figure may be of anything else."""
    lately = {each.kind for each in memory.drafts[-_LATELY:] if each.end > memory.told_from}
    return lately == {StatementKind.SALE}


_LATELY = 6


def read_answer(line: Line, memory: Memory) -> list[Draft]:
    """As in "How many did Riot sell in May? 158, for $10.1 million": a number that begins the answer."""
    asked, at = memory.asked, line.past(0, FILLERS)
    amount = line.amount(at)
    if asked is None or amount is None or not amount.may_be_coins or line.low(at + 1) not in _ENDING:
        return []
    who, when = subject(asked, memory), moment(asked, memory, point=False)
    made = _sale(line, at, who, "prose.sold")
    made.period_start, made.period_end, made.sure = when.first, when.last, when.sure
    return [] if who == NOBODY else [made]


def asked_of(memory: Memory, entity: str, sentence: Sentence) -> str | None:
    """The company of "And Cango?", right after a sale of another: what did that one sell."""
    asked = memory.text[sentence.start : sentence.end].strip()
    short = asked.endswith("?") and len(asked) <= _SHORT
    last = memory.drafts[-1].kind if memory.drafts and memory.sale is not None else None
    return entity if short and last in _OF_SALES | {StatementKind.PRODUCTION} else None


_SHORT = 32
"""Characters of a question that only names somebody."""


def read_next_of(line: Line, memory: Memory) -> list[Draft]:
    """As in "Riot sold 600. And Cango? 550, for $38 million": of the time that was spoken of."""
    who, sale, at = memory.asked_of, memory.sale, line.past(0, FILLERS)
    amount = line.amount(at)
    if who is None or sale is None or amount is None or line.deeds:
        return []
    if not amount.may_be_coins or line.low(at + 1) not in _ENDING | {"of"}:
        return []
    made = _sale(line, at, who, "prose.sold_and")
    made.period_start, made.period_end, made.sure = sale.period_start, sale.period_end, CONTEXT
    return [made]


def read_next(line: Line, memory: Memory) -> list[Draft]:
    """As in "Riot sold none in May. Bitfarms did: 195", "Core led, selling 1,975. Bitfarms was next at 1,623"."""
    last = memory.drafts[-1] if memory.drafts else None
    if last is None or last.kind not in _OF_SALES or line.start - last.end > _FOLLOWING:
        return []
    ranked = not (_RANKED.isdisjoint(line.words) or line.deeds) and _is_told_last(memory)
    made: list[Draft] = []
    for at, atom in enumerate(line.atoms):
        did = line.low(at + 1) == "did" and line.low(at + 2) in _SET_OFF
        if atom.entity is None or not (did or (ranked and line.low(at + 1) in _RANKING)):
            continue
        place = line.past(at + 2, _UP_TO_NUMBER)
        amount = line.amount(place)
        bare = amount is not None and amount.unit is Unit.NONE and line.low(place + 1) not in _ENDING
        if amount is not None and amount.may_be_coins and not bare:
            one = _sale(line, place, atom.entity, "prose.sold_and")
            one.start, one.sure = atom.start, CONTEXT
            one.period_start, one.period_end = last.period_start, last.period_end
            made.append(one)
    return made


def _sale(line: Line, at: int, who: str | None, rule: str) -> Draft:
    """Of the number at a place, with the money behind it."""
    amount, money = line.atoms[at].amount, terms(line, at + 1, len(line.atoms))
    assert amount is not None, "the caller has seen it"
    made = Draft(StatementKind.SALE, who, amount.start, money.end or amount.end, rule)
    made.avg_price_usd, made.proceeds_usd = money.price, money.proceeds
    return made.counting(amount)


_RANKED = frozenset("next second third close followed follows came ranked".split())
_RANKING = frozenset("was came followed follows ranked is".split())
_OF_SALES = frozenset({StatementKind.SALE, StatementKind.NO_SALE})
_SET_OFF = DASHES | {",", "("}
_UP_TO_NUMBER = FILLERS | _RANKED | _SET_OFF | {"with", "at", "behind", "in"}
