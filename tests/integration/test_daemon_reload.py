"""Labels are changed while the daemon runs: SIGHUP, as `systemctl reload` sends it, and what comes of it."""

import asyncio
import signal
import socket

from monitor.cli.main import run
from monitor.simulation.explorer import serve_explorer
from tests.broker import Mosquitto
from tests.daemon import Household, Town, broker_lines, command, daemon_of, desk_at, until


def without(table: str, entity: str) -> str:
    return "".join(line for line in table.splitlines(keepends=True) if f",{entity}," not in line)


async def test_labels_change_under_a_running_daemon_all_or_nothing(tmp_path, capsys):
    town = Town()
    txid = town.transfer(20)
    broker_home = tmp_path / "broker"
    broker_home.mkdir()
    with Mosquitto(broker_home) as broker:
        async with serve_explorer(town.chain) as explorer, desk_at(broker) as desk:
            house = Household(tmp_path / "house", town, [explorer.url], broker_lines(broker))
            labels, right = house.directory / "labels.csv", town.label_table()
            reload = asyncio.Event()
            async with daemon_of(house, reload) as daemon:
                await until(lambda: desk.told(txid), lambda: daemon.health.troubles)
                before = desk.status["label_set"]

                labels.write_text(right + "nonsense,binance,exchange,x,1\n")
                reload.set()
                await until(lambda: "labels" in desk.status["troubles"])
                assert "labels.csv:5: 'nonsense'" in desk.status["troubles"]["labels"]
                assert (desk.status["label_set"], desk.status["state"]) == (before, "degraded")
                assert desk.events[-1]["kind"] == "raised"
                assert await asyncio.to_thread(run, ["status", "-c", str(house.config)]) == 0
                assert "labels.csv:5: 'nonsense'" in capsys.readouterr().out

                labels.write_text(without(right, "two-prime"))
                reload.set()
                await until(lambda: desk.events[-1]["kind"] == "retracted")
                await until(lambda: desk.status["state"] == "online" and desk.status["label_set"] != before)
                assert desk.events[-1]["episode"]["standing"] == "void"

                after = town.transfer(7, to=town.exchange)
                await until(lambda: desk.told(after), lambda: daemon.health.troubles)
                labels.write_text(right)
                reload.set()
                await until(lambda: desk.events[-1]["kind"] == "revised")
                await until(lambda: desk.status["label_set"] == before)
        assert "two-prime" in desk.events[-1]["text"]
        episode = desk.events[-1]["episode_id"]
        assert await asyncio.to_thread(run, ["show", episode, "-c", str(house.config)]) == 0
    told = capsys.readouterr().out
    assert "notice: mara: 20 BTC moved to two-prime" in told
    assert "info: mara: retracted. The labels that it rested on do not stand any more." in told


async def test_sighup_is_told_to_systemd_and_does_not_end_the_daemon(tmp_path, monkeypatch):
    town = Town()
    async with serve_explorer(town.chain) as explorer:
        house = Household(tmp_path, town, [explorer.url], 'host = "127.0.0.1"\nport = 9\n')
        heard: list[str] = []
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.bind(str(tmp_path / "notify"))
            line.setblocking(False)
            monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))

            def said(word: str) -> bool:
                while True:
                    try:
                        heard.append(line.recv(4096).decode())
                    except BlockingIOError:
                        return any(word in message for message in heard)

            async with command(tmp_path, "run", "-c", house.config) as daemon:
                await until(lambda: said("READY=1"), lambda: daemon.stderr)
                ready = next(message for message in heard if "READY=1" in message)
                assert heard[0].startswith("EXTEND_TIMEOUT_USEC=")
                assert "EXTEND_TIMEOUT_USEC" not in "".join(heard[heard.index(ready) :])
                heard.clear()
                daemon.process.send_signal(signal.SIGHUP)
                await until(lambda: said("labels reloaded"), lambda: daemon.stderr)
                reloading = next(message for message in heard if "RELOADING=1" in message)
                assert "MONOTONIC_USEC=" in reloading
                assert heard.index(reloading) < heard.index(next(each for each in heard if "READY=1" in each))
                assert await daemon.end() == 0
