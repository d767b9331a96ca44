"""The ledger of every issuer, read from the store in a few queries, however many issuers there are."""

from collections import defaultdict
from collections.abc import Iterable

from monitor.disclosures.ledger_whole import Account, Ledger, Question, whole_ledger
from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.disclosures.statement import Statement
from monitor.disclosures.unclear import UnclearDocument
from monitor.flows.episode import Episode
from monitor.flows.trails.account import TrailAccount
from monitor.labels.entity import Entity
from monitor.pipeline.reconciling import candidates_of, open_trails
from monitor.pipeline.standing_statements import standing_statements
from monitor.store.transaction import Transaction


async def read_ledger(
    tx: Transaction,
    policy: ReconciliationPolicy,
    entities: Iterable[Entity],
    question: Question,
    issuer: str | None = None,
) -> Ledger:
    """The ledger as the database has it.

    Args:
        tx: where to read.
        policy: as for reconciliation.
        entities: who is known; see `breadth`.
        question: what is asked for.
        issuer: only this one's; None for everybody's.
    """
    statements: dict[str, list[Statement]] = defaultdict(list)
    for statement in await standing_statements(tx, issuer):
        statements[statement.issuer].append(statement)
    episodes: dict[str, list[Episode]] = defaultdict(list)
    for episode in await tx.episodes.listed(miner=issuer):
        episodes[episode.miner].append(episode)
    trails: dict[str, list[TrailAccount]] = defaultdict(list)
    for trail in await tx.trails.accounts(miners=(issuer,) if issuer else None):
        trails[trail.trail.miner].append(trail)
    labelled = await tx.labelled.all(issuer)
    unclear: dict[str, list[UnclearDocument]] = defaultdict(list)
    for document in await tx.originals.unclear(issuer):
        unclear[document.issuer].append(document)
    accounts = [
        Account(
            name,
            statements=tuple(statements[name]),
            candidates=tuple(candidates_of(episodes[name])),
            deadlines={episode.episode_id: episode.expires_at for episode in episodes[name]},
            trails=tuple(open_trails(trails[name])),
            labelled=tuple(labelled.get(name, ())),
            unclear=tuple(unclear[name]),
        )
        for name in sorted({*statements, *episodes})
    ]
    known = {entity.slug: entity for entity in entities if issuer in {None, entity.slug}}
    return whole_ledger(accounts, policy, known, question)
