"""Of the sales that were missed, how many somebody would notice who looks at the answer, and how often for nothing.

**Seen** is a missed sale whose words stand in a passage that was not understood. **Told otherwise** is one on whose
words a statement about sales rests, or whose coins or money are stated for other days, or that is stated without any
number: for its days, or of its company. What is left is **unseen**: the document looks as if it said nothing.
**Noise** are the passages of documents of which no sale was missed.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Self

from benchmarks.judging import Ratio
from monitor.disclosures.extract.extract import Reading
from monitor.disclosures.extract.found import Found
from monitor.disclosures.extract.not_understood import ABOUT_SALES, Passage
from monitor.disclosures.statement import StatementKind
from monitor.money import btc_from_sats


@dataclass(slots=True)
class MissedSales:
    """Everything counted over a corpus."""

    missed: int = 0
    told_otherwise: int = 0
    seen: int = 0
    documents: int = 0
    """Of which no sale was missed."""
    passages: int = 0
    """Of these."""
    lines: list[str] = field(default_factory=list)
    """What is unseen, and every passage of a document without a missed sale."""

    def __iadd__(self, other: "MissedSales") -> Self:
        for name in ("missed", "told_otherwise", "seen", "documents", "passages"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        return self

    def __str__(self) -> str:
        silent = self.missed - self.told_otherwise
        noise = self.passages / self.documents if self.documents else 0.0
        return (
            f"missed sales {self.missed}, {self.told_otherwise} of them told otherwise; of the other {silent} seen as "
            f"not understood {Ratio(self.seen, silent)}; passages a document without a missed sale {noise:.3f} "
            f"({self.passages}/{self.documents})"
        )

    def judge(
        self, document: Mapping[str, Any], text: str, reading: Reading, missed: Sequence[Mapping[str, Any]]
    ) -> None:
        """Count what was missed of one document, or its passages where nothing was.

        Args:
            document: of the corpus.
            text: as it was read.
            reading: what came of it.
            missed: the truths that no statement tells.
        """
        sales = [truth for truth in missed if truth["statement"] == "sale"]
        if not sales:
            self.documents += 1
            self.passages += len(reading.not_understood)
            self.lines += [f"NOISE {document['id']}: {each.text!r}" for each in reading.not_understood]
        for truth in sales:
            self.missed += 1
            span = _span(text, truth["evidence"])
            if _overlaps(span, reading.not_understood):
                self.seen += 1
            elif _is_told(truth, span, reading.found):
                self.told_otherwise += 1
            else:
                self.lines.append(f"UNSEEN {document['id']}: {truth['evidence']!r}")


def _span(text: str, evidence: str) -> tuple[int, int]:
    """Where the words of a truth stand, however they are broken into lines; nowhere, if they do not."""
    match = re.search(r"\s+".join(map(re.escape, evidence.split())), text)
    return match.span() if match else (0, 0)


def _overlaps(span: tuple[int, int], places: Iterable[Found | Passage]) -> bool:
    return any(each.start < span[1] and span[0] < each.end for each in places)


def _is_told(truth: Mapping[str, Any], span: tuple[int, int], found: Iterable[Found]) -> bool:
    about = [each for each in found if each.kind in ABOUT_SALES]
    sales = [each for each in about if each.kind is StatementKind.SALE]
    return _overlaps(span, about) or any(_tells_it(each, truth) for each in sales)


def _tells_it(sale: Found, truth: Mapping[str, Any]) -> bool:
    coins = None if sale.sats is None else btc_from_sats(sale.sats)
    pairs = ((coins, truth["btc"]), (sale.proceeds_usd, truth["proceeds_usd"]))
    if any(ours is not None and theirs and _near(ours, Decimal(str(theirs))) for ours, theirs in pairs):
        return True
    days = (
        sale.period_start and sale.period_start.isoformat(),
        sale.period_end and sale.period_end.isoformat(),
    )
    same = truth["period_end"] is not None and days == (truth["period_start"], truth["period_end"])
    if same and (coins is None or truth["btc"] is None):
        return True
    return (
        coins is None
        and sale.proceeds_usd is None
        and _first_word(sale.entity or "") == _first_word(truth["entity"])
    )


def _first_word(name: str) -> str:
    """By which companies of one document are told apart."""
    return re.split(r"[\s-]", name.lower(), maxsplit=1)[0]


def _near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) * 100 <= other
