"""Balances that no verb of holding tells: "160.5 BTC as of June 30", "2,021 BTC were in custody", "its 417.6 BTC"."""

from monitor.disclosures.extract.amounts import Unit
from monitor.disclosures.extract.lexicon import FILLERS, Deed, Shape
from monitor.disclosures.extract.prose.draft import Draft
from monitor.disclosures.extract.prose.line import Clause, Line, Told
from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.prose.objects import Object, Thing
from monitor.disclosures.extract.prose.stocks import is_pledged, stock
from monitor.disclosures.extract.prose.subjects import NOBODY, subject
from monitor.disclosures.extract.when import Form, When
from monitor.disclosures.statement import StatementKind

_LEAVING = frozenset("peaked peak worth valued value target goal would could if".split())


def read_as_of(line: Line, memory: Memory, made: list[Draft]) -> list[Draft]:
    """As in "160.5 BTC (about $10.2 million) as of June 30", "ended January with 984.8 BTC": no verb says so.

    Args:
        line: the sentence.
        memory: what was said before.
        made: what it told already; an amount is told once.
    """
    found: list[Draft] = []
    for at, atom in enumerate(line.atoms):
        amount = atom.amount
        if amount is None or amount.unit is not Unit.BTC or not amount.sats:
            continue
        if any(each.start <= amount.start < each.end for each in [*made[-20:], *found[-20:]]):
            continue
        when = _end_near(line, at)
        if when is None and _is_somewhere(line, at):
            clause = Clause(line, Told(at, Deed.HOLD, Shape.PAST), 0, len(line.atoms))
            who = subject(clause, memory)
            thing = Object(Thing.QUANTITY, at, at, amount)
            if who != NOBODY:
                found.append(
                    stock(clause, memory, thing, who, kind=StatementKind.HOLDINGS, rule="prose.there")
                )
            continue
        clause = Clause(line, Told(at, Deed.HOLD, Shape.NOUN), 0, len(line.atoms))
        thing = Object(Thing.QUANTITY, at, at, amount)
        if (
            when is None
            or line.low(at - 1) == "from"
            or is_pledged(clause, thing)
            or any(line.low(place) in _LEAVING for place in range(max(0, at - 6), at))
        ):
            continue
        who = subject(clause, memory)
        if who != NOBODY:
            draft = Draft(
                StatementKind.HOLDINGS, who, min(amount.start, when.start), max(amount.end, when.end),
                "prose.as_of", None,
                when.last, 3, sats=amount.sats, approximate=amount.approximate, holdings_after_sats=amount.sats,
            )  # fmt: skip
            found.append(draft)
    return found


def _is_somewhere(line: Line, at: int) -> bool:
    """As in "2,021 BTC were in custody", "there were 2,021 BTC on the balance sheet"."""
    if _is_had(line, at):
        return True
    place = at + 1
    if line.low(place) in _WERE:
        place += 1
    elif not (line.low(at - 1) in _WERE and line.low(at - 2) == "there"):
        return False
    while line.low(place) in {"still", "held", "left", "now"}:
        place += 1
    if line.low(place) not in {"in", "on"}:
        return False
    return bool({line.low(ahead) for ahead in range(place + 1, place + 4)} & _PLACES)


def _is_had(line: Line, at: int) -> bool:
    """As in "it ended with 984.8 BTC", "Riot, with 9,195 BTC, is the largest": a company with so many coins."""
    place = at - 1
    while line.low(place) in FILLERS and line.low(place) != "with":
        place -= 1
    if line.low(place) != "with" or any(line.deed(ahead) for ahead in range(at + 1, at + 4)):
        return False
    if line.low(place - 1) in _CLOSED:
        return True
    owner = place - 1 - (line.low(place - 1) == ",")
    return owner >= 0 and line.atoms[owner].entity is not None and line.low(at + 1) in {",", ".", ";", ""}


_CLOSED = frozenset("ended ending finished finishing closed closing".split())
_WERE = frozenset("was were is are remained remain".split())
_PLACES = frozenset("custody treasury reserve reserves balance wallet wallets storage books hand".split())


def _end_near(line: Line, at: int) -> When | None:
    """An "as of" after an amount, past what is in parentheses; or "ended September with" before it."""
    place, depth = at + 1, 0
    while place < min(at + 12, len(line.atoms)):
        low, when = line.low(place), line.atoms[place].when
        depth += (low == "(") - (low == ")")
        if when is not None and not depth:
            words = line.text[when.start : when.end].lower()
            return when if when.form is Form.END and words.startswith(("as of", "as at", "at ")) else None
        if not depth and low not in {")", ",", "in", "total", "on", "hand", "treasury"}:
            break
        place += 1
    for back in range(at - 1, max(-1, at - 9), -1):
        when = line.atoms[back].when
        if when is not None:
            ended = (
                line.text[when.start : when.end]
                .lower()
                .startswith(("ended", "ending", "closed", "finished", "exited"))
            )
            return (
                when if ended and "with" in [line.low(between) for between in range(back + 1, at)] else None
            )
        if line.atoms[back].amount is not None:
            return None
    return None
