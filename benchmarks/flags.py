"""How many flags are right, and how many of the coins that reached platforms are flagged, on chains with known truth.

    python -m benchmarks.flags [--seeds N] [--first SEED] [--blocks N] [--jobs N] [--explain]

Each seed is an economy of its own (`benchmarks.economy`): miners, platforms with deposit addresses and sweeps,
peel chains, forwards, payrolls, loans, custody moves, coinjoins, strangers, attackers, and reorgs with replaced and
missing payments. The real follower goes through its blocks with a real database, as they come, knowing only what a
user would: labels of treasuries, of platforms' own wallets and of the pool. Then its flags and what it learned are held
against the truth; `benchmarks.judging` defines what is right. Confirmation, episodes and MQTT play no part in it.

Goals: flags precise to 0.98 and found to 0.98 within 3 hops, learned deposit addresses right to 0.99, and no flag at
all from dust, look-alikes, disguised inputs and what comes in.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.economy.label_files import write_labels
from benchmarks.economy.life import Habits, Life
from benchmarks.judging import Judge, Learned, Misjudged, Verdict
from monitor.bitcoin.network import Network
from monitor.flows.flag import Flag
from monitor.flows.learning.candidate import CandidateKind
from monitor.flows.trails.trail import TrailPolicy
from monitor.labels.directory import load_label_book
from monitor.log import configure_logging
from monitor.money import btc_text
from monitor.store.store import Store
from tests.chain_source import ChainSource, open_house

FLAG_GOAL = 0.98
DEPOSIT_GOAL = 0.99
MOST_CANDIDATES = 10_000


def main() -> None:
    """Judge every seed, then all together."""
    parser = argparse.ArgumentParser(
        description="Measure flags and learned labels on chains with known truth."
    )
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--blocks", type=int, default=Habits().blocks)
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes at once")
    parser.add_argument("--explain", action="store_true", help="also print every flag and delivery misjudged")
    given = parser.parse_args()
    total, began = Verdict(), time.monotonic()
    seeds = range(given.first, given.first + given.seeds)
    with ProcessPoolExecutor(given.jobs) as pool:
        for seen in pool.map(partial(judged, habits=Habits(blocks=given.blocks)), seeds):
            total += seen.verdict
            print(f"seed {seen.seed}: {seen.transactions} transactions; {_line(seen.verdict)}", flush=True)
            for each in seen.misjudged if given.explain else ():
                print(f"    {each}")
    print(f"\n{given.seeds} seeds in {time.monotonic() - began:.0f} s")
    _report(total)


@dataclass(frozen=True, slots=True)
class Seen:
    """What came out of one seed."""

    seed: int
    transactions: int
    verdict: Verdict
    misjudged: Sequence[str]
    """A line for every flag and delivery misjudged."""


def judged(seed: int, habits: Habits) -> Seen:
    """Live one economy through and judge what was told of it."""
    configure_logging("error")
    life = Life(seed, habits)
    flags, learned = asyncio.run(watched(life))
    judge = Judge(life.truth)
    verdict = judge.verdict(flags, learned)
    transactions = sum(len(block.txids) for block in life.chain.tree.best)
    return Seen(seed, transactions, verdict, [_explained(each, life) for each in judge.misjudged])


async def watched(life: Life, tick: Callable[[], None] = lambda: None) -> tuple[list[Flag], Learned]:
    """Live an economy through under the eyes of the follower; what it tells of in the end.

    Args:
        life: not begun yet.
        tick: called after each turn of the follower.
    """
    with tempfile.TemporaryDirectory() as directory:
        labels = Path(directory) / "labels.csv"
        write_labels(life.world, labels)
        book, _ = load_label_book(None, [labels], Network.REGTEST)
        source, now, days = ChainSource(life.chain), life.chain.tip.time, life.days()
        next(days)
        async with open_house(
            Path(directory) / "db",
            source,
            book,
            now,
            start=life.first_height,
            trails=TrailPolicy(),
            max_candidates=MOST_CANDIDATES,
        ) as house:
            await house.follower.advance()
            await house.histories.turn()
            for _ in days:
                house.times.now = life.chain.tip.time
                await house.follower.advance()
                await house.sweeps.turn()
                tick()
            return await _flags(house.store), await _learned(house.store)


async def _flags(store: Store) -> list[Flag]:
    async with store.read() as tx:
        return [flag for episode in await tx.episodes.listed() for flag in episode.live_flags]


async def _learned(store: Store) -> Learned:
    """What is used, though nobody has reviewed it, and rather right than wrong."""
    async with store.read() as tx:
        kept = [each for each in await tx.candidates.in_use() if each.doubted < each.pieces]
    named = {
        kind: {each.script_pubkey: each.entity for each in kept if each.kind is kind and each.entity}
        for kind in CandidateKind
    }
    return Learned(named[CandidateKind.DEPOSIT], named[CandidateKind.COMPANION])


def _line(verdict: Verdict) -> str:
    """A seed, or all, in one line."""
    by_hops = " ".join(f"{hops}:{ratio}" for hops, ratio in verdict.recall_by_hops.items())
    return (
        f"precision {verdict.precision}, recall {verdict.recall}, by hops {by_hops}, "
        f"deposits {verdict.deposit_precision}, false {dict(verdict.false_by_cause)}"
    )


def _report(total: Verdict) -> None:
    amounts = total.amounts
    rows = [
        ("flags: precision", total.precision, FLAG_GOAL),
        *((f"  with {hops} hops", ratio, None) for hops, ratio in sorted(total.precision_by_hops.items())),
        ("flags: recall within 3 hops", total.recall, FLAG_GOAL),
        *((f"  over {hops} hops", ratio, None) for hops, ratio in sorted(total.recall_by_hops.items())),
        ("learned deposit addresses: precision", total.deposit_precision, DEPOSIT_GOAL),
        ("  recall of those swept in batches", total.deposit_recall, None),
        ("learned miners' scripts: precision", total.own_precision, None),
        ("  recall of those spent beside labelled ones", total.own_recall, None),
    ]
    for name, ratio, goal in rows:
        met = "" if goal is None else f"  goal {goal}: {'met' if ratio.value >= goal else 'MISSED'}"
        print(f"{name:48}{ratio!s:>22}{met}")
    print(f"{'amounts flagged, BTC':48}{btc_text(amounts.part)} of {btc_text(amounts.whole)}")
    print(f"{'false flags by cause':48}{dict(total.false_by_cause.most_common()) or 'none'}")
    print(f"{'wrongly learned as deposit addresses':48}{dict(total.wrongly_learned) or 'none'}")
    print(f"{'missed by cause':48}{dict(total.missed_by_cause.most_common()) or 'none'}")
    print(
        f"{'from dust, look-alikes, disguises, incoming':48}{total.never}  goal 0: {'MISSED' if total.never else 'met'}"
    )


def _explained(each: Misjudged, life: Life) -> str:
    if each.flag is not None:
        flag = each.flag
        true = life.truth.sightings().get((flag.txid, flag.miner, flag.to_entity), [])
        spots = [(btc_text(spot.traceable_sats), btc_text(spot.sats), spot.hops) for _, spot in true]
        return (
            f"false ({each.cause}): {flag.miner} to {flag.to_entity} {btc_text(flag.sats)} BTC, "
            f"{flag.hops} hops, block {flag.block.height} {flag.txid}; true are {spots}"
        )
    assert each.delivery is not None, "it is one or the other"
    spots = [(spot.txid, btc_text(spot.sats), spot.hops) for spot in each.delivery.spots]
    return f"missed ({each.cause}): {each.delivery.miner} to {each.delivery.platform}, seen at {spots}"


if __name__ == "__main__":
    main()
