"""The JSON that subscribers get. The models below are the contract; they only grow.

Amounts are satoshis beside BTC as a plain decimal string, times ISO 8601 in UTC, hashes hex in display order.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from monitor.alerts.text import sentence
from monitor.flows.episode import Episode
from monitor.flows.flag import Flag
from monitor.flows.policy import Policy
from monitor.flows.revisions import Revision
from monitor.money import btc_text

Time = Annotated[datetime, PlainSerializer(lambda at: at.isoformat().replace("+00:00", "Z"), return_type=str)]


class _Payload(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AgreementView(_Payload):
    """Which sources tell of a flag's block and transaction."""

    state: str
    """agreed, awaited, disputed or alone."""
    by: tuple[str, ...]
    against: tuple[str, ...]
    """What others tell instead, a sentence each."""


class FlagView(_Payload):
    """One transfer of an episode."""

    txid: str
    vouts: tuple[int, ...]
    to_entity: str
    to_type: str
    hops: int
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
    confirmations: int
    mixed_inputs: bool
    proven_senders: bool
    proven_inclusion: bool
    late: bool
    conflicted_label: bool
    confidence: int
    agreement: AgreementView


class EpisodeView(_Payload):
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
    flags: tuple[FlagView, ...]
    owner: str | None
    expires_at: Time | None


class EpisodeAlert(_Payload):
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


class StatementView(_Payload):
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


class DisclosureAlert(_Payload):
    """The statements of one document: the payload of the disclosure topic."""

    schema_: Literal["minerflow.disclosure/1"] = Field(default="minerflow.disclosure/1", alias="schema")
    event_id: str
    document_id: str
    miner: str
    url: str
    published: str | None
    statements: tuple[StatementView, ...]


SCHEMAS: Mapping[str, type[_Payload]] = {"episode": EpisodeAlert, "disclosure": DisclosureAlert}
"""What subscribers can be told, by the name of its file in docs/schema."""


def flag_view(flag: Flag, episode: Episode, tip_height: int | None) -> FlagView:
    """A flag as people and programs read it."""
    own = flag.standing
    return FlagView(
        txid=flag.txid,
        vouts=flag.vouts,
        to_entity=flag.to_entity,
        to_type=flag.to_type.value,
        hops=flag.hops,
        sats=flag.sats,
        btc=btc_text(flag.sats),
        confirmed_sats=flag.confirmed_sats,
        standing=(episode.standing if own.value == "indicative" and _decided(episode) else own).value,
        stage=flag.stage.value,
        height=flag.block.height,
        block_hash=flag.block.block_hash,
        time=flag.block.time,
        seen_by=flag.block.seen_by,
        replaced_by=flag.replaced_by,
        confirmations=flag.confirmations(tip_height),
        mixed_inputs=flag.mixed_inputs,
        proven_senders=flag.proven_senders,
        proven_inclusion=flag.proven_inclusion,
        late=flag.late,
        conflicted_label=flag.conflicted,
        confidence=flag.confidence,
        agreement=AgreementView(
            state=flag.agreement.state.value,
            by=flag.agreement.by,
            against=tuple(map(str, flag.agreement.against)),
        ),
    )


def _decided(episode: Episode) -> bool:
    """Whether a reviewer or the clock has spoken on the whole episode."""
    return episode.standing.value in {"dismissed", "expired"}


def episode_view(episode: Episode, policy: Policy, tip_height: int | None) -> EpisodeView:
    """An episode as people and programs read it; `confirmations` are counted from `tip_height`."""
    return EpisodeView(
        id=episode.episode_id,
        miner=episode.miner,
        standing=episode.standing.value,
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
        flags=tuple(flag_view(flag, episode, tip_height) for flag in episode.flags),
        owner=episode.review.owner,
        expires_at=episode.expires_at,
    )


def episode_alert(revision: Revision, policy: Policy, tip_height: int | None) -> EpisodeAlert:
    """The message that tells a revision."""
    episode = revision.episode
    return EpisodeAlert(
        event_id=f"{episode.episode_id}.{episode.revision}",
        episode_id=episode.episode_id,
        revision=episode.revision,
        supersedes=episode.revision - 1 or None,
        kind=revision.kind.value,
        cause=revision.cause,
        by=revision.by,
        text=sentence(revision),
        episode=episode_view(episode, policy, tip_height),
    )


def as_json(payload: _Payload) -> str:
    """The payload as compact JSON, keys as in the contract."""
    return payload.model_dump_json(by_alias=True)
