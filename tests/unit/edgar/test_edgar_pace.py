"""At most two requests a second, none for ten minutes after a refusal, over processes and restarts."""

import asyncio
import itertools
from datetime import UTC, datetime, timedelta

import pytest

from monitor.edgar.pace import GAP, STOP, Pace
from monitor.errors import SourceUnavailable, StoreError

NOON = datetime(2026, 2, 9, 12, tzinfo=UTC)


class Time:
    """A clock that only sleep moves."""

    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now

    async def sleep(self, seconds):
        await asyncio.sleep(0)
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def pace(tmp_path, time):
    return lambda: Pace(tmp_path / "times", time, time.sleep)


async def ask(pace, time, starts, seconds=0.1):
    async with pace.turn():
        starts.append(time.now)
        await time.sleep(seconds)


async def test_requests_leave_one_after_another_two_a_second_at_most(pace, time):
    one, starts = pace(), []
    await asyncio.gather(*(ask(one, time, starts) for _ in range(6)))
    gaps = [later - earlier for earlier, later in itertools.pairwise(starts)]
    assert len(gaps) == 5
    assert all(gap >= GAP + timedelta(seconds=0.1) for gap in gaps)


async def test_two_processes_share_one_pace(pace, time):
    starts = []
    await asyncio.gather(*(ask(each, time, starts, 0) for each in (pace(), pace()) for _ in range(3)))
    starts.sort()
    assert all(later - earlier >= GAP for earlier, later in itertools.pairwise(starts))


async def test_a_clock_that_stands_still_does_not_hold_it_up(tmp_path):
    slept = []

    async def sleep(seconds):
        slept.append(seconds)

    still = Pace(tmp_path / "times", lambda: NOON, sleep)
    for _ in range(3):
        async with still.turn():
            pass
    assert slept == [0.5, 0.5]


async def test_after_a_refusal_nothing_leaves_for_ten_minutes_not_even_after_a_restart(pace, time):
    pace().refused("it refused us with 429")
    restarted = pace()
    assert restarted.stopped_until() == NOON + STOP
    assert restarted.stopped_for() == "it refused us with 429"
    time.now += STOP - timedelta(seconds=1)
    with pytest.raises(SourceUnavailable, match=r"not asked until 12:10:00 UTC: it refused us") as caught:
        await ask(restarted, time, [])
    assert caught.value.retry_after == 1
    time.now += timedelta(seconds=1)
    starts = []
    await ask(restarted, time, starts)
    assert starts == [NOON + STOP]
    assert (restarted.stopped_until(), restarted.stopped_for()) == (None, "")


async def test_a_clock_that_was_put_back_does_not_stop_it_for_years(pace, time):
    time.now += timedelta(days=365)
    pace().refused("it refused us with 429")
    time.now = NOON
    starts = []
    await ask(pace(), time, starts)
    assert starts == [NOON]


async def test_a_spoilt_file_is_begun_anew_and_one_that_cannot_be_written_is_told(tmp_path, pace, time):
    (tmp_path / "times").write_bytes(b'{"free_at": 7' + bytes(5000))
    starts = []
    await ask(pace(), time, starts)
    assert starts == [NOON]
    nowhere = Pace(tmp_path / "missing" / "times", time, time.sleep)
    with pytest.raises(StoreError, match="times of requests are kept there"):
        await ask(nowhere, time, [])
