"""How long 72 hours of catch-up take: 432 full blocks from a local server, proven, scanned and committed.

    python -m benchmarks.catch_up [--blocks N] [--transactions N] [--labels N]

The whole follower runs on a real database (SQLite, synchronous=FULL) against an explorer on this machine that serves
blocks of 1.5 MB over HTTP. The peer does much less with the same bytes: httpx downloads one block after the other, and
embit parses it; nothing is proven, looked up or kept. Each of the three is a process of its own, so that CPU time
and peak memory are its own. embit comes with the bench group (`scripts/setup --group bench`).

The blocks are made up: regtest, unsigned P2WPKH payments, the same in every block but for the coinbase.
"""

import argparse
import asyncio
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from monitor.bitcoin.compact_size import compact_size, read_compact_size
from monitor.bitcoin.hashes import display, internal, sha256d
from monitor.bitcoin.header import HEADER_SIZE
from monitor.bitcoin.merkle import merkle_root
from monitor.bitcoin.network import Network
from monitor.bitcoin.script import p2wpkh
from monitor.bitcoin.transaction import Transaction, TxInput, TxOutput
from monitor.config.source_section import SourceSettings
from monitor.labels.vocabulary import Category
from monitor.log import configure_logging
from monitor.opening import open_sources
from monitor.simulation.chain import Chain
from tests.builders import book_of, label
from tests.chain_source import open_house

FIRST_TIME = 1_750_000_000
SPACING_SECONDS = 600
REGTEST_BITS = 0x207FFFFF
SERVING = "serving"


