from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import UsageError
from monitor.flows import revisions
from monitor.flows.episode import Episode
from monitor.flows.flag import Stage, Standing
from monitor.flows.policy import Policy, Severity
from monitor.flows.revisions import Kind
from monitor.labels.vocabulary import Category
from tests.builders import BTC, NOON, make_flag

POLICY = Policy()
LATER = NOON + timedelta(days=30)


def started(*flags):
    return revisions.started(flags or (make_flag(),), LATER, NOON).episode


def test_an_episode_starts_indicative_at_revision_one():
    revision = revisions.started((make_flag(),), LATER, NOON)
    assert (revision.kind, revision.episode.revision) == (Kind.RAISED, 1)
    assert revision.episode.standing is Standing.INDICATIVE
    assert revision.episode.episode_id.startswith("mara-20260204-")


def test_the_id_does_not_depend_on_the_order_of_flags():
    first, second = make_flag("t1"), make_flag("t2", hours=1)
    assert started(first, second).episode_id == started(second, first).episode_id


def test_three_platforms_within_ten_hours_are_one_episode():
    episode = started(make_flag("t1", sats=65_377_300_000))
    for txid, platform, hours in (("t2", "bitgo", 5), ("t3", "galaxy", 10)):
        flag = make_flag(txid, to_entity=platform, hours=hours, sats=30_000_000_000)
        assert episode.accepts(flag, POLICY)
        episode = revisions.grown(episode, (flag,), LATER, NOON).episode
    assert episode.revision == 3
    assert episode.sats == 65_377_300_000 + 60_000_000_000


def test_a_flag_after_the_window_is_another_story():
    assert not started().accepts(make_flag("t2", hours=24.1), POLICY)


def test_daily_transfers_do_not_make_one_endless_story():
    episode = started()
    for day in range(1, 4):
        episode = revisions.grown(episode, (make_flag(f"d{day}", hours=24 * day),), LATER, NOON).episode
    assert not episode.accepts(make_flag("d4", hours=96), POLICY)


def test_another_miners_flag_is_another_story():
    assert not started().accepts(make_flag("t2", miner="riot"), POLICY)


def test_what_follows_a_dismissed_story_is_a_new_one():
    episode = revisions.dismissed(started(), "ann", "internal", NOON).episode
    assert not episode.accepts(make_flag("t2", hours=1), POLICY)


@pytest.mark.parametrize(
    ("btc", "to_type", "conflicted", "expected"),
    [
        (5, Category.EXCHANGE, False, Severity.INFO),
        (10, Category.EXCHANGE, False, Severity.NOTICE),
        (100, Category.OTC_DESK, False, Severity.WARNING),
        (1000, Category.MARKET_MAKER, False, Severity.CRITICAL),
        (1000, Category.CUSTODIAN, False, Severity.WARNING),
        (1000, Category.LENDER, False, Severity.WARNING),
        (1000, Category.EXCHANGE, True, Severity.NOTICE),
        (5, Category.CUSTODIAN, False, Severity.INFO),
    ],
)
def test_severity_follows_amount_kind_of_platform_and_doubt(btc, to_type, conflicted, expected):
    episode = started(make_flag(sats=btc * BTC, to_type=to_type, conflicted=conflicted))
    assert episode.severity(POLICY) is expected


def test_a_reorg_of_the_only_block_retracts_and_the_same_flag_is_anchored_again():
    episode = started(make_flag(height=100))
    gone = revisions.orphaned(episode, {"b100"}, NOON)
    assert gone.kind is Kind.RETRACTED
    assert (gone.episode.standing, gone.episode.stage, gone.episode.sats) == (
        Standing.VOID,
        Stage.ORPHANED,
        0,
    )
    back = revisions.anchored(gone.episode, (make_flag(height=101),), NOON)
    assert back.kind is Kind.INCLUDED
    assert (back.episode.standing, back.episode.revision) == (Standing.INDICATIVE, 3)
    assert back.episode.flags[0].block.height == 101


def test_a_reorg_of_one_block_of_two_leaves_the_rest_standing():
    episode = started(make_flag("t1", height=100), make_flag("t2", height=101, sats=7 * BTC))
    gone = revisions.orphaned(episode, {"b101"}, NOON)
    assert gone.kind is Kind.ORPHANED
    assert gone.episode.sats == 100 * BTC


def test_a_reorg_elsewhere_changes_nothing():
    assert revisions.orphaned(started(), {"b7"}, NOON) is None


def test_flags_become_final_once_at_the_configured_depth():
    episode = started(make_flag(height=100))
    assert revisions.settled(episode, 104, POLICY, NOON) is None
    settled = revisions.settled(episode, 105, POLICY, NOON)
    assert settled.kind is Kind.FINAL
    assert settled.episode.stage is Stage.FINAL
    assert revisions.settled(settled.episode, 106, POLICY, NOON) is None


