"""The languages that are read, and which of them a text is in."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from monitor.disclosures.extract.lexicon import DEEDS
from monitor.disclosures.extract.tongues.chinese import CHINESE
from monitor.disclosures.extract.tongues.expressions import forms
from monitor.disclosures.extract.tongues.french_italian import FRENCH, ITALIAN
from monitor.disclosures.extract.tongues.germanic import DUTCH, GERMAN
from monitor.disclosures.extract.tongues.iberian import PORTUGUESE, SPANISH
from monitor.disclosures.extract.tongues.japanese import JAPANESE
from monitor.disclosures.extract.tongues.korean import KOREAN
from monitor.disclosures.extract.tongues.slavic import POLISH, RUSSIAN
from monitor.disclosures.extract.tongues.southeast_asian import INDONESIAN, VIETNAMESE
from monitor.disclosures.extract.tongues.tongue import SELLING, Script, Tongue
from monitor.disclosures.extract.tongues.turkish import TURKISH

TONGUES = {
    tongue.code: tongue
    for tongue in (
        SPANISH, PORTUGUESE, FRENCH, ITALIAN, GERMAN, DUTCH, RUSSIAN, POLISH, TURKISH, VIETNAMESE, INDONESIAN,
        CHINESE, JAPANESE, KOREAN,
    )
}  # fmt: skip
"""By code."""
_ENGLISH = frozenset(
    (
        "the of and to for that with its was were has have it by as from this which had said sold or not be been are"
        " will would they their company month quarter holdings mined produced"
    ).split()
)
_HEAD = 4_000
"""Characters of a text by whose words its language is told."""
_OFTEN = 10
"""Where every tenth word is one of the small ones of English, nothing else is looked for."""
_DEED = 3
"""A word for having sold tells as much of a language as so many of its small words."""
FOREIGN = re.compile(r"[\u0400-\u04ff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_SCRIPTS = (
    (Script.HANGUL, re.compile(r"[\uac00-\ud7af]")),
    (Script.KANA, re.compile(r"[\u3040-\u309f\u30a0-\u30fa]")),
    (Script.HAN, re.compile(r"[\u4e00-\u9fff]")),
    (Script.CYRILLIC, re.compile(r"[\u0400-\u04ff]")),
)
_WORD = re.compile(r"[^\W\d_]+")
_PART = re.compile(r"\n|(?<=[.!?])\s")
_IN_ENGLISH = re.compile(r"\b(?:sold|sells|selling|disposed|liquidated)\b", re.IGNORECASE)
_COIN = re.compile(r"\b(?:bitcoins?|btc)\b", re.IGNORECASE)
_SENTENCE = 5
"""Words; what is shorter is hardly a sentence, and may have no small word of its language."""


class _Signs(NamedTuple):
    """What a language is known by."""

    small: frozenset[str]
    """Its small words, and the names of its months."""
    deeds: frozenset[str]
    """Words for selling; an English text has hardly one of them."""
    phrases: tuple[str, ...]
    """Phrases of two and more words for selling, which set apart languages with the same participles."""

    @classmethod
    def of(cls, tongue: Tongue) -> Self:
        selling = [word for mark in SELLING for word in tongue.marked[mark]]
        months = {form.lower() for each in forms(tongue.months) for form in each if " " not in form}
        deeds = frozenset(word for word in selling if " " not in word)
        return cls(tongue.small | months, deeds, tuple(word for word in selling if " " in word))


_LATIN = {code: _Signs.of(each) for code, each in TONGUES.items() if each.script is Script.LATIN}
_ALL_TELLING = frozenset().union(*(signs.deeds for signs in _LATIN.values())).difference(DEEDS)
_BY_SCRIPT: dict[Script, Tongue] = {
    each.script: each for each in TONGUES.values() if each.script is not Script.LATIN
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """The languages of one text, beside English."""

    latin: Tongue | None
    others: bool
    """Whether some of it is in another script."""
    kana: bool
    """Whether what is in Han characters alone is Japanese, as the rest of the text is."""

    def at(self, text: str, start: int, end: int) -> Tongue | None:
        """The language between two places."""
        if self.others and FOREIGN.search(text, start, end):
            for script, letters in _SCRIPTS:
                if letters.search(text, start, end):
                    return _BY_SCRIPT[Script.KANA if self.kana and script is Script.HAN else script]
        return self.latin


def spoken_in(text: str) -> Spoken | None:
    """The languages of a text; None of an English one, which costs no more than to look at its head."""
    others = not text.isascii() and FOREIGN.search(text) is not None
    latin = _latin_of(text[:_HEAD])
    if latin is None and not others:
        return None
    return Spoken(latin, others, others and _SCRIPTS[1][1].search(text) is not None)


def _latin_of(head: str) -> Tongue | None:
    """The language of a head; in an English one that tells of no sale, that of the sentences that do."""
    words = _WORD.findall(head.lower())
    english = sum(word in _ENGLISH for word in words)
    if english * _OFTEN <= len(words):
        return _likeliest(head, words, english)
    parts = _PART.split(head)
    if any(_IN_ENGLISH.search(part) and _COIN.search(part) for part in parts):
        return None  # what such a text says in other languages, it says again
    rest = " ".join(filter(_may_be_foreign, parts))
    words = _WORD.findall(rest.lower())
    return _likeliest(rest, words, english=0) if not _ALL_TELLING.isdisjoint(words) else None


def _may_be_foreign(part: str) -> bool:
    words = _WORD.findall(part.lower())
    return len(words) >= _SENTENCE and _ENGLISH.isdisjoint(words)


def _likeliest(text: str, words: Sequence[str], english: int) -> Tongue | None:
    counts = Counter(words)
    scores = {
        code: sum(counts[word] for word in signs.small) + _DEED * sum(counts[word] for word in signs.deeds)
        for code, signs in _LATIN.items()
    }
    most = max(scores.values())
    if most < _DEED or most <= english:
        return None
    low = f" {' '.join(text.lower().split())} "
    near = [code for code, score in scores.items() if score * 2 >= most]

    def likely(code: str) -> int:
        return scores[code] + _DEED * sum(f" {phrase} " in low for phrase in _LATIN[code].phrases)

    return TONGUES[max(near, key=likely)]
