"""How long a raw block takes from bytes to hits, beside the bare parse of five known libraries.

    python -m benchmarks.block_scan [--rounds N] [BLOCK…]

BLOCK is a raw mainnet block in consensus serialization. The whole job is what the follower computes per block:
parse and txids, proof (header, merkle root, witness commitment), and the scan of outputs and senders against
1,000,000 labelled scripts and 10,000 watched coins. It is done in both ways that `scan_block` knows: with every
miner's coins known by outpoint, and with the script that each input spends derived by hashing. Both find the same.
With trails followed, a thousand parts of them are open, one of which the block spends.

The libraries only parse (ElectrumX hashes txids and wtxids as it goes). They come with the bench group
(`scripts/setup --group bench`); one that is missing is left out, and said so.

The contestants take turns within each round, so that a busy moment of the machine meets all of them. Times are
CPU time of this process; ratios are of medians, and say how many times the whole job fits into the bare parse.
The goal, set for mainnet block 866,342 with coins known, is to be ahead of each and 7 times of python-bitcoinlib.

Without BLOCK a synthetic one is made: 3,000 unsigned transactions of two P2WPKH inputs and two outputs each, every
tenth spending the one before it, and a coinbase that commits to their witnesses, mined at regtest difficulty.
"""

import argparse
import gc
import hashlib
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Any

from monitor.bitcoin.block import Block, parse_block
from monitor.bitcoin.block_senders import inputs_naming, sender_script
from monitor.bitcoin.compact_size import compact_size, read_compact_size
from monitor.bitcoin.hashes import display, internal, sha256d
from monitor.bitcoin.header import HEADER_SIZE, parse_header
from monitor.bitcoin.merkle import merkle_root
from monitor.bitcoin.network import PARAMS, ChainParams, Network
from monitor.bitcoin.proof import check_header, prove_block
from monitor.bitcoin.script import p2wpkh
from monitor.bitcoin.transaction import Transaction, TxInput, TxOutput
from monitor.errors import ProofError
from monitor.flows.coins import Coin
from monitor.flows.learning.candidate import LearningPolicy
from monitor.flows.scan import Findings, scan_block
from monitor.flows.trails.follow import follow_trails
from monitor.flows.trails.held import Held
from monitor.flows.trails.trail import Hop, Pattern, Trail, TrailCoin, TrailPolicy
from monitor.flows.transfer import BlockRef
from monitor.labels.book import LabelBook
from monitor.labels.label import Label
from monitor.labels.vocabulary import Category
from monitor.money import SATS_PER_BTC
from tests.builders import book_of, script_label

LABELS = 1_000_000
LESSONS = LearningPolicy()
COINS = 10_000
PAID_IN_BLOCK = 100
"""So many transactions of the block itself pay a labelled exchange."""
MINED_IN_BLOCK = 3
"""So many of these spend a labelled miner's coins."""
OWNERS = (Category.MINER, Category.EXCHANGE)
TRAIL_PARTS = 1_000
"""So many outputs elsewhere hold a part of a trail, and one in the block."""
BY_OUTPOINT = "whole job, coins known"
FOLLOWED = "whole job, trails followed"
DERIVED = "whole job, senders derived"

Contestants = Mapping[str, Callable[[], object]]


@dataclass(frozen=True)
class Watch:
    """What blocks are scanned for."""

    book: LabelBook
    coins: Mapping[bytes, Coin]
    trails: tuple[Trail, ...]
    parts: tuple[TrailCoin, ...]


def main() -> None:
    """Time every block given, or the synthetic one."""
    parser = argparse.ArgumentParser(description="Time the scan of raw blocks.")
    parser.add_argument("blocks", nargs="*", type=Path, metavar="BLOCK")
    parser.add_argument("--rounds", type=int, default=11)
    given = parser.parse_args()
    parsed = [(name, parse_block(raw), params) for name, raw, params in blocks(given.blocks)]
    watch = watch_for([block for _, block, _ in parsed])
    # The libraries make hundreds of thousands of objects; what we keep must not slow their collection down.
    gc.collect()
    gc.freeze()
    for name, block, params in parsed:
        found = scan_block(block, None, watch.book, watch.coins)
        if scan_block(block, None, watch.book, watch.coins, frozenset()).hits != found.hits:
            raise AssertionError("the two ways to know a sender disagree")
        print(
            f"{name}: {block.size / 1e6:.2f} MB, {len(block.txids):,} transactions, "
            f"{len(watch.book.scripts):,} scripts, {len(found.hits)} hits"
        )
        ours, theirs = our_parts(block, params, watch), peers(block.raw)
        report(block.size, race({**ours, **theirs}, given.rounds), theirs)


def blocks(paths: list[Path]) -> Iterator[tuple[str, bytes, ChainParams]]:
    """Name, bytes and network of each block to time."""
    if not paths:
        yield "synthetic block", synthetic_block(), PARAMS[Network.REGTEST]
    for path in paths:
        yield path.name, path.read_bytes(), PARAMS[Network.MAIN]


