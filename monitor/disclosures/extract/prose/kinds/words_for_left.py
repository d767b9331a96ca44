"""Words for what is left beside a number: "19,273 remained", "closed June with 549", "is down to 2,000"."""

from monitor.disclosures.extract.lexicon import COINS, FILLERS, HOARDS, Deed
from monitor.disclosures.extract.numbers.amounts import COUNTED, Amount, Unit
from monitor.disclosures.extract.prose.sentence.line import Line

_REACH = 7
ABOUT = FILLERS - {"at", "down", "of"}
"""What may stand before a number, without the words that say what it is."""
OWNERS = frozenset(
    "its our their company's company’s firm's firm’s miner's miner’s country's country’s".split()
)
BE = frozenset(
    "was were is are had been have has remain remains remained stay stays stayed stood sat".split()
)
STILL = frozenset("still now then all yet held".split())
LEFT = frozenset("left remained remain remains stayed owned unsold".split())
CLOSING = frozenset(
    "closed closing ended ending finished finishing exited exiting wrapped wrapping concluded concluding entered"
    " entering".split()
)
STORES = frozenset(
    "reserve reserves vault vaults treasury custody wallet wallets safe till coffers bank books storage possession hand"
    " stash stack balance".split()
)
WORDS = (
    STORES | LEFT | CLOSING
    | frozenset("sheet name belong belongs numbered were totaled totalled came stood down with reported".split())
)  # fmt: skip
"""One of these stands in whatever tells what is left: looked for first, for it is quicker."""


def is_left(line: Line, at: int) -> bool:
    """Whether a word beside a number says that so many coins are left."""
    told = _is_left(line, at) or closed_with(line, at) is not None or _is_of_its_coins(line, at)
    return (told or is_down_to(line, at) or _is_fronted(line, at)) and not _is_of_a_part(line, at)


def may_be_coins(line: Line, at: int, amount: Amount) -> bool:
    """With their name, without a unit, or as in "1,778 owned on April 30"; not "224,000 owned and hosted machines"."""
    if amount.unit is not Unit.OTHER:
        return amount.unit in COUNTED
    timed = at + 2 in line.whens
    return line.low(at + 1) == "owned" and (timed or line.low(at + 2) in {".", ",", "at", "on"})


def _is_left(line: Line, at: int) -> bool:
    """As in "19,273 were left in the vault", "19,273 remained", "920 on hand", "6,154 in reserve", "1,778 owned"."""
    place = line.past(at + 1, _BEFORE_LEFT)
    if line.low(place) in {"belong", "belongs"}:
        return line.low(place + 1) == "to"
    if line.low(place) in LEFT:
        told = place > at + 1 or line.low(place) not in {"left", "unsold"} or line.low(at - 1) in _HAVING
        return told and line.low(place + 1) not in _NOT_LEFT
    if (line.low(place), line.low(place + 2)) == ("to", "name"):
        return True
    store = line.past(place + 1, _OF_ITS)
    stored = line.low(place) in {"in", "on"} and line.low(store) in STORES
    return stored and line.low(store + 1) not in {"company", "companies", "policy"}


_BEFORE_LEFT = (BE | STILL) - LEFT
_HAVING = frozenset("with has have had only just".split())
_NOT_LEFT = frozenset("over the to from under offline online unpaid outstanding unchanged by".split())
"""As in "left over", "3 remained under construction"."""
_OF_ITS = frozenset("its the our their company’s company's own corporate cold bitcoin btc hot".split())


def closed_with(line: Line, at: int) -> int | None:
    """As in "closed June with 549", "wrapped up its fiscal third quarter with 12,608 bitcoin": where that begins."""
    led, timed = led_in(line, at), False
    for back in range(led - 1, max(-1, led - _REACH), -1) if led is not None else ():
        when = line.atoms[back].when
        if when is not None:
            if line.text[when.start : when.end].lower().split()[0] in CLOSING:
                return back
            timed = True
        elif line.low(back) in CLOSING:
            meant = line.low(back + 1) == "it" and any(place < back for place in line.whens)
            return back if timed or meant else None  # "produced 408 BTC in March and ended it with 1,025.69"
        elif line.low(back) not in _BETWEEN:
            return None
    return None


_BETWEEN = frozenset("up out the its it of month fiscal with and".split())


def _is_of_its_coins(line: Line, at: int) -> bool:
    """As in "the Company's bitcoin numbered 19,273", "at July 31 our bitcoins were 5,021"."""
    place = line.back(at - 1, FILLERS)
    place -= line.low(place) == "to" and line.low(place - 1) in {"came", "stood"}
    if line.low(place) not in _COUNTING:
        return False
    place -= 1
    while (
        line.low(place) in STILL or line.low(place) == "thereafter" or (place > 0 and line.atoms[place].when)
    ):
        place -= 1
    owner = line.low(place - 1) in OWNERS or (
        line.low(place - 1) == "s" and line.low(place - 2) in {"'", "’"}
    )
    return owner and line.low(place) in COINS


_COUNTING = frozenset("numbered were totaled totalled came stood counted".split())


def is_down_to(line: Line, at: int) -> bool:
    """As in "Riot is down to fewer than 2,000 bitcoin"."""
    place = line.back(at - 1, ABOUT)
    place = line.back(place, _TO)
    return line.near(place + 1, place + 3) == _TO and line.low(place) in {"is", "are", "was", "were", "now"}


_TO = frozenset({"down", "to"})


def _is_fronted(line: Line, at: int) -> bool:
    """As in "At 52,850, its holdings were a record"."""
    if line.low(at - 1) != "at" or at > _FIRST or line.low(at + 1) != ",":
        return False
    near = range(at + 2, at + _REACH)
    return any(line.deed(place) is Deed.HOLD and line.low(place) in HOARDS for place in near)


_FIRST = 3


def _is_of_a_part(line: Line, at: int) -> bool:
    """As in "of the 450 coins mined, 53 remained", "of which it kept 20", "including 300 in cold storage"."""
    place = line.back(at - 1, ABOUT)
    if line.low(place) in {"including", "which", "of", "them", "these"}:
        return True
    got = any(told.deed in {Deed.MINE, Deed.BUY} and told.at < at for told in line.deeds)
    return got and line.low(0) == "of"


def led_in(line: Line, at: int) -> int | None:
    """The place of the "with" that leads a number in."""
    place = line.back(at - 1, ABOUT)
    return place if line.low(place) == "with" else None
