"""Transfers that were seen, looked at again with other labels: nothing but the labels changes.

What cannot be known without the block stays unknown: outputs and inputs that no label touched then are not seen now.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from monitor.bitcoin.transaction import parse_transaction
from monitor.flows.co_spend import Reliance
from monitor.flows.flag import Flag, Stage, flag_id
from monitor.flows.trails.retell import Relabelled
from monitor.flows.trails.trail import Trail
from monitor.flows.transfer import PaidOutput, Transfer
from monitor.flows.unsettled import State, Unsettled
from monitor.labels.book import Attribution, LabelBook
from monitor.labels.vocabulary import PLATFORMS, Category


def relabelled(seen: Sequence[Transfer], book: LabelBook) -> Mapping[str, Transfer]:
    """What the transfers of one transaction in one block are by these labels, by the id of the flag each may raise.

    Where senders and outputs are those of a transfer that was seen, its amounts are kept. Where they are only a
    part, the net amount is the smaller one of what reached the platform and what was net before, and the gross
    amount is unknown.
    """
    at = seen[0].block.time
    senders: dict[str, dict[bytes, Attribution]] = defaultdict(dict)
    for script in dict.fromkeys(script for each in seen for script in each.senders):
        owner = book.attribute(script, at)
        if owner is not None and owner.category is Category.MINER:
            senders[owner.entity][script] = owner
    receivers: dict[str, list[tuple[PaidOutput, Attribution]]] = defaultdict(list)
    outputs = {output.vout: output for each in seen for output in each.outputs}
    for output in sorted(outputs.values(), key=lambda output: output.vout):
        receiver = book.attribute(output.script_pubkey, at)
        if receiver is not None:
            receivers[receiver.entity].append((output, receiver))
    return {
        flag_id(seen[0].txid, miner, platform): _transfer(seen, miner, platform, scripts, paid)
        for miner, scripts in senders.items()
        for platform, paid in receivers.items()
        if platform != miner and paid[0][1].category in PLATFORMS
    }


def _transfer(
    seen: Sequence[Transfer],
    miner: str,
    platform: str,
    senders: Mapping[bytes, Attribution],
    paid: Sequence[tuple[PaidOutput, Attribution]],
) -> Transfer:
    outputs = tuple(output for output, _ in paid)
    same = next(
        (each for each in seen if set(each.senders) == set(senders) and each.outputs == outputs), None
    )
    found = same or _part_of(seen, set(senders), outputs)
    reliance = Reliance.on(
        (*senders.values(), *(receiver for _, receiver in paid)), co_spent=bool(found.co_spent_sats)
    )
    return replace(
        found,
        from_entity=miner,
        to_entity=platform,
        to_type=paid[0][1].category,
        conflicted=reliance.conflicted,
        candidate=reliance.candidate,
        confidence=reliance.confidence,
    )


def _part_of(seen: Sequence[Transfer], senders: set[bytes], outputs: tuple[PaidOutput, ...]) -> Transfer:
    involved = [each for each in seen if not senders.isdisjoint(each.senders)]
    sats = sum(output.sats for output in outputs)
    net = min(sats, sum(each.net_sats for each in involved))
    return replace(
        involved[0],
        sats=sats,
        net_sats=net,
        co_spent_sats=min(net, sum(each.co_spent_sats for each in involved)),
        gross_sats=None,
        outputs=outputs,
        senders=tuple(script for script in involved[0].senders if script in senders)
        or tuple(sorted(senders)),
        mixed_inputs=True,
        proven_senders=all(each.proven_senders for each in involved),
    )


def remembered_transfers(
    flags: Iterable[Flag], row: Unsettled, recorded: Iterable[Transfer]
) -> list[Transfer]:
    """What a remembered transaction tells of its flags beyond the transfers recorded of it.

    Those are the flags in a mempool, and those of a block that does not tell by itself who sent.

    Args:
        flags: those of the transaction.
        row: the transaction.
        recorded: its transfers of the block that holds it.
    """
    known = {output.vout for transfer in recorded for output in transfer.outputs}
    found: list[Transfer] = []
    for flag in sorted(flags, key=lambda flag: not flag.live):
        standing = flag.live or flag.stage is Stage.UNLABELLED
        if not standing or not _is_where(flag, row) or known.issuperset(flag.vouts):
            continue
        transfer = _remembered(flag, row)
        if transfer is not None:
            found.append(transfer)
            known.update(flag.vouts)
    return found


def labels_stand(flag: Flag, row: Unsettled, book: LabelBook) -> bool:
    """Whether labels still make a flag of a remembered transaction, as far as its bytes are known."""
    transfer = _remembered(flag, row)
    if transfer is None:
        return flag.stage is not Stage.UNLABELLED
    return flag.flag_id in relabelled([transfer], book)


def platform_stands(flag: Flag, row: Unsettled, book: LabelBook) -> bool:
    """Whether outputs of a remembered transaction are still the flag's platform's, as far as its bytes are known."""
    if row.raw is None or not flag.vouts:
        return True
    outputs = parse_transaction(row.raw).outputs
    owners = [book.attribute(outputs[vout].script_pubkey, flag.block.time) for vout in flag.vouts]
    return any(owner is not None and owner.entity == flag.to_entity for owner in owners)


def _is_where(flag: Flag, row: Unsettled) -> bool:
    """Whether the flag tells of the place where the transaction is now."""
    if flag.block.block_hash is None:
        return row.state is State.PENDING
    return row.state is State.MINED and flag.block.block_hash == row.block_hash


def _remembered(flag: Flag, row: Unsettled) -> Transfer | None:
    if row.raw is None or not row.scripts:
        return None
    outputs = parse_transaction(row.raw).outputs
    paid = tuple(PaidOutput(vout, outputs[vout].script_pubkey, outputs[vout].sats) for vout in flag.vouts)
    return Transfer(
        txid=flag.txid,
        block=flag.block,
        from_entity=flag.miner,
        to_entity=flag.to_entity,
        to_type=flag.to_type,
        sats=sum(output.sats for output in paid),
        net_sats=flag.sats,
        gross_sats=None,
        returned_sats=0,
        outputs=paid,
        senders=row.scripts,
        mixed_inputs=flag.mixed_inputs,
        proven_senders=flag.proven_senders,
        conflicted=flag.conflicted,
        confidence=flag.confidence,
        proven_inclusion=flag.proven_inclusion,
        candidate=flag.candidate,
        co_spent_sats=flag.co_spent_sats,
    )


def label_changes(seen: Iterable[Transfer], book: LabelBook, show: Callable[[bytes], str]) -> tuple[str, ...]:
    """What these labels say otherwise of the scripts of transfers, for people.

    Args:
        seen: the transfers as they were recorded.
        book: the labels now.
        show: a script as people write it.
    """
    found: dict[str, None] = {}
    for each in seen:
        sides = [(script, each.from_entity) for script in each.senders]
        sides += [(output.script_pubkey, each.to_entity) for output in each.outputs]
        for script, entity in sides:
            found.setdefault(_change(show(script), entity, book.attribute(script, each.block.time)))
    return tuple(text for text in found if text)


def trail_changes(
    changes: Iterable[Relabelled], trails: Iterable[Trail], book: LabelBook, show: Callable[[bytes], str]
) -> tuple[str, ...]:
    """The same of trails.

    Args:
        changes: the parts of them that are somebody else's now.
        trails: those whose beginning is told of.
        book: the labels now.
        show: a script as people write it.
    """
    texts = [_change(show(each.script_pubkey), each.before, each.now) for each in changes]
    texts += [
        _change(show(script), trail.miner, book.attribute(script, trail.block.time))
        for trail in trails
        for script in trail.senders
    ]
    return tuple(dict.fromkeys(text for text in texts if text))


def _change(script: str, entity: str | None, now: Attribution | None) -> str:
    if now is None:
        return f"the label of {script} as {entity} was withdrawn"
    if entity is None:
        return f"{script} is labelled {now.entity} now"
    if now.entity != entity:
        return f"{script} is labelled {now.entity} now, no longer {entity}"
    return f"the label of {script} as {entity} is contested" if now.conflicted else ""
