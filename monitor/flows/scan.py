"""One block against the label book: which transactions may matter, and whose coins they spend.

The scan looks every output script and every spent outpoint up once, so that its cost does not depend on the
number of labels. Senders are known by the coins they spend; an input is hashed only where a miner's coins may
be unknown. Only transactions that hit are worked on further.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from monitor.bitcoin.block import Block
from monitor.bitcoin.block_senders import inputs_naming, outputs_spent, sender_script, sender_scripts
from monitor.bitcoin.hashes import display
from monitor.bitcoin.transaction import outpoint as outpoint_of
from monitor.flows.coins import Coin
from monitor.flows.learning.candidate import LearningPolicy
from monitor.flows.spends import BlockSpends
from monitor.flows.transfer import BlockRef
from monitor.labels.book import LabelBook
from monitor.labels.vocabulary import Category

_WATCHED = frozenset({Category.MINER, Category.MINING_POOL})
"""Whose coins are known by outpoint: a miner's to tell of them, a pool's to learn whom it pays."""


@dataclass(frozen=True, slots=True)
class Prevout:
    """The output that an input spends, read from the transaction that made it. `sats` is its value."""

    script_pubkey: bytes
    sats: int


@dataclass(frozen=True, slots=True)
class SpentInput:
    """An input of a transaction that hit."""

    txid: str
    """Of the transaction that made the output which is spent."""
    vout: int
    derived: bytes | None
    """The script that the input itself hashes to; a hint, see `monitor.bitcoin.senders`."""
    prevout: Prevout | None
    """The output itself, where it is known."""

    @property
    def outpoint(self) -> bytes:
        """The 36 bytes by which it names the output it spends."""
        return outpoint_of(self.txid, self.vout)

    @property
    def script_pubkey(self) -> bytes | None:
        """The script that is spent: as known, else as derived, else unknown."""
        return self.prevout.script_pubkey if self.prevout else self.derived


@dataclass(frozen=True, slots=True)
class HitOutput:
    """An output of a transaction that hit. `sats` is its value."""

    script_pubkey: bytes
    sats: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A transaction in which a labelled miner seems to pay a platform, or enough to scripts without a label."""

    txid: str
    block: BlockRef
    inputs: tuple[SpentInput, ...]
    outputs: tuple[HitOutput, ...]
    proven_inclusion: bool = True
    """The block's merkle root covers it; False where that it stands in this block is one source's word."""

    def with_prevouts(self, prevouts: Mapping[tuple[str, int], Prevout]) -> "Hit":
        """The same transaction after more of what it spends became known, by (txid, vout)."""
        inputs = tuple(
            replace(each, prevout=prevouts.get((each.txid, each.vout), each.prevout)) for each in self.inputs
        )
        return replace(self, inputs=inputs)


@dataclass(frozen=True, slots=True)
class Findings:
    """What one block holds that matters."""

    block: BlockRef
    hits: tuple[Hit, ...]
    created: tuple[Coin, ...]
    """Outputs that this block does not spend again, to scripts that are a miner's or a pool's, now or at another
    time."""
    spent: tuple[Coin, ...]
    """Watched coins, known before, that this block spends."""
    mined: frozenset[bytes] = frozenset()
    """Those of the created ones, by outpoint (36 bytes), that a coinbase or a pool pays."""
    spends: BlockSpends = field(default_factory=BlockSpends, compare=False, repr=False)
    """All that the block spends, to be looked up when the block is committed: what is remembered then may not
    have been known while it was scanned."""
    lessons: tuple[Hit, ...] = ()
    """Transactions that may teach whose further scripts are: sweeps, miners' co-spends, pools' payouts."""
    reward_sats: int | None = None
    """What the coinbase pays out: subsidy and fees, unless the block's miner left some. None of a mere header."""


