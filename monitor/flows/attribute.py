"""A transaction that hit, turned into transfers: who paid whom how much, net of what came back."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import partial

from monitor.flows.co_spend import (
    Reliance,
    Spender,
    co_signs,
    held_by,
    payer_of,
    put_in,
    spenders_in,
    worth_saying,
)
from monitor.flows.scan import Hit, SpentInput
from monitor.flows.trails.apportion import apportion
from monitor.flows.trails.pattern import is_coinjoin
from monitor.flows.trails.trail import Ending, Step
from monitor.flows.transfer import PaidOutput, Transfer
from monitor.labels.book import Attribution, LabelBook
from monitor.labels.vocabulary import PLATFORMS, Category

Receivers = Mapping[str, list[tuple[PaidOutput, Attribution]]]
"""What each known entity is paid, and by which label."""


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


def miners_scripts(hit: Hit, book: LabelBook) -> tuple[bytes, ...]:
    """The miners' scripts that a transaction spends from, as far as its inputs are known, each once."""
    spent = (each.script_pubkey for each in hit.inputs if _owner(each, hit, book, Category.MINER) is not None)
    return tuple(dict.fromkeys(script for script in spent if script is not None))


def transfers_of(hit: Hit, book: LabelBook, step: Step | None = None) -> tuple[Transfer, ...]:
    """One transfer for each pair of a miner that paid and a platform that received, in output order.

    What a miner pays to its own scripts is change, consolidation or an internal move, and no transfer. Nor is
    anything in a coinjoin: whose outputs are whose is just what it hides. Where unlabelled scripts sign beside the
    miner's, as those of a wallet do of which only a part is labelled, the whole payment is told; what labels prove
    of it is all but `co_spent_sats`.

    Args:
        hit: the transaction.
        book: the labels.
        step: what it does to trails, where they are followed through it: what they bring back to the miner is
            not taken from what it paid, and what they hold is no stranger's.
    """
    attribute = partial(book.attribute, at=hit.block.time)
    receivers: dict[str, list[tuple[PaidOutput, Attribution]]] = defaultdict(list)
    for vout, output in enumerate(hit.outputs):
        receiver = attribute(output.script_pubkey)
        if receiver is not None:
            paid = PaidOutput(vout, output.script_pubkey, output.sats)
            receivers[receiver.entity].append((paid, receiver))
    made: list[Transfer] = []
    told: Counter[str] = Counter()
    own = put_in(hit, attribute)
    for spender in spenders_in(hit, attribute):
        held = held_by(spender.miner, step.spent if step else ())
        if not is_coinjoin(hit, spender.outpoints.union(held), spender.outpoints):
            whole = co_signs(hit, spender, attribute, held)
            payer = payer_of(spender, held, whole=whole)
            found = list(_from_miner(hit, payer, receivers, step, told, own=own, whole=whole))
            if payer.gross_sats is not None:
                told.update({each.to_entity: each.net_sats for each in found})
            made += found
    return tuple(made)


def _brought(step: Step | None) -> Mapping[str, int]:
    """What trails, of whichever miner, bring to each platform in the same transaction."""
    brought: Counter[str] = Counter()
    for end in step.ended if step else ():
        if end.ending is Ending.PLATFORM and end.entity is not None:
            brought[end.entity] += end.sats
    return brought


def _brought_home(miner: str, step: Step | None) -> int:
    """What the trails of a miner bring back to it in the same transaction."""
    ended = step.ended if step else ()
    return sum(end.sats for end in ended if end.ending is Ending.RETURNED and end.miner == miner)


def _from_miner(
    hit: Hit,
    spender: Spender,
    receivers: Receivers,
    step: Step | None,
    told: Mapping[str, int],
    *,
    own: Mapping[str, int],
    whole: bool,
) -> Iterable[Transfer]:
    """What one miner paid to each platform.

    `told` is what other miners paid them in the same transaction, `own` what they put in themselves; `whole` says
    that all that is spent is plausibly this one's own.
    """
    platforms = {
        platform: rows
        for platform, rows in receivers.items()
        if platform != spender.miner and rows[0][1].category in PLATFORMS
    }
    returned = sum(paid.sats for paid, _ in receivers.get(spender.miner, ()))
    reached = {platform: sum(paid.sats for paid, _ in rows) for platform, rows in platforms.items()}
    room = _less(_less(_less(reached, own), _brought(step)), told)
    proven, gross = room, spender.gross_sats
    if gross is not None:
        left = max(0, gross - max(0, returned - _brought_home(spender.miner, step)))
        shares = apportion([min(left, sum(room.values()))], list(room.values()))[0]
        proven = dict(zip(room, shares, strict=True))
    for platform, rows in platforms.items():
        net = room[platform] if whole else proven[platform]
        co_spent = worth_saying(net - proven[platform], net)
        reliance = Reliance.on(
            (*spender.claims, *(receiver for _, receiver in rows)), co_spent=bool(co_spent)
        )
        yield Transfer(
            txid=hit.txid,
            block=hit.block,
            from_entity=spender.miner,
            to_entity=platform,
            to_type=rows[0][1].category,
            sats=reached[platform],
            net_sats=net,
            gross_sats=gross,
            returned_sats=returned,
            outputs=tuple(paid for paid, _ in rows),
            senders=spender.scripts,
            mixed_inputs=len(spender.inputs) < len(hit.inputs),
            proven_senders=gross is not None,
            conflicted=reliance.conflicted,
            confidence=reliance.confidence,
            proven_inclusion=hit.proven_inclusion,
            candidate=reliance.candidate,
            co_spent_sats=co_spent,
        )


def _less(reached: Mapping[str, int], brought: Mapping[str, int]) -> dict[str, int]:
    """What platforms got beside what is told of it already."""
    return {platform: sats - min(sats, brought.get(platform, 0)) for platform, sats in reached.items()}


def _owner(each: SpentInput, hit: Hit, book: LabelBook, category: Category) -> Attribution | None:
    if each.script_pubkey is None:
        return None
    owner = book.attribute(each.script_pubkey, hit.block.time)
    return owner if owner is not None and owner.category is category else None
