"""The options by which somebody says what a document states."""

from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from monitor.cli.amounts import typed_btc, typed_day, typed_usd
from monitor.disclosures.statement import StatementKind

Stated = Annotated[StatementKind | None, typer.Option("--statement", help="What is stated.")]
FirstDay = Annotated[
    date | None,
    typer.Option("--from", metavar="YYYY-MM-DD", parser=typed_day, help="First day of the period, UTC."),
]
LastDay = Annotated[
    date | None, typer.Option("--to", metavar="YYYY-MM-DD", parser=typed_day, help="Last day of the period.")
]
Quantity = Annotated[
    int | None, typer.Option("--btc", metavar="BTC", parser=typed_btc, help="The stated quantity.")
]
Proceeds = Annotated[
    Decimal | None, typer.Option("--proceeds", metavar="USD", parser=typed_usd, help="What it brought.")
]
AveragePrice = Annotated[
    Decimal | None,
    typer.Option("--avg-price", metavar="USD", parser=typed_usd, help="Average price of a BTC."),
]
HeldAfter = Annotated[
    int | None,
    typer.Option("--holdings-after", metavar="BTC", parser=typed_btc, help="What was held afterwards."),
]
