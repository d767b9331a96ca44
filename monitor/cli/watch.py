"""`minerflow watch`: alerts as they come, from the broker."""

import json
from typing import Annotated, Any

import typer

from monitor.alerts.topics import Topics
from monitor.cli.entry import in_loop, settings_of
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import SEVERITY_STYLE, console, styled
from monitor.mqtt.subscriber import subscribe
from monitor.opening import address_of


def watch(
    config: Config = None,
    as_json: AsJson = False,
    count: Annotated[int | None, typer.Option(min=1, help="Stop after so many.")] = None,
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
    at, severity = _when_and_how_loud(alert)
    head = f"{at[:10]} {at[11:16]}Z  {severity:8} {alert['kind']:9}"
    console().print(styled(head, SEVERITY_STYLE.get(severity, "")), styled(alert["text"], ""))


def _when_and_how_loud(alert: dict[str, Any]) -> tuple[str, str]:
    """Of an episode's revision, or of a coverage gap's."""
    if "episode" in alert:
        return alert["episode"]["updated_at"], alert["episode"]["severity"]
    return alert["at"], alert["gap"]["severity"]
