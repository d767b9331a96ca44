"""Transfers that were seen, looked at again with other labels: nothing but the labels changes.

What cannot be known without the block stays unknown: outputs and inputs that no label touched then are not seen now.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from monitor.flows.flag import flag_id
from monitor.flows.transfer import PaidOutput, Transfer
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
    rests_on = (*senders.values(), *(receiver for _, receiver in paid))
    same = next(
        (each for each in seen if set(each.senders) == set(senders) and each.outputs == outputs), None
    )
    return replace(
        same or _part_of(seen, set(senders), outputs),
        from_entity=miner,
        to_entity=platform,
        to_type=paid[0][1].category,
        conflicted=any(each.conflicted for each in rests_on),
        confidence=min(each.confidence for each in rests_on),
    )


def _part_of(seen: Sequence[Transfer], senders: set[bytes], outputs: tuple[PaidOutput, ...]) -> Transfer:
    involved = [each for each in seen if not senders.isdisjoint(each.senders)]
    sats = sum(output.sats for output in outputs)
    return replace(
        involved[0],
        sats=sats,
        net_sats=min(sats, sum(each.net_sats for each in involved)),
        gross_sats=None,
        outputs=outputs,
        senders=tuple(script for script in involved[0].senders if script in senders)
        or tuple(sorted(senders)),
        mixed_inputs=True,
        proven_senders=all(each.proven_senders for each in involved),
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


def _change(script: str, entity: str, now: Attribution | None) -> str:
    if now is None:
        return f"the label of {script} as {entity} was withdrawn"
    if now.entity != entity:
        return f"{script} is labelled {now.entity} now, no longer {entity}"
    return f"the label of {script} as {entity} is contested" if now.conflicted else ""
