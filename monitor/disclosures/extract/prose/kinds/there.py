"""Balances that no verb of holding tells: "160.5 BTC as of June 30", "2,021 BTC were in custody", "its 417.6 BTC"."""

from monitor.disclosures.extract.lexicon import FILLERS, GOVERNORS, MODALS, Deed, Shape
from monitor.disclosures.extract.periods.when import Form, When
from monitor.disclosures.extract.prose.coins.stocks import is_not_now, is_pledged, stock
from monitor.disclosures.extract.prose.kinds.held_by_noun import NO_STOCK
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line, Told
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY, named_at
from monitor.disclosures.statement import StatementKind


def read_as_of(line: Line, memory: Memory, made: list[Draft]) -> list[Draft]:
    """As in "160.5 BTC (about $10.2 million) as of June 30", "ended January with 984.8 BTC": no verb says so.

    Args:
        line: the sentence.
        memory: what was said before.
        made: what it told already; an amount is told once.
    """
    found: list[Draft] = []
    for at in line.counts:
        amount = line.atoms[at].amount
        if amount is None or not amount.sats:
            continue
        if any(
            each.start <= amount.start < each.end
            for each in [*made[-20:], *found[-20:]]
            if each.kind is not StatementKind.INTENT
        ):
            continue
        draft = _as_of(line, memory, at) or _there(line, memory, at)
        if draft is not None:
            found.append(draft)
    return found


def _as_of(line: Line, memory: Memory, at: int) -> Draft | None:
    when, amount = _end_near(line, at), line.atoms[at].amount
    if when is None or amount is None:
        return None
    clause = Clause(line, Told(at, Deed.HOLD, Shape.NOUN), 0, len(line.atoms))
    thing = Object(Thing.QUANTITY, at, at, amount)
    if line.low(at - 1) == "from" and not line.text[when.start : when.end].lower().startswith(
        ("as of", "as at")
    ):
        return None
    latest = memory.anchor.latest
    if latest is not None and when.last is not None and when.last > latest:
        return None
    if is_pledged(clause, thing) or any(line.low(place) in NO_STOCK for place in range(max(0, at - 6), at)):
        return None
    if any(line.low(place) in _CAME for place in range(max(0, at - 10), at)) or is_not_now(clause, thing):
        return None
    who = subject(clause, memory)
    if who == NOBODY:
        return None
    return Draft(
        StatementKind.HOLDINGS, who, min(amount.start, when.start), max(amount.end, when.end), "prose.as_of", None,
        when.last, 3, sats=amount.sats, approximate=amount.approximate, holdings_after_sats=amount.sats,
    )  # fmt: skip


_CAME = frozenset(
    "received sent paid lost borrowed issued transferred equalled equaled equates equated equivalent".split()
)
"""As in "received 3 BTC as of June 30": what came or went until then."""


def _there(line: Line, memory: Memory, at: int) -> Draft | None:
    amount = line.atoms[at].amount
    there = _is_somewhere(line, at) or _holder(line, at, memory) is not None
    rule = "prose.there" if there else "prose.owned" if _is_owned(line, at) else None
    if rule is None or amount is None:
        return None
    clause = Clause(line, Told(at, Deed.HOLD, Shape.PAST), 0, len(line.atoms))
    thing = Object(Thing.QUANTITY, at, at, amount)
    who = _holder(line, at, memory) or subject(clause, memory)
    if who == NOBODY or is_pledged(clause, thing):
        return None
    return stock(clause, memory, thing, who, kind=StatementKind.HOLDINGS, rule=rule)


def _is_owned(line: Line, at: int) -> bool:
    """As in "its remaining 2,537 bitcoin", "Riot's 19,309 BTC are worth ...", "at 9,113 BTC, Hut 8 keeps ..."."""
    return _is_its(line, at) or _is_introduced(line, at)


def _is_its(line: Line, at: int) -> bool:
    place = line.back(at - 1, _WHOLE)
    owner = line.low(place) in _OWNERS or (
        line.low(place) == "s"
        and line.low(place - 1) in {"'", "’"}
        and line.atoms[max(0, place - 2)].entity is not None
    )
    if not owner or any(line.low(back) in NO_STOCK for back in range(place - 4, place)):
        return False
    if line.low(place - 1) in {"by", "with", "against"}:
        return False
    told = next((told for told in reversed(line.deeds) if told.at < at), None)
    if (
        told is not None
        and at - told.at < _GOVERNED
        and told.deed in _CHANGED
        and not _is_wished(line, told.at)
    ):
        return False
    following = line.low(at + 1)
    ends = at + 1 == len(line.atoms) or following in _AFTER or line.atoms[at + 1].when is not None
    return ends and line.deed(at + 2) not in _CHANGED


_WHOLE = frozenset("remaining existing entire total whole current all of the own combined".split())
_OWNERS = frozenset(
    "its our their company's company’s firm's firm’s miner's miner’s country's country’s".split()
)
_GOVERNED = 9
_CHANGED = frozenset({Deed.SELL, Deed.BUY, Deed.MINE, Deed.MOVE, Deed.CONVERT, Deed.PLEDGE})
_AFTER = frozenset(
    ". , ; ) holdings treasury stash stack reserve reserves position stockpile hoard balance is are were was worth"
    " valued on remain remains sit sits stand stands and while but into as".split()
)