def watch_for(
    given: list[Block], number: int = LABELS, as_book: Callable[[Iterable[Label]], LabelBook] | None = None
) -> Watch:
    """So many scripts, of which each block pays some and spends a few whose coins are known."""
    paid = {
        block.output_scripts[block.first_outputs[transaction]]
        for block in given
        for transaction in _some(block, PAID_IN_BLOCK)
    }
    mined = {
        script
        for block in given
        for transaction in _some(block, MINED_IN_BLOCK)
        if (script := sender_script(block, block.first_inputs[transaction]))
    }
    elsewhere = (Coin(f"{number:08x}" + "cc" * 28, 0, b"", 1) for number in range(COINS))
    coins = {each.outpoint: each for each in elsewhere}
    for block in given:
        for index in inputs_naming(block, mined):
            outpoint, script = block.outpoints[index], sender_script(block, index)
            vout = int.from_bytes(outpoint[32:], "little")
            coins[outpoint] = Coin(display(outpoint[:32]), vout, script or b"", 1)
    exchanges = chain(paid - mined, made_up_scripts(number - len(paid | mined)))
    labels = (
        script_label(script, owner.value, owner)
        for owner, scripts in zip(OWNERS, (mined, exchanges), strict=True)
        for script in scripts
    )
    book = as_book(labels) if as_book else book_of(*labels)
    return Watch(book, coins, *trails_for(given))


def trails_for(given: list[Block]) -> tuple[tuple[Trail, ...], tuple[TrailCoin, ...]]:
    """One trail that holds parts elsewhere, and one in each block."""
    at = BlockRef(0, "00" * 32, datetime.fromtimestamp(given[0].header.time, UTC))
    trail = Trail("t", "miner", "t", at, TRAIL_PARTS * SATS_PER_BTC, Pattern.PAYMENT)
    names = [(f"{number:08x}" + "dd" * 28, 0) for number in range(TRAIL_PARTS)]
    for block in given:
        outpoint = block.outpoints[block.first_inputs[-2]]
        names.append((display(outpoint[:32]), int.from_bytes(outpoint[32:], "little")))
    path = (Hop("t", Pattern.PAYMENT, SATS_PER_BTC),)
    sats = 10_000
    parts = (TrailCoin("t", "miner", txid, vout, b"", sats, sats, path, 100, at) for txid, vout in names)
    return (trail,), tuple(parts)


def _some(block: Block, count: int) -> range:
    """The first transactions behind the coinbase."""
    return range(1, min(count + 1, len(block.txids)))


def our_parts(block: Block, params: ChainParams, watch: Watch) -> Contestants:
    """The whole job in both ways, and its parts by themselves."""
    return {
        BY_OUTPOINT: lambda: whole_job(block.raw, params, watch, frozenset()),
        FOLLOWED: following(block.raw, params, watch),
        DERIVED: lambda: whole_job(block.raw, params, watch, None),
        "  parse and txids": lambda: parse_block(block.raw),
        "  proof": lambda: prove_block(block, params, expected_hash=block.header.block_hash),
        "  scan, coins known": lambda: scan_block(block, None, watch.book, watch.coins, frozenset()),
        "  scan, senders derived": lambda: scan_block(block, None, watch.book, watch.coins),
        "  the same, and lessons": lambda: scan_block(block, None, watch.book, watch.coins, learning=LESSONS),
    }


def following(raw: bytes, params: ChainParams, watch: Watch) -> Callable[[], object]:
    """The whole job with trails followed, again and again."""
    held = Held(watch.trails, watch.parts)

    def followed() -> None:
        held.begin(watch.trails[0])
        held.add(watch.parts[TRAIL_PARTS:])  # those that the round before moved on
        whole_job(raw, params, watch, frozenset(), held)

    return followed


def whole_job(
    raw: bytes, params: ChainParams, watch: Watch, unseeded: frozenset[bytes] | None, held: Held | None = None
) -> Findings:
    """From bytes to hits; with what trails hold, also from there to where it went."""
    block = parse_block(raw)
    prove_block(block, params, expected_hash=block.header.block_hash)
    if held is None:
        return scan_block(block, None, watch.book, watch.coins, unseeded, learning=LESSONS)
    policy = TrailPolicy()
    found = scan_block(
        block, None, watch.book, watch.coins, unseeded, outflow_sats=policy.min_sats, learning=LESSONS
    )
    follow_trails(block, found.block, found.hits, held, watch.book, policy)
    return found


def peers(raw: bytes) -> Contestants:
    """The bare parse by the libraries of the bench group, as far as they are installed."""
    parsers: dict[str, Callable[[], object]] = {}
    for name, module, parser in PEERS:
        try:
            parsers[name] = parser(import_module(module), raw)
        except ImportError:
            print(f"{name} is not installed; `scripts/setup --group bench` does it")
    return parsers


