"""Which period a deed belongs to.

Whatever comes first in this order is taken:

1. The period that the deed's own words lean on: "the first quarter, when it sold 400", "the June sale".
2. A period of the deed's clause: right before the word for it ("in May sold"), after it ("sold 300 BTC in May"),
   before it ("In May the miner sold"), past words that only tell where the coins came from ("sold 300 of the BTC it
   mined, for $20 million in May"). Of a sentence that opens with a period, one behind a further comma is of something
   else ("In Q3 it sold 300 BTC, thanks to prices in July").
3. A period of the same sentence, before the clause and then after it, up to a "while": one deed after another happens
   in one time ("In May it mined 156 BTC and sold 300").
4. The month of a paper that is named in the sentence ("sold 300 BTC, says its May update"): it is what the paper
   reports on, mostly.
5. The day on which it was told ("said on Thursday"): it had been done by then; where a period spoken of last is just
   over, that.
6. The day of publication, of what "has now" been done.
7. What was said before: the period spoken of last (`Memory.frame`), else the one that the document reports on; where
   that one goes on up to now ("has been selling since March"), the month or quarter that the text begins with.
8. The day of another paper that tells it ("in its May 30 filing"), a year after what it is compared with ("against
   none in June last year"), the month or quarter that the text begins with (`lead`), then the day of publication: it
   had been done by then.

Where the sentence tells none, `unsaid_time` goes on; the edges of months are in `edges`.

What belongs to something else is no candidate at all: a balance, an origin, an earlier sale, a wish, an aside
(`belonging`), another verb or thing (`beside`), what is only compared with (`compared`), a pause, what is still to come
(`taken`).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from monitor.disclosures.extract.lexicon import DASHES, TELLING, Deed, Shape
from monitor.disclosures.extract.numbers.amounts import Unit
from monitor.disclosures.extract.periods.calendars import month, year_earlier
from monitor.disclosures.extract.periods.when import DATED, SPANS, Form, When
from monitor.disclosures.extract.prose.sentence.draft import CLAUSE, SENTENCE
from monitor.disclosures.extract.prose.sentence.line import Clause, Line
from monitor.disclosures.extract.prose.sentence.memory import Memory
from monitor.disclosures.extract.prose.sentence.moment import Moment
from monitor.disclosures.extract.prose.when.belonging import is_beyond_balances, is_of_another, is_only_told
from monitor.disclosures.extract.prose.when.compared import is_compared
from monitor.disclosures.extract.prose.when.earlier import unit_back
from monitor.disclosures.extract.prose.when.edges import (
    between_balances,
    month_begun,
    month_of_end,
    whole_month,
)
from monitor.disclosures.extract.prose.when.perfect import is_of_other_subject
from monitor.disclosures.extract.prose.when.taken import ending_then, is_name_of_paper, taken
from monitor.disclosures.extract.prose.when.told_on import from_then
from monitor.disclosures.extract.prose.when.units_spoken_of import of_unit, spoken_of
from monitor.disclosures.extract.prose.when.unsaid_time import unsaid

_FAR = 100
"""Atoms from a deed to a period in the rest of its sentence."""


def moment(clause: Clause, memory: Memory, *, point: bool, since: bool = False) -> Moment:
    """The period of a deed, as the module's text says it is chosen.

    Args:
        clause: of the deed.
        memory: what was said before.
        point: what is told is of one point in time, such as holdings.
        since: it may have lasted since a day up to that of the document, as a denial may.
    """
    told = _of_relative(clause) or (None if point else _right_before(clause))
    if told is not None:  # of "the first quarter, when it had 19,223" the end
        return Moment(None if point else told.first, _last_of(told, clause), CLAUSE, None, told.form)
    if not point and (told_so := _of_spoken(clause, memory, since=since)) is not None:
        return told_so
    if not point and (between := between_balances(clause)) is not None:
        return Moment(*between, SENTENCE, None, Form.RANGE)
    unit = None if point else of_unit(clause, memory)
    by_then: Moment | None = None
    spare: Moment | None = None
    for sure, at, when in _candidates(clause):
        if (unit is not None and sure < CLAUSE) or _is_of_others(clause, at, when, point=point):
            continue
        made = _read(clause, at, when, sure, memory, point=point, since=since)
        if made is None:
            continue
        if (at > clause.at and is_name_of_paper(clause.line, at)) or _is_day_told(clause, at, made):
            spare = spare or made
        elif not point and is_only_told(clause, at, when):
            by_then = by_then or made
        elif by_then is None or sure == CLAUSE or is_beyond_balances(clause, at):
            return _year_earlier(clause.line, at, made)
    return spare or unit or unsaid(clause, memory, by_then, point=point)


def _of_spoken(clause: Clause, memory: Memory, *, since: bool) -> Moment | None:
    """As in "has since sold 310", "From March it sold 310": counted from a day, or from what was spoken of."""
    begun = from_then(clause, memory) if since else None
    return spoken_of(clause, memory) or _since_then(clause, memory) or begun


def _is_of_others(clause: Clause, at: int, when: When, *, point: bool) -> bool:
    """Whether a period is another thing's, or of the deed of another company."""
    return is_of_another(clause, at, when, point=point) or (not point and is_of_other_subject(clause, at))


