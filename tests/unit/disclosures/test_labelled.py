"""The chain's side of an issuer's figures: what labelled scripts held, what came and left, and what is untold of it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.disclosures.evidence import evidence_of
from monitor.disclosures.identity import balance_periods, identities
from monitor.disclosures.labelled import LabelledPeriod, labelled_period
from monitor.flows.balances import CoinLife, ScriptPast, Step, script_past
from monitor.flows.evidence import EvidenceKind
from monitor.money import sats_from_btc
from tests.unit.disclosures.stated import flag, no_sale, reconciled, sale, statement

FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))
FIRST = datetime(2026, 2, 1, 0, 30, tzinfo=UTC)


def step(day, sats, block="", month=2):
    return Step(datetime(2026, month, day, 12, tzinfo=UTC), block or f"{month}-{day}", sats)


def labelled(before, after, came=0, **fields):
    given = {"first_day": FEBRUARY[0], "last_day": FEBRUARY[1], "scripts": 2, "known": 2}
    amounts = {
        "before_sats": before,
        "came_sats": came,
        "left_sats": before + came - after,
        "after_sats": after,
    }
    return LabelledPeriod(**given | {name: sats_from_btc(str(btc)) for name, btc in amounts.items()} | fields)


def february(period, *said, flags=()):
    given = [
        statement("holdings", "2026-01-31", btc="7474.6"),
        statement("holdings", "2026-02-28", btc="7000"),
        *said,
    ]
    result = reconciled(given, flags)
    found = identities(given, flags, result, [period])
    return found[0], evidence_of(given, flags, result, found)


def test_what_is_refuted_keeps_what_the_company_s_own_figures_speak_against_it():
    none, moved = no_sale(*map(str, FEBRUARY)), flag("moved", "400", "2026-02-10")
    _, found = february(labelled(500, 500), none, flags=[moved])
    [evidence] = found["episode of moved"]
    assert (evidence.kind, evidence.sats) == (EvidenceKind.REMAINDER, sats_from_btc("474.6"))
    _, found = february(labelled(500, 500), none, flags=[replace(moved, sats=sats_from_btc("5000"))])
    assert found["episode of moved"] == ()  # no more than a tenth of it could be explained
    excess = statement(
        "holdings", "2026-02-28", btc="9000", published=date(2026, 3, 9), url="https://e.com/x"
    )
    _, found = february(labelled(500, 500), none, excess, flags=[moved])
    assert found["episode of moved"] == ()  # what is in excess speaks for it


def test_change_and_moves_between_labelled_scripts_neither_come_nor_leave():
    treasury = ScriptPast(500, (step(3, -300, "a"), step(3, 40, "a"), step(9, 100)), None)
    vault = ScriptPast(0, (step(3, 200, "a"), step(1, 7, month=1), step(1, 9, month=3)), None)
    period = labelled_period(*FEBRUARY, [treasury, vault])
    assert (period.before_sats, period.came_sats, period.left_sats, period.after_sats) == (507, 100, 60, 547)


def test_of_a_script_whose_past_is_not_known_nothing_is_counted_and_that_is_said():
    late = ScriptPast(500, (step(20, 1),), FIRST + timedelta(days=9))
    period = labelled_period(*FEBRUARY, [late, None, ScriptPast(3, (), None)])
    assert (period.scripts, period.known, period.after_sats) == (3, 1, 3)


def test_a_history_reaches_below_the_first_block_unless_it_does_not_come_to_what_was_held_there():
    coins = [CoinLife(50, None, step(4, 0)), CoinLife(20, step(3, 0), None)]
    told = (step(5, 80, month=1), step(6, -30, month=1))
    assert script_past(coins, FIRST, told) == ScriptPast(0, (*told, step(4, -50), step(3, 20)), None)
    assert script_past(coins, FIRST, told[:1]).since == FIRST
    assert script_past(coins, FIRST).held_sats == 50


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(1, 59), st.integers(-50, 50)), max_size=20))
def test_what_was_held_and_came_and_left_always_comes_to_what_is_held(moves):
    pasts = [
        ScriptPast(
            1000,
            tuple(step(1 + day % 28, sats, month=1 + day // 28) for at, day, sats in moves if at == script),
            None,
        )
        for script in range(3)
    ]
    period = labelled_period(*FEBRUARY, pasts)
    assert period.before_sats + period.came_sats - period.left_sats == period.after_sats
    assert period.after_sats == 3000 + sum(sats for _, day, sats in moves if day < 56)
    assert min(period.came_sats, period.left_sats) >= 0


def test_what_coinbases_and_pools_paid_is_told_beside_what_came():
    coins = [CoinLife(50, step(3, 0), None, mined=True), CoinLife(20, step(3, 0), step(9, 0))]
    period = labelled_period(*FEBRUARY, [script_past(coins, FIRST)])
    assert (period.known, period.mined_sats) == (0, 0)
    period = labelled_period(date(2026, 2, 2), FEBRUARY[1], [script_past(coins, FIRST)])
    assert (period.came_sats, period.mined_sats, period.left_sats) == (70, 50, 20)


def test_balances_stand_beside_the_stated_ones_with_their_share():
    identity, _ = february(labelled(312, 312))
    assert str(identity.labelled_pct) == "4.5"
    assert february(labelled(0, 0, known=0))[0].labelled_pct is None


def test_what_labelled_scripts_lost_beyond_what_is_told_and_flagged_is_evidence():
    flags = [flag("seen", "100", "2026-02-10")]
    lost = labelled(900, 300)
    identity, evidence = february(lost, flags=flags)
    assert identity.labelled_loss_sats == sats_from_btc("500")
    kinds = {each.kind for each in evidence["episode of seen"]}
    assert kinds == {EvidenceKind.REMAINDER, EvidenceKind.LABELLED_LOSS}
    told, _ = february(lost, sale("474.6", "2026-02-01", "2026-02-28"), flags=flags)
    assert told.labelled_loss_sats == sats_from_btc("125.3")  # told to a tenth
    everything, _ = february(lost, sale("700", "2026-02-01", "2026-02-28"))
    anything, _ = february(lost, statement("sale", "2026-02-01", "2026-02-28"))
    assert everything.labelled_loss_sats == anything.labelled_loss_sats == 0


def test_each_stated_balance_and_each_time_between_two_is_asked_for():
    said = [statement("holdings", day, btc="5") for day in ("2026-01-31", "2026-02-28")]
    assert balance_periods(said) == {
        (date(2026, 1, 31), date(2026, 1, 31)), (date(2026, 2, 28), date(2026, 2, 28)), FEBRUARY,
    }  # fmt: skip
