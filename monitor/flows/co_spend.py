"""Who paid: the labelled coins of each miner in a transaction, and whether the rest of its inputs are the miner's, too.

Nobody can spend a coin without its owner's signature, so the inputs of one transaction are one owner's, but for what
several make together: coinjoins, batches in which a custodian spends for many customers, and payments of which one
party is known to be somebody else. Those are left out. What remains is well founded and no proof, and is told apart
from what labels prove.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Self

from monitor.flows.scan import Hit, SpentInput
from monitor.flows.trails.pattern import is_coinjoin
from monitor.flows.trails.trail import TrailCoin
from monitor.labels.book import Attribution
from monitor.labels.vocabulary import PLATFORMS, Category

Attribute = Callable[[bytes], Attribution | None]
"""Whose a script is at the time of the block."""

_CO_SPENT_PERCENT = 90
"""Percent of confidence that is left where an amount rests on unlabelled scripts that signed as well."""
_DUST_OF = 1_000
"""A co-spent part smaller than the amount divided by this changes nothing."""
_FEW = 8
"""So many unlabelled scripts may sign beside a miner's ..."""
_TO_EACH = 4
"""... or so many to each that is known: of a batch of many customers' coins, one miner's are a small part."""
_PAYEES = 9
"""More outputs are a custodian's or an exchange's payouts."""


@dataclass(frozen=True, slots=True)
class Spender:
    """A miner that pays in a transaction: its labelled inputs, and the label of each."""

    miner: str
    inputs: tuple[SpentInput, ...]
    claims: tuple[Attribution, ...]

    @property
    def outpoints(self) -> frozenset[bytes]:
        """What it spends, 36 bytes each."""
        return frozenset(each.outpoint for each in self.inputs)

    @property
    def scripts(self) -> tuple[bytes, ...]:
        """The labelled scripts, each once."""
        return tuple(dict.fromkeys(each.script_pubkey for each in self.inputs if each.script_pubkey))

    @property
    def vouched(self) -> "Spender":
        """The same without labels that nobody has reviewed, where there are others."""
        kept = [row for row in zip(self.inputs, self.claims, strict=True) if not row[1].candidate]
        if not kept:
            return self
        return Spender(self.miner, tuple(each for each, _ in kept), tuple(claim for _, claim in kept))

    @property
    def gross_sats(self) -> int | None:
        """What its inputs are worth; None while any of them is unknown."""
        values = [each.prevout.sats for each in self.inputs if each.prevout]
        return sum(values) if len(values) == len(self.inputs) else None


def spenders_in(hit: Hit, attribute: Attribute) -> tuple[Spender, ...]:
    """The miners that labels name among the senders, in the order of their first inputs."""
    found: dict[str, list[tuple[SpentInput, Attribution]]] = defaultdict(list)
    for each in hit.inputs:
        owner = attribute(each.script_pubkey) if each.script_pubkey else None
        if owner is not None and owner.category is Category.MINER:
            found[owner.entity].append((each, owner))
    return tuple(
        Spender(miner, tuple(each for each, _ in rows), tuple(claim for _, claim in rows))
        for miner, rows in found.items()
    )


def held_by(miner: str, coins: Iterable[TrailCoin]) -> Counter[bytes]:
    """What a miner's trails hold of some coins, in satoshis by outpoint."""
    held: Counter[bytes] = Counter()
    for coin in coins:
        if coin.miner == miner:
            held[coin.outpoint] += coin.sats
    return held


