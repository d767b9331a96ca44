"""`minerflow disclosures reread`: documents that older rules read are read again from the store."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer

from monitor.cli.desk import open_desk
from monitor.cli.documents import documents_of
from monitor.cli.entry import in_loop
from monitor.cli.issuers import require_known
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import console, print_json, styled, words
from monitor.disclosures.rereading import Changes
from monitor.disclosures.statement import Statement
from monitor.money import btc_for_people
from monitor.pipeline.disclose import statement_view
from monitor.pipeline.rereading import Reread, Rereading

_AT_ONCE = 20


def reread(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would count otherwise; nothing is kept.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="Also what was read by the rules of today; for new entities.")
    ] = False,
    issuer: Annotated[str | None, typer.Option(metavar="SLUG", help="Only this company's.")] = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Read documents again that older rules read; the daemon does so by itself, a few at a time."""

    async def read() -> list[Reread]:
        async with open_desk(config) as desk:
            if issuer is not None:
                require_known(issuer, desk.entities, desk.settings.labels.entities)
            work = Rereading(documents_of(desk))
            if every:
                async with desk.store.read() as tx:
                    digests: Sequence[str] = [each.digest for each in await tx.originals.listed(issuer)]
            else:
                digests = await work.stale(issuer)
            if dry_run:
                return await work.preview(digests)
            done: list[Reread] = []
            for start in range(0, len(digests), _AT_ONCE):
                done += await work.read(digests[start : start + _AT_ONCE])
            return done

    done = in_loop(read())
    if as_json:
        print_json({"documents": [changed_document(each) for each in done], "kept": not dry_run})
        return
    out = console()
    for each in done:
        for line in changed_lines(each):
            out.print(styled(line, ""))
    otherwise = sum(each.changes.news for each in done)
    would = "would be read otherwise" if dry_run else "read otherwise"
    out.print(f"{len(done)} documents read again, {otherwise} {would}.")


def changed_lines(done: Reread) -> Iterable[str]:
    """What of a document counts otherwise now, a line each; nothing where all is as before."""
    if done.kept is not None:
        yield f"{done.digest[:12]}  stays as it was read: {done.kept}"
        return
    found = [f"  {sign} {_said(each)}" for sign, told in _signed(done.changes) for each in told]
    if found:
        yield f"{done.digest[:12]}  {done.url}"
        yield from found


def _signed(what: Changes) -> Iterable[tuple[str, Sequence[Statement]]]:
    return (
        ("new:", what.added),
        ("withdrawn:", what.withdrawn),
        ("restored:", what.restored),
        ("told better:", what.revised),
        ("stands as a reviewer has it:", what.stood),
    )


def _said(each: Statement) -> str:
    amount = "no quantity" if each.sats is None else f"{btc_for_people(each.sats)} BTC"
    period = f"{each.period_start} to {each.period_end}"
    return f"{each.issuer} {words(each.kind.value)}, {amount}, {period} ({each.statement_id[:8]})"


def changed_document(done: Reread) -> dict[str, Any]:
    """The same as JSON-ready values."""
    what = done.changes
    return {
        "digest": done.digest,
        "url": done.url,
        "kept": done.kept,
        "added": _views(what.added),
        "withdrawn": _views(what.withdrawn),
        "restored": _views(what.restored),
        "revised": _views(what.revised),
        "stood": _views(what.stood),
    }


def _views(statements: Iterable[Statement]) -> list[dict[str, Any]]:
    return [{"issuer": each.issuer, **statement_view(each).model_dump(mode="json")} for each in statements]
