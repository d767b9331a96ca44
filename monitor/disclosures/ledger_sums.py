"""Sums: how much moved, how much of it is spoken for, and what share of disclosed sales was seen on chain."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import UTC, date
from decimal import Decimal
from typing import Self

from monitor.disclosures.ledger import IssuerLedger
from monitor.disclosures.ledger_sales import Sale
from monitor.disclosures.shares import percent


@dataclass(frozen=True, slots=True)
class Window:
    """Days from the first to the last, both included. A sale belongs to it whose period ends in it."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Amounts in satoshis. `moved` = `matched` + `refuted` + `indicative` + `expired`."""

    moved_sats: int = 0
    """What was seen moving to platforms."""
    matched_sats: int = 0
    """What of that a sale accounts for, whenever the sale was."""
    refuted_sats: int = 0
    indicative_sats: int = 0
    """Without a word, and the issuer's usual time to speak has not passed."""
    expired_sats: int = 0
    """Without a word, and it has."""
    disclosed_sats: int = 0
    """What issuers say they sold."""
    seen_sats: int = 0
    """What of that was seen on chain, whenever it moved."""
    approximate: bool = False
    """A stated amount in it is an approximation."""

    @property
    def gap_sats(self) -> int:
        """What was disclosed and not seen."""
        return self.disclosed_sats - self.seen_sats

    @property
    def coverage_pct(self) -> Decimal | None:
        """What share of disclosed sales was seen on chain, to a tenth; None where none is disclosed."""
        return percent(self.seen_sats, self.disclosed_sats)

    def __add__(self, other: Self) -> "Sums":
        return Sums(
            moved_sats=self.moved_sats + other.moved_sats,
            matched_sats=self.matched_sats + other.matched_sats,
            refuted_sats=self.refuted_sats + other.refuted_sats,
            indicative_sats=self.indicative_sats + other.indicative_sats,
            expired_sats=self.expired_sats + other.expired_sats,
            disclosed_sats=self.disclosed_sats + other.disclosed_sats,
            seen_sats=self.seen_sats + other.seen_sats,
            approximate=self.approximate or other.approximate,
        )


def sums_of(
    ledger: IssuerLedger, sales: Iterable[Sale], expired: Container[str], window: Window | None = None
) -> Sums:
    """One issuer's sums.

    Args:
        ledger: the issuer's.
        sales: its `confirmed_sales`.
        expired: the ids of episodes whose issuer has let its time pass.
        window: count only sales and flags of these days; None counts all.
    """
    flags = [flag for flag in ledger.flags if window is None or flag.at.astimezone(UTC).date() in window]
    counted = [sale for sale in sales if window is None or sale.statement.period_end in window]
    late = sum(flag.open_sats for flag in flags if flag.episode_id in expired)
    return Sums(
        moved_sats=sum(flag.sats for flag in flags),
        matched_sats=sum(flag.confirmed_sats for flag in flags),
        refuted_sats=sum(flag.sats for flag in flags if flag.refuted),
        indicative_sats=sum(flag.open_sats for flag in flags) - late,
        expired_sats=late,
        disclosed_sats=sum(sale.counted_sats for sale in counted),
        seen_sats=sum(sale.seen_sats for sale in counted),
        approximate=any(sale.statement.approximate for sale in counted if sale.counted_sats),
    )


def total(sums: Iterable[Sums]) -> Sums:
    """All of them together."""
    return sum(sums, Sums())
