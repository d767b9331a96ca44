"""What the scripts that are labelled as an issuer's held and did in a time: the chain's side of its own figures.

Labels know a part of a company's wallets, often a small one. So a balance stands beside the stated one with the share
that it is of it, and what left these scripts is the least that left the company's hands, or went to wallets that
nobody has labelled.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from monitor.flows.balances import ScriptPast

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPeriod:
    """One issuer's labelled scripts from one day to another, both included, UTC. All amounts are satoshis.

    What came and what left are counted block by block, so that change and moves between these scripts are neither:
    `before_sats` + `came_sats` - `left_sats` = `after_sats`.
    """

    first_day: date
    last_day: date
    scripts: int
    """How many scripts are labelled as the issuer's at the end."""
    known: int
    """Of how many of them all coins of the time are known: the amounts are of these."""
    before_sats: int = 0
    """What they held when the first day began."""
    came_sats: int = 0
    mined_sats: int = 0
    """What pools and coinbases paid, as far as scanned blocks show who paid: at least so much."""
    left_sats: int = 0
    after_sats: int = 0
    """What they held when the last day ended."""

    @property
    def loss_sats(self) -> int:
        """What they held less at the end; below zero where they held more."""
        return self.before_sats - self.after_sats


def labelled_period(first_day: date, last_day: date, pasts: Sequence[ScriptPast | None]) -> LabelledPeriod:
    """What some scripts did in a time.

    Args:
        first_day: the first day of it.
        last_day: the last day of it.
        pasts: one for each script that is labelled as the issuer's; None for one of which nothing is known.
    """
    opens, closes = beginning_of(first_day), beginning_of(last_day + _DAY)
    known = [past for past in pasts if past is not None and past.knows(opens)]
    by_block: dict[str, int] = defaultdict(int)
    mined = 0
    before = sum(past.held_sats for past in known)
    for step in (step for past in known for step in past.steps):
        if step.at < opens:
            before += step.sats
        elif step.at < closes:
            by_block[step.block_hash] += step.sats
            mined += step.mined_sats
    came = sum(sats for sats in by_block.values() if sats > 0)
    left = -sum(sats for sats in by_block.values() if sats < 0)
    return LabelledPeriod(
        first_day=first_day,
        last_day=last_day,
        scripts=len(pasts),
        known=len(known),
        before_sats=before,
        came_sats=came,
        mined_sats=mined,
        left_sats=left,
        after_sats=before + came - left,
    )


def beginning_of(day: date) -> datetime:
    """The moment in which a UTC day begins."""
    return datetime.combine(day, time(), UTC)
