"""Explorers that fail or lie: the status says so, nothing is lost, and nothing is told twice."""

from collections.abc import Callable
from contextlib import AsyncExitStack

import pytest

from monitor.simulation import faults
from monitor.simulation.chain import Chain
from monitor.simulation.explorer import Explorer, serve_explorer
from tests.builders import BTC
from tests.daemon import (
    START,
    Household,
    Town,
    broker_lines,
    daemon_of,
    desk_at,
    until,
    without_gaps,
)

RAW, TIP = "/block/*/raw", "/blocks/tip/*"


def foreign_block():
    other = Chain(b"another town")
    return other.mine(at=START)


FAULTS: dict[str, tuple[str, Callable[[Town], faults.Fault], str]] = {
    "404": (TIP, lambda _: faults.status(404), "404"),
    "block-404": (RAW, lambda _: faults.status(404), "404"),
    "429": ("*", lambda _: faults.status(429, retry_after=1), "gets no request for another"),
    "500": (RAW, lambda _: faults.status(500), "500"),
    "html": (TIP, lambda _: faults.html(), "doctype html"),
    "html-block": (RAW, lambda _: faults.html(), "are no block"),
    "truncated": (RAW, lambda _: faults.truncated(drop=1), "at byte"),
    "cut": (RAW, lambda _: faults.cut(after=100), "raw"),
    "other-block": (RAW, lambda town: faults.other_block(town.chain.genesis), "served block"),
    "foreign-block": (RAW, lambda _: faults.other_block(foreign_block()), "served block"),
    "tip-backwards": ("*", lambda _: faults.older_tip(2), "behind"),
    "bomb": (TIP, lambda _: faults.bomb(50), "longer than 1,000 bytes"),
    "dribble": (TIP, lambda _: faults.dribble(every=0.4, seconds=6), "not answered completely within 4 s"),
    "hang": ("*", lambda _: faults.hang(), "nothing came for 1 s"),
}
"""The requests that are spoilt, how, and what the status says of it."""


@pytest.mark.parametrize("name", FAULTS)
async def test_each_fault_of_an_explorer_is_shown_and_loses_nothing(tmp_path, broker, name):
    """Follow an explorer that works, fails, and works again, with a transfer in each of the three times."""
    pattern, fault, complaint = FAULTS[name]
    town = Town(name.encode())
    async with serve_explorer(town.chain) as explorer, desk_at(broker, name) as desk:
        lines = broker_lines(broker, client_id=name, prefix=name)
        patience = 1 if name in {"dribble", "hang"} else 30
        house = Household(tmp_path / name, town, [explorer.url], lines, timeout=patience)
        async with daemon_of(house) as daemon:
            before = town.transfer(5)
            town.mine()
            await until(lambda: desk.told(before) and desk.status["state"] == "online")
            explorer.faults.add(pattern, fault(town))
            during = town.transfer(6)
            await until(
                lambda: complaint in desk.status.get("troubles", {}).get("source", ""),
                lambda: (name, daemon.health.troubles, desk.status),
            )
            assert desk.status["state"] == "degraded", name
            assert desk.status["troubles"]["source"].startswith("explorer 1: "), name
            assert not desk.told(during), name
            explorer.faults.clear()
            after = town.transfer(7)
            await until(lambda: desk.told(after), lambda: (name, daemon.health.troubles))
            await until(lambda: desk.status["state"] == "online", lambda: (name, desk.status))
    assert [desk.told(txid) for txid in (before, during, after)] == [1, 1, 1], name
    assert without_gaps(desk.events), name
    assert {event["kind"] for event in desk.events} <= {"raised", "grown", "final"}, name


@pytest.mark.parametrize(
    "name", ["404", "block-404", "500", "html-block", "foreign-block", "tip-backwards", "hang"]
)
async def test_the_next_explorer_takes_over_from_one_that_fails_lags_or_lies(tmp_path, broker, name):
    pattern, fault, _ = FAULTS[name]
    town = Town(name.encode())
    async with AsyncExitStack() as stack:
        first: Explorer = await stack.enter_async_context(serve_explorer(town.chain))
        second: Explorer = await stack.enter_async_context(serve_explorer(town.chain))
        desk = await stack.enter_async_context(desk_at(broker, name))
        house = Household(
            tmp_path / name,
            town,
            [first.url, second.url],
            broker_lines(broker, client_id=name, prefix=name),
            # At the beginning a busy machine shall not take its first source for a silent one.
            timeout=5 if name == "hang" else 30,
        )
        daemon = await stack.enter_async_context(daemon_of(house))
        town.mine()
        before = town.transfer(5)
        await until(lambda: desk.told(before))
        assert not second.asked("/block/*/raw"), f"{name}: the first healthy one serves"
        first.faults.add(pattern, fault(town))
        during = town.transfer(6)
        await until(lambda: desk.told(during), lambda: (name, daemon.health.troubles))
        await until(lambda: desk.serving == "explorer 2", lambda: (name, desk.status))
        await until(lambda: desk.status["state"] == "online", lambda: (name, desk.status))
        assert desk.told(during) == 1


async def test_an_explorer_of_another_network_is_named_and_nothing_begins(tmp_path, broker):
    town = Town()
    mainnet = b"000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f"
    async with serve_explorer(town.chain) as explorer, desk_at(broker) as desk:
        explorer.faults.add("/block-height/0", faults.body(mainnet))
        house = Household(tmp_path / "house", town, [explorer.url], broker_lines(broker))
        async with daemon_of(house):
            await until(
                lambda: (
                    "explorer 1: follows another network" in desk.status.get("troubles", {}).get("source", "")
                )
            )
            assert desk.status["scanned_height"] is None
            explorer.faults.clear()
            txid = town.transfer(5)
            await until(lambda: desk.told(txid) and desk.status["state"] == "online")


async def test_an_explorer_of_another_chain_is_never_believed(tmp_path, broker):
    """Its blocks are valid, and its chain has more work than ours."""
    town, other = Town(b"ours"), Chain(b"theirs")
    other.mine_reserve(1000 * BTC, since=START)
    async with serve_explorer(town.chain) as explorer, desk_at(broker) as desk:
        house = Household(tmp_path / "house", town, [explorer.url], broker_lines(broker))
        before = town.transfer(5)
        async with daemon_of(house):
            await until(lambda: desk.told(before))
            honest, explorer.chain = explorer.chain, other
            await until(
                lambda: "does not meet our chain" in desk.status.get("troubles", {}).get("source", "")
            )
            explorer.chain = honest
            after = town.transfer(6)
            await until(lambda: desk.told(after) and desk.status["state"] == "online")
    assert {event["kind"] for event in desk.events} == {"raised", "grown"}
