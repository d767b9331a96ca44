"""A label that the chain suggests, with what speaks for it."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from monitor.flows.transfer import BlockRef
from monitor.labels.vocabulary import Category


class CandidateKind(StrEnum):
    """By what a script was noticed."""

    DEPOSIT = "deposit"
    """Its coins are swept, with those of many others, into a labelled wallet of a platform."""
    COMPANION = "companion"
    """Its coins are spent together with those of a labelled miner."""
    PAYEE = "payee"
    """Mining pools pay it again and again: somebody who mines."""


class State(StrEnum):
    """Where a candidate stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class LearningPolicy:
    """What is enough to notice a script."""

    sweep_scripts: int = 5
    """So many unlabelled scripts in one sweep; fewer may be one person's."""
    crowd: int = 10
    """From so many on they may all have been paid by one transaction, as by a payout to customers of two platforms."""
    most_inputs: int = 500
    """Transactions with more inputs than this teach nothing: they cost too much to read."""
    companion_scripts: int = 9
    """At most so many scripts pay in one transaction of a cluster; more are a custodian's batch."""
    companion_outputs: int = 9
    """At most so many scripts are paid in it; more are a custodian's or an exchange's payouts."""
    payout_sats: int = 1_000_000
    """Smaller payouts of a pool are a hobby's."""
    cluster_sats: int = 10_000_000
    """Smaller payouts are not summed up by month: no company that reports is paid so little."""
    cluster_payouts: int = 3
    """So many payouts make a cluster."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One transaction that speaks for a candidate."""

    txid: str
    block: BlockRef
    says: str
    """What it shows, as a sentence for the reviewer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A suggestion: this script may belong to that entity."""

    script_pubkey: bytes
    kind: CandidateKind
    entity: str | None
    """The platform, the miner; None for a payee whose name nobody knows."""
    category: Category
    """What the script would be labelled as."""
    evidence: Evidence

    @property
    def candidate_id(self) -> str:
        """Stable: the same script noticed again in the same part for the same entity is the same candidate."""
        return candidate_id(self.kind, self.entity, self.script_pubkey)


def candidate_id(kind: CandidateKind, entity: str | None, script_pubkey: bytes) -> str:
    """The identity of a candidate, short enough to be typed."""
    digest = sha256(f"{kind.value}:{entity or ''}:".encode() + script_pubkey).hexdigest()
    return f"{kind.value}-{entity or 'unknown'}-{digest[:12]}"


FIRST = {CandidateKind.DEPOSIT: 60, CandidateKind.COMPANION: 50, CandidateKind.PAYEE: 30}
"""Percent that one piece of evidence is worth."""
MOST = {CandidateKind.DEPOSIT: 85, CandidateKind.COMPANION: 75, CandidateKind.PAYEE: 50}
"""Percent that no amount of evidence exceeds: the rest is a reviewer's."""
STEP = 10


DOUBTED = 30
"""Percent of confidence in what may all be one stranger's."""


def confidence_after(kind: CandidateKind, pieces: int, doubted: int = 0) -> int:
    """Percent of confidence in a candidate after so many independent pieces of evidence, so many of them doubted."""
    if 0 < pieces <= doubted:
        return min(DOUBTED, FIRST[kind])
    return min(MOST[kind], FIRST[kind] + STEP * (pieces - doubted - 1))
