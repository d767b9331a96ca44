"""The review commands: queue, show, ack, note, dismiss, confirm, reopen."""

import shlex
import sys
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.alerts.payload import EpisodeView, EvidenceView, episode_view
from monitor.cli.amounts import typed_address, typed_btc
from monitor.cli.desk import Desk, open_desk
from monitor.cli.entry import in_loop
from monitor.cli.episode_statements import stated_document, stated_line
from monitor.cli.episode_tables import episode_table, flag_table, print_explanations, trail_table
from monitor.cli.heard import why_no_all_clear
from monitor.cli.issuers import require_known
from monitor.cli.options import AsJson, Because, Config, EpisodeId, Who, Why
from monitor.cli.passages import how_to_read
from monitor.cli.printing import (
    console,
    moment,
    print_hanging,
    print_json,
    print_table,
    styled,
    words,
)
from monitor.clock import utcnow
from monitor.errors import UsageError
from monitor.flows.flag import Standing
from monitor.flows.revisions import Revision
from monitor.money import btc_for_people, usd_for_people
from monitor.opening import known_entities
from monitor.pipeline.episode_statements import StatedOf, stated_of
from monitor.pipeline.facts import facts_of
from monitor.pipeline.review import find
from monitor.rules import flow_policy
from monitor.store.audit import AuditEntry
from monitor.store.episodes import PastRevision

OPEN = (Standing.INDICATIVE, Standing.PARTIALLY_CONFIRMED)
"""What waits for somebody, with what is refuted and the company's own figures speak against."""


def queue(
    config: Config = None,
    as_json: AsJson = False,
    every: Annotated[bool, typer.Option("--all", help="Decided episodes, too.")] = False,
    standing: Annotated[list[Standing] | None, typer.Option(help="Only these; may be repeated.")] = None,
    miner: Annotated[str | None, typer.Option(metavar="SLUG", help="Only this miner's.")] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", min=1, help="At most so many.")] = None,
) -> None:
    """List the episodes that wait for somebody, loudest first."""
    wanted = tuple(standing or (() if every else OPEN))

    async def read() -> tuple[list[EpisodeView], str | None]:
        async with open_desk(config) as desk, desk.store.read() as tx:
            tip = await tx.chain.tip()
            episodes = await tx.episodes.listed(
                standings=wanted, miner=miner, limit=limit, doubted=wanted == OPEN
            )
            policy = flow_policy(desk.settings)
            height = tip.height if tip else None
            facts = await facts_of(tx, episodes, utcnow(), desk.entity_of)
            views = [episode_view(episode, policy, height, facts) for episode in episodes]
            if miner is not None and not views:
                require_known(miner, known_entities(desk.settings), desk.settings.labels.entities)
            return views, await why_no_all_clear(tx, utcnow(), desk.settings)

    views, doubt = in_loop(read())
    if doubt is not None:
        print(f"minerflow: {doubt}", file=sys.stderr)
    if as_json:
        print_json({"episodes": [view.model_dump(mode="json") for view in views]})
    elif views:
        print_table(episode_table(views))
    else:
        console().print("Nothing waits." if wanted == OPEN else "There is no such episode.")


@dataclass(frozen=True, slots=True)
class _Case:
    """Everything that `show` prints of one episode."""

    view: EpisodeView
    history: list[PastRevision]
    audit: list[AuditEntry]
    words: list[StatedOf]
    """What statements account for, and what reviewers decided about these."""


def show(episode: EpisodeId, config: Config = None, as_json: AsJson = False) -> None:
    """Show one episode: its transfers, its history, and what people did."""

    async def read() -> _Case:
        async with open_desk(config) as desk, desk.store.read() as tx:
            found = await find(tx, episode)
            tip = await tx.chain.tip()
            return _Case(
                episode_view(
                    found,
                    flow_policy(desk.settings),
                    tip.height if tip else None,
                    await facts_of(tx, (found,), utcnow(), desk.entity_of),
                ),
                list(await tx.episodes.history(found.episode_id)),
                list(await tx.audit.of(found.episode_id)),
                await stated_of(tx, found),
            )

    case = in_loop(read())
    if as_json:
        print_json(
            {
                "episodes": [case.view.model_dump(mode="json")],
                "history": [
                    {
                        "revision": each.revision, "kind": each.kind, "cause": each.cause, "by": each.by,
                        "at": each.at.isoformat(), "severity": each.severity, "text": each.told,
                    }
                    for each in case.history
                ],
                "audit": [
                    {"at": each.at.isoformat(), "who": each.who, "action": each.action, "why": each.why}
                    for each in case.audit
                ],
                "statements": [stated_document(each) for each in case.words],
            }
        )  # fmt: skip
        return
    _print_case(case)


