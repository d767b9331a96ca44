"""One transaction that spends what trails hold: how each trail goes on, or ends."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from monitor.flows.co_spend import Attribute, co_signs, held_by, spenders_in
from monitor.flows.scan import Hit
from monitor.flows.trails.apportion import apportion
from monitor.flows.trails.pattern import pattern_of
from monitor.flows.trails.trail import (
    Ending,
    Hop,
    Pattern,
    Step,
    Trail,
    TrailCoin,
    TrailEnd,
    TrailPolicy,
    ending_at,
)
from monitor.labels.book import Attribution
from monitor.labels.vocabulary import PLATFORMS

_PER_HOP = 90
"""Percent of confidence that a hop leaves: coins that change hands may change owners."""
_GUESSED = 80
"""Percent that is left where a share of several owners' coins goes to several places."""
_OURS_PERCENT = 90
"""From so much of the whole on, what many scripts put together is taken for one miner's: most are small change."""
_THROUGH_SERVICE = 50
"""Percent that is left where a service had gathered ours with others' and then paid all of it to one owner: most such
wallets are on a platform's own way from deposit addresses to its hot wallet, and some are its customers'."""
_PAYEES = 4
"""So many payees whom nobody knows, out of coins that are mostly others', are a service's."""


def advance(
    hit: Hit,
    coins: Mapping[bytes, Sequence[TrailCoin]],
    trails: Mapping[str, Trail],
    attribute: Attribute,
    policy: TrailPolicy,
) -> Step:
    """Follow every trail that a transaction spends from.

    Args:
        hit: the transaction, with at least one input among `coins`.
        coins: what trails hold, by outpoint; several trails may hold parts of one output.
        trails: the trails of those coins, by id.
        attribute: whose a script is.
        policy: how far to follow.
    """
    spent = sorted(
        (coin for each in hit.inputs for coin in coins.get(each.outpoint, ())), key=attrgetter("trail_id")
    )
    groups = [list(group) for _, group in groupby(spent, key=attrgetter("trail_id"))]
    labelled = _of_miners(hit, {coin.miner for coin in spent}, attribute)
    everything, one_hand = {each.outpoint for each in hit.inputs}, _is_one_hand(hit, spent, attribute)
    ours = everything if one_hand else {coin.outpoint for coin in spent} | labelled
    pattern = pattern_of(hit, ours, policy, labelled)
    outpoints = frozenset(everything)
    keeper = None if pattern is Pattern.COINJOIN else _keeper(hit, ours, attribute)
    if keeper is not None:
        kept = tuple(_kept(hit, *keeper, pattern, group) for group in groups)
        return Step(hit.txid, pattern, tuple(spent), (), kept, outpoints)
    guess = not one_hand and _is_guess(hit, spent, ours)
    sizes = _sizes(hit, spent)
    shares = apportion([sum(coin.sats for coin in group) for group in groups], sizes)
    gathered = _gathered(spent, sum(sizes)) if pattern is Pattern.SWEEP else set()
    dispersed = set() if one_hand else _dispersed(hit, spent, sum(sizes), attribute)
    serviced, sole = _serviced(spent), _is_one_owners(hit, attribute)
    created: list[TrailCoin] = []
    ended: list[TrailEnd] = []
    for group, row in zip(groups, shares, strict=True):
        before = min(coin.confidence for coin in group) * _PER_HOP // 100
        walk = _Walk(
            hit=hit,
            trail=trails[group[0].trail_id],
            way=max(group, key=lambda coin: (coin.hop, coin.sats, coin.outpoint)).path,
            confidence=before
            * (_GUESSED if guess else 100)
            * (_THROUGH_SERVICE if group[0].miner in serviced else 100)
            // 10_000,
            pattern=pattern,
            gathered=group[0].miner in gathered,
            paid_out=group[0].miner in serviced and not sole,
            dispersed=group[0].miner in dispersed,
            attribute=attribute,
            policy=policy,
        )
        for part in walk.parts(row):
            if isinstance(part, TrailCoin):
                created.append(part)
            else:
                ended.append(part)
    return Step(hit.txid, pattern, tuple(spent), tuple(created), tuple(ended), outpoints)


