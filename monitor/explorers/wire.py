"""The JSON of Esplora and of mempool backends, by the names it has there.

Fields that Minerflow has no use for are ignored. Where the two kinds of source differ, both are read:

- `scriptpubkey_address` of an output without one is left out (Esplora) or empty (mempool): None here. What an
  output pays is its `scriptpubkey`; the address is only its text form.
- A coinbase input has a txid of zeros and vout 4294967295 (Esplora), or an empty txid and vout 0 (mempool):
  ask for `Vin.outpoint`.
- The prevout of an ordinary input can be null ("lazy"). Its amount is then unknown, not zero.
- `block_height` of a mempool backend is computed from its tip, wrong while that lags; `block_hash` is right.

Sources: Blockstream/esplora API.md; mempool/mempool backend 3.3.1.
"""

from binascii import unhexlify
from collections.abc import Callable
from typing import Annotated, Literal, Self, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from monitor.explorers.shapes import HEIGHT_LIMIT, ShapeError
from monitor.money import MAX_SATS

_T = TypeVar("_T")


def _unhex(text: object) -> bytes:
    if not isinstance(text, str):
        raise ValueError("should be hex text")  # noqa: TRY004 - pydantic collects ValueError only
    return unhexlify(text)


Hash = Annotated[str, StringConstraints(pattern="^[0-9a-fA-F]{64}$", to_lower=True)]
"""A txid or block hash in display order, lower case."""
Sats = Annotated[int, Field(ge=0, le=MAX_SATS)]
Height = Annotated[int, Field(ge=0, lt=HEIGHT_LIMIT)]
Index = Annotated[int, Field(ge=0, le=0xFFFFFFFF)]
Count = Annotated[int, Field(ge=0)]
Script = Annotated[bytes, PlainValidator(_unhex)]
Address = Annotated[str | None, BeforeValidator(lambda text: text or None)]


class Wire(BaseModel):
    """Strict in types (no floats or strings for integers), tolerant of fields that come on top."""

    model_config = ConfigDict(frozen=True, strict=True, extra="ignore")


class Status(Wire):
    """Where a transaction stands on the source's best chain; block fields are there only when confirmed."""

    confirmed: bool
    block_height: Height | None = None
    block_hash: Hash | None = None
    block_time: Count | None = None
    """Seconds since 1970, from the block's header."""


class Vout(Wire):
    """An output: what it pays, in satoshis, and to which script."""

    value: Sats
    scriptpubkey: Script
    scriptpubkey_address: Address = None


class Vin(Wire):
    """An input."""

    is_coinbase: bool
    txid: Hash | Literal[""]
    vout: Index
    prevout: Vout | None = None

    @model_validator(mode="after")
    def _spends_something(self) -> Self:
        if not self.is_coinbase and not self.txid:
            raise ValueError("an input that is no coinbase should name a txid")
        return self

    @property
    def outpoint(self) -> tuple[str, int] | None:
        """Txid and vout of the output it spends; None for a coinbase."""
        return None if self.is_coinbase else (self.txid, self.vout)


class Tx(Wire):
    """A transaction. Some pages of some Esplora versions leave the status out."""

    txid: Hash
    vin: tuple[Vin, ...]
    vout: tuple[Vout, ...]
    status: Status | None = None


class Outspend(Wire):
    """Whether an output is spent; a mempool backend does not say by what."""

    spent: bool
    txid: Hash | None = None
    vin: Index | None = None
    status: Status | None = None


class UtxoRow(Wire):
    """An unspent output of an address; unconfirmed ones are listed too."""

    txid: Hash
    vout: Index
    value: Sats
    status: Status


class Stats(Wire):
    """Totals of an address, sums in satoshis.

    Of a mempool backend over Electrum only `tx_count` means the same: its other counts are 0, and its funded
    sum is the balance.
    """

    tx_count: Count
    funded_txo_count: Count
    funded_txo_sum: Count
    spent_txo_count: Count
    spent_txo_sum: Count


class AddressInfo(Wire):
    """An address's totals, on chain and in the source's mempool."""

    address: str | None = None
    """None where the script was asked for by its hash."""
    chain_stats: Stats
    mempool_stats: Stats


class BlockInfo(Wire):
    """A block without its transactions. Times are seconds since 1970."""

    id: Hash
    height: Height
    previousblockhash: Hash | None = None
    """None for the genesis block."""
    merkle_root: Hash
    timestamp: Count
    mediantime: Count
    tx_count: Count


def json_reader(kind: type[_T]) -> Callable[[bytes], _T]:
    """A reader of JSON answers of one kind; it raises `ShapeError`, which says where an answer departs."""
    adapter = TypeAdapter(kind)

    def read(body: bytes) -> _T:
        try:
            return adapter.validate_json(body)
        except ValidationError as error:
            raise ShapeError(_first_fault(error)) from error

    return read


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False, include_context=False)[0]
    where = ".".join(str(step) for step in fault["loc"])
    return f"at {where}: {fault['msg']}" if where else fault["msg"]


read_tx = json_reader(Tx)
read_txs = json_reader(tuple[Tx, ...])
"""A page of an address's or a block's transactions."""
read_status = json_reader(Status)
read_outspends = json_reader(tuple[Outspend, ...])
read_utxos = json_reader(tuple[UtxoRow, ...])
read_address = json_reader(AddressInfo)
read_block = json_reader(BlockInfo)
read_blocks = json_reader(tuple[BlockInfo, ...])
read_txids = json_reader(tuple[Hash, ...])
