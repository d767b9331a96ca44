"""The command that shows how the daemon is: what the database knows, and what the daemon last said of itself."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from rich.table import Table

from monitor.cli.desk import labels_of, open_desk
from monitor.cli.entry import in_loop
from monitor.cli.heard import heard_document, of_the_daemon
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import console, print_hanging, print_json, print_table, styled, table, words
from monitor.clock import utcnow
from monitor.errors import ConfigError
from monitor.pipeline.document_channels import no_channels
from monitor.pipeline.health import Health
from monitor.pipeline.learning import over_files
from monitor.pipeline.progress import Progress
from monitor.pipeline.shelf import LabelShelf
from monitor.pipeline.source_views import Says
from monitor.pipeline.status import StatusBoard

_APART = frozenset(
    {
        "schema",
        "sources",
        "views",
        "feeds",
        "troubles",
        "filings_lacking",
        "documents_to_read",
        "state",
        "heard_at",
        "heard_seconds_ago",
    }
)
"""Has lines of its own, or is for programs."""
_FIRST = ("tip", "lag", "scanned_height", "scanned_block_time")
_HASH = 12
_IS_HASH = re.compile("[0-9a-f]{32,}")
_STATE_STYLES = {
    "online": "green",
    "healthy": "green",
    "degraded": "yellow",
    "failing": "yellow",
    "half-open": "yellow",
    "well": "green",
    "unasked": "",
}


def status(config: Config = None, as_json: AsJson = False) -> None:
    """Show how far the chain was scanned, what waits to be sent, and how the daemon and its sources are."""
    document = in_loop(_read(config))
    if as_json:
        print_json(document)
        return
    out = console()
    for name, text, style in _lines(document):
        print_hanging(out, f"{name:20} ", text, style)
    if document["sources"]:
        print_table(_sources(document["sources"], document["views"]))
    if document["feeds"]:
        print_table(_feeds(document["feeds"]))


def _lines(document: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    """Each line's name, text and style; first what somebody at night looks for."""
    yield "daemon", of_the_daemon(document), _STATE_STYLES.get(document["state"], "red")
    for part, reason in sorted(document["troubles"].items(), key=lambda each: _can_wait(each[0])):
        yield "trouble", f"{part}: {reason}", "red"
    for issuer, number in document["documents_to_read"].items():
        some = "a document" if number == 1 else f"{number} documents"
        lists = f"minerflow disclosures list --issuer {issuer}"
        yield (
            "to read",
            f"{some} of {issuer} with passages about selling that were not understood; {lists}",
            "yellow",
        )
    for key in (*_FIRST, *(key for key in document if key not in _FIRST and key not in _APART)):
        text = _for_people(_short(document.get(key)))
        if text:
            yield words(key), text, ""
    for lack in document["filings_lacking"]:
        yield "filing", lack, "yellow"


def _can_wait(part: str) -> bool:
    """Whether alerts come without it: what keeps them from coming must not stand below it."""
    return part.startswith(("feed ", "price"))


def _short(value: Any) -> Any:
    """A value with the beginnings of hashes in their place."""
    return f"{value[:_HASH]}…" if isinstance(value, str) and _IS_HASH.fullmatch(value) else value


async def _read(config: Any) -> dict[str, Any]:
    async with open_desk(config) as desk:
        book, wrong = labels_of(desk.settings)
        shelf = LabelShelf(await over_files(desk.store, book))
        contact = desk.settings.edgar.contact
        board = StatusBoard(
            desk.store,
            shelf,
            desk.settings.network,
            Health(),
            Progress(),
            utcnow,
            channels=lambda counts: (
                no_channels(counts) | ({"edgar": "the daemon asks it"} if contact else {})
            ),
        )
        document = await board.document()
        async with desk.store.read() as tx:
            heard = await tx.heartbeat.latest()
        document |= heard_document(heard, utcnow(), desk.settings)
        return document if wrong is None else _without_labels(document, wrong)


def _without_labels(document: dict[str, Any], wrong: ConfigError) -> dict[str, Any]:
    """The status where the label files cannot be read: nothing that rests on them is told."""
    reason = f"the files are wrong: {wrong.in_short}"
    unknown = dict.fromkeys(("label_set", "labels", "histories", "coverage"))
    return document | unknown | {"troubles": {"labels": reason} | document["troubles"]}


def _for_people(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(
            f"{words(str(key))} {_for_people(each)}" for key, each in value.items() if each is not None
        )
    if isinstance(value, list):
        return "; ".join(_for_people(each) for each in value)
    return "" if value is None else str(value)


def _sources(sources: list[Mapping[str, Any]], views: list[Mapping[str, Any]]) -> Table:
    counts = ("this hour", "left", "requests", "p50 ms", "p95 ms", "p99 ms")
    rows = table("source", "state", "chain", *counts, "errors", "why", right=counts)
    said = {view["source"]: view for view in views}
    for source in sources:
        latency = source["latency_ms"] or {}
        view = said.get(source["name"], {"says": "not asked yet", "detail": ""})
        why = dict.fromkeys(text for text in (source["reason"], view["detail"]) if text)
        until = f" until {source['until']}" if source["until"] else ""
        rows.add_row(
            styled(source["name"] + (" (serves)" if source["serving"] else ""), ""),
            styled(source["state"] + until, _STATE_STYLES.get(source["state"], "red")),
            styled(view["says"], "green" if view["says"] == Says.AGREES else "yellow"),
            str(source["used"]),
            "no limit" if source["left"] is None else str(source["left"]),
            str(source["requests"]),
            *(str(latency.get(share, "")) for share in ("p50", "p95", "p99")),
            styled(", ".join(f"{count} {kind}" for kind, count in source["errors"].items()), ""),
            styled("; ".join(why), ""),
        )
    return rows


def _feeds(feeds: list[Mapping[str, Any]]) -> Table:
    counts = ("taken", "waiting", "duplicate", "refused")
    rows = table("feed", "issuer", "state", "newest item", *counts, "why", right=counts)
    for feed in feeds:
        rows.add_row(
            styled(feed["name"], ""),
            styled(feed["issuer"] or "everybody", ""),
            styled(feed["state"], _STATE_STYLES.get(feed["state"], "red")),
            (feed["newest_item_at"] or "")[:10],
            *(str(feed["items"][count]) for count in counts),
            styled(feed["reason"] or "", ""),
        )
    return rows
