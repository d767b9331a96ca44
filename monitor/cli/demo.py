"""`minerflow demo`: everything on one machine, with no set-up and no internet."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.entry import in_loop
from monitor.cli.ledger_tables import print_ledger
from monitor.cli.printing import console, moment, styled
from monitor.cli.watch import print_alert
from monitor.flows.flag import Standing
from monitor.log import configure_logging
from monitor.simulation.replay import Outcome, Stage, replay
from monitor.simulation.story import Scene

_SCENES_WITH_NEWS = 13


def demo(
    seconds: Annotated[float, typer.Option(metavar="N", min=0, help="About how long it should take.")] = 60.0,
    leave: Annotated[  # noqa: ARG001 - there is no web page yet that could stay up
        bool, typer.Option("--exit", help="End with the summary; today it always does.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show the daemon's log, too.")] = False,
) -> None:
    """Replay February 2026 on a simulated chain: what an on-call desk would have read.

    The amounts are those reported; every txid, address and hour is made up.
    """
    configure_logging("info" if verbose else "error", "auto")
    out = console()
    out.print(
        "February 2026 on a simulated chain. Amounts are those reported; txids, addresses, hours, some days\n"
        "and some counterparties are made up. > is what happens, the rest is what subscribers of the broker get.\n"
    )
    # Each block needs about a second until the next look at the tip, which the follower's interval sets, and each
    # filing about five, at two requests a second; at the end it is worked out what labelled scripts held.
    pause = max(0.0, (seconds - 45) / _SCENES_WITH_NEWS)
    with tempfile.TemporaryDirectory(prefix="minerflow-demo-") as directory:
        outcome = in_loop(replay(Path(directory), Stage(_print_scene, print_alert), pause))
    _print_outcome(outcome)


def _print_scene(scene: Scene) -> None:
    if scene.tells:
        console().print(styled(f"\n> {moment(scene.at)}  {scene.tells}", "bold"))


def _print_outcome(outcome: Outcome) -> None:
    out = console()
    out.print(styled("\nWhere it stands:\n", "bold"))
    print_ledger(out, outcome.ledger)
    waiting = [each for each in outcome.episodes if each.standing is Standing.INDICATIVE]
    for episode in waiting:
        until = f" until {moment(episode.expires_at)}" if episode.expires_at else ""
        out.print(
            f"\n{episode.miner}: {len(episode.live_flags)} transfers to "
            f"{len({flag.to_entity for flag in episode.live_flags})} platforms are one episode; "
            f"it stays indicative{until}."
        )