def _print_case(case: _Case) -> None:
    view, out = case.view, console()
    out.print(styled(view.id, "bold"), f"revision {view.revision}, {view.severity}, {words(view.standing)}")
    worth = f" (about {usd_for_people(Decimal(view.usd))})" if view.usd else ""
    out.print(
        f"{btc_for_people(view.sats)} BTC{worth} moved, {btc_for_people(view.confirmed_sats)} BTC confirmed; "
        f"opened {moment(view.opened_at)}"
    )
    if view.expires_at is not None:
        out.print(f"a disclosure is usual until {moment(view.expires_at)}")
    out.print(f"owner: {styled(view.owner or 'nobody yet', '')}\n")
    print_table(flag_table(view))
    out.print()
    if view.trails:
        out.print("paid to unlabelled addresses, and where it is:")
        print_table(trail_table(view.trails))
        out.print()
    for finding in view.evidence:
        if finding.digest is None:
            out.print(styled(f"{finding.text}; it decides nothing", ""))
        else:
            out.print(
                styled(f"{finding.text}; {how_to_read(finding.digest)} has the words", ""), soft_wrap=True
            )
            out.print(styled(_what_to_enter(view, finding), ""), soft_wrap=True)
    for word in case.words:
        print_hanging(out, f"{word.statement.statement_id[:8]}  ", stated_line(word))
    print_explanations(view)
    out.print(styled("What was told, and as how urgent, as it was known then:", "bold"))
    for each in case.history:
        who = f" by {each.by}" if each.by else ""
        print_hanging(out, f"{moment(each.at)}  {each.revision:>3}  ", f"{each.kind}{who}: {each.cause}")
        print_hanging(out, f"{'':24}", f"{each.severity}: {each.told}")


def _what_to_enter(view: EpisodeView, finding: EvidenceView) -> str:
    """What somebody enters who has read a document about an episode that no rule understood.

    The command is whole, and as it stands it confirms nothing: the quantity is for whoever has read it.
    """
    days = sorted(flag.time.date() for flag in view.flags)
    command = shlex.join(
        ("minerflow", "disclosures", "add", "--issuer", view.miner, "--url", str(finding.url), "--statement", "sale",
         "--from", str(days[0]), "--to", str(days[-1]))
    )  # fmt: skip
    return f"where they tell of a sale, with their days and --btc (of none, with no_sale):\n  {command}"


def _decide(decision: str, episode: str, config: Path | None, who: str, why: str, as_json: bool) -> None:
    async def act(desk: Desk) -> Revision:
        return await desk.review.decide(decision, episode, who=who, why=why)

    _report(in_loop(_at_desk(config, act)), as_json)


@dataclass(frozen=True, slots=True)
class _Done:
    """A revision, and the text with which it was told."""

    revision: Revision
    text: str


async def _at_desk(config: Path | None, act: Callable[[Desk], Coroutine[Any, Any, Revision]]) -> _Done:
    async with open_desk(config) as desk:
        revision = await act(desk)
        episode = revision.episode
        async with desk.store.read() as tx:
            history = await tx.episodes.history(episode.episode_id)
        return _Done(revision, next(each.told for each in history if each.revision == episode.revision))


def _report(done: _Done, as_json: bool) -> None:
    episode = done.revision.episode
    if as_json:
        print_json(
            {
                "id": episode.episode_id, "revision": episode.revision, "kind": done.revision.kind.value,
                "standing": episode.standing.value, "text": done.text,
            }
        )  # fmt: skip
    else:
        console().print(styled(f"{episode.episode_id} revision {episode.revision}: {done.text}", ""))


def ack(
    episode: EpisodeId, who: Who, why: Why = "seen", config: Config = None, as_json: AsJson = False
) -> None:
    """Say that you have seen an episode and look after it."""
    _decide("ack", episode, config, who, why, as_json)


def note(
    episode: EpisodeId,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="What to write down.")],
    who: Who,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Write something down about an episode."""
    if not text.strip():
        raise UsageError("an empty note says nothing")
    _decide("note", episode, config, who, text, as_json)


def dismiss(
    episode: EpisodeId,
    who: Who,
    why: Because,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Say that an episode is nothing: its flags take no part in reconciliation any more."""
    _decide("dismiss", episode, config, who, why, as_json)


def reopen(
    episode: EpisodeId,
    who: Who,
    why: Because,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Take a dismissal or an expiry back."""
    _decide("reopen", episode, config, who, why, as_json)


def confirm(
    episode: EpisodeId,
    who: Who,
    url: Annotated[
        str,
        typer.Option(
            metavar="URL", parser=typed_address, help="The document in which the company states it."
        ),
    ],
    sats: Annotated[
        int | None,
        typer.Option(
            "--btc", metavar="BTC", parser=typed_btc, help="How much it covers; by default the whole episode."
        ),
    ] = None,
    why: Why = "read by a reviewer",
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Confirm an episode by a document that you have read. Only the company can say that it sold."""

    async def act(desk: Desk) -> Revision:
        done = await desk.review.confirm(episode, url=url, sats=sats, who=who, why=why)
        if not done.revisions:
            raise UsageError(f"{url} was already stated for this episode; nothing has changed")
        return done.revisions[0]

    _report(in_loop(_at_desk(config, act)), as_json)
