"""Passages about selling that no rule understood, for a terminal and as JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from monitor.cli.printing import console, print_hanging, styled
from monitor.disclosures.extract.not_understood import Passage
from monitor.disclosures.unclear import UnclearDocument
from monitor.pipeline.received import counted

_SHOWN_DIGEST = 12


def passage_documents(passages: Iterable[Passage]) -> list[dict[str, Any]]:
    """Each with its words, exactly as they stand in the text, and where they begin, in characters."""
    return [{"text": each.text, "start": each.start} for each in passages]


def print_passages(passages: Sequence[Passage]) -> None:
    """The words of each, below a line that says what they are; nothing where there are none."""
    if not passages:
        return
    out = console()
    out.print(styled(f"\n{counted(len(passages)).capitalize()}; read what it says yourself:", "yellow"))
    for each in passages:
        print_hanging(out, "  ", f"“{' '.join(each.text.split())}”")


def unclear_documents(unclear: Iterable[UnclearDocument]) -> list[dict[str, Any]]:
    """Documents with such passages as JSON-ready values."""
    return [
        {
            "digest": each.digest,
            "issuer": each.issuer,
            "url": each.url,
            "published": each.published.isoformat(),
            "passages": each.passages,
        }
        for each in unclear
    ]


def print_unclear(unclear: Iterable[UnclearDocument]) -> None:
    """One line for each document with such passages."""
    for each in unclear:
        line = f"{each.issuer}, {each.published}: {counted(each.passages)} in {each.url}; {how_to_read(each.digest)}"
        console().print(styled(line, "yellow"), soft_wrap=True)


def how_to_read(digest: str) -> str:
    """The command that shows the passages of a document."""
    return f"minerflow disclosures show {digest[:_SHOWN_DIGEST]}"
