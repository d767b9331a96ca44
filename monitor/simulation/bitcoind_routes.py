"""What a simulated Bitcoin Core answers: REST (doc/REST-interface.md, src/rest.cpp) and JSON-RPC (src/rpc/).

RPC is told in batches, as it is asked here: one HTTP status for all, and an error beside each result.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from monitor.money import btc_text
from monitor.simulation.answer import Answer, as_json, octets
from monitor.simulation.block import MinedBlock, scripthash
from monitor.simulation.dialect import Dialect, Refusal, Render, is_hash, is_number
from monitor.simulation.view import Known, View

Json = dict[str, Any]
MOST_HEADERS = 2_000
NOT_FOUND, OUT_OF_RANGE, MISC, NO_METHOD = -5, -8, -1, -32601
"""Codes of Bitcoin Core's errors (src/rpc/protocol.h)."""


@dataclass(frozen=True, slots=True)
class Node:
    """How a node is set up."""

    rest: bool = True
    """-rest"""
    login: str | None = None
    """User and password that RPC asks for, a colon between; without them RPC lets nobody in."""
    txindex: bool = True
    pruned_below: int = 0
    """The lowest height of which it still has the block."""

    def has(self, block: MinedBlock) -> bool:
        """Whether the block is not pruned."""
        return block.height >= self.pruned_below


def bitcoind(node: Node | None = None) -> Dialect:
    """A node with REST and RPC as it is set up."""
    node = node or Node()
    return Dialect(
        "",
        _rest(node) if node.rest else {"/{path:path}": _no_handler},
        raw_block="/rest/block/{block_hash}.bin",
        call=lambda view, body: _batch(node, view, body),
        name_of_call=_first_method,
        login=node.login or "",
    )


def _no_handler(view: View, path: str) -> Answer:  # noqa: ARG001 - whatever was asked
    return Answer(b"", 404, "text/html; charset=ISO-8859-1")


def _rest(node: Node) -> dict[str, Render]:
    def block(view: View, block_hash: str) -> Answer:
        found = _rest_block(view, block_hash)
        if not node.has(found):
            raise Refusal(404, f"{block_hash} not available (pruned data)\r\n")
        return octets(found.raw)

    def transaction(view: View, txid: str) -> Known:
        known = view.find(_rest_hash(txid))
        if known is None or (known.block and not node.txindex):
            raise Refusal(404, f"{txid} not found\r\n")
        return known

    return {
        "/rest/chaininfo.json": lambda view: as_json(_chain(view)),
        "/rest/blockhashbyheight/{height}.json": _rest_block_hash,
        "/rest/headers/{block_hash}.bin{?count}": _rest_headers,
        "/rest/block/{block_hash}.bin": block,
        "/rest/tx/{txid}.bin": lambda view, txid: octets(transaction(view, txid).transaction.serialize()),
        "/rest/tx/{txid}.json": lambda view, txid: as_json(_told(transaction(view, txid))),
        "/{path:path}": _no_handler,
    }


def _rest_hash(part: str) -> str:
    if not is_hash(part):
        raise Refusal(400, f"Invalid hash: {part}\r\n")
    return part.lower()


def _rest_block(view: View, block_hash: str) -> MinedBlock:
    found = view.block(_rest_hash(block_hash))
    if found is None:
        raise Refusal(404, f"{block_hash} not found\r\n")
    return found


def _rest_block_hash(view: View, height: str) -> Answer:
    if not is_number(height):
        raise Refusal(400, f"Invalid height: {height}\r\n")
    found = view.at_height(int(height))
    if found is None:
        raise Refusal(404, "Block height out of range\r\n")
    return as_json({"blockhash": found.block_hash})


def _rest_headers(view: View, block_hash: str, count: str = "5") -> Answer:
    """Going up; none of a block that is unknown or not on the best chain."""
    if not is_number(count) or not 1 <= int(count) <= MOST_HEADERS:
        raise Refusal(
            400, f"Header count is invalid or out of acceptable range (1-{MOST_HEADERS}): {count}\r\n"
        )
    first = view.block(_rest_hash(block_hash))
    if first is None or not view.is_best(first):
        return octets(b"")
    blocks = (view.at_height(height) for height in range(first.height, first.height + int(count)))
    return octets(b"".join(block.header.raw for block in blocks if block))


