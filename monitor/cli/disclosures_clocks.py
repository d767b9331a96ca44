"""`minerflow disclosures clocks`: when each company's word is expected, and what of that its own past has taught."""

from typing import Annotated, Any

import typer

from monitor.cli.desk import open_desk
from monitor.cli.entry import in_loop
from monitor.cli.issuers import require_known
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import console, print_json, print_table, styled, table
from monitor.clock import utcnow
from monitor.disclosures.habit import Learned, entity_expires_at
from monitor.labels.entity import Entity
from monitor.labels.vocabulary import Category
from monitor.pipeline.clocks import IssuerClock, issuer_clock


def clocks(
    issuer: Annotated[str | None, typer.Option(metavar="SLUG", help="Only this company's.")] = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Show how often each company reports, how late its word comes, and how long before a sale its coins move."""

    async def read() -> list[tuple[IssuerClock, Entity | None]]:
        async with open_desk(config) as desk, desk.store.read() as tx:
            entities = desk.entities
            told = await tx.disclosures.issuers()
            if issuer is not None and issuer not in told:
                require_known(issuer, entities, desk.settings.labels.entities)
            miners = (
                each.slug for each in entities.values() if each.category is Category.MINER and each.habits
            )
            names = [issuer] if issuer else sorted({*told, *miners})
            policy, day = desk.disclosures.reconciliation, utcnow().date()
            return [
                (await issuer_clock(tx, name, entities.get(name), policy, day), entities.get(name))
                for name in names
            ]

    found = in_loop(read())
    if as_json:
        print_json({"clocks": [_document(clock, entity) for clock, entity in found]})
        return
    if not found:
        console().print("No company is known that discloses anything.")
        return
    made = table(
        "company", "reports", "out after", "from", "coins move before", "from", "today's coins expire"
    )
    for clock, entity in found:
        made.add_row(
            styled(clock.issuer, ""),
            clock.habit.cadence.value + ("" if clock.configured else ", assumed"),
            _days(clock.habit.lag_days),
            _basis(clock.lag, _days(clock.configured.lag_days) if clock.configured else None),
            _days(clock.lead_days),
            _basis(clock.lead, _days(clock.configured_lead_days)),
            f"{entity_expires_at(utcnow(), entity, clock.habit):%Y-%m-%d}",
        )
    print_table(made)


def _days(days: int) -> str:
    return f"{days} day{'' if days == 1 else 's'}"


def _basis(learned: Learned | None, configured: str | None) -> str:
    """On what a number of days rests."""
    if learned is None:
        return "configured" if configured else "nobody knows"
    before = f", configured: {configured}" if configured else ""
    return f"{learned.observations} observed{before}"


def _document(clock: IssuerClock, entity: Entity | None) -> dict[str, Any]:
    return {
        "issuer": clock.issuer,
        "cadence": clock.habit.cadence.value,
        "assumed": clock.configured is None,
        "lag_days": clock.habit.lag_days,
        "configured_lag_days": clock.configured.lag_days if clock.configured else None,
        "lag_observations": clock.lag.observations if clock.lag else None,
        "lead_days": clock.lead_days,
        "configured_lead_days": clock.configured_lead_days,
        "lead_observations": clock.lead.observations if clock.lead else None,
        "expires_if_today": entity_expires_at(utcnow(), entity, clock.habit).isoformat(),
    }
