"""What the labels in force make of the flags of transactions that were seen."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.network import Network
from monitor.flows.flag import Flag, Stage, flag_id, whole_flag
from monitor.flows.relabel import (
    label_changes,
    platform_stands,
    relabelled,
    remembered_transfers,
    trail_changes,
)
from monitor.flows.trails.arrivals import arrivals, together
from monitor.flows.trails.trail import Trail, TrailEnd
from monitor.flows.transfer import BlockRef, Transfer
from monitor.flows.unsettled import Unsettled
from monitor.labels.book import LabelBook
from monitor.pipeline.commit import Committer, past_flag
from monitor.store.transaction import Transaction

_CAUSES = 3
"""So many changes are named in a cause."""

Why = Mapping[str, Sequence[str]]
"""By txid, what labels say otherwise, for people."""


@dataclass(frozen=True, slots=True)
class Case:
    """One transaction, and what the labels say of its flags."""

    changed: tuple[Flag, ...]
    """Known flags as they are now."""
    new: tuple[Flag, ...]
    cause: str

    @property
    def empty(self) -> bool:
        """Whether they say what they said."""
        return not self.changed and not self.new


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of one transaction."""

    transfers: Sequence[Transfer]
    arrived: Mapping[str, Flag]
    """What trails brought, by flag id."""
    ends: Sequence[TrailEnd]
    """What they are made of."""
    trails: Sequence[Trail]
    flags: Sequence[Flag]
    """All that were ever raised of it."""

    @property
    def block(self) -> BlockRef:
        """Where it stands."""
        return self.transfers[0].block if self.transfers else next(iter(self.arrived.values())).block

    def whole(self, name: str, transfer: Transfer | None) -> Flag | None:
        """What a transfer, and what trails brought to the same place, make together; `name` is the flag's id."""
        arrived = self.arrived.get(name)
        if transfer is None:
            return arrived
        paid = {output.vout for output in transfer.outputs}
        beside = sum(end.sats for end in self.ends if end.vout not in paid and _flag_id(end) == name)
        direct = whole_flag(transfer)
        return together([direct], [arrived] if arrived else [], {name: transfer.sats + beside})[0]


