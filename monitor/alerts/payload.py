"""The JSON that subscribers get. The models below are the contract; they only grow.

Amounts are satoshis beside BTC as a plain decimal string, dollars plain decimal strings with cents, times ISO 8601
in UTC, hashes hex in display order.
"""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from monitor.alerts.facts import NOTHING_KNOWN, Facts
from monitor.alerts.market import MarketView, market_view
from monitor.alerts.shape import Payload, Time
from monitor.alerts.text import sentence
from monitor.alerts.trails import HopView, TrailView, hop_views, trail_view, trails_beside
from monitor.flows.episode import Episode
from monitor.flows.evidence import Evidence
from monitor.flows.explain.explanation import Explanation
from monitor.flows.flag import Flag, Standing
from monitor.flows.policy import Policy
from monitor.flows.revisions import Revision
from monitor.money import btc_text, usd_text

_DECIDED = frozenset({Standing.DISMISSED, Standing.EXPIRED})
"""What a reviewer or the clock says of a whole episode."""


class AgreementView(Payload):
    """Which sources tell of a flag's block and transaction."""

    state: str
    """agreed, awaited, disputed or alone."""
    by: tuple[str, ...]
    against: tuple[str, ...]
    """What others tell instead, a sentence each."""


class ExplanationView(Payload):
    """One of the competing explanations of a transfer, in words. None of them is a finding."""

    meaning: str
    """market, otc, collateral, custody or internal."""
    weight: str
    """likely, possible or unlikely."""
    speaks_for: tuple[str, ...]
    speaks_against: tuple[str, ...]


class FlagView(Payload):
    """One transfer of an episode."""

    txid: str
    vouts: tuple[int, ...]
    to_entity: str
    to_type: str
    hops: int
    """Transactions between the miner's own payment and this one."""
    path: tuple[HopView, ...]
    """The way of what came over hops, the miner's own payment first; empty for a direct payment."""
    sats: int
    btc: str
    confirmed_sats: int
    standing: str
    stage: str
    height: int | None
    block_hash: str | None
    """None while unconfirmed, like the height."""
    time: Time
    """Block time; while unconfirmed, when it was first seen."""
    seen_by: str | None
    """While unconfirmed, the source whose word this is."""
    replaced_by: str | None
    """At stage `replaced`, the transaction that spends the same coins."""
    median_time: Time | None
    """Median time past with the flag's block (BIP113)."""
    first_seen: Time | None
    """When this daemon first saw the transaction."""
    usd: str | None
    usd_price: str | None
    usd_source: str | None
    usd_at: Time | None
    confirmations: int
    mixed_inputs: bool
    proven_senders: bool
    proven_inclusion: bool
    late: bool
    conflicted_label: bool
    candidate: bool
    """It rests on a label that was learned from the chain and that nobody has reviewed."""
    co_spent_sats: int
    """The part of `sats` that came from unlabelled addresses which signed together with labelled ones of the miner."""
    confidence: int
    agreement: AgreementView
    explanations: tuple[ExplanationView, ...] | None
    """None where they are those of the episode."""


class EvidenceView(Payload):
    """Something that came to light about an episode and decides nothing."""

    kind: str
    """silent_report, no_quantity, remainder, labelled_loss or not_understood."""
    period_start: str
    period_end: str
    statement_ids: tuple[str, ...]
    sats: int | None
    """Of a remainder: above zero so much left untold, below so much more is held than explained."""
    text: str
    url: str | None = None
    """Of what was not understood: where the document was found."""
    digest: str | None = None
    """Of what was not understood: by which `disclosures show` knows the document."""
    passages: int | None = None
    """Of what was not understood: how many passages of the document were not."""


class EpisodeView(Payload):
    """One episode as it stands: what `queue` and `show` print, and what alerts carry."""

    id: str
    miner: str
    standing: str
    stage: str
    severity: str
    page: bool
    """Whether somebody is to be woken: `warning` or louder, with the second source heard or given up on."""
    agreement: str
    """What the sources together say of its flags: agreed, alone, awaited or disputed."""
    revision: int
    opened_at: Time
    updated_at: Time
    sats: int
    btc: str
    confirmed_sats: int
    confirmed_btc: str
    usd: str | None
    """Each transfer at the price of its time; null unless all of these are known."""
    usd_price: str | None
    usd_source: str | None
    usd_at: Time | None
    flags: tuple[FlagView, ...]
    trails: tuple[TrailView, ...]
    """What the miner paid to unlabelled scripts: behind these flags, and still open from the same time."""
    owner: str | None
    expires_at: Time | None
    market: MarketView | None
    explanations: tuple[ExplanationView, ...]
    """Of what went to the counterparty that got most, the strongest first."""
    evidence: tuple[EvidenceView, ...]
    """What the company's statements say of the time without deciding."""


class EpisodeAlert(Payload):
    """One revision of an episode: the payload of the episode topic and of the event topics."""

    schema_: Literal["minerflow.episode/1"] = Field(default="minerflow.episode/1", alias="schema")
    event_id: str
    """Stable over repeats: a consumer that has seen it can drop the message."""
    episode_id: str
    revision: int
    supersedes: int | None
    kind: str
    cause: str
    by: str | None
    text: str
    episode: EpisodeView


class StatementView(Payload):
    """One statement of a disclosure document."""

    statement_id: str
    statement: str
    period_start: str
    period_end: str
    sats: int | None
    btc: str | None
    approx: bool
    proceeds_usd: str | None
    avg_price_usd: str | None
    holdings_after_btc: str | None
    purpose: str | None
    evidence: str
    proceeds_usdt: str | None = None
    derived: tuple[str, ...] = ()
    """Fields that were computed and are nowhere printed."""
    rule: str = ""
    """Which rule found it; empty for what somebody entered by hand."""


