"""Scenes of the field, written down with what must be flagged in them and what never may: all are understood."""

from benchmarks.scenes import played


async def test_every_scene_is_told_as_it_was_played():
    outcome = await played(7)
    assert outcome.notes == ()
    assert outcome.right > 15
    assert (outcome.learned_right > 20, outcome.learned_wrong) == (True, 0)
