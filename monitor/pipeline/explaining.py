"""What an episode can mean, made of what the database knows at that moment."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC

from monitor.disclosures.company_word import company_word
from monitor.disclosures.statement import Statement
from monitor.disclosures.unclear import addresses
from monitor.flows.episode import Episode
from monitor.flows.explain.background import Background
from monitor.flows.explain.explain import explain
from monitor.flows.explain.explanation import Explanation
from monitor.flows.explain.movement import earlier_than, movements_of
from monitor.labels.entity import Entity
from monitor.pipeline.standing_statements import standing_statements
from monitor.store.transaction import Transaction

EntityOf = Callable[[str], Entity | None]
"""The entity of a slug, where anybody knows it."""


def nobody(_: str) -> Entity | None:
    """Knows no entity."""
    return None


async def explanations_of(
    tx: Transaction, episodes: Iterable[Episode], entity_of: EntityOf
) -> Mapping[tuple[str, str], tuple[Explanation, ...]]:
    """The explanations of some episodes, by episode and counterparty, the largest amount of an episode first."""
    stated: dict[str, Sequence[Statement]] = {}
    unclear: dict[str, Collection[str]] = {}
    explained: dict[tuple[str, str], tuple[Explanation, ...]] = {}
    for episode in episodes:
        miner = episode.miner
        if miner not in stated:
            stated[miner] = await standing_statements(tx, miner)
            unclear[miner] = addresses(await tx.originals.unclear(miner))
        for moved in movements_of(episode):
            counterparty = entity_of(moved.to_entity)
            dealings = await tx.episodes.dealings(miner, moved.to_entity, moved.at)
            known = Background(
                counterparty=counterparty,
                word=company_word(
                    stated[miner], moved.at.astimezone(UTC).date(), counterparty, unclear[miner]
                ),
                before=earlier_than(moved, dealings),
                evidence=episode.evidence,
                dismissed=episode.review.dismissed,
            )
            explained[episode.episode_id, moved.to_entity] = explain(moved, known)
    return explained
