"""What is worth telling, and how loudly."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from monitor.labels.vocabulary import Category
from monitor.money import SATS_PER_BTC


class Severity(StrEnum):
    """How loudly an episode is told; later is louder."""

    INFO = "info"
    NOTICE = "notice"
    WARNING = "warning"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for `info` to 3 for `critical`."""
        return _ORDER.index(self)


_ORDER = (Severity.INFO, Severity.NOTICE, Severity.WARNING, Severity.CRITICAL)

KEEPING = frozenset({Category.CUSTODIAN, Category.LENDER})
"""Platforms where coins are first of all kept or pledged: a transfer there speaks more softly."""


@dataclass(frozen=True, slots=True)
class Policy:
    """The thresholds of the configuration. All amounts are satoshis."""

    min_sats: int = SATS_PER_BTC
    """A transfer below this is recorded and never flagged."""
    window: timedelta = timedelta(hours=24)
    """A flag this close to the last one of the same miner belongs to the same episode ..."""
    span: timedelta = timedelta(hours=72)
    """... as long as that is no longer than this: a miner that moves coins daily has many stories, not one."""
    notice_sats: int = 10 * SATS_PER_BTC
    warning_sats: int = 100 * SATS_PER_BTC
    critical_sats: int = 1000 * SATS_PER_BTC
    final_depth: int = 6
    """Confirmations after which a flag's stage is `final`."""

    def severity(self, sats: int) -> Severity:
        """The severity of an amount that reached places of trade."""
        if sats >= self.critical_sats:
            return Severity.CRITICAL
        if sats >= self.warning_sats:
            return Severity.WARNING
        if sats >= self.notice_sats:
            return Severity.NOTICE
        return Severity.INFO


def softer(severity: Severity) -> Severity:
    """One step lower, never below `info`."""
    return _ORDER[max(0, severity.rank - 1)]
