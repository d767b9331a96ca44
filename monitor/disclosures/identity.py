"""An issuer's own figures against each other: opening + mined + bought - sold = closing, give or take pledges.

Between two stated balances lies a period. What its production, purchases and sales do not explain of the change
is the remainder. It proves nothing: coins may be pledged, lent, lost or paid to people. It only says where a
look is worth most, beside what the chain shows of the same days. An amount that nobody states is unknown and
counts nothing, so that a remainder above zero is then the least that left untold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, timedelta
from decimal import Decimal
from itertools import pairwise

from monitor.disclosures.labelled import LabelledPeriod
from monitor.disclosures.periods import nested_claims, superseded
from monitor.disclosures.reconcile import Candidate, Reconciliation
from monitor.disclosures.rounding import slack_of
from monitor.disclosures.shares import percent
from monitor.disclosures.statement import Statement, StatementKind
from monitor.disclosures.taken_back import authority

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """An amount that statements tell together."""

    sats: int
    statement_ids: tuple[str, ...]
    slack_sats: int
    """How far rounding may have taken it from the true one, up or down."""
    whole: bool = True
    """Whether these statements speak of every day of the period; always so of a balance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """One issuer's figures for one period. All amounts are satoshis; None is what nobody states."""

    issuer: str
    first_day: date
    """The day after the opening balance."""
    last_day: date
    """The day of the closing balance; both included, UTC."""
    opening: Told
    closing: Told
    mined: Told | None = None
    bought: Told | None = None
    sold: Told | None = None
    """What all sale statements that lie in the period count together."""
    pledged: Told | None = None
    """Newly pledged or lent, less what came back: the change between two stated amounts; negative for a return."""
    unquantified: tuple[str, ...] = ()
    """Sale statements of the period that tell no quantity: they may explain anything."""
    moved_sats: int = 0
    """The chain's view: what was flagged in the period."""
    confirmed_sats: int = 0
    """What of that disclosures account for."""
    refuted_sats: int = 0
    """What of that they exclude."""
    labelled: LabelledPeriod | None = None
    """Likewise: what the issuer's labelled scripts held and did; None where nobody has worked it out."""

    @property
    def statement_ids(self) -> tuple[str, ...]:
        """The statements that it rests on."""
        figures = (self.opening, self.closing, self.mined, self.bought, self.sold, self.pledged)
        return tuple(dict.fromkeys(name for each in figures if each for name in each.statement_ids))

    @property
    def expected_sats(self) -> int:
        """What should be held at the end by the other figures, pledged coins counted as held."""
        return self.opening.sats + _sats(self.mined) + _sats(self.bought) - _sats(self.sold)

    @property
    def remainder_sats(self) -> int:
        """Above zero: so much left that no figure tells of. Below: so much more is held than they explain.

        Some issuers count pledged coins among those they hold, and some do not. Of the two readings the one that
        leaves less unexplained is taken.
        """
        return self._plain_sats - self.put_aside_sats

    @property
    def put_aside_sats(self) -> int:
        """What of the remainder newly pledged and lent coins explain; below zero: what came back."""
        pledged = _sats(self.pledged)
        return pledged if abs(self._plain_sats - pledged) < abs(self._plain_sats) else 0

    @property
    def _plain_sats(self) -> int:
        return self.expected_sats - self.closing.sats

    @property
    def slack_sats(self) -> int:
        """What rounding of the figures can explain."""
        figures = (self.opening, self.closing, self.mined, self.bought, self.sold, self.pledged)
        return sum(each.slack_sats for each in figures if each is not None)

    @property
    def complete(self) -> bool:
        """Whether production is stated for all of the period. Without it the remainder is only the least."""
        return _whole(self.mined)

    @property
    def unexplained_sats(self) -> int:
        """The remainder where it is more than rounding and known to be one, else 0.

        An excess is known to be one where production and purchases are stated for all of the period.
        """
        remainder = self.remainder_sats
        unknown = remainder < 0 and not (self.complete and _whole(self.bought))
        return 0 if unknown or abs(remainder) <= self.slack_sats else remainder

    @property
    def labelled_pct(self) -> Decimal | None:
        """What labelled scripts hold at the end, in percent of what is stated; None where that is not known."""
        if self.labelled is None or not self.labelled.known:
            return None
        return percent(self.labelled.after_sats, self.closing.sats)

    @property
    def labelled_loss_sats(self) -> int:
        """By how much more labelled scripts lost than either the issuer tells or reached platforms; else 0.

        So much went to wallets that nobody has labelled, the issuer's own or others'. A sale without a quantity may
        explain any of it.
        """
        if self.labelled is None or self.unquantified:
            return 0
        told = _sats(self.sold) + max(0, _sats(self.pledged))
        slack = sum(each.slack_sats for each in (self.sold, self.pledged) if each is not None)
        return max(0, self.labelled.loss_sats - max(told + slack, self.moved_sats))


