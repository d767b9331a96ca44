"""What a reader keeps in mind from one sentence to the next."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from monitor.disclosures.extract.companies.names import Names
from monitor.disclosures.extract.not_understood import Passage
from monitor.disclosures.extract.numbers.amounts import Amount
from monitor.disclosures.extract.periods.when import Anchor, When
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.verdict import Verdict


class Lead(NamedTuple):
    """A month or a quarter that a text begins with."""

    first: date
    last: date
    end: int
    """Where the sentence that names it ends, in characters; of what stands before, it says nothing."""


@dataclass(slots=True)
class Memory:
    """The state of reading one text."""

    text: str
    anchor: Anchor
    filer: str | None
    """Who "we" and "the Company" is."""
    names: Names
    """The companies of the text."""
    published: date | None
    filed: bool = False
    """Whether the filer is known to speak, so that what has no subject is its own."""
    topic: str | None = None
    """The company spoken of last."""
    topic_end: int = 0
    """Where the sentence ends that spoke of it, in characters; 0 of a heading, which speaks for what follows."""
    frame: tuple[date | None, date] | None = None
    """The period spoken of last."""
    frame_of: str | None = None
    """The company whose deed told that period; None where the text itself speaks of it."""
    frame_now: tuple[date | None, date] | None = None
    """The same period of a later year, where the one spoken of last was told to compare with it."""
    lead: Lead | None = None
    """The month or quarter that the text has begun with."""
    told: tuple[date, date] | None = None
    """The period told last, however long it is; of texts in other languages."""
    crowd: tuple[date | None, date | None] | None = None
    """The days of a sale by many together that the sentence before told of."""
    as_of: date | None = None
    """The day of the last "as of"."""
    told_from: int = 0
    """Where the last sentence begins that stated anything, in characters."""
    listed: tuple[When, ...] = ()
    """The periods that the last sentence with a list of them has told."""
    listed_end: int = 0
    """Where that sentence ends, in characters."""
    spoken: int = 0
    """For how many sentences more the text is taken to speak of coins."""
    counted: Amount | None = None
    """The last number of coins of the sentence before."""
    asked: Clause | None = None
    """What the sentence before asked of a sale: "How many did it sell in May?"."""
    asked_of: str | None = None
    """The company of which the sentence before asked no more: "And Cango?"."""
    moved: set[int] = field(default_factory=set)
    """Numbers of coins that were only moved, in satoshis."""
    sale: Draft | None = None
    """The sale told last."""
    last: Line | None = None
    """The sentence before, if it was read."""
    drafts: list[Draft] = field(default_factory=list)
    verdicts: dict[int, Verdict] = field(default_factory=dict)
    """What the rules made of words for selling, by where these begin in the text."""
    passages: list[Passage] = field(default_factory=list)
    """What speaks of parting with coins and was not understood."""

    @property
    def coins(self) -> bool:
        """Whether the last sentences spoke of coins."""
        return self.spoken > 0

    def judge(self, clause: Clause, verdict: Verdict) -> list[Draft]:
        """Note what a rule made of a clause of selling. Returns no statement, for rules that end so."""
        return self.judge_at(clause.line.atoms[clause.at].start, verdict)

    def judge_at(self, place: int, verdict: Verdict) -> list[Draft]:
        """The same of the word for selling at a place of the text."""
        self.verdicts.setdefault(place, verdict)
        return []
