"""What the simulated explorer answers to which path (Blockstream/esplora, API.md; mempool/electrs, rest.rs).

The error texts are those of electrs.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import dropwhile, islice

from monitor.bitcoin.address import script_for_address
from monitor.bitcoin.network import Network
from monitor.errors import AddressError
from monitor.simulation import esplora_json
from monitor.simulation.answer import Answer, as_json, octets, text
from monitor.simulation.block import MinedBlock, scripthash
from monitor.simulation.view import Known, View, moved_by

Render = Callable[..., Answer]
"""Answers with what a view of the chain holds; gets the view, and the parts of the path by name."""
TRANSACTIONS_PER_PAGE = 25
UNMINED_PER_PAGE = 50
BLOCKS_PER_PAGE = 10
RAW_BLOCK = "/block/{block_hash}/raw"
_HASH = re.compile("[0-9a-f]{64}")


class Refusal(Exception):
    """What a request gets instead of what it asked for: a status and a sentence of plain text."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.answer = text(sentence, status)


def _blocks(view: View, start: str = "") -> Answer:
    """A start that is no height is ignored, as electrs does."""
    first = _at_height(view, int(start)) if _is_number(start) else view.tip
    return as_json([esplora_json.block(block) for block in islice(first.ancestry(), BLOCKS_PER_PAGE)])


def _block_height(view: View, height: str) -> Answer:
    if not _is_number(height):
        raise Refusal(400, "Invalid number")
    return text(_at_height(view, int(height)).block_hash)


def _block_transactions(view: View, block_hash: str, start: str = "") -> Answer:
    block = _block(view, block_hash)
    first = int(start) if _is_number(start) else 0
    if first >= len(block.txids):
        raise Refusal(404, "start index out of range")
    if first % TRANSACTIONS_PER_PAGE:
        raise Refusal(400, f"start index must be a multipication of {TRANSACTIONS_PER_PAGE}")
    return _page(view, view.transactions(block)[first : first + TRANSACTIONS_PER_PAGE])


def _transaction_status(view: View, txid: str) -> Answer:
    """An unknown transaction is not confirmed, and no error."""
    found = view.find(_hash(txid))
    return as_json(esplora_json.transaction_status(found.block if found else None, view))


def _page(view: View, transactions: Iterable[Known]) -> Answer:
    return as_json([esplora_json.transaction(known, view) for known in transactions])


def _history(view: View, hashed: str) -> Answer:
    """The newest of what waits, and behind it the first page of what is confirmed."""
    waiting = view.waiting(hashed)[:UNMINED_PER_PAGE]
    return _page(view, [*waiting, *islice(view.history(hashed), TRANSACTIONS_PER_PAGE)])


def _confirmed(view: View, hashed: str, last_seen: str = "") -> Answer:
    """A page of confirmed transactions; a `last_seen` that is not among them gives an empty one."""
    history = view.history(hashed)
    if last_seen:
        history = islice(dropwhile(lambda known: known.txid != last_seen, history), 1, None)
    return _page(view, islice(history, TRANSACTIONS_PER_PAGE))


def _unspent(view: View, hashed: str) -> Answer:
    """Unconfirmed coins too; what an unconfirmed transaction spends is left out."""
    funded, spent = moved_by(view.waiting(hashed), hashed)
    gone = {coin.outpoint for coin in spent}
    rows = [
        *(
            (coin, esplora_json.transaction_status(view.at_height(coin.height), view))
            for coin in view.unspent(hashed)
        ),
        *((coin, esplora_json.transaction_status(None, view)) for coin in funded),
    ]
    return as_json([esplora_json.unspent(coin, status) for coin, status in rows if coin.outpoint not in gone])


def _at_height(view: View, height: int) -> MinedBlock:
    block = view.at_height(height)
    if block is None:
        raise Refusal(404, "Block not found")
    return block


