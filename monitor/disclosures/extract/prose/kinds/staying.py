"""Balances told by what is still there: "19,273 remained at June 30", "with 920 on hand", "closed June with 549"."""

import re
from collections.abc import Sequence

from monitor.disclosures.extract.lexicon import FILLERS, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import Amount, Unit
from monitor.disclosures.extract.prose.coins.stocks import is_not_now, is_pledged, stock
from monitor.disclosures.extract.prose.sentence.draft import CONTEXT, SENTENCE, Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line, Told
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.objects import Object, Thing, is_year
from monitor.disclosures.extract.prose.when.moments import moment
from monitor.disclosures.extract.prose.who.subjects import subject
from monitor.disclosures.extract.prose.who.unknown_names import NOBODY
from monitor.disclosures.statement import StatementKind

_WORDS = frozenset(
    "left remained remain remains stayed hand reserve reserves vault treasury custody wallet wallets safe till coffers"
    " bank books sheet storage possession owned name belong belongs closed closing"
    " ended ending finished finishing exited"
    " exiting wrapped wrapping concluded numbered were totaled totalled came stood down stash with reported".split()
)
"""One of these stands in whatever is read here: looked for first, for it is quicker."""
_STORES = frozenset(
    "reserve reserves vault vaults treasury custody wallet wallets safe till coffers bank books storage possession"
    " stash stack".split()
)
_BE = frozenset("was were is are had been have has".split())
_STILL = frozenset("still now then all yet".split())
_LEFT = frozenset("left remained remain remains stayed owned unsold".split())
_CLOSING = frozenset(
    "closed closing ended ending finished finishing exited exiting wrapped wrapping concluded concluding".split()
)
_OF_ITS = frozenset("its the our their company’s company's own corporate cold bitcoin btc hot".split())
_BETWEEN = frozenset("up out the its of month fiscal with and".split())
_REACH = 7
_GOVERNED = 2


def read_staying(line: Line, memory: Memory, made: Sequence[Draft]) -> list[Draft]:
    """Numbers of coins beside words for what is left.

    Args:
        line: the sentence.
        memory: what was said before.
        made: what it told already; an amount is told once.
    """
    if _WORDS.isdisjoint(line.words) or line.question or not (line.coins or memory.coins):
        return []
    if (nothing := _nothing_left(line, memory, made)) is not None:
        return [nothing]
    found: list[Draft] = []
    for at, atom in enumerate(line.atoms):
        amount = atom.amount
        if amount is None or not amount.sats or amount.per_coin or not _may_be_coins(line, at, amount):
            continue
        if any(
            each.start <= amount.start < each.end for each in made if each.kind is not StatementKind.INTENT
        ):
            continue
        clause = Clause(line, Told(at, Deed.HOLD, Shape.PAST), 0, len(line.atoms))
        if (amount.unit is not Unit.BTC and is_year(clause, amount)) or _is_of_a_part(line, at):
            continue
        if _is_part_of_told(amount, made):
            continue
        if any(told.deed is Deed.HOLD and at - _GOVERNED <= told.at < at for told in line.deeds):
            continue  # the verb or noun for it has told already what is meant
        if (
            _is_left(line, at)
            or _is_closed_with(line, at)
            or _is_of_its_coins(line, at)
            or _is_down_to(line, at)
            or _is_fronted(line, at)
        ):
            found += _balance(clause, memory, Object(Thing.QUANTITY, at, at, amount))
    return found


def _is_part_of_told(amount: Amount, made: Sequence[Draft]) -> bool:
    """As in "held 7,021 BTC: 3,931 in custody and 3,090 pledged": a part beside the whole is told with it."""
    sats = amount.sats or 0
    return any(each.kind is StatementKind.HOLDINGS and (each.sats or 0) > sats for each in made)


def _may_be_coins(line: Line, at: int, amount: Amount) -> bool:
    """With their name, without a unit, or as in "1,778 owned on April 30"; not "224,000 owned and hosted machines"."""
    if amount.unit is not Unit.OTHER:
        return amount.unit in {Unit.BTC, Unit.NONE}
    ends = line.low(at + 2) in {".", ",", "at", "on"} or (
        at + 2 < len(line.atoms) and line.atoms[at + 2].when
    )
    return line.low(at + 1) == "owned" and bool(ends)


def _balance(clause: Clause, memory: Memory, thing: Object) -> list[Draft]:
    who = subject(clause, memory)
    if who == NOBODY or is_pledged(clause, thing) or is_not_now(clause, thing):
        return []
    draft = stock(clause, memory, thing, who, kind=StatementKind.HOLDINGS, rule="prose.staying")
    if not memory.filed and _is_of_now(clause):
        draft.period_end, draft.sure = memory.published, CONTEXT
    return [draft]


def _is_of_now(clause: Clause) -> bool:
    """As in "only 313 are still in reserve", "is down to 2,000": on the day of the text, unless one is told behind."""
    line, at = clause.line, clause.at
    behind = line.atoms[at + 1 : at + _REACH]
    comma = next((place for place, atom in enumerate(behind) if atom.low == ","), len(behind))
    present = bool({line.low(at + 1), line.low(at + 2)} & _PRESENT) or _is_down_to(line, at)
    return present and not any(atom.when for atom in behind[:comma])


_PRESENT = frozenset("are is remain remains belong belongs".split())


