"""The headers that the rules look back to: fetched in the background, kept, and used where they are at hand."""

from dataclasses import replace

import pytest

from monitor.bitcoin.difficulty import RETARGET_BLOCKS
from monitor.bitcoin.header import parse_header
from monitor.bitcoin.header_chain import MEDIAN_SPAN
from monitor.bitcoin.network import PARAMS, Network
from monitor.errors import SourceDataError, SourceUnproven
from monitor.pipeline.examine import Examiner, Watched
from monitor.pipeline.fetch_ahead import Arrival
from monitor.pipeline.header_fill import HeaderFill
from monitor.pipeline.known_headers import KnownHeaders
from monitor.pipeline.progress import Progress
from monitor.pipeline.shelf import LabelShelf
from monitor.simulation.ledger import Moves
from monitor.simulation.mining import mine_block
from tests.unit.pipeline.scene import Scene

REGTEST = PARAMS[Network.REGTEST]
STRICT = replace(REGTEST, retargets=True, min_difficulty_blocks=False)
BOUNDARY = 2 * RETARGET_BLOCKS


def fill_of(house, params=REGTEST):
    follower = house.follower
    return HeaderFill(
        sources=house.source, store=house.store, params=params, intake=follower.intake, progress=Progress()
    )


async def test_headers_are_fetched_down_to_what_is_looked_back_to_and_survive_a_restart(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        assert house.follower.intake.headers.lowest == scene.first.height - MEDIAN_SPAN + 1
        await fill_of(house).turn()
        assert house.follower.intake.headers.lowest == scene.first.height - MEDIAN_SPAN
        for _ in range(3):
            await fill_of(house, STRICT).turn()
        assert house.follower.intake.headers.lowest == 0, "the period began with the genesis block"
        asked = house.source.headers
        house.source.headers = None
        await fill_of(house, STRICT).turn()
        house.source.headers = asked
    async with scene.house(tmp_path) as house:
        known = await KnownHeaders.of(house.store)
        assert (known.lowest, known.top) == (0, scene.first.height)
        assert known.at(5).block_hash == scene.chain.tree.best[5].block_hash


async def test_headers_that_do_not_lead_up_to_ours_are_left_alone(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()

        async def others(first, count):
            return [block.raw[:80] for block in scene.chain.tree.best[first - 1 : first - 1 + count]]

        house.source.headers = others
        await fill_of(house).turn()
        assert house.follower.intake.headers.lowest == scene.first.height - MEDIAN_SPAN + 1


async def test_a_database_of_one_block_refuses_the_next_where_it_is_dated_before_the_median(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:
        await house.follower.advance()
        tip = scene.chain.tip
        early = mine_block(tip, [], Moves(), reward_to=b"\x51", extra_nonce=1_000, time=tip.median_time)
        scene.chain.tree.add(early)
        with pytest.raises(SourceUnproven, match="not after the median"):
            await house.follower.advance()
        assert [name for name, _ in house.source.quarantined] == ["chain"]
        async with house.store.read() as tx:
            assert (await tx.chain.tip()).block_hash == tip.block_hash


async def test_a_source_whose_headers_do_not_lead_up_to_its_first_block_is_not_followed_beyond_it(tmp_path):
    scene = Scene()
    async with scene.house(tmp_path) as house:

        async def others(first, count):
            return [block.raw[:80] for block in scene.chain.tree.best[first - 1 : first - 1 + count]]

        served, house.source.headers = house.source.headers, others
        scene.mine()
        with pytest.raises(SourceDataError, match="our chain has"):
            await house.follower.advance()
        assert house.follower.intake.headers.top == scene.first.height
        house.source.headers = served
        await house.follower.advance()
        assert house.follower.intake.headers.top == scene.chain.tip.height


def at_a_retarget(scene, seconds):
    """The tip as if a period ended with its parent, whose first block came so many seconds before that."""
    tip = scene.chain.tip
    first = parse_header(
        tip.raw[:68] + (tip.parent.header.time - seconds).to_bytes(4, "little") + tip.raw[72:80]
    )
    at_hand = {BOUNDARY - 1: tip.parent.header, BOUNDARY - RETARGET_BLOCKS: first}
    return Arrival(BOUNDARY, tip.block_hash, tip.raw), at_hand


def examiner_of(scene):
    return Examiner(sources=scene.source, shelf=LabelShelf(scene.book), params=STRICT, now=lambda: scene.at)


async def test_a_retarget_is_exact_where_the_period_s_first_header_is_at_hand():
    scene = Scene()
    examiner = examiner_of(scene)
    arrival, at_hand = at_a_retarget(scene, seconds=RETARGET_BLOCKS * 600)
    await examiner.examine(arrival, "one", at_hand.get, Watched({}, None))
    assert examiner.bounded is None
    arrival, at_hand = at_a_retarget(scene, seconds=RETARGET_BLOCKS * 300)
    with pytest.raises(SourceUnproven, match="where the rule of regtest demands"):
        await examiner.examine(arrival, "one", at_hand.get, Watched({}, None))


async def test_without_that_header_the_bound_holds_and_is_told():
    scene = Scene()
    examiner = examiner_of(scene)
    arrival, at_hand = at_a_retarget(scene, seconds=RETARGET_BLOCKS * 300)
    del at_hand[BOUNDARY - RETARGET_BLOCKS]
    await examiner.examine(arrival, "one", at_hand.get, Watched({}, None))
    assert examiner.bounded == BOUNDARY // RETARGET_BLOCKS


def test_the_run_in_memory_has_no_holes_and_forgets_what_a_reorg_leaves():
    scene = Scene()
    known = KnownHeaders()
    blocks = scene.chain.tree.best
    for block in blocks[50:60]:
        known.put(block.height, block.raw[:80])
    known.put_below(blocks[49].header)
    with pytest.raises(ValueError, match="is not"):
        known.put_below(blocks[47].header)
    known.cut(55)
    assert (known.lowest, known.top) == (49, 55)
    assert known.height_of(blocks[55].block_hash) == 55
    assert known.height_of(blocks[56].block_hash) is None
    assert known.at(56) is None
