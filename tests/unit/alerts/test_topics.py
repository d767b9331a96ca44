import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.topics import MAX_BYTES, Topics

TOPICS = Topics()


def test_the_topics_are_those_of_the_contract():
    assert TOPICS.status == "minerflow/v1/status"
    assert TOPICS.episode("mara", "ep-1") == "minerflow/v1/episodes/mara/ep-1"
    assert TOPICS.event("mara", "raised") == "minerflow/v1/events/mara/raised"
    assert TOPICS.disclosure("cango", "doc-7") == "minerflow/v1/disclosures/cango/doc-7"


def test_the_filters_cover_what_is_published():
    assert TOPICS.everything == "minerflow/v1/#"
    assert TOPICS.every_event == "minerflow/v1/events/#"


def test_the_prefix_may_have_levels():
    assert Topics("desk/night").status == "desk/night/v1/status"


@pytest.mark.parametrize("prefix", ["", "/", "a/", "/a", "a//b", "a+", "#", "a\0b", "$SYS", "tab\there"])
def test_a_prefix_that_is_no_topic_is_refused(prefix):
    with pytest.raises(ValueError, match="topic"):
        Topics(prefix)


@pytest.mark.parametrize("level", ["", "+", "a#", "a/b", "nul\0", "line\nbreak", "\ud800"])
def test_a_level_that_would_change_the_topics_shape_is_refused(level):
    with pytest.raises(ValueError, match="topic"):
        TOPICS.episode("mara", level)
    with pytest.raises(ValueError, match="topic"):
        TOPICS.event(level, "raised")
    with pytest.raises(ValueError, match="topic"):
        TOPICS.disclosure(level, "doc")


def test_a_topic_longer_than_mqtt_allows_is_refused():
    longest = "x" * (MAX_BYTES - len("minerflow/v1/events/mara/"))
    assert len(TOPICS.event("mara", longest)) == MAX_BYTES
    with pytest.raises(ValueError, match="65536 bytes"):
        TOPICS.event("mara", longest + "x")


@given(st.text(), st.text())
def test_every_topic_that_is_made_has_the_levels_it_was_made_of(miner, episode_id):
    try:
        topic = TOPICS.episode(miner, episode_id)
    except ValueError:
        return
    assert topic.split("/") == ["minerflow", "v1", "episodes", miner, episode_id]
    assert not set(topic) & set("+#\0")
