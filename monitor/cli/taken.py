"""What came of a document, for a terminal and as JSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from monitor.cli.passages import passage_documents, print_passages
from monitor.cli.printing import complaints, console, styled, words
from monitor.disclosures.reconcile import CoverageGap
from monitor.disclosures.statement import Statement
from monitor.flows.flag import Standing
from monitor.flows.revisions import Revision
from monitor.money import btc_for_people
from monitor.pipeline.disclose import statement_view
from monitor.pipeline.take_document import Taken
from monitor.store.originals import Outcome

_CONFIRMED = frozenset({Standing.CONFIRMED, Standing.PARTIALLY_CONFIRMED})


def taken_document(taken: Taken) -> dict[str, Any]:
    """What came of a document as JSON-ready values."""
    return {
        "digest": taken.digest,
        "outcome": taken.outcome.value,
        "reason": taken.reason,
        "new": taken.new,
        "new_place": taken.new_place,
        "statements": [
            {"issuer": each.issuer, **statement_view(each).model_dump(mode="json")}
            for each in taken.statements
        ],
        "mentions": list(taken.mentions),
        "not_understood": passage_documents(taken.not_understood),
        "episodes": revision_documents(taken.revisions),
        **gap_document(taken.gaps),
    }


def revision_documents(revisions: Iterable[Revision]) -> list[dict[str, Any]]:
    """What became of episodes as JSON-ready values."""
    return [
        {
            "id": each.episode.episode_id,
            "kind": each.kind.value,
            "standing": each.episode.standing.value,
            "confirmed_sats": each.episode.confirmed_sats,
        }
        for each in revisions
    ]


def print_taken(taken: Taken, *, preview: bool = False) -> None:
    """What was read of a document, and what it did to episodes; of a preview also what was read before."""
    out = console()
    if not taken.new:
        again = "This very document was taken in before"
        out.print(styled(f"{again}: see minerflow disclosures show {taken.digest[:12]}", ""))
        if not preview and taken.outcome is not Outcome.UNREADABLE:
            return
    if taken.outcome is not Outcome.STATED:
        out = complaints() if taken.outcome is Outcome.UNREADABLE else out
        out.print(styled(f"{words(taken.outcome.value).capitalize()}: {taken.reason}", "yellow"))
    print_statements(taken.statements)
    print_mentions(taken.mentions)
    print_passages(taken.not_understood)
    print_revisions(taken.revisions)
    print_gaps(taken.gaps)


def print_statements(statements: Iterable[Statement]) -> None:
    """Each statement with the words that it rests on, and the rule that found it."""
    out = console()
    for each in statements:
        about = "about " if each.approximate else ""
        amount = "no quantity" if each.sats is None else f"{about}{btc_for_people(each.sats)} BTC"
        out.print(styled(f"{each.issuer}: {words(each.kind.value)}, {amount}, {each.dated}", "bold"))
        for line in _details(each):
            out.print(styled(f"  {line}", ""))


def _details(each: Statement) -> Iterable[str]:
    told = (
        ("for", each.proceeds_usd, "USD"),
        ("for", each.proceeds_usdt, "USDT"),
        ("at an average of", each.avg_price_usd, "USD"),
    )
    for how, amount, unit in told:
        if amount is not None:
            yield f"{how} {amount.normalize():,f} {unit}"
    if each.holdings_after_sats is not None:
        yield f"{btc_for_people(each.holdings_after_sats)} BTC held after it"
    if each.purpose:
        yield f"purpose: {each.purpose}"
    if each.derived:
        yield f"computed, not printed: {', '.join(sorted(each.derived))}"
    if each.evidence:
        yield f"“{' '.join(each.evidence.split())}”"
    if each.rule:
        yield f"rule: {each.rule}"


def print_mentions(mentions: Sequence[Mapping[str, Any]]) -> None:
    """What a document says that decides nothing, and why."""
    for each in mentions:
        who = each.get("entity") or "nobody in particular"
        line = f"not counted: {words(str(each['statement']))} of {who}: {each.get('why', '')}"
        console().print(styled(line, "dim"))
        console().print(styled(f"  “{' '.join(str(each['evidence']).split())}”", "dim"))


def print_revisions(revisions: Iterable[Revision]) -> None:
    """What became of episodes."""
    for revision in revisions:
        episode = revision.episode
        amount = episode.confirmed_sats if episode.standing in _CONFIRMED else 0
        detail = f", {btc_for_people(amount)} BTC confirmed" if amount else ""
        console().print(styled(f"{episode.episode_id}: {words(episode.standing.value)}{detail}", ""))


def gap_document(gaps: Iterable[CoverageGap]) -> dict[str, int]:
    """What was stated and not seen, and what of that is of days over which nobody followed the chain."""
    known = list(gaps)
    return {
        "gap_sats": sum(gap.sats for gap in known),
        "unwatched_sats": sum(gap.sats for gap in known if not gap.watched),
    }


def print_gaps(gaps: Iterable[CoverageGap]) -> None:
    """What was stated and not seen; where nobody looked, that nobody did."""
    for gap in gaps:
        amount = f"{btc_for_people(gap.sats)} BTC"
        if gap.watched:
            console().print(f"Of what it states, {amount} were not seen on chain: a coverage gap.")
        else:
            console().print(
                f"The chain was not followed over that time, so nothing is known of {amount} of what it states; "
                "`minerflow coverage` shows which blocks were scanned."
            )
        if gap.on_its_way_sats:
            way = btc_for_people(gap.on_its_way_sats)
            console().print(f"{way} BTC that left the miner then are still on their way.")