def _is_day_told(clause: Clause, at: int, made: Moment) -> bool:
    """As in "mined 411 BTC in June, according to a release of July 2, and sold 300": of June, and told in July."""
    line = clause.line
    if made.first is not None or made.form is not Form.DAY or at > clause.at:
        return False
    spoken = (line.atoms[back].when for back in line.whens if back < at and not is_compared(line, back))
    return any(when is not None and when.form in SPANS and when.first is not None for when in spoken)


def _year_earlier(line: Line, at: int, made: Moment) -> Moment:
    """As in "A year earlier none had been sold in June": the month of the year before."""
    first = line.atoms[line.whens[0]].when
    if line.whens[0] == at or line.whens[0] > _OPENING or first is None or first.form is not Form.SAME:
        return made
    words = line.text[first.start : first.end].lower()
    named = line.atoms[at].when
    printed = named is not None and _YEAR.search(line.text, named.start, named.end) is not None
    if printed or made.form is not Form.MONTH or made.first is None or made.last is None:
        return made
    if not words.startswith("year") or unit_back(words) is None:
        return made
    return replace(made, first=year_earlier(made.first), last=year_earlier(made.last))


_YEAR = re.compile(r"\b20\d\d\b")


def _last_of(told: When, clause: Clause) -> date | None:
    """Of "since December 2022, when it sold 704" the end of that month, and of a day that day."""
    if told.form is not Form.SINCE or told.first is None:
        return told.last
    words = clause.line.text[told.start : told.end]
    return told.first if _DAY.search(words) else month(told.first.year, told.first.month)[1]


_DAY = re.compile(r"\b[0-3]?\d\b")


def _candidates(clause: Clause) -> Iterator[tuple[int, int, When]]:
    """The periods of a sentence with how sure they are to be the deed's, the likeliest first."""
    stop, whens = clause.right, clause.line.whens
    if not whens:
        return
    aside = _comma_after(clause) if _is_opened(clause) else stop
    for sure, places in (
        (CLAUSE, range(clause.at - 1, max(clause.at - 2, clause.left - 1), -1)),
        (CLAUSE, range(clause.at + 1, aside)),
        (CLAUSE, range(clause.at - 1, clause.left - 1, -1)),
        (CLAUSE, range(aside, stop)),
        (CLAUSE, range(stop, clause.wide)),
        (SENTENCE, range(clause.left - 1, max(-1, clause.left - _FAR), -1)),
        (SENTENCE, range(stop, _until_break(clause.line, stop))),
    ):
        for at in whens if places.step > 0 else reversed(whens):
            when = clause.line.atoms[at].when
            if (
                at in places
                and when is not None
                and not (is_compared(clause.line, at) or _is_in_other_brackets(clause, at))
            ):
                yield sure, at, when


def _is_in_other_brackets(clause: Clause, at: int) -> bool:
    """As in "sold 3,032 (nine months ended December 31, 2022 - sold 1,874)": brackets that tell a deed of their own."""
    line = clause.line
    if line.low(at - 1) != "(" or line.low(at + 1) not in DASHES:
        return False
    close = next((ahead for ahead in range(at, len(line.atoms)) if line.low(ahead) == ")"), len(line.atoms))
    return not at < clause.at < close


def _is_opened(clause: Clause) -> bool:
    """As in "In May, Bitfarms sold 300 BTC", "In May the Group sold 300 BTC": the sentence opens with its period."""
    line = clause.line
    opening = next((at for at in line.whens if at < clause.at), None)
    if opening is None or not clause.left <= opening <= _OPENING:
        return False
    return line.low(opening + 1) == "," or all(
        line.low(at) not in TELLING for at in range(opening, clause.at)
    )


