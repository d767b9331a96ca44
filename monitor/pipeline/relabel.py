"""Another label book comes into force: what was told on labels that no longer stand is revised or retracted."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import structlog

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.network import Network
from monitor.flows import revisions
from monitor.flows.episode import Episode
from monitor.flows.flag import Flag, Stage, flag_id, flag_of
from monitor.flows.relabel import label_changes, relabelled
from monitor.flows.revisions import Revision
from monitor.flows.transfer import Transfer
from monitor.labels.book import LabelBook
from monitor.pipeline.absorb import absorb
from monitor.pipeline.commit import Committer
from monitor.pipeline.shelf import LabelShelf
from monitor.store.store import Store
from monitor.store.transaction import Transaction

log = structlog.get_logger()

_CAUSES = 3
"""So many changes are named in a cause."""

Seen = Sequence[Transfer]
"""The transfers of one transaction in one block."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One transaction whose flags are no longer what the labels say."""

    changed: tuple[Flag, ...]
    """Known flags as they are now."""
    new: tuple[Flag, ...]
    cause: str


@dataclass(frozen=True, slots=True)
class Relabelling:
    """The use case. Nothing is rescanned: transfers that were seen are looked at with the new labels."""

    store: Store
    shelf: LabelShelf
    committer: Committer

    async def adopt(self, book: LabelBook) -> int:
        """Put a book in force and revise what was told on other labels; how many revisions that took.

        Raises:
            StoreError: the database refuses; the old book stays in force.
        """
        async with self.shelf.lock:
            made = await self._look_over(book)
            self.shelf.book = book
        if made:
            self.committer.on_revisions()
        return made

    async def catch_up(self) -> int:
        """Do the same for the book in force, where the last block was scanned with another one."""
        async with self.store.read() as tx:
            scanned_with = await tx.chain.label_set()
        if scanned_with in {None, self.shelf.book.digest}:
            return 0
        return await self.adopt(self.shelf.book)

    async def _look_over(self, book: LabelBook) -> int:
        affected: list[str] = []
        after = ""
        while True:
            async with self.store.read() as tx:
                page = await tx.chain.transfers_after(after)
                if not page:
                    break
                cases = await self._cases(tx, page, book)
            affected += (txid for txid, case in cases.items() if case.changed or case.new)
            after = page[-1].txid
            await asyncio.sleep(0)
        return await self._revise(affected, book) if affected else 0

    async def _revise(self, affected: Sequence[str], book: LabelBook) -> int:
        committer, now = self.committer, self.committer.clock()
        async with self.store.write() as tx:
            cases = await self._cases(tx, await tx.chain.transfers_of(affected), book)
            changed = {flag.flag_id: flag for case in cases.values() for flag in case.changed}
            causes = {
                flag.flag_id: case.cause for case in cases.values() for flag in (*case.changed, *case.new)
            }
            new = [flag for case in cases.values() for flag in case.new]
            made: list[Revision] = []
            for episode in await tx.episodes.with_flags(list(changed)):
                joining = [flag for flag in new if _continues(flag, episode)]
                new = [flag for flag in new if flag not in joining]
                cause = _cause(episode, causes)
                revision = revisions.relabelled(episode, changed, joining, cause, now)
                made += [revision] if revision else []
            await committer.recorder.record(tx, made, now)
            for flag in new:
                raised = await absorb(tx, [flag], committer.policy, committer.deadline, now)
                told = [replace(each, cause=causes[flag.flag_id]) for each in raised]
                await committer.recorder.record(tx, told, now)
                made += told
            made += await committer.reconcile(tx, made)
        log.info("labels.revised", transactions=len(affected), revisions=len(made))
        return len(made)

    async def _cases(self, tx: Transaction, page: Seen, book: LabelBook) -> dict[str, _Case]:
        """What becomes of the flags of each transaction, by txid."""
        flags: dict[str, list[Flag]] = defaultdict(list)
        for flag in await tx.episodes.flags_of({transfer.txid for transfer in page}):
            flags[flag.txid].append(flag)
        seen: dict[str, list[Transfer]] = defaultdict(list)
        for transfer in page:
            seen[transfer.txid].append(transfer)
        return {txid: self._case(each, flags[txid], book) for txid, each in seen.items()}

    def _case(self, seen: Seen, flags: Sequence[Flag], book: LabelBook) -> _Case:
        now = relabelled(seen, book)
        ours = [flag for flag in flags if flag.block.block_hash == seen[0].block.block_hash]
        after = [(flag, _as_labelled(flag, now.get(flag.flag_id))) for flag in ours]
        # A transfer that was recorded and not flagged was below the threshold of its time.
        known = {flag.flag_id for flag in flags} | {
            flag_id(each.txid, each.from_entity, each.to_entity) for each in seen
        }
        raised = [
            flag_of(transfer, self.committer.policy) for name, transfer in now.items() if name not in known
        ]
        changes = label_changes(seen, book, self._shown)
        more = f" and {len(changes) - _CAUSES} more" if len(changes) > _CAUSES else ""
        return _Case(
            changed=tuple(flag for before, flag in after if flag != before),
            new=tuple(flag for flag in raised if flag is not None),
            cause=f"labels: {'; '.join(changes[:_CAUSES]) or 'one that had changed is as before'}{more}",
        )

    def _shown(self, script: bytes) -> str:
        return address_for_script(script, Network(self.committer.network)) or script.hex()


def _as_labelled(flag: Flag, transfer: Transfer | None) -> Flag:
    """A known flag by what its transfer is now; None where the labels no longer make one of it."""
    if transfer is None:
        return flag.withdrawn() if flag.live else flag
    if not flag.live and flag.stage is not Stage.WITHDRAWN:
        return flag
    return replace(
        flag,
        to_type=transfer.to_type,
        vouts=tuple(output.vout for output in transfer.outputs),
        sats=transfer.net_sats,
        stage=flag.stage if flag.live else Stage.INCLUDED,
        conflicted=transfer.conflicted,
        confidence=transfer.confidence,
    )


def _continues(flag: Flag, episode: Episode) -> bool:
    """Whether a flag stands in the place of another one of an episode."""
    return flag.miner == episode.miner and any(flag.txid == other.txid for other in episode.flags)


def _cause(episode: Episode, causes: dict[str, str]) -> str:
    found = dict.fromkeys(causes[flag.flag_id] for flag in episode.flags if flag.flag_id in causes)
    return next(iter(found)) + (f" (and of {len(found) - 1} transfers more)" if len(found) > 1 else "")
