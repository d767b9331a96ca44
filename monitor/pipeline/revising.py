"""What other labels make of flags and trails, written: trails are told again, and episodes revised."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from monitor.flows import revisions
from monitor.flows.episode import Episode
from monitor.flows.flag import Flag
from monitor.flows.relabel import trail_changes
from monitor.flows.revisions import Revision
from monitor.flows.trails.retell import platforms_reached, retold
from monitor.pipeline.absorb import News, absorb, in_stories
from monitor.pipeline.cases import Case, Cases
from monitor.pipeline.commit import Committer
from monitor.store.transaction import Transaction


async def retell(tx: Transaction, trail_ids: Sequence[str], cases: Cases) -> dict[str, list[str]]:
    """Tell trails again; by the transactions in which that may make, or take, a flag, what has changed."""
    why: dict[str, list[str]] = defaultdict(list)
    before = [told async for told in tx.told_trails.told(trail_ids)]
    for told in before:
        again = retold(told, cases.book.attribute)
        if again is None:
            continue
        await tx.told_trails.write(again.told)
        for txid in platforms_reached((told, again.told)):
            own = [each for each in again.changes if each.txid == txid]
            why[txid] += trail_changes(own or again.changes, (), cases.book, cases.shown)
    return why


async def revise(tx: Transaction, committer: Committer, cases: Sequence[Case]) -> list[Revision]:
    """Make the revisions that cases come to, and record them. What only labels have changed wakes nobody."""
    causes = {flag.flag_id: case.cause for case in cases for flag in (*case.changed, *case.new)}
    made, left = await _change(tx, committer, cases, causes)
    made += await _raise(tx, committer, left, causes)
    return [*made, *await committer.reconcile(tx, made)]


async def _change(
    tx: Transaction, committer: Committer, cases: Iterable[Case], causes: Mapping[str, str]
) -> tuple[list[Revision], list[Flag]]:
    """The revisions of known episodes, recorded; and the new flags that stand in the place of none of theirs."""
    now = committer.clock()
    changed = {flag.flag_id: flag for case in cases for flag in case.changed}
    new = [flag for case in cases for flag in case.new]
    made: list[Revision] = []
    for episode in await tx.episodes.with_flags(list(changed)):
        joining = [flag for flag in new if _continues(flag, episode)]
        new = [flag for flag in new if flag not in joining]
        cause = _joined(episode.flags, causes)
        revision = revisions.relabelled(episode, changed, joining, cause, now)
        made += [revision] if revision else []
    await committer.recorder.record(tx, made, now)
    return made, new


async def _raise(
    tx: Transaction, committer: Committer, new: Sequence[Flag], causes: Mapping[str, str]
) -> list[Revision]:
    """The revisions that flags make which no episode held before, recorded. What is old is told softly."""
    now = committer.clock()
    aged = [replace(flag, late=flag.late or now - flag.block.time > committer.policy.window) for flag in new]
    made: list[Revision] = []
    for story in in_stories(aged, committer.policy):
        cause = _joined(story, causes)
        news = News(word=cause, flags=story, cause=cause)
        told = await absorb(tx, news, committer.policy, committer.deadline, now)
        quiet = [replace(revision, wakes=False) for revision in told]
        await committer.recorder.record(tx, quiet, now)
        made += quiet
    return made


def _continues(flag: Flag, episode: Episode) -> bool:
    """Whether a flag stands in the place of another one of an episode: of its transaction, or on its way."""
    if flag.miner != episode.miner:
        return False
    ways = {other.path[0].txid for other in episode.flags if other.path}
    return any(flag.txid == other.txid for other in episode.flags) or (
        bool(flag.path) and flag.path[0].txid in ways
    )


def _joined(flags: Iterable[Flag], causes: Mapping[str, str]) -> str:
    found = dict.fromkeys(causes[flag.flag_id] for flag in flags if flag.flag_id in causes)
    return next(iter(found)) + (f" (and of {len(found) - 1} transfers more)" if len(found) > 1 else "")
