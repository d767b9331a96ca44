"""The JSON of Blockbook's API v2 (trezor/blockbook, docs/api.md and api/types.go).

Amounts are texts of decimal satoshis. Fields that are empty or zero may be left out: a vout, a version, the hash of
the block that an unconfirmed transaction is not in.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from monitor.bitcoin.header import write_header
from monitor.explorers.shapes import HEIGHT_LIMIT
from monitor.explorers.wire import NO_BLOCK, Count, Hash, Height, Index, Script, Wire, json_reader
from monitor.money import MAX_SATS


def _whole(text: object) -> int:
    if (
        not isinstance(text, str)
        or not (text.isascii() and text.isdecimal())
        or len(text) > len(str(MAX_SATS))
    ):
        raise ValueError("should be a text of decimal digits")
    return int(text)


def _from_hex(text: object) -> int:
    if not isinstance(text, str) or len(text) != 8:  # noqa: PLR2004 - hex digits of four bytes
        raise ValueError("should be a text of eight hex digits")
    return int(text, 16)


TextSats = Annotated[int, Field(ge=0, le=MAX_SATS), BeforeValidator(_whole)]
TextIndex = Annotated[int, Field(ge=0, le=0xFFFFFFFF), BeforeValidator(_whole)]
HexBits = Annotated[int, BeforeValidator(_from_hex)]
MaybeHash = Hash | Literal[""]
"""Empty above the tip, for which there is no error."""


class BlockIndex(Wire):
    """The hash of the block at a height, or of the best one."""

    block_hash: MaybeHash = Field(validation_alias="blockHash")


class RawBlock(Wire):
    """A block in hex."""

    hex: Script


class Block(Wire):
    """A block; of its transactions nothing is read."""

    hash: Hash
    height: Height = 0
    version: int = 0
    previous: MaybeHash = Field("", validation_alias="previousBlockHash")
    following: MaybeHash = Field("", validation_alias="nextBlockHash")
    merkle_root: Hash = Field(validation_alias="merkleRoot")
    time: Count
    bits: HexBits
    nonce: TextIndex

    @property
    def header(self) -> bytes:
        """The 80 bytes that these fields make; whether they are the header, their hash tells.

        Raises:
            BlockFormatError: the time does not fit.
        """
        return write_header(
            version=self.version,
            prev_hash=self.previous or NO_BLOCK,
            merkle_root=self.merkle_root,
            time=self.time,
            bits=self.bits,
            nonce=self.nonce,
        )


class Output(Wire):
    """An output; only its amount is looked at."""

    value: TextSats = 0


class BlockbookTx(Wire):
    """A transaction. Lists leave its bytes out."""

    txid: Hash
    block_hash: MaybeHash = Field("", validation_alias="blockHash")
    height: Annotated[int, Field(ge=-1, lt=HEIGHT_LIMIT)] = Field(-1, validation_alias="blockHeight")
    time: Count = Field(0, validation_alias="blockTime")
    """Seconds since 1970."""
    confirmations: Count = 0
    vout: tuple[Output, ...] = ()
    hex: Script = b""

    @property
    def block(self) -> str | None:
        """Hash of the block of the best chain that holds it."""
        return self.block_hash or None if self.confirmations else None


class Address(Wire):
    """An address's totals, and a page of its transactions where they were asked for."""

    received: TextSats = Field(0, validation_alias="totalReceived")
    sent: TextSats = Field(0, validation_alias="totalSent")
    waiting: Count = Field(0, validation_alias="unconfirmedTxs")
    confirmed: Count = Field(0, validation_alias="txs")
    page: Count = 1
    pages: Annotated[int, Field(ge=-1)] = Field(1, validation_alias="totalPages")
    """-1 where it does not know."""
    transactions: tuple[BlockbookTx, ...] = ()


class Coin(Wire):
    """An unspent output."""

    txid: Hash
    vout: Index = 0
    value: TextSats = 0
    confirmations: Count = 0


class Best(Wire):
    """How high Blockbook's own index reaches."""

    height: Height = Field(0, validation_alias="bestHeight")


class Status(Wire):
    """Of Blockbook; the node behind it may be ahead."""

    blockbook: Best


read_block_index = json_reader(BlockIndex)
read_raw_block = json_reader(RawBlock)
read_block = json_reader(Block)
read_transaction = json_reader(BlockbookTx)
read_address = json_reader(Address)
read_coins = json_reader(tuple[Coin, ...])
read_system_status = json_reader(Status)
