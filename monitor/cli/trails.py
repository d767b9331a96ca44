"""`minerflow trails`: what miners paid to unlabelled addresses, and where it is."""

import sys
from typing import Annotated

import typer

from monitor.alerts.trails import TrailView, trail_view
from monitor.cli.desk import open_desk
from monitor.cli.entry import in_loop
from monitor.cli.episode_tables import trail_table
from monitor.cli.heard import why_unseen
from monitor.cli.issuers import require_known
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import console, print_json, print_table
from monitor.opening import known_entities


def trails(
    config: Config = None,
    as_json: AsJson = False,
    every: Annotated[bool, typer.Option("--all", help="Those that have come to an end, too.")] = False,
    miner: Annotated[str | None, typer.Option(metavar="SLUG", help="Only this miner's.")] = None,
) -> None:
    """List what miners paid to unlabelled addresses: how much still sits there, and what became of the rest."""

    async def read() -> tuple[list[TrailView], str | None]:
        async with open_desk(config) as desk, desk.store.read() as tx:
            miners = None if miner is None else (miner,)
            accounts = await tx.trails.accounts(miners=miners, open_only=not every)
            if miner is not None and not accounts:
                require_known(miner, known_entities(desk.settings), desk.settings.labels.entities)
            return [trail_view(each) for each in accounts], await why_unseen(tx)

    views, doubt = in_loop(read())
    if doubt is not None:
        print(f"minerflow: {doubt}", file=sys.stderr)
    if as_json:
        print_json({"trails": [view.model_dump(mode="json") for view in views]})
    elif views:
        print_table(trail_table(views))
    else:
        console().print("There is no trail." if every else "No trail is open.")
