"""A broker that is down, goes away, or refuses us: the daemon follows on, and tells everything later, in order."""

import pytest

from monitor.simulation.explorer import serve_explorer
from tests.broker import Mosquitto
from tests.daemon import Household, Town, broker_lines, command, daemon_of, desk_at, until, without_gaps


@pytest.fixture
def directory(tmp_path):
    directory = tmp_path / "broker"
    directory.mkdir()
    return directory


async def waiting(daemon) -> int:
    async with daemon.store.read() as tx:
        return await tx.outbox.depth()


async def test_nothing_is_lost_while_the_broker_is_away(tmp_path, directory):
    town, broker = Town(), Mosquitto(directory)
    async with serve_explorer(town.chain) as explorer:
        house = Household(tmp_path, town, [explorer.url], broker_lines(broker))
        txids = [town.transfer(1), town.transfer(2)]
        async with daemon_of(house) as daemon:

            async def two_more_wait() -> bool:
                return await waiting(daemon) == 4 and "broker" in daemon.health.troubles

            await until(two_more_wait, lambda: daemon.health.troubles)
            assert f"127.0.0.1:{broker.port} is unreachable" in daemon.health.troubles["broker"]
            with broker:
                async with desk_at(broker) as desk:
                    await until(lambda: desk.told(txids[-1]), lambda: daemon.health.troubles)
                    broker.save()
                    broker.kill()
                    txids += [town.transfer(3), town.transfer(4)]
                    await until(two_more_wait, lambda: daemon.health.troubles)
                    broker.start()
                    await until(lambda: desk.told(txids[-1]), lambda: daemon.health.troubles)
                    await until(lambda: desk.status["state"] == "online")

                    async def none_waits() -> bool:
                        return await waiting(daemon) == 0

                    await until(none_waits)
    assert [desk.told(txid) for txid in txids] == [1, 1, 1, 1]
    assert without_gaps(desk.events)
    assert desk.documents("episodes/")[-1]["revision"] == 4


async def test_a_refused_password_is_logged_and_everything_is_told_once_it_is_right(tmp_path, directory):
    town = Town()
    txid = town.transfer(5)
    users = {"minerflow": "right", "desk": "desk"}
    with Mosquitto(directory, users=users) as broker:
        async with serve_explorer(town.chain) as explorer, desk_at(broker) as desk:
            lines = {"username": "minerflow", "password": "mistaken"}
            house = Household(tmp_path, town, [explorer.url], broker_lines(broker, **lines))
            async with command(tmp_path, "run", "-c", house.config) as daemon:
                await until(lambda: "health.trouble" in daemon.stderr)
                await until(
                    lambda: f'"height": {town.chain.tip.height}' in daemon.stderr, lambda: daemon.stderr
                )
                assert "check mqtt.username and mqtt.password" in daemon.stderr
                assert "mistaken" not in daemon.stderr, "a password is never logged"
                assert await daemon.end() == 0
            assert not desk.messages
            house.mqtt = broker_lines(broker, **lines | {"password": "right"})
            async with daemon_of(house):
                await until(lambda: desk.told(txid))
            await until(lambda: desk.status["state"] == "offline")
