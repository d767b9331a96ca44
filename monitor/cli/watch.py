"""`minerflow watch`: alerts as they come, from the broker."""

import json
from typing import Annotated, Any

import typer

from monitor.alerts.topics import Topics
from monitor.cli.entry import in_loop, settings_of
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import SEVERITY_STYLE, console, styled
from monitor.disclosures.gaps import GapKind
from monitor.flows.revisions import Kind as RevisionKind
from monitor.mqtt.subscriber import subscribe
from monitor.opening import address_of

_PAGE = "PAGE"
_KIND = max(len(kind) for kind in (*RevisionKind, *GapKind))
_NAME = 24
"""Of most short ids; a company with a longer name moves its line a little."""
_LEFT_OUT = 4
"""Characters at the end of an episode's id; what is left means it to every command."""
_SHORT = 8
"""Characters of a statement's id."""


def watch(
    config: Config = None,
    as_json: AsJson = False,
    count: Annotated[int | None, typer.Option(metavar="N", min=1, help="Stop after so many.")] = None,
) -> None:
    """Print alerts as they come, one line each, until interrupted."""
    settings = settings_of(config)

    async def listen() -> None:
        seen = 0
        topics = Topics(settings.mqtt.prefix)
        async with subscribe(address_of(settings.mqtt), topics.every_event) as messages:
            async for message in messages:
                alert = json.loads(message.payload)
                print_alert(alert, as_json=as_json)
                seen += 1
                if seen == count:
                    return

    in_loop(listen())


def print_alert(alert: dict[str, Any], *, as_json: bool = False) -> None:
    """One alert, as an on-call person reads it, or as one line of JSON."""
    if as_json:
        print(json.dumps(alert, ensure_ascii=False), flush=True)
        return
    console().print(styled(*_head(alert)), styled(f"{alert['text']}{_said(alert)}", ""))


def _head(alert: dict[str, Any]) -> tuple[str, str]:
    """When, how loud, whether it wakes somebody, what, and of which episode or statement; and how that looks."""
    if "episode" in alert:
        told, at, name = alert["episode"], alert["episode"]["updated_at"], alert["episode_id"][:-_LEFT_OUT]
    else:
        told, at, name = alert["gap"], alert["at"], alert["gap_id"][:_SHORT]
    severity = told["severity"]
    page = _PAGE if told["page"] else ""
    head = (
        f"{at[:10]} {at[11:16]}Z  {severity:8} {page:{len(_PAGE)}}  {alert['kind']:{_KIND}}  {name:{_NAME}}"
    )
    return head, SEVERITY_STYLE.get(severity, "")


def _said(alert: dict[str, Any]) -> str:
    """The words of a reviewer's note, on the same line."""
    if alert["kind"] != RevisionKind.NOTED:
        return ""
    shown = "".join(each if each.isprintable() else " " for each in alert["cause"])
    return f' The note: "{" ".join(shown.split())}"'
