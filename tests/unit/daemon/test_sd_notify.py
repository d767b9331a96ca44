"""What systemd hears, through a real datagram socket."""

import os
import socket
import time
from datetime import timedelta

import pytest

from monitor.daemon.systemd import Notifier


@pytest.fixture(params=["file", "abstract"])
def systemd(request, tmp_path):
    """A socket as systemd opens it; gives the address and a way to read what came."""
    address = str(tmp_path / "notify") if request.param == "file" else f"@minerflow-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(address.replace("@", "\0"))
        line.settimeout(60)
        yield address, lambda: line.recv(4096).decode().split("\n")


def test_every_state_arrives_in_one_datagram(systemd):
    address, heard = systemd
    notifier = Notifier({"NOTIFY_SOCKET": address})
    notifier.ready("tip 935000")
    assert heard() == ["READY=1", "STATUS=tip 935000"]
    notifier.status("two lines\nbecome one")
    assert heard() == ["STATUS=two lines become one"]
    notifier.alive()
    assert heard() == ["WATCHDOG=1"]
    notifier.stopping("draining the outbox")
    assert heard() == ["STOPPING=1", "STATUS=draining the outbox"]
    notifier.extend_timeout(timedelta(seconds=1.5))
    assert heard() == ["EXTEND_TIMEOUT_USEC=1500000"]


def test_a_reload_carries_the_monotonic_time_of_its_beginning(systemd):
    address, heard = systemd
    before = time.monotonic_ns() // 1000
    Notifier({"NOTIFY_SOCKET": address}).reloading()
    state, moment = heard()
    assert state == "RELOADING=1"
    name, usec = moment.split("=")
    assert name == "MONOTONIC_USEC"
    assert before <= int(usec) <= time.monotonic_ns() // 1000


def test_without_systemd_nothing_is_said():
    notifier = Notifier({})
    notifier.ready("nobody listens")
    assert notifier.watchdog_interval() is None


def test_a_systemd_that_is_gone_stops_nothing(tmp_path):
    address = tmp_path / "notify"
    Notifier({"NOTIFY_SOCKET": str(address)}).alive()
    assert not address.exists()


@pytest.mark.parametrize(
    ("environ", "interval"),
    [
        ({"WATCHDOG_USEC": "120000000"}, timedelta(seconds=60)),
        ({"WATCHDOG_USEC": "120000000", "WATCHDOG_PID": str(os.getpid())}, timedelta(seconds=60)),
        ({"WATCHDOG_USEC": "120000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "0"}, None),
        ({"WATCHDOG_USEC": "soon"}, None),
        ({}, None),
    ],
)
def test_the_watchdog_is_fed_twice_in_its_period(environ, interval):
    assert Notifier(environ).watchdog_interval() == interval