def _embit(library: Any, raw: bytes) -> Callable[[], object]:
    count, start = read_compact_size(raw, HEADER_SIZE, "transactions")

    def parse() -> None:
        stream = BytesIO(raw[start:])
        for _ in range(count):
            library.Transaction.read_from(stream)

    return parse


PEERS: tuple[tuple[str, str, Callable[[Any, bytes], Callable[[], object]]], ...] = (
    ("embit", "embit.transaction", _embit),
    (
        "ElectrumX",
        "electrumx.lib.tx",
        lambda library, raw: lambda: library.DeserializerSegWit(raw, start=HEADER_SIZE).read_tx_block(),
    ),
    (
        "btclib",
        "btclib.block",
        lambda library, raw: lambda: library.Block.parse(raw, check_validity=False),
    ),
    ("python-bitcoinlib", "bitcoin.core", lambda library, raw: lambda: library.CBlock.deserialize(raw)),
    ("py-bitcoinkernel", "pbk", lambda library, raw: lambda: library.Block(raw)),
)


def race(contestants: Contestants, rounds: int) -> dict[str, list[float]]:
    """CPU seconds of each contestant in each round; one round before them warms up."""
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(rounds + 1):
        for name, run in contestants.items():
            start = time.process_time()
            run()
            if number:
                seconds[name].append(time.process_time() - start)
    return seconds


def report(size: int, seconds: Mapping[str, list[float]], theirs: Contestants) -> None:
    """One line per contestant, and for each library whether the whole job is done before its parse is."""
    medians = {name: statistics.median(each) for name, each in seconds.items()}
    print(f"{'':30}{'median ms':>10}{'best ms':>10}{'MB/s':>8}{'/ known':>10}{'/ derived':>10}")
    for name, median in medians.items():
        known, derived = median / medians[BY_OUTPOINT], median / medians[DERIVED]
        print(
            f"{name:30}{median * 1e3:10.1f}"
            f"{min(seconds[name]) * 1e3:10.1f}{size / median / 1e6:8.1f}{known:10.2f}{derived:10.2f}"
        )
    for name in theirs:
        ratio = medians[name] / medians[BY_OUTPOINT]
        print(f"{name} takes {ratio:.1f} times as long: we are {'ahead' if ratio > 1 else 'BEHIND'}")
    print()


def made_up_scripts(count: int) -> Iterator[bytes]:
    """Distinct P2WPKH scripts, the same in every run."""
    for number in range(count):
        yield p2wpkh(hashlib.sha256(number.to_bytes(4, "big")).digest()[:20])


def synthetic_block() -> bytes:
    """The block that the module's docstring describes."""
    transactions: list[Transaction] = []
    for number in range(3_000):
        chained = number % 10 == 0 and number > 0
        spent = transactions[-1].txid if chained else f"{number + 1:064x}"
        transactions.append(_payment(number, spent))
    transactions.insert(0, _coinbase(transactions))
    root = merkle_root([internal(each.txid) for each in transactions])
    body = compact_size(len(transactions)) + b"".join(each.serialize() for each in transactions)
    return _mined_header(root) + body


def _payment(number: int, spent: str) -> Transaction:
    signature = bytes.fromhex("30440220" + "11" * 32 + "0220" + "22" * 32 + "01")
    key = b"\x02" + hashlib.sha256(number.to_bytes(4, "little")).digest()
    scripts = (p2wpkh(hashlib.sha256(bytes((vout,)) + key).digest()[:20]) for vout in range(2))
    return Transaction(
        version=2,
        inputs=tuple(TxInput(spent, vout, witness=(signature, key)) for vout in range(2)),
        outputs=tuple(TxOutput(10_000, script) for script in scripts),
    )


def _coinbase(others: list[Transaction]) -> Transaction:
    reserved = bytes(32)
    root = merkle_root([bytes(32), *(internal(each.wtxid) for each in others)])
    commitment = bytes.fromhex("6a24aa21a9ed") + sha256d(root + reserved)
    txin = TxInput("00" * 32, 0xFFFFFFFF, script_sig=b"\x03\x40\x0d\x03", witness=(reserved,))
    return Transaction(2, (txin,), (TxOutput(50 * 10**8, b"\x51"), TxOutput(0, commitment)))


def _mined_header(root: bytes) -> bytes:
    start = (4).to_bytes(4, "little") + bytes(32) + root + (1_700_000_000).to_bytes(4, "little")
    for nonce in range(1 << 32):
        header = start + (0x207FFFFF).to_bytes(4, "little") + nonce.to_bytes(4, "little")
        try:
            check_header(parse_header(header), PARAMS[Network.REGTEST])
        except ProofError:
            continue
        return header
    raise AssertionError("half of all nonces meet this target")


if __name__ == "__main__":
    main()
