"""What is known of a document before it is read, and one statement as its text gives it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from monitor.disclosures.extract.companies.eras import Renaming
from monitor.disclosures.statement import StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of a document before it is read."""

    issuer: str | None = None
    """Slug or name of the filer, who is "we" and "the Company"; None for an article."""
    names: Mapping[str, str]
    """Every known name, former name and ticker, as written → slug."""
    published: date | None = None
    """The day it was filed or posted: what "last month" and dates without a year are counted from."""
    read: date | None = None
    """Of a document of unknown day: one that it is not later than. It completes years and nothing else."""
    url: str | None = None
    """Where it was found; it may tell the day."""
    renamed: Sequence[Renaming] = ()
    """Changes of the companies' names, which tell when a text of unknown day can have been written."""
    title: str | None = None
    """What it is called where it was found, beside its text; it may tell the period that is reported on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One statement as the text gives it: nothing is invented, and what was computed is in `derived`.

    A period is in UTC days, both ends included. A statement of a point in time (holdings, pledge, intent) has
    no start.
    """

    kind: StatementKind
    entity: str | None
    """Slug where known, else the name as printed; None where the text does not tell whose it is."""
    period_start: date | None = None
    """None: the text gives only an end or a point in time."""
    period_end: date | None = None
    sats: int | None = None
    """None where no quantity is given. A `no_sale` has None."""
    approximate: bool = False
    """Of the quantity: "approximately", "over", "nearly"."""
    avg_price_usd: Decimal | None = None
    """USD per BTC."""
    proceeds_usd: Decimal | None = None
    proceeds_usdt: Decimal | None = None
    """Of a sale for USDT, which is not counted as dollars."""
    holdings_after_sats: int | None = None
    """What was held when the period ended, where the text tells it beside a sale, no sale or purchase."""
    purpose: str | None = None
    """What the money was for, in words of ours: "debt repayment", "operating costs", "capital expenditure"."""
    derived: frozenset[str] = frozenset()
    """Names of the fields that were computed and are nowhere printed, such as "sats"."""
    evidence: str
    """The words it rests on: an exact substring of the text."""
    start: int
    """Where the evidence begins in the text, in characters."""
    rule: str
    """Which rule found it, such as "prose.sold" or "table.monthly"; docs/extraction.md explains each."""

    @property
    def end(self) -> int:
        """Where the evidence ends in the text, in characters, exclusive."""
        return self.start + len(self.evidence)
