"""The days that a period in a sentence means for a deed, if it can be meant."""

from datetime import date, timedelta

from monitor.disclosures.extract.lexicon import DEALS, SELLING, TELLING, Shape
from monitor.disclosures.extract.periods.calendars import containing
from monitor.disclosures.extract.periods.when import SPANS, Form, When
from monitor.disclosures.extract.prose.sentence.line import Line, Told
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.monies import OTHER_COINS
from monitor.disclosures.extract.prose.when.beside import since_clause
from monitor.disclosures.extract.prose.when.earlier import before, in_year, unit_before
from monitor.disclosures.extract.prose.when.ranked import RANKS
from monitor.disclosures.extract.prose.when.spoken import LENGTHS, before_what_follows, same
from monitor.disclosures.extract.prose.when.told_on import is_told, is_weekday, up_to_telling


def taken(
    line: Line, at: int, when: When, memory: Memory, *, point: bool, allow_since: bool
) -> tuple[date | None, date | None] | None:
    """The days that a period in a sentence means for a deed; None if it cannot be meant."""
    if not point and (counted := before_what_follows(line, at, when)) is not None:
        return counted
    if when.form is Form.SAME:
        first, last = same(line, at, when, memory)
        return None if last is None else (None if point else first, last)
    if when.form is Form.SINCE and (point or not allow_since or _is_of_pause(line, at)):
        return None
    if when.last is None:
        return _in_other_year(line, when, memory) or _week_spoken_of(line, when, memory)
    if not point and (earlier := _previous(line, when, memory)) is not None:
        return earlier
    if point:
        return None, _eve(line, at, when) or when.last
    if (since := since_clause(line, at)) is not None:
        return _since_begun(when, memory) if allow_since and not _is_of_pause(line, since) else None
    return _of_deed(line, at, when, memory, allow_since=allow_since)


def _previous(line: Line, when: When, memory: Memory) -> tuple[date, date] | None:
    """As in "It sold 310 in July. In the previous month it had sold 150": before what was spoken of."""
    unit = unit_before(line.text[when.start : when.end].lower())
    if unit is None or memory.frame is None or memory.frame[0] is None:
        return None
    spoken = containing(memory.frame[1], unit)
    return before(*spoken, unit) if spoken == memory.frame else None


def _since_begun(when: When, memory: Memory) -> tuple[date | None, date | None] | None:
    """As in "has never sold any since it was formed on March 31": up to the day of the document."""
    begun, latest = when.first or when.last, memory.anchor.latest
    return None if begun is None or latest is None or begun > latest else (begun, latest)


def _of_deed(
    line: Line, at: int, when: When, memory: Memory, *, allow_since: bool
) -> tuple[date | None, date | None] | None:
    """What whole days mean for what was done in them, or by their end."""
    if when.form in SPANS and _is_said_in(line, at):
        return None
    latest = memory.anchor.latest
    when = up_to_telling(line, at, when, memory)
    begun = when.first or when.last
    if latest is not None and begun is not None and begun > latest:
        return None  # what is still to come
    if when.form is Form.END:
        return _until(line, at, when, allow_since=allow_since)
    if when.form is Form.DAY and is_of_paper(line, at):
        return None
    if when.form is Form.RANGE and line.low(at - 1) in _ISSUED:
        return None  # "its July report, out last week"
    if when.form is Form.DAY and (_is_dateline(line, at) or (is_told(line, at) and not is_of_deed(line, at))):
        return None, when.last
    return when.first, when.last


def _eve(line: Line, at: int, when: When) -> date | None:
    """As in "held 1,601 BTC as November began": what there was on the day before."""
    begins = line.low(at + 1) in {"began", "begins", "started", "opened"}
    return when.first - timedelta(days=1) if begins and when.first is not None else None


def _until(line: Line, at: int, when: When, *, allow_since: bool) -> tuple[date | None, date | None] | None:
    """What a day means that tells an end only: "as of May 8", "by May 31", a weekday, a day of telling."""
    if is_weekday(line, when) and is_of_deed(line, at):
        return when.last, when.last
    words = line.text[when.start : when.end].lower()
    if line.low(at - 1) == "by":
        words = f"by {words}"
    if (line.low(at - 2), line.low(at - 1)) == ("as", "of"):
        words = f"as of {words}"  # "as of the end of Q2"
    if words.startswith(("by ", "as of", "as at")) and _is_done_by(line, at):
        return ending_then(line, when.last), when.last
    ahead = all(told.deed not in SELLING for told in line.deeds if told.at < at)
    by_then = allow_since and ahead and words.startswith(("as of", "as at"))
    return (None, when.last) if by_then or is_weekday(line, when) or is_told(line, at) else None


def ending_then(line: Line, last: date | None) -> date | None:
    """As in "mined 343 in January and sold 98% of them by month end": that time has its beginning told already."""
    spoken = (line.atoms[at].when for at in line.whens)
    whole = (when for when in spoken if when is not None and when.first is not None and when.last == last)
    return next((when.first for when in whole if when.form in {Form.MONTH, Form.LONGER, Form.SAME}), None)


_PERFECT = frozenset("has have had hadn't hadn’t hasn't hasn’t haven't haven’t".split())


