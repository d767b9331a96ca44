"""Every way in which an episode can change. Each change is one revision with its cause.

The functions are pure: they are told the time, and give the next revision, or None where nothing changes.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from monitor.errors import UsageError
from monitor.flows.agreement import Agreement, AgreementState
from monitor.flows.episode import Episode, Review, episode_id, in_order
from monitor.flows.evidence import Evidence, EvidenceKind
from monitor.flows.flag import Flag, Stage, Standing
from monitor.flows.policy import Policy


class Kind(StrEnum):
    """What a revision is about; the last level of the event topic."""

    RAISED = "raised"
    GROWN = "grown"
    INCLUDED = "included"
    """A transfer came into a block: from the mempool, or again after a reorg."""
    FINAL = "final"
    REPLACED = "replaced"
    """Another transaction took the coins of a transfer. What it pays to a platform is in the same revision, so
    that amounts never count twice in between."""
    RETURNED = "returned"
    """A transfer that did not stand any more is in the mempool again."""
    WITHDRAWN = "withdrawn"
    """A part left the mempool for nowhere."""
    ORPHANED = "orphaned"
    """A reorg took a part back."""
    RETRACTED = "retracted"
    """Nothing stands any more, and nothing took its place."""
    CONFIRMED = "confirmed"
    REFUTED = "refuted"
    EXPIRED = "expired"
    REVISED = "revised"
    """An earlier word of ours is taken back: a statement was restated or withdrawn, or labels changed."""
    RESTATED = "restated"
    """The company has restated a figure, and what disclosures account for changes with it."""
    WEIGHED = "weighed"
    """Evidence that decides nothing came to light, or is none any more."""
    CORROBORATED = "corroborated"
    """A second source tells of the same block and transaction."""
    DISPUTED = "disputed"
    """A second source tells otherwise."""
    UNCORROBORATED = "uncorroborated"
    """Nobody else told of it in time; it pages on one source's word."""
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
    wakes: bool = True
    """Whether its message may page; what only labels have changed wakes nobody."""


def started(flags: Sequence[Flag], expires_at: datetime, now: datetime, cause: str | None = None) -> Revision:
    """A new episode from flags of one miner that were seen together; the cause is where, unless it is given."""
    ordered = in_order(flags)
    episode = Episode(
        episode_id=episode_id(ordered[0]),
        miner=ordered[0].miner,
        flags=ordered,
        revision=1,
        updated_at=now,
        expires_at=expires_at,
    )
    return Revision(episode, Kind.RAISED, cause or _where(ordered))


def grown(
    episode: Episode, flags: Sequence[Flag], expires_at: datetime, now: datetime, cause: str | None = None
) -> Revision:
    """The same story goes on: further flags. The clock for a disclosure starts again with the latest."""
    return Revision(_with_more(episode, flags, expires_at, now), Kind.GROWN, cause or _where(flags))


def anchored(episode: Episode, found: Sequence[Flag], now: datetime) -> Revision | None:
    """Flags of this episode that stand in a block: they were in the mempool, or a reorg had moved them."""
    after = _replace_flags(episode, now, _as_found(found))
    return Revision(after, Kind.INCLUDED, _where(found)) if after else None


def returned(episode: Episode, found: Sequence[Flag], now: datetime) -> Revision | None:
    """Flags of this episode that did not stand any more and are in the mempool again."""
    seen = _as_found(found)
    after = _replace_flags(episode, now, lambda flag: flag if flag.live else seen(flag))
    return Revision(after, Kind.RETURNED, _where(found)) if after else None


def replaced(
    episode: Episode,
    rivals: Mapping[str, str],
    arriving: Sequence[Flag],
    *,
    word: str,
    expires_at: datetime,
    now: datetime,
) -> Revision | None:
    """Other transactions took the coins of flags of this episode.

    Args:
        episode: the episode before.
        rivals: by the txid that lost its coins, the txid that took them.
        arriving: what the rivals pay to platforms, of the same miner.
        word: who says so: a block, or one source's mempool.
        expires_at: when the issuer's usual time for what arrives is over.
        now: the present moment.
    """

    def lose(flag: Flag) -> Flag:
        kept = flag.mined or flag.stage is Stage.UNLABELLED or flag.txid not in rivals
        return flag if kept else flag.replaced(rivals[flag.txid])

    after = _replace_flags(episode, now, lose)
    if after is None:
        return None
    seen = _as_found(arriving)
    held = {flag.flag_id for flag in after.flags}
    more = [flag for flag in arriving if flag.flag_id not in held]
    after = replace(after, flags=in_order(map(seen, after.flags)))
    if more:
        after = replace(_with_more(after, more, expires_at, now), revision=after.revision)
    lost = {rivals[flag.txid] for flag in episode.flags if lose(flag) != flag}
    return Revision(after, Kind.REPLACED, f"{', '.join(sorted(lost))} spends the same coins ({word})")


