"""The ledger as a whole: every issuer's statements and flags, and what they come to together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from monitor.disclosures.labelled import LabelledPeriod
from monitor.disclosures.ledger import IssuerLedger, issuer_ledger
from monitor.disclosures.ledger_breadth import Breadth, breadth
from monitor.disclosures.ledger_holdings import (
    Holding,
    LabelledHolding,
    labelled_holding,
    stated_holdings,
)
from monitor.disclosures.ledger_production import (
    MonthlyShare,
    SoldOfProduced,
    monthly_shares,
    sold_of_produced,
)
from monitor.disclosures.ledger_sales import Sale, confirmed_sales, largest
from monitor.disclosures.ledger_sums import Sums, Window, sums_of, total
from monitor.disclosures.months import Month
from monitor.disclosures.reconcile import Candidate, OpenTrail, ReconciliationPolicy
from monitor.disclosures.statement import Statement
from monitor.disclosures.unclear import UnclearDocument
from monitor.labels.entity import Entity

_LARGEST = 10
_MONTHS_OF_BREADTH = 3


@dataclass(frozen=True, slots=True)
class Question:
    """What of the ledger is asked for, and on which day.

    Raises:
        ValueError: the month lies in another year than the one asked for.
    """

    today: date
    as_of: date | None = None
    """Only what was told and had moved by the end of this day (UTC); None takes everything."""
    only_month: Month | None = None
    only_year: int | None = None

    def __post_init__(self) -> None:
        if self.only_month and self.only_year not in {None, self.only_month.year}:
            raise ValueError(f"the month {self.only_month} is not in {self.only_year}; ask for one of them")

    @property
    def day(self) -> date:
        """The day from which the ledger looks back."""
        return self.as_of or self.today

    @property
    def year(self) -> int:
        """The year of the largest sales and of the shares of production."""
        return self.only_month.year if self.only_month else self.only_year or self.day.year

    @property
    def month(self) -> Month:
        """The month of which it is asked who sells."""
        if self.only_month:
            return self.only_month
        return Month.of(self.day) if self.year >= self.day.year else Month(self.year, 12)

    @property
    def window(self) -> Window | None:
        """The days to which sums and listed sales are narrowed; None for all."""
        if self.only_month:
            return Window(self.only_month.first, self.only_month.last)
        if self.only_year:
            return Window(date(self.only_year, 1, 1), date(self.only_year, 12, 31))
        return None


@dataclass(frozen=True, slots=True)
class Account:
    """What is on record of one issuer."""

    issuer: str
    statements: tuple[Statement, ...]
    candidates: tuple[Candidate, ...]
    """Its live flags that no reviewer dismissed."""
    deadlines: Mapping[str, datetime | None]
    """By episode, until when its issuer would usually have spoken; None where that is open."""
    trails: tuple[OpenTrail, ...] = ()
    """Its coins that are still on their way."""
    labelled: tuple[LabelledPeriod, ...] = ()
    """What its labelled scripts did in the times of its figures."""
    unclear: tuple[UnclearDocument, ...] = ()
    """Its documents with passages about selling that nobody has understood."""


@dataclass(frozen=True, slots=True)
class OpenEpisode:
    """An episode of which something is neither confirmed nor refuted."""

    episode_id: str
    since: datetime
    """Block time of its earliest such flag."""
    sats: int
    """What of it nobody has spoken of."""
    until: datetime | None
    """When the issuer's usual time to speak ends; None while that is open."""
    expired: bool
    unclear: tuple[UnclearDocument, ...] = ()
    """Documents that may be about it, with passages about selling that nobody has understood."""


