"""What a sentence leaves in mind for those after it."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from monitor.disclosures.extract.lexicon import HELPING, TELLING, Deed
from monitor.disclosures.extract.periods.calendars import day_after, year_earlier
from monitor.disclosures.extract.periods.when import SPANS, Form, When
from monitor.disclosures.extract.prose.sentence.draft import CONTEXT, Draft
from monitor.disclosures.extract.prose.sentence.line import Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.when.compared import is_compared
from monitor.disclosures.extract.prose.when.framing import is_told_of_before
from monitor.disclosures.statement import StatementKind

_FRAMING = frozenset(
    {
        StatementKind.SALE,
        StatementKind.PRODUCTION,
        StatementKind.HOLDINGS,
        StatementKind.NO_SALE,
        StatementKind.PURCHASE,
    }
)
Frame = tuple[date | None, date]
_COMPARING = frozenset("ago earlier prior previous previously".split())
_EARLIER = frozenset("ago earlier prior before previous previously".split())


def told_in(line: Line) -> list[When]:
    """The periods that a sentence names, but for those in an aside."""
    return [
        when
        for at in line.whens
        if (when := line.atoms[at].when) is not None
        and not _is_in_aside(line, at)
        and not _is_after_share(line, at)
    ]


def _is_in_aside(line: Line, at: int) -> bool:
    """As in "did not say for how much it sold its bitcoin, which has halved in the past four months"."""
    if "which" not in line.words:
        return False
    last = max((told.at for told in line.deeds if told.at < at), default=0)
    return any(line.low(back) == "which" and line.low(back - 1) == "," for back in range(last + 1, at))


def _is_after_share(line: Line, at: int) -> bool:
    """As in "Sales came to 105% of production, after 64% in July and 77% in August": what another is compared with."""
    back = line.back(at - 1, {"in", "both", "during", "for", "the"})
    amount = line.atoms[back].amount if back >= 0 else None
    return (
        amount is not None
        and amount.unit == "percent"
        and line.low(back - 1) in {"after", "and", "from", "versus"}
    )


def opening(line: Line, memory: Memory) -> tuple[date | None, date] | None:
    """As in "During the year ...": the period that a sentence begins with frames the ones after it."""
    if any(line.low(told.at - 1) == "last" for told in line.deeds if told.deed is Deed.SELL):
        return None  # "It was in early January 2021 that we last sold": what follows is of now
    spoken = any(told.deed in {Deed.MINE, Deed.SELL} for told in line.deeds)
    for at in line.whens if spoken else [at for at in line.whens if at < _AT_FIRST]:
        when = None if is_compared(line, at) or _is_in_aside(line, at) else line.atoms[at].when
        if when is not None and when.form in SPANS and when.last is not None:
            if _EARLIER & set(re.findall(r"[a-z]+", line.text[when.start : when.end].lower())):
                continue  # "from $31.7 million in the year-earlier period"
            if is_told_of_before(line.text[line.start : line.atoms[-1].end], when, memory):
                continue
            past = memory.anchor.latest is None or when.last <= memory.anchor.latest
            return (when.first, when.last) if when.first and (spoken or at <= _EARLY) and past else None
    return None


_EARLY = 2
_AT_FIRST = 4


def remember(line: Line, drafts: Sequence[Draft], memory: Memory, made: Sequence[Draft]) -> None:
    """Keep in mind the sale told last, and the period spoken of."""
    told = max(
        (each.period_end for each in made if each.period_end is not None and each.sure > CONTEXT),
        default=None,
    )
    before = bool(drafts) and (
        not _COMPARING.isdisjoint(line.words) or any(_is_earlier(line, when) for when in told_in(line))
    )
    for draft in drafts:
        if draft.kind is StatementKind.SALE and not _is_compared_with(draft, made):
            memory.sale = draft
        if (
            draft.kind in _FRAMING
            and (not before or _is_later(draft, drafts, memory))
            and not _is_told_aside(line, draft)
            and not (draft.rule.endswith("_and") and _is_beside(draft, drafts))
            and not _is_looking_back(line, draft, memory)
            and (told is None or draft.period_end is None or draft.period_end >= told)
            and (draft.sure > CONTEXT and draft.period_end is not None and not draft.rule.endswith("_before"))
        ):
            frame = _frame(draft, memory)
            if frame != memory.frame:
                memory.frame_now = memory.frame if _is_of_other_year(frame, memory.frame) else None
            memory.frame, memory.frame_of = frame, draft.entity


def _is_of_other_year(frame: Frame | None, now: Frame | None) -> bool:
    """As in "It sold 590 BTC in October. October 2024's sales were 8. Riot sold 400": of this October again."""
    if frame is None or now is None or now[0] is None:
        return False
    years = now[1].year - frame[1].year
    return years > 0 and frame == (year_earlier(now[0], years), year_earlier(now[1], years))


def _is_later(draft: Draft, drafts: Sequence[Draft], memory: Memory) -> bool:
    """As in "produced 850 BTC in April, more than a year ago": no time that others are compared with."""
    if draft.period_end is None:
        return False
    if memory.frame is not None:
        return draft.period_end > memory.frame[1]
    if memory.published is not None and timedelta() <= memory.published - draft.period_end <= _LATELY:
        return True
    ends = [each.period_end for each in drafts if each.period_end is not None]
    return len(ends) > 1 and draft.period_end == max(ends) > min(ends)


_LATELY = timedelta(days=45)


def _is_compared_with(draft: Draft, made: Sequence[Draft]) -> bool:
    """As in "sold 475 in July, 20% more than in June, when 397 went": what follows tells more of July's."""
    last = next((each for each in reversed(made) if each.kind is StatementKind.SALE), None)
    if last is None or last.entity != draft.entity or not draft.period_end or not last.period_end:
        return False
    return last.sats is not None and draft.period_end < last.period_end


