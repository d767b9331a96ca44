"""Breadth: how many miners sell in a month, how many hold, and who has said nothing yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from monitor.disclosures.habit import expires_at
from monitor.disclosures.ledger import IssuerLedger
from monitor.disclosures.months import Month
from monitor.disclosures.quiet import QuietDays
from monitor.disclosures.statement import Statement, StatementKind
from monitor.labels.entity import DisclosureHabit


class Word(StrEnum):
    """What an issuer says of its sales in one month."""

    SELLS = "sells"
    SELLS_WITHIN_LONGER = "sells_within_longer"
    """It tells of a sale in a longer time that holds days of the month, and not more exactly."""
    HOLDS = "holds"
    """It states that it sold nothing in the whole month."""
    NO_WORD_OF_SALES = "no_word_of_sales"
    """It reports the month's production or holdings, and not whether it sold."""
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Awaited:
    """An issuer that said nothing of a month, and the day by which its habit would have it do so."""

    issuer: str
    due: date
    moved_sats: int
    """What was seen moving to platforms in the month without a word."""


@dataclass(frozen=True, slots=True)
class Breadth:
    """What all issuers say of one month."""

    month: Month
    words: Mapping[str, Word]
    """By issuer, in order of their slugs."""
    awaited: tuple[Awaited, ...]
    """The silent ones, the earliest due first."""

    def of(self, word: Word) -> tuple[str, ...]:
        """The issuers of which one word holds."""
        return tuple(issuer for issuer, said in self.words.items() if said is word)


def breadth(
    ledgers: Iterable[IssuerLedger], month: Month, habits: Mapping[str, DisclosureHabit | None]
) -> Breadth:
    """Sort issuers by what they say of a month.

    Args:
        ledgers: of everybody who stated or moved anything.
        month: the month asked for.
        habits: how everybody discloses who is expected to say something; whoever has no ledger is silent.
    """
    known = {ledger.issuer: ledger for ledger in ledgers}
    words = {
        issuer: word_of(known[issuer], month) if issuer in known else Word.SILENT
        for issuer in sorted({*known, *habits})
    }
    awaited = [
        Awaited(issuer, _due(month, habits.get(issuer)), _moved(known.get(issuer), month))
        for issuer, word in words.items()
        if word is Word.SILENT
    ]
    return Breadth(month, words, tuple(sorted(awaited, key=lambda each: (each.due, each.issuer))))


def word_of(ledger: IssuerLedger, month: Month) -> Word:
    """What one issuer says of its sales in a month."""
    quiet = QuietDays.of(ledger.statements)
    first, last = month.first.toordinal(), month.last.toordinal()
    longer = False
    for row in ledger.rows:
        stated = row.statement
        if stated.kind is not StatementKind.SALE or row.superseded:
            continue
        days = quiet.outside(stated)
        if first <= days[0][0] and days[-1][1] <= last:
            return Word.SELLS
        adds = row.own_sats > 0 or stated.sats is None
        longer |= adds and any(start <= last and first <= end for start, end in days)
    if any(start <= first and last <= end for start, end in quiet.spans):
        return Word.HOLDS
    if longer:
        return Word.SELLS_WITHIN_LONGER
    reported = any(_reports(each, month) for each in ledger.statements)
    return Word.NO_WORD_OF_SALES if reported else Word.SILENT


def _reports(statement: Statement, month: Month) -> bool:
    return statement.covers(month.last) and (
        statement.kind is StatementKind.PRODUCTION or statement.held_sats is not None
    )


def _due(month: Month, habit: DisclosureHabit | None) -> date:
    return expires_at(datetime.combine(month.last, time(), UTC), habit).date()


def _moved(ledger: IssuerLedger | None, month: Month) -> int:
    flags = ledger.flags if ledger else ()
    return sum(flag.open_sats for flag in flags if Month.of(flag.at.astimezone(UTC).date()) == month)
