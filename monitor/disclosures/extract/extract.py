"""What the text of a disclosure states: prose and tables put together."""

import re
from dataclasses import dataclass, replace

from monitor.disclosures.extract.assembly import assembled
from monitor.disclosures.extract.bracket_parts import parts_in_brackets
from monitor.disclosures.extract.companies.names import names_in
from monitor.disclosures.extract.dating.anchoring import is_year_guessed
from monitor.disclosures.extract.dating.dating import dated
from monitor.disclosures.extract.found import About, Found
from monitor.disclosures.extract.hard_wrap import unwrapped
from monitor.disclosures.extract.limits import MOST_READ, MOST_TEXT, Budget
from monitor.disclosures.extract.not_understood import Passage, told_nowhere
from monitor.disclosures.extract.numbers.home_dollars import in_us_dollars
from monitor.disclosures.extract.prose.reader import read_prose
from monitor.disclosures.extract.prose.sentence.draft import Draft
from monitor.disclosures.extract.prose.weighing.weighed import without_told_again
from monitor.disclosures.extract.tables.not_understood import rows_not_understood
from monitor.disclosures.extract.tables.read import table_statements


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text states, and how much of it was too much."""

    found: tuple[Found, ...]
    not_understood: tuple[Passage, ...] = ()
    """Where it speaks of parting with coins, and no rule made anything of it, not even why not: a person has to."""
    unread: int = 0
    """Characters at its end that were not read as a whole: of so long a text only so much is; see `limits`."""


def extract(text: str, about: About) -> tuple[Found, ...]:
    """Every statement of a text, in the order of the text, each once.

    Deterministic, linear in the length of the text, and never raises on any text.
    """
    return reading_of(text, about).found


def reading_of(text: str, about: About) -> Reading:
    """The same, with how much of the text was not read."""
    read = _read(unwrapped(_unescaped(text[:MOST_TEXT])), about)
    beyond = max(0, len(text) - MOST_TEXT)
    found = tuple(replace(each, evidence=text[each.start : each.end]) for each in read.found)
    passages = tuple(replace(each, text=text[each.start : each.end]) for each in read.not_understood)
    return Reading(found, passages, read.unread + beyond)


def _unescaped(text: str) -> str:
    """The text with plain spaces, the ends of lines that JSON writes out, no widgets or notes; no place in it moves."""
    if "\\n" in text:
        text = text.replace("\\r", "  ").replace("\\n", " \n").replace('\\"', ' "')
    if "&rsquo;" in text or "&#" in text or "&apos;" in text:
        text = _APOSTROPHE.sub(_with_room, text)
    if "--" in text:
        text = _WIDGET.sub(_blank, text)
    if "[" in text:
        text = _FOOTNOTE.sub(_blank, text)
    return text if text.isascii() else _HARD_SPACE.sub(" ", text)


_WIDGET = re.compile(r"(?<=[a-z])[A-Z]{2,5}--(?!\w)")
"""The ticker of a price that was shown right behind a name: "BitdeerBTDR-- disposed of 1,155 BTC"."""
_FOOTNOTE = re.compile(r"(?<=\d)\[\d{1,2}\]")
"""As in "CleanSpark disposed of 328[5]"."""


def _blank(mark: re.Match[str]) -> str:
    return " " * len(mark[0])


_APOSTROPHE = re.compile(r"&(?:rsquo|apos|#8217|#39);([a-z]{0,2}\b)")


def _with_room(mark: re.Match[str]) -> str:
    """As in "didn&rsquo;t": the mark itself, and room behind the word."""
    return f"’{mark[1]}".ljust(len(mark[0]))


_HARD_SPACE = re.compile(r"(?<!\d)[\u00a0\u2007\u2009\u202f]|[\u00a0\u2007\u2009\u202f](?!\d{3}(?!\d))")
"""But not within a number, as in French: 3\u202f000."""


def _read(text: str, about: About) -> Reading:
    about = dated(about)
    names = names_in(text, about)
    tables = table_statements(text, about, names)
    drafts = [Draft.of(each) for each in tables.statements]
    for draft in drafts:
        draft.entity = names.entity(draft.entity or about.issuer)
    budget = Budget(MOST_READ)
    prose = read_prose(text, about, names, tables.spans, budget)
    drafts += prose.drafts
    drafts += list(parts_in_brackets(text, drafts))
    found = in_us_dollars(text, assembled(text, without_told_again(drafts)))
    if about.published is None and is_year_guessed(text, about, names.filer):
        found = tuple(_with_told_year(each) for each in found)
    return Reading(
        found,
        told_nowhere(rows_not_understood(text, found), prose.passages, found),
        max(budget.unread, tables.unread),
    )


def _with_told_year(found: Found) -> Found:
    return replace(found, derived=found.derived | {"period_end"}) if found.period_end else found