def _is_looking_back(line: Line, draft: Draft, memory: Memory) -> bool:
    """As in "It sold 564 BTC in April. In March it had sold 637": what follows speaks of April again."""
    if memory.frame is None or draft.period_end is None or draft.period_end >= memory.frame[1]:
        return False
    if "comparison" in line.words or ("had" in line.words and TELLING.isdisjoint(line.words)):
        return True
    deeds = (told.at for told in line.deeds if draft.start <= line.atoms[told.at].start < draft.end)
    return any(line.low(at - 1) in {"having", "after"} for at in deeds)  # "Having sold 533 in August, it ..."


def _is_told_aside(line: Line, draft: Draft) -> bool:
    """As in "Riot, which sold 80 in June, sold none": what follows speaks of another time."""
    if line.words.isdisjoint(_ASIDES):
        return False
    begun = next(
        (at for at in range(1, len(line.atoms)) if line.low(at) in _ASIDES and line.low(at - 1) == ","), None
    )
    if begun is None or line.atoms[begun].start > draft.start:
        return False
    closed = line.find({","}, begun + 1, len(line.atoms))
    if closed is None or draft.start > line.atoms[closed].start:
        return False
    return line.deed(closed + 1) is not None or line.low(closed + 1) in HELPING


_ASIDES = frozenset({"which", "who"})


def _is_beside(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """As in "sold 215 in October, 129 in September and 1,400 in the year": what follows speaks of October."""
    first = next((each for each in drafts if each.kind in {draft.kind, StatementKind.SALE}), None)
    if first is None or first.period_end is None or draft.period_end is None:
        return False
    start, whole = first.period_start, draft.period_start
    around = (
        start is not None and whole is not None and whole < start and first.period_end <= draft.period_end
    )
    return around or draft.period_end < first.period_end


def _is_earlier(line: Line, when: When) -> bool:
    """As in "a year earlier": the sentences after it speak of now again."""
    return when.form is Form.SAME and bool(_EARLIER & set(line.text[when.start : when.end].lower().split()))


def _frame(draft: Draft, memory: Memory) -> tuple[date | None, date] | None:
    """A balance on the last day of a month speaks of that month."""
    end = draft.period_end
    assert end is not None, "the caller has seen to it"
    focus = memory.anchor.focus
    if draft.period_start is None and focus is not None and focus[1] == end:
        return focus
    if draft.period_start is None and (end.month != day_after(end).month):
        return end.replace(day=1), end
    if draft.period_start is None:
        return memory.frame
    return draft.period_start, end
