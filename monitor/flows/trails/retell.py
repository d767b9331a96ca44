"""A trail that was followed with other labels, told again: what it is known to have done, with the owners of today.

The blocks are not looked at. So where a label no longer stands, what went on from there is not known, and the part
ends as `unseen`; where a label was added, the trail ends there, and what had gone on is no part of it any more.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.flows.trails.apportion import apportion
from monitor.flows.trails.stopped import named
from monitor.flows.trails.trail import Ending, Trail, TrailCoin, TrailEnd, ending_at
from monitor.flows.transfer import BlockRef
from monitor.labels.book import Attribution
from monitor.labels.vocabulary import PLATFORMS

AttributeAt = Callable[[bytes, datetime], Attribution | None]
"""Whose a script was at a time."""

_FIXED = {Ending.MIXED, Ending.FEE}
"""What a label changes nothing about."""
_NAMED = {Ending.PLATFORM, Ending.ENTITY, Ending.RETURNED}


@dataclass(frozen=True, slots=True)
class KeptCoin:
    """A part of a trail that sits, or sat, in an output."""

    coin: TrailCoin
    closed_block: str | None
    """The block in which it was spent, or beyond which it is not followed; None while it is."""
    spent_by: str | None
    """The transaction that spent it there."""


@dataclass(frozen=True, slots=True)
class KeptEnd:
    """A part that came to an end, and the block in which it did."""

    end: TrailEnd
    block: BlockRef


@dataclass(frozen=True, slots=True)
class Told:
    """A trail with everything that became of it. A coin that is not followed further has an end as well."""

    trail: Trail
    coins: tuple[KeptCoin, ...]
    ends: tuple[KeptEnd, ...]


@dataclass(frozen=True, slots=True)
class Relabelled:
    """A part whose owner is another one now, or is known otherwise."""

    txid: str
    script_pubkey: bytes
    before: str | None
    """The entity that it was told of."""
    now: Attribution | None


@dataclass(frozen=True, slots=True)
class Retold:
    """A trail as it is told by other labels, and what they changed."""

    told: Told
    changes: tuple[Relabelled, ...]


def tells_otherwise(end: TrailEnd, owner: Attribution | None) -> bool:
    """Whether an end at a script would be told otherwise with this owner."""
    if end.ending in _FIXED or end.script_pubkey is None:
        return False
    if owner is None:
        return end.ending in _NAMED
    if end.entity is None and owner.candidate:
        return False  # what nobody has reviewed says nothing of the past
    return end.reached(owner, ending_at(owner, end.miner)) != end


def stands(trail: Trail, attribute: AttributeAt) -> bool:
    """Whether labels still say that the trail's miner paid what began it."""
    owners = [attribute(script, trail.block.time) for script in trail.senders]
    return not owners or any(owner is not None and owner.entity == trail.miner for owner in owners)


def is_suggested(trail: Trail, attribute: AttributeAt) -> bool:
    """Whether only labels that nobody has reviewed say that the trail's miner paid what began it."""
    owners = [attribute(script, trail.block.time) for script in trail.senders]
    its = [owner for owner in owners if owner is not None and owner.entity == trail.miner]
    return bool(its) and all(owner.candidate for owner in its)


def retold(told: Told, attribute: AttributeAt) -> Retold | None:
    """Tell a trail again.

    Every satoshi of it is still accounted for: where a part of what went into a transaction is no longer the
    trail's, so is the same share of everything that came of it.

    Args:
        told: the trail as it was told.
        attribute: whose a script was at a time.

    Returns:
        None where it is told just the same, and where it is not known who spent what.
    """
    if any(kept.closed_block and not kept.spent_by for kept in _without_end(told)):
        return None
    walk = _Walk(told, attribute)
    after = walk.done()
    return None if after == _in_order(told) else Retold(after, tuple(walk.changes))


def _without_end(told: Told) -> Iterator[KeptCoin]:
    ended = {each.end.outpoint for each in told.ends}
    return (kept for kept in told.coins if kept.coin.outpoint not in ended)


