"""Headlines that tell of a sale where the text below them knows of a transfer only."""

from monitor.disclosures.extract.prose.sentence.draft import CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.statement import StatementKind

_HEADLINE = "prose.sells"


def without_mere_headlines(memory: Memory) -> list[Draft]:
    """The statements of a text without "X dumps 1,640 BTC" where 1,640 BTC were moved below, and none was sold."""
    sales = [draft for draft in memory.drafts if draft.kind is StatementKind.SALE]
    mere = [draft for draft in sales if _is_mere(draft, memory)]
    if not mere or len(mere) < len(sales):
        return memory.drafts
    return [draft for draft in memory.drafts if draft not in mere]


def _is_mere(draft: Draft, memory: Memory) -> bool:
    headline = draft.rule == _HEADLINE and draft.sure <= CONTEXT
    return headline and draft.sats is not None and draft.sats in memory.moved