_OPENING = 4
"""Atoms within which a sentence opens with a period."""


def _comma_after(clause: Clause) -> int:
    """The first comma behind a deed, past which the period of an opened sentence is not told again."""
    places = range(clause.at + 1, clause.right)
    return next((at for at in places if clause.line.low(at) == ","), clause.right)


def _read(
    clause: Clause, at: int, when: When, sure: int, memory: Memory, *, point: bool, since: bool
) -> Moment | None:
    """What one period of a sentence means for the deed."""
    closing = clause.line.text[when.start : when.end].lower().startswith(_CLOSING)
    if (sure == CLAUSE or closing) and not point and (whole := month_of_end(clause.line, when)) is not None:
        first = ending_then(clause.line, when.last) if clause.line.low(at - 1) == "by" else None
        return Moment(first or whole[0], whole[1], sure, when.end, Form.MONTH)
    if not point and (begun := month_begun(clause.line, when)) is not None:
        return Moment(*begun, sure, when.end if sure == CLAUSE else None, Form.MONTH)
    found = taken(clause.line, at, when, memory, point=point, allow_since=since)
    if found is None:
        return None
    found = _up_to_balance(clause.line, when, found)
    if when.form is Form.DAY and not point and _is_of_holdings(clause, at):
        found = whole_month(when.last), when.last
    words = clause.line.text[when.start : when.end].lower()
    vague = words.startswith(("early", "earlier", "late", "mid")) or any(
        clause.line.low(back) in _ROUGHLY for back in (at - 1, at - 2)
    )
    return Moment(*found, sure, when.end if sure == CLAUSE else None, when.form, vague=vague)


_NEXT = 6


def _is_of_holdings(clause: Clause, at: int) -> bool:
    """As in "It held 14 BTC on August 12, after it liquidated the rest": the sale had been made by then."""
    line = clause.line
    first = next(iter(line.deeds), clause.told)  # a sale that is weighed needs no word for a deed
    if first.deed is Deed.HOLD and at < first.at < min(clause.left, at + _NEXT):
        return True  # "At 7,474 coins on January 31, the hoard is smaller: it sold 550"
    last = next((told for told in reversed(line.deeds) if told.at < at), None)
    if at > clause.at or last is None or last.deed is not Deed.HOLD:
        return False
    return at < clause.left or any(line.low(place) in {"after", "having"} for place in range(at, clause.at))


def _of_relative(clause: Clause) -> When | None:
    """As in "up from the first quarter of 2023, when it sold 400", "the year 2022, in which no bitcoin was sold"."""
    line = clause.line
    at = line.find_back(_RELATIVE, clause.at - 1, max(0, clause.at - 6))
    if at is None:
        return None
    at -= line.low(at) == "which"
    if line.low(at) not in {"when", "in", "during"}:
        return None
    when = line.atoms[at - 2 if line.low(at - 1) == "," else at - 1].when
    if when is None or when.first is None or when.last is None:
        return None
    return _begun_in(line, when) if when.form is Form.SINCE else when


def _begun_in(line: Line, when: When) -> When:
    """As in "since July, when it sold 300", "since June 6, when": the month or day that it counts from."""
    said = _SINCE.match(line.text, when.start, when.end)
    if said is None or when.first is None:
        return when
    if said["day"]:
        return replace(when, last=when.first, form=Form.DAY)
    return replace(when, last=month(when.first.year, when.first.month)[1], form=Form.MONTH)


_SINCE = re.compile(
    r"since\s+[^\W\d_]{3,9}\.?(?:\s+(?P<day>\d\d?)\b)?(?:,?\s+20\d\d)?\Z(?<!year)", re.IGNORECASE
)


_RELATIVE = frozenset({"when", "which"})


def _since_then(clause: Clause, memory: Memory) -> Moment | None:
    """As in "held 1,003 BTC at December 31 and has since sold 310": from the day told before up to that of the text."""
    line = clause.line
    if "since" not in line.words or memory.published is None:
        return None
    near = range(max(clause.left, clause.at - _SINCE_BACK), min(len(line.atoms), clause.at + _SINCE_REACH))
    since = next((at for at in near if line.low(at) == "since" and line.low(at + 1) in _THEN), None)
    if since is None or since in line.whens:
        return None
    if any(clause.at < at < since for at in line.whens):
        return None  # "sold in January and, since then, has made no sales"
    days = [
        when
        for when in (atom.when for atom in line.atoms[:since])
        if when is not None and when.last is not None and when.form in _SINCE_WHEN
    ]
    if not days:
        return _since_told(line, memory) if line.low(since + 1) == "then" else None
    if days[-1].last is None or days[-1].last >= memory.published:
        return None
    later = timedelta(days=days[-1].form is not Form.DAY)
    return Moment(days[-1].last + later, memory.published, CLAUSE, None, Form.SINCE)


