"""Words that tell of a sale only together with others: "let 300 go", "used 300 BTC to pay for power"."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import COINS
from monitor.disclosures.extract.numbers.amounts import COUNTED, Unit
from monitor.disclosures.extract.prose.sentence.beside import (
    OF_THEM,
    OWNERS,
    before,
    behind,
    has_coins,
    is_counted_before,
    is_counted_next,
    low_at,
    number_behind,
    unit_at,
    unit_before,
)
from monitor.disclosures.extract.prose.sentence.drawn_from import DRAWN_FROM, is_drawn_from


def _is_counted_beside(atoms: Sequence[Atom], at: int) -> bool:
    """As in "ditched 136 BTC", "136 BTC were jettisoned", "hived off 136 BTC"; companies ditch plans, too."""
    off = at + (low_at(atoms, at + 1) == "off")
    return is_counted_next(atoms, off) or is_counted_before(atoms, at) or _is_counted_of_them(atoms, off)


def _is_counted_of_them(atoms: Sequence[Atom], at: int) -> bool:
    """As in "cashed 136 of them", "cashed 136 BTC"."""
    counted = unit_at(atoms, at + 1)
    return counted is Unit.BTC or (counted is Unit.NONE and behind(atoms, at + 1, 2) in OF_THEM)


def _is_rid_of(atoms: Sequence[Atom], at: int) -> bool:
    """As in "relieved itself of 25 bitcoin", "done away with 1,000 bitcoin", "closed out its last 96 bitcoin"."""
    words = behind(atoms, at, 2)
    if atoms[at].low == "closed":
        return words[:1] == ["out"] and is_counted_next(atoms, at + 1)
    return words == ["away", "with"] or (words[1:] == ["of"] and words[0] in _SELVES)


_SELVES = frozenset("itself ourselves themselves himself".split())


def _is_realized(atoms: Sequence[Atom], at: int) -> bool:
    """As in "realised 136 BTC", "136 BTC were realised", "380 of them were realised"; a gain is realised too."""
    passive = low_at(atoms, at - 1) in {"was", "were"}
    if is_counted_next(atoms, at) or (passive and unit_at(atoms, at - 2) is Unit.BTC):
        return True
    end = at - passive
    return before(atoms, end, 2) in _OF_WHAT and unit_at(atoms, end - 3) in COUNTED


_OF_WHAT = (*OF_THEM, ["of", "that"])


def _is_exited(atoms: Sequence[Atom], at: int) -> bool:
    """As in "exited 136 bitcoin", "exited its bitcoin position"."""
    words = behind(atoms, at, 4)
    return is_counted_next(atoms, at) or (has_coins(words) and words[0] in OWNERS | {"the", "a"})


def _is_spent(atoms: Sequence[Atom], at: int) -> bool:
    """As in "used 136 BTC to pay for electricity", "spent 136 BTC on machines"; not "used 136 BTC as collateral"."""
    passive = is_counted_before(atoms, at) or _is_part_before(atoms, at) or _is_of_them_before(atoms, at)
    if not passive and not is_counted_next(atoms, at):
        return False
    counted = at if passive else number_behind(atoms, at, 4) or at
    mined = not _GAINED.isdisjoint(behind(atoms, counted, 4))
    words = behind(atoms, counted, 9 if mined else 5)
    if words[:1] == ["on"]:
        return atoms[at].low in {"spent", "spending"}
    return any(pair in _PAYING for pair in pairwise(words))


def _is_of_them_before(atoms: Sequence[Atom], at: int) -> bool:
    """As in "ended with 351 coins after 130 had been used to repay a loan": of the coins that were counted."""
    bare = low_at(atoms, at - 1) in {"was", "were", "been"} and unit_before(atoms, at) is Unit.NONE
    return bare and any(atom.unit is Unit.BTC for atom in atoms[:at])


_GAINED = frozenset("mined produced earned freed released returned bought".split())


def _is_part_before(atoms: Sequence[Atom], at: int) -> bool:
    """As in "136 BTC of the month's output were used", "136 of these coins were spent"."""
    place = at - 1 - (low_at(atoms, at - 1) in {"was", "were"})
    of = next((back for back in range(place, max(0, place - _OF_OUTPUT), -1) if atoms[back].low == "of"), 0)
    return is_counted_before(atoms, of) and all(
        atom.low.isalpha() or not atom.amount for atom in atoms[of:place]
    )


_OF_OUTPUT = 6
_PAYING = frozenset(
    (word, deed)
    for word, deeds in (
        ("to", "pay settle repay cover fund finance buy purchase acquire meet redeem retire extinguish"),
        ("for", "payment payments purchases electricity power energy hosting operations operating"),
        ("as", "payment"),
        ("in", "payment"),
    )
    for deed in deeds.split()
)


def _is_delivered(atoms: Sequence[Atom], at: int) -> bool:
    """As in "delivered 400 BTC when its call options were exercised"."""
    counted = is_counted_next(atoms, at) or is_counted_before(atoms, at)
    return counted and any(atom.low in {"exercised", "exercise"} for atom in atoms)


def _is_sell_off(atoms: Sequence[Atom], at: int) -> bool:
    """As in "its sell-off of 300 BTC"; markets have sell-offs too."""
    return low_at(atoms, at + 1) == "of" and is_counted_next(atoms, at + 1)


def _is_block_trade(atoms: Sequence[Atom], at: int) -> bool:
    """As in "block trades totalling 300 BTC, generating $20 million": what is only traded may have been bought."""
    if _OVER_THE_COUNTER.isdisjoint(before(atoms, at, 3)):
        return False
    words = behind(atoms, at, _CLAUSE)
    return bool(words) and words[0] in _OF_TRADES and not _BRINGING.isdisjoint(words)


_CLAUSE = 15
_OVER_THE_COUNTER = frozenset("block otc spot over-the-counter".split())
_OF_TRADES = frozenset("of totalling totaling covering comprising involving".split())
_BRINGING = frozenset(
    "generating generated raising raised bringing brought netting netted proceeds yielding yielded fetching".split()
)


def _is_settled(atoms: Sequence[Atom], at: int) -> bool:
    """As in "call contracts that were settled through delivery of bitcoin resulted in proceeds of ..."."""
    of_coins = low_at(atoms, at + 1) == "of" and low_at(atoms, at + 2) in COINS
    return of_coins and {"proceeds", "settled"} <= {atom.low for atom in atoms}


def _is_phrase(atoms: Sequence[Atom], at: int) -> bool:
    """As in "let 300 go", "got rid of 300", "300 went to market", "cashed 136 of them", "cashed 136 BTC"."""
    word = atoms[at].low
    if word in _TURNS:
        got = word != "rid" or low_at(atoms, at - 1) in _GOT
        return got and any(behind(atoms, at, turn.count(" ") + 1) == turn.split() for turn in _TURNS[word])
    counted = unit_at(atoms, at + 1)
    if word in {"cashed", "cashing"} and (
        counted is Unit.BTC or (counted is Unit.NONE and behind(atoms, at + 1, 2) in OF_THEM)
    ):
        return True
    reach = 10 if _PHRASAL[word] <= _BEHIND else 1
    return not _PHRASAL[word].isdisjoint(behind(atoms, at, reach))


_GOT = frozenset("get gets got gotten getting".split())
_PHRASAL = {
    "lets": {"go"}, "cashes": {"in", "out"}, "parts": {"with", "ways"},
    "let": {"go"}, "letting": {"go"}, "part": {"with", "ways"}, "parted": {"with", "ways", "company", "from"},
    "parting": {"with", "ways"},
    "cleared": {"out"}, "emptied": {"out"}, "cashed": {"in", "out"}, "cashing": {"in", "out"},
    "brought": {"market", "block", "hammer"}, "bringing": {"market", "block", "hammer"},
    "released": {"market"}, "releasing": {"market"}, "fed": {"market"},
}  # fmt: skip
"""Words that mean selling only with another one."""
_BEHIND = frozenset({"go", "market", "block", "hammer"})
"""Those that stand behind the coins: "let 300 go", "brought 300 to market"."""
_TURNS = {
    "rid": ("of",),
    "went": ("to market", "under the hammer", "out the door", "out of the door"),
    "found": ("buyers", "takers", "a buyer"),
    "called": ("away",),
}
"""Words that mean selling only with what follows right behind them."""
_COLLOQUIAL = (
    "ditched ditching ditches flogged flogging flogs jettisoned jettisoning jettisons hawked hawking hived hiving"
    " encashed encashing fire-sold"
)
SELLING_WORDS: dict[str, Callable[[Sequence[Atom], int], bool]] = {
    **dict.fromkeys("realised realized".split(), _is_realized),
    **dict.fromkeys("exited exiting".split(), _is_exited),
    **dict.fromkeys("used using spent spending".split(), _is_spent),
    "delivered": _is_delivered,
    "seller": lambda atoms, at: low_at(atoms, at - 1) == "net",
    "delivery": _is_settled,
    "auction": lambda atoms, at: low_at(atoms, at - 1) == "to" and is_counted_next(atoms, at),
    **dict.fromkeys("sell-off selloff sell-offs sell-down sell-downs".split(), _is_sell_off),
    **dict.fromkeys("trade trades".split(), _is_block_trade),
    **dict.fromkeys(_COLLOQUIAL.split(), _is_counted_beside),
    **dict.fromkeys("done relieved unburdened stripped closed".split(), _is_rid_of),
    **dict.fromkeys((*_PHRASAL, *_TURNS), _is_phrase),
    **dict.fromkeys(DRAWN_FROM, is_drawn_from),
}
"""Each with what tells whether it means a sale where it stands."""
