"""`minerflow ledger`: what companies stated, what was seen of it, and what was not."""

import sys
from datetime import date
from typing import Annotated

import typer

from monitor.cli.amounts import typed_day
from monitor.cli.desk import open_desk
from monitor.cli.entry import in_loop
from monitor.cli.heard import why_unseen
from monitor.cli.issuers import require_known
from monitor.cli.ledger_tables import print_ledger
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import console, print_json
from monitor.clock import utcnow
from monitor.disclosures.ledger_whole import Ledger, Question
from monitor.disclosures.months import Month
from monitor.errors import UsageError
from monitor.opening import known_entities
from monitor.pipeline.ledger_document import ledger_document
from monitor.pipeline.ledgers import read_ledger


def _day_so_far(text: str) -> date:
    day, today = typed_day(text), _today()
    if day > today:
        raise typer.BadParameter(f"{text} lies in the future; today is {today}, UTC")
    return day


def _month(text: str) -> Month:
    try:
        return Month.from_text(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def ledger(
    issuer: Annotated[str | None, typer.Option(metavar="SLUG", help="Only this issuer's.")] = None,
    month: Annotated[
        Month | None,
        typer.Option(
            metavar="YYYY-MM",
            parser=_month,
            help="Who sold in this month; sums and sales of it, by the end of their period.",
        ),
    ] = None,
    year: Annotated[
        int | None,
        typer.Option(
            metavar="YYYY", min=2009, max=9999, help="Sums, sales and the largest sales of this year."
        ),
    ] = None,
    as_of: Annotated[
        date | None,
        typer.Option(
            metavar="YYYY-MM-DD",
            parser=_day_so_far,
            help="Only what was told and had moved by the end of this day.",
        ),
    ] = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Show who sold what, what still waits for a word, and what of the sales was seen on chain."""
    if month is not None and year is not None:
        raise UsageError("--month and --year ask for two different things; give one of them")
    question = Question(today=_today(), as_of=as_of, only_month=month, only_year=year)

    async def read() -> tuple[Ledger, str | None]:
        async with open_desk(config) as desk, desk.store.read() as tx:
            entities = known_entities(desk.settings)
            whole = await read_ledger(
                tx, desk.disclosures.reconciliation, entities.values(), question, issuer
            )
            if issuer is not None and not whole.pages:
                require_known(issuer, entities, desk.settings.labels.entities)
            return whole, await why_unseen(tx)

    found, doubt = in_loop(read())
    if doubt is not None:
        print(f"minerflow: {doubt}", file=sys.stderr)
    if as_json:
        print_json(ledger_document(found).model_dump(mode="json", by_alias=True))
    elif found.pages:
        print_ledger(console(), found)
    else:
        console().print(_nothing(issuer))


def _today() -> date:
    return utcnow().date()


def _nothing(issuer: str | None) -> str:
    whose = f" of {issuer}" if issuer else ""
    return (
        f"There is nothing{whose} in the ledger: no statement, and no coins seen moving from a miner to a platform.\n"
        "State what a company told with `minerflow disclosures add`. Flags come from `minerflow run`, and for past\n"
        "blocks from `minerflow backfill`; `minerflow coverage` shows which blocks were scanned."
    )
