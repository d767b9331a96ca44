"""One issuer's statements against its flags, inside the transaction that changed either."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from monitor.disclosures.evidence import evidence_of
from monitor.disclosures.gaps import Gap, gap_news
from monitor.disclosures.identity import identities
from monitor.disclosures.periods import replacements, retold
from monitor.disclosures.reconcile import (
    Candidate,
    OpenTrail,
    Reconciliation,
    ReconciliationPolicy,
    reconcile,
)
from monitor.disclosures.statement import Statement, StatementKind
from monitor.flows import revisions
from monitor.flows.episode import Episode
from monitor.flows.flag import Standing
from monitor.flows.policy import KEEPING
from monitor.flows.revisions import Revision
from monitor.flows.trails.account import TrailAccount
from monitor.labels.vocabulary import Category
from monitor.money import btc_for_people
from monitor.pipeline.record import Recorder
from monitor.pipeline.standing_statements import standing_statements
from monitor.store.transaction import Transaction

_STILL_NEWS = timedelta(days=14)
"""What was published so shortly before the first scanned block is told all the same."""
_LAST_YEAR = timedelta(days=300)
"""What is told so long after its period stands beside this year's figures for comparison."""
_OVER = frozenset({Standing.DISMISSED, Standing.VOID})


@dataclass(frozen=True, slots=True)
class Reconciled:
    """What reconciliation made of an issuer, and the revisions that it recorded."""

    result: Reconciliation
    revisions: tuple[Revision, ...]


async def reconcile_issuer(
    tx: Transaction,
    recorder: Recorder,
    issuer: str,
    policy: ReconciliationPolicy,
    *,
    cause: str,
    now: datetime,
    wakes: bool = True,
) -> Reconciled:
    """Allocate everything the issuer ever stated to everything that was flagged, from scratch, and record it.

    Nothing is carried over from earlier runs, so neither order nor repetition can matter.

    Args:
        tx: a transaction that writes.
        recorder: writes the revisions of episodes and of gaps.
        issuer: slug.
        policy: the tolerance in time.
        cause: what is new, for people.
        now: the present moment.
        wakes: whether what comes of it may page.
    """
    statements = await standing_statements(tx, issuer)
    episodes = await tx.episodes.of_miner(issuer)
    candidates = candidates_of(episodes)
    trails = open_trails(await tx.trails.accounts(miners=(issuer,)))
    result = reconcile(statements, candidates, policy, trails)
    restated = await _restated(tx, issuer, statements, episodes)
    await tx.disclosures.set_allocations(issuer, result.allocations)
    figures = identities(statements, candidates, result, await tx.labelled.of(issuer))
    unclear = await tx.originals.unclear(issuer)
    evidence = evidence_of(
        statements, candidates, result, figures, unclear=unclear, deadlines=_deadlines(episodes)
    )
    confirmed: dict[str, int] = {}
    for allocation in result.allocations:
        confirmed[allocation.flag_id] = confirmed.get(allocation.flag_id, 0) + allocation.sats
    refuted = {refutation.flag_id for refutation in result.refutations}
    made: list[Revision] = []
    for episode in episodes:
        words = next((restated[flag.flag_id] for flag in episode.flags if flag.flag_id in restated), None)
        revision = revisions.judged(
            episode,
            confirmed,
            refuted,
            words or cause,
            now,
            # What is over is looked at no more.
            evidence=None if episode.standing in _OVER else evidence.get(episode.episode_id, ()),
            restated=words is not None,
        )
        if revision is not None:
            made.append(revision if wakes else replace(revision, wakes=False))
    await recorder.record(tx, made, now)
    changed = gap_news(await tx.gaps.latest(issuer), result, retold(statements))
    news = await _without_history(tx, changed, statements, now)
    if news:
        await recorder.record_gaps(tx, issuer, news, result, cause=cause, now=now)
    return Reconciled(result, tuple(made))


