"""What a job meets, and what is done about it."""

import asyncio
from datetime import timedelta

from monitor.daemon.jobs import Job, running
from monitor.errors import LabelIndexDamaged
from monitor.pipeline.health import Health


async def test_a_damaged_label_index_is_told_and_made_anew_once_and_the_job_goes_on():
    health, asked, turns = Health(), [], asyncio.Semaphore(0)

    async def turn() -> None:
        turns.release()
        raise LabelIndexDamaged("byte 4096")

    async with running([Job("follow", timedelta(milliseconds=1), turn)], health, lambda: asked.append(1)):
        async with asyncio.timeout(5):
            for _ in range(3):
                await turns.acquire()
        assert (asked, health.troubles) == ([1], {"labels": "byte 4096"})
