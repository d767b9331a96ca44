"""How a source is treated over HTTP: its budget, its circuit, what it need not send again, and who goes first."""

import asyncio
import json
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from monitor.config.source_section import SourceSettings
from monitor.errors import SourceDataError, SourceUnavailable
from monitor.explorers.breaker import Breaker
from monitor.explorers.budget import Budget
from monitor.explorers.http import ExplorerHttp
from monitor.explorers.pool import SourcePool
from monitor.explorers.shapes import ShapeError, as_they_are
from monitor.pipeline.snapshot import SourceState
from monitor.pipeline.urgency import bulk
from tests.broker import free_port
from tests.integration.canned_http import CannedHttp, reply

GOOD = reply(200, b"good")


class Clock:
    """Monotonic seconds that stand until they are set."""

    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now


@asynccontextmanager
async def source(*answers, **options):
    """An explorer whose /thing gives these answers in turn, and a client of it without jitter."""
    clock = Clock()
    options = {"breaker": Breaker(jitter=lambda: 0), "monotonic": clock} | options
    async with (
        CannedHttp({"/thing": answers}).serving() as explorer,
        ExplorerHttp("canned", explorer.url, timeout=timedelta(seconds=60), **options) as http,
    ):
        http.explorer, http.clock = explorer, clock
        yield http


async def ask(http):
    return await http.get("thing", as_they_are, limit=1_000)


async def fails(http, told="thing: "):
    with pytest.raises(SourceUnavailable, match=told) as caught:
        await ask(http)
    return caught.value


async def test_an_open_circuit_lets_one_request_try_and_closes_on_its_answer():
    probing, answer_now = asyncio.Event(), asyncio.Event()

    async def slow(writer):
        probing.set()
        await answer_now.wait()
        writer.write(GOOD)

    async with source(reply(502), reply(502), slow, GOOD) as http:
        for _ in range(2):
            await fails(http, "502")
            http.clock.now += 1
        await fails(http, "not asked; it gets no request for another 4 s")
        assert http.snapshot().state is SourceState.OPEN
        assert http.snapshot().seconds_left == 4
        http.clock.now += 4
        assert http.snapshot().state is SourceState.HALF_OPEN
        probe = asyncio.create_task(ask(http))
        await probing.wait()
        await fails(http, "not asked; another request is trying whether it is well again")
        answer_now.set()
        assert await probe == b"good"
        assert http.snapshot().state is SourceState.HEALTHY
        assert await ask(http) == b"good"
        assert len(http.explorer.asked) == 4


async def test_a_probe_that_is_cancelled_leaves_its_place():
    probing = asyncio.Event()

    async def never(writer):
        probing.set()
        await asyncio.Event().wait()

    async with source(reply(429), never, GOOD) as http:
        await fails(http)
        http.clock.now += 31
        probe = asyncio.create_task(ask(http))
        await probing.wait()
        probe.cancel()
        await asyncio.gather(probe, return_exceptions=True)
        assert await ask(http) == b"good"


async def test_a_spent_budget_is_told_and_logged_once_and_no_request_leaves():
    async with source(GOOD, budget=Budget(12, burst=2)) as http:
        with capture_logs() as logs:
            for _ in range(2):
                await ask(http)
            for _ in range(3):
                error = await fails(http, "thing: not asked; its budget is spent for another 327 s")
            assert round(error.retry_after) == 327
            http.clock.now += 328
            await ask(http)
        assert len(http.explorer.asked) == 3
        assert [log["event"] for log in logs] == ["source.budget_spent"]
        snapshot = http.snapshot()
        assert (snapshot.limit, snapshot.used, snapshot.left) == (12, 3, 9)


async def test_a_request_waits_a_moment_for_its_token():
    loop = asyncio.get_running_loop()
    async with source(GOOD, budget=Budget(36_000, burst=1), monotonic=loop.time) as http:
        before = loop.time()
        for _ in range(4):
            await ask(http)
        assert loop.time() - before >= 0.29


