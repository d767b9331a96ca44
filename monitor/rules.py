"""The configuration's thresholds as the pure rooms want them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from monitor.config.section import Section
from monitor.config.settings import Settings
from monitor.disclosures.reconcile import ReconciliationPolicy
from monitor.flows.policy import Policy
from monitor.flows.trails.trail import TrailPolicy
from monitor.labels.entity import Entity
from monitor.money import sats_from_btc
from monitor.pipeline.agreement import AgreementPolicy
from monitor.pipeline.filing_watch import WatchPolicy
from monitor.pipeline.follow import FollowPolicy
from monitor.pipeline.learning import Learner
from monitor.web.allowed import AllowList

OWN_PER_HOUR: Final = 36_000
"""Requests an hour that work in the background may take where every source is one's own and none counts them."""


def flow_policy(settings: Settings) -> Policy:
    """What is worth telling, and how loudly."""
    return Policy(
        min_sats=settings.flags.min_sats,
        window=settings.episodes.window,
        span=settings.episodes.span,
        notice_sats=settings.severity.notice_sats,
        warning_sats=settings.severity.warning_sats,
        critical_sats=settings.severity.critical_sats,
        final_depth=settings.follow.final_depth,
    )


def trail_policy(settings: Settings) -> TrailPolicy | None:
    """How far an outflow is followed; None where none is."""
    trails = settings.trails
    if not trails.enabled:
        return None
    return TrailPolicy(
        min_sats=sats_from_btc(trails.min_btc),
        max_hops=trails.max_hops,
        max_age=trails.max_age,
        share_floor=trails.share_floor,
        min_part_sats=sats_from_btc(trails.min_part_btc),
        crowd=trails.crowd,
        max_coins=trails.max_parts,
    )


def follow_policy(settings: Settings) -> FollowPolicy:
    """Where to start, and how far a reorg may reach."""
    return FollowPolicy(
        start=settings.follow.start,
        head_start=settings.follow.final_depth,
        max_reorg_depth=settings.follow.max_reorg_depth,
    )


def history_requests(settings: Settings) -> int:
    """Requests an hour for the histories of miners' scripts."""
    follow = settings.follow
    return follow.address_requests if _is_said(follow, "address_requests", settings) else OWN_PER_HOUR


def lookup_requests(settings: Settings) -> int:
    """Requests an hour to look up who filled what was swept."""
    learning = settings.learning
    return learning.lookups_per_hour if _is_said(learning, "lookups_per_hour", settings) else OWN_PER_HOUR


def _is_said(section: Section, key: str, settings: Settings) -> bool:
    """Whether a number of requests is to be kept to: where it was given, or some source counts what it is asked."""
    return key in section.model_fields_set or any(source.requests_per_hour for source in settings.sources)


def agreement_policy(settings: Settings) -> AgreementPolicy:
    """How long a second source is waited for."""
    return AgreementPolicy(patience=settings.agreement.patience, page_after=settings.agreement.page_after)


def reconciliation_policy(
    settings: Settings, entity_of: Callable[[str], Entity | None]
) -> ReconciliationPolicy:
    """How statements are laid beside flags, each issuer's in its own time."""

    def own_lead(issuer: str) -> timedelta | None:
        entity = entity_of(issuer)
        days = entity.lead_days if entity else None
        return None if days is None else timedelta(days=days)

    return ReconciliationPolicy(timedelta(days=settings.reconciliation.lead_days), own_lead)


def watch_policy(settings: Settings) -> WatchPolicy:
    """How often companies' filings are looked for, and how far back."""
    section = settings.edgar
    return WatchPolicy(section.interval, section.busy_interval, section.look_back)


def learner(settings: Settings) -> Learner | None:
    """What takes in what blocks teach; None where nothing is to be learned."""
    section = settings.learning
    return Learner(most=section.max_candidates) if section.enabled else None


def allow_list(settings: Settings) -> AllowList:
    """From where documents may be fetched: the hosts of the configuration, and those of its feeds."""
    feeds = (urlsplit(feed.url) for feed in settings.feeds)
    # A feed on a port of its own is a server of one's own, and written as one.
    hosts = [str(url.hostname) for url in feeds if url.scheme == "https" and url.port is None]
    return AllowList.of([*settings.disclosures.hosts, *hosts])
