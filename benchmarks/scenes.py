"""Flags on short scenes that each show one habit of the field, played by many miners at once on one chain.

    python -m benchmarks.scenes [--seeds N] [--first SEED] [--explain]

It shares nothing with `benchmarks.economy`: there everybody acts at random and the truth is reckoned, here every scene
is written down with what must be flagged in it, what may be, and what never may. In each seed every scene is played
once with scripts of random types, random amounts, and its steps in blocks among those of the others, behind the real
follower.
"""

import argparse
import asyncio
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from benchmarks.town import NAMED, Claim, Scene, Town
from benchmarks.wallet_scenes import (
    custodians_batch,
    own_scripts_one_by_one,
    partly_labelled,
    partly_labelled_deposit,
)
from monitor.bitcoin.transaction import TxOutput
from monitor.flows.flag import Flag
from monitor.flows.learning.candidate import CandidateKind
from monitor.flows.trails.trail import TrailPolicy
from monitor.labels.vocabulary import Category
from monitor.log import configure_logging
from monitor.money import SATS_PER_BTC, btc_text
from monitor.simulation.payment import Holding, spend
from tests.builders import book_of
from tests.chain_source import ChainSource, open_house

_TOLERANCE = 50
"""The fiftieth part."""
_FEE = 40_000


def straight(town: Town, miner: str) -> Iterator[None]:
    """A payment to two platforms at once, whose change goes to a fresh script; that pays a third one later."""
    treasury, change = town.treasury(miner), town.open("change")
    yield
    first, second, third = town.rng.sample(list(town.hot), 3)
    one, two = town.sats(2, 20), town.sats(2, 20)
    to = [(town.hot[first], one), (town.hot[second], two)]
    txid = town.send("straight", town.chain.pay(treasury, to, change=change))
    town.expect(txid, miner, first, one)
    town.expect(txid, miner, second, two)
    yield
    sats = town.sats(5, 50)
    town.expect(town.send("straight", town.chain.pay(change, [(town.hot[third], sats)])), miner, third, sats)


def swept(town: Town, miner: str) -> Iterator[None]:
    """Deposits that are swept with other customers' into a hot wallet, and one more to the same address."""
    treasury, platform = town.treasury(miner), town.platform()
    mine, customers = town.deposit(platform), [town.deposit(platform) for _ in range(town.rng.randint(6, 30))]
    town.strangers(*customers)
    yield
    sats = town.sats(3, 60)
    town.send("swept", town.chain.pay(treasury, [(mine, sats)]))
    yield
    txid = town.send("swept", town.chain.sweep([mine, *customers], town.hot[platform]))
    town.expect(txid, miner, platform, sats)
    yield
    again = town.sats(3, 60)
    txid = town.send("swept", town.chain.pay(treasury, [(mine, again)]))
    town.expect(txid, miner, platform, again)
    yield
    town.strangers(*customers)
    yield
    town.send("swept", town.chain.sweep([mine, *customers], town.hot[platform]))


def paid_out_of_the_sweep(town: Town, miner: str) -> Iterator[None]:
    """A platform that spends deposits and a coin of its own together to pay its customers."""
    treasury, platform = town.treasury(miner), town.platform()
    mine, customers = town.deposit(platform), [town.deposit(platform) for _ in range(8)]
    town.strangers(*customers)
    wallet = town.known(platform, Category.EXCHANGE)
    town.send("hot", town.chain.fund(wallet, 5 * SATS_PER_BTC))
    yield
    sats = town.sats(10, 30)
    town.send("paid out", town.chain.pay(treasury, [(mine, sats)]))
    yield
    owners = [mine, *customers, wallet]
    holdings = [Holding(coin, each) for each in owners for coin in town.chain.coins(each)]
    people = [TxOutput(town.sats(0.1, 2), town.open("person").script_pubkey) for _ in range(5)]
    left = sum(holding.coin.sats for holding in holdings) - sum(each.sats for each in people) - _FEE
    txid = town.send("paid out", spend(holdings, [*people, TxOutput(left, wallet.script_pubkey)]))
    town.expect(txid, miner, platform, sats)


