"""Answers recorded from a real mempool backend, and a server that gives them again.

The recording is not part of the project: `MINERFLOW_RECORDED_ANSWERS` names a folder of `*.jsonl.gz`, a JSON object
with `path`, `status` and `body`, `body_hex`, `text` or `json` per line. Ten blocks are in it raw; the others are put
together again from their headers and transactions, and prove themselves when they are parsed.
"""

import gzip
import json
import os
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from monitor.bitcoin.compact_size import compact_size
from monitor.bitcoin.script import OP_RETURN, push
from monitor.bitcoin.transaction import Transaction, TxInput, TxOutput
from tests.integration.canned_http import CannedHttp, Said, reply

VARIABLE = "MINERFLOW_RECORDED_ANSWERS"
needs_recording = pytest.mark.skipif(
    VARIABLE not in os.environ, reason=f"{VARIABLE} names no folder of recorded explorer answers"
)

_BLOCK = re.compile(r"/api/block/([0-9a-f]{64})")
_TX_HEX = re.compile(r"/api/tx/([0-9a-f]{64})/hex")
_TX_PAGES = re.compile(r"/api/(tx/[0-9a-f]{64}|(address|block)/\w+/txs(/\d+)?(\?after_txid=\w+)?)")


def recording() -> Path:
    return Path(os.environ[VARIABLE])


@dataclass(frozen=True)
class Recorded:
    """One answer as it came."""

    path: str
    status: int
    content_type: str
    body: bytes

    @property
    def said(self) -> bytes:
        return reply(self.status, self.body, f"Content-Type: {self.content_type}")

    def json(self) -> Any:
        return json.loads(self.body)


def recorded_answers(file: Path) -> Iterator[Recorded]:
    """The answers in one file; what was cut off while recording, or is no answer, is left out."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if isinstance(entry, dict) and entry.get("path"):
                yield _recorded(entry)


def _recorded(entry: dict[str, Any]) -> Recorded:
    headers = entry.get("headers", {})
    content_type = entry.get("content_type") or headers.get("content-type") or "text/plain"
    if "body_hex" in entry:
        body = bytes.fromhex(entry["body_hex"])
    elif "json" in entry:
        body = json.dumps(entry["json"]).encode()
    else:
        body = entry.get("body", entry.get("text")).encode()
    return Recorded(entry["path"], entry["status"], content_type, body)


def rebuilt_blocks(answers: Mapping[str, Recorded]) -> dict[str, bytes]:
    """Raw blocks by hash, orphaned ones included; nothing here is proven."""
    transactions = _transactions(answers.values())
    blocks = {}
    for path, answer in answers.items():
        if found := _BLOCK.fullmatch(path):
            block = answer.json()
            txids = answers[f"{path}/txids"].json()
            served = [transactions.get(txid) or _coinbase(block) for txid in txids]
            header = bytes.fromhex(block["extras"]["header"])
            blocks[found[1]] = header + compact_size(len(served)) + b"".join(served)
    return blocks


def _transactions(answers: Iterator[Recorded]) -> dict[str, bytes]:
    """Every transaction told anywhere; from its hex where that is there, from its JSON otherwise."""
    known: dict[str, bytes] = {}
    for answer in answers:
        if answer.status == 200 and (found := _TX_HEX.fullmatch(answer.path)):
            known[found[1]] = bytes.fromhex(answer.body.decode())
        elif answer.status == 200 and _TX_PAGES.fullmatch(answer.path):
            page = answer.json()
            for told in page if isinstance(page, list) else [page]:
                known.setdefault(told["txid"], _from_json(told).serialize())
    return known


def _from_json(told: dict[str, Any]) -> Transaction:
    return Transaction(
        version=told["version"],
        inputs=tuple(map(_input, told["vin"])),
        outputs=tuple(TxOutput(out["value"], bytes.fromhex(out["scriptpubkey"])) for out in told["vout"]),
        locktime=told["locktime"],
    )


def _input(vin: dict[str, Any]) -> TxInput:
    coinbase = vin["is_coinbase"]
    return TxInput(
        txid="00" * 32 if coinbase else vin["txid"],
        vout=0xFFFFFFFF if coinbase else vin["vout"],
        script_sig=bytes.fromhex(vin["scriptsig"]),
        sequence=vin["sequence"],
        witness=tuple(map(bytes.fromhex, vin["witness"])),
    )


EMPTY_COMMITMENT = bytes.fromhex("aa21a9ede2f61c3f71d1defd3fa999dfa36953755c690689799962b48bebd836974e8cf9")
"""BIP141's commitment to the witnesses of a block that holds nothing but its coinbase."""