@dataclass(frozen=True, slots=True)
class Cases:
    """Judges transactions by one book of labels."""

    committer: Committer
    book: LabelBook

    async def affected(
        self, tx: Transaction, recorded: Iterable[Transfer], txids: Collection[str]
    ) -> set[str]:
        """Those of these transactions of which the labels say something else than was told."""
        cases = await self.of(tx, recorded, txids, {})
        return {txid for txid, case in cases.items() if not case.empty}

    async def of(
        self, tx: Transaction, recorded: Iterable[Transfer], txids: Collection[str], why: Why
    ) -> dict[str, Case]:
        """What becomes of the flags of each of these transactions, by txid, as far as anything is known of it.

        Args:
            tx: where it is read.
            recorded: the transfers that were recorded of them.
            txids: the transactions.
            why: what else has changed of them than their own labels.
        """
        tip = await tx.chain.tip()
        rows = {row.txid: row for row in await tx.unsettled.all()}
        flags: dict[str, list[Flag]] = defaultdict(list)
        for flag in await tx.episodes.flags_of(set(txids)):
            flags[flag.txid].append(flag)
        transfers: dict[str, list[Transfer]] = defaultdict(list)
        for transfer in recorded:
            transfers[transfer.txid].append(transfer)
        for txid in flags.keys() & rows.keys():
            direct = [flag for flag in flags[txid] if not flag.path]
            transfers[txid] += remembered_transfers(direct, rows[txid], transfers[txid])
        ends: dict[str, list[tuple[BlockRef, TrailEnd]]] = defaultdict(list)
        for block, end in await tx.told_trails.arrived(txids):
            ends[end.txid].append((block, end))
        trails = await tx.told_trails.trails_of(end for each in ends.values() for _, end in each)
        height = tip.height if tip else 0
        cases: dict[str, Case] = {}
        for txid in dict.fromkeys(txids):
            waiting = [flag for flag in flags[txid] if flag.path and flag.block.block_hash is None]
            mined = [flag for flag in flags[txid] if flag not in waiting]
            seen = self._seen(transfers[txid], ends[txid], trails, mined)
            told = why.get(txid, ())
            if seen.transfers or seen.arrived:
                cases[txid] = self._case(seen, told, height)
            elif told or ends[txid]:
                cases[txid] = self._gone(seen, told)
            if waiting and txid in rows:
                cases[txid] = self._with_waiting(cases.get(txid), waiting, rows[txid])
        return cases

    def _with_waiting(self, case: Case | None, waiting: Sequence[Flag], row: Unsettled) -> Case:
        """A case with what waiting transactions would bring trails to: it falls where it is that platform no more."""
        fallen = [flag for flag in waiting if flag.live and not platform_stands(flag, row, self.book)]
        case = case or Case((), (), "labels: that of the platform was withdrawn, or is another one's")
        return replace(case, changed=(*case.changed, *(flag.unlabelled() for flag in fallen)))

    def _seen(
        self,
        transfers: Sequence[Transfer],
        ends: Sequence[tuple[BlockRef, TrailEnd]],
        trails: Mapping[str, Trail],
        flags: Sequence[Flag],
    ) -> _Seen:
        here = transfers[0].block.block_hash if transfers else None
        met = [(block, end) for block, end in ends if here in {None, block.block_hash}]
        found: Sequence[Flag] = ()
        if met:
            found = arrivals([end for _, end in met], trails, met[0][0], self.book.attribute)
        return _Seen(
            transfers,
            {flag.flag_id: flag for flag in found},
            [end for _, end in met],
            [trails[each] for each in dict.fromkeys(end.trail_id for _, end in ends)],
            flags,
        )

    def _case(self, seen: _Seen, why: Sequence[str], height: int) -> Case:
        now = relabelled(seen.transfers, self.book) if seen.transfers else {}
        here = [flag for flag in seen.flags if flag.block.block_hash == seen.block.block_hash]
        after = [
            (flag, self._as_labelled(flag, seen.whole(flag.flag_id, now.get(flag.flag_id)), height))
            for flag in here
        ]
        flagged = {flag.flag_id for flag in seen.flags}
        # A transfer that was recorded and not flagged was below the threshold of its time.
        recorded = {whole_flag(each).flag_id for each in seen.transfers}
        names = [name for name in now if name not in recorded] + list(seen.arrived)
        wholes = [seen.whole(name, now.get(name)) for name in dict.fromkeys(names) if name not in flagged]
        raised = [flag for flag in wholes if flag and flag.sats >= self.committer.policy.min_sats]
        return Case(
            changed=tuple(flag for before, flag in after if flag != before),
            new=tuple(self._placed(flag, here, height) for flag in raised),
            cause=self._cause(seen, why),
        )

    def _gone(self, seen: _Seen, why: Sequence[str]) -> Case:
        """Nothing is left of what trails brought."""
        over = [flag for flag in seen.flags if flag.hops and flag.live]
        return Case(tuple(flag.unlabelled() for flag in over), (), self._cause(seen, why))

    def _cause(self, seen: _Seen, why: Sequence[str]) -> str:
        texts = dict.fromkeys(why)
        texts.update(dict.fromkeys(label_changes(seen.transfers, self.book, self.shown)))
        texts.update(dict.fromkeys(trail_changes((), seen.trails, self.book, self.shown)))
        changes = list(texts)
        more = f" and {len(changes) - _CAUSES} more" if len(changes) > _CAUSES else ""
        return f"labels: {'; '.join(changes[:_CAUSES]) or 'one that had changed is as before'}{more}"

    def _placed(self, flag: Flag, others: Sequence[Flag], height: int) -> Flag:
        """A new flag, with what is known of its transaction: how deep it is, and the word of the sources on it."""
        policy, now = self.committer.policy, self.committer.clock()
        placed = past_flag(flag, policy, height, now)
        if not others:
            return placed
        return replace(placed, agreement=others[0].agreement, late=all(other.late for other in others))

    def _as_labelled(self, flag: Flag, whole: Flag | None, height: int) -> Flag:
        """A known flag by what the labels make of it now; where that is nothing, it falls."""
        if whole is None:
            return flag.unlabelled() if flag.live else flag
        if not flag.live and flag.stage is not Stage.UNLABELLED:
            return flag
        direct = not flag.path and not whole.path
        if direct and whole.vouts == flag.vouts:
            whole = replace(whole, sats=flag.sats, co_spent_sats=flag.co_spent_sats)
        fields = _OF_TRANSFERS if direct else _OF_TRAILS
        stage = flag.stage if flag.live else self._stage_again(flag, height)
        return replace(flag, stage=stage, **{name: getattr(whole, name) for name in fields})

    def _stage_again(self, flag: Flag, height: int) -> Stage:
        """The stage of a flag whose labels stand again."""
        if flag.block.block_hash is None:
            return Stage.MEMPOOL
        depth = replace(flag, stage=Stage.INCLUDED).confirmations(height)
        return Stage.FINAL if depth >= self.committer.policy.final_depth else Stage.INCLUDED

    def shown(self, script: bytes) -> str:
        """A script as people write it."""
        return address_for_script(script, Network(self.committer.network)) or script.hex()


_OF_TRANSFERS = ("to_type", "vouts", "sats", "co_spent_sats", "conflicted", "candidate", "confidence")
"""The fields of a flag that labels decide."""
_OF_TRAILS = (*_OF_TRANSFERS, "hops", "path", "mixed_inputs")
"""The same of one that trails brought, at least in part."""


def _flag_id(end: TrailEnd) -> str:
    return flag_id(end.txid, end.miner, end.entity or "")
