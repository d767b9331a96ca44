"""`minerflow scan`: raw blocks to transfers, offline."""

import json
import re
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.markup import escape

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.block import MAX_BLOCK_SIZE, parse_block
from monitor.bitcoin.network import PARAMS, Network
from monitor.bitcoin.proof import prove_block
from monitor.cli.amounts import typed_btc
from monitor.cli.options import AsJson
from monitor.cli.printing import console, moment, print_table, table, words
from monitor.config.shipped import shipped
from monitor.errors import EXIT_FAILED, EXIT_OK, EXIT_USAGE, BlockError, BlockFormatError, UsageError
from monitor.flows.attribute import transfers_of
from monitor.flows.coins import Coin
from monitor.flows.scan import scan_block
from monitor.flows.transfer import Transfer
from monitor.labels.book import LabelBook
from monitor.labels.directory import load_label_book
from monitor.money import btc_for_people

_HEX = re.compile(rb"\s*[0-9a-fA-F\s]+\Z")
_MOST_BYTES = 2 * MAX_BLOCK_SIZE + 1024
"""Of a block in hex, with ends of lines."""


def scan(
    blocks: Annotated[
        list[Path], typer.Argument(metavar="BLOCK", help="Raw blocks, binary or hex; - is stdin.")
    ],
    labels: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="PATH", help="A label file or folder, may be repeated; by default what is shipped."
        ),
    ] = None,
    entities: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Who the companies are; by default what is shipped.")
    ] = None,
    least: Annotated[
        int | None,
        typer.Option(
            "--min-btc", metavar="BTC", parser=typed_btc, help="Leave smaller transfers out; by default none."
        ),
    ] = None,
    network: Annotated[Network, typer.Option(help="The network the blocks are from.")] = Network.MAIN,
    as_json: AsJson = False,
) -> int:
    """Find the transfers from labelled miners to labelled platforms in raw blocks, without any network."""
    book, problems = load_label_book(
        entities or shipped("entities.yaml"), labels or [shipped("labels")], network
    )
    for problem in problems if labels else ():
        print(f"minerflow: {problem}", file=sys.stderr)
    failed = wrong = False
    found: list[Transfer] = []
    coins: dict[bytes, Coin] = {}
    for path in blocks:
        try:
            transfers = [each for each in _transfers(path, book, network, coins) if each.sats >= (least or 0)]
        except (BlockError, UsageError) as error:
            print(f"minerflow: {path}: {error}", file=sys.stderr)
            failed, wrong = failed or isinstance(error, BlockError), True
            continue
        if as_json:
            for transfer in transfers:
                print(json.dumps(_document(transfer, network)))
        found.extend(transfers)
    if not as_json and (found or not wrong):
        _print(found)
    return EXIT_FAILED if failed else EXIT_USAGE if wrong else EXIT_OK


def _transfers(path: Path, book: LabelBook, network: Network, coins: dict[bytes, Coin]) -> Iterator[Transfer]:
    """The transfers of one block. `coins` goes from block to block: what an earlier one paid to a miner is known."""
    try:
        block = parse_block(_bytes(path))
    except BlockFormatError as error:
        raise BlockError(f"it is no raw block, or a damaged one: {error}") from error
    prove_block(block, PARAMS[network], expected_hash=block.header.block_hash)
    findings = scan_block(block, None, book, coins)
    coins.update((coin.outpoint, coin) for coin in findings.created)
    for hit in findings.hits:
        yield from transfers_of(hit, book)


def _bytes(path: Path) -> bytes:
    try:
        with nullcontext(sys.stdin.buffer) if str(path) == "-" else path.open("rb") as opened:
            content = opened.read(_MOST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror}") from error
    if len(content) > _MOST_BYTES:
        raise UsageError(f"it has more than {_MOST_BYTES:,} bytes, and no block has")
    # A raw block begins with its version, which is no hex digit, so the two cannot be mistaken.
    if _HEX.match(content):
        try:
            return bytes.fromhex(content.decode())
        except ValueError as error:
            raise BlockError("looks like hex, but has an odd number of digits") from error
    return content


def _document(transfer: Transfer, network: Network) -> dict[str, Any]:
    """A transfer as the contract prints it. A script without an address form is its hex."""
    return {
        "txid": transfer.txid,
        "block_hash": transfer.block.block_hash,
        "from_entity": transfer.from_entity,
        "to_entity": transfer.to_entity,
        "to_type": transfer.to_type.value,
        "sats": transfer.sats,
        "outputs": [
            {"vout": each.vout, "address": _address(each.script_pubkey, network), "sats": each.sats}
            for each in transfer.outputs
        ],
        "senders": [_address(script, network) for script in transfer.senders],
        "mixed_inputs": transfer.mixed_inputs,
    }


def _address(script_pubkey: bytes, network: Network) -> str:
    return address_for_script(script_pubkey, network) or script_pubkey.hex()


def _print(transfers: list[Transfer]) -> None:
    if not transfers:
        console().print("No transfer from a labelled miner to a labelled platform.")
        return
    made = table("time", "from", "to", "kind", "BTC", "txid", right=("BTC",))
    for each in transfers:
        made.add_row(
            moment(each.block.time), escape(each.from_entity), escape(each.to_entity), words(each.to_type.value),
            btc_for_people(each.sats), each.txid,
        )  # fmt: skip
    print_table(made)
