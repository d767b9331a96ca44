"""`minerflow disclosures redate`: a document that was taken in as of the wrong day is put right."""

from datetime import date
from typing import Annotated

import typer

from monitor.cli.amounts import typed_day
from monitor.cli.desk import open_desk
from monitor.cli.disclosures_reread import changed_document, changed_lines
from monitor.cli.disclosures_show import digest_of
from monitor.cli.documents import documents_of
from monitor.cli.entry import in_loop
from monitor.cli.options import AsJson, Because, Config, Who
from monitor.cli.printing import console, print_json, styled
from monitor.cli.taken import print_revisions, revision_documents
from monitor.pipeline.rereading import Redated, Rereading


def redate(
    document: Annotated[
        str,
        typer.Argument(metavar="ID", help="As list shows it: of a document, or the beginning of a digest."),
    ],
    published: Annotated[
        date,
        typer.Option(
            metavar="YYYY-MM-DD", parser=typed_day, help="The day on which it was published in truth."
        ),
    ],
    who: Who,
    why: Because,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Correct the day of a document: it is read again as of that day, and its company is reconciled."""

    async def correct() -> Redated:
        async with open_desk(config) as desk:
            async with desk.store.read() as tx:
                digest = await digest_of(tx, document)
            return await Rereading(documents_of(desk)).redate(digest, published, who=who, why=why)

    done = in_loop(correct())
    if as_json:
        print_json(changed_document(done.reread) | {"episodes": revision_documents(done.revisions)})
        return
    console().print(styled(f"{done.reread.digest[:12]} is of {published} from now on.", ""))
    for line in changed_lines(done.reread):
        console().print(styled(line, ""))
    print_revisions(done.revisions)
