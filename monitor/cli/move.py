"""`minerflow move`: what an SQLite file holds, copied to the PostgreSQL server of the configuration."""

from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.entry import in_loop, settings_of
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import console, print_json
from monitor.errors import UsageError
from monitor.rules import flow_policy
from monitor.store.copying import copy_database


def move(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The SQLite database of before.")],
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Copy an SQLite database into the empty PostgreSQL database of the configuration, while no daemon runs."""
    settings = settings_of(config)
    store = settings.store
    if not store.on_server:
        raise UsageError(f"`store.url` names {store.shown}; set it to the PostgreSQL database to be filled")
    if not file.is_file():
        raise UsageError(f"{file}: no such file")
    copied = in_loop(
        copy_database(
            f"sqlite:///{file.absolute()}",
            store.url,
            store.secret,
            flow_policy(settings),
            settings.network.value,
        )
    )
    if as_json:
        print_json({"rows": dict(copied)})
    else:
        console().print(f"{sum(copied.values())} rows of {len(copied)} tables copied; {file} is as it was")
