"""`minerflow disclosures dismiss`: what was not understood in a document tells nothing, somebody who read it says."""

from typing import Annotated

import typer

from monitor.cli.desk import open_desk
from monitor.cli.disclosures_show import digest_of
from monitor.cli.documents import documents_of
from monitor.cli.entry import in_loop
from monitor.cli.options import AsJson, Because, Config, Who
from monitor.cli.passages import passage_documents
from monitor.cli.printing import console, print_json, styled
from monitor.cli.taken import print_revisions, revision_documents
from monitor.disclosures.unclear import counted
from monitor.pipeline.dismissing import Dismissal, Dismissing


def dismiss(
    document: Annotated[
        str,
        typer.Argument(metavar="ID", help="As list shows it: of a document, or the beginning of a digest."),
    ],
    who: Who,
    why: Because,
    passage: Annotated[
        list[int] | None, typer.Option(metavar="N", help="As show numbers them; by default all.")
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="They have to be read after all.")] = False,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Say that passages which were not understood tell of no sale, or only of one that is told elsewhere."""

    async def decide() -> Dismissal:
        async with open_desk(config) as desk:
            async with desk.store.read() as tx:
                digest = await digest_of(tx, document)
            takes = documents_of(desk)
            dismissing = Dismissing(takes.disclosures, takes.clock)
            act = dismissing.take_up if undo else dismissing.dismiss
            return await act(digest, passage or (), who=who, why=why)

    done = in_loop(decide())
    if as_json:
        print_json(
            {
                "digest": done.digest,
                "taken_up" if undo else "dismissed": passage_documents(done.passages),
                "to_read": passage_documents(done.to_read),
                "episodes": revision_documents(done.revisions),
            }
        )
        return
    out, number = console(), len(done.passages)
    what = "1 passage is" if number == 1 else f"{number} passages are"
    out.print(styled(f"{what} {'to be read again' if undo else 'dismissed'}.", ""))
    if done.to_read and not undo:
        out.print(styled(f"{counted(len(done.to_read)).capitalize()} beside.", "yellow"))
    print_revisions(done.revisions)
