"""Several sources as one: which of them is asked, and what is told when none answers."""

import pytest
from structlog.testing import capture_logs

from monitor.errors import SourceDataError, SourceLacks, SourceUnavailable
from monitor.explorers.failover import Failover
from monitor.pipeline.ports import Utxo


class Scripted:
    """A source that answers with its own name, or raises what it is told to."""

    def __init__(self, name):
        self.name = name
        self.fault = None
        self.asked = []

    def _answer(self, *question):
        self.asked.append(question)
        if self.fault is not None:
            raise self.fault
        return self.name

    async def tip_hash(self):
        return self._answer("tip_hash")

    async def tip_height(self):
        return self._answer("tip_height")

    async def block_hash(self, height):
        return self._answer("block_hash", height)

    async def header(self, block_hash):
        return self._answer("header", block_hash)

    async def raw_block(self, block_hash):
        return self._answer("raw_block", block_hash)

    async def raw_transaction(self, txid):
        return self._answer("raw_transaction", txid)

    async def unspent(self, script_pubkey):
        self._answer("unspent", script_pubkey)
        return [Utxo("ab" * 32, 0, 1)]

    def down(self, retry_after=None):
        self.fault = SourceUnavailable(self.name, "is down", retry_after=retry_after)


@pytest.fixture
def first():
    return Scripted("first")


@pytest.fixture
def second():
    return Scripted("second")


@pytest.fixture
def failover(first, second):
    return Failover([first, second])


async def test_every_question_is_passed_on_as_it_was_put(failover, first, second):
    await failover.tip_hash()
    await failover.tip_height()
    await failover.block_hash(7)
    await failover.header("ab")
    await failover.raw_block("cd")
    await failover.raw_transaction("ef")
    assert await failover.unspent(b"\x51") == [Utxo("ab" * 32, 0, 1)]
    assert first.asked == [
        ("tip_hash",),
        ("tip_height",),
        ("block_hash", 7),
        ("header", "ab"),
        ("raw_block", "cd"),
        ("raw_transaction", "ef"),
        ("unspent", b"\x51"),
    ]
    assert second.asked == []


async def test_an_unavailable_source_is_passed_over_and_not_returned_to(failover, first):
    first.down()
    assert await failover.tip_hash() == "second"
    first.fault = None
    assert await failover.tip_hash() == "second"
    assert failover.name == "second"
    assert len(first.asked) == 1


async def test_a_source_that_comes_back_serves_when_the_other_fails(failover, first, second):
    first.down()
    await failover.tip_hash()
    first.fault = None
    second.down()
    assert await failover.tip_hash() == "first"


@pytest.mark.parametrize("kind", [SourceLacks, SourceDataError])
async def test_an_answer_that_says_no_is_an_answer(failover, first, second, kind):
    first.fault = kind("first", "no")
    with pytest.raises(kind, match="first: no"):
        await failover.block_hash(7)
    assert second.asked == []


async def test_a_source_that_failed_its_proof_is_passed_over(failover):
    failover.pass_over()
    assert await failover.tip_hash() == "second"
    failover.pass_over()
    assert await failover.tip_hash() == "first"


async def test_when_none_answers_all_are_named(failover, first, second):
    first.down()
    second.down()
    with pytest.raises(SourceUnavailable, match="all sources: first: is down; second: is down") as caught:
        await failover.tip_hash()
    assert caught.value.retry_after is None
    assert (len(first.asked), len(second.asked)) == (1, 1)


@pytest.mark.parametrize(("waits", "retry_after"), [((300, 20), 20), ((300, None), None)])
async def test_the_wait_is_known_when_every_source_names_one(failover, first, second, waits, retry_after):
    first.down(waits[0])
    second.down(waits[1])
    with pytest.raises(SourceUnavailable) as caught:
        await failover.tip_hash()
    assert caught.value.retry_after == retry_after


async def test_a_single_source_fails_in_its_own_words(first):
    first.down(retry_after=5)
    with pytest.raises(SourceUnavailable) as caught:
        await Failover([first]).tip_hash()
    assert caught.value is first.fault


async def test_a_switch_is_logged_once_and_an_outage_of_all_is_none(failover, first, second):
    first.down()
    second.down()
    with capture_logs() as logs:
        for _ in range(3):
            with pytest.raises(SourceUnavailable):
                await failover.tip_hash()
        second.fault = None
        await failover.tip_hash()
        await failover.tip_hash()
    assert [(log["event"], log["left"], log["now"]) for log in logs] == [
        ("source.switched", "first", "second")
    ]
