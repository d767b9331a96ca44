"""Who paid: the labelled coins of each miner in a transaction, and whether the rest of its inputs are the miner's, too.

Nobody can spend a coin without its owner's signature, so the inputs of one transaction are one owner's, but for what
several make together: coinjoins, batches in which a custodian spends for many customers, and payments of which one
party is known to be somebody else. Those are left out. What remains is well founded and no proof, and is told apart
from what labels prove.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Self

from monitor.flows.scan import Hit, SpentInput
from monitor.flows.trails.pattern import is_coinjoin
from monitor.labels.book import Attribution
from monitor.labels.vocabulary import Category

Attribute = Callable[[bytes], Attribution | None]
"""Whose a script is at the time of the block."""

_CO_SPENT_PERCENT = 90
"""Percent of confidence that is left where an amount rests on unlabelled scripts that signed as well."""
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
    def gross_sats(self) -> int | None:
        """What its inputs are worth; None while any of them is unknown."""
        values = [each.prevout.sats for each in self.inputs if each.prevout]
        return sum(values) if len(values) == len(self.inputs) else None


def spenders_in(hit: Hit, attribute: Attribute) -> tuple[Spender, ...]:
    """The miners that labels name among the senders, in the order of their first inputs.

    A label that nobody has reviewed names its miner only where none of the same miner's that somebody did is beside
    it; else it is worth what any unlabelled script there is.
    """
    found: dict[str, list[tuple[SpentInput, Attribution]]] = defaultdict(list)
    for each in hit.inputs:
        owner = attribute(each.script_pubkey) if each.script_pubkey else None
        if owner is not None and owner.category is Category.MINER:
            found[owner.entity].append((each, owner))
    return tuple(_spender(miner, rows) for miner, rows in found.items())


def _spender(miner: str, rows: Iterable[tuple[SpentInput, Attribution]]) -> Spender:
    given = list(rows)
    best = [row for row in given if not row[1].candidate] or given
    return Spender(miner, tuple(each for each, _ in best), tuple(claim for _, claim in best))


def co_signs(hit: Hit, spender: Spender, attribute: Attribute, held: Collection[bytes] = ()) -> bool:
    """Whether unlabelled coins are spent beside a miner's labelled ones, and all are plausibly its own.

    Every input must say what it spends, and the labelled ones be known by the output that they spend: anybody can
    write an input that only looks like a miner's.

    Args:
        hit: the transaction.
        spender: the miner.
        attribute: whose a script is.
        held: the outpoints that trails of the same miner hold.
    """
    if spender.gross_sats is None:
        return False
    known, others = set(spender.scripts), set[bytes]()
    for each in hit.inputs:
        owner = attribute(each.script_pubkey) if each.script_pubkey else None
        if each.script_pubkey is None or (owner is not None and owner.entity != spender.miner):
            return False
        if owner is not None or each.outpoint in held:
            known.add(each.script_pubkey)
        if each.outpoint not in held and each.outpoint not in spender.outpoints:
            others.add(each.script_pubkey)
    few = 0 < len(others) <= max(_FEW, _TO_EACH * len(known))
    payees = sum(bool(output.sats) for output in hit.outputs)
    labelled = spender.outpoints
    return few and payees <= _PAYEES and not is_coinjoin(hit, labelled.union(held), labelled)


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
