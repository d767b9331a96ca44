"""One plain sentence for a phone at 3 a.m.

The words "sold" and "sale" belong to companies: they stand here only where a disclosure confirms.
"""

from collections import defaultdict
from collections.abc import Sequence

from monitor.alerts.facts import NOTHING_KNOWN, Facts
from monitor.flows.agreement import LONG_PAST, ONLY_SOURCE, Agreement, AgreementState
from monitor.flows.episode import Episode
from monitor.flows.evidence import EvidenceKind
from monitor.flows.flag import Flag, Stage, Standing
from monitor.flows.revisions import Kind, Revision
from monitor.money import btc_for_people, usd_for_people

_INDICATIVE = "Indicative: nothing is disclosed yet."
_ARTICLE = "an article that was handed in"
_NEWS = {
    Kind.RAISED: "{subject}. {standing}",
    Kind.GROWN: "{subject}, and it goes on. {standing}",
    Kind.INCLUDED: "{subject}: {included}in a block. {standing}",
    Kind.FINAL: "{subject}: {settled}final on the chain. {standing}",
    Kind.REPLACED: "{miner}: {lost}; {rest}",
    Kind.RETURNED: "{subject}: in the mempool again. {standing}",
    Kind.WITHDRAWN: "{miner}: part of it left the mempool for nowhere; what stands: {amounts}. {standing}",
    Kind.ORPHANED: "{miner}: a reorg took part of it back; what stands: {amounts}. {standing}",
    Kind.RETRACTED: "{miner}: retracted. {gone}",
    Kind.CONFIRMED: "{subject}. {standing}",
    Kind.REFUTED: "{subject}. {standing}",
    Kind.EXPIRED: "{subject}. {standing}",
    Kind.REVISED: "{subject}. {standing}",
    Kind.RESTATED: "{subject}: the company has restated its figures. {standing}",
    Kind.WEIGHED: "{subject}: {weight}. {standing}",
    Kind.CORROBORATED: "{subject}. {standing}",
    Kind.DISPUTED: "{subject}. {standing}",
    Kind.UNCORROBORATED: "{subject}. {standing}",
    Kind.ACKED: "{subject}: acknowledged by {by}. {standing}",
    Kind.NOTED: "{subject}: {by} left a note. {standing}",
    Kind.DISMISSED: "{subject}: dismissed by {by}. {disclosed}",
    Kind.REOPENED: "{subject}: reopened by {by}. {standing}",
}


def sentence(revision: Revision, facts: Facts = NOTHING_KNOWN) -> str:
    """What happened, in one sentence."""
    episode = revision.episode
    amounts = _amounts(episode, facts)
    news = _NEWS[revision.kind].format(
        subject=f"{episode.miner}: {amounts}",
        miner=episode.miner,
        amounts=amounts,
        standing=_standing(episode, facts),
        disclosed=_INDICATIVE if episode.standing is Standing.DISMISSED else _standing(episode, facts),
        by=revision.by,
        settled=_share(episode, Stage.FINAL),
        included=_share(episode, Stage.INCLUDED, Stage.FINAL),
        lost=_lost(episode),
        rest=f"what stands: {amounts}. {_standing(episode, facts)}"
        if episode.live_flags
        else "nothing of it is left.",
        gone=_gone(episode),
        weight=_weight(episode),
    )
    return " ".join(
        each
        for each in (news, _co_spent(episode), _contested(episode), _unreviewed(episode), _doubt(revision))
        if each
    )


def _weight(episode: Episode) -> str:
    """What came to light and decides nothing."""
    return (
        "; ".join(each.text for each in episode.evidence) or "what spoke for or against it does not any more"
    )


def _contested(episode: Episode) -> str:
    """What rests on labels that others contradict."""
    flags = [flag for flag in episode.live_flags if flag.conflicted]
    if not flags:
        return ""
    return f"{_rests(flags, episode)} on a label of {episode.miner} or {_names(flags)} that another label contradicts."