class _Walk:
    """From the outflow on, transaction after transaction, each after those whose outputs it spends."""

    def __init__(self, told: Told, attribute: AttributeAt) -> None:
        self._told = told
        self._attribute = attribute
        self._coins: dict[str, list[KeptCoin]] = defaultdict(list)
        """By the transaction that made them."""
        self._ends: dict[str, list[KeptEnd]] = defaultdict(list)
        """By the transaction in which they ended; without those of coins."""
        self._stopped: dict[bytes, KeptEnd] = {}
        """By the outpoint of the coin."""
        self._spent: dict[str, list[KeptCoin]] = defaultdict(list)
        """By the transaction that spent them."""
        made = {kept.coin.outpoint for kept in told.coins}
        for kept in told.coins:
            self._coins[kept.coin.txid].append(kept)
            if kept.spent_by:
                self._spent[kept.spent_by].append(kept)
        for end in told.ends:
            if end.end.outpoint is not None and end.end.outpoint in made:
                self._stopped[end.end.outpoint] = end
            else:
                self._ends[end.end.txid].append(end)
        self._left: dict[bytes, int] = {}
        """What is still the trail's of coins that were spent, by outpoint."""
        self.changes: list[Relabelled] = []

    def done(self) -> Told:
        """The trail as it is told now."""
        coins: list[KeptCoin] = []
        ends: list[KeptEnd] = []
        for txid in self._in_order():
            spent = self._spent[txid]
            before = sum(kept.coin.sats for kept in spent)
            now = sum(self._left.get(kept.coin.outpoint, 0) for kept in spent)
            if txid == self._told.trail.txid:
                before = now = self._told.trail.sats
            sizes = [kept.coin.sats for kept in self._coins[txid]] + [
                each.end.sats for each in self._ends[txid]
            ]
            shares = iter(sizes if now == before else apportion([now], sizes)[0])
            for kept, sats in zip(self._coins[txid], shares, strict=False):
                if sats:
                    self._coin(replace(kept, coin=replace(kept.coin, sats=sats)), coins, ends)
            for each, sats in zip(self._ends[txid], shares, strict=True):
                if sats:
                    self._end(replace(each, end=replace(each.end, sats=sats)), coins, ends)
        return _in_order(Told(self._told.trail, tuple(coins), tuple(ends)))

    def _in_order(self) -> Iterator[str]:
        """The transactions, each after those whose outputs it spends."""
        waiting = {txid: len(spent) for txid, spent in self._spent.items()}
        ready = [self._told.trail.txid]
        while ready:
            txid = ready.pop()
            yield txid
            for kept in self._coins[txid]:
                if kept.spent_by:
                    waiting[kept.spent_by] -= 1
                    if not waiting[kept.spent_by]:
                        ready.append(kept.spent_by)

    def _coin(self, kept: KeptCoin, coins: list[KeptCoin], ends: list[KeptEnd]) -> None:
        """A part in an output: somebody's now, or as it was."""
        coin, stopped = kept.coin, self._stopped.get(kept.coin.outpoint)
        if stopped is not None:
            coins.append(kept)
            end = replace(stopped.end, sats=coin.sats)
            ends.append(replace(stopped, end=self._judged(end, coin.block.time)))
            return
        owner = self._attribute(coin.script_pubkey, coin.block.time)
        if owner is None or not self._ends_at(kept, owner):
            coins.append(kept)
            self._left[coin.outpoint] = coin.sats
            return
        self.changes.append(Relabelled(coin.txid, coin.script_pubkey, None, owner))
        coins.append(replace(kept, closed_block=coin.block.block_hash, spent_by=None))
        ends.append(KeptEnd(named(coin, owner), coin.block))

    def _ends_at(self, kept: KeptCoin, owner: Attribution) -> bool:
        """Whether the trail ends at an owner that is news.

        What went on stays told as it is where that is no less true: it passed a script of the miner's own, or one
        of the platform that has it all, or only a candidate's.
        """
        if kept.spent_by is None:
            return True
        if owner.entity == kept.coin.miner or owner.candidate:
            return False
        if self._coins[kept.spent_by]:
            return True
        onward = (each.end for each in self._ends[kept.spent_by] if each.end.ending is not Ending.FEE)
        return any(end.entity != owner.entity for end in onward)

    def _end(self, kept: KeptEnd, coins: list[KeptCoin], ends: list[KeptEnd]) -> None:
        """A part that ended in a transaction; where its owner was none, it sits in an output nobody looked behind."""
        end = self._judged(kept.end, kept.block.time)
        ends.append(replace(kept, end=end))
        if end.ending is not Ending.UNSEEN or end.vout is None or end.script_pubkey is None:
            return
        coin = TrailCoin(
            trail_id=end.trail_id,
            miner=end.miner,
            txid=end.txid,
            vout=end.vout,
            script_pubkey=end.script_pubkey,
            value_sats=end.value_sats,
            sats=end.sats,
            path=end.path,
            confidence=end.confidence,
            block=kept.block,
        )
        coins.append(KeptCoin(coin, kept.block.block_hash, None))

    def _judged(self, end: TrailEnd, at: datetime) -> TrailEnd:
        """An end by the owner of today."""
        if end.script_pubkey is None:
            return end
        owner = self._attribute(end.script_pubkey, at)
        if not tells_otherwise(end, owner):
            return end
        self.changes.append(Relabelled(end.txid, end.script_pubkey, end.entity, owner))
        if owner is not None and (end.vout is not None or owner.category in PLATFORMS):
            return end.reached(owner, ending_at(owner, end.miner))
        return replace(
            end,
            ending=Ending.UNSEEN,
            entity=None,
            category=None,
            conflicted=False,
            candidate=False,
            label_confidence=100,
        )


def _in_order(told: Told) -> Told:
    """The same, for comparison."""
    return replace(
        told,
        coins=tuple(sorted(told.coins, key=lambda kept: kept.coin.outpoint)),
        ends=tuple(
            sorted(
                told.ends, key=lambda kept: (kept.end.txid, -1 if kept.end.vout is None else kept.end.vout)
            )
        ),
    )


def platforms_reached(tellings: Iterable[Told]) -> set[str]:
    """The transactions in which trails, as told, reached platforms."""
    return {each.end.txid for told in tellings for each in told.ends if each.end.ending is Ending.PLATFORM}
