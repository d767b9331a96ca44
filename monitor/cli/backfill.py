"""`minerflow backfill`: past blocks with the present labels."""

import asyncio
from typing import Annotated

import typer

from monitor.alerts.topics import Topics
from monitor.bitcoin.network import PARAMS, Network
from monitor.chain_parts import ChainParts
from monitor.cli.desk import Desk, desk_of
from monitor.cli.entry import in_loop, settings_of
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import console, print_json
from monitor.cli.progress_bar import OnStretch, progress_bar
from monitor.clock import utcnow
from monitor.flows.learning.candidate import LearningPolicy
from monitor.opening import open_prices, open_sources, read_labels
from monitor.pipeline.backfill import Backfill, Backfilled
from monitor.pipeline.examine import Examiner
from monitor.pipeline.health import Health
from monitor.pipeline.learning import over_files
from monitor.pipeline.prices import PriceDesk
from monitor.pipeline.progress import Progress, Reckoner
from monitor.pipeline.record import Recorder
from monitor.pipeline.shelf import LabelShelf
from monitor.rules import flow_policy, trail_policy


def backfill(
    first: Annotated[int, typer.Option("--from", metavar="H", min=0, help="The first block's height.")],
    last: Annotated[
        int | None,
        typer.Option("--to", metavar="H", min=0, help="The last one's; by default the checkpoint."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Also what was scanned with the present labels before.")
    ] = False,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Scan past blocks with the present labels, also while the daemon runs. It may be cut short and run again."""
    settings = settings_of(config)

    async def scan(on_stretch: OnStretch) -> Backfilled:
        async with desk_of(settings) as desk:
            return await _scan(desk, first, last, on_stretch, again=again)

    with progress_bar(settings) as on_stretch:
        done = in_loop(scan(on_stretch))
    if as_json:
        print_json(
            {
                "from": done.first,
                "to": done.last,
                "scanned": done.blocks,
                "coins_found": done.coins,
                "trail_parts_left": done.trail_parts,
            }
        )
        return
    before = done.last - done.first + 1 - done.blocks
    console().print(
        f"Blocks {done.first} to {done.last}: {done.blocks} scanned"
        + (f", {before} were scanned with these labels before." if before else ".")
    )
    if done.coins:
        console().print(
            f"{done.coins} coins of miners' scripts were new. Blocks above {done.last} may hold taproot spends of them "
            f"that were not seen: minerflow backfill --from {done.last + 1} --again"
        )
    if done.trail_parts:
        console().print(
            f"{done.trail_parts} parts of trails are open behind block {done.last}. "
            f"To follow them on: minerflow backfill --from {done.last + 1} --again"
        )


async def _scan(
    desk: Desk, first: int, last: int | None, on_stretch: OnStretch, *, again: bool
) -> Backfilled:
    settings, store = desk.settings, desk.store
    network = Network(settings.network)
    shelf = LabelShelf(await over_files(store, await asyncio.to_thread(read_labels, settings)))
    async with (
        open_sources(settings.sources, network) as sources,
        open_prices(settings.prices, utcnow) as prices,
    ):
        health = Health()
        parts = ChainParts(
            settings=settings,
            shelf=shelf,
            store=store,
            sources=sources,
            clock=utcnow,
            health=health,
            progress=Progress(),
            recorder=Recorder(flow_policy(settings), Topics(settings.mqtt.prefix), shelf.entity),
            on_revisions=lambda: None,  # the daemon looks into the outbox by itself
            price_at_hand=PriceDesk(prices, store, health).at_hand,
        )
        return await Backfill(
            sources=sources,
            store=store,
            examiner=Examiner(
                sources=sources,
                shelf=shelf,
                params=PARAMS[network],
                now=utcnow,
                learning=LearningPolicy() if settings.learning.enabled else None,
                trails=trail_policy(settings),
            ),
            committer=parts.committer,
            reckoner=Reckoner(on_stretch),
        ).run(first, last, again=again)
