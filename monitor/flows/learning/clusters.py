"""Clusters: scripts that are paid for mining again and again, joined where one transaction spends their coins."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from monitor.flows.learning.candidate import LearningPolicy
from monitor.flows.learning.payouts import Join


@dataclass(frozen=True, slots=True)
class Paid:
    """What one script got from one pool in one calendar month (UTC)."""

    script_pubkey: bytes
    pool: str | None
    """None for coinbases."""
    month: date
    """Its first day."""
    payouts: int
    sats: int
    first: datetime
    """Block time, like the next."""
    last: datetime


@dataclass(frozen=True, slots=True)
class MonthPaid:
    """What a cluster got in one month. `sats` is the sum of `payouts` outputs."""

    payouts: int
    sats: int


@dataclass(frozen=True, slots=True)
class Cluster:
    """Somebody who mines, whoever it is. Nothing rests on it before a reviewer has named it."""

    scripts: tuple[bytes, ...]
    """In the order in which they were first paid."""
    pools: tuple[str, ...]
    """Who paid it, by name."""
    from_coinbase: bool
    """Whether coinbases paid it, too."""
    months: Mapping[date, MonthPaid]
    """By the first day of each month with a payout, in order."""
    first: datetime
    last: datetime
    joined_by: tuple[str, ...]
    """The transactions that spend coins of several of the scripts, txids in order."""

    @property
    def cluster_id(self) -> str:
        """Stable while nothing older joins; see `is_called`."""
        return id_of(self.scripts[0])

    @property
    def payouts(self) -> int:
        """How many there were."""
        return sum(each.payouts for each in self.months.values())

    @property
    def sats(self) -> int:
        """What they came to."""
        return sum(each.sats for each in self.months.values())

    def is_called(self, prefix: str) -> bool:
        """Whether its id, or the one that any of its scripts would give it, begins with a text."""
        return any(id_of(script).startswith(prefix) for script in self.scripts)


def id_of(script_pubkey: bytes) -> str:
    """The id of the cluster whose first script this is, short enough to be typed."""
    return f"cluster-{sha256(script_pubkey).hexdigest()[:12]}"


def clusters_of(
    paid: Iterable[Paid], joins: Iterable[Join], left_out: Container[bytes], policy: LearningPolicy
) -> tuple[Cluster, ...]:
    """Join paid scripts into clusters; those that were paid often enough, the largest first.

    Args:
        paid: what each script got.
        joins: which of them are one owner's.
        left_out: scripts of which something else is known: they are in no cluster, and join nothing.
        policy: what is often enough.
    """
    amounts: dict[bytes, list[Paid]] = defaultdict(list)
    for each in paid:
        if each.script_pubkey not in left_out:
            amounts[each.script_pubkey].append(each)
    known = [each for each in joins if each.one in amounts and each.other in amounts]
    root = _roots(amounts, known)
    groups: dict[bytes, list[bytes]] = defaultdict(list)
    for script in amounts:
        groups[root[script]].append(script)
    joined: dict[bytes, set[str]] = defaultdict(set)
    for join in known:
        joined[root[join.one]].add(join.txid)
    found = (_cluster(scripts, amounts, joined[leader]) for leader, scripts in groups.items())
    often = [cluster for cluster in found if cluster.payouts >= policy.cluster_payouts]
    return tuple(sorted(often, key=lambda cluster: (-cluster.sats, cluster.cluster_id)))


def _roots(scripts: Iterable[bytes], joins: Iterable[Join]) -> dict[bytes, bytes]:
    """By script, the one that stands for its group (union by path halving)."""
    parent = {script: script for script in scripts}

    def top(script: bytes) -> bytes:
        while parent[script] != script:
            parent[script] = parent[parent[script]]
            script = parent[script]
        return script

    for each in joins:
        one, other = sorted((top(each.one), top(each.other)))
        parent[other] = one
    return {script: top(script) for script in parent}


def _cluster(
    scripts: Sequence[bytes], amounts: Mapping[bytes, Sequence[Paid]], joined_by: Iterable[str]
) -> Cluster:
    rows = [each for script in scripts for each in amounts[script]]
    begun = {script: min(each.first for each in amounts[script]) for script in scripts}
    months: dict[date, list[Paid]] = defaultdict(list)
    for each in rows:
        months[each.month].append(each)
    return Cluster(
        scripts=tuple(sorted(scripts, key=lambda script: (begun[script], script))),
        pools=tuple(sorted({each.pool for each in rows if each.pool is not None})),
        from_coinbase=any(each.pool is None for each in rows),
        months={
            month: MonthPaid(
                sum(each.payouts for each in months[month]), sum(each.sats for each in months[month])
            )
            for month in sorted(months)
        },
        first=min(each.first for each in rows),
        last=max(each.last for each in rows),
        joined_by=tuple(sorted(joined_by)),
    )
