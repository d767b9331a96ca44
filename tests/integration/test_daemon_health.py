"""How the daemon tells of its sources: in the status, in the metrics, and on the command line beside it."""

import asyncio
import json
import re
import sqlite3
from datetime import datetime, timedelta
from time import monotonic

import httpx
import pytest
from structlog.testing import capture_logs

from monitor.cli.main import run
from monitor.errors import ConfigError
from monitor.explorers.http import CONCURRENCY
from monitor.simulation import faults
from monitor.simulation.explorer import serve_explorer
from tests.broker import free_port
from tests.daemon import Household, Town, broker_lines, daemon_of, desk_at, until

SOON = 6.0
"""Seconds in which jobs that asked at every turn would ask twenty times."""


async def figures(port) -> dict[str, float]:
    async with httpx.AsyncClient(timeout=60) as client:
        answer = await client.get(f"http://127.0.0.1:{port}/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = (line.rpartition(" ") for line in answer.text.splitlines() if not line.startswith("#"))
    return {name: float(value) for name, _, value in lines}


def status_of(house, capsys, *options) -> str:
    capsys.readouterr()
    assert run(["status", *options, "-c", str(house.config)]) == 0
    return capsys.readouterr().out


async def test_status_metrics_and_command_tell_the_same_of_two_sources(tmp_path, broker, capsys):
    town, port = Town(), free_port()
    extra = f'\n[metrics]\nlisten = "127.0.0.1:{port}"\n'
    async with (
        serve_explorer(town.chain) as first,
        serve_explorer(town.chain) as second,
        desk_at(broker) as desk,
    ):
        house = Household(
            tmp_path / "house", town, [first.url, second.url], broker_lines(broker), extra=extra
        )
        async with daemon_of(house) as daemon:
            txid = town.transfer(5)
            await until(lambda: desk.told(txid))
            first.requests.clear()
            first.faults.add("*", faults.status(429, retry_after=600))
            await until(lambda: desk.serving == "explorer 2", lambda: desk.status)
            await until(lambda: desk.status["lag"] == 0 and desk.status["sources"][1]["requests"] > 3)
            refused = len(first.requests)  # one, or what several jobs asked in the same moment
            assert 1 <= refused <= CONCURRENCY
            shows_one_paused_and_one_serving(desk.status, refused)
            await until(lambda: daemon.heartbeat.latest() == desk.status)
            agrees_with(await figures(port), desk.status, refused)

    text = await asyncio.to_thread(status_of, house, capsys)
    assert re.search(r"stopped \d+ seconds? ago", text)
    assert re.search(r"explorer 2 \(serves\) +healthy +agrees", text)
    document = json.loads(await asyncio.to_thread(status_of, house, capsys, "--json"))
    assert document["state"] == "offline"
    assert [source["state"] for source in document["sources"]] == ["paused", "healthy"]
    assert document["heard_seconds_ago"] < 60
    assert document["views"] == desk.status["views"] != [], "what only the daemon knows is what it last said"
    assert (document["difficulty"], document["catching_up"]) == (desk.status["difficulty"], None)


def shows_one_paused_and_one_serving(status, refused):
    paused, serving = status["sources"]
    assert (paused["name"], paused["state"], paused["serving"]) == ("explorer 1", "paused", False)
    assert "429" in paused["reason"]
    left = datetime.fromisoformat(paused["until"]) - datetime.fromisoformat(status["at"])
    assert timedelta(minutes=9) < left <= timedelta(minutes=11)
    assert paused["errors"] == {"refused": refused}
    assert paused["learned_limit"] is not None, "a refusal teaches"
    assert (serving["state"], serving["until"], serving["reason"]) == ("healthy", None, None)
    assert 0 < serving["used"] == serving["requests"]
    assert serving["bytes"] > 0
    assert 0 <= serving["latency_ms"]["p50"] <= serving["latency_ms"]["p95"]
    assert status["revision"] == 1


def agrees_with(told, status, refused):
    assert told["minerflow_scanned_height"] == told["minerflow_tip_height"] == status["scanned_height"]
    assert told["minerflow_lag_blocks"] == 0
    taken_at = datetime.fromisoformat(status["at"]).timestamp()
    assert taken_at <= told["minerflow_status_timestamp_seconds"] < taken_at + 60
    assert told["minerflow_revisions_total"] == 1
    assert told['minerflow_state{state="online"}'] == 1
    assert told['minerflow_source_state{source="explorer 1",state="paused"}'] == 1
    assert told['minerflow_source_serving{source="explorer 2"}'] == 1
    assert told['minerflow_source_errors_total{kind="refused",source="explorer 1"}'] == refused
    assert told["process_resident_memory_bytes"] > 1_000_000
    requests = status["sources"][1]["requests"]
    assert told['minerflow_source_requests_total{source="explorer 2"}'] >= requests
    assert 'minerflow_source_latency_seconds{quantile="0.95",source="explorer 2"}' in told


async def test_a_daemon_that_was_killed_is_missed(tmp_path, broker, capsys):
    town = Town()
    async with serve_explorer(town.chain) as explorer:
        house = Household(tmp_path / "house", town, [explorer.url], broker_lines(broker))
        async with daemon_of(house):
            pass
    with sqlite3.connect(tmp_path / "house" / "minerflow.sqlite3") as database:
        ((document,),) = database.execute("SELECT document FROM heartbeat")
        said = json.dumps(json.loads(document) | {"state": "online"})
        database.execute("UPDATE heartbeat SET document = ?, at = '2026-01-01 00:00:00'", (said,))
    database.close()
    assert json.loads(await asyncio.to_thread(status_of, house, capsys, "--json"))["state"] == "silent"
    assert "it is not running, or it hangs" in await asyncio.to_thread(status_of, house, capsys)


async def test_an_address_that_is_taken_is_told_before_anything_starts(tmp_path, broker):
    town = Town()
    async with serve_explorer(town.chain) as explorer:
        taken = explorer.url.split("/")[2]
        extra = f'\n[metrics]\nlisten = "{taken}"\n'
        house = Household(tmp_path / "house", town, [explorer.url], broker_lines(broker), extra=extra)
        with pytest.raises(ConfigError, match=r"metrics\.listen: cannot listen on 127\.0\.0\.1 port"):
            async with daemon_of(house):
                pass


async def test_while_all_sources_are_down_little_is_asked_and_logged_and_then_it_goes_on(tmp_path, broker):
    town = Town()
    async with (
        serve_explorer(town.chain) as first,
        serve_explorer(town.chain) as second,
        desk_at(broker) as desk,
    ):
        house = Household(tmp_path / "house", town, [first.url, second.url], broker_lines(broker))
        async with daemon_of(house) as daemon:
            before = town.transfer(5)
            await until(lambda: desk.told(before))
            with capture_logs() as logs:
                down_at = monotonic()
                for explorer in (first, second):
                    explorer.faults.add("*", faults.status(503))
                    explorer.requests.clear()
                during = town.transfer(6)
                await until(lambda: "all sources: " in desk.status.get("troubles", {}).get("source", ""))
                heartbeats = len(desk.documents("status"))
                await until(lambda: len(desk.documents("status")) > heartbeats + 3)
                complaint = desk.status["troubles"]["source"]
                assert "explorer 1: " in complaint
                assert "explorer 2: " in complaint
                assert {source["state"] for source in desk.status["sources"]} <= {"open", "half-open"}
                asked = [each.at for explorer in (first, second) for each in explorer.requests]
                assert len([at for at in asked if at < down_at + SOON]) <= 12
            told = [log["event"] for log in logs if log["log_level"] != "debug"]
            assert told.count("source.unavailable") == 2
            assert len(told) <= 12, told
            first.faults.clear()
            second.faults.clear()
            await until(lambda: desk.told(during), lambda: daemon.health.troubles)
            await until(lambda: desk.status["state"] == "online")
