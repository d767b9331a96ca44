"""The whole configuration, from which the composition root hands each part its own section."""

from typing import Any, Self

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from monitor.bitcoin.network import Network
from monitor.config.disclosure_section import DisclosureSettings, FeedSettings
from monitor.config.edgar_section import EdgarSettings
from monitor.config.mempool_section import MempoolSettings
from monitor.config.section import Section
from monitor.config.sections import (
    AgreementSettings,
    EpisodeSettings,
    FlagSettings,
    FollowSettings,
    LabelSettings,
    LearningSettings,
    LogSettings,
    MarketSettings,
    MetricsSettings,
    MqttSettings,
    PriceSettings,
    ReconciliationSettings,
    SeveritySettings,
    StatusSettings,
    TrailSettings,
)
from monitor.config.source_section import SourceSettings
from monitor.config.store_section import StoreSettings

PUBLIC_SOURCES = {
    Network.MAIN: {"esplora": "https://blockstream.info/api", "mempool": "https://mempool.space/api"},
    Network.TESTNET: {
        "esplora": "https://blockstream.info/testnet/api",
        "mempool": "https://mempool.space/testnet/api",
    },
    Network.SIGNET: {
        "esplora": "https://blockstream.info/signet/api",
        "mempool": "https://mempool.space/signet/api",
    },
}
"""Explorers that serve the public without a key, by kind; they follow when the configuration names none."""


def _public_sources(data: dict[str, Any]) -> tuple[SourceSettings, ...]:
    public = PUBLIC_SOURCES.get(data["network"], {})
    return tuple(SourceSettings(kind=kind, url=url) for kind, url in public.items())


PUBLIC_PRICES = (
    PriceSettings(kind="mempool", url="https://mempool.space/api", name="mempool.space"),
    PriceSettings(kind="coinbase", url="https://api.exchange.coinbase.com", name="coinbase"),
)
"""Providers that serve the public without a key. Only the coins of mainnet are worth anything."""


def _public_prices(data: dict[str, Any]) -> tuple[PriceSettings, ...]:
    return PUBLIC_PRICES if data["network"] == Network.MAIN else ()


PUBLIC_FEEDS = (
    FeedSettings(
        url="https://www.globenewswire.com/rssfeed/organization/82e8_jAApdE1qYPVHkynKQ==",
        issuer="iren",
        name="iren at globenewswire",
    ),
    FeedSettings(url="https://feeds.newsfilecorp.com/company/5335", issuer="hive", name="hive at newsfile"),
    FeedSettings(url="https://ir.bitdeer.com/rss/news-releases.xml", issuer="bitdeer", name="bitdeer"),
    FeedSettings(
        url="https://investors.cipherdigital.com/rss/news-releases.xml", issuer="cipher", name="cipher"
    ),
    FeedSettings(
        url="https://investors.terawulf.com/news-events/press-releases/rss",
        issuer="terawulf",
        name="terawulf",
    ),
    FeedSettings(
        url="https://investors.corescientific.com/news-events/press-releases/rss",
        issuer="core-scientific",
        name="core scientific",
    ),
)
"""Feeds of miners that public programs are known to read. Only the shipped companies are on mainnet."""


def _public_feeds(data: dict[str, Any]) -> tuple[FeedSettings, ...]:
    return PUBLIC_FEEDS if data["network"] == Network.MAIN else ()


class Settings(Section, BaseSettings):
    """Every setting there is. Frozen; a key it does not know is refused."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", case_sensitive=True)

    network: Network = Network.MAIN
    sources: tuple[SourceSettings, ...] = Field(default_factory=_public_sources)
    prices: tuple[PriceSettings, ...] = Field(default_factory=_public_prices)
    feeds: tuple[FeedSettings, ...] = Field(default_factory=_public_feeds)
    disclosures: DisclosureSettings = Field(default_factory=DisclosureSettings)
    market: MarketSettings = Field(default_factory=MarketSettings)
    follow: FollowSettings = Field(default_factory=FollowSettings)
    mempool: MempoolSettings = Field(default_factory=MempoolSettings)
    labels: LabelSettings = Field(default_factory=LabelSettings)
    learning: LearningSettings = Field(default_factory=LearningSettings)
    flags: FlagSettings = Field(default_factory=FlagSettings)
    trails: TrailSettings = Field(default_factory=TrailSettings)
    episodes: EpisodeSettings = Field(default_factory=EpisodeSettings)
    severity: SeveritySettings = Field(default_factory=SeveritySettings)
    agreement: AgreementSettings = Field(default_factory=AgreementSettings)
    reconciliation: ReconciliationSettings = Field(default_factory=ReconciliationSettings)
    edgar: EdgarSettings = Field(default_factory=EdgarSettings)
    store: StoreSettings
    mqtt: MqttSettings = Field(default_factory=MqttSettings)
    log: LogSettings = Field(default_factory=LogSettings)
    status: StatusSettings = Field(default_factory=StatusSettings)
    metrics: MetricsSettings = Field(default_factory=MetricsSettings)

    @model_validator(mode="after")
    def _sources_can_serve(self) -> Self:
        if not self.sources:
            raise ValueError(f"no source for network {self.network}; add [[sources]] with kind and url")
        _require_own_names("sources", [source.name for source in self.sources])
        _require_own_names("price sources", [price.name for price in self.prices])
        for source in self.sources:
            for network, urls in PUBLIC_SOURCES.items():
                if source.url in urls.values() and network is not self.network:
                    raise ValueError(f"source {source.url} serves {network}, but network is {self.network}")
        return self


def _require_own_names(kind: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"two {kind} are called {name}; give each its own name")
