"""What statements tell about flags without deciding: silence, sales without a quantity, unexplained remainders."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date

from monitor.disclosures.filling import Candidate
from monitor.disclosures.identity import Identity, covering
from monitor.disclosures.reconcile import Reconciliation
from monitor.disclosures.silence import silent_report
from monitor.disclosures.statement import Statement
from monitor.flows.evidence import Evidence, EvidenceKind


def evidence_of(
    statements: Sequence[Statement],
    candidates: Iterable[Candidate],
    result: Reconciliation,
    figures: Sequence[Identity],
) -> Mapping[str, tuple[Evidence, ...]]:
    """The evidence about episodes, by id: of the flags that no statement decides about.

    Args:
        statements: everything one issuer stated.
        candidates: its flags.
        result: what reconciliation made of both.
        figures: the identities of its periods.
    """
    decided = {each.flag_id for each in result.allocations} | {each.flag_id for each in result.refutations}
    hinted = {hint.flag_id: hint.statement_id for hint in result.hints}
    by_id = {each.statement_id: each for each in statements}
    vague: dict[str, set[str]] = defaultdict(set)
    days: dict[str, set[date]] = defaultdict(set)
    for flag in candidates:
        if flag.flag_id not in decided:
            days[flag.episode_id].add(flag.at.astimezone(UTC).date())
            if flag.flag_id in hinted:
                vague[flag.episode_id].add(hinted[flag.flag_id])
    moved_on = {day for moved in days.values() for day in moved}
    moved_on = {day for moved in days.values() for day in moved}
    by_day = {day: tuple(_of_day(statements, figures, day)) for day in moved_on}
    return {
        episode_id: tuple(
            dict.fromkeys(
                [
                    *(_no_quantity(by_id[name]) for name in sorted(vague[episode_id])),
                    *(each for day in sorted(moved) for each in by_day[day]),
                ]
            )
        )
        for episode_id, moved in days.items()
    }


def _of_day(statements: Sequence[Statement], figures: Sequence[Identity], day: date) -> Iterator[Evidence]:
    report = silent_report(statements, day)
    if report is not None:
        start, end = report.period_start, report.period_end
        yield Evidence(EvidenceKind.SILENT_REPORT, start, end, (report.statement_id,))
    figure = covering(figures, day)
    if figure is not None and figure.unexplained_sats:
        yield Evidence(
            EvidenceKind.REMAINDER,
            figure.first_day,
            figure.last_day,
            figure.statement_ids,
            figure.unexplained_sats,
        )


def _no_quantity(statement: Statement) -> Evidence:
    start, end = statement.period_start, statement.period_end
    return Evidence(EvidenceKind.NO_QUANTITY, start, end, (statement.statement_id,))