async def test_bulk_work_leaves_tokens_and_a_place_to_what_is_urgent():
    served, release = [], asyncio.Event()

    async def slow(writer):
        served.append(1)
        await release.wait()
        writer.write(GOOD)

    async with source(slow, slow, slow, GOOD, budget=Budget(60, burst=20), concurrency=4) as http:
        with bulk():
            tasks = [asyncio.create_task(ask(http)) for _ in range(6)]
        while len(served) < 3:
            await asyncio.sleep(0.01)
        assert await ask(http) == b"good", "the fourth place is free"
        release.set()
        assert await asyncio.gather(*tasks) == [b"good"] * 6
        with bulk():
            for _ in range(3):
                await ask(http)
            await fails(http, "its budget is spent")
        for _ in range(10):
            await ask(http)


async def test_requests_that_were_never_sent_are_not_counted():
    async with source(reply(429), budget=Budget(600, burst=20), concurrency=1) as http:
        results = await asyncio.gather(*(ask(http) for _ in range(20)), return_exceptions=True)
        assert {type(result) for result in results} == {SourceUnavailable}
        assert http.snapshot().used == len(http.explorer.asked) == http.snapshot().requests == 1


async def test_a_refusal_is_learned_from_and_forgotten_slowly_and_both_are_logged_once():
    answers = [GOOD] * 10 + [reply(429)] + [GOOD]
    async with source(*answers, budget=Budget(600)) as http:
        with capture_logs() as logs:
            for _ in range(10):
                await ask(http)
            await fails(http)
            assert http.snapshot().learned_limit == 420  # of the 600 that it was going at
            for _ in range(10):
                http.clock.now += 600
                await ask(http)
            assert http.snapshot().learned_limit is None
        assert [log["event"] for log in logs] == [
            "source.slowed", "source.unavailable", "source.recovered", "source.full_speed",
        ]  # fmt: skip


@pytest.mark.parametrize("year", [1970, 2026, 2099])
async def test_a_wrong_clock_neither_stalls_nor_floods(year):
    """Budget, circuit and timeouts go by a clock that never jumps; a date in an answer goes by the answer's own."""
    wrong = datetime(year, 1, 1, tzinfo=UTC)
    headers = ("Retry-After: Sun, 08 Feb 2026 12:05:00 GMT", "Date: Sun, 08 Feb 2026 12:00:00 GMT")
    dated, bare = reply(429, b"", *headers), reply(429, b"", headers[0])
    async with source(dated, bare, GOOD, clock=lambda: wrong) as http:
        assert (await fails(http)).retry_after == 300
        http.clock.now += 301
        error = await fails(http)
        assert error.retry_after in {None, 3_600}, "without a date to compare with: our own guess, or an hour"
        assert 30 <= http.snapshot().seconds_left <= 3_600
        http.clock.now += 3_600
        assert await ask(http) == b"good"


@pytest.mark.parametrize(
    ("names", "sends_back"),
    [
        ('ETag: "v1"', b'If-None-Match: "v1"'),
        ("Last-Modified: Sun, 08 Feb 2026 12:00:00 GMT", b"If-Modified-Since: Sun, 08 Feb 2026 12:00:00 GMT"),
    ],
)
async def test_what_has_not_changed_is_not_sent_again(names, sends_back):
    async with source(reply(200, b"good", names), reply(304), reply(200, b"better")) as http:
        assert await ask(http) == b"good"
        assert await ask(http) == b"good"
        assert await ask(http) == b"better"
        assert await ask(http) == b"better"
    sent = [sends_back in head for head in http.explorer.heads]
    assert sent == [False, True, True, False], "an answer without a version is not kept"


async def test_nothing_is_kept_that_could_not_be_read_or_is_long():
    def picky(body):
        if b"wrong" in body:
            raise ShapeError("expected something else")
        return body

    long = reply(200, bytes(65_537), 'ETag: "long"')
    async with source(reply(200, b"wrong", 'ETag: "wrong"'), long, GOOD) as http:
        with pytest.raises(SourceDataError):
            await http.get("thing", picky, limit=1_000)
        await http.get("thing", picky, limit=100_000)
        await http.get("thing", picky, limit=1_000)
    assert not any(b"If-None-Match" in head for head in http.explorer.heads)


