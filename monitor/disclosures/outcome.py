"""What reconciliation finds: which statement accounts for which flag, refutes it, or is not seen."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from monitor.disclosures.habit import Learned
from monitor.disclosures.periods import Claim, Overrun
from monitor.disclosures.quiet import Contradiction


class Reason(StrEnum):
    """Why a statement accounts for a flag, or refutes it."""

    REVIEWER_PINNED = "reviewer_pinned"
    EXACT_AMOUNT = "exact_amount"
    WITHIN_PERIOD = "within_period"
    AMOUNT_EXHAUSTED = "amount_exhausted"
    NO_SALE_IN_PERIOD = "no_sale_in_period"

    @property
    def text(self) -> str:
        """The reason in words, for people."""
        return _TEXTS[self]


_TEXTS = {
    Reason.REVIEWER_PINNED: "a reviewer confirmed this episode by this document",
    Reason.EXACT_AMOUNT: "the flag lies in the period, and its amount is the stated one",
    Reason.WITHIN_PERIOD: "the flag lies in the period, and the stated amount covers all that was left of it",
    Reason.AMOUNT_EXHAUSTED: "the flag lies in the period, but the stated amount covers only a part of it",
    Reason.NO_SALE_IN_PERIOD: "the issuer states that it sold nothing in the period",
}


@dataclass(frozen=True, slots=True)
class Allocation:
    """So much of a flag is accounted for by a statement."""

    statement_id: str
    flag_id: str
    sats: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Refutation:
    """A statement of no sale covers a flag that no sale accounts for."""

    statement_id: str
    """The most specific statement that says so."""
    flag_id: str
    reason: Reason = Reason.NO_SALE_IN_PERIOD


@dataclass(frozen=True, slots=True)
class CoverageGap:
    """Satoshis that a statement tells and the chain did not show, beyond what more specific ones tell."""

    statement_id: str
    sats: int
    on_its_way_sats: int = 0
    """What of it may be among coins that left the miner and are still on their way."""
    watched: bool = True
    """False where nobody followed the chain over its days, which only whoever knows the scanned blocks can say."""


@dataclass(frozen=True, slots=True)
class Possibility:
    """So much of a gap may be among coins that are still on their way. It is never confirmed by that."""

    statement_id: str
    trail_id: str
    sats: int


@dataclass(frozen=True, slots=True)
class Hint:
    """A sale without a quantity may be about a flag: it keeps that from being refuted, and confirms nothing."""

    statement_id: str
    flag_id: str


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """The whole result for one issuer."""

    allocations: tuple[Allocation, ...]
    """At most one for each pair of statement and flag."""
    refutations: tuple[Refutation, ...]
    """At most one for each flag."""
    gaps: tuple[CoverageGap, ...]
    """Those above zero: at most one for each statement."""
    claims: tuple[Claim, ...]
    """The sale statements that counted, in the order in which they were allocated; what each counts is what was
    seen of it and its gap, so that a rounded number is as long as the coins that it turned out to be."""
    contradictions: tuple[Contradiction, ...]
    possibilities: tuple[Possibility, ...] = ()
    hints: tuple[Hint, ...] = ()
    """Of flags that no statement accounts for."""
    overruns: tuple[Overrun, ...] = ()
    lead: timedelta = timedelta(0)
    """So long before they were sold coins were taken to move."""
    learned_lead: Learned | None = None
    """What confirmed transfers tell of that; None where there are too few of them."""
