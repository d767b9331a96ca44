"""What is read from disclosures, held against the truth that people wrote down.

    python -m benchmarks.extraction CORPUS.jsonl … [--misses] [--titles] [--bare]

Of several corpora each is read by itself, and what was missed is counted together at the end. A corpus has one
document a line: id, company, doc_type, text_kind, published, title, text, and truth, a list of statements with
statement, entity, period_start, period_end, btc, approx, avg_price_usd, proceeds_usd and holdings_after_btc. Every
document is read as its text alone, with what a fetched one is known by: its company (of articles: without), its
address and title, and the day it was published. Of a document without a day it is only known that it was read not
later than the newest one of the corpus was published.

**A statement is right** if the truth has one of the same kind whose quantity is the same within half a coin or 1 %,
and whose period is the same: a truth without an end is of no certain day, one without a start leaves ours open. Where
the truth has no quantity, the money must be the same within 2 %; one that has a quantity is looked for first. Each
truth is matched once, so that a fact told twice is one mistake. How many of the missed sales somebody would notice is
judged in `benchmarks.missed_sales`.
"""

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.judging import Ratio
from benchmarks.missed_sales import MissedSales
from monitor.config.shipped import shipped
from monitor.disclosures.extract.companies.eras import Renaming, renamings
from monitor.disclosures.extract.companies.names import known_names
from monitor.disclosures.extract.extract import reading_of
from monitor.disclosures.extract.found import About, Found
from monitor.disclosures.statement import StatementKind
from monitor.labels.directory import load_entities
from monitor.money import btc_from_sats

HALF_A_COIN = Decimal("0.5")
PEER = (
    "notErgo/alexandria, six sold_btc expressions: 39 right, 13 wrong, 97 missed: precision 0.75, recall 0.29"
)
"""As given by the corpus's own README for its 133 documents."""


@dataclass(slots=True)
class Tally:
    """Found and true statements, and how many of each are right."""

    precision: Ratio = field(default_factory=Ratio)
    recall: Ratio = field(default_factory=Ratio)

    def __str__(self) -> str:
        return f"precision {self.precision!s:18} recall {self.recall!s:18}"


