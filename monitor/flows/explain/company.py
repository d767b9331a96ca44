"""Arguments from the company: what it states, what it usually states, and how earlier dealings came out."""

from collections.abc import Iterator

from monitor.flows.evidence import EvidenceKind
from monitor.flows.explain.background import Background
from monitor.flows.explain.explanation import Argument, Meaning, speaks_against, speaks_for
from monitor.flows.explain.movement import Movement
from monitor.flows.flag import Flag, Standing
from monitor.money import btc_for_people

_PARTING = (Meaning.MARKET, Meaning.OTC)
_KEEPING = (Meaning.COLLATERAL, Meaning.CUSTODY, Meaning.INTERNAL)
_CONFIRMED = {Standing.CONFIRMED, Standing.PARTIALLY_CONFIRMED}


def from_verdict(moved: Movement, known: Background) -> Iterator[Argument]:
    """What the company, or a reviewer, said of this very movement."""
    if moved.confirmed_sats:
        says = f"a disclosure of the company covers {btc_for_people(moved.confirmed_sats)} BTC of it"
        yield from speaks_for(*_PARTING, says=says, strong=True)
        if moved.confirmed_sats >= moved.sats:
            yield from speaks_against(*_KEEPING, says=says, strong=True)
    elif all(flag.refuted for flag in moved.flags):
        says = "the company states that it parted with none in that time"
        yield from speaks_against(*_PARTING, says=says, strong=True)
        yield from speaks_for(Meaning.COLLATERAL, Meaning.CUSTODY, says=says)
    if known.dismissed:
        says = "a reviewer has dismissed it"
        yield from speaks_against(*_PARTING, says=says, strong=True)
        yield from speaks_for(Meaning.INTERNAL, says=says)


def from_pledges(moved: Movement, known: Background) -> Iterator[Argument]:
    """What the company states that it pledged about that time."""
    day = moved.at.date()
    for pledge in known.word.pledges:
        amount = "coins " if pledge.sats is None else f"{btc_for_people(pledge.sats)} BTC "
        whom = f" with {moved.to_entity}" if pledge.names_counterparty else ""
        says = f"the company states that it had {amount}pledged or lent{whom} between {pledge.start} and {pledge.end}"
        own = pledge.names_counterparty and pledge.start <= day <= pledge.end
        yield from speaks_for(Meaning.COLLATERAL, says=says, strong=own or pledge.sats == moved.sats)
        if own:
            yield from speaks_against(Meaning.MARKET, says=says)


def from_habit(moved: Movement, known: Background) -> Iterator[Argument]:
    """What its reports usually tell, and whether the one about this day tells nothing."""
    word, total = known.word, known.word.parted + known.word.kept
    if total and word.parted * 2 >= total:
        says = f"{_reports(word.parted, total, 'tell')} of coins it parted with"
        yield from speaks_for(Meaning.MARKET, says=says)
    elif total:
        says = f"{_reports(word.kept, total, 'say')} that it parted with none"
        yield from speaks_against(*_PARTING, says=says)
    if word.silent is not None and not moved.confirmed_sats:
        says = f"its report up to {word.silent} covers this day and tells of none it parted with"
        yield from speaks_against(*_PARTING, says=says)
    for found in known.evidence:
        if found.kind is EvidenceKind.NO_QUANTITY or (
            found.kind is EvidenceKind.REMAINDER and (found.sats or 0) > 0
        ):
            yield from speaks_for(*_PARTING, says=found.text)
        elif found.kind is EvidenceKind.LABELLED_LOSS:
            # Coins that leave labelled scripts alone may as well have moved to others of its own.
            yield from speaks_for(*_PARTING, Meaning.INTERNAL, says=found.text)
    if word.intended is not None:
        yield from speaks_for(
            Meaning.MARKET, says=f"it announced on {word.intended} what it means to do with coins"
        )


def from_dealings(moved: Movement, known: Background) -> Iterator[Argument]:
    """How earlier transfers to the same counterparty came out."""
    confirmed = [flag for flag in known.before if flag.standing in _CONFIRMED]
    refuted = [flag for flag in known.before if flag.standing is Standing.REFUTED]
    if confirmed:
        says = f"{_transfers(confirmed)} to {moved.to_entity} {_was(confirmed)} confirmed by a disclosure"
        yield from speaks_for(*_PARTING, says=says)
    if refuted:
        says = (
            f"{_transfers(refuted)} to {moved.to_entity} {_was(refuted)} refuted: "
            "the company stated that it parted with none"
        )
        yield from speaks_for(Meaning.COLLATERAL, Meaning.CUSTODY, says=says)
        yield from speaks_against(*_PARTING, says=says)


def _reports(count: int, total: int, verb: str) -> str:
    if total == 1:
        return f"its latest report {verb}s"
    return f"{'all' if count == total else count} of its {total} latest reports {verb}"


def _transfers(flags: list[Flag]) -> str:
    total = btc_for_people(sum(flag.sats for flag in flags))
    many = f"{len(flags)} earlier transfers" if len(flags) > 1 else "an earlier transfer"
    return f"{many} ({total} BTC)"


def _was(flags: list[Flag]) -> str:
    return "were" if len(flags) > 1 else "was"
