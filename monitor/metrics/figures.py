"""The status document as Prometheus metrics. Names end in their unit; what may fall is a gauge."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from prometheus_client import Metric
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from monitor.pipeline.feed_watch import FeedState
from monitor.pipeline.snapshot import SourceState

STATES = ("online", "degraded")
Status = Mapping[str, Any]
Value = Callable[[Mapping[str, Any]], float | None]

_GAUGES = {
    "tip": ("minerflow_tip_height", "Height of the best block that the source told of."),
    "scanned_height": ("minerflow_scanned_height", "Height of the last block that was processed completely."),
    "lag": ("minerflow_lag_blocks", "Blocks between the two."),
    "blocks_scanned": ("minerflow_scanned_blocks", "Blocks of the best chain that were scanned."),
    "labels": ("minerflow_labels", "Labels that are looked for."),
    "outbox": ("minerflow_outbox_messages", "Messages that wait for the broker."),
}
_TRAIL_GAUGES = {
    "trails": (
        "minerflow_trails",
        "Payments of miners to unlabelled scripts of which something is followed.",
    ),
    "parts": ("minerflow_trail_parts", "Parts of them that are followed."),
    "sats": ("minerflow_trail_sats", "What these hold, in satoshis."),
    "let_go": ("minerflow_trail_parts_let_go", "Parts let go because more was open than can be followed."),
}
_COUNTED = {
    "filings": (
        "minerflow_filings",
        "Filings of companies that EDGAR lists, by how far they were read.",
        "state",
    ),
    "documents": ("minerflow_documents", "Documents that were taken in, by what came of them.", "outcome"),
}
_SOURCE_GAUGES: Mapping[str, tuple[str, Value]] = {
    "minerflow_source_serving": ("Whether this source is asked first.", lambda s: float(s["serving"])),
    "minerflow_source_limit_per_hour": (
        "Requests an hour that it gets as things stand; absent without a limit.",
        lambda s: s["limit"] if s["learned_limit"] is None else s["learned_limit"],
    ),
    "minerflow_source_used_requests": ("Requests within the last hour.", lambda s: s["used"]),
    "minerflow_source_left_requests": (
        "Requests left of this hour's; absent without a limit.",
        lambda s: s["left"],
    ),
}
_SOURCE_COUNTERS: Mapping[str, tuple[str, Value]] = {
    "minerflow_source_requests": ("Requests since the start.", lambda s: s["requests"]),
    "minerflow_source_received_bytes": ("Bytes of answers since the start.", lambda s: s["bytes"]),
}


class StatusCollector(Collector):
    """Makes metrics of the latest status whenever they are asked for."""

    def __init__(self, status: Callable[[], Status]) -> None:
        """`status` gives the latest document; an empty one before the first."""
        self._status = status

    def collect(self) -> Iterator[Metric]:
        """Every metric there is."""
        status = self._status()
        if not status:
            return
        yield from _of_the_daemon(status)
        yield from _of_the_sources(status["sources"])
        yield from _of_the_channels(status)


def _of_the_daemon(status: Status) -> Iterator[Metric]:
    for key, (name, about) in _GAUGES.items():
        if status[key] is not None:
            yield GaugeMetricFamily(name, about, value=status[key])
    for key, (name, about) in _TRAIL_GAUGES.items():
        yield GaugeMetricFamily(name, about, value=status["trails"][key])
    for key, (name, about, label) in _COUNTED.items():
        family = GaugeMetricFamily(name, about, labels=[label])
        for what, count in status[key].items():
            family.add_metric([what], count)
        yield family
    yield CounterMetricFamily(
        "minerflow_revisions", "Revisions of episodes that were ever made.", value=status["revision"]
    )
    taken_at = datetime.fromisoformat(status["at"]).timestamp()
    yield GaugeMetricFamily(
        "minerflow_status_timestamp_seconds", "When these figures were taken.", value=taken_at
    )
    state = GaugeMetricFamily("minerflow_state", "1 for the state it is in.", labels=["state"])
    for each in STATES:
        state.add_metric([each], float(status["state"] == each))
    yield state
    troubles = GaugeMetricFamily("minerflow_trouble", "1 for each part that does not work.", labels=["part"])
    for part in status["troubles"]:
        troubles.add_metric([part], 1)
    yield troubles


def _of_the_sources(sources: Sequence[Mapping[str, Any]]) -> Iterator[Metric]:
    for kind, table in ((GaugeMetricFamily, _SOURCE_GAUGES), (CounterMetricFamily, _SOURCE_COUNTERS)):
        for name, (about, value) in table.items():
            family = kind(name, about, labels=["source"])
            for source in sources:
                number = value(source)
                if number is not None:
                    family.add_metric([source["name"]], number)
            yield family
    yield _states(sources)
    yield _errors(sources)
    yield _latencies(sources)


def _of_the_channels(status: Status) -> Iterator[Metric]:
    states = GaugeMetricFamily("minerflow_feed_state", "1 for the state it is in.", labels=["feed", "state"])
    items = GaugeMetricFamily(
        "minerflow_feed_items",
        "Items of feeds that matter, by what became of them.",
        labels=["feed", "state"],
    )
    newest = GaugeMetricFamily(
        "minerflow_feed_newest_item_timestamp_seconds", "The date of its latest item.", labels=["feed"]
    )
    for feed in status["feeds"]:
        for state in FeedState:
            states.add_metric([feed["name"], state.value], float(feed["state"] == state.value))
        for what, count in feed["items"].items():
            items.add_metric([feed["name"], what], count)
        if feed["newest_item_at"]:
            newest.add_metric([feed["name"]], datetime.fromisoformat(feed["newest_item_at"]).timestamp())
    yield from (states, items, newest)
    for key, name, about in (
        (
            "drop_folder",
            "minerflow_dropped_files",
            "Files from the drop folder: taken, or why they were refused.",
        ),
        (
            "fetches_refused",
            "minerflow_fetches_refused",
            "Addresses and answers that were refused, by the rule.",
        ),
    ):
        family = CounterMetricFamily(name, f"{about} Since the start.", labels=["what"])
        for what, count in (status[key] or {}).items():
            family.add_metric([what], count)
        yield family


def _states(sources: Sequence[Mapping[str, Any]]) -> Metric:
    family = GaugeMetricFamily(
        "minerflow_source_state", "1 for the state it is in.", labels=["source", "state"]
    )
    for source in sources:
        for state in SourceState:
            family.add_metric([source["name"], state.value], float(source["state"] == state.value))
    return family


def _errors(sources: Sequence[Mapping[str, Any]]) -> Metric:
    family = CounterMetricFamily(
        "minerflow_source_errors", "Requests without a usable answer.", labels=["source", "kind"]
    )
    for source in sources:
        for kind, count in source["errors"].items():
            family.add_metric([source["name"], kind], count)
    return family


def _latencies(sources: Sequence[Mapping[str, Any]]) -> Metric:
    family = GaugeMetricFamily(
        "minerflow_source_latency_seconds",
        "From request to whole answer, of the latest answers.",
        labels=["source", "quantile"],
    )
    for source in sources:
        for name, milliseconds in (source["latency_ms"] or {}).items():
            family.add_metric([source["name"], f"0.{name[1:]}"], milliseconds / 1000)
    return family
