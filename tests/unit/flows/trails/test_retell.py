"""A trail told again with other labels accounts for every satoshi, and is told as if they had always been there."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from monitor.flows.scan import Hit, HitOutput, Prevout, SpentInput
from monitor.flows.trails.advance import advance
from monitor.flows.trails.outflow import outflows_of
from monitor.flows.trails.retell import KeptCoin, KeptEnd, Told, retold, stands
from monitor.flows.trails.trail import Ending, TrailPolicy
from monitor.labels.book import Attribution
from monitor.labels.vocabulary import Category
from tests.builders import BTC, block_at

POLICY = TrailPolicy(min_sats=BTC, min_part_sats=BTC // 100, max_hops=4)
BLOCK = block_at()
KINDS = (Category.EXCHANGE, Category.MINING_POOL, Category.MINER)


class Owners:
    """Whose the scripts are: `owned` maps a script to a category, and each is an entity of its own."""

    def __init__(self, owned):
        self.owned = {b"miner": Category.MINER, **owned}

    def __call__(self, script, _=None):
        if script not in self.owned:
            return None
        name = "mara" if script == b"miner" else script.decode()
        return Attribution(name, name, self.owned[script], 90, False, ())


class Way:
    """A trail through made-up transactions, as it is kept."""

    def __init__(self, moves, owners):
        self.owners = owners
        first = Hit("00" * 32, BLOCK, (spent("ff" * 32, 0, b"miner", 90 * BTC),), paid(0, 90 * BTC, 3))
        (outflow,) = outflows_of(first, owners, POLICY)
        self.trail, self.ends = outflow.trail, list(outflow.ended)
        self.open = {(coin.txid, coin.vout): coin for coin in outflow.created}
        self.every, self.spenders = dict(self.open), {}
        for number, (picks, outputs) in enumerate(moves, start=1):
            self.move(number, picks, outputs)

    def move(self, number, picks, outputs):
        """Spend some of the coins that are open."""
        txid = f"{number:064x}"
        every = sorted(self.open)
        if not every:
            return
        coins = [self.open[key] for key in {every[pick % len(every)] for pick in picks}]
        inputs = tuple(spent(each.txid, each.vout, each.script_pubkey, each.value_sats) for each in coins)
        hit = Hit(txid, BLOCK, inputs, paid(number, sum(each.value_sats for each in coins) - 1000, outputs))
        known = {coin.outpoint: [coin] for coin in coins}
        step = advance(hit, known, {self.trail.trail_id: self.trail}, self.owners, POLICY)
        for coin in step.spent:
            del self.open[coin.txid, coin.vout]
            self.spenders[coin.txid, coin.vout] = txid
        made = {(coin.txid, coin.vout): coin for coin in step.created}
        self.open |= made
        self.every |= made
        self.ends += step.ended

    @property
    def told(self):
        coins = (
            KeptCoin(coin, BLOCK.block_hash if key in self.spenders else None, self.spenders.get(key))
            for key, coin in self.every.items()
        )
        return Told(self.trail, tuple(coins), tuple(KeptEnd(end, BLOCK) for end in self.ends))


def spent(txid, vout, script, sats):
    return SpentInput(txid, vout, script, Prevout(script, sats))


def paid(number, sats, count):
    """So many outputs, each twice the one before, to scripts that were never seen."""
    part = sats // (2**count - 1)
    sizes = [part * 2**each for each in range(count)]
    return tuple(HitOutput(b"%d-%d" % (number, vout), size) for vout, size in enumerate(sizes))


def account(told):
    """Every part that is not spent, by where it is: how it ended, or None, and its satoshis."""
    found = {(k.coin.txid, k.coin.vout): (None, k.coin.sats) for k in told.coins if not k.spent_by}
    found |= {(k.end.txid, k.end.vout): (k.end.ending, k.end.sats) for k in told.ends}
    return found


moves = st.lists(
    st.tuples(st.lists(st.integers(0, 50), min_size=1, max_size=3), st.integers(1, 3)), max_size=7
)
scripts = st.sampled_from([b"%d-%d" % (number, vout) for number in range(1, 6) for vout in range(3)])
owned = st.dictionaries(scripts, st.sampled_from(KINDS), max_size=6)


@given(moves, owned, owned)
def test_no_satoshi_is_lost_or_invented_and_telling_twice_changes_nothing(steps, before, after):
    told = Way(steps, Owners(before)).told
    again = retold(told, Owners(after))
    now = again.told if again else told
    assert sum(sats for _, sats in account(now).values()) == told.trail.sats
    assert retold(now, Owners(after)) is None
    assert all(0 < kept.coin.sats <= kept.coin.value_sats for kept in now.coins)
    labelled = [kept.end for kept in now.ends if kept.end.entity is not None]
    assert all(Owners(after)(end.script_pubkey) for end in labelled)


@given(
    st.lists(st.tuples(st.lists(st.integers(0, 50), min_size=1, max_size=1), st.integers(1, 3)), max_size=7),
    owned,
)
def test_labels_that_are_added_tell_what_would_have_been_told_with_them(steps, added):
    way = Way(steps, Owners({}))
    again = retold(way.told, Owners(added))
    now = again.told if again else way.told
    # The same transactions, with the labels from the beginning: what is spent behind a label is no part of it.
    known = Way([], Owners(added))
    order = sorted(set(way.spenders.values()))
    for txid in order:
        keys = [key for key, by in way.spenders.items() if by == txid and key in known.open]
        if not keys:
            continue
        every = sorted(known.open)
        made = {(kept.coin.txid, kept.coin.vout) for kept in way.told.coins if kept.coin.txid == txid}
        made |= {(kept.end.txid, kept.end.vout) for kept in way.told.ends if kept.end.txid == txid}
        count = len([vout for _, vout in made if vout is not None])
        known.move(int(txid, 16), [every.index(keys[0])], count)
    assert account(now) == account(known.told)


def test_a_label_that_is_withdrawn_and_comes_back_brings_the_arrival_back():
    exchange = Owners({b"1-0": Category.EXCHANGE})
    told = Way([([0], 2)], exchange).told
    without = retold(told, Owners({}))
    [change] = without.changes
    assert (change.before, change.now) == ("1-0", None)
    assert Ending.UNSEEN in {kept.end.ending for kept in without.told.ends}
    back = retold(without.told, exchange)
    assert {e.end.ending for e in back.told.ends} == {e.end.ending for e in told.ends}


def test_what_is_not_known_to_have_been_spent_by_whom_stays_as_it_was_told():
    told = Way([([0], 2)], Owners({})).told
    unknown = replace(told, coins=tuple(replace(kept, spent_by=None) for kept in told.coins))
    assert retold(unknown, Owners({b"1-0": Category.EXCHANGE})) is None


def test_a_trail_stands_as_long_as_one_of_its_senders_is_the_miners():
    trail = Way([], Owners({})).trail
    assert trail.senders == (b"miner",)
    assert stands(trail, Owners({}))
    assert not stands(trail, lambda *_: None)
    assert stands(replace(trail, senders=()), lambda *_: None), "of trails of before that was not noted"