class DisclosureAlert(Payload):
    """The statements of one document: the payload of the disclosure topic."""

    schema_: Literal["minerflow.disclosure/1"] = Field(default="minerflow.disclosure/1", alias="schema")
    event_id: str
    document_id: str
    miner: str
    url: str
    published: str | None
    statements: tuple[StatementView, ...]


def _flag_view(
    flag: Flag, episode: Episode, whole: Standing, tip_height: int | None, facts: Facts
) -> FlagView:
    """A flag as people and programs read it; `whole` is the episode's standing, which takes a look at all flags."""
    own = flag.standing
    worth = facts.worth((flag,))
    return FlagView(
        txid=flag.txid,
        vouts=flag.vouts,
        to_entity=flag.to_entity,
        to_type=flag.to_type.value,
        hops=flag.hops,
        path=hop_views(flag.path),
        sats=flag.sats,
        btc=btc_text(flag.sats),
        confirmed_sats=flag.confirmed_sats,
        standing=(whole if own is Standing.INDICATIVE and whole in _DECIDED else own).value,
        stage=flag.stage.value,
        height=flag.block.height,
        block_hash=flag.block.block_hash,
        time=flag.block.time,
        seen_by=flag.block.seen_by,
        replaced_by=flag.replaced_by,
        median_time=facts.median_time_of(flag),
        first_seen=facts.first_seen.get(flag.txid),
        usd=usd_text(worth.usd) if worth else None,
        usd_price=usd_text(worth.price) if worth else None,
        usd_source=worth.source if worth else None,
        usd_at=worth.at if worth else None,
        confirmations=flag.confirmations(tip_height),
        mixed_inputs=flag.mixed_inputs,
        proven_senders=flag.proven_senders,
        proven_inclusion=flag.proven_inclusion,
        late=flag.late,
        conflicted_label=flag.conflicted,
        candidate=flag.candidate,
        co_spent_sats=flag.co_spent_sats,
        confidence=flag.confidence,
        agreement=AgreementView(
            state=flag.agreement.state.value,
            by=flag.agreement.by,
            against=tuple(map(str, flag.agreement.against)),
        ),
        explanations=_own_explanations(flag, episode, facts),
    )


def _own_explanations(flag: Flag, episode: Episode, facts: Facts) -> tuple[ExplanationView, ...] | None:
    """What else a flag is explained by; nothing explains one that does not stand."""
    if not flag.live:
        return ()
    own = facts.explanations_of(episode.episode_id, flag.to_entity)
    return None if own == facts.explanations_of(episode.episode_id) else _explanation_views(own)


def _explanation_views(explanations: Iterable[Explanation]) -> tuple[ExplanationView, ...]:
    return tuple(
        ExplanationView(
            meaning=each.meaning.value,
            weight=each.weight.value,
            speaks_for=each.favouring,
            speaks_against=each.opposing,
        )
        for each in explanations
    )


def episode_view(
    episode: Episode, policy: Policy, tip_height: int | None, facts: Facts = NOTHING_KNOWN
) -> EpisodeView:
    """An episode as people and programs read it; `confirmations` are counted from `tip_height`."""
    worth, standing = facts.worth(episode.live_flags), episode.standing
    return EpisodeView(
        id=episode.episode_id,
        miner=episode.miner,
        standing=standing.value,
        stage=episode.stage.value,
        severity=episode.severity(policy).value,
        page=episode.pages(policy),
        agreement=episode.agreement.value,
        revision=episode.revision,
        opened_at=episode.opened_at,
        updated_at=episode.updated_at,
        sats=episode.sats,
        btc=btc_text(episode.sats),
        confirmed_sats=episode.confirmed_sats,
        confirmed_btc=btc_text(episode.confirmed_sats),
        usd=usd_text(worth.usd) if worth else None,
        usd_price=usd_text(worth.price) if worth else None,
        usd_source=worth.source if worth else None,
        usd_at=worth.at if worth else None,
        flags=tuple(_flag_view(flag, episode, standing, tip_height, facts) for flag in episode.flags),
        trails=tuple(map(trail_view, trails_beside(episode, facts.trails, policy))),
        owner=episode.review.owner,
        expires_at=episode.expires_at,
        market=market_view(facts.market) if facts.market else None,
        explanations=_explanation_views(facts.explanations_of(episode.episode_id)),
        evidence=tuple(map(_evidence_view, episode.evidence)),
    )


def _evidence_view(evidence: Evidence) -> EvidenceView:
    return EvidenceView(
        kind=evidence.kind.value,
        period_start=evidence.start.isoformat(),
        period_end=evidence.end.isoformat(),
        statement_ids=evidence.statement_ids,
        sats=evidence.sats,
        text=evidence.text,
        url=evidence.url,
        digest=evidence.digest,
        passages=evidence.passages,
    )


def episode_alert(
    revision: Revision, policy: Policy, tip_height: int | None, facts: Facts = NOTHING_KNOWN
) -> EpisodeAlert:
    """The message that tells a revision."""
    episode = revision.episode
    view = episode_view(episode, policy, tip_height, facts)
    return EpisodeAlert(
        event_id=f"{episode.episode_id}.{episode.revision}",
        episode_id=episode.episode_id,
        revision=episode.revision,
        supersedes=episode.revision - 1 or None,
        kind=revision.kind.value,
        cause=revision.cause,
        by=revision.by,
        text=sentence(revision, facts),
        episode=view if revision.wakes else view.model_copy(update={"page": False}),
    )


def as_json(payload: Payload) -> str:
    """The payload as compact JSON, keys as in the contract."""
    return payload.model_dump_json(by_alias=True)