@dataclass(frozen=True, slots=True)
class IssuerPage:
    """One issuer's part of the ledger."""

    ledger: IssuerLedger
    sums: Sums
    """Over everything."""
    selected: Sums
    """Over the days that were asked for."""
    sales: tuple[Sale, ...]
    """By period; `selected` narrows these, too."""
    holdings: tuple[Holding, ...]
    labelled: LabelledHolding | None
    """Beside the latest stated balance of which the chain's side is known."""
    production: tuple[SoldOfProduced, ...]
    open_episodes: tuple[OpenEpisode, ...]

    @property
    def issuer(self) -> str:
        """The slug."""
        return self.ledger.issuer


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that companies stated beside everything that was seen."""

    question: Question
    pages: tuple[IssuerPage, ...]
    """One for each issuer that stated or moved anything, by slug."""
    total: Sums
    selected: Sums
    breadth: tuple[Breadth, ...]
    """The month asked for and those before it, latest first."""
    largest: tuple[Sale, ...]
    """Of the year asked for."""
    production: tuple[MonthlyShare, ...]
    """Of the year asked for, by month."""


def whole_ledger(
    accounts: Iterable[Account],
    policy: ReconciliationPolicy,
    entities: Mapping[str, Entity],
    question: Question,
) -> Ledger:
    """Put the ledger together. The order of accounts, statements and flags does not matter.

    Args:
        accounts: one for each issuer that stated or moved anything.
        policy: as for reconciliation, whose result this shows.
        entities: who is known, by slug; see `breadth`.
        question: what is asked for.
    """
    known = [_known(account, question) for account in accounts]
    pages = tuple(
        _page(account, policy, question, entities.get(account.issuer))
        for account in sorted(known, key=_by_issuer)
        if account.statements or account.candidates
    )
    ledgers = [page.ledger for page in pages]
    months = (question.month.after(-back) for back in range(_MONTHS_OF_BREADTH))
    return Ledger(
        question,
        pages,
        total=total(page.sums for page in pages),
        selected=total(page.selected for page in pages),
        breadth=tuple(breadth(ledgers, month, entities, question.day) for month in months),
        largest=largest(
            (sale for ledger in ledgers for sale in confirmed_sales(ledger)), question.year, _LARGEST
        ),
        production=monthly_shares((row for page in pages for row in page.production), question.year),
    )


def _known(account: Account, question: Question) -> Account:
    """What of an account was known on the day of the question.

    A statement without a date of publication counts as told on the last day of its period.
    """
    if question.as_of is None:
        return account
    day = question.as_of
    return replace(
        account,
        statements=tuple(each for each in account.statements if (each.published or each.period_end) <= day),
        candidates=tuple(each for each in account.candidates if each.at.astimezone(UTC).date() <= day),
        unclear=tuple(each for each in account.unclear if each.published <= day),
    )


def _page(
    account: Account, policy: ReconciliationPolicy, question: Question, entity: Entity | None
) -> IssuerPage:
    ledger = issuer_ledger(
        account.issuer,
        account.statements,
        account.candidates,
        policy,
        account.trails,
        labelled=account.labelled,
        entity=entity,
        day=question.day,
    )
    open_episodes = _open_episodes(ledger, account, question.day)
    expired = {each.episode_id for each in open_episodes if each.expired}
    sales, window = confirmed_sales(ledger), question.window
    return IssuerPage(
        ledger,
        sums=sums_of(ledger, sales, expired),
        selected=sums_of(ledger, sales, expired, window),
        sales=tuple(sale for sale in sales if window is None or sale.statement.period_end in window),
        holdings=(held := stated_holdings(ledger.statements)),
        labelled=labelled_holding(held, account.labelled),
        production=sold_of_produced(ledger),
        open_episodes=open_episodes,
    )


def _open_episodes(ledger: IssuerLedger, account: Account, day: date) -> tuple[OpenEpisode, ...]:
    waiting: dict[str, OpenEpisode] = {}
    for flag in ledger.flags:
        if flag.open_sats:
            until = account.deadlines.get(flag.episode_id)
            last = None if until is None else until.astimezone(UTC).date()
            late = last is not None and last <= day
            moved = flag.at.astimezone(UTC).date()
            about = [each for each in account.unclear if each.covers(moved, account.statements, last)]
            made = waiting.setdefault(flag.episode_id, OpenEpisode(flag.episode_id, flag.at, 0, until, late))
            unclear = tuple(dict.fromkeys((*made.unclear, *about)))
            waiting[flag.episode_id] = replace(made, sats=made.sats + flag.open_sats, unclear=unclear)
    return tuple(waiting.values())


def _by_issuer(account: Account) -> str:
    return account.issuer
