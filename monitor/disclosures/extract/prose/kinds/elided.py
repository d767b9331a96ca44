"""Sales told without a verb: right after another, "In June it was 7,202 BTC for $167 million", or as an answer."""

from monitor.disclosures.extract.lexicon import FILLERS
from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.coins.figures import are_only_figures, figures
from monitor.disclosures.extract.prose.money.terms import terms
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind

_FOLLOWING = 400
"""Characters after a sale within which a sentence may tell another one so."""
_BRINGING = frozenset("for and worth raising bringing fetching netting".split())
_BETWEEN = frozenset("in during approximately about around roughly some ~ a total of bitcoin coins".split())
_NEAR = 8
"""Atoms between a number of coins and its money, and between a period and the number."""
_LEAST_PRICE, _MOST_PRICE = 1_000, 250_000
"""USD per BTC, wider than any price of it since companies have sold it."""


def read_elided(line: Line, memory: Memory) -> list[Draft]:
    """Coins with what they brought and their period, in a sentence without a verb that follows a sale."""
    sale = memory.sale
    if sale is None or not are_only_figures(line) or not 0 <= line.start - sale.end <= _FOLLOWING:
        return []
    made: list[Draft] = []
    if sale.kind is StatementKind.SALE and _is_told_last(memory):
        made = (
            figures(line, 0, _past_first_number(line), sale) or _compared(line, sale) or _listed(line, sale)
        )
    if made or line.deeds:
        return made
    for at in line.counts:
        atom = line.atoms[at]
        if atom.amount is None or not atom.amount.sats:
            continue
        money, when = _brought(line, at), _period(line, at)
        if money is None or when is None:
            continue
        made.append(
            Draft(
                sale.kind, sale.entity, atom.start, money.end, "prose.sold_and", when.first, when.last, CLAUSE,
                sats=atom.amount.sats, approximate=atom.amount.approximate, proceeds_usd=money.value,
            )
        )  # fmt: skip
    return made if sale.kind is StatementKind.SALE else []


def _past_first_number(line: Line) -> int:
    """What follows another number may be of what that counts: "Hash rate rose to 35 EH/s; the May figure was 34"."""
    return next((at + 1 for at, atom in enumerate(line.atoms) if atom.amount is not None), len(line.atoms))


def _listed(line: Line, sale: Draft) -> list[Draft]:
    """As in "April: 600.", a sentence that is a period and a number."""
    if line.low(1) != ":" or len(line.atoms) < _LISTED or not line.atoms[0].when:
        return []
    when, amount = line.atoms[0].when, line.atoms[2].amount
    ended = line.low(3) in _ENDING or (line.is_coin(3) and line.low(4) in _ENDING)
    if amount is None or not amount.may_be_coins or not ended:
        return []
    if (
        when.first is None
        or when.last is None
        or (when.first, when.last) == (sale.period_start, sale.period_end)
    ):
        return []
    return [
        Draft(
            sale.kind, sale.entity, when.start, amount.end, "prose.sold_and", when.first, when.last, CLAUSE,
            sats=amount.sats, approximate=amount.approximate,
        )
    ]  # fmt: skip


_LISTED = 3


def _compared(line: Line, sale: Draft) -> list[Draft]:
    """As in "That compares with 589.9 in October": of what was told just before."""
    up_from = line.low(1) == "was" and line.low(2) in {"up", "down"} and line.low(3) == "from"
    if line.low(0) not in {"that", "this", "which"} or (_COMPARES.isdisjoint(line.words) and not up_from):
        return []
    at = next(
        (at for at, atom in enumerate(line.atoms) if atom.amount is not None and atom.amount.sats), None
    )
    amount = None if at is None else line.atoms[at].amount
    when = None if at is None else line.when_after(at)
    if amount is None or amount.unit not in {Unit.BTC, Unit.NONE} or when is None or when.first is None:
        return []
    return [
        Draft(
            sale.kind, sale.entity, amount.start, max(amount.end, when.end), "prose.sold_and", when.first, when.last,
            CLAUSE, sats=amount.sats, approximate=amount.approximate,
        )
    ]  # fmt: skip


_COMPARES = frozenset("compares compared down up".split())


def _is_told_last(memory: Memory) -> bool:
    """Whether nothing but sales was told by the sentence before: what is a mere figure may be of anything else."""
    return {each.kind for each in memory.drafts[-_LATELY:] if each.end > memory.told_from} == {
        StatementKind.SALE
    }


_LATELY = 6


