"""What the daemon last said of itself, as commands beside it tell it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from monitor.config.settings import Settings
from monitor.pipeline.status import stamp
from monitor.store.heartbeat import Heard
from monitor.store.transaction import Transaction

_NOTHING: Mapping[str, Any] = {
    "state": "never heard of",
    "tip": None,
    "lag": None,
    "sources": [],
    "views": [],
    "difficulty": None,
    "catching_up": None,
    "troubles": {},
    "feeds": [],
    "drop_folder": None,
    "fetches_refused": {},
}
"""What only the daemon knows, before its first word; the rest of a status is what the database says."""
_IF_TOLD = ("edgar",)
"""What the daemon knows better than the configuration, once it has said something."""
_GRACE = timedelta(seconds=30)
_UNITS = (("days", 86_400), ("hours", 3_600), ("minutes", 60))
_MISSED = 3
"""Heartbeats, beside the grace, after which a daemon that has not said goodbye counts as silent."""


def heard_document(heard: Heard | None, now: datetime, settings: Settings) -> dict[str, Any]:
    """What the daemon last said, and how long ago; `silent` where it should have said something since."""
    told = heard.document if heard else {}
    said = {key: told.get(key, default) for key, default in _NOTHING.items()}
    said |= {key: told[key] for key in _IF_TOLD if key in told}
    if heard is None:
        return said | {"heard_at": None, "heard_seconds_ago": None}
    ago = now - heard.at
    if ago > settings.status.interval * _MISSED + _GRACE and said["state"] != "offline":
        said["state"] = "silent"
    return said | {"heard_at": stamp(heard.at), "heard_seconds_ago": max(0, round(ago.total_seconds()))}


def of_the_daemon(document: Mapping[str, Any]) -> str:
    """How the daemon is, in words."""
    state, seconds = document["state"], document["heard_seconds_ago"]
    if seconds is None:
        return "it has not run on this database"
    ago = _ago(seconds)
    if state == "offline":
        return f"stopped {ago}; tip, lag and sources are as of then"
    if state == "silent":
        return f"last heard of {ago}: it is not running, or it hangs; tip, lag and sources are as of then"
    return f"{state}, heard of {ago}"


async def why_no_all_clear(tx: Transaction, now: datetime, settings: Settings) -> str | None:
    """Why an empty queue does not mean that nothing happened; None where it does."""
    said = heard_document(await tx.heartbeat.latest(), now, settings)
    state, seconds = said["state"], said["heard_seconds_ago"]
    if await tx.chain.tip() is None:
        return "no block was ever scanned into this database, so an empty queue is no all-clear; see `minerflow status`"
    if seconds is None or state in {"offline", "silent"}:
        ago = "" if seconds is None else f" {_ago(seconds)}"
        how = {"offline": f"stopped{ago}", "silent": f"was last heard of{ago}"}.get(state, "has not run here")
        return f"the daemon {how}, so nothing that happened since is in the queue; see `minerflow status`"
    return None


async def why_unseen(tx: Transaction) -> str | None:
    """Why that something was not seen, or not told, does not mean that it did not happen; None where it may."""
    if await tx.chain.tip() is not None:
        return None
    daemon = "" if await tx.heartbeat.latest() else " and no daemon has run on it"
    unheard = " or silent" if daemon else ""
    return (
        f"no block was ever scanned into this database{daemon}, so nobody has looked for what stands as "
        f"not seen{unheard}; see `minerflow status`"
    )


def _ago(seconds: int) -> str:
    """How long ago something was, in the largest unit of which it is two or more: "90 seconds ago", "289 days ago"."""
    for unit, size in _UNITS:
        if seconds >= 2 * size:
            return f"{seconds // size} {unit} ago"
    return f"{seconds} {'second' if seconds == 1 else 'seconds'} ago"
