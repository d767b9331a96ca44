"""`minerflow labels candidates`, `accept` and `reject`: what the chain suggests, and what reviewers make of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer
from rich.markup import escape

from monitor.bitcoin.address import address_for_script
from monitor.bitcoin.network import Network
from monitor.cli.clusters import cluster_document, print_clusters
from monitor.cli.desk import Desk, open_desk
from monitor.cli.entry import in_loop
from monitor.cli.options import AsJson, Because, Config, Who
from monitor.cli.printing import console, moment, print_json, print_table, styled, table
from monitor.clock import utcnow
from monitor.errors import ConfigError
from monitor.flows.learning.candidate import CandidateKind, LearningPolicy, State, confidence_after
from monitor.opening import label_book
from monitor.pipeline.candidate_desk import CandidateDesk, find_candidate
from monitor.pipeline.clusters import PREFIX, OfferedCluster, find_clusters, read_clusters
from monitor.store.candidates import EVIDENCE_KEPT, KeptCandidate, KeptEvidence

log = structlog.get_logger()

_SHOWN = 3
"""So many pieces of evidence are printed for each candidate of a list."""

Ids = Annotated[
    list[str], typer.Argument(metavar="ID", help="Candidates or clusters; the beginning of an id will do.")
]
_Listed = list[tuple[KeptCandidate, list[KeptEvidence]]]


@dataclass(frozen=True, slots=True)
class _Suggested:
    """What is to be listed."""

    listed: _Listed
    clusters: list[OfferedCluster]
    evicted: int
    network: Network


def candidates(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Only these, with all that is kept of them.")
    ] = None,
    kind: Annotated[CandidateKind | None, typer.Option(help="Only of this kind.")] = None,
    entity: Annotated[str | None, typer.Option(metavar="SLUG", help="Only this entity's.")] = None,
    state: Annotated[State, typer.Option(help="Only in this state.")] = State.OPEN,
    limit: Annotated[int, typer.Option(metavar="N", min=1, help="At most so many.")] = 50,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """List what the chain suggests, the best supported first, with the evidence."""
    wanted = ids or []
    with_clusters = not wanted and state is State.OPEN and kind in {None, CandidateKind.PAYEE}

    async def read(desk: Desk) -> _Suggested:
        owner_of = _owners(desk)
        async with desk.store.read() as tx:
            rows = (
                [await find_candidate(tx, each) for each in wanted if not each.startswith(PREFIX)]
                if wanted
                else await tx.candidates.listed(kind=kind, entity=entity, state=state, limit=limit)
            )
            found: list[OfferedCluster] = []
            for prefix in (each for each in wanted if each.startswith(PREFIX)):
                found += await find_clusters(tx, LearningPolicy(), owner_of, prefix, latest=EVIDENCE_KEPT)
            if with_clusters:
                found = await read_clusters(tx, LearningPolicy(), owner_of, entity=entity, limit=limit)
            listed = [(row, list(await tx.candidates.evidence(row.candidate_id))) for row in rows]
            return _Suggested(listed, found, await tx.candidates.evicted(), Network(desk.settings.network))

    async def work() -> _Suggested:
        async with open_desk(config) as desk:
            return await read(desk)

    suggested = in_loop(work())
    if as_json:
        print_json(
            {
                "candidates": [_document(*each, suggested.network) for each in suggested.listed],
                "clusters": [cluster_document(each, suggested.network) for each in suggested.clusters],
                "evicted": suggested.evicted,
            }
        )
        return
    if not suggested.listed and not suggested.clusters:
        narrowed = ids or kind or entity or state is not State.OPEN
        console().print("There is no such candidate." if narrowed else "No candidate is open.")
    if suggested.listed or not suggested.clusters:
        _print(suggested.listed, suggested.evicted, suggested.network, shown=None if ids else _SHOWN)
    print_clusters(console(), suggested.clusters, suggested.network, whole=bool(ids))


def accept(
    ids: Ids,
    who: Who,
    why: Because,
    entity: Annotated[
        str | None,
        typer.Option(
            metavar="SLUG", help="Whose it is; needed where pools pay somebody whom nobody has named."
        ),
    ] = None,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Make candidates labels of full confidence: what rests on them is told as loudly as anything else."""
    _decide(ids, State.ACCEPTED, who, why, entity, config, as_json)