def _of_miners(hit: Hit, miners: Collection[str], attribute: Attribute) -> set[bytes]:
    """The outpoints of inputs that are labelled as those miners' own."""
    owners = ((each.outpoint, attribute(each.script_pubkey)) for each in hit.inputs if each.script_pubkey)
    return {outpoint for outpoint, owner in owners if owner is not None and owner.entity in miners}


def _keeper(hit: Hit, ours: Collection[bytes], attribute: Attribute) -> tuple[bytes, Attribution] | None:
    """The platform that spends a coin of its own beside ours, and its script: it signs for both, so has had ours.

    None where there is none, or more than one, as when several parties spend together.
    """
    others = [each.script_pubkey for each in hit.inputs if each.outpoint not in ours and each.script_pubkey]
    owners = [
        (script, owner)
        for script in others
        if (owner := attribute(script)) is not None and owner.category in PLATFORMS
    ]
    return owners[0] if len({owner.entity for _, owner in owners}) == 1 else None


def _kept(
    hit: Hit, script: bytes, keeper: Attribution, pattern: Pattern, group: Sequence[TrailCoin]
) -> TrailEnd:
    """All that one trail holds in a transaction, with the platform that spends it beside a script of its own."""
    way = max(group, key=lambda coin: (coin.hop, coin.sats, coin.outpoint)).path
    sats = sum(coin.sats for coin in group)
    confidence = min(coin.confidence for coin in group) * _PER_HOP // 100
    return TrailEnd(
        trail_id=group[0].trail_id,
        miner=group[0].miner,
        ending=Ending.PLATFORM,
        sats=sats,
        path=(*way, Hop(hit.txid, pattern, sats)),
        confidence=confidence,
        txid=hit.txid,
        vout=None,
        script_pubkey=script,
    ).reached(keeper, Ending.PLATFORM)


def _sizes(hit: Hit, spent: Sequence[TrailCoin]) -> list[int]:
    """The outputs, and the fee behind them as far as it is known: the inputs of strangers may be unknown."""
    outputs = [output.sats for output in hit.outputs]
    known = {coin.outpoint: coin.value_sats for coin in spent}
    brought = sum(known.get(each.outpoint, each.prevout.sats if each.prevout else 0) for each in hit.inputs)
    return [*outputs, max(0, brought - sum(outputs))]


def _is_one_hand(hit: Hit, spent: Sequence[TrailCoin], attribute: Attribute) -> bool:
    """Whether what trails of one miner hold is spent beside its labelled coins, and the rest is plausibly its own."""
    miners = {coin.miner for coin in spent}
    paying = [each for each in spenders_in(hit, attribute) if miners == {each.miner}]
    return any(co_signs(hit, each, attribute, held_by(each.miner, spent)) for each in paying)


def _brought(spent: Sequence[TrailCoin]) -> Counter[str]:
    """What the trails of each miner bring in."""
    brought: Counter[str] = Counter()
    for coin in spent:
        brought[coin.miner] += coin.sats
    return brought


def _gathered(spent: Sequence[TrailCoin], total: int) -> set[str]:
    """The miners whose coins are not nearly all of what many scripts put together."""
    return {miner for miner, sats in _brought(spent).items() if sats * 100 < total * _OURS_PERCENT}


def _serviced(spent: Sequence[TrailCoin]) -> set[str]:
    """The miners whose coins had been gathered with those of many others in what is spent."""
    held: Counter[tuple[str, bytes]] = Counter()
    for coin in spent:
        held[coin.miner, coin.outpoint] += coin.sats
    return {
        coin.miner
        for coin in spent
        if any(hop.pattern is Pattern.SWEEP for hop in coin.path[-1:])
        and held[coin.miner, coin.outpoint] * 100 < coin.value_sats * _OURS_PERCENT
    }


def _is_one_owners(hit: Hit, attribute: Attribute) -> bool:
    """Whether all that a transaction pays, it pays to scripts of one known owner."""
    owners = [attribute(output.script_pubkey) for output in hit.outputs if output.sats]
    return len({None if owner is None else owner.entity for owner in owners}) == 1 and None not in owners