def _coinbase(block: dict[str, Any]) -> bytes:
    """The only transaction of a block that was recorded without it, in the shape Bitcoin Core mines on regtest."""
    extras, height = block["extras"], block["height"]
    genesis = height == 0
    pays = TxOutput(extras["reward"], _script(extras["coinbaseSignature"]))
    commits = TxOutput(0, bytes((OP_RETURN,)) + push(EMPTY_COMMITMENT))
    return Transaction(
        version=1 if genesis else 2,
        inputs=(
            TxInput(
                txid="00" * 32,
                vout=0xFFFFFFFF,
                script_sig=bytes.fromhex(extras["coinbaseRaw"]),
                sequence=0xFFFFFFFF if genesis else 0xFFFFFFFE,
                witness=() if genesis else (bytes(32),),
            ),
        ),
        outputs=(pays,) if genesis else (pays, commits),
        locktime=0 if genesis else height - 1,
    ).serialize()


def _script(asm: str) -> bytes:
    """The script behind the assembly of a P2PK or bare multisig output."""
    opcodes = {
        "OP_CHECKSIG": b"\xac",
        "OP_CHECKMULTISIG": b"\xae",
        "OP_PUSHNUM_1": b"\x51",
        "OP_PUSHNUM_2": b"\x52",
    }
    words = [word for word in asm.split() if not word.startswith("OP_PUSHBYTES_")]
    return b"".join(opcodes[word] if word in opcodes else push(bytes.fromhex(word)) for word in words)


@asynccontextmanager
async def serve_recorded(folder: Path) -> AsyncIterator[CannedHttp]:
    """The recorded chain over HTTP, its base address `url` + "/api", as complete as the follower needs it."""
    answers = {answer.path: answer for answer in recorded_answers(folder / "final_state.jsonl.gz")}
    told: dict[str, Said] = {path: answer.said for path, answer in answers.items()}
    for block_hash, raw in rebuilt_blocks(answers).items():
        told.setdefault(f"/api/block/{block_hash}/raw", reply(200, raw))
        told[f"/api/block/{block_hash}/header"] = reply(200, raw[:80].hex().encode())
    for txid, raw in _transactions(iter(answers.values())).items():
        told.setdefault(f"/api/tx/{txid}/hex", reply(200, raw.hex().encode()))
    for path, page in _block_pages(answers).items():
        told.setdefault(path, page)
    async with CannedHttp(told, otherwise=_unknown).serving() as explorer:
        yield explorer


BLOCKS_PER_PAGE = 15


def _block_pages(answers: Mapping[str, Recorded]) -> dict[str, Said]:
    """The pages of /v1/blocks from every height, of which only some were recorded."""
    tip = int(answers["/api/blocks/tip/height"].body)
    hashes = [answers[f"/api/block-height/{height}"].body.decode() for height in range(tip + 1)]
    blocks = [answers[f"/api/block/{block_hash}"].json() for block_hash in hashes]
    pages: dict[str, Said] = {}
    for height in range(tip + BLOCKS_PER_PAGE):
        rows = blocks[max(0, height - BLOCKS_PER_PAGE + 1) : height + 1][::-1]
        pages[f"/api/v1/blocks/{height}"] = reply(200, json.dumps(rows).encode())
    return pages


def _unknown(path: str) -> Said:
    """What the backend says to what it does not know, by kind of path."""
    if path.startswith(("/api/block/", "/api/block-height/")):
        return reply(500, b'{"error":"Failed to get block"}')
    if path.startswith("/api/address/") and not path.endswith(("/txs/mempool", "/txs/chain")):
        return reply(200, b"[]")
    return reply(404, b"Cannot GET this")