def _block(view: View, block_hash: str) -> MinedBlock:
    block = view.block(_hash(block_hash))
    if block is None:
        raise Refusal(404, "Block not found")
    return block


def _transaction(view: View, txid: str) -> Known:
    found = view.find(_hash(txid))
    if found is None:
        raise Refusal(404, "Transaction not found")
    return found


def _serialized(view: View, txid: str) -> bytes:
    return _transaction(view, txid).transaction.serialize()


def _missing(view: View, path: str) -> Answer:  # noqa: ARG001 - whatever the chain holds
    raise Refusal(404, f'endpoint does not exist "/{path}"')


def _is_number(part: str) -> bool:
    return part.isascii() and part.isdigit()


def _hash(part: str) -> str:
    if not _HASH.fullmatch(part.lower()):
        raise Refusal(400, "Invalid hash string")
    return part.lower()


def _scripthash(part: str) -> str:
    try:
        size = len(bytes.fromhex(part))
    except ValueError:
        raise Refusal(400, "Invalid hex string") from None
    if size != 32:  # noqa: PLR2004 - bytes of SHA-256
        raise Refusal(400, "Invalid scripthash")
    return part.lower()


def _scripthash_of_address(address: str) -> str:
    try:
        return scripthash(script_for_address(address, Network.REGTEST))
    except AddressError:
        raise Refusal(400, "Invalid Bitcoin address") from None


def _script_routes(kind: str, hash_of: Callable[[str], str]) -> dict[str, Render]:
    """The same questions about an address and about a scripthash."""
    return {
        f"/{kind}/{{name}}": lambda view, name: as_json(
            {kind: name, **esplora_json.script_stats(view, hash_of(name))}
        ),
        f"/{kind}/{{name}}/txs": lambda view, name: _history(view, hash_of(name)),
        f"/{kind}/{{name}}/txs/chain": lambda view, name: _confirmed(view, hash_of(name)),
        f"/{kind}/{{name}}/txs/chain/{{last}}": lambda view, name, last: _confirmed(
            view, hash_of(name), last
        ),
        f"/{kind}/{{name}}/txs/mempool": lambda view, name: _page(
            view, view.waiting(hash_of(name))[:UNMINED_PER_PAGE]
        ),
        f"/{kind}/{{name}}/utxo": lambda view, name: _unspent(view, hash_of(name)),
    }


ROUTES: Mapping[str, Render] = {
    "/blocks/tip/height": lambda view: text(str(view.tip.height)),
    "/blocks/tip/hash": lambda view: text(view.tip.block_hash),
    "/blocks": _blocks,
    "/blocks/{start}": _blocks,
    "/block-height/{height}": _block_height,
    "/block/{block_hash}": lambda view, block_hash: as_json(esplora_json.block(_block(view, block_hash))),
    "/block/{block_hash}/header": lambda view, block_hash: text(_block(view, block_hash).header.raw.hex()),
    RAW_BLOCK: lambda view, block_hash: octets(_block(view, block_hash).raw),
    "/block/{block_hash}/txids": lambda view, block_hash: as_json(_block(view, block_hash).txids),
    "/block/{block_hash}/txs": _block_transactions,
    "/block/{block_hash}/txs/{start}": _block_transactions,
    "/block/{block_hash}/status": lambda view, block_hash: as_json(
        esplora_json.block_status(view.block(_hash(block_hash)), view)
    ),
    "/tx/{txid}": lambda view, txid: as_json(esplora_json.transaction(_transaction(view, txid), view)),
    "/tx/{txid}/hex": lambda view, txid: text(_serialized(view, txid).hex()),
    "/tx/{txid}/raw": lambda view, txid: octets(_serialized(view, txid)),
    "/tx/{txid}/status": _transaction_status,
    "/mempool/txids": lambda view: as_json([known.txid for known in view.unmined]),
    **_script_routes("address", _scripthash_of_address),
    **_script_routes("scripthash", _scripthash),
    "/{path:path}": _missing,
}
