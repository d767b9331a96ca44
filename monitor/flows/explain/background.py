"""What is known besides the transfer: of the counterparty, of the company's own word, of earlier dealings."""

from dataclasses import dataclass, field
from datetime import date

from monitor.flows.evidence import Evidence
from monitor.flows.flag import Flag
from monitor.labels.entity import Entity


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount that the company stated, and the last day it is of."""

    sats: int
    as_of: date


@dataclass(frozen=True, slots=True)
class Pledge:
    """Coins that the company says it pledged, lent or gave into somebody's hands."""

    sats: int | None
    start: date
    end: date
    names_counterparty: bool
    """The statement's words name the counterparty."""


@dataclass(frozen=True, slots=True)
class CompanyWord:
    """What the company stated, as far as it can tell something about one day."""

    holdings: Figure | None = None
    """The latest before that day."""
    production: Figure | None = None
    """The latest of a month; of a longer time, a month's part of it."""
    parted: int = 0
    """Of its latest reports before that day, so many tell of coins it parted with ..."""
    kept: int = 0
    """... and so many say that it parted with none."""
    silent: date | None = None
    """The end of a report's time that covers the day and tells of coins, but not of any it parted with."""
    pledges: tuple[Pledge, ...] = ()
    """Those of about that day."""
    intended: date | None = None
    """When it last announced, within a quarter, what it means to do with coins."""
    filed: date | None = None
    """When it last published, within three days."""


@dataclass(frozen=True, slots=True)
class Background:
    """Everything that arguments are made of, besides the transfer itself."""

    counterparty: Entity | None = None
    word: CompanyWord = field(default_factory=CompanyWord)
    before: tuple[Flag, ...] = ()
    """Earlier flags of the same miner to the same counterparty, whatever became of them."""
    dismissed: bool = False
    """A reviewer has dismissed the episode."""
    evidence: tuple[Evidence, ...] = ()
    """What its statements say of the time without deciding."""
