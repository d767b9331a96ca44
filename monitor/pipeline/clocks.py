"""Each issuer's clock: its configured habit, with the lag that its reports and confirmed transfers have shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import structlog

from monitor.clock import Clock
from monitor.disclosures.habit import Learned, as_learned, entity_expires_at
from monitor.disclosures.learned import learned_habit
from monitor.disclosures.reconcile import Reconciliation, ReconciliationPolicy, reconcile
from monitor.labels.entity import DisclosureHabit, Entity
from monitor.pipeline.reconciling import candidates_of
from monitor.pipeline.standing_statements import standing_statements
from monitor.store.store import Store
from monitor.store.transaction import Transaction

log = structlog.get_logger()

HabitOf = Callable[[Entity, date], DisclosureHabit | None]
"""How a company disclosed on a day; None where nobody knows."""


def as_configured(entity: Entity, day: date) -> DisclosureHabit | None:
    """As the entities file has it, whatever was learned."""
    return entity.disclosure_at(day)


@dataclass(frozen=True, slots=True)
class IssuerClock:
    """How one issuer is taken to disclose, and on what that rests."""

    issuer: str
    configured: DisclosureHabit | None
    """As the entities file has it; None where it has none."""
    habit: DisclosureHabit
    """What flags expire by: with the lag that was learned, where enough is known."""
    lag: Learned | None
    lead_days: int
    """How long before they are sold its coins are taken to move."""
    lead: Learned | None
    configured_lead_days: int


async def issuer_clock(
    tx: Transaction, issuer: str, entity: Entity | None, policy: ReconciliationPolicy, day: date
) -> IssuerClock:
    """An issuer's clock, worked out from everything that it stated and that was flagged of it."""
    statements = await standing_statements(tx, issuer)
    candidates = candidates_of(await tx.episodes.of_miner(issuer))
    result: Reconciliation = reconcile(statements, candidates, policy)
    habit, lag = learned_habit(entity, day, statements, candidates, result.allocations)
    return IssuerClock(
        issuer=issuer,
        configured=entity.disclosure_at(day) if entity else None,
        habit=habit,
        lag=lag,
        lead_days=result.lead.days if statements else policy.lead_of(issuer).days,
        lead=result.learned_lead,
        configured_lead_days=policy.lead_of(issuer).days,
    )


@dataclass(slots=True)
class Clocks:
    """What issuers' pasts have taught, kept at hand for whoever sets the clock of an episode."""

    store: Store
    entity_of: Callable[[str], Entity | None]
    policy: ReconciliationPolicy
    clock: Clock
    _learned: Mapping[str, DisclosureHabit] = field(default_factory=dict, init=False)
    _rests_on: tuple[int, ...] | None = field(default=None, init=False)

    def deadline(self, miner: str, at: datetime) -> datetime:
        """When a miner's own habit would have told of a moment."""
        return entity_expires_at(at, self.entity_of(miner), self._learned.get(miner))

    def habit(self, entity: Entity, day: date) -> DisclosureHabit:
        """How a company disclosed on a day, with the lag that it has shown: a `HabitOf`."""
        return as_learned(entity.disclosure_at(day), self._learned.get(entity.slug))

    async def refresh(self) -> None:
        """Learn anew where anything was stated, decided or confirmed since.

        Raises:
            StoreError: the database refuses.
        """
        async with self.store.read() as tx:
            rests_on = (
                await tx.disclosures.count(),
                await tx.overrides.changes(),
                await tx.episodes.revision_count(),
            )
            if rests_on == self._rests_on:
                return
            issuers = await tx.disclosures.issuers()
            learned = await self._learn(tx, issuers)
        if learned != self._learned:
            lags = {issuer: habit.lag_days for issuer, habit in learned.items()}
            log.info("clocks.learned", lag_days=lags)
        self._learned, self._rests_on = learned, rests_on

    async def _learn(self, tx: Transaction, issuers: Sequence[str]) -> Mapping[str, DisclosureHabit]:
        day = self.clock().date()
        clocks = [
            await issuer_clock(tx, issuer, self.entity_of(issuer), self.policy, day) for issuer in issuers
        ]
        return {each.issuer: each.habit for each in clocks if each.lag is not None}
