"""A text read sentence by sentence."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from monitor.disclosures.extract.amounts import writes_decimal_comma
from monitor.disclosures.extract.atoms import atoms
from monitor.disclosures.extract.anchoring import anchor_of
from monitor.disclosures.extract.found import About
from monitor.disclosures.extract.lexicon import Deed
from monitor.disclosures.extract.names import Mention, names_in
from monitor.disclosures.extract.prose.change import read_change
from monitor.disclosures.extract.prose.draft import CONTEXT, Draft
from monitor.disclosures.extract.prose.holdings import read_holdings
from monitor.disclosures.extract.prose.kept import read_kept
from monitor.disclosures.extract.prose.label import read_label
from monitor.disclosures.extract.prose.line import Clause, Line, clauses, line_of
from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.prose.pledge import read_pledge, read_restricted
from monitor.disclosures.extract.prose.production import read_production
from monitor.disclosures.extract.prose.purchase import read_purchase
from monitor.disclosures.extract.prose.sale import add_terms, read_sale
from monitor.disclosures.extract.prose.subjects import subject, topic_of
from monitor.disclosures.extract.prose.terms import terms
from monitor.disclosures.extract.sentences import sentences
from monitor.disclosures.statement import StatementKind

_RULES: dict[Deed, Callable[[Clause, Memory], list[Draft]]] = {
    Deed.SELL: read_sale,
    Deed.CONVERT: read_sale,
    Deed.MINE: read_production,
    Deed.BUY: read_purchase,
    Deed.HOLD: read_holdings,
    Deed.PLEDGE: read_pledge,
}
_RELEVANT = re.compile(
    r"bitcoin|\bbtcs?\b|₿|\bcoins?\b|\bsold\b|\bsell|holdings|\bmined\b|\bproceeds\b|\bHODL", re.IGNORECASE
)
_FRAMING = frozenset(
    {
        StatementKind.SALE,
        StatementKind.PRODUCTION,
        StatementKind.HOLDINGS,
        StatementKind.NO_SALE,
        StatementKind.PURCHASE,
    }
)
_BEGINNING = 24
"""Characters within which a sentence names whom it is about."""
_SPAN = tuple[int, int]


def read_prose(text: str, about: About, taken: Sequence[_SPAN] = ()) -> list[Draft]:
    """Every statement of the sentences of a text, in order, some of them several times.

    Args:
        text: the whole text.
        about: what is known of it.
        taken: places that are tables and were read as such, in order and without overlap.
    """
    names = names_in(text, about)
    anchor = anchor_of(text, about, names.filer)
    memory = Memory(text, anchor, names.filer, anchor.published, topic=names.filer)
    comma = writes_decimal_comma(text)
    skipped = 0
    for sentence in sentences(text):
        while skipped < len(taken) and taken[skipped][1] <= sentence.start:
            skipped += 1
        if skipped < len(taken) and taken[skipped][0] < sentence.end:
            continue
        if not _RELEVANT.search(text, sentence.start, sentence.end):
            _pass_by(names.mentions(text, *sentence), sentence.start, memory)
            continue
        line = line_of(text, atoms(text, sentence, names, anchor, decimal_comma=comma))
        if line.atoms:
            _read_line(line, memory)
    return memory.drafts


def _pass_by(mentions: Sequence[Mention], start: int, memory: Memory) -> None:
    """A sentence without coins may still say whom the next one is about."""
    if mentions and mentions[0].start - start <= _BEGINNING:
        memory.topic = mentions[0].entity
    memory.coins = False


def _read_line(line: Line, memory: Memory) -> None:
    made: list[Draft] = []
    labelled = read_label(line, memory)
    if labelled is not None:
        made = labelled
    else:
        for clause in clauses(line):
            rule = _RULES.get(clause.told.deed)
            if rule is None:
                subject(clause, memory)  # who moves coins is spoken of from then on
                continue
            changed = read_change(clause, memory)
            drafts = rule(clause, memory) if changed is None else changed
            made.extend(
                draft for draft in drafts if draft.start not in {each.start for each in made} or draft.sats
            )
            _remember(line, drafts, memory)
        made.extend(read_kept(line, memory))
        made.extend(
            read_restricted(
                line, memory, {draft.start for draft in made if draft.kind is StatementKind.PLEDGE}
            )
        )
        if not made:
            _follow_up(line, memory)
    memory.drafts.extend(made)
    memory.topic = topic_of(line) or memory.topic
    memory.coins = line.has_coins() or bool(made)


def _is_told(draft: Draft, made: Sequence[Draft]) -> bool:
    """ "held 499,096 bitcoins, which were acquired at ...": the first deed has the amount."""
    if (
        draft.kind not in {StatementKind.SALE, StatementKind.PURCHASE, StatementKind.PRODUCTION}
        or draft.sats is None
    ):
        return False
    return any(
        each.sats == draft.sats
        and each.start < draft.end
        and draft.start < each.end
        and each.kind is not draft.kind
        for each in made
    )


_EARLIER = frozenset("earlier prior before previous previously".split())


def _remember(line: Line, drafts: Sequence[Draft], memory: Memory) -> None:
    before = any(atom.low in _EARLIER for atom in line.atoms)
    for draft in drafts:
        if draft.kind is StatementKind.SALE:
            memory.sale = draft
        if (
            draft.kind in _FRAMING
            and not before
            and (draft.sure > CONTEXT and draft.period_end is not None and not draft.rule.endswith("_before"))
        ):
            memory.frame = _frame(draft, memory)


def _frame(draft: Draft, memory: Memory) -> tuple[date | None, date] | None:
    """A balance on the last day of a month speaks of that month."""
    end = draft.period_end
    assert end is not None, "the caller has seen to it"
    focus = memory.anchor.focus
    if draft.period_start is None and focus is not None and focus[1] == end:
        return focus
    if draft.period_start is None and (end.month != _next(end).month):
        return end.replace(day=1), end
    if draft.period_start is None:
        return memory.frame
    return draft.period_start, end


def _next(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _follow_up(line: Line, memory: Memory) -> None:
    """ "Net proceeds were $9.4 million, at an average of ...": more about the sale told last."""
    sale = memory.sale
    if (
        sale is None
        or line.start - sale.end > 400
        or not any(atom.low in {"proceeds", "average"} for atom in line.atoms[:12])
    ):
        return
    add_terms(sale, terms(line, 0, len(line.atoms)))