@dataclass(slots=True)
class Score:
    """Everything counted over a corpus."""

    by_kind: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    sales_by: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    """Of sales alone, by document type and by kind of text."""
    quantities: Tally = field(default_factory=Tally)
    """The set of sale quantities of each document."""
    fields: dict[str, Ratio] = field(default_factory=lambda: defaultdict(Ratio))
    """Of the sales that are right: their price, proceeds and holdings after, where the truth has them."""
    as_sale: Counter[str] = field(default_factory=Counter)
    """Sales reported that are another kind's statement in the truth."""
    misses: list[str] = field(default_factory=list)
    missed_sales: MissedSales = field(default_factory=MissedSales)
    seconds: float = 0.0
    characters: int = 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Read a corpus, and print how much of it was understood."""
    parser = argparse.ArgumentParser(description="Measure the extraction of statements.")
    parser.add_argument("corpora", type=Path, nargs="+", metavar="CORPUS")
    parser.add_argument("--misses", action="store_true", help="list what is missing and what is wrong")
    parser.add_argument("--titles", action="store_true", help="put each document's title above its text")
    parser.add_argument("--bare", action="store_true", help="without the filer and the day of publication")
    given = parser.parse_args(arguments)
    entities = load_entities(shipped("entities.yaml"))
    renamed, together = renamings(entities), MissedSales()
    for corpus in given.corpora:
        documents = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines() if line]
        score = scored(documents, known_names(entities), renamed, titles=given.titles, bare=given.bare)
        together += score.missed_sales
        if len(given.corpora) > 1:
            print(f"== {corpus.name}")
        if given.misses:
            print("\n".join([*score.misses, *score.missed_sales.lines]))
        _print(score, len(documents))
    if len(given.corpora) > 1:
        print(f"== together: {together}")


def scored(
    documents: Iterable[Mapping[str, Any]],
    names: Mapping[str, str],
    renamed: Sequence[Renaming] = (),
    *,
    titles: bool,
    bare: bool,
) -> Score:
    """Read every document and judge what was found."""
    score = Score()
    documents = list(documents)
    read = max(
        (date.fromisoformat(each["published"]) for each in documents if each["published"]), default=None
    )
    plain = {_plain(name): slug for name, slug in names.items()}
    for document in documents:
        text = f"{document['title']}\n{document['text']}" if titles else document["text"]
        published = document["published"] and date.fromisoformat(document["published"])
        filed = document["doc_type"] != "article"
        about = About(
            issuer=document["company"] if filed and not bare else None,
            names=names,
            renamed=renamed,
            published=None if bare else published or None,
            read=None if bare else read,
            url=None if bare else document.get("url"),
            title=None if bare else document["title"],
        )
        begun = time.perf_counter()
        reading = reading_of(text, about)
        score.seconds += time.perf_counter() - begun
        score.characters += len(text)
        missed = _judge(score, document, reading.found, plain)
        score.missed_sales.judge(document, text, reading, missed)
    return score


def _judge(
    score: Score, document: Mapping[str, Any], found: Sequence[Found], plain: Mapping[str, str]
) -> Sequence[Mapping[str, Any]]:
    """Count what was found of a document; the truths that were missed."""
    truths = sorted(document["truth"], key=lambda truth: truth["btc"] is None)
    groups = [f"type {document['doc_type']}", f"text {document['text_kind']}"]
    for each in sorted(found, key=lambda one: -_told(one)):
        match = next((truth for truth in truths if _fits(each, truth)), None)
        if match is not None:
            truths.remove(match)
            _count_fields(score, each, match, plain)
        else:
            score.misses.append(f"WRONG {document['id']}: {_shown(each)}")
            _count_as_sale(score, each, document["truth"])
        _count(score, each.kind.value, groups, "precision", right=match is not None)
    for truth in document["truth"]:
        _count(score, truth["statement"], groups, "recall", right=truth not in truths)
    score.misses += [f"MISSED {document['id']}: {_shown_truth(truth)}" for truth in truths]
    ours = {btc_from_sats(each.sats) for each in found if each.kind is StatementKind.SALE and each.sats}
    theirs = {
        Decimal(str(each["btc"])) for each in document["truth"] if each["statement"] == "sale" and each["btc"]
    }
    score.quantities.precision += Ratio(sum(any(_near(a, b) for b in theirs) for a in ours), len(ours))
    score.quantities.recall += Ratio(sum(any(_near(a, b) for a in ours) for b in theirs), len(theirs))
    return truths


def _count(score: Score, kind: str, groups: Iterable[str], side: str, *, right: bool) -> None:
    tallies = [score.by_kind[kind]]
    if kind == "sale":
        tallies += [score.sales_by[group] for group in groups]
    for tally in tallies:
        ratio: Ratio = getattr(tally, side)
        ratio += Ratio(right, 1)


def _count_as_sale(score: Score, found: Found, truth: Iterable[Mapping[str, Any]]) -> None:
    """A false sale whose quantity the truth gives to another kind of statement alone."""
    if found.kind is not StatementKind.SALE:
        return
    said = Decimal(0) if found.sats is None else btc_from_sats(found.sats)
    kinds = {each["statement"] for each in truth if each["btc"] and _near(said, Decimal(str(each["btc"])))}
    if kinds and "sale" not in kinds:
        score.as_sale.update(kinds)


def _told(found: Found) -> int:
    return sum(
        each is not None for each in (found.sats, found.period_end, found.proceeds_usd, found.avg_price_usd)
    )


def _fits(found: Found, truth: Mapping[str, Any]) -> bool:
    return found.kind == truth["statement"] and _same_period(found, truth) and _same_amount(found, truth)


def _same_period(found: Found, truth: Mapping[str, Any]) -> bool:
    start, end = truth["period_start"], truth["period_end"]
    if found.kind is StatementKind.INTENT or end is None:
        return True
    told = found.period_end.isoformat() if found.period_end else None
    begun = found.period_start.isoformat() if found.period_start else None
    return told == end and (start is None or begun == start)


def _same_amount(found: Found, truth: Mapping[str, Any]) -> bool:
    if found.kind is StatementKind.INTENT or found.kind is StatementKind.NO_SALE:
        return True
    if truth["btc"] is not None:
        return found.sats is not None and _near(btc_from_sats(found.sats), Decimal(str(truth["btc"])))
    if truth["proceeds_usd"] is not None:
        return _alike(found.proceeds_usd, truth["proceeds_usd"])
    return True


def _near(one: Decimal, other: Decimal) -> bool:
    return abs(one - other) <= max(HALF_A_COIN if other >= 10 else Decimal("0.05"), other / 100)  # noqa: PLR2004


def _alike(found: Decimal | None, truth: float) -> bool:
    return found is not None and abs(found - Decimal(str(truth))) * 50 <= Decimal(str(truth))


def _count_fields(score: Score, found: Found, truth: Mapping[str, Any], names: Mapping[str, str]) -> None:
    theirs = names.get(_plain(truth["entity"]), truth["entity"])
    score.fields["entity, all kinds"] += Ratio(
        _plain(found.entity or "") in {_plain(theirs), _plain(truth["entity"])}, 1
    )
    if _plain(found.entity or "") not in {_plain(theirs), _plain(truth["entity"])}:
        score.misses.append(f"ENTITY {found.entity} is {truth['entity']}: {found.evidence!r}")
    if found.kind is not StatementKind.SALE:
        return
    for name in ("avg_price_usd", "proceeds_usd"):
        if truth[name] is not None:
            score.fields[name] += Ratio(_alike(getattr(found, name), truth[name]), 1)
        elif getattr(found, name) is not None:
            score.fields[f"{name} invented"] += Ratio(1, 1)
    if truth["holdings_after_btc"] is not None:
        held = found.holdings_after_sats
        right = held is not None and _near(btc_from_sats(held), Decimal(str(truth["holdings_after_btc"])))
        score.fields["holdings_after_btc"] += Ratio(right, 1)


def _plain(name: str) -> str:
    """A company's name without what it may be left out of it."""
    words = re.sub(r"[^\w\s-]", "", name.lower().replace("-", " ")).split()
    left_out = {
        "inc",
        "corp",
        "ltd",
        "limited",
        "group",
        "technologies",
        "technology",
        "blockchain",
        "mining",
        "holdings",
        "company",
        "the",
    }
    return " ".join(word for word in words if word not in left_out)


