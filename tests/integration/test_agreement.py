"""A second source is heard before anybody is woken: over real HTTP, with the whole daemon."""

import pytest

from monitor.simulation import faults
from monitor.simulation.explorer import serve_explorer
from tests.broker import Mosquitto
from tests.daemon import Household, Town, broker_lines, daemon_of, desk_at, until, without_gaps


@pytest.fixture
def broker(tmp_path_factory):
    with Mosquitto(tmp_path_factory.mktemp("broker")) as broker:
        yield broker


@pytest.fixture
async def second(town):
    async with serve_explorer(town.chain) as explorer:
        yield explorer


@pytest.fixture
def town():
    return Town()


@pytest.fixture
async def household(tmp_path, town, second, broker):
    async with serve_explorer(town.chain) as explorer:
        yield Household(tmp_path, town, [explorer.url, second.url], broker_lines(broker))


def waits(household, patience, page_after):
    """How many seconds a second source is waited for: before an alert, and before a page."""
    household.extra = f"[agreement]\npatience = {patience}\npage_after = {page_after}\n"


def last(desk):
    return desk.events[-1]["episode"]


async def test_one_message_pages_when_the_second_source_agrees_at_once(household, town, broker):
    waits(household, 60, 600)
    async with desk_at(broker) as desk, daemon_of(household):
        town.transfer(200)
        await until(lambda: desk.events)
        assert desk.events[0]["kind"] == "raised"
        assert last(desk)["page"] is True
        assert last(desk)["flags"][0]["agreement"] == {
            "state": "agreed",
            "by": ["explorer 1", "explorer 2"],
            "against": [],
        }
        await until(lambda: desk.status.get("agreement") == {"agreed": 1})


async def test_a_second_source_that_is_behind_is_waited_for(household, town, second, broker):
    waits(household, 1, 600)
    async with desk_at(broker) as desk, daemon_of(household):
        second.faults.add("*", faults.older_tip(1))
        town.transfer(200)
        await until(lambda: desk.events)
        assert last(desk)["page"] is False
        assert last(desk)["severity"] == "warning"
        assert "Only explorer 1 has told of it so far." in desk.events[0]["text"]
        second.faults.clear()
        await until(lambda: desk.events[-1]["kind"] == "corroborated")
        assert last(desk)["page"] is True
        assert "Seen by explorer 2 as well." in desk.events[-1]["text"]
    assert without_gaps(desk.events)


async def test_dissent_is_named_and_after_a_while_the_desk_is_woken_all_the_same(
    household, town, second, broker
):
    waits(household, 1, 5)
    async with desk_at(broker) as desk, daemon_of(household):
        other = town.chain.tip.block_hash
        second.faults.add("/block-height/*", faults.body(other.encode()))
        town.transfer(200)
        await until(lambda: desk.events and last(desk)["page"])
        told = desk.events[-1]
        assert last(desk)["agreement"] == "disputed"
        assert f"explorer 2 has block {other} at height {town.chain.tip.height}" in told["text"]
        assert [event["episode"]["page"] for event in desk.events] == [False] * (len(desk.events) - 1) + [
            True
        ]
        await until(lambda: desk.status["agreement"] == {"disputed": 1})


async def test_a_second_source_that_is_down_delays_a_page_and_prevents_none(household, town, second, broker):
    waits(household, 1, 3)
    household.timeout = 2
    async with desk_at(broker) as desk, daemon_of(household):
        second.faults.add("*", faults.hang())
        town.transfer(200)
        await until(lambda: desk.events and last(desk)["page"])
        assert desk.events[-1]["kind"] == "uncorroborated"
        assert "no second source told of it in time" in desk.events[-1]["text"]