def withdrawn(episode: Episode, reasons: Mapping[str, str], now: datetime) -> Revision | None:
    """Transactions left the mempool and no block holds them. `reasons` are by txid, for people."""

    def left(flag: Flag) -> bool:
        return flag.stage is Stage.MEMPOOL and flag.txid in reasons

    after = _replace_flags(episode, now, lambda flag: flag.withdrawn() if left(flag) else flag)
    if after is None:
        return None
    kind = Kind.WITHDRAWN if after.live_flags else Kind.RETRACTED
    given = {reasons[flag.txid] for flag in episode.flags if left(flag)}
    return Revision(after, kind, "; ".join(sorted(given)))


def orphaned(
    episode: Episode, block_hashes: Collection[str], now: datetime, moved: Collection[str] = ()
) -> Revision | None:
    """The blocks left the best chain; what they carried no longer stands.

    Args:
        episode: the episode before.
        block_hashes: the blocks.
        now: the present moment.
        moved: ids of flags that the other branch carries as well; `anchored` says where.
    """

    def left(flag: Flag) -> bool:
        return flag.live and flag.block.block_hash in block_hashes and flag.flag_id not in moved

    after = _replace_flags(episode, now, lambda flag: flag.orphaned() if left(flag) else flag)
    if after is None:
        return None
    kind = Kind.ORPHANED if after.live_flags else Kind.RETRACTED
    blocks = "1 block" if len(block_hashes) == 1 else f"{len(block_hashes)} blocks"
    return Revision(after, kind, f"{blocks} left the best chain in a reorg")


def relabelled(
    episode: Episode, flags: Mapping[str, Flag], new: Sequence[Flag], cause: str, now: datetime
) -> Revision | None:
    """Labels changed: some flags, by id, are otherwise now or rest on nothing, and new ones stand in their place.

    What comes back after the time for a disclosure is over has expired meanwhile.
    """
    after = in_order((*(flags.get(flag.flag_id, flag) for flag in episode.flags), *new))
    if after == episode.flags:
        return None
    overdue = not episode.live_flags and episode.expires_at is not None and now >= episode.expires_at
    changed = _next(episode, now, flags=after, expired=episode.expired or overdue)
    kind = Kind.REVISED if changed.live_flags else Kind.RETRACTED
    return Revision(changed, kind, cause, wakes=False)


def settled(episode: Episode, tip_height: int, policy: Policy, now: datetime) -> Revision | None:
    """Flags that are now buried deep enough become final."""

    def settle(flag: Flag) -> Flag:
        deep = flag.stage is Stage.INCLUDED and flag.confirmations(tip_height) >= policy.final_depth
        return replace(flag, stage=Stage.FINAL) if deep else flag

    after = _replace_flags(episode, now, settle)
    return Revision(after, Kind.FINAL, f"{policy.final_depth} confirmations") if after else None


def corroborated(episode: Episode, words: Mapping[str, Agreement], now: datetime) -> Revision | None:
    """What the sources say by now of flags of this episode, by flag id."""
    after = _replace_flags(
        episode, now, lambda flag: replace(flag, agreement=words.get(flag.flag_id, flag.agreement))
    )
    if after is None:
        return None
    asked = [flag.agreement for flag in after.flags if flag.flag_id in words]
    against = dict.fromkeys(str(dissent) for each in asked for dissent in each.against)
    if against and any(each.state is AgreementState.DISPUTED for each in asked):
        return Revision(after, Kind.DISPUTED, "; ".join(against))
    if any(each.state is AgreementState.AGREED for each in asked):
        witnesses = dict.fromkeys(name for each in asked for name in each.by[1:])
        return Revision(after, Kind.CORROBORATED, f"seen by {', '.join(witnesses)} as well")
    waived = dict.fromkeys(each.waived for each in asked if each.waived)
    return Revision(after, Kind.UNCORROBORATED, "; ".join(waived) or "no second source told of it")


