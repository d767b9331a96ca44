"""Passages about selling that no rule understood, for a terminal and as JSON."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from monitor.cli.printing import console, print_hanging, styled
from monitor.disclosures.extract.not_understood import Passage
from monitor.disclosures.unclear import UnclearDocument, counted

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


def print_numbered(passages: Sequence[Passage], dismissed: Collection[str], digest: str) -> None:
    """The passages of a kept document as `disclosures dismiss` numbers them, those apart that were dismissed."""
    numbered = [(number, each) for number, each in enumerate(passages, start=1)]
    to_read = [(number, each) for number, each in numbered if each.text not in dismissed]
    out = console()
    if to_read:
        out.print(styled(f"\n{counted(len(to_read)).capitalize()}; read what it says yourself:", "yellow"))
        _print_each(to_read)
        out.print(
            styled(
                f'Where it tells nothing: minerflow disclosures dismiss {digest[:_SHOWN_DIGEST]} --why "…"',
                "dim",
            )
        )
    if len(to_read) < len(numbered):
        out.print(styled("\nNot understood, and dismissed as telling nothing:", "dim"))
        _print_each(each for each in numbered if each not in to_read)


def _print_each(numbered: Iterable[tuple[int, Passage]]) -> None:
    for number, each in numbered:
        print_hanging(console(), f"{number:>2} ", f"“{' '.join(each.text.split())}”")


def print_unclear(unclear: Iterable[UnclearDocument]) -> None:
    """One line for each document with such passages."""
    for each in unclear:
        line = f"{each.issuer}, {each.published}: {counted(each.passages)} in {each.url}; {how_to_read(each.digest)}"
        console().print(styled(line, "yellow"), soft_wrap=True)


def how_to_read(digest: str) -> str:
    """The command that shows the passages of a document."""
    return f"minerflow disclosures show {digest[:_SHOWN_DIGEST]}"
