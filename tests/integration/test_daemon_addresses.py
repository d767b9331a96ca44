"""The daemon over real HTTP where explorers serve no raw blocks: addresses are polled, and the desk hears the same."""

from monitor.simulation import faults
from monitor.simulation.explorer import serve_explorer
from tests.daemon import Household, Town, broker_lines, daemon_of, desk_at, until


async def test_without_raw_blocks_the_desk_hears_of_transfers_all_the_same(tmp_path, broker):
    town = Town()
    past = town.transfer(4)
    town.start_height = town.chain.tip.height + 1
    town.mine()
    async with serve_explorer(town.chain) as explorer, desk_at(broker) as desk:
        explorer.faults.add("/block/*/raw", faults.status(404))
        follow = "address_requests = 100000"
        house = Household(tmp_path, town, [explorer.url], broker_lines(broker), follow=follow)
        async with daemon_of(house) as daemon:
            await until(lambda: desk.told(past), lambda: daemon.health.troubles)
            present = town.transfer(5)
            await until(lambda: desk.told(present), lambda: daemon.health.troubles)
            await until(lambda: desk.status.get("histories", {}).get("upto_height") == town.chain.tip.height)
        found = {flag["txid"]: flag for event in desk.events for flag in event["episode"]["flags"]}
        assert [found[each]["proven_inclusion"] for each in (past, present)] == [False, False]
        assert [found[each]["proven_senders"] for each in (past, present)] == [True, True]
        assert desk.status["blocks_scanned"] == 0
