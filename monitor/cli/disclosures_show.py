"""`minerflow disclosures show`: one document with its statements, what they rest on, and its text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any

import typer

from monitor.cli.desk import open_desk
from monitor.cli.entry import in_loop
from monitor.cli.options import AsJson, Config
from monitor.cli.passages import passage_documents, print_numbered
from monitor.cli.printing import console, moment, print_json, styled
from monitor.cli.taken import print_mentions, print_statements
from monitor.disclosures.override import Act
from monitor.disclosures.statement import Statement
from monitor.errors import UsageError
from monitor.pipeline.disclose import statement_view
from monitor.store.disclosures import Document
from monitor.store.originals import Original, Place
from monitor.store.transaction import Transaction

_EXCERPT = 1_500
"""Characters of the text that are shown unless all of it is wanted."""
_AROUND = 300
"""Characters before the first evidence with which the excerpt begins."""
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class _Shown:
    """Everything about one document."""

    original: Original | None
    """None where its statements were entered by their figures."""
    places: Sequence[Place]
    documents: Sequence[Document]
    statements: Sequence[Statement]
    text: str = ""
    """Empty where it cannot be read."""
    excluded: Mapping[str, str] = field(default_factory=dict)
    """By statement that does not count any more: by whom that was decided, and why."""


def show(
    document: Annotated[
        str,
        typer.Argument(metavar="ID", help="As list shows it: of a document, or the beginning of a digest."),
    ],
    whole: Annotated[bool, typer.Option("--text", help="All of its text.")] = False,
    config: Config = None,
    as_json: AsJson = False,
) -> None:
    """Show one document: where it was found, what it states and on which words, what was not understood, its text."""

    async def read() -> _Shown:
        async with open_desk(config) as desk, desk.store.read() as tx:
            return await _found(tx, document)

    shown = in_loop(read())
    if as_json:
        print_json(_as_json(shown, whole=whole))
    else:
        _print(shown, whole=whole)


async def _found(tx: Transaction, name: str) -> _Shown:
    """The document of an id, or the one whose digest begins like it.

    Raises:
        UsageError: there is none, or more than one.
    """
    document = await _document(tx, name)
    if document is not None and document.digest is None:
        statements = await tx.disclosures.statements_in(document.document_id)
        return _Shown(None, (), (document,), statements, excluded=await _excluded(tx, (document,)))
    digest = await digest_of(tx, name)
    documents = await tx.disclosures.documents_of(digest)
    statements = [
        stated for each in documents for stated in await tx.disclosures.statements_in(each.document_id)
    ]
    return _Shown(
        await tx.originals.get(digest),
        await tx.originals.places(digest),
        documents,
        statements,
        await tx.originals.text(digest) or "",
        await _excluded(tx, documents),
    )


async def _excluded(tx: Transaction, documents: Sequence[Document]) -> Mapping[str, str]:
    return {
        entry.override.statement_id: f"{entry.who}: {entry.why}"
        for issuer in sorted({each.issuer for each in documents})
        for entry in await tx.overrides.entries(issuer)
        if entry.override.act is Act.EXCLUDE and entry.undone is None
    }


async def _document(tx: Transaction, name: str) -> Document | None:
    """The document of an id, or the one whose id begins like it; None where none does."""
    if (document := await tx.disclosures.document(name)) is not None or len(name) < _SHORTEST:
        return document
    found = await tx.disclosures.documents_beginning(name)
    if len({each.digest or each.document_id for each in found}) > 1:
        names = ", ".join(each.document_id for each in found)
        raise UsageError(f"{len(found)} documents begin with {name!r}: {names}")
    return found[0] if found else None


async def digest_of(tx: Transaction, name: str) -> str:
    """The digest of the document of an id, or the one that begins like it.

    Raises:
        UsageError: there is none, or more than one, or its figures were entered by hand.
    """
    document = await _document(tx, name)
    if document is not None and document.digest is None:
        raise UsageError(
            f"{document.document_id} was entered by its figures; `minerflow disclosures exclude` takes its statements "
            "out"
        )
    if document is not None and document.digest is not None:
        return document.digest
    digests = await tx.originals.beginning(name.lower()) if len(name) >= _SHORTEST else ()
    if not digests:
        raise UsageError(
            f"there is no document {name!r}; `minerflow disclosures list` names them under `document`, and so does "
            "`minerflow ledger` at its end; `list --received` has them all"
        )
    if len(digests) > 1:
        raise UsageError(f"{len(digests)} documents begin with {name!r}: {', '.join(digests)}")
    return digests[0]


def _excerpt(shown: _Shown, *, whole: bool) -> str:
    text = shown.text
    if whole:
        return text
    starts = [text.find(each.evidence) for each in shown.statements if each.evidence]
    starts += [each.start for each in shown.original.to_read] if shown.original else []
    begin = max(0, min((start for start in starts if start >= 0), default=0) - _AROUND)
    cut = text[begin : begin + _EXCERPT]
    return f"{'…' if begin else ''}{cut}{'…' if begin + _EXCERPT < len(text) else ''}"


def _print(shown: _Shown, *, whole: bool) -> None:
    out = console()
    for name, value in _lines(shown):
        out.print(styled(f"{name:10} {value}", ""))
    out.print()
    print_statements(each for each in shown.statements if each.statement_id not in shown.excluded)
    for each in shown.statements:
        if each.statement_id in shown.excluded:
            out.print(f"Excluded by {shown.excluded[each.statement_id]}", style="dim", markup=False)
            print_statements([each])
    if shown.original is not None:
        print_mentions(shown.original.mentions)
        print_numbered(shown.original.not_understood, shown.original.dismissed, shown.original.digest)
        out.print()
        out.print(styled(_excerpt(shown, whole=whole), ""))


def _lines(shown: _Shown) -> Sequence[tuple[str, str]]:
    lines = [("document", each.document_id) for each in shown.documents]
    if shown.original is None:
        return [
            *lines,
            *(("address", each.url) for each in shown.documents),
            *(
                ("origin", f"figures, by {each.added_by}, {moment(each.added_at)}")
                for each in shown.documents
            ),
        ]
    original = shown.original
    lines += [
        ("digest", original.digest),
        ("size", f"{original.size:,} bytes, {original.media_type or 'of no told type'}"),
        ("outcome", original.outcome.value + (f": {original.reason}" if original.reason else "")),
    ]
    for place in shown.places:
        filed = [
            place.form,
            place.exhibit,
            place.accession,
            place.filed and f"of {place.filed}",
            place.issuer,
        ]
        told = ", ".join(str(each) for each in filed if each)
        lines += [
            ("address", place.url),
            ("origin", f"{place.how.value}, by {place.fetched_by}, {moment(place.fetched_at)}"),
            *([("filed", told)] if told else []),
        ]
    return lines


def _passages(original: Original) -> list[dict[str, Any]]:
    documents = passage_documents(original.not_understood)
    return [each | {"dismissed": each["text"] in original.dismissed} for each in documents]


def _as_json(shown: _Shown, *, whole: bool) -> dict[str, Any]:
    original = shown.original
    return {
        "documents": [each.document_id for each in shown.documents],
        "digest": original.digest if original else None,
        "size": original.size if original else None,
        "media_type": original.media_type if original else None,
        "outcome": original.outcome.value if original else None,
        "reason": original.reason if original else None,
        "places": [
            {
                "url": each.url,
                "origin": each.how.value,
                "issuer": each.issuer,
                "accession": each.accession,
                "form": each.form,
                "exhibit": each.exhibit,
                "filed": each.filed.isoformat() if each.filed else None,
                "period": each.period.isoformat() if each.period else None,
                "fetched_at": each.fetched_at.isoformat(),
                "fetched_by": each.fetched_by,
            }
            for each in shown.places
        ],
        "statements": [
            {
                "issuer": each.issuer,
                **statement_view(each).model_dump(mode="json"),
                "excluded": shown.excluded.get(each.statement_id),
            }
            for each in shown.statements
        ],
        "mentions": list(original.mentions) if original else [],
        "not_understood": _passages(original) if original else [],
        "text": _excerpt(shown, whole=whole),
    }