def test_a_disclosure_confirms_partly_then_wholly_and_can_be_taken_back():
    episode = started()
    flag_id = episode.flags[0].flag_id
    partly = revisions.judged(episode, {flag_id: 40 * BTC}, (), "8-K", NOON)
    assert (partly.kind, partly.episode.standing) == (Kind.CONFIRMED, Standing.PARTIALLY_CONFIRMED)
    wholly = revisions.judged(partly.episode, {flag_id: 100 * BTC}, (), "8-K/A", NOON)
    assert (wholly.kind, wholly.episode.standing) == (Kind.CONFIRMED, Standing.CONFIRMED)
    back = revisions.judged(wholly.episode, {}, (), "withdrawn", NOON)
    assert (back.kind, back.episode.standing) == (Kind.REVISED, Standing.INDICATIVE)


def test_the_same_judgement_twice_changes_nothing():
    episode = started()
    flag_id = episode.flags[0].flag_id
    once = revisions.judged(episode, {flag_id: 1}, (), "x", NOON).episode
    assert revisions.judged(once, {flag_id: 1}, (), "x", NOON) is None


def test_a_statement_of_no_sale_refutes():
    episode = started()
    revision = revisions.judged(episode, {}, {episode.flags[0].flag_id}, "monthly update", NOON)
    assert (revision.kind, revision.episode.standing) == (Kind.REFUTED, Standing.REFUTED)


def test_silence_expires_only_what_is_indicative_and_due():
    episode = started()
    assert revisions.expired(episode, LATER - timedelta(seconds=1)) is None
    over = revisions.expired(episode, LATER)
    assert over.episode.standing is Standing.EXPIRED
    assert revisions.expired(over.episode, LATER) is None


def test_a_late_disclosure_overrules_an_expiry_and_a_dismissal():
    for before in (
        revisions.expired(started(), LATER).episode,
        revisions.dismissed(started(), "ann", "no", NOON).episode,
    ):
        after = revisions.judged(before, {before.flags[0].flag_id: 100 * BTC}, (), "10-Q", LATER).episode
        assert after.standing is Standing.CONFIRMED


def test_growing_starts_the_issuers_clock_again():
    over = revisions.expired(started(), LATER).episode
    later = LATER + timedelta(days=31)
    episode = revisions.grown(over, (make_flag("t2"),), later, NOON).episode
    assert (episode.standing, episode.expires_at) == (Standing.INDICATIVE, later)


def test_review_decisions_are_revisions_with_a_name():
    acked = revisions.acked(started(), "ann", "on it", NOON)
    assert (acked.kind, acked.by, acked.episode.review.owner) == (Kind.ACKED, "ann", "ann")
    dismissed = revisions.dismissed(acked.episode, "ben", "own wallet", NOON)
    assert dismissed.episode.standing is Standing.DISMISSED
    reopened = revisions.reopened(dismissed.episode, "ann", "it is not", NOON)
    assert (reopened.episode.standing, reopened.episode.expires_at) == (Standing.INDICATIVE, None)
    assert reopened.episode.review.owner == "ann"
    assert revisions.expired(reopened.episode, LATER) is None


@pytest.mark.parametrize("decision", [revisions.acked, revisions.dismissed])
def test_deciding_the_same_twice_is_refused(decision):
    once = decision(started(), "ann", "x", NOON).episode
    with pytest.raises(UsageError, match="already"):
        decision(once, "ann", "x", NOON)


def test_only_a_dismissed_or_expired_episode_reopens():
    with pytest.raises(UsageError, match="indicative"):
        revisions.reopened(started(), "ann", "x", NOON)


CHANGES = st.lists(
    st.sampled_from(
        ["grow", "orphan", "anchor", "settle", "confirm", "refute", "expire", "dismiss", "reopen"]
    ),
    max_size=30,
)


@given(CHANGES)
def test_whatever_happens_revisions_rise_by_one_and_amounts_stay_in_bounds(changes):
    episode = started()
    for number, change in enumerate(changes):
        revision = apply(change, episode, number)
        if revision is None:
            continue
        assert revision.episode.revision == episode.revision + 1
        episode = revision.episode
        assert 0 <= episode.confirmed_sats <= episode.sats
        assert (episode.standing is Standing.VOID) == (not episode.live_flags)
        assert episode.episode_id == started().episode_id


def apply(change: str, episode: Episode, number: int):
    flags = [flag.flag_id for flag in episode.live_flags]
    match change:
        case "grow":
            return revisions.grown(episode, (make_flag(f"g{number}", height=100 + number),), LATER, NOON)
        case "orphan":
            return revisions.orphaned(episode, {episode.flags[0].block.block_hash}, NOON)
        case "anchor":
            return revisions.anchored(episode, [replace(make_flag(), stage=Stage.INCLUDED)], NOON)
        case "settle":
            return revisions.settled(episode, 100 + number, POLICY, NOON)
        case "confirm":
            return revisions.judged(episode, dict.fromkeys(flags, number * BTC), (), "x", NOON)
        case "refute":
            return revisions.judged(episode, {}, flags, "x", NOON)
        case "expire":
            return revisions.expired(episode, LATER)
        case "dismiss" if not episode.review.dismissed:
            return revisions.dismissed(episode, "ann", "x", NOON)
        case "reopen" if episode.standing in {Standing.DISMISSED, Standing.EXPIRED}:
            return revisions.reopened(episode, "ann", "x", NOON)
        case _:
            return None
