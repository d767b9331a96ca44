"""What on-call people decide about episodes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from monitor.clock import Clock
from monitor.disclosures.statement import Statement, StatementKind
from monitor.errors import UsageError
from monitor.flows import revisions
from monitor.flows.episode import Episode
from monitor.flows.flag import Standing
from monitor.flows.revisions import Revision
from monitor.money import btc_text
from monitor.pipeline.disclose import Disclosed, Disclosures
from monitor.pipeline.reconciling import reconcile_issuer
from monitor.pipeline.record import Recorder
from monitor.store.store import Store
from monitor.store.transaction import Transaction

Decision = Callable[[Episode, str, str, datetime], Revision]
"""Makes the next revision of an episode from who decided and why."""

DECISIONS: dict[str, Decision] = {
    "ack": revisions.acked,
    "note": revisions.noted,
    "dismiss": revisions.dismissed,
    "reopen": revisions.reopened,
}


@dataclass(frozen=True, slots=True)
class ReviewDesk:
    """The use case. Every decision is one revision, one audit line and its messages, in one transaction."""

    store: Store
    recorder: Recorder
    clock: Clock
    disclosures: Disclosures

    async def decide(self, decision: str, episode: str, *, who: str, why: str) -> Revision:
        """Apply one of `DECISIONS` to an episode named by its id or the beginning of it.

        Raises:
            UsageError: there is no such episode, the decision does not fit its standing, or nobody is named or nothing
                said.
        """
        _require_words(who, why)
        now = self.clock()
        async with self.store.write() as tx:
            before = await find(tx, episode)
            revision = DECISIONS[decision](before, who, why, now)
            await self.recorder.record(tx, (revision,), now)
            # A dismissed flag takes no part in reconciliation, and a reopened one does again.
            done = await reconcile_issuer(
                tx,
                self.recorder,
                before.miner,
                self.disclosures.reconciliation,
                cause=f"{decision} by {who}",
                now=now,
            )
        return next(
            (each for each in done.revisions if each.episode.episode_id == before.episode_id), revision
        )

    async def confirm(self, episode: str, *, url: str, sats: int | None, who: str, why: str) -> Disclosed:
        """Confirm an episode by a document that a colleague has read.

        A reviewer cannot make a company say anything: the confirmation is a sale statement with its URL,
        pinned to the episode, and takes the same way as every other.

        Args:
            episode: id, or the beginning of one.
            url: the document.
            sats: how much of it the document covers; None for all.
            who: the reviewer.
            why: a word for the audit trail.

        Raises:
            UsageError: no such episode, nothing of it stands in a block, more than it holds, or nobody is named or
                nothing said.
        """
        _require_words(who, why)
        async with self.store.read() as tx:
            found = await find(tx, episode)
        if found.standing in {Standing.VOID, Standing.DISMISSED}:
            raise UsageError(f"{found.episode_id} is {found.standing.value}; there is nothing to confirm")
        if not found.mined_sats:
            raise UsageError(f"nothing of {found.episode_id} is in a block yet; confirm it when it is")
        amount = found.mined_sats if sats is None else sats
        if not 0 < amount <= found.mined_sats:
            held = btc_text(found.mined_sats)
            raise UsageError(
                f"{found.episode_id} holds {held} BTC in blocks; confirm that or less, not {btc_text(amount)}"
            )
        statement = Statement(
            issuer=found.miner,
            kind=StatementKind.SALE,
            period_start=found.opened_at.date(),
            period_end=found.last_at.date(),
            sats=amount,
            url=url,
            evidence=why,
            only_episode=found.episode_id,
        )
        return await self.disclosures.add(statement, who=who, why=f"confirmed {found.episode_id}: {why}")


def _require_words(who: str, why: str) -> None:
    """What goes into the audit trail, and out with an alert, names somebody and says something."""
    if not who.strip():
        raise UsageError("nobody is named who decides; the audit trail keeps it")
    if not why.strip():
        raise UsageError("no reason is given; the audit trail keeps it")


async def find(tx: Transaction, text: str) -> Episode:
    """The episode of this id, or the only one whose id begins like this.

    Raises:
        UsageError: none, or several.
    """
    episode = await tx.episodes.get(text)
    if episode is not None:
        return episode
    matches = await tx.episodes.starting_with(text) if text else []
    if not matches:
        raise UsageError(f"there is no episode {text!r}; `minerflow queue` lists them")
    if len(matches) > 1:
        raise UsageError(f"{text!r} could be {', '.join(matches)}; write more of it")
    found = await tx.episodes.get(matches[0])
    assert found is not None  # it was listed a moment ago in the same transaction
    return found
