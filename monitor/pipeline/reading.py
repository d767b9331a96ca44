"""The bytes of a document to what it states; see `TakeDocuments`."""

import ast
import asyncio
import hashlib
from collections.abc import Collection, Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from monitor.disclosures.extract.extract import reading_of
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.statements import statements
from monitor.disclosures.text.document import document_text
from monitor.pipeline.received import Read, Received

_RULES: Final = ("monitor.disclosures.text", "monitor.disclosures.extract")
"""What decides how a document is read."""
_PAUSE_SECONDS: Final = 0.01


def read_document(received: Received, about: About, issuers: Collection[str]) -> Read:
    """Read a document by the rules.

    Raises:
        UnreadableDocument: no text can be made of it.
    """
    text = document_text(received.raw, media_type=received.media_type, name=received.name)
    reading = reading_of(text, about)
    made, passed = statements(
        reading.found,
        issuers=issuers,
        url=received.place.url,
        published=about.published,
    )
    return Read(text, tuple(made), tuple(passed), reading.not_understood, reading.unread)


@cache
def rules_version() -> str:
    """The version of the rules: 12 hex digits of a hash over all that they say.

    So nobody can change a rule and forget to say so, and what only people read of them has no document read again:
    comments, docstrings, how lines are broken. A second of work, once in a process.

    For the main thread alone: CPython 3.11 fails (SystemError: AST constructor recursion depth mismatch) where two
    threads make syntax trees in one moment, and libraries make some while they are imported.
    """
    digest = hashlib.sha256()
    for name, code in _rules():
        digest.update(f"{name}\n{_essence_kept(code)}\n".encode())
    return digest.hexdigest()[:12]


async def rules_at_hand() -> str:
    """`rules_version`, worked out module by module with pauses, so that whoever follows the chain goes first."""
    for _, code in _rules():
        _essence_kept(code)
        await asyncio.sleep(_PAUSE_SECONDS)
    return rules_version()


@cache
def _rules() -> list[tuple[str, bytes]]:
    return sorted(each for package in _RULES for each in _sources(files(package), package))


@cache
def _essence_kept(code: bytes) -> str:
    return hashlib.sha256(essence(code).encode()).hexdigest()


def essence(code: bytes) -> str:
    """What a module says to the interpreter, as text: the same however it is set and explained."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [each for each in body if not _is_remark(each)]  # type: ignore[attr-defined]
    return ast.dump(tree)


def _is_remark(statement: ast.AST) -> bool:
    """A text, or "...", that stands alone: a docstring, wherever it is."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)


def _sources(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for each in folder.iterdir():
        path = f"{name}/{each.name}"
        if each.is_dir():
            yield from _sources(each, path)
        elif each.name.endswith(".py"):
            yield path, each.read_bytes()
