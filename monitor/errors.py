"""Every error a user or an operator can meet, in one tree.

```
MonitorError                    1   something failed while running
├── ConfigError                 78  a file or key of the configuration is wrong; holds every problem found
├── UsageError                  2   the command line asks for something that is not there
├── AddressError                    a text is no address of this network
├── LabelIndexDamaged               the index of the labels fails a checksum; it has to be made anew
├── BlockError                      bytes are not the block they should be
│   ├── BlockFormatError            truncated or corrupt; names the byte
│   └── ProofError                  well-formed, but not what was asked for
│       └── HeaderTooNew            proven, but dated too far ahead: to be looked at again later
├── SourceError                     an explorer's answer cannot be used; names the source
│   ├── SourceUnavailable           network, timeout, 429, 5xx: worth another try; may carry retry_after
│   ├── SourceLacks                 the source says it has no such thing (yet)
│   ├── SourceCannot                this kind of source does not offer what was asked; another may
│   └── SourceDataError             an answer that cannot be read or contradicts itself
│       └── SourceUnproven          a block or header that fails its proof: the source goes into quarantine
├── UnreadableDocument              a company's document gives no text; names it and says what to do
├── DocumentRefused                 a document or feed that must not be fetched or taken; names the rule
├── StoreError                      the database refused
│   ├── StoreBusy                   another daemon holds this database
│   ├── StoreMissing                there is no database yet
│   ├── StoreTaken                  another daemon has taken this one's place at the database
│   ├── StoreFull                   no room left on the disk
│   └── StoreNewer              78  the database was written by a newer version
└── BrokerError                     the MQTT broker cannot be reached, refused us, or was lost
    └── PublishError                a message was not acknowledged; it stays in the outbox
```

An error is raised where it happens, with `from`, and logged once, where it is handled.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

EXIT_OK = 0
EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_CONFIG = 78
"""EX_CONFIG of sysexits(3); the unit file does not restart on it."""


class MonitorError(Exception):
    """Base of all errors that are reported to a person without a traceback."""

    exit_code = EXIT_FAILED


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in the configuration: where it is, what it is, and what to do about it."""

    where: str
    """A file, a file and line ("labels/x.yaml:12"), a key ("mqtt.port") or an environment variable."""
    what: str
    fatal: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


class ConfigError(MonitorError):
    """The configuration is wrong; `problems` lists everything found, not only the first thing."""

    exit_code = EXIT_CONFIG

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)

    @property
    def in_short(self) -> str:
        """The first problem, and how many there are more."""
        more = len(self.problems) - 1
        return f"{self.problems[0]}{f', and {more} problems more' if more else ''}"


class LabelIndexDamaged(MonitorError):
    """A part of the index of the labels is not what was written there; what it would have answered is unknown."""


class UsageError(MonitorError):
    """The command names something that does not exist or does not fit."""

    exit_code = EXIT_USAGE


class AddressError(MonitorError):
    """A text is no bitcoin address of the network asked for; the message says why."""


class BlockError(MonitorError):
    """Bytes are not the block they should be."""


class BlockFormatError(BlockError):
    """A block or transaction is truncated or corrupt."""

    def __init__(self, offset: int, expected: str) -> None:
        super().__init__(f"at byte {offset}: expected {expected}")
        self.offset = offset
        self.expected = expected


class ProofError(BlockError):
    """A well-formed block does not prove itself: hash, work, merkle root, witness commitment or link."""


class HeaderTooNew(ProofError):
    """A header is dated more than two hours ahead of our clock. It is no fake, and may be good later."""


class SourceError(MonitorError):
    """Reading from an explorer failed."""

    def __init__(self, source: str, what: str) -> None:
        super().__init__(f"{source}: {what}")
        self.source = source
        self.what = what


class SourceUnavailable(SourceError):
    """Network, timeout, 429 or 5xx. `retry_after` is what the source asked for, in seconds."""

    def __init__(self, source: str, what: str, *, retry_after: float | None = None) -> None:
        super().__init__(source, what)
        self.retry_after = retry_after


class SourceLacks(SourceError):
    """The source has no such block, height or transaction; it may only be behind."""


class SourceCannot(SourceError):
    """A kind of source that does not offer what was asked for; asking it again is useless, another may do."""


class SourceDataError(SourceError):
    """The answer is unreadable, contradicts itself, or fails its proof. It is not used."""


class SourceUnproven(SourceDataError):
    """A block or header that fails its proof. Whoever serves such a thing is not asked again for a good while."""


class UnreadableDocument(MonitorError):
    """No text can be had of a document: of a kind that is not read, damaged, locked, without text, or too large.

    `name` is what the caller calls it, `what` says what is wrong and what to do.
    """

    def __init__(self, name: str, what: str) -> None:
        super().__init__(f"{name or 'the document'}: {what}")
        self.name = name
        self.what = what


class Rule(StrEnum):
    """Why a document is refused; refusals are counted by it."""

    ADDRESS = "address"
    """Its address cannot be read, or holds a user or password."""
    SCHEME = "scheme"
    """It is not at an https address."""
    HOST = "host"
    """Its host is not on the allow-list."""
    PRIVATE = "private"
    """Its host is at an address that is not public."""
    REDIRECTS = "redirects"
    """It is always elsewhere."""
    SIZE = "size"
    """It is too long, or empty."""
    TYPE = "type"
    """It is of a kind that is not read."""
    BODY = "body"
    """Its bytes are not what their headers announce."""
    STATUS = "status"
    """The server answered with a status that is no answer."""
    FILE = "file"
    """It is no ordinary file, or its name tells what cannot be."""
    TEXT = "text"
    """No text can be made of it."""
    ISSUER = "issuer"
    """Nobody knows whose it is, or it is another company's."""
    DAY = "day"
    """It is dated on a day that cannot be."""


class DocumentRefused(MonitorError):
    """A document or feed that must not be fetched or taken. Another try would come to the same."""

    def __init__(self, where: str, what: str, rule: Rule) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what
        self.rule = rule


class StoreError(MonitorError):
    """The database refused."""


class StoreBusy(StoreError):
    """Another daemon holds this database."""


class StoreMissing(StoreError):
    """There is no database yet, and it is not to be created: an empty one would look like an all-clear."""


class StoreTaken(StoreError):
    """Another daemon has taken this one's place at the database, and this one must not go on."""


class StoreFull(StoreError):
    """The disk under the database is full; nothing was written."""


class StoreNewer(StoreError):
    """The database was written by a newer version of Minerflow."""

    exit_code = EXIT_CONFIG


class BrokerError(MonitorError):
    """The MQTT broker cannot be reached, refused us, or was lost; the message says which and what to do."""


class PublishError(BrokerError):
    """The broker refused, was lost or did not acknowledge; the message may or may not have arrived."""
