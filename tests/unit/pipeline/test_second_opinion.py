"""Whose word counts as a second one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.flows.agreement import Agreement
from monitor.flows.transfer import BlockRef
from monitor.pipeline.agreement import AgreementPolicy, SecondOpinion
from monitor.simulation.chain import Chain
from tests.builders import make_flag
from tests.chain_source import ChainSource, Times

NOW = datetime(2026, 2, 1, tzinfo=UTC)


class Row:
    """Sources as they are configured, all of them well."""

    def __init__(self, chain, *names):
        self.sources = [ChainSource(chain) for _ in names]
        for source, name in zip(self.sources, names, strict=True):
            source.name = name

    def members(self):
        return self.sources


async def word_on_tip(operators, *names, served_by):
    chain = Chain(b"witness")
    tip = chain.mine(at=NOW)
    opinion = SecondOpinion(
        Row(chain, *names), AgreementPolicy(patience=timedelta(seconds=5)), Times(NOW), operators
    )
    block = BlockRef(tip.height, tip.block_hash, tip.time)
    flag = replace(make_flag(tip.txids[0]), block=block, agreement=Agreement((served_by,), since=NOW))
    return (await opinion.on([flag]))[flag.flag_id].by


async def test_another_source_of_the_same_operator_is_no_second_one():
    operators = {"mempool.space": "mempool.space", "fra.mempool.space": "mempool.space"}
    said = await word_on_tip(operators, *operators, served_by="mempool.space")
    assert said == ("mempool.space",)


async def test_a_source_of_somebody_else_is_heard_whoever_serves():
    operators = {"one": "x", "two": "x", "three": "y"}
    assert await word_on_tip(operators, *operators, served_by="one") == ("one", "three")
    assert await word_on_tip(operators, *operators, served_by="three") == ("three", "one", "two")