def peel(town: Town, miner: str) -> Iterator[None]:
    """A peel chain of a dozen links that pays platforms on the way; those within three hops must be flagged."""
    source = town.treasury(miner)
    yield
    for hop in range(12):
        platform, change = town.platform(), town.open("change")
        sats = town.sats(1.2, 4)
        txid = town.send("peel", town.chain.pay(source, [(town.hot[platform], sats)], change=change))
        if hop <= 3:  # noqa: PLR2004 - so far trails go
            town.expect(txid, miner, platform, sats)
        town.may.add((txid, miner, platform))
        source = change
        if town.rng.random() < 0.5:  # noqa: PLR2004 - often two links are in one block
            yield


def in_one_block(town: Town, miner: str) -> Iterator[None]:
    """Two hops and the arrival in the same block as the payment."""
    treasury, platform = town.treasury(miner), town.platform()
    yield
    first, second = town.open("hop"), town.open("hop")
    sats = town.sats(5, 40)
    town.send("in one block", town.chain.pay(treasury, [(first, sats)]))
    town.send("in one block", town.chain.sweep(first, second))
    txid = town.send("in one block", town.chain.sweep(second, town.hot[platform]))
    town.expect(txid, miner, platform, sats)


def rotation(town: Town, miner: str) -> Iterator[None]:
    """All coins move to new vaults of its own that nobody knows; one pays a platform later, one goes home."""
    treasury, other = town.treasury(miner), town.known(miner, Category.MINER)
    yield
    vaults = [town.open("vault") for _ in range(3)]
    town.send(
        "rotation",
        town.chain.pay(treasury, [(each, town.sats(50, 90)) for each in vaults[:2]], change=vaults[2]),
    )
    yield
    platform, sats = town.platform(), town.sats(20, 40)
    txid = town.send("rotation", town.chain.pay(vaults[0], [(town.hot[platform], sats)]))
    town.expect(txid, miner, platform, sats)
    town.send("rotation", town.chain.sweep(vaults[1], other))


def mixing(town: Town, miner: str) -> Iterator[None]:
    """A coinjoin with a labelled coin of the miner; a stranger takes part of it to a platform."""
    treasury, platform = town.treasury(miner), town.platform()
    people = [town.open("person") for _ in range(town.rng.randint(4, 8))]
    for each in people:
        town.send("mixing", town.chain.fund(each, 3 * SATS_PER_BTC))
    yield
    parties = [treasury, *people]
    holdings = [Holding(town.chain.coins(each)[0], each) for each in parties]
    equal = [TxOutput(2 * SATS_PER_BTC, town.open("fresh").script_pubkey) for _ in people]
    equal.append(TxOutput(2 * SATS_PER_BTC, town.hot[platform].script_pubkey))
    left = [holding.coin.sats - 2 * SATS_PER_BTC - _FEE for holding in holdings]
    change = [TxOutput(sats, each.script_pubkey) for sats, each in zip(left, parties, strict=True)]
    town.rng.shuffle(holdings)
    outputs = [*equal, *change]
    town.rng.shuffle(outputs)
    town.send("mixing", spend(holdings, outputs))


def gathered(town: Town, miner: str) -> Iterator[None]:
    """Labelled and unlabelled coins of the miner become one, which goes to a platform: a part of it must be told."""
    treasury, fresh, platform = town.treasury(miner), town.open("fresh"), town.platform()
    unknown = [town.open("unknown") for _ in range(3)]
    for each in unknown:
        town.send("payout", town.chain.fund(each, town.sats(0.2, 0.6)))
    yield
    town.send("gathered", town.chain.sweep([treasury, *unknown], fresh))
    yield
    sats = town.sats(20, 60)
    txid = town.send("gathered", town.chain.pay(fresh, [(town.hot[platform], sats)]))
    town.expect(txid, miner, platform, sats)


def own_change_gathered(town: Town, miner: str) -> Iterator[None]:
    """Change of seven payments lies on as many scripts, and goes to a platform together: these are no deposits."""
    source, platform, changes = town.treasury(miner), town.platform(), []
    yield
    for _ in range(7):
        part = town.open("change", NAMED)
        town.send("own change", town.chain.pay(source, [(part, town.sats(2, 6))]))
        changes.append(part)
        yield
    total = sum(coin.sats for each in changes for coin in town.chain.coins(each))
    txid = town.send("own change", town.chain.sweep(changes, town.hot[platform]))
    town.expect(txid, miner, platform, total)


