"""Which sentences are read at all."""

import re

from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.sentences import Sentence

_RELEVANT = re.compile(
    r"[Bb]itcoin|B(?:TC|ITCOIN)|btc|₿|[Cc](?:oin|rypto)|[Ss](?:old|ell)|Sales|(?:iquidat|oneti[sz]|isposal|isposition)|[Hh](?:oldings|ODL|odl)|[Mm]ined|[Oo]utput\b|[Pp]roceeds|SOLD"
)
_STEMS = (
    "coin", "sold", "mined", "proceeds", "btc", "sales", "sell", "holdings", "output", "crypto", "hodl", "iquidat",
    "onetiz", "onetis", "₿", "isposal", "isposition",
)  # fmt: skip
"""One of these stands in every sentence that is relevant: quick to look for, where most sentences have none."""
_ALSO_RELEVANT = re.compile(
    r"\bproduc(?:tion|ed)\b|\bsales?\b|\blet\b|\bparted\b|\bgot rid\b|\bdeal\b"
    r"|\btook\s+place\b|\bwas\s+(?:carried|executed|settled|completed)\b"
    r"|\b(?:dump|offload|unload|[Dd]ispos|divest|auction)|\bshed\b|\b[Cc]onver(?:ted|sions?)\b|\bexchanges?d?\b"
    r"|\byield\b|\breceipts\b|\bcash\s+was\s+added\b|\b(?:comparable|corresponding)\s+(?:amount|figure|sum)\b"
    r"|\d[^.;]{0,30}\b(?:fetched|netted|went|gone|changed\s+hands|found\s+(?:a\s+|new\s+)?(?:buy|tak|own)|brought)"
    r"|\b(?:they|these|those|the\s+(?:whole\s+)?(?:lot|haul)|of\s+them|all)\s+(?:fetched|netted|went|brought|raised)\b"
    r"|\b(?:turned|moved|rolled|converted|exchanged|swapped|cashed)\b[^.;]{0,24}\d"
    r"|\bretained\b|\bkept\b|\breserves?\b|\btreasury\b|\bbalance(?:\s+(?:of|was|at|stood)\b|\s*:)|\bstash\b|\bpledged\b"
    r"|\bleft\b|\bremain(?:s|ed)?\b|\bon\s+hand\b|\bbooks\b|\bbalance\s+sheet\b|\bvault\b|\bbelongs?\b|\bdown\s+to\b"
    r"|\b(?:ended|closed|finished)\b.{1,40}\bwith\b|\bha[sd]\s+(?:[a-z]+\s+)?\d[\d,.]*+(?!\s?%)|\bcount\b|\bstayed\b"
    r"|\bcompares\s+(?:with|to)\b|\b(?:figure|number|tally)\s+(?:was|is|for|stood|came)\b"
)
"""Words that are of coins only where the text has just spoken of them."""


def is_relevant(text: str, sentence: Sentence, memory: Memory) -> bool:
    """Whether a sentence speaks of coins: by its own words, or by wider ones right after another that does."""
    low = text[sentence.start : sentence.end].lower()
    if any(map(low.__contains__, _STEMS)) and _RELEVANT.search(text, *sentence):
        return True
    if memory.asked is not None:
        return True
    return memory.coins and _ALSO_RELEVANT.search(low) is not None