def identities(
    statements: Iterable[Statement],
    candidates: Iterable[Candidate],
    result: Reconciliation,
    labelled: Iterable[LabelledPeriod] = (),
) -> tuple[Identity, ...]:
    """The identity of every period between two stated balances: neighbours, and whatever a statement spans.

    Args:
        statements: everything one issuer stated, as it was reconciled.
        candidates: its flags, as they were reconciled.
        result: what reconciliation made of both.
        labelled: what its labelled scripts did in these periods, as far as that is known.

    Returns:
        By first day, the shorter period first.
    """
    known = _counting(statements)
    beside = {(each.first_day, each.last_day): each for each in labelled}
    flags = list({each.flag_id: each for each in candidates}.values())
    balances = _levels(known, StatementKind.HOLDINGS)
    pledges = _levels(known, StatementKind.PLEDGE)
    made = (
        _identity(known, balances, pledges, opened, closed) for opened, closed in _periods(known, balances)
    )
    return tuple(
        replace(_beside_the_chain(each, flags, result), labelled=beside.get((each.first_day, each.last_day)))
        for each in made
    )


def balance_periods(statements: Iterable[Statement]) -> frozenset[tuple[date, date]]:
    """First and last day of the period of each identity, and each day of a stated balance, as a period of its own."""
    known = _counting(statements)
    balances = _levels(known, StatementKind.HOLDINGS)
    between = ((opened + _DAY, closed) for opened, closed in _periods(known, balances))
    return frozenset((*between, *((day, day) for day in balances)))


def _counting(statements: Iterable[Statement]) -> list[Statement]:
    """Each statement once, without those that another one replaces."""
    given = list({(each.statement_id, each.only): each for each in statements}.values())
    replaced = superseded(given)
    return [each for each in given if each.statement_id not in replaced]


def covering(identities: Iterable[Identity], day: date) -> Identity | None:
    """The identity of the shortest period that holds a day; None where no two balances enclose it."""
    around = [each for each in identities if each.first_day <= day <= each.last_day]
    return min(around, key=lambda each: (each.last_day - each.first_day, each.first_day), default=None)


def _levels(statements: Iterable[Statement], kind: StatementKind) -> dict[date, Statement]:
    """What is stated of each day: of several the company's own, of these the last published, of those the most."""
    levels: dict[date, Statement] = {}
    for each in sorted(statements, key=_telling):
        held = each.held_sats is not None
        if held if kind is StatementKind.HOLDINGS else each.kind is kind and each.sats is not None:
            levels[each.period_end] = each
    return levels


def _telling(statement: Statement) -> tuple[tuple[bool, date], int, bool, str]:
    """Of one amount the statement that tells of nothing else, for it says how exact that is."""
    published, amount, name = _publication(statement)
    return published, amount, statement.kind is StatementKind.HOLDINGS, name


def _publication(statement: Statement) -> tuple[tuple[bool, date], int, str]:
    amount = statement.held_sats if statement.held_sats is not None else statement.sats
    return authority(statement), amount or 0, statement.statement_id


def _periods(
    statements: Iterable[Statement], balances: Mapping[date, Statement]
) -> Sequence[tuple[date, date]]:
    """Days of opening and closing balances."""
    days = sorted(balances)
    found = set(pairwise(days))
    for each in statements:
        opened = each.period_start - _DAY
        if each.days > 1 and opened in balances and each.period_end in balances:
            found.add((opened, each.period_end))
    return sorted(found)


