"""The three lessons that a transaction can teach: a sweep, a co-spend, a pool's payout."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from monitor.flows.co_spend import Attribute, most_beside
from monitor.flows.learning.candidate import Candidate, CandidateKind, Evidence, LearningPolicy
from monitor.flows.scan import Hit, HitOutput, Prevout
from monitor.flows.trails.pattern import pattern_of
from monitor.flows.trails.trail import Pattern, TrailCoin, TrailPolicy
from monitor.labels.book import Attribution
from monitor.labels.vocabulary import PLATFORMS, Category
from monitor.money import btc_for_people


def lessons_of(
    hit: Hit, attribute: Attribute, policy: LearningPolicy, trailed: Collection[TrailCoin] = ()
) -> tuple[Candidate, ...]:
    """Everything that one transaction teaches.

    What was learned and not reviewed teaches nothing: one wrong candidate would beget others.

    Args:
        hit: the transaction.
        attribute: whose a script is.
        policy: what is enough.
        trailed: what trails held of the coins that it spends.
    """
    hit, reviewed = with_trailed(hit, trailed), reviewed_only(attribute)
    return (
        *deposits_in(hit, reviewed, policy, trailed),
        *companions_in(hit, reviewed, policy),
        *payees_in(hit, reviewed, policy),
    )


def reviewed_only(attribute: Attribute) -> Attribute:
    """Whose a script is, as far as a file or a reviewer vouches for it."""

    def reviewed(script_pubkey: bytes) -> Attribution | None:
        owner = attribute(script_pubkey)
        return None if owner is None or owner.candidate else owner

    return reviewed


@dataclass(frozen=True, slots=True)
class Sweep:
    """A transaction that gathers coins in a platform's wallet, and in which nobody else is paid or known to pay."""

    platform: Attribution
    scripts: tuple[bytes, ...]
    """The unlabelled ones that it spends from, as far as its inputs name them, each once."""
    nameless: int
    """How many inputs name nobody, such as those of taproot by key path."""
    signed: bool
    """A coin of the platform's own is spent as well, so that the platform signs for all."""


def sweep_in(hit: Hit, attribute: Attribute) -> Sweep | None:
    """Read a transaction as a sweep, if it looks like one."""
    paid = [attribute(output.script_pubkey) for output in _valuable(hit.outputs)]
    owner = paid[0] if paid else None
    if owner is None or owner.category not in PLATFORMS:
        return None
    if any(each is None or each.entity != owner.entity or each.conflicted for each in paid):
        return None
    swept: dict[bytes, None] = {}
    nameless, signed = 0, False
    for each in hit.inputs:
        known = attribute(each.script_pubkey) if each.script_pubkey else None
        if known is not None and known.entity != owner.entity:
            return None
        if each.script_pubkey is None:
            nameless += 1
        elif known is None:
            swept[each.script_pubkey] = None
        else:
            signed = signed or each.prevout is not None
    return Sweep(owner, tuple(swept), nameless, signed)


def deposits_in(
    hit: Hit, attribute: Attribute, policy: LearningPolicy, trailed: Collection[TrailCoin] = ()
) -> tuple[Candidate, ...]:
    """The scripts whose coins are swept into a platform's wallet: candidate deposit addresses of its customers.

    A sweep pays one platform and nobody else, gathers the coins of many customers, and none of those is known to be
    somebody else's. A payment by a customer has change, or comes from few scripts, or all from one hand.
    """
    sweep = sweep_in(hit, attribute)
    if sweep is None or not _are_many_peoples(hit, sweep.scripts, trailed, policy):
        return ()
    owner = sweep.platform
    says = f"swept with {len(sweep.scripts) - 1} other scripts into a labelled wallet of {owner.entity}"
    evidence = Evidence(hit.txid, hit.block, says)
    return tuple(
        Candidate(script, CandidateKind.DEPOSIT, owner.entity, owner.category, evidence)
        for script in sweep.scripts
    )


def with_trailed(hit: Hit, trailed: Iterable[TrailCoin]) -> Hit:
    """A transaction, with what trails know of the coins that it spends."""
    return hit.with_prevouts(
        {(coin.txid, coin.vout): Prevout(coin.script_pubkey, coin.value_sats) for coin in trailed}
    )


