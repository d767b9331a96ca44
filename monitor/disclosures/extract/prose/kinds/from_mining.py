"""Coins that came from mining, where no verb of mining tells it: "got 400 bitcoin from mining in December"."""

from collections.abc import Iterator, Sequence

from monitor.disclosures.extract.lexicon import Deed, Shape
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.prose.kinds.production import is_average
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line, Told
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, is_btc
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind

_REACH = 9
_MINING = frozenset("mining self-mining machines rigs".split())


def read_from_mining(line: Line, memory: Memory, made: Sequence[Draft]) -> list[Draft]:
    """As in "got 400 bitcoin from mining in December", "23.7 BTC earned by its mining since September 1".

    Args:
        line: the sentence.
        memory: what was said before.
        made: what it told already; an amount is told once.
    """
    spoken = not _MINING.isdisjoint(line.words) and (line.counts or memory.coins)
    if not spoken and not any(_is_mined_amount(line, at) for at in line.counts):
        return []
    places = ((place, end) for place, end in _mined(line, memory) if not _is_told(line, place, made))
    return [draft for place, end in places if (draft := _made_of(line, memory, place, end)) is not None]


def _is_told(line: Line, at: int, made: Sequence[Draft]) -> bool:
    return any(each.start <= line.atoms[at].start < each.end for each in made)


def _mined(line: Line, memory: Memory) -> Iterator[tuple[int, int]]:
    """The places of numbers of coins that came from mining, and where the words end that say so."""
    for at, atom in enumerate(line.atoms):
        if _is_mined_amount(line, at):
            yield at, atom.end
        elif atom.low in _MINING and _is_source(line, at):
            behind = range(at - 1, max(-1, at - 7), -1)
            place = next((back for back in behind if _is_counted(line, back, memory)), None)
            taken = any(told.deed in _TAKEN and told.at < at for told in line.deeds)
            if place is not None and not taken and not _is_of_a_balance(line, place):
                yield place, atom.end


_TAKEN = frozenset({Deed.SELL, Deed.CONVERT, Deed.HOLD})


def _is_counted(line: Line, at: int, memory: Memory) -> bool:
    """Coins, also without their name as in "450 came in from mining"."""
    amount = line.atoms[at].amount
    bare = amount is not None and amount.unit is Unit.NONE and bool(amount.sats)
    return is_btc(amount) or (bare and line.low(at + 1) == "came" and (memory.coins or line.coins))


def _made_of(line: Line, memory: Memory, at: int, end: int) -> Draft | None:
    amount = line.atoms[at].amount
    assert amount is not None, "the caller has seen it"
    clause = Clause(line, Told(at, Deed.MINE, Shape.PAST), 0, len(line.atoms))
    who = subject(clause, memory)
    if who == NOBODY or not amount.sats or is_average(clause, Object(Thing.QUANTITY, at, at, amount)):
        return None
    when = moment(clause, memory, point=False)
    return Draft(
        StatementKind.PRODUCTION,
        who,
        amount.start,
        end,
        "prose.from_mining",
        when.first,
        when.last,
        when.sure,
    ).counting(amount)


def _is_of_a_balance(line: Line, at: int) -> bool:
    """As in "held 60 BTC, made up of 22.4 BTC from mining and 37.6 bought": where a part of a balance came from."""
    return any(
        line.low(back) in _MADE_UP_OF or (line.low(back) == "made" and line.low(back + 1) == "up")
        for back in range(max(0, at - 2 * _REACH), at)
    )


_MADE_UP_OF = frozenset(
    "consisting consists consisted comprised comprising comprises includes included including".split()
)


def _is_mined_amount(line: Line, at: int) -> bool:
    """As in "revenue of $7.6 million on 255.8 mined bitcoin": no verb says that they were mined."""
    amount = line.atoms[at].amount
    if amount is None or not is_btc(amount) or "mined" not in line.text[amount.start : amount.end]:
        return False
    return all(told.deed is Deed.MINE for told in line.deeds if at - _REACH < told.at < at + _REACH)


def _is_source(line: Line, at: int) -> bool:
    """As in "from mining", "from its self-mining operations", "by its mining": where coins came from."""
    place = line.back(at - 1, {"its", "our", "the", "their", "own", "bitcoin", "proprietary", "self"})
    if line.low(place) == "as" and line.low(at + 1) in {"reward", "rewards"}:
        return True
    if line.low(at) in {"machines", "rigs"}:
        return line.low(place) == "of" and line.low(place - 1) == "out"  # "450 came out of its machines"
    by = line.low(place) == "by" and line.low(place - 1) in {"earned", "generated", "produced"}
    return (line.low(place) in {"from", "through", "via"} or by) and line.low(at + 1) not in {
        "pool",
        "pools",
        "machines",
        "rigs",
        "equipment",
    }
