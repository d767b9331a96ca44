"""What mempool servers answer to which path: mempool.space, and a backend of one's own over an Electrum server.

mempool.space is mempool/electrs with paths of mempool's own beside it. A backend of one's own has fewer paths,
other pages, and no 404 for blocks; it is told as nginx serves it, below /api (mempool/mempool, backend 3.3.1).
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from typing import Any

from monitor.bitcoin.address import script_for_address
from monitor.bitcoin.network import Network
from monitor.errors import AddressError
from monitor.simulation import esplora_json
from monitor.simulation.answer import Answer, as_json, octets, text
from monitor.simulation.block import MinedBlock, scripthash
from monitor.simulation.dialect import Dialect, Refusal, Render, is_hash, is_number
from monitor.simulation.esplora_json import Json
from monitor.simulation.esplora_routes import (
    RAW_BLOCK,
    Habits,
    addressed,
    esplora_routes,
    missing,
    page_of,
    unspent,
)
from monitor.simulation.view import Known, View

ROWS = 10
"""On a page of an address's transactions, of a backend over Electrum."""
BLOCKS_PER_PAGE = 15
MOST_ROWS = 50
"""On a page of mempool.space, confirmed or not."""


def mempool_space() -> Dialect:
    """mempool.space: errors and pages of electrs, `after_txid`, and /v1/blocks."""
    routes = {**esplora_routes(Habits()), **_V1}
    for by in addressed():
        routes[f"/{by[0]}/{{name}}/txs{{?after_txid}}"] = _merged(by[1])
        del routes[f"/{by[0]}/{{name}}/txs"]
    return Dialect("/api", {**routes, "/{path:path}": missing}, raw_block=RAW_BLOCK)


def _merged(hash_of: Callable[[str], str]) -> Render:
    def render(view: View, name: str, after_txid: str = "") -> Answer:
        """What waits, then what is confirmed; without a cursor what waits is listed twice, by mistake."""
        hashed = hash_of(name)
        waiting = view.waiting(hashed)
        rows = [*waiting, *view.history(hashed)]
        if not after_txid:
            return page_of(view, [*waiting, *rows][:MOST_ROWS])
        txids = [known.txid for known in rows]
        if after_txid not in txids:
            raise Refusal(422, "after_txid not found")
        following = rows[txids.index(after_txid) + 1 :]
        return page_of(view, following[: Habits().transactions])

    return render


def _v1_blocks(view: View, start: str = "") -> Answer:
    """Going down from a height. One above the tip shortens the page by what it lies above; rubbish empties it."""
    if start and not is_number(start):
        return as_json([])
    beyond = max(0, int(start) - view.tip.height) if start else 0
    first = view.at_height(int(start)) if start else view.tip
    ancestry = (first or view.tip).ancestry()
    return as_json([_block(block) for block in islice(ancestry, max(0, BLOCKS_PER_PAGE - beyond))])


def _block(block: MinedBlock) -> Json:
    pool = {"id": 0, "name": "Unknown", "slug": "unknown", "minerNames": None}
    reward = sum(output.sats for output in block.transactions[0].outputs)
    return {**esplora_json.block(block), "extras": {"reward": reward, "pool": pool, "orphans": []}}


_V1: dict[str, Render] = {"/v1/blocks": _v1_blocks, "/v1/blocks/{start}": _v1_blocks}


def mempool_over_electrum() -> Dialect:
    """A backend of one's own over an Electrum server."""
    return Dialect("/api", _OVER_ELECTRUM, raw_block=RAW_BLOCK)


def _error(sentence: str, status: int) -> Answer:
    return replace(as_json({"error": sentence}), status=status)


def _served_block(view: View, block_hash: str) -> MinedBlock:
    if not is_hash(block_hash):
        raise Refusal(501, "Invalid block hash", _error)
    block = view.block(block_hash.lower())
    if block is None:
        # Its node knows no such block, which it tells no better than a node that is down.
        raise Refusal(500, "Failed to get block", _error)
    return block


def _block_at(view: View, height: str) -> Answer:
    block = view.at_height(int(height)) if is_number(height) else None
    if block is None:
        raise Refusal(500, "Failed to get block at height", _error)
    return replace(text(block.block_hash), content_type="text/html; charset=utf-8")