def _identity(
    statements: Sequence[Statement],
    balances: Mapping[date, Statement],
    pledges: Mapping[date, Statement],
    opened: date,
    closed: date,
) -> Identity:
    within = [each for each in statements if opened < each.period_start and each.period_end <= closed]
    first_day = opened + _DAY
    return Identity(
        issuer=balances[opened].issuer,
        first_day=first_day,
        last_day=closed,
        opening=_balance(balances[opened]),
        closing=_balance(balances[closed]),
        mined=_sum(statements, StatementKind.PRODUCTION, first_day, closed),
        bought=_sum(statements, StatementKind.PURCHASE, first_day, closed),
        sold=_sum(statements, StatementKind.SALE, first_day, closed),
        pledged=_pledged(pledges.get(opened), pledges.get(closed)),
        unquantified=tuple(
            sorted(
                each.statement_id for each in within if each.kind is StatementKind.SALE and each.sats is None
            )
        ),
    )


def _balance(statement: Statement) -> Told:
    sats = statement.held_sats or 0
    rounded = statement.approximate and statement.kind is StatementKind.HOLDINGS
    return Told(sats, (statement.statement_id,), slack_of(sats, approximate=rounded))


def _sum(statements: Sequence[Statement], kind: StatementKind, first: date, last: date) -> Told | None:
    """What statements of a kind tell of a period together, no coin counted twice.

    Where those within the period do not speak of all of it, two figures that begin together, such as of six and of
    nine months, tell the time between their ends.
    """
    within = [each for each in statements if first <= each.period_start and each.period_end <= last]
    claims = nested_claims(within, kind)
    silent = [each for each in within if kind is StatementKind.SALE and each.kind is StatementKind.NO_SALE]
    spoken = [*(claim.statement for claim in claims), *silent]
    if not spoken or not _every_day(spoken, first, last):
        between = _between(statements, kind, first, last)
        if between is not None:
            return between
    if not spoken:
        return None
    exact = [each.statement for each in claims if _spans(each.statement, first, last)]
    return Told(
        exact[0].sats or 0 if exact else sum(claim.own_sats for claim in claims),
        tuple(each.statement_id for each in spoken),
        sum(claim.slack_sats for claim in claims),
        whole=_every_day(spoken, first, last),
    )


def _spans(statement: Statement, first: date, last: date) -> bool:
    """Whether it speaks of just this period: then nothing knows better, even where parts tell more."""
    return (statement.period_start, statement.period_end, statement.only) == (first, last, None)


def _between(statements: Iterable[Statement], kind: StatementKind, first: date, last: date) -> Told | None:
    """What was told up to the last day less what was told up to the day before the first, both since one day."""
    told = [each for each in statements if each.kind is kind and each.sats is not None and each.only is None]
    told.sort(key=_publication)
    until = {each.period_start: each for each in told if each.period_end == first - _DAY}
    for whole in reversed(told):
        part = until.get(whole.period_start)
        if whole.period_end == last and part is not None and (whole.sats or 0) >= (part.sats or 0):
            sats = (whole.sats or 0) - (part.sats or 0)
            ids = (part.statement_id, whole.statement_id)
            return Told(sats, ids, part.slack_sats + whole.slack_sats)
    return None


def _every_day(statements: Iterable[Statement], first: date, last: date) -> bool:
    day = first
    for each in sorted(statements, key=lambda each: each.period_start):
        if each.period_start > day:
            return False
        day = max(day, each.period_end + _DAY)
    return day > last


def _pledged(before: Statement | None, after: Statement | None) -> Told | None:
    """How the pledged amount changed, where it is stated at both ends."""
    if before is None or after is None:
        return None
    return Told(
        (after.sats or 0) - (before.sats or 0),
        (before.statement_id, after.statement_id),
        before.slack_sats + after.slack_sats,
    )


def _beside_the_chain(identity: Identity, flags: Iterable[Candidate], result: Reconciliation) -> Identity:
    seen = {
        flag.flag_id: flag.sats
        for flag in flags
        if identity.first_day <= flag.at.astimezone(UTC).date() <= identity.last_day
    }
    return replace(
        identity,
        moved_sats=sum(seen.values()),
        confirmed_sats=sum(each.sats for each in result.allocations if each.flag_id in seen),
        refuted_sats=sum(seen[each.flag_id] for each in result.refutations if each.flag_id in seen),
    )


def _whole(told: Told | None) -> bool:
    return told is not None and told.whole


def _sats(told: Told | None) -> int:
    return 0 if told is None else told.sats
