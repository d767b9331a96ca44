"""A whole daemon with a feed and a drop folder: what companies say there confirms what it flagged."""

from contextlib import AsyncExitStack
from datetime import timedelta

from monitor.clock import utcnow
from monitor.metrics.figures import StatusCollector
from monitor.simulation import faults
from monitor.simulation.explorer import serve_explorer
from monitor.simulation.newswire import serve_newswire
from tests.daemon import START, Household, Town, broker_lines, daemon_of, desk_at, until


def sold(btc):
    return f"MARA Holdings, Inc. today published its update.\n\nIn February {START:%Y}, the Company sold {btc} bitcoin."


async def test_a_feed_and_a_dropped_file_confirm_and_a_dead_feed_degrades_the_status(tmp_path, broker):
    town, drop = Town(), tmp_path / "drop"
    drop.mkdir()
    async with AsyncExitStack() as stack:
        explorer = await stack.enter_async_context(serve_explorer(town.chain))
        wire = await stack.enter_async_context(serve_newswire())
        desk = await stack.enter_async_context(desk_at(broker))
        extra = (
            f'[disclosures]\nhosts = ["{wire.url}"]\nlook_back = "3650d"\ndrop_folder = "{drop}"\n'
            f'[[feeds]]\nurl = "{wire.rss}"\nissuer = "mara"\nname = "mara wire"\ninterval = 1\n'
        )
        house = Household(
            tmp_path / "house", town, [explorer.url], broker_lines(broker),
            extra=extra, labels="",  # a feed is dead by the company's habit
        )  # fmt: skip
        wire.publish("MARA Announces Something", "Nothing of the kind.", at=utcnow() - timedelta(days=400))
        await stack.enter_async_context(daemon_of(house))
        txid = town.transfer(5)
        await until(lambda: desk.told(txid))
        await until(lambda: "newest item is of" in desk.status["troubles"].get("feed mara wire", ""))
        wire.publish("MARA Announces February Update", sold(5), at=utcnow() - timedelta(days=2))
        event = await until(lambda: [each for each in desk.events if each["kind"] == "confirmed"])
        assert event[0]["episode"]["confirmed_sats"] == 5 * 10**8
        await until(lambda: not desk.status["troubles"])
        await until(lambda: desk.status["feeds"][0]["items"]["taken"] == 2)
        (feed,) = desk.status["feeds"]
        assert (feed["name"], feed["issuer"], feed["state"]) == ("mara wire", "mara", "well")
        figures = {
            (sample.name, *sample.labels.values()): sample.value
            for family in StatusCollector(lambda: desk.status).collect()
            for sample in family.samples
        }
        assert figures["minerflow_feed_state", "mara wire", "well"] == 1
        assert figures["minerflow_feed_items", "mara wire", "taken"] == 2
        wire.faults.add("/rss", faults.status(500))
        later = town.transfer(7)
        await until(lambda: desk.told(later))
        name = f"mara--{utcnow():%Y-%m-%d}.txt"
        (drop / name).write_text(sold(12))
        await until(lambda: (desk.status["drop_folder"] or {}).get("taken") == 1)
        assert (drop / "taken" / name).exists()
        await until(lambda: desk.events[-1]["episode"]["confirmed_sats"] == 12 * 10**8)
        assert "500" in desk.status["troubles"]["feed mara wire"]