def beside_a_stranger(town: Town, miner: str) -> Iterator[None]:
    """A friend's coin and one from a trail are spent together: that something arrives must be told."""
    treasury, between, platform = town.treasury(miner), town.open("between"), town.platform()
    friend = town.open("friend")
    town.send("friend", town.chain.fund(friend, 4 * SATS_PER_BTC))
    yield
    sats = town.sats(20, 40)
    town.send("friend", town.chain.pay(treasury, [(between, sats)]))
    yield
    txid = town.send("friend", town.chain.sweep([between, friend], town.hot[platform]))
    town.expect(txid, miner, platform, sats)


def incoming(town: Town, miner: str) -> Iterator[None]:
    """Pool payouts, withdrawals from a platform with its change, dust, look-alikes: nothing of it is the miner's."""
    treasury, platform = town.treasury(miner), town.platform()
    pool = town.known("pool", Category.MINING_POOL)
    town.send("incoming", town.chain.fund(pool, 60 * SATS_PER_BTC))
    wallet = town.known(platform, Category.EXCHANGE)
    town.send("incoming", town.chain.fund(wallet, 60 * SATS_PER_BTC))
    yield
    people = [(town.open("person"), town.sats(0.01, 2)) for _ in range(12)]
    exchange = (town.hot[town.platform()], town.sats(1, 4))
    town.send("incoming", town.chain.pay(pool, [(treasury, town.sats(2, 9)), exchange, *people], change=pool))
    out = [(treasury, town.sats(2, 9)), *[(town.open("person"), town.sats(0.1, 2)) for _ in range(3)]]
    town.send("incoming", town.chain.pay(wallet, out))
    stranger = town.open("look-alike")
    town.send("incoming", town.chain.fund(stranger, 9 * SATS_PER_BTC))
    yield
    to = [(treasury, 600), (town.hot[platform], 5 * SATS_PER_BTC)]
    town.send("incoming", town.chain.pay(stranger, to))


def after_dust(town: Town, miner: str) -> Iterator[None]:
    """Dust that a stranger left on a treasury is spent with its coins: only the miner's own is told."""
    treasury, platform = town.treasury(miner), town.platform()
    stranger = town.open("stranger")
    town.send("dust", town.chain.fund(stranger, SATS_PER_BTC))
    yield
    town.send("dust", town.chain.pay(stranger, [(treasury, 600), (town.hot[platform], 700)]))
    yield
    total = sum(coin.sats for coin in town.chain.coins(treasury))
    txid = town.send("after dust", town.chain.sweep(treasury, town.hot[platform]))
    town.expect(txid, miner, platform, total)


def customers_elsewhere(town: Town, _: str) -> Iterator[None]:
    """A platform pays customers of another one, whose addresses are swept; a stranger gathers scripts of its own."""
    first, second = town.rng.sample(list(town.hot), 2)
    customers = [town.deposit(second) for _ in range(12)]
    wallet = town.known(first, Category.EXCHANGE)
    town.send("elsewhere", town.chain.fund(wallet, 60 * SATS_PER_BTC))
    own = [town.open("stranger", NAMED) for _ in range(6)]
    town.send("elsewhere", town.chain.pay(town.chain.reserve, [(each, town.sats(0.1, 1)) for each in own]))
    yield
    payments = [(each, town.sats(0.2, 2)) for each in customers]
    town.send("elsewhere", town.chain.pay(wallet, payments))
    yield
    town.send("elsewhere", town.chain.sweep(customers, town.hot[second]))
    town.send("elsewhere", town.chain.sweep(own, town.hot[second]))


def into_a_service(town: Town, miner: str) -> Iterator[None]:
    """An exchange that nobody has labelled takes a deposit, and pays a labelled one from its own wallet."""
    treasury, platform = town.treasury(miner), town.platform()
    deposits = [town.open("service") for _ in range(9)]
    wallet = town.open("service")
    town.strangers(*deposits[1:])
    yield
    town.send("service", town.chain.pay(treasury, [(deposits[0], town.sats(2, 5))]))
    yield
    town.send("service", town.chain.sweep(deposits, wallet))
    yield
    town.send("service", town.chain.pay(wallet, [(town.hot[platform], 2 * SATS_PER_BTC)]))