def _since_told(line: Line, memory: Memory) -> Moment | None:
    """As in "At year end it held 2,100 bitcoin. Since then it has sold 96": since the day of what was told last."""
    told = memory.drafts[-1] if memory.drafts else None
    if told is None or told.period_end is None or line.start - told.end > _CLOSE or memory.published is None:
        return None
    if told.period_end >= memory.published:
        return None
    return Moment(told.period_end + timedelta(days=1), memory.published, CLAUSE, None, Form.SINCE)


_SINCE_REACH = 6
_SINCE_BACK = 6
_CLOSE = 200
"""Characters behind what was told in which "since then" counts from it."""
_SINCE_WHEN = {Form.DAY, Form.END, Form.MONTH, Form.LONGER, Form.RANGE}
_THEN = frozenset(
    ["", ".", ",", ";", "then", "sold", "been", "disposed", "liquidated", "divested", "offloaded"]
)


def _right_before(clause: Clause) -> When | None:
    """As in "against July 2021 production of 443 BTC", "the June sale of 132 BTC", "June's sales of 132 BTC"."""
    line, at = clause.line, clause.at - 1
    if clause.told.shape is not Shape.NOUN:
        return None
    if line.low(at) == "s" and line.low(at - 1) in {"'", "’"}:
        at -= 2
    when = line.atoms[at].when if at >= 0 else None
    whole = when is not None and when.form in DATED and when.first is not None
    return when if whole else None


def _up_to_balance(
    line: Line, when: When, found: tuple[date | None, date | None]
) -> tuple[date | None, date | None]:
    """As in "Since the quarter's end it has sold 350 BTC, as of May 12": up to that day only."""
    words = line.text[when.start : when.end].lower()
    if words.startswith("through") and found[1] is not None:
        return _since_opened(line, found[1]) or found[0], found[1]
    if found[0] is None or not (
        words.startswith(("since", "subsequent", "year", "ytd")) or words.endswith(("this year", "the year"))
    ):
        return found
    behind = not (words.startswith(("sub", "y")) or "year" in words)
    for at in line.whens:
        told = line.atoms[at].when
        if told is None or told.last is None or not (told.form is Form.END or _is_of_stock(line, at)):
            continue
        if not behind or told.start > when.start or _IS_AS_OF.match(line.text, told.start):
            return found[0], max(found[0], told.last)
    return found


def _since_opened(line: Line, last: date) -> date | None:
    """As in "Subsequent to quarter-end, 350 BTC were sold through May 1": the first day after the quarter."""
    told = line.atoms[line.whens[0]].when
    if line.whens[0] > _OPENING or told is None or told.first is None or told.last is None:
        return None
    since = line.text[told.start : told.end].lower().startswith(("since", "subsequent", "after", "following"))
    return told.first if since and told.first <= last <= told.last else None


def _is_of_stock(line: Line, at: int) -> bool:
    """As in "Since April 1 it has sold 712 BTC, which leaves 4 BTC on August 31"."""
    counted = line.atoms[at - 2].amount if at > 1 and line.low(at - 1) in {"on", "at"} else None
    left = any(line.low(back) in {"leaves", "leaving", "left"} for back in range(max(0, at - 7), at))
    return left and counted is not None and counted.unit is Unit.BTC


_IS_AS_OF = re.compile(r"as\s+(?:of|at)\b", re.IGNORECASE)


_CLOSING = ("ended", "closed", "finished", "exited")


_ROUGHLY = frozenset("late early earlier mid".split())


def _until_break(line: Line, at: int) -> int:
    """Past "while" and "whereas" another time may be spoken of."""
    places = range(at, min(len(line.atoms), at + _FAR))
    if _OTHER_TIMES.isdisjoint(line.words):
        return places.stop
    return next((place for place in places if line.low(place) in _OTHER_TIMES), places.stop)


_OTHER_TIMES = frozenset("while whereas although ;".split())
