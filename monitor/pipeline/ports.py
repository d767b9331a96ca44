"""The whole outer boundary of the use cases on one screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Utxo:
    """An unspent output as one source tells it: not proven."""

    txid: str
    vout: int
    sats: int


class BlockSource(Protocol):
    """A block explorer, as far as following the chain needs one.

    Hashes and txids are hex in display order. Every method may raise `SourceUnavailable` (try again later),
    `SourceLacks` (no such thing, or not yet) and `SourceDataError` (an answer that cannot be used).
    Nothing that comes back is trusted: the caller proves it.
    """

    @property
    def name(self) -> str:
        """The source's name in logs, alerts and the coverage ledger."""

    async def tip_hash(self) -> str:
        """Hash of the best block this source knows."""

    async def tip_height(self) -> int:
        """Height of the best block; a hint only, it may belong to another chain than `tip_hash`."""

    async def block_hash(self, height: int) -> str:
        """Hash of the block at this height on the source's best chain."""

    async def header(self, block_hash: str) -> bytes:
        """The 80 bytes of a block's header."""

    async def raw_block(self, block_hash: str) -> bytes:
        """The block in consensus serialization."""

    async def raw_transaction(self, txid: str) -> bytes:
        """A transaction in consensus serialization."""

    async def unspent(self, script_pubkey: bytes) -> Sequence[Utxo]:
        """The confirmed unspent outputs of one script."""


@dataclass(frozen=True, slots=True)
class Message:
    """One MQTT message. `topic` is complete, prefix included; the payload is UTF-8 JSON."""

    topic: str
    payload: bytes
    retain: bool


class Publisher(Protocol):
    """Sends messages to the broker."""

    async def publish(self, message: Message) -> None:
        """Return only after the broker acknowledged the message.

        Raises:
            PublishError: refused, lost, or not acknowledged in time; it may have arrived all the same.
        """
