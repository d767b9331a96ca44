"""What a block costs with a thousand labels, and with ten million: the same, or this shows it.

    python -m benchmarks.block_growth [--rounds N] [--labels N…] [BLOCK…]

The whole job of `benchmarks.block_scan`, from raw bytes to hits with coins known, is done with label books of several
sizes, each as the daemon would have it: up to 50,000 labels in memory, more in an index on disk. Every book has the
same scripts of the block among its labels, so that all find the same. It is done without trails and with a thousand
parts of trails open, one of which the block spends. "match" is the looking up of the block's output scripts alone.

All sizes take turns within each round, so that a busy moment of the machine meets all of them. Times are CPU time;
ratios are of medians, to the smallest book, and for trails to the same book without them.
"""

import argparse
import gc
import os
import statistics
from collections.abc import Callable, Iterable
from contextlib import closing
from itertools import islice
from pathlib import Path

from benchmarks.block_scan import Watch, blocks, following, race, watch_for, whole_job
from monitor.bitcoin.block import Block, parse_block
from monitor.bitcoin.network import ChainParams, Network
from monitor.labels.book import LabelBook
from monitor.labels.directory import INDEX_FROM
from monitor.labels.entity import Entity
from monitor.labels.index_build import IndexBuilder
from monitor.labels.index_file import spool, write_index
from monitor.labels.label import Label
from tests.builders import book_of

SIZES = (1_000, 100_000, 1_000_000, 10_000_000)
ROUNDS = 11
BATCH = 10_000


def main(arguments: list[str] | None = None) -> None:
    """Time every block given, or the synthetic one, with books of every size."""
    parser = argparse.ArgumentParser(description="Time a block by the number of labels.")
    parser.add_argument("blocks", nargs="*", type=Path, metavar="BLOCK")
    parser.add_argument("--labels", nargs="+", type=int, default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args(arguments)
    for name, raw, params in blocks(given.blocks):
        block = parse_block(raw)
        watches = {labels: watch_for([block], labels, as_the_daemon) for labels in given.labels}
        gc.collect()
        gc.freeze()
        print(
            f"{name}: {len(block.txids):,} transactions, {len(block.output_scripts):,} outputs, "
            f"load {os.getloadavg()[0]:.1f}"
        )
        report(race(contestants(block, params, watches), given.rounds), given.labels)


def as_the_daemon(labels: Iterable[Label]) -> LabelBook:
    """A book in memory or over an index, by the number of labels."""
    each = iter(labels)
    few = list(islice(each, INDEX_FROM))
    if len(few) < INDEX_FROM:
        return book_of(*few)
    entities = {label.entity: Entity(label.entity, label.entity, label.category) for label in few}
    with closing(IndexBuilder(Network.MAIN, spool)) as builder:
        while few:
            builder.keep([(label.script_pubkey, label, label.line) for label in few])
            few = list(islice(each, BATCH))
        index = write_index(None, lambda out: builder.finish(out, entities.values(), ()), (), "")
    return LabelBook.over(index, entities.values())


def contestants(
    block: Block, params: ChainParams, watches: dict[int, Watch]
) -> dict[str, Callable[[], object]]:
    """The work for every size."""
    found: dict[str, Callable[[], object]] = {}
    for labels, watch in watches.items():
        found[f"{labels} match"] = lambda watch=watch: watch.book.hits(block.output_scripts)  # type: ignore[misc]
        found[f"{labels} job"] = lambda watch=watch: whole_job(block.raw, params, watch, frozenset())  # type: ignore[misc]
        found[f"{labels} trails"] = following(block.raw, params, watch)
    return found


def report(seconds: dict[str, list[float]], sizes: list[int]) -> None:
    """One line for every size."""
    ms = {name: statistics.median(times) * 1e3 for name, times in seconds.items()}
    titles = (
        "match ms",
        "job ms",
        "best ms",
        f"/ {sizes[0]:,}",
        "trails ms",
        "best ms",
        f"/ {sizes[0]:,}",
        "/ job",
    )
    print(f"{'labels':>12}" + "".join(f"{title:>11}" for title in titles))
    for size in sizes:
        job, trails = ms[f"{size} job"], ms[f"{size} trails"]
        cells = (
            ms[f"{size} match"],
            job, min(seconds[f"{size} job"]) * 1e3, job / ms[f"{sizes[0]} job"],
            trails, min(seconds[f"{size} trails"]) * 1e3, trails / ms[f"{sizes[0]} trails"], trails / job,
        )  # fmt: skip
        print(f"{size:12,}" + "".join(f"{cell:11.2f}" for cell in cells))


if __name__ == "__main__":
    main()
