"""What statements tell about flags without deciding: silence, sales without a quantity, unexplained remainders."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date
from types import MappingProxyType

from monitor.disclosures.filling import Candidate
from monitor.disclosures.identity import Identity, covering
from monitor.disclosures.reconcile import Reconciliation
from monitor.disclosures.silence import silent_report
from monitor.disclosures.statement import Statement
from monitor.disclosures.unclear import UnclearDocument, addresses
from monitor.flows.evidence import Evidence, EvidenceKind

_NOTEWORTHY = 10
"""A remainder that could be no more than a tenth part of what moved explains nothing of it."""


def evidence_of(
    statements: Sequence[Statement],
    candidates: Iterable[Candidate],
    result: Reconciliation,
    figures: Sequence[Identity],
    *,
    unclear: Sequence[UnclearDocument] = (),
    deadlines: Mapping[str, date | None] = MappingProxyType({}),
) -> Mapping[str, tuple[Evidence, ...]]:
    """The evidence about episodes, by id: of the flags that no statement decides about.

    Of those that the issuer says it did not sell, too, where its own figures lack coins in the very time.

    Args:
        statements: everything one issuer stated.
        candidates: its flags.
        result: what reconciliation made of both.
        figures: the identities of its periods.
        unclear: its documents with passages that nobody has understood.
        deadlines: by episode, the day by which it would usually have spoken.
    """
    hinted = {hint.flag_id: hint.statement_id for hint in result.hints}
    by_id = {each.statement_id: each for each in statements}
    refuted = {each.flag_id for each in result.refutations}
    episodes = _undecided(candidates, {each.flag_id for each in result.allocations}, refuted)
    silent = addresses(unclear)
    days = {_day(flag) for flags in episodes.values() for flag in flags}
    by_day = {day: tuple(_of_day(statements, figures, day, silent)) for day in days}
    found: dict[str, tuple[Evidence, ...]] = {}
    for episode_id, flags in episodes.items():
        vague = sorted({hinted[flag.flag_id] for flag in flags if flag.flag_id in hinted})
        on_days = (each for day in sorted(map(_day, flags)) for each in by_day[day])
        moved = sum(flag.sats for flag in flags)
        to_read = _to_read(statements, unclear, {_day(flag) for flag in flags}, deadlines.get(episode_id))
        told = [*to_read, *(_no_quantity(by_id[name]) for name in vague), *on_days]
        if flags[0].flag_id in refuted:
            told = [each for each in told if each.sats is not None and each.sats > 0]
        found[episode_id] = tuple(dict.fromkeys(each for each in told if _says_something(each, moved)))
    return found


def _undecided(
    candidates: Iterable[Candidate], confirmed: Collection[str], refuted: Collection[str]
) -> Mapping[str, Sequence[Candidate]]:
    """By episode the flags that nothing decides about; of one that is refuted altogether, all of them."""
    episodes: dict[str, list[Candidate]] = defaultdict(list)
    for flag in candidates:
        episodes[flag.episode_id].append(flag)
    found: dict[str, Sequence[Candidate]] = {}
    for episode_id, flags in episodes.items():
        left = [flag for flag in flags if flag.flag_id not in confirmed]
        silent = [flag for flag in left if flag.flag_id not in refuted]
        if silent or len(left) == len(flags):
            found[episode_id] = silent or left
    return found


def _says_something(evidence: Evidence, moved: int) -> bool:
    return evidence.sats is None or abs(evidence.sats) * _NOTEWORTHY >= moved


def _day(flag: Candidate) -> date:
    return flag.at.astimezone(UTC).date()


def _to_read(
    statements: Sequence[Statement],
    unclear: Iterable[UnclearDocument],
    days: Collection[date],
    until: date | None,
) -> Iterator[Evidence]:
    for each in unclear:
        if any(each.covers(day, statements, until) for day in days):
            yield Evidence(
                EvidenceKind.NOT_UNDERSTOOD,
                each.published,
                each.published,
                (),
                url=each.url,
                digest=each.digest,
                passages=each.passages,
            )


def _of_day(
    statements: Sequence[Statement], figures: Sequence[Identity], day: date, unclear: Collection[str]
) -> Iterator[Evidence]:
    report = silent_report(statements, day, unclear)
    if report is not None:
        start, end = report.period_start, report.period_end
        yield Evidence(EvidenceKind.SILENT_REPORT, start, end, (report.statement_id,))
    figure = covering(figures, day)
    if figure is None:
        return
    first, last, ids = figure.first_day, figure.last_day, figure.statement_ids
    if figure.unexplained_sats:
        yield Evidence(EvidenceKind.REMAINDER, first, last, ids, figure.unexplained_sats)
    if figure.labelled_loss_sats:
        yield Evidence(EvidenceKind.LABELLED_LOSS, first, last, ids, figure.labelled_loss_sats)


def _no_quantity(statement: Statement) -> Evidence:
    start, end = statement.period_start, statement.period_end
    return Evidence(EvidenceKind.NO_QUANTITY, start, end, (statement.statement_id,))
