"""What systemd hears while a start goes on, whatever holds up the event loop meanwhile."""

import socket
from datetime import timedelta

import pytest

from monitor.daemon.starting import start_under_way
from monitor.daemon.systemd import Notifier

OFTEN = timedelta(milliseconds=1)
GOES_ON = ["EXTEND_TIMEOUT_USEC=120000000", "WATCHDOG=1"]


@pytest.fixture
def line(tmp_path):
    """What systemd listens on."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        heard.settimeout(5)
        yield heard


def said(line):
    return line.recv(4096).decode()


def rest(line):
    """What was said and not heard yet."""
    line.setblocking(False)
    found = []
    while True:
        try:
            found.append(said(line))
        except BlockingIOError:
            return found


async def test_a_start_asks_for_more_time_at_once_and_again_while_it_blocks_until_it_ends(line):
    with start_under_way(Notifier({"NOTIFY_SOCKET": line.getsockname()}), every=OFTEN) as ended:
        assert [said(line) for _ in range(6)] == GOES_ON * 3  # the loop of this test is blocked
        ended.set()
    assert len(rest(line)) % 2 == 0
    assert rest(line) == []


def test_a_start_that_hangs_is_given_up_in_the_end(line):
    with start_under_way(Notifier({"NOTIFY_SOCKET": line.getsockname()}), every=OFTEN, longest=3 * OFTEN):
        assert [said(line) for _ in range(8)] == GOES_ON * 4
        line.settimeout(0.2)
        with pytest.raises(TimeoutError):
            said(line)
