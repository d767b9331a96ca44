"""`minerflow coverage`: what was scanned, with which labels, from whom, and what was not."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.markup import escape

from monitor.cli.desk import labels_of, open_desk
from monitor.cli.entry import in_loop
from monitor.cli.options import AsJson, Config
from monitor.cli.printing import console, print_json, print_table, styled, table
from monitor.errors import ConfigError
from monitor.labels.book import LabelBook
from monitor.pipeline.coverage import Gap, Span, coverage_text, gaps, spans
from monitor.pipeline.learning import over_files
from monitor.store.coverage import Reach
from monitor.store.histories import HistoryCoverage


@dataclass(frozen=True, slots=True)
class _Ledger:
    book: LabelBook
    spans: Sequence[Span]
    gaps: Sequence[Gap]
    reach: Reach | None
    histories: HistoryCoverage
    wrong: ConfigError | None
    """Why the label files cannot be read; then nobody knows what the present labels were looked up in."""

    @property
    def text(self) -> str:
        return coverage_text(self.book.counts.scripts, self.reach, self.histories)


def coverage(config: Config = None, as_json: AsJson = False) -> None:
    """Show which blocks were scanned with which labels and from which sources, and the gaps."""

    async def read() -> _Ledger:
        async with open_desk(config) as desk:
            files, wrong = labels_of(desk.settings)
            book = await over_files(desk.store, files)
            async with desk.store.read() as tx:
                ledger = await spans(tx.coverage.blocks())
                reach = await tx.coverage.reach(book.digest)
                histories = await tx.histories.coverage(book.digest, await tx.chain.blind_height())
        missing = [] if wrong else gaps(ledger, book.digest)
        return _Ledger(book, ledger, missing, reach, histories, wrong)

    ledger = in_loop(read())
    if ledger.wrong is not None:
        print(
            f"minerflow: without gaps, since the labels cannot be read: {ledger.wrong.in_short}",
            file=sys.stderr,
        )
    if as_json:
        print_json(_document(ledger))
    else:
        _print(ledger)


def _document(ledger: _Ledger) -> dict[str, Any]:
    known = ledger.wrong is None
    return {
        "summary": ledger.text if known else None,
        "label_set": ledger.book.digest if known else None,
        "scripts": ledger.book.counts.scripts if known else None,
        "ranges": [
            {
                "from": span.first,
                "to": span.last,
                "blocks": span.blocks,
                "label_sets": list(span.label_sets),
                "sources": list(span.sources),
                "present_labels": ledger.book.digest in span.label_sets if known else None,
            }
            for span in ledger.spans
        ],
        "gaps": [
            {"from": gap.first, "to": gap.last, "scanned_with_other_labels": gap.scanned}
            for gap in ledger.gaps
        ]
        if known
        else None,
    }


def _print(ledger: _Ledger) -> None:
    if ledger.wrong is None:
        console().print(escape(ledger.text.capitalize()) + ".")
    made = table("from", "to", "blocks", "labels", "sources", right=("from", "to", "blocks"))
    for span in ledger.spans:
        labels = ["the present ones" if each == ledger.book.digest else each[:8] for each in span.label_sets]
        made.add_row(
            str(span.first),
            str(span.last),
            f"{span.blocks:,}",
            ", ".join(labels),
            escape(", ".join(span.sources)),
        )
    if ledger.spans:
        print_table(made)
    for gap in ledger.gaps:
        text = (
            f"Blocks {gap.first} to {gap.last}: {gap}. minerflow backfill --from {gap.first} --to {gap.last}"
        )
        console().print(styled(text, "yellow"))