def judged(
    episode: Episode,
    confirmed_sats: Mapping[str, int],
    refuted: Collection[str],
    cause: str,
    now: datetime,
    *,
    evidence: tuple[Evidence, ...] | None = None,
    restated: bool = False,
) -> Revision | None:
    """What reconciliation says of every flag of this episode, by flag id.

    Args:
        episode: the episode before.
        confirmed_sats: satoshis that disclosures account for; a flag that is missing has none.
        refuted: flags that a statement of no sale covers.
        cause: the document behind it.
        now: the present moment.
        evidence: what else is known by now; None where nobody looked.
        restated: whether an earlier confirmation rested on a figure that was restated since.
    """

    def judge(flag: Flag) -> Flag:
        if not flag.live:
            return flag
        sats = confirmed_sats.get(flag.flag_id, 0)
        return replace(flag, confirmed_sats=sats, refuted=flag.flag_id in refuted and not sats)

    known = episode.evidence if evidence is None else evidence
    after = _replace_flags(episode, now, judge)
    if after is not None:
        kind = Kind.RESTATED if restated else _verdict(episode, after)
        return Revision(replace(after, evidence=known), kind, cause)
    if known == episode.evidence:
        return None
    weighed = _next(episode, now, evidence=known)
    return Revision(weighed, Kind.WEIGHED, _weight(known) or cause, wakes=False)


def _weight(evidence: Sequence[Evidence]) -> str:
    return "; ".join(each.text for each in evidence)


def _verdict(before: Episode, after: Episode) -> Kind:
    if after.confirmed_sats > before.confirmed_sats:
        return Kind.CONFIRMED
    if after.standing is Standing.REFUTED and before.standing is not Standing.REFUTED:
        return Kind.REFUTED
    return Kind.REVISED


def rescheduled(episode: Episode, expires_at: datetime, cause: str, now: datetime) -> Revision | None:
    """The issuer tells at another time than was known when the clock was set."""
    if episode.expires_at in {None, expires_at} or episode.standing is not Standing.INDICATIVE:
        return None
    return Revision(_next(episode, now, expires_at=expires_at), Kind.REVISED, cause, wakes=False)


def expired(episode: Episode, now: datetime) -> Revision | None:
    """The issuer has let its own time for a disclosure pass in silence."""
    due = episode.expires_at is not None and now >= episode.expires_at
    if not due or episode.standing is not Standing.INDICATIVE:
        return None
    return Revision(
        _next(episode, now, expired=True),
        Kind.EXPIRED,
        "; ".join(filter(None, (_silence(episode.evidence), _weight(episode.evidence)))),
    )


def _silence(evidence: Sequence[Evidence]) -> str:
    unread = any(each.kind is EvidenceKind.NOT_UNDERSTOOD for each in evidence)
    return f"no disclosure {'was understood ' if unread else ''}in the issuer's usual time"


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


def _where(flags: Sequence[Flag]) -> str:
    return str(max(flags, key=lambda flag: flag.block.time).block)


def _as_found(found: Sequence[Flag]) -> Callable[[Flag], Flag]:
    by_id = {flag.flag_id: flag for flag in found}
    return lambda flag: flag.anchored(by_id[flag.flag_id]) if flag.flag_id in by_id else flag


def _with_more(episode: Episode, flags: Sequence[Flag], expires_at: datetime, now: datetime) -> Episode:
    """Further flags start the clock for a disclosure anew."""
    return _next(
        episode,
        now,
        flags=in_order((*episode.flags, *flags)),
        expires_at=max(episode.expires_at, expires_at) if episode.expires_at else None,
        expired=False,
    )


def _replace_flags(episode: Episode, now: datetime, change: Callable[[Flag], Flag]) -> Episode | None:
    flags = tuple(change(flag) for flag in episode.flags)
    return None if flags == episode.flags else _next(episode, now, flags=in_order(flags))


def _next(episode: Episode, now: datetime, **changes: object) -> Episode:
    return replace(episode, revision=episode.revision + 1, updated_at=now, **changes)  # type: ignore[arg-type]
