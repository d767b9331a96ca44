"""What blocks teach is kept as candidates, and used as such until a reviewer decides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial

import structlog

from monitor.flows.co_spend import Attribute
from monitor.flows.learning.candidate import Candidate, CandidateKind, LearningPolicy, State, confidence_after
from monitor.flows.learning.learn import lessons_of, reviewed_only, sweep_in
from monitor.flows.scan import Findings, Hit
from monitor.flows.trails.trail import Step
from monitor.labels.book import LabelBook
from monitor.labels.label import Label
from monitor.pipeline.payouts import keep_payouts
from monitor.store.candidates import KeptCandidate
from monitor.store.store import Store
from monitor.store.transaction import Transaction

log = structlog.get_logger()

SOURCE = "learned from the chain"
_CERTAIN = 100
_CITED = 3
"""So many transactions are named as what an accepted label was derived from."""


@dataclass(slots=True)
class Learner:
    """Takes in what blocks teach, in their transactions."""

    most: int
    """Open candidates of each kind that are kept."""
    policy: LearningPolicy = field(default_factory=LearningPolicy)

    async def take_in(
        self, tx: Transaction, findings: Findings, book: LabelBook, steps: Iterable[Step] = ()
    ) -> Mapping[str, Label | None]:
        """Keep what a block teaches; the labels that come of it, by candidate, None for those that gave way.

        Args:
            tx: the block's transaction.
            findings: what the block holds that matters.
            book: the labels that it was scanned with.
            steps: what the block does to trails.
        """
        block = findings.block
        assert block.block_hash is not None
        trailed = {step.txid: step.spent for step in steps}
        attribute = partial(book.attribute, at=block.time)
        proven = {hit.txid: hit for hit in findings.hits}
        shown = [proven.get(hit.txid, hit) for hit in findings.lessons]
        lessons = {
            hit.txid: lessons_of(hit, attribute, self.policy, trailed.get(hit.txid, ())) for hit in shown
        }
        candidates = [candidate for each in lessons.values() for candidate in each]
        unsure = (hit.txid for hit in shown if self._is_unsure(hit, attribute, lessons[hit.txid]))
        await tx.sweeps.add(unsure, block)
        await keep_payouts(tx, findings, book, self.policy, self.most)
        if not candidates:
            return {}
        news = await tx.candidates.note(candidates, block.block_hash)
        evicted = await tx.candidates.keep_at_most(self.most)
        if evicted:
            log.info("candidates.evicted", count=len(evicted), most=self.most)
        return open_labels(news) | dict.fromkeys(evicted)

    def _is_unsure(self, hit: Hit, attribute: Attribute, learned: Iterable[Candidate]) -> bool:
        """Whether it is worth looking up who filled what a transaction sweeps, and what its inputs do not name."""
        sweep = sweep_in(hit, reviewed_only(attribute))
        if sweep is None or len(sweep.scripts) + sweep.nameless < self.policy.sweep_scripts:
            return False
        teaches = any(each.kind is CandidateKind.DEPOSIT for each in learned)
        return bool(sweep.nameless) or (teaches and not sweep.signed)


def open_labels(kept: Iterable[KeptCandidate]) -> dict[str, Label | None]:
    """The labels of open candidates that make flags, by candidate."""
    return {each.candidate_id: _open_label(each) for each in kept if _is_used(each)}


async def learned_labels(tx: Transaction) -> dict[str, Label]:
    """All labels that were learned, reviewed or not, by candidate; rejected ones are none."""
    labels: dict[str, Label] = {}
    for each in await tx.candidates.in_use():
        if each.state is State.ACCEPTED:
            labels[each.candidate_id] = await _accepted_label(tx, each)
        elif _is_used(each):
            labels[each.candidate_id] = _open_label(each)
    return labels


async def over_files(store: Store, book: LabelBook) -> LabelBook:
    """The book of the label files with what was learned over it."""
    async with store.read() as tx:
        return book.with_learned((await learned_labels(tx)).values())


def _is_used(each: KeptCandidate) -> bool:
    """Whether an open candidate makes flags: payees name nobody, and make none."""
    return each.state is State.OPEN and each.kind is not CandidateKind.PAYEE


def _open_label(each: KeptCandidate) -> Label:
    return _label(each, confidence_after(each.kind, each.pieces, each.doubted), (), candidate=True)


async def _accepted_label(tx: Transaction, each: KeptCandidate) -> Label:
    evidence = await tx.candidates.evidence(each.candidate_id)
    cited = (f"tx:{piece.txid}" for piece in evidence[:_CITED])
    return _label(each, _CERTAIN, (f"reviewer:{each.decided_by}", *cited), candidate=False)


def _label(each: KeptCandidate, confidence: int, derived_from: Iterable[str], *, candidate: bool) -> Label:
    assert each.entity is not None
    return Label(
        script_pubkey=each.script_pubkey,
        entity=each.entity,
        category=each.category,
        confidence=confidence,
        role=each.kind.value,
        source=SOURCE,
        valid_from=None,
        valid_to=None,
        known_since=(each.decided_at or each.first_seen).date(),
        note=each.why or "",
        file=each.candidate_id,
        line=0,
        derived_from=tuple(sorted(derived_from)),
        candidate=candidate,
    )