def reject(ids: Ids, who: Who, why: Because, config: Config = None, as_json: AsJson = False) -> None:
    """Say that candidates are wrong: they never make a flag again, and flags that rest on them are retracted."""
    _decide(ids, State.REJECTED, who, why, None, config, as_json)


def _decide(
    ids: list[str],
    state: State,
    who: str,
    why: str,
    entity: str | None,
    config: Path | None,
    as_json: bool,
) -> None:
    async def act() -> list[KeptCandidate]:
        async with open_desk(config) as desk:
            reviewers = CandidateDesk(desk.store, utcnow, desk.entity_of)
            return await reviewers.decide(ids, state, who=who, why=why, entity=entity)

    decided = [each.candidate_id for each in in_loop(act())]
    if as_json:
        print_json({"state": state.value, "candidates": decided})
    else:
        console().print(
            styled(f"{state.value}: {', '.join(decided)}. A running daemon heeds it within seconds.", "")
        )


def _owners(desk: Desk) -> Callable[[bytes], str | None]:
    """Whose a script is by the label files, as of now; nobody's where a file is wrong, which is logged."""
    try:
        book, now = label_book(desk.settings)[0], utcnow()
    except ConfigError as error:
        log.warning("labels.unreadable", why=str(error))
        return lambda _: None

    def owner_of(script_pubkey: bytes) -> str | None:
        attribution = book.attribute(script_pubkey, now)
        return attribution.entity if attribution else None

    return owner_of


def _document(row: KeptCandidate, evidence: list[KeptEvidence], network: Network) -> dict[str, Any]:
    return {
        "id": row.candidate_id,
        "kind": row.kind.value,
        "entity": row.entity,
        "category": row.category.value,
        "address": address_for_script(row.script_pubkey, network),
        "script_pubkey": row.script_pubkey.hex(),
        "state": row.state.value,
        "confidence": confidence_after(row.kind, row.pieces, row.doubted),
        "pieces": row.pieces,
        "doubted": row.doubted,
        "first_seen": row.first_seen.isoformat(),
        "last_seen": row.last_seen.isoformat(),
        "decided_at": row.decided_at.isoformat() if row.decided_at else None,
        "decided_by": row.decided_by,
        "why": row.why,
        "evidence": [
            {
                "txid": each.txid,
                "block_hash": each.block_hash,
                "height": each.height,
                "time": each.time.isoformat(),
                "says": each.says,
            }
            for each in evidence
        ],
    }


def _print(listed: _Listed, evicted: int, network: Network, shown: int | None) -> None:
    out = console()
    for row, evidence in listed:
        place = address_for_script(row.script_pubkey, network) or row.script_pubkey.hex()
        sure = (
            f"{confidence_after(row.kind, row.pieces, row.doubted)} %"
            if row.state is State.OPEN
            else row.state.value
        )
        out.print(
            styled(row.candidate_id, "bold"),
            styled(f"{place}: {row.kind.value} of {row.entity or '?'}, {sure}", ""),
        )
        if row.decided_by:
            out.print(styled(f"  {row.state.value} by {row.decided_by}: {row.why}", ""))
        made = table("txid", "block", "time", "evidence")
        for each in evidence[:shown]:
            made.add_row(each.txid, str(each.height), moment(each.time), escape(each.says))
        print_table(made, out)
        if row.pieces > len(evidence[:shown]):
            out.print(f"  {row.pieces} pieces of evidence in all")
    if evicted:
        out.print(f"{evicted} candidates were given up for better supported ones.")