def _shown(found: Found) -> str:
    btc = "" if found.sats is None else f" {btc_from_sats(found.sats):f} BTC"
    return (
        f"{found.kind} of {found.entity}{btc} {found.period_start}..{found.period_end} "
        f"${found.proceeds_usd} at {found.avg_price_usd} [{found.rule}] {found.evidence!r}"
    )


def _shown_truth(truth: Mapping[str, Any]) -> str:
    return (
        f"{truth['statement']} of {truth['entity']} {truth['btc']} BTC {truth['period_start']}..{truth['period_end']} "
        f"${truth['proceeds_usd']} at {truth['avg_price_usd']} {truth['evidence']!r}"
    )


def _print(score: Score, documents: int) -> None:
    for name, tally in sorted(score.by_kind.items()):
        print(f"{name:24}{tally}")
    print("sales")
    for name, tally in sorted(score.sales_by.items()):
        print(f"  {name:22}{tally}")
    for name, ratio in sorted(score.fields.items()):
        print(f"  {name:22}{ratio}")
    print(f"statements of another kind reported as a sale: {dict(score.as_sale) or 0}")
    print(f"sale quantities per document  {score.quantities}")
    print(f"  beside {PEER}")
    print(score.missed_sales)
    print(f"{documents} documents, {score.characters:,} characters, {score.seconds * 1000:.0f} ms")


if __name__ == "__main__":
    main()
