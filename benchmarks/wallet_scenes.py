"""Scenes of wallets: those of which only a part is labelled, and those that look like a platform's and are not."""

from collections.abc import Iterator

from benchmarks.town import NAMED, Town
from monitor.bitcoin.transaction import TxOutput
from monitor.labels.vocabulary import Category
from monitor.money import SATS_PER_BTC
from monitor.simulation.payment import Holding, spend
from monitor.simulation.wallet import Actor

_FEE = 40_000


def partly_labelled(town: Town, miner: str) -> Iterator[None]:
    """A wallet of many scripts of which a few are labelled pays a platform from a mixture of both."""
    wallet, platform = _wallet(town, miner), town.platform()
    yield
    inputs = [town.chain.coins(each)[0] for each in wallet]
    total = sum(coin.sats for coin in inputs)
    sats = total - town.sats(0.5, 4)
    outputs = [
        TxOutput(sats, town.hot[platform].script_pubkey),
        TxOutput(total - sats - _FEE, town.open("change").script_pubkey),
    ]
    holdings = [Holding(coin, each) for coin, each in zip(inputs, wallet, strict=True)]
    town.expect(town.send("partly labelled", spend(holdings, outputs)), miner, platform, sats)


def partly_labelled_deposit(town: Town, miner: str) -> Iterator[None]:
    """The same into a deposit address that is swept with those of others."""
    wallet, platform = _wallet(town, miner), town.platform()
    mine, customers = town.deposit(platform), [town.deposit(platform) for _ in range(7)]
    town.strangers(*customers)
    yield
    total = sum(coin.sats for each in wallet for coin in town.chain.coins(each))
    town.send("partly labelled", town.chain.sweep(wallet, mine))
    yield
    txid = town.send("partly labelled", town.chain.sweep([mine, *customers], town.hot[platform]))
    town.expect(txid, miner, platform, total)


def custodians_batch(town: Town, miner: str) -> Iterator[None]:
    """A custodian spends a miner's labelled coin beside those of many customers: only the miner's own is told."""
    treasury, platform = town.known(miner, Category.MINER), town.platform()
    customers = [town.open("customer", NAMED) for _ in range(12)]
    town.send("gift", town.chain.fund(treasury, 20 * SATS_PER_BTC))
    town.strangers(*customers)
    yield
    txid = town.send("custodian", town.chain.sweep([treasury, *customers], town.hot[platform]))
    town.expect(txid, miner, platform, 20 * SATS_PER_BTC)


def own_scripts_one_by_one(town: Town, _: str) -> Iterator[None]:
    """A stranger fills scripts of its own one by one, and gathers them in a platform's wallet: no deposit addresses."""
    source, platform, own = (
        town.open("stranger"),
        town.platform(),
        [town.open("own", NAMED) for _ in range(8)],
    )
    town.send("one by one", town.chain.fund(source, 12 * SATS_PER_BTC))
    yield
    for each in own:
        change = town.open("change")
        town.send("one by one", town.chain.pay(source, [(each, town.sats(0.3, 1))], change=change))
        source = change
        yield
    town.send("one by one", town.chain.sweep(own, town.hot[platform]))


def _wallet(town: Town, miner: str) -> list[Actor]:
    """Two labelled scripts of a miner and six that nobody knows, each with a coin."""
    known = [town.known(miner, Category.MINER) for _ in range(2)]
    wallet = [*known, *(town.open("unknown") for _ in range(6))]
    for each in wallet:
        town.send("gift", town.chain.fund(each, town.sats(1, 9)))
    return wallet