SCENES: tuple[Scene, ...] = (
    straight, swept, paid_out_of_the_sweep, peel, in_one_block, rotation, mixing, gathered, own_change_gathered,
    beside_a_stranger, incoming, after_dust, customers_elsewhere, into_a_service, partly_labelled,
    partly_labelled_deposit, custodians_batch, own_scripts_one_by_one,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out of one seed."""

    right: int
    false: Counter[str]
    missed: Counter[str]
    learned_right: int
    learned_wrong: int
    notes: tuple[str, ...]


async def played(seed: int) -> Outcome:
    """Play every scene of a seed, followed block by block."""
    town = Town(seed)
    for name in ("binance", "kraken", "bitstamp", "okx"):
        town.hot[name] = town.known(name, Category.EXCHANGE)
    acts = [(scene, scene(town, f"{scene.__name__.replace('_', '-')}-mining")) for scene in SCENES]
    running = [act for _, act in acts]
    first = town.chain.tip.height + 1
    _step(town, running)  # everybody opens what is known of it
    with tempfile.TemporaryDirectory() as folder:
        source = ChainSource(town.chain)
        async with open_house(
            Path(folder) / "db",
            source,
            book_of(*town.labels),
            town.chain.tip.time,
            start=first,
            trails=TrailPolicy(),
            max_candidates=10_000,
        ) as house:
            await house.follower.advance()
            await house.histories.turn()
            while running:
                _step(town, running)
                house.times.now = town.chain.tip.time
                await house.follower.advance()
                await house.sweeps.turn()
            async with house.store.read() as tx:
                flags = [flag for episode in await tx.episodes.listed() for flag in episode.live_flags]
                kept = [each for each in await tx.candidates.in_use() if each.doubted < each.pieces]
    learned = {each.script_pubkey: each.entity for each in kept if each.kind is CandidateKind.DEPOSIT}
    return _judged(town, flags, learned)


def _step(town: Town, running: list[Iterator[None]]) -> None:
    """The next act of every scene, and the block that holds it."""
    for act in list(running):
        if next(act, running) is running:
            running.remove(act)
    taken, town.waiting = town.waiting, []
    town.chain.mine(taken, at=town.chain.tip.time + timedelta(minutes=10))


def _judged(town: Town, flags: list[Flag], learned: dict[bytes, str | None]) -> Outcome:
    false: Counter[str] = Counter()
    notes: list[str] = []
    found: set[Claim] = set()
    for flag in flags:
        claim = flag.txid, flag.miner, flag.to_entity
        sats = town.must.get(claim)
        if sats is None and claim in town.may:
            continue
        if sats is None or abs(flag.sats - sats) * _TOLERANCE > sats:
            cause = town.causes.get(flag.txid, "?")
            false[cause] += 1
            notes.append(f"false ({cause}): {claim} {btc_text(flag.sats)} for {btc_text(sats or 0)} BTC")
        else:
            found.add(claim)
    lost = [claim for claim in town.must if claim not in found]
    notes += [f"missed ({town.causes[claim[0]]}): {claim} {btc_text(town.must[claim])} BTC" for claim in lost]
    wrong = [script for script, entity in learned.items() if town.deposits.get(script) != entity]
    return Outcome(
        right=len(found),
        false=false,
        missed=Counter(town.causes[txid] for txid, _, _ in lost),
        learned_right=len(learned) - len(wrong),
        learned_wrong=len(wrong),
        notes=tuple(notes),
    )


def main() -> None:
    """Play some seeds, and count."""
    parser = argparse.ArgumentParser(description="Measure flags on scenes that are written down.")
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument(
        "--explain", action="store_true", help="also print every flag that is false or missed"
    )
    given = parser.parse_args()
    configure_logging("error")
    right, false, missed = 0, Counter[str](), Counter[str]()
    learned = [0, 0]
    for seed in range(given.first, given.first + given.seeds):
        out = asyncio.run(played(seed))
        right += out.right
        false += out.false
        missed += out.missed
        learned = [learned[0] + out.learned_right, learned[1] + out.learned_wrong]
        print(
            f"seed {seed}: {out.right} right, false {dict(out.false)}, missed {dict(out.missed)}", flush=True
        )
        for note in out.notes if given.explain else ():
            print(f"    {note}")
    print(f"\nprecision {right / (right + false.total()):.3f}, recall {right / (right + missed.total()):.3f}")
    print(f"false {dict(false)}, missed {dict(missed)}")
    print(f"deposit addresses learned: {learned[0]} right, {learned[1]} wrong")


if __name__ == "__main__":
    main()
