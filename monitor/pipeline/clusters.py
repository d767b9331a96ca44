"""Clusters of paid scripts as reviewers see them, with whose they may be."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from monitor.disclosures.mined_match import Hypothesis, hypotheses, told_by_month, whole_months
from monitor.disclosures.months import Month
from monitor.errors import UsageError
from monitor.flows.learning.candidate import Candidate, CandidateKind, Evidence, LearningPolicy, State
from monitor.flows.learning.clusters import Cluster, clusters_of
from monitor.flows.learning.payouts import Payout
from monitor.labels.vocabulary import Category
from monitor.money import btc_for_people
from monitor.pipeline.standing_statements import standing_statements
from monitor.store.candidates import EVIDENCE_KEPT, KeptCandidate
from monitor.store.transaction import Transaction

PREFIX = "cluster-"
"""What the ids of clusters begin with."""


@dataclass(frozen=True, slots=True)
class OfferedCluster:
    """A cluster that waits for a reviewer."""

    cluster: Cluster
    hypotheses: tuple[Hypothesis, ...]
    """Whose it may be, the likeliest first."""
    named: Mapping[bytes, str]
    """Those of its scripts that a reviewer or a label file has named already, with the entity."""
    latest: Sequence[Payout]
    """Some of its payouts, the latest first."""


async def read_clusters(
    tx: Transaction,
    policy: LearningPolicy,
    owner_of: Callable[[bytes], str | None] = lambda _: None,
    *,
    prefix: str = "",
    entity: str | None = None,
    limit: int | None = None,
    latest: int = 3,
) -> list[OfferedCluster]:
    """The clusters in which some script waits for a reviewer, the largest first.

    Args:
        tx: where to read.
        policy: what makes a cluster.
        owner_of: whose a script is by a label file.
        prefix: only those that are called so; see `Cluster.is_called`.
        entity: only those that may be its, or of which a script is.
        limit: at most so many.
        latest: so many payouts of each.
    """
    known = {each.script_pubkey: each for each in await tx.candidates.decided_or_deposits()}
    accepted = {script: each.entity for script, each in known.items() if each.entity and _is_payee(each)}
    paid = await tx.payouts.paid()
    labelled = {each.script_pubkey: owner_of(each.script_pubkey) for each in paid}
    named = {script: owner for script, owner in (labelled | accepted).items() if owner}
    left_out = {script for script in known if script not in named}
    found = clusters_of(paid, await tx.payouts.joins(), left_out, policy)
    told = told_by_month(await standing_statements(tx))
    tip = await tx.chain.tip()
    until = tip.time.date() if tip else None
    offered = []
    for cluster in found:
        if not cluster.is_called(prefix) or all(script in named for script in cluster.scripts):
            continue
        by_month = {Month.of(month): each.sats for month, each in cluster.months.items()}
        months = whole_months(by_month, cluster.first.date(), until or cluster.last.date())
        possible = hypotheses(by_month, told, months)
        owners = {script: named[script] for script in cluster.scripts if script in named}
        if entity not in {None, *(each.issuer for each in possible), *owners.values()}:
            continue
        latest_payouts = await tx.payouts.latest(cluster.scripts, latest)
        offered.append(OfferedCluster(cluster, possible, owners, latest_payouts))
        if len(offered) == limit:
            break
    return offered


async def find_clusters(
    tx: Transaction,
    policy: LearningPolicy,
    owner_of: Callable[[bytes], str | None],
    prefix: str,
    latest: int,
) -> list[OfferedCluster]:
    """The clusters that are called so; as `read_clusters`.

    Raises:
        UsageError: there is none.
    """
    found = await read_clusters(tx, policy, owner_of, prefix=prefix, latest=latest)
    if not found:
        raise UsageError(f"there is no cluster {prefix!r}; `minerflow labels candidates` lists them")
    return found


async def members_of(tx: Transaction, prefix: str, policy: LearningPolicy) -> list[str]:
    """The ids of the candidates that the scripts of a cluster are, made where there are none yet.

    Raises:
        UsageError: there is no such cluster, or several.
    """
    found = await find_clusters(tx, policy, lambda _: None, prefix, latest=0)
    if len(found) > 1:
        ids = ", ".join(each.cluster.cluster_id for each in found)
        raise UsageError(f"{prefix!r} may be {ids}; write more of it")
    members = [script for script in found[0].cluster.scripts if script not in found[0].named]
    candidates: dict[str, None] = {}
    for script in members:
        for payout in await tx.payouts.latest([script], EVIDENCE_KEPT):
            candidate = _candidate(payout)
            candidates[candidate.candidate_id] = None
            assert payout.block.block_hash is not None
            await tx.candidates.note([candidate], payout.block.block_hash)
    return list(candidates)


def _candidate(payout: Payout) -> Candidate:
    """The suggestion that a payout makes: somebody mines there."""
    by = payout.pool or "the coinbase"
    evidence = Evidence(payout.txid, payout.block, f"{by} paid it {btc_for_people(payout.sats)} BTC")
    return Candidate(payout.script_pubkey, CandidateKind.PAYEE, None, Category.MINER, evidence)


def _is_payee(each: KeptCandidate) -> bool:
    return each.kind is CandidateKind.PAYEE and each.state is State.ACCEPTED