def _is_done_by(line: Line, at: int) -> bool:
    """As in "had sold 300 BTC as of May 31", "had disposed of them by May": no balance of that day is told."""
    before = [told for told in line.deeds if told.at < at]
    if not before:
        sale = next((told for told in line.deeds if told.deed in SELLING), None)
        if sale is None or sale is not line.deeds[0]:
            return False
        return line.low(sale.at - 1 - (line.low(sale.at - 1) in {"not", "yet", "been"})) in _PERFECT
    last = before[-1]
    if last.deed not in SELLING or last.shape not in {Shape.PAST, Shape.GERUND}:
        return False
    between = range(last.at + 1, at)
    if sum(count in between for count in line.counts) > 1:
        return False
    perfect = line.low(last.at - 1) in _PERFECT  # "has sold 300 BTC, for $20 million in all, as of May 31"
    return perfect or not any(
        line.low(place) in {",", "to", ";"}
        or (line.low(place) == "and" and line.low(place + 1) not in OTHER_COINS)
        for place in between
    )


def is_of_deed(line: Line, at: int) -> bool:
    """As in "On Monday it sold 36 BTC", where nobody tells it; "sold 300 BTC on June 3, it said", right behind it."""
    if (line.low(at - 2), line.low(at - 1)) == ("that", "on"):
        return True  # "A filing shows that on March 14 it sold 861 BTC"
    if (line.low(at - 1) in {"on", "last"} or at <= _OPENING) and _TOLD_BY.isdisjoint(line.words):
        return any(told.deed in DEALS and _is_done(line, told) for told in line.deeds)
    sale = next((told for told in reversed(line.deeds) if told.at < at), None)
    if sale is None or sale.deed not in DEALS or sale.shape is not Shape.PAST:
        return False
    if line.low(at + 1) in _GOES_ON or not (
        line.low(at - 1) in _ON or line.is_coin(at - 1) or at - 1 in line.counts
    ):
        return False
    return not any(line.low(place) in _PARTING for place in range(sale.at + 1, at))


def _is_done(line: Line, told: Told) -> bool:
    """As in "sold 300", "made 24 million euros by selling 300"."""
    by_means = told.shape is Shape.GERUND and line.low(told.at - 1) == "by"
    return told.shape is Shape.PAST or by_means


_PAPERS = frozenset(
    "update release report filing announcement statement letter post disclosure note article".split()
)
_SAID = frozenset("said says announced told stated revealed disclosed warned".split())
_ON = frozenset("on last late early".split())
_OPENING = 1
"""Atoms of a sentence that opens with its weekday: "Early Saturday, it sold ..."."""
_GOES_ON = frozenset("’ ' s that it he she which update filing".split())
_TOLD_BY = TELLING | _PAPERS | _SAID
_PARTING = TELLING | frozenset(", ; : ( that which who after before as and".split())


def _is_dateline(line: Line, at: int) -> bool:
    """As in "TORONTO, June 3, 2024 (GLOBE NEWSWIRE) -- Bitfarms has sold ...": when all that follows was told."""
    if not 0 < at <= _PLACE or any(told.at < at for told in line.deeds):
        return False
    first = line.atoms[0]
    shouted = line.text[first.start : first.end]
    dash = any(line.low(ahead) in {"-", "--", "–", "—"} for ahead in range(at + 1, at + _WIRE))
    return dash and len(shouted) > 1 and shouted.isupper() and line.low(at - 1) == ","


_PLACE = 7
"""Atoms of a place before the day of a release."""
_WIRE = 8
"""Atoms of who spreads it, behind the day."""


def _in_other_year(line: Line, when: When, memory: Memory) -> tuple[date, date] | None:
    """As in "sold 500 in May. In the same month of 2024 it had sold none": what was spoken of, in that year."""
    frame = memory.frame
    if frame is None or frame[0] is None:
        return None
    return in_year(frame[0], frame[1], line.text[when.start : when.end].lower())


def _week_spoken_of(line: Line, when: When, memory: Memory) -> tuple[date | None, date | None] | None:
    """As in "this week" of a text that has told which one and not when it was written."""
    if (
        memory.frame is None
        or memory.frame[0] is None
        or "week" not in line.text[when.start : when.end].lower()
    ):
        return None
    return memory.frame if (memory.frame[1] - memory.frame[0]).days <= LENGTHS["week"] else None


def _is_said_in(line: Line, at: int) -> bool:
    """As in "said early this year", "announced in June that it had sold": when it was told."""
    place = at - 1
    while line.low(place) in _WITHIN:
        place -= 1
    return place < at - 1 and line.low(place) in _SAID


_WITHIN = frozenset("in early earlier late back during".split())


def _is_of_pause(line: Line, at: int) -> bool:
    """As in "the first time since January", "the most since it listed in May", "more than in any month since"."""
    return any(
        line.low(back) in _FIRST or (line.low(back) in RANKS and line.low(back + 1) != "of")
        for back in range(at - 6, at)
    )


_FIRST = frozenset("first last than".split())


def is_name_of_paper(line: Line, at: int) -> bool:
    """As in "sold 4,047 in 2023, says its December update": the month of a document, which tells of more."""
    when = line.atoms[at].when
    return when is not None and when.form is Form.MONTH and line.low(at + 1) in _PAPERS


_ISSUED = frozenset("dated filed published posted updated released issued out".split())


def is_of_paper(line: Line, at: int) -> bool:
    """As in "per its May 2 update": the day of another document."""
    issued = at - 1 - (line.low(at - 1) == "earlier")
    apart = line.low(at + 1) == "," and line.low(at + 2) in _ARTICLES  # "on May 30, a filing shows"
    return (
        (not apart and any(line.low(ahead) in _PAPERS for ahead in range(at + 1, at + 4)))
        or line.low(issued) in _ISSUED
        or (line.low(at - 1) == "on" and line.low(at - 2) in _ISSUED)
        or (line.low(at - 1) == "of" and line.low(at - 2) in _PAPERS)
        or (line.low(at - 1) == "its" and line.low(at - 2) in {"per", "in", "by", "with"})
    )


_ARTICLES = frozenset({"a", "an", "the", "its"})
