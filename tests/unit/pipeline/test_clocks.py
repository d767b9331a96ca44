"""What issuers' pasts teach is at hand where the clock of an episode is set, and is learned anew when more is known."""

from datetime import UTC, date, datetime

from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.flows.policy import Policy
from monitor.labels.entity import Entity
from monitor.labels.vocabulary import Category
from monitor.pipeline.clocks import Clocks, issuer_clock
from monitor.pipeline.disclose import document_of
from monitor.store.store import open_store
from tests.builders import NOON
from tests.empty_store import empty_store
from tests.unit.disclosures.test_learned import MONTHLY, update

ACME = Entity("acme", "Acme", Category.MINER, habits=(MONTHLY,), lead_days=2)
MOVED = datetime(2025, 12, 10, tzinfo=UTC)


async def state(store, statements):
    async with store.write() as tx:
        for each in statements:
            await tx.disclosures.add(document_of(each, "ann", NOON), each)


async def test_a_clock_is_set_by_what_was_configured_until_enough_is_known(tmp_path):
    policy = ReconciliationPolicy()
    async with open_store(empty_store(tmp_path / "db.sqlite3"), Policy()) as store:
        clocks = Clocks(store, {"acme": ACME}.get, policy, lambda: MOVED)
        for number in (2, 3, 4):
            await state(store, update(number, 4))
        await clocks.refresh()
        assert clocks.deadline("acme", MOVED) == datetime(2026, 1, 11, tzinfo=UTC)
        await state(store, update(5, 6))
        await clocks.refresh()
        assert clocks.deadline("acme", MOVED) == datetime(2026, 1, 7, tzinfo=UTC)
        assert clocks.deadline("other", MOVED) == datetime(2026, 2, 20, tzinfo=UTC)
        async with store.read() as tx:
            clock = await issuer_clock(tx, "acme", ACME, policy, date(2025, 12, 10))
        assert (clock.configured, clock.habit.lag_days, clock.lag.observations) == (MONTHLY, 6, 4)
