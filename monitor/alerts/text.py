"""One plain sentence for a phone at 3 a.m.

The words "sold" and "sale" belong to companies: they stand here only where a disclosure confirms.
"""

from collections import defaultdict

from monitor.flows.episode import Episode
from monitor.flows.flag import Flag, Stage, Standing
from monitor.flows.revisions import Kind, Revision
from monitor.money import btc_for_people

_NEWS = {
    Kind.RAISED: "{subject}. {standing}",
    Kind.GROWN: "{subject}, and it goes on. {standing}",
    Kind.INCLUDED: "{subject}: in the chain again after a reorg. {standing}",
    Kind.FINAL: "{subject}: {settled}final on the chain. {standing}",
    Kind.ORPHANED: "{miner}: a reorg took part of it back; what stands: {amounts}. {standing}",
    Kind.RETRACTED: "{miner}: retracted. {reason}",
    Kind.CONFIRMED: "{subject}. {standing}",
    Kind.REFUTED: "{subject}. {standing}",
    Kind.EXPIRED: "{subject}. {standing}",
    Kind.REVISED: "{subject}. {standing}",
    Kind.ACKED: "{subject}: acknowledged by {by}.",
    Kind.NOTED: "{subject}: {by} left a note.",
    Kind.DISMISSED: "{subject}: dismissed by {by}.",
    Kind.REOPENED: "{subject}: reopened by {by}. {standing}",
}


def sentence(revision: Revision) -> str:
    """What happened, in one sentence."""
    episode = revision.episode
    amounts = _amounts(episode)
    return _NEWS[revision.kind].format(
        subject=f"{episode.miner}: {amounts}",
        miner=episode.miner,
        amounts=amounts,
        standing=_standing(episode),
        by=revision.by,
        settled=_settled(episode),
        reason=_void(episode),
    )


def _settled(episode: Episode) -> str:
    """How much of it is final, where that is not all."""
    final = sum(flag.sats for flag in episode.flags if flag.stage is Stage.FINAL)
    return "" if final == episode.sats else f"{btc_for_people(final)} BTC of it "


def _standing(episode: Episode) -> str:
    match episode.standing:
        case Standing.CONFIRMED:
            return f"Confirmed: the company states that it sold {btc_for_people(episode.confirmed_sats)} BTC of this."
        case Standing.PARTIALLY_CONFIRMED:
            rest = btc_for_people(episode.sats - episode.confirmed_sats)
            return (
                f"Partly confirmed: the company states a sale that covers "
                f"{btc_for_people(episode.confirmed_sats)} BTC of this; {rest} BTC stays indicative."
            )
        case Standing.REFUTED:
            return "Refuted: the company states that it parted with none in that period."
        case Standing.EXPIRED:
            return "Expired: the company's usual time for a word on it has passed in silence."
        case Standing.DISMISSED:
            return "A reviewer has dismissed it."
        case Standing.VOID:
            return _void(episode)
        case Standing.INDICATIVE:
            return "Indicative: nothing is disclosed yet."


def _void(episode: Episode) -> str:
    if episode.flags[-1].stage is Stage.WITHDRAWN:
        return "The labels that it rested on do not stand any more."
    return "A reorg took every transfer of it out of the chain."


def _amounts(episode: Episode) -> str:
    flags = episode.live_flags or episode.flags
    total = btc_for_people(sum(flag.sats for flag in flags))
    return f"{total} BTC moved to {_platforms(flags)}{_span(flags)}"


def _platforms(flags: tuple[Flag, ...]) -> str:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    for flag in flags:
        sums[flag.to_entity, flag.to_type.value] += flag.sats
    parts = [
        f"{entity} ({kind.replace('_', ' ')}{'' if len(sums) == 1 else ', ' + btc_for_people(sats)})"
        for (entity, kind), sats in sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    ]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _span(flags: tuple[Flag, ...]) -> str:
    times = [flag.block.time for flag in flags]
    hours = round((max(times) - min(times)).total_seconds() / 3600)
    if len(flags) == 1:
        return ""
    return f" in {len(flags)} transfers" + (
        f" within {hours} hour{'s' if hours > 1 else ''}" if hours else ""
    )
