"""What becomes of transactions that spend the same coins: blocks decide, mempools are heard."""

from dataclasses import replace
from datetime import timedelta

from monitor.bitcoin.hashes import display
from monitor.flows.unsettled import Look, State, Unsettled, looked, overdue, settled_by_block, undone
from tests.builders import NOON

MINER = b"\x51"
COIN = bytes(36)
A, B, C = (display(bytes([number]) * 32) for number in (1, 2, 3))


def transaction(txid, *, coin=COIN, state=State.PENDING, source="one", **options):
    return Unsettled(txid, frozenset({coin}), (MINER,), state, NOON, NOON, raw=b"", source=source, **options)


def look(*txids, source="one", minutes=1):
    return Look(source, MINER, frozenset(txids), NOON + timedelta(minutes=minutes))


def states(rows):
    return {row.txid: (row.state, row.rival) for row in rows.values()}


def found(txid, **options):
    return transaction(txid, state=State.GONE, **options)


def test_a_block_decides_whoever_is_paid():
    rows = [transaction(A), transaction(B, coin=b"other" + bytes(31))]
    assert states(settled_by_block(rows, {COIN: C}, "b1")) == {A: (State.REPLACED, C)}
    assert states(settled_by_block(rows, {COIN: A}, "b1")) == {A: (State.MINED, None)}


def test_what_spends_a_replaced_transaction_is_gone_with_it():
    child = transaction(B, coin=bytes([1]) * 32 + bytes(4))
    grandchild = transaction(C, coin=bytes([2]) * 32 + bytes(4))
    after = settled_by_block([transaction(A), child, grandchild], {COIN: "f" * 64}, "b1")
    assert states(after)[B] == states(after)[C] == (State.GONE, None)


def test_what_a_block_decided_is_open_again_without_it():
    lost = settled_by_block([transaction(A)], {COIN: C}, "b1")
    assert undone(lost.values(), {"other"}) == {}
    assert states(undone(lost.values(), {"b1"})) == {A: (State.GONE, None)}


def test_news_replaces_at_once_what_the_same_source_no_longer_shows():
    after = looked([transaction(A)], [found(B)], look(B))
    assert states(after) == {A: (State.REPLACED, B), B: (State.PENDING, None)}


def test_a_source_that_shows_both_has_not_made_up_its_mind():
    assert states(looked([transaction(A)], [found(B)], look(A, B)))[B] == (State.REPLACED, A)


def test_another_source_that_shows_a_rival_is_not_believed_at_once():
    rows = {A: transaction(A)}
    for minutes in range(1, 4):
        news = [] if B in rows else [found(B, source="two")]
        again = [row for row in rows.values() if row.txid == B and row.state is not State.PENDING]
        rows |= looked(rows.values(), [*news, *again], look(B, source="two", minutes=minutes))
        if minutes == 1:
            assert states(rows) == {A: (State.PENDING, None), B: (State.REPLACED, A)}
    assert states(rows) == {A: (State.REPLACED, B), B: (State.PENDING, None)}


def test_the_latest_of_a_chain_of_replacements_stands():
    rows = {A: transaction(A)}
    for txid, minutes in ((B, 1), (C, 2)):
        rows |= looked(rows.values(), [found(txid)], look(txid, minutes=minutes))
    assert states(rows) == {A: (State.REPLACED, C), B: (State.REPLACED, C), C: (State.PENDING, None)}


def test_no_mempool_overrules_a_block():
    rows = settled_by_block([transaction(A)], {COIN: A}, "b1")
    assert states(looked(rows.values(), [found(B)], look(B))) == {B: (State.REPLACED, A)}
    spent_long_ago = found(C, coin=b"old" + bytes(33), block_hash="b0")
    assert looked([], [spent_long_ago], look(C))[C].state is State.GONE


def test_only_what_was_missed_repeatedly_and_for_long_is_overdue():
    row = transaction(A)
    for _ in range(2):
        row = looked([row], [], look())[A]
    assert overdue([row], NOON + timedelta(hours=1), timedelta(minutes=30)) == []
    row = looked([row], [], look())[A]
    assert overdue([row], NOON + timedelta(minutes=29), timedelta(minutes=30)) == []
    assert overdue([row], NOON + timedelta(minutes=30), timedelta(minutes=30)) == [row]
    assert looked([row], [], look(A))[A] == replace(row, misses=0, last_seen=NOON + timedelta(minutes=1))
