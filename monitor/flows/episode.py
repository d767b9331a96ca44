"""Flags of one miner that belong together in time: the unit of alert and of review.

An episode is a value. The functions of `monitor.flows.revisions` make the next one of it.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.flows.agreement import AgreementState, weakest
from monitor.flows.evidence import Evidence, EvidenceKind
from monitor.flows.flag import Flag, Stage, Standing
from monitor.flows.policy import KEEPING, Policy, Severity, softer


@dataclass(frozen=True, slots=True)
class Review:
    """What people decided about an episode."""

    owner: str | None = None
    """Who acknowledged it and now looks after it."""
    dismissed: bool = False


@dataclass(frozen=True, slots=True)
class Episode:
    """One miner's story: flags that belong together, and what is known of them."""

    episode_id: str
    miner: str
    flags: tuple[Flag, ...]
    """By block time, then txid."""
    revision: int
    updated_at: datetime
    expires_at: datetime | None
    """When the issuer's own reporting habit would have told; None keeps it open until somebody decides."""
    expired: bool = False
    review: Review = Review()
    evidence: tuple[Evidence, ...] = ()
    """What came to light and decides nothing; once it is refuted only what speaks against that."""

    @property
    def unexplained_sats(self) -> int:
        """What the miner's figures or labelled scripts leave untold of the time: the more, the worthier a look."""
        found = (each.sats or 0 for each in self.evidence if each.kind in _UNTOLD)
        return max(0, *found, 0)

    @property
    def live_flags(self) -> tuple[Flag, ...]:
        """The flags that the chain carries, or a mempool still does."""
        return tuple(flag for flag in self.flags if flag.live)

    @property
    def opened_at(self) -> datetime:
        """Block time of the earliest flag, or when it was first seen while it is unconfirmed."""
        return min(flag.block.time for flag in self.flags)

    @property
    def last_at(self) -> datetime:
        """The same of the latest flag."""
        return max(flag.block.time for flag in self.flags)

    @property
    def sats(self) -> int:
        """What moved or is on its way, as far as chain and mempool still carry it."""
        return sum(flag.sats for flag in self.live_flags)

    @property
    def mined_sats(self) -> int:
        """The part of it that stands in blocks."""
        return sum(flag.sats for flag in self.flags if flag.mined)

    @property
    def confirmed_sats(self) -> int:
        """What disclosures account for."""
        return sum(flag.confirmed_sats for flag in self.live_flags)

    @property
    def stage(self) -> Stage:
        """The least settled stage of the live flags; when none is live, why."""
        stages = {flag.stage for flag in self.live_flags} or {flag.stage for flag in self.flags}
        return next(stage for stage in Stage if stage in stages)

    @property
    def standing(self) -> Standing:
        """What is known of the claim. A disclosure outweighs a reviewer, a reviewer outweighs the clock."""
        live = self.live_flags
        if not live:
            return Standing.VOID
        if self.confirmed_sats:
            whole = self.confirmed_sats >= self.sats
            return Standing.CONFIRMED if whole else Standing.PARTIALLY_CONFIRMED
        if self.review.dismissed:
            return Standing.DISMISSED
        if all(flag.refuted for flag in live):
            return Standing.REFUTED
        return Standing.EXPIRED if self.expired else Standing.INDICATIVE

    def severity(self, policy: Policy) -> Severity:
        """How loudly to tell it.

        Coins that reached a place of trade count in full; with those at custodians and lenders the sum
        counts one step lower; what rests on a contested label or on one that nobody has reviewed, is more likely
        wrong than right, or was found long after it happened, never speaks above `notice`.
        """
        return _severity(self.live_flags, policy)

    @property
    def agreement(self) -> AgreementState:
        """What the sources together say of the live flags: the word on the least settled of them."""
        return weakest([flag.agreement.state for flag in self.live_flags])

    def pages(self, policy: Policy) -> bool:
        """Whether somebody is to be woken: `warning` or louder, by what no second opinion is awaited for."""
        settled = [flag for flag in self.live_flags if not flag.agreement.open]
        return _severity(settled, policy).rank >= Severity.WARNING.rank

    def accepts(self, flag: Flag, policy: Policy) -> bool:
        """Whether a new flag of the same miner continues this story.

        A story that a reviewer dismissed or that was retracted is over: what follows is a new one.
        """
        if flag.miner != self.miner or self.standing in {Standing.DISMISSED, Standing.VOID}:
            return False
        near = abs(flag.block.time - self.last_at) <= policy.window
        return near and abs(flag.block.time - self.opened_at) <= policy.span


_UNTOLD = frozenset({EvidenceKind.REMAINDER, EvidenceKind.LABELLED_LOSS})

EVEN_CHANCE = 50
"""Percent of confidence below which a flag is rather wrong than right."""


def _severity(flags: Sequence[Flag], policy: Policy) -> Severity:
    sound = [
        flag
        for flag in flags
        if not (flag.conflicted or flag.late or flag.candidate or flag.confidence < EVEN_CHANCE)
    ]
    traded = sum(flag.sats for flag in sound if flag.to_type not in KEEPING)
    return max(
        policy.severity(traded),
        softer(policy.severity(sum(flag.sats for flag in sound))),
        min(Severity.NOTICE, policy.severity(sum(flag.sats for flag in flags)), key=_rank),
        key=_rank,
    )


def _rank(severity: Severity) -> int:
    return severity.rank


def episode_id(first: Flag) -> str:
    """A name that reads well at night and is the same on every machine: miner, day, and a hash of the flag."""
    digest = hashlib.sha256(first.flag_id.encode()).hexdigest()
    return f"{first.miner}-{first.block.time:%Y%m%d}-{digest[:8]}"


def in_order(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Flags by block time, then by identity."""
    return tuple(sorted(flags, key=lambda flag: (flag.block.time, flag.flag_id)))
