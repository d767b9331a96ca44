"""The options that many commands share."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

SYSTEM_CONFIG = Path("/etc/minerflow/minerflow.toml")


def _config(path: Path | None) -> Path | None:
    if path is not None:
        return path
    return SYSTEM_CONFIG if SYSTEM_CONFIG.exists() else None


def _somebody(name: str) -> str:
    return _said(name, "--by", "say who decides; the audit trail keeps it")


def _reason(text: str) -> str:
    return _said(text, "--why", "say how you know; the audit trail keeps it")


def _said(text: str, option: str, otherwise: str) -> str:
    if not text.strip():
        raise typer.BadParameter(otherwise, param_hint=option)
    return text


Config = Annotated[
    Path | None,
    typer.Option(
        "--config",
        "-c",
        metavar="FILE",
        callback=_config,
        help=f"Configuration; by default {SYSTEM_CONFIG}, or what is shipped.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Who = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="NAME",
        callback=_somebody,
        help="Who decides; by default whoever is logged in.",
        default_factory=getpass.getuser,
        show_default=False,
    ),
]
Why = Annotated[
    str,
    typer.Option("--why", "-m", metavar="TEXT", callback=_reason, help="The reason, for the audit trail."),
]
Because = Annotated[
    str,
    typer.Option("--why", "-m", metavar="TEXT", callback=_reason, help="How you know; it is kept."),
]
EpisodeId = Annotated[str, typer.Argument(metavar="ID", help="An episode's id, or the beginning of it.")]
