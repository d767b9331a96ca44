"""What the sentences of other languages than English state."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from monitor.disclosures.extract.companies.names import Mention, Names
from monitor.disclosures.extract.limits import Budget
from monitor.disclosures.extract.periods.when import SPANS, When
from monitor.disclosures.extract.prose.sentence.draft import CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.sentences import Sentence
from monitor.disclosures.extract.tongues.actors import topic_of
from monitor.disclosures.extract.tongues.elided import told_again
from monitor.disclosures.extract.tongues.figures import writes_comma
from monitor.disclosures.extract.tongues.known import FOREIGN, Spoken, spoken_in
from monitor.disclosures.extract.tongues.lexis import folded
from monitor.disclosures.extract.tongues.not_understood import in_unknown_words, not_understood
from monitor.disclosures.extract.tongues.other_deeds import other_deeds
from monitor.disclosures.extract.tongues.references import date_by_deal
from monitor.disclosures.extract.tongues.said import known_words, said
from monitor.disclosures.extract.tongues.statements import statements_of
from monitor.disclosures.extract.tongues.times import times
from monitor.disclosures.extract.tongues.tongue import BESIDE_SALES, SELLING, Mark, Script, Tongue
from monitor.disclosures.statement import StatementKind

_SINCE_REACH = 30
_REMEMBERED = 2
"""Sentences behind one that speaks of bitcoin."""
_END = re.compile(r"[。！？]+[」』”\"]*|(?<=[.!?])\s+(?=[^\W\d_a-zA-Z])")
_COINS = re.compile(r"bitcoin|btc|₿|биткоин|биткойн|比特币|比特幣|ビットコイン|비트코인", re.IGNORECASE)
_TOLD = SELLING | BESIDE_SALES | {Mark.IT_WAS, Mark.HAPPENED}
_NO_FRAMES = frozenset({StatementKind.INTENT, StatementKind.HOLDINGS})
_A_HALF = 184
_A_QUARTER = 92
"""Days; a longer period that a sentence names is no frame for the ones after it."""


@dataclass(slots=True)
class Abroad:
    """What of one text is in other languages."""

    text: str
    spoken: Spoken
    masked: str
    """The text with a blank for every letter of a script that runs into names: "Riot가", offsets as they are."""
    low: str
    """The text as the tables are written."""
    coins: int = 0
    """For how many sentences more the text is taken to speak of bitcoin."""

    @classmethod
    def of(cls, text: str) -> Self | None:
        """None for an English text."""
        spoken = spoken_in(text)
        if spoken is None:
            return None
        return cls(text, spoken, FOREIGN.sub(" ", text) if spoken.others else text, folded(text))

    def read(self, sentence: Sentence, memory: Memory, budget: Budget) -> list[Draft]:
        """What a sentence states; what it speaks of is kept in mind as by the reader of English."""
        made: list[Draft] = []
        if self.spoken.latin is None and FOREIGN.search(self.text, *sentence) is None:
            return made
        for start, end in self._parts(sentence):
            tongue = self.spoken.at(self.text, start, end)
            if tongue is not None and budget.take(end - start, len(self.text) - start):
                made.extend(self._read_part(start, end, tongue, memory))
        return made

    def _parts(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Sentences end in other scripts by marks, and before capitals, that English does not have."""
        start = sentence.start
        for match in _END.finditer(self.text, *sentence):
            yield start, match.end()
            start = match.end()
        if start < sentence.end:
            yield start, sentence.end

    def _read_part(self, start: int, end: int, tongue: Tongue, memory: Memory) -> list[Draft]:
        coins, named = self.coins > 0, _COINS.search(self.text, start, end) is not None
        self.coins = _REMEMBERED if named else max(0, self.coins - 1)
        coins = coins or named
        companies = self._companies(start, end, tongue, memory.names)
        whens = times(self.text, self.low, (start, end), tongue, memory)
        words = known_words(self.low, start, end, tongue)
        made: list[Draft] = []
        unclear = None
        marks = {word.mark for word in words}
        if marks & _TOLD:
            comma = writes_comma(self.text, tongue.code)
            one = said(self.text, words, tongue, (whens, companies), comma=comma, spoken=(start, end, coins))
            made = statements_of(one, memory)
            made += other_deeds(one, memory, made)
            made = made or told_again(one, memory)
            if not made:
                date_by_deal(one, memory)
            self._remember_whom(topic_of(one), tongue, memory)
            unclear = not_understood(one, memory, made)
        elif companies:
            self._remember_whom(companies[0].entity, tongue, memory)
        selling = bool(marks & SELLING)
        if not selling:
            unclear = in_unknown_words(self.text, self.low, (start, end), of_coins=coins)
        memory.passages.extend([] if unclear is None else [unclear])
        self.coins = self.coins or bool(made)
        _remember(made, [when for when in whens if not self._is_since(when, tongue)], memory, selling=selling)
        return made

    def _is_since(self, when: When, tongue: Tongue) -> bool:
        """As in "Foi a primeira venda desde outubro de 2020": what came after it is told."""
        before = self.low[max(0, when.start - _SINCE_REACH) : when.start].rstrip()
        return before.endswith(tuple(tongue.marked[Mark.SINCE]))

    def _companies(self, start: int, end: int, tongue: Tongue, names: Names) -> list[Mention]:
        if tongue.script is Script.LATIN:
            return names.mentions(self.text, start, end)
        return names.mentions_abroad(self.text, self.masked, start, end)

    def _remember_whom(self, entity: str | None, tongue: Tongue, memory: Memory) -> None:
        """In Latin letters the reader of English does so itself."""
        if entity is not None and tongue.script is not Script.LATIN:
            memory.topic, memory.topic_end = entity, 0


def _remember(made: list[Draft], whens: list[When], memory: Memory, *, selling: bool) -> None:
    """Keep in mind what was told last; where a sentence speaks of selling, a half-year frames what follows too."""
    for draft in made:
        if draft.period_start is not None and draft.period_end is not None:
            memory.told = draft.period_start, draft.period_end
        if draft.kind is StatementKind.SALE:
            memory.sale = draft
        if draft.kind not in _NO_FRAMES and draft.sure > CONTEXT and draft.period_end is not None:
            memory.frame = draft.period_start, draft.period_end
    long = (when.days for when in whens if when.form in SPANS)
    told = next((days for days in long if days is not None), None)
    latest = memory.anchor.latest
    if made or told is None or (latest is not None and told[0] > latest):
        return
    memory.told = told
    if (told[1] - told[0]).days <= (_A_HALF if selling else _A_QUARTER):
        memory.frame = told