def _is_wished(line: Line, at: int) -> bool:
    """As in "plans to sell its 417.6 BTC", "will keep its 10,667 coins": it still has them."""
    words = line.near(at - 5, at)
    return bool(words & (GOVERNORS | MODALS | {"would"})) and not words & {"decision", "opted", "chose"}


def _is_introduced(line: Line, at: int) -> bool:
    """As in "With 19,309 BTC, Riot is ...", "one of the largest holders with 19,309 BTC"."""
    place = at - 1
    while line.low(place) in FILLERS and line.low(place) not in {"with", "at"}:
        place -= 1
    if line.low(place) not in {"with", "at"}:
        return False
    after = at + 1 + (line.low(at + 1) in {"held", "in", "treasury"})
    if place == 0 and line.low(after) == ",":
        owner = after + 1 + (line.low(after + 1) == "the")
        return owner < len(line.atoms) and (
            line.atoms[owner].entity is not None or line.low(owner) in {"it", "we", "company", "miner"}
        )
    near = line.near(place - 3, place)
    return bool(near & _HOLDERS) and line.low(place) == "with"


_HOLDERS = frozenset("holder holders treasury treasuries reserve reserves owner owners stash hoard".split())


def _is_somewhere(line: Line, at: int) -> bool:
    """As in "2,021 BTC were in custody", "there were 2,021 BTC on the balance sheet"."""
    if _is_had(line, at):
        return True
    place = at + 1
    if (
        line.low(at - 1) == "the"
        and line.low(place) in {"in", "on"}
        and _is_store_of_its_own(line, place + 1)
    ):
        return not any(at - _GOVERNED < told.at < at for told in line.deeds)
    if at <= 1 and line.low(place) in {"in", "on"} and all(told.shape is Shape.NOUN for told in line.deeds):
        return bool(line.near(place + 1, place + 5) & _PLACES)  # an item of a list
    if line.low(place) in _WERE:
        place += 1
    elif not (line.low(at - 1) in _WERE and line.low(at - 2) == "there"):
        return False
    place = line.past(place, {"still", "held", "left", "now"})
    if place == len(line.atoms) or line.low(place) in {".", ","}:
        return any(atom.when is not None and atom.when.form is Form.END for atom in line.atoms[:at])
    if line.low(place) not in {"in", "on"}:
        return False
    return bool(line.near(place + 1, place + 6) & _PLACES)


def _is_store_of_its_own(line: Line, at: int) -> bool:
    """As in "the 1,600 BTC in Riot's treasury", "on its balance sheet"."""
    words = [line.low(ahead) for ahead in range(at, at + 6)]
    store = next((place for place, word in enumerate(words) if word in _PLACES), 0)
    owner = bool(set(words[:store]) & _OWNERS) or any(
        atom.entity is not None for atom in line.atoms[at : at + store]
    )
    return bool(store) and owner


def _is_had(line: Line, at: int) -> bool:
    """As in "it ended with 984.8 BTC", "Riot, with 9,195 BTC, is the largest": a company with so many coins."""
    place = at - 1
    while line.low(place) in FILLERS and line.low(place) != "with":
        place -= 1
    if line.low(place) != "with" or any(line.deed(ahead) for ahead in range(at + 1, at + 4)):
        return False
    return line.low(place - 1) in _CLOSED


def _holder(line: Line, at: int, memory: Memory) -> str | None:
    """Whose coins they are in "Riot, with 9,195 BTC, is the largest", "MicroStrategy with 43,514 BTC and ..."."""
    place = at - 1
    while line.low(place) in FILLERS and line.low(place) != "with":
        place -= 1
    if line.low(place) != "with" or line.low(at + 1) not in {",", ".", ";", "and", ""} or line.deed(at + 2):
        return None
    last = place - 1 - (line.low(place - 1) == ",")
    if not _is_subject(line, last):
        return None
    return named_at(line, last, memory)


def _is_subject(line: Line, last: int) -> bool:
    """Whether a name is not what a verb governs, as in "funded Twenty One with 19,800 BTC"."""
    first = last
    while first > 0 and (line.atoms[first - 1].capital and line.atoms[first].entity is None):
        first -= 1
    return first <= 0 or line.low(first - 1) in _BEFORE_HOLDERS


_BEFORE_HOLDERS = frozenset(
    ", ; : . • - – and by behind of than like including are is by while the followed ahead".split()
)
_CLOSED = frozenset("ended ending finished finishing closed closing".split())
_WERE = frozenset("was were is are remain remains remained stay stays stayed stood sat".split())
_PLACES = frozenset(
    "custody treasury reserve reserves balance wallet wallets storage books hand possession".split()
)


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
                when
                if ended
                and "with" in (between := [line.low(place) for place in range(back + 1, at)])
                and "mine" not in between
                else None
            )
        if line.atoms[back].amount is not None:
            return None
    return None
