"""Several sources as one: which of them is asked, and what is told when none answers."""

import pytest
from structlog.testing import capture_logs

from monitor.errors import SourceCannot, SourceDataError, SourceLacks, SourceUnavailable
from monitor.explorers.pool import SourcePool
from monitor.explorers.seat import QUARANTINE_FIRST, QUARANTINE_MOST, RETURN_FIRST, STEADY
from monitor.pipeline.ports import Utxo
from monitor.pipeline.snapshot import SourceState


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

    async def headers(self, first, count):
        return self._answer("headers", first, count)

    async def raw_block(self, block_hash):
        return self._answer("raw_block", block_hash)

    async def raw_transaction(self, txid):
        return self._answer("raw_transaction", txid)

    async def block_of(self, txid):
        return self._answer("block_of", txid)

    async def unspent(self, script_pubkey):
        self._answer("unspent", script_pubkey)
        return [Utxo("ab" * 32, 0, 1)]

    async def history(self, script_pubkey, cursor=None):
        return self._answer("history", script_pubkey, cursor)

    async def totals(self, script_pubkey):
        return self._answer("totals", script_pubkey)

    async def pending(self, script_pubkey):
        return self._answer("pending", script_pubkey)

    def down(self, retry_after=None):
        self.fault = SourceUnavailable(self.name, "is down", retry_after=retry_after)


class Clock:
    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def first():
    return Scripted("first")


@pytest.fixture
def second():
    return Scripted("second")


@pytest.fixture
def pool(first, second, clock):
    return SourcePool([first, second], clock)


async def test_every_question_is_passed_on_as_it_was_put(pool, first, second):
    await pool.tip_hash()
    await pool.tip_height()
    await pool.block_hash(7)
    await pool.header("ab")
    await pool.headers(7, 10)
    await pool.raw_block("cd")
    await pool.raw_transaction("ef")
    await pool.block_of("ef")
    assert await pool.unspent(b"\x51") == [Utxo("ab" * 32, 0, 1)]
    await pool.history(b"\x51", "next")
    await pool.totals(b"\x51")
    await pool.pending(b"\x51")
    assert first.asked == [
        ("tip_hash",),
        ("tip_height",),
        ("block_hash", 7),
        ("header", "ab"),
        ("headers", 7, 10),
        ("raw_block", "cd"),
        ("raw_transaction", "ef"),
        ("block_of", "ef"),
        ("unspent", b"\x51"),
        ("history", b"\x51", "next"),
        ("totals", b"\x51"),
        ("pending", b"\x51"),
    ]
    assert second.asked == []


async def test_one_that_is_well_again_serves_again_after_a_while_and_not_before(pool, first, clock):
    first.down()
    assert await pool.tip_hash() == "second"
    first.fault = None
    clock.now += RETURN_FIRST - 1
    assert await pool.tip_hash() == "second"
    assert pool.name == "second"
    assert len(first.asked) == 1
    clock.now += 1
    assert await pool.tip_hash() == "first"
    assert pool.name == "first"


async def test_one_that_stays_down_is_tried_ever_more_rarely_and_delays_nobody(pool, first, clock):
    first.down()
    for _ in range(24 * 360):
        assert await pool.tip_hash() == "second"
        clock.now += 10
    assert 24 <= len(first.asked) <= 30


async def test_one_that_comes_and_goes_serves_ever_more_rarely(pool, first, clock):
    switches = 0
    for minute in range(24 * 60):
        if minute % 7:
            first.down()
        else:
            first.fault = None
        before = pool.name
        await pool.tip_hash()
        switches += pool.name != before
        clock.now += 60
    assert switches <= 20


async def test_steady_service_makes_an_absence_forgotten(pool, first, clock):
    for _ in range(3):
        first.down()
        await pool.tip_hash()
        first.fault = None
        clock.now += RETURN_FIRST
        assert await pool.tip_hash() == "first"
        clock.now += STEADY


async def test_one_that_is_tried_again_and_does_no_better_costs_the_question_nothing(pool, first, clock):
    first.down()
    await pool.tip_hash()
    clock.now += RETURN_FIRST
    assert await pool.block_hash(7) == "second"
    assert await pool.block_hash(7) == "second"
    assert len(first.asked) == 2


async def test_who_asks_the_members_one_by_one_finds_them_in_the_same_order_and_passes_over_alike(clock):
    pool = SourcePool([Scripted("first"), Scripted("second"), Scripted("third")], clock)

    def order():
        return [member.name for member in pool.members()]

    with capture_logs() as logs:
        assert order() == ["first", "second", "third"]
        pool.pass_over()
        pool.pass_over()
        assert order() == ["third", "first", "second"]
        assert order() == ["third", "first", "second"]
        clock.now += RETURN_FIRST
        assert order() == ["first", "second", "third"], "its time to be tried again has come"
        pool.pass_over()
        assert order() == ["second", "third", "first"], "and it did no better"
        assert order() == ["second", "third", "first"]
    assert [(log["left"], log["now"]) for log in logs] == [("first", "third"), ("third", "second")]


async def test_while_all_are_passed_over_in_every_turn_nothing_is_logged(pool, clock):
    with capture_logs() as logs:
        for _ in range(1_000):
            for _member in pool.members():
                pool.pass_over()
            clock.now += 10
    assert logs == []