def scan_block(
    block: Block,
    height: int | None,
    book: LabelBook,
    coins: Mapping[bytes, Coin],
    unseeded: AbstractSet[bytes] | None = None,
    *,
    outflow_sats: int | None = None,
    learning: LearningPolicy | None = None,
    payouts: Mapping[bytes, Coin] | None = None,
) -> Findings:
    """Look one parsed block up in the label book.

    Args:
        block: the parsed block. It should be proven first; the scan does not care.
        height: its height, None where unknown.
        book: the labels.
        coins: unspent outputs of miners' scripts by outpoint (36 bytes), from earlier blocks.
        unseeded: the miners' scripts of which `coins` may lack some, so that an input may have to tell by
            itself that it spends one. Empty where `coins` is complete: then no input is hashed but those of
            transactions that hit. None where nothing is known of that: then every input is.
        outflow_sats: from so many satoshis to unlabelled scripts on, a miner's payment hits even where it pays
            no labelled one: a trail may begin there. None for payments to labelled scripts only.
        learning: what is worth learning from; None where nothing is to be learned.
        payouts: what pools and coinbases paid to unlabelled scripts, by outpoint: who spends several of them
            together owns their scripts.
    """
    at = datetime.fromtimestamp(block.header.time, UTC)
    ref = BlockRef(height, block.header.block_hash, at)
    paid = book.hits(block.output_scripts)
    made = {
        _outpoint(block, index): index for index in _where(block.output_scripts, _watched_among(paid, book))
    }
    spends, respends = _where(block.outpoints, coins.keys()), _where(block.outpoints, made.keys())
    owners = _named(block, book, unseeded)
    owners.update((index, block.output_scripts[made[block.outpoints[index]]]) for index in respends)
    owners.update((index, coins[block.outpoints[index]].script_pubkey) for index in spends)
    payers = {index: _category(book, script, at) for index, script in owners.items()}
    senders = _holders(block, payers, Category.MINER)
    gone = {block.outpoints[index] for index in respends}

    def hits(sent: int) -> bool:
        away = outflow_sats is not None and _unlabelled_sats(block, sent, book) >= outflow_sats
        return away or _pays_somebody(block, sent, book)

    return Findings(
        block=ref,
        hits=_hits(block, [each for each in sorted(senders) if hits(each)], ref, coins),
        created=tuple(_coin(block, index) for key, index in made.items() if key not in gone),
        spent=tuple(coins[block.outpoints[index]] for index in spends),
        mined=_mined(block, made, _holders(block, payers, Category.MINING_POOL)),
        spends=BlockSpends.of(block),
        lessons=_lessons(block, paid, payers, learning, ref=ref, coins=coins, payouts=payouts or {})
        if learning
        else (),
        reward_sats=sum(block.output_value(each) for each in _range(block.first_outputs, 0)),
    )


def _mined(block: Block, made: Mapping[bytes, int], pools: AbstractSet[int]) -> frozenset[bytes]:
    """Those of some outputs that the coinbase makes, or one of the transactions in which pools pay."""
    paying = {0, *pools}
    return frozenset(key for key, index in made.items() if _holder(block.first_outputs, index) in paying)


def _where(values: Sequence[bytes], wanted: AbstractSet[bytes]) -> list[int]:
    """The indices of values that are wanted. Mostly none is, which is seen sooner than a search is through."""
    if not wanted or wanted.isdisjoint(values):
        return []
    return [index for index, value in enumerate(values) if value in wanted]


def _watched_among(paid: AbstractSet[bytes], book: LabelBook) -> set[bytes]:
    """The scripts that are a miner's or a pool's by any claim: coins may be spent while another one holds."""
    return {script for script in paid if any(claim.category in _WATCHED for claim in book.claims(script))}


def _holders(block: Block, payers: Mapping[int, Category | None], category: Category) -> set[int]:
    """The transactions with an input of a category."""
    return {_holder(block.first_inputs, index) for index, each in payers.items() if each is category}


def _lessons(
    block: Block,
    paid: AbstractSet[bytes],
    payers: Mapping[int, Category | None],
    policy: LearningPolicy,
    *,
    ref: BlockRef,
    coins: Mapping[bytes, Coin],
    payouts: Mapping[bytes, Coin],
) -> tuple[Hit, ...]:
    """The transactions that are worth reading for what they teach."""
    mined = _rewarding(block, paid, policy) | _joining(block, payouts)
    wanted = sorted(_of_labelled(block, paid, payers, policy) | mined)
    spent = (block.outpoints[index] for each in wanted for index in _range(block.first_inputs, each))
    known = {each: coin for each in spent if (coin := coins.get(each) or payouts.get(each))}
    return _hits(block, wanted, ref, known)


def _rewarding(block: Block, paid: AbstractSet[bytes], policy: LearningPolicy) -> set[int]:
    """The coinbase, if it pays enough to a script without a label."""
    pays = (
        block.output_value(index) >= policy.cluster_sats and block.output_scripts[index] not in paid
        for index in _range(block.first_outputs, 0)
    )
    return {0} if any(pays) else set()


def _joining(block: Block, payouts: Mapping[bytes, Coin]) -> set[int]:
    """The transactions that spend payouts to several scripts."""
    scripts: dict[int, set[bytes]] = defaultdict(set)
    for index in _where(block.outpoints, payouts.keys()):
        scripts[_holder(block.first_inputs, index)].add(payouts[block.outpoints[index]].script_pubkey)
    return {transaction for transaction, paid in scripts.items() if len(paid) > 1}


def _of_labelled(
    block: Block,
    paid: AbstractSet[bytes],
    payers: Mapping[int, Category | None],
    policy: LearningPolicy,
) -> set[int]:
    """The transactions of labelled scripts that are worth reading, told from their shape."""
    sweeps = {
        each
        for each in {_holder(block.first_outputs, index) for index in _where(block.output_scripts, paid)}
        if policy.sweep_scripts <= len(_range(block.first_inputs, each)) <= policy.most_inputs
        and all(_is_paid(block, index, paid) for index in _range(block.first_outputs, each))
    }
    co_spends = {
        each
        for each in _holders(block, payers, Category.MINER)
        if any(index not in payers for index in _range(block.first_inputs, each))
        and len(_range(block.first_inputs, each)) <= policy.most_inputs
        and len(_range(block.first_outputs, each)) <= policy.companion_outputs
    }
    payouts = {
        each
        for each in _holders(block, payers, Category.MINING_POOL)
        if len(_range(block.first_inputs, each)) <= policy.most_inputs
    }
    return sweeps | co_spends | payouts


