"""Flags and learned labels held against the truth of a simulated economy.

**A flag is right** if a transaction of the truth brought coins of its miner to its platform (txid, miner and platform
are those of a `Spot`), none of them told before by another flag, and its amount is what they were, within 1 %. Of
coins that only in part come from labelled scripts the traceable part is as right as the whole, and so is anything in
between; likewise what was mixed, or came over more hops than are followed, may be counted or left out. Flags are taken
in the order of their blocks. A flag that is not right is a false one, by cause: the behaviour that made its
transaction (`dust`, `look-alike`, `disguise`, `incoming`, …), or `amount` if only the amount is wrong, or `twice` if
its coins were told before.

**A delivery is found** if a right flag tells of it at one of its spots. Those asked for are of at least the threshold
by themselves, went through no coinjoin, reached a labelled wallet, and over no more than the most hops.

**A learned deposit address is right** if it is a deposit address of that platform; those that can be learned were
emptied by a sweep of at least five. A learned miner's script is right if it belongs to that miner; those that can be
learned were spent together with a labelled one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Self

from benchmarks.economy.truth import Delivery, Spot, Truth
from monitor.flows.flag import Flag
from monitor.money import SATS_PER_BTC

MAX_HOPS = 3
FEWEST_SWEPT = 5
CLEARLY = 102
"""Percent of the threshold from which on a delivery is asked for: fees and shares may cost a little."""
TOLERANCE = 100
"""The hundredth part."""
NEVER = ("dust", "look-alike", "disguise", "incoming")
"""Causes of which no flag may ever come."""


@dataclass(slots=True)
class Ratio:
    """So many of so many."""

    part: int = 0
    whole: int = 0

    def __iadd__(self, other: "Ratio") -> Self:
        self.part += other.part
        self.whole += other.whole
        return self

    def __str__(self) -> str:
        return f"{self.part / self.whole:.3f} ({self.part}/{self.whole})" if self.whole else "-"

    @property
    def value(self) -> float:
        """1 where there was nothing to be right or wrong about."""
        return self.part / self.whole if self.whole else 1.0


@dataclass(slots=True)
class Verdict:
    """How well one or several economies were understood."""

    precision: Ratio = field(default_factory=Ratio)
    recall: Ratio = field(default_factory=Ratio)
    recall_by_hops: dict[int, Ratio] = field(
        default_factory=lambda: {hops: Ratio() for hops in range(MAX_HOPS + 1)}
    )
    precision_by_hops: dict[int, Ratio] = field(
        default_factory=lambda: {hops: Ratio() for hops in range(MAX_HOPS + 1)}
    )
    amounts: Ratio = field(default_factory=Ratio)
    """Satoshis of the deliveries that are asked for: those found, and all."""
    false_by_cause: Counter[str] = field(default_factory=Counter)
    missed_by_cause: Counter[str] = field(default_factory=Counter)
    wrongly_learned: Counter[str] = field(default_factory=Counter)
    """Deposit addresses that are none, by whose they are."""
    deposit_precision: Ratio = field(default_factory=Ratio)
    deposit_recall: Ratio = field(default_factory=Ratio)
    own_precision: Ratio = field(default_factory=Ratio)
    own_recall: Ratio = field(default_factory=Ratio)

    def __iadd__(self, other: "Verdict") -> Self:
        for name in (
            "precision", "recall", "amounts", "deposit_precision", "deposit_recall", "own_precision", "own_recall",
        ):  # fmt: skip
            mine: Ratio = getattr(self, name)
            mine += getattr(other, name)
        for mine_by, their_by in (
            (self.recall_by_hops, other.recall_by_hops),
            (self.precision_by_hops, other.precision_by_hops),
        ):
            for hops, ratio in their_by.items():
                mine_by.setdefault(hops, Ratio()).__iadd__(ratio)
        self.false_by_cause += other.false_by_cause
        self.missed_by_cause += other.missed_by_cause
        self.wrongly_learned += other.wrongly_learned
        return self

    @property
    def never(self) -> int:
        """False flags of which there may be none at all."""
        return sum(self.false_by_cause[cause] for cause in NEVER)


@dataclass(frozen=True, slots=True)
class Learned:
    """Scripts that were learned, each with the entity that it is said to belong to."""

    deposits: Mapping[bytes, str] = field(default_factory=dict)
    own: Mapping[bytes, str] = field(default_factory=dict)


@dataclass(slots=True)
class Misjudged:
    """A flag that is false, or a delivery that was missed, to look into."""

    what: str
    cause: str
    flag: Flag | None = None
    delivery: Delivery | None = None


class Judge:
    """Holds flags against one truth."""

    def __init__(self, truth: Truth, min_sats: int = SATS_PER_BTC) -> None:
        self._truth = truth
        self._min_sats = min_sats
        self._sightings = truth.sightings()
        self._told: set[Delivery] = set()
        self.misjudged: list[Misjudged] = []

    def verdict(self, flags: Iterable[Flag], learned: Learned) -> Verdict:
        """Judge the flags that stand at the end, and what was learned."""
        made = Verdict()
        for flag in sorted(flags, key=lambda each: (each.block.height or 0, each.txid)):
            fault = self._fault(flag)
            right = Ratio(fault is None, 1)
            made.precision += right
            made.precision_by_hops.setdefault(flag.hops, Ratio()).__iadd__(right)
            if fault is not None:
                made.false_by_cause[fault] += 1
                self.misjudged.append(Misjudged("false", fault, flag=flag))
        self._count_found(made)
        _count_learned(made, learned, self._truth)
        return made

    def _fault(self, flag: Flag) -> str | None:
        """Why a flag is false; None if it is right, and its deliveries are told then."""
        cause = self._truth.causes.get(flag.txid, "a transaction of another branch")
        there = self._sightings.get((flag.txid, flag.miner, flag.to_entity), [])
        if not there:
            return cause
        fresh = [(delivery, spot) for delivery, spot in there if delivery not in self._told]
        if not fresh:
            return "twice"
        # What lies on a deposit address need not be told before it is swept.
        landed = [(delivery, spot) for delivery, spot in fresh if delivery.landed is spot]
        for group in (landed, fresh):
            if group and self._fits(flag.sats, group):
                self._told.update(delivery for delivery, _ in group)
                return None
        return f"amount in {cause}"

    def _fits(self, sats: int, there: Sequence[tuple[Delivery, Spot]]) -> bool:
        most = sum(spot.sats for _, spot in there)
        asked = [spot.traceable_sats for delivery, spot in there if self._is_asked(delivery, spot)]
        least = sum(asked) or min(most, self._min_sats)
        return least - least // TOLERANCE <= sats <= most + most // TOLERANCE

    def _is_asked(self, delivery: Delivery, spot: Spot) -> bool:
        """Whether a flag has to tell of it: what is small by itself, mixed or came far may be left out."""
        return not delivery.unsure and spot.hops <= MAX_HOPS and spot.sats >= self._min_sats

    def _count_found(self, made: Verdict) -> None:
        for delivery in self._truth.expected(self._min_sats * CLEARLY // 100, MAX_HOPS):
            assert delivery.landed is not None, "only what landed is asked for"
            found = delivery in self._told
            made.recall += Ratio(found, 1)
            made.recall_by_hops[delivery.hops] += Ratio(found, 1)
            sats = delivery.landed.sats
            made.amounts += Ratio(sats if found else 0, sats)
            if not found:
                cause = self._truth.causes[delivery.spots[0].txid]
                made.missed_by_cause[cause] += 1
                self.misjudged.append(Misjudged("missed", cause, delivery=delivery))


def _count_learned(made: Verdict, learned: Learned, truth: Truth) -> None:
    right = {script for script, entity in learned.deposits.items() if truth.deposits.get(script) == entity}
    made.deposit_precision += Ratio(len(right), len(learned.deposits))
    made.wrongly_learned.update(_whose(script, truth) for script in learned.deposits.keys() - right)
    possible = {script for script, most in truth.swept.items() if most >= FEWEST_SWEPT}
    made.deposit_recall += Ratio(len(right & possible), len(possible))
    right = {script for script, entity in learned.own.items() if truth.own.get(script) == entity}
    made.own_precision += Ratio(len(right), len(learned.own))
    made.own_recall += Ratio(len(right & truth.companions), len(truth.companions))


def _whose(script: bytes, truth: Truth) -> str:
    if script in truth.own:
        return "a miner's own"
    return "another platform's deposit address" if script in truth.deposits else "a stranger's or a service's"
