"""What a block, or a look into a mempool, tells of flags, made into revisions of episodes.

It happens inside the transaction that also keeps what it rests on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from monitor.flows import revisions
from monitor.flows.episode import Episode, in_order
from monitor.flows.flag import Flag
from monitor.flows.policy import Policy
from monitor.flows.revisions import Revision
from monitor.store.transaction import Transaction

Deadline = Callable[[str, datetime], datetime]
"""When a miner's usual time for a disclosure about a moment is over."""


@dataclass(frozen=True, slots=True)
class News:
    """What one block, or one look into a mempool, tells."""

    word: str
    """Who says so, for people."""
    flags: Sequence[Flag] = ()
    """Those it shows: all in the block, or all unconfirmed."""
    replaced: Mapping[str, str] = field(default_factory=dict)
    """By the txid that lost its coins, the txid that took them."""
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    """By the txid that is nowhere any more, why."""
    cause: str | None = None
    """Where the flags come from, if their block or mempool does not say it."""


async def absorb(
    tx: Transaction, news: News, policy: Policy, deadline: Deadline, now: datetime
) -> list[Revision]:
    """The revisions that news makes: known flags are anchored, replaced or withdrawn, new ones grow or raise.

    The caller records them. News makes at most one revision of each kind for an episode.
    """
    known = await _concerned(tx, news)
    homes = {flag.flag_id: episode_id for episode_id, each in known.items() for flag in each.flags}
    made: list[Revision] = []
    for episode_id, episode in known.items():
        own = [flag for flag in news.flags if homes.get(flag.flag_id, episode_id) == episode_id]
        for revision in _changes(episode, replace(news, flags=own), deadline, now):
            made.append(revision)
            known[episode_id] = revision.episode
            homes |= {flag.flag_id: episode_id for flag in revision.episode.flags}
    new: dict[str, list[Flag]] = defaultdict(list)
    for flag in news.flags:
        if flag.flag_id not in homes:
            new[flag.miner].append(flag)
    for miner, flags in new.items():
        first = flags[0].block.time
        stories = await tx.episodes.recent(miner, first - policy.window)
        latest = [known.get(story.episode_id, story) for story in stories]
        made.append(_told(latest, flags, policy, deadline(miner, first), now, cause=news.cause))
    return made


async def _concerned(tx: Transaction, news: News) -> dict[str, Episode]:
    """The episodes that hold something of the news, by id."""
    found = [
        *await tx.episodes.with_flags([flag.flag_id for flag in news.flags]),
        *await tx.episodes.with_transactions([*news.replaced, *news.withdrawn]),
    ]
    return {episode.episode_id: episode for episode in found}


def _changes(episode: Episode, news: News, deadline: Deadline, now: datetime) -> Iterator[Revision]:
    """The revisions of one known episode, each made from the one before."""
    arriving = _arriving(episode, news)
    expires_at = deadline(episode.miner, arriving[0].block.time if arriving else episode.last_at)
    replaced = revisions.replaced(
        episode, news.replaced, arriving, word=news.word, expires_at=expires_at, now=now
    )
    if replaced:
        yield replaced
        episode = replaced.episode
    found = _held(episode, news.flags)
    if found:
        seen = revisions.anchored if found[0].mined else revisions.returned
        again = seen(episode, found, now)
        if again:
            yield again
            episode = again.episode
    withdrawn = revisions.withdrawn(episode, news.withdrawn, now)
    if withdrawn:
        yield withdrawn


def _arriving(episode: Episode, news: News) -> list[Flag]:
    """What takes the place of flags of this episode, where it is the same miner's and to be told as well."""
    winners = {news.replaced[flag.txid] for flag in episode.flags if flag.txid in news.replaced}
    return [flag for flag in news.flags if flag.miner == episode.miner and flag.txid in winners]


def _held(episode: Episode, found: Sequence[Flag]) -> list[Flag]:
    ids = {flag.flag_id for flag in episode.flags}
    return [flag for flag in found if flag.flag_id in ids]


def in_stories(flags: Iterable[Flag], policy: Policy) -> Iterator[list[Flag]]:
    """Flags of any age and miner, in groups that belong to one story each, the oldest first."""
    open_stories: dict[str, list[Flag]] = {}
    for flag in in_order(flags):
        story = open_stories.get(flag.miner)
        if story and _goes_on(story, flag, policy):
            story.append(flag)
            continue
        if story:
            yield story
        open_stories[flag.miner] = [flag]
    yield from open_stories.values()


def _goes_on(story: Sequence[Flag], flag: Flag, policy: Policy) -> bool:
    at = flag.block.time
    return at - story[-1].block.time <= policy.window and at - story[0].block.time <= policy.span


def _told(
    stories: Sequence[Episode],
    new: Sequence[Flag],
    policy: Policy,
    expires_at: datetime,
    now: datetime,
    *,
    cause: str | None,
) -> Revision:
    """New flags of one miner: the latest story that takes them goes on, or another one begins."""
    for story in stories:
        if story.accepts(new[0], policy):
            return revisions.grown(story, new, expires_at, now, cause)
    return revisions.started(new, expires_at, now, cause)
