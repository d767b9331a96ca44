"""How long a raw block takes from bytes to hits, beside the bare parse of two known libraries.

    python benchmarks/block_scan.py [--rounds N] [BLOCK…]

BLOCK is a raw mainnet block in consensus serialization. The whole job is what the follower computes per block:
parse and txids, proof (header, merkle root, witness commitment), the script that each input spends, and the
look-up of every output script, sender script and outpoint among 1,000,000 labelled scripts and 10,000 watched
coins. The libraries only parse; they come with the bench group (`uv sync --group bench`).

The contestants take turns within each round, so that a busy moment of the machine meets all of them. Times are
CPU time of this process; ratios are of medians.

Without BLOCK a synthetic one is made: 3,000 unsigned transactions of two P2WPKH inputs and two outputs each, every
tenth spending the one before it, and a coinbase that commits to their witnesses, mined at regtest difficulty.
"""

import argparse
import hashlib
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from monitor.bitcoin.block import Block, parse_block
from monitor.bitcoin.compact_size import compact_size, read_compact_size
from monitor.bitcoin.hashes import internal, sha256d
from monitor.bitcoin.header import HEADER_SIZE, parse_header
from monitor.bitcoin.merkle import merkle_root
from monitor.bitcoin.network import PARAMS, ChainParams, Network
from monitor.bitcoin.proof import check_header, prove_block
from monitor.bitcoin.script import p2wpkh
from monitor.bitcoin.transaction import Transaction, TxInput, TxOutput
from monitor.errors import ProofError

LABELS = 1_000_000
COINS = 10_000
LABELLED_IN_BLOCK = 100
"""So many outputs of the block itself are labelled, so that there are hits."""
WHOLE_JOB = "whole job"

Labels = Mapping[bytes, int]
Contestants = Mapping[str, Callable[[], object]]


def main() -> None:
    """Time every block given, or the synthetic one."""
    parser = argparse.ArgumentParser(description="Time the scan of raw blocks.")
    parser.add_argument("blocks", nargs="*", type=Path, metavar="BLOCK")
    parser.add_argument("--rounds", type=int, default=11)
    given = parser.parse_args()
    labels = {script: number for number, script in enumerate(made_up_scripts(LABELS))}
    coins = {number.to_bytes(36, "big"): number for number in range(COINS)}
    for name, raw, params in blocks(given.blocks):
        block = parse_block(raw)
        labels.update(dict.fromkeys(block.output_scripts[:LABELLED_IN_BLOCK], 0))
        entries = {**our_parts(block, params, labels, coins), **peers(raw)}
        print(f"{name}: {len(raw) / 1e6:.2f} MB, {len(block.txids):,} transactions, {LABELS:,} labels")
        report(len(raw), race(entries, given.rounds))


def blocks(paths: list[Path]) -> Iterator[tuple[str, bytes, ChainParams]]:
    """Name, bytes and network of each block to time."""
    if not paths:
        yield "synthetic block", synthetic_block(), PARAMS[Network.REGTEST]
    for path in paths:
        yield path.name, path.read_bytes(), PARAMS[Network.MAIN]


def our_parts(block: Block, params: ChainParams, labels: Labels, coins: Labels) -> Contestants:
    """The whole job, and its parts by themselves."""
    senders = block.sender_scripts()
    return {
        WHOLE_JOB: lambda: whole_job(block.raw, params, labels, coins),
        "  parse and txids": lambda: parse_block(block.raw),
        "  proof": lambda: prove_block(block, params, expected_hash=block.header.block_hash),
        "  senders": block.sender_scripts,
        "  match": lambda: match(block, senders, labels, coins),
    }


def whole_job(raw: bytes, params: ChainParams, labels: Labels, coins: Labels) -> int:
    """From bytes to the number of hits."""
    block = parse_block(raw)
    prove_block(block, params, expected_hash=block.header.block_hash)
    return match(block, block.sender_scripts(), labels, coins)


def match(block: Block, senders: list[bytes | None], labels: Labels, coins: Labels) -> int:
    """The number of hits among outputs, senders and outpoints."""
    paid = [index for index, script in enumerate(block.output_scripts) if script in labels]
    sent = [index for index, script in enumerate(senders) if script in labels]
    spent = [index for index, outpoint in enumerate(block.outpoints) if outpoint in coins]
    return len(paid) + len(sent) + len(spent)


def peers(raw: bytes) -> Contestants:
    """The bare parse by the libraries of the bench group."""
    from bitcoin.core import CBlock  # noqa: PLC0415 - the synthetic block and its job do without the group
    from embit.transaction import Transaction as EmbitTransaction  # noqa: PLC0415 - likewise

    def embit_parse() -> None:
        count, start = read_compact_size(raw, HEADER_SIZE, "transactions")
        stream = BytesIO(raw[start:])
        for _ in range(count):
            EmbitTransaction.read_from(stream)

    return {
        "embit, bare parse": embit_parse,
        "python-bitcoinlib, bare parse": lambda: CBlock.deserialize(raw),
    }


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


def report(size: int, seconds: Mapping[str, list[float]]) -> None:
    """One line per contestant; the ratio says how many times the whole job fits into it."""
    ours = statistics.median(seconds[WHOLE_JOB])
    print(f"{'':32}{'median ms':>10}{'best ms':>10}{'MB/s':>8}{'blocks/s':>10}{'ratio':>8}")
    for name, each in seconds.items():
        median = statistics.median(each)
        print(
            f"{name:32}{median * 1e3:10.1f}{min(each) * 1e3:10.1f}"
            f"{size / median / 1e6:8.1f}{1 / median:10.1f}{median / ours:8.2f}"
        )
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