def _are_many_peoples(
    hit: Hit, swept: Collection[bytes], trailed: Collection[TrailCoin], policy: LearningPolicy
) -> bool:
    """Whether scripts were filled by enough different hands.

    One miner may have several deposit addresses, and as well gather its own change: beside what its trails lead
    to there must be enough that they do not. And what one transaction has paid to a few scripts was split by one
    owner; where it paid a crowd, it may be a payout.
    """
    if len(swept) < policy.sweep_scripts:
        return False
    theirs: dict[str, set[bytes]] = {}
    for coin in trailed:
        theirs.setdefault(coin.miner, set()).add(coin.script_pubkey)
    if any(len(set(swept) - scripts) < policy.sweep_scripts - 1 for scripts in theirs.values()):
        return False
    return len(swept) >= policy.crowd or _hands(hit, swept) >= policy.sweep_scripts


def _hands(hit: Hit, swept: Collection[bytes]) -> int:
    """How many of these scripts are apart from each other: those that one transaction has paid count as one."""
    funded: dict[str, bytes] = {}
    same = {script: script for script in swept}

    def first(script: bytes) -> bytes:
        while same[script] != script:
            script = same[script]
        return script

    for each in hit.inputs:
        script = each.script_pubkey
        if script is not None and script in same:
            same[first(script)] = first(funded.setdefault(each.txid, script))
    return sum(script == parent for script, parent in same.items())


def companions_in(hit: Hit, attribute: Attribute, policy: LearningPolicy) -> tuple[Candidate, ...]:
    """The scripts whose coins are spent together with a miner's: candidate scripts of the same miner.

    Whoever signs for all inputs owns them all, but for three cases that are left out: coinjoins, batches in which a
    custodian spends for many customers, and payments that had no need of the other coins. One of the miner's inputs
    at least must be known by the output that it spends: anybody can write one that only looks like a miner's.
    """
    miners: dict[str, bool] = {}
    unknown: dict[bytes, None] = {}
    for each in hit.inputs:
        owner = attribute(each.script_pubkey) if each.script_pubkey else None
        if owner is None:
            if each.script_pubkey is not None:
                unknown[each.script_pubkey] = None
        elif owner.category is Category.MINER and not owner.conflicted:
            miners[owner.entity] = miners.get(owner.entity, False) or each.prevout is not None
        else:
            return ()
    known = {each.script_pubkey for each in hit.inputs} - unknown.keys()
    batch = len(unknown) > most_beside(len(known)) or len(hit.outputs) > policy.companion_outputs
    if len(miners) != 1 or not all(miners.values()) or not unknown or batch:
        return ()
    mine = {each.outpoint for each in hit.inputs if each.script_pubkey not in unknown}
    if pattern_of(hit, mine, TrailPolicy()) is Pattern.COINJOIN:
        return ()
    (miner,) = miners
    if _is_needless(hit, mine, miner, attribute):
        return ()
    evidence = Evidence(hit.txid, hit.block, f"spent together with labelled coins of {miner}")
    return tuple(
        Candidate(script, CandidateKind.COMPANION, miner, Category.MINER, evidence) for script in unknown
    )


def _is_needless(hit: Hit, mine: Collection[bytes], miner: str, attribute: Attribute) -> bool:
    """Whether a miner that pays somebody could have paid the largest output with its labelled coins alone.

    No wallet adds coins then, but who is paid does so in a payjoin (BIP78), and so do people who pay together.
    """
    paid = _valuable(hit.outputs)
    owners = [attribute(output.script_pubkey) for output in paid]
    if len(paid) < 2 or all(owner is not None and owner.entity == miner for owner in owners):  # noqa: PLR2004
        return False
    known = sum(each.prevout.sats for each in hit.inputs if each.prevout and each.outpoint in mine)
    return known >= max(output.sats for output in paid)


def payees_in(hit: Hit, attribute: Attribute, policy: LearningPolicy) -> tuple[Candidate, ...]:
    """The unlabelled scripts that a mining pool pays: somebody mines there, whoever it is.

    A pool pays many companies. Its payouts are no transfer of anybody's, and name nobody.
    """
    pool = pool_behind(hit, attribute)
    if pool is None:
        return ()
    return tuple(
        Candidate(
            output.script_pubkey,
            CandidateKind.PAYEE,
            None,
            Category.MINER,
            Evidence(hit.txid, hit.block, f"{pool} paid it {btc_for_people(output.sats)} BTC"),
        )
        for output in _valuable(hit.outputs)
        if output.sats >= policy.payout_sats and attribute(output.script_pubkey) is None
    )


def pool_behind(hit: Hit, attribute: Attribute) -> str | None:
    """The one mining pool among the senders; None where there is none, or several."""
    senders = [attribute(each.script_pubkey) if each.script_pubkey else None for each in hit.inputs]
    pools = {each.entity for each in senders if each is not None and each.category is Category.MINING_POOL}
    return pools.pop() if len(pools) == 1 else None


def _valuable(outputs: Iterable[HitOutput]) -> list[HitOutput]:
    return [output for output in outputs if output.sats]