def read_answer(line: Line, memory: Memory) -> list[Draft]:
    """As in "How many did Riot sell in May? 158, for $10.1 million": a number that begins the answer."""
    asked = memory.asked
    at = next(
        (at for at in range(min(_AT_FIRST, len(line.atoms))) if line.atoms[at].amount is not None), None
    )
    if asked is None or at is None or not all(low in FILLERS for low in line.lows[:at]):
        return []
    amount = line.atoms[at].amount
    who = subject(asked, memory)
    if amount is None or not amount.may_be_coins or who == NOBODY:
        return []
    if line.low(at + 1) not in _ENDING:
        return []
    when, money = moment(asked, memory, point=False), terms(line, at + 1, len(line.atoms))
    return [
        Draft(
            StatementKind.SALE, who, amount.start, money.end or amount.end, "prose.sold", when.first, when.last,
            when.sure, sats=amount.sats, approximate=amount.approximate, avg_price_usd=money.price,
            proceeds_usd=money.proceeds,
        )
    ]  # fmt: skip


_AT_FIRST = 3
_ENDING = frozenset(", . ; ( for at – —".split()) | {""}


def read_did(line: Line, memory: Memory) -> list[Draft]:
    """As in "Riot sold none in May. Bitfarms did: 195, or 92% of what it earned": a verb that stands for selling."""
    last = memory.drafts[-1] if memory.drafts else None
    if "did" not in line.words or last is None or line.start - last.end > _FOLLOWING:
        return []
    at = next((at for at, low in enumerate(line.lows) if low == "did"), 0)
    if (
        last.kind not in _OF_SALES
        or not at
        or line.atoms[at - 1].entity is None
        or line.low(at + 1) not in _SET_OFF
    ):
        return []
    place = line.past(at + 2, FILLERS)
    amount = line.amount(place)
    if amount is None or not amount.may_be_coins:
        return []
    if amount.unit is Unit.NONE and line.low(place + 1) not in _ENDING:
        return []
    money = terms(line, place + 1, len(line.atoms))
    return [
        Draft(
            StatementKind.SALE, line.atoms[at - 1].entity, amount.start, money.end or amount.end, "prose.sold_and",
            last.period_start, last.period_end, CONTEXT, sats=amount.sats, approximate=amount.approximate,
            avg_price_usd=money.price, proceeds_usd=money.proceeds,
        )
    ]  # fmt: skip


def read_rank(line: Line, memory: Memory) -> list[Draft]:
    """As in "Core led, selling 1,975. Bitfarms was next at 1,623": of the sales told just before."""
    sale = memory.sale
    if sale is None or _RANKED.isdisjoint(line.words) or not 0 <= line.start - sale.end <= _FOLLOWING:
        return []
    if not _is_told_last(memory) or line.deeds:
        return []
    made = []
    for at, atom in enumerate(line.atoms):
        if atom.entity is None or line.low(at + 1) not in _RANKING:
            continue
        place = at + 2
        while (
            line.low(place) in _RANKED
            or line.low(place) in FILLERS
            or line.low(place) in {"with", "at", "behind", "in"}
        ):
            place += 1
        amount = line.amount(place)
        if amount is None or not amount.may_be_coins:
            continue
        if amount.unit is Unit.NONE and line.low(place + 1) not in _ENDING:
            continue
        made.append(
            Draft(
                StatementKind.SALE, atom.entity, atom.start, amount.end, "prose.sellers", sale.period_start,
                sale.period_end, CONTEXT, sats=amount.sats, approximate=amount.approximate,
            )
        )  # fmt: skip
    return made


_RANKED = frozenset("next second third close followed follows came ranked".split())
_RANKING = frozenset("was came followed follows ranked is".split())
_OF_SALES = frozenset({StatementKind.SALE, StatementKind.NO_SALE})
_SET_OFF = frozenset(": , ( – — -".split())


def _brought(line: Line, at: int) -> Amount | None:
    """The money that a number of coins is told with, if it can be their price."""
    coins, told = line.atoms[at].amount, False
    assert coins is not None, "the caller has seen it"
    for ahead in range(at + 1, min(at + _NEAR, len(line.atoms))):
        money = line.atoms[ahead].amount
        if money is not None:
            fits = told and money.unit is Unit.USD and not money.per_coin
            return money if fits and _LEAST_PRICE <= money.value / coins.value <= _MOST_PRICE else None
        told = told or line.low(ahead) in _BRINGING
        if line.atoms[ahead].when is None and line.low(ahead) not in _BRINGING | _BETWEEN:
            return None
    return None


def _period(line: Line, at: int) -> When | None:
    """The month or longer time that is told beside the number: right after it, or last before it."""
    when = line.when_after(at) or next(
        (each for back in range(at - 1, max(-1, at - _NEAR), -1) if (each := line.atoms[back].when)), None
    )
    known = when is not None and when.first is not None and when.form in {Form.MONTH, Form.LONGER}
    return when if known else None