def co_signs(hit: Hit, spender: Spender, attribute: Attribute, held: Mapping[bytes, int]) -> bool:
    """Whether other coins are spent beside those a miner's labels vouch for, and all are plausibly its own.

    Every input must say what it spends, and the labelled ones be known by the output that they spend: anybody can
    write an input that only looks like a miner's. A label that nobody has reviewed is worth no more than none.

    Args:
        hit: the transaction.
        spender: the miner.
        attribute: whose a script is.
        held: what trails of the same miner hold, in satoshis by outpoint; of a coin they may hold a part.
    """
    spender = spender.vouched
    if spender.gross_sats is None:
        return False
    known, others = set(spender.scripts), set[bytes]()
    for each in hit.inputs:
        owner = attribute(each.script_pubkey) if each.script_pubkey else None
        if each.script_pubkey is None or (owner is not None and owner.entity != spender.miner):
            return False
        if owner is not None or each.outpoint in held:
            known.add(each.script_pubkey)
        if each.outpoint not in spender.outpoints and not _is_whole(each, held):
            others.add(each.script_pubkey)
    payees = sum(bool(output.sats) for output in hit.outputs)
    labelled = spender.outpoints
    few = 0 < len(others) <= most_beside(len(known))
    return few and payees <= _PAYEES and not is_coinjoin(hit, labelled.union(held), labelled)


def payer_of(spender: Spender, held: Mapping[bytes, int], *, whole: bool) -> Spender:
    """A miner as it is told of: labels that nobody has reviewed count only for coins that nothing else accounts for.

    Args:
        spender: the miner.
        held: what its trails hold, in satoshis by outpoint.
        whole: whether all that is spent is plausibly its own.
    """
    vouched = spender.vouched
    beside = (each for each in spender.inputs if each.outpoint not in vouched.outpoints)
    return vouched if whole or all(_is_whole(each, held) for each in beside) else spender


def _is_whole(each: SpentInput, held: Mapping[bytes, int]) -> bool:
    """Whether all of a coin is what trails hold of it."""
    return each.prevout is not None and held.get(each.outpoint, 0) >= each.prevout.sats


def most_beside(known: int) -> int:
    """How many unlabelled scripts may sign beside so many known ones and still be the same owner's."""
    return max(_FEW, _TO_EACH * known)


def platforms_inputs(hit: Hit, attribute: Attribute) -> tuple[SpentInput, ...]:
    """The inputs of platforms that the transaction pays, without the outputs that they spend being known."""
    paid = {owner.entity for output in hit.outputs if (owner := _platform(output.script_pubkey, attribute))}
    return tuple(
        each
        for each in hit.inputs
        if each.prevout is None
        and (owner := _platform(each.script_pubkey, attribute))
        and owner.entity in paid
    )


def put_in(hit: Hit, attribute: Attribute) -> Mapping[str, int]:
    """What each platform puts in itself, as far as it is known: of what it is paid so much is its own (BIP78)."""
    own: dict[str, int] = defaultdict(int)
    for each in hit.inputs:
        owner = _platform(each.script_pubkey, attribute)
        if owner is not None and each.prevout is not None:
            own[owner.entity] += each.prevout.sats
    return own


def _platform(script_pubkey: bytes | None, attribute: Attribute) -> Attribution | None:
    owner = attribute(script_pubkey) if script_pubkey else None
    return owner if owner is not None and owner.category in PLATFORMS else None


def worth_saying(co_spent: int, whole: int) -> int:
    """What of an amount rests on a co-spend, unless it is dust beside it: people send dust to every wallet."""
    return co_spent if co_spent * _DUST_OF >= whole else 0


@dataclass(frozen=True, slots=True)
class Reliance:
    """How much a claim is worth that rests on labels, and perhaps on a co-spend."""

    confidence: int
    """Percent: that of the weakest label, less where unlabelled scripts signed as well."""
    conflicted: bool
    candidate: bool

    @classmethod
    def on(cls, labels: Iterable[Attribution], *, co_spent: bool) -> Self:
        """What rests on all of these labels, at least one."""
        given = list(labels)
        weakest = min(each.confidence for each in given)
        return cls(
            confidence=weakest * _CO_SPENT_PERCENT // 100 if co_spent else weakest,
            conflicted=any(each.conflicted for each in given),
            candidate=any(each.candidate for each in given),
        )