async def test_not_modified_without_a_question_for_it_is_no_answer():
    async with source(reply(304)) as http:
        with pytest.raises(SourceDataError, match="thing: 304"):
            await ask(http)


def read_result(body):
    try:
        return json.loads(body)["result"]
    except ValueError as error:
        raise ShapeError("expected JSON") from error


async def post(http):
    return await http.post(
        "thing",
        {"method": "getblockcount", "id": 1},
        read_result,
        limit=1_000,
        subject="getblockcount",
        answering={500},
    )


async def test_a_json_document_is_posted_with_headers_and_login():
    login = ["user", "first"]
    async with source(
        reply(200, b'{"result": 7}'), credentials=lambda: tuple(login), headers={"X-Trial": "yes"}
    ) as http:
        assert await post(http) == 7
        login[1] = "second"
        await post(http)
    first, second = http.explorer.heads
    assert first.startswith(b"POST /thing HTTP/1.1")
    assert b"X-Trial: yes" in first
    assert b"Content-Type: application/json" in first
    assert b"Authorization: Basic dXNlcjpmaXJzdA==" in first
    assert b"Authorization: Basic dXNlcjpzZWNvbmQ=" in second
    assert json.loads(http.explorer.bodies[0]) == {"method": "getblockcount", "id": 1}


async def test_a_status_that_comes_with_an_answer_is_read_and_counts_as_health():
    async with source(reply(500, b'{"result": null}')) as http:
        for _ in range(5):
            assert await post(http) is None
        assert http.snapshot().state is SourceState.HEALTHY


async def test_such_a_status_without_a_readable_answer_is_told_for_what_it_is():
    async with source(reply(500, b"<html>proxy</html>")) as http:
        with pytest.raises(SourceUnavailable, match="getblockcount: 500 '<html>proxy</html>'"):
            await post(http)


async def test_a_wrong_login_is_named_and_the_password_is_not():
    async with source(reply(401, b""), credentials=lambda: ("user", "secret")) as http:
        with pytest.raises(SourceDataError, match="401, it wants another user or password") as caught:
            await ask(http)
    assert "secret" not in str(caught.value)


async def test_a_section_of_the_configuration_says_how_a_source_is_treated():
    async with CannedHttp({"/thing": GOOD}).serving() as explorer:
        section = SourceSettings(url=explorer.url, requests_per_hour=10, burst=1)
        async with ExplorerHttp.of(section) as http:
            await ask(http)
            await fails(http, "its budget is spent")
            assert http.name == explorer.url.removeprefix("http://")
            assert http.snapshot().limit == 10


async def test_72_hours_without_any_source_cost_few_requests_and_few_words_and_then_it_goes_on():
    """One refuses connections, one answers 503; the follower asks every ten seconds of a clock that we move."""
    clock, dead = Clock(), free_port()
    timeout = timedelta(seconds=60)
    async with (
        CannedHttp({"/thing": reply(503)}).serving() as failing,
        ExplorerHttp("dead", f"http://127.0.0.1:{dead}", timeout=timeout, monotonic=clock) as first,
        ExplorerHttp("failing", failing.url, timeout=timeout, monotonic=clock) as second,
    ):
        pool = SourcePool([Thing(first), Thing(second)], clock)
        hours = 72
        with capture_logs() as logs:
            for turn in range(hours * 4):
                with pytest.raises(
                    SourceUnavailable, match=r"all sources: dead: thing: .*; failing: thing: "
                ):
                    await pool.tip_hash()
                clock.now += 10 if turn % 4 else 3_570  # of each hour half a minute is played
        assert hours <= first.snapshot().requests <= hours * 4
        assert hours <= second.snapshot().requests == len(failing.asked) <= hours * 4
        assert [log["event"] for log in logs] == ["source.unavailable"] * 2
        failing.answers["/thing"] = [GOOD]
        clock.now += 60
        assert await pool.tip_hash() == b"good"


class Thing:
    """A source that has only a tip."""

    def __init__(self, http):
        self.name = http.name
        self._http = http

    async def tip_hash(self):
        return await ask(self._http)
