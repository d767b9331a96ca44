"""Another label book comes into force: what was told on labels that no longer stand is revised or retracted."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.network import Network
from monitor.flows import revisions
from monitor.flows.episode import Episode
from monitor.flows.flag import Flag, Stage, flag_id, flag_of
from monitor.flows.relabel import label_changes, relabelled, remembered_transfers
from monitor.flows.revisions import Revision
from monitor.flows.transfer import Transfer
from monitor.labels.book import LabelBook
from monitor.pipeline.absorb import News, absorb, in_stories
from monitor.pipeline.commit import Committer, past_flag
from monitor.pipeline.shelf import LabelShelf
from monitor.store.store import Store
from monitor.store.transaction import Transaction

log = structlog.get_logger()

_CAUSES = 3
"""So many changes are named in a cause."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One transaction, and what the labels say of its flags."""

    changed: tuple[Flag, ...]
    """Known flags as they are now."""
    new: tuple[Flag, ...]
    cause: str

    @property
    def empty(self) -> bool:
        return not self.changed and not self.new


@dataclass(frozen=True, slots=True)
class Relabelling:
    """The use case. Nothing is scanned again: what was seen of transactions is looked at with the new labels.

    That is the transfers recorded of blocks, and the transactions that are remembered with their bytes, as those
    in a mempool. What only a block or a history can tell is found when their turn comes. A revision that labels
    make wakes nobody.
    """

    store: Store
    shelf: LabelShelf
    committer: Committer

    async def adopt(self, book: LabelBook) -> int:
        """Put a book in force and revise what was told on other labels; how many revisions that took.

        Raises:
            StoreError: the database refuses; the old book stays in force.
        """
        async with self.shelf.lock:
            book = book.with_learned(self.shelf.learned.values())
            before, self.shelf.book = self.shelf.book, book
            try:
                made = await self._look_over(book)
            except BaseException:
                self.shelf.book = before
                raise
        if made:
            self.committer.on_revisions()
        return made

    async def catch_up(self) -> int:
        """Do the same for the book in force, where not every flag is known to stand by it."""
        async with self.store.read() as tx:
            begun, judged_by = await tx.chain.tip() is not None, await tx.chain.label_set()
        if not begun or judged_by == self.shelf.book.digest:
            return 0
        return await self.adopt(self.shelf.book)

    async def _look_over(self, book: LabelBook) -> int:
        affected: set[str] = set()
        async with self.store.read() as tx:
            remembered = [row.txid for row in await tx.unsettled.all()]
            cases = await self._cases(tx, await tx.chain.transfers_of(remembered), book, remembered)
        after = ""
        while True:
            affected |= {txid for txid, case in cases.items() if not case.empty}
            await asyncio.sleep(0)
            async with self.store.read() as tx:
                page = await tx.chain.transfers_after(after)
                if not page:
                    break
                cases = await self._cases(tx, page, book, {transfer.txid for transfer in page})
            after = page[-1].txid
        return await self._revise(sorted(affected), book)

    async def _revise(self, affected: Sequence[str], book: LabelBook) -> int:
        async with self.store.write() as tx:
            recorded = await tx.chain.transfers_of(affected)
            cases = (await self._cases(tx, recorded, book, affected)).values()
            causes = {flag.flag_id: case.cause for case in cases for flag in (*case.changed, *case.new)}
            made, left = await self._change(tx, cases, causes)
            made += await self._raise(tx, left, causes)
            made += await self.committer.reconcile(tx, made)
            await tx.chain.judged_by(book.digest)
        if affected:
            log.info("labels.revised", transactions=len(affected), revisions=len(made))
        return len(made)

    async def _change(
        self, tx: Transaction, cases: Iterable[_Case], causes: Mapping[str, str]
    ) -> tuple[list[Revision], list[Flag]]:
        """The revisions of known episodes, recorded; and the new flags that stand in the place of none of theirs."""
        now = self.committer.clock()
        changed = {flag.flag_id: flag for case in cases for flag in case.changed}
        new = [flag for case in cases for flag in case.new]
        made: list[Revision] = []
        for episode in await tx.episodes.with_flags(list(changed)):
            joining = [flag for flag in new if _continues(flag, episode)]
            new = [flag for flag in new if flag not in joining]
            cause = _cause(episode.flags, causes)
            revision = revisions.relabelled(episode, changed, joining, cause, now)
            made += [revision] if revision else []
        await self.committer.recorder.record(tx, made, now)
        return made, new

    async def _raise(self, tx: Transaction, new: Sequence[Flag], causes: Mapping[str, str]) -> list[Revision]:
        """The revisions that flags make which no episode held before, recorded. What is old is told softly."""
        committer, now = self.committer, self.committer.clock()
        made: list[Revision] = []
        for story in in_stories((self._aged(flag) for flag in new), committer.policy):
            cause = _cause(story, causes)
            told = await absorb(
                tx, News(word=cause, flags=story, cause=cause), committer.policy, committer.deadline, now
            )
            quiet = [replace(revision, wakes=False) for revision in told]
            await committer.recorder.record(tx, quiet, now)
            made += quiet
        return made

    def _aged(self, flag: Flag) -> Flag:
        old = self.committer.clock() - flag.block.time > self.committer.policy.window
        return replace(flag, late=flag.late or old)

    async def _cases(
        self, tx: Transaction, recorded: Iterable[Transfer], book: LabelBook, txids: Iterable[str]
    ) -> dict[str, _Case]:
        """What becomes of the flags of each of these transactions, by txid, as far as anything is known of it."""
        tip = await tx.chain.tip()
        rows = {row.txid: row for row in await tx.unsettled.all()}
        flags: dict[str, list[Flag]] = defaultdict(list)
        for flag in await tx.episodes.flags_of(set(txids)):
            flags[flag.txid].append(flag)
        seen: dict[str, list[Transfer]] = defaultdict(list)
        for transfer in recorded:
            seen[transfer.txid].append(transfer)
        for txid in flags.keys() & rows.keys():
            seen[txid] += remembered_transfers(flags[txid], rows[txid], seen[txid])
        height = tip.height if tip else 0
        return {txid: self._case(each, flags[txid], book, height) for txid, each in seen.items() if each}

    def _case(self, seen: Sequence[Transfer], flags: Sequence[Flag], book: LabelBook, height: int) -> _Case:
        now = relabelled(seen, book)
        here = [flag for flag in flags if flag.block.block_hash == seen[0].block.block_hash]
        ours = [
            flag for flag in here if not flag.hops
        ]  # what a trail brought is no transfer that was recorded
        after = [(flag, self._as_labelled(flag, now.get(flag.flag_id), height)) for flag in ours]
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
            new=tuple(self._placed(flag, ours, height) for flag in raised if flag is not None),
            cause=f"labels: {'; '.join(changes[:_CAUSES]) or 'one that had changed is as before'}{more}",
        )

    def _placed(self, flag: Flag, others: Sequence[Flag], height: int) -> Flag:
        """A new flag, with what is known of its transaction: how deep it is, and the word of the sources on it."""
        policy, now = self.committer.policy, self.committer.clock()
        placed = past_flag(flag, policy, height, now)
        if not others:
            return placed
        return replace(placed, agreement=others[0].agreement, late=all(other.late for other in others))

    def _as_labelled(self, flag: Flag, transfer: Transfer | None, height: int) -> Flag:
        """A known flag by what its transfer is now; None where the labels no longer make one of it."""
        if transfer is None:
            return flag.unlabelled() if flag.live else flag
        if not flag.live and flag.stage is not Stage.UNLABELLED:
            return flag
        vouts = tuple(output.vout for output in transfer.outputs)
        return replace(
            flag,
            to_type=transfer.to_type,
            vouts=vouts,
            sats=flag.sats if vouts == flag.vouts else transfer.net_sats,
            stage=flag.stage if flag.live else self._stage_again(flag, height),
            conflicted=transfer.conflicted,
            candidate=transfer.candidate,
            confidence=transfer.confidence,
        )

    def _stage_again(self, flag: Flag, height: int) -> Stage:
        """The stage of a flag whose labels stand again."""
        if flag.block.block_hash is None:
            return Stage.MEMPOOL
        depth = replace(flag, stage=Stage.INCLUDED).confirmations(height)
        return Stage.FINAL if depth >= self.committer.policy.final_depth else Stage.INCLUDED

    def _shown(self, script: bytes) -> str:
        return address_for_script(script, Network(self.committer.network)) or script.hex()


def _continues(flag: Flag, episode: Episode) -> bool:
    """Whether a flag stands in the place of another one of an episode."""
    return flag.miner == episode.miner and any(flag.txid == other.txid for other in episode.flags)


def _cause(flags: Iterable[Flag], causes: Mapping[str, str]) -> str:
    found = dict.fromkeys(causes[flag.flag_id] for flag in flags if flag.flag_id in causes)
    return next(iter(found)) + (f" (and of {len(found) - 1} transfers more)" if len(found) > 1 else "")
