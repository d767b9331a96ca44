"""The languages that are read, and which of them a text is in."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

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
_SENTENCE = 5
"""Words; what is shorter is hardly a sentence, and may have no small word of its language."""


def _telling(tongue: Tongue) -> frozenset[str]:
    """Words for selling; an English text has hardly one of them."""
    return frozenset(word for mark in SELLING for word in tongue.marked[mark] if " " not in word)


def _phrases(tongue: Tongue) -> tuple[str, ...]:
    """Phrases of two and more words for selling, which set apart languages with the same participles."""
    return tuple(word for mark in SELLING for word in tongue.marked[mark] if " " in word)


def _small(tongue: Tongue) -> frozenset[str]:
    """Its small words, and the names of its months."""
    return tongue.small | {form.lower() for each in forms(tongue.months) for form in each if " " not in form}


_LATIN = {
    code: (_small(each), _telling(each)) for code, each in TONGUES.items() if each.script is Script.LATIN
}
_ALL_TELLING = frozenset().union(*(deeds for _, deeds in _LATIN.values())).difference(DEEDS)
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
    """The language of a head; in an English one, or beside English small print, that of the sentences with a sale."""
    words = _WORD.findall(head.lower())
    english = sum(word in _ENGLISH for word in words)
    if english * _OFTEN <= len(words):
        return _likeliest(head, words, english)
    rest = " ".join(part for part in _PART.split(head) if _may_be_foreign(part))
    words = _WORD.findall(rest.lower())
    return _likeliest(rest, words, english=0) if not _ALL_TELLING.isdisjoint(words) else None


def _may_be_foreign(part: str) -> bool:
    words = _WORD.findall(part.lower())
    return len(words) >= _SENTENCE and _ENGLISH.isdisjoint(words)


def _likeliest(text: str, words: Sequence[str], english: int) -> Tongue | None:
    counts = Counter(words)
    scores = {
        code: sum(counts[word] for word in small) + _DEED * sum(counts[word] for word in deeds)
        for code, (small, deeds) in _LATIN.items()
    }
    most = max(scores.values())
    if most < _DEED or most <= english:
        return None
    low = f" {' '.join(text.lower().split())} "
    near = [code for code, score in scores.items() if score * 2 >= most]
    return TONGUES[max(near, key=lambda code: scores[code] + _DEED * _count(low, _PHRASES[code]))]


def _count(low: str, phrases: tuple[str, ...]) -> int:
    return sum(f" {phrase} " in low for phrase in phrases)


_PHRASES = {code: _phrases(each) for code, each in TONGUES.items() if each.script is Script.LATIN}
