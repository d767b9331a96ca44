"""How episodes and tables look on a terminal. A pipe gets the same text without colours."""

import json
import os
from collections.abc import Iterable, Sequence
from datetime import datetime
from textwrap import wrap
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from monitor.alerts.payload import EpisodeView, EvidenceView, ExplanationView
from monitor.alerts.trails import TrailView
from monitor.money import btc_for_people

SEVERITY_STYLE = {"critical": "bold red", "warning": "red", "notice": "yellow", "info": ""}
STANDING_STYLE = {
    "confirmed": "bold green",
    "partially_confirmed": "green",
    "indicative": "yellow",
    "refuted": "cyan",
}


_ANY_WIDTH = 1_000_000
"""Characters: more than any line of ours has."""
_INDENT = "  "
_BETWEEN = "   "
_LEAST_WIDTH = 20
_MEANINGS = {
    "market": "parted with at a place of trade",
    "otc": "parted with over the counter",
    "collateral": "pledged or lent",
    "custody": "kept or managed by somebody else",
    "internal": "the miner's own wallet, and the label errs",
}


def console() -> Console:
    """Standard output: as wide as the terminal; elsewhere as COLUMNS says, or else every line is whole."""
    return _console(stderr=False)


def complaints() -> Console:
    """Standard error, for what went wrong; as wide as `console`."""
    return _console(stderr=True)


def _console(*, stderr: bool) -> Console:
    found = Console(highlight=False, stderr=stderr)
    if found.is_terminal or os.environ.get("COLUMNS", "").isdecimal():
        return found
    return Console(highlight=False, stderr=stderr, width=_ANY_WIDTH)


def print_json(document: Any) -> None:
    """One JSON document on stdout."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def moment(at: datetime) -> str:
    """A time as people read it, in UTC."""
    return f"{at:%Y-%m-%d %H:%M}Z"


def words(name: str) -> str:
    """A vocabulary word as people write it."""
    return name.replace("_", " ")


def styled(text: str, style: str) -> str:
    """Rich markup for text of ours or anybody's: brackets in it stay brackets."""
    return f"[{style}]{escape(text)}[/]" if style else escape(text)


def print_hanging(out: Console, lead: str, text: str, style: str = "") -> None:
    """Print a text behind a lead; what does not fit on its line goes on below the text, not below the lead.

    Words stay whole, however long, so that an address can be copied and followed.
    """
    room = max(out.width - len(lead), _LEAST_WIDTH)
    for part in text.splitlines():
        for line in wrap(part, room, break_long_words=False, break_on_hyphens=False):
            out.print(f"{lead}{line}", soft_wrap=True, markup=False, style=style or None)
            lead = " " * len(lead)


def table(*columns: str, right: Sequence[str] = ()) -> Table:
    """An empty table; the columns named in `right` hold numbers."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        made.add_column(
            column,
            justify="right" if column in right else "left",
            no_wrap=column in {"id", "txid", "statement"},
        )
    return made


def print_table(made: Table, on: Console | None = None) -> None:
    """Print a table, or a few lines for each row of it where the terminal is too narrow for its columns."""
    out = on or console()
    if Measurement.get(out, out.options.update_width(_ANY_WIDTH), made).maximum <= out.width:
        print_rows(made, out)
        return
    names = [str(column.header) for column in made.columns]
    for cells in zip(*(column.cells for column in made.columns), strict=True):
        first, *others = (Text.from_markup(str(cell)) for cell in cells)
        out.print(first, style="bold", soft_wrap=True)  # an id or a txid is copied from here
        for line in _filled(zip(names[1:], others, strict=True), out.width - len(_INDENT)):
            out.print(Text(_INDENT) + line)


def print_rows(made: Table, out: Console) -> None:
    """Print a table a line for each row; without the blanks that fill up its lines where that is no terminal."""
    if out.is_terminal:
        out.print(made)
        return
    with out.capture() as captured:
        out.print(made)
    for line in captured.get().splitlines():
        out.print(line.rstrip(), markup=False, soft_wrap=True)


def _filled(cells: Iterable[tuple[str, Text]], width: int) -> Iterable[Text]:
    """Names and values in lines of a width. None is torn that fits a line, and empty values are left out."""
    line = Text()
    for name, value in cells:
        if not value.plain.strip():
            continue
        pair = Text.assemble((f"{name} ", "dim"), value)
        if line and line.cell_len + len(_BETWEEN) + pair.cell_len > width:
            yield line
            line = Text()
        line = Text.assemble(line, _BETWEEN if line else "", pair)
    if line:
        yield line


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
