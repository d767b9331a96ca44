"""How fast and how large the label index is, beside a plain dict and SQLite that hold the same labels.

    python -m benchmarks.label_index [--labels N] [--rounds N] [--only NAME…]

Each contestant works in a process of its own, so that memory is its own. All hold the same made-up labels; a hit gives
the whole label. A block is 6,000 scripts of which 100 are labelled, each to be looked up; that is what the follower
asks. Times of building and looking up are CPU time, of looking up the least of all rounds.

Memory is what is resident after the look-ups, less what the process had before it held any label: of its own (heap),
and as pages of files that it maps, which the system takes back where memory is short. What SQLite reads lies in the
system's cache and is in neither.

"index, from CSV" is the road that the daemon takes: a label file with addresses becomes a book; and for opening, from
label paths and entities file to the first hit, in wall-clock time, in a new process. It is timed three times: as
the daemon finds it, after the label file was touched, so that its content has to be compared, and as it is found then.
At last comes the command `minerflow labels lookup`, and how long it takes where there is a single label.
"""

import argparse
import hashlib
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.network import Network
from monitor.bitcoin.script import p2pkh, p2sh, p2wpkh, p2wsh
from monitor.config.shipped import shipped
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
SETTLED_AFTER = 2.5
"""Seconds after which a file's state vouches for its content."""
FROM_CSV = "index, from CSV"
COLUMNS = {
    "build": "build s", "peak": "peak MB", "open": "open ms", "touched": "touched", "again": "again",
    "heap": "heap MB", "mapped": "mapped MB", "disk": "disk MB", "hit": "hit µs", "miss": "miss µs",
    "block": "block ms",
}  # fmt: skip
CLAIMS = [
    Label(b"", f"e{number}", Category.EXCHANGE, 80, "reserve", "made up", None, None, None, "", "x.csv", 1)
    for number in range(50)
]
AT = datetime(2026, 11, 26, tzinfo=UTC)

Figures = dict[str, float]


def main(arguments: list[str] | None = None) -> None:
    """Race, and print a table."""
    parser = argparse.ArgumentParser(description="Time look-ups of labels.")
    parser.add_argument("--labels", type=int, default=LABELS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", nargs="+", choices=CONTESTANTS, default=list(CONTESTANTS))
    parser.add_argument("--within", choices=CONTESTANTS, help=argparse.SUPPRESS)
    parser.add_argument("--open", nargs=2, type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.open:
        print(json.dumps(opened(*given.open)))
        return
    if given.within:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(CONTESTANTS[given.within](given.labels, given.rounds, Path(folder))))
        return
    print(f"{given.labels:,} labels, load {os.getloadavg()[0]:.1f}")
    print(f"{'':17}" + "".join(f"{title:>10}" for title in COLUMNS.values()))
    for name in given.only:
        row = asked("--within", name, "--labels", str(given.labels), "--rounds", str(given.rounds))
        cells = (f"{row[key]:10,.1f}" if key in row else " " * 10 for key in COLUMNS)
        print(f"{name:17}" + "".join(cells))
        if "command" in row:
            print(f"labels lookup: {row['command']:.2f} s, with a single label {row['bare']:.2f} s")


def asked(*arguments: str) -> Figures:
    """What this module answers in a new process."""
    command = [sys.executable, "-m", "benchmarks.label_index", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: Figures = json.loads(done.stdout)
    return figures


def plain_dict(labels: int, rounds: int, _: Path) -> Figures:
    """As a book of few labels is."""
    before, start = resident(), time.process_time()
    scripts = {script: (claim.at(script, line),) for script, claim, line in made_up(labels)}
    built = time.process_time() - start
    return {"build": built, **looked_up(scripts.get, labels, rounds), **grown(before)}


def sqlite(labels: int, rounds: int, folder: Path) -> Figures:
    """As a table with the script as its key."""
    path, before = folder / "labels.sqlite3", resident()
    built = aside(build_sqlite, labels, path)
    start = time.perf_counter()
    with closing(sqlite3.connect(path)) as connection:

        def look_up(script: bytes) -> object:
            return connection.execute("select * from label where script = ?", (script,)).fetchone()

        look_up(b"")
        opening = (time.perf_counter() - start) * 1e3
        found = looked_up(look_up, labels, rounds)
        return {**built, "open": opening, **found, **grown(before), "disk": path.stat().st_size / 1e6}


def index(labels: int, rounds: int, folder: Path) -> Figures:
    """As a book of many labels is."""
    path, before = folder / "labels.index", resident()
    built = aside(build_index, labels, path)
    start = time.perf_counter()
    found = open_index(path, (), "")
    assert found is not None
    found.get(b"")
    opening = (time.perf_counter() - start) * 1e3
    figures = looked_up(found.get, labels, rounds)
    figures["block"] = least(found.hits, [block_of(labels)], rounds) * 1e3
    return {**built, "open": opening, **figures, **grown(before), "disk": path.stat().st_size / 1e6}


def from_csv(labels: int, _: int, folder: Path) -> Figures:
    """The same from a label file, and how soon it answers when it is wanted again."""
    table, path = folder / "labels.csv", folder / "labels.index"
    with table.open("w") as out:
        out.write("address,entity,entity_type,role,confidence,source\n")
        for script, claim, _ in made_up(labels):
            address = address_for_script(script, Network.MAIN)
            out.write(f"{address},{claim.entity},exchange,reserve,0.80,made up\n")
    time.sleep(SETTLED_AFTER)
    built = aside(build_book, table, path)
    opening = [asked("--open", str(table), str(path))["ms"]]
    table.touch()
    time.sleep(SETTLED_AFTER)
    opening += [asked("--open", str(table), str(path))["ms"] for _ in range(2)]
    single = folder / "single.csv"
    single.write_text("address,entity,entity_type\n51,e1,exchange\n")
    return {
        **built,
        **dict(zip(("open", "touched", "again"), opening, strict=True)),
        "disk": path.stat().st_size / 1e6,
        "command": command_seconds(table, path),
        "bare": command_seconds(single, folder / "none.index"),
    }


CONTESTANTS: dict[str, Callable[[int, int, Path], Figures]] = {
    "plain dict": plain_dict,
    "SQLite": sqlite,
    "index": index,
    FROM_CSV: from_csv,
}


def opened(table: Path, path: Path) -> Figures:
    """Wall-clock milliseconds from the label paths to the first hit."""
    start = time.perf_counter()
    book, _ = load_label_book(shipped("entities.yaml"), [table], Network.MAIN, path)
    hit = book.attribute(script_of(4321), AT)
    milliseconds = (time.perf_counter() - start) * 1e3
    assert hit is not None
    return {"ms": milliseconds}


def command_seconds(table: Path, path: Path) -> float:
    """Seconds that `minerflow labels lookup` takes, the least of three."""
    config = table.with_suffix(".toml")
    config.write_text(
        f'[labels]\npaths = ["{table}"]\nindex = "{path}"\n[store]\nurl = "sqlite:///{table.with_suffix(".sqlite3")}"\n'
    )
    wanted = address_for_script(script_of(4321), Network.MAIN) or ""
    times = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "monitor", "labels", "lookup", wanted, "-c", str(config)],
            capture_output=True, check=True,
        )  # fmt: skip
        times.append(time.perf_counter() - start)
    return min(times)


