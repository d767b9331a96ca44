"""Which sentences are read at all."""

import re

from monitor.disclosures.extract.alternation import any_of
from monitor.disclosures.extract.lowered import holds_any
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.sentences import Sentence

_RELEVANT = (
    "coin", "Coin", "BTC", "btc", "BITCOIN", "₿", "sold", "Sold", "SOLD", "sell", "Sell", "Sales", "mined", "Mined",
    "proceeds", "Proceeds", "holdings", "Holdings", "crypto", "Crypto", "hodl", "Hodl", "hODL", "HODL",
    "iquidat", "onetiz", "onetis", "isposal", "isposition",
)  # fmt: skip
"""One of these stands in every sentence that is relevant, but for those that speak of output."""
_OUTPUT = re.compile(r"[Oo]utput\b")
_WIDER = (
    "produced|production|sale|sales|let|parted|got rid|deal|took place|was carried|was executed|was settled"
    "|was completed|shed|converted|conversion|conversions|exchange|exchanges|exchanged|yield|receipts|cash was added"
    "|retained|kept|reserve|reserves|treasury|balance of|balance was|balance at|balance stood|balance sheet|stash"
    "|pledged|left|remain|remains|remained|on hand|books|vault|belong|belongs|down to|count|stayed"
    "|compares with|compares to"
).split("|")
_BEGINNINGS = "dump offload unload dispos divest auction realised realized".split()
_WORDS = re.compile(rf"(?<!\w)(?:{any_of(_WIDER)}(?!\w)|{any_of(_BEGINNINGS)})", re.IGNORECASE)
"""Words that are of coins only where the text has just spoken of them."""
_PHRASES = tuple(
    (stem, expression)
    for stems, phrase in (
        ("comparable corresponding", r"\b(?:comparable|corresponding)\s+(?:amount|figure|sum)\b"),
        (
            "fetched netted went gone changed found brought",
            r"\d[^.;]{0,30}\b(?:fetched|netted|went|gone|changed\s+hands|found\s+(?:a\s+|new\s+)?(?:buy|tak|own)|brought)",
        ),
        (
            "fetched netted went brought raised",
            r"\b(?:they|these|those|the\s+(?:whole\s+)?(?:lot|haul)|of\s+them|all)\s+(?:fetched|netted|went|brought|raised)\b",
        ),
        (
            "turned moved rolled converted exchanged swapped cashed",
            r"\b(?:turned|moved|rolled|converted|exchanged|swapped|cashed)\b[^.;]{0,24}\d",
        ),
        ("balance", r"\bbalance\s*:"),
        (
            "next second third close",
            r"\b(?:was|came|ranked)\s+(?:\w+\s+)?(?:next|second|third|close)\b[^.;]{0,24}\d",
        ),
        (
            "them these those",
            r"\d[\d,.]*\s+of\s+(?:them|these|those)\b|\bof\s+(?:them|these|those)\b[^.;]{0,12}\d",
        ),
        ("up down", r"\bthat\s+was\s+(?:up|down)\s+from\s+\d"),
        ("did", r"\bdid\s?[:,(–—]\s?(?:\w+\s)?\d"),
        ("ended closed finished", r"\b(?:ended|closed|finished)\b.{1,40}\bwith\b"),
        ("has had", r"\bha[sd]\s+(?:[a-z]+\s+)?\d[\d,.]*+(?!\s?%)"),
        (
            "figure number tally total",
            r"\b(?:figure|number|tally|total)\s+(?:was|is|for|stood|came|had\s+been)\b",
        ),
        ("own hold", r"\b(?:owns?|holds?)\b[^.;]{0,20}\d"),
        ("was been", r"\bit\s+(?:was|had\s+been)\s+\d"),
    )
    for expression in (re.compile(phrase),)
    for stem in stems.split()
)
"""The same of phrases, each with the words of which one must stand in it: those are quick to look for."""


def is_relevant(text: str, sentence: Sentence, memory: Memory) -> bool:
    """Whether a sentence speaks of coins: by its own words, or by wider ones right after another that does."""
    said = text[sentence.start : sentence.end]
    if _is_of_coins(said) or memory.asked is not None or memory.asked_of is not None:
        return True
    return memory.coins and _goes_on_about_coins(said.lower())


def _is_of_coins(said: str) -> bool:
    return holds_any(said, _RELEVANT) or ("utput" in said and _OUTPUT.search(said) is not None)


def _goes_on_about_coins(low: str) -> bool:
    if _WORDS.search(low) is not None:
        return True
    return any(phrase.search(low) for phrase in [phrase for stem, phrase in _PHRASES if stem in low])
