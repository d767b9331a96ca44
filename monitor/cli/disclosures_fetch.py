"""`minerflow disclosures fetch`: EDGAR and the feeds, asked once and now."""

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from monitor.cli.desk import Desk, desk_of
from monitor.cli.documents import parts_of
from monitor.cli.entry import in_loop, settings_of
from monitor.cli.issuers import require_known
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import console, print_json, print_table, styled, table
from monitor.cli.taken import print_taken, taken_document
from monitor.document_parts import DocumentParts
from monitor.errors import EXIT_FAILED, EXIT_OK, MonitorError, SourceError
from monitor.labels.directory import load_entities
from monitor.log import configure_logging
from monitor.pipeline.feed_watch import FeedState
from monitor.pipeline.filing_watch import NOT_ASKED
from monitor.pipeline.take_document import Taken
from monitor.store.feed_items import ItemState
from monitor.store.originals import Outcome


@dataclass(frozen=True, slots=True)
class Asked:
    """One channel that was asked, and what came of it."""

    channel: str
    failed: bool
    what: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """Everything that was asked, and every document that came."""

    asked: list[Asked]
    taken: list[Taken]


def fetch(
    issuer: Annotated[
        str | None, typer.Option(metavar="SLUG", help="Only what concerns this company.")
    ] = None,
    config: Config = None,
    as_json: AsJson = False,
) -> int:
    """Ask EDGAR and every feed now, also beside a running daemon, and take in what is new."""
    settings = settings_of(config)
    configure_logging("error")  # what goes wrong is in the table
    entities = load_entities(settings.labels.entities)  # nobody is asked for by a file that is wrong
    if issuer is not None:
        require_known(issuer, {entity.slug: entity for entity in entities}, settings.labels.entities)

    async def work() -> Fetched:
        async with desk_of(settings, create=True) as desk, parts_of(desk) as parts:
            fetched = await _from_edgar(desk, parts, issuer)
            return await _from_feeds(parts, issuer, fetched)

    fetched = in_loop(work())
    if as_json:
        print_json(_document(fetched))
    elif fetched.asked:
        _show(fetched)
    if all(each.what == NOT_ASKED for each in fetched.asked):
        whose = f" that concerns {issuer}" if issuer else ""
        edgar = "set `contact` in [edgar] so that EDGAR may be asked"
        if not fetched.asked:
            edgar = f"give {issuer or 'the companies'} a cik in the entities file"
        raise MonitorError(
            f"there was nothing to ask{whose}: {edgar}, or name feeds in [[feeds]]; docs/documents.md tells how"
        )
    return EXIT_FAILED if any(each.failed for each in fetched.asked) else EXIT_OK


async def _from_edgar(desk: Desk, parts: DocumentParts, issuer: str | None) -> Fetched:
    watch = parts.filing_watch
    if watch is None:
        return Fetched([Asked("edgar", failed=False, what=NOT_ASKED)], [])
    entities = desk.entities
    asked: list[Asked] = []
    taken: list[Taken] = []
    for slug in [issuer] if issuer else [each.slug for each in entities.values()]:
        if entities[slug].cik is None:
            continue
        try:
            polled = await watch.poll(slug)
        except SourceError as error:
            asked.append(Asked(f"edgar {slug}", failed=True, what=error.what))
            if watch.source.stopped_until() is not None:
                break  # it refused us: nothing is asked for ten minutes
        else:
            new = f"{polled.new} new {'filing' if polled.new == 1 else 'filings'}"
            asked.append(Asked(f"edgar {slug}", failed=False, what=new))
            asked += [Asked(f"edgar {slug}", failed=True, what=each.lack) for each in polled.lacking]
            taken += polled.taken
    return Fetched(asked, taken)


async def _from_feeds(parts: DocumentParts, issuer: str | None, before: Fetched) -> Fetched:
    came = await parts.feeds.turn(all_now=True, issuer=issuer)
    asked = [
        Asked(f"feed {each.name}", failed=each.state is FeedState.FAILING, what=each.reason or "well")
        for each in parts.feeds.snapshots()
        if each.state is not FeedState.UNASKED
    ]
    lost = [
        Asked(f"feed {each.item.feed}", failed=True, what=f"{each.item.url}: {each.item.reason}")
        for each in came
        if each.taken is None and each.item.state is not ItemState.DUPLICATE
    ]
    return Fetched(
        [*before.asked, *asked, *lost], [*before.taken, *(each.taken for each in came if each.taken)]
    )


def _document(fetched: Fetched) -> dict[str, Any]:
    return {
        "asked": [
            {"channel": each.channel, "failed": each.failed, "what": each.what} for each in fetched.asked
        ],
        "taken": [taken_document(each) for each in fetched.taken],
    }


def _show(fetched: Fetched) -> None:
    made = table("channel", "what came of it")
    for each in fetched.asked:
        made.add_row(styled(each.channel, ""), styled(each.what, "red" if each.failed else ""))
    print_table(made)
    stated = [each for each in fetched.taken if each.new and each.outcome is Outcome.STATED]
    for taken in stated:
        print_taken(taken)
    rest = len(fetched.taken) - len(stated)
    console().print(f"New: {len(stated)} documents with something to count, {rest} others.")
