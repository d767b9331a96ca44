"""The options that commands over label files share."""

from pathlib import Path
from typing import Annotated

import typer

from monitor.bitcoin.network import Network
from monitor.labels.formats.registry import FORMATS

ACTORPACK = "actorpack"

FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="NAME",
        help=f"{', '.join(FORMATS)} or {ACTORPACK}; by default after the file's ending.",
    ),
]
OnNetwork = Annotated[Network, typer.Option(help="The network that addresses must belong to.")]
Entities = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Who the companies are; by default what is shipped.")
]
