"""What the simulated Blockbook answers to which path (trezor/blockbook, docs/api.md, server/public.go, api/worker.go).

Amounts are decimal strings of satoshis; fields that are empty or zero are left out where Go's `omitempty` does so.
"""

from dataclasses import replace
from typing import Any

from monitor.bitcoin.address import address_for_script, script_for_address
from monitor.bitcoin.network import Network
from monitor.errors import AddressError
from monitor.simulation.answer import Answer, as_json
from monitor.simulation.block import MinedBlock, scripthash
from monitor.simulation.dialect import Dialect, Refusal, Render, is_hash, is_number
from monitor.simulation.mining import NO_VOUT
from monitor.simulation.view import Known, View, moved_by

Json = dict[str, Any]
MOST_ROWS = 1_000
"""On a page of a block's or an address's transactions, and the default."""


def blockbook() -> Dialect:
    """A Blockbook over a node, synchronised."""
    return Dialect("/api/v2", _ROUTES)


def _error(sentence: str, status: int) -> Answer:
    return replace(as_json({"error": sentence}), status=status)


def _block_of(view: View, name: str) -> MinedBlock:
    """A block by hash or by height."""
    found = view.at_height(int(name)) if is_number(name) else view.block(name.lower())
    if found is None:
        raise Refusal(400, "Block not found", _error)
    return found


def _block_index(view: View, name: str = "") -> Answer:
    """The best block for anything that is no height; an empty hash above the tip."""
    found = view.at_height(int(name)) if is_number(name) else view.tip
    return as_json({"blockHash": found.block_hash if found else ""})


def _block(view: View, name: str, page: str = "1") -> Answer:
    found = _block_of(view, name)
    transactions = view.transactions(found)
    paging, rows = _paged(transactions, page, MOST_ROWS)
    following = view.at_height(found.height + 1) if view.is_best(found) else None
    header = found.header
    told = {
        **paging,
        "hash": found.block_hash,
        "previousBlockHash": found.parent.block_hash if found.parent else "",
        "nextBlockHash": following.block_hash if following else "",
        "height": found.height,
        "confirmations": view.tip.height - found.height + 1 if view.is_best(found) else -1,
        "size": len(found.raw),
        "time": header.time,
        "version": header.version,
        "merkleRoot": header.merkle_root,
        "nonce": str(header.nonce),
        "bits": f"{header.bits:08x}",
        "difficulty": "4.656542373906925e-10",
        "txCount": len(transactions),
        "txs": [_transaction(known, view) for known in rows],
    }
    return as_json(_without_empty(told, "previousBlockHash", "nextBlockHash"))


def _transaction_of(view: View, txid: str) -> Known:
    known = view.find(txid.lower()) if is_hash(txid) else None
    # What an orphaned block held is known only where it waits again.
    if known is None or (known.block and not view.is_best(known.block)):
        raise Refusal(400, f"Transaction '{txid}' not found", _error)
    return known


def _full(view: View, txid: str) -> Answer:
    known = _transaction_of(view, txid)
    return as_json({**_transaction(known, view), "hex": known.transaction.serialize().hex()})


def _transaction(known: Known, view: View) -> Json:
    """Without its bytes, as lists have it."""
    block = known.block
    paid = sum(output.sats for output in known.transaction.outputs)
    had = sum(coin.sats for coin in known.spends)
    told: Json = {
        "txid": known.txid,
        "version": known.transaction.version,
        "lockTime": known.transaction.locktime,
        "vin": [_input(known, place) for place in range(len(known.transaction.inputs))],
        "vout": [
            {
                "value": str(output.sats),
                "n": place,
                "hex": output.script_pubkey.hex(),
                **_named(output.script_pubkey),
            }
            for place, output in enumerate(known.transaction.outputs)
        ],
        "blockHash": block.block_hash if block else "",
        "blockHeight": block.height if block else -1,
        "confirmations": view.tip.height - block.height + 1 if block else 0,
        "blockTime": block.header.time if block else 1_770_000_000,
        "value": str(paid),
        "valueIn": str(had),
        "fees": str(had - paid) if known.spends else "0",
    }
    return _without_empty(told, "lockTime", "version", "blockHash")