def _deadlines(episodes: Iterable[Episode]) -> dict[str, date | None]:
    """The day on which each episode expires."""
    return {
        each.episode_id: None if each.expires_at is None else each.expires_at.astimezone(UTC).date()
        for each in episodes
    }


async def _without_history(
    tx: Transaction, gaps: Sequence[Gap], statements: Iterable[Statement], now: datetime
) -> Sequence[Gap]:
    """Gaps that are worth an event: not those of what was told long before we began to watch, and not handed in.

    At the first start whole archives are read, and each report repeats figures of the year before. Nobody at the desk
    wants to hear of each sale of years ago. The ledger shows them, and once a backfill reaches their days they are
    told.
    """
    if not gaps:
        return ()
    foot = await tx.chain.foot()
    began = (foot.time if foot else now).date()
    told = {each.statement_id: each for each in statements}
    known = {(each.period_start, each.period_end) for each in told.values() if not _is_comparison(each)}
    old = {
        gap.statement_id: each.url
        for gap in gaps
        if gap.revision == 1
        and (each := told.get(gap.statement_id)) is not None
        and each.last_day < began
        and each.published is not None
        and (each.published < began - _STILL_NEWS or (each.period_start, each.period_end) not in known)
    }
    silent = await tx.originals.found_by_itself(set(old.values())) if old else frozenset()
    return [gap for gap in gaps if old.get(gap.statement_id) not in silent]


def _is_comparison(statement: Statement) -> bool:
    """Whether it is told so late that it only stands beside newer figures."""
    return statement.published is not None and statement.published > statement.last_day + _LAST_YEAR


def candidates_of(episodes: Iterable[Episode]) -> list[Candidate]:
    """The flags that a statement may be about: in a block, and not dismissed by a reviewer."""
    return [
        Candidate(
            flag_id=flag.flag_id,
            episode_id=episode.episode_id,
            at=flag.block.time,
            sats=flag.sats,
            venue_rank=_venue_rank(flag.to_type),
        )
        for episode in episodes
        if not episode.review.dismissed
        for flag in episode.flags
        if flag.mined
    ]


def _venue_rank(category: Category) -> int:
    if category is Category.LENDER:
        return 2
    return 1 if category in KEEPING else 0


def open_trails(accounts: Iterable[TrailAccount]) -> list[OpenTrail]:
    """What is still on its way of these trails."""
    return [
        OpenTrail(account.trail.trail_id, account.trail.block.time, account.sitting)
        for account in accounts
        if account.sitting
    ]


async def _restated(
    tx: Transaction, issuer: str, statements: Iterable[Statement], episodes: Iterable[Episode]
) -> Mapping[str, str]:
    """Flags whose confirmation or refutation until now rests on a word that was restated, each with how."""
    known = {each.statement_id: each for each in statements}
    taken_back = {
        each.statement_id: _restatement(known[each.statement_id], known[each.by_id])
        for each in replacements(known.values())
        if each.restated
    }
    if not taken_back:
        return {}
    denials = [known[name] for name in taken_back if known[name].kind is StatementKind.NO_SALE]
    refuted = {
        flag.flag_id: taken_back[denial.statement_id]
        for episode in episodes
        for flag in episode.flags
        if flag.refuted
        for denial in denials
        if denial.covers(flag.block.time.astimezone(UTC).date())
    }
    confirmed = {
        each.flag_id: taken_back[each.statement_id]
        for each in await tx.disclosures.allocations_of(issuer)
        if each.statement_id in taken_back
    }
    return refuted | confirmed


def _restatement(before: Statement, now: Statement) -> str:
    told = f"{now.issuer} restates {now.dated}: {_sold(now)} in place of {_sold(before)}"
    if before.hearsay and not now.hearsay:
        told = (
            f"{now.issuer} itself tells of {now.dated}: {_sold(now)}, not {_sold(before)} as an article did"
        )
    return f"{told}: {now.url}"


def _sold(stated: Statement) -> str:
    if stated.kind is StatementKind.NO_SALE:
        return "none"
    return "some" if stated.sats is None else f"{btc_for_people(stated.sats)} BTC"
