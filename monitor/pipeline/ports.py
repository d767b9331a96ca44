"""The whole outer boundary of the use cases on one screen."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.market.price import Price
from monitor.market.state import Fees, Past


@dataclass(frozen=True, slots=True)
class Utxo:
    """An unspent output as one source tells it: not proven."""

    txid: str
    vout: int
    sats: int


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A transaction that one source lists under a script: not proven."""

    txid: str
    block_hash: str | None
    """The block that holds it; None while unconfirmed."""
    height: int | None = None
    """That block's height as the source tells it: a hint, mempool backends compute a wrong one while they lag."""
    raw: bytes | None = None
    """The whole transaction, where the listing itself holds it: it hashes to the txid."""
    time: datetime | None = None
    """That block's time, aware, where the listing tells it."""


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Part of a script's history, in whatever order the source has it. A short page is no end."""

    entries: tuple[HistoryEntry, ...]
    cursor: str | None
    """What to pass for the next page; None where the source itself says that this is the last."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What one source counts under a script. A count that this source does not keep is None, never 0."""

    transactions: int
    """Confirmed ones."""
    pending: int
    """Unconfirmed ones."""
    funded: int | None = None
    """Confirmed outputs that ever paid the script."""
    spent: int | None = None
    """Those of them that a confirmed transaction spends."""


class Source(Protocol):
    """A block explorer or node: everything that Minerflow asks of one.

    Hashes and txids are hex in display order. Every method may raise `SourceUnavailable` (try again later),
    `SourceLacks` (no such thing, or not yet), `SourceDataError` (an answer that cannot be used) and
    `SourceCannot` (this kind of source does not offer it). Nothing that comes back is trusted: the caller
    proves it, or marks it as one source's word.
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

    async def headers(self, first: int, count: int) -> Sequence[bytes]:
        """Headers of its best chain from a height upwards, 80 bytes each; fewer than `count` at its tip.

        A source may give fewer than asked for in one call, but at least one.
        """

    async def raw_block(self, block_hash: str) -> bytes:
        """The block in consensus serialization."""

    async def raw_transaction(self, txid: str) -> bytes:
        """A transaction in consensus serialization, confirmed or not."""

    async def block_of(self, txid: str) -> str | None:
        """Hash of the block of its best chain that holds a transaction; None where it knows of none."""

    async def unspent(self, script_pubkey: bytes) -> Sequence[Utxo]:
        """The confirmed unspent outputs of one script."""

    async def history(self, script_pubkey: bytes, cursor: str | None = None) -> HistoryPage:
        """One page of the transactions that pay or spend a script; the first one without a cursor."""

    async def totals(self, script_pubkey: bytes) -> Totals:
        """What this source counts under a script, to hold a paged history against."""

    async def pending(self, script_pubkey: bytes) -> Sequence[str]:
        """The txids of unconfirmed transactions that pay or spend a script."""


class Sources(Source, Protocol):
    """Several sources as one: a question goes to the first healthy one, and the next takes over when it fails."""

    def members(self) -> Sequence[Source]:
        """The sources that may be asked now, one by one: the one that serves first, none in quarantine."""

    def pass_over(self) -> None:
        """Let the next one serve: the present one is behind, or lacks what it told of."""

    def quarantine(self, source: str, reason: str) -> None:
        """Ask the source of this name nothing for a good while: it served what fails its proof."""


Favourites = Callable[[int], Awaitable[Sequence[bytes]]]
"""Gives the scripts that matter most, at most so many."""


class Push(Protocol):
    """A channel on which a source calls out that something happened. A hint: it may lie, repeat, and be silent."""

    @property
    def name(self) -> str:
        """The source's name."""

    def calls(self, favourites: Favourites) -> AsyncGenerator[frozenset[bytes], None]:
        """Open the channel, and the scripts under which something happened, as they are named.

        Args:
            favourites: asked now and again which scripts to listen to.

        Raises:
            SourceUnavailable: it cannot be opened, or was lost.
            SourceDataError: it does not speak as it should.
        """


class PriceSource(Protocol):
    """A provider of BTC/USD prices. What it says is one provider's word: the caller judges it."""

    @property
    def name(self) -> str:
        """The provider's name in logs and alerts."""

    async def usd_at(self, moment: datetime) -> Price:
        """The latest price that is not after a moment, as near to it as the provider knows.

        Raises:
            SourceLacks: it has none for that moment, or none now.
            SourceError: it cannot be asked, or answers what cannot be used.
        """


class MiningRecord(Protocol):
    """A provider of figures about past blocks, for as long as our own record does not reach so far back."""

    @property
    def name(self) -> str:
        """The provider's name in logs and alerts."""

    async def recent_fees(self, blocks: int) -> Fees:
        """The mean fees of the last blocks.

        Raises:
            SourceError: it cannot be asked, or answers what cannot be used.
        """

    async def past(self, moment: datetime) -> Past:
        """Difficulty and mean reward in the day before a moment, at most three months ago.

        Raises:
            SourceLacks: it does not know.
            SourceError: it cannot be asked, or answers what cannot be used.
        """


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
