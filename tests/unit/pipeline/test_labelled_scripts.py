"""Labelled scripts beside stated balances: worked out once, kept, shown, and weighed for the queue."""

from datetime import date, timedelta

from monitor.disclosures.ledger_whole import Question
from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.flows.evidence import EvidenceKind
from monitor.pipeline.labelled_scripts import LabelledScripts
from monitor.pipeline.ledgers import read_ledger
from monitor.simulation.wallet import ScriptType
from tests.builders import BTC
from tests.unit.pipeline.scene import Scene, only_episode
from tests.unit.pipeline.test_reconciling import WHO, stated

OPENING, CLOSING = date(2026, 1, 31), date(2026, 2, 3)


def working_out(house):
    return LabelledScripts(
        house.store, house.shelf, house.recorder, ReconciliationPolicy(), house.times, lambda: None
    )


async def balances(house):
    """What is told of the opening and of the closing day."""
    for day, btc in ((OPENING, 1000), (CLOSING, 900)):
        said = stated("holdings", btc, period=(day, day), url=f"https://example.com/{day}")
        await house.disclosures.add(said, **WHO)


async def kept(house):
    async with house.store.read() as tx:
        return {(each.first_day, each.last_day): each for each in await tx.labelled.of("mara")}


async def test_balances_below_and_above_the_first_scanned_block_are_worked_out_and_weighed(tmp_path):
    scene = Scene()
    elsewhere = scene.chain.actor("elsewhere", ScriptType.P2TR)
    scene.mine(scene.chain.fund(scene.miner, 50 * BTC), minutes=30)
    foot = scene.chain.tip.height
    scene.mine(scene.pay(20))
    scene.mine(scene.chain.pay(scene.miner, [(elsewhere, 100 * BTC)]), minutes=60 * 24)
    scene.mine(minutes=60 * 24 * 3)
    async with scene.house(tmp_path, start=foot) as house:
        await house.follower.advance()
        await balances(house)
        turns = working_out(house)
        await turns.turn()
        between = (OPENING + timedelta(days=1), CLOSING)
        assert (await kept(house))[between].known == 0, "its history was not read yet"
        await house.histories.turn()
        await turns.turn()
        found = await kept(house)
        assert found[OPENING, OPENING].after_sats == 0
        period = found[between]
        assert (period.scripts, period.known) == (1, 1)
        assert (period.before_sats, period.came_sats) == (0, 650 * BTC)
        assert period.left_sats == 650 * BTC - period.after_sats
        assert 0 <= period.left_sats - 120 * BTC < BTC // 10, "beside what it paid, fees"
        async with house.store.read() as tx:
            ledger = await read_ledger(tx, ReconciliationPolicy(), (), Question(today=date(2026, 3, 1)))
        page = ledger.pages[0]
        assert str(page.labelled.share_pct) == "58.9"
        assert page.ledger.identities[0].labelled == period
        await turns.turn()
        assert await kept(house) == found


async def test_what_labelled_scripts_lost_untold_raises_the_episode_and_wakes_nobody(tmp_path):
    scene = Scene()
    elsewhere = scene.chain.actor("elsewhere", ScriptType.P2TR)
    scene.mine(minutes=60 * 24)
    scene.mine(scene.pay(20))
    scene.mine(scene.chain.pay(scene.miner, [(elsewhere, 100 * BTC)]))
    scene.mine(minutes=60 * 24 * 3)
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        await house.histories.turn()
        for day in (date(2026, 2, 1), CLOSING):
            said = stated("holdings", 1000, period=(day, day), url=f"https://example.com/{day}")
            await house.disclosures.add(said, **WHO)
        before = await only_episode(house)
        await working_out(house).turn()
        after = await only_episode(house)
        [loss] = after.evidence
        assert (loss.kind, before.evidence) == (EvidenceKind.LABELLED_LOSS, ())
        assert after.unexplained_sats == loss.sats
        assert 100 * BTC <= loss.sats < 101 * BTC
        async with house.store.read() as tx:
            told = (await tx.outbox.pending(1000))[-1].outgoing
        assert '"page":false' in told.payload
        assert "/events/mara/weighed" in told.topic