def main() -> None:
    """Run the server, ourselves and the peer, and print what each took."""
    parser = argparse.ArgumentParser(description="Time a catch-up of full blocks.")
    parser.add_argument("--blocks", type=int, default=432)
    parser.add_argument("--transactions", type=int, default=4_000, help="of each block; 4,000 are 1.5 MB")
    parser.add_argument("--labels", type=int, default=10_000)
    parser.add_argument("--role", choices=("server", "minerflow", "peer"), help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.role == "server":
        asyncio.run(serve(FullBlocks(given.blocks, given.transactions)))
    elif given.role == "minerflow":
        _measured(caught_up(given.url, given.labels))
    elif given.role == "peer":
        _measured(downloaded_and_parsed(given.url))
    else:
        compare(given)


def compare(given: argparse.Namespace) -> None:
    """The two contestants, one after the other, against the same server."""
    size = [f"--{name}={getattr(given, name)}" for name in ("blocks", "transactions", "labels")]
    with subprocess.Popen(_command("server", *size), stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            _, url, megabytes = server.stdout.readline().split()
            print(f"{given.blocks} blocks of {megabytes} MB from {url}")
            rows = {role: _run(role, f"--url={url}", *size) for role in ("minerflow", "peer")}
        finally:
            server.terminate()
    print(f"{'':40}{'seconds':>10}{'CPU s':>10}{'peak MB':>10}{'blocks/s':>10}")
    names = {"minerflow": "minerflow: proven, scanned, committed", "peer": "httpx and embit: parsed"}
    for role, row in rows.items():
        print(
            f"{names[role]:40}{row['seconds']:10.1f}{row['cpu']:10.1f}{row['megabytes']:10.0f}"
            f"{given.blocks / row['seconds']:10.1f}"
        )
    ratio = rows["peer"]["seconds"] / rows["minerflow"]["seconds"]
    print(f"minerflow is done in {1 / ratio:.2f} times the time that the peer takes to parse\n")


def _command(role: str, *options: str) -> list[str]:
    return [sys.executable, "-m", "benchmarks.catch_up", f"--role={role}", *options]


def _run(role: str, *options: str) -> dict[str, float]:
    done = subprocess.run(_command(role, *options), check=True, stdout=subprocess.PIPE, text=True)
    measured: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _measured(work) -> None:  # noqa: ANN001 - any coroutine that returns what it used
    used = asyncio.run(work)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": used.seconds, "cpu": used.cpu, "megabytes": peak}))


@dataclass
class Used:
    """What a stretch of work took: seconds of the clock, and of computing by this process in all its threads."""

    seconds: float = 0
    cpu: float = 0

    def __enter__(self) -> Self:
        self.seconds, self.cpu = -time.monotonic(), -time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds += time.monotonic()
        self.cpu += time.process_time()


async def caught_up(url: str, labels: int) -> Used:
    """Follow from block 1 to the tip, as the daemon does after three days; its labels are at hand by then."""
    configure_logging("error")
    scripts = (p2wpkh(sha256(b"miner" + number.to_bytes(4, "big")).digest()[:20]) for number in range(labels))
    actors = [SimpleNamespace(script_pubkey=script) for script in scripts]
    book = book_of(*(label(actor, "mara", Category.MINER) for actor in actors))
    with tempfile.TemporaryDirectory() as directory:
        async with _sources(url) as sources:
            now = datetime.now(UTC)  # noqa: TID251 - a benchmark is no part of the house
            async with open_house(Path(directory) / "db", sources, book, now, start=1) as house:
                with Used() as used:
                    await house.follower.advance()
                async with house.store.read() as tx:
                    tip = await tx.chain.tip()
                assert tip is not None
                assert tip.block_hash == await sources.tip_hash(), "it is not at the tip"
    return used


@asynccontextmanager
async def _sources(url: str) -> AsyncIterator:  # type: ignore[type-arg]
    async with open_sources((SourceSettings(kind="esplora", url=url),), Network.REGTEST) as sources:
        yield sources


async def downloaded_and_parsed(url: str) -> Used:
    """The same blocks, one after the other."""
    from embit.transaction import Transaction as EmbitTransaction  # noqa: PLC0415 - of the bench group

    async with httpx.AsyncClient(base_url=url) as client:
        with Used() as used:
            await _download_and_parse(client, EmbitTransaction)
    return used


async def _download_and_parse(client: httpx.AsyncClient, transaction: Any) -> None:
    tip = int((await client.get("blocks/tip/height")).text)
    for height in range(1, tip + 1):
        block_hash = (await client.get(f"block-height/{height}")).text
        raw = (await client.get(f"block/{block_hash}/raw")).content
        count, start = read_compact_size(raw, HEADER_SIZE, "transactions")
        stream = BytesIO(raw[start:])
        for _ in range(count):
            transaction.read_from(stream)


class FullBlocks:
    """A chain of full blocks that differ in header and coinbase only; no block is held as a whole."""

    def __init__(self, blocks: int, transactions: int) -> None:
        payments = [_payment(number) for number in range(transactions)]
        txids = [internal(each.txid) for each in payments]
        witnesses = merkle_root([bytes(32), *(internal(each.wtxid) for each in payments)])
        self._commitment = bytes.fromhex("6a24aa21a9ed") + sha256d(witnesses + bytes(32))
        self._body = b"".join(each.serialize() for each in payments)
        self._count = compact_size(transactions + 1)
        genesis = Chain().genesis
        self.hashes = [genesis.block_hash]
        self._heads = {genesis.block_hash: genesis.header.raw}
        branch = _branch_of_first(txids)
        for height in range(1, blocks + 1):
            coinbase = self._coinbase(height)
            root = internal(coinbase.txid)
            for sibling in branch:
                root = sha256d(root + sibling)
            header = _solved(internal(self.hashes[-1]), root, FIRST_TIME + height * SPACING_SECONDS)
            self.hashes.append(display(sha256d(header)))
            self._heads[self.hashes[-1]] = header + self._count + coinbase.serialize()

    def raw(self, block_hash: str) -> bytes:
        """A block in consensus serialization."""
        return self._heads[block_hash] + self._body

    def header(self, block_hash: str) -> bytes:
        """Its header."""
        return self._heads[block_hash][:HEADER_SIZE]

    def _coinbase(self, height: int) -> Transaction:
        script_sig = b"\x04" + height.to_bytes(4, "little")
        txin = TxInput("00" * 32, 0xFFFFFFFF, script_sig=script_sig, witness=(bytes(32),))
        return Transaction(2, (txin,), (TxOutput(50 * 10**8, b"\x51"), TxOutput(0, self._commitment)))


def _payment(number: int) -> Transaction:
    signature = bytes.fromhex("30440220" + "11" * 32 + "0220" + "22" * 32 + "01")
    key = b"\x02" + sha256(number.to_bytes(4, "little")).digest()
    scripts = [p2wpkh(sha256(bytes((vout,)) + key).digest()[:20]) for vout in range(2)]
    return Transaction(
        version=2,
        inputs=tuple(TxInput(f"{number + 1:064x}", vout, witness=(signature, key)) for vout in range(2)),
        outputs=tuple(TxOutput(10_000, script) for script in scripts),
    )


def _branch_of_first(others: list[bytes]) -> list[bytes]:
    """What stands beside the way from the first leaf, the coinbase, up to the merkle root."""
    branch, level = [], [bytes(32), *others]
    while len(level) > 1:
        level += level[-1:] * (len(level) % 2)
        branch.append(level[1])
        level = [sha256d(level[at] + level[at + 1]) for at in range(0, len(level), 2)]
    return branch


def _solved(prev_hash: bytes, root: bytes, at: int) -> bytes:
    start = (
        (4).to_bytes(4, "little")
        + prev_hash
        + root
        + at.to_bytes(4, "little")
        + REGTEST_BITS.to_bytes(4, "little")
    )
    nonce = 0
    while sha256d(start + nonce.to_bytes(4, "little"))[-1] > 0x7F:  # noqa: PLR2004 - the easiest target
        nonce += 1
    return start + nonce.to_bytes(4, "little")


async def serve(chain: FullBlocks) -> None:
    """Serve the chain as an Esplora explorer, as far as a catch-up asks for it, until killed."""
    tip = len(chain.hashes) - 1

    def block_hash(request: Request) -> Response:
        height = request.path_params["height"]
        return PlainTextResponse(
            chain.hashes[height] if height <= tip else "Block not found", 200 if height <= tip else 404
        )

    def raw(request: Request) -> Response:
        return Response(chain.raw(request.path_params["name"]), media_type="application/octet-stream")

    routes = {
        "/blocks/tip/hash": lambda _: PlainTextResponse(chain.hashes[tip]),
        "/blocks/tip/height": lambda _: PlainTextResponse(str(tip)),
        "/block-height/{height:int}": block_hash,
        "/block/{name}/raw": raw,
        "/block/{name}/header": lambda request: PlainTextResponse(
            chain.header(request.path_params["name"]).hex()
        ),
    }
    application = Starlette(routes=[Route(path, _asynchronous(answer)) for path, answer in routes.items()])
    server = uvicorn.Server(uvicorn.Config(application, port=0, log_level="critical", http="h11"))
    running = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    print(SERVING, f"http://127.0.0.1:{port}", f"{len(chain.raw(chain.hashes[tip])) / 1e6:.2f}", flush=True)
    await running


def _asynchronous(answer):  # noqa: ANN001, ANN202 - a plain function into a coroutine, so that it stays in the loop
    async def endpoint(request: Request) -> Response:
        return answer(request)

    return endpoint


if __name__ == "__main__":
    main()
