"""Words that tell of a sale only together with others: "let 300 go", "used 300 BTC to pay for power"."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from monitor.disclosures.extract.atoms import Atom
from monitor.disclosures.extract.lexicon import COINS, FILLERS
from monitor.disclosures.extract.prose.sentence.drawn_from import DRAWN_FROM, is_drawn_from

OWNERS = frozenset("its the their our his company’s company's".split())


def is_counted_next(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a word is followed by a number of coins: "made 687 BTC", "mining a record 932 BTC"."""
    near = atoms[at + 1 : at + 5]
    first = next((atom.amount for atom in near if atom.amount is not None), None)
    return (
        first is not None
        and first.unit == "btc"
        and all(atom.low in FILLERS or not atom.low for atom in near[:1])
    )


def is_counted_before(atoms: Sequence[Atom], at: int) -> bool:
    """Whether a number of coins stands before a word: "136 BTC were used", "136 BTC delivered"."""
    before = atoms[max(0, at - 2) : at]
    if before and before[-1].low in {"was", "were"}:
        before = before[:-1]
    return bool(before) and before[-1].amount is not None and before[-1].amount.unit == "btc"


def _is_counted_beside(atoms: Sequence[Atom], at: int) -> bool:
    """As in "ditched 136 BTC", "136 BTC were jettisoned", "hived off 136 BTC"; companies ditch plans, too."""
    off = at + 1 < len(atoms) and atoms[at + 1].low == "off"
    return is_counted_next(atoms, at + off) or is_counted_before(atoms, at)


def _is_of_them(atoms: Sequence[Atom], at: int) -> bool:
    """As in "380 of them were realised"."""
    back = at - 1 - (at > 0 and atoms[at - 1].low in {"was", "were"})
    if back < _OF_IT or (atoms[back - 1].low, atoms[back].low) not in _OF_THEM:
        return False
    amount = atoms[back - 2].amount
    return amount is not None and amount.unit in {"btc", "none"}


_OF_IT = 2
_OF_THEM = frozenset(("of", word) for word in ("them", "these", "those", "that"))


def _is_rid_of(atoms: Sequence[Atom], at: int) -> bool:
    """As in "relieved itself of 25 bitcoin", "done away with 1,000 bitcoin", "closed out its last 96 bitcoin"."""
    words = [atom.low for atom in atoms[at + 1 : at + 3]]
    if atoms[at].low == "closed":
        return words[:1] == ["out"] and is_counted_next(atoms, at + 1)
    return words == ["away", "with"] or (words[:1] != [] and words[0] in _SELVES and words[1:] == ["of"])


_SELVES = frozenset("itself ourselves themselves himself".split())


def _is_realized(atoms: Sequence[Atom], at: int) -> bool:
    """As in "realised 136 BTC", "136 BTC were realised"; a gain is realised too."""
    before = atoms[max(0, at - 2) : at]
    counted = len(before) > 1 and before[0].amount is not None and before[0].amount.unit == "btc"
    return (
        is_counted_next(atoms, at) or (counted and before[1].low in {"was", "were"}) or _is_of_them(atoms, at)
    )


def _is_exited(atoms: Sequence[Atom], at: int) -> bool:
    """As in "exited 136 bitcoin", "exited its bitcoin position"."""
    near = atoms[at + 1 : at + 5]
    own = bool(near) and near[0].low in OWNERS | {"the", "a"}
    return is_counted_next(atoms, at) or (own and any(atom.low in COINS for atom in near))


def _is_spent(atoms: Sequence[Atom], at: int) -> bool:
    """As in "used 136 BTC to pay for electricity", "spent 136 BTC on machines"; not "used 136 BTC as collateral"."""
    before = is_counted_before(atoms, at) or _is_part_before(atoms, at)
    if not before and not is_counted_next(atoms, at):
        return False
    counted = next((place for place in range(at + 1, at + 5) if not before and atoms[place].amount), at)
    mined = any(atom.low in {"mined", "produced", "earned"} for atom in atoms[counted + 1 : counted + 5])
    behind = atoms[counted + 1 : counted + (10 if mined else 6)]
    words = [atom.low for atom in behind]
    if words[:1] == ["on"]:
        return atoms[at].low in {"spent", "spending"}
    return any(pair in _PAYING for pair in pairwise(words))


def _is_part_before(atoms: Sequence[Atom], at: int) -> bool:
    """As in "136 BTC of the month's output were used", "136 of these coins were spent"."""
    place = at - 1 - (at > 0 and atoms[at - 1].low in {"was", "were"})
    first = max(0, place - _OF_WHAT)
    of = next((back for back in range(place, first, -1) if atoms[back].low == "of"), 0)
    counted = is_counted_before(atoms, of)
    return counted and all(atom.low.isalpha() or not atom.amount for atom in atoms[of:place])


_OF_WHAT = 6
_PAYING = frozenset(
    (word, deed)
    for word, deeds in (
        ("to", "pay settle repay cover fund finance buy purchase acquire meet"),
        ("for", "payment payments purchases electricity power energy hosting operations operating"),
        ("as", "payment"),
        ("in", "payment"),
    )
    for deed in deeds.split()
)


def _is_delivered(atoms: Sequence[Atom], at: int) -> bool:
    """As in "delivered 400 BTC when its call options were exercised"."""
    counted = is_counted_next(atoms, at) or is_counted_before(atoms, at)
    return counted and any(atom.low in _EXERCISED for atom in atoms)


