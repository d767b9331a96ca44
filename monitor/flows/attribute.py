"""A transaction that hit, turned into transfers: who paid whom how much, net of what came back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from monitor.flows.scan import Hit, SpentInput
from monitor.flows.trails.apportion import apportion
from monitor.flows.trails.pattern import is_coinjoin
from monitor.flows.trails.trail import Ending, Step
from monitor.flows.transfer import PaidOutput, Transfer
from monitor.labels.book import Attribution, LabelBook
from monitor.labels.vocabulary import PLATFORMS, Category


def unproven_inputs(hit: Hit, book: LabelBook) -> tuple[SpentInput, ...]:
    """The inputs that claim a miner's script without the output they spend being known.

    Anybody can write an input that hashes to a miner's script while it spends something else, so a claim
    is proven by the transaction that made the output, wherever it can be had.
    """
    return tuple(
        each
        for each in hit.inputs
        if each.prevout is None and _owner(each, hit, book, Category.MINER) is not None
    )


def nameless_inputs(hit: Hit) -> tuple[SpentInput, ...]:
    """The inputs that neither show nor are known to spend anybody's script: taproot by key path, bare keys."""
    return tuple(each for each in hit.inputs if each.script_pubkey is None)


def platforms_inputs(hit: Hit, book: LabelBook) -> tuple[SpentInput, ...]:
    """The inputs of platforms that the transaction pays, without the outputs they spend being known.

    A platform that puts in a coin of its own gets that back with what it is paid, as in a payjoin (BIP78).
    """
    paid = _platforms_paid(hit, book)
    owners = ((each, _platform(each.script_pubkey, hit, book)) for each in hit.inputs if each.prevout is None)
    return tuple(each for each, owner in owners if owner is not None and owner.entity in paid)


def miners_scripts(hit: Hit, book: LabelBook) -> tuple[bytes, ...]:
    """The miners' scripts that a transaction spends from, as far as its inputs are known, each once."""
    spent = (each.script_pubkey for each in hit.inputs if _owner(each, hit, book, Category.MINER) is not None)
    return tuple(dict.fromkeys(script for script in spent if script is not None))


def transfers_of(hit: Hit, book: LabelBook, step: Step | None = None) -> tuple[Transfer, ...]:
    """One transfer for each pair of a miner that paid and a platform that received, in output order.

    What a miner pays to its own scripts is change, consolidation or an internal move, and no transfer. Nor is
    anything in a coinjoin: whose outputs are whose is just what it hides.

    Args:
        hit: the transaction.
        book: the labels.
        step: what it does to trails, where they are followed through it: what they bring back to the miner is
            not taken from what it paid, and what they hold is no stranger's.
    """
    at = hit.block.time
    inputs: dict[str, list[SpentInput]] = defaultdict(list)
    claims: dict[str, list[Attribution]] = defaultdict(list)
    for each in hit.inputs:
        owner = _owner(each, hit, book, Category.MINER)
        if owner is not None:
            inputs[owner.entity].append(each)
            claims[owner.entity].append(owner)
    receivers: dict[str, list[tuple[PaidOutput, Attribution]]] = defaultdict(list)
    for vout, output in enumerate(hit.outputs):
        receiver = book.attribute(output.script_pubkey, at)
        if receiver is not None:
            paid = PaidOutput(vout, output.script_pubkey, output.sats)
            receivers[receiver.entity].append((paid, receiver))
    put_in = _put_in(hit, book)
    return tuple(
        transfer
        for miner, spent in inputs.items()
        if not is_coinjoin(hit, _own(miner, spent, step), {each.outpoint for each in spent})
        for transfer in _from_miner(hit, spent, claims[miner], receivers, _brought(miner, step, put_in))
    )


def _own(miner: str, spent: Iterable[SpentInput], step: Step | None) -> set[bytes]:
    """The outpoints of a miner's inputs, labelled or held by its trails."""
    trailed = step.spent if step else ()
    return {each.outpoint for each in spent} | {coin.outpoint for coin in trailed if coin.miner == miner}


def _brought(miner: str, step: Step | None, put_in: Mapping[str, int]) -> Mapping[str, int]:
    """What each entity gets that a miner's labelled coins do not pay: from the miner's trails, and its own back."""
    brought = defaultdict(int, put_in)
    for end in step.ended if step else ():
        if end.miner == miner and end.entity is not None and end.ending in {Ending.PLATFORM, Ending.RETURNED}:
            brought[end.entity] += end.sats
    return brought


def _put_in(hit: Hit, book: LabelBook) -> Mapping[str, int]:
    """What platforms put in themselves, as far as it is known."""
    put_in: dict[str, int] = defaultdict(int)
    for each in hit.inputs:
        owner = _platform(each.script_pubkey, hit, book)
        if owner is not None and each.prevout is not None:
            put_in[owner.entity] += each.prevout.sats
    return put_in


def _platforms_paid(hit: Hit, book: LabelBook) -> set[str]:
    receivers = (_platform(output.script_pubkey, hit, book) for output in hit.outputs)
    return {receiver.entity for receiver in receivers if receiver is not None}


def _platform(script_pubkey: bytes | None, hit: Hit, book: LabelBook) -> Attribution | None:
    owner = None if script_pubkey is None else book.attribute(script_pubkey, hit.block.time)
    return owner if owner is not None and owner.category in PLATFORMS else None


def _from_miner(
    hit: Hit,
    spent: Sequence[SpentInput],
    claims: Sequence[Attribution],
    receivers: Mapping[str, list[tuple[PaidOutput, Attribution]]],
    brought: Mapping[str, int],
) -> Iterable[Transfer]:
    miner = claims[0].entity
    returned = sum(paid.sats for paid, _ in receivers.get(miner, ()))
    values = [each.prevout.sats if each.prevout else None for each in spent]
    gross = None if None in values else sum(value for value in values if value is not None)
    platforms = {
        platform: rows
        for platform, rows in receivers.items()
        if platform != miner and rows[0][1].category in PLATFORMS
    }
    reached = {platform: sum(paid.sats for paid, _ in rows) for platform, rows in platforms.items()}
    net = {platform: max(0, sats - brought.get(platform, 0)) for platform, sats in reached.items()}
    if gross is not None:
        left = max(0, gross - max(0, returned - brought.get(miner, 0)))
        shares = apportion([min(left, sum(net.values()))], list(net.values()))[0]
        net = dict(zip(net, shares, strict=True))
    for platform, rows in platforms.items():
        rests_on = (*claims, *(receiver for _, receiver in rows))
        yield Transfer(
            txid=hit.txid,
            block=hit.block,
            from_entity=miner,
            to_entity=platform,
            to_type=rows[0][1].category,
            sats=reached[platform],
            net_sats=net[platform],
            gross_sats=gross,
            returned_sats=returned,
            outputs=tuple(paid for paid, _ in rows),
            senders=tuple(dict.fromkeys(each.script_pubkey for each in spent if each.script_pubkey)),
            mixed_inputs=len(spent) < len(hit.inputs),
            proven_senders=gross is not None,
            conflicted=any(each.conflicted for each in rests_on),
            confidence=min(each.confidence for each in rests_on),
            proven_inclusion=hit.proven_inclusion,
            candidate=any(each.candidate for each in rests_on),
        )


def _owner(each: SpentInput, hit: Hit, book: LabelBook, category: Category) -> Attribution | None:
    if each.script_pubkey is None:
        return None
    owner = book.attribute(each.script_pubkey, hit.block.time)
    return owner if owner is not None and owner.category is category else None
