"""What the simulated explorer answers to which path (Blockstream/esplora, API.md; mempool/electrs, rest.rs).

The error texts are those of electrs.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice

from monitor.bitcoin.address import script_for_address
from monitor.bitcoin.network import Network
from monitor.errors import AddressError
from monitor.simulation import esplora_json
from monitor.simulation.answer import Answer, as_json, octets, text
from monitor.simulation.block import MinedBlock, scripthash
from monitor.simulation.dialect import Dialect, Refusal, Render, is_hash, is_number
from monitor.simulation.view import Known, View, moved_by

TRANSACTIONS_PER_PAGE = 25
RAW_BLOCK = "/block/{block_hash}/raw"
Addressed = tuple[str, Callable[[str], str]]
"""How a script is named in a path, and what turns such a name into its scripthash."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How many rows a server puts on one page."""

    transactions: int = 25
    unmined: int = 50
    blocks: int = 10


def _blocks(habits: Habits) -> Render:
    def render(view: View, start: str = "") -> Answer:
        """A start that is no height is ignored, as electrs does."""
        first = at_height(view, int(start)) if is_number(start) else view.tip
        return as_json([esplora_json.block(block) for block in islice(first.ancestry(), habits.blocks)])

    return render


def _block_height(view: View, height: str) -> Answer:
    if not is_number(height):
        raise Refusal(400, "Invalid number")
    return text(at_height(view, int(height)).block_hash)


def _block_transactions(view: View, block_hash: str, start: str = "") -> Answer:
    block = _block(view, block_hash)
    first = int(start) if is_number(start) else 0
    if first >= len(block.txids):
        raise Refusal(404, "start index out of range")
    if first % TRANSACTIONS_PER_PAGE:
        raise Refusal(400, f"start index must be a multipication of {TRANSACTIONS_PER_PAGE}")
    return page_of(view, view.transactions(block)[first : first + TRANSACTIONS_PER_PAGE])


def _transaction_status(view: View, txid: str) -> Answer:
    """An unknown transaction is not confirmed, and no error."""
    found = view.find(_hash(txid))
    return as_json(esplora_json.transaction_status(found.block if found else None, view))


def page_of(view: View, transactions: Iterable[Known]) -> Answer:
    """A page of transactions."""
    return as_json([esplora_json.transaction(known, view) for known in transactions])


def _history(view: View, hashed: str, habits: Habits) -> Answer:
    """The newest of what waits, and behind it the first page of what is confirmed."""
    waiting = view.waiting(hashed)[: habits.unmined]
    return page_of(view, [*waiting, *islice(view.history(hashed), habits.transactions)])


def _confirmed(view: View, hashed: str, habits: Habits, last_seen: str = "") -> Answer:
    """A page of confirmed transactions; a `last_seen` that is not among them gives an empty one."""
    history = view.history(hashed)
    if last_seen:
        history = islice(dropwhile(lambda known: known.txid != last_seen, history), 1, None)
    return page_of(view, islice(history, habits.transactions))


def unspent(view: View, hashed: str) -> Answer:
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


def at_height(view: View, height: int) -> MinedBlock:
    """The block at a height of the best chain."""
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


def missing(view: View, path: str) -> Answer:  # noqa: ARG001 - whatever the chain holds
    """What an unknown path is told."""
    raise Refusal(404, f'endpoint does not exist "/{path}"')


def _hash(part: str) -> str:
    if not is_hash(part):
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


def addressed() -> Sequence[Addressed]:
    """The two ways to name a script."""
    return ("address", _scripthash_of_address), ("scripthash", _scripthash)


def script_routes(by: Addressed, habits: Habits) -> dict[str, Render]:
    """The questions about a script, by address or by scripthash."""
    kind, hash_of = by
    return {
        f"/{kind}/{{name}}": lambda view, name: as_json(
            {kind: name, **esplora_json.script_stats(view, hash_of(name))}
        ),
        f"/{kind}/{{name}}/txs": lambda view, name: _history(view, hash_of(name), habits),
        f"/{kind}/{{name}}/txs/chain": lambda view, name: _confirmed(view, hash_of(name), habits),
        f"/{kind}/{{name}}/txs/chain/{{last}}": lambda view, name, last: _confirmed(
            view, hash_of(name), habits, last
        ),
        f"/{kind}/{{name}}/txs/mempool": lambda view, name: page_of(
            view, view.waiting(hash_of(name))[: habits.unmined]
        ),
        f"/{kind}/{{name}}/utxo": lambda view, name: unspent(view, hash_of(name)),
    }


def esplora_routes(habits: Habits) -> dict[str, Render]:
    """All paths of electrs with Esplora's interface, but the one for those that are unknown."""
    return {
        "/blocks": _blocks(habits),
        "/blocks/{start}": _blocks(habits),
        **_PLAIN,
        **{path: render for by in addressed() for path, render in script_routes(by, habits).items()},
    }


def esplora(habits: Habits | None = None) -> Dialect:
    """Blockstream's server, or one's own electrs."""
    routes = {**esplora_routes(habits or Habits()), "/{path:path}": missing}
    return Dialect("/api", routes, raw_block=RAW_BLOCK)


_PLAIN: Mapping[str, Render] = {
    "/blocks/tip/height": lambda view: text(str(view.tip.height)),
    "/blocks/tip/hash": lambda view: text(view.tip.block_hash),
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
}