def aside(build: Callable[..., None], *arguments: object) -> Figures:
    """Build in a process of its own, so that what that needs is not taken for what looking up needs."""
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(timed, build, *arguments).result()


def timed(build: Callable[..., None], *arguments: object) -> Figures:
    """The CPU seconds that building took, and the most memory."""
    start = time.process_time()
    build(*arguments)
    return {"build": time.process_time() - start, "peak": status("VmHWM")}


def looked_up(look_up: Callable[[bytes], Any], labels: int, rounds: int) -> Figures:
    """Microseconds of a hit and of a miss, milliseconds of a block."""
    hits = [script_of(number) for number in random.Random(1).sample(range(labels), SAMPLE)]
    misses = [script_of(labels + number) for number in range(BLOCK)]
    assert look_up(hits[0])
    assert not look_up(misses[0])
    return {
        "hit": least(look_up, hits, rounds) / SAMPLE * 1e6,
        "miss": least(look_up, misses, rounds) / BLOCK * 1e6,
        "block": least(look_up, block_of(labels), rounds) * 1e3,
    }


def block_of(labels: int) -> list[bytes]:
    """The scripts of a block."""
    return [script_of(number if number < LABELLED_IN_BLOCK else labels + number) for number in range(BLOCK)]


def least(look_up: Callable[[Any], Any], wanted: list[Any], rounds: int) -> float:
    """The least CPU seconds that all look-ups took."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        for each in wanted:
            look_up(each)
        times.append(time.process_time() - start)
    return min(times)


def script_of(number: int) -> bytes:
    """The script of a number: every kind that has addresses."""
    body = hashlib.sha256(number.to_bytes(8, "big")).digest()
    return (p2pkh(body[:20]), p2sh(body[:20]), p2wpkh(body[:20]), p2wsh(body))[number % 4]


def made_up(labels: int) -> Iterator[tuple[bytes, Label, int]]:
    """Script, what is claimed of it, and line."""
    return ((script_of(number), CLAIMS[number % len(CLAIMS)], number + 2) for number in range(labels))


def build_sqlite(labels: int, path: Path) -> None:
    """Fill a table."""
    with closing(sqlite3.connect(path)) as connection, connection:
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


def build_index(labels: int, path: Path) -> None:
    """Make an index file."""
    entities = [Entity(claim.entity, claim.entity, claim.category) for claim in CLAIMS]
    with closing(IndexBuilder(Network.MAIN, spool)) as builder:
        for label in made_up(labels):
            builder.keep((label,))
        write_index(path, lambda out: builder.finish(out, entities, ()), (), "")


def build_book(table: Path, path: Path) -> None:
    """Make an index file from a label file."""
    load_label_book(shipped("entities.yaml"), [table], Network.MAIN, path)


def resident() -> Figures:
    """Megabytes of this process that are in memory: of its own, and as pages of files."""
    return {"heap": status("RssAnon"), "mapped": status("RssFile")}


def grown(before: Figures) -> Figures:
    """By how much that has grown."""
    return {name: now - before[name] for name, now in resident().items()}


def status(name: str) -> float:
    """A line of what the kernel says of this process, in megabytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    kilobytes = next(line.split()[1] for line in lines if line.startswith(name + ":"))
    return int(kilobytes) * 1024 / 1e6


if __name__ == "__main__":
    main()
