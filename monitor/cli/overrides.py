"""`minerflow disclosures pin, exclude, correct, undo, overrides`: what a reviewer knows better than was read."""

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.amounts import typed_btc
from monitor.cli.desk import Desk, open_desk
from monitor.cli.entry import in_loop
from monitor.cli.figure_options import (
    AveragePrice,
    FirstDay,
    HeldAfter,
    LastDay,
    Proceeds,
    Quantity,
    Stated,
)
from monitor.cli.issuers import require_known
from monitor.cli.options import AsJson, Because, Config, Who
from monitor.cli.printing import console, moment, print_json, print_table, styled, table, words
from monitor.disclosures.override import Correction
from monitor.money import btc_for_people
from monitor.pipeline.override_desk import Decided
from monitor.store.overrides import OverrideEntry

StatementId = Annotated[
    str, typer.Argument(metavar="STATEMENT", help="A statement's id, or the beginning of it.")
]


def pin(
    statement: StatementId,
    who: Who,
    why: Because,
    episode: Annotated[str | None, typer.Option(metavar="ID", help="The episode that it is about.")] = None,
    flag: Annotated[str | None, typer.Option(metavar="TXID", help="The transfer that it is about.")] = None,
    sats: Annotated[
        int | None,
        typer.Option("--btc", metavar="BTC", parser=typed_btc, help="How much of it; by default all."),
    ] = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Say which episode or transfer a sale statement, or a part of it, is about."""

    async def act(desk: Desk) -> Decided:
        return await desk.overrides.pin(statement, episode=episode, flag=flag, sats=sats, who=who, why=why)

    _decide(config, act, as_json=as_json)


def exclude(
    statement: StatementId, who: Who, why: Because, config: Config = None, as_json: AsJson = False
) -> None:
    """Say that a statement does not count: it was read wrongly, or is about something else."""

    async def act(desk: Desk) -> Decided:
        return await desk.overrides.exclude(statement, who=who, why=why)

    _decide(config, act, as_json=as_json)


def correct(
    statement: StatementId,
    who: Who,
    why: Because,
    kind: Stated = None,
    start: FirstDay = None,
    end: LastDay = None,
    sats: Quantity = None,
    approx: Annotated[bool | None, typer.Option("--approx/--exact", help="Whether it is rounded.")] = None,
    proceeds: Proceeds = None,
    avg_price: AveragePrice = None,
    holdings_after: HeldAfter = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Say what a document states in truth, where it was read wrongly."""
    correction = Correction(
        kind=kind,
        period_start=start,
        period_end=end,
        sats=sats,
        approximate=approx,
        proceeds_usd=proceeds,
        avg_price_usd=avg_price,
        holdings_after_sats=holdings_after,
    )

    async def act(desk: Desk) -> Decided:
        return await desk.overrides.correct(statement, correction, who=who, why=why)

    _decide(config, act, as_json=as_json)


def undo(
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="As `overrides` lists it.")],
    who: Who,
    why: Because,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Take a pin, an exclusion or a correction back, as if it had never been."""

    async def act(desk: Desk) -> Decided:
        return await desk.overrides.undo(number, who=who, why=why)

    _decide(config, act, as_json=as_json, kept="is taken back")


def list_overrides(
    issuer: Annotated[str | None, typer.Option(metavar="SLUG", help="Only this issuer's.")] = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """List what reviewers decided about statements, oldest first, also what was taken back."""

    async def read() -> list[OverrideEntry]:
        async with open_desk(config) as desk, desk.store.read() as tx:
            entries = list(await tx.overrides.entries(issuer))
            if issuer is not None and not entries:
                require_known(issuer, desk.entities, desk.settings.labels.entities)
            return entries

    entries = in_loop(read())
    if as_json:
        print_json({"overrides": [override_document(each) for each in entries]})
    elif entries:
        print_table(override_table(entries))
    else:
        console().print("Nobody has decided anything about a statement.")


def override_document(entry: OverrideEntry) -> dict[str, Any]:
    """An override as programs read it."""
    override, undone = entry.override, entry.undone
    return {
        "number": override.number,
        "issuer": entry.issuer,
        "statement_id": override.statement_id,
        "act": override.act.value,
        "episode_id": override.episode_id,
        "flag_id": override.flag_id,
        "sats": override.sats,
        "correction": {name: str(value) for name, value in override.correction.changes.items()},
        "at": entry.at.isoformat(),
        "by": entry.who,
        "why": entry.why,
        "undone": {"at": undone.at.isoformat(), "by": undone.who, "why": undone.why} if undone else None,
    }


def override_table(entries: list[OverrideEntry]) -> Any:
    """Overrides as people read them."""
    made = table("no", "issuer", "statement", "decision", "by", "at", "why", right=("no",))
    for entry in entries:
        undone = f" (taken back by {entry.undone.who}: {entry.undone.why})" if entry.undone else ""
        made.add_row(
            str(entry.override.number),
            styled(entry.issuer, ""),
            entry.override.statement_id[:8],
            styled(_decision(entry), ""),
            styled(entry.who, ""),
            moment(entry.at),
            styled(f"{entry.why}{undone}", ""),
        )
    return made


def _decision(entry: OverrideEntry) -> str:
    override = entry.override
    amount = "" if override.sats is None else f" {btc_for_people(override.sats)} BTC"
    where = f" to {override.target}" if override.target else ""
    named = (_corrected(name, value) for name, value in override.correction.changes.items())
    what = f": {', '.join(named)}" if override.correction.changes else ""
    return f"{override.act.value}{amount}{where}{what}"


def _corrected(name: str, value: Any) -> str:
    if name in {"sats", "holdings_after_sats"}:
        return f"{words(name.removesuffix('sats')).strip()} {btc_for_people(value)} BTC".strip()
    return f"{words(name)} {words(str(value))}"


def _decide(
    config: Path | None,
    act: Callable[[Desk], Coroutine[Any, Any, Decided]],
    *,
    as_json: bool,
    kept: str = "is kept",
) -> None:
    async def at_desk() -> Decided:
        async with open_desk(config) as desk:
            return await act(desk)

    done = in_loop(at_desk())
    if as_json:
        print_json(
            {
                "number": done.number,
                "statement_id": done.statement.statement_id,
                "episodes": [
                    {
                        "id": each.episode.episode_id, "kind": each.kind.value,
                        "standing": each.episode.standing.value,
                        "confirmed_sats": each.episode.confirmed_sats,
                    }
                    for each in done.revisions
                ],
            }
        )  # fmt: skip
        return
    out = console()
    out.print(styled(f"Decision {done.number} about statement {done.statement.statement_id} {kept}.", ""))
    for revision in done.revisions:
        episode = revision.episode
        amount = f", {btc_for_people(episode.confirmed_sats)} BTC confirmed" if episode.confirmed_sats else ""
        out.print(styled(f"{episode.episode_id}: {words(episode.standing.value)}{amount}", ""))