def _chain(view: View) -> Json:
    tip = view.tip
    return {
        "chain": "regtest",
        "blocks": tip.height,
        "headers": tip.height,
        "bestblockhash": tip.block_hash,
        "difficulty": 4.656542373906925e-10,
        "time": tip.header.time,
        "mediantime": tip.median_time,
        "initialblockdownload": False,
        "pruned": False,
    }


def _btc(sats: int) -> float:
    return float(btc_text(sats))


def _told(known: Known) -> Json:
    """A transaction's JSON, as far as it is asked for."""
    outputs = [
        {"value": _btc(output.sats), "n": place} for place, output in enumerate(known.transaction.outputs)
    ]
    told: Json = {"txid": known.txid, "vout": outputs, "hex": known.transaction.serialize().hex()}
    return {**told, "blockhash": known.block.block_hash} if known.block else told


class _RpcError(Exception):
    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


def _first_method(body: bytes) -> str:
    """The path under which a batch is noted: that of its first call."""
    return f"/rpc/{json.loads(body)[0]['method']}"


def _batch(node: Node, view: View, body: bytes) -> Answer:
    return as_json([_called(node, view, call) for call in json.loads(body)])


def _called(node: Node, view: View, call: Json) -> Json:
    method: Callable[..., Any] = _METHODS.get(call["method"], _no_method)
    try:
        result = method(node, view, *call.get("params", []))
    except _RpcError as error:
        return {"result": None, "error": {"code": error.code, "message": str(error)}, "id": call["id"]}
    return {"result": result, "error": None, "id": call["id"]}


def _no_method(_: Node, _view: View, *_params: object) -> Any:
    raise _RpcError(NO_METHOD, "Method not found")


def _known_block(view: View, block_hash: str) -> MinedBlock:
    found = view.block(block_hash)
    if found is None:
        raise _RpcError(NOT_FOUND, "Block not found")
    return found


def _get_block_hash(_: Node, view: View, height: int) -> str:
    found = view.at_height(height) if height >= 0 else None
    if found is None:
        raise _RpcError(OUT_OF_RANGE, "Block height out of range")
    return found.block_hash


def _get_block(node: Node, view: View, block_hash: str, _verbosity: int) -> str:
    found = _known_block(view, block_hash)
    if not node.has(found):
        raise _RpcError(MISC, "Block not available (pruned data)")
    return found.raw.hex()


def _get_raw_transaction(node: Node, view: View, txid: str, verbosity: int = 0) -> str | Json:
    known = view.find(txid)
    if known is None or (known.block and not node.txindex):
        advice = (
            "No such mempool or blockchain transaction"
            if node.txindex
            else "No such mempool transaction. Use -txindex or provide a block hash to enable blockchain "
            "transaction queries"
        )
        raise _RpcError(NOT_FOUND, f"{advice}. Use gettransaction for wallet transactions.")
    if not verbosity:
        return known.transaction.serialize().hex()
    told = _told(known)
    if known.block:
        best = view.is_best(known.block)
        told["confirmations"] = view.tip.height - known.block.height + 1 if best else 0
    return told


def _scan(_: Node, view: View, action: str, descriptors: Sequence[str]) -> Json:
    if action != "start":
        raise _RpcError(OUT_OF_RANGE, "Invalid action argument")
    scripts = [bytes.fromhex(each.removeprefix("raw(").removesuffix(")")) for each in descriptors]
    coins = [(script, coin) for script in scripts for coin in view.unspent(scripthash(script))]
    unspents = [
        {
            "txid": coin.txid,
            "vout": coin.vout,
            "scriptPubKey": script.hex(),
            "desc": f"raw({script.hex()})#checksum",
            "amount": _btc(coin.sats),
            "coinbase": coin.is_coinbase,
            "height": coin.height,
        }
        for script, coin in coins
    ]
    return {
        "success": True,
        "txouts": len(unspents),
        "height": view.tip.height,
        "bestblock": view.tip.block_hash,
        "unspents": unspents,
        "total_amount": _btc(sum(coin.sats for _, coin in coins)),
    }


_METHODS: Mapping[str, Callable[..., Any]] = {
    "getblockchaininfo": lambda _, view: _chain(view),
    "getblockhash": _get_block_hash,
    "getblockheader": lambda _, view, block_hash, _verbose: _known_block(view, block_hash).header.raw.hex(),
    "getblock": _get_block,
    "getrawtransaction": _get_raw_transaction,
    "scantxoutset": _scan,
}
