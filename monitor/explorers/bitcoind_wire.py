"""The JSON of Bitcoin Core's REST and RPC, as far as it is read (doc/REST-interface.md, src/rpc/).

Amounts are numbers of BTC with up to eight decimals; they are read as decimals, never as floats.
"""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from monitor.explorers.shapes import ShapeError
from monitor.explorers.wire import Hash, Height, Index, Script, Wire, first_fault
from monitor.money import MAX_SATS, SATS_PER_BTC

T = TypeVar("T")


def _sats(amount: object) -> int:
    if isinstance(amount, bool) or not isinstance(amount, int | Decimal):
        raise ValueError("should be a number of BTC")  # noqa: TRY004 - pydantic collects ValueError only
    if not 0 <= amount <= MAX_SATS // SATS_PER_BTC:
        raise ValueError("should be an amount that can exist")
    sats = Decimal(amount) * SATS_PER_BTC
    if sats != sats.to_integral_value():
        raise ValueError("should be whole satoshis")
    return int(sats)


Btc = Annotated[int, BeforeValidator(_sats)]
"""An amount in satoshis, which is told in BTC."""


class Chain(Wire):
    """The best chain, of `getblockchaininfo` and /rest/chaininfo.json."""

    blocks: Height
    bestblockhash: Hash


class BlockAtHeight(Wire):
    """Of /rest/blockhashbyheight."""

    blockhash: Hash


class Placed(Wire):
    """A transaction: which block holds it, of whatever chain."""

    txid: Hash
    blockhash: Hash | None = None
    confirmations: int = 0
    """Left out by REST; 0 in a block that is not on the best chain."""


class Unspent(Wire):
    """An output that `scantxoutset` found."""

    txid: Hash
    vout: Index
    script_pubkey: Script = Field(validation_alias="scriptPubKey")
    amount: Btc


class Scan(Wire):
    """What `scantxoutset` found; without success it was stopped."""

    success: bool
    unspents: list[Unspent] = Field(default_factory=list)


class RpcFault(Wire):
    """Why a call has no result (src/rpc/protocol.h)."""

    code: int
    message: str = ""


class Reply(Wire):
    """The answer to one call of a batch."""

    id: int
    result: Any = None
    error: RpcFault | None = None


def reader_of(kind: type[T]) -> Callable[[bytes], T]:
    """A reader of JSON answers of one kind; it raises `ShapeError`, which says where an answer departs."""
    check = checker_of(kind)

    def read(body: bytes) -> T:
        try:
            document = json.loads(body, parse_float=Decimal)
        except (ValueError, RecursionError) as error:
            raise ShapeError("expected JSON") from error
        return check(document)

    return read


def checker_of(kind: type[T]) -> Callable[[Any], T]:
    """A reader of what JSON holds; it raises `ShapeError`, which says where it departs."""
    adapter = TypeAdapter(kind)

    def check(document: Any) -> T:
        try:
            return adapter.validate_python(document)
        except ValidationError as error:
            raise ShapeError(first_fault(error)) from error

    return check


read_chain = reader_of(Chain)
read_block_at_height = reader_of(BlockAtHeight)
read_placed = reader_of(Placed)
read_replies = reader_of(list[Reply])
check_chain = checker_of(Chain)
check_hash = checker_of(Hash)
check_script = checker_of(Script)
check_placed = checker_of(Placed)
check_scan = checker_of(Scan)