def _served_transaction(view: View, txid: str) -> Known:
    if not is_hash(txid):
        raise Refusal(501, "Invalid transaction ID", _error)
    known = view.find(txid.lower())
    if known is None:
        raise Refusal(404, "No such mempool or blockchain transaction", _error)
    return known


def _transaction(known: Known, view: View) -> Json:
    told = esplora_json.transaction(known, view)
    for vin in told["vin"]:
        vin.setdefault("witness", [])
        if vin["is_coinbase"]:
            vin.update(txid="", vout=0)
    for vout in told["vout"]:
        vout.setdefault("scriptpubkey_address", "")
    return told


def _hash_of_address(address: str) -> str:
    try:
        return scripthash(script_for_address(address, Network.REGTEST))
    except AddressError:
        raise Refusal(400, "Invalid Bitcoin address") from None


def _rows(view: View, hashed: str) -> list[Known]:
    """Newest block first, but inside a block as it is; a child of what waits comes last of all."""
    unmined = {known.txid for known in view.unmined}
    waiting = view.waiting(hashed)
    chained = [known for known in waiting if any(coin.txid in unmined for coin in known.spends)]
    history = sorted(view.history(hashed), key=_electrum_order)
    return [*(known for known in waiting if known not in chained), *history, *chained]


def _electrum_order(known: Known) -> tuple[int, int]:
    assert known.block is not None, "the history of a script is confirmed"
    return -known.block.height, known.position


def _history(view: View, address: str, after_txid: str = "") -> Answer:
    """A page of ten, from page one on again after a cursor that is unknown or the first row."""
    rows = _rows(view, _hash_of_address(address))
    txids = [known.txid for known in rows]
    place = txids.index(after_txid) if after_txid in txids else 0
    first = place + 1 if place else 0
    return as_json([_transaction(known, view) for known in rows[first : first + ROWS]])


def _totals(view: View, address: str) -> Answer:
    """Only the numbers of transactions mean anything; the funded sum is the balance."""
    hashed = _hash_of_address(address)
    balance = sum(coin.sats for coin in view.unspent(hashed))
    confirmed, waiting = sum(1 for _ in view.history(hashed)), len(view.waiting(hashed))
    return as_json(
        {
            "address": address,
            "chain_stats": _stats(confirmed, balance),
            "mempool_stats": _stats(waiting, 0),
            "electrum": True,
        }
    )


def _stats(transactions: int, sats: int) -> dict[str, Any]:
    return {
        "tx_count": transactions,
        "funded_txo_count": 0,
        "funded_txo_sum": sats,
        "spent_txo_count": 0,
        "spent_txo_sum": 0,
    }


def _no_route(view: View, path: str) -> Answer:  # noqa: ARG001 - whatever the chain holds
    page = f"<!DOCTYPE html>\n<html><body><pre>Cannot GET /api/v1/{path}</pre></body></html>\n"
    return Answer(page.encode(), 404, "text/html; charset=utf-8")


_OVER_ELECTRUM: dict[str, Render] = {
    "/blocks/tip/height": lambda view: text(str(view.tip.height)),
    "/blocks/tip/hash": lambda view: text(view.tip.block_hash),
    "/blocks": _v1_blocks,
    "/blocks/{start}": _v1_blocks,
    **_V1,
    "/block-height/{height}": _block_at,
    "/block/{block_hash}": lambda view, block_hash: as_json(_block(_served_block(view, block_hash))),
    "/block/{block_hash}/header": lambda view, block_hash: text(
        _served_block(view, block_hash).header.raw.hex()
    ),
    RAW_BLOCK: lambda view, block_hash: octets(_served_block(view, block_hash).raw),
    "/block/{block_hash}/txids": lambda view, block_hash: as_json(_served_block(view, block_hash).txids),
    "/tx/{txid}": lambda view, txid: as_json(_transaction(_served_transaction(view, txid), view)),
    "/tx/{txid}/hex": lambda view, txid: text(_served_transaction(view, txid).transaction.serialize().hex()),
    "/tx/{txid}/status": lambda view, txid: as_json(
        esplora_json.transaction_status(_served_transaction(view, txid).block, view)
    ),
    "/mempool/txids": lambda view: as_json([known.txid for known in view.unmined]),
    "/address/{address}": _totals,
    "/address/{address}/txs{?after_txid}": _history,
    "/address/{address}/utxo": lambda view, address: unspent(view, _hash_of_address(address)),
    "/{path:path}": _no_route,
}
