"""What companies tell and the chain did not show, as subscribers get it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from pydantic import Field

from monitor.alerts.shape import Payload, Time
from monitor.disclosures.gaps import Gap, GapKind, watched
from monitor.disclosures.reconcile import Possibility
from monitor.disclosures.statement import Statement
from monitor.flows.policy import Policy, Severity
from monitor.money import btc_for_people, btc_text


class OnItsWayView(Payload):
    """Coins that left the miner to unlabelled addresses and may be a part of what is missing."""

    txid: str
    """Of the miner's payment; `minerflow trails` shows where its coins are."""
    sats: int


class GapView(Payload):
    """What is missing of one statement, as it stands."""

    miner: str
    statement_id: str
    """Of the statement that counts by now: another document may have told the same, or more."""
    url: str
    published: str | None
    period_start: str
    period_end: str
    stated_sats: int | None
    approx: bool
    told_sats: int
    """What the statement adds to more specific ones; `seen_sats` and `missing_sats` add up to it."""
    seen_sats: int
    missing_sats: int
    missing_btc: str
    open: bool
    on_its_way: tuple[OnItsWayView, ...]
    watched: bool
    """False where every day of the period was before the first block that was scanned."""
    severity: str
    page: bool
    """Always false: what a company has published wakes nobody."""


class GapAlert(Payload):
    """One revision of a coverage gap: the payload of the gap topic and of its event topics."""

    schema_: Literal["minerflow.gap/1"] = Field(default="minerflow.gap/1", alias="schema")
    event_id: str
    """Stable over repeats: a consumer that has seen it can drop the message."""
    gap_id: str
    """The id of the statement with which it began."""
    episode_id: None = None
    """There is none: so far as anybody saw, nothing moved."""
    revision: int
    supersedes: int | None
    kind: str
    """disclosed_unseen, coverage_gap or gap_closed."""
    cause: str
    by: None = None
    at: Time
    text: str
    gap: GapView


def gap_alert(
    gap: Gap,
    statement: Statement,
    possibilities: Iterable[Possibility],
    *,
    policy: Policy,
    watched_since: date | None,
    cause: str,
    now: datetime,
) -> GapAlert:
    """The message that tells a revision of a gap.

    Args:
        gap: the revision.
        statement: what is stated by now, by whichever document counts.
        possibilities: where it may be on its way.
        policy: for the severity.
        watched_since: the day of the first block that was scanned; None before any.
        cause: what made it.
        now: the present moment.
    """
    seen = watched(statement, watched_since)
    severity = policy.severity(gap.sats) if seen and gap.open else Severity.INFO
    return GapAlert(
        event_id=f"{gap.statement_id}.gap.{gap.revision}",
        gap_id=gap.statement_id,
        revision=gap.revision,
        supersedes=gap.revision - 1 or None,
        kind=gap.kind.value,
        cause=cause,
        at=now,
        text=_sentence(gap, statement, watched=seen),
        gap=GapView(
            miner=statement.issuer,
            statement_id=statement.statement_id,
            url=statement.url,
            published=statement.published.isoformat() if statement.published else None,
            period_start=statement.period_start.isoformat(),
            period_end=statement.period_end.isoformat(),
            stated_sats=statement.sats,
            approx=statement.approximate,
            told_sats=gap.told_sats,
            seen_sats=gap.seen_sats,
            missing_sats=gap.sats,
            missing_btc=btc_text(gap.sats),
            open=gap.open,
            on_its_way=tuple(
                OnItsWayView(txid=each.trail_id.partition(":")[0], sats=each.sats)
                for each in possibilities
                if each.statement_id == (gap.said_by or gap.statement_id)
            ),
            watched=seen,
            severity=severity.value,
            page=False,
        ),
    )


def _sentence(gap: Gap, statement: Statement, *, watched: bool) -> str:
    """What is told and what is missing, in one or two sentences. The company has said "sold", so we may."""
    about = "about " if statement.approximate else ""
    stated = "" if statement.sats is None else f"{about}{btc_for_people(statement.sats)} BTC "
    who = "an article that was handed in tells that it" if statement.hearsay else "the company states that it"
    said = f"{statement.issuer}: {who} sold {stated}{statement.when}"
    if not gap.open and not gap.seen_sats:
        return f"{statement.issuer}: nothing is missing any more of what was stated {statement.when}."
    where = "" if watched else " Those days were not scanned."
    way = ""
    if gap.open and gap.on_its_way_sats:
        way = f" {btc_for_people(gap.on_its_way_sats)} BTC that left the miner then are still on their way."
    return f"{said}; {_news(gap, statement)}.{where}{way}"


def _news(gap: Gap, statement: Statement) -> str:
    seen, missing = btc_for_people(gap.seen_sats), btc_for_people(gap.sats)
    other = (statement.sats or 0) - gap.told_sats > statement.slack_sats
    beside = f" of the {btc_for_people(gap.told_sats)} BTC beyond other statements" if other else " of it"
    match gap.kind:
        case GapKind.DISCLOSED_UNSEEN:
            return f"none{beside} was seen on the chain"
        case GapKind.COVERAGE_GAP:
            return f"{seen} BTC{beside} were seen on the chain, {missing} BTC were not"
        case GapKind.GAP_CLOSED:
            return f"all{beside} has been seen on the chain by now"
