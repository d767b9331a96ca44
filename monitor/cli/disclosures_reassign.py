"""`minerflow disclosures reassign`: a document that was taken in for the wrong company is put right."""

from typing import Annotated

import typer

from monitor.cli.desk import open_desk
from monitor.cli.disclosures_add import as_wrong_use
from monitor.cli.disclosures_show import digest_of
from monitor.cli.documents import documents_of
from monitor.cli.entry import in_loop
from monitor.cli.issuers import require_known
from monitor.cli.options import AsJson, Because, Config, Who
from monitor.cli.printing import console, print_json, styled
from monitor.cli.taken import print_revisions, print_statements, revision_documents
from monitor.pipeline.disclose import statement_view
from monitor.pipeline.reassigning import Reassigned, Reassigning


def reassign(
    document: Annotated[
        str,
        typer.Argument(metavar="ID", help="As list shows it: of a document, or the beginning of a digest."),
    ],
    issuer: Annotated[str, typer.Option(metavar="SLUG", help="Whose it is in truth.")],
    who: Who,
    why: Because,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Make a document another company's: what it stated for the wrong one is withdrawn, and both are reconciled."""

    async def move() -> Reassigned:
        async with open_desk(config) as desk:
            require_known(issuer, desk.entities, desk.settings.labels.entities)
            async with desk.store.read() as tx:
                digest = await digest_of(tx, document)
            with as_wrong_use():
                return await Reassigning(documents_of(desk)).move(digest, issuer, who=who, why=why)

    moved = in_loop(move())
    if as_json:
        print_json(
            {
                "digest": moved.digest,
                "issuer": moved.issuer,
                "withdrawn": [
                    {"issuer": each.issuer, "statement_id": each.statement_id} for each in moved.withdrawn
                ],
                "statements": [
                    {"issuer": each.issuer, **statement_view(each).model_dump(mode="json")}
                    for each in moved.statements
                ],
                "episodes": revision_documents(moved.revisions),
            }
        )
        return
    out = console()
    out.print(styled(f"{moved.digest[:12]} is {moved.issuer}'s from now on.", ""))
    for each in moved.withdrawn:
        out.print(styled(f"withdrawn: statement {each.statement_id[:8]} of {each.issuer}", ""))
    print_statements(moved.statements)
    print_revisions(moved.revisions)
