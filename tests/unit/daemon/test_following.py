"""How patient the daemon is with sources that have not heard of a block yet."""

import pytest
import structlog

from monitor.daemon.following import LACKING_TURNS, Following
from monitor.errors import SourceLacks
from tests.unit.pipeline.scene import Scene


async def test_a_tip_that_flaps_fills_no_journal_and_one_that_stays_behind_is_told(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        following = Following(house.follower, house.health, house.way)
        behind = scene.chain.tip
        scene.mine()
        await following.turn()
        with structlog.testing.capture_logs() as lines:
            for turn in range(20):
                scene.source.view = behind if turn % 2 else None
                await following.turn()
        assert [line for line in lines if line["log_level"] != "debug"] == []
        scene.source.view = behind
        for _ in range(LACKING_TURNS - 2):
            await following.turn()
        with pytest.raises(SourceLacks, match="it is behind"):
            await following.turn()
