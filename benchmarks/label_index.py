"""How fast and how large the label index is, beside a plain dict and SQLite that hold the same labels.

    python -m benchmarks.label_index [--labels N] [--rounds N]

Each contestant works in a process of its own, so that memory is its own. All hold the same made-up labels; a hit gives
the whole label. A block is 6,000 scripts of which 100 are labelled, each to be looked up; that is what the follower
asks. Times of look-ups are CPU time, the least of all rounds; memory is what is resident after the look-ups, less what
the process had before it held any label. Building is also timed from CSV text, as the daemon reads it.
"""

import argparse
import hashlib
import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.network import Network
from monitor.bitcoin.script import p2pkh, p2sh, p2wpkh, p2wsh
from monitor.labels.directory import load_label_book
from monitor.labels.entity import Entity
from monitor.labels.index_build import IndexBuilder
from monitor.labels.index_file import open_index, spool, write_index
from monitor.labels.label import Label
from monitor.labels.vocabulary import Category

LABELS = 1_000_000
ROUNDS = 5
BLOCK = 6_000
LABELLED_IN_BLOCK = 100
SAMPLE = 5_000
CONTESTANTS = ("plain dict", "SQLite", "index")
SOURCES = bytes(32)
CLAIMS = [
    Label(b"", f"e{number}", Category.EXCHANGE, 80, "reserve", "made up", None, None, None, "", "x.csv", 1)
    for number in range(50)
]


def main() -> None:
    """Race, and print a table."""
    parser = argparse.ArgumentParser(description="Time look-ups of labels.")
    parser.add_argument("--labels", type=int, default=LABELS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", choices=[*CONTESTANTS, "csv"], help=argparse.SUPPRESS)
    given, _ = parser.parse_known_args()
    if given.only:
        print(json.dumps(measured(given.only, given.labels, given.rounds)))
        return
    print(f"{given.labels:,} labels")
    print(
        f"{'':12}{'build s':>9}{'open ms':>9}{'MB':>8}{'disk MB':>9}{'hit ns':>9}{'miss ns':>9}{'block ms':>10}"
    )
    for name in (*CONTESTANTS, "csv"):
        command = [sys.executable, "-m", "benchmarks.label_index", "--only", name]
        command += ["--labels", str(given.labels), "--rounds", str(given.rounds)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        row = json.loads(done.stdout)
        columns = {"build": 9, "open": 9, "memory": 8, "disk": 9, "hit": 9, "miss": 9, "block": 10}
        cells = (f"{row[key]:{width},.1f}" if key in row else " " * width for key, width in columns.items())
        print(f"{name:12}" + "".join(cells))


def measured(name: str, labels: int, rounds: int) -> dict[str, float]:
    """Build, open, look up."""
    with tempfile.TemporaryDirectory() as folder:
        if name == "csv":
            return {"build": from_csv(labels, Path(folder))}
        before = resident()
        build, opened = {"plain dict": as_dict, "SQLite": as_sqlite, "index": as_index}[name]
        state, built = (timed if name == "plain dict" else aside)(build, labels, Path(folder))
        start = time.perf_counter()
        look_up = opened(state)
        opening = time.perf_counter() - start
        chosen = random.Random(1).sample(range(labels), SAMPLE)
        hits = [script_of(number) for number in chosen]
        misses = [script_of(labels + number) for number in range(BLOCK)]
        block = misses[LABELLED_IN_BLOCK:] + hits[:LABELLED_IN_BLOCK]
        return {
            "build": built,
            "open": opening * 1e3,
            "hit": least(look_up, hits, rounds) / SAMPLE * 1e9,
            "miss": least(look_up, misses, rounds) / BLOCK * 1e9,
            "block": least(look_up, block, rounds) * 1e3,
            "memory": (resident() - before) / 1e6,
            **({"disk": state.stat().st_size / 1e6} if isinstance(state, Path) else {}),
        }


def timed(build: Callable[[int, Path], Any], labels: int, folder: Path) -> tuple[Any, float]:
    """What is built, and the CPU seconds that it took."""
    start = time.process_time()
    return build(labels, folder), time.process_time() - start


def aside(build: Callable[[int, Path], Any], labels: int, folder: Path) -> tuple[Any, float]:
    """The same in a process of its own, so that what building needs is not taken for what looking up needs."""
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(timed, build, labels, folder).result()


def least(look_up: Callable[[bytes], Any], scripts: list[bytes], rounds: int) -> float:
    """The least CPU seconds that looking all scripts up took."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        for script in scripts:
            look_up(script)
        times.append(time.process_time() - start)
    return min(times)


def script_of(number: int) -> bytes:
    """The script of a number: every kind that has addresses."""
    body = hashlib.sha256(number.to_bytes(8, "big")).digest()
    return (p2pkh(body[:20]), p2sh(body[:20]), p2wpkh(body[:20]), p2wsh(body))[number % 4]


def made_up(labels: int) -> Iterator[tuple[bytes, Label, int]]:
    """Script, what is claimed of it, and line."""
    return ((script_of(number), CLAIMS[number % len(CLAIMS)], number + 2) for number in range(labels))


def build_dict(labels: int, _: Path) -> dict[bytes, tuple[Label, ...]]:
    """As a book of few labels is."""
    return {script: (claim.at(script, line),) for script, claim, line in made_up(labels)}


def build_sqlite(labels: int, folder: Path) -> Path:
    """As a table with the script as its key."""
    path = folder / "labels.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "create table label (script blob primary key, entity text, category text, confidence int, role text, "
            "source text, valid_from text, valid_to text, known_since text, note text, file text, line int) "
            "without rowid"
        )
        rows = (
            (script, claim.entity, claim.category, claim.confidence, claim.role, claim.source, None, None, None,
             claim.note, claim.file, line)
            for script, claim, line in made_up(labels)
        )  # fmt: skip
        connection.executemany(f"insert into label values ({','.join('?' * 12)})", rows)
    connection.close()
    return path


def build_index(labels: int, folder: Path) -> Path:
    """As a book of many labels is."""
    builder = IndexBuilder(Network.MAIN, spool)
    for script, claim, line in made_up(labels):
        builder.keep(script, claim, line)
    entities = [Entity(claim.entity, claim.entity, claim.category) for claim in CLAIMS]
    write_index(folder / "labels.index", lambda out: builder.finish(out, SOURCES, entities, ()))
    return folder / "labels.index"


def open_sqlite(path: Path) -> Callable[[bytes], Any]:
    """Ready to look up, with the statement prepared."""
    connection = sqlite3.connect(path)
    return lambda script: connection.execute("select * from label where script = ?", (script,)).fetchone()


def open_built(path: Path) -> Callable[[bytes], Any]:
    """Ready to look up, with the checksum proven."""
    index = open_index(path, SOURCES)
    assert index is not None
    return index.get


as_dict = (build_dict, lambda scripts: scripts.get)
as_sqlite = (build_sqlite, open_sqlite)
as_index = (build_index, open_built)


def from_csv(labels: int, folder: Path) -> float:
    """CPU seconds from CSV text with addresses to a book that is ready."""
    table = folder / "labels.csv"
    with table.open("w") as out:
        out.write("address,entity,entity_type,role,confidence,source\n")
        for script, claim, _ in made_up(labels):
            address = address_for_script(script, Network.MAIN)
            out.write(f"{address},{claim.entity},exchange,reserve,0.80,made up\n")
    start = time.process_time()
    load_label_book(None, [table], Network.MAIN, folder / "labels.index")
    return time.process_time() - start


def resident() -> int:
    """Bytes of this process that are in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096


if __name__ == "__main__":
    main()
