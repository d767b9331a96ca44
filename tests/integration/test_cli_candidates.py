"""`minerflow labels candidates`, `accept` and `reject` on a database that has seen a sweep."""

import asyncio
import json

import pytest

from monitor.cli.main import run
from tests.unit.pipeline.test_learning import SIX, Deposits


@pytest.fixture
def minerflow(tmp_path, capsys):
    """Runs a command beside a database that has seen a sweep."""
    scene = Deposits()
    scene.deposit()
    scene.sweep()

    async def follow():
        async with scene.house(tmp_path) as house:
            await house.follower.advance()

    asyncio.run(follow())
    capsys.readouterr()
    config = tmp_path / "minerflow.toml"
    config.write_text(
        f'network = "regtest"\n[labels]\npaths = []\n[store]\nurl = "sqlite:///{tmp_path / "db.sqlite3"}"\n'
        '[[sources]]\nurl = "http://127.0.0.1:9"\n'
    )

    def command(*arguments, code=0):
        assert run([*map(str, arguments), "-c", str(config)]) == code
        written = capsys.readouterr()
        assert "Traceback" not in written.out + written.err
        return written.err if code else written.out

    return command


def test_candidates_are_listed_with_their_evidence_and_decided_by_the_beginning_of_an_id(minerflow):
    listed = json.loads(minerflow("labels", "candidates", "--kind", "deposit", "--json"))["candidates"]
    assert [(each["entity"], each["confidence"]) for each in listed] == [("binance", 60)] * len(SIX)
    [evidence] = listed[0]["evidence"]
    assert evidence["says"] == "swept with 5 other scripts into a labelled wallet of binance"
    text = minerflow("labels", "candidates", "--entity", "binance")
    assert f"{listed[0]['address']}: deposit of binance, 60 %" in text
    assert evidence["txid"] in text
    first, second = (each["id"][:-2] for each in listed[:2])
    assert "accepted: deposit-binance-" in minerflow("labels", "accept", first, "--by", "ann", "-m", "asked")
    assert "rejected: " in minerflow("labels", "reject", second, "--by", "ann", "--why", "a person")
    shown = minerflow("labels", "candidates", first)
    assert "accepted by ann: asked" in shown
    assert len(json.loads(minerflow("labels", "candidates", "--json"))["candidates"]) == len(SIX) - 2
    assert "There is no such candidate." in minerflow("labels", "candidates", "--entity", "kraken")


@pytest.mark.parametrize(
    ("ids", "says"),
    [(["nothing"], "there is no candidate 'nothing'"), (["deposit-binance-"], "write more of it")],
)
def test_what_is_no_candidate_is_refused_and_nothing_is_decided(minerflow, ids, says):
    good = json.loads(minerflow("labels", "candidates", "--json"))["candidates"][0]["id"]
    assert says in minerflow("labels", "accept", good, *ids, "--by", "ann", "-m", "x", code=2)
    assert len(json.loads(minerflow("labels", "candidates", "--json"))["candidates"]) == len(SIX)


def test_a_cluster_of_paid_scripts_is_listed_and_named_as_a_whole(minerflow):
    [found] = json.loads(minerflow("labels", "candidates", "--json"))["clusters"]
    assert (found["kind"], found["from_coinbase"], found["hypotheses"]) == ("cluster", True, [])
    assert found["payouts"] == sum(month["payouts"] for month in found["months"]) >= 3
    text = minerflow("labels", "candidates", found["id"][:-2])
    assert f"{found['id']} somebody who mines: {found['payouts']} payouts of " in text
    assert found["scripts"][0]["address"] in text
    assert "the coinbase paid " in text
    assert minerflow("labels", "candidates", found["id"]) == text
    name = ("labels", "accept", found["id"], "--by", "ann", "-m", "told")
    assert "name the miner with --entity" in minerflow(*name, code=2)
    assert "accepted: payee-unknown-" in minerflow(*name, "--entity", "mara")
    assert json.loads(minerflow("labels", "candidates", "--json"))["clusters"] == []
    assert "there is no cluster 'cluster-x'" in minerflow("labels", "candidates", "cluster-x", code=2)