async def test_a_source_that_comes_back_serves_when_the_other_fails(pool, first, second):
    first.down()
    await pool.tip_hash()
    first.fault = None
    second.down()
    assert await pool.tip_hash() == "first"


@pytest.mark.parametrize("kind", [SourceLacks, SourceDataError])
async def test_an_answer_that_says_no_is_an_answer(pool, first, second, kind):
    first.fault = kind("first", "no")
    with pytest.raises(kind, match="first: no"):
        await pool.block_hash(7)
    assert second.asked == []


async def test_what_a_kind_of_source_cannot_do_is_asked_of_the_next_and_is_no_failure(pool, first, second):
    first.fault = SourceCannot("first", "keeps no histories")
    assert await pool.history(b"\x51") == "second"
    first.fault = None
    assert await pool.tip_hash() == "first"
    first.fault = SourceCannot("first", "keeps no histories")
    second.fault = SourceCannot("second", "nor does it")
    with pytest.raises(SourceCannot, match="first: keeps no histories; second: nor does it"):
        await pool.history(b"\x51")
    second.down()
    with pytest.raises(SourceUnavailable, match="first: keeps no histories; second: is down"):
        await pool.history(b"\x51")


async def test_a_source_that_is_passed_over_leaves_the_next_one_to_serve(pool):
    pool.pass_over()
    assert await pool.tip_hash() == "second"
    pool.pass_over()
    assert await pool.tip_hash() == "first"


async def test_when_none_answers_all_are_named(pool, first, second):
    first.down()
    second.down()
    with pytest.raises(SourceUnavailable, match="all sources: first: is down; second: is down") as caught:
        await pool.tip_hash()
    assert caught.value.retry_after is None
    assert (len(first.asked), len(second.asked)) == (1, 1)


@pytest.mark.parametrize(("waits", "retry_after"), [((300, 20), 20), ((300, None), None)])
async def test_the_wait_is_known_when_every_source_names_one(pool, first, second, waits, retry_after):
    first.down(waits[0])
    second.down(waits[1])
    with pytest.raises(SourceUnavailable) as caught:
        await pool.tip_hash()
    assert caught.value.retry_after == retry_after


async def test_a_single_source_fails_in_its_own_words(first):
    first.down(retry_after=5)
    with pytest.raises(SourceUnavailable) as caught:
        await SourcePool([first]).tip_hash()
    assert caught.value is first.fault


async def test_a_switch_is_logged_once_and_an_outage_of_all_is_none(pool, first, second):
    first.down()
    second.down()
    with capture_logs() as logs:
        for _ in range(3):
            with pytest.raises(SourceUnavailable):
                await pool.tip_hash()
        second.fault = None
        await pool.tip_hash()
        await pool.tip_hash()
    assert [(log["event"], log["left"], log["now"]) for log in logs] == [
        ("source.switched", "first", "second")
    ]


async def test_a_source_in_quarantine_is_asked_nothing_until_that_is_over(pool, first, second, clock):
    with capture_logs() as logs:
        pool.quarantine("first", "block 7 fails its proof")
        pool.quarantine("first", "again")
        assert [member.name for member in pool.members()] == ["second"]
        assert await pool.tip_hash() == "second"
        clock.now += QUARANTINE_FIRST - 1
        second.down()
        with pytest.raises(SourceUnavailable, match="first: in quarantine for another 0 min: block 7 fails"):
            await pool.tip_hash()
        second.fault = None
        clock.now += 1
        assert await pool.tip_hash() == "first"
    assert [log["event"] for log in logs] == [
        "source.quarantined",
        "source.switched",
        "source.quarantine_over",
        "source.switched",
    ]


async def test_a_quarantine_grows_to_a_day_and_a_good_day_makes_it_short_again(pool, clock):
    lengths = []
    for _ in range(7):
        pool.quarantine("first", "lies")
        lengths.append(pool.snapshots()[0].seconds_left)
        clock.now += lengths[-1]
        pool.members()
    assert lengths == [3_600, 7_200, 14_400, 28_800, 57_600, 86_400, 86_400]
    clock.now += QUARANTINE_MOST + 1
    pool.quarantine("first", "lies")
    assert pool.snapshots()[0].seconds_left == QUARANTINE_FIRST


async def test_when_all_are_in_quarantine_the_least_guilty_is_asked_and_that_is_said_once(pool):
    with capture_logs() as logs:
        pool.quarantine("first", "lies")
        pool.quarantine("second", "lies")
        pool.quarantine("second", "lies again")
        assert await pool.tip_hash() == "first"
        assert await pool.tip_hash() == "first"
    assert [member.name for member in pool.members()] == ["first"]
    assert [log["source"] for log in logs if log["event"] == "source.quarantine_waived"] == ["first"]
    pool.quarantine("first", "lies on")
    pool.quarantine("first", "lies on")
    assert await pool.tip_hash() == "second"


async def test_a_snapshot_says_who_serves_and_who_is_in_quarantine(pool, clock):
    pool.quarantine("first", "lies")
    clock.now += 600
    quarantined, serving = pool.snapshots()
    assert (quarantined.name, quarantined.state, quarantined.reason, quarantined.serving) == (
        "first",
        SourceState.QUARANTINED,
        "lies",
        False,
    )
    assert quarantined.seconds_left == QUARANTINE_FIRST - 600
    assert (serving.name, serving.state, serving.serving) == ("second", SourceState.HEALTHY, True)
