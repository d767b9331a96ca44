"""How episodes, their transfers and trails look on a terminal."""

from collections.abc import Sequence

from rich.markup import escape
from rich.table import Table

from monitor.alerts.payload import EpisodeView, EvidenceView, ExplanationView
from monitor.alerts.trails import TrailView
from monitor.cli.printing import SEVERITY_STYLE, console, moment, print_hanging, styled, table, words
from monitor.money import btc_for_people

STANDING_STYLE = {
    "confirmed": "bold green",
    "partially_confirmed": "green",
    "indicative": "yellow",
    "refuted": "cyan",
}
_MEANINGS = {
    "market": "parted with at a place of trade",
    "otc": "parted with over the counter",
    "collateral": "pledged or lent",
    "custody": "kept or managed by somebody else",
    "internal": "the miner's own wallet, and the label errs",
}


def episode_table(episodes: Sequence[EpisodeView]) -> Table:
    """The queue: one line for each episode."""
    made = table(
        "id", "severity", "standing", "stage", "BTC", "confirmed", "to", "since", "owner", "evidence",
        right=("BTC", "confirmed"),
    )  # fmt: skip
    for episode in episodes:
        made.add_row(
            escape(episode.id),
            styled(episode.severity, SEVERITY_STYLE.get(episode.severity, "")),
            styled(words(episode.standing), STANDING_STYLE.get(episode.standing, "")),
            episode.stage,
            btc_for_people(episode.sats),
            btc_for_people(episode.confirmed_sats) if episode.confirmed_sats else "",
            escape(", ".join(dict.fromkeys(flag.to_entity for flag in episode.flags))),
            moment(episode.opened_at),
            escape(episode.owner or ""),
            "; ".join(dict.fromkeys(_short(each) for each in episode.evidence)),
        )
    return made


def _short(found: EvidenceView) -> str:
    """What came to light and decides nothing, in a word or two; `show` has the whole of it."""
    if found.sats is None:
        return words(found.kind)
    return f"{btc_for_people(abs(found.sats))} BTC {'unexplained' if found.sats > 0 else 'in excess'}"


def print_explanations(episode: EpisodeView) -> None:
    """What the transfers can mean, a counterparty at a time, the strongest explanation first."""
    told: dict[str, tuple[ExplanationView, ...]] = {}
    for flag in sorted(episode.flags, key=lambda flag: flag.explanations is not None):
        explanations = episode.explanations if flag.explanations is None else flag.explanations
        if explanations:
            told.setdefault(flag.to_entity, explanations)
    out = console()
    for entity, explanations in told.items():
        out.print(styled(f"What the transfers to {entity} can mean:", "bold"))
        for each in explanations:
            out.print(f"  {each.weight}: {_MEANINGS[each.meaning]}")
            for sign, reasons in (("+", each.speaks_for), ("-", each.speaks_against)):
                for reason in reasons:
                    print_hanging(out, f"    {sign} ", reason)
        out.print()


def flag_table(episode: EpisodeView) -> Table:
    """The transfers of one episode."""
    made = table(
        "txid", "to", "kind", "BTC", "confirmed", "standing", "stage", "height", "conf", "time", "note",
        right=("BTC", "confirmed", "height", "conf"),
    )  # fmt: skip
    for flag in episode.flags:
        notes = [
            text
            for text, applies in (
                (f"over {flag.hops} hop{'s' if flag.hops > 1 else ''}", flag.hops > 0),
                (f"{flag.confidence} % sure", flag.hops > 0 or flag.co_spent_sats > 0),
                ("contested label", flag.conflicted_label and flag.stage != "unlabelled"),
                ("candidate label, not reviewed", flag.candidate),
                (f"{btc_for_people(flag.co_spent_sats)} BTC by co-spend", flag.co_spent_sats > 0),
                ("mixed inputs", flag.mixed_inputs and not flag.co_spent_sats),
                ("sender derived, not proven", not flag.proven_senders),
                (f"by the word of {flag.seen_by}", flag.stage == "mempool"),
                (f"replaced by {flag.replaced_by}", flag.replaced_by is not None),
                ("a second source is awaited", flag.agreement.state == "awaited"),
                ("one source only", flag.agreement.state == "alone"),
                ("; ".join(flag.agreement.against), flag.agreement.state == "disputed"),
            )
            if applies
        ]
        made.add_row(
            flag.txid,
            escape(flag.to_entity),
            words(flag.to_type),
            btc_for_people(flag.sats),
            btc_for_people(flag.confirmed_sats) if flag.confirmed_sats else "",
            words(flag.standing),
            flag.stage,
            "" if flag.height is None else str(flag.height),
            str(flag.confirmations),
            moment(flag.time),
            escape("; ".join(notes)),
        )
    return made


def trail_table(trails: Sequence[TrailView]) -> Table:
    """What miners paid to unlabelled scripts: one line for each payment, with an account of all of it."""
    made = table("txid", "miner", "BTC", "sitting", "since", "of the rest", right=("BTC", "sitting"))
    for trail in trails:
        ends = (
            f"{btc_for_people(end.sats)} {words(end.how)}{f' {end.entity}' if end.entity else ''}"
            for end in trail.ended
        )
        made.add_row(
            trail.txid,
            escape(trail.miner),
            btc_for_people(trail.sats),
            btc_for_people(trail.sitting_sats),
            moment(trail.time),
            escape(", ".join(ends)),
        )
    return made