def _input(known: Known, place: int) -> Json:
    txin = known.transaction.inputs[place]
    if txin.vout == NO_VOUT:
        return {"sequence": txin.sequence, "n": place, "isAddress": False, "coinbase": txin.script_sig.hex()}
    coin = known.spends[place]
    told = {
        "txid": txin.txid,
        "vout": txin.vout,
        "sequence": txin.sequence,
        "n": place,
        **_named(coin.script_pubkey),
        "value": str(coin.sats),
    }
    return _without_empty(told, "vout")


def _named(script_pubkey: bytes) -> Json:
    address = address_for_script(script_pubkey, Network.REGTEST)
    return {"addresses": [address] if address else [], "isAddress": address is not None}


def _without_empty(told: Json, *optional: str) -> Json:
    return {name: value for name, value in told.items() if value or name not in optional}


def _hash_of(address: str) -> str:
    try:
        return scripthash(script_for_address(address, Network.REGTEST))
    except AddressError as error:
        raise Refusal(400, f"Invalid address '{address}', {error}", _error) from None


def _address(view: View, address: str, page: str = "1", pageSize: str = "", details: str = "txids") -> Answer:  # noqa: N803 - its name in the query
    """What waits is listed on page one, on top of it; a page behind the last one is the last one again."""
    hashed = _hash_of(address)
    history, waiting = list(view.history(hashed)), view.waiting(hashed)
    funded, spent = moved_by(history, hashed)
    received, sent = sum(coin.sats for coin in funded), sum(coin.sats for coin in spent)
    told: Json = {
        "address": address,
        "balance": str(received - sent),
        "totalReceived": str(received),
        "totalSent": str(sent),
        "unconfirmedBalance": "0",
        "unconfirmedTxs": len(waiting),
        "txs": len(history),
    }
    if details != "basic":
        size = min(int(pageSize), MOST_ROWS) if is_number(pageSize) else MOST_ROWS
        paging, rows = _paged(history, page, size)
        listed = [*waiting, *rows] if paging["page"] == 1 else rows
        told = {**paging, **told, **_listed(listed, view, details)}
    return as_json(told)


def _listed(rows: list[Known], view: View, details: str) -> Json:
    if not rows:
        return {}
    if details == "txids":
        return {"txids": [known.txid for known in rows]}
    return {"transactions": [_transaction(known, view) for known in rows]}


def _paged(rows: list[Known], page: str, size: int) -> tuple[Json, list[Known]]:
    pages = max(1, -(-len(rows) // size))
    number = min(max(1, int(page)), pages) if is_number(page) else 1
    paging = {"page": number, "totalPages": pages, "itemsOnPage": size}
    return paging, rows[(number - 1) * size : number * size]


def _unspent(view: View, address: str, confirmed: str = "false") -> Answer:
    hashed = _hash_of(address)
    coins = list(view.unspent(hashed))
    rows = [
        {
            "txid": coin.txid,
            "vout": coin.vout,
            "value": str(coin.sats),
            "height": coin.height,
            "confirmations": view.tip.height - coin.height + 1,
        }
        for coin in reversed(coins)
    ]
    if confirmed != "true":
        funded, spent = moved_by(view.waiting(hashed), hashed)
        gone = {coin.outpoint for coin in spent}
        new = [{"txid": c.txid, "vout": c.vout, "value": str(c.sats), "confirmations": 0} for c in funded]
        rows = [row for row in (*new, *rows) if (row["txid"], row["vout"]) not in gone]
    return as_json(rows)


def _status(view: View, path: str = "") -> Answer:  # noqa: ARG001 - any unknown path is told this
    return as_json(
        {
            "blockbook": {"coin": "Regtest", "inSync": True, "bestHeight": view.tip.height},
            "backend": {
                "chain": "regtest",
                "blocks": view.tip.height,
                "bestBlockHash": view.tip.block_hash,
            },
        }
    )


_ROUTES: dict[str, Render] = {
    "/": _status,
    "/block-index/": _block_index,
    "/block-index/{name}": _block_index,
    "/block/{name}{?page}": _block,
    "/rawblock/{name}": lambda view, name: as_json({"hex": _block_of(view, name).raw.hex()}),
    "/tx/{txid}": _full,
    "/tx-specific/{txid}": lambda view, txid: as_json(
        {"txid": txid, "hex": _transaction_of(view, txid).transaction.serialize().hex()}
    ),
    "/address/{address}{?page,pageSize,details}": _address,
    "/utxo/{address}{?confirmed}": _unspent,
    "/{path:path}": _status,
}
