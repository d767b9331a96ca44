"""Which sentences are read at all."""

import re

from monitor.disclosures.extract.prose.memory import Memory
from monitor.disclosures.extract.sentences import Sentence

_RELEVANT = re.compile(
    r"[Bb]itcoin|B(?:TC|ITCOIN)|btc|₿|[Cc](?:oin|rypto)|[Ss](?:old|ell)|Sales|(?:iquidat|onetiz)|[Hh](?:oldings|ODL|odl)|[Mm]ined|[Oo]utput\b|[Pp]roceeds|SOLD"
)
_STEMS = (
    "coin", "sold", "mined", "proceeds", "btc", "sales", "sell", "holdings", "output", "crypto", "hodl", "iquidat",
    "onetiz", "₿",
)  # fmt: skip
"""One of these stands in every sentence that is relevant: quick to look for, where most sentences have none."""
_ALSO_RELEVANT = re.compile(
    r"\bproduc(?:tion|ed)\b|\bsales?\b|\blet\b|\bparted\b|\bgot rid\b|\bdeal\b"
    r"|\btook\s+place\b|\bwas\s+(?:carried|executed|settled|completed)\b"
    r"|\b(?:dump|offload|unload|dispos|divest|auction)|\bshed\b"
    r"|\d[^.;]{0,30}\b(?:fetched|netted|went|gone|changed\s+hands|found\s+(?:a\s+|new\s+)?(?:buy|tak|own)|brought)"
    r"|\b(?:[Tt]hey|[Tt]hese|[Tt]hose|[Tt]he\s+(?:whole\s+)?(?:lot|haul)|of\s+them|all)\s+(?:fetched|netted|went|brought|raised)\b"
    r"|\b(?:turned|moved|rolled|converted|exchanged|swapped|cashed)\b[^.;]{0,24}\d"
    r"|\bretained\b|\bkept\b|\breserves?\b|\btreasury\b|\bbalance\s+(?:of|was|at|stood)\b|\bstash\b|\bpledged\b"
    r"|\bleft\s+with\b|\bha[sd]\s+(?:[a-z]+\s+)?\d[\d,.]*+(?!\s?%)|\bcount\b|\bstayed\b"
)
"""Words that are of coins only where the text has just spoken of them."""


def is_relevant(text: str, sentence: Sentence, memory: Memory) -> bool:
    """Whether a sentence speaks of coins: by its own words, or by wider ones right after another that does."""
    low = text[sentence.start : sentence.end].lower()
    if any(map(low.__contains__, _STEMS)) and _RELEVANT.search(text, *sentence):
        return True
    if memory.asked is not None:
        return True
    return memory.coins and _ALSO_RELEVANT.search(text, *sentence) is not None