def _dispersed(hit: Hit, spent: Sequence[TrailCoin], total: int, attribute: Attribute) -> set[str]:
    """The miners whose coins are the smaller part of what pays many whom nobody knows."""
    payees = {output.script_pubkey for output in hit.outputs if output.sats}
    if sum(attribute(script) is None for script in payees) < _PAYEES:
        return set()
    brought = _brought(spent)
    for each in spenders_in(hit, attribute):
        if each.miner in brought:
            brought[each.miner] += each.gross_sats or 0
    return {miner for miner, sats in brought.items() if sats * 2 < total}


def _is_guess(hit: Hit, spent: Sequence[TrailCoin], ours: Collection[bytes]) -> bool:
    """Whether strangers' coins and several outputs leave open where ours went.

    Strangers' are also those that were put together with ours before: then only a part of a coin is a trail's.
    """
    if sum(bool(output.sats) for output in hit.outputs) < 2:  # noqa: PLR2004 - all goes one way
        return False
    everything = {each.outpoint for each in hit.inputs}
    held: Counter[bytes] = Counter()
    for coin in spent:
        held[coin.outpoint] += coin.sats
    shared = any(held[coin.outpoint] < coin.value_sats for coin in spent)
    return shared or not everything.issubset(ours)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Walk:
    """One trail through one transaction."""

    hit: Hit
    trail: Trail
    way: tuple[Hop, ...]
    """The longest way by which parts of it came here."""
    confidence: int
    pattern: Pattern
    gathered: bool
    """A service took it together with the coins of many others; whom it pays next tells whose the service is."""
    paid_out: bool
    """A service that had gathered it pays whom it likes."""
    dispersed: bool
    """It is the smaller part of a wallet that pays many whom nobody knows: whom it went to is anybody's guess."""
    attribute: Attribute
    policy: TrailPolicy

    def parts(self, row: Sequence[int]) -> Iterator[TrailCoin | TrailEnd]:
        """What becomes of the trail's share of every output, and of the fee at the row's end."""
        for vout, sats in enumerate(row[:-1]):
            if sats:
                yield self._part(vout, sats)
        if row[-1]:
            yield self._end(Ending.FEE, None, row[-1])

    def _part(self, vout: int, sats: int) -> TrailCoin | TrailEnd:
        output = self.hit.outputs[vout]
        owner = self.attribute(output.script_pubkey)
        if owner is not None and not self.paid_out:
            return self._reached(owner, vout, sats)
        ending = self._ending(sats)
        if ending is not None:
            return self._end(ending, vout, sats)
        return TrailCoin(
            trail_id=self.trail.trail_id,
            miner=self.trail.miner,
            txid=self.hit.txid,
            vout=vout,
            script_pubkey=output.script_pubkey,
            value_sats=output.sats,
            sats=sats,
            path=self._path(sats),
            confidence=self.confidence,
            block=self.hit.block,
        )

    def _ending(self, sats: int) -> Ending | None:
        """How a part ends that reached nobody of whom it counts; None where it goes on."""
        if self.pattern is Pattern.COINJOIN or self.dispersed:
            return Ending.MIXED
        if sats < self.trail.floor(self.policy):
            return Ending.SPLIT
        last = len(self.way) >= self.policy.max_hops
        if self.paid_out or (self.gathered and last):
            return Ending.SERVICE
        return Ending.TOO_FAR if last else None

    def _path(self, sats: int) -> tuple[Hop, ...]:
        return (*self.way, Hop(self.hit.txid, self.pattern, sats))

    def _reached(self, owner: Attribution, vout: int, sats: int) -> TrailEnd:
        ending = ending_at(owner, self.trail.miner)
        if ending is Ending.PLATFORM and (self.pattern is Pattern.COINJOIN or self.dispersed):
            ending = Ending.MIXED
        return self._end(ending, vout, sats).reached(owner, ending)

    def _end(self, ending: Ending, vout: int | None, sats: int) -> TrailEnd:
        return TrailEnd(
            trail_id=self.trail.trail_id,
            miner=self.trail.miner,
            ending=ending,
            sats=sats,
            path=self._path(sats),
            confidence=self.confidence,
            txid=self.hit.txid,
            vout=vout,
            script_pubkey=None if vout is None else self.hit.outputs[vout].script_pubkey,
            value_sats=0 if vout is None else self.hit.outputs[vout].sats,
        )