def _is_left(line: Line, at: int) -> bool:
    """As in "19,273 were left in the vault", "19,273 remained", "920 on hand", "6,154 in reserve", "1,778 owned"."""
    place = at + 1
    while line.low(place) in _BE or line.low(place) in _STILL:
        place += 1
    if line.low(place) == "belong" or line.low(place) == "belongs":
        return line.low(place + 1) == "to"
    if line.low(place) in _LEFT:
        told = place > at + 1 or line.low(place) not in {"left", "unsold"} or line.low(at - 1) in _HAVING
        return told and line.low(place + 1) not in {"over", "the", "to", "from"} and not _is_noun(line, place)
    if line.low(place) in {"on", "in"} and line.low(place + 1) == "hand":
        return True
    if line.low(place) == "to" and line.low(place + 2) == "name":
        return True
    if line.low(place) not in {"in", "on"}:
        return False
    place += 1
    place = line.past(place, _OF_ITS)
    if (line.low(place), line.low(place + 1)) == ("balance", "sheet"):
        return True
    return line.low(place) in _STORES and line.low(place + 1) not in {"company", "companies", "policy"}


_HAVING = frozenset("with has have had only just".split())


def _is_noun(line: Line, at: int) -> bool:
    """As in "3 remained under construction": something else than coins was."""
    return line.low(at + 1) in {"under", "offline", "online", "unpaid", "outstanding", "unchanged", "by"}


def _is_closed_with(line: Line, at: int) -> bool:
    """As in "closed June with 549", "wrapped up its fiscal third quarter with 12,608 bitcoin"."""
    place = at - 1
    while line.low(place) in FILLERS and line.low(place) not in _CLOSING:
        place -= 1
    if line.low(place) != "with":
        return False
    timed = False
    for back in range(place - 1, max(-1, place - _REACH), -1):
        when = line.atoms[back].when
        if when is not None:
            closing = line.text[when.start : when.end].lower().split()[0] in _CLOSING
            if closing:
                return True
            timed = True
        elif line.low(back) in _CLOSING:
            return timed
        elif line.low(back) not in _BETWEEN:
            return False
    return False


def _is_of_its_coins(line: Line, at: int) -> bool:
    """As in "the Company's bitcoin numbered 19,273", "at July 31 our bitcoins were 5,021"."""
    place = line.back(at - 1, FILLERS)
    if line.low(place) in {"to", "at"} and line.low(place - 1) in {"came", "stood"}:
        place -= 1
    if line.low(place) not in _COUNTING:
        return False
    place -= 1
    while (
        line.low(place) in _STILL or line.low(place) == "thereafter" or (place > 0 and line.atoms[place].when)
    ):
        place -= 1
    if line.low(place) not in {"bitcoin", "bitcoins", "btc", "coins"}:
        return False
    return line.low(place - 1) in _OWNERS or (
        line.low(place - 1) == "s" and line.low(place - 2) in {"'", "’"}
    )


_COUNTING = frozenset("numbered were totaled totalled came stood counted".split())
_OWNERS = frozenset("its our their company's company’s miner's miner’s firm's firm’s".split())


def _is_down_to(line: Line, at: int) -> bool:
    """As in "Riot is down to fewer than 2,000 bitcoin"."""
    place = at - 1
    while line.low(place) in FILLERS and line.low(place) != "down":
        place -= 1
    down = (line.low(place), line.low(place + 1)) == ("down", "to")
    return down and line.low(place - 1) in {"is", "are", "was", "were", "now"}


def _is_fronted(line: Line, at: int) -> bool:
    """As in "At 52,850, its holdings were a record"."""
    if line.low(at - 1) != "at" or at > _FIRST or line.low(at + 1) != ",":
        return False
    near = range(at + 2, at + _REACH)
    return any(line.deed(place) is Deed.HOLD and line.low(place) in _NOUNS for place in near)


_FIRST = 3
_NOUNS = frozenset("holdings reserve reserves treasury stash stack stockpile balance hoard".split())


def _is_of_a_part(line: Line, at: int) -> bool:
    """As in "of the 450 coins mined, 53 remained", "of which it kept 20", "including 300 in cold storage"."""
    place = at - 1
    while line.low(place) in FILLERS and line.low(place) != "of":
        place -= 1
    if line.low(place) in {"including", "which", "of", "them", "these"}:
        return True
    return line.low(0) == "of" and any(
        told.deed in {Deed.MINE, Deed.BUY} and told.at < at for told in line.deeds
    )


_NOTHING = re.compile(
    r"\b(?:no|zero)\s+(?:bitcoins?|btcs?)\s+(?:remain(?:ed|s)?|(?:was|were|is|are)\s+(?:still\s+)?(?:on\s+hand|left|owned"
    r"|in\s+(?:treasury|custody|reserve)|on\s+(?:its|the|our)\s+(?:books|balance\s+sheet)))\b"
    r"|\breport(?:s|ed)\s+(?:no|zero)\s+(?:bitcoins?|btcs?)\s+(?:of\s+(?:its|their)\s+own|held|on\s+hand|in\s+treasury)\b",
    re.IGNORECASE,
)


def _nothing_left(line: Line, memory: Memory, made: Sequence[Draft]) -> Draft | None:
    """As in "no bitcoin remained at June 30", of which the day must be told."""
    match = _NOTHING.search(line.text, line.start, line.atoms[-1].end)
    if match is None or any(each.kind is StatementKind.HOLDINGS for each in made):
        return None
    at = next((at for at, atom in enumerate(line.atoms) if atom.end >= match.end()), len(line.atoms) - 1)
    clause = Clause(line, Told(at, Deed.HOLD, Shape.PAST), 0, len(line.atoms))
    when, who = moment(clause, memory, point=True), subject(clause, memory)
    if who == NOBODY or when.last is None or when.sure < SENTENCE:
        return None
    return Draft(
        StatementKind.HOLDINGS, who, match.start(), match.end(), "prose.staying", None, when.last, when.sure, sats=0,
        holdings_after_sats=0,
    )  # fmt: skip
