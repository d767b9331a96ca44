"""Statements and candidates in few words, for the tests of this room."""

from datetime import UTC, date, datetime, time, timedelta

from monitor.disclosures.reconcile import Candidate, ReconciliationPolicy, reconcile
from monitor.disclosures.statement import Statement, StatementKind
from monitor.money import sats_from_btc

AT_ONCE = ReconciliationPolicy()


def statement(kind, start, end=None, btc=None, **fields):
    """A statement with days as ISO text and the quantity in BTC."""
    given = {
        "issuer": "acme",
        "kind": StatementKind(kind),
        "period_start": date.fromisoformat(start),
        "period_end": date.fromisoformat(end or start),
        "sats": None if btc is None else sats_from_btc(btc),
        "url": "https://example.com/update",
    }
    return Statement(**(given | fields))


def sale(btc, start, end=None, **fields):
    return statement(StatementKind.SALE, start, end, btc, **fields)


def no_sale(start, end=None, **fields):
    return statement(StatementKind.NO_SALE, start, end, **fields)


def flag(name, btc, day, **fields):
    """A flag at noon of a day, in an episode of its own."""
    given = {
        "flag_id": name,
        "episode_id": f"episode of {name}",
        "at": datetime.combine(date.fromisoformat(day), time(12), UTC),
        "sats": sats_from_btc(btc),
        "venue_rank": 0,
    }
    return Candidate(**(given | fields))


def reconciled(statements, flags, lead_days=0):
    return reconcile(statements, flags, ReconciliationPolicy(lead=timedelta(days=lead_days)))


def confirmed(result):
    """What is accounted for, by flag, in satoshis."""
    sums = {}
    for allocation in result.allocations:
        sums[allocation.flag_id] = sums.get(allocation.flag_id, 0) + allocation.sats
    return sums


def refuted(result):
    return {refutation.flag_id for refutation in result.refutations}


def gap_of(result, said):
    """What is missing of one statement, in satoshis."""
    return sum(gap.sats for gap in result.gaps if gap.statement_id == said.statement_id)