def _co_spent(episode: Episode) -> str:
    """What labels do not prove to be the miner's."""
    sats = sum(flag.co_spent_sats for flag in episode.live_flags)
    if not sats:
        return ""
    return (
        f"{btc_for_people(sats)} BTC of it came from unlabelled addresses that signed together with "
        f"labelled ones of {episode.miner}."
    )


def _unreviewed(episode: Episode) -> str:
    """What rests on labels that nobody has reviewed."""
    flags = [flag for flag in episode.live_flags if flag.candidate]
    if not flags:
        return ""
    return f"{_rests(flags, episode)} on a candidate address of {episode.miner} or {_names(flags)}, not reviewed."


def _rests(flags: Sequence[Flag], episode: Episode) -> str:
    if len(flags) == len(episode.live_flags):
        return "It rests"
    return f"{btc_for_people(sum(flag.sats for flag in flags))} BTC of it rest"


def _names(flags: Sequence[Flag]) -> str:
    return " and ".join(sorted({flag.to_entity for flag in flags}))


_ON_ONE_WORD = frozenset((Kind.RAISED, Kind.GROWN, Kind.INCLUDED, Kind.DISPUTED, Kind.UNCORROBORATED))
"""News that a desk acts upon, so that it must know on how many sources' word."""


def _doubt(revision: Revision) -> str:
    """What is missing to two sources' agreement, where that matters."""
    if revision.kind is Kind.CORROBORATED:
        return f"{revision.cause[:1].upper()}{revision.cause[1:]}."
    words = [flag.agreement for flag in revision.episode.live_flags]
    if revision.kind not in _ON_ONE_WORD or not words:
        return ""
    disputed = [word for word in words if word.state is AgreementState.DISPUTED]
    if disputed:
        against = "; ".join(dict.fromkeys(str(each) for word in disputed for each in word.against))
        return f"The sources disagree: {_tell(disputed, 'tells', 'tell')} of it, but {against}."
    awaited = [word for word in words if word.state is AgreementState.AWAITED and word.by]
    if awaited:
        return f"Only {_tell(awaited, 'has told', 'have told')} of it so far."
    alone = [word for word in words if word.state is AgreementState.ALONE]
    waived = dict.fromkeys(word.waived for word in alone)
    reasons = [reason for reason in waived if reason and reason not in {ONLY_SOURCE, LONG_PAST}]
    return f"Only {_tell(alone, 'tells', 'tell')} of it: {'; '.join(reasons)}." if reasons else ""


def _tell(words: Sequence[Agreement], one: str, several: str) -> str:
    """Who served these transfers, with the verb; not who else agrees on others of the episode."""
    names = list(dict.fromkeys(name for word in words for name in word.by[:1]))
    return f"{' and '.join(names)} {one if len(names) == 1 else several}"


def _share(episode: Episode, *stages: Stage) -> str:
    """How much of it has come so far, where that is not all."""
    sats = sum(flag.sats for flag in episode.flags if flag.stage in stages)
    return "" if sats == episode.sats else f"{btc_for_people(sats)} BTC of it "


def _lost(episode: Episode) -> str:
    """What was replaced, and by what; empty where nothing was."""
    lost = [flag for flag in episode.flags if flag.stage is Stage.REPLACED]
    if not lost:
        return ""
    rivals = " and ".join(sorted({flag.replaced_by for flag in lost if flag.replaced_by}))
    total = btc_for_people(sum(flag.sats for flag in lost))
    return f"{total} BTC to {_platforms(tuple(lost))} replaced by {rivals}, which spends the same coins"


def _gone(episode: Episode) -> str:
    """Why nothing of it stands any more."""
    stages = {flag.stage for flag in episode.flags}
    if Stage.UNLABELLED in stages:
        return "The labels that it rested on do not stand any more."
    if stages == {Stage.ORPHANED}:
        return "A reorg took every transfer of it out of the chain."
    if Stage.REPLACED not in stages:
        return "Its transfers left the mempool and are in no block."
    return "Its transfers were replaced, or left the mempool, or a reorg took them out of the chain."


