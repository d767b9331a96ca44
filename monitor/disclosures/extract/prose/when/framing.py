"""The period that a heading, or a sentence without coins, tells of for the ones after it."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from monitor.disclosures.extract.lexicon import MANY
from monitor.disclosures.extract.periods.when import SPANS, Form, When
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.sentences import Sentence

_LONGEST_HEADING = 120
_OPENING = 12
"""Characters within which a sentence opens with when it is about: "In June, ...", "June was a busy month"."""
_BEGINNING = 110
"""Characters within which a sentence that tells of a report says when that is about."""
_REPORTS = re.compile(
    r"\b(?:updates?|figures|numbers|results|statistics|report(?:s|ed)?|production|operations|operational"
    r"|earnings|revenues?|mined|produced|output|made\s+[\d.,%\s]*(?:fewer|more))\b",
    re.IGNORECASE,
)
_SHORT = 70
_WITHIN = re.compile(
    r"\b(?:in|on|at|since|during|early|late|mid|between|after|before|to|the)[\s-]+\Z", re.IGNORECASE
)
"""What stands before a period in which something else happened."""
_LONG_OVER = timedelta(days=400)
_NOT_OF = re.compile(
    r"\b(?:than|above|below|versus|vs\.?|against|compared\s+(?:with|to)|since|until|by|from|due|in\s+contrast\s+to|said|says|told)\s+(?:the\s+|in\s+|of\s+)*\Z"
    r"|\b(?:than|versus|vs\.?|against|compared\s+(?:with|to)|(?:up|down)\s+from)\s+[^;\n]{1,36}?\s(?:in|for|during)\s+(?:the\s+)?\Z"
    r"|\b(?:up|down|increased?|decreased?|rise|rose|fell|growth|more|less|fewer|higher|lower)\b[^;\n]{0,40}?\s(?:on|over)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_LOOK_BACK = 64
_COMPARED_IN_BRACKETS = re.compile(
    r"\((?:(?:vs|versus|compared|from|against|up|down|prior|previous)\b[^()]*"
    r"|[$~]?\d[\d,.]*\s?(?:[A-Za-z/%]+\s+){0,3}(?:in|for|during)\s+)\Z",
    re.IGNORECASE,
)
_IN_BRACKETS = 60
"""Characters of what is compared with, as in "1.47 EH/s (vs 1.62 EH/s in Jan 2025)"."""


def _is_heading(text: str, start: int, end: int) -> bool:
    """Whether a sentence is a line of its own without an end: "## Second quarter 2025", "EVENT 2 (June 2026)"."""
    return (
        end - start <= _LONGEST_HEADING and text[end : end + 1] in {"", "\n"} and text[end - 1] not in ".;,|"
    )


def _is_only_date(text: str, start: int, end: int, when: When) -> bool:
    """Whether a line is hardly more than its date: "**Apr 26, 2021**", "date: '2021-04-26',"."""
    rest = text[start : when.start] + text[when.end : end]
    return sum(each.isalnum() for each in rest) <= _LABEL and text[end : end + 1] in {"", "\n"}


_LABEL = 14
"""Letters of a label before a date, such as "Published on"."""


def _is_about(text: str, start: int, end: int, when: When) -> bool:
    """Whether a sentence is about a period, and does not just tell something of then: "founded in 2010"."""
    if when.start - start <= _OPENING:
        return True
    if text[end - 1] == "?" and end - start <= _SHORT:
        return True  # "What did miners do in June?"
    short = when.start - start <= _SHORT and bool({".", "!", ";"} & set(text[when.end - 1 : when.end + 1]))
    if short and not _WITHIN.search(text, start, when.start):
        return True  # "The miner had a busy June."
    return when.start - start <= _BEGINNING and _REPORTS.search(text, start, end) is not None


def _is_of_many(text: str, sentence: Sentence, when: When, memory: Memory, *, only: bool) -> bool:
    """As in "Three miners took different roads in October": a round-up speaks of the month that is just over."""
    written = memory.anchor.latest
    if when.form is not Form.MONTH or written is None or when.last is None:
        return False
    if not timedelta() < written - when.last <= _LATELY:
        return False
    if only and _MANY.search(text, *sentence):
        return True
    start = sentence.start
    return not memory.filed and start <= _HEAD and _OF_MANY.search(text, start, when.start) is not None


_MANY = re.compile(rf"\b{MANY}\b", re.IGNORECASE)
_OF_MANY = re.compile(rf"\b{MANY}\b[^.;]*\b(?:in|for|during|of|throughout)\s+\Z", re.IGNORECASE)
_HEAD = 250
"""Characters of an article in which its first sentence begins, behind its title and who wrote it."""
_LATELY = timedelta(days=45)


def _is_long_over(when: When, memory: Memory) -> bool:
    written = memory.anchor.latest
    return written is not None and when.last is not None and written - when.last > _LONG_OVER


def _is_in_brackets(text: str, start: int, when: When) -> bool:
    """As in "91 EH/s (vs 88 EH/s in May)", "Revenue $9.6 million (Q2 2025: $12.6 million)": only compared with."""
    if text[when.start - 1 : when.start] == "(" and text[when.end : when.end + 1] == ":":
        return True
    return _COMPARED_IN_BRACKETS.search(text, max(start, when.start - _IN_BRACKETS), when.start) is not None


def is_only_compared(text: str, start: int, when: When) -> bool:
    """Whether a period is what others are compared with, or that of a person's words, and no time of the sentence.

    Args:
        text: the whole text.
        start: where its sentence begins.
        when: the period.
    """
    compared = _NOT_OF.search(text, max(start, when.start - _LOOK_BACK), when.start)
    if compared is not None and _is_reported_on(text, start, when):
        return False
    return compared is not None or _is_in_brackets(text, start, when)


def _is_of_figures(text: str, start: int, when: When, memory: Memory) -> bool:
    """As in "July's figures came out today": an article goes on to what other figures tell."""
    opens = when.start - start <= 1 and not memory.filed
    return opens and _FIGURES.match(text, when.end) is not None


_FIGURES = re.compile(
    r"(?:['’]s?)?\s+(?:production\s+|operational\s+|monthly\s+)?(?:figures|numbers|updates?|reports?|results|tally|count)\b",
    re.IGNORECASE,
)


def is_told_of_before(words: str, when: When, memory: Memory) -> bool:
    """As in "In July it had opened a site", of a text about August: what follows is of August again."""
    known = memory.frame or memory.anchor.focus or memory.lead
    if known is None or when.last is None or when.last >= known[1]:
        return False
    return _HAD_DONE.search(words) is not None


_HAD_DONE = re.compile(
    r"\bhad\s+(?:[a-z]+ly\s+|not\s+|also\s+|still\s+|already\s+|even\s+|just\s+)*"
    r"(?:[a-z]+(?:ed|own|awn)|been|kept|held|sold|bought|made|spent|begun|seen|gone|done|taken|given|cut|put|run|set|left)\b"
)


def _is_reported_on(text: str, start: int, when: When) -> bool:
    """As in "Report for the period from June 3 to June 30", "an update covering June 1 to June 15"."""
    if when.form is not Form.RANGE:
        return False
    return _PERIOD.search(text, max(start, when.start - _NAMED), when.start) is not None


_PERIOD = re.compile(
    r"\b(?:for\s+the\s+(?:\w+\s+)?(?:period|weeks?|days)(?:\s+of)?|period|covering|covers)\s*:?\s*(?:from\s+)?\Z",
    re.IGNORECASE,
)
_NAMED = 40
"""Characters before days in which they are called a period."""


def framed(
    text: str, sentence: Sentence, told: Iterable[When], memory: Memory
) -> tuple[date | None, date] | None:
    """The period that a sentence tells of for what follows; None where it tells none for sure.

    Of a document that reports on a period, and of a sentence that names its period in passing, it must be one that
    ends with the reported one.

    Args:
        text: the whole text.
        sentence: the one that states nothing by itself.
        told: the periods in it.
        memory: what was said before.
    """
    start, end = sentence
    while end > start and text[end - 1].isspace():
        end -= 1
    focus = memory.anchor.focus
    told = list(told)
    only = len(told) == 1 and _is_only_date(text, start, end, told[0])
    if (
        only
        and told[0].form is Form.DAY
        and (not memory.filed or "date" in text[start:end].lower())
        and told[0].last not in {None, memory.anchor.published}
    ):
        assert told[0].last is not None, "just seen"
        return None, told[0].last
    for when in told:
        weekly = when.form is Form.RANGE and (
            only or _is_heading(text, start, end) or _is_reported_on(text, start, when)
        )
        if not (weekly or when.form in SPANS) or when.first is None or when.last is None:
            continue
        if is_only_compared(text, start, when) or is_told_of_before(text[start:end], when, memory):
            continue
        past = memory.anchor.latest is None or when.last <= memory.anchor.latest
        many = _is_of_many(text, Sentence(start, end), when, memory, only=len(told) == 1)
        about = many or _is_about(text, start, end, when)
        beginning = focus is None and about and not _is_long_over(when, memory)
        of_focus = focus is not None and (when.last == focus[1] or _is_of_figures(text, start, when, memory))
        of_report = memory.filed and (focus is None or " ended " in text[when.start : when.end].lower())
        if past and (only or _is_heading(text, start, end) or beginning or of_focus or of_report):
            return when.first, when.last
        return None
    return None
