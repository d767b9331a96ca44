"""How statements stand beside an episode, for `minerflow show`."""

from typing import Any

from monitor.cli.overrides import override_document
from monitor.cli.printing import words
from monitor.disclosures.statement import StatementKind
from monitor.money import btc_for_people
from monitor.pipeline.disclose import statement_view
from monitor.pipeline.episode_statements import StatedOf


def stated_document(each: StatedOf) -> dict[str, Any]:
    """As programs read it."""
    return {
        **statement_view(each.statement).model_dump(mode="json"),
        "url": each.statement.url,
        "confirmed_sats": each.sats,
        "reasons": [reason.value for reason in each.reasons],
        "overrides": [override_document(entry) for entry in each.overrides],
    }


def stated_line(each: StatedOf) -> str:
    """As people read it."""
    stated = each.statement
    amount = "" if stated.sats is None else f" of {btc_for_people(stated.sats)} BTC"
    why = f" ({'; '.join(reason.text for reason in each.reasons)})" if each.reasons else ""
    line = f"{words(stated.kind.value)}{amount} {stated.when}{_verdict(each)}{why}: {stated.url}"
    for entry in each.overrides:
        undone = f", taken back by {entry.undone.who}" if entry.undone else ""
        line += f"\n{entry.override.act.value} by {entry.who}: {entry.why}{undone}"
    return line


def _verdict(each: StatedOf) -> str:
    """What it decides about the episode; evidence decides nothing."""
    if each.statement.kind is StatementKind.NO_SALE:
        return " speaks against it"
    if each.statement.kind is not StatementKind.SALE:
        return ""
    return f" accounts for {btc_for_people(each.sats)} BTC of it" if each.sats else " accounts for none of it"
