"""What a job meets, and what is done about it."""

import asyncio
from datetime import timedelta

from monitor.daemon.jobs import Job, running
from monitor.errors import LabelIndexDamaged, SourceUnavailable
from monitor.pipeline.health import Health


async def test_a_damaged_label_index_is_told_and_made_anew_once_and_the_job_goes_on():
    health, asked, turns = Health(), [], asyncio.Semaphore(0)

    async def turn() -> None:
        turns.release()
        raise LabelIndexDamaged("byte 4096")

    async with running([Job("follow", timedelta(milliseconds=1), turn)], health, lambda: asked.append(1)):
        async with asyncio.timeout(60):
            for _ in range(3):
                await turns.acquire()
        assert (asked, health.troubles) == ([1], {"labels": "byte 4096"})


async def test_a_job_that_gets_on_ends_no_other_job_s_trouble():
    health, turns = Health(), asyncio.Semaphore(0)
    down = True

    async def fail() -> None:
        if down:
            raise SourceUnavailable("explorer", "it is down")

    async def follow() -> None:
        health.well("source")
        turns.release()

    instant = timedelta(milliseconds=1)
    jobs = [Job("agreement", instant, fail), Job("follow", instant, follow, "source")]
    async with running(jobs, health, lambda: None), asyncio.timeout(60):
        for _ in range(5):
            await turns.acquire()
        assert health.troubles == {"agreement job": "explorer: it is down"}
        assert health.changes == {"agreement job": 0}
        down = False
        while health.troubles:
            await turns.acquire()
