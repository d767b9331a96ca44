"""A whole daemon with price sources: alerts carry dollars, and wait for nobody to have them."""

from contextlib import AsyncExitStack
from datetime import timedelta
from decimal import Decimal

from monitor.clock import utcnow
from monitor.simulation import faults
from monitor.simulation.explorer import serve_explorer
from monitor.simulation.mempool_routes import mempool_space
from monitor.simulation.price_routes import PriceHistory, with_prices
from tests.broker import free_port
from tests.daemon import START, Household, Town, broker_lines, daemon_of, desk_at, until

PRICES = PriceHistory(((START - timedelta(days=60), Decimal(70_000)),))


def price_tables(*urls):
    """Sources that are waited for longer than any test waits for an alert."""
    return "[market]\ninterval = 1\n" + "".join(
        f'[[prices]]\nkind = "mempool"\nurl = "{url}"\nname = "prices {number}"\ntimeout = 600\n'
        for number, url in enumerate(urls, 1)
    )


def is_final_in_dollars(event):
    """The source that hung is asked again after a pause, which may outlast the first of three final blocks."""
    return event["kind"] == "final" and event["episode"]["usd"] is not None


async def test_dollars_come_with_alerts_and_sources_that_hang_or_are_gone_delay_none(tmp_path, broker):
    town = Town()
    async with AsyncExitStack() as stack:
        explorer = await stack.enter_async_context(serve_explorer(town.chain))
        prices = await stack.enter_async_context(
            serve_explorer(town.chain, with_prices(mempool_space(), PRICES, utcnow))
        )
        desk = await stack.enter_async_context(desk_at(broker))
        house = Household(
            tmp_path / "house", town, [explorer.url], broker_lines(broker),
            extra=price_tables(prices.url, f"http://127.0.0.1:{free_port()}"),
        )  # fmt: skip
        prices.faults.add("*", faults.hang())
        await stack.enter_async_context(daemon_of(house))
        await until(lambda: prices.requests)
        for btc in (5, 6, 7):
            txid = town.transfer(btc)
            await until(lambda txid=txid: desk.told(txid))
            assert desk.events[-1]["episode"]["usd"] is None
            assert "$" not in desk.events[-1]["text"]
        prices.faults.clear()
        town.at += timedelta(days=3)
        for _ in range(4):
            town.mine()
        final = await until(lambda: [each for each in desk.events if is_final_in_dollars(each)])
        for _ in range(4):
            town.mine()
        txid = town.transfer(8)
        await until(lambda: desk.told(txid))
        await until(lambda: (desk.status["market"] or {}).get("price_usd") == "70000.00")
        assert not desk.status["troubles"]
    told = final[-1]["episode"]
    assert (told["usd"], told["usd_price"], told["usd_source"]) == ("1260000.00", "70000.00", "prices 1")
    assert "18 BTC (about $1.3 million) moved to two-prime" in final[-1]["text"]
    first = told["flags"][0]
    assert first["first_seen"] > first["time"]  # its block is of February
    assert first["median_time"] is None  # fewer than ten blocks were scanned before it
    last = desk.events[-1]["episode"]["flags"][-1]
    assert last["median_time"] < last["time"]