def _is_paid(block: Block, output: int, paid: AbstractSet[bytes]) -> bool:
    """Whether an output pays one of these scripts, or nobody."""
    return block.output_scripts[output] in paid or not block.output_value(output)


def inputs_by_outpoint(block: Block) -> dict[bytes, int]:
    """Every input of a block by the outpoint (36 bytes) that it spends: for who asks `spenders_of` again and again."""
    return dict(zip(block.outpoints, range(len(block.outpoints)), strict=True))


def spenders_of(
    block: Block, outpoints: AbstractSet[bytes], inputs: Mapping[bytes, int] | None = None
) -> list[int]:
    """The transactions of a block that spend any of some outpoints (36 bytes), by their place in it."""
    if inputs is None:
        spent = _where(block.outpoints, outpoints)
    else:
        spent = [inputs[each] for each in inputs.keys() & outpoints]
    return sorted({_holder(block.first_inputs, index) for index in spent})


def hits_of(
    block: Block, transactions: Sequence[int], ref: BlockRef, known: Mapping[bytes, Coin] | None = None
) -> tuple[Hit, ...]:
    """Transactions of a block by their place in it, with what is known of the coins they spend."""
    return _hits(block, transactions, ref, known or {})


def _named(block: Block, book: LabelBook, unseeded: AbstractSet[bytes] | None) -> dict[int, bytes]:
    """The labelled scripts that inputs name by themselves, by input, as far as that is asked for."""
    inputs = range(len(block.outpoints)) if unseeded is None else inputs_naming(block, unseeded)
    scripts = sender_scripts(block, inputs) if inputs else ()
    named = {index: script for index, script in zip(inputs, scripts, strict=True) if script is not None}
    wanted = book.hits(named.values()) if unseeded is None else unseeded
    return {index: script for index, script in named.items() if script in wanted}


def _pays_somebody(block: Block, transaction: int, book: LabelBook) -> bool:
    return any(book.claims(block.output_scripts[index]) for index in _range(block.first_outputs, transaction))


def _unlabelled_sats(block: Block, transaction: int, book: LabelBook) -> int:
    outputs = _range(block.first_outputs, transaction)
    return sum(block.output_value(each) for each in outputs if not book.claims(block.output_scripts[each]))


def _category(book: LabelBook, script_pubkey: bytes, at: datetime) -> Category | None:
    attribution = book.attribute(script_pubkey, at)
    return attribution.category if attribution else None


def _holder(firsts: Sequence[int], index: int) -> int:
    """The transaction that an input or output belongs to."""
    return bisect_right(firsts, index) - 1


def _range(firsts: Sequence[int], transaction: int) -> range:
    """The inputs or outputs of a transaction."""
    return range(firsts[transaction], firsts[transaction + 1])


def _outpoint(block: Block, output: int) -> bytes:
    """The 36 bytes by which an input spends an output of the block."""
    transaction = _holder(block.first_outputs, output)
    vout = output - block.first_outputs[transaction]
    return block.txids[transaction] + vout.to_bytes(4, "little")


def _coin(block: Block, output: int) -> Coin:
    transaction = _holder(block.first_outputs, output)
    return Coin(
        txid=display(block.txids[transaction]),
        vout=output - block.first_outputs[transaction],
        script_pubkey=block.output_scripts[output],
        sats=block.output_value(output),
    )


def _hits(
    block: Block, transactions: Sequence[int], ref: BlockRef, coins: Mapping[bytes, Coin]
) -> tuple[Hit, ...]:
    made = outputs_spent(
        block, [index for each in transactions for index in _range(block.first_inputs, each)]
    )
    return tuple(
        Hit(
            txid=display(block.txids[each]),
            block=ref,
            inputs=tuple(_input(block, index, made, coins) for index in _range(block.first_inputs, each)),
            outputs=tuple(
                HitOutput(block.output_scripts[index], block.output_value(index))
                for index in _range(block.first_outputs, each)
            ),
        )
        for each in transactions
    )


def _input(
    block: Block, index: int, made: Mapping[int, int | None], coins: Mapping[bytes, Coin]
) -> SpentInput:
    outpoint, derived, prevout = block.outpoints[index], None, None
    if index not in made:
        derived = sender_script(block, index)
    elif (output := made[index]) is not None:
        derived = block.output_scripts[output]
        prevout = Prevout(derived, block.output_value(output))
    coin = coins.get(outpoint)
    return SpentInput(
        txid=display(outpoint[:32]),
        vout=int.from_bytes(outpoint[32:], "little"),
        derived=derived,
        prevout=Prevout(coin.script_pubkey, coin.sats) if coin else prevout,
    )