def _standing(episode: Episode, facts: Facts) -> str:
    by_article = episode.episode_id in facts.hearsay
    match episode.standing:
        case Standing.CONFIRMED:
            says = f"{_ARTICLE} tells that the company" if by_article else "the company states that it"
            return f"Confirmed: {says} sold {btc_for_people(episode.confirmed_sats)} BTC of this."
        case Standing.PARTIALLY_CONFIRMED:
            rest = btc_for_people(episode.sats - episode.confirmed_sats)
            says = f"{_ARTICLE} tells of" if by_article else "the company states"
            return (
                f"Partly confirmed: {says} a sale that covers "
                f"{btc_for_people(episode.confirmed_sats)} BTC of this; {rest} BTC stays indicative."
            )
        case Standing.REFUTED:
            says = "Refuted: the company states that it parted with none in that period."
            return f"{says}{_evidence(episode, ' But ')}"
        case Standing.EXPIRED:
            unread = any(each.kind is EvidenceKind.NOT_UNDERSTOOD for each in episode.evidence)
            how = "without a word that was understood" if unread else "in silence"
            says = f"Expired: the company's usual time for a word on it has passed {how}."
            return f"{says}{_evidence(episode)}"
        case Standing.DISMISSED:
            return "A reviewer has dismissed it."
        case Standing.VOID:
            return "It is void."
        case Standing.INDICATIVE:
            return _INDICATIVE


def _evidence(episode: Episode, before: str = " ") -> str:
    """What came to light, a sentence each; the first one behind a word where there is one."""
    clauses = [each.text for each in episode.evidence]
    return "".join(
        f"{before}{clause}." if not number and before.strip() else f" {clause[:1].upper()}{clause[1:]}."
        for number, clause in enumerate(clauses)
    )


def _amounts(episode: Episode, facts: Facts) -> str:
    flags = episode.live_flags or episode.flags
    total = btc_for_people(sum(flag.sats for flag in flags))
    worth = facts.worth(flags)
    dollars = f" (about {usd_for_people(worth.usd)})" if worth else ""
    waiting = sum(flag.sats for flag in flags if flag.stage is Stage.MEMPOOL)
    if waiting == sum(flag.sats for flag in flags):
        return f"{total} BTC{dollars} on the way to {_platforms(flags)}{_span(flags)}, unconfirmed"
    still = f", {btc_for_people(waiting)} BTC of it still unconfirmed" if waiting else ""
    moved = "reached" if all(flag.hops for flag in flags) else "moved to"
    return f"{total} BTC{dollars} {moved} {_platforms(flags)}{_span(flags)}{still}"


def _platforms(flags: tuple[Flag, ...]) -> str:
    sums: dict[tuple[str, str], int] = defaultdict(int)
    hops: dict[tuple[str, str], list[int]] = defaultdict(list)
    for flag in flags:
        sums[flag.to_entity, flag.to_type.value] += flag.sats
        hops[flag.to_entity, flag.to_type.value].append(flag.hops)
    parts = [
        f"{place[0]} ({place[1].replace('_', ' ')}{'' if len(sums) == 1 else ', ' + btc_for_people(sats)})"
        f"{_over(hops[place])}"
        for place, sats in sorted(sums.items(), key=lambda item: (-item[1], item[0]))
    ]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _over(hops: Sequence[int]) -> str:
    """Over how many further transactions coins came to a place; nothing where all was paid directly."""
    least, most = min(hops), max(hops)
    if not most:
        return ""
    if not least:
        return f", in part over {most} hop{'s' if most > 1 else ''}"
    return f" over {most} hop{'s' if most > 1 else ''}" if least == most else f" over {least} to {most} hops"


def _span(flags: tuple[Flag, ...]) -> str:
    times = [flag.block.time for flag in flags]
    hours = round((max(times) - min(times)).total_seconds() / 3600)
    if len(flags) == 1:
        return ""
    return f" in {len(flags)} transfers" + (
        f" within {hours} hour{'s' if hours > 1 else ''}" if hours else ""
    )
