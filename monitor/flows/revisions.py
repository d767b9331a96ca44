"""Every way in which an episode can change. Each change is one revision with its cause.

The functions are pure: they are told the time, and give the next revision, or None where nothing changes.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from monitor.errors import UsageError
from monitor.flows.episode import Episode, Review, episode_id, in_order
from monitor.flows.flag import Flag, Stage, Standing
from monitor.flows.policy import Policy


class Kind(StrEnum):
    """What a revision is about; the last level of the event topic."""

    RAISED = "raised"
    GROWN = "grown"
    INCLUDED = "included"
    FINAL = "final"
    ORPHANED = "orphaned"
    RETRACTED = "retracted"
    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    EXPIRED = "expired"
    REVISED = "revised"
    """An earlier word of ours is taken back: a statement was restated or withdrawn, or a label changed."""
    ACKED = "acked"
    NOTED = "noted"
    DISMISSED = "dismissed"
    REOPENED = "reopened"


@dataclass(frozen=True, slots=True)
class Revision:
    """An episode after one change."""

    episode: Episode
    kind: Kind
    cause: str
    """Why, for people: which block, which document, which colleague."""
    by: str | None = None
    """The reviewer, where a person did it."""


def started(flags: Sequence[Flag], expires_at: datetime, now: datetime) -> Revision:
    """A new episode from one or more flags of one miner in one block."""
    ordered = in_order(flags)
    episode = Episode(
        episode_id=episode_id(ordered[0]),
        miner=ordered[0].miner,
        flags=ordered,
        revision=1,
        updated_at=now,
        expires_at=expires_at,
    )
    return Revision(episode, Kind.RAISED, _in_block(ordered))


def grown(episode: Episode, flags: Sequence[Flag], expires_at: datetime, now: datetime) -> Revision:
    """The same story goes on: further flags. The clock for a disclosure starts again with the latest."""
    after = _next(
        episode,
        now,
        flags=in_order((*episode.flags, *flags)),
        expires_at=max(episode.expires_at, expires_at) if episode.expires_at else None,
        expired=False,
    )
    return Revision(after, Kind.GROWN, _in_block(flags))


def anchored(episode: Episode, found: Sequence[Flag], now: datetime) -> Revision | None:
    """Flags of this episode that stand in a block again after a reorg."""
    by_id = {flag.flag_id: flag for flag in found}
    after = _replace_flags(
        episode, now, lambda flag: flag.anchored(by_id[flag.flag_id]) if flag.flag_id in by_id else flag
    )
    return Revision(after, Kind.INCLUDED, _in_block(found)) if after else None


def orphaned(episode: Episode, block_hashes: Collection[str], now: datetime) -> Revision | None:
    """The blocks left the best chain; what they carried no longer stands."""
    after = _replace_flags(
        episode,
        now,
        lambda flag: flag.orphaned() if flag.live and flag.block.block_hash in block_hashes else flag,
    )
    if after is None:
        return None
    kind = Kind.ORPHANED if after.live_flags else Kind.RETRACTED
    return Revision(after, kind, f"{len(block_hashes)} block(s) left the best chain in a reorg")


def relabelled(
    episode: Episode, flags: Mapping[str, Flag], new: Sequence[Flag], cause: str, now: datetime
) -> Revision | None:
    """Labels changed: some flags, by id, are otherwise now or rest on nothing, and new ones stand in their place."""
    after = in_order((*(flags.get(flag.flag_id, flag) for flag in episode.flags), *new))
    if after == episode.flags:
        return None
    changed = _next(episode, now, flags=after)
    return Revision(changed, Kind.REVISED if changed.live_flags else Kind.RETRACTED, cause)


def settled(episode: Episode, tip_height: int, policy: Policy, now: datetime) -> Revision | None:
    """Flags that are now buried deep enough become final."""

    def settle(flag: Flag) -> Flag:
        deep = flag.stage is Stage.INCLUDED and flag.confirmations(tip_height) >= policy.final_depth
        return replace(flag, stage=Stage.FINAL) if deep else flag

    after = _replace_flags(episode, now, settle)
    return Revision(after, Kind.FINAL, f"{policy.final_depth} confirmations") if after else None


def judged(
    episode: Episode, confirmed_sats: Mapping[str, int], refuted: Collection[str], cause: str, now: datetime
) -> Revision | None:
    """What reconciliation says of every flag of this episode, by flag id.

    Args:
        episode: the episode before.
        confirmed_sats: satoshis that disclosures account for; a flag that is missing has none.
        refuted: flags that a statement of no sale covers.
        cause: the document behind it.
        now: the present moment.
    """

    def judge(flag: Flag) -> Flag:
        if not flag.live:
            return flag
        sats = confirmed_sats.get(flag.flag_id, 0)
        return replace(flag, confirmed_sats=sats, refuted=flag.flag_id in refuted and not sats)

    after = _replace_flags(episode, now, judge)
    return Revision(after, _verdict(episode, after), cause) if after else None


def _verdict(before: Episode, after: Episode) -> Kind:
    if after.confirmed_sats > before.confirmed_sats:
        return Kind.CONFIRMED
    if after.standing is Standing.REFUTED and before.standing is not Standing.REFUTED:
        return Kind.REFUTED
    return Kind.REVISED


def expired(episode: Episode, now: datetime) -> Revision | None:
    """The issuer has let its own time for a disclosure pass in silence."""
    due = episode.expires_at is not None and now >= episode.expires_at
    if not due or episode.standing is not Standing.INDICATIVE:
        return None
    return Revision(
        _next(episode, now, expired=True), Kind.EXPIRED, "no disclosure in the issuer's usual time"
    )


def acked(episode: Episode, by: str, why: str, now: datetime) -> Revision:
    """A colleague has seen it and looks after it."""
    if episode.review.owner == by:
        raise UsageError(f"{episode.episode_id} is already acknowledged by {by}")
    return Revision(_next(episode, now, review=replace(episode.review, owner=by)), Kind.ACKED, why, by)


def noted(episode: Episode, by: str, why: str, now: datetime) -> Revision:
    """A colleague wrote something down."""
    return Revision(_next(episode, now), Kind.NOTED, why, by)


def dismissed(episode: Episode, by: str, why: str, now: datetime) -> Revision:
    """A colleague knows that this is nothing; only a disclosure or `reopened` overrules it."""
    if episode.review.dismissed:
        raise UsageError(f"{episode.episode_id} is already dismissed; use reopen to take that back")
    return Revision(
        _next(episode, now, review=replace(episode.review, dismissed=True)), Kind.DISMISSED, why, by
    )


def reopened(episode: Episode, by: str, why: str, now: datetime) -> Revision:
    """A colleague takes a dismissal or an expiry back. It stays open until somebody decides."""
    if episode.standing not in {Standing.DISMISSED, Standing.EXPIRED}:
        raise UsageError(
            f"{episode.episode_id} is {episode.standing.value}; only a dismissed or expired one reopens"
        )
    review = Review(owner=episode.review.owner)
    return Revision(
        _next(episode, now, review=review, expired=False, expires_at=None), Kind.REOPENED, why, by
    )


def _in_block(flags: Sequence[Flag]) -> str:
    block = max(flags, key=lambda flag: flag.block.time).block
    return f"block {block.height} {block.block_hash}"


def _replace_flags(episode: Episode, now: datetime, change: Callable[[Flag], Flag]) -> Episode | None:
    flags = tuple(change(flag) for flag in episode.flags)
    return None if flags == episode.flags else _next(episode, now, flags=in_order(flags))


def _next(episode: Episode, now: datetime, **changes: object) -> Episode:
    return replace(episode, revision=episode.revision + 1, updated_at=now, **changes)  # type: ignore[arg-type]