_EXERCISED = frozenset("exercised exercise".split())


def _is_sell_off(atoms: Sequence[Atom], at: int) -> bool:
    """As in "its sell-off of 300 BTC"; markets have sell-offs too."""
    return [atom.low for atom in atoms[at + 1 : at + 2]] == ["of"] and is_counted_next(atoms, at + 1)


def _is_block_trade(atoms: Sequence[Atom], at: int) -> bool:
    """As in "block trades totalling 300 BTC, generating $20 million": what is only traded may have been bought."""
    if _OVER_THE_COUNTER.isdisjoint(atom.low for atom in atoms[max(0, at - 3) : at]):
        return False
    behind = [atom.low for atom in atoms[at + 1 : at + _CLAUSE]]
    return bool(behind) and behind[0] in _OF_TRADES and not _BRINGING.isdisjoint(behind)


_CLAUSE = 16
_OVER_THE_COUNTER = frozenset("block otc spot over-the-counter".split())
_OF_TRADES = frozenset("of totalling totaling covering comprising involving".split())
_BRINGING = frozenset(
    "generating generated raising raised bringing brought netting netted proceeds yielding yielded fetching".split()
)


def _is_settled(atoms: Sequence[Atom], at: int) -> bool:
    """As in "call contracts that were settled through delivery of bitcoin resulted in proceeds of ..."."""
    of_coins = at + 2 < len(atoms) and atoms[at + 1].low == "of" and atoms[at + 2].low in COINS
    return (
        of_coins
        and any(atom.low == "proceeds" for atom in atoms)
        and any(atom.low == "settled" for atom in atoms)
    )


def _is_phrase(atoms: Sequence[Atom], at: int) -> bool:
    """As in "let 300 go", "got rid of 300", "300 went to market"."""
    word = atoms[at].low
    if word in _TURNS:
        return any(
            [atom.low for atom in atoms[max(0, at - before) : at - before + len(turn)]] == turn
            for before, turn in _TURNS[word]
        )
    if word in {"cashed", "cashing"} and _is_counted_of_them(atoms, at):
        return True
    reach = 10 if _PHRASAL[word] <= _BEHIND else 1
    return bool({atom.low for atom in atoms[at + 1 : at + 1 + reach]} & _PHRASAL[word])


def _is_counted_of_them(atoms: Sequence[Atom], at: int) -> bool:
    """As in "cashed 136 of them", "cashed 136 BTC"."""
    amount = atoms[at + 1].amount if at + 1 < len(atoms) else None
    if amount is None or amount.unit not in {"btc", "none"}:
        return False
    behind = [atom.low for atom in atoms[at + 2 : at + 4]]
    return amount.unit == "btc" or behind in (["of", "them"], ["of", "these"], ["of", "those"])


_PHRASAL = {
    "let": {"go"}, "letting": {"go"}, "part": {"with", "ways"}, "parted": {"with", "ways", "company", "from"},
    "parting": {"with", "ways"},
    "cleared": {"out"}, "emptied": {"out"}, "cashed": {"in", "out"}, "cashing": {"in", "out"},
    "brought": {"market", "block", "hammer"}, "bringing": {"market", "block", "hammer"},
    "released": {"market"}, "releasing": {"market"}, "fed": {"market"},
}  # fmt: skip
"""Words that mean selling only with another one."""
_BEHIND = frozenset({"go", "market", "block", "hammer"})
"""Those that stand behind the coins: "let 300 go", "brought 300 to market"."""
_TURNS: dict[str, tuple[tuple[int, list[str]], ...]] = {
    "rid": ((1, ["got", "rid", "of"]),),
    "went": ((0, ["went", "to", "market"]), (0, ["went", "under", "the", "hammer"])),
    "found": ((0, ["found", "buyers"]), (0, ["found", "takers"]), (0, ["found", "a", "buyer"])),
    "called": ((0, ["called", "away"]),),
}
"""Words that mean selling only in a turn of phrase, with how many of its words stand before."""
_COLLOQUIAL = (
    "ditched ditching ditches flogged flogging flogs jettisoned jettisoning jettisons hawked hawking hived hiving"
    " encashed encashing fire-sold"
)
SELLING_WORDS: dict[str, Callable[[Sequence[Atom], int], bool]] = {
    **dict.fromkeys("realised realized".split(), _is_realized),
    **dict.fromkeys("exited exiting".split(), _is_exited),
    **dict.fromkeys("used using spent spending".split(), _is_spent),
    "delivered": _is_delivered,
    "seller": lambda atoms, at: at > 0 and atoms[at - 1].low == "net",
    "delivery": _is_settled,
    "auction": lambda atoms, at: at > 0 and atoms[at - 1].low == "to" and is_counted_next(atoms, at),
    **dict.fromkeys("sell-off selloff sell-offs sell-down sell-downs".split(), _is_sell_off),
    **dict.fromkeys("trade trades".split(), _is_block_trade),
    **dict.fromkeys(_COLLOQUIAL.split(), _is_counted_beside),
    **dict.fromkeys("done relieved unburdened stripped closed".split(), _is_rid_of),
    **dict.fromkeys((*_PHRASAL, *_TURNS), _is_phrase),
    **dict.fromkeys(DRAWN_FROM, is_drawn_from),
}
"""Each with what tells whether it means a sale where it stands."""
