"""Breadth: how many miners sell in a month, how many hold, and who has said nothing yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum

from monitor.disclosures.habit import entity_expires_at
from monitor.disclosures.ledger import IssuerLedger
from monitor.disclosures.months import Month
from monitor.disclosures.quiet import QuietDays
from monitor.disclosures.statement import Statement, StatementKind
from monitor.disclosures.taken_back import standing
from monitor.labels.entity import Cadence, Entity
from monitor.labels.vocabulary import Category


class Word(StrEnum):
    """What an issuer says of its sales in one month."""

    SELLS = "sells"
    SELLS_WITHIN_LONGER = "sells_within_longer"
    """It tells of a sale in a longer time that holds days of the month, and not more exactly."""
    HOLDS = "holds"
    """It states that it sold nothing in the whole month."""
    NO_WORD_OF_SALES = "no_word_of_sales"
    """It reports the month's production or holdings, and not whether it sold."""
    NOT_DUE = "not_due"
    """It has said nothing, and its usual time to speak has not passed."""
    SILENT = "silent"
    """It has said nothing, and it has."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """An issuer that said nothing of a month, and the day by which its habit would have it do so."""

    issuer: str
    word: Word
    """Whether that day has passed."""
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
    """Those who have said nothing, the earliest due first."""

    def of(self, word: Word) -> tuple[str, ...]:
        """The issuers of which one word holds."""
        return tuple(issuer for issuer, said in self.words.items() if said is word)

    def awaited_as(self, word: Word) -> tuple[Awaited, ...]:
        """Those who have said nothing of which one word holds."""
        return tuple(each for each in self.awaited if each.word is word)


def breadth(
    ledgers: Iterable[IssuerLedger], month: Month, entities: Mapping[str, Entity], day: date
) -> Breadth:
    """Sort issuers by what they say of a month.

    Args:
        ledgers: of everybody who stated or moved anything.
        month: the month asked for.
        entities: who is known, by slug; the miners among them who disclose regularly are expected to say something.
        day: from which it is looked back.
    """
    known = {ledger.issuer: ledger for ledger in ledgers}
    expected = {slug for slug, entity in entities.items() if _speaks(entity, month)}
    words: dict[str, Word] = {}
    awaited: list[Awaited] = []
    for issuer in sorted({*known, *expected}):
        ledger = known.get(issuer)
        words[issuer] = word_of(ledger, month) if ledger else Word.SILENT
        if words[issuer] is Word.SILENT:
            due = _due(month, entities.get(issuer), ledger)
            words[issuer] = Word.SILENT if due <= day else Word.NOT_DUE
            awaited.append(Awaited(issuer, words[issuer], due, _moved(ledger, month)))
    return Breadth(month, words, tuple(sorted(awaited, key=lambda each: (each.due, each.issuer))))


def _speaks(entity: Entity, month: Month) -> bool:
    habit = entity.disclosure_at(month.last)
    return entity.category is Category.MINER and habit is not None and habit.cadence is not Cadence.NONE


def word_of(ledger: IssuerLedger, month: Month) -> Word:
    """What one issuer says of its sales in a month."""
    quiet = QuietDays.of(standing(ledger.statements))
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


def _due(month: Month, entity: Entity | None, ledger: IssuerLedger | None) -> date:
    at = datetime.combine(month.last, time(), UTC)
    return entity_expires_at(at, entity, ledger.habit if ledger else None).date()


def _moved(ledger: IssuerLedger | None, month: Month) -> int:
    flags = ledger.flags if ledger else ()
    return sum(flag.open_sats for flag in flags if Month.of(flag.at.astimezone(UTC).date()) == month)
